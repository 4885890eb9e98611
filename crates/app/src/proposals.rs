//! Proposals: asking partners, and what they say.
//!
//! The rule of whom to ask is `core::matching`. The first partner who accepts has it; the others are told. A link in a
//! mail shows the question; only the button on that page answers, so that a program that opens links answers nothing.

use std::fmt::Write;

use jiff::{SignedDuration, Timestamp, civil::time};
use ringwall_content::format;
use ringwall_core::{
    actor::{Author, Permission, Place, Role, Scope},
    help_request::{Asker, ProposalState, RequestEvent, RequestState},
    id::{AreaId, HelpRequestId, PartnerId},
    matching::{self, Candidate, FAIR_DAYS, Match, Reason},
    partner::Partner,
    refusal::Refusal,
    working_day::after_working_days,
};
use ringwall_store::{AppointmentRecord, HelpRecord, Proposal, Tx};

use crate::{App, AppError, ForPartner, Job, Letter, LinkToken, Signed, help_requests::REQUESTS_AT_ONCE};

/// A request as a partner that was asked sees it.
#[derive(Clone, Debug)]
pub struct PartnerView {
    /// What was asked of this partner, and why.
    pub proposal: Proposal,
    /// How far the request is.
    pub state: RequestState,
    /// The request. Who asks is blank in it, see `asker`.
    pub record: HelpRecord,
    /// Who asks: for the partner who has it in hand.
    pub asker: Option<Asker>,
    /// Name of the area.
    pub area: String,
    /// The partner.
    pub partner: Partner,
    /// Requests it took this month.
    pub taken_this_month: u32,
    /// The newest appointment, for the partner who has it in hand.
    pub appointment: Option<AppointmentRecord>,
}

impl PartnerView {
    /// Whether this partner can still say yes or no.
    pub fn is_open(&self) -> bool {
        self.proposal.state == ProposalState::Open && self.state == RequestState::Proposed
    }
}

/// A part of what a partner was asked.
#[derive(Clone, Debug)]
pub struct PartnerRequests {
    /// The partner.
    pub partner: Partner,
    /// What it was asked, newest first, with the request and the name of its area.
    pub requests: Vec<(Proposal, HelpRecord, String)>,
    /// The last one shown, if older ones follow.
    pub next: Option<HelpRequestId>,
    /// Requests it took this month.
    pub taken_this_month: u32,
}

/// Who asks, before somebody has taken the request.
fn nobody() -> Asker {
    Asker { name: String::new(), email: String::new(), phone: None, organisation: None, message: String::new() }
}

impl App {
    /// The end of the last working day on which partners can answer who are asked now: 18 o'clock in the region.
    pub(crate) fn answer_by(&self, now: Timestamp) -> Timestamp {
        let local = now.to_zoned_datetime(format::zone());
        let day = after_working_days(local.date(), self.settings().help_answer_days.max(1));
        let end = day.to_datetime(time(18, 0, 0, 0)).to_zoned_datetime(format::zone());
        end.map_or(now, |end| end.timestamp())
    }

    /// The first instant of the month in the region.
    fn month_begin(now: Timestamp) -> Timestamp {
        let first = now.to_zoned_datetime(format::zone()).date().first_of_month();
        first.to_zoned_datetime(format::zone()).map_or(now, |begin| begin.timestamp())
    }

    async fn candidates(&self, tx: &mut Tx, area: AreaId) -> Result<Vec<Candidate>, AppError> {
        let region = tx.area(area).await?.ok_or(AppError::NotFound)?.region;
        let now = self.now();
        let fair = SignedDuration::from_hours(24 * i64::from(FAIR_DAYS));
        let fair = now.checked_sub(fair).unwrap_or(Timestamp::MIN);
        let loads = tx.loads(region, Self::month_begin(now), fair).await?;
        let partners = tx.partners_of(region).await?;
        Ok(partners
            .into_iter()
            .filter_map(|partner| {
                let load = loads.iter().find(|load| load.partner == partner.id)?;
                // A partner without people cannot answer.
                (load.advisers > 0).then_some(Candidate {
                    partner,
                    taken_this_month: load.taken,
                    asked_recently: load.asked,
                })
            })
            .collect())
    }

