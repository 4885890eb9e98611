//! Reads the rules of reporting duties, and says in a sentence why one applies.
//!
//! Knows the file format of docs/content.md. Refuses to know what follows from a rule: that is `core::duty`.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::Dir;
use jiff::civil::Date;
use ringwall_core::{
    check::Review,
    condition::{Condition, Value},
    deadline::Period,
    duty::{Addressee, Anchor, Duty, DutyKind, DutyRule, DutyRules, Stage},
    incident::{COMPUTED, FACTS, words_of},
    language::Language,
};
use serde::Deserialize;

use crate::{
    Texts, arguments,
    check_files::{Pair, toml},
};

const FILE: &str = "duties/duties.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyFile {
    version: String,
    #[serde(rename = "addressee")]
    addressees: Vec<AddresseeEntry>,
    #[serde(rename = "definition", default)]
    definitions: Vec<Definition>,
    #[serde(rename = "rule")]
    rules: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddresseeEntry {
    id: String,
    #[serde(default)]
    lands: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    id: String,
    when: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    kind: DutyKind,
    when: String,
    to: String,
    stages: Vec<StageEntry>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    source: String,
    review: Review,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    #[serde(default)]
    id: String,
    anchor: Option<String>,
    period: Option<String>,
    otherwise: Option<OtherwiseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherwiseEntry {
    when: String,
    anchor: String,
}

/// Reads conditions, puts named ones in, and collects what is wrong.
struct Conditions<'a> {
    named: BTreeMap<String, Condition>,
    faults: &'a mut Vec<String>,
}

impl Conditions<'_> {
    fn read(&mut self, of: &str, text: &str) -> Condition {
        let parsed = Condition::parse(text).map_err(|fault| fault.to_string());
        let condition = parsed.and_then(|condition| {
            condition.resolved(&self.named).map_err(|name| format!("@{name} is not defined before it"))
        });
        condition.unwrap_or_else(|fault| {
            self.faults.push(format!("{FILE}: {of}: {fault}"));
            Condition::Any(Vec::new())
        })
    }
}

pub(crate) fn rules(files: &Dir<'_>, faults: &mut Vec<String>) -> DutyRules {
    let Some(file) = toml::<DutyFile>(files, FILE, faults) else { return DutyRules::default() };
    let texts = Pair::read(files, "duties/", faults);
    let addressees: BTreeMap<String, Addressee> = file
        .addressees
        .into_iter()
        .map(|entry| {
            let key = format!("addressee-{}", entry.id);
            let name = texts.text(&key, None, faults);
            let in_land = entry.lands.into_iter().map(|land| {
                let name = texts.text(&key, Some(&land), faults);
                (land, name)
            });
            (entry.id.clone(), Addressee { in_land: in_land.collect(), id: entry.id, name })
        })
        .collect();
    let mut conditions = Conditions { named: BTreeMap::new(), faults };
    for definition in file.definitions {
        let condition = conditions.read(&definition.id, &definition.when);
        conditions.named.insert(definition.id, condition);
    }
    let mut rules = Vec::with_capacity(file.rules.len());
    for entry in file.rules {
        let when = conditions.read(&entry.id, &entry.when);
        let stages = entry.stages.iter().map(|stage| stage_of(&entry.id, stage, &mut conditions)).collect();
        let key = format!("duty-{}", entry.id);
        let faults = &mut *conditions.faults;
        let to = addressees.get(&entry.to).cloned().unwrap_or_else(|| {
            faults.push(format!("{FILE}: {}: there is no addressee {}", entry.id, entry.to));
            Addressee::default()
        });
        rules.push(DutyRule {
            title: texts.text(&key, None, faults),
            what: texts.text(&key, Some("what"), faults),
            basis: texts.text(&key, Some("basis"), faults),
            id: entry.id,
            kind: entry.kind,
            when,
            stages,
            valid_from: entry.valid_from,
            valid_to: entry.valid_to,
            to,
            source: entry.source,
            review: entry.review,
        });
    }
    let rules = DutyRules { version: file.version, rules };
    check(&rules, faults);
    rules
}

fn stage_of(rule: &str, entry: &StageEntry, conditions: &mut Conditions<'_>) -> Stage {
    let anchor = |code: &str, faults: &mut Vec<String>| {
        Anchor::from_code(code).unwrap_or_else(|| {
            faults.push(format!("{FILE}: {rule}: {code} is no anchor"));
            Anchor::Awareness
        })
    };
    let period = entry.period.as_deref().and_then(|text| {
        let period = Period::parse(text);
        if period.is_none() {
            conditions.faults.push(format!("{FILE}: {rule}: {text} is no period; 24h, 14d, 3mo are"));
        }
        period
    });
    let otherwise = entry
        .otherwise
        .as_ref()
        .map(|otherwise| (conditions.read(rule, &otherwise.when), anchor(&otherwise.anchor, conditions.faults)));
    let code = entry.anchor.as_deref().unwrap_or("awareness");
    Stage { id: entry.id.clone(), anchor: anchor(code, conditions.faults), period, otherwise }
}

