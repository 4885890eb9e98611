//! Region, areas, partners, and the way from a check to a talk.

use jiff::SignedDuration;
use ringwall_core::actor::{Membership, Role, Scope};
use ringwall_testkit::{
    app::{Browser, Page, TestApp},
    db::TestDb,
    on_every_engine,
    region::{PNG, TestRegion},
};
use ringwall_web::Options;

on_every_engine!(the_first_to_accept_has_it_and_they_meet);

async fn manager(t: &TestApp, region: &TestRegion) -> Browser {
    let membership = Membership { role: Role::Manager, scope: Scope::Region(region.region) };
    t.signed_in(&region.manager.account.email, &[membership]).await
}

async fn coordinator(t: &TestApp, region: &TestRegion) -> Browser {
    let membership = Membership { role: Role::Coordinator, scope: Scope::Area(region.area) };
    t.signed_in("koordination@example.org", &[membership]).await
}

async fn adviser(t: &TestApp, region: &TestRegion, number: usize) -> Browser {
    let membership = Membership { role: Role::Adviser, scope: Scope::Partner(region.partners[number - 1]) };
    t.signed_in(&region.adviser(number), &[membership]).await
}

/// A firm that began on the area's page and asked for help; the folder and the request.
async fn asked(t: &TestApp, region: &TestRegion) -> (Browser, String, String) {
    let mut firm = t.browser();
    firm.get(&format!("/start?area={}", region.slug)).await.ok().contains(&region.slug);
    let begin = [("check", "kurzcheck"), ("kind", "company"), ("employees", "12"), ("area", &region.slug)];
    let folder = firm.post("/start", &begin).await.redirect();
    let folder = folder.split('?').next().unwrap().to_owned();
    let form = firm.get(&format!("{folder}/help/new")).await.ok();
    // The area is chosen already.
    let form = form.contains(&format!("value=\"{}\" selected", region.area)).words();
    assert!(form.contains("Was wünschen Sie sich?"), "{form}");
    let area = region.area.to_string();
    let ask = [
        ("wish", "first-talk"),
        ("topic", "backup"),
        ("area", &area),
        ("times", "monday"),
        ("times", "morning"),
        ("language", "de"),
        ("asker_name", "Meryem"),
        ("email", "meryem@example.org"),
        ("message", "Bitte bald."),
    ];
    let there = firm.post(&format!("{folder}/help/new"), &ask).await.redirect();
    firm.get(&there).await.ok().contains("Wir haben gefragt");
    (firm, folder, there.split('?').next().unwrap().to_owned())
}

/// The number of partners that a page says were asked and have not answered.
fn waiting(page: &Page) -> usize {
    page.text().matches("noch keine Antwort").count()
}

#[tokio::test]
async fn a_region_and_a_satellite_are_opened() {
    let t = TestApp::new().await;
    let operator = Membership { role: Role::Operator, scope: Scope::Installation };
    let mut operator = t.signed_in("betrieb@example.org", &[operator]).await;
    operator.get("/operator/regions").await.ok().contains("Es gibt noch keine Region");
    let wrong = [("name_de", "Bergisches Land"), ("manager", "keine Adresse")];
    let page = operator.post("/operator/regions", &wrong).await.has_status(422);
    let _ = page.contains("id=\"error-manager\"").contains("value=\"Bergisches Land\"");
    let new = [("name_de", "Bergisches Land"), ("manager", "leitung@example.org")];
    assert_eq!(operator.post("/operator/regions", &new).await.redirect(), "/operator/regions?opened");
    operator.get("/operator/regions").await.ok().contains("bergisches-land");
    let again = operator.post("/operator/regions", &new).await.has_status(422);
    let _ = again.contains("Diesen Namen in der Adresse gibt es schon").contains("id=\"error-slug\"");
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to("leitung@example.org").contains("/invitation/");

    // A satellite with one form: a name we know and an address.
    let region = t.region("west").await;
    let mut manager = manager(&t, &region).await;
    let base = format!("/regions/{}", region.region);
    let form = manager.get(&format!("{base}/new-area")).await.ok();
    let _ = form.contains("<datalist id=\"places\">").contains("value=\"Lemgo\"").contains("Statistisches Bundesamt");
    let open = [("name", "lemgo"), ("kind", "satellite"), ("coordinator", "rat@example.org")];
    let there = manager.post(&format!("{base}/new-area"), &open).await.redirect();
    let page = manager.get(&there).await.ok().contains("Das Gebiet ist eröffnet").contains("/g/lemgo");
    let lemgo = page.between("<a href=\"/areas/", "\"");
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to("rat@example.org").contains("lemgo");
    let _ = page.contains("unter 10");
    assert!(!lemgo.is_empty());
    let public = t.browser().get("/g/lemgo").await.ok();
    let _ = public.contains("40.6").lacks("Ihre Ansprechperson").lacks("colours.css").lacks("Veranstaltung");
}

