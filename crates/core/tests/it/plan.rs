//! The plan, and what more time would bring.
#![cfg(test)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use ringwall_core::{
    analysis::{Analysis, analyse},
    assessment::Answers,
    check::{AnswerValue, Check, Measure, Partly, Requirement, Scoring},
    measure::RankedMeasure,
    plan::{MeasureStatus, POSITION_STEP, PlanItem, bring, done_between, if_closed, ordered, progress},
    scoring::{Points, Standing, evaluate},
};

use crate::given;

fn at(day: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * day)
}

fn item(requirement: &Requirement, status: MeasureStatus) -> PlanItem {
    PlanItem { status, ..PlanItem::untouched(requirement.uuid) }
}

#[test]
fn not_for_us_needs_a_reason() {
    let requirement = given::requirement(10, &[1]);
    let refused = item(&requirement, MeasureStatus::NotForUs);
    assert_eq!(refused.clone().validated(None, at(0)).unwrap_err().code, "plan-reason-missing");
    let blank = PlanItem { reason: " \t".to_owned(), ..refused.clone() };
    assert_eq!(blank.validated(None, at(0)).unwrap_err().code, "plan-reason-missing");
    assert!(PlanItem { reason: "Kein WLAN".to_owned(), ..refused }.validated(None, at(0)).is_ok());
    for status in [MeasureStatus::Todo, MeasureStatus::InProgress, MeasureStatus::Done] {
        assert!(item(&requirement, status).validated(None, at(0)).is_ok(), "{status:?} needs none");
    }
}

#[test]
fn the_day_of_done_is_the_first_one_and_goes_with_the_state() {
    let requirement = given::requirement(10, &[1]);
    let done = item(&requirement, MeasureStatus::Done).validated(None, at(1)).unwrap();
    assert_eq!(done.done_at, Some(at(1)));
    let renamed = PlanItem { owner: "Frau Beispiel".to_owned(), ..done.clone() };
    assert_eq!(renamed.validated(Some(&done), at(5)).unwrap().done_at, Some(at(1)), "still done since day 1");
    let again = PlanItem { status: MeasureStatus::Todo, ..done.clone() }.validated(Some(&done), at(6)).unwrap();
    assert_eq!(again.done_at, None);
    // Nobody can hand in a day of their own.
    let forged = PlanItem { done_at: Some(at(99)), ..item(&requirement, MeasureStatus::Done) };
    assert_eq!(forged.validated(None, at(7)).unwrap().done_at, Some(at(7)));
}

