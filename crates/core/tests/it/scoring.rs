//! Points, topics, what is missing.
#![cfg(test)]

use proptest::prelude::*;
use ringwall_core::{
    assessment::Answers,
    check::{AnswerValue, Partly, Requirement, Scoring, StatusEffect},
    scoring::{Points, Standing, evaluate, is_asked, standing, unanswered},
};

use crate::given;

use AnswerValue::{No, NotApplicable, Partly as Half, Unknown, Yes};

/// A requirement with parts 1, 2 and 3.
fn three_parts() -> Requirement {
    given::requirement(10, &[1, 2, 3])
}

fn answers(given: &[(u128, AnswerValue)]) -> Answers {
    given.iter().map(|(number, value)| (given::question(*number).uuid, *value)).collect()
}

#[test]
fn all_parts_must_be_met() {
    let requirement = three_parts();
    for (one, two, three, expected) in [
        (Yes, Yes, Yes, Standing::Fulfilled),
        (Yes, No, Yes, Standing::Open),
        (Yes, Unknown, Yes, Standing::Open),
        (Yes, Half, Yes, Standing::Partly),
        (Half, Half, Half, Standing::Partly),
        (Half, Half, No, Standing::Open),
        (Half, Unknown, Yes, Standing::Open),
        (Yes, NotApplicable, Yes, Standing::Fulfilled),
        (Half, NotApplicable, Yes, Standing::Partly),
        (NotApplicable, NotApplicable, NotApplicable, Standing::NotApplicable),
        (NotApplicable, NotApplicable, No, Standing::Open),
    ] {
        let given = answers(&[(1, one), (2, two), (3, three)]);
        assert_eq!(standing(&requirement, &given), expected, "{one:?} {two:?} {three:?}");
    }
    assert_eq!(standing(&requirement, &answers(&[(1, No), (2, No)])), Standing::Unanswered);
    assert_eq!(standing(&requirement, &Answers::new()), Standing::Unanswered);
}

#[test]
fn a_status_question_decides_by_its_effect() {
    let part = given::question(2).uuid;
    for (effect, on_no) in [
        (StatusEffect::NotApplicable, Standing::NotApplicable),
        (StatusEffect::Open, Standing::Open),
        (StatusEffect::Part(part), Standing::Fulfilled),
    ] {
        let mut requirement = three_parts();
        requirement.status.push(given::status(9, effect.clone()));
        let rest = [(1, Yes), (2, No), (3, Yes)];
        let with = |value| answers(&[&rest[..], &[(9, value)]].concat());
        assert_eq!(standing(&requirement, &with(No)), on_no, "{effect:?}");
        assert_eq!(standing(&requirement, &with(Yes)), Standing::Open, "{effect:?}");
        assert_eq!(standing(&requirement, &with(Unknown)), Standing::Open, "unknown counts as relevant: {effect:?}");
        assert_eq!(standing(&requirement, &answers(&rest)), Standing::Unanswered, "{effect:?}");
    }
}

#[test]
fn what_hangs_on_a_status_question_is_asked_unless_it_says_no() {
    let part = given::question(2).uuid;
    let mut requirement = three_parts();
    requirement.status.push(given::status(8, StatusEffect::NotApplicable));
    requirement.status.push(given::status(9, StatusEffect::Part(part)));
    let check = given::check(given::DIN_SPEC, vec![vec![requirement.clone()]]);
    let asked = |given: &[(u128, AnswerValue)]| -> Vec<bool> {
        let answers = answers(given);
        [8, 9, 1, 2, 3].map(|number| is_asked(&requirement, given::question(number).uuid, &answers)).to_vec()
    };
    assert_eq!(asked(&[]), [true, true, true, true, true]);
    assert_eq!(asked(&[(8, Unknown), (9, Unknown)]), [true, true, true, true, true]);
    assert_eq!(asked(&[(9, No)]), [true, true, true, false, true]);
    assert_eq!(asked(&[(8, No)]), [true, false, false, false, false]);
    assert_eq!(unanswered(&check, &answers(&[(8, No)])), []);
    // In the order of the interview: a status question stands before what it decides.
    let order = [8, 1, 9, 2, 3].map(|number| given::question(number).uuid);
    assert_eq!(unanswered(&check, &Answers::new()), order);
}

