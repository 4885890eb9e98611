//! What partners are asked: by the link in a mail, and in the app.
//!
//! Opening the link shows the question and changes nothing, so that programs which open every link in a mail do not
//! answer for anybody. Only the form answers.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, LinkToken, PartnerView, Seat};
use ringwall_core::{
    appointment::Party,
    help_request::ProposalState,
    id::{HelpRequestId, PartnerId},
    refusal::Refusal,
};

use super::{
    helps::{AppointmentView, about, appointment_changed, appointment_errors, calendar_file, done, facts},
    regions::refused,
};
use crate::{
    Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState,
    chrome::query_value,
    forms::{Fields, FormErrors},
    limit::{Limited, Visitor},
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/proposal/{token}", get(by_link).post(answer_by_link))
        .route("/partner/{partner}/requests", get(requests))
        .route("/partner/{partner}/requests/{request}", get(request).post(act))
        .route("/partner/{partner}/requests/{request}/appointment", post(change_appointment).get(back))
        .route("/partner/{partner}/requests/{request}/appointment.ics", get(calendar))
}

#[derive(Template)]
#[template(path = "proposal/show.html")]
struct Show {
    /// Where the forms go: the link itself, or the request in the app.
    here: String,
    /// The list in the app; none for somebody who came by link.
    list: Option<String>,
    /// The request in the app.
    inside: String,
    facts: Vec<(String, String)>,
    reasons: Vec<&'static str>,
    until: Option<String>,
    full: bool,
    open: bool,
    state: &'static str,
    said: Option<&'static str>,
    refused: Option<String>,
    appointment: Option<AppointmentView>,
    view: PartnerView,
    chrome: Chrome,
}

impl Show {
    fn new(
        app: &ringwall_app::App,
        chrome: Chrome,
        view: PartnerView,
        link: Option<&LinkToken>,
        said: Option<&'static str>,
        refused: Option<String>,
        typed: Option<(Fields, FormErrors)>,
    ) -> Self {
        let inside = format!("/partner/{}/requests/{}", view.partner.id, view.record.id);
        let appointment = view.asker.as_ref().filter(|_| link.is_none()).map(|_| {
            let action = format!("{inside}/appointment");
            AppointmentView::new(&chrome, action, Party::Partner, view.appointment.as_ref(), typed, app.now())
        });
        Self {
            here: link.map_or_else(|| inside.clone(), |link| format!("/proposal/{}", link.secret())),
            list: link.is_none().then(|| format!("/partner/{}/requests", view.partner.id)),
            inside,
            facts: facts(&chrome, &view.record.request, &view.area),
            reasons: view.proposal.reasons.iter().map(|reason| reason.code()).collect(),
            until: view.record.answer_by.as_ref().filter(|_| view.is_open()).map(|until| chrome.instant(until)),
            full: view.is_open() && view.taken_this_month >= view.partner.capacity,
            open: view.is_open(),
            state: view.state.code(),
            said,
            refused,
            appointment,
            view,
            chrome,
        }
    }
}

/// The answer that a form names.
fn answer(typed: &Fields) -> Result<bool, Refusal> {
    match typed.one("act") {
        "accept" => Ok(true),
        "decline" => Ok(false),
        _ => Err(Refusal::new("form-unreadable")),
    }
}

const fn answered(accept: bool) -> &'static str {
    if accept { "request-accepted" } else { "request-declined" }
}

async fn by_link(
    State(state): State<WebState>,
    Path(token): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
) -> PageResult<Html<String>> {
    visitor.may(&state, Limited::Resume)?;
    let token = LinkToken::parse(&token).ok_or_else(PageError::not_found)?;
    let view = state.app.proposal(&token).await?;
    page(&Show::new(&state.app, chrome, view, Some(&token), None, None, None))
}

