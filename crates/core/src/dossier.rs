//! A dossier: everything about one organisation's analyses in one self-contained document.
//!
//! It is what a report is made from, what is exported as JSON and what can be imported again without loss. Contains
//! the checks as they were asked, so that it can be read where those editions are unknown. The schema is described in
//! docs/dossier.md.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::{AllowedAnswers, Assessment, AssessmentState, clean_note},
    check::Check,
    id::{AssessmentId, CheckDigest},
    language::Language,
    organisation::Organisation,
    plan::PlanItem,
    refusal::Refusal,
    risk::Treatment,
};

/// Format name and version of the JSON document.
pub const FORMAT: &str = "ringwall-dossier/1";

/// Most assessments accepted in one document.
pub const MOST_ASSESSMENTS: usize = 100;

/// Everything about one organisation's analyses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Always [`FORMAT`].
    pub format: String,
    /// When it was written.
    pub exported_at: Timestamp,
    /// Language the organisation uses.
    pub language: Language,
    /// The organisation.
    pub organisation: Organisation,
    /// The checks as they were asked, by digest.
    pub checks: BTreeMap<CheckDigest, std::sync::Arc<Check>>,
    /// The assessments, oldest first.
    pub assessments: Vec<Assessment>,
    /// The plan.
    #[serde(default)]
    pub plan: Vec<PlanItem>,
    /// Decisions about risks.
    #[serde(default)]
    pub treatments: Vec<Treatment>,
}

impl Dossier {
    /// The assessment with this id and the check it belongs to.
    pub fn assessment(&self, id: AssessmentId) -> Option<(&Assessment, &Check)> {
        let assessment = self.assessments.iter().find(|assessment| assessment.id == id)?;
        Some((assessment, self.checks.get(&assessment.check)?))
    }

    /// The finished assessment that this one repeats, with its check.
    pub fn previous_of(&self, assessment: &Assessment) -> Option<(&Assessment, &Check)> {
        self.assessment(assessment.previous?).filter(|(previous, _)| previous.state == AssessmentState::Finished)
    }

    /// Checks a document that came from outside against the rules for what may be stored.
    ///
    /// # Errors
    /// `dossier-format` (parameter `format`), `dossier-too-large`, `dossier-check-missing` and `dossier-check-faulty`
    /// (parameter `fault`), or the refusal of the field, answer or note that breaks a rule.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        if self.format != FORMAT {
            let format: String = self.format.chars().take(40).collect();
            return Err(Refusal::new("dossier-format").with("format", format));
        }
        if self.assessments.len() > MOST_ASSESSMENTS {
            return Err(Refusal::new("dossier-too-large").with("most", MOST_ASSESSMENTS));
        }
        self.organisation = self.organisation.validated()?;
        for check in self.checks.values() {
            if let Some(fault) = check.faults().into_iter().next() {
                return Err(Refusal::new("dossier-check-faulty").with("fault", fault));
            }
        }
        for assessment in &mut self.assessments {
            let check = self.checks.get(&assessment.check).ok_or(Refusal::new("dossier-check-missing"))?;
            let allowed = AllowedAnswers::of(check);
            for (question, answer) in &mut assessment.answers {
                allowed.admit(*question, answer.value)?;
                answer.note = clean_note(&answer.note)?;
                answer.revision = answer.revision.max(1);
            }
        }
        for item in &mut self.plan {
            item.note = clean_note(&item.note)?;
            item.reason = clean_note(&item.reason)?;
            item.owner = crate::organisation::one_line("owner", &item.owner)?.unwrap_or_default();
        }
        for treatment in &mut self.treatments {
            treatment.reason = clean_note(&treatment.reason)?;
            treatment.person = crate::organisation::one_line("person", &treatment.person)?.unwrap_or_default();
        }
        Ok(self)
    }
}
