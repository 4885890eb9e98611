//! An area, for its coordination: its page, its people, requests for help.

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::CoordinatorView;
use ringwall_core::{
    actor::{Permission, Place, Scope},
    area::{Area, AreaKind, ContactPerson},
    colour::{Colour, Theme},
    id::{AreaId, HelpRequestId, PartnerId},
    picture::{LARGEST, SIDES},
    refusal::Refusal,
};

use super::{
    people::{PeopleForm, PeopleView},
    regions::{PlacePeople, both, people_changed, population, refused, said},
};
use crate::{
    Chrome, CsrfForm, OnceForm, PageError, PageResult, SignedIn, WebState,
    chrome::query_value,
    csrf,
    error::Resubmit,
    forms::{Fields, FormErrors, field_of},
    page,
    session::Visit,
};

/// Largest form with a picture, in bytes: the picture and what the form adds.
const MOST: usize = LARGEST + 16 * 1024;

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/areas/{area}", get(show))
        .route("/areas/{area}/edit", get(edit).post(change))
        .route("/areas/{area}/people", get(people).post(change_people))
        .route("/areas/{area}/requests", get(requests))
        .route("/areas/{area}/requests/{request}", get(request).post(ask))
        .route("/areas/{area}/coat-of-arms", post(send_coat).get(back).layer(DefaultBodyLimit::max(MOST)))
}

#[derive(Template)]
#[template(path = "area/show.html")]
struct Show {
    chrome: Chrome,
    base: String,
    area: Area,
    kind: &'static str,
    page: String,
    coat: Option<String>,
    /// The colour as pages use it, light and dark.
    shades: Option<(String, String)>,
    sees_requests: bool,
    said: Option<&'static str>,
    error: Option<String>,
    coat_hint: String,
}

impl Show {
    fn new(chrome: Chrome, area: Area, sees_requests: bool, said: Option<&'static str>, error: Option<String>) -> Self {
        let shades = area.colour.map(|colour| {
            let [light, dark] = Theme::ALL.map(|theme| colour.shades(theme).main.to_string());
            (light, dark)
        });
        Self {
            base: format!("/areas/{}", area.id),
            page: format!("/g/{}", area.slug),
            kind: area.kind.code(),
            coat: area.coat_of_arms.as_ref().map(|coat| format!("/g/{}/coat-of-arms/{}", area.slug, coat.digest)),
            shades,
            sees_requests,
            said,
            error,
            coat_hint: chrome.t_pair("area-coat-hint", "kilobytes", LARGEST / 1024, "pixels", SIDES.end()),
            area,
            chrome,
        }
    }
}

fn sees_requests(signed: &SignedIn, area: &Area) -> bool {
    signed.actor.may(Permission::SeeRequests, Place::area(area.region, area.id))
}

async fn show(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let area = state.app.area(&signed, id).await?;
    let said = said(query.as_deref(), "saved").then_some("area-saved");
    let sees = sees_requests(&signed, &area);
    page(&Show::new(chrome, area, sees, said, None))
}

/// A reader who reloads after a form comes back to the area.
async fn back(State(state): State<WebState>, Path(id): Path<AreaId>, signed: SignedIn) -> PageResult<Redirect> {
    state.app.area(&signed, id).await?;
    Ok(Redirect::to(&format!("/areas/{id}")))
}

