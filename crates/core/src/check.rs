//! The definition of a check (questionnaire): topics, requirements, questions, measures.
//!
//! Knows structure and the rules a definition must keep. Refuses to know where a check comes from: shipped content and
//! imported OSCAL catalogues end in the same [`Check`]. A check is complete in itself, texts included, so that it can
//! be frozen beside the answers given to it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    id::{QuestionId, RequirementId},
    language::Localised,
    organisation::OrganisationKind,
};

/// A questionnaire as it is asked, frozen and self-contained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Readable id, unique among checks.
    pub id: String,
    /// Stable UUID.
    pub uuid: Uuid,
    /// Edition; a date for shipped checks, the publisher's version for imported ones.
    pub version: String,
    /// Rough duration in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Allowed answers to the parts of a requirement, in the order of the buttons.
    pub answers: Vec<AnswerValue>,
    /// Kinds of organisation it is offered to first; empty means everyone.
    #[serde(default)]
    pub kinds: Vec<OrganisationKind>,
    /// Whether experts have reviewed it.
    pub review: Review,
    /// Where it comes from and under which licence.
    pub source: Source,
    /// How points are given.
    pub scoring: Scoring,
    /// Title.
    pub title: Localised,
    /// One sentence.
    pub summary: Localised,
    /// For whom.
    pub audience: Localised,
    /// What it is and what it is not.
    pub about: Localised,
    /// What the points mean and what not.
    pub score_note: Localised,
    /// The topics in order of the interview.
    pub topics: Vec<Topic>,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerValue {
    /// "I don't know": counts as not fulfilled, and as relevant in a status question.
    Unknown,
    /// Fulfilled.
    Yes,
    /// Partly fulfilled.
    Partly,
    /// Not fulfilled.
    No,
    /// Does not apply here; lowers the reachable maximum.
    NotApplicable,
}

impl AnswerValue {
    /// All values.
    pub const ALL: [Self; 5] = [Self::Unknown, Self::Yes, Self::Partly, Self::No, Self::NotApplicable];

    /// The code used in files, forms and text keys (`answer-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The value with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

/// Whether somebody with the expertise has looked at a piece of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Based on official or secondary sources that were read.
    Checked,
    /// Not yet confirmed; shown as "to be checked by experts".
    Pending,
}

/// Where a check comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Title of the source.
    pub title: String,
    /// Address, may be empty.
    #[serde(default)]
    pub url: String,
    /// Licence of the source as an SPDX id or in words; empty if the source names none.
    #[serde(default)]
    pub licence: String,
    /// Who published it; empty for our own checks.
    #[serde(default)]
    pub publisher: String,
}

/// How points are given. Points are whole numbers; "partly" can be worth half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoring {
    /// Points of a fulfilled requirement.
    pub fulfilled: i32,
    /// Points of a fulfilled TOP requirement.
    pub top_fulfilled: i32,
    /// Points of an open TOP requirement (zero or negative).
    pub top_open: i32,
    /// What "partly" is worth.
    pub partly: Partly,
    /// Whether the status is never below zero (`points = max(0, raw)`).
    pub floor_at_zero: bool,
}

/// What the answer "partly" is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Partly {
    /// Nothing: partly is open (DIN SPEC 27076).
    Open,
    /// Half of the points.
    Half,
}

/// A topic (area) of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Readable id, unique within the check.
    pub id: String,
    /// Title.
    pub title: Localised,
    /// Why it matters, one or two sentences.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub intro: Localised,
    /// Requirements in order.
    pub requirements: Vec<Requirement>,
}

/// One requirement: fulfilled if all its relevant parts are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Stable UUID; answers and plans hang on this.
    pub uuid: RequirementId,
    /// Readable id; may change between editions of an imported catalogue.
    pub id: String,
    /// Short title.
    pub title: Localised,
    /// Whether it is one of the requirements that come first.
    #[serde(default)]
    pub top: bool,
    /// Questions that decide relevance.
    #[serde(default)]
    pub status: Vec<StatusQuestion>,
    /// Parts, all of which must be met.
    pub parts: Vec<Question>,
    /// What to do when it is open.
    pub measure: Measure,
    /// Risks it bears on.
    #[serde(default)]
    pub risks: Vec<RiskLink>,
}

/// One question to the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable UUID; answers are stored under this.
    pub uuid: QuestionId,
    /// Readable id.
    pub id: String,
    /// The question.
    pub text: Localised,
    /// What is meant.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub help: Localised,
    /// A concrete example.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub example: Localised,
}

