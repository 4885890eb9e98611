//! The life of an assessment, and answers on their way to another edition.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use proptest::prelude::*;
use ringwall_core::{
    assessment::{AllowedAnswers, Answer, Assessment, AssessmentState, carry_over},
    check::{AnswerValue, Check, Question, StatusEffect},
    id::{AssessmentId, CheckDigest, QuestionId},
};
use uuid::Uuid;

use crate::given;

fn draft(check: &Check, value: AnswerValue) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::from_u128(7)),
        check: CheckDigest("digest".to_owned()),
        state: AssessmentState::Draft,
        started_at: Timestamp::UNIX_EPOCH,
        finished_at: None,
        previous: None,
        not_carried_over: Vec::new(),
        answers: given::all(check, value)
            .into_iter()
            .map(|(id, value)| (id, Answer { value: Some(value), ..Answer::default() }))
            .collect(),
    }
}

#[test]
fn a_complete_assessment_is_finished_once_and_then_never_changes() {
    let check = given::check(given::DIN_SPEC, vec![vec![given::requirement(10, &[1, 2])]]);
    let finished = draft(&check, AnswerValue::Yes).finish(&check, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(finished.state, AssessmentState::Finished);
    assert_eq!(finished.finished_at, Some(Timestamp::UNIX_EPOCH));
    assert_eq!(finished.must_be_draft().unwrap_err().code, "assessment-finished");
    assert_eq!(finished.finish(&check, Timestamp::UNIX_EPOCH).unwrap_err().code, "assessment-finished");
}

#[test]
fn an_incomplete_assessment_cannot_be_finished_and_says_how_much_is_missing() {
    let check = given::check(given::DIN_SPEC, vec![vec![given::requirement(10, &[1, 2])]]);
    let mut incomplete = draft(&check, AnswerValue::Yes);
    // A note without a value is not an answer.
    incomplete.answers.get_mut(&given::question(1).uuid).unwrap().value = None;
    let refusal = incomplete.finish(&check, Timestamp::UNIX_EPOCH).unwrap_err();
    assert_eq!(refusal.code, "assessment-incomplete");
    assert_eq!(refusal.parameters, [("missing", "1".to_owned())]);
}

#[test]
fn only_answers_that_the_check_offers_are_taken() {
    let mut requirement = given::requirement(10, &[1]);
    requirement.status.push(given::status(9, StatusEffect::NotApplicable));
    let mut check = given::check(given::DIN_SPEC, vec![vec![requirement]]);
    check.answers = vec![AnswerValue::Unknown, AnswerValue::Yes, AnswerValue::No, AnswerValue::NotApplicable];
    let allowed = AllowedAnswers::of(&check);
    let taken = |number, value| allowed.admit(given::question(number).uuid, Some(value));
    assert!(taken(1, AnswerValue::NotApplicable).is_ok());
    assert_eq!(taken(1, AnswerValue::Partly).unwrap_err().code, "answer-not-allowed");
    assert_eq!(taken(9, AnswerValue::NotApplicable).unwrap_err().code, "answer-not-allowed");
    assert!(taken(9, AnswerValue::Unknown).is_ok());
    assert_eq!(taken(77, AnswerValue::Yes).unwrap_err().code, "question-unknown");
}

/// Another edition: what one step does to every question.
#[derive(Clone, Copy, Debug)]
enum Step {
    Keep,
    Renumber,
    Replace,
    Drop,
}

/// A newer edition of a check. Readable ids are handed round so that they name other questions than before.
fn edition(old: &Check, steps: &[Step], fewer_answers: bool) -> Check {
    let mut new = old.clone();
    let mut ids: Vec<String> = old.questions().map(|placed| placed.question.id.clone()).collect();
    ids.rotate_left(1);
    let mut steps = steps.iter().copied().cycle();
    let mut fresh = 5_000_000u128;
    if fewer_answers {
        new.answers = vec![AnswerValue::Unknown, AnswerValue::Yes, AnswerValue::No];
    }
    for requirement in new.topics.iter_mut().flat_map(|topic| &mut topic.requirements) {
        // Conditions of single parts are left out so that every part can go.
        requirement.status.retain(|status| !matches!(status.no, StatusEffect::Part(_)));
        let mut change = |question: &mut Question| -> bool {
            question.id = ids.pop().unwrap_or_else(|| "none".to_owned());
            match steps.next().unwrap_or(Step::Keep) {
                Step::Keep => true,
                Step::Renumber => {
                    question.id = format!("renumbered-{}", question.id);
                    true
                }
                Step::Replace => {
                    fresh += 1;
                    question.uuid = QuestionId(Uuid::from_u128(fresh));
                    true
                }
                Step::Drop => false,
            }
        };
        requirement.parts.retain_mut(&mut change);
        requirement.status.retain_mut(|status| change(&mut status.question));
    }
    new
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        prop_oneof![4 => Just(Step::Keep), 2 => Just(Step::Renumber), 1 => Just(Step::Replace), 1 => Just(Step::Drop)],
        1..40,
    )
}

proptest! {
    #[test]
    fn answers_go_to_the_same_uuid_or_nowhere(
        (old, values) in given::partly_answered_check(),
        steps in steps(),
        fewer_answers in any::<bool>(),
    ) {
        let new = edition(&old, &steps, fewer_answers);
        let answers: BTreeMap<QuestionId, Answer> = values
            .iter()
            .map(|(id, value)| {
                (*id, Answer { value: Some(*value), note: format!("about {id}"), revision: 9, changed_at: None })
            })
            .collect();
        let carried = carry_over(&old, &answers, &new);
        let places: BTreeMap<QuestionId, bool> =
            new.questions().map(|placed| (placed.question.uuid, placed.status.is_some())).collect();
        for (id, answer) in &carried.answers {
            prop_assert_eq!(answer.value, answers[id].value);
            prop_assert_eq!(&answer.note, &format!("about {id}"), "an answer with its note stays on its UUID");
            prop_assert_eq!(answer.revision, 1);
            prop_assert!(new.allowed(places[id]).contains(&answer.value.unwrap()));
        }
        // Nothing is left behind silently: what could stay stays, and what could not is named by its requirement.
        let lost: BTreeSet<_> = carried.lost.iter().copied().collect();
        for placed in old.questions() {
            let id = placed.question.uuid;
            let Some(answer) = answers.get(&id) else { continue };
            let fits = places.get(&id).is_some_and(|status| new.allowed(*status).contains(&answer.value.unwrap()));
            prop_assert_eq!(fits, carried.answers.contains_key(&id));
            prop_assert!(fits || lost.contains(&placed.requirement.uuid));
        }
        prop_assert_eq!(lost.len(), carried.lost.len(), "each requirement is named once");
    }

    #[test]
    fn the_same_edition_takes_everything_over((check, values) in given::partly_answered_check()) {
        let answers: BTreeMap<QuestionId, Answer> =
            values.iter().map(|(id, value)| (*id, Answer { value: Some(*value), ..Answer::default() })).collect();
        let carried = carry_over(&check, &answers, &check);
        prop_assert!(carried.lost.is_empty());
        prop_assert_eq!(carried.answers.len(), answers.len());
    }
}
