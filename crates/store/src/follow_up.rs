//! Follow-ups: what was asked months later, and what was answered.
//!
//! Knows hashes of tokens, never tokens. Refuses to know when to ask.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    follow_up::{FollowUp, FollowUpAnswer},
    id::{AccountId, AssessmentId, CheckDigest, RequirementId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter},
};

row! {
    struct Row {
        tenant: Uuid,
        account: Option<Uuid>,
        assessment: Uuid,
        months: i64,
        questions: Doc<Vec<RequirementId>>,
        answers: Doc<BTreeMap<RequirementId, FollowUpAnswer>>,
        asked_at: Micros,
        expires_at: Micros,
        answered_at: Option<Micros>,
    }
}

impl TryFrom<Row> for (TenantId, Option<AccountId>, FollowUp) {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let follow_up = FollowUp {
            assessment: AssessmentId(row.assessment),
            months: counter("follow_up.months", row.months)?,
            questions: row.questions.0,
            answers: row.answers.0,
            asked_at: row.asked_at.0,
            expires_at: row.expires_at.0,
            answered_at: row.answered_at.map(|at| at.0),
        };
        Ok((TenantId(row.tenant), row.account.map(AccountId), follow_up))
    }
}

/// A finished assessment that may have to be followed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpCandidate {
    /// Whose.
    pub tenant: TenantId,
    /// Which.
    pub assessment: AssessmentId,
    /// Its check.
    pub check: CheckDigest,
    /// When it was finished.
    pub finished_at: Timestamp,
}

row! {
    struct CandidateRow {
        tenant: Uuid,
        id: Uuid,
        check_digest: String,
        finished_at: Micros,
    }
}

impl Conn {
    /// Assessments finished in `[from, to)` that nobody has asked about after so many months, whose check was not begun
    /// again since, and whose organisation has an owner who can be written to. In a fixed order, beginning after
    /// `after`, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn follow_up_candidates(
        &mut self,
        months: u8,
        (from, to): (Timestamp, Timestamp),
        after: (Uuid, Uuid),
        limit: u32,
    ) -> Result<Vec<FollowUpCandidate>, StoreError> {
        let text = sql!(
            "SELECT a.tenant, a.id, a.check_digest, a.finished_at
             FROM assessment a JOIN check_edition e ON e.digest = a.check_digest
             WHERE a.finished_at >= $1 AND a.finished_at < $2 AND (a.tenant, a.id) > ($3, $4)
               AND NOT EXISTS (SELECT 1 FROM follow_up f
                   WHERE f.tenant = a.tenant AND f.assessment = a.id AND f.months = $5)
               AND NOT EXISTS (SELECT 1 FROM assessment b JOIN check_edition eb ON eb.digest = b.check_digest
                   WHERE b.tenant = a.tenant AND b.started_at > a.started_at AND eb.check_id = e.check_id)
               AND EXISTS (SELECT 1 FROM membership m
                   WHERE m.scope = 'organisation' AND m.scope_id = a.tenant AND m.role = 'owner')
             ORDER BY a.tenant, a.id LIMIT $6"
        );
        let rows: Vec<CandidateRow> = on!(self, c => sqlx::query_as(text)
            .bind(Micros(from))
            .bind(Micros(to))
            .bind(after.0)
            .bind(after.1)
            .bind(i64::from(months))
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        Ok(rows
            .into_iter()
            .map(|row| FollowUpCandidate {
                tenant: TenantId(row.tenant),
                assessment: AssessmentId(row.id),
                check: CheckDigest(row.check_digest),
                finished_at: row.finished_at.0,
            })
            .collect())
    }

    /// The follow-up behind the link in a letter, answered or not, until it expires: whose it is, and to whom the letter
    /// was written.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn follow_up_by_token(
        &mut self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<(TenantId, Option<AccountId>, FollowUp)>, StoreError> {
        let text = sql!(
            "SELECT tenant, account, assessment, months, questions, answers, asked_at, expires_at, answered_at
             FROM follow_up WHERE token_hash = $1 AND expires_at > $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        row.map(TryFrom::try_from).transpose()
    }

    /// All follow-ups of a tenant, oldest first: for taking out, and to see what was asked.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn follow_ups_of(&mut self, tenant: TenantId) -> Result<Vec<FollowUp>, StoreError> {
        let text = sql!(
            "SELECT tenant, account, assessment, months, questions, answers, asked_at, expires_at, answered_at
             FROM follow_up WHERE tenant = $1 ORDER BY asked_at, assessment, months"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter()
            .map(|row| <(TenantId, Option<AccountId>, FollowUp)>::try_from(row).map(|(.., follow_up)| follow_up))
            .collect()
    }
}

impl Tx {
    /// Stores that something is asked. False if it was asked before.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the assessment is gone or the token exists; [`StoreError::Unavailable`].
    pub async fn insert_follow_up(
        &mut self,
        tenant: TenantId,
        follow_up: &FollowUp,
        token_hash: [u8; 32],
        account: Option<AccountId>,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO follow_up
                (tenant, assessment, months, token_hash, account, questions, answers, asked_at, expires_at, answered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (tenant, assessment, months) DO NOTHING"
        );
        let inserted = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(follow_up.assessment.0)
            .bind(i64::from(follow_up.months))
            .bind(token_hash.as_slice())
            .bind(account.map(|account| account.0))
            .bind(Doc(&follow_up.questions))
            .bind(Doc(&follow_up.answers))
            .bind(Micros(follow_up.asked_at))
            .bind(Micros(follow_up.expires_at))
            .bind(follow_up.answered_at.map(Micros))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(inserted > 0)
    }

    /// Stores the answers. False if it was answered before: the first answer counts.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn answer_follow_up(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        months: u8,
        answers: &BTreeMap<RequirementId, FollowUpAnswer>,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE follow_up SET answers = $4, answered_at = $5
             WHERE tenant = $1 AND assessment = $2 AND months = $3 AND answered_at IS NULL"
        );
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(i64::from(months))
            .bind(Doc(answers))
            .bind(Micros(at))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