#[test]
fn points_fall_as_the_check_says() {
    let requirements = |top| Requirement { top, ..given::requirement(10, &[1]) };
    for (top, partly, value, raw, maximum) in [
        (false, Partly::Open, Yes, "1", "1"),
        (false, Partly::Open, No, "0", "1"),
        (false, Partly::Open, Half, "0", "1"),
        (false, Partly::Half, Half, "0.5", "1"),
        (false, Partly::Half, NotApplicable, "0", "0"),
        (true, Partly::Open, Yes, "3", "3"),
        (true, Partly::Open, No, "-3", "3"),
        (true, Partly::Open, Unknown, "-3", "3"),
        (true, Partly::Open, Half, "-3", "3"),
        (true, Partly::Half, Half, "1.5", "3"),
        (true, Partly::Half, NotApplicable, "0", "0"),
    ] {
        let check = given::check(Scoring { partly, ..given::DIN_SPEC }, vec![vec![requirements(top)]]);
        let evaluation = evaluate(&check, &answers(&[(1, value)]));
        let case = format!("top {top}, partly {partly:?}, {value:?}");
        assert_eq!(evaluation.raw().unwrap().to_string(), raw, "{case}");
        assert_eq!(evaluation.maximum.to_string(), maximum, "{case}");
        assert_eq!(evaluation.points(), evaluation.raw().map(Points::floored), "{case}");
        let unfloored = Scoring { partly, floor_at_zero: false, ..given::DIN_SPEC };
        let check = given::check(unfloored, vec![vec![requirements(top)]]);
        let evaluation = evaluate(&check, &answers(&[(1, value)]));
        assert_eq!(evaluation.points(), evaluation.raw(), "{case}");
    }
}

#[test]
fn points_are_written_as_plain_numbers() {
    let half = |value| {
        let check = given::check(
            Scoring { partly: Partly::Half, ..given::DIN_SPEC },
            vec![vec![given::requirement(10, &[1]), given::requirement(11, &[2])]],
        );
        serde_json::to_value(evaluate(&check, &answers(&[(1, value), (2, Yes)])).points()).unwrap()
    };
    assert_eq!(half(Half), serde_json::json!(1.5));
    assert_eq!(half(Yes), serde_json::json!(2));
    assert_eq!(Points::whole(-3).to_string(), "-3");
    assert_eq!(Points::whole(2).minus(Points::whole(5)), Points::whole(-3));
}

#[test]
fn a_topic_without_anything_relevant_has_no_share() {
    let check = given::check(given::DIN_SPEC, vec![vec![given::requirement(10, &[1])]]);
    let evaluation = evaluate(&check, &answers(&[(1, NotApplicable)]));
    assert_eq!(evaluation.topics[0].share(), None);
    assert_eq!(evaluation.share(), None, "nothing is relevant, so there is nothing to have a share of");
    assert!(evaluation.complete());
}

