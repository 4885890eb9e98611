//! The made-up region of `ringwall demo`.
//!
//! Knows the file `content/demo/region.toml` and that every id in it exists; who works together there is in
//! [`network`]. Refuses to store anything.

use std::collections::BTreeMap;

use include_dir::Dir;
use ringwall_core::{
    assessment::Answers,
    check::{AnswerValue, Check},
    language::Localised,
    organisation::{Organisation, OrganisationKind},
    plan::MeasureStatus,
    risk::TreatmentKind,
};
use serde::Deserialize;

use crate::{Content, check_files::toml};

pub mod network;

pub use network::{DemoArea, DemoDeed, DemoEvent, DemoNetwork, DemoPartner, DemoPerson};

const FILE: &str = "demo/region.toml";

/// A made-up region.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoRegion {
    /// Its name.
    pub title: Localised,
    /// Its organisations.
    #[serde(rename = "organisation")]
    pub organisations: Vec<DemoOrganisation>,
}

/// A made-up organisation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoOrganisation {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: OrganisationKind,
    /// Head count.
    pub employees: u32,
    /// Sector code.
    pub sector: String,
    /// Town.
    pub town: String,
    /// What it is there to show.
    pub story: Localised,
    /// Assessments, oldest first.
    #[serde(rename = "assessment", default)]
    pub assessments: Vec<DemoAssessment>,
    /// Plan, by readable requirement id.
    #[serde(default)]
    pub plan: Vec<DemoPlanItem>,
    /// Decisions about risks.
    #[serde(rename = "treatment", default)]
    pub treatments: Vec<DemoTreatment>,
}

impl DemoOrganisation {
    /// The facts as a visitor would enter them.
    pub fn facts(&self) -> Organisation {
        Organisation {
            name: Some(self.name.clone()),
            kind: self.kind,
            employees: Some(self.employees),
            sector: Some(self.sector.clone()),
            town: Some(self.town.clone()),
        }
    }
}

/// A made-up assessment.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAssessment {
    /// Readable id of the check.
    pub check: String,
    /// When it happened.
    pub days_ago: u32,
    /// Whether it was finished.
    pub finished: bool,
    /// Whether it repeats the one before.
    #[serde(default)]
    pub repeat: bool,
    /// Answer to every question that no list names; empty for none.
    pub default: String,
    /// Questions answered with yes.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Questions answered with no.
    #[serde(default)]
    pub no: Vec<String>,
    /// Questions answered with "I don't know".
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Questions that do not apply.
    #[serde(default)]
    pub not_applicable: Vec<String>,
    /// Notes by question.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
}

impl DemoAssessment {
    /// The answers by question.
    pub fn answers(&self, check: &Check) -> Answers {
        let lists = [
            (AnswerValue::Yes, &self.yes),
            (AnswerValue::No, &self.no),
            (AnswerValue::Unknown, &self.unknown),
            (AnswerValue::NotApplicable, &self.not_applicable),
        ];
        check
            .questions()
            .filter_map(|placed| {
                let named = lists.iter().find(|(_, ids)| ids.contains(&placed.question.id)).map(|(value, _)| *value);
                Some((placed.question.uuid, named.or_else(|| AnswerValue::from_code(&self.default))?))
            })
            .collect()
    }
}

/// A made-up plan item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPlanItem {
    /// Readable id of the requirement.
    pub requirement: String,
    /// How far it is.
    pub status: MeasureStatus,
    /// Who does it.
    #[serde(default)]
    pub owner: String,
    /// Days from now until it is due.
    pub due_in_days: Option<u32>,
    /// Days since it was done.
    pub done_days_ago: Option<u32>,
    /// Note.
    #[serde(default)]
    pub note: String,
    /// Why not.
    #[serde(default)]
    pub reason: String,
}

/// A made-up decision about a risk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoTreatment {
    /// Id of the risk.
    pub risk: String,
    /// What was decided.
    pub kind: TreatmentKind,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Who decided.
    #[serde(default)]
    pub person: String,
    /// When.
    pub days_ago: u32,
}

pub(crate) fn region(files: &Dir<'_>, faults: &mut Vec<String>) -> Option<DemoRegion> {
    toml(files, FILE, faults)
}

/// Every id in the region must exist.
pub(crate) fn links(region: &DemoRegion, content: &Content, faults: &mut Vec<String>) {
    for organisation in &region.organisations {
        let place = format!("{FILE}: {}", organisation.name);
        if !content.sectors().contains(&organisation.sector) {
            faults.push(format!("{place}: unknown sector {}", organisation.sector));
        }
        for assessment in &organisation.assessments {
            let Some(edition) = content.check(&assessment.check) else {
                faults.push(format!("{place}: unknown check {}", assessment.check));
                continue;
            };
            let lists = [&assessment.yes, &assessment.no, &assessment.unknown, &assessment.not_applicable];
            let named = lists.into_iter().flatten().chain(assessment.notes.keys());
            for id in named.filter(|id| edition.check.questions().all(|placed| placed.question.id != **id)) {
                faults.push(format!("{place}: {} has no question {id}", assessment.check));
            }
        }
        for item in &organisation.plan {
            if !content
                .checks()
                .any(|edition| edition.check.requirements().any(|(_, requirement)| requirement.id == item.requirement))
            {
                faults.push(format!("{place}: no check has the requirement {}", item.requirement));
            }
        }
        for treatment in &organisation.treatments {
            if !content.risks().iter().any(|risk| risk.id == treatment.risk) {
                faults.push(format!("{place}: unknown risk {}", treatment.risk));
            }
        }
    }
}
