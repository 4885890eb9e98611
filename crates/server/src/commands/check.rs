//! `ringwall check`: the same analysis without server or database.
//!
//! Reads answers by readable id, names every fault with its place, prints JSON or text and writes a PDF on request.
//! Exit code 0 also for an incomplete check (it says what is missing), 2 for a file that does not fit.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode, sync::Arc};

use ringwall_app::{Clock, Download, Reports};
use ringwall_content::{Content, Edition, arguments, format, oscal};
use ringwall_core::{
    analysis::{Analysis, analyse},
    assessment::{Answer, Answers, Assessment, AssessmentState},
    check::{AnswerValue, Check},
    dossier::{Dossier, FORMAT},
    id::AssessmentId,
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_report::Report;
use serde_json::{Map, Value, error::Category, json};

use super::{complain, json::Unrepeated, language, read_bounded, say};
use crate::wiring::{self, Renderer, SystemClock};

/// Largest input file.
const MOST_BYTES: u64 = 8 << 20;
/// Largest catalogue file.
const MOST_CATALOGUE_BYTES: u64 = 64 << 20;

/// Flags of `check`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// File with the answers; see --template
    #[arg(required_unless_present_any = ["list", "template"])]
    file: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also write the report as PDF
    #[arg(long, value_name = "OUT.pdf")]
    pdf: Option<PathBuf>,
    /// Language of texts, overrides the file
    #[arg(long, value_name = "de|en", value_parser = language)]
    lang: Option<Language>,
    /// Use an OSCAL catalogue from a file besides the shipped checks
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    /// List the checks
    #[arg(long, conflicts_with_all = ["file", "template"])]
    list: bool,
    /// Print an empty input for a check
    #[arg(long, value_name = "CHECK", conflicts_with = "file")]
    template: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
    Text,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let content = wiring::load_content()?;
    let mut editions: Vec<Edition> = content.checks().cloned().collect();
    if let Some(path) = &arguments.catalogue {
        match oscal::import(&read_bounded(path, MOST_CATALOGUE_BYTES)?) {
            Ok(check) => editions.push(Edition::of(check)),
            Err(fault) => {
                complain(&format!("{}: {fault}", path.display()));
                return Ok(ExitCode::from(2));
            }
        }
    }
    let reader_language = arguments.lang.unwrap_or_default();
    if arguments.list {
        for edition in &editions {
            say(&format!("{}\t{}", edition.check.id, edition.check.title.get(reader_language)));
        }
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(id) = &arguments.template {
        return Ok(match find(&editions, id) {
            Ok(edition) => {
                say(&serde_json::to_string_pretty(&template(&edition.check))?);
                ExitCode::SUCCESS
            }
            Err(fault) => {
                complain(&fault);
                ExitCode::from(2)
            }
        });
    }
    let Some(path) = &arguments.file else { anyhow::bail!("name a file") };
    let bytes = read_bounded(path, MOST_BYTES)?;
    let input = match Input::read(&bytes, &editions, content.sectors()) {
        Ok(input) => input,
        Err(faults) => {
            for fault in faults {
                complain(&format!("{}: {fault}", path.display()));
            }
            return Ok(ExitCode::from(2));
        }
    };
    let language = arguments.lang.unwrap_or(input.language);
    let check = &input.edition.check;
    let analysis = analyse(check, content.risks(), &input.organisation, &input.answers);
    if let Some(out) = &arguments.pdf {
        let pdf = pdf(&content, &input, language)?;
        std::fs::write(out, pdf).map_err(|error| anyhow::anyhow!("cannot write {}: {error}", out.display()))?;
    }
    match arguments.format {
        Format::Json => say(&serde_json::to_string_pretty(&as_json(check, &analysis, language))?),
        Format::Text => say(&as_text(&content, check, &analysis, language)),
    }
    Ok(ExitCode::SUCCESS)
}

fn find<'a>(editions: &'a [Edition], id: &str) -> Result<&'a Edition, String> {
    editions.iter().find(|edition| edition.check.id == id).ok_or_else(|| {
        let known: Vec<String> = editions.iter().map(|edition| edition.check.id.clone()).collect();
        let suggestion = crate::config::suggestion(id, known.iter());
        format!("there is no check \"{id}\"{suggestion} (known: {})", known.join(", "))
    })
}

