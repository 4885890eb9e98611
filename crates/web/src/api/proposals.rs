//! What a partner was asked, and its answers. Keys to partners open this and nothing of any organisation's folder.

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
    routing::{get, post, put},
};
use jiff::Timestamp;
use ringwall_app::{AppError, HelpRecord, PartnerView, Proposal, Seat};
use ringwall_core::{
    api_token::ApiScope,
    help_request::{Asker, RequestState},
    id::HelpRequestId,
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    appointments::{AppointmentEntry, AppointmentWish},
    helps::{list_of_times, reasons},
    organisations::listed,
    read::{Asked, Document, NoDocument, NoQuery, OpenedPartner, RequestIn},
    shape::{AskerEntry, List, kind_codes, proposal_states, request_states, sizes, talk_languages, topics, wishes},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/partners/{partner}/proposals", get(index))
        .route("/api/v1/partners/{partner}/proposals/{request}", get(show))
        .route("/api/v1/partners/{partner}/proposals/{request}/accept", post(accept))
        .route("/api/v1/partners/{partner}/proposals/{request}/decline", post(decline))
        .route("/api/v1/partners/{partner}/proposals/{request}/give-back", post(give_back))
        .route("/api/v1/partners/{partner}/proposals/{request}/finish", post(finish))
        .route("/api/v1/partners/{partner}/proposals/{request}/appointment", put(propose).delete(cancel))
        .route("/api/v1/partners/{partner}/proposals/{request}/appointment/confirm", post(confirm))
}

/// What a partner was asked.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposalEntry {
    /// Id of the request.
    #[schema(format = "uuid")]
    request: String,
    /// How far this partner's answer is.
    #[schema(schema_with = proposal_states)]
    state: &'static str,
    /// How far the request is.
    #[schema(schema_with = request_states)]
    request_state: &'static str,
    /// Why this partner was asked.
    #[schema(schema_with = reasons)]
    reasons: Vec<&'static str>,
    /// Name of the area.
    area: String,
    #[schema(schema_with = wishes)]
    wish: &'static str,
    #[schema(schema_with = topics)]
    topic: &'static str,
    /// Convenient times; empty means any.
    #[schema(schema_with = list_of_times)]
    times: Vec<String>,
    #[schema(schema_with = talk_languages)]
    language: String,
    #[schema(schema_with = kind_codes)]
    kind: &'static str,
    #[schema(schema_with = sizes)]
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<String>,
    /// Who asks: only while this partner has the request in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    asker: Option<AskerEntry>,
    /// The newest appointment: only while this partner has the request in hand; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<AppointmentEntry>,
    #[schema(value_type = String, format = "date-time")]
    asked_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
    /// Until when this partner can answer.
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_by: Option<Timestamp>,
}

impl ProposalEntry {
    fn new(
        proposal: &Proposal,
        state: RequestState,
        record: HelpRecord,
        area: String,
        asker: Option<Asker>,
        appointment: Option<AppointmentEntry>,
    ) -> Self {
        let request = record.request;
        Self {
            request: record.id.to_string(),
            state: proposal.state.code(),
            request_state: state.code(),
            reasons: proposal.reasons.iter().map(|reason| reason.code()).collect(),
            area,
            wish: request.wish.code(),
            topic: request.topic.code(),
            times: request.times,
            language: request.language,
            kind: request.kind.code(),
            size: request.size.map(ringwall_core::organisation::SizeClass::code),
            sector: request.sector,
            asker: asker.map(AskerEntry::from),
            appointment,
            asked_at: proposal.created_at,
            answered_at: proposal.answered_at,
            answer_by: record.answer_by,
        }
    }
}

impl From<PartnerView> for ProposalEntry {
    fn from(view: PartnerView) -> Self {
        let appointment = view.appointment.map(|found| found.appointment.into());
        Self::new(&view.proposal, view.state, view.record, view.area, view.asker, appointment)
    }
}

/// Where to go on in a list of fixed pages.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AfterQuery {
    /// Where to go on: `next` of the page before.
    #[param(max_length = 100, pattern = "^[0-9a-zA-Z._-]+$")]
    after: Option<String>,
}

/// What a partner was asked, newest first, 30 on a page
#[utoipa::path(
    get,
    path = "/api/v1/partners/{partner}/proposals",
    operation_id = "proposals",
    tag = "proposal",
    params(("partner" = String, Path, format = "uuid", description = "Id of the partner"), AfterQuery),
    security(("key" = ["proposals:read"])),
    responses((status = 200, description = "A page of proposals", body = List<ProposalEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: OpenedPartner,
    Asked(query): Asked<AfterQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::ProposalsRead)?;
    let (program, partner) = (&*opened.caller.0, opened.partner);
    let after: Option<HelpRequestId> = match query.after {
        None => None,
        Some(after) => {
            let id = after.parse().map_err(|_| Refusal::new("list-after"))?;
            match state.app.request_to_partner(program, partner, id).await {
                Err(AppError::NotFound) => return Err(Refusal::new("list-after").into()),
                other => other?,
            };
            Some(id)
        }
    };
    let found = state.app.requests_to_partner(program, partner, after).await?;
    let items = found.requests.into_iter().map(|(proposal, record, area)| {
        let in_hand = record.partner == Some(partner) && record.state.is_taken();
        let asker = in_hand.then(|| record.request.asker.clone());
        ProposalEntry::new(&proposal, record.state, record, area, asker, None)
    });
    Ok(listed(&uri, items.collect(), found.next.map(|next| next.to_string())))
}

