//! Requests for help of an organisation, with their appointment.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use ringwall_app::{AppointmentRecord, AskForHelp, HelpView, NewAppointment, Proposal, Right, Seat};
use ringwall_core::{
    appointment::{AppointmentState, Meeting, Party},
    area::Area,
    assessment::AssessmentState,
    help_request::{Asker, HelpRequest, HelpTopic, RequestState, TIMES, Wish},
    id::{AssessmentId, HelpRequestId},
    language::{Language, Localised},
    partner::{Partner, TALK_LANGUAGES},
    refusal::Refusal,
};

use super::{
    hubs::paragraphs,
    regions::{refused, said},
};
use crate::{
    Case, Chrome, CsrfForm, OnceForm, PageError, PageResult, WebState,
    forms::{Fields, FormErrors, field_of},
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}/help", get(index))
        .route("/c/{tenant}/help/new", get(form).post(submit))
        .route("/c/{tenant}/help/{request}", get(show).post(act))
        .route("/c/{tenant}/help/{request}/appointment", post(change_appointment).get(back))
        .route("/c/{tenant}/help/{request}/appointment.ics", get(calendar))
}

/// Kind, size and sector in one line.
pub(super) fn about(chrome: &Chrome, request: &HelpRequest) -> String {
    let mut words = vec![chrome.tc("organisation-kind-", request.kind.code())];
    words.extend(request.size.map(|size| chrome.tc("size-", size.code())));
    words.extend(request.sector.as_ref().map(|sector| chrome.tc("sector-", sector)));
    words.join(" · ")
}

/// What everybody who is asked may know.
pub(super) fn facts(chrome: &Chrome, request: &HelpRequest, area: &str) -> Vec<(String, String)> {
    let unknown = || chrome.t("help-unknown");
    let times: Vec<String> = request.times.iter().map(|time| chrome.tc("help-time-", time)).collect();
    let times = if times.is_empty() { chrome.t("help-times-any") } else { times.join(", ") };
    vec![
        (chrome.t("field-wish"), chrome.tc("wish-", request.wish.code())),
        (chrome.t("field-topic"), chrome.tc("help-topic-", request.topic.code())),
        (chrome.t("field-area"), area.to_owned()),
        (chrome.t("overview-fact-kind"), chrome.tc("organisation-kind-", request.kind.code())),
        (chrome.t("partner-sizes"), request.size.map_or_else(unknown, |size| chrome.tc("size-", size.code()))),
        (chrome.t("field-sector"), request.sector.as_ref().map_or_else(unknown, |sector| chrome.tc("sector-", sector))),
        (chrome.t("help-times-short"), times),
        (chrome.t("help-language"), chrome.tc("talk-language-", &request.language)),
    ]
}

/// A partner that was asked, with the reasons: the same for both sides.
pub(super) struct AskedRow {
    pub(super) name: String,
    pub(super) path: Option<String>,
    pub(super) state: &'static str,
    pub(super) reasons: Vec<&'static str>,
    pub(super) interests: Option<String>,
}

impl AskedRow {
    pub(super) fn new(chrome: &Chrome, (proposal, partner): &(Proposal, Partner)) -> Self {
        Self {
            name: partner.name.clone(),
            path: partner.listed.then(|| format!("/partners/{}", partner.slug)),
            state: proposal.state.code(),
            reasons: proposal.reasons.iter().map(|reason| reason.code()).collect(),
            interests: interests(chrome, partner),
        }
    }
}

/// What a reader should know about a partner's interests.
pub(super) fn interests(chrome: &Chrome, partner: &Partner) -> Option<String> {
    let said = paragraphs(chrome.text(&partner.interests)).join(" ");
    match (partner.sells, said.is_empty()) {
        (_, false) => Some(said),
        (true, true) => Some(chrome.t("partners-sells")),
        (false, true) => None,
    }
}

/// A request in the list.
struct Row {
    path: String,
    what: String,
    topic: String,
    day: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "help/index.html")]
