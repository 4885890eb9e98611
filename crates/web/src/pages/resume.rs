//! Coming back by the resume link.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, ResumeToken};
use serde::Deserialize;

use crate::{
    Chrome, CsrfForm, PageError, PageResult, WebState,
    limit::{Limited, Visitor},
    page,
    session::{folder_path, open_cookie},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/r/{token}", get(open)).route("/resume", get(form).post(submit))
}

async fn enter(state: &WebState, visitor: Visitor, token: Option<ResumeToken>) -> PageResult<Response> {
    visitor.may(state, Limited::Resume)?;
    let token = token.ok_or(PageError::NoAccess { next: None })?;
    let access = match state.app.open(&token).await {
        Ok(access) => access,
        Err(AppError::NotFound) => return Err(PageError::NoAccess { next: None }),
        Err(error) => return Err(error.into()),
    };
    let cookie = open_cookie(state, access.tenant(), &token, access.expires_at());
    Ok(([cookie], Redirect::to(&folder_path(access.tenant()))).into_response())
}

async fn open(State(state): State<WebState>, visitor: Visitor, Path(token): Path<String>) -> PageResult<Response> {
    enter(&state, visitor, ResumeToken::parse(&token)).await
}

#[derive(Template)]
#[template(path = "start/resume.html")]
struct Form {
    chrome: Chrome,
}

async fn form(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Form { chrome })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resume {
    link: String,
}

async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    CsrfForm(form): CsrfForm<Resume>,
) -> PageResult<Response> {
    enter(&state, visitor, token_in(&form.link)).await
}

/// The token in what somebody pasted: the whole link or only its end.
fn token_in(text: &str) -> Option<ResumeToken> {
    let text = text.trim().to_ascii_lowercase();
    let end = text.rsplit_once("/r/").map_or(text.as_str(), |(_, end)| end);
    ResumeToken::parse(end.split(['?', '#', '/']).next()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_link_is_understood() {
        let token = "0123456789abcdefghjkmnpqrstvwxyz";
        for text in [
            token.to_owned(),
            format!("  https://ringwall.example/r/{token} \n"),
            format!("http://localhost:8080/r/{token}?lang=en"),
            format!("HTTPS://RINGWALL.EXAMPLE/R/{}", token.to_ascii_uppercase()),
        ] {
            assert!(token_in(&text).is_some(), "{text}");
        }
        assert!(token_in("https://ringwall.example/r/short").is_none());
    }
}
