//! The whole story, several times at once, on two web processes and two workers with one PostgreSQL, while one of the
//! four is killed (`kill -9`) again and again at random moments: a satellite is opened, its coordinator invited, a firm
//! does the check, keeps it and asks for help, a partner accepts by mail, they fix a time, consent, interview, two
//! signatures, measures, a file, done, a repeat, consent taken back.
//!
//! People here do what people do whose page does not come: they send the same form again, to whichever process answers.
//! What is proved at the end, for every firm: everything is there, everything is there once (rows, lines of the audit
//! trail, letters), and the chain of the trail holds.
//!
//! Letters: each is asked for once and sent at least once (docs/adr/0010). A worker that dies between the mail server's
//! "taken" and its own note sends it again with the same Message-ID, so what is counted is what a receiver keeps that
//! drops copies by Message-ID, and separately how many copies went over the wire: at most one for each hand of a killed
//! worker. That is all SMTP allows to promise.
//!
//! `RINGWALL_CHAOS_SEED=1234 cargo test -p ringwall --test it story` repeats the order of victims and pauses.

#![cfg(test)]

mod people;
mod proof;

use std::{
    sync::{Arc, Mutex, atomic::AtomicBool},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use ringwall_app::Job;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
};
use ringwall_testkit::{
    app::beside,
    db::{TestDb, run_on_postgres},
    smtp::{Behaviour, SmtpServer},
};

use self::people::{Cast, tell};
use super::several::{Machine, Random, Town};

/// How often the story is told at the same time.
const CASTS: usize = 3;
/// How long all of it may take.
const PATIENCE: Duration = Duration::from_mins(5);

#[test]
fn the_story_is_told_to_its_end_whoever_is_killed() {
    run_on_postgres(story);
}

/// From the environment, to repeat a run; else from the time.
#[expect(clippy::disallowed_methods, reason = "a seed that is to be another one in every run")]
fn seed(now: Timestamp) -> u64 {
    let given = std::env::var("RINGWALL_CHAOS_SEED").ok().and_then(|text| text.parse().ok());
    given.unwrap_or_else(|| now.as_microsecond().unsigned_abs() % 1_000_000_007)
}

async fn story(db: TestDb) {
    let begun = Instant::now();
    let smtp = SmtpServer::start().await;
    // Slow enough that a kill hits a letter under way.
    smtp.always(Behaviour::Slow(20));
    let app = beside(&db).await;
    let seed = seed(app.now());
    println!("seed {seed}");
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine {
        database: db.url.clone(),
        folder: folder.path().to_owned(),
        environment: vec![
            ("RINGWALL_MAIL__SMTP", smtp.url()),
            ("RINGWALL_MAIL__FROM", "ringwall@example.org".to_owned()),
            ("RINGWALL_SERVER__PUBLIC_URL", "http://ring.example".to_owned()),
            ("RINGWALL_FILES__STORE", format!("file:{}", folder.path().join("files").display())),
            ("RINGWALL_WORKER__IN_PROCESS", "false".to_owned()),
            ("RINGWALL_WORKER__LEASE_SECONDS", "3".to_owned()),
        ],
    };
    let mut running = Vec::new();
    for number in 0..4 {
        running.push(Some(machine.start(number).await));
    }
    let address = |running: &[Option<_>], number: usize| {
        let program: &ringwall_testkit::load::Program = running[number].as_ref().unwrap();
        program.address
    };
    let webs = Mutex::new([address(&running, 0), address(&running, 1)]);
    let town = Arc::new(Town { webs, over: AtomicBool::new(false) });

    let role = Membership { role: Role::Operator, scope: Scope::Installation };
    let operator = app.appoint("operator@example.org", "", Language::De, role).await.unwrap();
    let session = app.begin_session(operator, "password", "test").await.unwrap();
    let mut tales = Vec::new();
    for number in 0..CASTS {
        let cast = Cast::new(number, &town, &smtp, session.secret(), app.now());
        tales.push(tokio::spawn(tell(cast)));
    }

    // One of the four dies again and again until everybody has come to the end.
    let mut random = Random(seed);
    let mut killed = [0_usize; 4];
    while tales.iter().any(|tale| !tale.is_finished()) {
        assert!(begun.elapsed() < PATIENCE, "seed {seed}: after {killed:?} kills the story does not come to its end");
        tokio::time::sleep(Duration::from_millis(50 + random.next(650))).await;
        let victim = usize::try_from(random.next(4)).unwrap();
        running[victim].take().unwrap().kill().await.unwrap();
        killed[victim] += 1;
        running[victim] = Some(machine.start(victim).await);
        if victim < 2 {
            town.webs.lock().unwrap()[victim] = address(&running, victim);
        }
    }
    let mut told = Vec::new();
    for tale in tales {
        told.push(tale.await.unwrap_or_else(|error| panic!("seed {seed}, {killed:?} kills: {error}")));
    }

    // The queue empties, also of what the dead had in hand.
    let patience = Instant::now();
    loop {
        let left = app.job_counts().await.unwrap();
        let letters = left.iter().find(|count| count.kind == Job::LETTER);
        if letters.is_none_or(|letters| letters.waiting + letters.retried == 0) {
            break;
        }
        assert!(patience.elapsed() < Duration::from_secs(20), "seed {seed}: {left:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for program in running.into_iter().flatten() {
        program.stop().await.unwrap();
    }

    let store = db.opened().await;
    for tale in &told {
        proof::of_rows(&store, tale, seed).await;
        proof::of_letters(&smtp, tale, seed);
    }
    proof::of_the_whole(&store, CASTS, seed).await;
    assert!(app.job_counts().await.unwrap().iter().all(|count| count.dead == 0), "seed {seed}: nothing was given up");
    let (raw, distinct) = (smtp.taken(), smtp.distinct());
    let counted = app.letters_sent().await.unwrap().iter().map(|(_, sent)| sent).sum::<u64>();
    assert_eq!(
        usize::try_from(counted).unwrap(),
        distinct.len(),
        "seed {seed}, {killed:?} kills, {} over the wire: every letter's job ended exactly once",
        raw.len()
    );
    let copies = raw.len() - distinct.len();
    // At most one letter a hand of a killed worker can be in between; two hands each.
    assert!(copies <= 2 * (killed[2] + killed[3]), "seed {seed}: {copies} copies after {killed:?} kills");
    let sent_again: usize = told.iter().map(|tale| tale.sent_again).sum();
    println!(
        "seed {seed}: {killed:?} kills (web, web, worker, worker), {sent_again} forms sent again, {} letters, {copies} \
         copies of them over the wire with the same Message-ID; {:.1} s",
        distinct.len(),
        begun.elapsed().as_secs_f64(),
    );
}
