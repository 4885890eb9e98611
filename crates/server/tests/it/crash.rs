//! `kill -9` in the middle of answers: nothing that was acknowledged is lost, on either engine.
//!
//! Several firms answer at the same time over HTTP and go on after each restart. An answer that was under way when the
//! program died may be there or not; one that was acknowledged must be there, with its value and revision.

#![cfg(test)]

use std::{path::Path, time::Duration};

use ringwall_testkit::{
    db::TestDb,
    load::{Firm, Interview, Program},
    on_every_engine,
};

/// Firms that go on through all restarts; one more begins before each kill.
const FIRMS: usize = 5;

/// How long the program lives the n-th time: from hardly begun to several hundred answers.
fn life(kill: usize) -> Duration {
    let milliseconds = [5, 40, 90, 150, 220, 300, 15, 65, 120, 180, 260, 350];
    Duration::from_millis(milliseconds[kill % milliseconds.len()])
}

/// Answers until the connection breaks; whatever the server refuses is a fault of the test or of the program.
async fn answer_until_killed(mut firm: Firm, questions: usize, kill: usize) -> (Firm, usize) {
    let mut acknowledged = 0;
    for turn in 0.. {
        match firm.answer(turn % questions, kill * 7 + turn / questions).await {
            Ok(_) => acknowledged += 1,
            Err(error) => {
                let text = format!("{error:#}");
                assert!(!text.contains("answered") && !text.contains("acknowledged"), "refused: {text}");
                break;
            }
        }
    }
    (firm, acknowledged)
}

/// Starts, kills and looks again, `kills` times.
async fn survive(database: &str, kills: usize) {
    let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
    let folder = tempfile::tempdir().unwrap();
    let interview = Interview::of("cyberrisikocheck").unwrap();
    let mut program = Program::start(binary, database, folder.path()).await.unwrap();
    let mut firms: Vec<Firm> = Vec::new();
    let mut total = 0;
    for kill in 0..kills {
        for firm in &mut firms {
            firm.move_to(program.address);
        }
        for _ in 0..if kill == 0 { FIRMS } else { 1 } {
            let mut firm = Firm::new(&interview, program.address, firms.len());
            firm.begin().await.unwrap();
            for topic in 0..interview.topics.len() {
                firm.open_topic(topic).await.unwrap();
            }
            firms.push(firm);
        }
        let questions = interview.len();
        let under_way: Vec<_> =
            firms.drain(..).map(|firm| tokio::spawn(answer_until_killed(firm, questions, kill))).collect();
        tokio::time::sleep(life(kill)).await;
        program.kill().await.unwrap();
        for firm in under_way {
            let (firm, acknowledged) = firm.await.unwrap();
            total += acknowledged;
            firms.push(firm);
        }
        program = Program::start(binary, database, folder.path()).await.unwrap();
        for firm in &mut firms {
            firm.move_to(program.address);
            let faults = firm.faults().await.unwrap();
            assert!(faults.is_empty(), "lost after kill {kill}:\n{}", faults.join("\n"));
        }
    }
    assert!(total > kills * FIRMS, "only {total} answers were acknowledged; that proves nothing");
    println!("{kills} kills, {total} acknowledged answers, none lost");
}

on_every_engine!(no_acknowledged_answer_is_lost);

async fn no_acknowledged_answer_is_lost(db: TestDb) {
    survive(&db.url, 20).await;
}