/// What the types cannot tell: ids twice, facts and words that do not exist, reports under no rule.
fn check(rules: &DutyRules, faults: &mut Vec<String>) {
    let ids: BTreeSet<&str> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
    if ids.len() != rules.rules.len() {
        faults.push(format!("{FILE}: two rules have the same id"));
    }
    for rule in &rules.rules {
        let mut fault = |text: String| faults.push(format!("{FILE}: {}: {text}", rule.id));
        let (mut stages, mut conditions) = (BTreeSet::new(), vec![&rule.when]);
        for stage in &rule.stages {
            if !stages.insert(stage.id.as_str()) {
                fault(format!("two stages are called {:?}", stage.id));
            }
            let instead = stage.otherwise.as_ref();
            conditions.extend(instead.map(|(when, _)| when));
            for anchor in std::iter::once(&stage.anchor).chain(instead.map(|(_, anchor)| anchor)) {
                if let Anchor::Report(of) = anchor {
                    if !ids.contains(of.as_str()) {
                        fault(format!("there is no rule {of} to report under"));
                    }
                }
            }
        }
        if rule.stages.is_empty() {
            fault("has no stage".to_owned());
        }
        if rule.valid_from.zip(rule.valid_to).is_some_and(|(from, to)| to < from) {
            fault("ends before it begins".to_owned());
        }
        for condition in conditions {
            for fact in condition.facts() {
                let reported = fact.strip_prefix("reported_").is_some_and(|of| ids.contains(of));
                if !reported && !FACTS.contains(&fact) && !COMPUTED.contains(&fact) {
                    fault(format!("asks for {fact}, which nobody knows"));
                }
                for word in condition.words(fact) {
                    let known = words_of(fact);
                    if !known.is_empty() && !known.contains(&word) {
                        fault(format!("{fact} is never {word}"));
                    }
                }
            }
        }
    }
}

/// The keys of all texts that [`Texts::because`] and [`Texts::still_unknown`] may need.
pub(crate) fn keys() -> Vec<String> {
    let mut keys = vec!["because-reported".to_owned()];
    for fact in FACTS.into_iter().chain(COMPUTED) {
        let words = words_of(fact);
        match fact {
            "land" | "employees" | "turnover_eur" | "balance_eur" => keys.push(format!("because-{fact}")),
            "handling_ended" | "handling_outlasted" | "authority_asked_at" => keys.push(format!("because-{fact}-true")),
            _ if words.is_empty() => keys.extend(["true", "false"].map(|word| format!("because-{fact}-{word}"))),
            _ => keys.extend(words.iter().map(|word| format!("because-{fact}-{word}"))),
        }
        if !["kind", "handling_ended", "handling_outlasted"].contains(&fact) {
            keys.push(format!("unknown-{fact}"));
        }
    }
    keys
}

impl Texts {
    /// Several things in a row: `a, b und c`.
    pub fn row(&self, language: Language, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => self.with(
                language,
                "row-and",
                &arguments([("first", first.join(", ").into()), ("last", last.clone().into())]),
            ),
        }
    }

    /// Why a duty applies, as a sentence that names the facts.
    pub fn because(&self, language: Language, duty: &Duty<'_>) -> String {
        let facts: Vec<String> =
            duty.because.iter().filter_map(|(fact, value)| self.fact(language, fact, value)).collect();
        let facts = self.row(language, &facts);
        let unknown = self.row(language, &self.still_unknown(language, duty));
        let (key, arguments) = match (facts.is_empty(), unknown.is_empty()) {
            (_, true) => ("because", arguments([("facts", facts.into()), ("unknown", "".into())])),
            (true, false) => ("because-unknown", arguments([("facts", "".into()), ("unknown", unknown.into())])),
            (false, false) => ("because-both", arguments([("facts", facts.into()), ("unknown", unknown.into())])),
        };
        self.with(language, key, &arguments)
    }

    /// What is still unknown about a duty: `ob persönliche Daten betroffen sind`.
    pub fn still_unknown(&self, language: Language, duty: &Duty<'_>) -> Vec<String> {
        duty.unknown.iter().map(|fact| self.get(language, &format!("unknown-{fact}"))).collect()
    }

    /// A fact as a clause; `None` for one that only says that something has not happened.
    fn fact(&self, language: Language, fact: &str, value: &Value) -> Option<String> {
        if let Some(rule) = fact.strip_prefix("reported_") {
            let sent = *value == Value::Bool(true);
            return sent
                .then(|| self.with(language, "because-reported", &arguments([("rule", rule.to_owned().into())])));
        }
        Some(match value {
            Value::Bool(false) if ["handling_ended", "handling_outlasted"].contains(&fact) => return None,
            Value::Bool(yes) => self.get(language, &format!("because-{fact}-{yes}")),
            Value::Number(number) => {
                let number = i64::try_from(*number).unwrap_or(i64::MAX);
                self.with(language, &format!("because-{fact}"), &arguments([("number", number.into())]))
            }
            Value::Word(word) if words_of(fact).is_empty() => {
                self.with(language, &format!("because-{fact}"), &arguments([("word", word.clone().into())]))
            }
            Value::Word(word) => self.get(language, &format!("because-{fact}-{word}")),
        })
    }
}
