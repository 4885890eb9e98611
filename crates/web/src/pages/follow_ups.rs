//! The follow-up: what became of the plan, answered from the link in a letter without signing in.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_app::{App, AppError, LinkToken, ShownFollowUp};
use ringwall_content::arguments;
use ringwall_core::{
    follow_up::FollowUpAnswer,
    id::{RequirementId, TenantId},
    refusal::Refusal,
};

use crate::{Chrome, CsrfForm, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/follow-up/{token}", get(show).post(answer))
}

#[derive(Template)]
#[template(path = "follow_up/show.html")]
struct FollowUpPage {
    chrome: Chrome,
    here: String,
    organisation: String,
    lead: String,
    questions: Vec<Question>,
    refused: Option<String>,
    /// `ask`, `thanks` or `answered`.
    state: &'static str,
    plan: String,
    result: String,
}

struct Question {
    id: RequirementId,
    title: String,
    /// Code, word, chosen.
    answers: Vec<(&'static str, String, bool)>,
}

#[derive(Template)]
#[template(path = "follow_up/gone.html")]
struct Gone {
    chrome: Chrome,
}

fn gone(chrome: Chrome) -> PageResult<Response> {
    Ok((StatusCode::NOT_FOUND, page(&Gone { chrome })?).into_response())
}

impl FollowUpPage {
    fn new(
        chrome: Chrome,
        token: &str,
        shown: &ShownFollowUp,
        state: &'static str,
        typed: &BTreeMap<RequirementId, FollowUpAnswer>,
        refused: Option<String>,
    ) -> Self {
        let questions = shown.follow_up.questions.iter().map(|id| Question {
            id: *id,
            title: App::follow_up_title(shown, *id, chrome.language),
            answers: FollowUpAnswer::ALL
                .into_iter()
                .map(|answer| {
                    let word = chrome.tc("follow-up-answer-", answer.code());
                    (answer.code(), word, typed.get(id) == Some(&answer))
                })
                .collect(),
        });
        let lead = arguments([
            ("months", shown.follow_up.months.into()),
            ("check", chrome.text(&shown.check.check.title).to_owned().into()),
        ]);
        let folder = |tenant: TenantId| format!("/c/{tenant}/a/{}", shown.follow_up.assessment);
        Self {
            here: format!("/follow-up/{token}"),
            organisation: shown.organisation.clone().unwrap_or_default(),
            lead: chrome.t_with("follow-up-lead", &lead),
            questions: questions.collect(),
            refused,
            state,
            plan: format!("{}/plan", folder(shown.tenant)),
            result: format!("{}/result", folder(shown.tenant)),
            chrome,
        }
    }
}

async fn show(State(state): State<WebState>, chrome: Chrome, Path(token): Path<String>) -> PageResult<Response> {
    let Some(link) = LinkToken::parse(&token) else { return gone(chrome) };
    let shown = match state.app.follow_up(&link).await {
        Err(AppError::NotFound) => return gone(chrome),
        other => other?,
    };
    let now = if shown.follow_up.answered_at.is_some() { "answered" } else { "ask" };
    Ok(page(&FollowUpPage::new(chrome, &token, &shown, now, &BTreeMap::new(), None))?.into_response())
}

/// Reads `q-<id> = <answer>` from a form.
fn read(fields: &[(String, String)]) -> Result<BTreeMap<RequirementId, FollowUpAnswer>, Refusal> {
    let mut answers = BTreeMap::new();
    for (name, value) in fields {
        let id = name.strip_prefix("q-").and_then(|id| id.parse().ok());
        let Some((id, answer)) = id.zip(FollowUpAnswer::from_code(value)) else {
            let field: String = name.chars().take(40).collect();
            return Err(Refusal::new("form-field-unknown").with("field", field));
        };
        answers.insert(id, answer);
    }
    Ok(answers)
}

async fn answer(
    State(state): State<WebState>,
    chrome: Chrome,
    Path(token): Path<String>,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> PageResult<Response> {
    let Some(link) = LinkToken::parse(&token) else { return gone(chrome) };
    let answers = read(&fields)?;
    let answered = match state.app.answer_follow_up(&link, answers.clone()).await {
        Err(AppError::NotFound) => return gone(chrome),
        other => other,
    };
    let shown = state.app.follow_up(&link).await?;
    match answered {
        Ok(first) => {
            let now = if first { "thanks" } else { "answered" };
            Ok(page(&FollowUpPage::new(chrome, &token, &shown, now, &answers, None))?.into_response())
        }
        Err(AppError::Refused(refusal)) => {
            let refused = Some(chrome.refusal(&refusal));
            let view = FollowUpPage::new(chrome, &token, &shown, "ask", &answers, refused);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&view)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
