//! What waits for one person in all the places where they have something to do: asked once for all of them.
//!
//! Knows nothing about who may see it; the caller names the partners, areas and organisations of the person.

use jiff::Timestamp;
use ringwall_core::{
    appointment::{AppointmentState, Party},
    help_request::{HelpRequest, Wish},
    id::{AccountId, AreaId, AssessmentId, HelpRequestId, PartnerId, TenantId},
    interview::{Signature, Stage},
    organisation::Organisation,
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError,
    db::{on, row, sql},
    types::{Doc, Micros, counter, id_list, known, tenant_list},
};

/// A request that waits for a partner's answer, or for the coordination because nobody is left to ask. Says nothing
/// about who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRequest {
    /// Which request.
    pub id: HelpRequestId,
    /// Which partner was asked; nobody if nobody is left to ask.
    pub partner: Option<PartnerId>,
    /// Where help is looked for.
    pub area: AreaId,
    /// What that area is called.
    pub area_name: String,
    /// What is wished for.
    pub wish: Wish,
    /// Until when the partner can answer.
    pub until: Option<Timestamp>,
    /// Counts changes.
    pub revision: u32,
}

/// An appointment that lies ahead, or a time that somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentAhead {
    /// Whose request.
    pub tenant: TenantId,
    /// Which request.
    pub request: HelpRequestId,
    /// Who took it.
    pub partner: PartnerId,
    /// What the partner is called.
    pub partner_name: String,
    /// What the organisation calls itself, as it said when it asked.
    pub organisation: Option<String>,
    /// How far it is.
    pub state: AppointmentState,
    /// When it begins.
    pub starts_at: Timestamp,
    /// How long it takes.
    pub minutes: u32,
    /// Who named the time.
    pub proposed_by: Party,
    /// Counts changes.
    pub revision: u32,
}

/// An interview that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterviewUnderWay {
    /// Whose.
    pub tenant: TenantId,
    /// What the organisation calls itself.
    pub organisation: Option<String>,
    /// On which assessment.
    pub assessment: AssessmentId,
    /// Who leads it.
    pub partner: PartnerId,
    /// Whose account leads it.
    pub adviser: AccountId,
    /// How far it is.
    pub stage: Stage,
    /// Who has signed so far.
    pub signatures: Vec<Signature>,
    /// Counts changes.
    pub revision: u32,
}

row! {
    struct RequestRow {
        id: Uuid,
        partner: Option<Uuid>,
        area: Uuid,
        area_name: String,
        document: Doc<HelpRequest>,
        until: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<RequestRow> for WaitingRequest {
    type Error = StoreError;
    fn try_from(row: RequestRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: HelpRequestId(row.id),
            partner: row.partner.map(PartnerId),
            area: AreaId(row.area),
            area_name: row.area_name,
            wish: row.document.0.wish,
            until: row.until.map(|until| until.0),
            revision: counter("help_request.revision", row.revision)?,
        })
    }
}

row! {
    struct AppointmentRow {
        tenant: Uuid,
        request: Uuid,
        partner: Uuid,
        partner_name: String,
        document: Doc<HelpRequest>,
        state: String,
        starts_at: Micros,
        minutes: i64,
        proposed_by: String,
        revision: i64,
    }
}

impl TryFrom<AppointmentRow> for AppointmentAhead {
    type Error = StoreError;
    fn try_from(row: AppointmentRow) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: TenantId(row.tenant),
            request: HelpRequestId(row.request),
            partner: PartnerId(row.partner),
            partner_name: row.partner_name,
            organisation: row.document.0.asker.organisation,
            state: known("appointment.state", &row.state, AppointmentState::from_code(&row.state))?,
            starts_at: row.starts_at.0,
            minutes: counter("appointment.minutes", row.minutes)?,
            proposed_by: known("appointment.proposed_by", &row.proposed_by, Party::from_code(&row.proposed_by))?,
            revision: counter("appointment.revision", row.revision)?,
        })
    }
}

row! {
    struct InterviewRow {
        tenant: Uuid,
        facts: Doc<Organisation>,
        assessment: Uuid,
        partner: Uuid,
        adviser: Uuid,
        stage: String,
        signatures: Doc<Vec<Signature>>,
        revision: i64,
    }
}

