//! Answering, finishing and repeating an assessment.

use std::sync::Arc;

use jiff::Timestamp;
use ringwall_core::{
    actor::Author,
    assessment::{Answer, Answers, Assessment, AssessmentState, carry_over, clean_note},
    check::AnswerValue,
    id::{AssessmentId, QuestionId, TenantId},
    language::Language,
    refusal::Refusal,
};
use ringwall_store::{AnswerPart, Saved, Tx};

use crate::{Access, App, AppError, LoadedCheck, Right};

/// An assessment with its check.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The assessment with all answers.
    pub assessment: Assessment,
    /// The check as it was asked.
    pub check: Arc<LoadedCheck>,
    /// Whether an adviser leads, or led, an interview on it.
    pub led: bool,
}

/// The values given so far, with the check: enough to tell progress.
#[derive(Clone, Debug)]
pub struct Given {
    /// Values by question.
    pub values: Answers,
    /// The check as it was asked.
    pub check: Arc<LoadedCheck>,
}

/// A new assessment and its check, to be stored together.
pub(crate) struct Begun {
    pub(crate) assessment: Assessment,
    pub(crate) check: Arc<LoadedCheck>,
    /// Whether the check comes from content: the store learns of such a one when somebody begins it.
    shipped: bool,
}

impl Begun {
    /// Stores it and says so in the trail.
    pub(crate) async fn store(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        now: Timestamp,
        by: Author,
        event: &'static str,
    ) -> Result<(), AppError> {
        let check = &self.check.check;
        if self.shipped {
            tx.insert_check(&self.check.digest, check, false, now).await?;
        }
        tx.insert_assessment(tenant, &self.assessment).await?;
        Ok(tx.append_audit(Some(tenant), now, by, event, &check.id).await?)
    }
}

/// A change to one answer.
#[derive(Clone, Debug)]
pub enum AnswerChange {
    /// Another value; `None` takes the answer back.
    Value(Option<AnswerValue>),
    /// Another note.
    Note(String),
}

impl App {
    /// A new, empty assessment, not yet stored.
    pub(crate) fn begun(&self, check: &Arc<LoadedCheck>) -> Begun {
        Begun {
            assessment: Assessment::begun(self.assessment_once(), check.digest.clone(), self.now()),
            check: Arc::clone(check),
            shipped: self.content().checks().any(|edition| edition.digest == check.digest),
        }
    }

