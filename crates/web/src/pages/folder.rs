//! One organisation's folder: its assessments, its facts, the way back in, the way out.

use std::fmt::Write;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use qrcode::{Color, QrCode};
use ringwall_app::{AppError, Overview, Right};
use ringwall_core::{
    area::Area,
    assessment::AssessmentState,
    id::{AreaId, AssessmentId, QuestionId},
    language::Localised,
    refusal::Refusal,
    scoring,
};
use serde::Deserialize;

use super::{
    checks::{Offer, offers},
    start::opening,
};
use crate::{
    Case, Chrome, CsrfForm, MaybeSigned, OnceForm, PageResult, WebState,
    forms::{OrganisationFields, Typed, read_organisation},
    limit::{Limited, Visitor},
    page,
    ring::{Part, ring},
    session::{close_cookie, open_cookie},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/c/{tenant}", get(show))
        .route("/c/{tenant}/organisation", get(organisation).post(change))
        .route("/c/{tenant}/start", post(start_another))
        .route("/c/{tenant}/link", post(renew).get(back))
        .route("/c/{tenant}/delete", get(confirm).post(delete))
}

/// One assessment on the overview.
struct Row {
    id: AssessmentId,
    title: Localised,
    finished: bool,
    started: String,
    finished_at: Option<String>,
    answered: usize,
    progress: String,
    points: Option<(String, String)>,
    open: usize,
    top_open: usize,
    repeats: bool,
    repeated: bool,
    /// Whether an adviser leads through it.
    led: bool,
    ring: String,
}

#[derive(Template)]
#[template(path = "overview/show.html")]
struct Show {
    chrome: Chrome,
    base: String,
    name: Option<String>,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    newest: Option<AssessmentId>,
    offers: Vec<Offer>,
    /// The resume link and its QR code, for whoever came with it.
    link: Option<(String, String)>,
    expires: String,
    /// Whether somebody with an account answers for it.
    kept: bool,
    /// Whether the reader works here with an account.
    member: bool,
    said: Option<&'static str>,
    /// Whether the reader is one of the organisation's own.
    inside: bool,
    /// Whether the reader may take everything out and delete it.
    owns: bool,
    /// Whether the reader may make keys for programs.
    keys: bool,
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    case: Case,
) -> PageResult<Response> {
    let overview = state.app.overview(&case.access).await?;
    let rows = rows(&state, &chrome, &case, &overview).await?;
    let link = case.token.as_ref().map(|token| {
        let link = format!("{}/r/{}", chrome.origin, token.secret());
        let code = qr(&link, &chrome.t("overview-qr"));
        (link, code)
    });
    let said = query.as_deref().unwrap_or_default().split('&').find_map(|word| match word {
        "begun" => Some("overview-begun"),
        "imported" => Some("overview-imported"),
        "renewed" => Some("overview-renewed"),
        "changed" => Some("overview-changed"),
        "kept" => Some("overview-kept"),
        _ => None,
    });
    let shown = Show {
        base: case.path(),
        name: overview.organisation.name.clone(),
        facts: facts(&chrome, &overview),
        newest: rows.first().map(|row| row.id),
        rows,
        offers: offers(&state, &chrome).await?,
        link,
        expires: chrome.day(&case.access.expires_at()),
        kept: overview.kept,
        member: case.access.may(Right::Work),
        said,
        inside: !case.access.is_from_outside(),
        owns: case.access.may(Right::Own),
        keys: case.access.may(Right::Own) && case.access.is_signed_in(),
        chrome,
    };
    let shown = page(&shown)?;
    // A visit keeps the browser's key as long as the link itself.
    let cookie = case.token.map(|token| open_cookie(&state, case.tenant, &token, case.access.expires_at()));
    Ok((AppendHeaders(cookie), shown).into_response())
}

fn facts(chrome: &Chrome, overview: &Overview) -> Vec<(String, String)> {
    let organisation = &overview.organisation;
    let kind = chrome.t(&format!("organisation-kind-{}", organisation.kind.code()));
    let sector = organisation.sector.as_ref().map(|sector| chrome.t(&format!("sector-{sector}")));
    [
        ("kind", Some(kind)),
        ("employees", organisation.employees.map(|employees| chrome.number(employees))),
        ("sector", sector),
        ("town", organisation.town.clone()),
    ]
    .into_iter()
    .filter_map(|(fact, value)| Some((chrome.t(&format!("overview-fact-{fact}")), value?)))
    .collect()
}

fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Newest first.
async fn rows(state: &WebState, chrome: &Chrome, case: &Case, overview: &Overview) -> Result<Vec<Row>, AppError> {
    let mut rows: Vec<Row> = Vec::new();
    let led = state.app.open_interviews(&case.access).await?;
    let mut repeated = Vec::new();
    for head in &overview.assessments {
        let shown = state.app.assessment(&case.access, head.id).await?;
        let (assessment, check) = (&shown.assessment, &shown.check.check);
        let values = assessment.values();
        let evaluation = scoring::evaluate(check, &values);
        let (mut parts, mut asked, mut answered) = (Vec::new(), 0, 0);
        for topic in &check.topics {
            let here: Vec<QuestionId> = topic
                .requirements
                .iter()
                .flat_map(|requirement| {
                    let questions = requirement.questions().into_iter().map(|(question, _)| question.uuid);
                    questions.filter(|id| scoring::is_asked(requirement, *id, &values)).collect::<Vec<_>>()
                })
                .collect();
            let done = here.iter().filter(|id| values.contains_key(id)).count();
            parts.push(Part { weight: as_f64(here.len()), built: as_f64(done) / as_f64(here.len()).max(1.0) });
            asked += here.len();
            answered += done;
        }
        let finished = assessment.state == AssessmentState::Finished;
        let points = evaluation.points().filter(|_| finished);
        let points = points.map(|points| (chrome.points(&points), chrome.points(&evaluation.maximum)));
        let ring = if let Some((points, maximum)) = &points {
            let shares = evaluation.topics.iter().map(|topic| topic.share().unwrap_or(0.0));
            let parts: Vec<Part> = parts.iter().zip(shares).map(|(part, built)| Part { built, ..*part }).collect();
            ring(&parts, "", points, &chrome.t_str("overview-ring-of", "maximum", maximum))
        } else {
            let share = as_f64(answered) / as_f64(asked).max(1.0);
            ring(&parts, "", &chrome.percent(&share), &chrome.t("overview-ring-answered"))
        };
        repeated.extend(assessment.previous);
        rows.push(Row {
            id: head.id,
            title: check.title.clone(),
            finished,
            started: chrome.day(&assessment.started_at),
            finished_at: assessment.finished_at.as_ref().map(|at| chrome.day(at)),
            answered,
            progress: chrome.t_num2("overview-answered", ("answered", as_f64(answered)), ("asked", as_f64(asked))),
            points,
            open: evaluation.open().count(),
            top_open: evaluation.top_open().count(),
            repeats: assessment.previous.is_some(),
            repeated: false,
            led: led.contains(&head.id),
            ring,
        });
    }
    for row in &mut rows {
        row.repeated = repeated.contains(&row.id);
    }
    rows.reverse();
    Ok(rows)
}

/// The link as a QR code; empty if it is too long for one.
pub(super) fn qr(link: &str, title: &str) -> String {
    let Ok(code) = QrCode::new(link.as_bytes()) else { return String::new() };
    let width = code.width();
    let modules = code.to_colors();
    let mut path = String::new();
    for (index, color) in modules.iter().enumerate() {
        if *color == Color::Dark {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width, index / width);
        }
    }
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\" role=\"img\">\
         <title>{title}</title><path d=\"{path}\"/></svg>"
    )
}

#[derive(Template)]
#[template(path = "overview/organisation.html")]
struct EditOrganisation {
    chrome: Chrome,
    base: String,
    fields: OrganisationFields,
    seen: u32,
    /// Areas to choose from, and the id of the one that is chosen.
    areas: Vec<Area>,
    area: String,
}

