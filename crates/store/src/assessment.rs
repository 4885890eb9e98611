//! Assessments: their life as stored. Answers are in `answer`.
//!
//! Knows that a finished assessment never changes. Refuses to know when one may be finished: `core` decides.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    assessment::{Answers, Assessment, AssessmentState},
    id::{AssessmentId, CheckDigest, TenantId},
    language::Localised,
    organisation::Organisation,
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    answer::unpacked,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known, tenant_list},
};

/// A finished assessment with its check and its values.
pub type Finished = (AssessmentId, CheckDigest, Answers);

/// The same as it is stored, with the facts of its organisation.
type FinishedRow = (Uuid, Doc<Organisation>, Option<Uuid>, Option<String>, Option<String>);

/// An assessment without its answers, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentHead {
    /// Id.
    pub id: AssessmentId,
    /// Fingerprint of the check.
    pub check: CheckDigest,
    /// Readable id of the check.
    pub check_id: String,
    /// Title of the check.
    pub check_title: Localised,
    /// State.
    pub state: AssessmentState,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
    /// The assessment this one repeats.
    pub previous: Option<AssessmentId>,
    /// Questions with a value; a note alone does not count.
    pub answered: u32,
}

const fn code(state: AssessmentState) -> &'static str {
    match state {
        AssessmentState::Draft => "draft",
        AssessmentState::Finished => "finished",
    }
}

pub(crate) fn state(text: &str) -> Result<AssessmentState, StoreError> {
    let state = [AssessmentState::Draft, AssessmentState::Finished].into_iter().find(|state| code(*state) == text);
    known("assessment.state", text, state)
}

row! {
    struct HeadRow {
        id: Uuid,
        check_digest: String,
        check_id: String,
        title: Doc<Localised>,
        state: String,
        started_at: Micros,
        finished_at: Option<Micros>,
        previous: Option<Uuid>,
        answered: i64,
    }
}

impl TryFrom<HeadRow> for AssessmentHead {
    type Error = StoreError;
    fn try_from(row: HeadRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: AssessmentId(row.id),
            check: CheckDigest(row.check_digest),
            check_id: row.check_id,
            check_title: row.title.0,
            state: state(&row.state)?,
            started_at: row.started_at.0,
            finished_at: row.finished_at.map(|at| at.0),
            previous: row.previous.map(AssessmentId),
            answered: counter("answered", row.answered)?,
        })
    }
}

row! {
    struct Row {
        check_digest: String,
        state: String,
        started_at: Micros,
        finished_at: Option<Micros>,
        previous: Option<Uuid>,
        not_carried_over: Doc<Vec<String>>,
    }
}

