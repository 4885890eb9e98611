//! What changed since the assessment before, a sentence each way. Says what changed, never why.

use ringwall_app::Shown;
use ringwall_content::arguments;
use ringwall_core::{
    comparison::{Change, compare},
    plan::{PlanItem, done_between},
    scoring::{Evaluation, Points},
};

use super::words::{Words, measure_title, words};
use crate::Chrome;

/// What changed.
pub(super) struct Changes {
    pub(super) since: String,
    pub(super) points: Option<String>,
    pub(super) difference: Option<String>,
    pub(super) better: Vec<ChangeLine>,
    pub(super) worse: Vec<ChangeLine>,
    pub(super) relevance: Vec<ChangeLine>,
    pub(super) new: Vec<Words>,
    pub(super) done: Vec<DoneLine>,
    pub(super) lost: Vec<String>,
    pub(super) shares_then: Vec<Option<f64>>,
}

/// One requirement that changed.
pub(super) struct ChangeLine {
    pub(super) title: Words,
    pub(super) text: String,
}

/// A measure that was done in between.
pub(super) struct DoneLine {
    pub(super) title: Words,
    /// Whether the answers still leave it open.
    pub(super) still_open: bool,
}

/// Compares with the assessment before.
pub(super) fn changes(
    chrome: &Chrome,
    previous: &Shown,
    then: &Evaluation<'_>,
    shown: &Shown,
    now: &Evaluation<'_>,
    plan: &[PlanItem],
) -> Changes {
    let comparison = compare(&previous.check.check, then, &shown.check.check, now);
    let line = |change: &Change<'_>| ChangeLine {
        title: words(chrome, &change.requirement.title),
        text: chrome.t_with(
            "result-change",
            &arguments([
                ("then", chrome.tc("requirement-", change.then.code()).into()),
                ("now", chrome.tc("requirement-", change.now.code()).into()),
            ]),
        ),
    };
    let finished = |shown: &Shown| shown.assessment.finished_at.unwrap_or(shown.assessment.started_at);
    let done = done_between(&shown.check.check, plan, finished(previous), finished(shown));
    let points = comparison.then.zip(comparison.now);
    Changes {
        since: chrome.day(&finished(previous)),
        points: points.map(|((then, then_maximum), (now, maximum))| {
            let mut values = arguments([]);
            for (name, points) in [("then", then), ("then-maximum", then_maximum), ("now", now), ("maximum", maximum)] {
                values.set(name, chrome.points(&points));
            }
            chrome.t_with("result-points-then", &values)
        }),
        difference: points.map(|((then, _), (now, _))| {
            let difference = now.minus(then);
            let key = match difference.cmp(&Points::default()) {
                std::cmp::Ordering::Greater => "result-points-more",
                std::cmp::Ordering::Equal => "result-points-same",
                std::cmp::Ordering::Less => "result-points-less",
            };
            let amount = if difference < Points::default() { then.minus(now) } else { difference };
            chrome.t_num(key, "points", amount)
        }),
        better: comparison.better.iter().map(line).collect(),
        worse: comparison.worse.iter().map(line).collect(),
        relevance: comparison.relevance.iter().map(line).collect(),
        new: comparison.new_requirements.iter().map(|requirement| words(chrome, &requirement.title)).collect(),
        done: done
            .into_iter()
            .map(|requirement| DoneLine {
                title: measure_title(chrome, requirement),
                still_open: now.standing(requirement.uuid).leaves_work(),
            })
            .collect(),
        lost: shown.assessment.not_carried_over.clone(),
        shares_then: comparison.shares_then,
    }
}
