//! Who acts in the story, and what they do when a page does not come.

use std::{sync::Arc, time::Duration};

use jiff::{Timestamp, ToSpan, civil::Date};
use ringwall_testkit::{
    load::{Browser, Form, Interview, Page, forms},
    smtp::SmtpServer,
};

use crate::several::{Town, breathe};

/// A bill, as small as a PDF can be.
pub(super) const BILL: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count \
    0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const CHECK: &str = "kurzcheck";
/// Where the firms are; each area of the installation needs a name of its own.
const PLACES: [&str; 4] = ["Kalletal", "Lemgo", "Extertal", "Barntrup"];

/// Everybody in one telling.
pub(super) struct Cast {
    number: usize,
    smtp: SmtpServer,
    today: Date,
    interview: Arc<Interview>,
    operator: Person,
    manager: Person,
    coordinator: Person,
    adviser: Person,
    baker: Person,
    /// Whoever opens the link in a partner's mail: not signed in.
    reader: Person,
}

/// What came out, for the proof.
pub(super) struct Told {
    pub(super) tenant: String,
    pub(super) letters: Vec<(String, &'static str)>,
    pub(super) questions: usize,
    pub(super) sent_again: usize,
}

impl Cast {
    pub(super) fn new(number: usize, town: &Arc<Town>, smtp: &SmtpServer, session: &str, now: Timestamp) -> Self {
        let person = |name: &str| Person::new(name, number, town);
        let mut operator = person("operator");
        operator.browser.set_cookie("session", session);
        Self {
            number,
            smtp: smtp.clone(),
            today: now.to_zoned_datetime(ringwall_content::format::zone()).date(),
            interview: Interview::of(CHECK).unwrap(),
            operator,
            manager: person("manager"),
            coordinator: person("coordinator"),
            adviser: person("adviser"),
            baker: person("baker"),
            reader: person("reader"),
        }
    }

