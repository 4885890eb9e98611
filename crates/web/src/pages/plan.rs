//! The plan: what is done about each open requirement, by whom, until when, in which order.
//!
//! Whatever happens here changes no assessment; only a repeat does.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, Saved};
use ringwall_core::{analysis::analyse, assessment::AssessmentState, id::RequirementId};
use serde::Deserialize;

use self::{
    bulk::{BulkForm, Came},
    filter::{Position, Wanted},
    item::{ItemForm, Mark},
    view::{Marked, PlanPage},
};
use crate::{
    Case, Chrome, CsrfForm, PageResult, WebState, page,
    pages::result::words::{assessment_id, place, today},
};

mod bulk;
mod filter;
pub(crate) mod item;
mod view;

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/a/{assessment}/plan", get(show).post(change))
        .route("/c/{tenant}/a/{assessment}/plan/move", post(shift))
        .route("/c/{tenant}/a/{assessment}/plan/bulk", get(back).post(bulk))
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
) -> PageResult<Response> {
    let saved = position.saved.as_deref().and_then(|saved| saved.parse().ok());
    let mark = saved.map(|requirement| Marked { requirement, mark: Mark::Saved });
    let changed = position.changed.as_deref().and_then(|count| count.parse().ok());
    let (wanted, came) = (position.wanted(today(&state)), Came::Nothing(changed));
    render(&state, chrome, &case, &assessment, wanted, (mark, came), StatusCode::OK).await
}

async fn render(
    state: &WebState,
    chrome: Chrome,
    case: &Case,
    assessment: &str,
    wanted: Wanted,
    (mark, came): (Option<Marked>, Came),
    status: StatusCode,
) -> PageResult<Response> {
    let shown = state.app.assessment(&case.access, assessment_id(assessment)?).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    let place = place(&chrome, case, &shown, &organisation, "plan");
    if shown.assessment.state == AssessmentState::Draft {
        return Ok(Redirect::to(&format!("{}/result", place.base)).into_response());
    }
    let content = Arc::clone(state.app.content());
    let plan = state.app.plan(&case.access).await?;
    let (marks, people) = (state.app.plan_marks(&case.access).await?, state.app.assignees(&case.access).await?);
    let analysis = analyse(&shown.check.check, content.risks(), &organisation, &shown.assessment.values());
    let view =
        PlanPage::new(chrome, place, &shown, &analysis, &plan, &marks, &people, &case.access, wanted, mark, came);
    Ok((status, page(&view)?).into_response())
}

/// Reads the requirement a form is about.
pub(crate) fn requirement_id(text: &str) -> Result<RequirementId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

async fn change(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
    CsrfForm(form): CsrfForm<ItemForm>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let requirement = requirement_id(&form.requirement)?;
    let shown = state.app.assessment(&case.access, id).await?;
    if shown.check.check.requirement(requirement).is_none() {
        return Err(AppError::NotFound.into());
    }
    let saved = match form.item(requirement) {
        Ok(item) => state.app.change_plan(&case.access, item).await,
        Err(refusal) => Err(refusal.into()),
    };
    let wanted = position.wanted(today(&state));
    let (status, mark) = match saved {
        Ok(Saved::Stored(_)) => {
            // With a filter the measure may have left the list: show all of it then, so that the change is seen.
            let item = state.app.plan_item(&case.access, requirement).await?;
            let marks = state.app.plan_marks(&case.access).await?;
            let kept = if wanted.admits(&item, &marks) { wanted } else { wanted.whole() };
            let path = filter::path(&format!("{}/a/{id}/plan", case.path()), &kept);
            let separator = if path.contains('?') { '&' } else { '?' };
            return Ok(Redirect::to(&format!("{path}{separator}saved={requirement}#m-{requirement}")).into_response());
        }
        Ok(Saved::Conflict(_)) => (StatusCode::CONFLICT, Mark::Conflict(form)),
        // What was typed stays in the form, next to the sentence that says what is wrong with it.
        Err(AppError::Refused(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Mark::Refused(chrome.refusal(&refusal), form))
        }
        Ok(_) => return Err(AppError::NotFound.into()),
        Err(error) => return Err(error.into()),
    };
    // Without the filter, so that the measure is surely on the page.
    let mark = Some(Marked { requirement, mark });
    render(&state, chrome, &case, &assessment, wanted.whole(), (mark, Came::Nothing(None)), status).await
}

/// One place up or down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShiftForm {
    requirement: String,
    direction: String,
}

async fn shift(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
    CsrfForm(form): CsrfForm<ShiftForm>,
) -> PageResult<Redirect> {
    let id = assessment_id(&assessment)?;
    let requirement = requirement_id(&form.requirement)?;
    let shown = state.app.assessment(&case.access, id).await?;
    state.app.move_in_plan(&case.access, &shown, requirement, form.direction == "up").await?;
    let path = filter::path(&format!("{}/a/{id}/plan", case.path()), &position.wanted(today(&state)));
    Ok(Redirect::to(&format!("{path}#m-{requirement}")))
}

/// Reloading after a failed form, or switching the language, leads back to the plan.
async fn back(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
) -> PageResult<Redirect> {
    let shown = state.app.assessment(&case.access, assessment_id(&assessment)?).await?;
    let plan = format!("{}/a/{}/plan", case.path(), shown.assessment.id);
    Ok(Redirect::to(&filter::path(&plan, &position.wanted(today(&state)))))
}

/// Several measures at once. What somebody else changed meanwhile is left alone and named; the rest is stored.
async fn bulk(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    let shown = state.app.assessment(&case.access, id).await?;
    let form = BulkForm::read(fields)?;
    if form.picks.iter().any(|(requirement, _)| shown.check.check.requirement(*requirement).is_none()) {
        return Err(AppError::NotFound.into());
    }
    let wanted = position.wanted(today(&state));
    let outcome = match form.change() {
        Ok(change) => state.app.change_plan_in_bulk(&case.access, form.picks.clone(), change).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (status, came) = match outcome {
        Ok(outcome) if outcome.conflicts.is_empty() && outcome.refused.is_empty() => {
            let path = filter::path(&format!("{}/a/{id}/plan", case.path()), &wanted);
            let separator = if path.contains('?') { '&' } else { '?' };
            let count = outcome.changed.len();
            return Ok(Redirect::to(&format!("{path}{separator}changed={count}#bulk-said")).into_response());
        }
        Ok(outcome) => (StatusCode::CONFLICT, Came::Partly(outcome, form)),
        Err(AppError::Refused(refusal)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Came::Refused(chrome.refusal(&refusal), form))
        }
        Err(error) => return Err(error.into()),
    };
    // Without a filter that what was chosen may no longer fit.
    let wanted = if matches!(came, Came::Partly(..)) { wanted.whole() } else { wanted };
    render(&state, chrome, &case, &assessment, wanted, (None, came), status).await
}
