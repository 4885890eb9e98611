//! Which measures come first.
//!
//! The stated rule, shown on the result page: TOP requirements first; then by what studies say about the measure; then
//! by the risks it touches; then the smaller effort. Two measures that TOP and evidence do not separate are *equal*:
//! their order is a proposal. At most six are shown as next steps. Refuses to know texts and plans.

use crate::{
    check::{Effect, Evidence, Grade, Requirement},
    risk::{DerivedRisk, Level},
    scoring::{Evaluation, Standing},
};

/// How many measures a result names as next steps.
pub const NEXT_STEPS: usize = 6;

/// Effort level assumed for ordering when a source gives none: in the middle.
const UNKNOWN_EFFORT: u8 = 3;

/// An open requirement with its place in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedMeasure<'a> {
    /// The requirement whose measure it is.
    pub requirement: &'a Requirement,
    /// How the requirement stands: open or partly.
    pub standing: Standing,
    /// Whether "I don't know" keeps it open: finding out is then the first step.
    pub unknown: bool,
    /// Position, starting at 1.
    pub rank: usize,
    /// Whether TOP and evidence do not separate it from the one before.
    pub equal_to_previous: bool,
    /// Whether TOP and evidence do not separate it from the one after.
    pub equal_to_next: bool,
    /// The highest level among the risks it touches; `None` if the check links none.
    pub level: Option<Level>,
    /// Sum over its risks of link weight times level (1 to 4): a plain yardstick for order, not a probability.
    pub risk_weight: u32,
}

/// Class of evidence, best first: 0 strong and controlled … 5 expert view, 6 shown to help little.
///
/// Grades after facts/risk-and-effect.md, section 2. A good study that shows little ranks behind no study at all.
pub const fn evidence_class(evidence: &Evidence) -> u8 {
    match (evidence.effect, evidence.grade) {
        (Effect::Strong, Grade::A) => 0,
        (Effect::Strong, Grade::B) => 1,
        (Effect::Moderate, Grade::A) => 2,
        (Effect::Moderate, Grade::B) => 3,
        (Effect::Strong | Effect::Moderate, Grade::C | Grade::D) => 4,
        (Effect::Unmeasured, _) => 5,
        (Effect::Little, _) => 6,
    }
}

/// Orders the measures of all open requirements.
pub fn rank<'a>(evaluation: &Evaluation<'a>, risks: &[DerivedRisk<'a>]) -> Vec<RankedMeasure<'a>> {
    let mut ranked: Vec<RankedMeasure<'a>> = evaluation
        .open()
        .map(|result| {
            let touched = || {
                result.requirement.risks.iter().filter_map(|link| {
                    risks.iter().find(|derived| derived.risk.id == link.id).map(|derived| (link, derived.level()))
                })
            };
            RankedMeasure {
                requirement: result.requirement,
                standing: result.standing,
                unknown: result.unknown,
                rank: 0,
                equal_to_previous: false,
                equal_to_next: false,
                level: touched().map(|(_, level)| level).max(),
                risk_weight: touched().map(|(link, level)| u32::from(link.weight) * (level as u32 + 1)).sum(),
            }
        })
        .collect();
    let class =
        |measure: &RankedMeasure<'_>| (!measure.requirement.top, evidence_class(&measure.requirement.measure.evidence));
    // The sort is stable: what nothing separates stays in the order of the check.
    ranked.sort_by_key(|measure| {
        (
            class(measure),
            std::cmp::Reverse((measure.level, measure.risk_weight)),
            measure.requirement.measure.effort.unwrap_or(UNKNOWN_EFFORT),
        )
    });
    let classes: Vec<_> = ranked.iter().map(class).collect();
    for (index, measure) in ranked.iter_mut().enumerate() {
        let own = classes.get(index);
        measure.rank = index + 1;
        measure.equal_to_previous = index > 0 && classes.get(index - 1) == own;
        measure.equal_to_next = classes.get(index + 1).is_some_and(|next| Some(next) == own);
    }
    ranked
}
