//! Scoring: from a check and its answers to points, topics and open requirements.
//!
//! The rule is that of DIN SPEC 27076 (facts/cyberrisikocheck.md, 2.6) with the points as parameters of the check:
//! a requirement counts only if all its relevant parts are met; TOP requirements weigh more and cost points when open;
//! what is not relevant leaves the maximum. Unanswered questions make the result incomplete, never silently zero.
//! Refuses to know which measures come first (`measure`) and which risks follow (`risk`).

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::{
    assessment::Answers,
    check::{AnswerValue, Check, Partly, Requirement, StatusEffect},
    id::{QuestionId, RequirementId},
};

/// Points in half steps, so that "partly" can be worth half. Serialised as a plain number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(i32);

impl Points {
    /// Whole points.
    pub const fn whole(points: i32) -> Self {
        Self(points * 2)
    }

    /// As a floating-point number, for drawing.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 2.0
    }

    /// The same, but not below zero.
    #[must_use]
    pub const fn floored(self) -> Self {
        Self(if self.0 < 0 { 0 } else { self.0 })
    }

    /// The difference to an earlier value.
    #[must_use]
    pub const fn minus(self, earlier: Self) -> Self {
        Self(self.0 - earlier.0)
    }
}

impl std::ops::AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl fmt::Display for Points {
    /// With a decimal point; `content::format` localises it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 % 2 == 0 { write!(f, "{}", self.0 / 2) } else { write!(f, "{}", self.as_f64()) }
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 2 == 0 { serializer.serialize_i32(self.0 / 2) } else { serializer.serialize_f64(self.as_f64()) }
    }
}

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// All relevant parts are met.
    Fulfilled,
    /// Some answer is "partly" and no relevant part is worse.
    Partly,
    /// At least one relevant part is not met, or nobody knows.
    Open,
    /// Taken out by a status question or an answer.
    NotApplicable,
    /// Something is not answered yet.
    Unanswered,
}

impl Standing {
    /// The code, also the text key `requirement-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fulfilled => "fulfilled",
            Self::Partly => "partly",
            Self::Open => "open",
            Self::NotApplicable => "not-applicable",
            Self::Unanswered => "unanswered",
        }
    }

    /// True for open and partly: something is left to do.
    pub const fn leaves_work(self) -> bool {
        matches!(self, Self::Open | Self::Partly)
    }
}

/// One requirement as evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequirementResult<'a> {
    /// Index of the topic in the check.
    pub topic: usize,
    /// The requirement.
    pub requirement: &'a Requirement,
    /// How it stands.
    pub standing: Standing,
    /// Whether "I don't know" is among the answers that keep it open.
    pub unknown: bool,
}

/// One topic as evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicResult {
    /// Fulfilled requirements (partly counts as half if the check says so), in halves.
    halves: u32,
    /// Relevant requirements, answered or not.
    pub relevant: u32,
    /// Requirements not answered yet.
    pub unanswered: u32,
}

impl TopicResult {
    /// Number of fulfilled requirements.
    pub const fn fulfilled(self) -> u32 {
        self.halves / 2
    }

    /// Share of fulfilled requirements, 0 to 1; `None` if nothing is relevant.
    pub fn share(self) -> Option<f64> {
        (self.relevant > 0).then(|| f64::from(self.halves) / f64::from(self.relevant) / 2.0)
    }
}

/// The result of scoring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation<'a> {
    /// All requirements in order.
    pub requirements: Vec<RequirementResult<'a>>,
    /// Topics in order of the check.
    pub topics: Vec<TopicResult>,
    /// Questions that still need an answer, in order; empty if complete.
    pub unanswered: Vec<QuestionId>,
    /// Sum of points as they fall; meaningful only if complete.
    raw: Points,
    /// Reachable points.
    pub maximum: Points,
    floor_at_zero: bool,
}

impl<'a> Evaluation<'a> {
    /// True if every relevant question has an answer.
    pub const fn complete(&self) -> bool {
        self.unanswered.is_empty()
    }

    /// The sum as it falls, possibly negative; `None` while incomplete.
    pub fn raw(&self) -> Option<Points> {
        self.complete().then_some(self.raw)
    }

    /// The status: the sum, floored at zero if the check says so; `None` while incomplete.
    pub fn points(&self) -> Option<Points> {
        self.raw().map(|raw| if self.floor_at_zero { raw.floored() } else { raw })
    }

    /// Share of the maximum, 0 to 1; `None` while incomplete or if nothing is relevant.
    pub fn share(&self) -> Option<f64> {
        let points = self.points()?.floored();
        (self.maximum > Points::default()).then(|| points.as_f64() / self.maximum.as_f64())
    }

    /// TOP requirements that are open or partly met.
    pub fn top_open(&self) -> impl Iterator<Item = &RequirementResult<'a>> {
        self.requirements.iter().filter(|result| result.requirement.top && result.standing.leaves_work())
    }

    /// Requirements that leave work.
    pub fn open(&self) -> impl Iterator<Item = &RequirementResult<'a>> {
        self.requirements.iter().filter(|result| result.standing.leaves_work())
    }

    /// How a requirement stands; `Unanswered` if the check has none with this id.
    pub fn standing(&self, id: RequirementId) -> Standing {
        self.requirements
            .iter()
            .find(|result| result.requirement.uuid == id)
            .map_or(Standing::Unanswered, |result| result.standing)
    }

    /// Number of requirements with this standing.
    pub fn count(&self, standing: Standing) -> usize {
        self.requirements.iter().filter(|result| result.standing == standing).count()
    }
}