    /// Asks the next partners; if nobody is left, the coordination of the area and whoever asked are told.
    pub(crate) async fn ask_next(&self, tx: &mut Tx, record: &mut HelpRecord) -> Result<(), AppError> {
        let candidates = self.candidates(tx, record.area).await?;
        let before = tx.proposals_of(record.tenant, record.id).await?;
        let asked: Vec<PartnerId> = before.iter().map(|proposal| proposal.partner).collect();
        let found = matching::propose(record.id, &record.request, record.area, &candidates, &asked);
        if !found.is_empty() {
            return self.ask(tx, record, found).await;
        }
        if record.state == RequestState::Proposed {
            record.state = record.state.after(RequestEvent::NobodyAnswered)?;
        }
        let first_time = record.stuck_at.is_none();
        record.stuck_at = Some(record.stuck_at.unwrap_or(self.now()));
        record.answer_by = None;
        self.save(tx, record).await?;
        if first_time {
            tx.append_audit(Some(record.tenant), self.now(), Author::SYSTEM, "help-nobody-left", "").await?;
            self.tell_coordination(tx, record).await?;
            self.tell_asker(tx, record, "help-stuck-asker", |letter| letter).await?;
        }
        Ok(())
    }

    /// Asks these partners.
    async fn ask(&self, tx: &mut Tx, record: &mut HelpRecord, found: Vec<Match>) -> Result<(), AppError> {
        let now = self.now();
        let until = self.answer_by(now);
        record.state = record.state.after(RequestEvent::Propose)?;
        record.round += 1;
        (record.answer_by, record.stuck_at) = (Some(until), None);
        self.save(tx, record).await?;
        for one in found {
            let token = LinkToken::new(self);
            let proposal = Proposal {
                tenant: record.tenant,
                id: self.new_uuid(),
                request: record.id,
                partner: one.partner,
                round: record.round,
                state: ProposalState::Open,
                reasons: one.reasons,
                created_at: now,
                answered_at: None,
            };
            tx.insert_proposal(&proposal, token.hash()).await?;
            let by = Author::SYSTEM.on_behalf_of(one.partner);
            tx.append_audit(Some(record.tenant), now, by, "help-proposed", "").await?;
            let path = format!("/proposal/{}", token.secret());
            self.tell_partner(tx, record, one.partner, "help-proposal", |letter| {
                self.described(letter, record, &proposal.reasons, until).leading_to(path.clone())
            })
            .await?;
        }
        let job = Job::HelpDeadline { request: record.id, round: record.round };
        self.enqueue(tx, &job, Some(record.tenant), until, None).await.map(drop)
    }

    /// What a partner may know before it says yes, as words of a letter.
    fn described(&self, letter: Letter, record: &HelpRecord, reasons: &[Reason], until: Timestamp) -> Letter {
        let (language, request) = (letter.language, &record.request);
        let unknown = || self.word(language, "help-unknown");
        let size = request.size.map_or_else(unknown, |size| self.word(language, &format!("size-{}", size.code())));
        let sector =
            request.sector.as_ref().map_or_else(unknown, |sector| self.word(language, &format!("sector-{sector}")));
        let reasons = reasons.iter().fold(String::new(), |mut text, reason| {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n– {}", self.word(language, &format!("reason-{}", reason.code())));
            text
        });
        letter
            .with("kind", self.word(language, &format!("organisation-kind-{}", request.kind.code())))
            .with("size", size)
            .with("sector", sector)
            .with("topic", self.word(language, &format!("help-topic-{}", request.topic.code())))
            .with("reasons", reasons.trim_start())
            .with("until", format::instant(language, until))
    }

    async fn tell_coordination(&self, tx: &mut Tx, record: &HelpRecord) -> Result<(), AppError> {
        let area = tx.area(record.area).await?.ok_or(AppError::NotFound)?;
        let mut told = tx.people_of(Scope::Area(area.id)).await?;
        told.retain(|(account, role)| *role == Role::Coordinator && account.disabled_at.is_none());
        let (template, path) = if told.is_empty() {
            told = tx.people_of(Scope::Region(area.region)).await?;
            told.retain(|(account, role)| *role == Role::Manager && account.disabled_at.is_none());
            ("help-stuck-manager", format!("/regions/{}", area.region))
        } else {
            ("help-stuck", format!("/areas/{}/requests/{}", area.id, record.id))
        };
        for (account, _) in told {
            let letter = Letter::new(template, &account.email, &account.name, account.language)
                .with("area", &area.name)
                .leading_to(path.clone());
            self.post(tx, letter, Some(record.tenant), None).await?;
        }
        Ok(())
    }

    /// Closes what is still open; whom it was.
    pub(crate) async fn close_proposals(&self, tx: &mut Tx, record: &HelpRecord) -> Result<Vec<PartnerId>, AppError> {
        self.end_proposals(tx, record, ProposalState::Closed).await
    }

