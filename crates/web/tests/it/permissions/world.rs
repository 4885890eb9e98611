//! Two regions in which everything exists, and everybody who could come: all of them belong to the first.

use std::collections::BTreeMap;

use ringwall_app::{
    Access, AnswerChange, Invite, JobState, Keeping, Letter, LetterKind, MailFault, NewAppointment, NewCase,
    NewConsent, ResumeToken, Seat, Stoppable,
};
use ringwall_core::{
    actor::{Membership, Place, Role, Scope},
    api_token::ApiScope,
    appointment::Meeting,
    check::AnswerValue,
    consent::Purpose,
    id::{AreaId, ConsentId, PartnerId, RegionId},
    language::Language,
    organisation::{Organisation, OrganisationKind},
    plan::PlanItem,
};
use ringwall_testkit::{
    app::{Browser, TestApp},
    region::TestRegion,
};
use ringwall_web::{Demo, Options};

/// Routes that nobody gets an `ok` from, because the thing cannot exist in a test without help from elsewhere.
/// What a passkey or another service has to sign is in the browser journeys; what needs a step before is in `sign_in.rs`.
pub(crate) const NEVER_OK: [(&str, &str); 21] = [
    // Only the number on a receipt opens it, whoever brings it: `take_outs.rs`.
    ("POST", "/receipt"),
    // A follow-up exists only months later: `reminders.rs`.
    ("GET", "/follow-up/{token}"),
    ("POST", "/follow-up/{token}"),
    ("POST", "/account/identities/remove"),
    ("POST", "/account/identities/{provider}"),
    ("POST", "/account/passkeys"),
    ("POST", "/account/passkeys/remove"),
    ("POST", "/account/password/remove"),
    ("POST", "/account/second-factor"),
    ("POST", "/account/second-factor/codes"),
    ("POST", "/account/second-factor/confirm"),
    ("POST", "/account/sessions/end"),
    ("POST", "/passkey/create"),
    ("POST", "/passkey/get"),
    ("GET", "/sign-in/code"),
    ("POST", "/sign-in/code"),
    ("GET", "/sign-in/confirm/{token}"),
    ("POST", "/sign-in/confirm/{token}"),
    ("GET", "/sign-in/oidc/{provider}"),
    ("GET", "/sign-in/oidc/{provider}/back"),
    ("POST", "/sign-in/passkey"),
];

/// The things of one region, by the name that routes give them.
#[derive(Clone)]
pub(crate) struct Side {
    values: BTreeMap<String, String>,
    pub(crate) link: String,
}

impl Side {
    /// What `{name}` in this route stands for. A name that means different things in different routes is stored with
    /// its route: `"/invitation/{token}#token"`.
    pub(crate) fn value(&self, route: &str, name: &str) -> String {
        let found = self.values.get(&format!("{route}#{name}")).or_else(|| self.values.get(name));
        found.cloned().unwrap_or_else(|| panic!("the world has no {name} for {route}; see permissions/world.rs"))
    }

    /// Takes the other side's thing with this name.
    pub(crate) fn take(&mut self, other: &Self, name: &str) {
        self.set(name, other.value("", name));
    }

    #[expect(clippy::needless_pass_by_value, reason = "ids, copied")]
    pub(crate) fn set(&mut self, name: &str, value: impl ToString) {
        self.values.insert(name.to_owned(), value.to_string());
    }

