//! Proposals: which partner was asked about which request, why, and what it said.
//!
//! Knows hashes of the links in mails, never the links. Refuses to know who may answer.

use jiff::Timestamp;
use ringwall_core::{
    help_request::ProposalState,
    id::{HelpRequestId, PartnerId, TenantId},
    matching::Reason,
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known},
};

/// A partner that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whose request.
    pub tenant: TenantId,
    /// Id.
    pub id: Uuid,
    /// Which request.
    pub request: HelpRequestId,
    /// Whom.
    pub partner: PartnerId,
    /// In which round, starting at 1.
    pub round: u32,
    /// What became of it.
    pub state: ProposalState,
    /// Why this partner.
    pub reasons: Vec<Reason>,
    /// When it was asked.
    pub created_at: Timestamp,
    /// When it answered, or when the question ended.
    pub answered_at: Option<Timestamp>,
}

row! {
    struct Row {
        tenant: Uuid,
        id: Uuid,
        request: Uuid,
        partner: Uuid,
        round: i64,
        state: String,
        reasons: Doc<Vec<Reason>>,
        created_at: Micros,
        answered_at: Option<Micros>,
    }
}

impl TryFrom<Row> for Proposal {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: TenantId(row.tenant),
            id: row.id,
            request: HelpRequestId(row.request),
            partner: PartnerId(row.partner),
            round: counter("proposal.round", row.round)?,
            state: known("proposal.state", &row.state, ProposalState::from_code(&row.state))?,
            reasons: row.reasons.0,
            created_at: row.created_at.0,
            answered_at: row.answered_at.map(|at| at.0),
        })
    }
}

impl Conn {
    /// Everybody who was asked about a request, first asked first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn proposals_of(
        &mut self,
        tenant: TenantId,
        request: HelpRequestId,
    ) -> Result<Vec<Proposal>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, request, partner, round, state, reasons, created_at, answered_at FROM proposal
             WHERE tenant = $1 AND request = $2 ORDER BY round, created_at, id"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(request.0).fetch_all(c).await)?;
        rows.into_iter().map(Proposal::try_from).collect()
    }

    /// The proposal behind a link in a mail.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn proposal_by_token(&mut self, token_hash: [u8; 32]) -> Result<Option<Proposal>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, request, partner, round, state, reasons, created_at, answered_at FROM proposal
             WHERE token_hash = $1"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(token_hash.as_slice()).fetch_optional(c).await)?;
        row.map(Proposal::try_from).transpose()
    }

    /// What a partner was asked about a request; the last time, if it was asked twice.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn proposal_to(
        &mut self,
        partner: PartnerId,
        request: HelpRequestId,
    ) -> Result<Option<Proposal>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, request, partner, round, state, reasons, created_at, answered_at FROM proposal
             WHERE partner = $1 AND request = $2 ORDER BY round DESC LIMIT 1"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(partner.0).bind(request.0).fetch_optional(c).await)?;
        row.map(Proposal::try_from).transpose()
    }

    /// Up to `limit` proposals to a partner, newest first, older than the one asked at this instant with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn proposals_to(
        &mut self,
        partner: PartnerId,
        before: Option<(Timestamp, Uuid)>,
        limit: u32,
    ) -> Result<Vec<Proposal>, StoreError> {
        let (at, id) = before.unwrap_or((Timestamp::MAX, Uuid::max()));
        let text = sql!(
            "SELECT tenant, id, request, partner, round, state, reasons, created_at, answered_at FROM proposal
             WHERE partner = $1 AND (created_at, id) < ($2, $3) ORDER BY created_at DESC, id DESC LIMIT $4"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(partner.0)
            .bind(Micros(at))
            .bind(id)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(Proposal::try_from).collect()
    }
}

impl Tx {
    /// Stores a new proposal with the hash of its link.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if this partner was asked in this round already; [`StoreError::Unavailable`].
    pub async fn insert_proposal(&mut self, proposal: &Proposal, token_hash: [u8; 32]) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO proposal (tenant, id, request, partner, round, state, reasons, token_hash, created_at,
                answered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        on!(self, c => sqlx::query(text)
            .bind(proposal.tenant.0)
            .bind(proposal.id)
            .bind(proposal.request.0)
            .bind(proposal.partner.0)
            .bind(i64::from(proposal.round))
            .bind(proposal.state.code())
            .bind(Doc(&proposal.reasons))
            .bind(token_hash.as_slice())
            .bind(Micros(proposal.created_at))
            .bind(proposal.answered_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }

    /// Writes down what became of a proposal, if it was in the state it is thought to be in. False otherwise.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn answer_proposal(
        &mut self,
        tenant: TenantId,
        id: Uuid,
        from: ProposalState,
        to: ProposalState,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let text =
            sql!("UPDATE proposal SET state = $4, answered_at = $5 WHERE tenant = $1 AND id = $2 AND state = $3");
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(id)
            .bind(from.code())
            .bind(to.code())
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
