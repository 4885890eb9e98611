//! Answers: the most frequent write of all, one statement when nothing is in the way.
//!
//! Knows revisions: whoever writes says which one was seen, and never overwrites somebody else's change. Refuses to
//! know which values a question allows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    assessment::{Answer, Answers, AssessmentState},
    check::AnswerValue,
    id::{AssessmentId, QuestionId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, Engine, Saved, Store, StoreError, Tx,
    assessment::state,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known},
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

/// Values that came as one text: `<question><value> <question><value> …`.
pub(crate) fn unpacked(engine: Engine, all: &str) -> Result<Answers, StoreError> {
    // A UUID takes 32 characters on SQLite, and 36 with its hyphens on PostgreSQL.
    let length = if engine == Engine::Sqlite { 32 } else { 36 };
    all.split_whitespace()
        .map(|pair| {
            let (question, code) =
                pair.split_at_checked(length).ok_or_else(|| StoreError::corrupt("answers run together"))?;
            let question = Uuid::try_parse(question).map_err(StoreError::corrupt)?;
            Ok((QuestionId(question), known("answer.value", code, AnswerValue::from_code(code))?))
        })
        .collect()
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

    /// The values of one assessment, without notes and revisions: all that progress and scoring need. Empty if there
    /// is no such assessment.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn values_of(&mut self, tenant: TenantId, assessment: AssessmentId) -> Result<Answers, StoreError> {
        // One row for all of them: fetching fifty rows costs more than finding them.
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT group_concat(hex(question) || value, ' ') FROM answer
                 WHERE tenant = $1 AND assessment = $2 AND value IS NOT NULL"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT string_agg(question || value, ' ') FROM answer
                 WHERE tenant = $1 AND assessment = $2 AND value IS NOT NULL"
            ),
        };
        let (all,): (Option<String>,) =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(assessment.0).fetch_one(c).await)?;
        unpacked(self.engine(), all.as_deref().unwrap_or_default())
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

/// An answer as it travels with many others: question, value, note, revision, microseconds.
type Packed<'a> = (String, Option<&'static str>, &'a str, u32, Option<i64>);

/// The part of an answer that is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// The value; `None` takes it back.
    Value(Option<AnswerValue>),
    /// The note.
    Note(String),
}

impl Store {
    /// Stores a part of one answer, durable when this returns: [`Tx::save_answer`] or [`Tx::save_note`] as a change of
    /// its own. The shortest way to the disk for the most frequent change there is.
    ///
    /// With what was stored come the values of the whole assessment, where they cost no further round trip
    /// (PostgreSQL); else ask [`Conn::values_of`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_answer(
        &self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        part: AnswerPart,
        now: Timestamp,
    ) -> Result<(Saved<Answer>, Option<Answers>), StoreError> {
        // One statement writes; a second one that explains why nothing was written only reads.
        self.write_with_one_statement("answer", move |tx| {
            Box::pin(async move {
                match part {
                    AnswerPart::Value(value) => tx.save_value(tenant, assessment, question, seen, value, now).await,
                    AnswerPart::Note(note) => tx.save_words(tenant, assessment, question, seen, &note, now).await,
                }
            })
        })
        .await
    }
}

