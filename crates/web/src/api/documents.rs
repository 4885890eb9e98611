//! Documents: files that show that a measure is in place.

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use futures::StreamExt;
use jiff::Timestamp;
use ringwall_app::AppError;
use ringwall_core::{
    api_token::ApiScope,
    document::{Document, DocumentKind},
    id::{DocumentId, RequirementId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    organisations::listed,
    read::{Asked, DocumentIn, ListQuery, NoQuery, Opened, RequirementIn},
    shape::{By, List, document_kinds},
};
use crate::{
    PageError, PageResult, WebState,
    pages::documents::{SHUT_IN, disposition},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/plan/{requirement}/documents", get(index).post(bring))
        .route("/api/v1/organisations/{tenant}/plan/{requirement}/documents/{document}", get(fetch).delete(delete))
}

/// A file on a measure, without its content.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentEntry {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// What it is by its content.
    #[schema(schema_with = document_kinds)]
    kind: &'static str,
    media_type: &'static str,
    /// Bytes.
    size: u64,
    /// SHA-256 of the content, lower-case hex.
    sha256: String,
    by: By,
    #[schema(value_type = String, format = "date-time")]
    created_at: Timestamp,
}

impl From<Document> for DocumentEntry {
    fn from(document: Document) -> Self {
        Self {
            id: document.id.to_string(),
            name: document.name,
            kind: document.kind.code(),
            media_type: DocumentKind::media_type(document.kind),
            size: document.size,
            sha256: document.sha256,
            by: document.by.into(),
            created_at: document.created_at,
        }
    }
}

/// The files on a measure, oldest first
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/documents",
    operation_id = "documents",
    tag = "document",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ListQuery,
    ),
    security(("key" = ["documents:read"])),
    responses((status = 200, description = "A page of files", body = List<DocumentEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::DocumentsRead)?;
    let documents = state.app.documents(&opened.access, requirement).await?;
    let (items, next) = query.page(documents, |document| document.id.to_string())?;
    Ok(listed(&uri, items.into_iter().map(DocumentEntry::from).collect(), next))
}

/// What a file is called.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NameQuery {
    /// Its name; the extension is made to fit the content, and a name that is too long is cut.
    #[param(example = "Rechnung.pdf")]
    name: String,
}

/// Brings a file
///
/// The body is the file itself. What it is is told by its content. The same content on the same measure is kept once,
/// so sending it again does nothing twice; an `Idempotency-Key` is not needed and not looked at. The measure is one of
/// a finished assessment. How large a file may be, and how much an organisation may keep, is set by the operator.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/documents",
    operation_id = "bringDocument",
    tag = "document",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        NameQuery,
    ),
    request_body(content = String, content_type = "application/octet-stream", description = "The file"),
    security(("key" = ["documents:write"])),
    responses((status = 201, description = "The file, as it is kept", body = DocumentEntry, headers(("location" = String, description = "Its address"))))
)]
pub(crate) async fn bring(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(NameQuery { name }): Asked<NameQuery>,
    body: Body,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::DocumentsWrite)?;
    let shown = state.app.assessment_of_measure(&opened.access, requirement).await?;
    // Before a byte is read: may it come at all, and is there room for one more in memory?
    state.app.may_add_document(&opened.access, &shown, requirement).await?;
    let _turn = state.app.file_turn().await?;
    let largest = state.app.settings().documents.largest;
    let (mut bytes, mut pieces) = (Vec::new(), body.into_data_stream());
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| PageError::Problem(StatusCode::BAD_REQUEST, "body-broken-off"))?;
        if bytes.len() as u64 + piece.len() as u64 > largest {
            return Err(state.app.too_large_a_document().into());
        }
        bytes.extend_from_slice(&piece);
    }
    let name: String = name.chars().take(1_000).collect();
    let document = state.app.add_document(&opened.access, &shown, requirement, &name, bytes).await?;
    let at = format!("/api/v1/organisations/{}/plan/{requirement}/documents/{}", opened.tenant, document.id);
    let at = HeaderValue::from_str(&at).map_err(AppError::unavailable)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, at)], Json(DocumentEntry::from(document))).into_response())
}

/// The content of a file
///
/// Always `application/octet-stream` and an attachment; what it really is stands in the list.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/documents/{document}",
    operation_id = "document",
    tag = "document",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("document" = String, Path, format = "uuid", description = "Id of the file"),
    ),
    security(("key" = ["documents:read"])),
    responses((status = 200, description = "The file", body = String, content_type = "application/octet-stream"))
)]
pub(crate) async fn fetch(
    State(state): State<WebState>,
    opened: Opened,
    (RequirementIn(requirement), DocumentIn(id)): (RequirementIn, DocumentIn),
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::DocumentsRead)?;
    let _turn = state.app.file_turn().await?;
    let read = state.app.read_document(&opened.access, requirement, id).await?;
    let disposition = HeaderValue::from_str(&disposition(&read.document.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SHUT_IN)),
    ];
    Ok((headers, read.bytes).into_response())
}

async fn must_be_there(
    state: &WebState,
    opened: &Opened,
    requirement: RequirementId,
    id: DocumentId,
) -> Result<(), AppError> {
    let documents = state.app.documents(&opened.access, requirement).await?;
    if documents.iter().any(|document| document.id == id) { Ok(()) } else { Err(AppError::NotFound) }
}

/// Deletes a file
#[utoipa::path(
    delete,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/documents/{document}",
    operation_id = "deleteDocument",
    tag = "document",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("document" = String, Path, format = "uuid", description = "Id of the file"),
    ),
    security(("key" = ["documents:write"])),
    responses((status = 204, description = "It is gone"))
)]
pub(crate) async fn delete(
    State(state): State<WebState>,
    opened: Opened,
    (RequirementIn(requirement), DocumentIn(id)): (RequirementIn, DocumentIn),
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<StatusCode> {
    opened.caller.require(ApiScope::DocumentsWrite)?;
    must_be_there(&state, &opened, requirement, id).await?;
    state.app.delete_document(&opened.access, requirement, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
