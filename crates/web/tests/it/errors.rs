//! Pages for what goes wrong: a sentence, a number, nothing internal.

use ringwall_testkit::app::TestApp;

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_readers_language() {
    let t = TestApp::new().await;
    let page = t.browser().get("/nothing").await.has_status(404).contains("Diese Seite gibt es nicht");
    let number = page.header("x-request-id").to_owned();
    let _ = page.contains(&number);
    let english = t.browser().header("accept-language", "en").get("/nothing").await.has_status(404);
    let _ = english.contains("This page does not exist");
    let answer = t.browser().header("accept", "application/json").get("/nothing").await.has_status(404).json();
    assert_eq!(answer["error"], "not-found");
}

#[tokio::test]
async fn an_address_for_forms_cannot_be_opened() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let _ = browser.get(&format!("{folder}/start")).await.has_status(405).contains("gehört zu einem Formular");
    let _ = browser.send("DELETE", "/start", None, Vec::new()).await.has_status(405);
    let _ = browser.send("POST", "/", None, Vec::new()).await.has_status(405);
}

#[tokio::test]
async fn odd_addresses_do_no_harm() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    for path in [
        "/c/00000000-0000-0000-0000-000000000000",
        "/c/%00",
        "/c/%ff%fe",
        "/r/%ff",
        "/static/x",
        "//evil.example/",
        "/c/00000000-0000-0000-0000-000000000000/a/x/t/y",
        "/?lang=en&lang=%ff&&&==",
    ] {
        let page = browser.get(path).await;
        assert!(page.status.is_client_error() || path.starts_with("/?"), "{path}: {}", page.status);
        assert!(!page.text().contains("panicked") && !page.text().contains("Error("), "{path}");
    }
    let page = browser.get("/start?check=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await.ok();
    let _ = page.lacks("<script>alert");
    let host = browser.header("host", "evil.example\"><script>").get("/").await;
    assert!(!host.text().contains("<script>"));
}
