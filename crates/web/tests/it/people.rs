//! People of an organisation, invitations into it, and keeping a folder.

use ringwall_testkit::{
    app::{Browser, TestApp},
    db::TestDb,
    on_every_engine,
};
use ringwall_web::Options;

use crate::sign_in::{PASSWORD, RITA, with_password};

on_every_engine!(a_folder_is_kept_and_shared);

/// A folder that Rita has kept; her browser, the folder, and its former link.
async fn kept(t: &TestApp) -> (Browser, String, String) {
    let (mut rita, folder, _) = t.begun("kurzcheck").await;
    let link = rita.get(&folder).await.ok().between("readonly value=\"http://ringwall.test", "\"");
    let keep = format!("{folder}/keep");
    let _ = rita.get(&folder).await.ok().contains(&format!("href=\"{keep}\""));
    let _ = rita.get(&keep).await.ok().contains("3 Jahre");
    let wrong = [("email", "rita"), ("person-name", "Rita Backstein"), ("name", "Bäckerei")];
    let _ = rita.post(&keep, &wrong).await.has_status(422).contains("Rita Backstein").contains("Bäckerei");
    let form = [("email", RITA), ("person-name", "Rita Backstein"), ("name", "Bäckerei Backstein")];
    let _ = rita.post(&keep, &form).await.ok().contains("Wir haben eine E-Mail").contains(RITA);
    t.run_jobs_until_idle().await;
    let mail = t.mailbox().last_to(RITA).link();
    let _ = rita.get(&folder).await.ok().contains("Ihr Weg zurück");
    let _ = rita.get(&mail).await.ok().contains("Bäckerei Backstein").contains("name=\"new-password\"");
    assert_eq!(rita.post(&mail, &[("new-password", PASSWORD)]).await.redirect(), format!("{folder}?kept"));
    let _ = rita.get(&mail).await.has_status(404).contains("gilt nicht mehr");
    (rita, folder, link)
}