impl Conn {
    /// The assessments of a tenant, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn assessments_of(&mut self, tenant: TenantId) -> Result<Vec<AssessmentHead>, StoreError> {
        let text = sql!(
            "SELECT a.id, a.check_digest, e.check_id, e.title, a.state, a.started_at, a.finished_at, a.previous,
                (SELECT count(*) FROM answer
                 WHERE answer.tenant = a.tenant AND answer.assessment = a.id AND answer.value IS NOT NULL) AS answered
             FROM assessment a JOIN check_edition e ON e.digest = a.check_digest
             WHERE a.tenant = $1 ORDER BY a.started_at, a.id"
        );
        let rows: Vec<HeadRow> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(AssessmentHead::try_from).collect()
    }

    /// The organisations of these tenants and their finished assessments with checks and values, newest first: enough to
    /// know what is open. A tenant that does not exist is left out.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn finished_assessments(
        &mut self,
        tenants: &[TenantId],
    ) -> Result<BTreeMap<TenantId, (Organisation, Vec<Finished>)>, StoreError> {
        // As in `values_of`: the answers of one assessment in one column.
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT organisation.tenant, facts, assessment.id, check_digest,
                    (SELECT group_concat(hex(question) || value, ' ') FROM answer
                     WHERE answer.tenant = assessment.tenant AND answer.assessment = assessment.id
                        AND value IS NOT NULL)
                 FROM json_each($1) AS asked JOIN organisation ON organisation.tenant = unhex(asked.value)
                    LEFT JOIN assessment
                    ON assessment.tenant = organisation.tenant AND assessment.state = 'finished'
                 ORDER BY organisation.tenant, finished_at DESC, assessment.id DESC"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT organisation.tenant, facts, assessment.id, check_digest,
                    (SELECT string_agg(question || value, ' ') FROM answer
                     WHERE answer.tenant = assessment.tenant AND answer.assessment = assessment.id
                        AND value IS NOT NULL)
                 FROM jsonb_array_elements_text($1) AS asked(value)
                    JOIN organisation ON organisation.tenant = asked.value::uuid
                    LEFT JOIN assessment
                    ON assessment.tenant = organisation.tenant AND assessment.state = 'finished'
                 ORDER BY organisation.tenant, finished_at DESC, assessment.id DESC"
            ),
        };
        let rows: Vec<FinishedRow> =
            on!(self, c => sqlx::query_as(text).bind(tenant_list(tenants)).fetch_all(c).await)?;
        let mut found = BTreeMap::new();
        for (tenant, facts, id, digest, values) in rows {
            let (_, finished) = found.entry(TenantId(tenant)).or_insert_with(|| (facts.0, Vec::new()));
            if let (Some(id), Some(digest)) = (id, digest) {
                let values = unpacked(self.engine(), values.as_deref().unwrap_or_default())?;
                finished.push((AssessmentId(id), CheckDigest(digest), values));
            }
        }
        Ok(found)
    }

    /// One assessment of a tenant without its answers.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn assessment_head(
        &mut self,
        tenant: TenantId,
        id: AssessmentId,
    ) -> Result<Option<AssessmentHead>, StoreError> {
        let text = sql!(
            "SELECT a.id, a.check_digest, e.check_id, e.title, a.state, a.started_at, a.finished_at, a.previous,
                (SELECT count(*) FROM answer
                 WHERE answer.tenant = a.tenant AND answer.assessment = a.id AND answer.value IS NOT NULL) AS answered
             FROM assessment a JOIN check_edition e ON e.digest = a.check_digest
             WHERE a.tenant = $1 AND a.id = $2"
        );
        let row: Option<HeadRow> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(id.0).fetch_optional(c).await)?;
        row.map(AssessmentHead::try_from).transpose()
    }

    /// One assessment of a tenant with all its answers.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn assessment_by_id(
        &mut self,
        tenant: TenantId,
        id: AssessmentId,
    ) -> Result<Option<Assessment>, StoreError> {
        let text = sql!(
            "SELECT check_digest, state, started_at, finished_at, previous, not_carried_over
             FROM assessment WHERE tenant = $1 AND id = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(id.0).fetch_optional(c).await)?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Assessment {
            id,
            check: CheckDigest(row.check_digest),
            state: state(&row.state)?,
            started_at: row.started_at.0,
            finished_at: row.finished_at.map(|at| at.0),
            previous: row.previous.map(AssessmentId),
            not_carried_over: row.not_carried_over.0,
            answers: self.answers_of(tenant, id).await?,
        }))
    }
}

impl Tx {
    /// As [`Conn::assessment_by_id`], and nobody else changes the assessment or its answers until the transaction
    /// ends: for decisions that depend on them, such as finishing.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn assessment_for_update(
        &mut self,
        tenant: TenantId,
        id: AssessmentId,
    ) -> Result<Option<Assessment>, StoreError> {
        // On SQLite a transaction that writes is alone anyway.
        if self.engine() == Engine::Postgres {
            let text = sql!(Postgres: "SELECT 1 FROM assessment WHERE tenant = $1 AND id = $2 FOR NO KEY UPDATE");
            on!(self, c => sqlx::query(text).bind(tenant.0).bind(id.0).execute(c).await.map(drop))?;
        }
        self.assessment_by_id(tenant, id).await
    }

    /// Stores a new assessment with its answers as they are, revisions included (0 becomes 1).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the id exists or the tenant or the check does not; [`StoreError::Unavailable`].
    pub async fn insert_assessment(&mut self, tenant: TenantId, assessment: &Assessment) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO assessment
                (tenant, id, check_digest, state, started_at, finished_at, previous, not_carried_over)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(assessment.id.0)
            .bind(assessment.check.0.as_str())
            .bind(code(assessment.state))
            .bind(Micros(assessment.started_at))
            .bind(assessment.finished_at.map(Micros))
            .bind(assessment.previous.map(|previous| previous.0))
            .bind(Doc(&assessment.not_carried_over))
            .execute(c)
            .await
            .map(drop))?;
        self.insert_answers(tenant, assessment.id, &assessment.answers).await
    }

    /// Makes a draft finished for good. False if it is no draft or does not exist.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn finish_assessment(
        &mut self,
        tenant: TenantId,
        id: AssessmentId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE assessment SET state = 'finished', finished_at = $3
             WHERE tenant = $1 AND id = $2 AND state = 'draft'"
        );
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(id.0)
            .bind(Micros(at))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