impl TryFrom<InterviewRow> for InterviewUnderWay {
    type Error = StoreError;
    fn try_from(row: InterviewRow) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: TenantId(row.tenant),
            organisation: row.facts.0.name,
            assessment: AssessmentId(row.assessment),
            partner: PartnerId(row.partner),
            adviser: AccountId(row.adviser),
            stage: known("interview.stage", &row.stage, Stage::from_code(&row.stage))?,
            signatures: row.signatures.0,
            revision: counter("interview.revision", row.revision)?,
        })
    }
}

impl Conn {
    /// Requests that wait for an answer of any of these partners, the most urgent first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn proposals_waiting(
        &mut self,
        partners: &[PartnerId],
        limit: u32,
    ) -> Result<Vec<WaitingRequest>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT help_request.id, proposal.partner, help_request.area, area.name AS area_name,
                    help_request.document, answer_by AS until, help_request.revision
                 FROM json_each($1) AS asked JOIN proposal ON proposal.partner = unhex(asked.value)
                    JOIN help_request ON help_request.tenant = proposal.tenant AND help_request.id = proposal.request
                    JOIN area ON area.id = help_request.area
                 WHERE proposal.state = 'open' AND help_request.state = 'proposed'
                 ORDER BY answer_by, help_request.id LIMIT $2"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT help_request.id, proposal.partner, help_request.area, area.name AS area_name,
                    help_request.document, answer_by AS until, help_request.revision
                 FROM jsonb_array_elements_text($1) AS asked(value)
                    JOIN proposal ON proposal.partner = asked.value::uuid
                    JOIN help_request ON help_request.tenant = proposal.tenant AND help_request.id = proposal.request
                    JOIN area ON area.id = help_request.area
                 WHERE proposal.state = 'open' AND help_request.state = 'proposed'
                 ORDER BY answer_by, help_request.id LIMIT $2"
            ),
        };
        self.waiting_requests(text, id_list(partners.iter().map(|partner| partner.0)), limit).await
    }

    /// Requests in any of these areas for which nobody is left to ask, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn requests_without_partner(
        &mut self,
        areas: &[AreaId],
        limit: u32,
    ) -> Result<Vec<WaitingRequest>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT help_request.id, NULL AS partner, help_request.area, area.name AS area_name,
                    help_request.document, NULL AS until, help_request.revision
                 FROM json_each($1) AS asked JOIN help_request ON help_request.area = unhex(asked.value)
                    JOIN area ON area.id = help_request.area
                 WHERE help_request.state = 'open' AND stuck_at IS NOT NULL
                 ORDER BY stuck_at, help_request.id LIMIT $2"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT help_request.id, NULL::uuid AS partner, help_request.area, area.name AS area_name,
                    help_request.document, NULL::bigint AS until, help_request.revision
                 FROM jsonb_array_elements_text($1) AS asked(value)
                    JOIN help_request ON help_request.area = asked.value::uuid
                    JOIN area ON area.id = help_request.area
                 WHERE help_request.state = 'open' AND stuck_at IS NOT NULL
                 ORDER BY stuck_at, help_request.id LIMIT $2"
            ),
        };
        self.waiting_requests(text, id_list(areas.iter().map(|area| area.0)), limit).await
    }

    async fn waiting_requests(
        &mut self,
        text: &'static str,
        places: Doc<Vec<String>>,
        limit: u32,
    ) -> Result<Vec<WaitingRequest>, StoreError> {
        let rows: Vec<RequestRow> =
            on!(self, c => sqlx::query_as(text).bind(places).bind(i64::from(limit)).fetch_all(c).await)?;
        rows.into_iter().map(WaitingRequest::try_from).collect()
    }

    /// Appointments that have not begun at this instant and were not called off, of requests of these organisations or
    /// in the hands of these partners, the next first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn appointments_ahead(
        &mut self,
        tenants: &[TenantId],
        partners: &[PartnerId],
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<AppointmentAhead>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "WITH mine AS (
                    SELECT help_request.tenant, help_request.id, partner, document, state
                    FROM json_each($1) AS asked JOIN help_request ON help_request.tenant = unhex(asked.value)
                    UNION
                    SELECT help_request.tenant, help_request.id, partner, document, state
                    FROM json_each($2) AS asked JOIN help_request ON help_request.partner = unhex(asked.value)
                 )
                 SELECT appointment.tenant, request, mine.partner, partner.name AS partner_name, mine.document,
                    appointment.state, starts_at, minutes, proposed_by, appointment.revision
                 FROM mine JOIN appointment ON appointment.tenant = mine.tenant AND appointment.request = mine.id
                    JOIN partner ON partner.id = mine.partner
                 WHERE mine.state IN ('accepted', 'appointed') AND appointment.state <> 'cancelled' AND starts_at > $3
                 ORDER BY starts_at, appointment.id LIMIT $4"
            ),
            Engine::Postgres => sql!(Postgres:
                "WITH mine AS (
                    SELECT help_request.tenant, help_request.id, partner, document, state
                    FROM jsonb_array_elements_text($1) AS asked(value)
                        JOIN help_request ON help_request.tenant = asked.value::uuid
                    UNION
                    SELECT help_request.tenant, help_request.id, partner, document, state
                    FROM jsonb_array_elements_text($2) AS asked(value)
                        JOIN help_request ON help_request.partner = asked.value::uuid
                 )
                 SELECT appointment.tenant, request, mine.partner, partner.name AS partner_name, mine.document,
                    appointment.state, starts_at, minutes, proposed_by, appointment.revision
                 FROM mine JOIN appointment ON appointment.tenant = mine.tenant AND appointment.request = mine.id
                    JOIN partner ON partner.id = mine.partner
                 WHERE mine.state IN ('accepted', 'appointed') AND appointment.state <> 'cancelled' AND starts_at > $3
                 ORDER BY starts_at, appointment.id LIMIT $4"
            ),
        };
        let rows: Vec<AppointmentRow> = on!(self, c => sqlx::query_as(text)
            .bind(tenant_list(tenants))
            .bind(id_list(partners.iter().map(|partner| partner.0)))
            .bind(Micros(now))
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(AppointmentAhead::try_from).collect()
    }

    /// Interviews that go on: those of these organisations, and those that this account leads for any of these partners
    /// in an organisation that lets the partner in. The longest under way first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn interviews_under_way(
        &mut self,
        tenants: &[TenantId],
        adviser: AccountId,
        partners: &[PartnerId],
        limit: u32,
    ) -> Result<Vec<InterviewUnderWay>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "WITH mine AS (
                    SELECT unhex(asked.value) AS tenant, 1 AS own FROM json_each($1) AS asked
                    UNION
                    SELECT tenant, 0 AS own FROM json_each($2) AS asked JOIN consent ON consent.partner = unhex(asked.value)
                    WHERE revoked_at IS NULL AND NOT brought_in
                 )
                 SELECT DISTINCT interview.tenant, facts, assessment, interview.partner, adviser, stage, signatures,
                    interview.revision, begun_at
                 FROM mine JOIN interview ON interview.tenant = mine.tenant
                    JOIN organisation ON organisation.tenant = interview.tenant
                 WHERE stage IN ('underway', 'clarifying', 'reviewing') AND (own = 1 OR adviser = $3)
                 ORDER BY begun_at, assessment LIMIT $4"
            ),
            Engine::Postgres => sql!(Postgres:
                "WITH mine AS (
                    SELECT asked.value::uuid AS tenant, 1 AS own FROM jsonb_array_elements_text($1) AS asked(value)
                    UNION
                    SELECT tenant, 0 AS own FROM jsonb_array_elements_text($2) AS asked(value)
                        JOIN consent ON consent.partner = asked.value::uuid
                    WHERE revoked_at IS NULL AND NOT brought_in
                 )
                 SELECT DISTINCT interview.tenant, facts, assessment, interview.partner, adviser, stage, signatures,
                    interview.revision, begun_at
                 FROM mine JOIN interview ON interview.tenant = mine.tenant
                    JOIN organisation ON organisation.tenant = interview.tenant
                 WHERE stage IN ('underway', 'clarifying', 'reviewing') AND (own = 1 OR adviser = $3)
                 ORDER BY begun_at, assessment LIMIT $4"
            ),
        };
        let rows: Vec<InterviewRow> = on!(self, c => sqlx::query_as(text)
            .bind(tenant_list(tenants))
            .bind(id_list(partners.iter().map(|partner| partner.0)))
            .bind(adviser.0)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(InterviewUnderWay::try_from).collect()
    }
}
