//! Risks: scenarios a small organisation understands, with likelihood and impact in four classes each.
//!
//! The stated rule, shown on the result page: each scenario has a base class (content), moved by facts about the
//! organisation (content) and by the weight of open requirements that bear on it: under a quarter open lowers the
//! class by one, three fifths or more raise it by one. Closing a requirement never raises a class. Refuses to know
//! euro figures: no expected loss is computed for a small firm (facts/risk-and-effect.md, 3).

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    check::{Lowers, Requirement, Review, RiskLink},
    id::RequirementId,
    language::Localised,
    organisation::{Organisation, OrganisationKind},
    refusal::Refusal,
    scoring::{Evaluation, Standing},
};

/// A scenario as content defines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Readable id.
    pub id: String,
    /// Stable UUID.
    pub uuid: Uuid,
    /// Kinds of organisation it is shown to; empty means all.
    pub kinds: Vec<OrganisationKind>,
    /// Base class of likelihood, 1 to 4, when about half of the linked requirements are open.
    pub likelihood: u8,
    /// Base class of impact, 1 to 4.
    pub impact: u8,
    /// Facts about the organisation that move a class.
    pub adjust: Vec<Adjustment>,
    /// What is publicly known about how often it happens.
    pub frequency: Option<Frequency>,
    /// Title: the scenario in plain words.
    pub title: Localised,
    /// What happens, concrete.
    pub story: Localised,
    /// What follows in the first week.
    pub consequence: Localised,
    /// How it can be handed to somebody else.
    pub transfer: Localised,
    /// What the frequency counts.
    pub frequency_note: Localised,
}

/// A fact that moves a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Which fact.
    pub when: Fact,
    /// Shift of the likelihood class.
    #[serde(default)]
    pub likelihood: i8,
    /// Shift of the impact class.
    #[serde(default)]
    pub impact: i8,
}

/// A fact about an organisation. A fact that was not given does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// Head count is at least this.
    EmployeesAtLeast(u32),
    /// Kind of organisation.
    Kind(OrganisationKind),
    /// Sector code.
    Sector(String),
}

impl Fact {
    /// Whether the fact is known to hold.
    pub fn holds(&self, organisation: &Organisation) -> bool {
        match self {
            Self::EmployeesAtLeast(least) => organisation.employees.is_some_and(|employees| employees >= *least),
            Self::Kind(kind) => organisation.kind == *kind,
            Self::Sector(sector) => organisation.sector.as_ref() == Some(sector),
        }
    }
}

/// A public frequency as a range, of so many firms a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequency {
    /// Lower end.
    pub low: u32,
    /// Upper end.
    pub high: u32,
    /// Of so many organisations, per year.
    pub per: u32,
    /// Whether the source was read.
    pub review: Review,
    /// Citation.
    pub source: String,
    /// When the source was last checked.
    pub last_verified: Date,
}

/// Overall level of a risk, from the sum of both classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Sum 2 or 3.
    Low,
    /// Sum 4 or 5.
    Moderate,
    /// Sum 6.
    High,
    /// Sum 7 or 8.
    VeryHigh,
}

impl Level {
    /// The code, also the text key `level-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::VeryHigh => "very-high",
        }
    }

    /// The level of a cell of the 4×4 matrix.
    pub const fn of(classes: Classes) -> Self {
        match classes.likelihood + classes.impact {
            0..=3 => Self::Low,
            4 | 5 => Self::Moderate,
            6 => Self::High,
            _ => Self::VeryHigh,
        }
    }
}

/// Likelihood and impact, 1 to 4 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Classes {
    /// 1 rare … 4 to be expected.
    pub likelihood: u8,
    /// 1 nuisance … 4 threatens existence.
    pub impact: u8,
}

/// A risk as derived for one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedRisk<'a> {
    /// The scenario.
    pub risk: &'a Risk,
    /// Its classes now.
    pub classes: Classes,
    /// Its classes if every linked requirement were fulfilled.
    pub best: Classes,
    /// Open requirements that drive it, heaviest first.
    pub drivers: Vec<Driver<'a>>,
    /// Facts about the organisation that moved a class.
    pub facts: Vec<&'a Adjustment>,
}

impl DerivedRisk<'_> {
    /// The overall level.
    pub const fn level(&self) -> Level {
        Level::of(self.classes)
    }
}

/// An open requirement that drives a risk, and what closing it alone would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Driver<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// How it bears on the risk.
    pub link: &'a RiskLink,
    /// The classes if this requirement alone were fulfilled.
    pub closed: Classes,
}

/// Open and total weight of the requirements bearing on one side of a risk, in halves of weight.
#[derive(Clone, Copy, Default)]
struct Weights {
    open: u32,
    total: u32,
}

impl Weights {
    /// −1, 0 or +1: under a quarter open, in between, three fifths or more.
    const fn step(self) -> i8 {
        if self.total == 0 {
            0
        } else if self.open * 4 < self.total {
            -1
        } else if self.open * 5 >= self.total * 3 {
            1
        } else {
            0
        }
    }
}

