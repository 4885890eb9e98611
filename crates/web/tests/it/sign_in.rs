//! Signing in and out, as far as pages show it: same answers for all, throttling, sessions, second factor, recovery.

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::TenantId,
};
use ringwall_testkit::{
    app::{Browser, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;
use uuid::Uuid;

on_every_engine!(
    an_account_is_made_by_invitation_and_used,
    a_stranger_slows_nobody_but_themselves,
    a_second_factor_guards_the_password,
    recovery_ends_sessions_and_not_the_second_factor,
);

pub(crate) const RITA: &str = "rita@example.org";
pub(crate) const PASSWORD: &str = "vier blaue Kühe singen";

fn owner() -> Membership {
    Membership { role: Role::Owner, scope: Scope::Organisation(TenantId(Uuid::from_u128(1))) }
}

fn operator() -> Membership {
    Membership { role: Role::Operator, scope: Scope::Installation }
}

/// A browser in which Rita is signed in with a fresh proof.
async fn fresh(t: &TestApp) -> Browser {
    t.signed_in(RITA, &[operator()]).await
}

/// Rita with a password.
pub(crate) async fn with_password(t: &TestApp) -> Browser {
    let mut browser = fresh(t).await;
    browser.get("/account").await.ok();
    let there = browser.post("/account/password", &[("new-password", PASSWORD)]).await.redirect();
    assert_eq!(there, "/account?password#ways");
    t.run_jobs_until_idle().await;
    browser
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> ringwall_testkit::app::Page {
    browser.get("/sign-in?next=/account").await.ok();
    browser.post("/sign-in", &[("email", email), ("password", password), ("next", "/account")]).await
}

fn from(t: &TestApp, address: &str) -> Browser {
    t.browser().header("x-forwarded-for", address)
}

async fn behind_proxy(db: TestDb) -> TestApp {
    TestApp::over(db, Options { behind_proxy: true, resumes_per_minute: 0, ..Options::default() }).await
}

async fn an_account_is_made_by_invitation_and_used(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let token = t.app.first_operator_link().await.unwrap().unwrap();
    let path = format!("/invitation/{}", token.secret());
    let mut rita = t.browser();
    let page = rita.get(&path).await.ok().contains("Betrieb der Anlage").contains("name=\"new-password\"");
    assert!(page.header("cache-control").contains("no-store"));
    let weak = [("email", RITA), ("person-name", "Rita Backstein"), ("new-password", "ritabackstein")];
    let page = rita.post(&path, &weak).await.has_status(422).contains("leicht erraten").contains("Rita Backstein");
    let _ = page.lacks("ritabackstein");
    let good = [("email", RITA), ("person-name", "Rita Backstein"), ("new-password", PASSWORD)];
    assert_eq!(rita.post(&path, &good).await.redirect(), "/me");
    let _ = rita.get("/account").await.ok().contains("Rita Backstein").contains("Betrieb der Anlage");
    // The link works once, and there is no second first operator.
    let _ = t.browser().get(&path).await.has_status(404).contains("gilt nicht mehr");
    assert!(t.app.first_operator_link().await.unwrap().is_none());
    // Out, and in again with the password.
    rita.get("/account").await.ok();
    assert_eq!(rita.post("/sign-out", &[]).await.redirect(), "/");
    assert_eq!(rita.get("/account").await.redirect(), "/sign-in?next=%2Faccount");
    let _ = sign_in(&mut rita, RITA, "falsch").await.has_status(422).contains("stimmen nicht");
    assert_eq!(sign_in(&mut rita, "  RITA@Example.org ", PASSWORD).await.redirect(), "/account");
    let _ = rita.get("/account").await.ok().contains("mit Passwort");
}

#[tokio::test]
async fn wrong_passwords_and_unknown_addresses_look_the_same() {
    let t = TestApp::new().await;
    with_password(&t).await;
    // An account without any way to sign in; a closed one is tested below.
    t.app.appoint("leer@example.org", "", ringwall_core::language::Language::De, owner()).await.unwrap();
    let mut texts = std::collections::BTreeSet::new();
    for email in [RITA, "nobody@example.org", "leer@example.org", "not an address", ""] {
        let page = sign_in(&mut t.browser(), email, "falsch geraten heute").await.has_status(422);
        // What was typed and the form token differ; nothing else may.
        let text = page.words().replace(email, "");
        texts.insert(text);
    }
    assert_eq!(texts.len(), 1, "{texts:#?}");
    let mut answers = std::collections::BTreeSet::new();
    for email in [RITA, "nobody@example.org"] {
        let mut browser = t.browser();
        browser.get("/recover").await.ok();
        answers.insert(browser.post("/recover", &[("email", email)]).await.ok().words());
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to("nobody@example.org").len(), 0);
    assert!(t.mailbox().last_to(RITA).0.subject.contains("Neues Passwort"));
}

#[tokio::test]
async fn the_work_is_the_same_whether_an_address_has_an_account_or_not() {
    let t = TestApp::with(Options { resumes_per_minute: 0, ..Options::default() }).await;
    with_password(&t).await;
    let mut spent = Vec::new();
    for email in [RITA, "nobody@example.org"] {
        let mut fastest = std::time::Duration::MAX;
        for _ in 0..4 {
            let mut browser = t.browser();
            browser.get("/sign-in").await.ok();
            let begun = std::time::Instant::now();
            let _ = browser.post("/sign-in", &[("email", email), ("password", "falsch geraten heute")]).await;
            fastest = fastest.min(begun.elapsed());
        }
        spent.push(fastest.as_secs_f64());
    }
    // Without the hash for nothing, the second would take a hundredth of the first. Machines are busy, so the bound is
    // wide.
    assert!(spent[1] > spent[0] * 0.4 && spent[0] > spent[1] * 0.4, "{spent:?}");
}

async fn a_stranger_slows_nobody_but_themselves(db: TestDb) {
    let t = behind_proxy(db).await;
    with_password(&t).await;
    // Rita has signed in at home before.
    let mut home = from(&t, "192.0.2.7");
    assert_eq!(sign_in(&mut home, RITA, PASSWORD).await.redirect(), "/account");
    home.post("/sign-out", &[]).await.redirect();
    let mut stranger = from(&t, "198.51.100.1");
    for _ in 0..5 {
        let _ = sign_in(&mut stranger, RITA, "falsch geraten heute").await.has_status(422);
    }
    let page = sign_in(&mut stranger, RITA, PASSWORD).await.has_status(429).contains("viele Versuche");
    assert_eq!(page.header("retry-after"), "60", "even the right password has to wait now");
    // Another address tries on, and so many of them that the account is under attack.
    for number in 0..24 {
        let mut other = from(&t, &format!("203.0.113.{number}"));
        for _ in 0..4 {
            let _ = sign_in(&mut other, RITA, "falsch geraten heute").await;
        }
    }
    let _ = sign_in(&mut home, RITA, PASSWORD).await.redirect();
    // On a device that was never seen, a right password is confirmed by mail, and a wrong one looks the same.
    t.mailbox().clear();
    let mut phone = from(&t, "192.0.2.99");
    let wrong = sign_in(&mut phone, RITA, "falsch geraten heute").await.has_status(422).words();
    t.run_jobs_until_idle().await;
    assert!(t.mailbox().to(RITA).is_empty());
    for _ in 0..3 {
        let _ = sign_in(&mut from(&t, "203.0.113.200"), RITA, "falsch geraten heute").await;
    }
    let right = sign_in(&mut phone, RITA, PASSWORD).await.has_status(422).words();
    assert_eq!(right, wrong);
    t.run_jobs_until_idle().await;
    let link = t.mailbox().last_to(RITA).link();
    let _ = phone.get(&link).await.ok().contains("abschließen");
    assert_eq!(phone.post(&link, &[]).await.redirect(), "/me");
    let _ = phone.get("/account").await.ok();
    let _ = from(&t, "192.0.2.99").get(&link).await.has_status(404);
    // Time heals.
    t.clock.pass(SignedDuration::from_secs(61));
    assert_eq!(sign_in(&mut stranger, RITA, "falsch geraten heute").await.status.as_u16(), 422);
}

#[tokio::test]
async fn a_session_is_new_at_every_sign_in_and_can_be_revoked() {
    let t = TestApp::new().await;
    let mut rita = with_password(&t).await;
    let first = rita.cookie("/", "session").unwrap().to_owned();
    let _ = rita.get("/sign-in?again&next=/account").await.ok().contains("dass Sie es sind");
    let form = [("email", RITA), ("password", PASSWORD), ("next", "/account")];
    assert_eq!(rita.post("/sign-in", &form).await.redirect(), "/account");
    let second = rita.cookie("/", "session").unwrap().to_owned();
    assert_ne!(first, second, "a token known before the sign-in is worth nothing afterwards");
    let mut old = t.browser().header("cookie", &format!("session={first}"));
    assert!(old.get("/account").await.redirect().starts_with("/sign-in"));
    // A token that somebody plants is not taken over.
    let mut planted = t.browser().header("cookie", "session=0123456789abcdefghjkmnpqrstvwxyz");
    assert!(planted.get("/account").await.redirect().starts_with("/sign-in"));
    // Another device, ended from here.
    let mut phone = t.browser().header("user-agent", "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1");
    assert_eq!(sign_in(&mut phone, RITA, PASSWORD).await.redirect(), "/account");
    let page = rita.get("/account").await.ok().contains("Safari, iPhone").contains("dieses Gerät");
    let sessions = page.text();
    let (_, from_phone) = sessions.split_once("Safari, iPhone").unwrap();
    let id = from_phone.split_once("name=\"id\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    assert_eq!(rita.post("/account/sessions/end", &[("id", &id)]).await.redirect(), "/account?ended#sessions");
    assert!(phone.get("/account").await.redirect().starts_with("/sign-in"));
    assert_eq!(rita.post("/account/sessions/end", &[("id", &id)]).await.status.as_u16(), 404);
    // All others at once.
    assert_eq!(sign_in(&mut phone, RITA, PASSWORD).await.redirect(), "/account");
    rita.get("/account").await.ok();
    assert_eq!(rita.post("/account/sessions/end-others", &[]).await.redirect(), "/account?ended#sessions");
    assert!(phone.get("/account").await.redirect().starts_with("/sign-in"));
    let _ = rita.get("/account").await.ok();
    // Idle for longer than a week.
    t.clock.pass_days(8);
    assert!(rita.get("/account").await.redirect().starts_with("/sign-in"));
}

#[tokio::test]
async fn the_session_cookie_is_guarded() {
    let t = TestApp::with(Options { secure_cookies: true, ..Options::default() }).await;
    let token = t.app.first_operator_link().await.unwrap().unwrap();
    let path = format!("/invitation/{}", token.secret());
    let mut rita = t.browser();
    rita.get(&path).await.ok();
    let good = [("email", RITA), ("person-name", "Rita"), ("new-password", PASSWORD)];
    let page = rita.post(&path, &good).await;
    let cookies: Vec<_> = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).unwrap();
    for attribute in ["Path=/;", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(session.contains(attribute), "{session}");
    }
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-device=")), "{cookies:?}");
}

#[tokio::test]
async fn a_form_from_elsewhere_signs_nobody_in_or_out() {
    let t = TestApp::new().await;
    let mut rita = with_password(&t).await;
    for path in ["/sign-in", "/sign-out", "/account/password", "/account/sessions/end-others", "/recover"] {
        let page = rita.post_raw(path, &[("csrf", "0000"), ("email", RITA), ("password", PASSWORD)]).await;
        let _ = page.has_status(403).lacks(PASSWORD);
    }
    let _ = rita.get("/account").await.ok();
}

#[tokio::test]
async fn nobody_is_led_elsewhere_after_signing_in() {
    let t = TestApp::new().await;
    with_password(&t).await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
        let mut browser = t.browser();
        browser.get("/sign-in").await.ok();
        let form = [("email", RITA), ("password", PASSWORD), ("next", next)];
        assert_eq!(browser.post("/sign-in", &form).await.redirect(), "/me", "{next}");
        assert_eq!(browser.get(&format!("/sign-in?next={}", next.replace('/', "%2F"))).await.redirect(), "/me");
    }
}

#[tokio::test]
async fn changing_how_one_signs_in_needs_a_fresh_proof_and_is_told() {
    let t = TestApp::new().await;
    let mut rita = with_password(&t).await;
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to(RITA).contains("Passwort Ihres Kontos wurde geändert");
    t.clock.pass(SignedDuration::from_mins(16));
    let page = rita.get("/account").await.ok().contains("Jetzt bestätigen");
    let _ = page.lacks("name=\"new-password\"");
    for (path, field) in [("/account/password", "new-password"), ("/account/address", "email")] {
        let there = rita.post(path, &[(field, "neu@example.org ist lang")]).await;
        if path == "/account/password" {
            assert_eq!(there.redirect(), "/sign-in?again&next=/account");
        } else {
            let _ = there.has_status(422);
        }
    }
    assert_eq!(
        rita.post("/account/address", &[("email", "neu@example.org")]).await.redirect(),
        "/sign-in?again&next=/account"
    );
    assert_eq!(rita.post("/account/second-factor", &[]).await.redirect(), "/sign-in?again&next=/account");
    assert_eq!(rita.post("/account/password/remove", &[]).await.redirect(), "/sign-in?again&next=/account");
    // The last way in stays.
    rita.get("/sign-in?again").await.ok();
    rita.post("/sign-in", &[("email", RITA), ("password", PASSWORD), ("next", "/account")]).await.redirect();
    rita.get("/account").await.ok();
    let _ = rita.post("/account/password/remove", &[]).await.has_status(422).contains("letzter Weg hinein");
    let _ = rita.get("/account").await.ok().contains("Ein Passwort ist gesetzt");
}

#[tokio::test]
async fn a_new_address_counts_once_it_is_proved() {
    let t = TestApp::new().await;
    let mut rita = with_password(&t).await;
    t.signed_in("otto@example.org", &[owner()]).await;
    t.run_jobs_until_idle().await;
    t.mailbox().clear();
    rita.get("/account").await.ok();
    // An address that somebody else has: the same answer, and that person is told.
    let taken = rita.post("/account/address", &[("email", "otto@example.org")]).await.redirect();
    let free = rita.post("/account/address", &[("email", "Neu@Example.org")]).await.redirect();
    assert_eq!(taken, free);
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to("otto@example.org").contains("für ein anderes Konto");
    let link = t.mailbox().last_to("neu@example.org").link();
    let _ = rita.get("/account").await.ok().lacks("neu@example.org");
    let _ = rita.get(&link).await.ok().contains("neu@example.org");
    let _ = rita.get("/account").await.ok().lacks("neu@example.org");
    rita.get(&link).await.ok();
    assert_eq!(rita.post(&link, &[]).await.redirect(), "/account?verified");
    let _ = rita.get("/account").await.ok().contains("neu@example.org");
    let _ = rita.get(&link).await.has_status(404).contains("gilt nicht mehr");
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to(RITA).contains("andere E-Mail-Adresse");
    let _ = sign_in(&mut t.browser(), RITA, PASSWORD).await.has_status(422);
    assert_eq!(sign_in(&mut t.browser(), "neu@example.org", PASSWORD).await.redirect(), "/account");
}

/// The code of a key at the test's time, computed here once more, from the RFC.
fn code(t: &TestApp, key: &str) -> String {
    let key: String = key.split_whitespace().collect();
    let totp = totp_rs::Builder::new()
        .with_secret(totp_rs::Secret::try_from_base32(&key).unwrap())
        .with_account_name("x")
        .build()
        .unwrap();
    totp.generate(u64::try_from(t.app.now().as_second()).unwrap()).to_string()
}

/// Switches the second factor on; the key and the codes on paper.
async fn guard(t: &TestApp, rita: &mut Browser) -> (String, Vec<String>) {
    rita.get("/account").await.ok();
    let page = rita.post("/account/second-factor", &[]).await.ok().contains("<svg class=\"qr\"");
    let key = page.between("<code class=\"verbatim\">", "</code>");
    let _ = rita.post("/account/second-factor/confirm", &[("code", "000000")]).await.has_status(422).contains(&key);
    let page = rita.post("/account/second-factor/confirm", &[("code", &code(t, &key))]).await.ok();
    let text = page.text();
    let codes: Vec<String> =
        text.split("<li><code>").skip(1).map(|rest| rest.split_once("</code>").unwrap().0.to_owned()).collect();
    assert_eq!(codes.len(), 10);
    (key, codes)
}

#[tokio::test]
async fn an_operator_helps_whoever_lost_the_second_factor() {
    let t = TestApp::with(Options { resumes_per_minute: 0, ..Options::default() }).await;
    let mut rita = with_password(&t).await;
    let mut ola = t.signed_in("ola@example.org", &[operator()]).await;
    let list = "/operator/accounts?q=rita";
    let page = ola.get(list).await.ok().lacks("take-second-factor");
    let person = page.between("name=\"person\" value=\"", "\"");
    let take = [("act", "take-second-factor"), ("person", person.as_str()), ("q", "rita")];
    let _ = ola.post("/operator/accounts", &take).await.has_status(404);
    guard(&t, &mut rita).await;
    let _ = ola.get(list).await.ok().contains("Rufen Sie die Person unter einer Nummer an");
    assert!(sign_in(&mut t.browser(), RITA, PASSWORD).await.redirect().starts_with("/sign-in/code"));
    // Not by somebody who merely sits at an open browser.
    t.clock.pass(SignedDuration::from_mins(30));
    ola.get(list).await.ok();
    let again = ola.post("/operator/accounts", &take).await.redirect();
    assert_eq!(again, "/sign-in?again&next=%2Foperator%2Faccounts%3Fq%3Drita");
    let mut ola = t.signed_in("ola@example.org", &[operator()]).await;
    ola.get(list).await.ok();
    t.run_jobs_until_idle().await;
    t.mailbox().clear();
    let there = ola.post("/operator/accounts", &take).await.redirect();
    let _ = ola.get(&there).await.ok().contains("Der zweite Nachweis ist ausgeschaltet").lacks("take-second-factor");
    // Signed out, told, and in again with the password alone; codes on paper mean nothing any more.
    assert!(rita.get("/account").await.redirect().starts_with("/sign-in"));
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to(RITA).contains("der Betrieb der Anlage hat den zweiten Nachweis Ihres Kontos");
    let mut rita = t.browser();
    assert_eq!(sign_in(&mut rita, RITA, PASSWORD).await.redirect(), "/account");
    // The same from the command line, for any number of people, once each.
    guard(&t, &mut rita).await;
    t.app.end_second_factor_by_address(" Rita@Example.org ").await.unwrap();
    assert!(t.app.end_second_factor_by_address(RITA).await.is_err());
    assert!(t.app.end_second_factor_by_address("nobody@example.org").await.is_err());
    let _ = rita.get("/account").await.redirect();
    // Nobody else may, and nobody for themselves on this page.
    let mut otto = t.signed_in("otto@example.org", &[owner()]).await;
    otto.get("/account").await.ok();
    let _ = otto.post("/operator/accounts", &take).await.has_status(404);
    t.audit().await.unwrap();
}

async fn a_second_factor_guards_the_password(db: TestDb) {
    let t = TestApp::over(db, Options { resumes_per_minute: 0, ..Options::default() }).await;
    let mut rita = with_password(&t).await;
    let (key, codes) = guard(&t, &mut rita).await;
    let mut other = t.browser();
    assert_eq!(sign_in(&mut other, RITA, PASSWORD).await.redirect(), "/sign-in/code?next=%2Faccount");
    assert!(other.get("/account").await.redirect().starts_with("/sign-in"), "half a sign-in opens nothing");
    let _ = other.get("/sign-in/code?next=/account").await.ok().contains("Zweiter Nachweis");
    // The code that switched it on is used up.
    let replayed = other.post("/sign-in/code", &[("code", &code(&t, &key)), ("next", "/account")]).await;
    let _ = replayed.has_status(422).contains("schon benutzt");
    t.clock.pass(SignedDuration::from_secs(30));
    let right = code(&t, &key);
    assert_eq!(other.post("/sign-in/code", &[("code", &right), ("next", "/account")]).await.redirect(), "/account");
    let _ = other.get("/account").await.ok().contains("mit Passwort und Code");
    // One on paper, once, with a mail about it.
    let mut third = t.browser();
    sign_in(&mut third, RITA, PASSWORD).await.redirect();
    third.get("/sign-in/code").await.ok();
    let paper = codes[3].to_uppercase();
    assert_eq!(third.post("/sign-in/code", &[("code", &paper), ("next", "/account")]).await.redirect(), "/account");
    let _ = third.get("/account").await.ok().contains("9 notierte Codes");
    t.run_jobs_until_idle().await;
    assert!(t.mailbox().to(RITA).iter().any(|letter| letter.0.text.contains("Codes für den Notfall angemeldet")));
    let mut fourth = t.browser();
    sign_in(&mut fourth, RITA, PASSWORD).await.redirect();
    fourth.get("/sign-in/code").await.ok();
    for tries in 1..=5 {
        let page = fourth.post("/sign-in/code", &[("code", &paper), ("next", "/account")]).await;
        if tries < 5 {
            let _ = page.has_status(422);
        } else {
            assert!(page.redirect().starts_with("/sign-in?next="), "after five tries the password is asked for again");
        }
    }
    // Somebody else's half a sign-in is no use without the browser it began in.
    let mut stranger = t.browser();
    stranger.get("/about").await.ok();
    let page = stranger.post("/sign-in/code", &[("code", &codes[5]), ("next", "/account")]).await;
    assert!(page.redirect().starts_with("/sign-in?next="));
}

async fn recovery_ends_sessions_and_not_the_second_factor(db: TestDb) {
    let t = TestApp::over(db, Options { resumes_per_minute: 0, ..Options::default() }).await;
    let mut rita = with_password(&t).await;
    let (key, _) = guard(&t, &mut rita).await;
    let mut lost = t.browser();
    lost.get("/recover").await.ok();
    let _ = lost.post("/recover", &[("email", RITA)]).await.ok().contains("eine E-Mail unterwegs");
    // Jobs of the same moment come in any order; the second link must be the later one here.
    t.run_jobs_until_idle().await;
    let _ = lost.post("/recover", &[("email", RITA)]).await.ok();
    t.run_jobs_until_idle().await;
    let links: Vec<String> = t
        .mailbox()
        .to(RITA)
        .iter()
        .filter(|l| l.0.subject.contains("Neues"))
        .map(ringwall_testkit::mailbox::Received::link)
        .collect();
    assert_eq!(links.len(), 2);
    let _ = lost.get(&links[0]).await.has_status(404).contains("gilt nicht mehr");
    let _ = lost.get(&links[1]).await.ok().contains(RITA);
    let new = "gelbe Ampeln riechen selten";
    let _ = lost.post(&links[1], &[("new-password", "kurz")]).await.has_status(422).contains("zu kurz");
    let there = lost.post(&links[1], &[("new-password", new)]).await.redirect();
    assert_eq!(there, "/sign-in/code?next=%2Fme", "the second factor is still asked for");
    assert!(lost.get("/account").await.redirect().starts_with("/sign-in"));
    assert!(rita.get("/account").await.redirect().starts_with("/sign-in"), "all sessions have ended");
    let _ = lost.get(&links[1]).await.has_status(404);
    lost.get("/sign-in/code").await.ok();
    t.clock.pass(SignedDuration::from_secs(30));
    assert_eq!(lost.post("/sign-in/code", &[("code", &code(&t, &key)), ("next", "/me")]).await.redirect(), "/me");
    let _ = sign_in(&mut t.browser(), RITA, PASSWORD).await.has_status(422);
    // Half an hour, no longer.
    t.clock.pass(SignedDuration::from_hours(2));
    lost.get("/recover").await.ok();
    lost.post("/recover", &[("email", RITA)]).await.ok();
    t.run_jobs_until_idle().await;
    let link = t.mailbox().last_to(RITA).link();
    t.clock.pass(SignedDuration::from_mins(31));
    let _ = lost.get(&link).await.has_status(404);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_stays_out() {
    let t = TestApp::with(Options { resumes_per_minute: 0, ..Options::default() }).await;
    let mut rita = with_password(&t).await;
    let mut boss = t.signed_in("boss@example.org", &[operator()]).await;
    let page = boss.get("/operator/accounts?q=RITA").await.ok().contains(RITA);
    let _ = page.lacks("boss@example.org</span>");
    let text = boss.get("/operator/accounts").await.ok().text();
    let (_, row) = text.split_once(RITA).unwrap();
    let id = row.split_once("name=\"person\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let form = [("act", "close"), ("person", id.as_str())];
    boss.post("/operator/accounts", &form).await.redirect();
    assert!(rita.get("/account").await.redirect().starts_with("/sign-in"));
    let _ = sign_in(&mut t.browser(), RITA, PASSWORD).await.has_status(422).contains("stimmen nicht");
    boss.post("/operator/accounts", &[("act", "open"), ("person", id.as_str())]).await.redirect();
    assert_eq!(sign_in(&mut t.browser(), RITA, PASSWORD).await.redirect(), "/account");
    // Nobody else sees the list.
    let mut owner = t.signed_in("owner@example.org", &[owner()]).await;
    let _ = owner.get("/operator/accounts").await.has_status(404);
    let _ = owner.post("/operator/accounts", &form).await.has_status(404);
}
