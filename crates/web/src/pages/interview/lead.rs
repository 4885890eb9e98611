//! The adviser's interview as a whole: how far it is, what is to be clarified, who signed.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, MarkChange, Right, Saved, ShownInterview};
use ringwall_content::arguments;
use ringwall_core::{
    assessment::AssessmentState,
    check::Check,
    id::{AssessmentId, QuestionId},
    interview::{Party, Proof, Step},
    refusal::Refusal,
};
use serde::Deserialize;

use super::view::{Progress, as_f64};
use crate::{
    Case, Chrome, CsrfForm, PageResult, WebState, page,
    pages::{
        interview::topic_path,
        result::words::{Place, Words, assessment_id, place, words},
    },
};

pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/a/{assessment}/interview", get(show))
        .route("/c/{tenant}/a/{assessment}/interview/begin", post(begin))
        .route("/c/{tenant}/a/{assessment}/interview/mark", post(mark))
        .route("/c/{tenant}/a/{assessment}/interview/reply", post(reply))
        .route("/c/{tenant}/a/{assessment}/interview/ask", post(ask))
        .route("/c/{tenant}/a/{assessment}/interview/hand-back", post(hand_back))
        .route("/c/{tenant}/a/{assessment}/interview/sign", post(sign))
        .route("/c/{tenant}/a/{assessment}/interview/end", post(end))
}

/// A topic the adviser can ask.
struct TopicRow {
    href: String,
    title: Words,
    progress: String,
}

/// Something that is to be clarified.
struct Clarification {
    question: QuestionId,
    text: Words,
    answer: String,
    clarify: String,
    reply: String,
    revision: u32,
    conflict: Option<String>,
}

/// One side's signature.
struct Signed {
    side: String,
    name: Option<String>,
    when: Option<String>,
    /// It was given, but something was changed since.
    void: bool,
}

#[derive(Template)]
#[template(path = "interview/lead.html")]
struct Lead {
    chrome: Chrome,
    place: Place,
    stage: Option<&'static str>,
    who: String,
    may_begin: bool,
    topics: Vec<TopicRow>,
    progress: String,
    answered: usize,
    total: usize,
    clarifications: Vec<Clarification>,
    open: usize,
    may_ask: bool,
    may_reply: bool,
    may_sign: bool,
    may_end: bool,
    signs_name: bool,
    signatures: Vec<Signed>,
    missing: usize,
    digest: String,
    exported: bool,
    error: Option<String>,
    said: Option<&'static str>,
    met: Option<MetMark>,
}

/// Something typed that met what somebody else had written meanwhile.
enum Met {
    Reply { question: QuestionId, typed: String },
    Mark { question: QuestionId, typed: MarkChange, back: String },
}

