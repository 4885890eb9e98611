//! What belongs to an organisation, with the commands of the program: taking in, confirming a deletion, the audit trail.

#![cfg(test)]

use std::{
    path::Path,
    process::{Command, Output},
};

use ringwall_app::{AnswerChange, NewCase, ResumeToken};
use ringwall_core::{
    check::AnswerValue,
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_testkit::{app::beside, db::TestDb, on_every_engine};

on_every_engine!(taken_in_deleted_confirmed_and_on_the_trail);

fn ringwall(db: &TestDb, folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_ringwall"))
        .args(arguments)
        .env("RINGWALL_DATABASE__URL", &db.url)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

async fn taken_in_deleted_confirmed_and_on_the_trail(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| ringwall(&db, folder.path(), arguments);
    let app = beside(&db).await;
    let (code, out, _) = run(&["audit", "verify"]);
    assert_eq!((code, out.trim()), (0, "the audit trail is empty"));

    // A firm takes everything out; the operator takes it in.
    let mut organisation = Organisation::of(OrganisationKind::Company);
    organisation.name = Some("Bäckerei Umzug".to_owned());
    let case = NewCase { check: "kurzcheck".to_owned(), organisation, language: Language::De };
    let started = app.start(case).await.unwrap();
    let access = app.open(&started.token).await.unwrap();
    let shown = app.assessment(&access, started.assessment.unwrap()).await.unwrap();
    let question = shown.check.check.questions().next().unwrap().question.uuid;
    let yes = AnswerChange::Value(Some(AnswerValue::Yes));
    app.answer(&access, shown.assessment.id, question, yes, 0).await.unwrap();
    let mut pieces = app.take_out(&access).await.unwrap().pieces;
    let mut archive = Vec::new();
    while let Some(piece) = pieces.recv().await {
        archive.extend(piece.unwrap());
    }
    std::fs::write(folder.path().join("mappe.zip"), &archive).unwrap();
    let (code, out, err) = run(&["import", "mappe.zip"]);
    assert_eq!(code, 0, "{err}");
    let link = out.lines().find_map(|line| line.rsplit_once("/r/")).expect("a link to the folder").1;
    let moved = app.open(&ResumeToken::parse(link.trim()).unwrap()).await.unwrap();
    assert_ne!(moved.tenant(), access.tenant());
    let overview = app.overview(&moved).await.unwrap();
    assert_eq!(overview.organisation.name.as_deref(), Some("Bäckerei Umzug"));
    let answer = app.stored_answer(&moved, overview.assessments[0].id, question).await.unwrap().unwrap();
    assert_eq!(answer.value, Some(AnswerValue::Yes));

    // What is no archive is refused in words, and a missing file too.
    std::fs::write(folder.path().join("kaputt.zip"), &archive[..archive.len() / 2]).unwrap();
    std::fs::write(folder.path().join("text.json"), "{}").unwrap();
    for file in ["kaputt.zip", "text.json", "nirgends.zip"] {
        let (code, out, err) = run(&["import", file]);
        assert!(code != 0 && out.is_empty() && err.lines().count() == 1, "{file}: {code} {out} {err}");
        assert!(err.starts_with("ringwall: ") && !err.contains("panicked"), "{file}: {err}");
    }

    // The trail holds, and its head can be noted.
    let (code, out, _) = run(&["audit", "verify"]);
    assert_eq!(code, 0, "{out}");
    let head = out.lines().find_map(|line| line.strip_prefix("head ")).expect("a head").to_owned();

    // Deleted: the number confirms it, and nothing else does.
    let deletion = app.delete(&access, None).await.unwrap();
    let (code, out, err) = run(&["receipt", &deletion.number]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("deleted at ") && out.contains("1 assessments") && out.contains("1 answers"), "{out}");
    assert!(!out.contains("Umzug"), "{out}");
    let (code, out, err) = run(&["receipt", "0000-0000-0000-0000"]);
    assert!(code == 1 && out.is_empty() && err.contains("no deletion with this number"), "{code} {out} {err}");

    // The lines of the firm are wiped, the chain still holds, and the head from before is still part of it.
    let (code, out, err) = run(&["audit", "verify", "--head", &head]);
    assert_eq!(code, 0, "{out} {err}");
    let number = head.split_once(':').unwrap().0;
    let (code, out, err) = run(&["audit", "verify", "--head", &format!("{number}:{}", "00".repeat(32))]);
    assert_eq!(code, 1, "{out} {err}");
    assert!(
        out.contains("first line that cannot be trusted") && err.contains("the audit trail is broken"),
        "{out} {err}"
    );
}
