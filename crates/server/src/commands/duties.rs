//! `ringwall duties`: which reports an incident demands, without server or database.
//!
//! Reads what is known from a file and prints every duty with its deadline and its reason. Exit code 0 whatever follows, 2
//! for a file that does not fit.

use std::{path::PathBuf, process::ExitCode};

use jiff::Timestamp;
use ringwall_content::{Content, format};
use ringwall_core::{
    check::Review,
    condition::Value as Fact,
    duty::{Duty, DutyKind, DutyRules},
    incident::DutyFacts,
    language::Language,
};
use serde_json::{Value, json};

use super::{complain, json::Unrepeated, language, read_bounded, say};
use crate::wiring;

/// Largest input file.
const MOST_BYTES: u64 = 1 << 20;

/// Flags of `duties`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// File with organisation and incident, as JSON (docs/duties.md)
    file: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of texts
    #[arg(long, value_name = "de|en", value_parser = language, default_value = "de")]
    lang: Language,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Text,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let content = wiring::load_content()?;
    let bytes = read_bounded(&arguments.file, MOST_BYTES)?;
    // Read twice: as plain JSON, in which nothing may stand twice, and as what it means.
    let facts = serde_json::from_slice::<Unrepeated>(&bytes).and_then(|_| serde_json::from_slice::<DutyFacts>(&bytes));
    let facts = match facts {
        Ok(facts) => facts,
        Err(error) => {
            complain(&format!("{}: {error}", arguments.file.display()));
            return Ok(ExitCode::from(2));
        }
    };
    let duties = content.duty_rules().derive(&facts, &format::zone());
    match arguments.format {
        Format::Json => {
            let document = document(&content, &facts, &duties, arguments.lang);
            say(&serde_json::to_string_pretty(&document)?);
        }
        Format::Text => print(&content, &facts, &duties, arguments.lang),
    }
    Ok(ExitCode::SUCCESS)
}

/// An instant as RFC 3339 with the offset of the region.
fn local(at: Timestamp) -> String {
    at.to_zoned_datetime(format::zone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn changes(rules: &DutyRules, duty: &Duty<'_>, facts: &DutyFacts) -> Vec<Value> {
    let value = |fact: &Fact| match fact {
        Fact::Bool(yes) => json!(yes),
        Fact::Number(number) => json!(number),
        Fact::Word(word) => json!(word),
    };
    let changes = rules.would_change(duty, facts, &format::zone());
    changes
        .iter()
        .map(|change| {
            let becomes = change.becomes.map(DutyKind::code);
            json!({ "fact": change.fact, "value": value(&change.value), "becomes": becomes })
        })
        .collect()
}

fn document(content: &Content, facts: &DutyFacts, duties: &[Duty<'_>], language: Language) -> Value {
    let (rules, texts) = (content.duty_rules(), content.texts());
    let land = facts.organisation.land.0.as_deref();
    let duties: Vec<Value> = duties
        .iter()
        .map(|duty| {
            let mut entry = json!({
                "rule": duty.rule.id,
                "kind": duty.kind.code(),
                "title": duty.rule.title.get(language),
                "to": addressee(duty, facts, land, language),
                "anchor": duty.anchor.code(),
                "deadline": duty.deadline.map(local),
                "basis": duty.rule.basis.get(language),
                "because": texts.because(language, duty),
                "unknown": duty.unknown,
                "would_change": changes(rules, duty, facts),
                "review": duty.rule.review,
            });
            if let Some(entry) = entry.as_object_mut() {
                if !duty.stage.id.is_empty() {
                    entry.insert("stage".to_owned(), json!(duty.stage.id));
                }
                if let Some(sent) = duty.sent_at {
                    entry.insert("sent_at".to_owned(), json!(local(sent)));
                }
            }
            entry
        })
        .collect();
    json!({ "rule_set": rules.version, "duties": duties })
}

/// Who is told; with the number that was handed in.
fn addressee(duty: &Duty<'_>, facts: &DutyFacts, land: Option<&str>, language: Language) -> String {
    let name = duty.rule.to.in_land(land).get(language);
    match &facts.organisation.insurer_hotline {
        Some(hotline) if duty.rule.to.id == "insurer" => format!("{name} ({hotline})"),
        _ => name.to_owned(),
    }
}

fn print(content: &Content, facts: &DutyFacts, duties: &[Duty<'_>], language: Language) {
    let texts = content.texts();
    let land = facts.organisation.land.0.as_deref();
    for duty in duties {
        let kind = texts.get(language, &format!("duty-kind-{}", duty.kind.code()));
        let stage = if duty.stage.id.is_empty() {
            String::new()
        } else {
            format!(" ({})", texts.get(language, &format!("duty-stage-{}", duty.stage.id)))
        };
        let until = match (duty.sent_at, duty.deadline) {
            (Some(sent), _) => format!("{} {}", texts.get(language, "duty-sent"), format::instant(language, sent)),
            (None, Some(deadline)) => format::instant(language, deadline),
            (None, None) => texts.get(language, "duty-at-once"),
        };
        say(&format!("{}  {}{stage}: {kind}, {until}", duty.rule.id, duty.rule.title.get(language)));
        say(&format!("     → {} · {}", addressee(duty, facts, land, language), duty.rule.basis.get(language)));
        say(&format!("     {}", texts.because(language, duty)));
        if duty.rule.review == Review::Pending {
            say(&format!("     {}", texts.get(language, "duty-review-pending")));
        }
    }
    say(&texts.get(language, "duty-no-advice"));
}
