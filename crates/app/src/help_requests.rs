//! Requests for help, as the organisation that asks sees them, and as the coordination of its area does.
//!
//! Whom to ask and what the partners say is in `proposals`, when they meet in `appointments`.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::{Permission, Place, Role, Scope},
    area::Area,
    consent::Purpose,
    help_request::{Asker, HelpRequest, HelpTopic, RequestEvent, RequestState, Wish},
    id::{AreaId, AssessmentId, HelpRequestId, PartnerId},
    language::Language,
    organisation::SizeClass,
    partner::Partner,
    refusal::Refusal,
};
use ringwall_store::{AppointmentRecord, HelpRecord, Proposal, Tx};

use crate::{Access, App, AppError, Job, Letter, Right, Signed, accounts::email_address};

/// Most requests of one organisation that are not over.
pub const MOST_RUNNING: usize = 5;
/// Requests on one page of a list.
pub const REQUESTS_AT_ONCE: usize = 30;
/// Days after which a request that nobody took ends.
const LAPSES_AFTER_DAYS: i64 = 60;

/// What an organisation asks.
#[derive(Clone, Debug)]
pub struct AskForHelp {
    /// The area in which help is looked for.
    pub area: AreaId,
    /// What it is about.
    pub topic: HelpTopic,
    /// What is wished for.
    pub wish: Wish,
    /// Convenient times.
    pub times: Vec<String>,
    /// Language of the talk.
    pub language: String,
    /// The result it wishes to show, once it consents.
    pub assessment: Option<AssessmentId>,
    /// Who asks.
    pub asker: Asker,
}

/// A request with all its organisation may see.
#[derive(Clone, Debug)]
pub struct HelpView {
    /// The request.
    pub record: HelpRecord,
    /// Where help is looked for.
    pub area: Area,
    /// Who was asked, with the reasons.
    pub asked: Vec<(Proposal, Partner)>,
    /// Who took it.
    pub partner: Option<Partner>,
    /// The newest appointment.
    pub appointment: Option<AppointmentRecord>,
    /// Whether whoever took it may read the folder already.
    pub consented: bool,
}

/// A part of the requests of an area.
#[derive(Clone, Debug)]
pub struct AreaRequests {
    /// The area.
    pub area: Area,
    /// Requests, newest first.
    pub requests: Vec<HelpRecord>,
    /// The last one shown, if older ones follow.
    pub next: Option<HelpRequestId>,
}

/// A request as the coordination of its area sees it.
#[derive(Clone, Debug)]
pub struct CoordinatorView {
    /// The request. Who asks is in it only while nobody is left to ask.
    pub record: HelpRecord,
    /// Who asks, while nobody is left to ask: somebody should call.
    pub asker: Option<Asker>,
    /// The area.
    pub area: Area,
    /// Who was asked, with the reasons.
    pub asked: Vec<(Proposal, Partner)>,
    /// Partners of the region who could be asked by hand.
    pub others: Vec<Partner>,
}

impl App {
    /// Asks for help: the first partners are asked at once.
    ///
    /// # Errors
    /// [`AppError::Denied`]; `area-unknown`, `assessment-not-finished`, `help-too-many` (parameter `most`),
    /// `email-invalid` and the refusals of [`HelpRequest::validated`].
    pub async fn ask_for_help(&self, access: &Access, ask: AskForHelp) -> Result<HelpRequestId, AppError> {
        access.require(Right::Work)?;
        let (tenant, by, now, id) =
            (access.tenant(), access.by(), self.now(), HelpRequestId(self.uuid_once("help-request")));
        let mut asker = ask.asker;
        asker.email = email_address(&asker.email)?;
        let app = self.clone();
        self.store()
            .write::<_, AppError>("ask_for_help", move |tx| {
                Box::pin(async move {
                    let organisation = tx.organisation(tenant).await?.ok_or(AppError::NotFound)?.organisation;
                    if tx.help_request(tenant, id).await?.is_some() {
                        return Ok(());
                    }
                    tx.area(ask.area).await?.ok_or(Refusal::new("area-unknown"))?;
                    if let Some(assessment) = ask.assessment {
                        let head = tx.assessment_head(tenant, assessment).await?.ok_or(AppError::NotFound)?;
                        if head.finished_at.is_none() {
                            return Err(Refusal::new("assessment-not-finished").into());
                        }
                    }
                    let running = tx.help_requests_of(tenant).await?;
                    if running.iter().filter(|record| !record.state.is_over()).count() >= MOST_RUNNING {
                        return Err(Refusal::new("help-too-many").with("most", MOST_RUNNING).into());
                    }
                    let request = HelpRequest {
                        topic: ask.topic,
                        wish: ask.wish,
                        times: ask.times,
                        language: ask.language,
                        kind: organisation.kind,
                        size: organisation.employees.map(SizeClass::of),
                        sector: organisation.sector,
                        asker,
                    }
                    .validated()?;
                    let mut record = HelpRecord {
                        tenant,
                        id,
                        area: ask.area,
                        state: RequestState::Open,
                        request,
                        assessment: ask.assessment,
                        partner: None,
                        round: 0,
                        stuck_at: None,
                        answer_by: None,
                        created_at: now,
                        changed_at: now,
                        revision: 1,
                    };
                    if tx.area_of(tenant).await?.is_none() {
                        tx.set_area(tenant, Some(ask.area)).await?;
                    }
                    tx.insert_help_request(&record).await?;
                    tx.append_audit(Some(tenant), now, by, "help-asked", record.request.wish.code()).await?;
                    let end = SignedDuration::from_hours(24 * LAPSES_AFTER_DAYS);
                    let end = now.checked_add(end).unwrap_or(Timestamp::MAX);
                    app.enqueue(tx, &Job::EndHelpRequest { request: id }, Some(tenant), end, None).await?;
                    app.ask_next(tx, &mut record).await
                })
            })
            .await?;
        Ok(id)
    }

