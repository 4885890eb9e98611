//! What people get while they are away: the letter of the week, the calendar, the follow-up.

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

use crate::measures::measure;

on_every_engine!(
    a_week_brings_one_letter_and_one_more_if_overdue,
    a_calendar_tells_when_and_not_what,
    months_later_one_letter_and_one_click,
);

/// The organisation with an owner, a member, and the addresses of all its measures.
async fn given(t: &TestApp) -> (Browser, Browser, Vec<String>, String) {
    let (_, mut member, here) = measure(t).await;
    let tenant: TenantId = here.split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let owner = t.signed_in("chef@example.org", &[role]).await;
    let rita = member.get(&here).await.ok().text();
    let rita = rita.split("<option value=\"").skip(1).find(|option| option.contains(">rita@example.org<")).unwrap();
    let rita = rita.split('"').next().unwrap().to_owned();
    let plan = here.rsplit_once('/').unwrap().0.to_owned();
    let page = member.get(&plan).await.ok().text();
    let ids = page.split("<li class=\"card plan-item").skip(1);
    let ids = ids.map(|item| item.split("id=\"m-").nth(1).unwrap().split('"').next().unwrap().to_owned());
    let measures = ids.map(|id| format!("{plan}/{id}")).collect();
    (owner, member, measures, rita)
}

async fn assign(browser: &mut Browser, here: &str, account: &str, due: &str, status: &str) {
    let seen = browser.get(here).await.ok().between("name=\"seen\" value=\"", "\"");
    let id = here.rsplit('/').next().unwrap().to_owned();
    let fields =
        [("requirement", id.as_str()), ("seen", &seen), ("status", status), ("account", account), ("due", due)];
    browser.post(here, &fields).await.redirect();
}

async fn a_week_brings_one_letter_and_one_more_if_overdue(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, measures, rita) = given(&t).await;
    assign(&mut member, &measures[0], &rita, "2026-12-08", "todo").await;
    assign(&mut member, &measures[1], &rita, "2026-12-01", "todo").await;
    assign(&mut member, &measures[2], "", "2026-12-02", "todo").await;
    let mail = t.mailbox();
    t.run_jobs_until_idle().await;
    mail.clear();
    // 23 November 2026 is a Monday, 10:00; the next letter of the week comes on the 30th at seven.
    t.clock.pass_days(6);
    t.run_jobs_until_idle().await;
    assert_eq!(mail.to("rita@example.org").len(), 0, "nothing on Sunday");
    t.clock.pass(SignedDuration::from_hours(21));
    t.run_jobs_twice().await;
    let letter = mail.last_to("rita@example.org").contains("2 Maßnahmen sind in den nächsten 14 Tagen fällig");
    assert_eq!(letter.0.subject, "Diese Woche: 2 Maßnahmen stehen an");
    assert_eq!(letter.link(), "/me");
    assert!(letter.0.unsubscribe.is_some());
    let title = member.get(&measures[0]).await.ok().between("<h1>", "</h1>");
    assert!(!letter.0.text.contains(&title) && !letter.0.html.contains(&title), "no measure is named");
    let owners = mail.last_to("chef@example.org").contains("eine Maßnahme ist in den nächsten 14 Tagen fällig");
    assert_eq!(owners.0.subject, "Diese Woche: eine Maßnahme steht an");
    // Tuesday: due today is not overdue. Wednesday: one more. Then silence, although the second passes as well.
    t.clock.pass_days(1);
    t.run_jobs_until_idle().await;
    assert_eq!(mail.to("rita@example.org").len(), 1);
    t.clock.pass_days(1);
    t.run_jobs_until_idle().await;
    assert_eq!(mail.last_to("rita@example.org").0.subject, "Eine Maßnahme ist überfällig");
    assign(&mut member, &measures[3], &rita, "2026-12-02", "todo").await;
    for _ in 0..4 {
        t.clock.pass_days(1);
        t.run_jobs_until_idle().await;
    }
    assert_eq!(mail.to("rita@example.org").len(), 2, "one, and one more");
    // Next Monday all of it, unless it is done.
    for measure in [&measures[0], &measures[1], &measures[3]] {
        assign(&mut member, measure, &rita, "2026-12-01", "done").await;
    }
    t.clock.pass_days(1);
    t.run_jobs_until_idle().await;
    assert_eq!(mail.to("rita@example.org").len(), 2, "nothing to say, nothing said");
}

