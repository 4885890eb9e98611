//! Small checks, answers and organisations to test with, and generators of them.
#![cfg(test)]

use std::collections::BTreeMap;

use proptest::{collection::vec, option, prelude::*, sample::select};
use ringwall_core::{
    assessment::Answers,
    check::{
        AnswerValue, Check, Effect, Evidence, Grade, Lowers, Measure, Partly, Question, Requirement, Review, RiskLink,
        Scoring, Source, StatusEffect, StatusQuestion, Topic,
    },
    id::{QuestionId, RequirementId},
    language::Localised,
    organisation::{Organisation, OrganisationKind},
    risk::{Adjustment, Fact, Risk},
};
use uuid::Uuid;

/// The risks that generated requirements bear on.
pub(crate) const RISKS: [&str; 3] = ["ransomware", "fraud", "leak"];

/// Points as DIN SPEC 27076 gives them.
pub(crate) const DIN_SPEC: Scoring =
    Scoring { fulfilled: 1, top_fulfilled: 3, top_open: -3, partly: Partly::Open, floor_at_zero: true };

pub(crate) fn company() -> Organisation {
    Organisation::of(OrganisationKind::Company)
}

/// A question whose UUID is this number.
pub(crate) fn question(number: u128) -> Question {
    Question {
        uuid: QuestionId(Uuid::from_u128(number)),
        id: format!("q-{number}"),
        text: Localised::both("Frage", "Question"),
        help: Localised::default(),
        example: Localised::default(),
    }
}

pub(crate) fn status(number: u128, no: StatusEffect) -> StatusQuestion {
    StatusQuestion { question: question(number), no }
}

/// A requirement whose UUID is this number, with one part for each of the numbers.
pub(crate) fn requirement(number: u128, parts: &[u128]) -> Requirement {
    Requirement {
        uuid: RequirementId(Uuid::from_u128(number)),
        id: format!("r-{number}"),
        title: Localised::both("Anforderung", "Requirement"),
        top: false,
        status: Vec::new(),
        parts: parts.iter().map(|part| question(*part)).collect(),
        measure: Measure::default(),
        risks: Vec::new(),
    }
}

/// A check with one topic for each list of requirements.
pub(crate) fn check(scoring: Scoring, topics: Vec<Vec<Requirement>>) -> Check {
    Check {
        id: "given".to_owned(),
        uuid: Uuid::from_u128(1),
        version: "1".to_owned(),
        minutes: None,
        answers: AnswerValue::ALL.to_vec(),
        kinds: Vec::new(),
        review: Review::Pending,
        source: Source::default(),
        scoring,
        title: Localised::both("Gegeben", "Given"),
        summary: Localised::default(),
        audience: Localised::default(),
        about: Localised::default(),
        score_note: Localised::default(),
        topics: topics
            .into_iter()
            .enumerate()
            .map(|(index, requirements)| Topic {
                id: format!("t-{index}"),
                title: Localised::both("Thema", "Topic"),
                intro: Localised::default(),
                requirements,
            })
            .collect(),
    }
}

pub(crate) fn risk(id: &str, likelihood: u8, impact: u8, adjust: Vec<Adjustment>) -> Risk {
    Risk {
        id: id.to_owned(),
        uuid: Uuid::nil(),
        kinds: Vec::new(),
        likelihood,
        impact,
        adjust,
        frequency: None,
        title: Localised::default(),
        story: Localised::default(),
        consequence: Localised::default(),
        transfer: Localised::default(),
        frequency_note: Localised::default(),
    }
}

/// The same answer to every question.
pub(crate) fn all(check: &Check, value: AnswerValue) -> Answers {
    check.questions().map(|placed| (placed.question.uuid, value)).collect()
}

// Generators ----------------------------------------------------------------------------------------------------------

/// What decides whether a generated requirement is relevant as a whole.
#[derive(Clone, Copy, Debug)]
enum Gate {
    None,
    NotApplicable,
    Open,
}

fn measure() -> impl Strategy<Value = Measure> {
    let grade = select(vec![Grade::A, Grade::B, Grade::C, Grade::D]);
    let effect = select(vec![Effect::Strong, Effect::Moderate, Effect::Unmeasured, Effect::Little]);
    (grade, effect, option::of(0..=5u8), option::of(1..=30u32)).prop_map(|(grade, effect, effort, tenth_days)| {
        Measure {
            effort,
            tenth_days,
            evidence: Evidence { grade, effect, source: String::new() },
            ..Measure::default()
        }
    })
}

fn links() -> impl Strategy<Value = Vec<RiskLink>> {
    let link = (select(RISKS.to_vec()), select(vec![Lowers::Likelihood, Lowers::Impact]), 1..=3u8)
        .prop_map(|(id, lowers, weight)| RiskLink { id: id.to_owned(), lowers, weight });
    vec(link, 0..=3)
}

