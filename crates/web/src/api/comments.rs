//! Comments on a measure, and its history.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use jiff::Timestamp;
use ringwall_app::AppError;
use ringwall_core::{
    api_token::ApiScope,
    comment::Comment,
    history::{HistoryLine, MeasureChange},
    id::{CommentId, RequirementId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    organisations::listed,
    read::{Asked, CommentIn, Document, ListQuery, NoQuery, Opened, RequirementIn, numbered},
    shape::{By, List},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/plan/{requirement}/comments", get(index).post(write))
        .route("/api/v1/organisations/{tenant}/plan/{requirement}/comments/{comment}", put(edit).delete(delete))
        .route("/api/v1/organisations/{tenant}/plan/{requirement}/history", get(history))
}

/// What somebody said about a measure.
#[derive(Serialize, ToSchema)]
pub(crate) struct CommentEntry {
    #[schema(format = "uuid")]
    id: String,
    by: By,
    text: String,
    #[schema(value_type = String, format = "date-time")]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    edited_at: Option<Timestamp>,
}

impl From<Comment> for CommentEntry {
    fn from(comment: Comment) -> Self {
        Self {
            id: comment.id.to_string(),
            by: comment.by.into(),
            text: comment.text,
            created_at: comment.created_at,
            edited_at: comment.edited_at,
        }
    }
}

/// The comments on a measure, oldest first
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/comments",
    operation_id = "comments",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ListQuery,
    ),
    security(("key" = ["plan:read"])),
    responses((status = 200, description = "A page of comments", body = List<CommentEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanRead)?;
    let comments = state.app.comments(&opened.access, requirement).await?;
    let (items, next) = query.page(comments, |comment| comment.id.to_string())?;
    Ok(listed(&uri, items.into_iter().map(CommentEntry::from).collect(), next))
}

/// A comment about to be written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewComment {
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
}

/// One comment on this measure.
async fn found(
    state: &WebState,
    opened: &Opened,
    requirement: RequirementId,
    id: CommentId,
) -> Result<CommentEntry, AppError> {
    let comments = state.app.comments(&opened.access, requirement).await?;
    comments.into_iter().find(|comment| comment.id == id).map(CommentEntry::from).ok_or(AppError::NotFound)
}

/// Writes a comment on a measure
///
/// The measure is one of a finished assessment. Whoever made the key is named as the one who wrote.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/comments",
    operation_id = "writeComment",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    request_body = NewComment,
    security(("key" = ["plan:write"])),
    responses((status = 201, description = "The new comment", body = CommentEntry, headers(("location" = String, description = "Its address"))))
)]
pub(crate) async fn write(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(new): Document<NewComment>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanWrite)?;
    let shown = state.app.assessment_of_measure(&opened.access, requirement).await?;
    let id = state.app.write_comment(&opened.access, &shown, requirement, &new.text).await?;
    let comment = found(&state, &opened, requirement, id).await?;
    let at = format!("/api/v1/organisations/{}/plan/{requirement}/comments/{id}", opened.tenant);
    let at = HeaderValue::from_str(&at).map_err(AppError::unavailable)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, at)], Json(comment)).into_response())
}

/// Changes the words of a comment
///
/// Possible for 15 minutes, with a key made by the person who made the key it was written with.
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/comments/{comment}",
    operation_id = "editComment",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("comment" = String, Path, format = "uuid", description = "Id of the comment"),
    ),
    request_body = NewComment,
    security(("key" = ["plan:write"])),
    responses((status = 200, description = "The comment as it is now", body = CommentEntry))
)]
pub(crate) async fn edit(
    State(state): State<WebState>,
    opened: Opened,
    (RequirementIn(requirement), CommentIn(id)): (RequirementIn, CommentIn),
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(new): Document<NewComment>,
) -> PageResult<Json<CommentEntry>> {
    opened.caller.require(ApiScope::PlanWrite)?;
    state.app.edit_comment(&opened.access, requirement, id, &new.text).await?;
    Ok(Json(found(&state, &opened, requirement, id).await?))
}

/// Deletes a comment
#[utoipa::path(
    delete,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/comments/{comment}",
    operation_id = "deleteComment",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("comment" = String, Path, format = "uuid", description = "Id of the comment"),
    ),
    security(("key" = ["plan:write"])),
    responses((status = 204, description = "It is gone"))
)]
pub(crate) async fn delete(
    State(state): State<WebState>,
    opened: Opened,
    (RequirementIn(requirement), CommentIn(id)): (RequirementIn, CommentIn),
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<StatusCode> {
    opened.caller.require(ApiScope::PlanWrite)?;
    // A program is told that there is no such thing; a page calls it deleted either way.
    found(&state, &opened, requirement, id).await?;
    state.app.delete_comment(&opened.access, requirement, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One thing that changed.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangeEntry {
    /// `status`, `owner`, `due`, `reason`, `note`, `comment-added`, `comment-edited`, `comment-deleted`,
    /// `document-added` or `document-deleted`; more may come.
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

impl From<MeasureChange> for ChangeEntry {
    fn from(change: MeasureChange) -> Self {
        let plain = |what| Self { what, from: None, to: None };
        match change {
            MeasureChange::Status { from, to } => {
                Self { what: "status", from: Some(from.code().to_owned()), to: Some(to.code().to_owned()) }
            }
            MeasureChange::Owner { from, to } => Self { what: "owner", from: Some(from), to: Some(to) },
            MeasureChange::Due { from, to } => {
                Self { what: "due", from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) }
            }
            MeasureChange::Reason { to } => Self { what: "reason", from: None, to: Some(to) },
            MeasureChange::Note => plain("note"),
            MeasureChange::CommentAdded => plain("comment-added"),
            MeasureChange::CommentEdited => plain("comment-edited"),
            MeasureChange::CommentDeleted => plain("comment-deleted"),
            MeasureChange::DocumentAdded { name } => Self { what: "document-added", from: None, to: Some(name) },
            MeasureChange::DocumentDeleted { name } => Self { what: "document-deleted", from: Some(name), to: None },
        }
    }
}

/// What somebody changed about a measure at one moment.
#[derive(Serialize, ToSchema)]
pub(crate) struct HistoryEntry {
    #[schema(value_type = String, format = "date-time")]
    at: Timestamp,
    by: By,
    /// How: `page`, `bulk` or `follow-up`. What a program does counts as `page`; `by.role` tells it apart.
    source: &'static str,
    changes: Vec<ChangeEntry>,
}

impl From<HistoryLine> for HistoryEntry {
    fn from(line: HistoryLine) -> Self {
        Self {
            at: line.at,
            by: line.by.into(),
            source: line.source.code(),
            changes: line.changes.into_iter().map(ChangeEntry::from).collect(),
        }
    }
}

/// The last changes of a measure, newest first; at most 200
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}/history",
    operation_id = "history",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ListQuery,
    ),
    security(("key" = ["plan:read"])),
    responses((status = 200, description = "A page of changes", body = List<HistoryEntry>))
)]
pub(crate) async fn history(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanRead)?;
    let lines = state.app.history(&opened.access, requirement).await?;
    let (items, next) = query.page(numbered(lines, |line| line.at), |(key, _)| key.clone())?;
    Ok(listed(&uri, items.into_iter().map(|(_, line)| HistoryEntry::from(line)).collect(), next))
}