async fn a_calendar_tells_when_and_not_what(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, measures, rita) = given(&t).await;
    assign(&mut member, &measures[0], &rita, "2026-12-08", "todo").await;
    assign(&mut member, &measures[1], &rita, "", "todo").await;
    let title = member.get(&measures[0]).await.ok().between("<h1>", "</h1>");
    let _ = member.get("/me/calendar").await.ok().contains("Sie haben noch keine Kalender-Adresse");
    let page = member.post("/me/calendar", &[("act", "new")]).await.ok().contains("Sie wird nur jetzt angezeigt");
    let address = page.between("readonly value=\"http://ringwall.test", "\"");
    let mut stranger = t.browser();
    let feed = stranger.get(&address).await.ok();
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    let text = feed.text().replace("\r\n ", "");
    let id = measures[0].rsplit('/').next().unwrap();
    for line in [
        "DTSTART;VALUE=DATE:20261208".to_owned(),
        "DTEND;VALUE=DATE:20261209".to_owned(),
        "SUMMARY:Maßnahme fällig: Organisation ohne Namen".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "SEQUENCE:1".to_owned(),
        "CLASS:PRIVATE".to_owned(),
        format!("URL:http://ringwall.test{}", measures[0]),
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is missing: {text}");
    }
    assert!(text.contains(&format!("-{id}@ringwall.test")) && !text.contains(&title), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "what has no date is in no calendar");
    assert!(feed.text().split("\r\n").all(|line| line.len() <= 75));
    // Asked again it says that nothing changed; a new date changes it.
    let etag = feed.header("etag").to_owned();
    let mut again = t.browser().header("if-none-match", &etag);
    assert_eq!(again.get(&address).await.status.as_u16(), 304);
    assign(&mut member, &measures[0], &rita, "2026-12-10", "todo").await;
    let feed = again.get(&address).await.ok().contains("SEQUENCE:2").contains("20261210");
    assert_ne!(feed.header("etag"), etag);
    // A new address ends the old one, and switching it off ends both.
    member.get("/me/calendar").await.ok().contains("Kalender-Adresse. Wir kennen sie");
    let page = member.post("/me/calendar", &[("act", "new")]).await.ok();
    let newer = page.between("readonly value=\"http://ringwall.test", "\"");
    let _ = stranger.get(&address).await.has_status(404);
    let _ = stranger.get(&newer).await.ok();
    member.post("/me/calendar", &[("act", "stop")]).await.redirect();
    let _ = stranger.get(&newer).await.has_status(404);
    let _ = stranger.get("/calendar/none.ics").await.has_status(404);
}

async fn months_later_one_letter_and_one_click(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let (_, mut member, measures, _) = given(&t).await;
    let title = member.get(&measures[0]).await.ok().between("<h1>", "</h1>");
    let tenant: TenantId = measures[0].split('/').nth(2).unwrap().parse().unwrap();
    let role = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mail = t.mailbox();
    t.run_jobs_until_idle().await;
    mail.clear();
    // Finished on 23 November 2026; three months later is 23 February 2027.
    t.clock.pass_days(91);
    t.run_jobs_until_idle().await;
    assert_eq!(mail.to("chef@example.org").len(), 0);
    t.clock.pass_days(1);
    t.run_jobs_twice().await;
    assert_eq!(mail.all().len(), 1, "one letter, to one owner");
    let letter = mail.last_to("chef@example.org").contains("Es sind 10 Fragen");
    assert_eq!(letter.0.subject, "3 Monate nach Ihrem Sicherheits-Check: kurze Nachfrage");
    assert!(!letter.0.text.contains(&title));
    let here = letter.link();
    let mut anybody = t.browser();
    let page = anybody.get(&here).await.ok().contains("Was ist aus Ihrem Plan geworden?").contains(&title);
    let page = page.contains("Vor 3 Monaten haben Sie den Sicherheits-Check");
    let text = page.text();
    let questions: Vec<&str> = text.split("name=\"q-").skip(1).map(|part| part.split('"').next().unwrap()).collect();
    let mut ids = questions.clone();
    ids.dedup();
    assert_eq!((questions.len(), ids.len()), (40, 10));
    let _ = anybody.post(&here, &[]).await.has_status(422).contains("mindestens eine Frage");
    let foreign = [("q-00000000-0000-4000-8000-000000000000", "yes")];
    let _ = anybody.post(&here, &foreign).await.has_status(422);
    let fields: Vec<(String, &str)> =
        ids.iter().zip(["yes", "partly", "no", "unknown"]).map(|(id, answer)| (format!("q-{id}"), answer)).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, answer)| (name.as_str(), *answer)).collect();
    let _ = anybody.post(&here, &fields).await.ok().contains("Danke, das war es schon");
    // Only the first time counts.
    let second = [(fields[2].0, "yes")];
    let _ = anybody.post(&here, &second).await.ok().contains("schon beantwortet");
    let _ = anybody.get(&here).await.ok().contains("schon beantwortet").lacks("type=\"radio\"");
    let plan = measures[0].rsplit_once('/').unwrap().0;
    let mut owner = t.signed_in("chef@example.org", &[role]).await;
    let expect = ["Erledigt", "In Arbeit", "Zu tun", "Zu tun"];
    for (id, status) in ids.iter().zip(expect) {
        let page = owner.get(&format!("{plan}/{id}")).await.ok();
        let marks = page.between("class=\"cluster measure-marks\">", "</p>");
        assert!(marks.contains(status), "{status}: {marks}");
        if status != "Zu tun" {
            let _ = page.contains("Das kommt aus den Antworten auf die Nachfrage.").contains("chef@example.org");
        }
    }
    // Half a year: only what is still open is asked. Begun again: nothing more is asked.
    mail.clear();
    t.clock.pass_days(89);
    t.run_jobs_until_idle().await;
    let letter = mail.last_to("chef@example.org").contains("9 Fragen");
    assert_eq!(letter.0.subject, "6 Monate nach Ihrem Sicherheits-Check: kurze Nachfrage");
    let mut owner = t.signed_in("chef@example.org", &[role]).await;
    owner.get(&format!("{}/result", plan.rsplit_once('/').unwrap().0)).await.ok();
    owner.post(&format!("{}/repeat", plan.rsplit_once('/').unwrap().0), &[]).await.redirect();
    mail.clear();
    t.clock.pass_days(184);
    t.run_jobs_until_idle().await;
    assert!(mail.all().iter().all(|letter| !letter.0.subject.contains("Nachfrage")));
    // The link does not work for ever.
    let _ = anybody.get(&here).await.has_status(404).contains("Dieser Link gilt nicht mehr");
}