    async fn end_proposals(
        &self,
        tx: &mut Tx,
        record: &HelpRecord,
        to: ProposalState,
    ) -> Result<Vec<PartnerId>, AppError> {
        let now = self.now();
        let mut ended = Vec::new();
        for proposal in tx.proposals_of(record.tenant, record.id).await? {
            if proposal.state == ProposalState::Open
                && tx.answer_proposal(record.tenant, proposal.id, ProposalState::Open, to, now).await?
            {
                ended.push(proposal.partner);
            }
        }
        Ok(ended)
    }

    /// Asks the next partners if those of this round have let the time pass. May run twice.
    pub(crate) async fn help_deadline(&self, id: HelpRequestId, round: u32) -> Result<(), AppError> {
        let app = self.clone();
        self.store()
            .write("help_deadline", move |tx| {
                Box::pin(async move {
                    let Some(mut record) = tx.help_request_by_id(id).await? else { return Ok(()) };
                    if record.state != RequestState::Proposed || record.round != round {
                        return Ok(());
                    }
                    app.end_proposals(tx, &record, ProposalState::Lapsed).await?;
                    app.ask_next(tx, &mut record).await
                })
            })
            .await
    }

    /// Asks a partner that the coordination of the area has chosen.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible`, `partner-without-people`;
    /// [`AppError::Conflict`].
    pub async fn ask_partner(
        &self,
        signed: &Signed,
        area: AreaId,
        id: HelpRequestId,
        partner: PartnerId,
    ) -> Result<(), AppError> {
        let found = self.store().read().await?.area(area).await?.ok_or(AppError::NotFound)?;
        let by = signed.require(Permission::SeeRequests, Place::area(found.region, area))?;
        let app = self.clone();
        self.store()
            .write("ask_partner", move |tx| {
                Box::pin(async move {
                    let record = tx.help_request_by_id(id).await?.filter(|record| record.area == area);
                    let mut record = record.ok_or(AppError::NotFound)?;
                    let candidates = app.candidates(tx, area).await?;
                    let known = tx.partner(partner).await?.is_some_and(|partner| partner.region == found.region);
                    if !known {
                        return Err(AppError::NotFound);
                    }
                    if candidates.iter().all(|candidate| candidate.partner.id != partner) {
                        return Err(Refusal::new("partner-without-people").into());
                    }
                    record.state.after(RequestEvent::Propose)?;
                    let before = tx.proposals_of(record.tenant, id).await?;
                    if before.iter().any(|asked| asked.partner == partner && asked.state == ProposalState::Open) {
                        // Pressed twice, or asked by the rule in the meantime.
                        return Ok(());
                    }
                    tx.append_audit(Some(record.tenant), app.now(), by, "help-partner-chosen", "").await?;
                    app.ask(tx, &mut record, vec![Match { partner, reasons: vec![Reason::Chosen] }]).await
                })
            })
            .await
    }

    /// What the link in a mail is about.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed link or one whose request is gone.
    pub async fn proposal(&self, token: &LinkToken) -> Result<PartnerView, AppError> {
        let mut reader = self.store().read().await?;
        let proposal = reader.proposal_by_token(token.hash()).await?.ok_or(AppError::NotFound)?;
        drop(reader);
        self.partner_view(proposal).await
    }