async fn organisation(State(state): State<WebState>, chrome: Chrome, case: Case) -> PageResult<Response> {
    // Who may only read has read it in the folder; a form that nothing comes of helps nobody.
    if !case.access.may(Right::Work) {
        return Ok(Redirect::to(&case.path()).into_response());
    }
    let overview = state.app.overview(&case.access).await?;
    let fields = OrganisationFields::new(&state, Typed::of(&overview.organisation), Vec::new());
    let area = state.app.own_area(&case.access).await?.map(|area| area.id.to_string()).unwrap_or_default();
    let areas = state.app.areas().await?;
    let form = page(&EditOrganisation { chrome, base: case.path(), fields, seen: overview.revision, areas, area })?;
    Ok(form.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    seen: u32,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    employees: String,
    #[serde(default)]
    sector: String,
    #[serde(default)]
    town: String,
    /// Only where there are areas to choose from; empty for none.
    area: Option<String>,
}

async fn change(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    CsrfForm(form): CsrfForm<Change>,
) -> PageResult<Response> {
    let Change { seen, kind, name, employees, sector, town, area } = form;
    let typed = Typed { kind, name, employees, sector, town };
    let organisation = match read_organisation(&state, &chrome, typed, Vec::new()) {
        Ok(organisation) => organisation,
        Err(fields) => {
            let (areas, area) = (state.app.areas().await?, area.unwrap_or_default());
            let form = page(&EditOrganisation { chrome, base: case.path(), fields: *fields, seen, areas, area })?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response());
        }
    };
    let area = match area.as_deref() {
        None => None,
        Some("") => Some(None),
        Some(id) => Some(Some(id.parse::<AreaId>().map_err(|_| Refusal::new("area-unknown"))?)),
    };
    state.app.change_organisation(&case.access, organisation, seen).await?;
    if let Some(area) = area {
        state.app.choose_area(&case.access, area).await?;
    }
    Ok(Redirect::to(&format!("{}?changed", case.path())).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Another {
    check: String,
}

async fn start_another(
    State(state): State<WebState>,
    visitor: Visitor,
    case: Case,
    OnceForm(form, once): OnceForm<Another>,
) -> PageResult<Redirect> {
    visitor.may(&state, Limited::Start)?;
    let id = once.start_another(&case.access, &form.check).await?;
    Ok(Redirect::to(&format!("{}/a/{id}", case.path())))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn renew(State(state): State<WebState>, case: Case, CsrfForm(_): CsrfForm<Nothing>) -> PageResult<Response> {
    let token = state.app.renew_link(&case.access).await?;
    let cookie = opening(&state, case.tenant, &token).await?;
    Ok(([cookie], Redirect::to(&format!("{}?renewed#key", case.path()))).into_response())
}

/// A reader who reloads or switches the language after a failed form comes back to the folder.
async fn back(case: Case) -> Redirect {
    Redirect::to(&case.path())
}

#[derive(Template)]
#[template(path = "delete/confirm.html")]
struct Confirm {
    chrome: Chrome,
    base: String,
    name: Option<String>,
    assessments: usize,
}

/// Whoever signed in long ago proves who they are once more and comes back.
fn again(case: &Case) -> Response {
    Redirect::to(&format!("/sign-in?again&next={}/delete", case.path())).into_response()
}

async fn confirm(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    MaybeSigned(signed): MaybeSigned,
) -> PageResult<Response> {
    case.access.require(Right::Own)?;
    let stale = signed.is_some_and(|signed| signed.require_fresh(state.app.now()).is_err());
    if case.access.is_signed_in() && stale {
        return Ok(again(&case));
    }
    let overview = state.app.overview(&case.access).await?;
    let shown = page(&Confirm {
        chrome,
        base: case.path(),
        name: overview.organisation.name,
        assessments: overview.assessments.len(),
    })?;
    Ok(shown.into_response())
}

#[derive(Template)]
#[template(path = "delete/receipt.html")]
struct Receipt {
    chrome: Chrome,
    /// What, and how many.
    rows: Vec<(String, String)>,
    files: bool,
    number: String,
    at: String,
}

async fn delete(
    State(state): State<WebState>,
    chrome: Chrome,
    case: Case,
    MaybeSigned(signed): MaybeSigned,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let deletion = match state.app.delete(&case.access, signed.as_deref()).await {
        Err(AppError::Refused(refusal)) if refusal.code == "proof-needed" => return Ok(again(&case)),
        other => other?,
    };
    let chrome = chrome.outside();
    let at = chrome.instant(&deletion.at);
    let deleted = &deletion.deleted;
    let named = [
        ("assessments", deleted.assessments),
        ("answers", deleted.answers),
        ("plan", deleted.plan_items),
        ("treatments", deleted.treatments),
    ];
    let rows = named.into_iter().chain(deleted.others.iter().map(|(name, count)| (*name, *count)));
    let rows = rows.map(|(name, count)| (chrome.tc("delete-count-", name), chrome.number(count))).collect();
    let files = deleted.others.contains_key("documents");
    let receipt = page(&Receipt { rows, files, number: deletion.number, at, chrome })?;
    Ok(([close_cookie(&state, case.tenant)], receipt).into_response())
}
