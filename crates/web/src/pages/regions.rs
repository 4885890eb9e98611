//! Regions: opened by operators, run by their management. Numbers only as counts, and no small ones.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::{AppError, NewArea, NewPartner, NewRegion};
use ringwall_core::{
    actor::{Permission, Place, Scope},
    area::AreaKind,
    help_request::RequestState,
    id::RegionId,
    language::Localised,
    partner::PartnerKind,
    refusal::Refusal,
    region::Region,
    release::ReleasedCount,
};

use super::people::{Changed, PeopleForm, PeopleView, changed};
use crate::{
    Chrome, CsrfForm, OnceForm, PageError, PageResult, SignedIn, WebState,
    forms::{Fields, FormErrors, field_of},
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/operator/regions", get(index).post(open))
        .route("/regions/{region}", get(show))
        .route("/regions/{region}/edit", get(edit).post(change))
        .route("/regions/{region}/new-area", get(area_form).post(open_area))
        .route("/regions/{region}/new-partner", get(partner_form).post(enter_partner))
        .route("/regions/{region}/people", get(people).post(change_people))
}

/// What a form that was refused shows, and with which status.
pub(super) fn refused(error: PageError) -> Result<Refusal, PageError> {
    match error {
        PageError::App(AppError::Refused(refusal)) => Ok(refusal),
        other => Err(other),
    }
}

/// Whether the query says that this was just done.
pub(super) fn said(query: Option<&str>, word: &str) -> bool {
    query.unwrap_or_default().split('&').any(|known| known == word)
}

/// A number as it may be shown.
pub(super) fn count(chrome: &Chrome, count: &ReleasedCount) -> String {
    match count {
        ReleasedCount::Exactly(count) => chrome.number(count),
        ReleasedCount::Few => chrome.t("count-few"),
        ReleasedCount::AtLeast(count) => chrome.t_num("count-at-least", "count", count),
    }
}

/// One text in both languages becomes two fields.
pub(super) fn both(fields: Fields, name: &str, text: &Localised) -> Fields {
    fields
        .with(&format!("{name}_de"), text.de.clone().unwrap_or_default())
        .with(&format!("{name}_en"), text.en.clone().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "region/operator.html")]
struct Index {
    chrome: Chrome,
    regions: Vec<Region>,
    fields: FormErrors,
    typed: Fields,
    opened: bool,
}

async fn index(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let regions = state.app.regions(&signed).await?;
    let opened = said(query.as_deref(), "opened");
    page(&Index { chrome, regions, fields: FormErrors::default(), typed: Fields::default(), opened })
}

async fn open(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(typed, once): OnceForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["name_de", "name_en", "slug", "manager"], &[])?;
    let new = NewRegion {
        name: typed.localised("name"),
        slug: typed.one("slug").to_owned(),
        manager: typed.one("manager").to_owned(),
        language: chrome.language,
    };
    match once.open_region(&signed, new).await {
        Ok(_) => Ok(Redirect::to("/operator/regions?opened").into_response()),
        Err(error) => {
            let refusal = refused(error.into())?;
            let by_code = [("slug-invalid", "slug"), ("slug-taken", "slug"), ("email-invalid", "manager")];
            let field = field_of(&refusal, &["name_de", "slug", "manager"], &by_code);
            let fields = FormErrors::one(field, chrome.refusal(&refusal));
            let regions = state.app.regions(&signed).await?;
            let form = page(&Index { chrome, regions, fields, typed, opened: false })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response())
        }
    }
}

/// An area in the list.
struct AreaRow {
    path: String,
    name: String,
    kind: &'static str,
    organisations: String,
    page: String,
}

/// A partner in the list.
struct PartnerRow {
    path: String,
    name: String,
    kind: &'static str,
    listed: bool,
    offers: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "region/show.html")]
