//! Taking a folder out and in again, and what is not taken in.

use ringwall_testkit::app::TestApp;

#[tokio::test]
async fn what_was_taken_out_comes_in_again() {
    let t = TestApp::new().await;
    let (mut browser, folder, assessment) = t.begun("kurzcheck").await;
    let file = browser.get(&format!("{assessment}/dossier.json")).await.ok().bytes;
    browser.post(&format!("{folder}/delete"), &[]).await.ok();
    let mut other = t.browser();
    other.get("/import").await.ok();
    let there = other.upload("/import", &file).await.redirect();
    assert_ne!(there.split('?').next(), Some(folder.as_str()));
    let _ = other.get(&there).await.ok().contains("Kurzcheck").contains("Ihre Mappe ist eingelesen");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_with_its_place() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let good = browser.get(&format!("{assessment}/dossier.json")).await.ok().text();
    browser.get("/import").await.ok();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let other_format = good.replace("ringwall-dossier/1", "ringwall-dossier/9");
    let unsafe_name = good.replacen("\"kind\":", "\"name\": \"a\u{202E}b\", \"kind\":", 1);
    let unknown = good.replacen('{', "{ \"admin\": true,", 1);
    for (file, sentence) in [
        ("", "Wählen Sie zuerst eine Datei aus"),
        ("kein json", "Zeile 1, Spalte 1"),
        (&good[..good.len() / 2], "bricht in Zeile"),
        ("{}", "keine Mappe von Ringwall"),
        ("{\"catalog\": {}}", "keine Mappe von Ringwall"),
        (&unknown, "keine Mappe von Ringwall"),
        (&deep, "keine Mappe von Ringwall"),
        (&other_format, "„ringwall-dossier/9“"),
        (&unsafe_name, "unsichtbare Steuerzeichen"),
    ] {
        let page = browser.upload("/import", file.as_bytes()).await.has_status(422);
        let _ = page.contains(sentence).contains("Es wurde nichts gespeichert");
    }
}

#[tokio::test]
async fn a_file_needs_our_token_and_has_a_size() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/import").await.ok();
    let token = std::mem::take(&mut browser.token);
    let _ = browser.upload("/import", b"{}").await.has_status(403);
    browser.token = token;
    let _ = browser.upload("/import", &vec![b' '; 9 * 1024 * 1024]).await.has_status(413).contains("8192 kB");
    let _ = browser.send("POST", "/import", Some("multipart/form-data"), Vec::new()).await.has_status(404);
    let body = b"--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n".to_vec();
    let _ = browser.send("POST", "/import", Some("multipart/form-data; boundary=x"), body).await.has_status(422);
}