struct Index {
    chrome: Chrome,
    base: String,
    rows: Vec<Row>,
}

async fn index(State(state): State<WebState>, chrome: Chrome, case: Case) -> PageResult<Html<String>> {
    let base = case.path();
    let found = state.app.help_requests(&case.access).await?;
    let rows = found.iter().map(|record| Row {
        path: format!("{base}/help/{}", record.id),
        what: chrome.tc("wish-", record.request.wish.code()),
        topic: chrome.tc("help-topic-", record.request.topic.code()),
        day: chrome.day(&record.created_at),
        state: record.state.code(),
    });
    let rows = rows.collect();
    page(&Index { chrome, base, rows })
}

#[derive(Template)]
#[template(path = "help/new.html")]
struct Form {
    chrome: Chrome,
    base: String,
    fields: FormErrors,
    typed: Fields,
    areas: Vec<Area>,
    wishes: Vec<&'static str>,
    topics: Vec<&'static str>,
    times: Vec<&'static str>,
    languages: Vec<&'static str>,
    results: Vec<(AssessmentId, Localised, String)>,
}

impl Form {
    async fn new(state: &WebState, chrome: Chrome, case: &Case, fields: FormErrors, typed: Fields) -> PageResult<Self> {
        let overview = state.app.overview(&case.access).await?;
        let finished = overview.assessments.iter().rev().filter(|head| head.state == AssessmentState::Finished);
        let results = finished.map(|head| {
            let day = head.finished_at.as_ref().map_or(String::new(), |at| chrome.day(at));
            (head.id, head.check_title.clone(), day)
        });
        let results = results.collect();
        Ok(Self {
            base: case.path(),
            areas: state.app.areas().await?,
            wishes: Wish::ALL.into_iter().map(Wish::code).collect(),
            topics: HelpTopic::ALL.into_iter().map(HelpTopic::code).collect(),
            times: TIMES.to_vec(),
            languages: TALK_LANGUAGES.to_vec(),
            results,
            fields,
            typed,
            chrome,
        })
    }
}

async fn form(State(state): State<WebState>, chrome: Chrome, case: Case) -> PageResult<Html<String>> {
    case.access.require(Right::Work)?;
    let area = state.app.own_area(&case.access).await?.map(|area| area.id.to_string()).unwrap_or_default();
    let organisation = state.app.overview(&case.access).await?.organisation.name.unwrap_or_default();
    let signed = chrome.signed.as_ref().filter(|_| case.token.is_none());
    let typed = Fields::default()
        .with("area", area)
        .with("language", chrome.language.code())
        .with("asker_organisation", organisation)
        .with("asker_name", signed.map(|signed| signed.account.name.clone()).unwrap_or_default())
        .with("email", signed.map(|signed| signed.account.email.clone()).unwrap_or_default());
    page(&Form::new(&state, chrome, &case, FormErrors::default(), typed).await?)
}

async fn submit(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    OnceForm(typed, once): OnceForm<Fields>,
) -> PageResult<Response> {
    let single = [
        "area",
        "wish",
        "topic",
        "language",
        "assessment",
        "asker_name",
        "asker_organisation",
        "email",
        "phone",
        "message",
    ];
    typed.only(&single, &["times"])?;
    let asked = async {
        let given = |name: &str| Some(typed.one(name).to_owned());
        let assessment = match typed.one("assessment") {
            "" => None,
            id => Some(id.parse().map_err(|_| PageError::not_found())?),
        };
        let ask = AskForHelp {
            wish: Wish::from_code(typed.one("wish")).ok_or(Refusal::new("wish-missing"))?,
            topic: HelpTopic::from_code(typed.one("topic")).ok_or(Refusal::new("topic-missing"))?,
            area: typed.one("area").parse().map_err(|_| Refusal::new("area-missing"))?,
            times: typed.all("times").map(str::to_owned).collect(),
            language: typed.one("language").to_owned(),
            assessment,
            asker: Asker {
                name: typed.one("asker_name").to_owned(),
                email: typed.one("email").to_owned(),
                phone: given("phone"),
                organisation: given("asker_organisation"),
                message: typed.one("message").to_owned(),
            },
        };
        Ok::<_, PageError>(once.ask_for_help(&case.access, ask).await?)
    };
    match asked.await {
        Ok(id) => Ok(Redirect::to(&format!("{}/help/{id}?sent", case.path())).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let by_code = [
                ("wish-missing", "wish"),
                ("topic-missing", "topic"),
                ("area-missing", "area"),
                ("area-unknown", "area"),
                ("email-invalid", "email"),
                ("phone-invalid", "phone"),
                ("language-unknown", "language"),
                ("help-time-unknown", "times"),
                ("asker-name-missing", "asker_name"),
                ("text-too-long", "message"),
            ];
            let field = field_of(&refusal, &["wish", "asker_name", "asker_organisation", "message"], &by_code);
            let fields = FormErrors::one(field, chrome.refusal(&refusal));
            let form = page(&Form::new(&state, chrome, &case, fields, typed).await?)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response())
        }
    }
}