async fn send_coat(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    headers: HeaderMap,
    chrome: Chrome,
    signed: SignedIn,
    upload: Multipart,
) -> PageResult<Response> {
    // Whoever may not change the area does not get to send half a megabyte.
    let area = state.app.area(&signed, id).await?;
    let stored = async {
        let picture = picture(&state, &headers, upload).await?;
        Ok::<_, PageError>(state.app.set_coat_of_arms(&signed, id, picture.as_deref()).await?)
    };
    match stored.await {
        Ok(()) => Ok(Redirect::to(&format!("/areas/{id}?saved")).into_response()),
        Err(error) => {
            let sentence = chrome.refusal(&refused(error)?);
            let sees = sees_requests(&signed, &area);
            let shown = page(&Show::new(chrome, area, sees, None, Some(sentence)))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

/// The picture that was sent; `None` to take the coat of arms away.
async fn picture(state: &WebState, headers: &HeaderMap, mut upload: Multipart) -> PageResult<Option<Vec<u8>>> {
    let unreadable = |error: &axum::extract::multipart::MultipartError| -> PageError {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Refusal::new("picture-too-large").with("most", LARGEST / 1024).into()
        } else {
            Refusal::new("form-unreadable").into()
        }
    };
    let (mut is_ours, mut remove, mut picture) = (false, false, Vec::new());
    while let Some(field) = upload.next_field().await.map_err(|error| unreadable(&error))? {
        match field.name() {
            // The token stands first in the form: without it nothing else is read.
            Some("csrf") => {
                let token = field.text().await.map_err(|error| unreadable(&error))?;
                let visitor = Visit::of(&state.app, &state.options, headers).visitor;
                is_ours = csrf::is_valid(&state.secret, &visitor, &token);
            }
            Some("remove") if is_ours => remove = true,
            Some("picture") if is_ours => {
                picture = field.bytes().await.map_err(|error| unreadable(&error))?.to_vec();
            }
            Some(name) if is_ours => {
                let name: String = name.chars().take(40).collect();
                return Err(Refusal::new("form-field-unknown").with("field", name).into());
            }
            _ => break,
        }
    }
    if !is_ours {
        return Err(PageError::Csrf(Resubmit::default()));
    }
    if !remove && picture.is_empty() {
        return Err(Refusal::new("picture-missing").into());
    }
    Ok((!remove).then_some(picture))
}

#[derive(Template)]
#[template(path = "area/edit.html")]
struct Edit {
    chrome: Chrome,
    base: String,
    fields: FormErrors,
    typed: Fields,
    kinds: Vec<&'static str>,
}

impl Edit {
    fn new(chrome: Chrome, id: AreaId, fields: FormErrors, typed: Fields) -> Self {
        let kinds = AreaKind::ALL.into_iter().map(AreaKind::code).collect();
        Self { chrome, base: format!("/areas/{id}"), fields, typed, kinds }
    }
}

/// The fields of a contact person as a form shows them first.
pub(super) fn contact_fields(fields: Fields, contact: &ContactPerson) -> Fields {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    fields
        .with("contact_name", given(&contact.name))
        .with("contact_function", given(&contact.function))
        .with("contact_email", given(&contact.email))
        .with("contact_phone", given(&contact.phone))
        .with("contact_address", given(&contact.address))
}

/// The contact person as it was typed.
pub(super) fn contact(typed: &Fields) -> ContactPerson {
    let given = |name: &str| Some(typed.one(name).trim().to_owned()).filter(|text| !text.is_empty());
    ContactPerson {
        name: given("contact_name"),
        function: given("contact_function"),
        email: given("contact_email"),
        phone: given("contact_phone"),
        address: given("contact_address"),
    }
}

/// The fields of a contact person.
pub(super) const CONTACT: [&str; 5] =
    ["contact_name", "contact_function", "contact_email", "contact_phone", "contact_address"];

async fn edit(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let area = state.app.area(&signed, id).await?;
    let typed = Fields::default()
        .with("seen", area.revision)
        .with("name", &area.name)
        .with("kind", area.kind.code())
        .with("municipality_key", area.municipality_key.clone().unwrap_or_default())
        .with("population", area.population.map(|people| people.to_string()).unwrap_or_default())
        .with("colour", area.colour.map(|colour| colour.to_string()).unwrap_or_default());
    let typed = contact_fields(both(typed, "about", &area.about), &area.contact);
    page(&Edit::new(chrome, id, FormErrors::default(), typed))
}

async fn change(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    let own = ["seen", "name", "kind", "municipality_key", "population", "colour", "about_de", "about_en"];
    typed.only(&[own.as_slice(), &CONTACT].concat(), &[])?;
    let before = state.app.area(&signed, id).await?;
    let changed = async {
        let colour = match typed.one("colour").trim() {
            "" => None,
            text => Some(Colour::parse(text)?),
        };
        let area = Area {
            kind: AreaKind::from_code(typed.one("kind")).unwrap_or(before.kind),
            name: typed.one("name").to_owned(),
            municipality_key: Some(typed.one("municipality_key").to_owned()),
            population: population(typed.one("population"))?,
            contact: contact(&typed),
            about: typed.localised("about"),
            colour,
            revision: typed.one("seen").parse().map_err(|_| Refusal::new("form-unreadable"))?,
            ..before
        };
        Ok::<_, PageError>(state.app.change_area(&signed, area).await?)
    };
    match changed.await {
        Ok(()) => Ok(Redirect::to(&format!("/areas/{id}?saved")).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let by_code = [
                ("municipality-key-invalid", "municipality_key"),
                ("population-range", "population"),
                ("population-number", "population"),
                ("colour-invalid", "colour"),
                ("phone-invalid", "contact_phone"),
                ("email-invalid", "contact_email"),
            ];
            let known = ["name", "about_de", "contact_name", "contact_function", "contact_email", "contact_address"];
            let fields = FormErrors::one(field_of(&refusal, &known, &by_code), chrome.refusal(&refusal));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&Edit::new(chrome, id, fields, typed))?).into_response())
        }
    }
}