    /// The link in a letter to somebody; waits until it is there.
    async fn link(&self, to: &str, begin: &str) -> String {
        // A worker that died with the letter in hand is noticed after its lease.
        for _ in 0..600 {
            let letters = self.smtp.distinct();
            let links = letters.iter().filter(|letter| letter.to == to).find_map(|letter| letter.link(begin));
            if let Some(link) = links {
                return link;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no letter to {to} with a link to {begin}");
    }
}

/// Somebody with a browser.
struct Person {
    name: String,
    email: String,
    browser: Browser,
    town: Arc<Town>,
    web: usize,
    sent_again: usize,
}

fn path(of: &str) -> &str {
    of.split(['?', '#']).next().unwrap_or_default()
}

/// The first link on a page that begins so, without query.
fn link_on(page: &Page, begin: &str) -> String {
    let text = page.text();
    let found =
        text.split("href=\"").skip(1).find_map(|rest| rest.split('"').next().filter(|to| to.starts_with(begin)));
    path(found.unwrap_or_else(|| panic!("{} has no link to {begin}", page.path))).to_owned()
}

impl Person {
    fn new(name: &str, number: usize, town: &Arc<Town>) -> Self {
        let browser = Browser::new(town.address(number));
        let (name, email) = (format!("Frau {name} {number}"), format!("{name}-{number}@example.org"));
        Self { name, email, browser, town: Arc::clone(town), web: number, sent_again: 0 }
    }

    fn password(&self) -> String {
        format!("Kranich Leiter Nebel {}", self.email)
    }

    async fn elsewhere(&mut self) {
        breathe().await;
        self.web += 1;
        self.browser.move_to(self.town.address(self.web));
    }

    /// Opens a page, on whichever process answers; signs in if asked to.
    async fn at(&mut self, path: &str) -> Page {
        for _ in 0..200 {
            match self.browser.get(path).await {
                Ok(page) if page.path.starts_with("/sign-in") && !path.starts_with("/sign-in") => {
                    self.sign_in(&page).await;
                }
                Ok(page) => return page,
                Err(_) => self.elsewhere().await,
            }
        }
        panic!("{} cannot open {path}", self.name);
    }

    async fn open(&mut self, path: &str) -> Page {
        self.at(path).await.ok().unwrap()
    }

    async fn sign_in(&mut self, page: &Page) {
        let form = forms(&page.text()).into_iter().find(|form| path(&form.action) == "/sign-in").unwrap();
        let fields = form.filled(&[("email", &self.email.clone()), ("password", &self.password())]);
        // Not counted as sent again: nothing is done by it.
        for _ in 0..200 {
            if self.browser.submit(&form.action, &fields).await.is_ok() {
                return;
            }
            self.elsewhere().await;
        }
        panic!("{} cannot sign in", self.name);
    }

    /// Sends a form, and the very same again until an answer comes. A refusal is a fault, unless it was sent again: then
    /// it may say that the thing is done.
    async fn send(&mut self, action: &str, fields: &[(String, String)]) -> Page {
        for tries in 0..200 {
            match self.browser.submit(action, fields).await {
                Ok(page) => return self.answered(page, action, tries),
                Err(_) => self.elsewhere().await,
            }
        }
        panic!("{} cannot send {action}", self.name);
    }

    /// The same with a file.
    async fn upload(&mut self, form: &Form, file: (&str, &[u8])) -> Page {
        for tries in 0..200 {
            match self.browser.upload(&form.action, &form.fields, ("file", file.0, file.1)).await {
                Ok(page) => return self.answered(page, &form.action, tries),
                Err(_) => self.elsewhere().await,
            }
        }
        panic!("{} cannot send {}", self.name, form.action);
    }

    fn answered(&mut self, page: Page, action: &str, tries: usize) -> Page {
        self.sent_again += tries;
        let status = page.status.as_u16();
        let known = status == 200 || (tries > 0 && [404, 409, 422].contains(&status));
        let words =
            || page.text().split_once("<h1").map_or(String::new(), |(_, main)| main.chars().take(1_500).collect());
        assert!(known, "{}: {action} after {tries} more tries: {status} {}", self.name, words());
        page
    }

    /// Opens a page and sends its form whose address ends so, with these values.
    async fn fill(&mut self, there: &str, action: &str, values: &[(&str, &str)]) -> Page {
        let page = self.open(there).await;
        let form = the_form(&page, action, |_| true);
        self.send(&form.action, &form.filled(values)).await
    }

    /// Takes the role behind a link with a new account.
    async fn join(&mut self, link: &str) {
        let page = self.open(link).await;
        let form = the_form(&page, "", |form| form.value("new-password").is_some());
        let (name, password) = (self.name.clone(), self.password());
        let wanted = [("person-name", name.as_str()), ("new-password", password.as_str())];
        let wanted: Vec<_> = wanted.into_iter().filter(|(field, _)| form.value(field).is_some()).collect();
        self.send(&form.action, &form.filled(&wanted)).await;
        // Whose answer got lost has an account and no session: the page of the link says to sign in.
        self.open("/account").await;
    }
}

fn the_form(page: &Page, action: &str, fits: impl Fn(&Form) -> bool) -> Form {
    let all = forms(&page.text());
    let found = all.iter().find(|form| path(&form.action).ends_with(action) && fits(form)).cloned();
    let mut form = found.unwrap_or_else(|| {
        let actions: Vec<_> = all.iter().map(|form| form.action.as_str()).collect();
        panic!("{} has no form {action:?}: {actions:?}", page.path)
    });
    if form.action.is_empty() {
        form.action.clone_from(&page.path);
    }
    form
}

/// Tells the story once, to its end.
pub(super) async fn tell(mut cast: Cast) -> Told {
    let slug = cast.programme().await;
    let folder = cast.check(&slug).await;
    let help = cast.help(&folder).await;
    cast.appointment(&folder, &help).await;
    let talk = cast.talk(&folder).await;
    cast.work(&talk).await;
    cast.end(&folder, &talk).await;
    let Cast { number, operator, manager, coordinator, adviser, baker, reader, interview, .. } = cast;
    let everybody = [&operator, &manager, &coordinator, &adviser, &baker, &reader];
    let letters = vec![
        (manager.email.clone(), "Einladung zu Ringwall"),
        (coordinator.email.clone(), "Einladung zu Ringwall"),
        (adviser.email.clone(), "Einladung zu Ringwall"),
        (baker.email.clone(), "Ihre Mappe bei Ringwall behalten"),
        (adviser.email.clone(), "Hilfe-Anfrage aus "),
        (adviser.email.clone(), "Ihre Zusage: Kontakt für die Anfrage aus "),
        (baker.email.clone(), "Zusage: "),
        (baker.email.clone(), "Terminvorschlag: "),
        (baker.email.clone(), "Termin steht: "),
        (adviser.email.clone(), "Termin steht: "),
        (baker.email.clone(), "Noch ein paar Fragen nach dem Beratungsgespräch"),
        (adviser.email.clone(), "Antworten zum Beratungsgespräch sind da"),
        (baker.email.clone(), "Eine Unterschrift fehlt noch"),
        (adviser.email.clone(), "Das Beratungsgespräch ist abgeschlossen"),
    ];
    assert!(number < PLACES.len());
    Told {
        tenant: folder.trim_start_matches("/c/").to_owned(),
        letters,
        questions: interview.len(),
        sent_again: everybody.iter().map(|person| person.sent_again).sum(),
    }
}

impl Cast {
    /// Region, satellite, coordinator, partner. Returns the satellite's name in addresses.
    async fn programme(&mut self) -> String {
        let (place, region) = (PLACES[self.number], format!("Region {}", self.number));
        let manager = self.manager.email.clone();
        let new = [("name_de", region.as_str()), ("name_en", region.as_str()), ("manager", manager.as_str())];
        self.operator.fill("/operator/regions", "/operator/regions", &new).await;
        let link = self.link(&manager, "/invitation/").await;
        self.manager.join(&link).await;
        let region = link_on(&self.manager.open("/me").await, "/regions/");

        let coordinator = self.coordinator.email.clone();
        let new = [("name", place), ("coordinator", coordinator.as_str()), ("kind", "satellite")];
        self.manager.fill(&format!("{region}/new-area"), "/new-area", &new).await;
        let slug = place.to_lowercase();
        let link = self.link(&coordinator, "/invitation/").await;
        self.coordinator.join(&link).await;
        let area = link_on(&self.coordinator.open("/me").await, "/areas/");
        let about = format!("Wir in {place} helfen.");
        self.coordinator.fill(&format!("{area}/edit"), "/edit", &[("about_de", &about)]).await;
        let public = self.reader.open(&format!("/g/{slug}")).await.text();
        assert!(public.contains(&about), "what the coordinator wrote stands there");

        let adviser = self.adviser.email.clone();
        let name = format!("Kammer {place}");
        let new = [("name", name.as_str()), ("adviser", adviser.as_str()), ("kind", "chamber")];
        self.manager.fill(&format!("{region}/new-partner"), "/new-partner", &new).await;
        let link = self.link(&adviser, "/invitation/").await;
        self.adviser.join(&link).await;
        let partner = link_on(&self.adviser.open("/me").await, "/partner/");
        let area = area.trim_start_matches("/areas/").to_owned();
        let offer = [
            ("offers", "interview"),
            ("offers", "help"),
            ("areas", &area),
            ("capacity", "9"),
            ("about_de", "Wir sprechen mit Ihnen."),
        ];
        self.adviser.fill(&format!("{partner}/edit"), "/edit", &offer).await;
        self.manager.fill(&format!("{partner}/edit"), "/edit", &[("listed", "yes")]).await;
        slug
    }

    /// The first check without an account, and the folder kept. Returns the folder.
    async fn check(&mut self, slug: &str) -> String {
        let there = format!("/start?check={CHECK}&area={slug}");
        let name = format!("Bäckerei {}", self.number);
        let begin = [("check", CHECK), ("kind", "company"), ("employees", "12"), ("name", &name)];
        let page = self.baker.fill(&there, "/start", &begin).await;
        let folder = path(&page.path).to_owned();
        assert!(folder.starts_with("/c/"), "{}", page.path);
        let assessment = self.assessment(&folder, 0).await;
        self.answer(true, &assessment, "t").await;
        self.baker.fill(&format!("{assessment}/result"), "/finish", &[]).await;
        let (email, name) = (self.baker.email.clone(), self.baker.name.clone());
        self.baker.fill(&format!("{folder}/keep"), "/keep", &[("email", &email), ("person-name", &name)]).await;
        let link = self.link(&email, "/keep/").await;
        self.baker.join(&link).await;
        folder
    }

    /// The address of an assessment of a folder, by how many there were before it.
    async fn assessment(&mut self, folder: &str, before: usize) -> String {
        let text = self.baker.open(folder).await.text();
        let marker = format!("href=\"{folder}/a/");
        let ids = text.split(&marker).skip(1).filter_map(|rest| rest.get(..36));
        let mut ids: Vec<_> = ids.collect();
        ids.dedup();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), before + 1, "assessments in the folder");
        let draft = text.split(&marker).skip(1).find_map(|rest| {
            let there = rest.split('"').next()?;
            (!there.contains("/result") && !there.contains("/plan")).then(|| there.get(..36)).flatten()
        });
        format!("{folder}/a/{}", draft.unwrap_or_else(|| ids[0]))
    }