/// An appointment as one side sees it; `parts/appointment.html`.
pub(super) struct AppointmentView {
    pub(super) action: String,
    pub(super) state: Option<&'static str>,
    pub(super) when: String,
    pub(super) minutes: u32,
    pub(super) meeting: &'static str,
    pub(super) place: String,
    /// A link that can be opened, for a video meeting.
    pub(super) link: bool,
    pub(super) may_confirm: bool,
    pub(super) may_cancel: bool,
    pub(super) has_file: bool,
    pub(super) meetings: Vec<&'static str>,
    pub(super) fields: FormErrors,
    pub(super) typed: Fields,
}

impl AppointmentView {
    pub(super) fn new(
        chrome: &Chrome,
        action: String,
        party: Party,
        record: Option<&AppointmentRecord>,
        refused: Option<(Fields, FormErrors)>,
        now: Timestamp,
    ) -> Self {
        let found = record.map(|record| &record.appointment);
        let (typed, fields) = refused.unwrap_or_else(|| {
            let local = found.map(|found| found.starts_at.to_zoned_datetime(ringwall_content::format::zone()));
            let typed = Fields::default()
                .with("date", local.as_ref().map(|at| at.strftime("%d.%m.%Y").to_string()).unwrap_or_default())
                .with("time", local.as_ref().map(|at| at.strftime("%H:%M").to_string()).unwrap_or_default())
                .with("minutes", found.map_or(60, |found| found.minutes))
                .with("meeting", found.map_or(Meeting::OnSite, |found| found.meeting).code())
                .with("place", found.map(|found| found.place.clone()).unwrap_or_default());
            (typed, FormErrors::default())
        });
        let ahead = found.is_some_and(|found| found.starts_at > now);
        let state = found.map(|found| found.state);
        Self {
            action,
            state: state.map(AppointmentState::code),
            when: found.map_or(String::new(), |found| chrome.instant(&found.starts_at)),
            minutes: found.map_or(0, |found| found.minutes),
            meeting: found.map_or("", |found| found.meeting.code()),
            place: found.map_or(String::new(), |found| found.place.clone()),
            link: found.is_some_and(|found| found.meeting == Meeting::Video),
            may_confirm: ahead
                && state == Some(AppointmentState::Proposed)
                && found.is_some_and(|found| found.proposed_by != party),
            may_cancel: ahead && state.is_some_and(|state| state != AppointmentState::Cancelled),
            has_file: state == Some(AppointmentState::Confirmed),
            meetings: Meeting::ALL.into_iter().map(Meeting::code).collect(),
            fields,
            typed,
        }
    }
}

/// Reads a date as people write it: 26.11.2026 or 2026-11-26.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    text.parse().ok().or_else(|| Date::strptime("%d.%m.%Y", text).ok())
}

/// Reads a time as people write it: 14:00, 14.00 or 14.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim().trim_end_matches("Uhr").trim().replace('.', ":");
    Time::strptime("%H:%M", &text).ok().or_else(|| Time::strptime("%H", &text).ok())
}

