//! Problem documents: how a program is told that something did not work (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Chrome;

/// Media type of a problem document.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// What did not work, and why.
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Names the kind of problem; the same as `code`, as an address.
    #[schema(example = "urn:ringwall:problem:not-found")]
    r#type: String,
    /// The kind of problem in words, in the language asked for with `Accept-Language`.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong here and what to do, in words.
    detail: String,
    /// The kind of problem for programs. Stable.
    #[schema(example = "not-found")]
    code: String,
    /// Number under which the operator finds it in the log.
    reference: String,
}

/// Whether a path belongs to programs.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// The problem document for a failure. `kind` is the last part of the text key.
pub(crate) fn render(chrome: &Chrome, status: StatusCode, kind: &str, code: &str, sentence: String) -> Response {
    let problem = Problem {
        r#type: format!("urn:ringwall:problem:{code}"),
        title: chrome.t(&format!("error-{kind}")),
        status: status.as_u16(),
        detail: sentence,
        code: code.to_owned(),
        reference: chrome.reference.clone(),
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(chrome.language.code()));
    match code {
        "token" => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"ringwall\""));
        }
        "scope" => {
            let told = HeaderValue::from_static("Bearer realm=\"ringwall\", error=\"insufficient_scope\"");
            headers.insert(header::WWW_AUTHENTICATE, told);
        }
        _ => {}
    }
    response
}
