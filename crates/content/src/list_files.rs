//! Reads the lists: risks, funding, sectors.
//!
//! Knows the file format of docs/content.md; see `check_files` for how faults are reported.

use include_dir::Dir;
use jiff::civil::Date;
use ringwall_core::{
    check::Review,
    funding::Funding,
    organisation::OrganisationKind,
    risk::{Adjustment, Fact, Frequency, Risk},
};
use serde::Deserialize;
use uuid::Uuid;

use crate::check_files::{Pair, toml};

/// A list of strings under one key.
pub(crate) fn strings(files: &Dir<'_>, name: &str, key: &str, faults: &mut Vec<String>) -> Vec<String> {
    let table: Option<std::collections::BTreeMap<String, Vec<String>>> = toml(files, name, faults);
    let list = table.and_then(|mut table| table.remove(key)).unwrap_or_default();
    if list.is_empty() {
        faults.push(format!("{name}: {key} is missing or empty"));
    }
    list
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskFile {
    #[serde(rename = "risk")]
    risks: Vec<RiskEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskEntry {
    id: String,
    uuid: Uuid,
    #[serde(default)]
    kinds: Vec<OrganisationKind>,
    likelihood: u8,
    impact: u8,
    #[serde(default)]
    adjust: Vec<AdjustEntry>,
    #[serde(default)]
    frequency: Vec<Frequency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustEntry {
    when: String,
    value: String,
    #[serde(default)]
    likelihood: i8,
    #[serde(default)]
    impact: i8,
}

impl AdjustEntry {
    fn fact(&self) -> Option<Fact> {
        match self.when.as_str() {
            "employees-at-least" => self.value.parse().ok().map(Fact::EmployeesAtLeast),
            "kind" => OrganisationKind::from_code(&self.value).map(Fact::Kind),
            "sector" => Some(Fact::Sector(self.value.clone())),
            _ => None,
        }
    }
}

pub(crate) fn risks(files: &Dir<'_>, faults: &mut Vec<String>) -> Vec<Risk> {
    const NAME: &str = "risks/risks.toml";
    let Some(file) = toml::<RiskFile>(files, NAME, faults) else { return Vec::new() };
    let texts = Pair::read(files, "risks/", faults);
    file.risks
        .into_iter()
        .map(|entry| {
            let key = format!("risk-{}", entry.id);
            if !(1..=4).contains(&entry.likelihood) || !(1..=4).contains(&entry.impact) {
                faults.push(format!("{NAME}: {}: classes must be 1 to 4", entry.id));
            }
            let adjust = entry
                .adjust
                .iter()
                .filter_map(|adjust| {
                    let Some(when) = adjust.fact() else {
                        faults.push(format!("{NAME}: {}: unknown fact {} {}", entry.id, adjust.when, adjust.value));
                        return None;
                    };
                    Some(Adjustment { when, likelihood: adjust.likelihood, impact: adjust.impact })
                })
                .collect();
            if entry.frequency.len() > 1 {
                faults.push(format!("{NAME}: {}: only one frequency", entry.id));
            }
            let frequency = entry.frequency.into_iter().next();
            Risk {
                title: texts.text(&key, None, faults),
                story: texts.text(&key, Some("story"), faults),
                consequence: texts.text(&key, Some("consequence"), faults),
                transfer: texts.text(&key, Some("transfer"), faults),
                frequency_note: texts.text(&key, Some("frequency"), faults),
                id: entry.id,
                uuid: entry.uuid,
                kinds: entry.kinds,
                likelihood: entry.likelihood,
                impact: entry.impact,
                adjust,
                frequency,
            }
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FundingFile {
    funding: Vec<FundingEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FundingEntry {
    id: String,
    #[serde(default)]
    kinds: Vec<OrganisationKind>,
    #[serde(default)]
    land: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    last_verified: Date,
    source: String,
    review: Review,
}

pub(crate) fn funding(files: &Dir<'_>, faults: &mut Vec<String>) -> Vec<Funding> {
    let Some(file) = toml::<FundingFile>(files, "funding/funding.toml", faults) else { return Vec::new() };
    let texts = Pair::read(files, "funding/", faults);
    file.funding
        .into_iter()
        .map(|entry| {
            let key = format!("funding-{}", entry.id);
            Funding {
                title: texts.text(&key, None, faults),
                funder: texts.text(&key, Some("funder"), faults),
                subject: texts.text(&key, Some("subject"), faults),
                terms: texts.optional(&key, Some("terms")),
                how: texts.optional(&key, Some("how")),
                id: entry.id,
                kinds: entry.kinds,
                land: entry.land,
                valid_from: entry.valid_from,
                valid_to: entry.valid_to,
                last_verified: entry.last_verified,
                source: entry.source,
                review: entry.review,
            }
        })
        .collect()
}
