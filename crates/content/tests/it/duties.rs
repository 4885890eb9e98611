//! The rules of reporting duties against a table that was written apart from the engine, and the properties that hold for
//! all facts.

#![cfg(test)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use jiff::Timestamp;
use proptest::{prelude::*, sample::select};
use ringwall_content::{Content, format::zone};
use ringwall_core::{
    condition::Value,
    duty::{DutyKind, DutyRules},
    incident::{Body, DutyFacts, FACTS, words_of},
    language::Language,
};
use serde::Deserialize;
use serde_json::{Value as Json, json};

static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::load().unwrap());

const CASES: &str = include_str!("duty-cases.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    base: BTreeMap<String, Side>,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    organisation: serde_json::Map<String, Json>,
    incident: serde_json::Map<String, Json>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    base: Option<String>,
    organisation: serde_json::Map<String, Json>,
    incident: serde_json::Map<String, Json>,
    only: Option<Vec<String>>,
    expect: Vec<Expected>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    stage: Option<String>,
    kind: String,
    #[serde(default = "awareness")]
    anchor: String,
    deadline: Option<Timestamp>,
    #[serde(default)]
    unknown: Vec<String>,
    sent_at: Option<Timestamp>,
}

fn awareness() -> String {
    "awareness".to_owned()
}

fn derived(rules: &DutyRules, facts: &DutyFacts) -> Vec<Expected> {
    let duties = rules.derive(facts, &zone()).into_iter();
    let mut duties: Vec<Expected> = duties
        .map(|duty| Expected {
            rule: duty.rule.id.clone(),
            stage: Some(duty.stage.id.clone()).filter(|stage| !stage.is_empty()),
            kind: duty.kind.code().to_owned(),
            anchor: duty.anchor.code(),
            deadline: duty.deadline,
            unknown: duty.unknown,
            sent_at: duty.sent_at,
        })
        .collect();
    duties.sort();
    duties
}

