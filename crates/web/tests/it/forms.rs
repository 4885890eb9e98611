//! Forms: only our own, only what fits, and what was typed is not lost.

use ringwall_testkit::app::TestApp;

const BEGIN: [(&str, &str); 3] = [("check", "kurzcheck"), ("kind", "company"), ("name", "Brot <b>&</b> Salz")];

#[tokio::test]
async fn a_form_without_our_token_changes_nothing_and_keeps_what_was_typed() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let good = browser.token.clone();
    let mut twisted = good.clone();
    twisted.replace_range(20..21, if good.as_bytes()[20] == b'0' { "1" } else { "0" });
    for token in ["", "0", &twisted, &good[..40], "ü"] {
        browser.token = token.to_owned();
        let page = browser.post("/start", &BEGIN).await.has_status(403);
        let page = page.contains("Bitte noch einmal senden").contains("Brot &#60;b&#62;&#38;&#60;/b&#62; Salz");
        // Without the browser's word that it was our page, nobody is asked to confirm what another site made up.
        let _ = page.lacks("action=\"/start\"");
    }
    let _ = browser.post_raw("/start", &BEGIN).await.has_status(403);
    let mut ours = browser.clone().header("sec-fetch-site", "same-origin");
    ours.token.clear();
    let page = ours.post("/start", &BEGIN).await.has_status(403);
    let page = page.contains("action=\"/start\"").contains("name=\"check\"");
    assert!(page.text().contains("Noch einmal senden"));
    ours.post("/start", &BEGIN).await.redirect();
    let mut foreign = t.browser().header("sec-fetch-site", "cross-site");
    let _ = foreign.post("/start", &BEGIN).await.has_status(403).lacks("action=\"/start\"");
}

#[tokio::test]
async fn a_token_belongs_to_one_browser() {
    let t = TestApp::new().await;
    let (mut one, mut other) = (t.browser(), t.browser());
    one.get("/start").await.ok();
    other.get("/start").await.ok();
    other.token = one.token.clone();
    let _ = other.post("/start", &BEGIN).await.has_status(403);
    one.forget("visitor");
    let _ = one.post("/start", &BEGIN).await.has_status(403);
}

#[tokio::test]
async fn a_script_may_send_the_token_as_a_header() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let token = browser.token.clone();
    browser.clone().header("x-csrf-token", &token).post_raw("/start", &BEGIN).await.redirect();
    let page =
        browser.header("x-csrf-token", "00").header("accept", "application/json").post_raw("/start", &BEGIN).await;
    let answer = page.has_status(403).json();
    assert_eq!(answer["error"], "csrf");
    assert!(answer["message"].as_str().unwrap().starts_with("Die Seite war zu lange offen"), "{answer}");
    assert_eq!(answer["reference"].as_str().unwrap().len(), 9);
}

#[tokio::test]
async fn missing_unknown_and_double_fields_are_named() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let edit = format!("{folder}/organisation");
    let page = browser.post(&edit, &[("kind", "company")]).await.has_status(422);
    let _ = page.contains("Stand, den Sie gesehen haben").contains("fehlt die Angabe");
    let page = browser.post("/start", &[("check", "kurzcheck"), ("kind", "company"), ("admin", "1")]).await;
    let _ = page.has_status(422).contains("„admin“");
    let page = browser.post("/start", &[("check", "kurzcheck"), ("kind", "company"), ("kind", "association")]).await;
    let _ = page.has_status(422).contains("zweimal");
    let page = browser.post(&edit, &[("seen", "minus eins"), ("kind", "company")]).await;
    let _ = page.has_status(422).contains("unvollständig oder fehlerhaft");
    let _ = browser.post(&format!("{folder}/delete"), &[("sure", "yes")]).await.has_status(422);
    let _ = browser.get(&folder).await.ok();
}

#[tokio::test]
async fn too_much_and_the_wrong_kind_are_refused() {
    let t = TestApp::new().await;
    let mut browser = t.browser();
    browser.get("/start").await.ok();
    let note = "n".repeat(10 * 1024 * 1024);
    let _ = browser.post("/start", &[("name", &note)]).await.has_status(413).contains("höchstens 64 kB");
    let _ = browser.send("POST", "/start", Some("application/json"), b"{}".to_vec()).await.has_status(415);
    let _ = browser.send("POST", "/start", None, Vec::new()).await.has_status(415);
    let bytes = b"csrf=%ff%fe&check=\xff\xfe".to_vec();
    let _ = browser.send("POST", "/start", Some("application/x-www-form-urlencoded"), bytes).await.has_status(403);
}

/// A browser whose answer never came sends the very same form again. What was begun is begun once.
#[tokio::test]
async fn a_form_sent_again_begins_nothing_twice() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let mut firm = t.browser();
    firm.get("/start").await.ok();
    let token = firm.token.clone();
    let first = firm.post("/start", &BEGIN).await.redirect();
    // The same page, before the cookie of its answer came.
    let mut again = firm.clone();
    again.forget("ringwall");
    again.token.clone_from(&token);
    assert_eq!(again.post("/start", &BEGIN).await.redirect(), first, "the same folder");
    again.get(&first).await.ok();
    assert_eq!(t.app.counts().await.unwrap().organisations, 1);
    // Another word in the form, or another page with the same words, is another folder.
    again.token.clone_from(&token);
    let other = [("check", "kurzcheck"), ("kind", "company"), ("name", "Andere")];
    assert_ne!(again.post("/start", &other).await.redirect(), first);
    again.get("/start").await.ok();
    assert_ne!(again.post("/start", &BEGIN).await.redirect(), first);
    assert_eq!(t.app.counts().await.unwrap().organisations, 3);

    let folder = first.split('?').next().unwrap();
    firm.get(&format!("{folder}/help/new")).await.ok();
    let (token, area) = (firm.token.clone(), region.area.to_string());
    let ask = [
        ("wish", "first-talk"),
        ("topic", "backup"),
        ("area", area.as_str()),
        ("language", "de"),
        ("asker_name", "Meryem"),
        ("email", "meryem@example.org"),
    ];
    let request = firm.post(&format!("{folder}/help/new"), &ask).await.redirect();
    firm.token.clone_from(&token);
    assert_eq!(firm.post(&format!("{folder}/help/new"), &ask).await.redirect(), request);
    let list = firm.get(&format!("{folder}/help")).await.ok().text();
    let requests = list.matches(&format!("href=\"{folder}/help/")).count() - list.matches("/help/new\"").count();
    assert_eq!(requests, 1, "{list}");

    firm.get(folder).await.ok();
    let token = firm.token.clone();
    let second = firm.post(&format!("{folder}/start"), &[("check", "kurzcheck")]).await.redirect();
    firm.token.clone_from(&token);
    assert_eq!(firm.post(&format!("{folder}/start"), &[("check", "kurzcheck")]).await.redirect(), second);

    firm.get(&format!("{folder}/keep")).await.ok();
    let (token, keep) = (firm.token.clone(), [("email", "meryem@example.org"), ("person-name", "Meryem")]);
    for _ in 0..3 {
        firm.token.clone_from(&token);
        let _ = firm.post(&format!("{folder}/keep"), &keep).await;
    }
    t.run_jobs_until_idle().await;
    let letters = t.mailbox().to("meryem@example.org");
    assert_eq!(letters.iter().filter(|letter| letter.0.text.contains("/keep/")).count(), 1, "one letter");
}