proptest! {
    #[test]
    fn the_order_of_answers_is_irrelevant(
        (check, given) in given::partly_answered_check(),
        seed in any::<u64>(),
    ) {
        let mut pairs: Vec<_> = given.clone().into_iter().collect();
        // A cheap shuffle that depends on the seed.
        pairs.sort_by_key(|(id, _)| id.0.as_u128().wrapping_mul(u128::from(seed) | 1).rotate_left(17));
        let shuffled: Answers = pairs.into_iter().collect();
        prop_assert_eq!(evaluate(&check, &given), evaluate(&check, &shuffled));
    }

    #[test]
    fn an_answer_to_a_question_of_another_check_changes_nothing(
        (check, given) in given::partly_answered_check(),
        stray in 1_000_000..2_000_000u128,
    ) {
        let mut more = given.clone();
        more.insert(given::question(stray).uuid, No);
        prop_assert_eq!(evaluate(&check, &given), evaluate(&check, &more));
    }

    #[test]
    fn closing_a_part_never_lowers_points_or_share(
        (check, given) in given::answered_check(),
        pick in any::<prop::sample::Index>(),
    ) {
        let parts: Vec<_> = check.questions().filter(|placed| placed.status.is_none())
            .map(|placed| placed.question.uuid).filter(|id| matches!(given[id], No | Unknown | Half)).collect();
        prop_assume!(!parts.is_empty());
        let mut closed = given.clone();
        closed.insert(parts[pick.index(parts.len())], Yes);
        let (before, after) = (evaluate(&check, &given), evaluate(&check, &closed));
        prop_assert!(after.raw() >= before.raw());
        prop_assert!(after.points() >= before.points());
        prop_assert!(after.share() >= before.share());
        prop_assert_eq!(after.maximum, before.maximum);
        for (topic_after, topic_before) in after.topics.iter().zip(&before.topics) {
            prop_assert!(topic_after.share() >= topic_before.share());
            prop_assert_eq!(topic_after.relevant, topic_before.relevant);
        }
        prop_assert!(after.top_open().count() <= before.top_open().count());
    }

    #[test]
    fn the_maximum_never_depends_on_how_parts_are_answered(
        (check, given) in given::partly_answered_check(),
        draws in prop::collection::vec(0..4usize, 40),
    ) {
        let values = [Yes, No, Unknown, Half];
        let mut draws = draws.into_iter().cycle();
        let mut other = given.clone();
        for placed in check.questions().filter(|placed| placed.status.is_none()) {
            if let Some(value) = other.get_mut(&placed.question.uuid).filter(|value| **value != NotApplicable) {
                *value = values[draws.next().unwrap_or(0)];
            }
        }
        prop_assert_eq!(evaluate(&check, &given).maximum, evaluate(&check, &other).maximum);
    }

    #[test]
    fn not_applicable_lowers_the_maximum_by_what_the_requirement_is_worth(
        (check, given) in given::answered_check(),
        pick in any::<prop::sample::Index>(),
    ) {
        let before = evaluate(&check, &given);
        let relevant: Vec<_> = before.requirements.iter()
            .filter(|result| result.standing != Standing::NotApplicable)
            .filter(|result| !result.requirement.status.iter().any(|status| status.no == StatusEffect::Open))
            .map(|result| result.requirement).collect();
        prop_assume!(!relevant.is_empty());
        let out = relevant[pick.index(relevant.len())];
        let mut without = given.clone();
        for part in &out.parts {
            without.insert(part.uuid, NotApplicable);
        }
        let after = evaluate(&check, &without);
        let worth = if out.top { check.scoring.top_fulfilled } else { check.scoring.fulfilled };
        prop_assert_eq!(before.maximum.minus(after.maximum), Points::whole(worth));
        prop_assert_eq!(after.standing(out.uuid), Standing::NotApplicable);
    }

    #[test]
    fn nothing_unanswered_means_complete_and_the_other_way_round((check, given) in given::partly_answered_check()) {
        let evaluation = evaluate(&check, &given);
        let missing = unanswered(&check, &given);
        prop_assert_eq!(&missing, &evaluation.unanswered);
        prop_assert_eq!(missing.is_empty(), evaluation.complete());
        prop_assert_eq!(missing.is_empty(), evaluation.points().is_some());
        prop_assert_eq!(missing.is_empty(), evaluation.count(Standing::Unanswered) == 0);
        prop_assert_eq!(missing.is_empty(), evaluation.topics.iter().all(|topic| topic.unanswered == 0));
        // Answering what is missing, whatever comes up next, ends.
        let mut more = given.clone();
        let mut rounds = 0;
        while let Some(next) = unanswered(&check, &more).first() {
            more.insert(*next, No);
            rounds += 1;
            prop_assert!(rounds <= check.questions().count());
        }
        prop_assert!(evaluate(&check, &more).complete());
    }

    #[test]
    fn figures_stay_within_their_bounds((check, given) in given::partly_answered_check()) {
        let evaluation = evaluate(&check, &given);
        let relevant: u32 = evaluation.topics.iter().map(|topic| topic.relevant).sum();
        prop_assert_eq!(relevant as usize + evaluation.count(Standing::NotApplicable), evaluation.requirements.len());
        if let (Some(raw), Some(points)) = (evaluation.raw(), evaluation.points()) {
            prop_assert!(raw <= evaluation.maximum && points <= evaluation.maximum);
            prop_assert!(!check.scoring.floor_at_zero || points >= Points::default());
        }
        for share in evaluation.topics.iter().filter_map(|topic| topic.share()).chain(evaluation.share()) {
            prop_assert!((0.0..=1.0).contains(&share));
        }
        prop_assert!(check.faults().is_empty(), "{:?}", check.faults());
    }

    #[test]
    fn what_is_not_asked_changes_nothing((check, given) in given::answered_check()) {
        let mut asked = given.clone();
        for (_, requirement) in check.requirements() {
            for (question, _) in requirement.questions() {
                if !is_asked(requirement, question.uuid, &given) {
                    asked.remove(&question.uuid);
                }
            }
        }
        prop_assert_eq!(evaluate(&check, &given), evaluate(&check, &asked));
    }
}
