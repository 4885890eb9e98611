//! Letters leave the real program over real SMTP.

#![cfg(test)]

use std::{path::Path, time::Duration};

use ringwall_app::Letter;
use ringwall_core::language::Language;
use ringwall_testkit::{
    app::beside,
    db::{TestDb, run_on_postgres},
    load::Program,
    on_every_engine,
    smtp::{Behaviour, SmtpServer},
};

on_every_engine!(a_letter_leaves_at_once_and_survives_a_restart);

/// On SQLite another process cannot ring; there the worker looks every half minute.
#[test]
fn a_worker_in_another_process_is_woken_by_postgresql() {
    run_on_postgres(woken);
}

async fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..400 {
        if let Some(found) = look() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{what} did not happen within 10 s");
}

fn settings(server: &SmtpServer) -> Vec<(&'static str, String)> {
    vec![
        ("RINGWALL_MAIL__SMTP", server.url()),
        ("RINGWALL_MAIL__FROM", "ringwall@example.org".to_owned()),
        ("RINGWALL_MAIL__NAME", "Musterregion".to_owned()),
        ("RINGWALL_SERVER__PUBLIC_URL", "http://ring.example".to_owned()),
    ]
}

fn letter(to: &str) -> Letter {
    Letter::new("test", to, "Rita", Language::De).leading_to("/operator/mail")
}

async fn a_letter_leaves_at_once_and_survives_a_restart(db: TestDb) {
    let server = SmtpServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
    let app = beside(&db).await;
    // Asked for before anybody works.
    app.post_letter(letter("early@example.com")).await.unwrap();
    let program = Program::start_with(binary, &db.url, folder.path(), &settings(&server)).await.unwrap();
    until("the early letter", || server.taken().into_iter().find(|letter| letter.to == "early@example.com")).await;
    let taken = &server.taken()[0];
    assert_eq!(taken.header("auto-submitted").as_deref(), Some("auto-generated"));
    assert_eq!(taken.header("content-language").as_deref(), Some("de"));
    assert!(taken.data.contains("http://ring.example/operator/mail"), "{}", taken.data);
    program.kill().await.unwrap();
    // What the mail server does not want now waits in the database, not in a process.
    server.script(&[Behaviour::Greylist]);
    app.post_letter(letter("late@example.com")).await.unwrap();
    let program = Program::start_with(binary, &db.url, folder.path(), &settings(&server)).await.unwrap();
    until("the refused try", || server.commands().iter().any(|c| c.contains("late@example.com")).then_some(())).await;
    until("the note of it", || {
        let app = app.clone();
        tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current()
                .block_on(async move { app.job_counts().await.unwrap().iter().any(|count| count.retried == 1) })
        })
        .then_some(())
    })
    .await;
    program.kill().await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

async fn woken(db: TestDb) {
    let server = SmtpServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
    let app = beside(&db).await;
    let worker = Program::worker(binary, &db.url, folder.path(), &settings(&server)).await.unwrap();
    // It has looked once and sleeps.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let begun = std::time::Instant::now();
    app.post_letter(letter("rita@example.com")).await.unwrap();
    until("the letter", || (server.taken().len() == 1).then_some(())).await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    worker.stop().await.unwrap();
}
