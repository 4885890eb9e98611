//! Then and now: what changed between two assessments of the same organisation.
//!
//! Compares requirement by requirement by UUID, across editions of a check. Points are compared only if both
//! assessments were complete. Refuses to claim a cause: it says what changed, not why.

use crate::{
    check::{Check, Requirement},
    scoring::{Evaluation, Points, Standing},
};

/// What changed from one assessment to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// Points and maximum then; `None` if it was incomplete.
    pub then: Option<(Points, Points)>,
    /// Points and maximum now; `None` if it is incomplete.
    pub now: Option<(Points, Points)>,
    /// Requirements that leave less work than before.
    pub better: Vec<Change<'a>>,
    /// Requirements that leave more work than before.
    pub worse: Vec<Change<'a>>,
    /// Requirements that came or ceased to be relevant.
    pub relevance: Vec<Change<'a>>,
    /// Share of fulfilled requirements per topic of the newer check, then; `None` if the topic is new or empty.
    pub shares_then: Vec<Option<f64>>,
    /// Requirements that only the newer edition has.
    pub new_requirements: Vec<&'a Requirement>,
}

/// One requirement that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The requirement, in the newer edition.
    pub requirement: &'a Requirement,
    /// How it stood.
    pub then: Standing,
    /// How it stands.
    pub now: Standing,
}

/// How much is left to do: the order in which "better" is defined.
const fn work_left(standing: Standing) -> Option<u8> {
    match standing {
        Standing::Fulfilled => Some(0),
        Standing::Partly => Some(1),
        Standing::Open => Some(2),
        Standing::NotApplicable | Standing::Unanswered => None,
    }
}

/// Compares an assessment with an earlier one.
pub fn compare<'a>(
    old_check: &Check,
    then: &Evaluation<'_>,
    new_check: &'a Check,
    now: &Evaluation<'a>,
) -> Comparison<'a> {
    let mut comparison = Comparison {
        then: then.points().map(|points| (points, then.maximum)),
        now: now.points().map(|points| (points, now.maximum)),
        better: Vec::new(),
        worse: Vec::new(),
        relevance: Vec::new(),
        shares_then: Vec::new(),
        new_requirements: Vec::new(),
    };
    for result in &now.requirements {
        let requirement = result.requirement;
        if old_check.requirement(requirement.uuid).is_none() {
            comparison.new_requirements.push(requirement);
            continue;
        }
        let change = Change { requirement, then: then.standing(requirement.uuid), now: result.standing };
        match (work_left(change.then), work_left(change.now)) {
            (Some(before), Some(after)) if after < before => comparison.better.push(change),
            (Some(before), Some(after)) if after > before => comparison.worse.push(change),
            _ if (change.then == Standing::NotApplicable) != (change.now == Standing::NotApplicable) => {
                comparison.relevance.push(change);
            }
            _ => {}
        }
    }
    comparison.shares_then = new_check
        .topics
        .iter()
        .map(|topic| {
            let index = old_check.topics.iter().position(|old| old.id == topic.id)?;
            then.topics.get(index)?.share()
        })
        .collect();
    comparison
}
