//! Partners: the public directory, and a partner's own page for its people and the management.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use ringwall_app::PartnerFilter;
use ringwall_core::{
    actor::{Permission, Place, Scope},
    area::Area,
    id::{AreaId, PartnerId},
    organisation::{OrganisationKind, SizeClass},
    partner::{Offer, Partner, PartnerKind, TALK_LANGUAGES},
    refusal::Refusal,
};

use super::{
    areas::{CONTACT, contact, contact_fields},
    hubs::paragraphs,
    people::{PeopleForm, PeopleView},
    regions::{PlacePeople, both, people_changed, refused, said},
};
use crate::{
    Chrome, CsrfForm, OnceForm, PageError, PageResult, SignedIn, WebState,
    chrome::query_value,
    forms::{Fields, FormErrors, field_of},
    page,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/partners", get(index))
        .route("/partners/{slug}", get(show))
        .route("/partner/{partner}", get(own))
        .route("/partner/{partner}/edit", get(edit).post(change))
        .route("/partner/{partner}/people", get(people).post(change_people))
}

/// A partner in the directory.
struct Row {
    path: String,
    name: String,
    kind: &'static str,
    offers: Vec<&'static str>,
    sells: bool,
    summary: Option<String>,
}

impl Row {
    fn new(chrome: &Chrome, partner: &Partner) -> Self {
        Self {
            path: format!("/partners/{}", partner.slug),
            name: partner.name.clone(),
            kind: partner.kind.code(),
            offers: partner.offers.iter().map(|offer| offer.code()).collect(),
            sells: partner.sells,
            summary: paragraphs(chrome.text(&partner.about)).into_iter().next(),
        }
    }
}

#[derive(Template)]
#[template(path = "partner/index.html")]
struct Index {
    chrome: Chrome,
    rows: Vec<Row>,
    areas: Vec<Area>,
    area: String,
    offers: Vec<&'static str>,
    typed: Fields,
    more: Option<String>,
}

async fn index(State(state): State<WebState>, RawQuery(query): RawQuery, chrome: Chrome) -> PageResult<Html<String>> {
    let asked = |name| query_value(query.as_deref(), name).unwrap_or_default();
    let (area, offer) = (asked("area"), asked("offer"));
    let areas = state.app.areas().await?;
    let chosen = areas.iter().find(|known| known.slug == area);
    let filter = PartnerFilter { area: chosen.map(|area| area.id), offer: Offer::from_code(&offer) };
    let after = query_value(query.as_deref(), "after").and_then(|after| after.parse().ok());
    let found = state.app.directory(&filter, after).await?;
    // Only what was understood goes into the next link.
    let area = chosen.map(|area| area.slug.clone()).unwrap_or_default();
    let offer = filter.offer.map(Offer::code).unwrap_or_default().to_owned();
    let more = found.next.map(|next| format!("/partners?area={area}&offer={offer}&after={next}"));
    page(&Index {
        rows: found.partners.iter().map(|partner| Row::new(&chrome, partner)).collect(),
        areas,
        area,
        offers: Offer::ALL.into_iter().map(Offer::code).collect(),
        typed: Fields::default().with("offer", &offer),
        more,
        chrome,
    })
}

#[derive(Template)]
#[template(path = "partner/show.html")]
struct Show {
    chrome: Chrome,
    partner: Partner,
    kind: &'static str,
    about: Vec<String>,
    about_lang: Option<&'static str>,
    interests: Vec<String>,
    interests_lang: Option<&'static str>,
    facts: Vec<(String, String)>,
}

/// What a partner offers, to whom, where, as pairs of words.
fn facts(chrome: &Chrome, partner: &Partner, areas: &[Area]) -> Vec<(String, String)> {
    let listed = |all: &str, words: Vec<String>| if words.is_empty() { chrome.t(all) } else { words.join(", ") };
    let served = areas.iter().filter(|area| partner.areas.contains(&area.id)).map(|area| area.name.clone()).collect();
    let offers = partner.offers.iter().map(|offer| chrome.tc("offer-", offer.code())).collect::<Vec<_>>();
    let kinds = partner.kinds.iter().map(|kind| chrome.tc("organisation-kind-", kind.code())).collect();
    let sizes = partner.sizes.iter().map(|size| chrome.tc("size-", size.code())).collect();
    let sectors = partner.sectors.iter().map(|sector| chrome.tc("sector-", sector)).collect();
    let languages = partner.languages.iter().map(|code| chrome.tc("talk-language-", code)).collect::<Vec<_>>();
    let mut facts = Vec::new();
    if !offers.is_empty() {
        facts.push((chrome.t("partner-offers"), offers.join(", ")));
    }
    facts.push((chrome.t("partner-areas"), listed("partner-areas-all", served)));
    facts.push((chrome.t("partner-serves"), listed("partner-serves-all", kinds)));
    facts.push((chrome.t("partner-sizes"), listed("partner-sizes-all", sizes)));
    facts.push((chrome.t("partner-sectors"), listed("partner-sectors-all", sectors)));
    facts.push((chrome.t("partner-languages"), languages.join(", ")));
    facts
}

