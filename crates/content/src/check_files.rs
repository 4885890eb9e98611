//! Reads a check from its folder: structure from TOML, texts from Fluent.
//!
//! Knows the file format of docs/content.md. Refuses to repair anything: what does not fit becomes a fault with file
//! and key.

use include_dir::Dir;
use ringwall_core::{
    check::{
        AnswerValue, Check, Cost, Evidence, Measure, Question, Requirement, Review, RiskLink, Scoring, Source,
        StatusEffect, StatusQuestion, Topic,
    },
    id::{QuestionId, RequirementId},
    language::{Language, Localised},
    organisation::OrganisationKind,
};
use serde::{Deserialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::texts::{Bundle, bundle};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckFile {
    id: String,
    uuid: Uuid,
    version: String,
    minutes: Option<u32>,
    answers: Vec<AnswerValue>,
    #[serde(default)]
    kinds: Vec<OrganisationKind>,
    topics: Vec<String>,
    review: Review,
    source: Source,
    scoring: Scoring,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    id: String,
    #[serde(rename = "requirement")]
    requirements: Vec<RequirementEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequirementEntry {
    id: String,
    uuid: RequirementId,
    #[serde(default)]
    top: bool,
    #[serde(default)]
    status: Vec<StatusEntry>,
    part: Vec<PartEntry>,
    measure: MeasureEntry,
    #[serde(default)]
    risk: Vec<RiskLink>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartEntry {
    id: String,
    uuid: QuestionId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusEntry {
    id: String,
    uuid: QuestionId,
    no: String,
    part: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureEntry {
    effort: u8,
    days: f64,
    cost: Option<Cost>,
    evidence: Evidence,
    #[serde(default)]
    funding: Vec<String>,
}

/// A pair of Fluent files, German and English.
pub(crate) struct Pair {
    de: Bundle,
    en: Bundle,
}

impl Pair {
    /// Reads `<stem>de.ftl` and `<stem>en.ftl`; both must have the same keys.
    pub(crate) fn read(files: &Dir<'_>, stem: &str, faults: &mut Vec<String>) -> Self {
        let source = |language: Language, faults: &mut Vec<String>| {
            let name = format!("{stem}{}.ftl", language.code());
            let source = files.get_file(&name).and_then(|file| file.contents_utf8());
            if source.is_none() {
                faults.push(format!("{name}: is missing or not UTF-8"));
            }
            (name, source.unwrap_or_default().to_owned())
        };
        let (de_name, de) = source(Language::De, faults);
        let (en_name, en) = source(Language::En, faults);
        let (de_keys, en_keys) = (crate::texts::keys_of(&de), crate::texts::keys_of(&en));
        faults.extend(de_keys.difference(&en_keys).map(|key| format!("{en_name}: {key} exists only in German")));
        faults.extend(en_keys.difference(&de_keys).map(|key| format!("{de_name}: {key} exists only in English")));
        Self { de: bundle(Language::De, &de_name, &de, faults), en: bundle(Language::En, &en_name, &en, faults) }
    }

    /// A required text.
    pub(crate) fn text(&self, key: &str, attribute: Option<&str>, faults: &mut Vec<String>) -> Localised {
        Localised::both(self.de.text(key, attribute, faults), self.en.text(key, attribute, faults))
    }

    /// A text that may be missing.
    pub(crate) fn optional(&self, key: &str, attribute: Option<&str>) -> Localised {
        Localised { de: self.de.optional(key, attribute), en: self.en.optional(key, attribute) }
    }
}

/// Reads a TOML file; a fault with file and line if it does not fit.
pub(crate) fn toml<T: DeserializeOwned>(files: &Dir<'_>, name: &str, faults: &mut Vec<String>) -> Option<T> {
    let Some(source) = files.get_file(name).and_then(|file| file.contents_utf8()) else {
        faults.push(format!("{name}: is missing or not UTF-8"));
        return None;
    };
    toml::from_str(source).map_err(|error| faults.push(format!("{name}: {error}"))).ok()
}

/// The Fluent key of a readable id: dots become dashes.
fn key(id: &str) -> String {
    id.replace('.', "-")
}

pub(crate) fn check(files: &Dir<'_>, id: &str, faults: &mut Vec<String>) -> Option<Check> {
    let folder = format!("checks/{id}");
    let file: CheckFile = toml(files, &format!("{folder}/check.toml"), faults)?;
    if file.id != id {
        faults.push(format!("{folder}/check.toml: id is {}, folder is {id}", file.id));
    }
    let texts = Pair::read(files, &format!("{folder}/"), faults);
    let mut text = |key: &str| texts.text(key, None, faults);
    let (title, summary) = (text("check-title"), text("check-summary"));
    let (audience, about, score_note) = (text("check-audience"), text("check-about"), text("check-score"));
    let topics = file.topics.iter().filter_map(|id| topic(files, &folder, id, faults)).collect();
    Some(Check {
        id: file.id,
        uuid: file.uuid,
        version: file.version,
        minutes: file.minutes,
        answers: file.answers,
        kinds: file.kinds,
        review: file.review,
        source: file.source,
        scoring: file.scoring,
        title,
        summary,
        audience,
        about,
        score_note,
        topics,
    })
}

fn topic(files: &Dir<'_>, folder: &str, id: &str, faults: &mut Vec<String>) -> Option<Topic> {
    let file: TopicFile = toml(files, &format!("{folder}/{id}.toml"), faults)?;
    if file.id != id {
        faults.push(format!("{folder}/{id}.toml: id is {}, file is {id}", file.id));
    }
    let texts = Pair::read(files, &format!("{folder}/{id}."), faults);
    let key = format!("topic-{id}");
    Some(Topic {
        title: texts.text(&key, None, faults),
        intro: texts.text(&key, Some("intro"), faults),
        id: file.id,
        requirements: file
            .requirements
            .into_iter()
            .map(|entry| requirement(entry, &format!("{folder}/{id}.toml"), &texts, faults))
            .collect(),
    })
}

fn requirement(entry: RequirementEntry, file: &str, texts: &Pair, faults: &mut Vec<String>) -> Requirement {
    let name = key(&entry.id);
    let question = |id: String, uuid: QuestionId, faults: &mut Vec<String>| {
        let name = key(&id);
        Question {
            uuid,
            text: texts.text(&name, None, faults),
            help: texts.text(&name, Some("help"), faults),
            example: texts.text(&name, Some("example"), faults),
            id,
        }
    };
    let parts: Vec<Question> = entry.part.into_iter().map(|part| question(part.id, part.uuid, faults)).collect();
    let status = entry
        .status
        .into_iter()
        .filter_map(|status| {
            let target = status.part.as_ref().and_then(|id| parts.iter().find(|part| part.id == *id));
            let no = match (status.no.as_str(), &status.part, target) {
                ("not-applicable", None, _) => StatusEffect::NotApplicable,
                ("open", None, _) => StatusEffect::Open,
                ("part", Some(_), Some(part)) => StatusEffect::Part(part.uuid),
                _ => {
                    faults.push(format!(
                        "{file}: {}: no must be \"not-applicable\", \"open\" or \"part\" with the id of a part",
                        status.id
                    ));
                    return None;
                }
            };
            Some(StatusQuestion { question: question(status.id, status.uuid, faults), no })
        })
        .collect();
    let mut text = |attribute: &str| texts.text(&name, Some(attribute), faults);
    let measure = Measure {
        title: text("measure"),
        what: text("what"),
        why: text("why"),
        how: vec![text("how-1"), text("how-2"), text("how-3")],
        who: text("who"),
        effort: Some(entry.measure.effort),
        tenth_days: tenth_days(entry.measure.days),
        cost: entry.measure.cost,
        evidence: entry.measure.evidence,
        funding: entry.measure.funding,
    };
    if measure.tenth_days.is_none() {
        faults.push(format!("{file}: {}: days must be between 0.1 and 60", entry.id));
    }
    Requirement {
        uuid: entry.uuid,
        title: texts.text(&name, None, faults),
        top: entry.top,
        status,
        parts,
        measure,
        risks: entry.risk,
        id: entry.id,
    }
}

/// Days as written by an author, in tenths; `None` outside 0.1 to 60.
fn tenth_days(days: f64) -> Option<u32> {
    (1..=600).find(|tenths| (f64::from(*tenths) - days * 10.0).abs() < 0.5)
}
