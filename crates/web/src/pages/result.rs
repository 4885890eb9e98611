//! The result: status, at most six measures, chart, risks, answers, in this order and no other.
//!
//! A draft has no result yet: the page says what is missing, or offers to finish. A repeat also says what changed.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use jiff::ToSpan;
use ringwall_app::{AppError, Download, Shown};
use ringwall_content::{arguments, format::zone};
use ringwall_core::{
    analysis::{Analysis, analyse},
    assessment::AssessmentState,
    check::AnswerValue,
    measure::NEXT_STEPS,
    organisation::Organisation,
    scoring::{Evaluation, Points, Standing, is_asked, unanswered},
};
use serde::Deserialize;

use self::{
    changes::{Changes, changes},
    measures::{MeasureCard, cards},
    topics::{Topics, topics},
    words::{Place, Words, assessment_id, place, today, words},
};
use crate::{
    Case, Chrome, CsrfForm, OnceForm, PageResult, WebState, page,
    pages::{
        interview::{question_path, topic_path},
        risks::view::{RiskTable, risk_table},
    },
    ring::{Part, ring},
};

mod changes;
mod measures;
mod topics;
pub(crate) mod words;

/// Questions up to which a result shows all answers itself; beyond that it links to the topics.
const MOST_ANSWERS: usize = 150;
/// Missing questions named per topic.
const MOST_MISSING: usize = 10;
/// Months after which repeating makes sense.
const REPEAT_MONTHS: i32 = 6;

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/a/{assessment}/result", get(show))
        .route("/c/{tenant}/a/{assessment}/finish", post(finish))
        .route("/c/{tenant}/a/{assessment}/repeat", post(repeat))
}

