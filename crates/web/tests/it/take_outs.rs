//! Taking everything out and in again: the same bytes, and nothing from a hostile archive.

use std::io::{Cursor, Read, Write};

use ringwall_testkit::app::{Browser, TestApp};
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
