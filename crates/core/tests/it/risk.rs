//! Risks: the matrix, the steps, what moves a class, and decisions.
#![cfg(test)]

use jiff::civil::date;
use proptest::prelude::*;
use ringwall_core::{
    analysis::analyse,
    assessment::Answers,
    check::{AnswerValue, Check, Lowers, Requirement, RiskLink},
    organisation::{Organisation, OrganisationKind},
    plan::if_closed,
    risk::{Adjustment, Classes, Fact, Level, Risk, Treatment, TreatmentKind, derive},
    scoring::evaluate,
};

use crate::given;

#[test]
fn the_matrix_has_these_sixteen_cells() {
    use Level::{High as H, Low as L, Moderate as M, VeryHigh as V};
    // Rows: impact 4 (threatens existence) down to 1; columns: likelihood 1 (rare) to 4 (to be expected).
    let matrix = [
        (4, [M, H, V, V]), //
        (3, [M, M, H, V]),
        (2, [L, M, M, H]),
        (1, [L, L, M, M]),
    ];
    for (impact, row) in matrix {
        for (likelihood, expected) in (1..).zip(row) {
            assert_eq!(Level::of(Classes { likelihood, impact }), expected, "likelihood {likelihood}, impact {impact}");
        }
    }
    assert!(L < M && M < H && H < V);
}

/// A check of so many requirements that all bear on `ransomware` with this weight.
fn bearing(weights: &[u8], lowers: Lowers) -> Check {
    let requirements = weights
        .iter()
        .zip(1u128..)
        .map(|(weight, number)| Requirement {
            risks: vec![RiskLink { id: "ransomware".to_owned(), lowers, weight: *weight }],
            ..given::requirement(100 + number, &[number])
        })
        .collect();
    given::check(given::DIN_SPEC, vec![requirements])
}

/// The first so many requirements open, the others met.
fn open(check: &Check, count: usize) -> Answers {
    check
        .questions()
        .enumerate()
        .map(|(index, placed)| (placed.question.uuid, if index < count { AnswerValue::No } else { AnswerValue::Yes }))
        .collect()
}

fn classes(check: &Check, risk: &Risk, organisation: &Organisation, answers: &Answers) -> Classes {
    derive(std::slice::from_ref(risk), organisation, &evaluate(check, answers))[0].classes
}

#[test]
fn under_a_quarter_open_lowers_a_class_and_three_fifths_raise_it() {
    let risk = given::risk("ransomware", 2, 3, Vec::new());
    for count in 0..=20usize {
        let step: i8 = if count < 5 { -1 } else { i8::from(count >= 12) };
        let moved = |base: u8| u8::try_from(i16::from(base) + i16::from(step)).unwrap();
        let check = bearing(&[1; 20], Lowers::Likelihood);
        let now = classes(&check, &risk, &given::company(), &open(&check, count));
        assert_eq!(now, Classes { likelihood: moved(2), impact: 3 }, "{count} of 20 open");
        let check = bearing(&[1; 20], Lowers::Impact);
        let now = classes(&check, &risk, &given::company(), &open(&check, count));
        assert_eq!(now, Classes { likelihood: 2, impact: moved(3) }, "{count} of 20 open");
    }
}

#[test]
fn weights_count_and_not_the_number_of_requirements() {
    let risk = given::risk("ransomware", 2, 2, Vec::new());
    // 3 of 5 by weight: raises; 2 of 5: stays.
    let check = bearing(&[3, 1, 1], Lowers::Likelihood);
    assert_eq!(classes(&check, &risk, &given::company(), &open(&check, 1)).likelihood, 3);
    let check = bearing(&[1, 1, 3], Lowers::Likelihood);
    assert_eq!(classes(&check, &risk, &given::company(), &open(&check, 2)).likelihood, 2);
}

#[test]
fn a_partly_met_requirement_weighs_half() {
    let risk = given::risk("ransomware", 2, 2, Vec::new());
    let check = bearing(&[1, 1, 1, 1], Lowers::Likelihood);
    // Two partly: 1 of 4, a quarter, stays; one partly: an eighth, lowers.
    let mut answers = given::all(&check, AnswerValue::Yes);
    answers.insert(given::question(1).uuid, AnswerValue::Partly);
    assert_eq!(classes(&check, &risk, &given::company(), &answers).likelihood, 1);
    answers.insert(given::question(2).uuid, AnswerValue::Partly);
    assert_eq!(classes(&check, &risk, &given::company(), &answers).likelihood, 2);
}

#[test]
fn classes_never_leave_one_to_four() {
    for base in 1..=4 {
        let facts = |shift| {
            vec![Adjustment { when: Fact::Kind(OrganisationKind::Company), likelihood: shift, impact: shift }; 3]
        };
        for shift in [-1, 1] {
            let risk = given::risk("ransomware", base, base, facts(shift));
            let check = bearing(&[1], Lowers::Likelihood);
            for count in [0, 1] {
                let now = classes(&check, &risk, &given::company(), &open(&check, count));
                assert!((1..=4).contains(&now.likelihood) && (1..=4).contains(&now.impact), "{now:?}");
            }
        }
    }
}