    /// The requests of an organisation, newest first. For its own people: whom else it asked is no adviser's matter.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub async fn help_requests(&self, access: &Access) -> Result<Vec<HelpRecord>, AppError> {
        access.require(Right::Work)?;
        Ok(self.store().read().await?.help_requests_of(access.tenant()).await?)
    }

    /// One request of an organisation, for its own people.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn help_request(&self, access: &Access, id: HelpRequestId) -> Result<HelpView, AppError> {
        access.require(Right::Work)?;
        let tenant = access.tenant();
        let mut reader = self.store().read().await?;
        let record = reader.help_request(tenant, id).await?.ok_or(AppError::NotFound)?;
        let area = reader.area(record.area).await?.ok_or(AppError::NotFound)?;
        let mut asked = Vec::new();
        for proposal in reader.proposals_of(tenant, id).await? {
            if let Some(partner) = reader.partner(proposal.partner).await? {
                asked.push((proposal, partner));
            }
        }
        let partner = match record.partner {
            Some(partner) => reader.partner(partner).await?,
            None => None,
        };
        let appointment = reader.appointment_about(tenant, id).await?;
        let consents = reader.consents_of(tenant).await?;
        let consented = partner.as_ref().is_some_and(|partner| {
            consents.iter().any(|consent| {
                consent.is_current() && consent.purpose == Purpose::Advice && consent.partner == Some(partner.id)
            })
        });
        Ok(HelpView { record, area, asked, partner, appointment, consented })
    }

    /// Takes a request back. Whoever was asked, or had it in hand, is told.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible`; [`AppError::Conflict`].
    pub async fn withdraw_help(&self, access: &Access, id: HelpRequestId) -> Result<(), AppError> {
        access.require(Right::Work)?;
        let (app, tenant, by) = (self.clone(), access.tenant(), access.by());
        self.store()
            .write("withdraw_help", move |tx| {
                Box::pin(async move {
                    let mut record = tx.help_request(tenant, id).await?.ok_or(AppError::NotFound)?;
                    let now = app.now();
                    record.state = record.state.after(RequestEvent::Withdraw)?;
                    (record.answer_by, record.stuck_at) = (None, None);
                    app.save(tx, &mut record).await?;
                    tx.append_audit(Some(tenant), now, by, "help-withdrawn", "").await?;
                    let mut told = app.close_proposals(tx, &record).await?;
                    told.extend(record.partner);
                    app.call_off(tx, &record).await?;
                    for partner in told {
                        app.tell_partner(tx, &record, partner, "help-withdrawn", |letter| letter).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Says that a request was dealt with.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible`; [`AppError::Conflict`].
    pub async fn finish_help(&self, access: &Access, id: HelpRequestId) -> Result<(), AppError> {
        access.require(Right::Work)?;
        let (app, tenant, by) = (self.clone(), access.tenant(), access.by());
        self.store()
            .write("finish_help", move |tx| {
                Box::pin(async move {
                    let mut record = tx.help_request(tenant, id).await?.ok_or(AppError::NotFound)?;
                    record.state = record.state.after(RequestEvent::Finish)?;
                    app.save(tx, &mut record).await?;
                    tx.append_audit(Some(tenant), app.now(), by, "help-done", "").await?;
                    Ok(())
                })
            })
            .await
    }

    /// Stores how far a request is; the record then has its new revision.
    pub(crate) async fn save(&self, tx: &mut Tx, record: &mut HelpRecord) -> Result<(), AppError> {
        record.changed_at = self.now();
        if !tx.save_help_request(record).await? {
            return Err(AppError::Conflict);
        }
        record.revision += 1;
        Ok(())
    }

    /// Ends a request that nobody took in time. May run twice.
    pub(crate) async fn end_help_request(&self, id: HelpRequestId) -> Result<(), AppError> {
        let app = self.clone();
        self.store()
            .write("end_help_request", move |tx| {
                Box::pin(async move {
                    let Some(mut record) = tx.help_request_by_id(id).await? else { return Ok(()) };
                    let Ok(state) = record.state.after(RequestEvent::Lapse) else { return Ok(()) };
                    record.state = state;
                    (record.answer_by, record.stuck_at) = (None, None);
                    app.save(tx, &mut record).await?;
                    app.close_proposals(tx, &record).await?;
                    let by = ringwall_core::actor::Author::SYSTEM;
                    tx.append_audit(Some(record.tenant), app.now(), by, "help-lapsed", "").await?;
                    app.tell_asker(tx, &record, "help-lapsed", |letter| letter).await
                })
            })
            .await
    }

    /// Requests of an area, for its coordination, after this one.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn requests_of_area(
        &self,
        signed: &Signed,
        id: AreaId,
        after: Option<HelpRequestId>,
    ) -> Result<AreaRequests, AppError> {
        let mut reader = self.store().read().await?;
        let area = reader.area(id).await?.ok_or(AppError::NotFound)?;
        signed.require(Permission::SeeRequests, Place::area(area.region, id))?;
        let before = match after {
            Some(id) => reader.help_request_by_id(id).await?.filter(|record| record.area == area.id),
            None => None,
        };
        let before = before.map(|record| (record.created_at, record.id));
        let limit = u32::try_from(REQUESTS_AT_ONCE + 1).unwrap_or(u32::MAX);
        let mut requests = reader.help_requests_of_area(id, before, limit).await?;
        let more = requests.len() > REQUESTS_AT_ONCE;
        requests.truncate(REQUESTS_AT_ONCE);
        let next = requests.last().map(|record| record.id).filter(|_| more);
        Ok(AreaRequests { area, requests, next })
    }

    /// One request of an area. While nobody is left to ask, the coordination also sees who asks, and the organisation
    /// sees in its trail that it did.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn request_of_area(
        &self,
        signed: &Signed,
        area: AreaId,
        id: HelpRequestId,
    ) -> Result<CoordinatorView, AppError> {
        let mut reader = self.store().read().await?;
        let area = reader.area(area).await?.ok_or(AppError::NotFound)?;
        let by = signed.require(Permission::SeeRequests, Place::area(area.region, area.id))?;
        let record = reader.help_request_by_id(id).await?.filter(|record| record.area == area.id);
        let record = record.ok_or(AppError::NotFound)?;
        let partners = reader.partners_of(area.region).await?;
        let proposals = reader.proposals_of(record.tenant, id).await?;
        drop(reader);
        let named = |id: PartnerId| partners.iter().find(|partner| partner.id == id).cloned();
        let asked: Vec<_> =
            proposals.into_iter().filter_map(|proposal| Some((proposal.clone(), named(proposal.partner)?))).collect();
        let is_open = matches!(record.state, RequestState::Open | RequestState::Proposed);
        let others = partners
            .iter()
            .filter(|partner| {
                is_open && partner.serves(area.id) && asked.iter().all(|(_, known)| known.id != partner.id)
            })
            .cloned()
            .collect();
        let asker = record.stuck_at.map(|_| record.request.asker.clone());
        if asker.is_some() {
            let (tenant, now) = (record.tenant, self.now());
            self.store()
                .write::<_, AppError>("request_of_area", move |tx| {
                    Box::pin(async move {
                        tx.append_audit(Some(tenant), now, by, "help-contact-seen", &id.to_string()).await?;
                        Ok(())
                    })
                })
                .await?;
        }
        Ok(CoordinatorView { record, asker, area, asked, others })
    }

    /// A text in a language, for the words of letters.
    pub(crate) fn word(&self, language: Language, key: &str) -> String {
        self.content().texts().get(language, key)
    }

    /// Writes to whoever asked.
    pub(crate) async fn tell_asker(
        &self,
        tx: &mut Tx,
        record: &HelpRecord,
        template: &str,
        words: impl FnOnce(Letter) -> Letter + Send,
    ) -> Result<(), AppError> {
        let language = tx.organisation(record.tenant).await?.map_or(Language::De, |found| found.language);
        let asker = &record.request.asker;
        let letter = Letter::new(template, &asker.email, &asker.name, language)
            .with("wish", self.word(language, &format!("wish-{}", record.request.wish.code())))
            .leading_to(format!("/c/{}/help/{}", record.tenant, record.id));
        self.post(tx, words(letter), Some(record.tenant), None).await
    }

    /// Writes to everybody who answers for a partner. `words` is called once for each.
    pub(crate) async fn tell_partner(
        &self,
        tx: &mut Tx,
        record: &HelpRecord,
        partner: PartnerId,
        template: &str,
        words: impl Fn(Letter) -> Letter + Send,
    ) -> Result<(), AppError> {
        let area = tx.area(record.area).await?.map_or(String::new(), |area| area.name);
        for (account, role) in tx.people_of(Scope::Partner(partner)).await? {
            if role != Role::Adviser || account.disabled_at.is_some() {
                continue;
            }
            let letter = Letter::new(template, &account.email, &account.name, account.language)
                .with("area", &area)
                .with("wish", self.word(account.language, &format!("wish-{}", record.request.wish.code())))
                .leading_to(format!("/partner/{partner}/requests/{}", record.id));
            self.post(tx, words(letter), Some(record.tenant), None).await?;
        }
        Ok(())
    }
}
