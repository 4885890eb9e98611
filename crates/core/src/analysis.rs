//! The whole analysis in one call: scoring, then risks, then the order of measures.
//!
//! Knows only the sequence; each step has its own module. Pages, reports and the command line all start here, so that
//! they cannot disagree.

use crate::{
    assessment::Answers,
    check::Check,
    measure::{self, NEXT_STEPS, RankedMeasure},
    organisation::Organisation,
    risk::{self, DerivedRisk, Risk},
    scoring::{self, Evaluation},
};

/// What the answers of one organisation mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis<'a> {
    /// Points, topics, open requirements.
    pub evaluation: Evaluation<'a>,
    /// Risks, highest first.
    pub risks: Vec<DerivedRisk<'a>>,
    /// All measures of open requirements in order.
    pub measures: Vec<RankedMeasure<'a>>,
}

impl<'a> Analysis<'a> {
    /// The measures that a result names as next steps: at most six.
    pub fn next_steps(&self) -> &[RankedMeasure<'a>] {
        self.measures.get(..NEXT_STEPS).unwrap_or(&self.measures)
    }
}

/// Analyses the answers to a check.
pub fn analyse<'a>(
    check: &'a Check,
    risks: &'a [Risk],
    organisation: &Organisation,
    answers: &Answers,
) -> Analysis<'a> {
    let evaluation = scoring::evaluate(check, answers);
    let risks = risk::derive(risks, organisation, &evaluation);
    let measures = measure::rank(&evaluation, &risks);
    Analysis { evaluation, risks, measures }
}