    /// Answers every question, one form after the other, and looks whether each is there.
    async fn answer(&mut self, alone: bool, assessment: &str, below: &str) {
        let interview = Arc::clone(&self.interview);
        let who = if alone { &mut self.baker } else { &mut self.adviser };
        for (topic, questions) in &interview.topics {
            let there = format!("{assessment}/{below}/{topic}");
            for (number, (question, decides)) in questions.iter().enumerate() {
                let page = who.open(&there).await;
                let form = the_form(&page, topic, |form| {
                    form.value("question") == Some(question) && form.choices.iter().any(|(name, _)| name == "value")
                });
                let value = if *decides { "yes" } else { ["no", "yes", "unknown"][number % 3] };
                let page = who.send(&form.action, &form.filled(&[("value", value)])).await;
                assert_eq!(page.status, 200, "an answer sent again is no conflict: {}", page.path);
            }
        }
    }

    /// The firm asks, the partner accepts by the link in the mail. Returns the request as the firm sees it.
    async fn help(&mut self, folder: &str) -> String {
        let (email, name) = (self.baker.email.clone(), self.baker.name.clone());
        let ask = [
            ("wish", "interview"),
            ("topic", "result"),
            ("times", "morning"),
            ("asker_name", &name),
            ("email", &email),
            ("message", "Nach zehn passt es gut."),
        ];
        let page = self.baker.fill(&format!("{folder}/help/new"), "/help/new", &ask).await;
        let request = path(&page.path).to_owned();
        assert!(request.starts_with(&format!("{folder}/help/")) && !request.ends_with("new"), "{}", page.path);
        let link = self.link(&self.adviser.email.clone(), "/proposal/").await;
        let page = self.reader.open(&link).await;
        let form = the_form(&page, "", |form| form.choices.contains(&("act".to_owned(), "accept".to_owned())));
        let page = self.reader.send(&form.action, &form.filled(&[("act", "accept")])).await;
        assert!(page.text().contains(&email), "who accepted sees whom to call");
        request
    }

