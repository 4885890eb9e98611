//! Tables for spreadsheets: UTF-8 with byte order mark, semicolons, one header row.
//!
//! Knows that a spreadsheet may run what looks like a formula, and neutralises it. Refuses to shorten anything.

use ringwall_content::Content;
use ringwall_core::{
    check::{CostPer, Review},
    dossier::Dossier,
    id::AssessmentId,
    language::Language,
    plan::ordered,
};

use crate::{ReportError, assessment::Subject, measures};

/// Writes a header and rows.
fn write(header: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, ReportError> {
    let failed = |error: csv::Error| ReportError::Write(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| ReportError::Write(error.to_string()))
}

/// A cell that no spreadsheet takes for a formula: an apostrophe in front makes it text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn header(subject: &Subject<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| subject.say.code("report-csv", key)).collect()
}

fn tick(subject: &Subject<'_>, set: bool) -> String {
    if set { subject.say.get("report-yes") } else { String::new() }
}

/// All questions with answers and notes.
pub(crate) fn answers(
    content: &Content,
    dossier: &Dossier,
    id: AssessmentId,
    language: Language,
) -> Result<Vec<u8>, ReportError> {
    let subject = Subject::of(content, dossier, id, language)?;
    let keys =
        ["topic", "requirement-id", "requirement", "top", "standing", "question-id", "question", "answer", "note"];
    let mut rows = Vec::new();
    for result in &subject.evaluation.requirements {
        let requirement = result.requirement;
        let topic = subject.check.topics.get(result.topic);
        for (question, _) in requirement.questions() {
            let answer = subject.assessment.answers.get(&question.uuid);
            let value = answer.and_then(|answer| answer.value);
            rows.push(vec![
                topic.map_or("", |topic| topic.title.get(language)).to_owned(),
                requirement.id.clone(),
                requirement.title.get(language).to_owned(),
                tick(&subject, requirement.top),
                subject.say.code("requirement", result.standing.code()),
                question.id.clone(),
                question.text.get(language).to_owned(),
                value.map(|value| subject.say.code("answer", value.code())).unwrap_or_default(),
                answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            ]);
        }
    }
    write(&header(&subject, &keys), &rows)
}

/// All open measures in the order of the plan.
pub(crate) fn measures(
    content: &Content,
    dossier: &Dossier,
    id: AssessmentId,
    language: Language,
) -> Result<Vec<u8>, ReportError> {
    let subject = Subject::of(content, dossier, id, language)?;
    let say = subject.say;
    let keys = [
        "rank",
        "requirement-id",
        "requirement",
        "top",
        "measure",
        "standing",
        "effort",
        "days",
        "cost-low",
        "cost-high",
        "cost-per",
        "cost-review",
        "evidence",
        "effect",
        "risks",
        "status",
        "owner",
        "due",
        "reason",
        "note",
    ];
    let mut rows = Vec::new();
    for (ranked, item) in ordered(&subject.ranked, &dossier.plan) {
        let requirement = ranked.requirement;
        let measure = &requirement.measure;
        let cost = measure.cost.as_ref();
        let risks: Vec<&str> = subject
            .risks
            .iter()
            .filter(|derived| requirement.risks.iter().any(|link| link.id == derived.risk.id))
            .map(|derived| derived.risk.title.get(language))
            .collect();
        rows.push(vec![
            ranked.rank.to_string(),
            requirement.id.clone(),
            requirement.title.get(language).to_owned(),
            tick(&subject, requirement.top),
            measures::title(say, requirement).text().to_owned(),
            say.code("requirement", ranked.standing.code()),
            measure.effort.map(|effort| say.code("effort", effort)).unwrap_or_default(),
            measure
                .tenth_days
                .map(|tenths| ringwall_content::format::number(language, f64::from(tenths) / 10.0))
                .unwrap_or_default(),
            cost.map(|cost| cost.low.to_string()).unwrap_or_default(),
            cost.map(|cost| cost.high.to_string()).unwrap_or_default(),
            cost.map(|cost| match cost.per {
                CostPer::Once => say.get("report-csv-cost-once"),
                CostPer::Year => say.get("report-csv-cost-year"),
            })
            .unwrap_or_default(),
            cost.map(|cost| match cost.review {
                Review::Pending => say.get("review-pending"),
                Review::Checked => say.get("review-checked"),
            })
            .unwrap_or_default(),
            measure.evidence.grade.code().to_owned(),
            say.code("effect", measure.evidence.effect.code()),
            risks.join(", "),
            say.code("measure-status", item.status.code()),
            item.owner.clone(),
            item.due.map(|due| due.to_string()).unwrap_or_default(),
            item.reason.clone(),
            item.note.clone(),
        ]);
    }
    write(&header(&subject, &keys), &rows)
}