/// An input with every question of the check and no answer.
fn template(check: &Check) -> Value {
    let answers: Map<String, Value> =
        check.questions().map(|placed| (placed.question.id.clone(), Value::Null)).collect();
    let kind = check.kinds.first().copied().unwrap_or(OrganisationKind::Company);
    json!({
        "check": check.id,
        "language": "de",
        "organisation": { "name": null, "kind": kind, "employees": null, "sector": null, "town": null },
        "answers": answers,
    })
}

/// A file that fits.
struct Input {
    edition: Edition,
    language: Language,
    organisation: Organisation,
    answers: Answers,
}

impl Input {
    /// Reads and checks the file; one sentence per fault, with its place.
    fn read(bytes: &[u8], editions: &[Edition], sectors: &[String]) -> Result<Self, Vec<String>> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let Unrepeated(value) = serde_json::from_slice(bytes).map_err(|error| {
            let place = format!("line {}, column {}", error.line(), error.column());
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            vec![match error.classify() {
                Category::Data => format!("{place}: {said}"),
                _ => format!("{place}: this is not valid JSON ({said})"),
            }]
        })?;
        let Value::Object(root) = value else {
            return Err(vec!["the file must be a JSON object { … }".to_owned()]);
        };
        let mut faults = Vec::new();
        unknown_keys(&root, "", &["check", "language", "organisation", "answers"], &mut faults);
        let edition = match root.get("check") {
            Some(Value::String(id)) => {
                find(editions, id).map_err(|fault| faults.push(format!("check: {fault}"))).ok().cloned()
            }
            Some(_) => {
                faults.push("check: must be a text such as \"cyberrisikocheck\"".to_owned());
                None
            }
            None => {
                faults.push("check: is missing; see `ringwall check --list`".to_owned());
                None
            }
        };
        let language = match root.get("language") {
            None | Some(Value::Null) => Language::De,
            Some(Value::String(code)) if Language::from_code(code).is_some() => {
                Language::from_code(code).unwrap_or_default()
            }
            Some(_) => {
                faults.push("language: must be \"de\" or \"en\"".to_owned());
                Language::De
            }
        };
        let organisation = organisation(root.get("organisation"), sectors, &mut faults);
        let answers = edition.as_ref().map(|edition| answers(root.get("answers"), &edition.check, &mut faults));
        match (edition, organisation, answers) {
            (Some(edition), Some(organisation), Some(answers)) if faults.is_empty() => {
                Ok(Self { edition, language, organisation, answers })
            }
            _ => Err(faults),
        }
    }
}

fn unknown_keys(object: &Map<String, Value>, place: &str, known: &[&str], faults: &mut Vec<String>) {
    let names: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
    for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
        let suggestion = crate::config::suggestion(key, names.iter());
        faults.push(format!("{place}{key}: there is no such key{suggestion}"));
    }
}

fn organisation(value: Option<&Value>, sectors: &[String], faults: &mut Vec<String>) -> Option<Organisation> {
    let Some(value) = value else {
        faults.push("organisation: is missing; at least organisation.kind is needed".to_owned());
        return None;
    };
    let Value::Object(object) = value else {
        faults.push("organisation: must be an object { … }".to_owned());
        return None;
    };
    let before = faults.len();
    unknown_keys(object, "organisation.", &["name", "kind", "employees", "sector", "town"], faults);
    let kinds = || OrganisationKind::ALL.map(OrganisationKind::code).join(", ");
    let kind = match object.get("kind") {
        Some(Value::String(code)) => {
            let kind = OrganisationKind::from_code(code);
            if kind.is_none() {
                faults.push(format!("organisation.kind: \"{code}\" is not one of {}", kinds()));
            }
            kind
        }
        Some(Value::Null) | None => {
            faults.push(format!("organisation.kind: is missing; one of {}", kinds()));
            None
        }
        Some(_) => {
            faults.push(format!("organisation.kind: must be a text, one of {}", kinds()));
            None
        }
    };
    let mut text = |key: &str| match object.get(key) {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        Some(_) => {
            faults.push(format!("organisation.{key}: must be a text or null"));
            None
        }
    };
    let (name, sector, town) = (text("name"), text("sector"), text("town"));
    let employees = match object.get("employees") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
            if number.is_none() {
                faults.push("organisation.employees: must be a whole number, 0 or more, or null".to_owned());
            }
            number
        }
    };
    if let Some(unknown) = sector.as_ref().filter(|sector| !sectors.contains(sector)) {
        let suggestion = crate::config::suggestion(unknown, sectors.iter());
        faults.push(format!("organisation.sector: there is no sector \"{unknown}\"{suggestion}"));
    }
    if faults.len() > before {
        return None;
    }
    let organisation = Organisation { name, kind: kind?, employees, sector, town };
    organisation
        .validated()
        .map_err(|refusal| {
            let field = refusal.parameters.iter().find(|(name, _)| *name == "field");
            let field = field.map_or_else(|| "employees".to_owned(), |(_, value)| value.clone());
            faults.push(format!("organisation.{field}: {}", plain(&refusal)));
        })
        .ok()
}

