//! What docs/security.md promises about sign-ins: security events, a second factor for a role, breached passwords, and
//! what a browser keeps after signing out.

use std::{
    fmt::Write,
    sync::{Arc, Mutex},
};

use ringwall_app::{Breached, Settings};
use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::app::TestApp;
use sha1::{Digest, Sha1};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use crate::api::send;

const OPERATOR: Membership = Membership { role: Role::Operator, scope: Scope::Installation };
const PASSWORD: &str = "vier blaue Kühe singen";

/// Writes down every event with the target `security`.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, "{}={value:?} ", field.name()).unwrap();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, "{}={value} ", field.name()).unwrap();
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        if event.metadata().target() == "security" {
            let mut fields = Fields(String::new());
            event.record(&mut fields);
            self.0.lock().unwrap().push(fields.0);
        }
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[tokio::test]
async fn sign_ins_failures_and_refusals_are_written_down_without_secrets() {
    let t = TestApp::new().await;
    let rita = t.person("rita@example.org", &[OPERATOR]).await;
    t.app.change_password(&rita, PASSWORD.to_owned()).await.unwrap();
    let started = t.begun("kurzcheck").await;
    let lines = Lines::default();
    // With a single subscriber, a thread without one can switch a line off for all; so there are two.
    let _second = tracing::Dispatch::new(Lines::default());
    let _guard = tracing::subscriber::set_default(lines.clone());
    let mut all = Vec::new();
    let mut expect = |events: &[(&str, &str)]| {
        let told = lines.take();
        for (event, about) in events {
            let found = told.iter().any(|line| {
                line.contains(&format!("event={event} ")) && line.contains("subject=") && line.contains(about)
            });
            assert!(found, "{event} {about}: {told:?}");
        }
        all.extend(told);
    };
    let mut browser = t.browser();
    browser.get("/sign-in").await.ok();
    let with = |email, password| [("email", email), ("password", password), ("next", "")];
    browser.post("/sign-in", &with("rita@example.org", "falsch-falsch-falsch")).await;
    expect(&[("sign-in-failed", "about=password"), ("sign-in-failed", &rita.account.id.to_string())]);
    browser.post("/sign-in", &with("niemand@example.org", "falsch-falsch-falsch")).await;
    expect(&[("sign-in-failed", "subject=-")]);
    browser.post("/sign-in", &with("rita@example.org", PASSWORD)).await.redirect();
    expect(&[("signed-in", "about=password")]);
    // Somebody else's folder answers 404 to the reader and is a line for whoever watches.
    browser.get(&started.1).await.has_status(404);
    expect(&[("refused", "about=organisation")]);
    browser.get("/partner/00000000-0000-7000-8000-000000000000").await.has_status(404);
    browser.post_raw("/sign-out", &[("csrf", "x")]).await.has_status(403);
    expect(&[("refused", "about=csrf")]);
    send(&t.router, "GET", "/api/v1/token", &[("authorization", "Bearer rwk_0")], None).await.problem(401, "token");
    expect(&[("refused", "about=token")]);
    browser.post("/sign-out", &[]).await.redirect();
    expect(&[("signed-out", "about=password")]);
    let all = all.join("\n");
    for secret in ["rita@", "niemand@", "Kühe", "falsch", "rwk_", "session"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test]
async fn a_browser_keeps_nothing_after_signing_out() {
    let t = TestApp::new().await;
    let mut browser = t.signed_in("rita@example.org", &[OPERATOR]).await;
    browser.get("/account").await.ok();
    let left = browser.post("/sign-out", &[]).await;
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
}

#[tokio::test]
async fn a_role_that_asks_for_a_second_factor_rests_without_one() {
    struct Nothing;
    impl Breached for Nothing {
        fn contains(&self, _: [u8; 20]) -> std::io::Result<bool> {
            Ok(false)
        }
    }
    let settings = Settings { second_factor_for: vec![Role::Operator], ..Settings::default() };
    let t = TestApp::set_up(settings, Arc::new(Nothing)).await;
    let rita = t.app.appoint("rita@example.org", "", ringwall_core::language::Language::De, OPERATOR).await.unwrap();
    for (method, may) in [("password", false), ("invitation", false), ("password-totp", true), ("passkey", true)] {
        let session = t.app.begin_session(rita, method, "").await.unwrap();
        let signed = t.app.signed_in(&session).await.unwrap();
        assert_eq!(signed.actor.memberships.contains(&OPERATOR), may, "{method}");
        assert_eq!(signed.resting.is_empty(), may, "{method}");
    }
    let mut browser = t.signed_in("rita@example.org", &[OPERATOR]).await;
    browser.get("/operator/mail").await.has_status(404);
    let _ = browser.get("/account").await.ok().contains("Ihre Rolle ruht").contains("/account#second-factor");
}

#[tokio::test]
async fn a_password_from_a_breach_is_refused() {
    struct One;
    impl Breached for One {
        fn contains(&self, sha1: [u8; 20]) -> std::io::Result<bool> {
            let known: [u8; 20] = Sha1::digest(PASSWORD.as_bytes()).into();
            Ok(sha1 == known)
        }
    }
    let t = TestApp::set_up(Settings::default(), Arc::new(One)).await;
    let rita = t.person("rita@example.org", &[OPERATOR]).await;
    let refused = t.app.change_password(&rita, PASSWORD.to_owned()).await.unwrap_err();
    assert!(format!("{refused:?}").contains("password-breached"), "{refused:?}");
    t.app.change_password(&rita, "fünf blaue Kühe singen".to_owned()).await.unwrap();
}
