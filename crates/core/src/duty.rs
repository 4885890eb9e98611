//! Duties after an incident: who has to be told what by when, as far as the facts tell.
//!
//! Knows how rules become duties: which are in force, what holds, what only may hold, from when a period runs. Refuses to
//! know any rule, law or office: rules are content with periods of validity and a review. Not legal advice.
//!
//! What is not known never makes a duty disappear: a mandatory duty that may hold is listed as [`DutyKind::Provisional`].

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    check::Review,
    condition::{Condition, Facts, Truth, Value},
    deadline::Period,
    incident::{DutyFacts, Report},
    language::Localised,
};

/// How binding something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DutyKind {
    /// A law demands it.
    Mandatory,
    /// A law may demand it: that depends on something nobody knows yet.
    Provisional,
    /// A contract demands it.
    Contractual,
    /// To be written down, told to nobody.
    Internal,
    /// Possible, often wise.
    Voluntary,
}

impl DutyKind {
    /// All kinds, the most binding first.
    pub const ALL: [Self; 5] = [Self::Mandatory, Self::Provisional, Self::Contractual, Self::Internal, Self::Voluntary];

    /// Stable code, as in documents and text keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::Provisional => "provisional",
            Self::Contractual => "contractual",
            Self::Internal => "internal",
            Self::Voluntary => "voluntary",
        }
    }
}

/// The event with which a period begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// Somebody in the organisation learned of the incident.
    Awareness,
    /// The report under this rule was sent (its last stage before this one, if it has several).
    Report(String),
    /// A fix for the product can be had.
    FixAvailable,
    /// The incident has been dealt with.
    HandlingEnded,
    /// An authority asks.
    Request,
    /// The organisation came into the scope of the law.
    Subject,
}

impl Anchor {
    /// Reads a code: `awareness`, `report:R11`, `fix-available`, `handling-ended`, `request`, `subject`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "awareness" => Self::Awareness,
            "fix-available" => Self::FixAvailable,
            "handling-ended" => Self::HandlingEnded,
            "request" => Self::Request,
            "subject" => Self::Subject,
            _ => Self::Report(code.strip_prefix("report:").filter(|rule| !rule.is_empty())?.to_owned()),
        })
    }

    /// Stable code.
    pub fn code(&self) -> String {
        match self {
            Self::Awareness => "awareness".to_owned(),
            Self::Report(rule) => format!("report:{rule}"),
            Self::FixAvailable => "fix-available".to_owned(),
            Self::HandlingEnded => "handling-ended".to_owned(),
            Self::Request => "request".to_owned(),
            Self::Subject => "subject".to_owned(),
        }
    }
}

/// One report that a rule demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Stable name; empty if the rule demands one report only.
    pub id: String,
    /// With what its period begins. A stage whose event has not happened is not due and not listed, unless the event is a
    /// request or the beginning of the scope, which nobody here knows.
    pub anchor: Anchor,
    /// How long there is; `None`: without delay.
    pub period: Option<Period>,
    /// Another beginning instead, if this condition holds.
    pub otherwise: Option<(Condition, Anchor)>,
}

/// Who is told: an office, a counterpart, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressee {
    /// Stable id, for contacts and drafts.
    pub id: String,
    /// What it is called where no Land says otherwise.
    pub name: Localised,
    /// What it is called in a Land, by the code of the Land.
    pub in_land: BTreeMap<String, Localised>,
}

impl Addressee {
    /// What it is called in a Land.
    pub fn in_land(&self, land: Option<&str>) -> &Localised {
        land.and_then(|land| self.in_land.get(land)).unwrap_or(&self.name)
    }
}

/// A rule: from which facts which duty follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRule {
    /// Stable id: `R01`.
    pub id: String,
    /// How binding it is.
    pub kind: DutyKind,
    /// When it applies.
    pub when: Condition,
    /// Its reports, in order; at least one.
    pub stages: Vec<Stage>,
    /// First day on which somebody's learning of an incident falls under it; `None`: always has.
    pub valid_from: Option<Date>,
    /// Last such day; `None`: still in force.
    pub valid_to: Option<Date>,
    /// Who is told.
    pub to: Addressee,
    /// What has to be done, in a few words.
    pub title: Localised,
    /// What exactly, and what to watch for.
    pub what: Localised,
    /// Where it is written.
    pub basis: Localised,
    /// Sources that were read.
    pub source: String,
    /// Whether a lawyer has looked at it.
    pub review: Review,
}

