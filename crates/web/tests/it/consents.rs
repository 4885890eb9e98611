//! Consent, who looked, and a partner's clients.

use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::{PartnerId, TenantId},
};
use ringwall_testkit::app::{Browser, TestApp};
use uuid::Uuid;

const PARTNER: PartnerId = PartnerId(Uuid::from_u128(77));

fn tenant_of(folder: &str) -> TenantId {
    folder.strip_prefix("/c/").unwrap().parse().unwrap()
}

/// A begun check with its owner's browser, and an adviser of a partner.
async fn owner_and_adviser(t: &TestApp) -> (Browser, String, String, Browser) {
    let (_, folder, assessment) = t.begun("kurzcheck").await;
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant_of(&folder)) };
    let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(PARTNER) };
    let owner = t.signed_in("otto@example.org", &[owner]).await;
    let adviser = t.signed_in("berta@example.org", &[adviser]).await;
    (owner, folder, assessment, adviser)
}

async fn consent(owner: &mut Browser, folder: &str, purpose: &str) {
    owner.get(&format!("{folder}/consents")).await.ok();
    let partner = PARTNER.to_string();
    let form = [("purpose", purpose), ("version", "2026-11"), ("partner", &partner), ("agreed", "yes")];
    let there = owner.post(&format!("{folder}/consents"), &form).await.redirect();
    let _ = owner.get(&there).await.ok().contains("Ihre Einwilligung ist gespeichert").contains("otto@example.org");
}

async fn revoke_newest(owner: &mut Browser, folder: &str) {
    let page = owner.get(&format!("{folder}/consents")).await.ok();
    let revoke = page.between(&format!("action=\"{folder}/consents/"), "\"");
    let there = owner.post(&format!("{folder}/consents/{revoke}"), &[]).await.redirect();
    let _ = owner.get(&there).await.ok().contains("Der Widerruf gilt ab sofort");
}

#[tokio::test]
async fn an_adviser_comes_in_by_consent_and_is_out_at_once() {
    let t = TestApp::new().await;
    let (mut owner, folder, assessment, mut adviser) = owner_and_adviser(&t).await;
    let _ = adviser.get(&folder).await.has_status(404);
    consent(&mut owner, &folder, "advice").await;
    let _ = adviser.get(&folder).await.ok();
    let topic = adviser.get(&assessment).await.redirect();
    let topic = topic.split('#').next().unwrap().to_owned();
    let page = adviser.get(&topic).await.ok();
    let question = page.between("name=\"question\" value=\"", "\"");
    let answer = [("question", question.as_str()), ("seen", "0"), ("value", "yes")];
    let _ = adviser.post(&topic, &answer).await.redirect();
    // What is the organisation's own business stays closed.
    for closed in ["consents", "log"] {
        let _ = adviser.get(&format!("{folder}/{closed}")).await.has_status(403);
    }
    let facts = [("seen", "1"), ("kind", "company")];
    let _ = adviser.post(&format!("{folder}/organisation"), &facts).await.has_status(403);
    let _ = adviser.post(&format!("{folder}/delete"), &[]).await.has_status(403);

    revoke_newest(&mut owner, &folder).await;
    let answer = [("question", question.as_str()), ("seen", "1"), ("value", "no")];
    let _ = adviser.post(&topic, &answer).await.has_status(404);
    for path in [&folder, &assessment, &topic, &format!("{assessment}/report.pdf")] {
        let _ = adviser.get(path).await.has_status(404);
    }
    let page = owner.get(&topic).await.ok();
    assert!(
        page.text().contains("value=\"yes\" aria-pressed=\"true\""),
        "what came after the withdrawal was not stored"
    );
}

#[tokio::test]
async fn passing_on_for_a_request_only_lets_read() {
    let t = TestApp::new().await;
    let (mut owner, folder, assessment, mut adviser) = owner_and_adviser(&t).await;
    consent(&mut owner, &folder, "hand-over").await;
    let topic = adviser.get(&assessment).await.redirect();
    let topic = topic.split('#').next().unwrap().to_owned();
    let question = adviser.get(&topic).await.ok().between("data-question=\"", "\"");
    let answer = [("question", question.as_str()), ("seen", "0"), ("value", "yes")];
    let _ = adviser.post(&topic, &answer).await.has_status(403);
    consent(&mut owner, &folder, "advice").await;
    adviser.get(&topic).await.ok();
    let _ = adviser.post(&topic, &answer).await.redirect();
}