#[tokio::test]
async fn an_area_shows_itself_in_its_own_colours() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let page = t.browser().get(&format!("/g/{}", region.slug)).await.ok();
    let page =
        page.contains("Wir sind für Sie da.").contains("Frau Öztürk").contains("name=\"robots\" content=\"index\"");
    let style = page.between("<link rel=\"stylesheet\" href=\"/g/", "\"");
    let css = t.browser().get(&format!("/g/{style}")).await.ok();
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    // Bright yellow can be read on a dark page as it is; on a light one it becomes the next darker shade that can be.
    let css = css.text();
    let (light, dark) = css.split_once("@media").unwrap();
    assert!(light.contains("--primary:#7e6400") && !light.contains("#ffcc00"), "{css}");
    assert!(dark.contains("--primary:#ffcc00"), "{css}");
    let coat = page.between("<img class=\"coat\" src=\"", "\"");
    let picture = t.browser().get(&coat).await.ok();
    assert_eq!((picture.header("content-type"), picture.header("x-content-type-options")), ("image/png", "nosniff"));
    assert_eq!(picture.bytes, PNG);
    let _ = t.browser().get(&format!("/g/{}/coat-of-arms/0123", region.slug)).await.has_status(404);
    let _ = t.browser().get("/g/nirgends").await.has_status(404);

    let mut coordinator = coordinator(&t, &region).await;
    let base = format!("/areas/{}", region.area);
    let seen = coordinator.get(&format!("{base}/edit")).await.ok().between("name=\"seen\" value=\"", "\"");
    let wrong = [("seen", seen.as_str()), ("name", "Kalletal"), ("colour", "gelb"), ("about_de", "Bleibt stehen")];
    let page = coordinator.post(&format!("{base}/edit"), &wrong).await.has_status(422);
    let _ = page.contains("id=\"error-colour\"").contains("Bleibt stehen");
    let right = [("seen", seen.as_str()), ("name", "Kalletal"), ("colour", ""), ("about_de", "Neu")];
    coordinator.post(&format!("{base}/edit"), &right).await.redirect();
    let late = coordinator.post(&format!("{base}/edit"), &right).await.has_status(409);
    let _ = late.contains("Jemand anders war schneller");
    let _ = t.browser().get(&format!("/g/{}", region.slug)).await.ok().contains("Neu").lacks("colours.css");
    let token = coordinator.token.clone();
    let mut body = format!("--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n").into_bytes();
    body.extend_from_slice(
        b"--x\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"a.svg\"\r\n\r\n<svg/>\r\n--x--\r\n",
    );
    let kind = Some("multipart/form-data; boundary=x");
    let page = coordinator.send("POST", &format!("{base}/coat-of-arms"), kind, body).await.has_status(422);
    let _ = page.contains("PNG, JPEG oder WebP");
}

#[test]
fn grounds_of_the_rule_are_those_of_the_style_sheet() {
    use ringwall_core::colour::Theme;
    let css = include_str!("../../static/app.css");
    let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
    for (theme, part) in [(Theme::Light, light), (Theme::Dark, dark)] {
        let token = |name: &str| {
            let (_, rest) =
                part.split_once(&format!("\n  {name}: ")).or(part.split_once(&format!("\n    {name}: "))).unwrap();
            rest.split(';').next().unwrap().to_owned()
        };
        let grounds = theme.grounds().map(|ground| ground.to_string());
        assert_eq!(grounds, ["--paper", "--surface", "--sunken"].map(token));
        assert_eq!(theme.on_colour().to_string(), token("--on-primary"));
    }
}

