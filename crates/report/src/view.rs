//! What stands in a report, in order, as plain data: read by the Typst template and by the DOCX writer.
//!
//! Knows words and numbers already formatted for the reader. Refuses to compute anything.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::Words;

/// Which order the report follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Variant {
    /// Cover, summary, chart, measures, risks, plan, annexes.
    Plain,
    /// The order of DIN SPEC 27076 (facts/cyberrisikocheck.md, 2.7), then what we add.
    CyberRisikoCheck,
}

/// A report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct View {
    pub(crate) language: &'static str,
    pub(crate) region: &'static str,
    pub(crate) variant: Variant,
    /// Year, month, day of the report.
    pub(crate) date: (i16, i8, i8),
    /// Fixed texts by key without `report-`.
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) document_title: String,
    pub(crate) check_title: Words,
    pub(crate) check_summary: Words,
    pub(crate) organisation: Option<Words>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) dates: Vec<Fact>,
    pub(crate) created: String,
    /// Sentence if experts have not reviewed the check.
    pub(crate) pending: Option<String>,
    pub(crate) score: Option<Score>,
    pub(crate) status: Status,
    pub(crate) counts: Vec<Count>,
    pub(crate) has_top: bool,
    pub(crate) missing: Option<Missing>,
    /// The next steps, at most six, in detail.
    pub(crate) next: Vec<Measure>,
    pub(crate) next_rest: Option<String>,
    pub(crate) measures_intro: String,
    /// All open measures in short, TOP first: only for [`Variant::CyberRisikoCheck`].
    pub(crate) recommendations: Vec<Measure>,
    pub(crate) chart: Chart,
    pub(crate) comparison: Option<Comparison>,
    pub(crate) risks: Vec<Risk>,
    pub(crate) matrix_alt: String,
    /// Names of the classes 1 to 4.
    pub(crate) likelihoods: Vec<String>,
    pub(crate) impacts: Vec<String>,
    /// Names of the levels by code.
    pub(crate) levels: BTreeMap<&'static str, String>,
    pub(crate) plan: Vec<PlanRow>,
    pub(crate) plan_more: Option<String>,
    pub(crate) answers: Vec<AnswerTopic>,
    /// Sentences about shortened or left-out notes.
    pub(crate) notices: Vec<String>,
    pub(crate) funding: Vec<Funding>,
    /// How the report comes about: heading and text.
    pub(crate) rules: Vec<Fact>,
    /// Grades of evidence: word and explanation.
    pub(crate) evidence: Vec<Fact>,
    /// Levels of effort: word and explanation.
    pub(crate) efforts: Vec<Fact>,
    pub(crate) source: Vec<Fact>,
    pub(crate) citations: Vec<String>,
    pub(crate) estimates: String,
}

/// A label and a value; `None` is shown as "not given" or as a line to write on.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: Option<Words>,
}

