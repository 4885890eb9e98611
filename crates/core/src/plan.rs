//! The plan: what an organisation does about open requirements, and what more time would bring.
//!
//! Knows the states of a measure and the rule that "not for us" needs a reason. Changing a plan never changes an
//! assessment; only a repeat does.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    assessment::Answers,
    check::{AnswerValue, Check, Partly, Requirement, StatusEffect},
    id::{AccountId, RequirementId},
    measure::RankedMeasure,
    refusal::Refusal,
    scoring::{Evaluation, Points, Standing, evaluate},
};

/// How far a measure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureStatus {
    /// Not begun.
    #[default]
    Todo,
    /// Begun.
    InProgress,
    /// Done, as the organisation says.
    Done,
    /// Decided against, with a reason.
    NotForUs,
}

impl MeasureStatus {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Todo, Self::InProgress, Self::Done, Self::NotForUs];

    /// The code, also the text key `measure-status-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::NotForUs => "not-for-us",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// What an organisation plans for one requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanItem {
    /// The requirement.
    pub requirement: RequirementId,
    /// How far it is.
    #[serde(default)]
    pub status: MeasureStatus,
    /// Who does it, free text. With an account, the name it had when it was chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Who does it, if that is somebody who can sign in. Means nothing elsewhere, so it is in no document.
    #[serde(skip)]
    pub owner_account: Option<AccountId>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Free note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why not, required for [`MeasureStatus::NotForUs`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Own position in the list, smaller first; `None` keeps the proposed order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
    /// When it became done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
    /// Counts changes, starting at 1; 0 means never stored.
    #[serde(default)]
    pub revision: u32,
}

impl PlanItem {
    /// Whether there is still something to do.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, MeasureStatus::Todo | MeasureStatus::InProgress)
    }

    /// Whether it should have been done before this day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// An item nobody has touched yet.
    pub const fn untouched(requirement: RequirementId) -> Self {
        Self {
            requirement,
            status: MeasureStatus::Todo,
            owner: String::new(),
            owner_account: None,
            due: None,
            note: String::new(),
            reason: String::new(),
            position: None,
            done_at: None,
            revision: 0,
        }
    }

    /// Checks the rule for "not for us" and keeps `done_at` true to the state.
    ///
    /// # Errors
    /// `plan-reason-missing`.
    pub fn validated(mut self, before: Option<&Self>, now: Timestamp) -> Result<Self, Refusal> {
        if self.status == MeasureStatus::NotForUs && self.reason.trim().is_empty() {
            return Err(Refusal::new("plan-reason-missing"));
        }
        self.done_at =
            (self.status == MeasureStatus::Done).then(|| before.and_then(|before| before.done_at).unwrap_or(now));
        Ok(self)
    }
}

/// Puts measures in the order of the plan: own positions where given, the proposed order otherwise.
pub fn ordered<'r, 'c>(ranked: &'r [RankedMeasure<'c>], plan: &[PlanItem]) -> Vec<(&'r RankedMeasure<'c>, PlanItem)> {
    let mut rows: Vec<_> = ranked
        .iter()
        .map(|measure| {
            let item = plan.iter().find(|item| item.requirement == measure.requirement.uuid).cloned();
            (measure, item.unwrap_or_else(|| PlanItem::untouched(measure.requirement.uuid)))
        })
        .collect();
    rows.sort_by_key(|(measure, item)| {
        item.position.unwrap_or_else(|| i32::try_from(measure.rank).unwrap_or(i32::MAX).saturating_mul(POSITION_STEP))
    });
    rows
}

/// Distance between neighbouring positions, so that one can be put between two.
pub const POSITION_STEP: i32 = 1_000;

/// The answers as they would be if these requirements were fulfilled.
pub fn if_closed(check: &Check, answers: &Answers, closed: &[RequirementId]) -> Answers {
    let mut answers = answers.clone();
    for (_, requirement) in check.requirements().filter(|(_, requirement)| closed.contains(&requirement.uuid)) {
        // A requirement that a status question had opened is fulfilled as a whole: what was answered below it before
        // cannot take it out.
        let opened = requirement.status.iter().any(|status| {
            status.no == StatusEffect::Open && answers.get(&status.question.uuid) == Some(&AnswerValue::No)
        });
        if opened {
            answers.extend(requirement.status.iter().map(|status| (status.question.uuid, AnswerValue::Yes)));
        }
        for part in &requirement.parts {
            if opened || answers.get(&part.uuid) != Some(&AnswerValue::NotApplicable) {
                answers.insert(part.uuid, AnswerValue::Yes);
            }
        }
    }
    answers
}