#[tokio::test]
async fn the_directory_says_who_sells() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let page = t.browser().get(&format!("/partners?area={}&offer=help", region.slug)).await.ok();
    let _ = page.contains("Partner 1 west").contains("Verkauft nichts");
    let mut adviser = adviser(&t, &region, 1).await;
    let base = format!("/partner/{}", region.partners[0]);
    let seen = adviser.get(&format!("{base}/edit")).await.ok().between("name=\"seen\" value=\"", "\"");
    let mut form = vec![("seen", seen.as_str()), ("name", "IT Brandt"), ("kind", "it-provider"), ("sells", "yes")];
    form.extend([("capacity", "2"), ("languages", "de"), ("languages", "tr"), ("offers", "training")]);
    let page = adviser.post(&format!("{base}/edit"), &form).await.has_status(422);
    let _ = page.contains("id=\"error-interests_de\"").contains("value=\"IT Brandt\"");
    form.push(("interests_de", "Wir verkaufen selbst Firewalls."));
    adviser.post(&format!("{base}/edit"), &form).await.redirect();
    adviser.get(&base).await.ok().contains("Türkisch").contains("Eintrag im Verzeichnis");
    let _ = t.browser().get("/partners/partner-1-west").await.ok().contains("Wir verkaufen selbst Firewalls.");
    let _ = t.browser().get("/partners?offer=help").await.ok().lacks("IT Brandt").contains("Partner 2 west");
    let _ = t.browser().get("/partners?offer=unsinn&area=nirgends").await.ok().contains("IT Brandt");
    let _ = t.browser().get("/partners/niemand").await.has_status(404);
}