impl DutyRule {
    fn is_in_force(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// All rules, of all times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyRules {
    /// Version of the rule set, shown with every result.
    pub version: String,
    /// The rules, in the order in which they are listed.
    pub rules: Vec<DutyRule>,
}

/// A duty, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty<'a> {
    /// The rule.
    pub rule: &'a DutyRule,
    /// Which of its reports.
    pub stage: &'a Stage,
    /// How binding it is now.
    pub kind: DutyKind,
    /// With what its period began.
    pub anchor: &'a Anchor,
    /// Until when; `None`: without delay, or not known from when.
    pub deadline: Option<Timestamp>,
    /// The facts it follows from, as they are known.
    pub because: Vec<(String, Value)>,
    /// The facts whose learning could change it, by name, in alphabetical order.
    pub unknown: Vec<String>,
    /// When it was done.
    pub sent_at: Option<Timestamp>,
}

/// What learning one fact would make of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WouldChange {
    /// The fact.
    pub fact: String,
    /// If it turned out to be this.
    pub value: Value,
    /// How binding the duty would be then; `None`: there would be none.
    pub becomes: Option<DutyKind>,
}

/// The reports that were sent, by rule and number of the stage.
struct Sent(BTreeMap<(String, usize), Timestamp>);

impl Sent {
    fn of(reports: &[Report], rules: &[&DutyRule]) -> Self {
        let mut sent = BTreeMap::new();
        let mut reports: Vec<&Report> = reports.iter().collect();
        reports.sort_by_key(|report| report.sent_at);
        // Those that name their stage first: what is left goes to the stages that are left, in the order of sending.
        reports.sort_by_key(|report| report.stage.is_none());
        for report in reports {
            let Some(rule) = rules.iter().find(|rule| rule.id == report.rule) else { continue };
            let stage = match &report.stage {
                Some(stage) => rule.stages.iter().position(|known| known.id == *stage),
                None => (0..rule.stages.len()).find(|index| !sent.contains_key(&(rule.id.clone(), *index))),
            };
            if let Some(stage) = stage {
                sent.entry((rule.id.clone(), stage)).or_insert(report.sent_at);
            }
        }
        Self(sent)
    }

    fn at(&self, rule: &str, stage: usize) -> Option<Timestamp> {
        self.0.get(&(rule.to_owned(), stage)).copied()
    }
}

/// Everything that is asked when duties are derived.
struct Derivation<'a> {
    given: &'a DutyFacts,
    facts: Facts,
    sent: Sent,
    zone: &'a TimeZone,
}

impl Derivation<'_> {
    /// When an anchor happened, seen from one stage of one rule.
    fn happened(&self, anchor: &Anchor, rule: &DutyRule, stage: usize) -> Option<Timestamp> {
        match anchor {
            Anchor::Awareness => Some(self.given.incident.aware_at),
            // Of the same rule: the stage before; of another: its first report.
            Anchor::Report(id) if *id == rule.id => stage.checked_sub(1).and_then(|before| self.sent.at(id, before)),
            Anchor::Report(id) => self.sent.at(id, 0),
            Anchor::FixAvailable => self.given.incident.fix_available_at.0,
            Anchor::HandlingEnded => self.given.incident.handling_ended_at.0,
            Anchor::Request => self.given.incident.authority_asked_at.0,
            Anchor::Subject => self
                .given
                .organisation
                .subject_since
                .0
                .and_then(|day| day.to_zoned_datetime(self.zone.clone()).ok())
                .map(|begin| begin.timestamp()),
        }
    }
}

impl DutyRules {
    /// The rules in force on a day.
    pub fn in_force(&self, day: Date) -> impl Iterator<Item = &DutyRule> {
        self.rules.iter().filter(move |rule| rule.is_in_force(day))
    }

