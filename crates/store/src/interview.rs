//! Interviews of advisers, and what they noted per question.
//!
//! Knows revisions. Refuses to know who may take which step (`core`).

use jiff::Timestamp;
use ringwall_core::{
    id::{AccountId, AssessmentId, PartnerId, QuestionId, TenantId},
    interview::{Interview, Mark, Marks, Proof, Signature, Stage},
};
use uuid::Uuid;

use crate::{
    Conn, Engine, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known},
};

row! {
    struct Row {
        assessment: Uuid,
        partner: Uuid,
        adviser: Uuid,
        stage: String,
        begun_at: Micros,
        asked_at: Option<Micros>,
        answered_at: Option<Micros>,
        signatures: Doc<Vec<Signature>>,
        ended_at: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<Row> for Interview {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            assessment: AssessmentId(row.assessment),
            partner: PartnerId(row.partner),
            adviser: AccountId(row.adviser),
            stage: known("interview.stage", &row.stage, Stage::from_code(&row.stage))?,
            begun_at: row.begun_at.0,
            asked_at: row.asked_at.map(|at| at.0),
            answered_at: row.answered_at.map(|at| at.0),
            signatures: row.signatures.0,
            ended_at: row.ended_at.map(|at| at.0),
            revision: counter("interview.revision", row.revision)?,
        })
    }
}

row! {
    struct MarkRow {
        question: Uuid,
        evidence: Option<String>,
        shown: String,
        clarify: String,
        reply: String,
        private: String,
        revision: i64,
    }
}

impl TryFrom<MarkRow> for (QuestionId, Mark) {
    type Error = StoreError;
    fn try_from(row: MarkRow) -> Result<Self, StoreError> {
        let proof = row.evidence.as_deref();
        let mark = Mark {
            proof: proof.map(|code| known("interview_mark.evidence", code, Proof::from_code(code))).transpose()?,
            shown: row.shown,
            clarify: row.clarify,
            reply: row.reply,
            private: row.private,
            revision: counter("interview_mark.revision", row.revision)?,
        };
        Ok((QuestionId(row.question), mark))
    }
}

impl Conn {
    /// The interview on an assessment, if there is or was one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn interview(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
    ) -> Result<Option<Interview>, StoreError> {
        let text = sql!(
            "SELECT assessment, partner, adviser, stage, begun_at, asked_at, answered_at, signatures, ended_at, revision
             FROM interview WHERE tenant = $1 AND assessment = $2"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(assessment.0).fetch_optional(c).await)?;
        row.map(Interview::try_from).transpose()
    }

    /// Everything noted in the interview on an assessment.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn interview_marks(&mut self, tenant: TenantId, assessment: AssessmentId) -> Result<Marks, StoreError> {
        let text = sql!(
            "SELECT question, evidence, shown, clarify, reply, private, revision FROM interview_mark
             WHERE tenant = $1 AND assessment = $2"
        );
        let rows: Vec<MarkRow> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(assessment.0).fetch_all(c).await)?;
        rows.into_iter().map(<(QuestionId, Mark)>::try_from).collect()
    }
}

impl Tx {
    /// As [`Conn::interview`], and nobody else changes it until the transaction ends.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn interview_for_update(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
    ) -> Result<Option<Interview>, StoreError> {
        if self.engine() == Engine::Postgres {
            let text =
                sql!(Postgres: "SELECT 1 FROM interview WHERE tenant = $1 AND assessment = $2 FOR NO KEY UPDATE");
            on!(self, c => sqlx::query(text).bind(tenant.0).bind(assessment.0).execute(c).await.map(drop))?;
        }
        self.interview(tenant, assessment).await
    }

    /// Stores an interview, new or changed; an ended one can be begun anew.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such assessment; [`StoreError::Unavailable`].
    pub async fn save_interview(&mut self, tenant: TenantId, interview: &Interview) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO interview (tenant, assessment, partner, adviser, stage, begun_at, asked_at, answered_at,
                signatures, ended_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
             ON CONFLICT (tenant, assessment) DO UPDATE SET partner = excluded.partner, adviser = excluded.adviser,
                stage = excluded.stage, begun_at = excluded.begun_at, asked_at = excluded.asked_at,
                answered_at = excluded.answered_at, signatures = excluded.signatures, ended_at = excluded.ended_at,
                revision = interview.revision + 1"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(interview.assessment.0)
            .bind(interview.partner.0)
            .bind(interview.adviser.0)
            .bind(interview.stage.code())
            .bind(Micros(interview.begun_at))
            .bind(interview.asked_at.map(Micros))
            .bind(interview.answered_at.map(Micros))
            .bind(Doc(&interview.signatures))
            .bind(interview.ended_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }

    /// Deletes an interview with everything noted in it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_interview(&mut self, tenant: TenantId, assessment: AssessmentId) -> Result<(), StoreError> {
        let text = sql!("DELETE FROM interview WHERE tenant = $1 AND assessment = $2");
        on!(self, c => sqlx::query(text).bind(tenant.0).bind(assessment.0).execute(c).await.map(drop))
    }

    /// Stores what was noted about a question if `mark.revision` is still its revision (0: nothing was).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such interview; [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_interview_mark(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        mark: &Mark,
        now: Timestamp,
    ) -> Result<Saved<Mark>, StoreError> {
        let text = sql!(
            "INSERT INTO interview_mark
                (tenant, assessment, question, evidence, shown, clarify, reply, private, revision, changed_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, 1, $9 FROM interview WHERE tenant = $1 AND assessment = $2
             ON CONFLICT (tenant, assessment, question) DO UPDATE SET evidence = excluded.evidence,
                shown = excluded.shown, clarify = excluded.clarify, reply = excluded.reply, private = excluded.private,
                revision = interview_mark.revision + 1, changed_at = excluded.changed_at
             WHERE interview_mark.revision = $10 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .bind(mark.proof.map(Proof::code))
            .bind(mark.shown.as_str())
            .bind(mark.clarify.as_str())
            .bind(mark.reply.as_str())
            .bind(mark.private.as_str())
            .bind(Micros(now))
            .bind(i64::from(mark.revision))
            .fetch_optional(c)
            .await)?;
        if let Some((revision,)) = stored {
            return Ok(Saved::Stored(counter("interview_mark.revision", revision)?));
        }
        let mut marks = self.interview_marks(tenant, assessment).await?;
        Ok(match marks.remove(&question) {
            None => Saved::Missing,
            Some(current) if (Mark { revision: mark.revision, ..current.clone() }) == *mark => {
                Saved::Stored(current.revision)
            }
            Some(current) => Saved::Conflict(current),
        })
    }
}