async fn the_first_to_accept_has_it_and_they_meet(db: TestDb) {
    let t = TestApp::over(db, Options::default()).await;
    let region = t.region("west").await;
    let (mut firm, _, request) = asked(&t, &region).await;
    let page = firm.get(&request).await.ok().contains("ist für die ganze Region da").contains("Antwort erwartet bis");
    assert_eq!(waiting(&page), 3);
    t.run_jobs_until_idle().await;

    // Whoever was asked finds it on their day, without a name.
    let id = request.rsplit('/').next().unwrap().to_owned();
    let path = format!("href=\"/partner/{}/requests/{id}\"", region.partners[0]);
    let mut first = adviser(&t, &region, 1).await;
    let day = first.get("/me").await.ok().contains(&path).contains("Ihre Antwort bis 26. November 2026, 18:00 Uhr");
    let _ = day.lacks("Meryem");
    let _ = coordinator(&t, &region).await.get("/me").await.ok().contains("Kalletal west").lacks(&id);

    // The mail says nothing that names anybody; opening its link answers nothing.
    let mail = t.mailbox().last_to(&region.adviser(2));
    let _ = mail.clone().contains("10 bis 49 Menschen").contains("26. November 2026, 18:00 Uhr");
    assert!(!format!("{mail:?}").contains("Meryem") && !format!("{mail:?}").contains("meryem@example.org"));
    let link = mail.link();
    let link = format!("/proposal/{}", link.rsplit('/').next().unwrap());
    let mut second = t.browser();
    for _ in 0..3 {
        second.get(&link).await.ok().contains("Annehmen").lacks("Meryem").lacks("Bitte bald.");
    }
    assert_eq!(waiting(&firm.get(&request).await.ok()), 3);
    t.mailbox().clear();
    let page = second.post(&link, &[("act", "accept")]).await.ok();
    let _ =
        page.contains("Sie haben zugesagt").contains("Meryem").contains("meryem@example.org").contains("Bitte bald.");
    let page = second.post(&link, &[("act", "accept")]).await.ok();
    let _ = page.contains("Meryem");
    t.run_jobs_until_idle().await;
    let _ = t.mailbox().last_to("meryem@example.org").contains("Partner 2 west");
    let _ = t.mailbox().last_to(&region.adviser(2)).contains("meryem@example.org");
    let _ = t.mailbox().last_to(&region.adviser(1)).contains("eine andere Stelle angenommen");
    assert_eq!(t.mailbox().to(&region.adviser(2)).len(), 1, "told once");
    firm.get(&request).await.ok().contains("Darf Partner 2 west Ihr Ergebnis sehen?");

    // Too late.
    let _ = first.get("/me").await.ok().lacks(&path);
    let inside = |number: usize| format!("/partner/{}/requests", region.partners[number - 1]);
    first.get(&inside(1)).await.ok().contains("nicht mehr gefragt").lacks("Meryem");
    first.get(&format!("{}/{id}", inside(1))).await.ok().contains("nicht mehr offen").lacks("Meryem");
    let page = first.post(&format!("{}/{id}", inside(1)), &[("act", "accept")]).await.has_status(422);
    let _ = page.contains("Jemand anders hat sie angenommen");
    first.post(&format!("{}/{id}", inside(1)), &[("act", "give-back")]).await.has_status(404);

    // They meet.
    let mut second = adviser(&t, &region, 2).await;
    let there = format!("{}/{id}", inside(2));
    second.get(&there).await.ok().contains("Meryem");
    let past = [
        ("act", "propose"),
        ("date", "22.11.2026"),
        ("time", "10:00"),
        ("minutes", "60"),
        ("meeting", "phone"),
        ("place", "05264 1"),
    ];
    let page = second.post(&format!("{there}/appointment"), &past).await.has_status(422);
    let _ = page.contains("id=\"error-date\"").contains("value=\"22.11.2026\"");
    let mut next = past;
    next[1] = ("date", "26.11.2026");
    second.post(&format!("{there}/appointment"), &next).await.redirect();
    let page = second.post(&format!("{there}/appointment"), &[("act", "confirm")]).await.has_status(422);
    let _ = page.contains("oder Sie haben ihn selbst vorgeschlagen");
    t.run_jobs_until_idle().await;
    t.mailbox().clear();
    firm.get(&request).await.ok().contains("26. November 2026, 10:00 Uhr").contains("Diesem Termin zustimmen");
    let tenant = request.split('/').nth(2).unwrap().parse().unwrap();
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let mut owner = t.signed_in("meryem@example.org", &[owner]).await;
    let _ = owner.get("/me").await.ok().contains("Partner 2 west schlägt einen Termin vor").contains(&request);
    let _ = second.get("/me").await.ok().lacks(&id);
    firm.post(&format!("{request}/appointment"), &[("act", "confirm")]).await.redirect();
    t.run_jobs_until_idle().await;
    for address in ["meryem@example.org", &region.adviser(2)] {
        let mail = t.mailbox().last_to(address).contains("steht fest");
        let text = format!("{mail:?}");
        assert!(text.contains("METHOD:REQUEST") && text.contains("SEQUENCE:0"), "{text}");
        assert!(text.contains("DTSTART:20261126T090000Z"), "{text}");
    }
    // It stands on the day of both sides, and in the calendars they subscribed to.
    let _ = owner.get("/me").await.ok().contains("26. November 2026, 10:00 Uhr").contains("Termin: Partner 2 west");
    let _ = second.get("/me").await.ok().contains("26. November 2026, 10:00 Uhr").contains(&there);
    let feed = owner.post("/me/calendar", &[("act", "new")]).await.ok().between("/calendar/", "\"");
    let feed = owner.get(&format!("/calendar/{feed}")).await.ok().contains("DTSTART:20261126T090000Z");
    let _ = feed.contains("DTEND:20261126T100000Z").lacks("schlägt");
    let file = firm.get(&format!("{request}/appointment.ics")).await.ok();
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    let uid = file.between("UID:", "\r\n");
    // Moved: the other side is asked again, the calendar entry is the same with a higher number.
    let mut moved = next;
    moved[2] = ("time", "11.30 Uhr");
    firm.post(&format!("{request}/appointment"), &moved).await.redirect();
    firm.get(&format!("{request}/appointment.ics")).await.has_status(404);
    second.get(&there).await.ok().contains("11:30");
    second.post(&format!("{there}/appointment"), &[("act", "confirm")]).await.redirect();
    let file = second.get(&format!("{there}/appointment.ics")).await.ok().contains("SEQUENCE:1");
    assert_eq!(file.between("UID:", "\r\n"), uid);
    t.run_jobs_until_idle().await;
    t.mailbox().clear();
    // Reminded the day before, of the time that holds, once, also if the job runs twice.
    t.clock.pass(SignedDuration::from_hours(48));
    t.run_jobs_twice().await;
    t.run_jobs_until_idle().await;
    for address in ["meryem@example.org", &region.adviser(2)] {
        assert_eq!(t.mailbox().to(address).len(), 1, "{address}");
        let _ = t.mailbox().last_to(address).contains("11:30");
    }
    t.mailbox().clear();
    firm.get(&request).await.ok();
    firm.post(&format!("{request}/appointment"), &[("act", "cancel")]).await.redirect();
    t.run_jobs_until_idle().await;
    let text = format!("{:?}", t.mailbox().last_to(&region.adviser(2)));
    assert!(text.contains("METHOD:CANCEL") && text.contains("SEQUENCE:2"), "{text}");
    firm.post(&request, &[("act", "finish")]).await.redirect();
    firm.get(&request).await.ok().contains("erledigt");
    second.get(&there).await.ok().lacks("Meryem");
}