    /// A request that the first partner took, with a fixed appointment, and one that waits for answers.
    async fn help(&mut self, t: &TestApp, access: &Access, region: &TestRegion) {
        let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(region.partners[0]) };
        let adviser = t.person(&region.adviser(1), &[adviser]).await;
        let seat = Seat::Partner(&adviser, region.partners[0]);
        let taken = t.app.ask_for_help(access, region.ask()).await.unwrap();
        t.app.answer_request(&adviser, region.partners[0], taken, true).await.unwrap();
        let (starts_at, meeting) = (t.in_days(3), Meeting::Phone);
        let new = NewAppointment { starts_at, minutes: 60, meeting, place: "05264 1".to_owned() };
        t.app.propose_appointment(seat, taken, new).await.unwrap();
        t.app.confirm_appointment(Seat::Organisation(access), taken).await.unwrap();
        self.set("request", taken);
        t.run_jobs_until_idle().await;
        t.mailbox().clear();
        let waiting = t.app.ask_for_help(access, region.ask()).await.unwrap();
        self.set("/areas/{area}/requests/{request}#request", waiting);
        t.run_jobs_until_idle().await;
        let link = t.mailbox().last_to(&region.adviser(2)).link();
        self.set("/proposal/{token}#token", link.rsplit('/').next().unwrap());
        // Two more for programs: in one the partner named a time, in the other the organisation did.
        for side in ["organisations/{tenant}/requests", "partners/{partner}/proposals"] {
            let id = t.app.ask_for_help(access, region.ask()).await.unwrap();
            t.app.answer_request(&adviser, region.partners[0], id, true).await.unwrap();
            let seat = if side.starts_with('o') { seat } else { Seat::Organisation(access) };
            let (starts_at, meeting) = (t.in_days(4), Meeting::Phone);
            let new = NewAppointment { starts_at, minutes: 60, meeting, place: "05264 1".to_owned() };
            t.app.propose_appointment(seat, id, new).await.unwrap();
            self.set(&format!("/api/v1/{side}/{{request}}/appointment/confirm#request"), id);
        }
        for step in ["accept", "decline"] {
            self.set(&format!("/api/v1/partners/{{partner}}/proposals/{{request}}/{step}#request"), waiting);
        }
        self.set("soon", t.in_days(5));
        let scopes = [ApiScope::ProposalsRead];
        let made = t.app.create_partner_token(&adviser, region.partners[0], "Schlüssel", &scopes, 30).await.unwrap();
        self.set("/partner/{partner}/tokens/{token}/end#token", made.0.id);
        t.run_jobs_until_idle().await;
        t.mailbox().clear();
        let area = t.app.public_area(&region.slug).await.unwrap().area;
        self.set("area_seen", area.revision);
        self.set("/g/{slug}/coat-of-arms/{digest}#digest", area.coat_of_arms.unwrap().digest);
        self.set("slug", &region.slug);
        let (partner, ..) = t.app.partner(&region.manager, region.partners[0]).await.unwrap();
        self.set("partner_seen", partner.revision);
        self.set("/partners/{slug}#slug", partner.slug);
        self.set("third_partner", region.partners[2]);
    }
}

/// Everything.
pub(crate) struct World {
    pub(crate) t: TestApp,
    pub(crate) own: Side,
    pub(crate) foreign: Side,
    pub(crate) people: Vec<(&'static str, Browser)>,
}

struct Places {
    region: RegionId,
    area: AreaId,
    partner: PartnerId,
    other_partner: PartnerId,
}

impl World {
    pub(crate) fn options() -> Options {
        // Limits are tested elsewhere; here they would only make the order of questions matter.
        Options { starts_per_minute: 0, resumes_per_minute: 0, demo: Some(Demo::default()), ..Options::default() }
    }

    pub(crate) async fn new() -> Self {
        let t = TestApp::with(Self::options()).await;
        let invitation = t.app.first_operator_link().await.unwrap().unwrap();
        let (own, places) = Self::side(&t, 1, invitation.secret()).await;
        let (foreign, _) = Self::side(&t, 2, invitation.secret()).await;
        let mut people = Self::people(&t, &own, &places).await;
        // An invitation that waits for the helper.
        let mut own = own;
        let path = format!("/c/{}/people", own.value("", "tenant"));
        let invite = [("act", "invite"), ("email", "helper@example.org"), ("role", "member"), ("language", "de")];
        people.iter_mut().find(|(name, _)| *name == "owner").unwrap().1.post(&path, &invite).await.redirect();
        let helper = &mut people.iter_mut().find(|(name, _)| *name == "helper").unwrap().1;
        let waiting = helper.get("/me").await.ok().between("name=\"invitation\" value=\"", "\"");
        own.set("/me/invitations#invitation", waiting);
        let calendar = helper.post("/me/calendar", &[("act", "new")]).await.ok();
        own.set("/calendar/{file}#file", calendar.between("/calendar/", "\""));
        // The adviser comes with a consent; everybody else of a partner without.
        consent(&t, &own.link, Purpose::Advice, Some(places.partner)).await;
        let adviser = &mut people.iter_mut().find(|(name, _)| *name == "adviser").unwrap().1;
        interviews(adviser, &mut own).await;
        Self { t, own, foreign, people }
    }