/// A question that decides what is relevant. Answered with yes, no or unknown; unknown counts as yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusQuestion {
    /// The question.
    pub question: Question,
    /// What "no" does.
    pub no: StatusEffect,
}

/// What the answer "no" to a status question does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusEffect {
    /// Takes the requirement out.
    NotApplicable,
    /// Makes the requirement open; its parts are not asked.
    Open,
    /// Takes out the part with this question.
    Part(QuestionId),
}

/// What to do when a requirement is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Short imperative title.
    pub title: Localised,
    /// What is done.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub what: Localised,
    /// What it saves.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub why: Localised,
    /// Steps, usually three.
    #[serde(default)]
    pub how: Vec<Localised>,
    /// Who can help.
    #[serde(default, skip_serializing_if = "Localised::is_empty")]
    pub who: Localised,
    /// Effort level 0–5 as defined by BSI for Grundschutz++; `None` if the source gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<u8>,
    /// Own working time until it is in place, in tenths of a day; `None` if unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenth_days: Option<u32>,
    /// Money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// What studies say.
    #[serde(default)]
    pub evidence: Evidence,
    /// Ids of funding programmes.
    #[serde(default)]
    pub funding: Vec<String>,
}

/// A cost range in whole euro.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Lower end in euro.
    pub low: u32,
    /// Upper end in euro.
    pub high: u32,
    /// Once or every year.
    pub per: CostPer,
    /// Whether it has a source or is an estimate of our own.
    pub review: Review,
    /// The source.
    pub source: String,
}

/// How often a cost arises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CostPer {
    /// Once.
    Once,
    /// Every year.
    Year,
}

/// What studies say about a measure (grades as in the glossary: A controlled, B claims data, C selected, D expert view).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How good the studies are.
    pub grade: Grade,
    /// What they show.
    pub effect: Effect,
    /// Short citation.
    #[serde(default)]
    pub source: String,
}

/// Quality of the evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Randomised or controlled study.
    A,
    /// Insurer or claims data, several studies agree.
    B,
    /// Association, self-selection, coverage only.
    C,
    /// No study, expert view.
    #[default]
    D,
}

impl Grade {
    /// The letter, also the text key `evidence-<letter>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// What studies show about the effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Clearly fewer or smaller incidents.
    Strong,
    /// Some.
    Moderate,
    /// Nobody has measured it.
    #[default]
    Unmeasured,
    /// Measured, and it hardly helps.
    Little,
}

impl Effect {
    /// The code, also the text key `effect-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Moderate => "moderate",
            Self::Unmeasured => "unmeasured",
            Self::Little => "little",
        }
    }
}

/// How a requirement bears on a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskLink {
    /// Id of the risk.
    pub id: String,
    /// Which side of the risk it lowers.
    pub lowers: Lowers,
    /// 1 a little, 2 clearly, 3 decisive.
    pub weight: u8,
}

/// Which side of a risk a fulfilled requirement lowers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lowers {
    /// How often it happens.
    Likelihood,
    /// How bad it gets.
    Impact,
}

/// A question with its place in the check.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The topic.
    pub topic: &'a Topic,
    /// The requirement.
    pub requirement: &'a Requirement,
    /// The question.
    pub question: &'a Question,
    /// The status effect, if it is a status question.
    pub status: Option<&'a StatusEffect>,
}

impl Requirement {
    /// All questions in the order in which they are asked: a status question stands before what it decides.
    pub fn questions(&self) -> Vec<(&Question, Option<&StatusEffect>)> {
        let mut questions = Vec::with_capacity(self.status.len() + self.parts.len());
        for status in self.status.iter().filter(|status| !matches!(status.no, StatusEffect::Part(_))) {
            questions.push((&status.question, Some(&status.no)));
        }
        for part in &self.parts {
            for status in &self.status {
                if matches!(status.no, StatusEffect::Part(target) if target == part.uuid) {
                    questions.push((&status.question, Some(&status.no)));
                }
            }
            questions.push((part, None));
        }
        questions
    }
}

impl Check {
    /// All requirements in order, with their topic.
    pub fn requirements(&self) -> impl Iterator<Item = (&Topic, &Requirement)> {
        self.topics.iter().flat_map(|topic| topic.requirements.iter().map(move |requirement| (topic, requirement)))
    }