/// What a budget of own working time would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain<'a> {
    /// The measures that fit, in the given order.
    pub measures: Vec<&'a Requirement>,
    /// Working time they take, in tenths of a day.
    pub tenth_days: u32,
    /// Points now, counting what the plan says is done.
    pub from: Points,
    /// Points afterwards.
    pub to: Points,
}

/// The set of open measures that brings most points within `budget` tenths of a working day.
///
/// Exact (knapsack over tenths of days); ties go to the measures that touch heavier risks, then to the shorter time.
/// Measures without a known time, done or not for us are left out. `None` if nothing fits or the check is incomplete.
pub fn bring<'a>(
    check: &'a Check,
    answers: &Answers,
    ranked: &[RankedMeasure<'a>],
    plan: &[PlanItem],
    budget: u32,
) -> Option<Gain<'a>> {
    let status = |id: RequirementId| {
        plan.iter().find(|item| item.requirement == id).map_or(MeasureStatus::Todo, |item| item.status)
    };
    let done: Vec<RequirementId> =
        ranked.iter().map(|measure| measure.requirement.uuid).filter(|id| status(*id) == MeasureStatus::Done).collect();
    let candidates: Vec<(&RankedMeasure<'a>, u32)> = ranked
        .iter()
        .filter(|measure| matches!(status(measure.requirement.uuid), MeasureStatus::Todo | MeasureStatus::InProgress))
        .filter_map(|measure| measure.requirement.measure.tenth_days.map(|days| (measure, days)))
        .filter(|(_, days)| *days > 0 && *days <= budget)
        .collect();
    // best[d] = (value, unused tenths, chosen candidate indices) with at most d tenths of a day
    let width = usize::try_from(budget).ok()? + 1;
    let mut best: Vec<(u64, usize, Vec<usize>)> = (0..width).map(|unused| (0, unused, Vec::new())).collect();
    for (index, (measure, days)) in candidates.iter().enumerate() {
        let days = usize::try_from(*days).ok()?;
        let value = u64::from(worth(check, measure)) * 100_000 + u64::from(measure.risk_weight) * 100;
        for total in (days..width).rev() {
            let Some((without, unused, chosen)) = best.get(total - days).cloned() else { continue };
            let candidate = without + value;
            if let Some(slot) = best.get_mut(total).filter(|slot| (candidate, unused) > (slot.0, slot.1)) {
                let mut chosen = chosen;
                chosen.push(index);
                *slot = (candidate, unused, chosen);
            }
        }
    }
    let (_, _, chosen) = best.pop().filter(|(value, ..)| *value > 0)?;
    let measures: Vec<&'a Requirement> =
        chosen.iter().filter_map(|index| candidates.get(*index)).map(|(measure, _)| measure.requirement).collect();
    let tenth_days = measures.iter().filter_map(|requirement| requirement.measure.tenth_days).sum();
    let points = |closed: &[RequirementId]| evaluate(check, &if_closed(check, answers, closed)).points();
    let from = points(&done)?;
    let mut closed = done;
    closed.extend(measures.iter().map(|requirement| requirement.uuid));
    Some(Gain { measures, tenth_days, from, to: points(&closed)? })
}

/// Points gained by closing a requirement, in halves.
fn worth(check: &Check, measure: &RankedMeasure<'_>) -> u32 {
    let scoring = check.scoring;
    let (full, open) =
        if measure.requirement.top { (scoring.top_fulfilled, scoring.top_open) } else { (scoring.fulfilled, 0) };
    let halves = match measure.standing {
        Standing::Partly if scoring.partly == Partly::Half => full,
        _ => (full - open) * 2,
    };
    u32::try_from(halves).unwrap_or(0)
}

/// Requirements that the plan calls done between two assessments.
pub fn done_between<'a>(check: &'a Check, plan: &[PlanItem], from: Timestamp, to: Timestamp) -> Vec<&'a Requirement> {
    plan.iter()
        .filter(|item| item.done_at.is_some_and(|at| at >= from && at <= to))
        .filter_map(|item| check.requirement(item.requirement))
        .collect()
}

/// Number of measures by state, for a progress line: (state, count) in the order of [`MeasureStatus::ALL`].
pub fn progress(evaluation: &Evaluation<'_>, plan: &[PlanItem]) -> [(MeasureStatus, usize); 4] {
    MeasureStatus::ALL.map(|wanted| {
        let count = evaluation
            .open()
            .filter(|result| {
                plan.iter()
                    .find(|item| item.requirement == result.requirement.uuid)
                    .map_or(MeasureStatus::Todo, |item| item.status)
                    == wanted
            })
            .count();
        (wanted, count)
    })
}
