//! The plan: what is done, by whom, in which order; it never changes a result.

use ringwall_testkit::{
    app::{Page, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

use crate::interview::finished;

/// The measures of a plan in their order, with the revision of each.
fn measures(page: &Page) -> Vec<(String, String)> {
    let text = page.text();
    let items = text.split("<li class=\"card plan-item").skip(1);
    items
        .map(|item| {
            let id = item.split_once("id=\"m-").unwrap().1.split_once('"').unwrap().0;
            let seen = item.split_once("name=\"seen\" value=\"").unwrap().1.split_once('"').unwrap().0;
            (id.to_owned(), seen.to_owned())
        })
        .collect()
}

on_every_engine!(a_plan_has_rules_and_keeps_what_was_typed, measures_move_and_stay);

async fn a_plan_has_rules_and_keeps_what_was_typed(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, assessment) = finished(&t, "cyberrisikocheck", |_| "no").await;
    let plan = format!("{assessment}/plan");
    let result = browser.get(&format!("{assessment}/result")).await.ok().between("class=\"points\"", "</p>");
    let page = browser
        .get(&plan)
        .await
        .ok()
        .contains("0 von 23 Maßnahmen erledigt")
        .contains("Was bringen ein paar Tage mehr?");
    let (first, _) = measures(&page)[0].clone();
    // Not for us needs a reason; what was typed stays.
    let mut fields =
        vec![("requirement", first.as_str()), ("seen", "0"), ("status", "not-for-us"), ("owner", "Frau Ö. <b>")];
    let page = browser.post(&plan, &fields).await.has_status(422);
    let page = page.contains("warum diese Maßnahme nichts für Sie ist").contains("Frau Ö. &#60;b&#62;").lacks("<b>");
    assert!(page.text().contains("<option value=\"not-for-us\" selected>"));
    fields.push(("reason", "Wir haben keine Rechner."));
    let back = browser.post(&plan, &fields).await.redirect();
    assert_eq!(back, format!("{plan}?saved={first}#m-{first}"));
    let page = browser.get(back.split('#').next().unwrap()).await.ok().contains("Gespeichert").contains("Wer: Frau Ö.");
    let _ = page.contains("Grund: Wir haben keine Rechner.");
    // Somebody else saw an older state: nothing is overwritten.
    let stale = [("requirement", first.as_str()), ("seen", "0"), ("status", "done"), ("note", "erledigt im Mai")];
    let page = browser.post(&plan, &stale).await.has_status(409).contains("Es wurde nichts überschrieben");
    let page =
        page.contains("Nichts für uns; Frau Ö. &#60;b&#62;; Wir haben keine Rechner.").contains("erledigt im Mai");
    let seen = measures(&page).into_iter().find(|(id, _)| *id == first).unwrap().1;
    assert_eq!(seen, "1");
    browser
        .post(&plan, &[("requirement", &first), ("seen", &seen), ("status", "done"), ("due", "2026-12-24")])
        .await
        .redirect();
    let page = browser.get(&plan).await.ok().contains("1 von 23 Maßnahmen erledigt").contains("24. Dezember 2026");
    let _ = page;
    let again = browser.get(&format!("{assessment}/result")).await.ok().between("class=\"points\"", "</p>");
    assert_eq!(result, again, "a plan changes no result");
    // What cannot be a date, a status, a measure.
    for (field, value) in [("due", "morgen"), ("status", "later"), ("owner", "a\u{202E}b"), ("note", "a\u{0}b")] {
        let mut fields = vec![("requirement", first.as_str()), ("seen", "2")];
        if field != "status" {
            fields.push(("status", "todo"));
        }
        fields.push((field, value));
        let _ = browser.post(&plan, &fields).await.has_status(422).contains("role=\"alert\"");
    }
    let nobody = [("requirement", "00000000-0000-4000-8000-000000000000"), ("seen", "0"), ("status", "done")];
    let _ = browser.post(&plan, &nobody).await.has_status(404);
}

async fn measures_move_and_stay(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut browser, assessment) = finished(&t, "kurzcheck", |_| "unknown").await;
    let plan = format!("{assessment}/plan");
    let order = |page: &Page| measures(page).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    let before = order(&browser.get(&plan).await.ok());
    let shift = [("requirement", before[2].as_str()), ("direction", "up")];
    assert_eq!(browser.post(&format!("{plan}/move"), &shift).await.redirect(), format!("{plan}#m-{}", before[2]));
    let after = order(&browser.get(&plan).await.ok());
    assert_eq!((&after[1], &after[2]), (&before[2], &before[1]));
    browser.post(&format!("{plan}/move"), &[("requirement", &before[2]), ("direction", "down")]).await.redirect();
    assert_eq!(order(&browser.get(&plan).await.ok()), before);
}

#[tokio::test]
async fn measures_can_be_chosen_by_status_and_more_days_bring_more() {
    let t = TestApp::new().await;
    let (mut browser, assessment) = finished(&t, "kurzcheck", |_| "no").await;
    let plan = format!("{assessment}/plan");
    let page = browser.get(&plan).await.ok();
    let (first, _) = measures(&page)[0].clone();
    browser.post(&plan, &[("requirement", &first), ("seen", "0"), ("status", "in-progress")]).await.redirect();
    let page = browser.get(&format!("{plan}?status=in-progress")).await.ok();
    assert_eq!(measures(&page).len(), 1);
    let _ = browser.get(&format!("{plan}?status=done")).await.ok().contains("Hier steht im Augenblick keine Maßnahme");
    assert_eq!(measures(&browser.get(&format!("{plan}?status=nonsense&days=x&page=99")).await.ok()).len(), 10);
    let few = browser.get(&format!("{plan}?days=0.5")).await.ok();
    let many = browser.get(&format!("{plan}?days=10")).await.ok();
    let gained = |page: &Page| page.between("Danach wären es ", " statt").parse::<u32>().unwrap();
    assert!(gained(&few) < gained(&many), "{} {}", gained(&few), gained(&many));
    // With a filter in place, a measure that leaves the filter is still shown after saving.
    let fields = [("requirement", first.as_str()), ("seen", "1"), ("status", "done")];
    let back = browser.post(&format!("{plan}?status=in-progress"), &fields).await.redirect();
    let _ = browser.get(back.split('#').next().unwrap()).await.ok().contains("Gespeichert").contains("Erledigt");
}