    /// The partner names a time, the firm says yes.
    async fn appointment(&mut self, folder: &str, request: &str) {
        let partner = link_on(&self.adviser.open("/me").await, "/partner/");
        let id = request.rsplit('/').next().unwrap_or_default();
        let day = self.today.checked_add(20.days()).unwrap().strftime("%d.%m.%Y").to_string();
        let time = [
            ("date", day.as_str()),
            ("time", "14:00"),
            ("minutes", "60"),
            ("meeting", "on-site"),
            ("place", "In der Backstube"),
        ];
        let page = self.adviser.open(&format!("{partner}/requests/{id}")).await;
        let form = the_form(&page, "/appointment", |form| form.value("act") == Some("propose"));
        self.adviser.send(&form.action, &form.filled(&time)).await;
        let page = self.baker.open(request).await;
        let form = the_form(&page, "/appointment", |form| form.value("act") == Some("confirm"));
        self.baker.send(&form.action, &form.fields).await;
        let calendar = self.baker.open(&format!("{folder}/help/{id}/appointment.ics")).await.text();
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    }

    /// Consent, interview, one round of clarifying, two signatures. Returns the assessment.
    async fn talk(&mut self, folder: &str) -> String {
        let page = self.baker.open(&format!("{folder}/consents")).await;
        let form = the_form(&page, "/consents", |form| form.value("purpose") == Some("advice"));
        let text = page.text();
        let before = text.split(&format!("Kammer {}<", PLACES[self.number])).next().unwrap_or_default();
        let partner = before.rsplit("<option value=\"").next().and_then(|rest| rest.get(..36)).expect("the partner");
        self.baker.send(&form.action, &form.filled(&[("partner", partner), ("agreed", "yes")])).await;
        let page = self.baker.fill(folder, "/start", &[("check", CHECK)]).await;
        let talk = path(&page.path).split('/').take(5).collect::<Vec<_>>().join("/");
        self.assessment(folder, 1).await;
        let interview = format!("{talk}/interview");
        self.adviser.fill(&interview, "/interview/begin", &[]).await;
        self.answer(false, &talk, "interview/t").await;

        let (topic, questions) = self.interview.topics[0].clone();
        let page = self.adviser.open(&format!("{interview}/t/{topic}")).await;
        let form = the_form(&page, "/interview/mark", |form| form.value("question") == Some(&questions[0].0));
        self.adviser.send(&form.action, &form.filled(&[("clarify", "Wer vertritt Sie im Urlaub?")])).await;
        self.adviser.fill(&interview, "/interview/ask", &[]).await;
        self.baker.fill(&interview, "/interview/reply", &[("reply", "Mein Bruder.")]).await;
        self.baker.fill(&interview, "/interview/hand-back", &[]).await;
        let page = self.adviser.open(&interview).await;
        assert!(page.text().contains("Mein Bruder."), "the reply is there");
        self.adviser.fill(&interview, "/interview/sign", &[]).await;
        self.baker.fill(&interview, "/interview/sign", &[]).await;
        talk
    }