fn weights(evaluation: &Evaluation<'_>, risk: &Risk, side: Lowers, closed: Closed) -> Weights {
    let mut weights = Weights::default();
    for result in &evaluation.requirements {
        if matches!(result.standing, Standing::NotApplicable | Standing::Unanswered) {
            continue;
        }
        for link in result.requirement.risks.iter().filter(|link| link.id == risk.id && link.lowers == side) {
            let weight = u32::from(link.weight) * 2;
            weights.total += weight;
            if !closed.contains(result.requirement.uuid) {
                weights.open += match result.standing {
                    Standing::Open => weight,
                    Standing::Partly => weight / 2,
                    _ => 0,
                };
            }
        }
    }
    weights
}

/// Which requirements to treat as fulfilled besides those that are.
#[derive(Clone, Copy)]
enum Closed {
    None,
    One(RequirementId),
    All,
}

impl Closed {
    fn contains(self, id: RequirementId) -> bool {
        match self {
            Self::None => false,
            Self::One(one) => one == id,
            Self::All => true,
        }
    }
}

fn classes(risk: &Risk, organisation: &Organisation, evaluation: &Evaluation<'_>, closed: Closed) -> Classes {
    let held = || risk.adjust.iter().filter(|adjustment| adjustment.when.holds(organisation));
    let class = |base: u8, facts: i8, side: Lowers| -> u8 {
        let class = i16::from(base) + i16::from(facts) + i16::from(weights(evaluation, risk, side, closed).step());
        u8::try_from(class.clamp(1, 4)).unwrap_or(1)
    };
    Classes {
        likelihood: class(risk.likelihood, held().map(|fact| fact.likelihood).sum(), Lowers::Likelihood),
        impact: class(risk.impact, held().map(|fact| fact.impact).sum(), Lowers::Impact),
    }
}

/// Derives the risks that the answers speak about: those with at least one answered, relevant requirement linked.
///
/// Highest level first, then by impact, likelihood and the order of the content.
pub fn derive<'a>(risks: &'a [Risk], organisation: &Organisation, evaluation: &Evaluation<'a>) -> Vec<DerivedRisk<'a>> {
    let mut derived: Vec<DerivedRisk<'a>> = risks
        .iter()
        .filter(|risk| risk.kinds.is_empty() || risk.kinds.contains(&organisation.kind))
        .filter(|risk| {
            [Lowers::Likelihood, Lowers::Impact]
                .into_iter()
                .any(|side| weights(evaluation, risk, side, Closed::None).total > 0)
        })
        .map(|risk| {
            let now = classes(risk, organisation, evaluation, Closed::None);
            let mut drivers: Vec<Driver<'a>> = evaluation
                .open()
                .flat_map(|result| {
                    let requirement = result.requirement;
                    requirement.risks.iter().filter(|link| link.id == risk.id).map(move |link| (requirement, link))
                })
                .map(|(requirement, link)| Driver {
                    requirement,
                    link,
                    closed: classes(risk, organisation, evaluation, Closed::One(requirement.uuid)),
                })
                .collect();
            drivers.sort_by_key(|driver| std::cmp::Reverse((driver.link.weight, driver.requirement.top)));
            DerivedRisk {
                risk,
                classes: now,
                best: classes(risk, organisation, evaluation, Closed::All),
                drivers,
                facts: risk.adjust.iter().filter(|adjustment| adjustment.when.holds(organisation)).collect(),
            }
        })
        .collect();
    derived.sort_by_key(|derived| {
        std::cmp::Reverse((derived.level(), derived.classes.impact, derived.classes.likelihood))
    });
    derived
}

/// How an organisation deals with a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TreatmentKind {
    /// Carry out measures.
    Reduce,
    /// Stop doing what causes it.
    Avoid,
    /// Hand it to somebody, for example an insurer.
    Transfer,
    /// Live with it, with reason, person and date.
    Accept,
}

impl TreatmentKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Reduce, Self::Avoid, Self::Transfer, Self::Accept];

    /// The code, also the text key `treatment-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reduce => "reduce",
            Self::Avoid => "avoid",
            Self::Transfer => "transfer",
            Self::Accept => "accept",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The decision about one risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treatment {
    /// Id of the risk.
    pub risk: String,
    /// What is done.
    pub kind: TreatmentKind,
    /// Why; required to accept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided; required to accept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// When it was decided; required to accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// Counts changes, starting at 1.
    #[serde(default)]
    pub revision: u32,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

impl Treatment {
    /// Checks that an acceptance names reason, person and date.
    ///
    /// # Errors
    /// `treatment-accept-incomplete`.
    pub fn validated(self) -> Result<Self, Refusal> {
        let incomplete = self.reason.trim().is_empty() || self.person.trim().is_empty() || self.decided_on.is_none();
        if self.kind == TreatmentKind::Accept && incomplete {
            return Err(Refusal::new("treatment-accept-incomplete"));
        }
        Ok(self)
    }
}
