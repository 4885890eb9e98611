//! Which measures come first.
#![cfg(test)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use ringwall_core::{
    analysis::analyse,
    check::{AnswerValue, Effect, Evidence, Grade},
    measure::{NEXT_STEPS, evidence_class},
};

use crate::given;

#[test]
fn evidence_is_ordered_as_the_result_page_explains_it() {
    let class = |effect, grade| evidence_class(&Evidence { grade, effect, source: String::new() });
    let order = [
        (Effect::Strong, Grade::A),
        (Effect::Strong, Grade::B),
        (Effect::Moderate, Grade::A),
        (Effect::Moderate, Grade::B),
        (Effect::Strong, Grade::C),
        (Effect::Unmeasured, Grade::D),
        (Effect::Little, Grade::A),
    ];
    let classes: Vec<u8> = order.iter().map(|(effect, grade)| class(*effect, *grade)).collect();
    assert_eq!(classes, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(class(Effect::Moderate, Grade::C), class(Effect::Strong, Grade::D));
    assert_eq!(class(Effect::Little, Grade::A), class(Effect::Little, Grade::D), "little help is little help");
}

#[test]
fn nothing_open_means_no_measure() {
    let check = given::check(given::DIN_SPEC, vec![vec![given::requirement(10, &[1])]]);
    let analysis = analyse(&check, &[], &given::company(), &given::all(&check, AnswerValue::Yes));
    assert!(analysis.measures.is_empty());
    assert!(analysis.next_steps().is_empty());
}

proptest! {
    #[test]
    fn the_ranking_holds_every_open_requirement_once_and_top_first(
        (check, answers) in given::partly_answered_check(),
        risks in given::any_risks(),
    ) {
        let analysis = analyse(&check, &risks, &given::company(), &answers);
        let ranked: BTreeSet<_> = analysis.measures.iter().map(|measure| measure.requirement.uuid).collect();
        let open: BTreeSet<_> = analysis.evaluation.open().map(|result| result.requirement.uuid).collect();
        prop_assert_eq!(ranked.len(), analysis.measures.len());
        prop_assert_eq!(&ranked, &open);
        for (index, measure) in analysis.measures.iter().enumerate() {
            prop_assert_eq!(measure.rank, index + 1);
        }
        for pair in analysis.measures.windows(2) {
            let key = |measure: &ringwall_core::measure::RankedMeasure<'_>| {
                (!measure.requirement.top, evidence_class(&measure.requirement.measure.evidence))
            };
            let (one, two) = (key(&pair[0]), key(&pair[1]));
            prop_assert!(one <= two, "TOP first, then evidence");
            prop_assert_eq!(pair[0].equal_to_next, one == two);
            prop_assert_eq!(pair[1].equal_to_previous, one == two);
            if one == two {
                prop_assert!((pair[0].level, pair[0].risk_weight) >= (pair[1].level, pair[1].risk_weight));
            }
        }
        prop_assert!(analysis.next_steps().len() <= NEXT_STEPS);
        prop_assert_eq!(analysis.next_steps(), &analysis.measures[..analysis.measures.len().min(NEXT_STEPS)]);
    }
}
