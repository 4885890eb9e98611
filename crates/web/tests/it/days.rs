//! My day: what waits for somebody, across all organisations, and what they may no longer see.

use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::{PartnerId, TenantId},
};
use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};
use ringwall_web::Options;
use uuid::Uuid;

use crate::measures::measure;

on_every_engine!(a_day_lists_what_is_due_in_order, whoever_lost_the_role_sees_nothing);

/// Fills in a card.
async fn assign(browser: &mut ringwall_testkit::app::Browser, here: &str, account: &str, due: &str, seen: &str) {
    browser.get(here).await.ok();
    let id = here.rsplit('/').next().unwrap().to_owned();
    let fields = [("requirement", id.as_str()), ("seen", seen), ("status", "todo"), ("account", account), ("due", due)];
    browser.post(here, &fields).await.redirect();
}

async fn a_day_lists_what_is_due_in_order(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    assert_eq!(t.browser().get("/me").await.redirect(), "/sign-in?next=%2Fme");
    let (_, mut member, here) = measure(&t).await;
    let page = member.get("/me").await.ok().contains("Im Augenblick wartet nichts auf Sie.").contains("Mitglied");
    assert!(page.text().contains(&format!("href=\"{}\"", here.split("/a/").next().unwrap())));
    let rita = member.get(&here).await.ok().between("jemand ohne Konto</option><option value=\"", "\"");
    let plan = here.rsplit_once('/').unwrap().0.to_owned();
    let page = member.get(&plan).await.ok().text();
    let ids = page.split("id=\"m-").skip(1).map(|part| part.split('"').next().unwrap().to_owned());
    let measures: Vec<String> = ids.map(|id| format!("{plan}/{id}")).collect();
    assign(&mut member, &measures[0], &rita, "2026-12-24", "0").await;
    assign(&mut member, &measures[1], &rita, "2026-11-20", "0").await;
    assign(&mut member, &measures[2], &rita, "2026-11-23", "0").await;
    assign(&mut member, &measures[3], &rita, "", "0").await;
    // Nobody's, and due soon: the owners see it, not the members.
    assign(&mut member, &measures[4], "", "2026-11-25", "0").await;
    let page = member.get("/me").await.ok().contains("Heute ist der 23. November 2026.").lacks("wartet nichts");
    let text = page.text();
    let places: Vec<usize> = ["Überfällig", "In den nächsten sieben Tagen", "Später", "Ohne Termin"]
        .into_iter()
        .map(|group| text.find(group).unwrap_or_else(|| panic!("{group} is missing: {}", page.words())))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let place_of = |measure: &String| text.find(&format!("href=\"{measure}\"")).unwrap();
    assert!(place_of(&measures[1]) < place_of(&measures[2]) && place_of(&measures[2]) < place_of(&measures[0]));
    assert!(place_of(&measures[0]) < place_of(&measures[3]));
    assert!(!text.contains(&measures[4]), "not a member's business");
    let tenant: TenantId = here.split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mut owner = t.signed_in("chef@example.org", &[role]).await;
    let page = owner.get("/me").await.ok().contains("noch niemand zuständig").contains("Jemanden eintragen");
    assert!(page.text().contains(&measures[4]) && !page.text().contains(&measures[0]));
    // Done is gone.
    let id = measures[1].rsplit('/').next().unwrap().to_owned();
    member.get(&measures[1]).await.ok();
    let done = [("requirement", id.as_str()), ("seen", "1"), ("status", "done"), ("account", &rita)];
    member.post(&measures[1], &done).await.redirect();
    let _ = member.get("/me").await.ok().lacks("Überfällig").lacks(&measures[1]);
    let mut english = member.header("accept-language", "en");
    let page = english.get("/me").await.ok().contains("In the next seven days").contains("Open measure");
    assert!(!page.words().contains(" day-"), "a text is missing: {}", page.words());
}

async fn whoever_lost_the_role_sees_nothing(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, here) = measure(&t).await;
    let rita = member.get(&here).await.ok().between("jemand ohne Konto</option><option value=\"", "\"");
    assign(&mut member, &here, &rita, "2026-11-20", "0").await;
    let _ = member.get("/me").await.ok().contains(&here);
    // The same person, now only somewhere else.
    let tenant: TenantId = here.split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mut owner = t.signed_in("chef@example.org", &[role]).await;
    owner.get(&format!("/c/{tenant}/people")).await.ok();
    owner
        .post(&format!("/c/{tenant}/people"), &[("act", "remove"), ("person", &rita), ("role", "member")])
        .await
        .redirect();
    let elsewhere = Membership { role: Role::Adviser, scope: Scope::Partner(PartnerId(Uuid::from_u128(7))) };
    let mut member = t.signed_in("rita@example.org", &[elsewhere]).await;
    let _ = member.get("/me").await.ok().lacks(&here);
}
