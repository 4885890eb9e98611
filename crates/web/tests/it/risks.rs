//! Risks: derived by stated rules, and what was decided about each.

use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;

use crate::interview::finished;

on_every_engine!(accepting_a_risk_needs_reason_person_and_date);

async fn accepting_a_risk_needs_reason_person_and_date(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, assessment) = finished(&t, "cyberrisikocheck", |_| "no").await;
    let risks = format!("{assessment}/risks");
    let page =
        browser.get(&risks).await.ok().contains("chart-matrix").contains("Erpressungssoftware legt die Arbeit lahm");
    let page = page.contains("Wie die Stufen entstehen").contains("Was dazu beiträgt").contains("Nur diese Maßnahme:");
    assert!(page.text().matches("class=\"card stack risk\"").count() >= 10);
    assert!(page.text().contains("#q-"), "answers that drive it are linked");
    let mut fields =
        vec![("risk", "ransomware"), ("seen", "0"), ("kind", "accept"), ("reason", "Wir <i>leben</i> damit.")];
    let page = browser
        .post(&risks, &fields)
        .await
        .has_status(422)
        .contains("Nennen Sie den Grund, wer entschieden hat und wann");
    let _ = page.contains("Wir &#60;i&#62;leben&#60;/i&#62; damit.").lacks("<i>leben");
    fields.extend([("person", "Die Chefin"), ("decided_on", "2026-11-20")]);
    let back = browser.post(&risks, &fields).await.redirect();
    assert_eq!(back, format!("{risks}?saved=ransomware#risk-ransomware"));
    let page = browser.get(back.split('#').next().unwrap()).await.ok();
    let _ = page.contains("Tragen, Die Chefin, 20. November 2026").contains("Gespeichert");
    // Somebody else with an older page.
    let stale = [("risk", "ransomware"), ("seen", "0"), ("kind", "reduce")];
    let page = browser.post(&risks, &stale).await.has_status(409).contains("Es wurde nichts überschrieben");
    let _ = page.contains("Tragen, Die Chefin");
    browser.post(&risks, &[("risk", "ransomware"), ("seen", "1"), ("kind", "reduce")]).await.redirect();
    let _ = browser.get(&risks).await.ok().contains("Verringern");
    for fields in [
        vec![("risk", "nothing"), ("seen", "0"), ("kind", "reduce")],
        vec![("risk", "ransomware"), ("seen", "2")],
        vec![("risk", "ransomware"), ("seen", "2"), ("kind", "reduce"), ("decided_on", "gestern")],
        vec![("risk", "ransomware"), ("seen", "2"), ("kind", "reduce"), ("person", "a\u{2067}b")],
    ] {
        let _ = browser.post(&risks, &fields).await.has_status(422);
    }
}

#[tokio::test]
async fn a_range_is_shown_only_where_a_number_is_known() {
    let t = TestApp::new().await;
    let (mut browser, assessment) = finished(&t, "cyberrisikocheck", |_| "no").await;
    let page =
        browser.get(&format!("{assessment}/risks")).await.ok().contains("Etwa 3 bis 10 von 1000 Betrieben im Jahr");
    let known = t.app.content().risks().iter().filter(|risk| risk.kinds.is_empty() && risk.frequency.is_some()).count();
    assert_eq!(page.text().matches("Betrieben im Jahr").count(), known);
    let _ = page.contains("Quelle: Coalition 2026").lacks("€");
    // A year later the same figure is to be checked again.
    t.clock.pass_days(320);
    let _ = browser.get(&format!("{assessment}/risks")).await.ok().contains("noch zu prüfen");
}

#[tokio::test]
async fn facts_about_the_organisation_are_named() {
    let t = TestApp::new().await;
    let (mut browser, folder, assessment) = t.begun("kurzcheck").await;
    let edit = format!("{folder}/organisation");
    let seen = browser.get(&edit).await.ok().between("name=\"seen\" value=\"", "\"");
    browser.post(&edit, &[("seen", &seen), ("kind", "municipality"), ("employees", "80")]).await.redirect();
    crate::interview::answer_all(&mut browser, &assessment, |_| "no").await;
    crate::interview::finish(&mut browser, &assessment).await;
    let page = browser.get(&format!("{assessment}/risks")).await.ok();
    let page = page
        .contains("Mindestens 50 Beschäftigte: wahrscheinlicher")
        .contains("Stadt- oder Gemeindeverwaltung: schwerer");
    let english = browser.header("accept-language", "en").get(&format!("{assessment}/risks")).await.ok();
    let _ = english.contains("At least 50 employees: more likely");
    drop(page);
}
