//! Beginning a check.

use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;

on_every_engine!(a_check_is_begun_and_found_again);

async fn a_check_is_begun_and_found_again(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let mut browser = t.browser();
    browser.get("/start?check=cyberrisikocheck").await.ok().contains("value=\"cyberrisikocheck\" required checked");
    let fields = [
        ("check", "cyberrisikocheck"),
        ("kind", "sole-trader"),
        ("name", "Bäckerei Sonnenkorn"),
        ("employees", "12"),
        ("sector", "crafts-food"),
        ("town", "Kalletal"),
    ];
    let there = browser.post("/start", &fields).await.redirect();
    let page = browser.get(&there).await.ok();
    let page = page.contains("Bäckerei Sonnenkorn").contains("Lebensmittelhandwerk").contains("Kalletal");
    let page = page.contains("Ihre Mappe ist angelegt").contains("Jetzt beginnen").contains("0 von");
    assert_eq!(page.header("cache-control"), "no-store");
    let link = page.between("readonly value=\"http://ringwall.test", "\"");
    let cookie = page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let cookie = cookie.filter(|cookie| cookie.starts_with("ringwall=")).collect::<Vec<_>>();
    let folder = there.split('?').next().unwrap();
    assert!(cookie[0].contains(&format!("Path={folder};")) && cookie[0].contains("HttpOnly"), "{cookie:?}");

    let mut phone = t.browser();
    let _ = phone.get(folder).await.has_status(404).contains("mit ihrem Link");
    let opened = phone.get(&link).await;
    assert_eq!(opened.redirect(), folder);
    assert_eq!(opened.header("cache-control"), "no-store");
    let _ = phone.get(folder).await.ok().contains("Bäckerei Sonnenkorn");
}

#[tokio::test]
async fn every_wrong_field_gets_its_sentence_and_nothing_is_lost() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let fields =
        [("check", ""), ("kind", "bakery"), ("name", "Brot & <Salz>"), ("employees", "zwölf"), ("sector", "x")];
    let page = browser.post("/start", &fields).await.has_status(422);
    let page = page.contains("data-error-summary").contains("Brot &#38; &#60;Salz&#62;").contains("value=\"zwölf\"");
    for field in ["check", "kind", "employees", "sector"] {
        assert!(page.text().contains(&format!("href=\"#field-{field}\"")), "{field}");
        assert!(page.text().contains(&format!("id=\"error-{field}\"")), "{field}");
    }
    assert!(!page.text().contains("id=\"error-name\""));
    // The same form, put right, works.
    browser.post("/start", &[("check", "kurzcheck"), ("kind", "company")]).await.redirect();
}

#[tokio::test]
async fn hidden_characters_and_too_much_text_are_refused() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let long = "x".repeat(201);
    for (name, sentence) in [
        ("Bäcker\u{0}ei", "Steuerzeichen"),
        ("Bäckerei\u{202E}tfos", "Steuerzeichen"),
        ("Bäckerei\u{2066}", "Steuerzeichen"),
        (long.as_str(), "mehr als 200 Zeichen"),
    ] {
        let page = browser.post("/start", &[("check", "kurzcheck"), ("kind", "company"), ("name", name)]).await;
        let _ = page.has_status(422).contains(sentence).contains("id=\"error-name\"");
    }
    let page = browser.post("/start", &[("check", "kurzcheck"), ("kind", "company"), ("employees", "1000001")]).await;
    let _ = page.has_status(422).contains("id=\"error-employees\"");
    browser.post("/start", &[("check", "kurzcheck"), ("kind", "company"), ("name", "مخبز")]).await.redirect();
}

#[tokio::test]
async fn too_many_starts_have_to_wait() {
    let t = TestApp::with(Options { starts_per_minute: 2, ..Options::default() }).await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let begin = [("check", "kurzcheck"), ("kind", "company")];
    for _ in 0..2 {
        browser.post("/start", &begin).await.redirect();
    }
    let page = browser.post("/start", &begin).await.has_status(429).contains("sehr viele Anfragen");
    assert_eq!(page.header("retry-after"), "30");
    t.clock.pass(jiff::SignedDuration::from_secs(30));
    browser.post("/start", &begin).await.redirect();
}

#[tokio::test]
async fn guessing_links_has_to_wait() {
    let t = TestApp::with(Options { resumes_per_minute: 3, ..Options::default() }).await;
    let mut browser = t.browser();
    for guess in 0..3 {
        let _ = browser.get(&format!("/r/{guess:032}")).await.has_status(404);
    }
    let _ = browser.get(&format!("/r/{:032}", 4)).await.has_status(429);
}
