//! Lets the people of the made-up region come, and do what they did, in the order in which it happened.
//!
//! Everybody comes as people do: by an invitation or a link that arrives by mail, with a password. Whatever they do goes
//! through the same operations as a page, with their own session.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow, bail};
use jiff::{Timestamp, ToSpan, civil::Weekday};
use ringwall_app::{
    Access, AnswerChange, App, AskForHelp, Invite, Keeping, LinkToken, MarkChange, NewAppointment, NewArea, NewConsent,
    NewPartner, NewRegion, Outcome, Proof, Saved, Seat, Signed, Worked,
};
use ringwall_content::{
    demo::{DemoArea, DemoDeed, DemoEvent, DemoNetwork, DemoPartner, DemoPerson},
    format,
};
use ringwall_core::{
    actor::{Membership, Place, Role, Scope},
    area::{Area, ContactPerson},
    check::AnswerValue,
    colour::Colour,
    consent::Purpose,
    help_request::{Asker, HelpTopic, Wish},
    id::{AccountId, AreaId, AssessmentId, HelpRequestId, PartnerId, RegionId, RequirementId, TenantId},
    interview::Proof as Shown,
    language::{Language, Localised},
    partner::Partner,
};
use ringwall_web::Letterbox;

use super::{DemoClock, Entered, requirement, stored};

/// When the region was opened.
const OPENED_DAYS_AGO: u32 = 90;
/// Most jobs done in one go before something is wrong.
const MOST_JOBS: u32 = 2_000;

/// Everything that was made so far.
struct Network<'a> {
    app: &'a App,
    clock: &'a DemoClock,
    letters: &'a Letterbox,
    given: &'a DemoNetwork,
    accounts: BTreeMap<String, AccountId>,
    areas: BTreeMap<String, AreaId>,
    partners: BTreeMap<String, PartnerId>,
    folders: BTreeMap<String, Entered>,
    /// The newest request of each folder.
    requests: BTreeMap<String, HelpRequestId>,
    /// The newest request of each folder that a partner took, and who.
    taken: BTreeMap<String, (HelpRequestId, PartnerId)>,
    interviews: BTreeMap<String, AssessmentId>,
}

/// Fills the database with everybody and everything.
pub(super) async fn fill(
    app: &App,
    clock: &DemoClock,
    letters: &Letterbox,
    title: &Localised,
    given: &DemoNetwork,
    folders: BTreeMap<String, Entered>,
) -> anyhow::Result<()> {
    let mut network = Network {
        app,
        clock,
        letters,
        given,
        accounts: BTreeMap::new(),
        areas: BTreeMap::new(),
        partners: BTreeMap::new(),
        folders,
        requests: BTreeMap::new(),
        taken: BTreeMap::new(),
        interviews: BTreeMap::new(),
    };
    network.open(title).await.context("demo: the region")?;
    let mut events: Vec<&DemoEvent> = given.events.iter().collect();
    events.sort_by_key(|event| std::cmp::Reverse(event.days_ago));
    let (mut day, mut minutes) = (u32::MAX, 0);
    for event in events {
        minutes = if event.days_ago == day { minutes + 7 } else { 0 };
        day = event.days_ago;
        clock.at_work(day, minutes);
        network
            .happen(event)
            .await
            .with_context(|| format!("demo: {}, {} days ago: {:?}", event.folder, event.days_ago, event.what))?;
        network.settle().await?;
    }
    clock.days_ago(0);
    network.settle().await
}

