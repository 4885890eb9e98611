//! Requests for help of an organisation, and their appointments.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use jiff::Timestamp;
use ringwall_app::{AppError, AskForHelp, HelpView, Seat};
use ringwall_core::{
    api_token::ApiScope,
    help_request::{Asker, HelpTopic, Wish},
    id::HelpRequestId,
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    appointments::{AppointmentEntry, AppointmentWish},
    organisations::listed,
    read::{Asked, Document, ListQuery, NoDocument, NoQuery, Opened, RequestIn},
    shape::{
        AskerEntry, List, Named, proposal_states, reason_codes, request_states, talk_languages, times, topics, wishes,
    },
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/areas", get(areas))
        .route("/api/v1/organisations/{tenant}/requests", get(index).post(ask))
        .route("/api/v1/organisations/{tenant}/requests/{request}", get(show))
        .route("/api/v1/organisations/{tenant}/requests/{request}/withdraw", post(withdraw))
        .route("/api/v1/organisations/{tenant}/requests/{request}/finish", post(finish))
        .route("/api/v1/organisations/{tenant}/requests/{request}/appointment", put(propose).delete(cancel))
        .route("/api/v1/organisations/{tenant}/requests/{request}/appointment/confirm", post(confirm))
}

/// The areas in which help can be looked for, by name
#[utoipa::path(
    get,
    path = "/api/v1/areas",
    operation_id = "areas",
    tag = "request",
    params(ListQuery),
    security(("key" = ["requests:read"])),
    responses((status = 200, description = "A page of areas", body = List<Named>))
)]
pub(crate) async fn areas(
    State(state): State<WebState>,
    caller: super::guard::Caller,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    caller.require(ApiScope::RequestsRead)?;
    let (items, next) = query.page(state.app.areas().await?, |area| area.id.to_string())?;
    let items = items.into_iter().map(|area| Named { id: area.id.to_string(), name: area.name });
    Ok(listed(&uri, items.collect(), next))
}

/// A partner that was asked, and why this one.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskedEntry {
    partner: Named,
    #[schema(schema_with = proposal_states)]
    state: &'static str,
    #[schema(schema_with = reasons)]
    reasons: Vec<&'static str>,
    #[schema(value_type = String, format = "date-time")]
    asked_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
}

pub(super) fn reasons() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new().items(reason_codes()).build()
}

pub(super) fn list_of_times() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new().items(times()).build()
}

/// A request for help.
#[derive(Serialize, ToSchema)]
pub(crate) struct RequestEntry {
    #[schema(format = "uuid")]
    id: String,
    area: Named,
    #[schema(schema_with = wishes)]
    wish: &'static str,
    #[schema(schema_with = topics)]
    topic: &'static str,
    /// Convenient times; empty means any.
    #[schema(schema_with = list_of_times)]
    times: Vec<String>,
    #[schema(schema_with = talk_languages)]
    language: String,
    #[schema(schema_with = request_states)]
    state: &'static str,
    /// The result that shall be shown to whoever helps, once there is a consent.
    #[schema(format = "uuid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    assessment: Option<String>,
    asker: AskerEntry,
    /// Who was asked so far.
    asked: Vec<AskedEntry>,
    /// Who took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<Named>,
    /// The newest appointment.
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<AppointmentEntry>,
    /// Until when those who were asked can answer.
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_by: Option<Timestamp>,
    #[schema(value_type = String, format = "date-time")]
    created_at: Timestamp,
    #[schema(value_type = String, format = "date-time")]
    changed_at: Timestamp,
}

impl From<HelpView> for RequestEntry {
    fn from(view: HelpView) -> Self {
        let (record, request) = (view.record, view.asked);
        Self {
            id: record.id.to_string(),
            area: Named { id: view.area.id.to_string(), name: view.area.name },
            wish: record.request.wish.code(),
            topic: record.request.topic.code(),
            times: record.request.times,
            language: record.request.language,
            state: record.state.code(),
            assessment: record.assessment.map(|id| id.to_string()),
            asker: record.request.asker.into(),
            asked: request
                .into_iter()
                .map(|(proposal, partner)| AskedEntry {
                    partner: Named { id: partner.id.to_string(), name: partner.name },
                    state: proposal.state.code(),
                    reasons: proposal.reasons.iter().map(|reason| reason.code()).collect(),
                    asked_at: proposal.created_at,
                    answered_at: proposal.answered_at,
                })
                .collect(),
            partner: view.partner.map(|partner| Named { id: partner.id.to_string(), name: partner.name }),
            appointment: view.appointment.map(|found| found.appointment.into()),
            answer_by: record.answer_by,
            created_at: record.created_at,
            changed_at: record.changed_at,
        }
    }
}

/// A request for help in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct RequestHead {
    #[schema(format = "uuid")]
    id: String,
    #[schema(schema_with = wishes)]
    wish: &'static str,
    #[schema(schema_with = topics)]
    topic: &'static str,
    #[schema(schema_with = request_states)]
    state: &'static str,
    #[schema(value_type = String, format = "date-time")]
    created_at: Timestamp,
    #[schema(value_type = String, format = "date-time")]
    changed_at: Timestamp,
}

/// The requests for help of an organisation, newest first
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/requests",
    operation_id = "requests",
    tag = "request",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["requests:read"])),
    responses((status = 200, description = "A page of requests", body = List<RequestHead>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::RequestsRead)?;
    let (items, next) = query.page(state.app.help_requests(&opened.access).await?, |record| record.id.to_string())?;
    let items = items.into_iter().map(|record| RequestHead {
        id: record.id.to_string(),
        wish: record.request.wish.code(),
        topic: record.request.topic.code(),
        state: record.state.code(),
        created_at: record.created_at,
        changed_at: record.changed_at,
    });
    Ok(listed(&uri, items.collect(), next))
}

