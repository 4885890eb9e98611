//! Taking everything out and in again: the same bytes, and nothing from a hostile archive.

use std::io::{Cursor, Read, Write};

use ringwall_app::{Access, AnswerChange, NewCase};
use ringwall_core::{
    check::AnswerValue,
    language::Language,
    organisation::{Organisation, OrganisationKind},
    plan::{MeasureStatus, PlanItem},
    risk::{Treatment, TreatmentKind},
};
use ringwall_testkit::{
    app::{Browser, TestApp},
    db::TestDb,
    on_every_engine,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

type Entries = Vec<(String, Vec<u8>)>;

fn unpacked(archive: &[u8]) -> Entries {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

fn packed(entries: &Entries) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn entry<'a>(entries: &'a Entries, name: &str) -> &'a [u8] {
    &entries.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

async fn taken_out(browser: &mut Browser, folder: &str) -> Vec<u8> {
    browser.get(&format!("{folder}/take-out")).await.ok();
    let page = browser.post(&format!("{folder}/take-out"), &[]).await.ok();
    assert_eq!(page.header("content-type"), "application/zip");
    assert!(page.header("content-disposition").contains("Ringwall-Mitnahme-2026-11-23.zip"));
    page.bytes
}

/// A folder with answers, a finished check, a consent.
async fn lived_in(t: &TestApp) -> (Browser, String) {
    let (mut browser, folder, assessment) = t.begun("kurzcheck").await;
    let topic = browser.get(&assessment).await.redirect();
    let topic = topic.split('#').next().unwrap().to_owned();
    let page = browser.get(&topic).await.ok();
    let question = page.between("data-question=\"", "\"");
    let answer = [("question", question.as_str()), ("seen", "0"), ("value", "no")];
    browser.post(&topic, &answer).await.redirect();
    browser
        .post(&topic, &[("question", &question), ("seen", "1"), ("note", "nur <die> Werkstatt & Büro")])
        .await
        .redirect();
    browser.get(&format!("{folder}/consents")).await.ok();
    let form = [("purpose", "press"), ("version", "2026-11"), ("agreed", "yes")];
    browser.post(&format!("{folder}/consents"), &form).await.redirect();
    (browser, folder)
}

#[tokio::test]
async fn what_is_taken_in_is_taken_out_again_byte_by_byte() {
    let (here, there) = (TestApp::new().await, TestApp::new().await);
    let (mut browser, folder) = lived_in(&here).await;
    let archive = taken_out(&mut browser, &folder).await;
    let first = unpacked(&archive);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["manifest.json", "LIESMICH.txt", "dossier.json", "log.json"]);
    let mut other = there.browser();
    other.get("/import").await.ok();
    let landed = other.upload("/import", &archive).await.redirect();
    let new_folder = landed.split('?').next().unwrap().to_owned();
    let second = unpacked(&taken_out(&mut other, &new_folder).await);
    let text = |entries: &Entries| String::from_utf8(entry(entries, "dossier.json").to_vec()).unwrap();
    assert_eq!(text(&first), text(&second));
    assert!(text(&first).contains("nur <die> Werkstatt & Büro"), "{}", text(&first));
    // A consent from elsewhere is kept and holds for nobody.
    assert!(text(&second).contains("\"purpose\": \"press\""));
    let _ = other.get(&format!("{new_folder}/consents")).await.ok().lacks("/revoke");
    // The log goes on where it stopped.
    let lines = |entries: &Entries| {
        let log: serde_json::Value = serde_json::from_slice(entry(entries, "log.json")).unwrap();
        log["lines"].as_array().unwrap().clone()
    };
    let (before, after) = (lines(&first), lines(&second));
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.last().unwrap()["event"], "dossier-imported");
    let _ = browser.get(&format!("{folder}/log")).await.ok().contains("Alles mitgenommen");
}

