//! Checks: what can be asked.

use axum::{
    Json, Router,
    extract::State,
    http::Uri,
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_app::LoadedCheck;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    guard::Caller,
    organisations::listed,
    read::{Asked, CheckIn, ListQuery, NoQuery},
    shape::{List, Text},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/api/v1/checks", get(index)).route("/api/v1/checks/{check}", get(show))
}

/// A check in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckEntry {
    /// Readable id.
    id: String,
    /// Fingerprint of the newest edition.
    edition: String,
    /// Its version in words.
    version: String,
    title: Text,
    /// Roughly how long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    questions: usize,
}

impl CheckEntry {
    fn of(loaded: &LoadedCheck) -> Self {
        let check = &loaded.check;
        Self {
            id: check.id.clone(),
            edition: loaded.digest.0.clone(),
            version: check.version.clone(),
            title: (&check.title).into(),
            minutes: check.minutes,
            questions: check.questions().count(),
        }
    }
}

/// The checks that can be begun
#[utoipa::path(
    get,
    path = "/api/v1/checks",
    operation_id = "checks",
    tag = "check",
    params(ListQuery),
    responses((status = 200, description = "A page of checks", body = List<CheckEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    _: Caller,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    let mut entries = Vec::new();
    let digests: Vec<_> = state.app.content().checks().map(|edition| edition.digest.clone()).collect();
    let imported = state.app.imported_checks().await?.into_iter().map(|edition| edition.digest);
    for digest in digests.into_iter().chain(imported) {
        entries.push(CheckEntry::of(&*state.app.check(&digest).await?));
    }
    let (items, next) = query.page(entries, |entry| entry.edition.clone())?;
    Ok(listed(&uri, items, next))
}

/// A check with all questions, texts and measures, in its newest edition
#[utoipa::path(
    get,
    path = "/api/v1/checks/{check}",
    operation_id = "check",
    tag = "check",
    params(("check" = String, Path, description = "Readable id of the check", example = "kurzcheck")),
    responses((status = 200, description = "The check", body = Object))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    _: Caller,
    CheckIn(check): CheckIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    let loaded = state.app.newest_check(&check).await?;
    Ok(Json(&*loaded.check).into_response())
}