struct Show {
    chrome: Chrome,
    base: String,
    region: Region,
    areas: Vec<AreaRow>,
    partners: Vec<PartnerRow>,
    organisations: String,
    requests: Vec<(&'static str, String)>,
    said: Option<&'static str>,
}

async fn show(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let overview = state.app.region_overview(&signed, id).await?;
    let areas = overview.areas.iter().map(|(area, organisations)| AreaRow {
        path: format!("/areas/{}", area.id),
        name: area.name.clone(),
        kind: area.kind.code(),
        organisations: count(&chrome, organisations),
        page: format!("/g/{}", area.slug),
    });
    let areas = areas.collect();
    let partners = overview.partners.iter().map(|partner| PartnerRow {
        path: format!("/partner/{}", partner.id),
        name: partner.name.clone(),
        kind: partner.kind.code(),
        listed: partner.listed,
        offers: partner.offers.iter().map(|offer| offer.code()).collect(),
    });
    let partners = partners.collect();
    let requests = overview
        .requests
        .iter()
        .filter(|(state, released)| *released != ReleasedCount::Few || *state == RequestState::Open)
        .map(|(state, released)| (state.code(), count(&chrome, released)))
        .collect();
    let organisations = count(&chrome, &overview.organisations);
    let said = [("saved", "region-saved"), ("area", "area-opened"), ("partner", "partner-entered")]
        .into_iter()
        .find_map(|(word, text)| said(query.as_deref(), word).then_some(text));
    let (base, region) = (format!("/regions/{id}"), overview.region);
    page(&Show { chrome, base, region, areas, partners, organisations, requests, said })
}

#[derive(Template)]
#[template(path = "region/edit.html")]
struct Edit {
    chrome: Chrome,
    base: String,
    fields: FormErrors,
    typed: Fields,
}

async fn edit(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let region = state.app.region_overview(&signed, id).await?.region;
    let typed = both(both(Fields::default(), "name", &region.name), "about", &region.about);
    let typed = typed.with("seen", region.revision);
    page(&Edit { chrome, base: format!("/regions/{id}"), fields: FormErrors::default(), typed })
}

async fn change(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["seen", "name_de", "name_en", "about_de", "about_en"], &[])?;
    let region = state.app.region_overview(&signed, id).await?.region;
    let region = Region {
        name: typed.localised("name"),
        about: typed.localised("about"),
        revision: typed.one("seen").parse().map_err(|_| Refusal::new("form-unreadable"))?,
        ..region
    };
    let base = format!("/regions/{id}");
    match state.app.change_region(&signed, region).await {
        Ok(()) => Ok(Redirect::to(&format!("{base}?saved")).into_response()),
        Err(error) => {
            let refusal = refused(error.into())?;
            let field = field_of(&refusal, &["name_de", "about_de"], &[]);
            let fields = FormErrors::one(field, chrome.refusal(&refusal));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&Edit { chrome, base, fields, typed })?).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "area/new.html")]
struct AreaForm {
    chrome: Chrome,
    base: String,
    region: Region,
    fields: FormErrors,
    typed: Fields,
    places: Vec<String>,
    source: String,
    kinds: Vec<&'static str>,
}

impl AreaForm {
    fn new(state: &WebState, chrome: Chrome, region: Region, fields: FormErrors, typed: Fields) -> Self {
        let municipalities = state.app.content().municipalities();
        Self {
            chrome,
            base: format!("/regions/{}", region.id),
            region,
            fields,
            typed,
            places: municipalities.list.iter().map(|place| place.short_name().to_owned()).collect(),
            source: municipalities.source.clone(),
            kinds: AreaKind::ALL.into_iter().map(AreaKind::code).collect(),
        }
    }
}

async fn area_form(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let region = state.app.region_overview(&signed, id).await?.region;
    let typed = Fields::default().with("kind", AreaKind::Satellite.code());
    page(&AreaForm::new(&state, chrome, region, FormErrors::default(), typed))
}

/// Inhabitants as somebody typed them: digits, perhaps in groups.
pub(super) fn population(text: &str) -> Result<Option<u32>, Refusal> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',')).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().map(Some).map_err(|_| Refusal::new("population-number"))
}

async fn open_area(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(typed, once): OnceForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["name", "kind", "coordinator", "municipality_key", "population", "slug"], &[])?;
    let region = state.app.region_overview(&signed, id).await?.region;
    let opened = async {
        // A place we know by name brings its key and its inhabitants along.
        let municipalities = state.app.content().municipalities();
        let known = match typed.one("municipality_key").trim() {
            "" => municipalities.named(typed.one("name")),
            key => municipalities.with_key(key),
        };
        let key = match (typed.one("municipality_key").trim(), known) {
            ("", Some(place)) => place.key.clone(),
            (key, _) => key.to_owned(),
        };
        let named = typed.one("name").trim();
        let name = known.filter(|place| place.name == named).map_or(named, |place| place.short_name()).to_owned();
        let new = NewArea {
            kind: AreaKind::from_code(typed.one("kind")).unwrap_or(AreaKind::Satellite),
            name,
            slug: typed.one("slug").to_owned(),
            municipality_key: key,
            population: population(typed.one("population"))?.or(known.map(|place| place.population)),
            coordinator: typed.one("coordinator").to_owned(),
            language: chrome.language,
        };
        Ok::<_, PageError>(once.open_area(&signed, id, new).await?)
    };
    match opened.await {
        Ok(_) => Ok(Redirect::to(&format!("/regions/{id}?area")).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let by_code = [
                ("slug-invalid", "slug"),
                ("slug-taken", "slug"),
                ("email-invalid", "coordinator"),
                ("municipality-key-invalid", "municipality_key"),
                ("population-range", "population"),
                ("population-number", "population"),
            ];
            let field = field_of(&refusal, &["name"], &by_code);
            let fields = FormErrors::one(field, chrome.refusal(&refusal));
            let form = page(&AreaForm::new(&state, chrome, region, fields, typed))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "partner/new.html")]