async fn a_folder_is_kept_and_shared(db: TestDb) {
    let t = TestApp::over(db, Options { resumes_per_minute: 0, starts_per_minute: 0, ..Options::default() }).await;
    let (mut rita, folder, link) = kept(&t).await;
    let page =
        rita.get(&format!("{folder}?kept")).await.ok().contains("Bäckerei Backstein").contains("gehört jetzt zu");
    let _ = page.lacks("readonly value=").lacks(&format!("{folder}/keep\""));
    // The former link opens nothing any more, anywhere, and no new one can be made.
    let _ = t.browser().get(&link).await.has_status(404);
    let _ = rita.post(&format!("{folder}/link"), &[]).await.has_status(422).contains("gehört schon zu einem Konto");
    // Longer than a folder without an account.
    t.clock.pass_days(500);
    t.run_jobs_until_idle().await;
    let mut later = t.browser();
    later.get("/sign-in").await.ok();
    let form = [("email", RITA), ("password", PASSWORD), ("next", folder.as_str())];
    assert_eq!(later.post("/sign-in", &form).await.redirect(), folder);
    let _ = later.get(&folder).await.ok();
    t.clock.pass_days(1_090);
    t.run_jobs_until_idle().await;
    later.get("/sign-in").await.ok();
    later.post("/sign-in", &form).await.redirect();
    let _ = later.get(&folder).await.ok();
    // Otto is invited, takes it, and works.
    let people = format!("{folder}/people");
    let _ = later.get(&people).await.ok().contains("Rita Backstein").contains("das sind Sie");
    let invite = [("act", "invite"), ("email", "Otto@example.org"), ("role", "member"), ("language", "de")];
    assert_eq!(later.post(&people, &invite).await.redirect(), format!("{people}?invited"));
    let _ = later.get(&people).await.ok().contains("otto@example.org").contains("Einladung zurückziehen");
    t.run_jobs_until_idle().await;
    let letter = t.mailbox().last_to("otto@example.org");
    let letter = letter.contains("Rita Backstein").contains("Mitglied").contains("Bäckerei Backstein");
    let invitation = letter.link();
    let mut otto = t.browser();
    let _ = otto.get(&invitation).await.ok().contains("Bäckerei Backstein").contains("otto@example.org");
    let new = [("person-name", "Otto Ofen"), ("new-password", "sieben müde Brötchen warten")];
    assert_eq!(otto.post(&invitation, &new).await.redirect(), folder);
    let _ = otto.get(&folder).await.ok();
    let page = otto.get(&people).await.ok().contains("Otto Ofen");
    let _ = page.lacks("name=\"act\" value=\"invite\"");
    let _ =
        otto.post(&people, &[("act", "invite"), ("email", "x@example.org"), ("role", "owner")]).await.has_status(403);
    // The last owner stays; Otto becomes one, then Rita may go.
    later.get(&people).await.ok();
    let me = later.get(&people).await.ok().text();
    assert!(me.contains("Die letzte Person"), "{me}");
    let (_, row) = me.split_once("Otto Ofen").unwrap();
    let id = row.split_once("name=\"person\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let change = [("act", "change"), ("person", id.as_str()), ("role", "member"), ("to", "owner")];
    assert_eq!(later.post(&people, &change).await.redirect(), format!("{people}?changed"));
    let page = later.get(&people).await.ok().contains("Meine Rolle niederlegen");
    let (_, row) = page.text().split_once("das sind Sie").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let rita_id = row.split_once("name=\"person\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let leave = [("act", "remove"), ("person", rita_id.as_str()), ("role", "owner")];
    assert_eq!(later.post(&people, &leave).await.redirect(), "/account");
    let _ = later.get(&folder).await.has_status(404);
    otto.get(&people).await.ok();
    let alone = [("act", "remove"), ("person", id.as_str()), ("role", "owner")];
    let _ = otto.post(&people, &alone).await.has_status(422).contains("Die letzte Person in dieser Rolle");
}

#[tokio::test]
async fn a_folder_joins_an_account_that_exists() {
    let t = TestApp::with(Options { resumes_per_minute: 0, ..Options::default() }).await;
    with_password(&t).await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let keep = format!("{folder}/keep");
    browser.get(&keep).await.ok();
    let form = [("email", RITA), ("person-name", "Rita"), ("name", "Bäckerei")];
    let known = browser.post(&keep, &form).await.ok().words();
    let unknown = browser.post(&keep, &[("email", "new1@example.org"), ("person-name", "Rita")]).await.ok().words();
    assert_eq!(known.replace(RITA, ""), unknown.replace("new1@example.org", ""), "the page says the same");
    t.run_jobs_until_idle().await;
    let letter = t.mailbox().last_to(RITA).contains("schon ein Konto");
    let mail = letter.link();
    let _ = browser.get(&mail).await.ok().contains("Anmelden und behalten");
    let _ = browser.post(&mail, &[("new-password", PASSWORD)]).await.has_status(422).contains("schon ein Konto");
    // Signed in as somebody else: refused, and the link still works for the right one.
    let mut otto = t.signed_in("otto@example.org", &[operator()]).await;
    let _ = otto.get(&mail).await.ok().contains("Falsches Konto");
    let _ = otto.post(&mail, &[]).await.has_status(422).contains("otto@example.org");
    browser.get("/sign-in").await.ok();
    let form = [("email", RITA), ("password", PASSWORD), ("next", mail.as_str())];
    assert_eq!(browser.post("/sign-in", &form).await.redirect(), mail);
    let _ = browser.get(&mail).await.ok().contains("Mappe behalten");
    assert_eq!(browser.post(&mail, &[]).await.redirect(), format!("{folder}?kept"));
    let _ = browser.get(&folder).await.ok().contains("Bäckerei");
    // With the link of another folder open, whoever is signed in keeps it at once.
    let other = browser.get("/start").await.ok();
    drop(other);
    let second = browser.post("/start", &[("check", "kurzcheck"), ("kind", "company")]).await.redirect();
    let second = second.split('?').next().unwrap().to_owned();
    let _ = browser.get(&format!("{second}/keep")).await.ok().contains(RITA);
    assert_eq!(browser.post(&format!("{second}/keep"), &[]).await.redirect(), format!("{second}?kept"));
    let _ = browser.get(&second).await.ok().lacks("readonly value=");
}

fn operator() -> ringwall_core::actor::Membership {
    ringwall_core::actor::Membership {
        role: ringwall_core::actor::Role::Operator,
        scope: ringwall_core::actor::Scope::Installation,
    }
}

#[tokio::test]
async fn an_invitation_is_for_one_address_and_can_be_taken_back() {
    let t = TestApp::with(Options { resumes_per_minute: 0, ..Options::default() }).await;
    let (mut rita, folder, _) = kept(&t).await;
    let people = format!("{folder}/people");
    rita.get(&people).await.ok();
    let invite = [("act", "invite"), ("email", "otto@example.org"), ("role", "owner"), ("language", "en")];
    rita.post(&people, &invite).await.redirect();
    t.run_jobs_until_idle().await;
    let letter = t.mailbox().last_to("otto@example.org").contains("invites you").contains("owner");
    let first = letter.link();
    // The same form once more is the same invitation; a second one replaces the first.
    rita.post(&people, &invite).await.redirect();
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to("otto@example.org").len(), 1);
    let _ = t.browser().get(&first).await.ok();
    rita.get(&people).await.ok();
    rita.post(&people, &invite).await.redirect();
    t.run_jobs_until_idle().await;
    let second = t.mailbox().last_to("otto@example.org").link();
    let _ = t.browser().get(&first).await.has_status(404);
    // Rita herself opens it: it is not for her, and she is told so.
    let _ = rita.get(&second).await.ok().contains("otto@example.org").contains("Abmelden und weiter");
    let _ = rita.post(&second, &[]).await.has_status(422).contains("ging an otto@example.org");
    // Taken back.
    let page = rita.get(&people).await.ok();
    let id = page.between("name=\"invitation\" value=\"", "\"");
    let withdraw = [("act", "withdraw"), ("invitation", id.as_str())];
    assert_eq!(rita.post(&people, &withdraw).await.redirect(), format!("{people}?withdrawn"));
    let _ = t.browser().get(&second).await.has_status(404);
    let _ = rita.post(&people, &withdraw).await.has_status(404);
    // Wrong input is refused with a sentence, and nothing typed is lost.
    let wrong = [("act", "invite"), ("email", "otto"), ("role", "member")];
    let _ = rita.post(&people, &wrong).await.has_status(422).contains("id=\"error-email\"").contains("value=\"otto\"");
    let _ = rita.post(&people, &[("act", "invite"), ("email", "o@example.org")]).await.has_status(422);
    let already = [("act", "invite"), ("email", RITA), ("role", "owner")];
    let _ = rita.post(&people, &already).await.has_status(422).contains("hat diese Rolle hier schon");
    // Two weeks, no longer.
    rita.post(&people, &invite).await.redirect();
    t.run_jobs_until_idle().await;
    let third = t.mailbox().last_to("otto@example.org").link();
    t.clock.pass_days(14);
    let _ = t.browser().get(&third).await.has_status(404);
}

#[tokio::test]
async fn whoever_came_with_a_link_is_told_about_accounts() {
    let t = TestApp::new().await;
    let (mut browser, folder, _) = t.begun("kurzcheck").await;
    let _ = browser.get(&format!("{folder}/people")).await.ok().contains("braucht ein Konto");
    let invite = [("act", "invite"), ("email", "otto@example.org"), ("role", "owner")];
    assert!(browser.post(&format!("{folder}/people"), &invite).await.redirect().starts_with("/sign-in"));
}
