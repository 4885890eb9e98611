//! Answers: the most frequent write of all, one statement when nothing is in the way.
//!
//! Knows revisions: whoever writes says which one was seen, and never overwrites somebody else's change. Refuses to
//! know which values a question allows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    assessment::{Answer, AssessmentState},
    check::AnswerValue,
    id::{AssessmentId, QuestionId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, Engine, Saved, StoreError, Tx,
    assessment::state,
    db::{on, row, sql},
    types::{Micros, counter, known},
};

row! {
    struct Row {
        question: Uuid,
        value: Option<String>,
        note: String,
        revision: i64,
        changed_at: Option<Micros>,
    }
}

fn value(code: Option<&str>) -> Result<Option<AnswerValue>, StoreError> {
    code.map(|code| known("answer.value", code, AnswerValue::from_code(code))).transpose()
}

impl TryFrom<Row> for (QuestionId, Answer) {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let answer = Answer {
            value: value(row.value.as_deref())?,
            note: row.note,
            revision: counter("answer.revision", row.revision)?,
            changed_at: row.changed_at.map(|at| at.0),
        };
        Ok((QuestionId(row.question), answer))
    }
}

row! {
    /// What is there when a change found no place: the state of the assessment, and the answer if there is one.
    struct Obstacle {
        state: String,
        value: Option<String>,
        note: Option<String>,
        revision: Option<i64>,
        changed_at: Option<Micros>,
    }
}

impl Conn {
    /// The answer to one question.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn answer(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
    ) -> Result<Option<Answer>, StoreError> {
        let text = sql!(
            "SELECT question, value, note, revision, changed_at FROM answer
             WHERE tenant = $1 AND assessment = $2 AND question = $3"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .fetch_optional(c)
            .await)?;
        row.map(|row| <(QuestionId, Answer)>::try_from(row).map(|(_, answer)| answer)).transpose()
    }

    pub(crate) async fn answers_of(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
    ) -> Result<BTreeMap<QuestionId, Answer>, StoreError> {
        let text = sql!(
            "SELECT question, value, note, revision, changed_at FROM answer WHERE tenant = $1 AND assessment = $2"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(assessment.0).fetch_all(c).await)?;
        rows.into_iter().map(<(QuestionId, Answer)>::try_from).collect()
    }
}

// The statements that store a part of an answer: `$1` tenant, `$2` assessment, `$3` question, `$4` what is stored,
// `$5` now, `$6` the revision that was seen. They do nothing if the assessment is no draft of this tenant, if the
// revision is another one, or if the very same is stored already.
//
// FOR SHARE is the one difference between the engines: it holds the assessment as it is until the transaction ends.
// Without it, an answer could slip in on PostgreSQL while another transaction finishes the assessment. SQLite, where
// one transaction writes at a time, has no word for it.

impl Tx {
    /// Stores the value of an answer if `seen` is still its revision (0: there was none); the note stays.
    ///
    /// [`Saved::Conflict`] carries the answer that is there. If the same value is there already it is
    /// [`Saved::Stored`] with its revision, whatever was seen: somebody pressing twice has no conflict.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_answer(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        value: Option<AnswerValue>,
        now: Timestamp,
    ) -> Result<Saved<Answer>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, $4, '', 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft'
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    value = excluded.value, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.value IS DISTINCT FROM excluded.value RETURNING revision"
            ),
            Engine::Postgres => sql!(Postgres:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, $4, '', 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft' FOR SHARE
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    value = excluded.value, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.value IS DISTINCT FROM excluded.value RETURNING revision"
            ),
        };
        let code = value.map(AnswerValue::code);
        match self.save_part(text, tenant, assessment, question, seen, code, now).await? {
            Some(revision) => Ok(Saved::Stored(revision)),
            None => self.obstacle(tenant, assessment, question, |answer| answer.value == value).await,
        }
    }

    /// Stores the note of an answer; as [`Self::save_answer`] otherwise. The value stays.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_note(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        note: &str,
        now: Timestamp,
    ) -> Result<Saved<Answer>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, NULL, $4, 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft'
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    note = excluded.note, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.note IS DISTINCT FROM excluded.note RETURNING revision"
            ),
            Engine::Postgres => sql!(Postgres:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, NULL, $4, 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft' FOR SHARE
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    note = excluded.note, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.note IS DISTINCT FROM excluded.note RETURNING revision"
            ),
        };
        match self.save_part(text, tenant, assessment, question, seen, Some(note), now).await? {
            Some(revision) => Ok(Saved::Stored(revision)),
            None => self.obstacle(tenant, assessment, question, |answer| answer.note == note).await,
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one for each parameter of the statement")]
    async fn save_part(
        &mut self,
        text: &'static str,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        part: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<u32>, StoreError> {
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .bind(part)
            .bind(Micros(now))
            .bind(i64::from(seen))
            .fetch_optional(c)
            .await)?;
        stored.map(|(revision,)| counter("answer.revision", revision)).transpose()
    }

    /// Why nothing was stored.
    async fn obstacle(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        same: impl FnOnce(&Answer) -> bool,
    ) -> Result<Saved<Answer>, StoreError> {
        let text = sql!(
            "SELECT a.state, n.value, n.note, n.revision, n.changed_at FROM assessment a
             LEFT JOIN answer n ON n.tenant = a.tenant AND n.assessment = a.id AND n.question = $3
             WHERE a.tenant = $1 AND a.id = $2"
        );
        let found: Option<Obstacle> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .fetch_optional(c)
            .await)?;
        let Some(found) = found else { return Ok(Saved::Missing) };
        if state(&found.state)? == AssessmentState::Finished {
            return Ok(Saved::Finished);
        }
        let (Some(revision), Some(note)) = (found.revision, found.note) else {
            return Err(StoreError::unavailable("an answer was neither stored nor found"));
        };
        let current = Answer {
            value: value(found.value.as_deref())?,
            note,
            revision: counter("answer.revision", revision)?,
            changed_at: found.changed_at.map(|at| at.0),
        };
        Ok(if same(&current) { Saved::Stored(current.revision) } else { Saved::Conflict(current) })
    }

    pub(crate) async fn insert_answer(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        answer: &Answer,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .bind(answer.value.map(AnswerValue::code))
            .bind(answer.note.as_str())
            .bind(i64::from(answer.revision.max(1)))
            .bind(answer.changed_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }
}