    /// One measure gets somebody and a day, a file, a comment, and is done.
    async fn work(&mut self, talk: &str) {
        let plan = self.baker.open(&format!("{talk}/plan")).await;
        let form =
            the_form(&plan, "/plan", |form| form.value("status").is_some() && form.value("requirement").is_some());
        let requirement = form.value("requirement").unwrap().to_owned();
        let due = self.today.checked_add(40.days()).unwrap().to_string();
        let account = plan.text().split("name=\"account\"").nth(1).and_then(|rest| {
            let mut values = rest.split("<option value=\"").skip(2);
            values.next().and_then(|rest| rest.get(..36)).map(str::to_owned)
        });
        let account = account.expect("somebody to give a measure to");
        let set = [("status", "in-progress"), ("due", due.as_str()), ("account", account.as_str())];
        self.baker.send(&form.action, &form.filled(&set)).await;
        let measure = format!("{talk}/plan/{requirement}");
        let page = self.baker.open(&measure).await;
        let form = the_form(&page, "/files", |_| true);
        let page = self.baker.upload(&form, ("Rechnung.pdf", BILL)).await;
        assert_eq!(page.status, 200, "a file sent again is the same file");
        let page = self.baker.open(&measure).await;
        let file = link_on(&page, &format!("{measure}/files/"));
        assert_eq!(self.baker.open(&file).await.body, BILL, "the file comes back as it was sent");
        let page = self.baker.fill(&measure, "/comments", &[("text", "Liegt im Tresor.")]).await;
        assert_eq!(page.status, 200, "a comment sent again is the same comment");
        let page = self.baker.open(&measure).await;
        let form = the_form(&page, "", |form| form.value("status").is_some());
        self.baker.send(&form.action, &form.filled(&[("status", "done")])).await;
        assert!(self.baker.open(&measure).await.text().contains("plan-status-done"), "done stays done");
    }

    /// A repeat is begun; consent is taken back, and the partner stands before a closed door.
    async fn end(&mut self, folder: &str, talk: &str) {
        self.baker.fill(&format!("{talk}/result"), "/repeat", &[]).await;
        assert_eq!(self.adviser.at(folder).await.status, 200);
        self.baker.fill(&format!("{folder}/consents"), "/revoke", &[]).await;
        assert_eq!(self.adviser.at(folder).await.status, 404, "locked out at once");
    }
}
