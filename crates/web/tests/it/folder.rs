//! One organisation's folder, from the link to the receipt.

use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;

on_every_engine!(a_link_is_renewed_and_everything_deleted);

async fn a_link_is_renewed_and_everything_deleted(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let old = browser.get(&folder).await.ok().between("readonly value=\"http://ringwall.test", "\"");
    let mut other = t.browser();
    other.get(&old).await.redirect();
    let _ = other.get(&folder).await.ok();

    browser.get(&folder).await.ok();
    let there = browser.post(&format!("{folder}/link"), &[]).await.redirect();
    let page = browser.get(&there).await.ok().contains("Sie haben einen neuen Link");
    let new = page.between("readonly value=\"http://ringwall.test", "\"");
    assert_ne!(old, new);
    let _ = other.get(&folder).await.has_status(404).contains("Diese Mappe ist hier nicht");
    let _ = other.get(&old).await.has_status(404);
    other.get(&new).await.redirect();

    let _ = browser
        .get(&format!("{folder}/delete"))
        .await
        .ok()
        .contains("nicht rückgängig")
        .contains("auch der eine Check");
    let receipt = browser.post(&format!("{folder}/delete"), &[]).await.ok();
    let _ = receipt.contains("Alles ist gelöscht").contains("23. November 2026, 10:00 Uhr").lacks(&folder);
    assert!(browser.cookie(&folder, "ringwall").is_none());
    for browser in [&mut browser, &mut other] {
        let _ = browser.get(&folder).await.has_status(404);
        let _ = browser.get(&new).await.has_status(404);
    }
}

#[tokio::test]
async fn a_link_ends_when_its_time_is_over() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let page = browser.get(&folder).await.ok().contains("28. Dezember 2027");
    let link = page.between("readonly value=\"http://ringwall.test", "\"");
    for _ in 0..2 {
        // Whoever comes back keeps the link alive.
        t.clock.pass_days(399);
        let _ = browser.get(&link).await.has_status(303);
    }
    t.clock.pass_days(401);
    let _ = browser.get(&folder).await.has_status(404);
    let _ = browser.get(&link).await.has_status(404).contains("abgelaufen");
}

#[tokio::test]
async fn a_folder_opens_with_its_own_link_only() {
    let t = TestApp::new().await;
    let (mut mine, my_folder, my_assessment) = t.begun("kurzcheck").await;
    let (mut theirs, their_folder, _) = t.begun("kurzcheck").await;
    let their_link = theirs.get(&their_folder).await.ok().between("readonly value=\"http://ringwall.test", "\"");
    let secret = their_link.trim_start_matches("/r/").to_owned();
    // Their key on my door.
    mine.forget("ringwall");
    let mut forged = mine.clone().header("cookie", &format!("ringwall={secret}"));
    for path in [my_folder.clone(), format!("{my_folder}/delete"), format!("{my_assessment}/report.pdf")] {
        let _ = forged.get(&path).await.has_status(404);
    }
    for guess in ["", "x", &"0".repeat(32), &"ä".repeat(32), "../../etc/passwd"] {
        let _ =
            t.browser().get(&format!("/r/{}", guess.replace('/', "%2f").replace('ä', "%C3%A4"))).await.has_status(404);
    }
}

#[tokio::test]
async fn whoever_signed_out_is_led_to_signing_in_and_back() {
    let t = TestApp::new().await;
    let (_, folder, assessment) = t.begun("kurzcheck").await;
    let tenant = folder.strip_prefix("/c/").unwrap();
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant.parse().unwrap()) };
    let mut owner = t.signed_in("otto@example.org", &[owner]).await;
    let there = format!("{assessment}/result?from=mail");
    let next = format!("/sign-in?next={}", there.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D"));
    let page = t.browser().get(&there).await.has_status(404).contains(&format!("href=\"{next}\""));
    // A folder that does not exist says the same, word for word.
    let nowhere = "01900000-0000-7000-8000-000000000000";
    let other = t.browser().get(&there.replace(tenant, nowhere)).await.has_status(404);
    let plain = |words: String| words.split("Nummer dieser Meldung").next().unwrap().to_owned();
    assert_eq!(plain(page.words()), plain(other.words()));
    let _ = other.contains(&next.replace(tenant, nowhere));
    // Whoever signed in already is not sent round in a circle.
    let _ = owner.get(&there).await.ok();
    let _ = owner.get(&there.replace(tenant, nowhere)).await.has_status(404).lacks("/sign-in?next=");
    // A guessed link leads nowhere.
    let _ = t.browser().get(&format!("/r/{}", "0".repeat(32))).await.has_status(404).lacks("/sign-in?next=");
}