/// A request for help about to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRequest {
    /// Id of the area in which help is looked for; `/api/v1/areas` names all.
    #[schema(format = "uuid")]
    area: String,
    #[schema(schema_with = wishes)]
    wish: String,
    #[schema(schema_with = topics)]
    topic: String,
    /// Convenient times; empty means any.
    #[schema(schema_with = list_of_times)]
    #[serde(default)]
    times: Vec<String>,
    /// Language of the talk.
    #[schema(schema_with = talk_languages)]
    language: String,
    /// A finished assessment that shall be shown to whoever helps. Showing it still needs a consent, which a person
    /// gives on the page.
    #[schema(format = "uuid")]
    assessment: Option<String>,
    asker: NewAsker,
}

/// Who asks. The partner that takes the request is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAsker {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(format = "email", max_length = 254)]
    email: String,
    #[schema(max_length = 40)]
    phone: Option<String>,
    #[schema(max_length = 200)]
    organisation: Option<String>,
    #[schema(max_length = 2000)]
    #[serde(default)]
    message: String,
}

async fn shown(state: &WebState, opened: &Opened, id: HelpRequestId) -> Result<RequestEntry, AppError> {
    Ok(state.app.help_request(&opened.access, id).await?.into())
}

/// Asks for help: the first partners are asked at once
///
/// At most five requests of an organisation can be under way.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/requests",
    operation_id = "askForHelp",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    request_body = NewRequest,
    security(("key" = ["requests:write"])),
    responses((status = 201, description = "The new request", body = RequestEntry, headers(("location" = String, description = "Its address"))))
)]
pub(crate) async fn ask(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(new): Document<NewRequest>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::RequestsWrite)?;
    let assessment = match new.assessment {
        None => None,
        Some(id) => Some(id.parse().map_err(|_| Refusal::new("request-assessment-unknown"))?),
    };
    let ask = AskForHelp {
        area: new.area.parse().map_err(|_| Refusal::new("area-unknown"))?,
        wish: Wish::from_code(&new.wish).ok_or(Refusal::new("wish-missing"))?,
        topic: HelpTopic::from_code(&new.topic).ok_or(Refusal::new("topic-missing"))?,
        times: new.times,
        language: new.language,
        assessment,
        asker: Asker {
            name: new.asker.name,
            email: new.asker.email,
            phone: new.asker.phone,
            organisation: new.asker.organisation,
            message: new.asker.message,
        },
    };
    let id = match state.app.ask_for_help(&opened.access, ask).await {
        // The organisation is there; what is missing is the assessment that was named.
        Err(AppError::NotFound) => return Err(Refusal::new("request-assessment-unknown").into()),
        other => other?,
    };
    let at = format!("/api/v1/organisations/{}/requests/{id}", opened.tenant);
    let at = HeaderValue::from_str(&at).map_err(AppError::unavailable)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, at)], Json(shown(&state, &opened, id).await?)).into_response())
}

/// One request for help, with who was asked and the appointment
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/requests/{request}",
    operation_id = "request",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    security(("key" = ["requests:read"])),
    responses((status = 200, description = "The request", body = RequestEntry))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Json<RequestEntry>> {
    opened.caller.require(ApiScope::RequestsRead)?;
    Ok(Json(shown(&state, &opened, id).await?))
}

/// Takes a request back; whoever was asked is told
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/requests/{request}/withdraw",
    operation_id = "withdrawRequest",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["requests:write"])),
    responses((status = 200, description = "The request as it is now", body = RequestEntry))
)]
pub(crate) async fn withdraw(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<RequestEntry>> {
    opened.caller.require(ApiScope::RequestsWrite)?;
    state.app.withdraw_help(&opened.access, id).await?;
    Ok(Json(shown(&state, &opened, id).await?))
}

/// Says that a request was dealt with
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/requests/{request}/finish",
    operation_id = "finishRequest",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["requests:write"])),
    responses((status = 200, description = "The request as it is now", body = RequestEntry))
)]
pub(crate) async fn finish(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<RequestEntry>> {
    opened.caller.require(ApiScope::RequestsWrite)?;
    state.app.finish_help(&opened.access, id).await?;
    Ok(Json(shown(&state, &opened, id).await?))
}

/// Names a time for a talk, or another one
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}/requests/{request}/appointment",
    operation_id = "proposeAppointment",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    request_body = AppointmentWish,
    security(("key" = ["appointments:write"])),
    responses((status = 200, description = "The request as it is now", body = RequestEntry))
)]
pub(crate) async fn propose(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(wish): Document<AppointmentWish>,
) -> PageResult<Json<RequestEntry>> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    state.app.propose_appointment(Seat::Organisation(&opened.access), id, wish.read()?).await?;
    Ok(Json(shown(&state, &opened, id).await?))
}

/// Says yes to the time that the partner named
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/requests/{request}/appointment/confirm",
    operation_id = "confirmAppointment",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["appointments:write"])),
    responses((status = 200, description = "The request as it is now", body = RequestEntry))
)]
pub(crate) async fn confirm(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<RequestEntry>> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    state.app.confirm_appointment(Seat::Organisation(&opened.access), id).await?;
    Ok(Json(shown(&state, &opened, id).await?))
}

/// Calls the appointment off; both sides are told
#[utoipa::path(
    delete,
    path = "/api/v1/organisations/{tenant}/requests/{request}/appointment",
    operation_id = "cancelAppointment",
    tag = "request",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    security(("key" = ["appointments:write"])),
    responses((status = 204, description = "It does not take place"))
)]
pub(crate) async fn cancel(
    State(state): State<WebState>,
    opened: Opened,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<StatusCode> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    state.app.cancel_appointment(Seat::Organisation(&opened.access), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