    /// One answer, if there is one.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn stored_answer(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
    ) -> Result<Option<Answer>, AppError> {
        Ok(self.store().read().await?.answer(access.tenant(), id, question).await?)
    }

    /// One assessment with all answers.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn assessment(&self, access: &Access, id: AssessmentId) -> Result<Shown, AppError> {
        let mut reader = self.store().read().await?;
        let assessment = reader.assessment_by_id(access.tenant(), id).await?.ok_or(AppError::NotFound)?;
        let led = reader.interview(access.tenant(), id).await?.is_some();
        drop(reader);
        let check = self.check(&assessment.check).await?;
        Ok(Shown { assessment, check, led })
    }

    /// Stores one answer or note. When this returns, it is on disk.
    ///
    /// `seen` is the revision the reader saw (0 for none). If somebody else changed the answer since, nothing is
    /// overwritten and the current answer comes back as [`Saved::Conflict`].
    ///
    /// # Errors
    /// [`AppError::NotFound`] or a refusal (`question-unknown`, `answer-not-allowed`, `note-…`,
    /// `assessment-finished`).
    pub async fn answer(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
        change: AnswerChange,
        seen: u32,
    ) -> Result<Saved<Answer>, AppError> {
        self.store_answer(access, id, question, change, seen).await.map(|(saved, _)| saved)
    }

    /// As [`Self::answer`], with the values of the whole assessment afterwards, to tell progress.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub async fn answer_and_given(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
        change: AnswerChange,
        seen: u32,
    ) -> Result<(Saved<Answer>, Given), AppError> {
        let (saved, values) = self.store_answer(access, id, question, change, seen).await?;
        let check = self.check_of(access.tenant(), id).await?;
        let values = match values {
            Some(values) => values,
            None => self.store().read().await?.values_of(access.tenant(), id).await?,
        };
        Ok((saved, Given { values, check }))
    }

    async fn store_answer(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
        change: AnswerChange,
        seen: u32,
    ) -> Result<(Saved<Answer>, Option<Answers>), AppError> {
        access.require(Right::Advise)?;
        let (tenant, now) = (access.tenant(), self.now());
        let check = self.check_of(tenant, id).await?;
        let part = match change {
            AnswerChange::Value(value) => {
                check.allowed.admit(question, value)?;
                AnswerPart::Value(value)
            }
            AnswerChange::Note(note) => {
                check.allowed.admit(question, None)?;
                AnswerPart::Note(clean_note(&note)?)
            }
        };
        match self.store().save_answer(tenant, id, question, seen, part, now).await? {
            (Saved::Missing, _) => Err(AppError::NotFound),
            (Saved::Finished, _) => Err(Refusal::new("assessment-finished").into()),
            saved => Ok(saved),
        }
    }

    /// Finishes an assessment; from then on it never changes.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or a refusal (`assessment-finished`, `assessment-incomplete`).
    pub async fn finish(&self, access: &Access, id: AssessmentId) -> Result<(), AppError> {
        access.require(Right::Work)?;
        let (tenant, by, now, expires_at) = (access.tenant(), access.by(), self.now(), self.expiry());
        let check = self.check_of(tenant, id).await?;
        self.store()
            .write::<_, AppError>("finish", move |tx| {
                Box::pin(async move {
                    let assessment = tx.assessment_for_update(tenant, id).await?.ok_or(AppError::NotFound)?;
                    if tx.interview(tenant, id).await?.is_some_and(|interview| interview.stage.is_open()) {
                        return Err(Refusal::new("interview-open").into());
                    }
                    assessment.finish(&check.check, now)?;
                    tx.finish_assessment(tenant, id, now).await?;
                    tx.extend_expiry(tenant, expires_at).await?;
                    tx.append_audit(Some(tenant), now, by, "assessment-finished", &check.check.id).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Starts again from the answers of a finished assessment, on the newest edition of the check.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or `assessment-not-finished`.
    pub async fn repeat(
        &self,
        access: &Access,
        id: AssessmentId,
        language: Language,
    ) -> Result<AssessmentId, AppError> {
        access.require(Right::Advise)?;
        let (tenant, by) = (access.tenant(), access.by());
        let Shown { assessment: old, check: old_check, .. } = self.assessment(access, id).await?;
        if old.state != AssessmentState::Finished {
            return Err(Refusal::new("assessment-not-finished").into());
        }
        let check = match self.newest_check(&old_check.check.id).await {
            Ok(check) => check,
            // An imported dossier may bring a check that is not offered here: repeat the edition it brought.
            Err(AppError::NotFound) => Arc::clone(&old_check),
            Err(error) => return Err(error),
        };
        let carried = carry_over(&old_check.check, &old.answers, &check.check);
        let lost = carried.lost.iter().filter_map(|id| old_check.check.requirement(*id));
        let mut begun = self.begun(&check);
        begun.assessment.previous = Some(id);
        begun.assessment.not_carried_over =
            lost.map(|lost| format!("{} {}", lost.id, lost.title.get(language))).collect();
        begun.assessment.answers = carried.answers;
        let (new, now, expires_at) = (begun.assessment.id, self.now(), self.expiry());
        self.store()
            .write::<_, AppError>("repeat", move |tx| {
                Box::pin(async move {
                    if tx.assessment_head(tenant, new).await?.is_some() {
                        return Ok(());
                    }
                    tx.extend_expiry(tenant, expires_at).await?;
                    begun.store(tx, tenant, now, by, "assessment-repeated").await
                })
            })
            .await?;
        Ok(new)
    }
}