fn any_requirement() -> impl Strategy<Value = Requirement> {
    let gate = prop_oneof![3 => Just(Gate::None), 1 => Just(Gate::NotApplicable), 1 => Just(Gate::Open)];
    (any::<bool>(), 1..=3usize, gate, option::of(0..3usize), measure(), links()).prop_map(
        |(top, parts, gate, gated_part, measure, risks)| {
            // Numbers are given in `numbered`, once the whole check is there.
            let mut requirement =
                Requirement { top, measure, risks, ..requirement(0, &(0..parts as u128).collect::<Vec<_>>()) };
            match gate {
                Gate::None => {}
                Gate::NotApplicable => requirement.status.push(status(100, StatusEffect::NotApplicable)),
                Gate::Open => requirement.status.push(status(100, StatusEffect::Open)),
            }
            let lone = parts == 1 && matches!(gate, Gate::Open);
            if let Some(part) = gated_part.filter(|_| !lone).and_then(|index| requirement.parts.get(index)) {
                let effect = StatusEffect::Part(part.uuid);
                requirement.status.push(status(101, effect));
            }
            requirement
        },
    )
}

/// Gives every requirement and question a number of its own.
fn numbered(mut check: Check) -> Check {
    let mut next = 1_000;
    let mut number = || {
        next += 1;
        next
    };
    for requirement in check.topics.iter_mut().flat_map(|topic| &mut topic.requirements) {
        requirement.uuid = RequirementId(Uuid::from_u128(number()));
        requirement.id = format!("r-{}", number());
        let mut renamed = BTreeMap::new();
        for part in &mut requirement.parts {
            let new = question(number());
            renamed.insert(part.uuid, new.uuid);
            *part = new;
        }
        for status in &mut requirement.status {
            status.question = question(number());
            if let StatusEffect::Part(part) = &mut status.no {
                *part = renamed[part];
            }
        }
    }
    check
}

fn scoring() -> impl Strategy<Value = Scoring> {
    (1..=2i32, 1..=4i32, -4..=0i32, any::<bool>(), any::<bool>()).prop_map(
        |(fulfilled, top_fulfilled, top_open, half, floor_at_zero)| Scoring {
            fulfilled,
            top_fulfilled,
            top_open,
            partly: if half { Partly::Half } else { Partly::Open },
            floor_at_zero,
        },
    )
}

/// Any small check: one to three topics with one to four requirements.
pub(crate) fn any_check() -> impl Strategy<Value = Check> {
    (scoring(), vec(vec(any_requirement(), 1..=4), 1..=3))
        .prop_map(|(scoring, topics)| numbered(check(scoring, topics)))
}

/// A check and answers to all of its questions, also to those that are not asked.
pub(crate) fn answered_check() -> impl Strategy<Value = (Check, Answers)> {
    any_check().prop_flat_map(|check| {
        let count = check.questions().count();
        (Just(check), vec(0..100usize, count)).prop_map(|(check, draws)| {
            let answers = check
                .questions()
                .zip(draws)
                .map(|(placed, draw)| {
                    let allowed = check.allowed(placed.status.is_some());
                    let value = allowed[draw % allowed.len()];
                    // A part that is not applicable although its requirement is open anyway: no shipped check lets
                    // that happen, and `if_closed` and `Driver::closed` do not agree about it.
                    let gate = placed.requirement.status.iter().any(|status| status.no == StatusEffect::Open);
                    let value = if gate && value == AnswerValue::NotApplicable { AnswerValue::Yes } else { value };
                    (placed.question.uuid, value)
                })
                .collect();
            (check, answers)
        })
    })
}

/// A check and answers with gaps.
pub(crate) fn partly_answered_check() -> impl Strategy<Value = (Check, Answers)> {
    answered_check().prop_flat_map(|(check, answers)| {
        let count = answers.len();
        (Just(check), Just(answers), vec(prop::bool::weighted(0.85), count)).prop_map(|(check, answers, kept)| {
            let answers = answers.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(answer, _)| answer).collect();
            (check, answers)
        })
    })
}

/// The risks of [`RISKS`] with any base classes and facts.
pub(crate) fn any_risks() -> impl Strategy<Value = Vec<Risk>> {
    let one = (1..=4u8, 1..=4u8, vec((-1..=1i8, -1..=1i8), 0..=2));
    vec(one, RISKS.len()).prop_map(|drawn| {
        RISKS
            .iter()
            .zip(drawn)
            .map(|(id, (likelihood, impact, facts))| {
                let adjust = facts
                    .into_iter()
                    .map(|(likelihood, impact)| Adjustment {
                        when: Fact::Kind(OrganisationKind::Company),
                        likelihood,
                        impact,
                    })
                    .collect();
                risk(id, likelihood, impact, adjust)
            })
            .collect()
    })
}