#[test]
fn every_case_of_the_table_comes_out() {
    let rules = CONTENT.duty_rules();
    let table: Table = toml::from_str(CASES).unwrap();
    assert!(table.cases.len() >= 250, "{} cases", table.cases.len());
    let (mut names, mut seen, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for case in table.cases {
        assert!(names.insert(case.name.clone()), "{} stands twice", case.name);
        let base = case.base.as_ref().map(|base| &table.base[base]);
        let mut organisation = base.map(|base| base.organisation.clone()).unwrap_or_default();
        let mut incident = base.map(|base| base.incident.clone()).unwrap_or_default();
        organisation.extend(case.organisation);
        incident.extend(case.incident);
        let facts = json!({ "organisation": organisation, "incident": incident });
        let facts: DutyFacts = serde_json::from_value(facts).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let mut found = derived(rules, &facts);
        if let Some(only) = &case.only {
            found.retain(|duty| only.contains(&duty.rule));
        }
        let mut expected = case.expect;
        expected.sort();
        seen.extend(expected.iter().map(|duty| duty.rule.clone()));
        if found != expected {
            let missing: Vec<_> = expected.iter().filter(|duty| !found.contains(duty)).collect();
            let extra: Vec<_> = found.iter().filter(|duty| !expected.contains(duty)).collect();
            wrong.push(format!("{}\n  missing {missing:?}\n  instead {extra:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), names.len(), wrong.join("\n"));
    let known: BTreeSet<String> = rules.rules.iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(seen, known, "every rule has a case");
}

/// A fact that may be unknown, or one of its values.
fn fact(name: &'static str) -> BoxedStrategy<Option<Value>> {
    prop_oneof![1 => Just(None), 3 => select(values(name)).prop_map(Some)].boxed()
}

/// Organisation and incident, about which anything may be known. No instants: they are in the table.
fn anything() -> impl Strategy<Value = DutyFacts> {
    let all: Vec<_> = FACTS.into_iter().map(fact).collect();
    (select(Body::ALL), all, prop::bool::ANY).prop_map(|(kind, values, reported)| {
        let reports = if reported { json!([{ "rule": "R11", "sent_at": "2026-11-05T08:00:00Z" }]) } else { json!([]) };
        let incident = json!({ "aware_at": "2026-11-03T08:00:00Z", "reports": reports });
        let facts = json!({ "organisation": { "kind": kind }, "incident": incident });
        let mut facts: DutyFacts = serde_json::from_value(facts).unwrap();
        for (name, value) in FACTS.into_iter().zip(values) {
            if let Some(value) = value {
                assert!(facts.learn(name, &value), "{name} {value:?}");
            }
        }
        facts
    })
}

type Named = BTreeSet<(String, String)>;

fn of_kinds(rules: &DutyRules, facts: &DutyFacts, kinds: &[DutyKind]) -> Named {
    let duties = rules.derive(facts, &zone()).into_iter().filter(|duty| kinds.contains(&duty.kind));
    duties.map(|duty| (duty.rule.id.clone(), duty.stage.id.clone())).collect()
}

/// R01 does not stand beside R03, which stands for it while nobody knows whether personal data are hit.
fn with_stand_in(mut duties: Named) -> Named {
    if duties.contains(&("R03".to_owned(), String::new())) {
        duties.insert(("R01".to_owned(), String::new()));
    }
    duties
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn learning_takes_no_mandatory_duty_away_and_not_knowing_hides_none(facts in anything()) {
        let rules = CONTENT.duty_rules();
        let mandatory = of_kinds(rules, &facts, &[DutyKind::Mandatory]);
        let listed = with_stand_in(of_kinds(rules, &facts, &[DutyKind::Mandatory, DutyKind::Provisional]));
        for (name, strategy) in FACTS.into_iter().map(|name| (name, values(name))) {
            let mut known = facts.clone();
            if is_known(&facts, name) {
                continue;
            }
            for value in strategy {
                prop_assert!(known.learn(name, &value));
                let then = of_kinds(rules, &known, &[DutyKind::Mandatory]);
                prop_assert!(mandatory.is_subset(&then), "{name} = {value:?} takes {:?} away",
                    mandatory.difference(&then).collect::<Vec<_>>());
                prop_assert!(then.is_subset(&listed), "without {name} = {value:?}, {:?} was not listed",
                    then.difference(&listed).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_is_named_as_unknown_is_unknown_and_every_reason_is_a_sentence(facts in anything()) {
        for duty in CONTENT.duty_rules().derive(&facts, &zone()) {
            for fact in &duty.unknown {
                prop_assert!(fact == "authority_asked_at" || !is_known(&facts, fact), "{}: {fact}", duty.rule.id);
            }
            prop_assert_eq!(duty.kind == DutyKind::Provisional, duty.rule.id == "R03" || (!duty.unknown.is_empty()
                && duty.rule.kind == DutyKind::Mandatory), "{}", duty.rule.id);
            for language in Language::ALL {
                let because = CONTENT.texts().because(language, &duty);
                prop_assert!(because.ends_with('.') && !because.contains("because-") && !because.contains("unknown-")
                    && !because.contains('{') && because.len() > 10, "{because}");
            }
        }
    }
}

fn is_known(facts: &DutyFacts, name: &str) -> bool {
    let document = serde_json::to_value(facts).unwrap();
    let value = document["organisation"].get(name).or_else(|| document["incident"].get(name));
    value.is_some_and(|value| value != "unknown")
}

fn values(name: &'static str) -> Vec<Value> {
    let word = |word: &str| Value::Word(word.to_owned());
    match name {
        "land" => vec![word("NW"), word("HE")],
        "employees" => [0, 49, 50, 249, 250].map(Value::Number).to_vec(),
        "turnover_eur" | "balance_eur" => {
            [0, 10_000_000, 10_000_001, 43_000_001, 50_000_001].map(Value::Number).to_vec()
        }
        _ if words_of(name).is_empty() => [true, false].map(Value::Bool).to_vec(),
        _ => words_of(name).iter().map(|code| word(code)).collect(),
    }
}