#[test]
fn only_facts_that_were_given_move_a_class() {
    let check = bearing(&[1, 1], Lowers::Likelihood);
    let half = open(&check, 1);
    let with = |when, organisation: &Organisation| {
        let risk = given::risk("ransomware", 2, 2, vec![Adjustment { when, likelihood: 0, impact: 1 }]);
        classes(&check, &risk, organisation, &half).impact
    };
    let unknown = given::company();
    let sized = |employees| Organisation { employees: Some(employees), ..given::company() };
    let baker = Organisation { sector: Some("crafts-food".to_owned()), ..given::company() };
    assert_eq!(with(Fact::EmployeesAtLeast(50), &unknown), 2, "a size that was not given does not hold");
    assert_eq!(with(Fact::EmployeesAtLeast(50), &sized(49)), 2);
    assert_eq!(with(Fact::EmployeesAtLeast(50), &sized(50)), 3);
    assert_eq!(with(Fact::Kind(OrganisationKind::Company), &unknown), 3);
    assert_eq!(with(Fact::Kind(OrganisationKind::Municipality), &unknown), 2);
    assert_eq!(with(Fact::Sector("crafts-food".to_owned()), &unknown), 2);
    assert_eq!(with(Fact::Sector("crafts-food".to_owned()), &baker), 3);
}

#[test]
fn a_risk_shows_only_if_answers_speak_about_it_and_it_concerns_the_kind() {
    let check = bearing(&[1, 1], Lowers::Likelihood);
    let risks = [
        given::risk("ransomware", 2, 2, Vec::new()),
        given::risk("fraud", 2, 2, Vec::new()),
        Risk { kinds: vec![OrganisationKind::Municipality], ..given::risk("ransomware", 2, 2, Vec::new()) },
    ];
    let ids = |answers: &Answers| -> Vec<String> {
        let evaluation = evaluate(&check, answers);
        derive(&risks, &given::company(), &evaluation).iter().map(|derived| derived.risk.id.clone()).collect()
    };
    assert_eq!(ids(&open(&check, 1)), ["ransomware"]);
    assert!(ids(&Answers::new()).is_empty(), "nothing answered, nothing claimed");
    assert!(ids(&given::all(&check, AnswerValue::NotApplicable)).is_empty());
}

#[test]
fn a_driver_says_what_closing_it_alone_would_change() {
    let risk = given::risk("ransomware", 2, 3, Vec::new());
    let check = bearing(&[1, 3], Lowers::Likelihood);
    let risks = [risk];
    let answers = open(&check, 2);
    let evaluation = evaluate(&check, &answers);
    let derived = derive(&risks, &given::company(), &evaluation);
    let drivers: Vec<_> =
        derived[0].drivers.iter().map(|driver| (driver.requirement.id.as_str(), driver.closed.likelihood)).collect();
    // 4 of 4 open: class 3. Without the heavy one 1 of 4, class 2; without the light one 3 of 4, class 3.
    assert_eq!(derived[0].classes.likelihood, 3);
    assert_eq!(drivers, [("r-102", 2), ("r-101", 3)], "heaviest first");
    assert_eq!(derived[0].best.likelihood, 1);
}

#[test]
fn accepting_a_risk_needs_reason_person_and_date() {
    let complete = Treatment {
        risk: "ransomware".to_owned(),
        kind: TreatmentKind::Accept,
        reason: "Die Werkstatt kann zwei Wochen ohne IT arbeiten".to_owned(),
        person: "Frau Beispiel".to_owned(),
        decided_on: Some(date(2026, 11, 23)),
        revision: 0,
        changed_at: None,
    };
    assert_eq!(complete.clone().validated(), Ok(complete.clone()));
    for incomplete in [
        Treatment { reason: " \n".to_owned(), ..complete.clone() },
        Treatment { person: String::new(), ..complete.clone() },
        Treatment { decided_on: None, ..complete.clone() },
    ] {
        assert_eq!(incomplete.clone().validated().unwrap_err().code, "treatment-accept-incomplete");
        for kind in [TreatmentKind::Reduce, TreatmentKind::Avoid, TreatmentKind::Transfer] {
            assert!(Treatment { kind, ..incomplete.clone() }.validated().is_ok(), "{kind:?} needs none of it");
        }
    }
    for kind in TreatmentKind::ALL {
        assert_eq!(TreatmentKind::from_code(kind.code()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
    }
}

proptest! {
    #[test]
    fn closing_a_part_never_raises_a_risk(
        (check, answers) in given::answered_check(),
        risks in given::any_risks(),
        pick in any::<prop::sample::Index>(),
    ) {
        use AnswerValue::{No, Partly, Unknown, Yes};
        let parts: Vec<_> = check.questions().filter(|placed| placed.status.is_none())
            .map(|placed| placed.question.uuid).filter(|id| matches!(answers[id], No | Unknown | Partly)).collect();
        prop_assume!(!parts.is_empty());
        let mut closed = answers.clone();
        closed.insert(parts[pick.index(parts.len())], Yes);
        let before = analyse(&check, &risks, &given::company(), &answers);
        let after = analyse(&check, &risks, &given::company(), &closed);
        prop_assert_eq!(before.risks.len(), after.risks.len());
        for risk in &after.risks {
            let earlier = before.risks.iter().find(|earlier| earlier.risk.id == risk.risk.id).unwrap();
            prop_assert!(risk.classes.likelihood <= earlier.classes.likelihood);
            prop_assert!(risk.classes.impact <= earlier.classes.impact);
            prop_assert!(risk.level() <= earlier.level());
            prop_assert_eq!(risk.best, earlier.best);
        }
    }

    #[test]
    fn what_a_driver_promises_is_what_closing_it_brings(
        (check, answers) in given::answered_check(),
        risks in given::any_risks(),
    ) {
        let now = analyse(&check, &risks, &given::company(), &answers);
        for risk in &now.risks {
            prop_assert!(risk.best.likelihood <= risk.classes.likelihood && risk.best.impact <= risk.classes.impact);
            for driver in &risk.drivers {
                let closed = if_closed(&check, &answers, &[driver.requirement.uuid]);
                let then = analyse(&check, &risks, &given::company(), &closed);
                let same = then.risks.iter().find(|then| then.risk.id == risk.risk.id).unwrap();
                prop_assert_eq!(same.classes, driver.closed, "{}", driver.requirement.id);
            }
        }
    }
}
