//! Then and now.
#![cfg(test)]

use proptest::prelude::*;
use ringwall_core::{
    assessment::Answers,
    check::{AnswerValue, Check},
    comparison::{Comparison, compare},
    scoring::{Points, Standing, evaluate},
};

use crate::given;

use AnswerValue::{No, NotApplicable, Partly, Unknown, Yes};

/// Two topics with two requirements of one part each: r-101 … r-104.
fn edition() -> Check {
    let requirement = |number: u128| given::requirement(100 + number, &[number]);
    given::check(given::DIN_SPEC, vec![vec![requirement(1), requirement(2)], vec![requirement(3), requirement(4)]])
}

fn answers(values: [AnswerValue; 4]) -> Answers {
    (1u128..).zip(values).map(|(number, value)| (given::question(number).uuid, value)).collect()
}

fn ids(changes: &[ringwall_core::comparison::Change<'_>]) -> Vec<String> {
    changes.iter().map(|change| change.requirement.id.clone()).collect()
}

#[test]
fn every_change_is_named_in_its_direction() {
    for (then, now, list) in [
        (No, Yes, "better"),
        (No, Partly, "better"),
        (Partly, Yes, "better"),
        (Unknown, Yes, "better"),
        (Yes, No, "worse"),
        (Yes, Unknown, "worse"),
        (Yes, Partly, "worse"),
        (Partly, No, "worse"),
        (Yes, NotApplicable, "relevance"),
        (NotApplicable, Yes, "relevance"),
        (No, NotApplicable, "relevance"),
        (NotApplicable, No, "relevance"),
        (Yes, Yes, ""),
        (No, No, ""),
        (No, Unknown, ""),
        (NotApplicable, NotApplicable, ""),
    ] {
        let check = edition();
        let (before, after) = (answers([then, Yes, Yes, Yes]), answers([now, Yes, Yes, Yes]));
        let (before, after) = (evaluate(&check, &before), evaluate(&check, &after));
        let found = compare(&check, &before, &check, &after);
        for (name, changes) in [("better", &found.better), ("worse", &found.worse), ("relevance", &found.relevance)] {
            assert_eq!(ids(changes).len(), usize::from(name == list), "{then:?} to {now:?}: {name}");
        }
    }
}

#[test]
fn points_are_compared_only_where_both_are_complete() {
    let check = edition();
    let full = answers([Yes, No, Yes, Yes]);
    let mut gap = full.clone();
    gap.remove(&given::question(4).uuid);
    let (complete, incomplete) = (evaluate(&check, &full), evaluate(&check, &gap));
    let found = compare(&check, &complete, &check, &incomplete);
    assert_eq!(found.then, Some((Points::whole(3), Points::whole(4))));
    assert_eq!(found.now, None);
}

#[test]
fn a_newer_edition_is_compared_by_uuid() {
    let old = edition();
    let mut new = edition();
    // The readable ids change places, one requirement is new, one topic is new.
    new.topics[0].requirements[0].id = "r-102".to_owned();
    new.topics[0].requirements[1].id = "r-101".to_owned();
    new.topics[1].requirements.push(given::requirement(105, &[5]));
    new.topics[1].id = "t-new".to_owned();
    let then = answers([No, Yes, Yes, Yes]);
    let mut now = answers([Yes, Yes, Yes, Yes]);
    now.insert(given::question(5).uuid, No);
    let (before, after) = (evaluate(&old, &then), evaluate(&new, &now));
    let Comparison { better, worse, new_requirements, shares_then, .. } = compare(&old, &before, &new, &after);
    assert_eq!(ids(&better), ["r-102"], "the one with the UUID of the old r-101");
    assert!(worse.is_empty());
    assert_eq!(new_requirements.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), ["r-105"]);
    assert_eq!(shares_then, [Some(0.5), None], "a topic that is new has no outline of then");
}

proptest! {
    #[test]
    fn nothing_changed_means_nothing_to_say((check, answers) in given::answered_check()) {
        let evaluation = evaluate(&check, &answers);
        let found = compare(&check, &evaluation, &check, &evaluation);
        prop_assert!(found.better.is_empty() && found.worse.is_empty() && found.relevance.is_empty());
        prop_assert!(found.new_requirements.is_empty());
        prop_assert_eq!(found.then, found.now);
        prop_assert_eq!(found.shares_then, evaluation.topics.iter().map(|topic| topic.share()).collect::<Vec<_>>());
    }

    #[test]
    fn then_and_now_exchanged_exchange_better_and_worse(
        (check, one) in given::answered_check(),
        draws in prop::collection::vec(any::<bool>(), 40),
    ) {
        let two: Answers = one.iter().zip(draws).map(|((id, value), flip)| {
            (*id, match value { Yes if flip => No, No | Unknown if flip => Yes, other => *other })
        }).collect();
        let (one, two) = (evaluate(&check, &one), evaluate(&check, &two));
        let (there, back) = (compare(&check, &one, &check, &two), compare(&check, &two, &check, &one));
        prop_assert_eq!(ids(&there.better), ids(&back.worse));
        prop_assert_eq!(ids(&there.worse), ids(&back.better));
        prop_assert_eq!(ids(&there.relevance), ids(&back.relevance));
        for change in &there.better {
            prop_assert!(change.now != Standing::NotApplicable && change.then != Standing::NotApplicable);
        }
    }
}
