//! An assessment: one run of an organisation through a check.
//!
//! Knows the life of an assessment (draft, then finished and unchangeable) and what an answer may be. The check it
//! belongs to is frozen by digest. Refuses to know scoring (`scoring`) and storage.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    check::{AnswerValue, Check},
    id::{AssessmentId, CheckDigest, QuestionId, RequirementId},
    organisation::is_unsafe,
    refusal::Refusal,
};

/// Longest accepted note, in characters.
pub const LONGEST_NOTE: usize = 4_000;

/// Answer values by question: all that scoring needs.
pub type Answers = BTreeMap<QuestionId, AnswerValue>;

/// One answer with its note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The value; `None` if only a note was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<AnswerValue>,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Counts changes, starting at 1; whoever writes says which revision was seen.
    #[serde(default)]
    pub revision: u32,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

/// Whether an assessment can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssessmentState {
    /// Being answered.
    Draft,
    /// Finished; never changes again, a correction is a repeat.
    Finished,
}

/// One run through a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Id.
    pub id: AssessmentId,
    /// The check as it was asked.
    pub check: CheckDigest,
    /// State.
    pub state: AssessmentState,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<Timestamp>,
    /// The assessment this one repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<AssessmentId>,
    /// Requirements of the previous edition whose answers could not be carried over (readable ids with titles).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_carried_over: Vec<String>,
    /// Answers by question.
    #[serde(default)]
    pub answers: BTreeMap<QuestionId, Answer>,
}

impl Assessment {
    /// A draft without answers.
    pub const fn begun(id: AssessmentId, check: CheckDigest, at: Timestamp) -> Self {
        Self {
            id,
            check,
            state: AssessmentState::Draft,
            started_at: at,
            finished_at: None,
            previous: None,
            not_carried_over: Vec::new(),
            answers: BTreeMap::new(),
        }
    }

    /// The plain values, for scoring.
    pub fn values(&self) -> Answers {
        self.answers.iter().filter_map(|(id, answer)| answer.value.map(|value| (*id, value))).collect()
    }

    /// Refuses if the assessment is finished.
    ///
    /// # Errors
    /// `assessment-finished`.
    pub fn must_be_draft(&self) -> Result<(), Refusal> {
        match self.state {
            AssessmentState::Draft => Ok(()),
            AssessmentState::Finished => Err(Refusal::new("assessment-finished")),
        }
    }

    /// Finishes the assessment; from now on it never changes.
    ///
    /// # Errors
    /// `assessment-finished` if it already is, `assessment-incomplete` (parameter `missing`) if questions are open.
    pub fn finish(mut self, check: &Check, at: Timestamp) -> Result<Self, Refusal> {
        self.must_be_draft()?;
        let missing = crate::scoring::unanswered(check, &self.values()).len();
        if missing > 0 {
            return Err(Refusal::new("assessment-incomplete").with("missing", missing));
        }
        self.state = AssessmentState::Finished;
        self.finished_at = Some(at);
        Ok(self)
    }
}

/// Which answers a check takes, indexed by question: one answer needs no walk through 900 controls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedAnswers(HashMap<QuestionId, Vec<AnswerValue>>);

impl AllowedAnswers {
    /// The index of a check.
    pub fn of(check: &Check) -> Self {
        let values = |status: bool| check.allowed(status).to_vec();
        Self(check.questions().map(|placed| (placed.question.uuid, values(placed.status.is_some()))).collect())
    }

    /// Refuses what the check does not ask or does not offer. Taking an answer back (`None`) is always allowed.
    ///
    /// # Errors
    /// `question-unknown` or `answer-not-allowed` (parameter `value`).
    pub fn admit(&self, question: QuestionId, value: Option<AnswerValue>) -> Result<(), Refusal> {
        let allowed = self.0.get(&question).ok_or(Refusal::new("question-unknown"))?;
        match value {
            Some(value) if !allowed.contains(&value) => {
                Err(Refusal::new("answer-not-allowed").with("value", value.code()))
            }
            _ => Ok(()),
        }
    }
}

/// A note with trimmed end and normalised line ends.
///
/// # Errors
/// `note-too-long` (parameters `most`, `length`) or `note-control-characters`.
pub fn clean_note(text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim_end();
    let length = text.chars().count();
    if length > LONGEST_NOTE {
        return Err(Refusal::new("note-too-long").with("most", LONGEST_NOTE).with("length", length));
    }
    if text.chars().any(|character| is_unsafe(character) && character != '\n' && character != '\t') {
        return Err(Refusal::new("note-control-characters"));
    }
    Ok(text.to_owned())
}

/// What became of the answers when a check was started again on a possibly newer edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarriedOver {
    /// Answers that still fit, by question of the new edition; revisions start anew.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Requirements of the old edition whose answers found no place.
    pub lost: Vec<RequirementId>,
}

/// Carries answers over to another edition of a check, by UUID and never by readable id.
///
/// An answer finds its place if the new edition has a question with the same UUID and allows the value.
pub fn carry_over(old: &Check, answers: &BTreeMap<QuestionId, Answer>, new: &Check) -> CarriedOver {
    let mut carried = CarriedOver::default();
    let places: BTreeMap<QuestionId, bool> =
        new.questions().map(|placed| (placed.question.uuid, placed.status.is_some())).collect();
    for (_, requirement) in old.requirements() {
        let mut lost = false;
        for (question, _) in requirement.questions() {
            let Some(answer) = answers.get(&question.uuid) else { continue };
            let fits = places
                .get(&question.uuid)
                .is_some_and(|status| answer.value.is_none_or(|value| new.allowed(*status).contains(&value)));
            if fits {
                carried.answers.insert(question.uuid, Answer { revision: 1, ..answer.clone() });
            } else {
                lost = true;
            }
        }
        if lost {
            carried.lost.push(requirement.uuid);
        }
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_keep_lines_and_refuse_what_hides() {
        assert_eq!(clean_note("eins\r\nzwei\t \n").unwrap(), "eins\nzwei");
        assert_eq!(clean_note("a\u{0}b").unwrap_err().code, "note-control-characters");
        assert_eq!(clean_note("a\u{2067}b").unwrap_err().code, "note-control-characters");
        assert_eq!(clean_note("مرحبا").unwrap(), "مرحبا");
        assert_eq!(clean_note(&"ß".repeat(4_001)).unwrap_err().code, "note-too-long");
        assert!(clean_note(&"ß".repeat(4_000)).is_ok());
    }
}
