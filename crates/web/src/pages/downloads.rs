//! Documents about an assessment, rendered while the reader waits.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_app::Download;
use ringwall_content::format;
use ringwall_core::id::AssessmentId;

use crate::{Case, Chrome, PageError, PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    // Written out, so that the table of permissions can read them from the source.
    Router::new()
        .route("/c/{tenant}/a/{assessment}/report.pdf", get(download))
        .route("/c/{tenant}/a/{assessment}/report.docx", get(download))
        .route("/c/{tenant}/a/{assessment}/dossier.json", get(download))
        .route("/c/{tenant}/a/{assessment}/answers.csv", get(download))
        .route("/c/{tenant}/a/{assessment}/measures.csv", get(download))
}

async fn download(
    State(state): State<WebState>,
    Path((_, assessment)): Path<(String, String)>,
    uri: Uri,
    chrome: Chrome,
    case: Case,
) -> PageResult<Response> {
    let file = uri.path().rsplit('/').next().unwrap_or_default();
    let kind = Download::ALL.into_iter().find(|kind| kind.file() == file).ok_or(PageError::not_found())?;
    let id: AssessmentId = assessment.parse().map_err(|_| PageError::not_found())?;
    let bytes = state.app.download(&case.access, id, kind, chrome.language).await?;
    let day = state.app.now().to_zoned_datetime(format::zone()).date();
    let (stem, extension) = kind.file().split_once('.').unwrap_or((kind.file(), "bin"));
    let name = chrome.t(&format!("download-file-{stem}"));
    let disposition = format!("attachment; filename=\"{name}-{day}.{extension}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
