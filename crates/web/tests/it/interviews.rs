//! The adviser's interview, from the first question to two signatures.

use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::{PartnerId, TenantId},
};
use ringwall_testkit::app::{Browser, Page, TestApp};
use uuid::Uuid;

const PARTNER: PartnerId = PartnerId(Uuid::from_u128(77));

/// A begun check, its owner, and an adviser of a partner who has consent.
async fn advised(t: &TestApp) -> (Browser, Browser, String, String) {
    let (_, folder, assessment) = t.begun("kurzcheck").await;
    let tenant: TenantId = folder.strip_prefix("/c/").unwrap().parse().unwrap();
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mut owner = t.signed_in("otto@example.org", &[owner]).await;
    let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(PARTNER) };
    let mut adviser = t.signed_in("berta@example.org", &[adviser]).await;
    let partner = PARTNER.to_string();
    owner.get(&format!("{folder}/consents")).await.ok();
    let form = [("purpose", "advice"), ("version", "2026-11"), ("partner", partner.as_str()), ("agreed", "yes")];
    owner.post(&format!("{folder}/consents"), &form).await.redirect();
    adviser.get(&folder).await.ok();
    (owner, adviser, folder, assessment)
}

/// Topic pages of the adviser's interview.
fn topics(page: &Page, interview: &str) -> Vec<String> {
    let text = page.text();
    let marker = format!("href=\"{interview}/t/");
    text.split(&marker).skip(1).map(|rest| format!("{interview}/t/{}", rest.split('"').next().unwrap())).collect()
}

/// Answers every question of these topics with yes; the questions.
async fn answer_all(browser: &mut Browser, topics: &[String]) -> Vec<(String, String)> {
    let mut questions = Vec::new();
    for topic in topics {
        let page = browser.get(topic).await.ok().text();
        for rest in page.split("data-question=\"").skip(1) {
            questions.push((topic.clone(), rest.split('"').next().unwrap().to_owned()));
        }
    }
    for (topic, question) in &questions {
        let there = browser.post(topic, &[("question", question), ("seen", "0"), ("value", "yes")]).await.redirect();
        assert!(there.starts_with(topic.as_str()), "back to the interview: {there}");
    }
    questions
}

async fn digest(browser: &mut Browser, interview: &str) -> String {
    browser.get(interview).await.ok().between("name=\"digest\" value=\"", "\"")
}

