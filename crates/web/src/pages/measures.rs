//! One measure: how far it is, who does it until when, what was said, what happened.

use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, Saved, Shown};
use ringwall_core::{
    assessment::AssessmentState,
    id::{CommentId, RequirementId},
};
use serde::Deserialize;

use self::view::{MeasurePage, Typed};
use super::plan::{
    item::{ItemForm, Mark},
    requirement_id,
};
use crate::{
    Case, Chrome, CsrfForm, OnceForm, PageResult, WebState, page,
    pages::result::words::{assessment_id, place, today},
};

mod view;

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}", get(show).post(change))
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}/comments", get(back).post(write))
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}/comments/{comment}", get(editing).post(edit))
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}/comments/{comment}/delete", post(delete_comment))
}

/// The measure a page is about.
pub(crate) struct Measure {
    pub(crate) shown: Shown,
    pub(crate) requirement: RequirementId,
    /// Its address.
    pub(crate) here: String,
}

impl Measure {
    /// Finds the measure; an assessment that is not finished has no plan yet.
    pub(crate) async fn find(state: &WebState, case: &Case, assessment: &str, requirement: &str) -> PageResult<Self> {
        let shown = state.app.assessment(&case.access, assessment_id(assessment)?).await?;
        let requirement = requirement_id(requirement)?;
        let known = shown.check.check.requirement(requirement).is_some();
        if !known || shown.assessment.state == AssessmentState::Draft {
            return Err(AppError::NotFound.into());
        }
        let here = format!("{}/a/{}/plan/{requirement}", case.path(), shown.assessment.id);
        Ok(Self { shown, requirement, here })
    }
}

/// What came back from a form on the page, to be shown where it was typed.
#[derive(Default)]
pub(crate) struct Came {
    pub(crate) mark: Option<Mark>,
    pub(crate) writing: Typed,
    pub(crate) editing: Option<(CommentId, Option<Typed>)>,
    pub(crate) file_refused: Option<String>,
    pub(crate) said: Option<&'static str>,
}

type Address = Path<(String, String, String)>;

#[derive(Default, Deserialize)]
struct Said {
    saved: Option<String>,
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement)): Address,
    Query(said): Query<Said>,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    let said = said.saved.and_then(|what| match what.as_str() {
        "card" => Some("measure-saved"),
        "comment" => Some("comment-saved"),
        "comment-deleted" => Some("comment-deleted"),
        "file" => Some("document-saved"),
        "file-deleted" => Some("document-deleted"),
        _ => None,
    });
    render(&state, chrome, &case, &measure, Came { said, ..Came::default() }, StatusCode::OK).await
}

/// Reloading after a failed form, or switching the language, leads back to the measure.
pub(crate) async fn back(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment, requirement)): Address,
) -> PageResult<Redirect> {
    Ok(Redirect::to(&Measure::find(&state, &case, &assessment, &requirement).await?.here))
}

pub(crate) async fn render(
    state: &WebState,
    chrome: Chrome,
    case: &Case,
    measure: &Measure,
    came: Came,
    status: StatusCode,
) -> PageResult<Response> {
    let (app, access, id) = (&state.app, &case.access, measure.requirement);
    let organisation = app.overview(access).await?.organisation;
    let place = place(&chrome, case, &measure.shown, &organisation, "plan");
    let view = MeasurePage::new(
        chrome,
        place,
        measure,
        access,
        view::Parts {
            item: app.plan_item(access, id).await?,
            people: app.assignees(access).await?,
            comments: app.comments(access, id).await?,
            history: app.history(access, id).await?,
            documents: app.documents(access, id).await?,
            used: app.document_use(access).await?,
            limits: app.settings().documents,
            now: app.now(),
            today: today(state),
        },
        came,
    )?;
    Ok((status, page(&view)?).into_response())
}

async fn change(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement)): Address,
    CsrfForm(form): CsrfForm<ItemForm>,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    let saved = match form.item(measure.requirement) {
        Ok(item) => state.app.change_plan(&case.access, item).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (status, mark) = match saved {
        Ok(Saved::Stored(_)) => return Ok(Redirect::to(&format!("{}?saved=card", measure.here)).into_response()),
        Ok(Saved::Conflict(_)) => (StatusCode::CONFLICT, Mark::Conflict(form)),
        Ok(_) => return Err(AppError::NotFound.into()),
        Err(AppError::Refused(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Mark::Refused(chrome.refusal(&refusal), form))
        }
        Err(error) => return Err(error.into()),
    };
    render(&state, chrome, &case, &measure, Came { mark: Some(mark), ..Came::default() }, status).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentForm {
    text: String,
}

async fn write(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement)): Address,
    OnceForm(form, once): OnceForm<CommentForm>,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    match once.write_comment(&case.access, &measure.shown, measure.requirement, &form.text).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?saved=comment#k-{id}", measure.here)).into_response()),
        Err(AppError::Refused(refusal)) => {
            let writing = Typed { text: form.text, refused: Some(chrome.refusal(&refusal)) };
            let came = Came { writing, ..Came::default() };
            render(&state, chrome, &case, &measure, came, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

type CommentAddress = Path<(String, String, String, String)>;

fn comment_id(text: &str) -> PageResult<CommentId> {
    Ok(text.parse().map_err(|_| AppError::NotFound)?)
}

async fn editing(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement, comment)): CommentAddress,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    let came = Came { editing: Some((comment_id(&comment)?, None)), ..Came::default() };
    render(&state, chrome, &case, &measure, came, StatusCode::OK).await
}

async fn edit(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement, comment)): CommentAddress,
    CsrfForm(form): CsrfForm<CommentForm>,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    let id = comment_id(&comment)?;
    match state.app.edit_comment(&case.access, measure.requirement, id, &form.text).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?saved=comment#k-{id}", measure.here)).into_response()),
        Err(AppError::Refused(refusal)) => {
            let typed = Typed { text: form.text, refused: Some(chrome.refusal(&refusal)) };
            let came = Came { editing: Some((id, Some(typed))), ..Came::default() };
            render(&state, chrome, &case, &measure, came, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // Deleted by somebody else meanwhile: what was typed stands ready as a new comment.
        Err(AppError::NotFound) => {
            let writing = Typed { text: form.text, refused: Some(chrome.t("comment-gone")) };
            render(&state, chrome, &case, &measure, Came { writing, ..Came::default() }, StatusCode::NOT_FOUND).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn delete_comment(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment, requirement, comment)): CommentAddress,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    state.app.delete_comment(&case.access, measure.requirement, comment_id(&comment)?).await?;
    Ok(Redirect::to(&format!("{}?saved=comment-deleted#comments", measure.here)))
}
