//! Requests for help as their organisation, their area and their partner see them.
//!
//! Knows the tenant a request belongs to and hands it out only with it. Who may look at a request of somebody else (the
//! coordination, the partner who took it) is decided in `app`; the methods for them name the area or the partner.

use jiff::Timestamp;
use ringwall_core::{
    help_request::{HelpRequest, RequestState},
    id::{AreaId, AssessmentId, HelpRequestId, PartnerId, RegionId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known},
};

/// A request with what the store knows about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRecord {
    /// Whose request.
    pub tenant: TenantId,
    /// Id.
    pub id: HelpRequestId,
    /// The area it was asked in.
    pub area: AreaId,
    /// How far it is.
    pub state: RequestState,
    /// What was asked.
    pub request: HelpRequest,
    /// The result the organisation wishes to show, once it consents.
    pub assessment: Option<AssessmentId>,
    /// Who took it.
    pub partner: Option<PartnerId>,
    /// Counts the times partners were asked, starting at 0.
    pub round: u32,
    /// Since when nobody is left to ask.
    pub stuck_at: Option<Timestamp>,
    /// Until when the partners of this round can answer.
    pub answer_by: Option<Timestamp>,
    /// When it was asked.
    pub created_at: Timestamp,
    /// When anything last happened to it.
    pub changed_at: Timestamp,
    /// Counts changes, starting at 1.
    pub revision: u32,
}

row! {
    struct Row {
        tenant: Uuid,
        id: Uuid,
        area: Uuid,
        state: String,
        document: Doc<HelpRequest>,
        assessment: Option<Uuid>,
        partner: Option<Uuid>,
        round: i64,
        stuck_at: Option<Micros>,
        answer_by: Option<Micros>,
        created_at: Micros,
        changed_at: Micros,
        revision: i64,
    }
}

impl TryFrom<Row> for HelpRecord {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: TenantId(row.tenant),
            id: HelpRequestId(row.id),
            area: AreaId(row.area),
            state: known("help_request.state", &row.state, RequestState::from_code(&row.state))?,
            request: row.document.0,
            assessment: row.assessment.map(AssessmentId),
            partner: row.partner.map(PartnerId),
            round: counter("help_request.round", row.round)?,
            stuck_at: row.stuck_at.map(|at| at.0),
            answer_by: row.answer_by.map(|at| at.0),
            created_at: row.created_at.0,
            changed_at: row.changed_at.0,
            revision: counter("help_request.revision", row.revision)?,
        })
    }
}

impl Conn {
    /// One request of an organisation.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn help_request(
        &mut self,
        tenant: TenantId,
        id: HelpRequestId,
    ) -> Result<Option<HelpRecord>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, area, state, document, assessment, partner, round, stuck_at, answer_by, created_at,
                changed_at, revision
             FROM help_request WHERE tenant = $1 AND id = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(id.0).fetch_optional(c).await)?;
        row.map(HelpRecord::try_from).transpose()
    }

    /// The requests of an organisation, newest first, at most 100.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn help_requests_of(&mut self, tenant: TenantId) -> Result<Vec<HelpRecord>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, area, state, document, assessment, partner, round, stuck_at, answer_by, created_at,
                changed_at, revision
             FROM help_request WHERE tenant = $1 ORDER BY created_at DESC, id DESC LIMIT 100"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(HelpRecord::try_from).collect()
    }

    /// A request by its id alone, for the program's own work.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn help_request_by_id(&mut self, id: HelpRequestId) -> Result<Option<HelpRecord>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, area, state, document, assessment, partner, round, stuck_at, answer_by, created_at,
                changed_at, revision
             FROM help_request WHERE id = $1"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        row.map(HelpRecord::try_from).transpose()
    }

    /// Up to `limit` requests of an area, newest first, older than the one asked at this instant with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn help_requests_of_area(
        &mut self,
        area: AreaId,
        before: Option<(Timestamp, HelpRequestId)>,
        limit: u32,
    ) -> Result<Vec<HelpRecord>, StoreError> {
        let (at, id) = before.map_or((Timestamp::MAX, Uuid::max()), |(at, id)| (at, id.0));
        let text = sql!(
            "SELECT tenant, id, area, state, document, assessment, partner, round, stuck_at, answer_by, created_at,
                changed_at, revision
             FROM help_request WHERE area = $1 AND (created_at, id) < ($2, $3)
             ORDER BY created_at DESC, id DESC LIMIT $4"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(area.0)
            .bind(Micros(at))
            .bind(id)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(HelpRecord::try_from).collect()
    }

    /// How many requests of a region are in each state.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn help_counts(&mut self, region: RegionId) -> Result<Vec<(RequestState, u64)>, StoreError> {
        let text = sql!(
            "SELECT help_request.state, count(*) FROM help_request JOIN area ON area.id = help_request.area
             WHERE area.region = $1 GROUP BY help_request.state"
        );
        let rows: Vec<(String, i64)> = on!(self, c => sqlx::query_as(text).bind(region.0).fetch_all(c).await)?;
        rows.into_iter()
            .map(|(state, count)| {
                let state = known("help_request.state", &state, RequestState::from_code(&state))?;
                Ok((state, counter("count", count)?))
            })
            .collect()
    }
}

impl Tx {
    /// Stores a new request with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the organisation or the area is gone; [`StoreError::Unavailable`].
    pub async fn insert_help_request(&mut self, record: &HelpRecord) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO help_request (tenant, id, area, state, document, assessment, partner, round, stuck_at,
                answer_by, created_at, changed_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)"
        );
        on!(self, c => sqlx::query(text)
            .bind(record.tenant.0)
            .bind(record.id.0)
            .bind(record.area.0)
            .bind(record.state.code())
            .bind(Doc(&record.request))
            .bind(record.assessment.map(|assessment| assessment.0))
            .bind(record.partner.map(|partner| partner.0))
            .bind(i64::from(record.round))
            .bind(record.stuck_at.map(Micros))
            .bind(record.answer_by.map(Micros))
            .bind(Micros(record.created_at))
            .bind(Micros(record.changed_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Stores how far a request is, if `record.revision` is still its revision; what was asked never changes. False if
    /// somebody else was faster: of two at once, one wins.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn save_help_request(&mut self, record: &HelpRecord) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE help_request SET state = $4, partner = $5, round = $6, stuck_at = $7, answer_by = $8,
                changed_at = $9, revision = revision + 1
             WHERE tenant = $1 AND id = $2 AND revision = $3"
        );
        let changed = on!(self, c => sqlx::query(text)
            .bind(record.tenant.0)
            .bind(record.id.0)
            .bind(i64::from(record.revision))
            .bind(record.state.code())
            .bind(record.partner.map(|partner| partner.0))
            .bind(i64::from(record.round))
            .bind(record.stuck_at.map(Micros))
            .bind(record.answer_by.map(Micros))
            .bind(Micros(record.changed_at))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Deletes requests that ended before an instant, with their proposals and appointments. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_help_requests_before(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM help_request WHERE changed_at < $1 AND state IN ('done', 'lapsed', 'withdrawn')");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }
}