/// What a form of an appointment asks for. Returns what was just done.
pub(super) async fn appointment_changed(
    state: &WebState,
    seat: Seat<'_>,
    id: HelpRequestId,
    typed: &Fields,
) -> PageResult<&'static str> {
    typed.only(&["act", "date", "time", "minutes", "meeting", "place"], &[])?;
    Ok(match typed.one("act") {
        "propose" => {
            let missing = || Refusal::new("appointment-date");
            let (day, time) =
                (date(typed.one("date")).ok_or_else(missing)?, clock(typed.one("time")).ok_or_else(missing)?);
            let at =
                day.to_datetime(time).to_zoned_datetime(ringwall_content::format::zone()).map_err(|_| missing())?;
            let new = NewAppointment {
                starts_at: at.timestamp(),
                minutes: typed.one("minutes").trim().parse().unwrap_or_default(),
                meeting: Meeting::from_code(typed.one("meeting")).ok_or(Refusal::new("meeting-missing"))?,
                place: typed.one("place").to_owned(),
            };
            state.app.propose_appointment(seat, id, new).await?;
            "proposed"
        }
        "confirm" => {
            state.app.confirm_appointment(seat, id).await?;
            "confirmed"
        }
        "cancel" => {
            state.app.cancel_appointment(seat, id).await?;
            "cancelled"
        }
        _ => return Err(Refusal::new("form-unreadable").into()),
    })
}

/// The fields of an appointment at which refusals are shown.
pub(super) fn appointment_errors(chrome: &Chrome, refusal: &Refusal) -> FormErrors {
    let by_code = [
        ("appointment-past", "date"),
        ("appointment-far", "date"),
        ("appointment-date", "date"),
        ("appointment-minutes", "minutes"),
        ("appointment-place", "place"),
        ("phone-invalid", "place"),
        ("web-address-invalid", "place"),
        ("meeting-missing", "meeting"),
    ];
    FormErrors::one(field_of(refusal, &["date", "place"], &by_code), chrome.refusal(refusal))
}