#[tokio::test]
async fn hostile_archives_are_refused_and_nothing_is_stored() {
    let t = TestApp::new().await;
    let (mut browser, folder) = lived_in(&t).await;
    let good = unpacked(&taken_out(&mut browser, &folder).await);
    let changed = |name: &str, bytes: &[u8]| {
        let mut entries = good.clone();
        entries.iter_mut().find(|(known, _)| known == name).unwrap().1 = bytes.to_vec();
        packed(&entries)
    };
    let with = |name: &str, bytes: &[u8]| {
        let mut entries = good.clone();
        entries.push((name.to_owned(), bytes.to_vec()));
        packed(&entries)
    };
    let without = |name: &str| packed(&good.iter().filter(|(known, _)| known != name).cloned().collect());
    let dossier = String::from_utf8(entry(&good, "dossier.json").to_vec()).unwrap();
    let stray = "files/00000000-0000-0000-0000-000000000001";
    // A hundred megabytes of nothing, packed into a hundred kilobytes; the list even says so.
    let bomb = changed("dossier.json", &vec![b' '; 100 * 1024 * 1024]);
    assert!(bomb.len() < 1024 * 1024);
    for (what, archive, sentence) in [
        ("no archive", b"PK but not really".to_vec(), "kein lesbares Archiv"),
        ("cut off", packed(&good)[..200].to_vec(), "kein lesbares Archiv"),
        ("a path upwards", with("../../etc/passwd", b"x"), "nicht hineingehört"),
        ("an absolute path", with("/etc/passwd", b"x"), "nicht hineingehört"),
        ("a backslash", with("files\\..\\x", b"x"), "nicht hineingehört"),
        ("a file that is not one of ours", with("files/readme.html", b"x"), "nicht hineingehört"),
        ("a file the list does not name", with(stray, b"x"), "Liste der Dateien"),
        ("no list", without("manifest.json"), "fehlt „manifest.json“"),
        ("no document", without("dossier.json"), "Liste der Dateien"),
        ("a word changed", changed("dossier.json", dossier.replace("Werkstatt", "Wirtschaft").as_bytes()), "Prüfsumme"),
        ("another log", changed("log.json", b"{}"), "Prüfsumme"),
        ("a bomb", bomb, "größer als 32 MB"),
        ("a list that is no list", changed("manifest.json", b"[]"), "Liste der Dateien"),
    ] {
        let before = t.app.counts().await.unwrap();
        let mut hostile = t.browser();
        hostile.get("/import").await.ok();
        let page = hostile.upload("/import", &archive).await.has_status(422);
        assert!(page.text().contains(sentence), "{what}: {}", page.words());
        assert_eq!(t.app.counts().await.unwrap(), before, "{what}");
        assert!(t.files.keys().is_empty(), "{what}");
    }
}