async fn answer_by_link(
    State(state): State<WebState>,
    Path(token): Path<String>,
    visitor: Visitor,
    chrome: Chrome,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    visitor.may(&state, Limited::Resume)?;
    typed.only(&["act"], &[])?;
    let accept = answer(&typed)?;
    let token = LinkToken::parse(&token).ok_or_else(PageError::not_found)?;
    match state.app.answer_by_link(&token, accept).await {
        Ok(view) => {
            let shown = Show::new(&state.app, chrome, view, Some(&token), Some(answered(accept)), None, None);
            Ok(page(&shown)?.into_response())
        }
        Err(error) => {
            let sentence = chrome.refusal(&refused(error.into())?);
            let view = state.app.proposal(&token).await?;
            let shown = Show::new(&state.app, chrome, view, Some(&token), None, Some(sentence), None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
        }
    }
}

/// A request in the list.
struct Row {
    path: String,
    what: String,
    area: String,
    about: String,
    day: String,
    who: Option<String>,
    open: bool,
    answered: &'static str,
    state: &'static str,
    taken: bool,
}

#[derive(Template)]
#[template(path = "proposal/index.html")]
struct Index {
    chrome: Chrome,
    base: String,
    name: String,
    load: String,
    rows: Vec<Row>,
    next: Option<HelpRequestId>,
}

async fn requests(
    State(state): State<WebState>,
    Path(partner): Path<PartnerId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let after = query_value(query.as_deref(), "after").and_then(|after| after.parse().ok());
    let found = state.app.requests_to_partner(&signed, partner, after).await?;
    let base = format!("/partner/{partner}");
    let rows = found.requests.iter().map(|(proposal, record, area)| {
        let asker = &record.request.asker;
        let taken = record.partner == Some(partner) && record.state.is_taken();
        Row {
            path: format!("{base}/requests/{}", record.id),
            what: chrome.tc("wish-", record.request.wish.code()),
            area: area.clone(),
            about: about(&chrome, &record.request),
            day: chrome.day(&proposal.created_at),
            who: taken.then(|| asker.organisation.clone().unwrap_or_else(|| asker.name.clone())),
            open: proposal.state == ProposalState::Open && record.answer_by.is_some(),
            answered: proposal.state.code(),
            state: record.state.code(),
            taken: record.partner == Some(partner),
        }
    });
    let rows = rows.collect();
    let (taken, capacity) = (found.taken_this_month, found.partner.capacity);
    let load = chrome.t_pair("requests-load", "taken", taken, "capacity", capacity);
    page(&Index { base, name: found.partner.name, load, rows, next: found.next, chrome })
}

const DONE: [(&str, &str); 5] = [
    ("accepted", "request-accepted"),
    ("declined", "request-declined"),
    ("proposed", "appointment-saved"),
    ("confirmed", "appointment-confirmed"),
    ("cancelled", "appointment-cancelled"),
];

async fn request(
    State(state): State<WebState>,
    Path((partner, id)): Path<(PartnerId, HelpRequestId)>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let view = state.app.request_to_partner(&signed, partner, id).await?;
    page(&Show::new(&state.app, chrome, view, None, done(query.as_deref(), &DONE), None, None))
}

/// A reader who reloads after a form comes back to the request.
async fn back(
    State(state): State<WebState>,
    Path((partner, id)): Path<(PartnerId, HelpRequestId)>,
    signed: SignedIn,
) -> PageResult<Redirect> {
    state.app.request_to_partner(&signed, partner, id).await?;
    Ok(Redirect::to(&format!("/partner/{partner}/requests/{id}")))
}

async fn act(
    State(state): State<WebState>,
    Path((partner, id)): Path<(PartnerId, HelpRequestId)>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["act"], &[])?;
    let (acted, done) = match typed.one("act") {
        "accept" => (state.app.answer_request(&signed, partner, id, true).await, "accepted"),
        "decline" => (state.app.answer_request(&signed, partner, id, false).await, "declined"),
        "give-back" => (state.app.give_back(&signed, partner, id).await, ""),
        "finish" => (state.app.finish_request(&signed, partner, id).await, ""),
        _ => return Err(Refusal::new("form-unreadable").into()),
    };
    let error = match acted {
        Ok(()) => return Ok(Redirect::to(&format!("/partner/{partner}/requests/{id}?{done}")).into_response()),
        Err(error) => error,
    };
    let sentence = chrome.refusal(&refused(error.into())?);
    again(&state, chrome, &signed, (partner, id), Some(sentence), None).await
}

/// The request with what went wrong.
async fn again(
    state: &WebState,
    chrome: Chrome,
    signed: &SignedIn,
    (partner, id): (PartnerId, HelpRequestId),
    sentence: Option<String>,
    typed: Option<(Fields, FormErrors)>,
) -> PageResult<Response> {
    let view = state.app.request_to_partner(signed, partner, id).await?;
    let shown = page(&Show::new(&state.app, chrome, view, None, None, sentence, typed))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

async fn change_appointment(
    State(state): State<WebState>,
    Path((partner, id)): Path<(PartnerId, HelpRequestId)>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    match appointment_changed(&state, Seat::Partner(&signed, partner), id, &typed).await {
        Ok(done) => Ok(Redirect::to(&format!("/partner/{partner}/requests/{id}?{done}")).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            if typed.one("act") == "propose" {
                let errors = appointment_errors(&chrome, &refusal);
                return again(&state, chrome, &signed, (partner, id), None, Some((typed, errors))).await;
            }
            let sentence = chrome.refusal(&refusal);
            again(&state, chrome, &signed, (partner, id), Some(sentence), None).await
        }
    }
}

async fn calendar(
    State(state): State<WebState>,
    Path((partner, id)): Path<(PartnerId, HelpRequestId)>,
    chrome: Chrome,
    signed: SignedIn,
) -> Result<Response, PageError> {
    let seat = Seat::Partner(&signed, partner);
    let file: Result<String, AppError> = state.app.appointment_file(seat, id, chrome.language).await;
    Ok(calendar_file(file?))
}