struct PartnerForm {
    chrome: Chrome,
    base: String,
    region: Region,
    fields: FormErrors,
    typed: Fields,
    kinds: Vec<&'static str>,
}

impl PartnerForm {
    fn new(chrome: Chrome, region: Region, fields: FormErrors, typed: Fields) -> Self {
        let kinds = PartnerKind::ALL.into_iter().map(PartnerKind::code).collect();
        Self { chrome, base: format!("/regions/{}", region.id), region, fields, typed, kinds }
    }
}

async fn partner_form(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let region = state.app.region_overview(&signed, id).await?.region;
    page(&PartnerForm::new(chrome, region, FormErrors::default(), Fields::default()))
}

async fn enter_partner(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(typed, once): OnceForm<Fields>,
) -> PageResult<Response> {
    typed.only(&["name", "kind", "adviser", "slug"], &[])?;
    let region = state.app.region_overview(&signed, id).await?.region;
    let entered = async {
        let kind = PartnerKind::from_code(typed.one("kind")).ok_or(Refusal::new("partner-kind-missing"))?;
        let new = NewPartner {
            name: typed.one("name").to_owned(),
            slug: typed.one("slug").to_owned(),
            kind,
            adviser: typed.one("adviser").to_owned(),
            language: chrome.language,
        };
        Ok::<_, PageError>(once.enter_partner(&signed, id, new).await?)
    };
    match entered.await {
        Ok(_) => Ok(Redirect::to(&format!("/regions/{id}?partner")).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let by_code = [
                ("slug-invalid", "slug"),
                ("slug-taken", "slug"),
                ("email-invalid", "adviser"),
                ("partner-kind-missing", "kind"),
            ];
            let field = field_of(&refusal, &["name"], &by_code);
            let fields = FormErrors::one(field, chrome.refusal(&refusal));
            let form = page(&PartnerForm::new(chrome, region, fields, typed))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response())
        }
    }
}

/// The people of a region, an area or a partner.
#[derive(Template)]
#[template(path = "region/people.html")]
pub(super) struct PlacePeople {
    pub(super) chrome: Chrome,
    pub(super) base: String,
    pub(super) name: String,
    pub(super) people: PeopleView,
}

async fn people(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    signed.require(Permission::ManageRegion, Place::region(id))?;
    let name = state.app.region_overview(&signed, id).await?.region.name.get(chrome.language).to_owned();
    let (base, action) = (format!("/regions/{id}"), format!("/regions/{id}/people"));
    let (scope, place) = (Scope::Region(id), Place::region(id));
    let people = PeopleView::load(&state, &chrome, &signed, scope, place, &action, query.as_deref()).await?;
    page(&PlacePeople { chrome, base, name, people })
}

async fn change_people(
    State(state): State<WebState>,
    Path(id): Path<RegionId>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(form, once): OnceForm<PeopleForm>,
) -> PageResult<Response> {
    let state = WebState { app: once, ..state };
    let name = state.app.region_overview(&signed, id).await?.region.name.get(chrome.language).to_owned();
    let place = (Scope::Region(id), Place::region(id));
    people_changed(&state, chrome, &signed, place, format!("/regions/{id}"), name, &form).await
}

/// Does what a form of the people of a place asks for, and goes back to them.
pub(super) async fn people_changed(
    state: &WebState,
    chrome: Chrome,
    signed: &SignedIn,
    place: (Scope, Place),
    base: String,
    name: String,
    form: &PeopleForm,
) -> PageResult<Response> {
    let action = format!("{base}/people");
    match changed(state, &chrome, signed, place, &name, &action, form).await? {
        // Whoever laid down the last role that lets them look goes where they still may.
        Changed::Done("removed") => Ok(Redirect::to("/me").into_response()),
        Changed::Done(done) => Ok(Redirect::to(&format!("{action}?{done}")).into_response()),
        Changed::Refused(people) => {
            let shown = page(&PlacePeople { chrome, base, name, people: *people })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}