/// A refusal in words for the command line.
fn plain(refusal: &ringwall_core::refusal::Refusal) -> &'static str {
    match refusal.code {
        "field-too-long" => "is too long",
        "field-control-characters" => "contains control characters",
        "employees-range" => "is too large",
        _ => "does not fit",
    }
}

fn answers(value: Option<&Value>, check: &Check, faults: &mut Vec<String>) -> Answers {
    let mut answers = Answers::new();
    let object = match value {
        None | Some(Value::Null) => return answers,
        Some(Value::Object(object)) => object,
        Some(_) => {
            faults.push("answers: must be an object such as {\"crc-01.1\": \"yes\"}".to_owned());
            return answers;
        }
    };
    let ids: BTreeMap<&str, _> = check.questions().map(|placed| (placed.question.id.as_str(), placed)).collect();
    let known: Vec<String> = ids.keys().map(|id| (*id).to_owned()).collect();
    for (id, value) in object {
        let place = format!("answers[\"{id}\"]");
        let Some(placed) = ids.get(id.as_str()) else {
            let suggestion = crate::config::suggestion(id, known.iter());
            faults.push(format!("{place}: the check {} has no such question{suggestion}", check.id));
            continue;
        };
        let allowed = check.allowed(placed.status.is_some());
        let codes = || allowed.iter().map(|value| value.code()).collect::<Vec<_>>().join(", ");
        match value {
            Value::Null => {}
            Value::String(code) => match AnswerValue::from_code(code).filter(|value| allowed.contains(value)) {
                Some(value) => drop(answers.insert(placed.question.uuid, value)),
                None => faults.push(format!("{place}: \"{code}\" is not one of {}", codes())),
            },
            _ => faults.push(format!("{place}: must be a text, one of {}", codes())),
        }
    }
    answers
}

fn pdf(content: &Content, input: &Input, language: Language) -> anyhow::Result<Vec<u8>> {
    let now = SystemClock.now();
    let id = AssessmentId(uuid::Uuid::nil());
    let complete = ringwall_core::scoring::unanswered(&input.edition.check, &input.answers).is_empty();
    let answers = input
        .answers
        .iter()
        .map(|(question, value)| (*question, Answer { value: Some(*value), revision: 1, ..Answer::default() }))
        .collect();
    let assessment = Assessment {
        state: if complete { AssessmentState::Finished } else { AssessmentState::Draft },
        finished_at: complete.then_some(now),
        answers,
        ..Assessment::begun(id, input.edition.digest.clone(), now)
    };
    let dossier = Dossier {
        format: FORMAT.to_owned(),
        exported_at: now,
        language,
        organisation: input.organisation.clone(),
        checks: BTreeMap::from([(input.edition.digest.clone(), Arc::clone(&input.edition.check))]),
        assessments: vec![assessment],
        plan: Vec::new(),
        treatments: Vec::new(),
    };
    let today = now.to_zoned_datetime(format::zone()).date();
    Renderer(Report::new())
        .render(Download::Pdf, content, &dossier, id, language, today)
        .map_err(|error| anyhow::anyhow!(error).context("the PDF could not be made"))
}