/// The list fits, so only what the document says can be wrong.
#[tokio::test]
async fn a_document_that_grants_or_contradicts_is_refused() {
    use sha2::{Digest, Sha256};
    let t = TestApp::new().await;
    let (mut browser, folder) = lived_in(&t).await;
    let good = unpacked(&taken_out(&mut browser, &folder).await);
    let dossier: serde_json::Value = serde_json::from_slice(entry(&good, "dossier.json")).unwrap();
    let relisted = |dossier: &serde_json::Value| {
        let bytes = serde_json::to_vec(dossier).unwrap();
        let mut manifest: serde_json::Value = serde_json::from_slice(entry(&good, "manifest.json")).unwrap();
        let hash = Sha256::digest(&bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        manifest["files"]["dossier.json"] = serde_json::json!({ "size": bytes.len(), "sha256": hash });
        let mut entries = good.clone();
        for (name, content) in &mut entries {
            match name.as_str() {
                "dossier.json" => content.clone_from(&bytes),
                "manifest.json" => *content = serde_json::to_vec(&manifest).unwrap(),
                _ => {}
            }
        }
        packed(&entries)
    };
    let mut twice = dossier.clone();
    let first = twice["records"]["consents"][0].clone();
    twice["records"]["consents"].as_array_mut().unwrap().push(first);
    let mut orphan = dossier.clone();
    orphan["records"]["interviews"] = serde_json::json!([{
        "assessment": "00000000-0000-0000-0000-000000000009", "partner": "00000000-0000-0000-0000-000000000001",
        "adviser": "00000000-0000-0000-0000-000000000001", "stage": "underway", "begun_at": "2026-11-23T09:00:00Z",
        "signatures": [], "revision": 1,
    }]);
    let mut stage = orphan.clone();
    stage["records"]["interviews"][0]["stage"] = "king".into();
    let mut unknown = dossier.clone();
    unknown["records"]["memberships"] = serde_json::json!([{ "role": "operator" }]);
    let mut field = dossier.clone();
    field["records"]["consents"][0]["brought_in"] = false.into();
    let mut format = dossier.clone();
    format["format"] = "ringwall-dossier/3".into();
    let mut file = dossier.clone();
    file["records"]["documents"] = serde_json::json!([{
        "id": "00000000-0000-0000-0000-000000000001", "requirement": "00000000-0000-0000-0000-000000000002",
        "name": "x.pdf", "kind": "pdf", "size": 1, "sha256": "0".repeat(64), "role": "owner", "person": "",
        "created_at": "2026-11-23T09:00:00Z",
    }]);
    for (what, document, sentence) in [
        ("two under one id", twice, "widersprechen sich"),
        ("an interview on nothing", orphan, "widersprechen sich"),
        ("a stage nobody knows", stage, "interviews.stage"),
        ("a role", unknown, "memberships"),
        ("a consent that would hold", field, "consents.brought_in"),
        ("another format", format, "ringwall-dossier/3"),
        ("a file that is not there", file, "fehlt „files/"),
    ] {
        let before = t.app.counts().await.unwrap();
        let mut hostile = t.browser();
        hostile.get("/import").await.ok();
        let page = hostile.upload("/import", &relisted(&document)).await.has_status(422);
        assert!(page.text().contains(sentence), "{what}: {}", page.words());
        assert_eq!(t.app.counts().await.unwrap(), before, "{what}");
    }
    let mut fine = t.browser();
    fine.get("/import").await.ok();
    fine.upload("/import", &relisted(&dossier)).await.redirect();
}

#[tokio::test]
async fn a_deletion_has_a_number_that_can_be_confirmed() {
    let t = TestApp::new().await;
    let (mut browser, folder) = lived_in(&t).await;
    browser.get(&format!("{folder}/delete")).await.ok();
    let receipt = browser.post(&format!("{folder}/delete"), &[]).await.ok().contains("Einwilligungen");
    let number = receipt.between("Nummer des Belegs: ", "<");
    assert_eq!(number.len(), 19, "{number}");
    // The same as a text to keep; who does not know the number gets nothing.
    let text = browser.post("/receipt", &[("number", &number)]).await.ok();
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    assert!(text.header("content-disposition").contains("Ringwall-Loeschbeleg.txt"));
    let text = text.contains(&number).contains("1  Checks").contains("1  Antworten und Notizen").lacks("<");
    assert!(!text.text().contains("delete-"), "{}", text.text());
    let _ = browser.post("/receipt", &[("number", "0000-0000-0000-0000")]).await.has_status(404);
    let found = t.app.receipt(&number.to_lowercase().replace('-', " ")).await.unwrap();
    assert_eq!((found.counts["assessments"], found.counts["answers"], found.counts["consents"]), (1, 1, 1));
    assert!(t.app.receipt("0000-0000-0000-0000").await.is_err());
    let log = t.app.counts().await.unwrap();
    assert_eq!(log.organisations, 0);
}

#[tokio::test]
async fn an_owner_proves_who_they_are_before_deleting() {
    use ringwall_core::actor::{Membership, Role, Scope};
    let t = TestApp::new().await;
    let (_, folder) = lived_in(&t).await;
    let tenant = folder.strip_prefix("/c/").unwrap().parse().unwrap();
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mut owner = t.signed_in("otto@example.org", &[owner]).await;
    let delete = format!("{folder}/delete");
    owner.get(&delete).await.ok();
    t.clock.pass(jiff::SignedDuration::from_hours(2));
    let there = owner.post(&delete, &[]).await.redirect();
    assert_eq!(there, format!("/sign-in?again&next={delete}"));
    assert_eq!(owner.get(&delete).await.redirect(), there);
    let _ = owner.get(&folder).await.ok();
    let mut fresh =
        t.signed_in("otto@example.org", &[Membership { role: Role::Owner, scope: Scope::Organisation(tenant) }]).await;
    fresh.get(&delete).await.ok();
    let _ = fresh.post(&delete, &[]).await.ok().contains("Nummer des Belegs");
    let _ = fresh.get(&folder).await.has_status(404);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// What people type, and what breaks programs.
    fn text(&mut self) -> String {
        let words =
            ["Bäckerei", "\"Zitat\"", "a\\b", "zwei\nZeilen", "\ttab", "😀", "</script>", "e\u{301}", "0", "null", "-"];
        let count = 1 + self.below(6);
        let text: Vec<&str> = (0..count).map(|_| *self.one(&words)).collect();
        text.join(" ")
    }
}

/// A folder in which somebody did many things in some order.
async fn somehow_lived_in(t: &TestApp, dice: &mut Dice) -> Access {
    let mut organisation = Organisation::of(OrganisationKind::Company);
    organisation.name = Some(dice.text().replace(['\n', '\t'], " "));
    let case = NewCase { check: "kurzcheck".to_owned(), organisation, language: Language::De };
    let started = t.app.start(case).await.unwrap();
    let access = t.app.open(&started.token).await.unwrap();
    let mut open = vec![started.assessment.unwrap()];
    let mut finished = Vec::new();
    for _ in 0..40 {
        let id = *dice.one(&open);
        let shown = t.app.assessment(&access, id).await.unwrap();
        let check = std::sync::Arc::clone(&shown.check.check);
        let questions: Vec<_> = check.questions().map(|placed| placed.question.uuid).collect();
        let requirements: Vec<_> = check.requirements().map(|(_, requirement)| requirement.uuid).collect();
        let (question, requirement) = (*dice.one(&questions), *dice.one(&requirements));
        let seen = shown.assessment.answers.get(&question).map_or(0, |answer| answer.revision);
        match dice.below(9) {
            0..=2 => {
                let value = *dice.one(&[AnswerValue::Yes, AnswerValue::No, AnswerValue::Unknown]);
                t.app.answer(&access, id, question, AnswerChange::Value(Some(value)), seen).await.unwrap();
            }
            3 => {
                let note = AnswerChange::Note(dice.text());
                t.app.answer(&access, id, question, note, seen).await.unwrap();
            }
            4 => {
                let mut item =
                    t.app.plan_item(&access, requirement).await.unwrap_or_else(|_| PlanItem::untouched(requirement));
                item.status = *dice.one(&[MeasureStatus::Todo, MeasureStatus::InProgress, MeasureStatus::Done]);
                item.note = dice.text();
                t.app.change_plan(&access, item).await.unwrap();
            }
            5 => {
                t.app.write_comment(&access, &shown, requirement, &dice.text()).await.unwrap();
            }
            6 => {
                let bytes = format!("Beleg: {} ", dice.text()).repeat(1 + dice.below(2_000)).into_bytes();
                t.app.add_document(&access, &shown, requirement, "Beleg.txt", bytes).await.unwrap();
            }
            7 => {
                let risk = dice.one(t.app.content().risks()).id.clone();
                let known = t.app.treatments(&access).await.unwrap();
                let revision = known.iter().find(|known| known.risk == risk).map_or(0, |known| known.revision);
                let (reason, person) = (dice.text(), "Frau Klein".to_owned());
                let decided_on = Some(jiff::civil::date(2026, 11, 20));
                let treatment = Treatment {
                    risk,
                    kind: TreatmentKind::Accept,
                    reason,
                    person,
                    decided_on,
                    revision,
                    changed_at: None,
                };
                t.app.treat(&access, treatment).await.unwrap();
            }
            _ if finished.is_empty() => {
                for question in questions {
                    let seen =
                        t.app.stored_answer(&access, id, question).await.unwrap().map_or(0, |answer| answer.revision);
                    t.app
                        .answer(&access, id, question, AnswerChange::Value(Some(AnswerValue::No)), seen)
                        .await
                        .unwrap();
                }
                t.app.finish(&access, id).await.unwrap();
                finished.push(id);
                let next = *dice.one::<&str>(&["kurzcheck", "cyberrisikocheck"]);
                open = vec![t.app.start_another(&access, next).await.unwrap()];
            }
            _ => open.push(t.app.start_another(&access, "kurzcheck").await.unwrap()),
        }
    }
    access
}

async fn archive(t: &TestApp, access: &Access) -> Vec<u8> {
    let mut pieces = t.app.take_out(access).await.unwrap().pieces;
    let mut archive = Vec::new();
    while let Some(piece) = pieces.recv().await {
        archive.extend(piece.unwrap());
    }
    archive
}

/// The document and all files; what says when it was written and goes on is not compared.
fn compared(archive: &[u8]) -> Entries {
    let mut entries = unpacked(archive);
    entries.retain(|(name, _)| name == "dossier.json" || name.starts_with("files/"));
    entries.sort();
    entries
}

on_every_engine!(whatever_was_done_comes_back_the_same);

/// Taken out here, taken in on another installation (SQLite) and there taken out again, brought back and taken out once
/// more: the same bytes each time, files included.
async fn whatever_was_done_comes_back_the_same(db: TestDb) {
    let (here, there) = (TestApp::on(db).await, TestApp::new().await);
    let mut files = 0;
    for seed in 1..=6 {
        let mut dice = Dice(seed);
        let access = somehow_lived_in(&here, &mut dice).await;
        let first = archive(&here, &access).await;
        let taken =
            there.app.take_in(Cursor::new(first.clone())).await.unwrap_or_else(|error| panic!("{seed}: {error}"));
        let second = archive(&there, &there.app.open(&taken.token).await.unwrap()).await;
        let back = here.app.take_in(Cursor::new(second.clone())).await.unwrap();
        let third = archive(&here, &here.app.open(&back.token).await.unwrap()).await;
        let (first, second, third) = (compared(&first), compared(&second), compared(&third));
        assert!(first == second && second == third, "seed {seed}: not the same bytes");
        files += first.len() - 1;
    }
    assert!(files > 6, "hardly a file was tried: {files}");
}

/// docs/dossier.md describes the archive for people who write programs for it.
#[tokio::test]
async fn every_key_of_the_archive_is_described() {
    let t = TestApp::new().await;
    let access = somehow_lived_in(&t, &mut Dice(3)).await;
    let docs = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/dossier.md"))
        .unwrap();
    let entries = unpacked(&archive(&t, &access).await);
    let mut missing = Vec::new();
    for name in ["manifest.json", "dossier.json", "log.json"] {
        let document: serde_json::Value = serde_json::from_slice(entry(&entries, name)).unwrap();
        assert!(docs.contains(&format!("`{}`", document["format"].as_str().unwrap())), "{name}: its format");
        undescribed(&document, &docs, name, &mut missing);
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "docs/dossier.md says nothing of {missing:#?}");
}

/// Keys without a word in the description. Keys that are ids, digests, file names or languages are no words.
fn undescribed(value: &serde_json::Value, docs: &str, place: &str, missing: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(|one| undescribed(one, docs, place, missing)),
        serde_json::Value::Object(all) => {
            for (key, inner) in all {
                let data = key.len() >= 32 || key.contains(['.', '/']) || ["de", "en"].contains(&key.as_str());
                // What a line of the log or a step of the history says in detail depends on the event.
                if ["detail", "changes"].contains(&key.as_str()) && place != "dossier.json" {
                    continue;
                }
                let described = docs.contains(&format!("`{key}`")) || docs.contains(&format!("\"{key}\""));
                if !data && !described {
                    missing.push(format!("{place}: {key}"));
                }
                if key != "changes" {
                    undescribed(inner, docs, if place.contains(' ') { place } else { key }, missing);
                }
            }
        }
        _ => {}
    }
}
