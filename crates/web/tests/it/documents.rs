//! Files on a measure: what is taken, what is not, and what becomes of it.

use ringwall_app::ResumeToken;
use ringwall_core::id::{AssessmentId, RequirementId};
use ringwall_testkit::{
    app::{Browser, Page, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

use crate::measures::measure;

/// Sends a file as a browser does, with this form token.
async fn send(browser: &mut Browser, here: &str, token: &str, name: &str, content: &[u8]) -> Page {
    let mut body = format!(
        "--grenze\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--grenze\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--grenze--\r\n");
    browser.send("POST", &format!("{here}/files"), Some("multipart/form-data; boundary=grenze"), body).await
}

async fn bring(browser: &mut Browser, here: &str, name: &str, content: &[u8]) -> Page {
    let token = browser.token.clone();
    send(browser, here, &token, name, content).await
}

on_every_engine!(
    a_file_is_kept_and_comes_back_shut_in,
    what_cannot_be_taken_is_refused_with_a_sentence,
    a_deleted_file_is_gone_everywhere,
    nobody_keeps_more_than_there_is_room_for,
);

async fn a_file_is_kept_and_comes_back_shut_in(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, mut member, here) = measure(&t).await;
    let pdf = b"%PDF-1.7\n<script>alert(1)</script>";
    let back = bring(&mut member, &here, "Rechnung „Müller“.PDF", pdf).await.redirect();
    assert_eq!(back, format!("{here}?saved=file#files"));
    let page = member.get(&format!("{here}?saved=file")).await.ok().contains("Die Datei ist gespeichert.");
    let page = page.contains("Rechnung „Müller“.pdf").contains("PDF, 1 KB · rita@example.org, 23. November 2026");
    let page = page.contains("Die Datei „Rechnung „Müller“.pdf“ kam dazu.").contains("noch für 49 Dateien");
    let file = page.between("/files/", "\"");
    // Pressed twice: kept once.
    bring(&mut member, &here, "Rechnung 2.pdf", pdf).await.redirect();
    assert_eq!(member.get(&here).await.ok().text().matches("class=\"card\"><p><a href").count(), 1);
    assert_eq!(t.files.keys().len(), 1);
    assert!(!t.files.keys()[0].contains("echnung"), "the key says nothing");
    let got = owner.get(&format!("{here}/files/{file}")).await.ok();
    assert_eq!(got.bytes, pdf);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(got.header(name), value, "{name}");
    }
    let disposition = got.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"Rechnung _M_ller_.pdf\"; filename*=UTF-8''"),
        "{disposition}"
    );
    // The plan says that there is something, and somebody from elsewhere gets nothing.
    let _ = member.get(here.rsplit_once('/').unwrap().0).await.ok().contains("1 Datei");
    let (mut other, _, elsewhere) = measure(&t).await;
    let _ = other.get(&format!("{elsewhere}/files/{file}")).await.has_status(404);
    let _ = other.get(&format!("{here}/files/{file}")).await.has_status(404);
    assert_eq!(t.browser().get(&format!("{here}/files/{file}")).await.status.as_u16(), 404);
}