#[tokio::test]
async fn every_look_is_listed_once_a_kind_and_day() {
    let t = TestApp::new().await;
    let (mut owner, folder, assessment, mut adviser) = owner_and_adviser(&t).await;
    let _ = owner.get(&format!("{folder}/log")).await.ok().contains("Bisher hat niemand von außen");
    consent(&mut owner, &folder, "advice").await;
    for path in [&folder, &folder, &format!("{assessment}/result"), &format!("{assessment}/report.pdf")] {
        let _ = adviser.get(path).await.ok();
    }
    t.clock.pass(jiff::SignedDuration::from_mins(95));
    let _ = adviser.get(&folder).await.ok();
    let list = adviser.get(&format!("/partner/{PARTNER}/clients")).await.ok();
    let _ = list.contains(&format!("href=\"{folder}\"")).contains("seit 23. November 2026");
    t.clock.pass_days(1);
    let _ = adviser.get(&folder).await.ok();

    let log = owner.get(&format!("{folder}/log")).await.ok();
    let words = log.words();
    for (line, times) in [
        ("berta@example.org", 5),
        ("10:00 bis 11:35 Uhr, 3-mal", 1),
        ("Bericht oder Tabelle heruntergeladen", 1),
        ("Ergebnis", 1),
        ("Name und Stand in der Kundenliste", 1),
        ("24. November 2026", 1),
    ] {
        assert_eq!(words.matches(line).count(), times, "{line}: {words}");
    }
    // Somebody who may not come in leaves no line, and the organisation's own people neither.
    assert_eq!(words.matches("otto@example.org").count(), 1, "only that the consent was given: {words}");
    let _ = log.contains("Einwilligung erteilt").contains("Mappe angelegt");
    let _ = owner
        .header("accept-language", "en")
        .get(&format!("{folder}/log"))
        .await
        .ok()
        .contains("10:00 to 11:35, 3 times");
}

#[tokio::test]
async fn consent_is_an_owners_business_and_never_by_accident() {
    let t = TestApp::new().await;
    let (mut owner, folder, _, _) = owner_and_adviser(&t).await;
    let consents = format!("{folder}/consents");
    owner.get(&consents).await.ok();
    let partner = PARTNER.to_string();
    let post = |agreed: &'static str, version: &'static str, purpose: &'static str| {
        vec![("purpose", purpose), ("version", version), ("partner", ""), ("agreed", agreed)]
    };
    let page = owner.post(&consents, &post("", "2026-11", "press")).await.has_status(422);
    let _ = page.contains("Setzen Sie das Häkchen").contains("id=\"error-press\"");
    let page = owner.post(&consents, &post("yes", "2020-01", "press")).await.has_status(422);
    let _ = page.contains("hat sich inzwischen geändert");
    let page = owner.post(&consents, &post("yes", "2026-11", "advice")).await.has_status(422);
    let _ = page.contains("Wählen Sie aus, welchem Partner");
    let unknown = Uuid::from_u128(1).to_string();
    let form = [("purpose", "advice"), ("version", "2026-11"), ("partner", unknown.as_str()), ("agreed", "yes")];
    let _ = owner.post(&consents, &form).await.has_status(404);
    owner.post(&consents, &post("yes", "2026-11", "press")).await.redirect();
    let page = owner.post(&consents, &post("yes", "2026-11", "press")).await.has_status(422);
    let _ = page.contains("Diese Einwilligung ist schon erteilt");

    let member = Membership { role: Role::Member, scope: Scope::Organisation(tenant_of(&folder)) };
    let mut member = t.signed_in("mia@example.org", &[member]).await;
    let page = member.get(&consents).await.ok();
    let _ = page.contains("können nur Inhaberinnen und Inhaber").lacks("name=\"agreed\"").lacks("/revoke");
    let form = [("purpose", "advice"), ("version", "2026-11"), ("partner", partner.as_str()), ("agreed", "yes")];
    let _ = member.post(&consents, &form).await.has_status(403);
}

#[tokio::test]
async fn whoever_holds_the_link_consents_without_a_name() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let consents = format!("{folder}/consents");
    browser.get(&consents).await.ok();
    let form = [("purpose", "programme-evaluation"), ("version", "2026-11"), ("agreed", "yes")];
    browser.post(&consents, &form).await.redirect();
    let _ = browser.get(&consents).await.ok().contains("durch Person mit dem persönlichen Link");
    let mut english = browser.header("accept-language", "en");
    let _ = english.get(&consents).await.ok().contains("Evaluation of the programme").contains("Withdraw");
    let revoke = english.get(&consents).await.ok().between(&format!("action=\"{folder}/consents/"), "\"");
    english.post(&format!("{folder}/consents/{revoke}"), &[]).await.redirect();
    // Pressed twice is as good as once; nonsense is not.
    english.post(&format!("{folder}/consents/{revoke}"), &[]).await.redirect();
    let _ = english.post(&format!("{folder}/consents/nonsense/revoke"), &[]).await.has_status(404);
    let _ = english.get(&consents).await.ok().contains("Withdrawn consents");
}

#[tokio::test]
async fn clients_are_for_advisers_of_the_partner() {
    let t = TestApp::new().await;
    let (mut owner, folder, _, mut adviser) = owner_and_adviser(&t).await;
    let clients = format!("/partner/{PARTNER}/clients");
    let _ = adviser.get(&clients).await.ok().contains("Im Augenblick hat keine Organisation eingewilligt");
    consent(&mut owner, &folder, "hand-over").await;
    let _ = adviser.get(&clients).await.ok().contains("Anfrage, nur lesen").contains("Organisation ohne Namen");
    let _ = owner.get(&clients).await.has_status(404);
    let other = Membership { role: Role::Adviser, scope: Scope::Partner(PartnerId(Uuid::from_u128(78))) };
    let _ = t.signed_in("carl@example.org", &[other]).await.get(&clients).await.has_status(404);
    revoke_newest(&mut owner, &folder).await;
    let _ = adviser.get(&clients).await.ok().lacks(&folder);
}