#[tokio::test]
async fn who_does_not_answer_is_followed_by_others_and_then_by_the_coordination() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let mut coordinator = coordinator(&t, &region).await;
    let (mut firm, folder, request) = asked(&t, &region).await;
    let id = request.rsplit('/').next().unwrap().to_owned();
    let there = format!("/areas/{}/requests/{id}", region.area);
    coordinator.get(&format!("/areas/{}/requests", region.area)).await.ok().contains("Erstes Gespräch");
    coordinator.get(&there).await.ok().contains("noch keine Antwort").lacks("Meryem").lacks("meryem@example.org");
    t.run_jobs_until_idle().await;
    let mut first = adviser(&t, &region, 1).await;
    first.get(&format!("/partner/{}/requests/{id}", region.partners[0])).await.ok();
    first.post(&format!("/partner/{}/requests/{id}", region.partners[0]), &[("act", "decline")]).await.redirect();
    assert_eq!(waiting(&firm.get(&request).await.ok()), 2);
    t.mailbox().clear();
    // Monday 10:00; three working days later at 18:00 the time is over.
    t.clock.pass(SignedDuration::from_hours(3 * 24 + 7));
    t.run_jobs_until_idle().await;
    assert!(t.mailbox().to("koordination@example.org").is_empty(), "not yet");
    t.clock.pass(SignedDuration::from_hours(2));
    t.run_jobs_twice().await;
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to("koordination@example.org").len(), 1, "told once");
    let _ = t.mailbox().last_to("meryem@example.org").contains("Im Moment ist niemand frei");
    let page = firm.get(&request).await.ok().contains("hat nicht geantwortet").contains("hat abgesagt");
    let _ = page.contains("Die Koordination Ihres Gebiets weiß Bescheid");
    let _ = coordinator.get("/me").await.ok().contains("kein Partner gefunden").contains(&format!("href=\"{there}\""));
    let _ = first.get("/me").await.ok().lacks(&id);
    // Now the coordination sees who asks, the organisation sees that it did, and a partner is asked by hand.
    coordinator.get(&there).await.ok().contains("meryem@example.org").contains("Bitte rufen Sie an");
    let _ = firm.get(&format!("{folder}/log")).await.ok();
    let mut manager = manager(&t, &region).await;
    let _ = manager.get(&there).await.has_status(403);
    manager.get(&format!("/regions/{}", region.region)).await.ok().contains("unter 10").lacks("Meryem");

    let new = [("name", "Neuer Partner"), ("kind", "other"), ("adviser", "neu@example.org")];
    manager.get(&format!("/regions/{}/new-partner", region.region)).await.ok();
    manager.post(&format!("/regions/{}/new-partner", region.region), &new).await.redirect();
    let page = coordinator.get(&there).await.ok().contains("Neuer Partner");
    let partner = page.between("<option value=\"", "\"");
    let page = coordinator.post(&there, &[("partner", &partner)]).await.has_status(422);
    let _ = page.contains("noch niemand angemeldet");
    let membership = Membership { role: Role::Adviser, scope: Scope::Partner(partner.parse().unwrap()) };
    let mut fourth = t.signed_in("neu@example.org", &[membership]).await;
    coordinator.post(&there, &[("partner", &partner)]).await.redirect();
    coordinator.get(&there).await.ok().contains("von der Koordination des Gebiets ausgewählt").lacks("meryem@");
    let inside = format!("/partner/{partner}/requests/{id}");
    fourth.get(&inside).await.ok().contains("von der Koordination");
    fourth.post(&inside, &[("act", "accept")]).await.redirect();
    fourth.get(&inside).await.ok().contains("meryem@example.org");
    // The directory does not show this partner, but whoever's request it took can let it in.
    let _ = t.browser().get("/partners").await.ok().lacks("Neuer Partner");
    let link = firm.get(&request).await.ok().between("href=\"", &format!("?partner={partner}\""));
    let consents = format!("{}?partner={partner}", link.rsplit('"').next().unwrap());
    let _ = firm.get(&consents).await.ok().contains(&format!("<option value=\"{partner}\" selected>Neuer Partner"));
    let (mut other, other_folder, _) = t.begun("kurzcheck").await;
    let _ = other.get(&format!("{other_folder}/consents")).await.ok().lacks("Neuer Partner");
    // Given back: nobody is left again.
    fourth.post(&inside, &[("act", "give-back")]).await.redirect();
    fourth.get(&inside).await.ok().lacks("meryem@example.org");
    firm.get(&request).await.ok().contains("Im Moment ist niemand frei");
    // And after two months it ends.
    t.live_through_days(62).await;
    firm.get(&request).await.ok().contains("abgelaufen");
}