#[tokio::test]
async fn an_interview_is_clarified_once_signed_by_both_and_final() {
    let t = TestApp::new().await;
    let (mut owner, mut adviser, folder, assessment) = advised(&t).await;
    let interview = format!("{assessment}/interview");
    let _ = owner.get(&interview).await.ok().contains("kein Beratungsgespräch").lacks("/interview/begin");
    let page = adviser.get(&interview).await.ok().contains("Gespräch beginnen");
    let _ = page.contains("nimmt sie ihre Daten mit, sind sie dabei");
    adviser.post(&format!("{interview}/begin"), &[]).await.redirect();
    let _ = adviser.post(&format!("{interview}/begin"), &[]).await.has_status(422).contains("läuft schon");
    let page = adviser.get(&interview).await.ok();
    let topics = topics(&page, &interview);
    let questions = answer_all(&mut adviser, &topics).await;
    assert!(questions.len() >= 10, "{questions:?}");

    // A note, what was seen, and something to clarify.
    let (topic, question) = questions[0].clone();
    let mark = [
        ("question", question.as_str()),
        ("seen", "0"),
        ("back", topic.as_str()),
        ("proof", "said"),
        ("shown", "Handbuch Seite drei"),
        ("clarify", "Seit wann gilt das?"),
        ("private", "wirkt unsicher"),
    ];
    assert_eq!(adviser.post(&format!("{interview}/mark"), &mark).await.redirect(), format!("{topic}#q-{question}"));
    let _ = adviser.post(&format!("{interview}/mark"), &mark).await.redirect();
    let late = [("question", question.as_str()), ("seen", "0"), ("private", "anders")];
    let _ = adviser.post(&format!("{interview}/mark"), &late).await.has_status(409).contains("nichts überschrieben");
    let _ = adviser.get(&topic).await.ok().contains("wirkt unsicher").contains("Seit wann gilt das?");
    // On a shared screen nothing of this is seen, whatever is clicked.
    let shared = adviser.get(&format!("{topic}?share")).await.ok().lacks("wirkt unsicher").lacks("Handbuch Seite drei");
    let _ = shared.lacks("Seit wann gilt das?").lacks("name=\"note\"").contains("?share");
    let there = adviser
        .post(&format!("{topic}?share"), &[("question", &question), ("seen", "1"), ("value", "unknown")])
        .await
        .redirect();
    assert!(there.contains("?share"), "the shared view stays shared: {there}");
    // Nor anywhere on the organisation's pages.
    for path in [interview.clone(), topic.replace("/interview/t/", "/t/"), format!("{assessment}/result")] {
        let _ = owner.get(&path).await.ok().lacks("wirkt unsicher");
    }
    let _ = owner.get(&topic).await.has_status(403);

    // Signing comes after clarifying.
    let seen = digest(&mut adviser, &interview).await;
    let _ =
        adviser.post(&format!("{interview}/sign"), &[("digest", &seen)]).await.has_status(422).contains("zum Klären");
    let _ = owner.post(&format!("{assessment}/finish"), &[]).await.has_status(422);
    let _ = owner.post(&format!("{interview}/ask"), &[]).await.has_status(422);
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/ask"), &[]).await.redirect();
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to("otto@example.org").len(), 1, "the owner is told");
    // It waits for the owner, and for nobody else.
    let _ = owner.get("/me").await.ok().contains("blieb etwas offen").contains(&format!("href=\"{interview}\""));
    let _ = adviser.get("/me").await.ok().lacks(&interview);
    let page = owner.get(&interview).await.ok().contains("Seit wann gilt das?").contains("In Klärung");
    let _ = page.contains("Ein Punkt ist noch ohne Antwort");
    let reply = [("question", question.as_str()), ("seen", "1"), ("reply", "Seit Mai")];
    owner.post(&format!("{interview}/reply"), &reply).await.redirect();
    let met = [("question", question.as_str()), ("seen", "1"), ("reply", "Seit Juni")];
    let page = owner.post(&format!("{interview}/reply"), &met).await.has_status(409);
    let _ = page.contains("Seit Juni").contains("Seit Mai");
    owner.get(&interview).await.ok();
    owner.post(&format!("{interview}/hand-back"), &[]).await.redirect();
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to("berta@example.org").len(), 1, "the adviser is told");
    let _ = adviser.get("/me").await.ok().contains("Was offen war, ist beantwortet").contains(&interview);
    let _ = owner.get("/me").await.ok().lacks(&interview);
    let _ = adviser.get(&interview).await.ok().contains("Seit Mai").contains("Durchsicht");
    let _ = adviser.post(&format!("{interview}/ask"), &[]).await.has_status(422);

    // A signature holds for what was signed.
    let seen = digest(&mut adviser, &interview).await;
    adviser.post(&format!("{interview}/sign"), &[("digest", &seen)]).await.redirect();
    let _ = owner.get("/me").await.ok().contains("Jetzt fehlt Ihre Unterschrift").contains(&interview);
    let _ = adviser.get("/me").await.ok().lacks(&interview);
    let change = topic.replace("/interview/t/", "/t/");
    owner.get(&change).await.ok();
    owner.post(&change, &[("question", &question), ("seen", "2"), ("value", "yes")]).await.redirect();
    let stale = owner.post(&format!("{interview}/sign"), &[("digest", &seen)]).await.has_status(409);
    let _ = stale.contains("Inzwischen wurde etwas geändert").contains("Gilt nicht mehr");
    let seen = digest(&mut owner, &interview).await;
    owner.post(&format!("{interview}/sign"), &[("digest", &seen)]).await.redirect();
    let _ = owner.get(&interview).await.ok().contains("Noch nicht unterschrieben").contains("Durchsicht");
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/sign"), &[("digest", &seen)]).await.redirect();
    for browser in [&mut owner, &mut adviser] {
        let page = browser.get(&interview).await.ok().contains("Von beiden unterschrieben");
        let _ = page.contains("otto@example.org").contains("berta@example.org").lacks("/sign\"").lacks("/end\"");
        let _ = browser.get("/me").await.ok().lacks(&interview);
    }

    // Final: neither answers nor marks nor the interview change any more.
    owner.get(&folder).await.ok();
    let late = owner.post(&change, &[("question", &question), ("seen", "3"), ("value", "no")]).await;
    let _ = late.has_status(422);
    let _ = adviser.post(&format!("{interview}/mark"), &mark).await.has_status(422);
    let _ = adviser.post(&format!("{interview}/end"), &[]).await.has_status(422);
    let _ = owner.get(&format!("{assessment}/result")).await.ok();
    let log = owner.get(&format!("{folder}/log")).await.ok();
    let _ = log.contains("Beratungsgespräch begonnen").contains("Beratungsgespräch unterschrieben");
}