impl Network<'_> {
    /// Does every job that is due: letters arrive.
    async fn settle(&self) -> anyhow::Result<()> {
        for _ in 0..MOST_JOBS {
            match self.app.work().await? {
                Worked::Job { outcome: Outcome::Done, .. } => {}
                Worked::Job { kind, outcome } => bail!("a job did not end well: {kind}, {}", outcome.code()),
                Worked::Idle { next } if next.is_some_and(|next| next <= self.app.now()) => {}
                Worked::Idle { .. } => return Ok(()),
            }
        }
        bail!("the jobs never end")
    }

    /// The token in the newest letter to somebody whose link begins like this.
    async fn mailed(&self, email: &str, path: &str) -> anyhow::Result<LinkToken> {
        self.settle().await?;
        let letters = self.letters.all();
        let of_person = letters.iter().filter(|(_, letter)| letter.to == email);
        let found = of_person.filter_map(|(_, letter)| {
            let (_, rest) = letter.text.split_once(path)?;
            LinkToken::parse(rest.split_whitespace().next()?)
        });
        found.into_iter().next().with_context(|| format!("no letter to {email} with {path}"))
    }

    fn person(&self, email: &str) -> anyhow::Result<&DemoPerson> {
        self.given.person(email).with_context(|| format!("nobody has the address {email}"))
    }

    fn password(&self) -> Proof {
        Proof::Password(self.given.password.clone())
    }

    /// Somebody takes the invitation that came by mail.
    async fn come(&mut self, email: &str) -> anyhow::Result<()> {
        let token = self.mailed(email, "/invitation/").await?;
        let name = self.person(email)?.name.clone();
        let (account, _) = self.app.accept_as_new(&token, email, &name, Language::De, self.password()).await?;
        self.accounts.insert(email.to_owned(), account);
        Ok(())
    }

    /// Somebody signs in, as short as it takes.
    async fn signed(&self, email: &str) -> anyhow::Result<Signed> {
        let account = *self.accounts.get(email).with_context(|| format!("{email} has not come yet"))?;
        let token = self.app.begin_session(account, "password", "").await?;
        let signed = self.app.signed_in(&token).await?;
        self.app.end_session(&token).await?;
        Ok(signed)
    }

    async fn access(&self, email: &str, folder: &str) -> anyhow::Result<Access> {
        Ok(self.app.enter(&self.signed(email).await?, self.tenant(folder)?).await?)
    }

    fn folder(&self, name: &str) -> anyhow::Result<&Entered> {
        self.folders.get(name).with_context(|| format!("nobody keeps {name}"))
    }

    fn tenant(&self, name: &str) -> anyhow::Result<TenantId> {
        Ok(self.folder(name)?.tenant)
    }

    fn area(&self, slug: &str) -> anyhow::Result<AreaId> {
        self.areas.get(slug).copied().with_context(|| format!("there is no area {slug}"))
    }

    fn partner(&self, slug: &str) -> anyhow::Result<PartnerId> {
        self.partners.get(slug).copied().with_context(|| format!("there is no partner {slug}"))
    }

    fn requirement(&self, id: &str) -> anyhow::Result<RequirementId> {
        requirement(self.app.content(), id)
    }

    /// Operator, region, areas, partners, and everybody of them.
    async fn open(&mut self, title: &Localised) -> anyhow::Result<()> {
        self.clock.at_work(OPENED_DAYS_AGO, 0);
        let [operator, manager, ..] = self.given.people.as_slice() else { bail!("nobody runs the region") };
        let first = self.app.first_operator_link().await?.context("there is an operator already")?;
        let (account, _) =
            self.app.accept_as_new(&first, &operator.email, &operator.name, Language::De, self.password()).await?;
        self.accounts.insert(operator.email.clone(), account);
        let signed = self.signed(&operator.email).await?;
        // The printed link proves no address.
        self.app.ask_to_verify(&signed, &operator.email).await?;
        self.app.verify(&self.mailed(&operator.email, "/verify/").await?).await?;
        let new = NewRegion {
            name: title.clone(),
            slug: self.given.slug.clone(),
            manager: manager.email.clone(),
            language: Language::De,
        };
        let region = self.app.open_region(&signed, new).await?;
        self.come(&manager.email).await?;
        let manager = self.signed(&manager.email).await?;
        for found in self.app.regions(&signed).await?.into_iter().filter(|found| found.id == region) {
            let about = self.given.about.clone();
            self.app.change_region(&manager, ringwall_core::region::Region { about, ..found }).await?;
        }
        let given = self.given;
        for area in &given.areas {
            self.open_area(&manager, region, area).await.with_context(|| area.slug.clone())?;
        }
        for partner in &given.partners {
            self.enter_partner(&manager, region, partner).await.with_context(|| partner.slug.clone())?;
        }
        for person in &given.people {
            let scope = match person.role {
                Role::Evaluator => Scope::Region(region),
                Role::Adviser | Role::Helper => Scope::Partner(self.partner(&person.at)?),
                _ => continue,
            };
            if self.accounts.contains_key(&person.email) {
                continue;
            }
            let place = match scope {
                Scope::Partner(partner) => Place::partner(region, partner),
                _ => Place::region(region),
            };
            let place_name = match scope {
                Scope::Partner(_) => given.name_of(&person.at).to_owned(),
                _ => title.get(Language::De).to_owned(),
            };
            let membership = Membership { role: person.role, scope };
            let invite = Invite { membership, place, place_name, email: person.email.clone(), language: Language::De };
            self.app.invite(&manager, invite).await?;
            self.come(&person.email).await?;
        }
        Ok(())
    }

    /// The first person in a place.
    fn first_at(&self, slug: &str) -> anyhow::Result<DemoPerson> {
        let found = self.given.people.iter().find(|person| person.at == slug);
        found.cloned().with_context(|| format!("nobody is at {slug}"))
    }

    async fn open_area(&mut self, manager: &Signed, region: RegionId, given: &DemoArea) -> anyhow::Result<()> {
        let coordinator = self.first_at(&given.slug)?;
        let new = NewArea {
            kind: given.kind,
            name: given.name.clone(),
            slug: given.slug.clone(),
            municipality_key: String::new(),
            population: Some(given.population),
            coordinator: coordinator.email.clone(),
            language: Language::De,
        };
        let area = self.app.open_area(manager, region, new).await?;
        self.areas.insert(given.slug.clone(), area.id);
        self.come(&coordinator.email).await?;
        let area = Area {
            about: given.about.clone(),
            contact: ContactPerson {
                name: Some(coordinator.name.clone()),
                function: Some(given.function.clone()),
                email: Some(coordinator.email.clone()),
                phone: Some(given.phone.clone()),
                address: Some(given.address.clone()),
            },
            colour: Some(Colour::parse(&given.colour).map_err(|refusal| anyhow!("{refusal:?}"))?),
            ..area
        };
        Ok(self.app.change_area(&self.signed(&coordinator.email).await?, area).await?)
    }

    async fn enter_partner(&mut self, manager: &Signed, region: RegionId, given: &DemoPartner) -> anyhow::Result<()> {
        let adviser = self.first_at(&given.slug)?;
        let new = NewPartner {
            name: given.name.clone(),
            slug: given.slug.clone(),
            kind: given.kind,
            adviser: adviser.email.clone(),
            language: Language::De,
        };
        let id = self.app.enter_partner(manager, region, new).await?;
        self.partners.insert(given.slug.clone(), id);
        self.come(&adviser.email).await?;
        let (found, ..) = self.app.partner(manager, id).await?;
        let areas = given.areas.iter().map(|slug| self.area(slug)).collect::<anyhow::Result<_>>()?;
        let partner = Partner {
            about: given.about.clone(),
            contact: ContactPerson {
                name: Some(adviser.name.clone()),
                email: Some(adviser.email.clone()),
                ..ContactPerson::default()
            },
            offers: given.offers.clone(),
            areas,
            languages: given.languages.clone(),
            capacity: given.capacity,
            sells: given.sells,
            interests: given.interests.clone(),
            listed: true,
            ..found
        };
        Ok(self.app.change_partner(manager, partner).await?)
    }

    /// Lets one thing happen.
    async fn happen(&mut self, event: &DemoEvent) -> anyhow::Result<()> {
        let (by, folder) = (event.by.as_str(), event.folder.as_str());
        match &event.what {
            DemoDeed::Keep { area } => self.keep(by, folder, area).await,
            DemoDeed::Invite { person } => self.invite(by, folder, person).await,
            DemoDeed::Consent { purpose, partner } => self.consent(by, folder, *purpose, partner).await,
            DemoDeed::Plan { .. } => self.plan(by, folder, &event.what).await,
            DemoDeed::Comment { requirement, text } => {
                let access = self.access(by, folder).await?;
                let shown = self.app.assessment(&access, self.folder(folder)?.assessment).await?;
                self.app.write_comment(&access, &shown, self.requirement(requirement)?, text).await?;
                Ok(())
            }
            DemoDeed::Evidence { requirement, name, text } => {
                let access = self.access(by, folder).await?;
                let shown = self.app.assessment(&access, self.folder(folder)?.assessment).await?;
                let bytes = text.trim_start().as_bytes().to_vec();
                self.app.add_document(&access, &shown, self.requirement(requirement)?, name, bytes).await?;
                Ok(())
            }
            DemoDeed::Ask { topic, wish, times, message } => self.ask(by, folder, *topic, *wish, times, message).await,
            DemoDeed::Answer { accept } => self.answer(by, folder, *accept).await,
            DemoDeed::Appointment { .. } => self.appoint(by, folder, &event.what).await,
            DemoDeed::Interview { .. } => self.interview(by, folder, &event.what).await,
            DemoDeed::Mark { question, shown, clarify, private } => {
                let access = self.access(by, folder).await?;
                let id = self.interview_of(folder)?;
                let check = std::sync::Arc::clone(&self.app.assessment(&access, id).await?.check);
                let placed = check.check.question_named(question).context("unknown question")?;
                let change = MarkChange {
                    proof: (!shown.is_empty()).then_some(Shown::Shown),
                    shown: shown.clone(),
                    clarify: clarify.clone(),
                    private: private.clone(),
                };
                stored(&self.app.note_mark(&access, id, placed.question.uuid, change, 0).await?)
            }
            DemoDeed::Clarify => {
                let access = self.access(by, folder).await?;
                Ok(self.app.ask_to_clarify(&access, self.interview_of(folder)?).await?)
            }
        }
    }

    async fn keep(&mut self, by: &str, folder: &str, area: &str) -> anyhow::Result<()> {
        let access = self.app.open(&self.folder(folder)?.token).await?;
        let keeping = Keeping {
            email: by.to_owned(),
            name: self.person(by)?.name.clone(),
            organisation: String::new(),
            language: Language::De,
        };
        self.app.ask_to_keep(&access, keeping).await?;
        let token = self.mailed(by, "/keep/").await?;
        let (account, _) = self.app.keep_as_new(&token, self.password()).await?;
        self.accounts.insert(by.to_owned(), account);
        let access = self.access(by, folder).await?;
        Ok(self.app.choose_area(&access, Some(self.area(area)?)).await?)
    }

    async fn invite(&mut self, by: &str, folder: &str, person: &str) -> anyhow::Result<()> {
        let tenant = self.tenant(folder)?;
        let role = self.person(person)?.role;
        let invite = Invite {
            membership: Membership { role, scope: Scope::Organisation(tenant) },
            place: Place::organisation(tenant),
            place_name: folder.to_owned(),
            email: person.to_owned(),
            language: Language::De,
        };
        self.app.invite(&self.signed(by).await?, invite).await?;
        self.come(person).await
    }

    async fn consent(&self, by: &str, folder: &str, purpose: Purpose, partner: &str) -> anyhow::Result<()> {
        let access = self.access(by, folder).await?;
        let today = self.app.now().to_zoned_datetime(format::zone()).date();
        let text = self.app.content().consent(purpose, today).context("no words for this consent")?;
        let version = text.version.clone();
        let partner = if partner.is_empty() { None } else { Some(self.partner(partner)?) };
        self.app.give_consent(&access, NewConsent { purpose, partner, version, language: Language::De }).await?;
        Ok(())
    }

    async fn plan(&self, by: &str, folder: &str, deed: &DemoDeed) -> anyhow::Result<()> {
        let DemoDeed::Plan { requirement, status, owner, due_in_days, note } = deed else { return Ok(()) };
        let access = self.access(by, folder).await?;
        let mut item = self.app.plan_item(&access, self.requirement(requirement)?).await?;
        // Days count from the day of the demonstration, whenever it was entered.
        let today = self.clock.real.now().to_zoned_datetime(format::zone()).date();
        let due = due_in_days.and_then(|days| today.checked_add(i64::from(days).days()).ok());
        item.status = *status;
        item.owner_account = self.accounts.get(owner).copied();
        item.owner.clone_from(owner);
        item.due = due.or(item.due);
        if !note.is_empty() {
            item.note.clone_from(note);
        }
        stored(&self.app.change_plan(&access, item).await?)
    }

    async fn ask(
        &mut self,
        by: &str,
        folder: &str,
        topic: HelpTopic,
        wish: Wish,
        times: &[String],
        message: &str,
    ) -> anyhow::Result<()> {
        let access = self.access(by, folder).await?;
        let area = self.app.own_area(&access).await?.context("belongs to no area")?;
        let asker = Asker {
            name: self.person(by)?.name.clone(),
            email: by.to_owned(),
            phone: Some("02999 123-99".to_owned()),
            organisation: Some(folder.to_owned()),
            message: message.to_owned(),
        };
        let finished = self.app.assessment(&access, self.folder(folder)?.assessment).await?;
        let assessment = finished.assessment.finished_at.map(|_| finished.assessment.id);
        let (area, times, language) = (area.id, times.to_vec(), "de".to_owned());
        let ask = AskForHelp { area, topic, wish, times, language, assessment, asker };
        let id = self.app.ask_for_help(&access, ask).await?;
        self.requests.insert(folder.to_owned(), id);
        Ok(())
    }

    /// The partner somebody works for.
    fn partner_of(&self, email: &str) -> anyhow::Result<PartnerId> {
        self.partner(&self.person(email)?.at)
    }

    async fn answer(&mut self, by: &str, folder: &str, accept: bool) -> anyhow::Result<()> {
        let (signed, partner) = (self.signed(by).await?, self.partner_of(by)?);
        let request = *self.requests.get(folder).context("nobody asked")?;
        self.app.answer_request(&signed, partner, request, accept).await?;
        if accept {
            self.taken.insert(folder.to_owned(), (request, partner));
        }
        Ok(())
    }

    async fn appoint(&self, by: &str, folder: &str, deed: &DemoDeed) -> anyhow::Result<()> {
        let DemoDeed::Appointment { in_days, hour, meeting, place, confirmed_by } = deed else { return Ok(()) };
        let (request, partner) = *self.taken.get(folder).context("nobody took the request")?;
        let today = self.clock.real.now().to_zoned_datetime(format::zone()).date();
        let mut day = today.checked_add(i64::from(*in_days).days())?;
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            day = day.tomorrow()?;
        }
        let starts_at: Timestamp = day.at(*hour, 0, 0, 0).to_zoned_datetime(format::zone())?.timestamp();
        let new = NewAppointment { starts_at, minutes: 90, meeting: *meeting, place: place.clone() };
        let signed = self.signed(by).await?;
        self.app.propose_appointment(Seat::Partner(&signed, partner), request, new).await?;
        let access = self.access(confirmed_by, folder).await?;
        Ok(self.app.confirm_appointment(Seat::Organisation(&access), request).await?)
    }

    fn interview_of(&self, folder: &str) -> anyhow::Result<AssessmentId> {
        self.interviews.get(folder).copied().context("no interview was begun")
    }

    async fn interview(&mut self, by: &str, folder: &str, deed: &DemoDeed) -> anyhow::Result<()> {
        let DemoDeed::Interview { check, yes, no, unknown } = deed else { return Ok(()) };
        // The organisation begins the check, the adviser leads through it.
        let owner = self.given.people.iter().find(|person| person.at == folder).context("nobody owns it")?;
        let owner = self.access(&owner.email, folder).await?;
        let id = self.app.start_another(&owner, check).await?;
        let access = self.access(by, folder).await?;
        self.app.begin_interview(&access, id).await?;
        let loaded = std::sync::Arc::clone(&self.app.assessment(&access, id).await?.check);
        for (value, ids) in [(AnswerValue::Yes, yes), (AnswerValue::No, no), (AnswerValue::Unknown, unknown)] {
            for question in ids {
                let placed = loaded.check.question_named(question).context("unknown question")?;
                let change = AnswerChange::Value(Some(value));
                let saved: Saved<_> = self.app.answer(&access, id, placed.question.uuid, change, 0).await?;
                stored(&saved)?;
            }
        }
        self.interviews.insert(folder.to_owned(), id);
        Ok(())
    }
}