/// A mark that met another one: what was typed, ready to be sent again, and what is stored.
struct MetMark {
    question: QuestionId,
    text: Words,
    back: String,
    revision: u32,
    proofs: Vec<(&'static str, String, bool)>,
    typed: MarkChange,
    stored: Vec<String>,
}

async fn lead(
    state: &WebState,
    chrome: Chrome,
    case: &Case,
    id: AssessmentId,
    said: Option<&'static str>,
    error: Option<String>,
    met: Option<Met>,
) -> PageResult<Html<String>> {
    let shown = state.app.assessment(&case.access, id).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    let interview = state.app.interview(&case.access, id).await?;
    let place = place(&chrome, case, &shown, &organisation, "lead");
    let check = &shown.check.check;
    let values = shown.assessment.values();
    let progress = Progress::of(check, &values);
    let draft = shown.assessment.state == AssessmentState::Draft;
    let outside = case.access.is_from_outside();
    let over = interview.as_ref().is_none_or(|shown| shown.interview.ended_at.is_some());
    let leads =
        interview.as_ref().is_some_and(|shown| shown.party == Some(Party::Adviser) && shown.interview.stage.is_open());
    let root = format!("{}/interview", place.base);
    let topics =
        check.topics.iter().zip(&progress.topics).filter(|_| leads).map(|(topic, (answered, total))| TopicRow {
            href: topic_path(&root, &topic.id, 1),
            title: words(&chrome, &topic.title),
            progress: chrome.t_num2("interview-progress", ("answered", as_f64(*answered)), ("total", as_f64(*total))),
        });
    let topics = topics.collect();
    let may = |step: Step| interview.as_ref().is_some_and(|shown| shown.may(step));
    let clarifications = interview.as_ref().map(|interview| {
        let asked = check.questions().filter_map(|placed| {
            let question = placed.question;
            let mark = interview.marks.get(&question.uuid).filter(|mark| !mark.clarify.is_empty())?;
            let value = values.get(&question.uuid);
            let met = match &met {
                Some(Met::Reply { question: about, typed }) if *about == question.uuid => Some(typed),
                _ => None,
            };
            Some(Clarification {
                question: question.uuid,
                text: words(&chrome, &question.text),
                answer: value
                    .map_or_else(|| chrome.t("interview-no-answer"), |value| chrome.tc("answer-", value.code())),
                clarify: mark.clarify.clone(),
                reply: met.map_or_else(|| mark.reply.clone(), Clone::clone),
                revision: mark.revision,
                conflict: met.map(|_| mark.reply.clone()),
            })
        });
        asked.collect::<Vec<_>>()
    });
    let clarifications = clarifications.unwrap_or_default();
    let open = interview.as_ref().map_or(0, |shown| shown.marks.values().filter(|mark| mark.is_open()).count());
    let signatures = interview.as_ref().map(|shown| {
        [Party::Adviser, Party::Owner].into_iter().map(|party| signed(&chrome, shown, party)).collect::<Vec<_>>()
    });
    let met = match met {
        Some(Met::Mark { question, typed, back }) => {
            met_mark(&chrome, check, interview.as_ref(), question, typed, back)
        }
        _ => None,
    };
    page(&Lead {
        met,
        stage: interview.as_ref().map(|shown| shown.interview.stage.code()),
        who: interview.as_ref().map(|shown| who(&chrome, shown)).unwrap_or_default(),
        may_begin: outside && case.access.may(Right::Advise) && draft && over,
        topics,
        answered: progress.answered,
        total: progress.total,
        progress: progress.text(&chrome),
        clarifications,
        open,
        may_ask: may(Step::Ask) && open > 0,
        may_reply: may(Step::Reply),
        may_sign: may(Step::Sign),
        may_end: may(Step::End),
        signs_name: !case.access.is_signed_in(),
        signatures: signatures.unwrap_or_default(),
        missing: interview.as_ref().map_or(0, |shown| shown.missing),
        digest: interview.as_ref().map(|shown| shown.digest.clone()).unwrap_or_default(),
        exported: outside,
        error,
        said,
        place,
        chrome,
    })
}

fn met_mark(
    chrome: &Chrome,
    check: &Check,
    interview: Option<&ShownInterview>,
    question: QuestionId,
    typed: MarkChange,
    back: String,
) -> Option<MetMark> {
    let placed = check.questions().find(|placed| placed.question.uuid == question)?;
    let mark = interview?.marks.get(&question).cloned().unwrap_or_default();
    let proof = mark.proof.map(|proof| chrome.tc("lead-proof-", proof.code()));
    let stored = [proof.unwrap_or_default(), mark.shown, mark.clarify, mark.private];
    let proofs = Proof::ALL.into_iter();
    Some(MetMark {
        question,
        text: words(chrome, &placed.question.text),
        back,
        revision: mark.revision,
        proofs: proofs
            .map(|proof| (proof.code(), chrome.tc("lead-proof-", proof.code()), typed.proof == Some(proof)))
            .collect(),
        typed,
        stored: stored.into_iter().filter(|text| !text.is_empty()).collect(),
    })
}

fn who(chrome: &Chrome, shown: &ShownInterview) -> String {
    let person = shown.adviser.clone().unwrap_or_else(|| chrome.t("consent-person-gone"));
    let partner = shown.partner.clone().unwrap_or_else(|| chrome.t("consent-partner-gone"));
    let day = chrome.day(&shown.interview.begun_at);
    let words = arguments([("person", person.into()), ("partner", partner.into()), ("day", day.into())]);
    chrome.t_with("lead-who", &words)
}

fn signed(chrome: &Chrome, shown: &ShownInterview, party: Party) -> Signed {
    let given = shown.interview.signatures.iter().find(|signature| signature.party == party);
    // What was signed by both holds for ever; before, it holds for what is there now.
    let valid = given.filter(|signature| {
        shown.interview.stage == ringwall_core::interview::Stage::Signed || signature.digest == shown.digest
    });
    let side = if party == Party::Adviser { "lead-side-adviser" } else { "lead-side-owner" };
    Signed {
        side: chrome.t(side),
        name: valid.map(
            |signature| {
                if signature.name.is_empty() { chrome.t("consent-by-link") } else { signature.name.clone() }
            },
        ),
        when: valid.map(|signature| chrome.instant(&signature.at)),
        void: given.is_some() && valid.is_none(),
    }
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
) -> PageResult<Html<String>> {
    let said = query.as_deref().unwrap_or_default().split('&').find_map(|word| match word {
        "begun" => Some("lead-said-begun"),
        "asked" => Some("lead-said-asked"),
        "replied" => Some("lead-said-replied"),
        "back" => Some("lead-said-back"),
        "signed" => Some("lead-said-signed"),
        "ended" => Some("lead-said-ended"),
        _ => None,
    });
    lead(&state, chrome, &case, assessment_id(&assessment)?, said, None, None).await
}

/// Back to the interview, or the page again with what stands in the way.
async fn told(
    state: &WebState,
    chrome: Chrome,
    case: &Case,
    id: AssessmentId,
    result: Result<(), AppError>,
    said: &str,
) -> PageResult<Response> {
    match result {
        Ok(()) => Ok(Redirect::to(&format!("{}/a/{id}/interview?{said}", case.path())).into_response()),
        Err(AppError::Refused(refusal)) => {
            let error = Some(chrome.refusal(&refusal));
            let shown = lead(state, chrome, case, id, None, error, None).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(AppError::Conflict) => {
            let error = Some(chrome.t("lead-changed-since"));
            let shown = lead(state, chrome, case, id, None, error, None).await?;
            Ok((StatusCode::CONFLICT, shown).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn begin(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let result = state.app.begin_interview(&case.access, id).await;
    told(&state, chrome, &case, id, result, "begun").await
}

async fn ask(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let result = state.app.ask_to_clarify(&case.access, id).await;
    told(&state, chrome, &case, id, result, "asked").await
}

async fn hand_back(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let result = state.app.hand_back(&case.access, id).await;
    told(&state, chrome, &case, id, result, "back").await
}

async fn end(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let result = state.app.end_interview(&case.access, id).await;
    told(&state, chrome, &case, id, result, "ended").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sign {
    digest: String,
    #[serde(default)]
    name: String,
}

async fn sign(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(form): CsrfForm<Sign>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let result = state.app.sign_interview(&case.access, id, &form.digest, &form.name).await;
    told(&state, chrome, &case, id, result, "signed").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkForm {
    question: String,
    #[serde(default)]
    seen: u32,
    #[serde(default)]
    back: String,
    #[serde(default)]
    proof: String,
    #[serde(default)]
    shown: String,
    #[serde(default)]
    clarify: String,
    #[serde(default)]
    private: String,
}

async fn mark(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(form): CsrfForm<MarkForm>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let question: QuestionId = form.question.parse().map_err(|_| Refusal::new("question-unknown"))?;
    let proof = Proof::from_code(&form.proof);
    let change = MarkChange { proof, shown: form.shown, clarify: form.clarify, private: form.private };
    let saved = state.app.note_mark(&case.access, id, question, change.clone(), form.seen).await;
    // Only to a page of this interview.
    let root = format!("{}/a/{id}/interview", case.path());
    let back = if form.back.starts_with(&format!("{root}/t/")) { form.back } else { root };
    match saved {
        Ok(Saved::Stored(_)) => Ok(Redirect::to(&format!("{back}#q-{question}")).into_response()),
        Ok(_) => {
            let error = Some(chrome.t("lead-mark-conflict"));
            let met = Some(Met::Mark { question, typed: change, back });
            Ok((StatusCode::CONFLICT, lead(&state, chrome, &case, id, None, error, met).await?).into_response())
        }
        Err(error) => told(&state, chrome, &case, id, Err(error), "").await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names of the form's fields")]
struct Reply {
    question: String,
    #[serde(default)]
    seen: u32,
    #[serde(default)]
    reply: String,
}

async fn reply(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(form): CsrfForm<Reply>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let question: QuestionId = form.question.parse().map_err(|_| Refusal::new("question-unknown"))?;
    match state.app.reply_to_mark(&case.access, id, question, &form.reply, form.seen).await {
        Ok(Saved::Stored(_)) => {
            let there = format!("{}/a/{id}/interview?replied#c-{question}", case.path());
            Ok(Redirect::to(&there).into_response())
        }
        Ok(Saved::Conflict(_)) => {
            let met = Some(Met::Reply { question, typed: form.reply });
            let error = Some(chrome.t("lead-reply-conflict"));
            Ok((StatusCode::CONFLICT, lead(&state, chrome, &case, id, None, error, met).await?).into_response())
        }
        Ok(_) => Err(AppError::NotFound.into()),
        Err(error) => told(&state, chrome, &case, id, Err(error), "").await,
    }
}