#[tokio::test]
async fn whoever_loses_consent_leaves_and_the_check_goes_on() {
    let t = TestApp::new().await;
    let (mut owner, mut adviser, folder, assessment) = advised(&t).await;
    let interview = format!("{assessment}/interview");
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/begin"), &[]).await.redirect();
    let page = adviser.get(&interview).await.ok();
    let topics = topics(&page, &interview);
    answer_all(&mut adviser, &topics).await;
    let consents = owner.get(&format!("{folder}/consents")).await.ok();
    let revoke = consents.between(&format!("action=\"{folder}/consents/"), "\"");
    owner.post(&format!("{folder}/consents/{revoke}"), &[]).await.redirect();
    let _ = adviser.get(&interview).await.has_status(404);
    let _ = adviser.post(&format!("{interview}/end"), &[]).await.has_status(404);
    let page = owner.post(&format!("{assessment}/finish"), &[]).await.has_status(422);
    let _ = page.contains("läuft ein Beratungsgespräch");
    owner.get(&interview).await.ok();
    owner.post(&format!("{interview}/end"), &[]).await.redirect();
    let _ = owner.get(&interview).await.ok().contains("Abgebrochen");
    owner.post(&format!("{assessment}/finish"), &[]).await.redirect();
}

#[tokio::test]
async fn another_partners_notes_are_not_seen() {
    let t = TestApp::new().await;
    let (mut owner, mut adviser, folder, assessment) = advised(&t).await;
    let interview = format!("{assessment}/interview");
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/begin"), &[]).await.redirect();
    let page = adviser.get(&interview).await.ok();
    let topic = topics(&page, &interview)[0].clone();
    let question = adviser.get(&topic).await.ok().between("data-question=\"", "\"");
    let mark = [("question", question.as_str()), ("seen", "0"), ("private", "vertraulich"), ("clarify", "was?")];
    adviser.post(&format!("{interview}/mark"), &mark).await.redirect();

    let second = PartnerId(Uuid::from_u128(78));
    let role = Membership { role: Role::Adviser, scope: Scope::Partner(second) };
    let mut other = t.signed_in("carl@example.org", &[role]).await;
    let partner = second.to_string();
    owner.get(&format!("{folder}/consents")).await.ok();
    let form = [("purpose", "advice"), ("version", "2026-11"), ("partner", partner.as_str()), ("agreed", "yes")];
    owner.post(&format!("{folder}/consents"), &form).await.redirect();
    let _ = other.get(&interview).await.ok().lacks("vertraulich").lacks("/sign\"");
    let _ = other.get(&topic).await.has_status(403);
    let _ = other.post(&format!("{interview}/mark"), &mark).await.has_status(403);
    let _ = other.post(&format!("{interview}/end"), &[]).await.has_status(403);
    // When the first gives up and the second begins, nothing noted before is there.
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/end"), &[]).await.redirect();
    other.get(&interview).await.ok();
    other.post(&format!("{interview}/begin"), &[]).await.redirect();
    let _ = other.get(&topic).await.ok().lacks("vertraulich").lacks("was?");
    let _ = adviser.get(&topic).await.has_status(403);
}

#[tokio::test]
async fn what_was_typed_stays_when_a_colleague_was_quicker() {
    let t = TestApp::new().await;
    let (_owner, mut adviser, _, assessment) = advised(&t).await;
    let interview = format!("{assessment}/interview");
    adviser.get(&interview).await.ok();
    adviser.post(&format!("{interview}/begin"), &[]).await.redirect();
    let topic = topics(&adviser.get(&interview).await.ok(), &interview)[0].clone();
    let question = adviser.get(&topic).await.ok().between("data-question=\"", "\"");
    let mark = format!("{interview}/mark");
    let first = [("question", question.as_str()), ("seen", "0"), ("clarify", "Wer zuerst?"), ("back", topic.as_str())];
    adviser.post(&mark, &first).await.redirect();
    let late = [
        ("question", question.as_str()),
        ("seen", "0"),
        ("proof", "shown"),
        ("shown", "Vertrag vom 3. Mai"),
        ("private", "<nur> für uns"),
        ("back", topic.as_str()),
    ];
    let page = adviser.post(&mark, &late).await.has_status(409);
    let page = page
        .contains("Wer zuerst?")
        .contains("Vertrag vom 3. Mai")
        .contains("für uns")
        .contains("value=\"shown\" checked");
    // Nothing was overwritten; sent once more, knowing what is there, it is stored.
    let seen = page.between("name=\"seen\" value=\"", "\"");
    let mut again = late;
    again[1].1 = &seen;
    let there = adviser.post(&mark, &again).await.redirect();
    assert!(there.starts_with(&topic), "{there}");
    let _ = adviser.get(&topic).await.ok().contains("Vertrag vom 3. Mai").lacks("Wer zuerst?");
}