/// A calendar file.
pub(super) fn calendar_file(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"Ringwall-Termin.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}

#[derive(Template)]
#[template(path = "help/show.html")]
struct Show {
    base: String,
    here: String,
    facts: Vec<(String, String)>,
    asked: Vec<AskedRow>,
    asked_on: String,
    until: Option<String>,
    state: &'static str,
    said: Option<&'static str>,
    refused: Option<String>,
    wait: bool,
    appointment: Option<AppointmentView>,
    consent: Option<String>,
    kept: bool,
    view: HelpView,
    chrome: Chrome,
}

impl Show {
    fn new(
        app: &ringwall_app::App,
        chrome: Chrome,
        case: &Case,
        view: HelpView,
        said: Option<&'static str>,
        refused: Option<String>,
        typed: Option<(Fields, FormErrors)>,
    ) -> Self {
        let (base, record) = (case.path(), &view.record);
        let here = format!("{base}/help/{}", record.id);
        let appointment = record.state.is_taken().then(|| {
            let action = format!("{here}/appointment");
            AppointmentView::new(&chrome, action, Party::Organisation, view.appointment.as_ref(), typed, app.now())
        });
        Self {
            facts: facts(&chrome, &record.request, &view.area.name),
            asked: view.asked.iter().map(|asked| AskedRow::new(&chrome, asked)).collect(),
            asked_on: chrome.day(&record.created_at),
            until: record.answer_by.as_ref().map(|until| chrome.instant(until)),
            state: record.state.code(),
            wait: matches!(record.state, RequestState::Open | RequestState::Proposed),
            consent: view
                .partner
                .as_ref()
                .filter(|_| record.state.is_taken())
                .map(|partner| format!("{base}/consents?partner={}", partner.id)),
            kept: case.token.is_none(),
            said,
            refused,
            appointment,
            here,
            base,
            view,
            chrome,
        }
    }
}

/// What was just done, for the line at the top.
pub(super) fn done(query: Option<&str>, words: &[(&str, &'static str)]) -> Option<&'static str> {
    words.iter().find_map(|(word, text)| said(query, word).then_some(*text))
}

const DONE: [(&str, &str); 6] = [
    ("sent", "help-sent"),
    ("withdrawn", "help-withdrawn"),
    ("finished", "help-finished"),
    ("proposed", "appointment-saved"),
    ("confirmed", "appointment-confirmed"),
    ("cancelled", "appointment-cancelled"),
];

async fn show(
    State(state): State<WebState>,
    Path((_, id)): Path<(String, HelpRequestId)>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    case: Case,
) -> PageResult<Html<String>> {
    let view = state.app.help_request(&case.access, id).await?;
    page(&Show::new(&state.app, chrome, &case, view, done(query.as_deref(), &DONE), None, None))
}

/// A reader who reloads after a form comes back to the request.
async fn back(
    State(state): State<WebState>,
    Path((_, id)): Path<(String, HelpRequestId)>,
    case: Case,
) -> PageResult<Redirect> {
    state.app.help_request(&case.access, id).await?;
    Ok(Redirect::to(&format!("{}/help/{id}", case.path())))
}

async fn act(
    State(state): State<WebState>,
    Path((_, id)): Path<(String, HelpRequestId)>,
    chrome: Chrome,
    case: Case,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["act"], &[])?;
    let (acted, done) = match typed.one("act") {
        "withdraw" => (state.app.withdraw_help(&case.access, id).await, "withdrawn"),
        "finish" => (state.app.finish_help(&case.access, id).await, "finished"),
        _ => return Err(Refusal::new("form-unreadable").into()),
    };
    match acted {
        Ok(()) => Ok(Redirect::to(&format!("{}/help/{id}?{done}", case.path())).into_response()),
        Err(error) => {
            let sentence = chrome.refusal(&refused(error.into())?);
            let view = state.app.help_request(&case.access, id).await?;
            let shown = page(&Show::new(&state.app, chrome, &case, view, None, Some(sentence), None))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

async fn change_appointment(
    State(state): State<WebState>,
    Path((_, id)): Path<(String, HelpRequestId)>,
    chrome: Chrome,
    case: Case,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    match appointment_changed(&state, Seat::Organisation(&case.access), id, &typed).await {
        Ok(done) => Ok(Redirect::to(&format!("{}/help/{id}?{done}", case.path())).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let errors = appointment_errors(&chrome, &refusal);
            let view = state.app.help_request(&case.access, id).await?;
            let sentence = (typed.one("act") != "propose").then(|| chrome.refusal(&refusal));
            let again = (typed.one("act") == "propose").then_some((typed, errors));
            let shown = page(&Show::new(&state.app, chrome, &case, view, None, sentence, again))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

async fn calendar(
    State(state): State<WebState>,
    Path((_, id)): Path<(String, HelpRequestId)>,
    chrome: Chrome,
    case: Case,
) -> PageResult<Response> {
    let language: Language = chrome.language;
    Ok(calendar_file(state.app.appointment_file(Seat::Organisation(&case.access), id, language).await?))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date as day, time};

    use super::*;

    #[test]
    fn dates_and_times_as_people_write_them() {
        for (text, expected) in [
            ("26.11.2026", Some(day(2026, 11, 26))),
            (" 2026-11-26 ", Some(day(2026, 11, 26))),
            ("1.2.2027", Some(day(2027, 2, 1))),
            ("31.2.2027", None),
            ("morgen", None),
            ("", None),
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        for (text, expected) in [
            ("14:00", Some(time(14, 0, 0, 0))),
            ("14.30 Uhr", Some(time(14, 30, 0, 0))),
            ("9:05", Some(time(9, 5, 0, 0))),
            ("14", Some(time(14, 0, 0, 0))),
            ("25:00", None),
            ("zwei", None),
        ] {
            assert_eq!(clock(text), expected, "{text}");
        }
    }
}
