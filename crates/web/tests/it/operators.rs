//! What operators see: what is stuck, without what it says and to whom.

use jiff::SignedDuration;
use ringwall_app::{Letter, MailFault};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
};
use ringwall_testkit::app::{Browser, TestApp};

const OPERATOR: &[Membership] = &[Membership { role: Role::Operator, scope: Scope::Installation }];

async fn operator(t: &TestApp) -> Browser {
    t.run_jobs_until_idle().await;
    t.signed_in("ola@example.org", OPERATOR).await
}

fn secret_letter(number: usize) -> Letter {
    Letter::new("test", &format!("rita{number:03}@example.com"), "Rita Geheim", Language::De)
        .with("word", "WORT-GEHEIM")
        .leading_to("/invitation/LINK-GEHEIM")
}

/// No page of operators holds what must not be seen.
fn keeps_quiet(page: &str) {
    for secret in ["GEHEIM", "Geheim", "rita0", "LINK"] {
        assert!(!page.contains(secret), "{secret} is shown: {page}");
    }
}

#[tokio::test]
async fn a_letter_that_cannot_be_delivered_is_shown_tried_again_and_discarded() {
    let t = TestApp::new().await;
    let mut ola = operator(&t).await;
    ola.get("/operator").await.ok().contains("Alles läuft");
    t.post(secret_letter(1)).await;
    t.mailbox().fail_next(MailFault::Never("550 5.1.1 rita001@example.com: no such user".to_owned()));
    t.run_jobs_until_idle().await;
    let page = ola.get("/operator").await.ok().contains("Eine E-Mail konnte nicht zugestellt werden");
    keeps_quiet(&page.text());
    let page = ola.get("/operator/mail").await.ok();
    let page =
        page.contains("r…@example.com").contains("550 5.1.1 r…@example.com: no such user").contains("Probe-E-Mail");
    keeps_quiet(&page.text());
    let job = page.between("/operator/jobs/", "/retry");
    t.mailbox().fail_next(MailFault::Never("still not".to_owned()));
    let there = ola.post(&format!("/operator/jobs/{job}/retry"), &[("list", "dead")]).await.redirect();
    assert_eq!(there, "/operator/mail?state=dead&retried");
    ola.get(&there).await.ok().contains("Wird jetzt noch einmal versucht").contains("Alle E-Mails wurden zugestellt");
    t.run_jobs_until_idle().await;
    ola.get("/operator/mail?state=dead").await.ok().contains("still not");
    let there = ola.post(&format!("/operator/jobs/{job}/discard"), &[("list", "dead")]).await.redirect();
    ola.get(&there).await.ok().contains("Verworfen").lacks("still not");
    ola.post(&format!("/operator/jobs/{job}/discard"), &[]).await.has_status(404);
    ola.post(&format!("/operator/jobs/{job}/retry"), &[]).await.has_status(404);
    ola.post("/operator/jobs/nonsense/retry", &[]).await.has_status(404);
    assert!(t.mailbox().all().is_empty());
}

#[tokio::test]
async fn a_letter_that_will_be_tried_again_says_when_and_why() {
    let t = TestApp::new().await;
    let mut ola = operator(&t).await;
    t.post(secret_letter(1)).await;
    t.mailbox().fail_next(MailFault::Unclear("the connection broke before the answer".to_owned()));
    t.run_jobs_until_idle().await;
    let page = ola.get("/operator/mail").await.ok().contains("1 von 8 Versuchen").contains("nächster Versuch");
    keeps_quiet(&page.contains("Kann doppelt ankommen").text());
    t.clock.pass(SignedDuration::from_mins(2));
    t.run_jobs_until_idle().await;
    ola.get("/operator/mail").await.ok().contains("23. November 2026").lacks("nächster Versuch");
    assert_eq!(t.mailbox().all().len(), 1);
}

#[tokio::test]
async fn many_letters_come_by_pages_and_wait_for_a_mail_server() {
    let t = TestApp::new().await;
    let mut ola = operator(&t).await;
    t.mailbox().close(true);
    for number in 0..120 {
        t.post(secret_letter(number)).await;
    }
    t.run_jobs_until_idle().await;
    let page = ola.get("/operator/mail").await.ok().contains("Es ist kein Mailserver eingetragen");
    let page = page.contains("Warten: 120").contains("page=1").lacks("Vorherige");
    assert_eq!(page.text().matches("r…@example.com").count(), 50);
    keeps_quiet(&page.text());
    let page = ola.get("/operator/mail?state=waiting&page=2").await.ok().contains("Vorherige").lacks("Nächste");
    assert_eq!(page.text().matches("r…@example.com").count(), 20);
    ola.get("/operator/mail?state=waiting&page=99999999999").await.ok();
    ola.get("/operator/mail?state=nonsense&page=-1").await.ok();
    t.mailbox().close(false);
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().all().len(), 120);
    ola.get("/operator/mail?state=waiting").await.ok().contains("Keine E-Mail wartet").contains(">120<");
}

#[tokio::test]
async fn a_test_letter_goes_to_whoever_asks() {
    let t = TestApp::new().await;
    let mut ola = operator(&t).await;
    ola.get("/operator/mail").await.ok();
    let there = ola.post("/operator/mail/test", &[]).await.redirect();
    ola.get(&there).await.ok().contains("Die Probe-E-Mail an ola@example.org ist unterwegs");
    t.run_jobs_until_idle().await;
    let letter = t.mailbox().last_to("ola@example.org").contains("Sie ist angekommen");
    assert_eq!(letter.link(), "/operator/mail");
    assert!(letter.0.unsubscribe.is_none(), "who asks for it wants it");
    ola.get(&letter.link()).await.ok();
}

#[tokio::test]
async fn work_that_nobody_does_is_noticed() {
    let t = TestApp::new().await;
    let mut ola = operator(&t).await;
    t.post(secret_letter(1)).await;
    t.clock.pass(SignedDuration::from_mins(12));
    ola.get("/operator").await.ok().contains("Seit 12 Minuten wartet eine Aufgabe");
    let mut english = ola.clone().header("accept-language", "en");
    english.get("/operator").await.ok().contains("overdue for 12 minutes");
}