    /// One region with one of everything.
    async fn side(t: &TestApp, number: u128, invitation: &str) -> (Side, Places) {
        let region = t.region(&format!("side-{number}")).await;
        let places = Places {
            region: region.region,
            area: region.area,
            partner: region.partners[0],
            other_partner: region.partners[1],
        };
        let case = NewCase {
            check: "kurzcheck".to_owned(),
            organisation: Organisation::of(OrganisationKind::Company),
            language: Language::De,
        };
        let started = t.app.start(case).await.unwrap();
        let access = t.app.open(&started.token).await.unwrap();
        let assessment = started.assessment.unwrap();
        let draft = t.app.start_another(&access, "kurzcheck").await.unwrap();
        let check = std::sync::Arc::clone(&t.app.assessment(&access, draft).await.unwrap().check.check);
        for id in [assessment, draft] {
            for placed in check.questions() {
                // Everything concerns them, and nothing is done: every measure is open.
                let value = if placed.status.is_some() { AnswerValue::Yes } else { AnswerValue::No };
                let change = AnswerChange::Value(Some(value));
                t.app.answer(&access, id, placed.question.uuid, change, 0).await.unwrap();
            }
        }
        t.app.finish(&access, assessment).await.unwrap();
        // Three more for advisers' interviews: one under way, one being clarified, one ready to be signed.
        let mut led = Vec::new();
        for _ in 0..3 {
            let id = t.app.start_another(&access, "kurzcheck").await.unwrap();
            for placed in check.questions() {
                let change = AnswerChange::Value(Some(AnswerValue::Yes));
                t.app.answer(&access, id, placed.question.uuid, change, 0).await.unwrap();
            }
            led.push(id);
        }
        let planned = PlanItem::untouched(check.requirements().nth(1).unwrap().1.uuid);
        t.app.change_plan(&access, planned.clone()).await.unwrap();
        let (topic, requirement) = check.requirements().next().unwrap();
        let question = check.questions().next().unwrap().question.uuid;
        let dossier = t.app.dossier(&access).await.unwrap();
        let mut side = Side { values: BTreeMap::new(), link: started.token.secret().to_owned() };
        for route in ["/c/{tenant}/a/{assessment}", "/c/{tenant}/a/{assessment}/finish"] {
            side.set(&format!("{route}#assessment"), draft);
        }
        side.set("/c/{tenant}/a/{assessment}/t/{topic}#assessment", draft);
        for (at, step) in
            [(0, "t/{topic}"), (0, "mark"), (0, "ask"), (0, "end"), (1, "reply"), (1, "hand-back"), (2, "sign")]
        {
            side.set(&format!("/c/{{tenant}}/a/{{assessment}}/interview/{step}#assessment"), led[at]);
        }
        side.set("/c/{tenant}/a/{assessment}/interview/begin#assessment", draft);
        side.set("/api/v1/organisations/{tenant}/assessments/{assessment}/interview#assessment", led[0]);
        side.set("digest", "");
        for step in ["finish", "answers/{question}/value", "answers/{question}/note"] {
            side.set(&format!("/api/v1/organisations/{{tenant}}/assessments/{{assessment}}/{step}#assessment"), draft);
        }
        side.set("/api/v1/organisations/{tenant}/plan/{requirement}#requirement", planned.requirement);
        side.set("tenant", started.tenant);
        side.set("assessment", assessment);
        side.set("/r/{token}#token", started.token.secret());
        side.set("link", started.token.secret());
        side.set("topic", &topic.id);
        side.set("requirement", requirement.uuid);
        let shown = t.app.assessment(&access, assessment).await.unwrap();
        side.set(
            "comment",
            t.app.write_comment(&access, &shown, requirement.uuid, "Angebot liegt vor.").await.unwrap(),
        );
        let file = b"Rechnung".to_vec();
        side.set("file", t.app.add_document(&access, &shown, requirement.uuid, "a.txt", file).await.unwrap().id);
        side.set("document", side.value("", "file"));
        letters(t, &mut side, number).await;
        // Nobody's: who has a calendar is set below, and a follow-up exists only months later (`reminders.rs`).
        side.set("/calendar/{file}#file", "none.ics");
        side.set("/follow-up/{token}#token", "0".repeat(32));
        side.set("question", question);
        side.set("risk", &t.app.content().risks()[0].id);
        side.set("consent", consent(t, &side.link, Purpose::Press, None).await);
        side.set("dossier", serde_json::to_string(&dossier).unwrap());
        side.set("fingerprint", "000000000000");
        side.set("/static/{fingerprint}/{name}#name", "app.css");
        let owner = crate::api::owner_of(t, started.tenant).await;
        let (token, _) = t.app.create_api_token(&owner, "Schlüssel", &ApiScope::ALL, 30).await.unwrap();
        side.set("/c/{tenant}/tokens/{token}/end#token", token.id);
        // The first operator's link: whoever has it can take it, so it is the same on both sides.
        side.set("/invitation/{token}#token", invitation);
        side.set("check", "kurzcheck");
        side.set("region", places.region);
        side.set("area", places.area);
        side.set("partner", places.partner);
        side.set("/sign-in/confirm/{token}#token", "0".repeat(32));
        side.set("provider", "keycloak");
        accounts(t, &mut side, number).await;
        side.help(t, &access, &region).await;
        (side, places)
    }