impl Fact {
    pub(crate) fn new(label: String, value: impl Into<String>) -> Self {
        Self { label, value: Some(Words::Plain(value.into())) }
    }
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Score {
    pub(crate) points: String,
    pub(crate) maximum: String,
    pub(crate) line: String,
    /// Share of the maximum, 0 to 1.
    pub(crate) share: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Status {
    /// `all`, `open`, `top-fulfilled`, `top-open`, `incomplete` or `nothing`.
    pub(crate) code: &'static str,
    pub(crate) sentence: String,
    /// Explanation in the form of the DIN SPEC, if complete.
    pub(crate) explanation: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Count {
    pub(crate) code: &'static str,
    pub(crate) label: String,
    pub(crate) number: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Missing {
    pub(crate) titles: Vec<Words>,
    pub(crate) more: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measure {
    pub(crate) rank: usize,
    pub(crate) top: bool,
    pub(crate) requirement: Words,
    pub(crate) title: Words,
    /// "3 to 7 are equal", if it is in such a group.
    pub(crate) equal: Option<String>,
    /// Whether it is the first of the group.
    pub(crate) equal_starts: bool,
    /// First step if nobody knows.
    pub(crate) unknown: Option<String>,
    pub(crate) what: Option<Words>,
    pub(crate) why: Option<Words>,
    pub(crate) how: Vec<Words>,
    pub(crate) who: Option<Words>,
    pub(crate) effort: Option<String>,
    pub(crate) time: Option<String>,
    pub(crate) cost: Option<String>,
    /// "still to be checked by experts", if the cost is an estimate.
    pub(crate) cost_pending: Option<String>,
    pub(crate) evidence: String,
    pub(crate) evidence_short: String,
    pub(crate) evidence_note: String,
    pub(crate) evidence_source: Option<String>,
    pub(crate) risks: Vec<Words>,
    pub(crate) funding: Vec<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Chart {
    /// `radar` or `bars`.
    pub(crate) kind: &'static str,
    pub(crate) topics: Vec<TopicShare>,
    pub(crate) alt: String,
    /// Whether values of an earlier assessment are shown.
    pub(crate) then: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct TopicShare {
    pub(crate) title: Words,
    pub(crate) intro: Option<Words>,
    pub(crate) share: Option<f64>,
    pub(crate) share_then: Option<f64>,
    pub(crate) percent: String,
    pub(crate) percent_then: String,
    pub(crate) fulfilled: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Comparison {
    pub(crate) since: String,
    pub(crate) points: String,
    pub(crate) better: Vec<String>,
    pub(crate) worse: Vec<String>,
    pub(crate) relevance: Vec<String>,
    pub(crate) unchanged: bool,
    pub(crate) remarks: Vec<String>,
    pub(crate) done: Vec<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Risk {
    pub(crate) number: usize,
    pub(crate) title: Words,
    pub(crate) story: Words,
    pub(crate) consequence: Words,
    pub(crate) transfer: Words,
    /// Classes 1 to 4.
    pub(crate) likelihood: u8,
    pub(crate) impact: u8,
    pub(crate) likelihood_word: String,
    pub(crate) impact_word: String,
    pub(crate) level: &'static str,
    pub(crate) level_word: String,
    pub(crate) best: String,
    pub(crate) drivers: Vec<Words>,
    pub(crate) drivers_more: Option<String>,
    pub(crate) facts: Vec<String>,
    pub(crate) frequency: Option<String>,
    pub(crate) frequency_note: Words,
    pub(crate) frequency_source: Option<String>,
    /// `None` if nothing is decided yet.
    pub(crate) treatment: Option<String>,
    pub(crate) treatment_by: Option<Words>,
    pub(crate) treatment_on: Option<String>,
    pub(crate) treatment_reason: Option<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanRow {
    pub(crate) top: bool,
    pub(crate) title: Words,
    pub(crate) requirement: Words,
    pub(crate) status: &'static str,
    pub(crate) status_word: String,
    pub(crate) owner: Option<Words>,
    pub(crate) due: Option<String>,
    pub(crate) reason: Option<Words>,
    pub(crate) note: Option<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct AnswerTopic {
    pub(crate) title: Words,
    pub(crate) requirements: Vec<AnswerRequirement>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct AnswerRequirement {
    pub(crate) number: String,
    pub(crate) title: Words,
    pub(crate) top: bool,
    pub(crate) standing: &'static str,
    pub(crate) standing_word: String,
    pub(crate) questions: Vec<Answered>,
    pub(crate) recommendation: Option<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Answered {
    /// `None` if the question says the same as the title.
    pub(crate) question: Option<Words>,
    pub(crate) answer: String,
    pub(crate) note: Option<Words>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Funding {
    pub(crate) title: Words,
    pub(crate) funder: Words,
    pub(crate) subject: Words,
    pub(crate) terms: Option<Words>,
    pub(crate) how: Option<Words>,
    pub(crate) validity: String,
    /// Whether it can be relied on today.
    pub(crate) valid: bool,
    pub(crate) validity_word: String,
    pub(crate) source: String,
}