/// One request that a partner was asked about
#[utoipa::path(
    get,
    path = "/api/v1/partners/{partner}/proposals/{request}",
    operation_id = "proposal",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    security(("key" = ["proposals:read"])),
    responses((status = 200, description = "The proposal", body = ProposalEntry))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Json<ProposalEntry>> {
    opened.caller.require(ApiScope::ProposalsRead)?;
    Ok(Json(state.app.request_to_partner(&*opened.caller.0, opened.partner, id).await?.into()))
}

/// How things stand after a change. Nothing about whoever asks is in it: what is answered here is kept for a day, in
/// case the same request comes again.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProposalState {
    #[schema(format = "uuid")]
    request: String,
    #[schema(schema_with = proposal_states)]
    state: &'static str,
    #[schema(schema_with = request_states)]
    request_state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<AppointmentEntry>,
}

async fn standing(state: &WebState, opened: &OpenedPartner, id: HelpRequestId) -> PageResult<Json<ProposalState>> {
    let view = state.app.request_to_partner(&*opened.caller.0, opened.partner, id).await?;
    Ok(Json(ProposalState {
        request: id.to_string(),
        state: view.proposal.state.code(),
        request_state: view.state.code(),
        appointment: view.appointment.map(|found| found.appointment.into()),
    }))
}

/// Takes a request; the others who were asked are told
///
/// 422 with the code `proposal-over` if somebody else was faster or the time has passed.
#[utoipa::path(
    post,
    path = "/api/v1/partners/{partner}/proposals/{request}/accept",
    operation_id = "acceptProposal",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["proposals:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn accept(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::ProposalsWrite)?;
    state.app.answer_request(&*opened.caller.0, opened.partner, id, true).await?;
    standing(&state, &opened, id).await
}

/// Declines a request
#[utoipa::path(
    post,
    path = "/api/v1/partners/{partner}/proposals/{request}/decline",
    operation_id = "declineProposal",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["proposals:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn decline(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::ProposalsWrite)?;
    state.app.answer_request(&*opened.caller.0, opened.partner, id, false).await?;
    standing(&state, &opened, id).await
}

/// Gives a request back that was taken; the next partners are asked
#[utoipa::path(
    post,
    path = "/api/v1/partners/{partner}/proposals/{request}/give-back",
    operation_id = "giveBackProposal",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["proposals:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn give_back(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::ProposalsWrite)?;
    state.app.give_back(&*opened.caller.0, opened.partner, id).await?;
    standing(&state, &opened, id).await
}

/// Says that a request was dealt with
#[utoipa::path(
    post,
    path = "/api/v1/partners/{partner}/proposals/{request}/finish",
    operation_id = "finishProposal",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["proposals:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn finish(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::ProposalsWrite)?;
    state.app.finish_request(&*opened.caller.0, opened.partner, id).await?;
    standing(&state, &opened, id).await
}

/// Names a time for a talk, or another one
#[utoipa::path(
    put,
    path = "/api/v1/partners/{partner}/proposals/{request}/appointment",
    operation_id = "proposeAppointmentForPartner",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    request_body = AppointmentWish,
    security(("key" = ["appointments:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn propose(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(wish): Document<AppointmentWish>,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    let seat = Seat::Program(&opened.caller.0, opened.partner);
    state.app.propose_appointment(seat, id, wish.read()?).await?;
    standing(&state, &opened, id).await
}

/// Says yes to the time that the organisation named
#[utoipa::path(
    post,
    path = "/api/v1/partners/{partner}/proposals/{request}/appointment/confirm",
    operation_id = "confirmAppointmentForPartner",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["appointments:write"])),
    responses((status = 200, description = "How things stand", body = ProposalState))
)]
pub(crate) async fn confirm(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<ProposalState>> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    state.app.confirm_appointment(Seat::Program(&opened.caller.0, opened.partner), id).await?;
    standing(&state, &opened, id).await
}

/// Calls the appointment off; both sides are told
#[utoipa::path(
    delete,
    path = "/api/v1/partners/{partner}/proposals/{request}/appointment",
    operation_id = "cancelAppointmentForPartner",
    tag = "proposal",
    params(
        ("partner" = String, Path, format = "uuid", description = "Id of the partner"),
        ("request" = String, Path, format = "uuid", description = "Id of the request"),
    ),
    security(("key" = ["appointments:write"])),
    responses((status = 204, description = "It does not take place"))
)]
pub(crate) async fn cancel(
    State(state): State<WebState>,
    opened: OpenedPartner,
    RequestIn(id): RequestIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<StatusCode> {
    opened.caller.require(ApiScope::AppointmentsWrite)?;
    state.app.cancel_appointment(Seat::Program(&opened.caller.0, opened.partner), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
