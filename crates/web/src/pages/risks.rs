//! The risks of an assessment: how likely, how bad, what drives them, and what was decided about each.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use jiff::civil::Date;
use ringwall_app::{AppError, Saved};
use ringwall_core::{
    analysis::analyse,
    assessment::AssessmentState,
    refusal::Refusal,
    risk::{Treatment, TreatmentKind},
};
use serde::Deserialize;

use self::view::{Mark, Marked, RisksPage};
use crate::{
    Case, Chrome, CsrfForm, PageResult, WebState, page,
    pages::result::words::{assessment_id, place, today},
};

pub(crate) mod view;

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/c/{tenant}/a/{assessment}/risks", get(show).post(treat))
}

#[derive(Debug, Default, Deserialize)]
struct Position {
    saved: Option<String>,
}

async fn show(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    Query(position): Query<Position>,
) -> PageResult<Response> {
    let mark = position.saved.map(|risk| Marked { risk, mark: Mark::Saved });
    render(&state, chrome, &case, &assessment, mark, StatusCode::OK).await
}

async fn render(
    state: &WebState,
    chrome: Chrome,
    case: &Case,
    assessment: &str,
    mark: Option<Marked>,
    status: StatusCode,
) -> PageResult<Response> {
    let shown = state.app.assessment(&case.access, assessment_id(assessment)?).await?;
    let organisation = state.app.overview(&case.access).await?.organisation;
    let place = place(&chrome, case, &shown, &organisation, "risks");
    if shown.assessment.state == AssessmentState::Draft {
        return Ok(Redirect::to(&format!("{}/result", place.base)).into_response());
    }
    let content = Arc::clone(state.app.content());
    let treatments = state.app.treatments(&case.access).await?;
    let analysis = analyse(&shown.check.check, content.risks(), &organisation, &shown.assessment.values());
    let view = RisksPage::new(chrome, place, &shown, &analysis.risks, &treatments, mark, today(state));
    Ok((status, page(&view)?).into_response())
}

/// A decision, and the revision that the reader saw.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TreatmentForm {
    pub(super) risk: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) person: String,
    #[serde(default)]
    pub(super) decided_on: String,
}

impl TreatmentForm {
    fn treatment(&self) -> Result<Treatment, Refusal> {
        let day = self.decided_on.trim();
        let decided_on = if day.is_empty() { None } else { Some(day.parse::<Date>().map_err(|_| wrong_date())?) };
        Ok(Treatment {
            risk: self.risk.clone(),
            kind: TreatmentKind::from_code(&self.kind).ok_or(Refusal::new("treatment-missing"))?,
            reason: self.reason.clone(),
            person: self.person.clone(),
            decided_on,
            revision: self.seen.parse().unwrap_or(0),
            changed_at: None,
        })
    }
}

/// What is refused when a day cannot be read.
pub(crate) fn wrong_date() -> Refusal {
    Refusal::new("date-unreadable")
}

async fn treat(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment)): Path<(String, String)>,
    CsrfForm(form): CsrfForm<TreatmentForm>,
) -> PageResult<Response> {
    let id = assessment_id(&assessment)?;
    // The decision hangs on the organisation, but the address must not name somebody else's assessment.
    state.app.assessment(&case.access, id).await?;
    let saved = match form.treatment() {
        Ok(treatment) => state.app.treat(&case.access, treatment).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (status, mark) = match saved {
        Ok(Saved::Stored(_)) => {
            let path = format!("{}/a/{id}/risks?saved={}#risk-{}", case.path(), form.risk, form.risk);
            return Ok(Redirect::to(&path).into_response());
        }
        Ok(Saved::Conflict(_)) => (StatusCode::CONFLICT, Mark::Conflict(form.clone())),
        // What was typed stays in the form, next to the sentence that says what is missing.
        Err(AppError::Refused(refusal)) if refusal.code != "risk-unknown" => {
            (StatusCode::UNPROCESSABLE_ENTITY, Mark::Refused(chrome.refusal(&refusal), form.clone()))
        }
        Ok(_) => return Err(AppError::NotFound.into()),
        Err(error) => return Err(error.into()),
    };
    let mark = Some(Marked { risk: form.risk, mark });
    render(&state, chrome, &case, &assessment, mark, status).await
}
