//! The interview: one topic a page, every answer stored when it is given.
//!
//! A question has two small forms, one for the answer and one for the note. Without script they are posted and the
//! reader comes back to the question; with script the same forms are sent in the background and answered with JSON.
//! Two people on one link never overwrite each other: whoever comes second sees both answers and decides.

use axum::{
    Json, Router,
    extract::{MatchedPath, Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AnswerChange, AppError, Given, Saved, Shown};
use ringwall_content::arguments;
use ringwall_core::{
    assessment::{Answer, AssessmentState},
    check::{AnswerValue, Requirement},
    id::{AssessmentId, QuestionId},
    interview::Party,
    refusal::Refusal,
    scoring::{is_asked, unanswered},
};
use serde::Deserialize;
use serde_json::{Map, json};

use self::view::{Led, Mark, Marked, PER_PAGE, Progress, TopicPage, Way};
use crate::{
    Case, Chrome, CsrfForm, PageResult, WebState, error::wants_json, page, pages::result::words::assessment_id,
};

mod lead;
mod view;

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/a/{assessment}", get(index))
        .route("/c/{tenant}/a/{assessment}/t/{topic}", get(show).post(answer))
        .route("/c/{tenant}/a/{assessment}/interview/t/{topic}", get(show).post(answer))
        .merge(lead::routes())
}

/// Whether a topic is asked in an adviser's interview, as its address says; with what was noted, and whether the screen
/// is shared.
async fn led(
    state: &WebState,
    case: &Case,
    matched: &MatchedPath,
    position: &Position,
    id: AssessmentId,
) -> Result<Option<Led>, AppError> {
    if !matched.as_str().contains("/interview/") {
        return Ok(None);
    }
    let interview = state.app.interview(&case.access, id).await?.ok_or(AppError::NotFound)?;
    if interview.party != Some(Party::Adviser) || !interview.interview.stage.is_open() {
        return Err(AppError::Denied);
    }
    Ok(Some(Led { interview, share: position.share.is_some() }))
}

/// Part of a long topic, and which question was just saved.
#[derive(Debug, Default, Deserialize)]
struct Position {
    page: Option<String>,
    saved: Option<String>,
    /// The screen is shared: no notes.
    share: Option<String>,
}

impl Position {
    /// The page, counted from 1; anything unreadable is the first.
    fn page(&self) -> usize {
        self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1)
    }
}

/// Where to go on: the first question without an answer; the result once finished.
async fn index(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
) -> PageResult<Redirect> {
    let id = assessment_id(&assessment)?;
    let shown = state.app.assessment(&case.access, id).await?;
    let base = format!("{}/a/{id}", case.path());
    if shown.assessment.state == AssessmentState::Finished {
        return Ok(Redirect::to(&format!("{base}/result")));
    }
    let first = unanswered(&shown.check.check, &shown.assessment.values()).first().copied();
    let first_topic = || shown.check.check.topics.first().map(|topic| topic_path(&base, &topic.id, 1));
    let target = match first {
        Some(question) => question_path(&base, &shown, question, shown.assessment.answers.is_empty()),
        // A repeat begins with every answer in place: it is gone through from the start.
        None if shown.assessment.previous.is_some() => first_topic(),
        None => Some(format!("{base}/result")),
    };
    Ok(Redirect::to(&target.ok_or(AppError::NotFound)?))
}

/// The address of a page of a topic.
pub(crate) fn topic_path(base: &str, topic: &str, page: usize) -> String {
    let topic = crate::encoding::encoded(topic).replace('+', "%20");
    if page > 1 { format!("{base}/t/{topic}?page={page}") } else { format!("{base}/t/{topic}") }
}

/// The address of a question; without its anchor if `top`.
pub(crate) fn question_path(base: &str, shown: &Shown, question: QuestionId, top: bool) -> Option<String> {
    for topic in &shown.check.check.topics {
        for (index, requirement) in topic.requirements.iter().enumerate() {
            if requirement.questions().iter().any(|(candidate, _)| candidate.uuid == question) {
                let path = topic_path(base, &topic.id, index / PER_PAGE + 1);
                return Some(if top { path } else { format!("{path}#q-{question}") });
            }
        }
    }
    None
}

/// One topic.
async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    matched: MatchedPath,
    Path((_, assessment, topic)): Path<(String, String, String)>,
    Query(position): Query<Position>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let shown = state.app.assessment(&case.access, id).await?;
    let led = led(&state, &case, &matched, &position, id).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    let mark = position.saved.as_deref().and_then(|question| question.parse().ok());
    let mark = mark.map(|question| Marked { question, mark: Mark::Saved });
    let view = TopicPage::new(chrome, &case, &shown, &organisation, &topic, position.page(), mark, led.as_ref())?;
    Ok(page(&view)?.into_response())
}

/// One answer or one note, and the revision that the reader saw.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    question: String,
    #[serde(default)]
    seen: String,
    value: Option<String>,
    note: Option<String>,
}

impl AnswerForm {
    fn question(&self) -> Result<QuestionId, Refusal> {
        self.question.parse().map_err(|_| Refusal::new("question-unknown"))
    }