/// What the status questions leave of a requirement.
enum Relevance {
    All { without: Vec<QuestionId> },
    Nothing,
    OpenAnyway,
}

fn relevance(requirement: &Requirement, answers: &Answers) -> Relevance {
    let mut without = Vec::new();
    for status in &requirement.status {
        if answers.get(&status.question.uuid) == Some(&AnswerValue::No) {
            match status.no {
                StatusEffect::NotApplicable => return Relevance::Nothing,
                StatusEffect::Open => return Relevance::OpenAnyway,
                StatusEffect::Part(part) => without.push(part),
            }
        }
    }
    Relevance::All { without }
}

/// Whether a question is to be asked, given the answers so far. Status questions of a requirement that is out or open
/// anyway are not asked, apart from the one that decided it.
pub fn is_asked(requirement: &Requirement, question: QuestionId, answers: &Answers) -> bool {
    let decisive = |status: &crate::check::StatusQuestion| {
        status.question.uuid == question && !matches!(status.no, StatusEffect::Part(_))
    };
    match relevance(requirement, answers) {
        Relevance::All { without } => !without.contains(&question),
        Relevance::Nothing | Relevance::OpenAnyway => requirement.status.iter().any(decisive),
    }
}

/// Questions that still need an answer, in the order of the interview.
///
/// A missing status question counts like "unknown": what hangs on it is listed too.
pub fn unanswered(check: &Check, answers: &Answers) -> Vec<QuestionId> {
    check
        .questions()
        .filter(|placed| !answers.contains_key(&placed.question.uuid))
        .filter(|placed| is_asked(placed.requirement, placed.question.uuid, answers))
        .map(|placed| placed.question.uuid)
        .collect()
}

/// How one requirement stands.
pub fn standing(requirement: &Requirement, answers: &Answers) -> Standing {
    let without = match relevance(requirement, answers) {
        Relevance::Nothing => return Standing::NotApplicable,
        Relevance::OpenAnyway => return Standing::Open,
        Relevance::All { without } => without,
    };
    let status_missing = requirement.status.iter().any(|status| !answers.contains_key(&status.question.uuid));
    let mut values: Vec<Option<AnswerValue>> = requirement
        .parts
        .iter()
        .filter(|part| !without.contains(&part.uuid))
        .map(|part| answers.get(&part.uuid).copied())
        .collect();
    if status_missing || values.contains(&None) {
        return Standing::Unanswered;
    }
    values.retain(|value| *value != Some(AnswerValue::NotApplicable));
    if values.is_empty() {
        Standing::NotApplicable
    } else if values.iter().all(|value| *value == Some(AnswerValue::Yes)) {
        Standing::Fulfilled
    } else if values.iter().all(|value| matches!(value, Some(AnswerValue::Yes | AnswerValue::Partly))) {
        Standing::Partly
    } else {
        Standing::Open
    }
}

/// Evaluates the answers to a check. Pure; the order of answers is irrelevant.
pub fn evaluate<'a>(check: &'a Check, answers: &Answers) -> Evaluation<'a> {
    let scoring = check.scoring;
    let mut evaluation = Evaluation {
        requirements: Vec::new(),
        topics: Vec::with_capacity(check.topics.len()),
        unanswered: unanswered(check, answers),
        raw: Points::default(),
        maximum: Points::default(),
        floor_at_zero: scoring.floor_at_zero,
    };
    for (index, topic) in check.topics.iter().enumerate() {
        let mut result = TopicResult::default();
        for requirement in &topic.requirements {
            let standing = standing(requirement, answers);
            let full = if requirement.top { scoring.top_fulfilled } else { scoring.fulfilled };
            let open = if requirement.top { scoring.top_open } else { 0 };
            let half = standing == Standing::Partly && scoring.partly == Partly::Half;
            evaluation.raw += match standing {
                Standing::Fulfilled => Points::whole(full),
                Standing::Partly if half => Points(full),
                Standing::Open | Standing::Partly => Points::whole(open),
                Standing::NotApplicable | Standing::Unanswered => Points::default(),
            };
            if standing != Standing::NotApplicable {
                evaluation.maximum += Points::whole(full);
                result.relevant += 1;
            }
            result.halves += match standing {
                Standing::Fulfilled => 2,
                Standing::Partly if half => 1,
                _ => 0,
            };
            result.unanswered += u32::from(standing == Standing::Unanswered);
            let unknown = standing.leaves_work()
                && requirement.questions().iter().any(|(question, _)| {
                    is_asked(requirement, question.uuid, answers)
                        && answers.get(&question.uuid) == Some(&AnswerValue::Unknown)
                });
            evaluation.requirements.push(RequirementResult { topic: index, requirement, standing, unknown });
        }
        evaluation.topics.push(result);
    }
    evaluation
}