async fn what_cannot_be_taken_is_refused_with_a_sentence(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, here) = measure(&t).await;
    let exe = b"MZ\x90\x00\x03\0\0\0\x04\0\0\0\xff\xff".as_slice();
    let large = vec![b'a'; 10 * 1024 * 1024 + 1];
    for (name, content, sentence) in [
        ("bild.png", exe, "Wir sehen auf den Inhalt"),
        ("rechnung.pdf", b"PK\x03\x04 kein Archiv", "Wir sehen auf den Inhalt"),
        ("leer.txt", b"", "Diese Datei ist leer"),
        ("", b"", "Wählen Sie zuerst eine Datei aus"),
        ("gross.txt", large.as_slice(), "möglich sind 10 MB"),
    ] {
        let page = bring(&mut member, &here, name, content).await.has_status(422).contains(sentence);
        let _ = page.contains("id=\"file-error\"").contains("aria-invalid=\"true\"");
    }
    // To the byte.
    bring(&mut member, &here, "gerade noch.txt", &large[1..]).await.redirect();
    // Without our token nothing is kept; nor with a token behind the file.
    let _ = send(&mut member, &here, "0", "a.txt", b"hallo").await.has_status(403);
    let body =
        b"--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhallo\r\n--x--\r\n".to_vec();
    let kind = Some("multipart/form-data; boundary=x");
    let _ = member.send("POST", &format!("{here}/files"), kind, body).await.has_status(403);
    let _ = member.send("POST", &format!("{here}/files"), kind, b"--x\r\nkaputt".to_vec()).await.has_status(422);
    assert_eq!(t.files.keys().len(), 1);
    // Reloading leads back.
    assert_eq!(member.get(&format!("{here}/files")).await.redirect(), here);
}

async fn a_deleted_file_is_gone_everywhere(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, mut member, here) = measure(&t).await;
    bring(&mut member, &here, "a.txt", "eins".as_bytes()).await.redirect();
    let file = member.get(&here).await.ok().between("/files/", "\"");
    owner.get(&here).await.ok();
    owner.post(&format!("{here}/files/{file}/delete"), &[]).await.redirect();
    owner.post(&format!("{here}/files/{file}/delete"), &[]).await.redirect();
    let _ = member.get(&format!("{here}/files/{file}")).await.has_status(404);
    let _ = member.get(&here).await.ok().contains("Die Datei „a.txt“ wurde gelöscht.");
    assert_eq!(t.files.keys().len(), 1, "until the job has run");
    t.run_jobs_until_idle().await;
    assert!(t.files.keys().is_empty());
    // And what an organisation kept goes with it.
    member.get(&here).await.ok();
    bring(&mut member, &here, "b.txt", "zwei".as_bytes()).await.redirect();
    let folder = here.split("/a/").next().unwrap();
    owner.get(&format!("{folder}/delete")).await.ok();
    let _ = owner.post(&format!("{folder}/delete"), &[]).await.ok();
    t.run_jobs_until_idle().await;
    assert!(t.files.keys().is_empty());
}

async fn nobody_keeps_more_than_there_is_room_for(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, assessment) = crate::interview::finished(&t, "kurzcheck", |_| "no").await;
    let page = owner.get(&format!("{assessment}/plan")).await.ok();
    let requirement = page.between("<li class=\"card plan-item plan-todo\" id=\"m-", "\"");
    let here = format!("{assessment}/plan/{requirement}");
    let token = ResumeToken::parse(owner.cookie(&here, "ringwall").unwrap()).unwrap();
    let access = t.app.open(&token).await.unwrap();
    let id: AssessmentId = assessment.rsplit('/').next().unwrap().parse().unwrap();
    let requirement: RequirementId = requirement.parse().unwrap();
    let shown = t.app.assessment(&access, id).await.unwrap();
    for number in 0..48 {
        let content = format!("Nummer {number}").into_bytes();
        t.app.add_document(&access, &shown, requirement, "n.txt", content).await.unwrap();
    }
    // Two places are left; three come at once.
    let add = |text: &'static str| t.app.add_document(&access, &shown, requirement, "x.txt", text.as_bytes().to_vec());
    let results = tokio::join!(add("a"), add("b"), add("c"));
    let kept = [results.0.is_ok(), results.1.is_ok(), results.2.is_ok()].into_iter().filter(|ok| *ok).count();
    assert_eq!(kept, 2);
    assert_eq!(t.files.keys().len(), 50, "the object of the third is gone again");
    owner.get(&here).await.ok().contains("Es ist kein Platz mehr.").lacks("enctype");
    let _ = bring(&mut owner, &here, "z.txt", b"z").await.has_status(422).contains("Mehr als 50 Dateien");
}