    /// What a partner was asked about a request, for its own people.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn request_to_partner(
        &self,
        who: impl Into<ForPartner<'_>> + Send,
        partner: PartnerId,
        request: HelpRequestId,
    ) -> Result<PartnerView, AppError> {
        let who = who.into();
        let mut reader = self.store().read().await?;
        let found = reader.partner(partner).await?.ok_or(AppError::NotFound)?;
        who.require(&found)?;
        let proposal = reader.proposal_to(partner, request).await?.ok_or(AppError::NotFound)?;
        drop(reader);
        self.partner_view(proposal).await
    }

    async fn partner_view(&self, proposal: Proposal) -> Result<PartnerView, AppError> {
        let mut reader = self.store().read().await?;
        let record = reader.help_request(proposal.tenant, proposal.request).await?;
        let mut record = record.ok_or(AppError::NotFound)?;
        let partner = reader.partner(proposal.partner).await?.ok_or(AppError::NotFound)?;
        let area = reader.area(record.area).await?.ok_or(AppError::NotFound)?.name;
        let loads = reader.loads(partner.region, Self::month_begin(self.now()), self.now()).await?;
        let taken_this_month = loads.iter().find(|load| load.partner == partner.id).map_or(0, |load| load.taken);
        let has_it = record.partner == Some(partner.id) && record.state.is_taken();
        let appointment = if has_it { reader.appointment_about(record.tenant, record.id).await? } else { None };
        let asker = std::mem::replace(&mut record.request.asker, nobody());
        let asker = has_it.then_some(asker);
        Ok(PartnerView { state: record.state, proposal, record, asker, area, partner, taken_this_month, appointment })
    }

    /// What a partner was asked, for its own people, after this request.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn requests_to_partner(
        &self,
        who: impl Into<ForPartner<'_>> + Send,
        partner: PartnerId,
        after: Option<HelpRequestId>,
    ) -> Result<PartnerRequests, AppError> {
        let who = who.into();
        let mut reader = self.store().read().await?;
        let found = reader.partner(partner).await?.ok_or(AppError::NotFound)?;
        who.require(&found)?;
        let before = match after {
            Some(request) => reader.proposal_to(partner, request).await?,
            None => None,
        };
        let before = before.map(|proposal| (proposal.created_at, proposal.id));
        let limit = u32::try_from(REQUESTS_AT_ONCE + 1).unwrap_or(u32::MAX);
        let mut proposals = reader.proposals_to(partner, before, limit).await?;
        let more = proposals.len() > REQUESTS_AT_ONCE;
        proposals.truncate(REQUESTS_AT_ONCE);
        let next = proposals.last().map(|proposal| proposal.request).filter(|_| more);
        let areas = reader.areas_of(found.region).await?;
        let mut requests = Vec::new();
        for proposal in proposals {
            if let Some(mut record) = reader.help_request(proposal.tenant, proposal.request).await? {
                if record.partner != Some(partner) || !record.state.is_taken() {
                    record.request.asker = nobody();
                }
                let area = areas.iter().find(|area| area.id == record.area).map_or("", |area| area.name.as_str());
                requests.push((proposal, record, area.to_owned()));
            }
        }
        let loads = reader.loads(found.region, Self::month_begin(self.now()), self.now()).await?;
        let taken_this_month = loads.iter().find(|load| load.partner == partner).map_or(0, |load| load.taken);
        Ok(PartnerRequests { partner: found, requests, next, taken_this_month })
    }

    /// A partner's answer by the link in a mail. Returns what the page then shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed link; `proposal-over` if it comes too late.
    pub async fn answer_by_link(&self, token: &LinkToken, accept: bool) -> Result<PartnerView, AppError> {
        let proposal = self.store().read().await?.proposal_by_token(token.hash()).await?.ok_or(AppError::NotFound)?;
        let by = Author { role: Role::Adviser.code(), account: None, partner: Some(proposal.partner) };
        self.decide(proposal, accept, by).await?;
        self.proposal(token).await
    }

    /// A partner's answer by somebody who signed in.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `proposal-over` if it comes too late.
    pub async fn answer_request(
        &self,
        who: impl Into<ForPartner<'_>> + Send,
        partner: PartnerId,
        request: HelpRequestId,
        accept: bool,
    ) -> Result<(), AppError> {
        let who = who.into();
        let mut reader = self.store().read().await?;
        let found = reader.partner(partner).await?.ok_or(AppError::NotFound)?;
        let by = who.require(&found)?.on_behalf_of(partner);
        let proposal = reader.proposal_to(partner, request).await?.ok_or(AppError::NotFound)?;
        drop(reader);
        self.decide(proposal, accept, by).await
    }

    async fn decide(&self, proposal: Proposal, accept: bool, by: Author) -> Result<(), AppError> {
        let app = self.clone();
        self.store()
            .write("decide", move |tx| {
                Box::pin(async move {
                    // Of two who answer at once, the second sees what the first did: saving compares the revision, and
                    // whoever lost looks again.
                    for _ in 0..4 {
                        match app.decide_once(tx, &proposal, accept, by).await {
                            Err(AppError::Conflict) => {}
                            done => return done,
                        }
                    }
                    Err(AppError::Conflict)
                })
            })
            .await
    }

    async fn decide_once(&self, tx: &mut Tx, asked: &Proposal, accept: bool, by: Author) -> Result<(), AppError> {
        let (tenant, id, partner, now) = (asked.tenant, asked.request, asked.partner, self.now());
        let mut record = tx.help_request(tenant, id).await?.ok_or(AppError::NotFound)?;
        let proposals = tx.proposals_of(tenant, id).await?;
        let current = proposals.iter().find(|proposal| proposal.id == asked.id).ok_or(AppError::NotFound)?;
        let wanted = if accept { ProposalState::Accepted } else { ProposalState::Declined };
        if current.state == wanted {
            // Pressed twice.
            return Ok(());
        }
        if current.state != ProposalState::Open || record.state != RequestState::Proposed {
            return Err(Refusal::new("proposal-over").into());
        }
        if accept {
            record.state = record.state.after(RequestEvent::Accept)?;
            (record.partner, record.answer_by) = (Some(partner), None);
        }
        // Saved also for a refusal: whoever answers at the same moment then looks again.
        self.save(tx, &mut record).await?;
        tx.answer_proposal(tenant, current.id, ProposalState::Open, wanted, now).await?;
        let event = if accept { "help-accepted" } else { "help-declined" };
        tx.append_audit(Some(tenant), now, by, event, "").await?;
        if !accept {
            let waiting = proposals.iter().any(|other| other.id != current.id && other.state == ProposalState::Open);
            return if waiting { Ok(()) } else { self.ask_next(tx, &mut record).await };
        }
        for other in self.close_proposals(tx, &record).await? {
            self.tell_partner(tx, &record, other, "help-taken", |letter| letter).await?;
        }
        let asker = record.request.asker.clone();
        self.tell_partner(tx, &record, partner, "help-contact", |letter| {
            let missing = self.word(letter.language, "help-unknown");
            let given = |text: &Option<String>| text.clone().unwrap_or_else(|| missing.clone());
            let (organisation, phone) = (given(&asker.organisation), given(&asker.phone));
            letter
                .with("organisation", organisation)
                .with("name", &asker.name)
                .with("email", &asker.email)
                .with("phone", phone)
                .with("message", if asker.message.is_empty() { "–" } else { &asker.message })
        })
        .await?;
        let name = tx.partner(partner).await?.map_or(String::new(), |partner| partner.name);
        self.tell_asker(tx, &record, "help-accepted", |letter| letter.with("partner", name)).await
    }

    /// The partner gives a request back; the next ones are asked.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible`; [`AppError::Conflict`].
    pub async fn give_back(
        &self,
        who: impl Into<ForPartner<'_>> + Send,
        partner: PartnerId,
        id: HelpRequestId,
    ) -> Result<(), AppError> {
        let by = self.has_in_hand(who.into(), partner, id).await?;
        let app = self.clone();
        self.store()
            .write("give_back", move |tx| {
                Box::pin(async move {
                    let mut record = tx.help_request_by_id(id).await?.ok_or(AppError::NotFound)?;
                    if record.partner != Some(partner) {
                        return Err(AppError::NotFound);
                    }
                    record.state = record.state.after(RequestEvent::GiveBack)?;
                    app.call_off(tx, &record).await?;
                    let name = tx.partner(partner).await?.map_or(String::new(), |partner| partner.name);
                    record.partner = None;
                    app.save(tx, &mut record).await?;
                    let (tenant, now) = (record.tenant, app.now());
                    if let Some(taken) = tx.proposal_to(partner, id).await? {
                        let (from, to) = (ProposalState::Accepted, ProposalState::Declined);
                        tx.answer_proposal(tenant, taken.id, from, to, now).await?;
                    }
                    tx.append_audit(Some(tenant), now, by, "help-given-back", "").await?;
                    app.tell_asker(tx, &record, "help-given-back", |letter| letter.with("partner", name)).await?;
                    app.ask_next(tx, &mut record).await
                })
            })
            .await
    }

    /// The partner says that a request was dealt with.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible`; [`AppError::Conflict`].
    pub async fn finish_request(
        &self,
        who: impl Into<ForPartner<'_>> + Send,
        partner: PartnerId,
        id: HelpRequestId,
    ) -> Result<(), AppError> {
        let by = self.has_in_hand(who.into(), partner, id).await?;
        let app = self.clone();
        self.store()
            .write("finish_request", move |tx| {
                Box::pin(async move {
                    let mut record = tx.help_request_by_id(id).await?.ok_or(AppError::NotFound)?;
                    record.state = record.state.after(RequestEvent::Finish)?;
                    app.save(tx, &mut record).await?;
                    tx.append_audit(Some(record.tenant), app.now(), by, "help-done", "").await?;
                    Ok(())
                })
            })
            .await
    }

    /// Who acts for the partner that has this request.
    pub(crate) async fn has_in_hand(
        &self,
        who: ForPartner<'_>,
        partner: PartnerId,
        id: HelpRequestId,
    ) -> Result<Author, AppError> {
        let mut reader = self.store().read().await?;
        let found = reader.partner(partner).await?.ok_or(AppError::NotFound)?;
        let by = who.require(&found)?;
        let record = reader.help_request_by_id(id).await?.filter(|record| record.partner == Some(partner));
        record.map(|_| by.on_behalf_of(partner)).ok_or(AppError::NotFound)
    }
}