fn as_json(check: &Check, analysis: &Analysis<'_>, language: Language) -> Value {
    let evaluation = &analysis.evaluation;
    let question_id =
        |id| check.questions().find(|placed| placed.question.uuid == id).map(|placed| placed.question.id.clone());
    let areas: Map<String, Value> = check
        .topics
        .iter()
        .zip(&evaluation.topics)
        .map(|(topic, result)| {
            let value = json!({
                "fulfilled": result.fulfilled(),
                "relevant": result.relevant,
                "unanswered": result.unanswered,
            });
            (topic.id.clone(), value)
        })
        .collect();
    let requirements: Map<String, Value> =
        evaluation.requirements.iter().map(|result| (result.requirement.id.clone(), json!(result.standing))).collect();
    let measures: Vec<Value> = analysis
        .measures
        .iter()
        .map(|measure| {
            let requirement = measure.requirement;
            json!({
                "rank": measure.rank,
                "requirement": requirement.id,
                "uuid": requirement.uuid,
                "title": requirement.measure.title.get(language),
                "top": requirement.top,
                "evidence": requirement.measure.evidence.grade,
                "effect": requirement.measure.evidence.effect,
                "effort": requirement.measure.effort,
                "days": requirement.measure.tenth_days.map(|tenths| f64::from(tenths) / 10.0),
                "cost": requirement.measure.cost,
                "risks": requirement.risks.iter().map(|link| link.id.as_str()).collect::<Vec<_>>(),
                "equal_to_previous": measure.equal_to_previous,
                "next_step": measure.rank <= ringwall_core::measure::NEXT_STEPS,
            })
        })
        .collect();
    let risks: Vec<Value> = analysis
        .risks
        .iter()
        .map(|derived| {
            json!({
                "id": derived.risk.id,
                "title": derived.risk.title.get(language),
                "likelihood": derived.classes.likelihood,
                "impact": derived.classes.impact,
                "level": derived.level(),
                "best": derived.best,
                "drivers": derived.drivers.iter().map(|driver| driver.requirement.id.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "check": check.id,
        "version": check.version,
        "complete": evaluation.complete(),
        "points": evaluation.points(),
        "raw": evaluation.raw(),
        "maximum": evaluation.maximum,
        "areas": areas,
        "requirements": requirements,
        "top_open": evaluation.top_open().map(|result| result.requirement.id.as_str()).collect::<Vec<_>>(),
        "measures": measures,
        "risks": risks,
        "unanswered": evaluation.unanswered.iter().filter_map(|id| question_id(*id)).collect::<Vec<_>>(),
    })
}

fn as_text(content: &Content, check: &Check, analysis: &Analysis<'_>, language: Language) -> String {
    let texts = content.texts();
    let evaluation = &analysis.evaluation;
    let mut lines = vec![check.title.get(language).to_owned(), String::new()];
    match evaluation.points() {
        Some(points) => lines.push(texts.with(
            language,
            "command-check-points",
            &arguments([("points", points.as_f64().into()), ("maximum", evaluation.maximum.as_f64().into())]),
        )),
        None => lines.push(texts.with(
            language,
            "command-check-incomplete",
            &arguments([("missing", evaluation.unanswered.len().into())]),
        )),
    }
    for (topic, result) in check.topics.iter().zip(&evaluation.topics) {
        lines.push(format!("  {}: {}/{}", topic.title.get(language), result.fulfilled(), result.relevant));
    }
    if !evaluation.complete() {
        lines.extend([String::new(), texts.get(language, "command-check-missing")]);
        for id in &evaluation.unanswered {
            if let Some(placed) = check.questions().find(|placed| placed.question.uuid == *id) {
                lines.push(format!("  {}  {}", placed.question.id, placed.question.text.get(language)));
            }
        }
    }
    if !analysis.measures.is_empty() {
        lines.extend([String::new(), texts.get(language, "command-check-measures")]);
        for measure in analysis.next_steps() {
            let equal = if measure.equal_to_previous { "=" } else { " " };
            let top = if measure.requirement.top { " [TOP]" } else { "" };
            lines.push(format!(
                " {equal}{}. {} ({}){top}",
                measure.rank,
                measure.requirement.measure.title.get(language),
                measure.requirement.id
            ));
        }
    }
    if !analysis.risks.is_empty() {
        lines.extend([String::new(), texts.get(language, "command-check-risks")]);
        for derived in &analysis.risks {
            let level = texts.get(language, &format!("level-{}", derived.level().code()));
            lines.push(format!("  {}: {level}", derived.risk.title.get(language)));
        }
    }
    lines.join("\n")
}