    /// All duties that follow or may follow from what is known, in the order of the rules. The rules are those in force
    /// when the organisation learned of the incident, by the calendar of `zone`.
    pub fn derive(&self, given: &DutyFacts, zone: &TimeZone) -> Vec<Duty<'_>> {
        let day = given.incident.aware_at.to_zoned_datetime(zone.clone()).date();
        let rules: Vec<&DutyRule> = self.in_force(day).collect();
        let sent = Sent::of(&given.incident.reports, &rules);
        let reported = rules.iter().map(|rule| {
            let month = sent.at(&rule.id, 0).map(|at| Period::Months(1).after(at, zone));
            (rule.id.clone(), month)
        });
        let facts = given.facts(&reported.collect());
        let derivation = Derivation { given, facts, sent, zone };
        rules.into_iter().flat_map(|rule| duties_of(rule, &derivation)).collect()
    }

    /// What learning each unknown fact of a duty, by itself, would make of it.
    pub fn would_change(&self, duty: &Duty<'_>, given: &DutyFacts, zone: &TimeZone) -> Vec<WouldChange> {
        let mut changes = Vec::new();
        for fact in &duty.unknown {
            for value in duty.rule.values_of(fact) {
                let mut learned = given.clone();
                if !learned.learn(fact, &value) {
                    continue;
                }
                let then = self.derive(&learned, zone);
                let then = then.iter().find(|then| then.rule.id == duty.rule.id && then.stage.id == duty.stage.id);
                let becomes = then.map(|then| then.kind);
                if becomes != Some(duty.kind) {
                    changes.push(WouldChange { fact: fact.clone(), value, becomes });
                }
            }
        }
        changes
    }
}

impl DutyRule {
    /// The values of a fact that make a difference to this rule.
    fn values_of(&self, fact: &str) -> Vec<Value> {
        let mut values = Vec::new();
        for leaf in self.when.leaves().into_iter().filter(|leaf| leaf.fact() == Some(fact)) {
            let differing = match leaf {
                Condition::OneOf(_, words) => {
                    let words = crate::incident::words_of(fact).iter().copied().chain(words.iter().map(String::as_str));
                    words.map(|word| Value::Word(word.to_owned())).collect()
                }
                Condition::AtLeast(_, least) => vec![Value::Number(least.saturating_sub(1)), Value::Number(*least)],
                Condition::MoreThan(_, most) => vec![Value::Number(*most), Value::Number(most.saturating_add(1))],
                _ => vec![Value::Bool(true), Value::Bool(false)],
            };
            for value in differing {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        values
    }
}

fn duties_of<'a>(rule: &'a DutyRule, derivation: &Derivation<'_>) -> Vec<Duty<'a>> {
    let outcome = rule.when.outcome(&derivation.facts);
    let kind = match (outcome.truth, rule.kind) {
        (Truth::True, kind) => kind,
        (Truth::Unknown, DutyKind::Mandatory) => DutyKind::Provisional,
        (Truth::Unknown, kind) => kind,
        (Truth::False, _) => return Vec::new(),
    };
    // That nothing is known can be the reason itself; then learning it changes the outcome.
    let mut unknown = outcome.unknown;
    for fact in rule.when.not_known() {
        if !derivation.facts.contains_key(fact) && !unknown.iter().any(|known| known == fact) {
            unknown.push(fact.to_owned());
        }
    }
    unknown.sort_unstable();
    let known = |fact: String| derivation.facts.get(&fact).cloned().map(|value| (fact, value));
    let because: Vec<(String, Value)> = outcome.because.into_iter().filter_map(known).collect();
    let mut duties = Vec::with_capacity(rule.stages.len());
    for (index, stage) in rule.stages.iter().enumerate() {
        let instead = stage.otherwise.as_ref().filter(|(when, _)| when.outcome(&derivation.facts).truth == Truth::True);
        let anchor = instead.map_or(&stage.anchor, |(_, anchor)| anchor);
        let happened = derivation.happened(anchor, rule, index);
        let awaited = matches!(anchor, Anchor::Request | Anchor::Subject);
        if happened.is_none() && !awaited {
            continue;
        }
        let deadline = happened.and_then(|from| Some(stage.period?.after(from, derivation.zone)));
        duties.push(Duty {
            rule,
            stage,
            kind,
            anchor,
            deadline,
            because: because.clone(),
            unknown: unknown.clone(),
            sent_at: derivation.sent.at(&rule.id, index),
        });
    }
    duties
}
