//! Files on a measure: bringing, fetching, deleting.
//!
//! What comes is read piece by piece, and nothing of it before the form token has been seen. What goes out is shut in:
//! saved, never shown, and if a browser shows it nevertheless, it can do nothing.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, State, multipart::MultipartError},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::AppError;
use ringwall_core::{id::DocumentId, refusal::Refusal};
use serde::Deserialize;

use super::measures::{Came, Measure, back, render};
use crate::{Case, Chrome, CsrfForm, PageError, PageResult, WebState, csrf, error::Resubmit, session::Visit};

/// How much more than the largest file is read before the connection is given up: a browser that is still sending
/// would otherwise never see the answer.
const OVERRUN: u64 = 32 * 1024 * 1024;
/// Most bytes of a request, whatever an operator has set: 100 MB, the overrun, and what the form adds.
const MOST: usize = 133 * 1024 * 1024;
/// Longest name that is read, in characters.
const LONGEST_NAME: usize = 1_000;

/// A file that the browser saves can do nothing here.
pub(crate) const SHUT_IN: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route(
            "/c/{tenant}/a/{assessment}/plan/{requirement}/files",
            get(back).post(bring).layer(DefaultBodyLimit::max(MOST)),
        )
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}/files/{file}", get(fetch))
        .route("/c/{tenant}/a/{assessment}/plan/{requirement}/files/{file}/delete", post(delete))
}

fn unreadable(error: &MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge { most_kilobytes: MOST / 1024 }
    } else {
        Refusal::new("form-unreadable").into()
    }
}

async fn bring(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    Path((_, assessment, requirement)): Path<(String, String, String)>,
    headers: HeaderMap,
    upload: Multipart,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    match taken(&state, &case, &measure, &headers, upload).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?saved=file#files", measure.here)).into_response()),
        Err(PageError::App(AppError::Refused(refusal))) => {
            let refused = Some(chrome.refusal(&refusal));
            let came = Came { file_refused: refused, ..Came::default() };
            render(&state, chrome, &case, &measure, came, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Reads the form and keeps the file.
async fn taken(
    state: &WebState,
    case: &Case,
    measure: &Measure,
    headers: &HeaderMap,
    mut upload: Multipart,
) -> PageResult<()> {
    let limits = state.app.settings().documents;
    let (mut is_ours, mut file) = (false, None);
    while let Some(mut field) = upload.next_field().await.map_err(|error| unreadable(&error))? {
        match field.name() {
            // The token stands first in the form: without it nothing else is read.
            Some("csrf") if !is_ours => {
                let token = field.text().await.map_err(|error| unreadable(&error))?;
                let visitor = Visit::of(&state.app, &state.options, headers).visitor;
                is_ours = csrf::is_valid(&state.secret, &visitor, &token);
            }
            Some("file") if is_ours && file.is_none() => {
                state.app.may_add_document(&case.access, &measure.shown, measure.requirement).await?;
                let name: String = field.file_name().unwrap_or_default().chars().take(LONGEST_NAME).collect();
                let turn = state.app.file_turn().await?;
                let (mut bytes, mut read) = (Vec::new(), 0_u64);
                while let Some(piece) = field.chunk().await.map_err(|error| unreadable(&error))? {
                    read += piece.len() as u64;
                    if read <= limits.largest {
                        bytes.extend_from_slice(&piece);
                    } else if read > limits.largest + OVERRUN {
                        break;
                    } else {
                        bytes = Vec::new();
                    }
                }
                if read > limits.largest {
                    return Err(state.app.too_large_a_document().into());
                }
                file = Some((name, bytes, turn));
            }
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
    // A browser sends a field without a name and without content if nothing was chosen.
    let file = file.filter(|(name, bytes, _)| !(name.is_empty() && bytes.is_empty()));
    let (name, bytes, _turn) = file.ok_or(Refusal::new("document-none"))?;
    state.app.add_document(&case.access, &measure.shown, measure.requirement, &name, bytes).await?;
    Ok(())
}

type Address = Path<(String, String, String, String)>;

fn document_id(text: &str) -> PageResult<DocumentId> {
    Ok(text.parse().map_err(|_| AppError::NotFound)?)
}

async fn fetch(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment, requirement, file)): Address,
) -> PageResult<Response> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    let id = document_id(&file)?;
    let _turn = state.app.file_turn().await?;
    let read = state.app.read_document(&case.access, measure.requirement, id).await?;
    let disposition = HeaderValue::from_str(&disposition(&read.document.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(read.document.kind.media_type())),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SHUT_IN)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, read.bytes).into_response())
}

/// How the browser is told to save it (RFC 6266): a name that every browser understands, and the real one.
pub(crate) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')') { c } else { '_' })
        .collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            full.push(char::from(byte));
        } else {
            full.push('%');
            full.push_str(&csrf::hex(&[byte]).to_uppercase());
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn delete(
    State(state): State<WebState>,
    case: Case,
    Path((_, assessment, requirement, file)): Address,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    let measure = Measure::find(&state, &case, &assessment, &requirement).await?;
    state.app.delete_document(&case.access, measure.requirement, document_id(&file)?).await?;
    Ok(Redirect::to(&format!("{}?saved=file-deleted#files", measure.here)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_a_header() {
        assert_eq!(
            disposition("Rechnung „1“ Müller.pdf"),
            "attachment; filename=\"Rechnung _1_ M_ller.pdf\"; \
             filename*=UTF-8''Rechnung%20%E2%80%9E1%E2%80%9C%20M%C3%BCller.pdf"
        );
        assert!(HeaderValue::from_str(&disposition("a\"b\\c\u{7f}.txt")).is_ok());
    }
}