    /// Everybody, in the order of the columns.
    async fn people(t: &TestApp, own: &Side, places: &Places) -> Vec<(&'static str, Browser)> {
        let tenant = Scope::Organisation(own.value("", "tenant").parse().unwrap());
        let roles = [
            ("owner", Role::Owner, tenant),
            ("member", Role::Member, tenant),
            ("adviser", Role::Adviser, Scope::Partner(places.partner)),
            ("adviser-without", Role::Adviser, Scope::Partner(places.other_partner)),
            ("helper", Role::Helper, Scope::Partner(places.partner)),
            ("coordinator", Role::Coordinator, Scope::Area(places.area)),
            ("manager", Role::Manager, Scope::Region(places.region)),
            ("evaluator", Role::Evaluator, Scope::Region(places.region)),
            ("operator", Role::Operator, Scope::Installation),
        ];
        let mut people = vec![("visitor", t.browser()), ("link", t.browser())];
        people[1].1.get(&format!("/r/{}", own.link)).await.redirect();
        for (name, role, scope) in roles {
            let browser = t.signed_in(&format!("{name}@example.org"), &[Membership { role, scope }]).await;
            people.push((name, browser));
        }
        for (_, browser) in &mut people {
            // A page with a form token, which fits this visitor everywhere.
            browser.get("/about").await.ok();
        }
        people
    }
}

/// Gives a consent with the key to a folder.
async fn consent(t: &TestApp, link: &str, purpose: Purpose, partner: Option<PartnerId>) -> ConsentId {
    let access = t.app.open(&ResumeToken::parse(link).unwrap()).await.unwrap();
    let new = NewConsent { purpose, partner, version: "2026-11".to_owned(), language: Language::De };
    t.app.give_consent(&access, new).await.unwrap().id
}

/// A letter that could not be delivered, and a link that stops letters.
async fn letters(t: &TestApp, side: &mut Side, number: u128) {
    let address = format!("reader@example{number}.org");
    let operator = Membership { role: Role::Operator, scope: Scope::Installation };
    let account = t.app.appoint(&address, "", Language::De, operator).await.unwrap();
    let stoppable = Stoppable { account, kind: LetterKind::Digest };
    let token = t.app.stop_link(stoppable).await.unwrap();
    side.set("/unsubscribe/{token}#token", &token);
    side.set("/unsubscribe/{token}/resume#token", &token);
    t.run_jobs_until_idle().await;
    t.mailbox().fail_next(MailFault::Never("no such user".to_owned()));
    t.post(Letter::new("test", &address, "", Language::De)).await;
    t.run_jobs_until_idle().await;
    let session = t.app.begin_session(account, "password", "test").await.unwrap();
    let signed = t.app.signed_in(&session).await.unwrap();
    let dead = t.app.mail_queue(&signed, JobState::Dead, 0).await.unwrap();
    let to = ringwall_app::masked_address(&address);
    side.set("job", dead.letters.iter().find(|letter| letter.to == to).unwrap().id);
}

/// Begins the interviews of the world, as its adviser.
async fn interviews(adviser: &mut Browser, own: &mut Side) {
    for step in ["mark", "reply", "sign"] {
        let id = own.value(&format!("/c/{{tenant}}/a/{{assessment}}/interview/{step}"), "assessment");
        let interview = format!("/c/{}/a/{id}/interview", own.value("", "tenant"));
        adviser.post(&format!("{interview}/begin"), &[]).await.redirect();
        if step == "sign" {
            let page = adviser.get(&interview).await.ok();
            own.set("digest", page.between("name=\"digest\" value=\"", "\""));
            continue;
        }
        let question = own.value("", "question");
        let mark = [("question", question.as_str()), ("seen", "0"), ("clarify", "Seit wann?")];
        adviser.post(&format!("{interview}/mark"), &mark).await.redirect();
        if step == "reply" {
            adviser.post(&format!("{interview}/ask"), &[]).await.redirect();
        }
    }
}

/// Somebody who can sign in, and a link of every kind that mails carry.
async fn accounts(t: &TestApp, side: &mut Side, number: u128) {
    let email = format!("known-{number}@example.org");
    let password = "vier blaue Kühe singen";
    let region = RegionId(side.value("", "region").parse().unwrap());
    let evaluator = Membership { role: Role::Evaluator, scope: Scope::Region(region) };
    let account = t.app.appoint(&email, "", Language::De, evaluator).await.unwrap();
    let session = t.app.begin_session(account, "password", "testkit").await.unwrap();
    let signed = t.app.signed_in(&session).await.unwrap();
    t.app.change_password(&signed, password.to_owned()).await.unwrap();
    side.set("account", account);
    side.set("email", &email);
    side.set("password", password);
    let tenant = side.value("", "tenant").parse().unwrap();
    let access = t.app.open(&ResumeToken::parse(&side.link).unwrap()).await.unwrap();
    let keeping = Keeping {
        email: format!("keeps-{number}@example.org"),
        name: "Kim".to_owned(),
        organisation: String::new(),
        language: Language::De,
    };
    t.app.ask_to_keep(&access, keeping).await.unwrap();
    t.app.ask_to_recover(&email, Language::De).await.unwrap();
    t.app.ask_to_verify(&signed, &format!("verifies-{number}@example.org")).await.unwrap();
    let scope = Scope::Organisation(tenant);
    let owner = Membership { role: Role::Owner, scope };
    let owner = t.app.appoint(&format!("owns-{number}@example.org"), "", Language::De, owner).await.unwrap();
    let session = t.app.begin_session(owner, "password", "testkit").await.unwrap();
    let invite = Invite {
        membership: Membership { role: Role::Member, scope },
        place: Place::organisation(tenant),
        place_name: String::new(),
        email: format!("joins-{number}@example.org"),
        language: Language::De,
    };
    t.app.invite(&t.app.signed_in(&session).await.unwrap(), invite).await.unwrap();
    t.run_jobs_until_idle().await;
    for letter in t.mailbox().all() {
        for kind in ["invitation", "keep", "recover", "verify"] {
            let links = letter.links();
            let found = links.iter().find_map(|link| link.strip_prefix(&format!("/{kind}/")));
            if let Some(token) = found {
                side.set(&format!("/{kind}/{{token}}#token"), token);
            }
        }
    }
    t.mailbox().clear();
}
