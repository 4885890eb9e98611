//! Bringing in a dossier that was taken out here or elsewhere.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State, multipart::MultipartError},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use ringwall_app::AppError;
use ringwall_core::{dossier::Dossier, refusal::Refusal};

use super::start::opened;
use crate::{
    Chrome, PageError, PageResult, WebState, csrf,
    error::Resubmit,
    limit::{Limited, Visitor},
    page,
    session::Visit,
};

/// Largest accepted archive, in bytes. Larger ones are taken in by `ringwall import`.
const LARGEST: usize = 32 * 1024 * 1024;
/// Largest accepted document without files, in bytes.
const LARGEST_DOCUMENT: usize = 8 * 1024 * 1024;
/// What the form around it may add.
const AROUND: usize = 16 * 1024;

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/import", get(form).post(submit).layer(DefaultBodyLimit::max(LARGEST + AROUND)))
}

#[derive(Template)]
#[template(path = "import/form.html")]
struct Form {
    chrome: Chrome,
    most_megabytes: usize,
    error: Option<String>,
}

impl Form {
    fn new(chrome: Chrome, error: Option<String>) -> Self {
        Self { chrome, most_megabytes: LARGEST / 1024 / 1024, error }
    }
}

async fn form(chrome: Chrome) -> PageResult<Html<String>> {
    page(&Form::new(chrome, None))
}

async fn submit(
    State(state): State<WebState>,
    visitor: Visitor,
    headers: HeaderMap,
    chrome: Chrome,
    upload: Multipart,
) -> PageResult<Response> {
    let started = match take_in(&state, visitor, &headers, upload).await {
        Err(PageError::App(AppError::Refused(refusal))) => {
            let sentence = chrome.refusal(&refusal);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&Form::new(chrome, Some(sentence)))?).into_response());
        }
        other => other?,
    };
    opened(&state, &started, "imported").await
}

fn unreadable(error: &MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge { most_kilobytes: LARGEST / 1024 }
    } else {
        Refusal::new("form-unreadable").into()
    }
}

async fn take_in(
    state: &WebState,
    visitor: Visitor,
    headers: &HeaderMap,
    mut upload: Multipart,
) -> PageResult<ringwall_app::Started> {
    let (mut is_ours, mut document) = (false, None);
    while let Some(field) = upload.next_field().await.map_err(|error| unreadable(&error))? {
        match field.name() {
            // The token stands first in the form: without it nothing else is read.
            Some("csrf") => {
                let token = field.text().await.map_err(|error| unreadable(&error))?;
                let visitor = Visit::of(&state.app, &state.options, headers).visitor;
                is_ours = csrf::is_valid(&state.secret, &visitor, &token);
            }
            Some("file") if is_ours => document = Some(field.bytes().await.map_err(|error| unreadable(&error))?),
            Some(name) if is_ours => {
                let name: String = name.chars().take(40).collect();
                return Err(Refusal::new("form-field-unknown").with("field", name).into());
            }
            _ => break,
        }
    }
    if !is_ours {
        return Err(PageError::Csrf(Resubmit::default()));
    }
    let document = document.filter(|document| !document.is_empty()).ok_or(Refusal::new("import-no-file"))?;
    if document.len() > LARGEST {
        return Err(PageError::TooLarge { most_kilobytes: LARGEST / 1024 });
    }
    visitor.may(state, Limited::Start)?;
    // A ZIP archive begins with the letters of its inventor.
    if document.starts_with(b"PK") {
        return Ok(state.app.take_in(std::io::Cursor::new(document)).await?);
    }
    if document.len() > LARGEST_DOCUMENT {
        return Err(PageError::TooLarge { most_kilobytes: LARGEST_DOCUMENT / 1024 });
    }
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<Dossier>(&document));
    let dossier = read.await.map_err(AppError::unavailable)?.map_err(|error| refusal(&error))?;
    Ok(state.app.import_dossier(dossier).await?)
}

/// Where a document is broken, and how.
fn refusal(error: &serde_json::Error) -> Refusal {
    use serde_json::error::Category;
    let code = match error.classify() {
        Category::Data => "import-not-a-dossier",
        Category::Eof => "import-cut-off",
        Category::Syntax | Category::Io => "import-not-json",
    };
    Refusal::new(code).with("line", error.line()).with("column", error.column())
}
