//! Stopping a kind of letter.

use ringwall_app::{Letter, LetterKind};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
};
use ringwall_testkit::app::TestApp;

const ROLE: Membership = Membership { role: Role::Operator, scope: Scope::Installation };

async fn digest(t: &TestApp) -> String {
    let account = t.app.appoint("rita@example.org", "Rita", Language::De, ROLE).await.unwrap();
    let letter = Letter::new("test", "rita@example.org", "Rita", Language::De);
    t.post(letter.stoppable(account, LetterKind::Digest)).await;
    t.run_jobs_until_idle().await;
    t.mailbox().last_to("rita@example.org").links().pop().unwrap()
}

#[tokio::test]
async fn looking_stops_nothing_and_one_click_does() {
    let t = TestApp::new().await;
    let link = digest(&t).await;
    assert!(link.starts_with("/unsubscribe/"), "{link}");
    let mut browser = t.browser();
    browser.get(&link).await.ok().contains("Möchten Sie die wöchentliche Zusammenfassung nicht mehr");
    digest(&t).await;
    assert_eq!(t.mailbox().all().len(), 2, "a filter that looked stopped nothing");
    browser.post_raw(&link, &[]).await.ok().contains("nicht mehr").contains("Doch wieder erhalten");
    t.mailbox().clear();
    let account = t.app.appoint("rita@example.org", "Rita", Language::De, ROLE).await.unwrap();
    let letter = Letter::new("test", "rita@example.org", "Rita", Language::De);
    t.post(letter.clone().stoppable(account, LetterKind::Digest)).await;
    t.post(letter.stoppable(account, LetterKind::FollowUp)).await;
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().all().len(), 1, "the other kind still comes");
    browser.get(&link).await.ok().contains("Sie erhalten die wöchentliche Zusammenfassung nicht mehr");
    browser.post_raw(&format!("{link}/resume"), &[]).await.ok().contains("wieder");
    digest(&t).await;
    assert_eq!(t.mailbox().all().len(), 2);
}

#[tokio::test]
async fn a_mail_program_needs_neither_cookie_nor_token() {
    let t = TestApp::new().await;
    let link = digest(&t).await;
    // What RFC 8058 says: nothing but the address and this body.
    let mut program = t.browser();
    program.headers.clear();
    for _ in 0..2 {
        program.post_raw(&link, &[("List-Unsubscribe", "One-Click")]).await.ok();
    }
    t.browser().get(&link).await.ok().contains("nicht mehr").contains("Doch wieder erhalten");
}

#[tokio::test]
async fn a_made_up_link_stops_nothing() {
    let t = TestApp::new().await;
    let link = digest(&t).await;
    let mut browser = t.browser();
    let mut wrong = link.clone();
    let last = if wrong.ends_with('0') { '1' } else { '0' };
    wrong.pop();
    wrong.push(last);
    for link in [wrong.as_str(), "/unsubscribe/x", "/unsubscribe/00"] {
        browser.get(link).await.has_status(404);
        browser.post_raw(link, &[]).await.has_status(404);
        browser.post_raw(&format!("{link}/resume"), &[]).await.has_status(404);
    }
}