#[tokio::test]
async fn a_request_is_taken_back_and_only_so_many_run() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let (mut firm, folder, request) = asked(&t, &region).await;
    let area = region.area.to_string();
    let ask = [
        ("wish", "training"),
        ("topic", "people"),
        ("area", area.as_str()),
        ("language", "de"),
        ("asker_name", "M"),
        ("email", "m@example.org"),
    ];
    for _ in 0..4 {
        firm.get(&format!("{folder}/help/new")).await.ok();
        firm.post(&format!("{folder}/help/new"), &ask).await.redirect();
    }
    firm.get(&format!("{folder}/help/new")).await.ok();
    let page = firm.post(&format!("{folder}/help/new"), &ask).await.has_status(422);
    let _ = page.contains("Mehr als 5 laufende Anfragen");
    t.run_jobs_until_idle().await;
    t.mailbox().clear();
    firm.post(&request, &[("act", "withdraw")]).await.redirect();
    let page = firm.post(&request, &[("act", "withdraw")]).await.has_status(422);
    let _ = page.contains("Sie ist „zurückgenommen“");
    t.run_jobs_until_idle().await;
    assert_eq!(t.mailbox().to(&region.adviser(3)).len(), 1);
    let mut without = ask;
    without[0] = ("wish", "");
    let page = firm.post(&format!("{folder}/help/new"), &without).await.has_status(422);
    let _ = page.contains("id=\"error-wish\"").contains("value=\"m@example.org\"");
    // Somebody else's request is not there.
    let (mut other, ..) = t.begun("kurzcheck").await;
    let _ = other.get(&request).await.has_status(404);
}

#[tokio::test]
async fn an_area_can_be_chosen_later_and_left_again() {
    let t = TestApp::new().await;
    let region = t.region("west").await;
    let (mut firm, folder, _) = t.begun("kurzcheck").await;
    let edit = format!("{folder}/organisation");
    let area = region.area.to_string();
    for (area, shown) in [(area.as_str(), true), ("", false)] {
        let seen = firm.get(&edit).await.ok().between("name=\"seen\" value=\"", "\"");
        firm.post(&edit, &[("seen", &seen), ("kind", "company"), ("area", area)]).await.redirect();
        let chosen = firm.get(&edit).await.ok().text().contains(&format!("value=\"{}\" selected", region.area));
        assert_eq!(chosen, shown);
    }
    let seen = firm.get(&edit).await.ok().between("name=\"seen\" value=\"", "\"");
    let wrong = [("seen", seen.as_str()), ("kind", "company"), ("area", "unsinn")];
    let _ = firm.post(&edit, &wrong).await.has_status(422);
}
