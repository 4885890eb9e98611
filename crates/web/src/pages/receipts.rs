//! The receipt of a deletion once more, as a plain text to keep. Whoever knows its number may have it: nothing in it says
//! whose data it was.

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;

use crate::{Chrome, CsrfForm, PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    // The number is a secret, so it is sent in a form and stands in no address.
    Router::new().route("/receipt", post(as_text))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    number: String,
}

async fn as_text(
    State(state): State<WebState>,
    chrome: Chrome,
    CsrfForm(form): CsrfForm<Wanted>,
) -> PageResult<Response> {
    let number: String = form.number.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let receipt = state.app.receipt(&number).await?;
    let mut lines = vec![
        chrome.t("delete-receipt"),
        String::new(),
        chrome.t_str("delete-done-text", "at", chrome.instant(&receipt.at)),
        chrome.t_str("delete-number", "number", &number),
        String::new(),
    ];
    for (what, count) in &receipt.counts {
        let what = if what == "plan_items" { "plan" } else { what };
        lines.push(format!("{:>9}  {}", chrome.number(count), chrome.tc("delete-count-", what)));
    }
    lines.extend([String::new(), chrome.t("delete-confirm"), chrome.t("delete-backups"), chrome.origin.clone()]);
    let name = format!("attachment; filename=\"{}\"", chrome.t("delete-file"));
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, lines.join("\r\n") + "\r\n").into_response())
}