async fn show(State(state): State<WebState>, Path(slug): Path<String>, chrome: Chrome) -> PageResult<Html<String>> {
    let (partner, areas) = state.app.public_partner(&slug).await?;
    page(&Show {
        kind: partner.kind.code(),
        about: paragraphs(chrome.text(&partner.about)),
        about_lang: chrome.lang_of(&partner.about),
        interests: paragraphs(chrome.text(&partner.interests)),
        interests_lang: chrome.lang_of(&partner.interests),
        facts: facts(&chrome, &partner, &areas),
        partner,
        chrome,
    })
}

#[derive(Template)]
#[template(path = "partner/own.html")]
struct Own {
    chrome: Chrome,
    base: String,
    partner: Partner,
    kind: &'static str,
    facts: Vec<(String, String)>,
    missing: Vec<String>,
    advises: bool,
    said: bool,
}

async fn own(
    State(state): State<WebState>,
    Path(id): Path<PartnerId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let (partner, areas, _) = state.app.partner(&signed, id).await?;
    let mut missing = Vec::new();
    if partner.offers.is_empty() {
        missing.push(chrome.t("partner-missing-offers"));
    }
    if partner.capacity == 0 {
        missing.push(chrome.t("partner-missing-capacity"));
    }
    let mut facts = facts(&chrome, &partner, &areas);
    facts.push((chrome.t("field-capacity"), chrome.number(partner.capacity)));
    page(&Own {
        base: format!("/partner/{id}"),
        kind: partner.kind.code(),
        facts,
        missing,
        advises: signed.actor.may(Permission::Advise, Place::partner(partner.region, id)),
        said: said(query.as_deref(), "saved"),
        partner,
        chrome,
    })
}

#[derive(Template)]
#[template(path = "partner/edit.html")]
struct Edit {
    chrome: Chrome,
    base: String,
    fields: FormErrors,
    typed: Fields,
    areas: Vec<Area>,
    sectors: Vec<String>,
    partner_kinds: Vec<&'static str>,
    offers: Vec<&'static str>,
    kinds: Vec<&'static str>,
    sizes: Vec<&'static str>,
    languages: Vec<&'static str>,
    manages: bool,
}

impl Edit {
    fn new(
        state: &WebState,
        chrome: Chrome,
        id: PartnerId,
        (areas, manages): (Vec<Area>, bool),
        fields: FormErrors,
        typed: Fields,
    ) -> Self {
        Self {
            chrome,
            base: format!("/partner/{id}"),
            fields,
            typed,
            areas,
            sectors: state.app.content().sectors().to_vec(),
            partner_kinds: PartnerKind::ALL.into_iter().map(PartnerKind::code).collect(),
            offers: Offer::ALL.into_iter().map(Offer::code).collect(),
            kinds: OrganisationKind::ALL.into_iter().map(OrganisationKind::code).collect(),
            sizes: SizeClass::ALL.into_iter().map(SizeClass::code).collect(),
            languages: TALK_LANGUAGES.to_vec(),
            manages,
        }
    }
}

async fn edit(
    State(state): State<WebState>,
    Path(id): Path<PartnerId>,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let (partner, areas, manages) = state.app.partner(&signed, id).await?;
    let typed = Fields::default()
        .with("seen", partner.revision)
        .with("name", &partner.name)
        .with("kind", partner.kind.code())
        .with("web", partner.web.clone().unwrap_or_default())
        .with("capacity", partner.capacity)
        .with_all("sells", partner.sells.then_some("yes"))
        .with_all("listed", partner.listed.then_some("yes"))
        .with_all("offers", partner.offers.iter().map(|offer| offer.code()))
        .with_all("areas", &partner.areas)
        .with_all("sectors", &partner.sectors)
        .with_all("kinds", partner.kinds.iter().map(|kind| kind.code()))
        .with_all("sizes", partner.sizes.iter().map(|size| size.code()))
        .with_all("languages", &partner.languages);
    let typed = both(both(typed, "about", &partner.about), "interests", &partner.interests);
    let typed = contact_fields(typed, &partner.contact);
    page(&Edit::new(&state, chrome, id, (areas, manages), FormErrors::default(), typed))
}