    fn change(&self) -> Result<AnswerChange, Refusal> {
        match (&self.value, &self.note) {
            (Some(value), None) if value.is_empty() => Ok(AnswerChange::Value(None)),
            (Some(value), None) => {
                let shown: String = value.chars().take(40).collect();
                let value = AnswerValue::from_code(value);
                let value = value.ok_or(Refusal::new("answer-not-allowed").with("value", shown))?;
                Ok(AnswerChange::Value(Some(value)))
            }
            (None, Some(note)) => Ok(AnswerChange::Note(note.clone())),
            _ => Err(Refusal::new("answer-missing")),
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "each is an extractor of the request")]
async fn answer(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    matched: MatchedPath,
    Path((_, assessment, topic)): Path<(String, String, String)>,
    Query(position): Query<Position>,
    headers: HeaderMap,
    CsrfForm(form): CsrfForm<AnswerForm>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let question = form.question()?;
    let led = led(&state, &case, &matched, &position, id).await?;
    let seen = form.seen.parse().unwrap_or(0);
    if wants_json(&headers) {
        let (saved, given) = state.app.answer_and_given(&case.access, id, question, form.change()?, seen).await?;
        return as_json(&state, &chrome, &case, (id, question), saved, &given).await;
    }
    let saved = match form.change() {
        Ok(change) => state.app.answer(&case.access, id, question, change, seen).await,
        Err(refusal) => Err(refusal.into()),
    };
    let mark = match saved {
        Ok(Saved::Stored(_)) => {
            let base = format!("{}/a/{id}", case.path());
            let path = Way::of(&base, led.as_ref()).to(&topic, position.page());
            let separator = if path.contains('?') { '&' } else { '?' };
            return Ok(Redirect::to(&format!("{path}{separator}saved={question}#q-{question}")).into_response());
        }
        Ok(Saved::Conflict(_)) => Mark::Conflict { value: form.value, note: form.note },
        // What was typed stays in the form, next to the sentence that says what is wrong with it.
        Err(AppError::Refused(refusal)) if form.note.is_some() && refusal.code.starts_with("note-") => {
            Mark::Refused { message: chrome.refusal(&refusal), note: form.note }
        }
        Ok(_) => return Err(AppError::NotFound.into()),
        Err(error) => return Err(error.into()),
    };
    let status = match mark {
        Mark::Conflict { .. } => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = state.app.assessment(&case.access, id).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    let mark = Some(Marked { question, mark });
    let view = TopicPage::new(chrome, &case, &shown, &organisation, &topic, position.page(), mark, led.as_ref())?;
    Ok((status, page(&view)?).into_response())
}

/// Somebody else changed it: what is stored now, and the words for the choice.
fn conflict_as_json(chrome: &Chrome, current: &Answer) -> Response {
    let label =
        current.value.map_or_else(|| chrome.t("interview-no-answer"), |value| chrome.tc("answer-", value.code()));
    let when = current.changed_at.map(|at| chrome.instant(&at)).unwrap_or_default();
    let told = arguments([("answer", label.clone().into()), ("when", when.clone().into())]);
    let body = json!({
        "error": "conflict",
        "message": chrome.t_with("interview-conflict-theirs", &told),
        "keep_mine": chrome.t("interview-conflict-take"),
        "take_theirs": chrome.t("interview-conflict-keep"),
        "revision": current.revision,
        "value": current.value.map(AnswerValue::code),
        "note": current.note,
        "current": {
            "value": current.value.map(AnswerValue::code),
            "label": label,
            "note": current.note,
            "revision": current.revision,
            "changed_at": when,
        },
    });
    (StatusCode::CONFLICT, Json(body)).into_response()
}

/// The answer to a background request.
async fn as_json(
    state: &WebState,
    chrome: &Chrome,
    case: &Case,
    (id, question): (AssessmentId, QuestionId),
    saved: Saved<Answer>,
    Given { values, check }: &Given,
) -> PageResult<Response> {
    let revision = match saved {
        Saved::Stored(revision) => revision,
        Saved::Conflict(current) => return Ok(conflict_as_json(chrome, &current)),
        _ => return Err(AppError::NotFound.into()),
    };
    let check = &check.check;
    let progress = Progress::of(check, values);
    let topics: Map<String, serde_json::Value> = check
        .topics
        .iter()
        .zip(&progress.topics)
        .map(|(topic, (answered, total))| (topic.id.clone(), json!({ "answered": answered, "total": total })))
        .collect();
    let asks = |requirement: &&Requirement| requirement.questions().iter().any(|(asked, _)| asked.uuid == question);
    let requirement = check.requirements().map(|(_, requirement)| requirement).find(asks);
    let asked: Vec<QuestionId> = requirement
        .map(|requirement| {
            let questions = requirement.questions().into_iter().map(|(question, _)| question.uuid);
            questions.filter(|question| is_asked(requirement, *question, values)).collect()
        })
        .unwrap_or_default();
    let value = values.get(&question).copied();
    let nothing_left = if value.is_none() {
        let stored = state.app.stored_answer(&case.access, id, question).await?;
        stored.is_none_or(|answer| answer.value.is_none() && answer.note.is_empty())
    } else {
        false
    };
    let message = if nothing_left { "interview-taken-back" } else { "interview-saved" };
    let body = json!({
        "saved": true,
        "question": question,
        "revision": revision,
        "value": value.map(AnswerValue::code),
        "message": chrome.t(message),
        "progress": {
            "text": progress.text(chrome),
            "answered": progress.answered,
            "total": progress.total,
            "topics": topics,
        },
        "asked": asked,
    });
    Ok(Json(body).into_response())
}