// The statements that store a part of an answer: `$1` tenant, `$2` assessment, `$3` question, `$4` what is stored,
// `$5` now, `$6` the revision that was seen. They do nothing if the assessment is no draft of this tenant, if the
// revision is another one, or if the very same is stored already.
//
// The engines differ in two things. FOR SHARE holds the assessment as it is until the transaction ends; without it, an
// answer could slip in on PostgreSQL while another transaction finishes the assessment. SQLite, where one transaction
// writes at a time, has no word for it. And PostgreSQL hands over all values in the same round trip: as they were when the
// statement began, so without the one it stores.

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
        self.save_value(tenant, assessment, question, seen, value, now).await.map(|(saved, _)| saved)
    }

    async fn save_value(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        value: Option<AnswerValue>,
        now: Timestamp,
    ) -> Result<(Saved<Answer>, Option<Answers>), StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, $4, '', 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft'
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    value = excluded.value, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.value IS DISTINCT FROM excluded.value
                 RETURNING revision, NULL"
            ),
            Engine::Postgres => sql!(Postgres:
                "WITH stored AS (
                    INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                    SELECT $1, $2, $3, $4, '', 1, $5 FROM assessment
                    WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft' FOR SHARE
                    ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                        value = excluded.value, revision = answer.revision + 1, changed_at = excluded.changed_at
                    WHERE answer.revision = $6 AND answer.value IS DISTINCT FROM excluded.value RETURNING revision
                 )
                 SELECT revision, (SELECT coalesce(string_agg(question || value, ' '), '') FROM answer
                    WHERE tenant = $1 AND assessment = $2 AND value IS NOT NULL) FROM stored"
            ),
        };
        let code = value.map(AnswerValue::code);
        match self.save_part(text, tenant, assessment, question, seen, code, now).await? {
            Some((revision, mut values)) => {
                if let Some(values) = &mut values {
                    match value {
                        Some(value) => values.insert(question, value),
                        None => values.remove(&question),
                    };
                }
                Ok((Saved::Stored(revision), values))
            }
            None => Ok((self.obstacle(tenant, assessment, question, |answer| answer.value == value).await?, None)),
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
        self.save_words(tenant, assessment, question, seen, note, now).await.map(|(saved, _)| saved)
    }

    async fn save_words(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        question: QuestionId,
        seen: u32,
        note: &str,
        now: Timestamp,
    ) -> Result<(Saved<Answer>, Option<Answers>), StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, $3, NULL, $4, 1, $5 FROM assessment
                 WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft'
                 ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                    note = excluded.note, revision = answer.revision + 1, changed_at = excluded.changed_at
                 WHERE answer.revision = $6 AND answer.note IS DISTINCT FROM excluded.note
                 RETURNING revision, NULL"
            ),
            Engine::Postgres => sql!(Postgres:
                "WITH stored AS (
                    INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                    SELECT $1, $2, $3, NULL, $4, 1, $5 FROM assessment
                    WHERE assessment.tenant = $1 AND assessment.id = $2 AND assessment.state = 'draft' FOR SHARE
                    ON CONFLICT (tenant, assessment, question) DO UPDATE SET
                        note = excluded.note, revision = answer.revision + 1, changed_at = excluded.changed_at
                    WHERE answer.revision = $6 AND answer.note IS DISTINCT FROM excluded.note RETURNING revision
                 )
                 SELECT revision, (SELECT coalesce(string_agg(question || value, ' '), '') FROM answer
                    WHERE tenant = $1 AND assessment = $2 AND value IS NOT NULL) FROM stored"
            ),
        };
        match self.save_part(text, tenant, assessment, question, seen, Some(note), now).await? {
            Some((revision, values)) => Ok((Saved::Stored(revision), values)),
            None => Ok((self.obstacle(tenant, assessment, question, |answer| answer.note == note).await?, None)),
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
    ) -> Result<Option<(u32, Option<Answers>)>, StoreError> {
        let stored: Option<(i64, Option<String>)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(question.0)
            .bind(part)
            .bind(Micros(now))
            .bind(i64::from(seen))
            .fetch_optional(c)
            .await)?;
        let Some((revision, values)) = stored else { return Ok(None) };
        let values = values.map(|values| unpacked(self.engine(), &values)).transpose()?;
        Ok(Some((counter("answer.revision", revision)?, values)))
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

    /// Stores many new answers with one statement: they travel as one JSON array, which costs one round trip and not one
    /// for each.
    pub(crate) async fn insert_answers(
        &mut self,
        tenant: TenantId,
        assessment: AssessmentId,
        answers: &BTreeMap<QuestionId, Answer>,
    ) -> Result<(), StoreError> {
        if answers.is_empty() {
            return Ok(());
        }
        let packed: Vec<Packed<'_>> = answers
            .iter()
            .map(|(question, answer)| {
                (
                    question.0.simple().to_string(),
                    answer.value.map(AnswerValue::code),
                    answer.note.as_str(),
                    answer.revision.max(1),
                    answer.changed_at.map(Timestamp::as_microsecond),
                )
            })
            .collect();
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4
                 FROM json_each($3)"
            ),
            Engine::Postgres => sql!(Postgres:
                "INSERT INTO answer (tenant, assessment, question, value, note, revision, changed_at)
                 SELECT $1, $2, (value ->> 0)::uuid, value ->> 1, value ->> 2, (value ->> 3)::bigint,
                    (value ->> 4)::bigint
                 FROM jsonb_array_elements($3) AS packed(value)"
            ),
        };
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(assessment.0)
            .bind(Doc(packed))
            .execute(c)
            .await
            .map(drop))
    }
}