async fn people(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let area = state.app.area(&signed, id).await?;
    let (base, action) = (format!("/areas/{id}"), format!("/areas/{id}/people"));
    let (scope, place) = (Scope::Area(id), Place::area(area.region, id));
    let people = PeopleView::load(&state, &chrome, &signed, scope, place, &action, query.as_deref()).await?;
    page(&PlacePeople { chrome, base, name: area.name, people })
}

async fn change_people(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(form, once): OnceForm<PeopleForm>,
) -> PageResult<Response> {
    let state = WebState { app: once, ..state };
    let area = state.app.area(&signed, id).await?;
    let place = (Scope::Area(id), Place::area(area.region, id));
    people_changed(&state, chrome, &signed, place, format!("/areas/{id}"), area.name, &form).await
}

/// A request in the list.
struct RequestRow {
    path: String,
    what: String,
    about: String,
    day: String,
    state: &'static str,
    stuck: bool,
}

#[derive(Template)]
#[template(path = "area/requests.html")]
struct Requests {
    chrome: Chrome,
    base: String,
    name: String,
    rows: Vec<RequestRow>,
    next: Option<HelpRequestId>,
}

async fn requests(
    State(state): State<WebState>,
    Path(id): Path<AreaId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let after = query_value(query.as_deref(), "after").and_then(|after| after.parse().ok());
    let found = state.app.requests_of_area(&signed, id, after).await?;
    let base = format!("/areas/{id}");
    let rows = found.requests.iter().map(|record| RequestRow {
        path: format!("{base}/requests/{}", record.id),
        what: chrome.tc("wish-", record.request.wish.code()),
        about: super::helps::about(&chrome, &record.request),
        day: chrome.day(&record.created_at),
        state: record.state.code(),
        stuck: record.stuck_at.is_some() && !record.state.is_over(),
    });
    let rows = rows.collect();
    page(&Requests { chrome, base, name: found.area.name, rows, next: found.next })
}

#[derive(Template)]
#[template(path = "area/request.html")]
struct Request {
    base: String,
    facts: Vec<(String, String)>,
    asked: Vec<super::helps::AskedRow>,
    asked_on: String,
    until: Option<String>,
    said: bool,
    fields: FormErrors,
    view: CoordinatorView,
    chrome: Chrome,
}

impl Request {
    fn new(chrome: Chrome, view: CoordinatorView, said: bool, fields: FormErrors) -> Self {
        Self {
            base: format!("/areas/{}", view.area.id),
            facts: super::helps::facts(&chrome, &view.record.request, &view.area.name),
            asked: view.asked.iter().map(|asked| super::helps::AskedRow::new(&chrome, asked)).collect(),
            asked_on: chrome.day(&view.record.created_at),
            until: view.record.answer_by.as_ref().map(|until| chrome.instant(until)),
            said,
            fields,
            view,
            chrome,
        }
    }
}

async fn request(
    State(state): State<WebState>,
    Path((area, id)): Path<(AreaId, HelpRequestId)>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let view = state.app.request_of_area(&signed, area, id).await?;
    page(&Request::new(chrome, view, said(query.as_deref(), "asked"), FormErrors::default()))
}

async fn ask(
    State(state): State<WebState>,
    Path((area, id)): Path<(AreaId, HelpRequestId)>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["partner"], &[])?;
    let partner: PartnerId = typed.one("partner").parse().map_err(|_| PageError::not_found())?;
    match state.app.ask_partner(&signed, area, id, partner).await {
        Ok(()) => Ok(Redirect::to(&format!("/areas/{area}/requests/{id}?asked")).into_response()),
        Err(error) => {
            let fields = FormErrors::one("partner", chrome.refusal(&refused(error.into())?));
            let view = state.app.request_of_area(&signed, area, id).await?;
            let shown = page(&Request::new(chrome, view, false, fields))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}
