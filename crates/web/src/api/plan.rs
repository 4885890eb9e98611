//! The plan: what is done about each requirement.

use axum::{Router, extract::State, http::Uri, response::Response, routing::get};
use jiff::{Timestamp, civil::Date};
use ringwall_app::{AppError, Saved};
use ringwall_core::{
    api_token::ApiScope,
    plan::{MeasureStatus, PlanItem},
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    organisations::{listed, tagged},
    read::{Asked, Document, ListQuery, NoQuery, Opened, RequirementIn, Seen, changed},
    shape::{List, status_codes},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/plan", get(index))
        .route("/api/v1/organisations/{tenant}/plan/{requirement}", get(show).put(change))
}

/// What is planned about one requirement.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlanEntry {
    #[schema(format = "uuid")]
    requirement: String,
    #[schema(schema_with = status_codes)]
    status: &'static str,
    /// Who does it, in words.
    owner: String,
    /// The account of who does it, if it is one of the organisation or of a partner it lets work on the plan.
    #[schema(format = "uuid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[schema(value_type = Option<String>, format = "date")]
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Date>,
    note: String,
    /// Why it is not for this organisation.
    reason: String,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    done_at: Option<Timestamp>,
    /// Counts changes; say which one you saw when you change it.
    revision: u32,
}

impl From<PlanItem> for PlanEntry {
    fn from(item: PlanItem) -> Self {
        Self {
            requirement: item.requirement.to_string(),
            status: item.status.code(),
            owner: item.owner,
            person: item.owner_account.map(|account| account.to_string()),
            due: item.due,
            note: item.note,
            reason: item.reason,
            done_at: item.done_at,
            revision: item.revision,
        }
    }
}

/// The measures that somebody has touched
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan",
    operation_id = "plan",
    tag = "plan",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["plan:read"])),
    responses((status = 200, description = "A page of the plan", body = List<PlanEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanRead)?;
    let (items, next) = query.page(state.app.plan(&opened.access).await?, |item| item.requirement.to_string())?;
    Ok(listed(&uri, items.into_iter().map(PlanEntry::from).collect(), next))
}

/// What is planned about one requirement
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}",
    operation_id = "planItem",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
    ),
    security(("key" = ["plan:read"])),
    responses((status = 200, description = "The measure", body = PlanEntry, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanRead)?;
    let plan = state.app.plan(&opened.access).await?;
    let item = plan.into_iter().find(|item| item.requirement == requirement).ok_or(AppError::NotFound)?;
    Ok(tagged(item.revision, PlanEntry::from(item)))
}

/// What shall be planned about one requirement from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanChange {
    #[schema(schema_with = status_codes)]
    status: String,
    /// Who does it, in words.
    #[schema(max_length = 200)]
    #[serde(default)]
    owner: String,
    /// The account of who does it; `owner` is then that account's name. `/people` names those of the organisation.
    #[schema(format = "uuid")]
    person: Option<String>,
    #[schema(value_type = Option<String>, format = "date")]
    due: Option<String>,
    #[schema(max_length = 4000)]
    #[serde(default)]
    note: String,
    /// Why it is not for this organisation; needed for `not-for-us`.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// Changes what is planned about one requirement
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}/plan/{requirement}",
    operation_id = "changePlanItem",
    tag = "plan",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("requirement" = String, Path, format = "uuid", description = "Id of the requirement"),
        ("if-match" = Option<String>, Header, description = "The revision that was seen, as in `ETag`; else `If-None-Match: *`", example = "\"1\""),
        ("if-none-match" = Option<String>, Header, description = "`*` if nothing was planned yet", example = "*"),
    ),
    request_body = PlanChange,
    security(("key" = ["plan:write"])),
    responses((status = 200, description = "The measure as it is now", body = PlanEntry, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn change(
    State(state): State<WebState>,
    opened: Opened,
    RequirementIn(requirement): RequirementIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    Seen(seen): Seen,
    Document(new): Document<PlanChange>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanWrite)?;
    let due = new.due.as_deref().map(str::parse::<Date>).transpose();
    let item = PlanItem {
        status: MeasureStatus::from_code(&new.status).ok_or(Refusal::new("measure-status-unknown"))?,
        owner: new.owner,
        owner_account: new.person.map(|id| id.parse()).transpose().map_err(|_| Refusal::new("plan-owner-unknown"))?,
        due: due.map_err(|_| Refusal::new("date-unreadable"))?,
        note: new.note,
        reason: new.reason,
        revision: seen,
        ..PlanItem::untouched(requirement)
    };
    match state.app.change_plan(&opened.access, item).await? {
        Saved::Stored(_) => {}
        Saved::Conflict(_) => return Err(changed()),
        Saved::Missing | Saved::Finished => return Err(AppError::NotFound.into()),
    }
    let plan = state.app.plan(&opened.access).await?;
    let item = plan.into_iter().find(|item| item.requirement == requirement).ok_or(AppError::NotFound)?;
    Ok(tagged(item.revision, PlanEntry::from(item)))
}