#[tokio::test]
async fn a_pasted_link_opens_the_folder() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let link = browser.get(&folder).await.ok().between("readonly value=\"", "\"");
    let mut other = t.browser();
    other.get("/resume").await.ok();
    assert_eq!(other.post("/resume", &[("link", &format!("  {link}\n"))]).await.redirect(), folder);
    let _ = other.get(&folder).await.ok();
    let mut third = t.browser();
    third.get("/resume").await.ok();
    let page = third.post("/resume", &[("link", "https://ringwall.test/r/zzzz")]).await;
    let _ = page.has_status(404).contains("name=\"link\"");
}

#[tokio::test]
async fn facts_change_and_a_lost_update_is_noticed() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let edit = format!("{folder}/organisation");
    let seen = browser.get(&edit).await.ok().between("name=\"seen\" value=\"", "\"");
    let new = [("seen", seen.as_str()), ("kind", "association"), ("name", "Sportverein"), ("employees", "3")];
    let there = browser.post(&edit, &new).await.redirect();
    let _ = browser.get(&there).await.ok().contains("Sportverein").contains("Ihre Angaben sind gespeichert");
    let late = [("seen", seen.as_str()), ("kind", "association"), ("name", "Turnverein")];
    let page = browser.post(&edit, &late).await.has_status(409);
    let _ = page.contains("Jemand anders war schneller");
    let wrong = [("seen", "2"), ("kind", "association"), ("name", "a\u{202E}b")];
    let _ = browser.post(&edit, &wrong).await.has_status(422).contains("id=\"error-name\"");
}

#[tokio::test]
async fn another_check_joins_the_folder() {
    let t = TestApp::new().await;
    let (mut browser, folder, first) = t.begun("kurzcheck").await;
    let there = browser.post(&format!("{folder}/start"), &[("check", "kommune")]).await.redirect();
    assert!(there.starts_with(&format!("{folder}/a/")) && there != first);
    let _ = browser.get(&folder).await.ok().contains("Rathaus-Check").contains("Kurzcheck");
    let _ = browser.post(&format!("{folder}/start"), &[("check", "nothing")]).await.has_status(404);
}

#[tokio::test]
async fn documents_come_with_a_name() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    for (file, name, kind) in [
        ("report.pdf", "Ringwall-Bericht-2026-11-23.pdf", "application/pdf"),
        ("dossier.json", "Ringwall-Mappe-2026-11-23.json", "application/json"),
        ("answers.csv", "Ringwall-Antworten-2026-11-23.csv", "text/csv; charset=utf-8"),
    ] {
        let page = browser.get(&format!("{assessment}/{file}")).await.ok();
        assert_eq!(page.header("content-disposition"), format!("attachment; filename=\"{name}\""));
        assert_eq!(page.header("content-type"), kind);
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let _ = browser.get(&format!("{assessment}/report.exe")).await.has_status(404);
    let (folder, _) = assessment.rsplit_once('/').unwrap();
    let _ = browser.get(&format!("{folder}/00000000-0000-0000-0000-000000000000/report.pdf")).await.has_status(404);
    let _ = browser.get(&format!("{folder}/nonsense/report.pdf")).await.has_status(404);
}

#[tokio::test]
async fn a_document_that_fails_can_be_asked_for_again() {
    let t = TestApp::new().await;
    let (mut browser, _, assessment) = t.begun("kurzcheck").await;
    let report = format!("{assessment}/report.pdf");
    t.reports_fail.store(true, std::sync::atomic::Ordering::Relaxed);
    let page = browser.get(&report).await.has_status(503).contains("Das klappt gerade nicht").lacks("secret reason");
    assert_eq!(page.header("retry-after"), "10");
    assert!(page.header("content-disposition").is_empty());
    t.reports_fail.store(false, std::sync::atomic::Ordering::Relaxed);
    browser.get(&report).await.ok();
}
