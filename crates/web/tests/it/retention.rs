//! Nothing is kept beyond its date, kind by kind.

use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::PartnerId,
};
use ringwall_testkit::app::TestApp;
use uuid::Uuid;

#[tokio::test]
async fn log_and_looks_end_with_their_days_and_the_chain_holds() {
    let t = TestApp::new().await;
    let days = i64::from(t.app.settings().audit_days);
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let partner = PartnerId(Uuid::from_u128(77));
    let role = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
    let mut adviser = t.signed_in("berta@example.org", &[role]).await;
    browser.get(&format!("{folder}/consents")).await.ok();
    let to = partner.to_string();
    let form = [("purpose", "advice"), ("version", "2026-11"), ("partner", to.as_str()), ("agreed", "yes")];
    browser.post(&format!("{folder}/consents"), &form).await.redirect();
    adviser.get(&folder).await.ok();
    let log = format!("{folder}/log");
    let _ = browser.get(&log).await.ok().contains("berta@example.org").contains("Mappe angelegt");
    // Somebody comes back in time, so that the folder itself stays.
    t.clock.pass_days(days / 2);
    let _ = browser.get(&browser_link(&mut browser.clone(), &folder).await).await;
    t.clock.pass_days(days - days / 2);
    t.run_jobs_until_idle().await;
    let _ = browser.get(&log).await.ok().contains("berta@example.org").contains("Mappe angelegt");
    t.clock.pass_days(2);
    t.run_jobs_until_idle().await;
    let page = browser.get(&log).await.ok().lacks("berta@example.org").lacks("Mappe angelegt");
    let _ = page.contains("Bisher hat niemand von außen");
    assert!(t.audit().await.is_ok(), "the chain holds");
}

async fn browser_link(browser: &mut ringwall_testkit::app::Browser, folder: &str) -> String {
    browser.get(folder).await.ok().between("readonly value=\"http://ringwall.test", "\"")
}

#[tokio::test]
async fn a_receipt_can_be_confirmed_until_its_day() {
    let t = TestApp::new().await;
    let days = i64::from(t.app.settings().receipts_days);
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    browser.get(&format!("{folder}/delete")).await.ok();
    let receipt = browser.post(&format!("{folder}/delete"), &[]).await.ok();
    let number = receipt.between("Nummer des Belegs: ", "<");
    t.clock.pass_days(days - 1);
    t.run_jobs_until_idle().await;
    assert!(t.app.receipt(&number).await.is_ok());
    t.clock.pass_days(3);
    t.run_jobs_until_idle().await;
    assert!(t.app.receipt(&number).await.is_err());
}

#[tokio::test]
async fn what_is_kept_for_how_long_is_said() {
    let t = TestApp::new().await;
    let page = t.browser().get("/privacy").await.ok();
    let _ = page.contains("730 Tage").contains("1095 Tage").contains("30 Tage");
}