/// A form with nothing but its token.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
) -> PageResult<Response> {
    let shown = state.app.assessment(&case.access, assessment_id(&assessment)?).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    if shown.assessment.state == AssessmentState::Draft {
        return Ok(page(&Draft::new(chrome, &case, &shown, &organisation))?.into_response());
    }
    let previous = match shown.assessment.previous {
        Some(id) => match state.app.assessment(&case.access, id).await {
            Ok(previous) if previous.assessment.state == AssessmentState::Finished => Some(previous),
            Ok(_) | Err(AppError::NotFound) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    let plan = if previous.is_some() { state.app.plan(&case.access).await? } else { Vec::new() };
    let content = Arc::clone(state.app.content());
    let analysis = analyse(&shown.check.check, content.risks(), &organisation, &shown.assessment.values());
    let today = today(&state);
    let then = previous.as_ref().map(|previous| {
        analyse(&previous.check.check, content.risks(), &organisation, &previous.assessment.values()).evaluation
    });
    let changes = previous
        .as_ref()
        .zip(then.as_ref())
        .map(|(previous, then)| changes(&chrome, previous, then, &shown, &analysis.evaluation, &plan));
    let shares_then = changes.as_ref().map(|changes| changes.shares_then.as_slice());
    let place = place(&chrome, &case, &shown, &organisation, "result");
    let view = ResultPage {
        status: status(&chrome, &analysis.evaluation),
        ring: drawing(&chrome, &analysis.evaluation),
        points: points(&chrome, &analysis.evaluation),
        score_note: words(&chrome, &shown.check.check.score_note),
        counts: counts(&chrome, &analysis),
        pending: words::is_pending(shown.check.check.review),
        measures: cards(&chrome, &analysis, content.funding(), &organisation, today),
        measures_lead: chrome.t_num(
            if analysis.measures.len() > NEXT_STEPS { "result-measures-some" } else { "result-measures-all" },
            "open",
            analysis.measures.len(),
        ),
        topics: topics(&chrome, &shown.check.check, &analysis.evaluation, shares_then),
        risks: risk_table(&chrome, &analysis.risks, today),
        answers: answers(&chrome, &shown, &place, &analysis.evaluation),
        downloads: downloads(&chrome, &place),
        repeat_from: shown.assessment.finished_at.and_then(|at| {
            let day = at.to_zoned_datetime(zone()).date().checked_add(REPEAT_MONTHS.months()).ok()?;
            Some(chrome.date(&day))
        }),
        changes,
        place,
        chrome,
    };
    Ok(page(&view)?.into_response())
}

async fn finish(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(Nothing {}): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let id = assessment_id(&assessment)?;
    let result = format!("{}/a/{id}/result", case.path());
    match state.app.finish(&case.access, id).await {
        // The page itself says what is missing, or shows the result that is already there.
        Err(AppError::Refused(refusal)) if refusal.code.starts_with("assessment-") => Ok(Redirect::to(&result)),
        other => Ok(other.map(|()| Redirect::to(&result))?),
    }
}

async fn repeat(
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    OnceForm(Nothing {}, once): OnceForm<Nothing>,
) -> PageResult<Redirect> {
    let new = once.repeat(&case.access, assessment_id(&assessment)?, chrome.language).await?;
    Ok(Redirect::to(&format!("{}/a/{new}", case.path())))
}

/// A draft: what is missing, or the offer to finish.
#[derive(Template)]
#[template(path = "result/draft.html")]
struct Draft {
    chrome: Chrome,
    place: Place,
    title: String,
    missing: usize,
    topics: Vec<MissingTopic>,
}

struct MissingTopic {
    title: Words,
    href: String,
    questions: Vec<(String, Words)>,
    more: usize,
}

impl Draft {
    fn new(chrome: Chrome, case: &Case, shown: &Shown, organisation: &Organisation) -> Self {
        let place = place(&chrome, case, shown, organisation, "result");
        let missing = unanswered(&shown.check.check, &shown.assessment.values());
        let mut topics: Vec<(String, MissingTopic)> = Vec::new();
        let is_missing: std::collections::BTreeSet<_> = missing.iter().copied().collect();
        for placed in shown.check.check.questions().filter(|placed| is_missing.contains(&placed.question.uuid)) {
            if topics.last().is_none_or(|(id, _)| *id != placed.topic.id) {
                let title = words(&chrome, &placed.topic.title);
                let href = topic_path(&place.base, &placed.topic.id, 1);
                let topic = MissingTopic { title, href, questions: Vec::new(), more: 0 };
                topics.push((placed.topic.id.clone(), topic));
            }
            let Some((_, topic)) = topics.last_mut() else { continue };
            if topic.questions.len() >= MOST_MISSING {
                topic.more += 1;
                continue;
            }
            let path = question_path(&place.base, shown, placed.question.uuid, false).unwrap_or_default();
            let text = words(&chrome, &placed.question.text);
            let long = text.text.contains('\n') || text.text.chars().count() > 200;
            let label = if long { words(&chrome, &placed.requirement.title) } else { text };
            topic.questions.push((path, label));
        }
        let title = chrome.t(if missing.is_empty() { "result-finish-title" } else { "result-incomplete-title" });
        Self {
            topics: topics.into_iter().map(|(_, topic)| topic).collect(),
            missing: missing.len(),
            title,
            place,
            chrome,
        }
    }
}

#[derive(Template)]
#[template(path = "result/show.html")]
struct ResultPage {
    chrome: Chrome,
    place: Place,
    status: Status,
    points: PointsLine,
    ring: String,
    score_note: Words,
    counts: Vec<String>,
    pending: bool,
    changes: Option<Changes>,
    measures: Vec<MeasureCard>,
    measures_lead: String,
    topics: Topics,
    risks: RiskTable,
    answers: Vec<TopicAnswers>,
    downloads: Vec<DownloadLink>,
    repeat_from: Option<String>,
}

/// Where the organisation stands, in words with a symbol: never in colour alone.
struct Status {
    class: &'static str,
    word: String,
    sentence: String,
}

fn status(chrome: &Chrome, evaluation: &Evaluation<'_>) -> Status {
    let top_open = evaluation.top_open().count();
    let has_top = evaluation.requirements.iter().any(|result| result.requirement.top);
    let share = evaluation.share().unwrap_or_default();
    let (code, class) = if evaluation.maximum == Points::default() {
        ("nothing-relevant", "neutral")
    } else if evaluation.open().next().is_none() {
        ("all", "good")
    } else if top_open > 0 {
        ("top-open", "urgent")
    } else if has_top {
        ("top-done", "fair")
    } else if share >= 0.75 {
        ("most", "fair")
    } else if share >= 0.4 {
        ("some", "fair")
    } else {
        ("few", "urgent")
    };
    Status {
        class,
        word: chrome.t(&format!("result-status-{code}")),
        sentence: chrome.t_with(
            &format!("result-status-{code}.text"),
            &arguments([("top", top_open.into()), ("open", evaluation.open().count().into())]),
        ),
    }
}

/// Points in words.
struct PointsLine {
    text: String,
    negative: Option<String>,
}

fn points(chrome: &Chrome, evaluation: &Evaluation<'_>) -> PointsLine {
    let (points, maximum) = (evaluation.points().unwrap_or_default(), evaluation.maximum);
    let negative = evaluation.raw().filter(|raw| *raw < Points::default() && points == Points::default());
    let text = arguments([("points", chrome.points(&points).into()), ("maximum", chrome.points(&maximum).into())]);
    PointsLine {
        text: chrome.t_with("result-points", &text),
        negative: negative.map(|raw| chrome.t_str("result-points-negative", "raw", chrome.points(&raw))),
    }
}

/// The ring wall: a piece per topic, as far as it stands, with the points in the middle.
fn drawing(chrome: &Chrome, evaluation: &Evaluation<'_>) -> String {
    let parts: Vec<Part> = evaluation
        .topics
        .iter()
        .filter_map(|topic| Some(Part { weight: f64::from(topic.relevant), built: topic.share()? }))
        .collect();
    let points = chrome.points(&evaluation.points().unwrap_or_default());
    let of = chrome.t_str("result-points-of", "maximum", chrome.points(&evaluation.maximum));
    ring(&parts, "", &points, &of)
}

fn counts(chrome: &Chrome, analysis: &Analysis<'_>) -> Vec<String> {
    let count =
        |key: &str, count: usize| (count > 0).then(|| chrome.t_with(key, &arguments([("count", count.into())])));
    let of = |standing: Standing| analysis.evaluation.count(standing);
    [
        count("result-count-fulfilled", of(Standing::Fulfilled)),
        count("result-count-partly", of(Standing::Partly)),
        count("result-count-open", of(Standing::Open)),
        count("result-count-unknown", analysis.measures.iter().filter(|measure| measure.unknown).count()),
        count("result-count-not-applicable", of(Standing::NotApplicable)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

struct TopicAnswers {
    title: Words,
    href: String,
    summary: String,
    requirements: Vec<RequirementAnswers>,
}

struct RequirementAnswers {
    title: Words,
    standing: String,
    class: &'static str,
    answers: Vec<AnswerLine>,
}

struct AnswerLine {
    question: Words,
    answer: String,
    note: String,
}

fn answers(chrome: &Chrome, shown: &Shown, place: &Place, evaluation: &Evaluation<'_>) -> Vec<TopicAnswers> {
    let values = shown.assessment.values();
    let few = shown.check.check.questions().nth(MOST_ANSWERS).is_none();
    let line = |placed: &ringwall_core::check::Question| {
        let answer = shown.assessment.answers.get(&placed.uuid).cloned().unwrap_or_default();
        AnswerLine {
            question: words(chrome, &placed.text),
            answer: answer.value.map_or_else(
                || chrome.t("interview-no-answer"),
                |value: AnswerValue| chrome.tc("answer-", value.code()),
            ),
            note: answer.note,
        }
    };
    let topics = shown.check.check.topics.iter().enumerate();
    topics
        .map(|(index, topic)| {
            let results = evaluation.requirements.iter().filter(|result| result.topic == index);
            let requirements = results.filter(|_| few).map(|result| RequirementAnswers {
                title: words(chrome, &result.requirement.title),
                standing: chrome.tc("requirement-", result.standing.code()),
                class: result.standing.code(),
                answers: result
                    .requirement
                    .questions()
                    .into_iter()
                    .filter(|(question, _)| is_asked(result.requirement, question.uuid, &values))
                    .map(|(question, _)| line(question))
                    .collect(),
            });
            let result = evaluation.topics.get(index).copied().unwrap_or_default();
            let summary = arguments([("fulfilled", result.fulfilled().into()), ("relevant", result.relevant.into())]);
            TopicAnswers {
                title: words(chrome, &topic.title),
                href: topic_path(&place.base, &topic.id, 1),
                summary: chrome.t_with("result-topic-summary", &summary),
                requirements: requirements.collect(),
            }
        })
        .collect()
}

struct DownloadLink {
    href: String,
    title: String,
    text: String,
}

fn downloads(chrome: &Chrome, place: &Place) -> Vec<DownloadLink> {
    Download::ALL
        .into_iter()
        .map(|kind| {
            let code = kind.file().replace('.', "-");
            DownloadLink {
                href: format!("{}/{}", place.base, kind.file()),
                title: chrome.t(&format!("result-download-{code}")),
                text: chrome.t(&format!("result-download-{code}.text")),
            }
        })
        .collect()
}