/// The meanings of all values of a field; a value without meaning makes the form unreadable.
fn all<T>(typed: &Fields, name: &str, meaning: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Refusal> {
    typed.all(name).map(|value| meaning(value).ok_or(Refusal::new("form-unreadable"))).collect()
}

async fn change(
    State(state): State<WebState>,
    Path(id): Path<PartnerId>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(typed): CsrfForm<Fields>,
) -> PageResult<Response> {
    let single = [
        "seen",
        "name",
        "kind",
        "web",
        "capacity",
        "sells",
        "listed",
        "about_de",
        "about_en",
        "interests_de",
        "interests_en",
    ];
    let several = ["offers", "areas", "sectors", "kinds", "sizes", "languages"];
    typed.only(&[single.as_slice(), &CONTACT].concat(), &several)?;
    let (before, areas, manages) = state.app.partner(&signed, id).await?;
    let changed = async {
        let capacity = typed.one("capacity").trim();
        let capacity = if capacity.is_empty() { "0" } else { capacity };
        let partner = Partner {
            name: typed.one("name").to_owned(),
            kind: PartnerKind::from_code(typed.one("kind")).unwrap_or(before.kind),
            about: typed.localised("about"),
            web: Some(typed.one("web").to_owned()),
            contact: contact(&typed),
            offers: all(&typed, "offers", Offer::from_code)?,
            areas: all(&typed, "areas", |id| id.parse::<AreaId>().ok())?,
            sectors: typed.all("sectors").map(str::to_owned).collect(),
            kinds: all(&typed, "kinds", OrganisationKind::from_code)?,
            sizes: all(&typed, "sizes", SizeClass::from_code)?,
            languages: typed.all("languages").map(str::to_owned).collect(),
            capacity: capacity.parse().map_err(|_| Refusal::new("capacity-number"))?,
            sells: typed.has("sells", "yes"),
            interests: typed.localised("interests"),
            listed: typed.has("listed", "yes"),
            revision: typed.one("seen").parse().map_err(|_| Refusal::new("form-unreadable"))?,
            ..before
        };
        Ok::<_, PageError>(state.app.change_partner(&signed, partner).await?)
    };
    match changed.await {
        Ok(()) => Ok(Redirect::to(&format!("/partner/{id}?saved")).into_response()),
        Err(error) => {
            let refusal = refused(error)?;
            let by_code = [
                ("web-address-invalid", "web"),
                ("capacity-range", "capacity"),
                ("capacity-number", "capacity"),
                ("language-missing", "languages"),
                ("language-unknown", "languages"),
                ("interests-missing", "interests_de"),
                ("sector-unknown", "sectors"),
                ("area-unknown", "areas"),
                ("phone-invalid", "contact_phone"),
                ("email-invalid", "contact_email"),
            ];
            let known =
                ["name", "web", "about_de", "interests_de", "contact_name", "contact_function", "contact_address"];
            let fields = FormErrors::one(field_of(&refusal, &known, &by_code), chrome.refusal(&refusal));
            let form = page(&Edit::new(&state, chrome, id, (areas, manages), fields, typed))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response())
        }
    }
}

async fn people(
    State(state): State<WebState>,
    Path(id): Path<PartnerId>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let (partner, ..) = state.app.partner(&signed, id).await?;
    let (base, action) = (format!("/partner/{id}"), format!("/partner/{id}/people"));
    let (scope, place) = (Scope::Partner(id), Place::partner(partner.region, id));
    let people = PeopleView::load(&state, &chrome, &signed, scope, place, &action, query.as_deref()).await?;
    page(&PlacePeople { chrome, base, name: partner.name, people })
}

async fn change_people(
    State(state): State<WebState>,
    Path(id): Path<PartnerId>,
    chrome: Chrome,
    signed: SignedIn,
    OnceForm(form, once): OnceForm<PeopleForm>,
) -> PageResult<Response> {
    let state = WebState { app: once, ..state };
    let (partner, ..) = state.app.partner(&signed, id).await?;
    let place = (Scope::Partner(id), Place::partner(partner.region, id));
    people_changed(&state, chrome, &signed, place, format!("/partner/{id}"), partner.name, &form).await
}
