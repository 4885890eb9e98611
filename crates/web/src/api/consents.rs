//! What an organisation consented to, who looked because of it, what happened in its folder, and who works there.

use axum::{Router, extract::State, http::Uri, response::Response, routing::get};
use jiff::{Timestamp, civil::Date};
use ringwall_core::api_token::ApiScope;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    organisations::listed,
    read::{Asked, ListQuery, Opened, numbered},
    shape::{List, Named, purposes, roles},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/consents", get(index))
        .route("/api/v1/organisations/{tenant}/looks", get(looks))
        .route("/api/v1/organisations/{tenant}/events", get(events))
        .route("/api/v1/organisations/{tenant}/people", get(people))
}

/// A consent.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConsentEntry {
    #[schema(format = "uuid")]
    id: String,
    #[schema(schema_with = purposes)]
    purpose: &'static str,
    /// To whom, if the purpose names a partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<Named>,
    /// Version of the words that were shown.
    version: String,
    /// SHA-256 of these words.
    digest: String,
    /// The language in which they were read.
    language: &'static str,
    #[schema(value_type = String, format = "date-time")]
    given_at: Timestamp,
    /// Name of who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_by: Option<String>,
    /// When it was taken back; it holds if this is not there.
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_by: Option<String>,
}

/// All consents an organisation ever gave, newest first
///
/// Giving a consent and taking it back is for people, on the page: no key can do it.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/consents",
    operation_id = "consents",
    tag = "ownership",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["consents:read"])),
    responses((status = 200, description = "A page of consents", body = List<ConsentEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::ConsentsRead)?;
    let (items, next) = query.page(state.app.consents(&opened.access).await?, |shown| shown.consent.id.to_string())?;
    let items = items.into_iter().map(|shown| {
        let consent = shown.consent;
        let named = |id: ringwall_core::id::PartnerId| Named {
            id: id.to_string(),
            name: shown.partner.clone().unwrap_or_default(),
        };
        ConsentEntry {
            id: consent.id.to_string(),
            purpose: consent.purpose.code(),
            partner: consent.partner.map(named),
            version: consent.version,
            digest: consent.digest,
            language: consent.language.code(),
            given_at: consent.given_at,
            given_by: shown.given_by,
            revoked_at: consent.revoked_at,
            revoked_by: shown.revoked_by,
        }
    });
    Ok(listed(&uri, items.collect(), next))
}

/// Somebody of outside looked at one kind of page on one day.
#[derive(Serialize, ToSchema)]
pub(crate) struct LookEntry {
    #[schema(value_type = String, format = "date")]
    day: Date,
    /// Name of the person, if the account is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<Named>,
    /// What was looked at, as a code.
    page: String,
    #[schema(value_type = String, format = "date-time")]
    first_at: Timestamp,
    #[schema(value_type = String, format = "date-time")]
    last_at: Timestamp,
    /// How often on that day.
    times: u32,
}

/// Who of outside looked at the organisation's data, newest first; at most 500 lines
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/looks",
    operation_id = "looks",
    tag = "ownership",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["log:read"])),
    responses((status = 200, description = "A page of looks", body = List<LookEntry>))
)]
pub(crate) async fn looks(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::LogRead)?;
    let looks = numbered(state.app.looks(&opened.access).await?, |shown| shown.look.first_at);
    let (items, next) = query.page(looks, |(key, _)| key.clone())?;
    let items = items.into_iter().map(|(_, shown)| {
        let name = shown.partner;
        LookEntry {
            day: shown.look.day,
            person: shown.person,
            partner: shown.look.partner.map(|id| Named { id: id.to_string(), name: name.unwrap_or_default() }),
            page: shown.look.page,
            first_at: shown.look.first_at,
            last_at: shown.look.last_at,
            times: shown.look.times,
        }
    });
    Ok(listed(&uri, items.collect(), next))
}

/// Something that happened in the folder.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventEntry {
    #[schema(value_type = String, format = "date-time")]
    at: Timestamp,
    /// As what somebody acted: the code of a role, `visitor` (the resume link), `program` or `system`.
    role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    /// What happened, as a code.
    event: String,
}

/// What else happened in the organisation's folder, newest first; at most 200 lines
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/events",
    operation_id = "events",
    tag = "ownership",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["log:read"])),
    responses((status = 200, description = "A page of events", body = List<EventEntry>))
)]
pub(crate) async fn events(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::LogRead)?;
    let events = numbered(state.app.events(&opened.access).await?, |event| event.at);
    let (items, next) = query.page(events, |(key, _)| key.clone())?;
    let items = items.into_iter().map(|(_, event)| EventEntry {
        at: event.at,
        role: event.role,
        person: event.person,
        event: event.event,
    });
    Ok(listed(&uri, items.collect(), next))
}

/// Somebody who works for the organisation.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonEntry {
    /// Id of the account; `person` in the plan.
    #[schema(format = "uuid")]
    id: String,
    name: String,
    email: String,
    #[schema(schema_with = roles)]
    role: &'static str,
}

/// Who works for the organisation, by name
///
/// Inviting people and taking roles is for people, on the page.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/people",
    operation_id = "people",
    tag = "ownership",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["people:read"])),
    responses((status = 200, description = "A page of people", body = List<PersonEntry>))
)]
pub(crate) async fn people(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PeopleRead)?;
    let people = state.app.people_of(&opened.access).await?;
    let (items, next) = query.page(people, |(account, role)| format!("{}.{}", account.id, role.code()))?;
    let items = items.into_iter().map(|(account, role)| PersonEntry {
        id: account.id.to_string(),
        name: account.name,
        email: account.email,
        role: role.code(),
    });
    Ok(listed(&uri, items.collect(), next))
}