#[test]
fn codes_of_states_are_those_of_files() {
    for status in MeasureStatus::ALL {
        assert_eq!(MeasureStatus::from_code(status.code()), Some(status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.code());
    }
    assert_eq!(MeasureStatus::from_code("finished"), None);
}

/// Three open requirements r-101, r-102, r-103.
fn three() -> (Check, Answers) {
    let requirements = (1..=3u128).map(|number| given::requirement(100 + number, &[number])).collect();
    let check = given::check(given::DIN_SPEC, vec![requirements]);
    let answers = given::all(&check, AnswerValue::No);
    (check, answers)
}

#[test]
fn own_positions_come_before_the_proposed_order() {
    let (check, answers) = three();
    let analysis = analyse(&check, &[], &given::company(), &answers);
    let order = |plan: &[PlanItem]| -> Vec<String> {
        ordered(&analysis.measures, plan).iter().map(|(measure, _)| measure.requirement.id.clone()).collect()
    };
    assert_eq!(order(&[]), ["r-101", "r-102", "r-103"]);
    let moved = |number: u128, position| PlanItem {
        position: Some(position),
        ..PlanItem::untouched(given::requirement(number, &[1]).uuid)
    };
    assert_eq!(order(&[moved(103, POSITION_STEP - 1)]), ["r-103", "r-101", "r-102"]);
    assert_eq!(order(&[moved(101, 2 * POSITION_STEP + 1)]), ["r-102", "r-101", "r-103"]);
    assert_eq!(order(&[moved(101, i32::MAX), moved(103, i32::MIN)]), ["r-103", "r-102", "r-101"]);
    assert_eq!(order(&[moved(999, 1)]), ["r-101", "r-102", "r-103"], "an item of a closed requirement is not shown");
}

#[test]
fn progress_counts_open_requirements_by_state() {
    let (check, answers) = three();
    let requirement = |number| given::requirement(number, &[1]);
    let plan = [
        item(&requirement(101), MeasureStatus::Done),
        item(&requirement(102), MeasureStatus::InProgress),
        item(&requirement(999), MeasureStatus::Done),
    ];
    let counts = progress(&evaluate(&check, &answers), &plan).map(|(_, count)| count);
    assert_eq!(counts, [1, 1, 1, 0]);
}

#[test]
fn done_in_between_includes_both_ends() {
    let (check, _) = three();
    let done = |number, day| PlanItem {
        status: MeasureStatus::Done,
        done_at: Some(at(day)),
        ..PlanItem::untouched(given::requirement(number, &[1]).uuid)
    };
    let plan = [done(101, 1), done(102, 5), done(103, 6), done(999, 3)];
    let ids: Vec<_> = done_between(&check, &plan, at(1), at(5)).iter().map(|found| found.id.clone()).collect();
    assert_eq!(ids, ["r-101", "r-102"]);
}

/// Requirements with (TOP, tenths of a day), all open.
fn timed(measures: &[(bool, Option<u32>)]) -> (Check, Answers) {
    let requirements = measures
        .iter()
        .zip(1u128..)
        .map(|((top, tenth_days), number)| Requirement {
            top: *top,
            measure: Measure { tenth_days: *tenth_days, ..Measure::default() },
            ..given::requirement(100 + number, &[number])
        })
        .collect();
    let check = given::check(Scoring { floor_at_zero: false, ..given::DIN_SPEC }, vec![requirements]);
    let answers = given::all(&check, AnswerValue::No);
    (check, answers)
}

#[test]
fn two_more_days_go_where_they_bring_most() {
    let (check, answers) = timed(&[(false, Some(10)), (false, Some(10)), (true, Some(20)), (false, None)]);
    let analysis = analyse(&check, &[], &given::company(), &answers);
    let gain = |budget, plan: &[PlanItem]| bring(&check, &answers, &analysis.measures, plan, budget);
    let two_days = gain(20, &[]).unwrap();
    assert_eq!((two_days.tenth_days, two_days.from, two_days.to), (20, Points::whole(-3), Points::whole(3)));
    assert_eq!(two_days.measures.len(), 1, "a TOP requirement brings six points, two others bring two");
    assert_eq!(gain(40, &[]).unwrap().to, Points::whole(5));
    assert!(gain(9, &[]).is_none(), "nothing fits");
    assert!(gain(0, &[]).is_none());
    let done = [item(&given::requirement(103, &[3]), MeasureStatus::Done)];
    let after = gain(20, &done).unwrap();
    assert_eq!((after.from, after.to), (Points::whole(3), Points::whole(5)), "what is done counts before");
    let refused = [item(&given::requirement(103, &[3]), MeasureStatus::NotForUs)];
    assert_eq!(gain(20, &refused).unwrap().to, Points::whole(-1));
}

#[test]
fn an_incomplete_check_promises_nothing() {
    let (check, mut answers) = timed(&[(false, Some(10)), (false, Some(10))]);
    answers.remove(&given::question(2).uuid);
    let analysis = analyse(&check, &[], &given::company(), &answers);
    assert!(bring(&check, &answers, &analysis.measures, &[], 20).is_none());
}

#[test]
fn of_two_sets_that_bring_the_same_the_shorter_is_named() {
    let (check, answers) = timed(&[(false, Some(20)), (false, Some(5))]);
    let analysis = analyse(&check, &[], &given::company(), &answers);
    assert_eq!(bring(&check, &answers, &analysis.measures, &[], 20).unwrap().tenth_days, 5);
}

/// Halves of points and risk weight that closing a measure brings.
fn worth(check: &Check, measure: &RankedMeasure<'_>) -> (i32, u32) {
    let (full, open) = if measure.requirement.top {
        (check.scoring.top_fulfilled, check.scoring.top_open)
    } else {
        (check.scoring.fulfilled, 0)
    };
    let partly = measure.standing == Standing::Partly && check.scoring.partly == Partly::Half;
    (if partly { full } else { 2 * (full - open) }, measure.risk_weight)
}

/// The best (points in halves, risk weight) within the budget, by trying every set.
fn brute_force(check: &Check, measures: &[&RankedMeasure<'_>], budget: u32) -> (i32, u32) {
    (0..1u32 << measures.len())
        .filter_map(|set| {
            let chosen = || measures.iter().enumerate().filter(move |(index, _)| set >> index & 1 == 1);
            let days: u32 = chosen().filter_map(|(_, measure)| measure.requirement.measure.tenth_days).sum();
            (days <= budget).then(|| {
                chosen()
                    .map(|(_, measure)| worth(check, measure))
                    .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
            })
        })
        .max()
        .unwrap_or_default()
}

fn plan_for(analysis: &Analysis<'_>, draws: &[usize]) -> Vec<PlanItem> {
    analysis
        .measures
        .iter()
        .zip(draws)
        .filter_map(|(measure, draw)| Some(item(measure.requirement, *MeasureStatus::ALL.get(*draw)?)))
        .collect()
}

proptest! {
    #[test]
    fn a_budget_is_kept_and_spent_as_well_as_can_be(
        (check, answers) in given::answered_check(),
        risks in given::any_risks(),
        budget in 0..60u32,
        draws in prop::collection::vec(0..9usize, 12),
    ) {
        let analysis = analyse(&check, &risks, &given::company(), &answers);
        let plan = plan_for(&analysis, &draws);
        let status = |measure: &RankedMeasure<'_>| {
            plan.iter().find(|item| item.requirement == measure.requirement.uuid).map_or(MeasureStatus::Todo, |item| item.status)
        };
        let free: Vec<_> = analysis.measures.iter()
            .filter(|measure| matches!(status(measure), MeasureStatus::Todo | MeasureStatus::InProgress))
            .filter(|measure| measure.requirement.measure.tenth_days.is_some())
            .collect();
        prop_assume!(free.len() <= 10);
        let best = brute_force(&check, &free, budget);
        let gain = bring(&check, &answers, &analysis.measures, &plan, budget);
        prop_assert_eq!(gain.is_none(), best.0 == 0);
        let Some(gain) = gain else { return Ok(()) };
        let spent: u32 = gain.measures.iter().filter_map(|requirement| requirement.measure.tenth_days).sum();
        prop_assert_eq!(gain.tenth_days, spent);
        prop_assert!(gain.tenth_days <= budget);
        let chosen: Vec<_> = free.iter().filter(|measure| gain.measures.contains(&measure.requirement)).collect();
        prop_assert_eq!(chosen.len(), gain.measures.len(), "only measures that are neither done nor refused, each once");
        let sum = chosen.iter().map(|measure| worth(&check, measure)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        prop_assert_eq!(sum, best, "most points, then the heavier risks");
        prop_assert!(gain.to >= gain.from);
        if !check.scoring.floor_at_zero {
            prop_assert!((gain.to.minus(gain.from).as_f64() * 2.0 - f64::from(best.0)).abs() < 0.1);
        }
    }

    #[test]
    fn closing_a_requirement_fulfils_it_and_touches_no_other(
        (check, answers) in given::answered_check(),
        pick in any::<prop::sample::Index>(),
    ) {
        let before = evaluate(&check, &answers);
        let open: Vec<_> = before.open().map(|result| result.requirement).collect();
        prop_assume!(!open.is_empty());
        let target = open[pick.index(open.len())];
        let closed = if_closed(&check, &answers, &[target.uuid]);
        let after = evaluate(&check, &closed);
        for (then, now) in before.requirements.iter().zip(&after.requirements) {
            if now.requirement.uuid == target.uuid {
                prop_assert_eq!(now.standing, Standing::Fulfilled);
            } else {
                prop_assert_eq!(now.standing, then.standing);
            }
        }
        prop_assert_eq!(after.maximum, before.maximum);
    }

    #[test]
    fn the_plan_shows_every_measure_once(
        (check, answers) in given::answered_check(),
        draws in prop::collection::vec(0..9usize, 12),
        positions in prop::collection::vec(prop::option::of(any::<i32>()), 12),
    ) {
        let analysis = analyse(&check, &[], &given::company(), &answers);
        let mut plan = plan_for(&analysis, &draws);
        for (item, position) in plan.iter_mut().zip(positions) {
            item.position = position;
        }
        let rows = ordered(&analysis.measures, &plan);
        prop_assert_eq!(rows.len(), analysis.measures.len());
        for measure in &analysis.measures {
            prop_assert_eq!(rows.iter().filter(|(row, _)| row.requirement.uuid == measure.requirement.uuid).count(), 1);
        }
        let total: usize = progress(&analysis.evaluation, &plan).iter().map(|(_, count)| count).sum();
        prop_assert_eq!(total, analysis.measures.len());
    }
}