    /// All questions in the order of the interview.
    pub fn questions(&self) -> impl Iterator<Item = Placed<'_>> {
        self.requirements().flat_map(|(topic, requirement)| {
            requirement.questions().into_iter().map(move |(question, status)| Placed {
                topic,
                requirement,
                question,
                status,
            })
        })
    }

    /// The question with this readable id or stable UUID.
    pub fn question_named(&self, name: &str) -> Option<Placed<'_>> {
        let uuid = name.parse::<Uuid>().ok().map(QuestionId);
        self.questions().find(|placed| placed.question.id == name || Some(placed.question.uuid) == uuid)
    }

    /// The requirement with this UUID.
    pub fn requirement(&self, id: RequirementId) -> Option<&Requirement> {
        self.requirements().map(|(_, requirement)| requirement).find(|requirement| requirement.uuid == id)
    }

    /// The topic with this readable id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The answers allowed to a question: those of the check for a part, unknown, yes, no for a status question.
    pub fn allowed(&self, status: bool) -> &[AnswerValue] {
        const STATUS: [AnswerValue; 3] = [AnswerValue::Unknown, AnswerValue::Yes, AnswerValue::No];
        if status { &STATUS } else { &self.answers }
    }

    /// Whether it is offered to this kind of organisation first.
    pub fn suits(&self, kind: OrganisationKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// What is wrong with this definition, one sentence each with its place; empty if it can be used.
    ///
    /// For authors, in English; used by the coherence test, the importer and whoever reads a check from a file.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut topics = BTreeSet::new();
        let mut ids = BTreeSet::new();
        let mut uuids = BTreeSet::new();
        if self.id.is_empty() {
            faults.push("check: id is empty".to_owned());
        }
        if self.title.is_empty() {
            faults.push(format!("{}: title is empty", self.id));
        }
        if !self.answers.contains(&AnswerValue::Yes) || !self.answers.contains(&AnswerValue::No) {
            faults.push(format!("{}: answers must contain yes and no", self.id));
        }
        if self.topics.is_empty() {
            faults.push(format!("{}: has no topic", self.id));
        }
        let Scoring { fulfilled, top_fulfilled, top_open, .. } = self.scoring;
        if !(0..=100).contains(&fulfilled) || !(0..=100).contains(&top_fulfilled) || !(-100..=0).contains(&top_open) {
            faults.push(format!("{}: points must be 0 to 100, those of an open TOP requirement -100 to 0", self.id));
        }
        for topic in &self.topics {
            if !topics.insert(&topic.id) {
                faults.push(format!("topic {}: id is used twice", topic.id));
            }
        }
        for (topic, requirement) in self.requirements() {
            let place = format!("{}/{}", topic.id, requirement.id);
            if !uuids.insert(requirement.uuid.0) {
                faults.push(format!("{place}: uuid {} is used twice", requirement.uuid));
            }
            if requirement.parts.is_empty() {
                faults.push(format!("{place}: has no part"));
            }
            if requirement.measure.effort.is_some_and(|effort| effort > 5) {
                faults.push(format!("{place}: effort must be 0 to 5"));
            }
            if requirement.measure.cost.as_ref().is_some_and(|cost| cost.low > cost.high) {
                faults.push(format!("{place}: cost.low is above cost.high"));
            }
            if requirement.risks.iter().any(|link| !(1..=3).contains(&link.weight)) {
                faults.push(format!("{place}: risk weight must be 1 to 3"));
            }
            if requirement.status.iter().filter(|status| !matches!(status.no, StatusEffect::Part(_))).count() > 1 {
                faults.push(format!("{place}: only one status question may decide about the whole requirement"));
            }
            for status in &requirement.status {
                if let StatusEffect::Part(part) = status.no {
                    if !requirement.parts.iter().any(|question| question.uuid == part) {
                        faults.push(format!("{place}: status {} takes out an unknown part", status.question.id));
                    }
                }
            }
            for (question, _) in requirement.questions() {
                if !ids.insert(&question.id) {
                    faults.push(format!("{place}: question id {} is used twice", question.id));
                }
                if !uuids.insert(question.uuid.0) {
                    faults.push(format!("{place}: uuid {} is used twice", question.uuid));
                }
                if question.text.is_empty() {
                    faults.push(format!("{place}: question {} has no text", question.id));
                }
            }
        }
        faults
    }
}
