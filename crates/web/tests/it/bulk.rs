//! Changing several measures at once, and finding measures in a plan.

use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::{
    app::{Browser, Page, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

use crate::interview::finished;

on_every_engine!(several_change_together_and_conflicts_are_named, filters_and_orders_can_be_passed_on);

fn ids(page: &Page) -> Vec<String> {
    let text = page.text();
    let items = text.split("<li class=\"card plan-item").skip(1);
    items.map(|item| item.split("id=\"m-").nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
}

/// A finished check, its owner by link, a member, and the address of its plan.
async fn given(t: &TestApp) -> (Browser, Browser, String, Vec<String>) {
    let (mut owner, assessment) = finished(t, "kurzcheck", |_| "no").await;
    let plan = format!("{assessment}/plan");
    let measures = ids(&owner.get(&plan).await.ok());
    let tenant = assessment.split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Member, scope: Scope::Organisation(tenant) };
    let mut member = t.signed_in("rita@example.org", &[role]).await;
    member.get(&plan).await.ok();
    (owner, member, plan, measures)
}

async fn several_change_together_and_conflicts_are_named(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (mut owner, mut member, plan, measures) = given(&t).await;
    let bulk = format!("{plan}/bulk");
    let rita = member.get(&plan).await.ok().between("jemand ohne Konto</option><option value=\"", "\"");
    let picks: Vec<String> = measures.iter().take(3).map(|id| format!("{id}:0")).collect();
    let mut fields: Vec<(&str, &str)> = picks.iter().map(|pick| ("pick", pick.as_str())).collect();
    fields.extend([("status", "in-progress"), ("owner", &rita), ("due", "2026-12-24"), ("name", ""), ("reason", "")]);
    // Somebody else is faster with the second one.
    let theirs = [("requirement", measures[1].as_str()), ("seen", "0"), ("status", "done"), ("note", "war schon")];
    owner.post(&plan, &theirs).await.redirect();
    let page = member.post(&bulk, &fields).await.has_status(409).contains("2 Maßnahmen sind geändert.");
    let page = page.contains("Jemand anderes hat sie inzwischen geändert. Gespeichert ist: Erledigt; war schon");
    // What was typed is still there, and only what is left is still chosen, now as it is.
    let text = page.text();
    assert!(text.contains(&format!("value=\"{}:1\" checked", measures[1])));
    assert_eq!(text.matches(" checked>").count(), 1);
    assert!(text.contains("value=\"2026-12-24\"") && text.contains(&format!("<option value=\"{rita}\" selected>")));
    let again = [
        ("pick", format!("{}:1", measures[1])),
        ("status", "in-progress".to_owned()),
        ("owner", rita.clone()),
        ("due", "2026-12-24".to_owned()),
    ];
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let back = member.post(&bulk, &again).await.redirect();
    assert_eq!(back, format!("{plan}?changed=1#bulk-said"));
    let _ = member.get(back.split('#').next().unwrap()).await.ok().contains("Eine Maßnahme ist geändert.");
    for id in measures.iter().take(3) {
        let page = member.get(&format!("{plan}/{id}")).await.ok().contains("In Arbeit").contains("24. Dezember 2026");
        let _ = page.contains("Zuständig ist jetzt rita@example.org.").contains("Zusammen mit anderen Maßnahmen");
    }
    let _ = member.get(&format!("{plan}/{}", measures[1])).await.ok().contains("war schon");
    // Pressed twice: nothing is changed, nothing is in conflict with itself but what has a new revision.
    member.get(&plan).await.ok();
    let same: Vec<String> = measures.iter().take(1).map(|id| format!("{id}:1")).collect();
    let same = [("pick", same[0].as_str()), ("status", "in-progress"), ("owner", &rita), ("due", "2026-12-24")];
    assert_eq!(member.post(&bulk, &same).await.redirect(), format!("{plan}?changed=0#bulk-said"));
    // Rules hold for each.
    let pick = format!("{}:0", measures[4]);
    for (fields, sentence) in [
        (vec![("status", "done")], "Wählen Sie zuerst mindestens eine Maßnahme aus"),
        (vec![("pick", pick.as_str()), ("status", "")], "Sagen Sie, was sich ändern soll"),
        (vec![("pick", &pick), ("due", "morgen")], "Dieses Datum lässt sich nicht lesen"),
        (vec![("pick", &pick), ("owner", "named"), ("name", " ")], "Tragen Sie den Namen der Person ein"),
        (
            vec![("pick", &pick), ("owner", "00000000-0000-4000-8000-000000000000")],
            "Diese Person gehört nicht mehr dazu",
        ),
    ] {
        let _ = member.post(&bulk, &fields).await.has_status(422).contains(sentence);
    }
    let refused = [("pick", pick.as_str()), ("status", "not-for-us")];
    let _ = member.post(&bulk, &refused).await.has_status(409).contains("warum diese Maßnahme nichts für Sie ist");
    let fine = [refused.as_slice(), &[("reason", "Kein WLAN"), ("no-due", "yes")]].concat();
    member.post(&bulk, &fine).await.redirect();
    let nobody = [("pick", "00000000-0000-4000-8000-000000000000:0"), ("status", "done")];
    let _ = member.post(&bulk, &nobody).await.has_status(404);
    assert_eq!(member.get(&format!("{bulk}?status=done")).await.redirect(), format!("{plan}?status=done"));
}

async fn filters_and_orders_can_be_passed_on(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, plan, measures) = given(&t).await;
    let rita = member.get(&plan).await.ok().between("jemand ohne Konto</option><option value=\"", "\"");
    for (id, fields) in [
        (&measures[0], [("status", "todo"), ("account", rita.as_str()), ("due", "2026-12-24")]),
        (&measures[1], [("status", "todo"), ("owner", "Frau Ö."), ("due", "2026-11-20")]),
        (&measures[2], [("status", "done"), ("account", rita.as_str()), ("due", "2026-11-01")]),
        (&measures[3], [("status", "in-progress"), ("account", rita.as_str()), ("due", "2026-11-23")]),
    ] {
        let fields = [[("requirement", id.as_str()), ("seen", "0")].as_slice(), &fields].concat();
        member.post(&plan, &fields).await.redirect();
    }
    let numbers = |page: &Page| {
        let place = |id: &String| measures.iter().position(|measure| measure == id).unwrap();
        ids(page).iter().map(place).collect::<Vec<_>>()
    };
    for (query, expected) in [
        ("due=overdue", vec![1]),
        ("due=30", vec![3]),
        (format!("owner={rita}").as_str(), vec![0, 2, 3]),
        ("owner=named", vec![1]),
        ("owner=none", (4..10).collect()),
        (format!("owner={rita}&status=todo").as_str(), vec![0]),
        ("files=with", vec![]),
        ("sort=due&owner=none", (4..10).collect()),
        ("owner=%3Cb%3E&due=x", (0..10).collect()),
    ] {
        let page = member.get(&format!("{plan}?{query}")).await.ok().lacks("<b>");
        assert_eq!(numbers(&page), expected, "{query}");
    }
    let page = member.get(&format!("{plan}?sort=due")).await.ok();
    assert_eq!(numbers(&page)[..4], [2, 1, 3, 0]);
    let page = member.get(&format!("{plan}?sort=owner")).await.ok();
    assert_eq!(numbers(&page)[..4], [1, 0, 2, 3]);
    let page = member.get(&format!("{plan}?sort=status")).await.ok();
    assert_eq!(numbers(&page)[8..], [3, 2]);
    // A chip that is chosen takes itself back, and keeps what else is chosen.
    let page = member.get(&format!("{plan}?due=overdue&sort=due")).await.ok().contains("Überfällig (1)");
    let page = page.contains(&format!("href=\"{plan}?sort=due\" aria-current=\"true\">Überfällig (1)"));
    let _ = page.contains("Ich (3)").contains("<details class=\"plain more-filters\" open>");
    let mut english = member.header("accept-language", "en");
    let page = english.get(&plan).await.ok().contains("More filters and order").contains("Change several measures");
    for key in ["plan-", "bulk-"] {
        assert!(!page.words().contains(&format!(" {key}")), "a text is missing: {}", page.words());
    }
}
