//! An area's public page, its colours and its coat of arms.

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::header,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use ringwall_app::PartnerFilter;
use ringwall_core::{
    area::Area,
    colour::{Colour, Shades, Theme},
    region::Region,
};

use super::checks::{Offer, offers};
use crate::{Chrome, PageResult, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/g/{slug}", get(show))
        .route("/g/{slug}/colours.css", get(colours))
        .route("/g/{slug}/coat-of-arms/{digest}", get(coat_of_arms))
}

/// Paragraphs of a text somebody typed.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[derive(Template)]
#[template(path = "hub/show.html")]
struct Show {
    chrome: Chrome,
    area: Area,
    region: Region,
    about: Vec<String>,
    about_lang: Option<&'static str>,
    facts: Option<String>,
    coat: Option<(String, u32, u32)>,
    colours: Option<String>,
    offers: Vec<Offer>,
    partners: bool,
}

async fn show(State(state): State<WebState>, Path(slug): Path<String>, chrome: Chrome) -> PageResult<Html<String>> {
    let found = state.app.public_area(&slug).await?;
    let (area, region) = (found.area, found.region);
    let mut offers = offers(&state, &chrome).await?;
    offers.retain(|offer| !offer.imported);
    let filter = PartnerFilter { area: Some(area.id), offer: None };
    let partners = !state.app.directory(&filter, None).await?.partners.is_empty();
    let facts = area.population.map(|people| {
        let mut arguments = ringwall_content::FluentArgs::new();
        arguments.set("kind", chrome.tc("area-kind-short-", area.kind.code()));
        arguments.set("people", chrome.number(people));
        chrome.t_with("hub-facts", &arguments)
    });
    page(&Show {
        about: paragraphs(chrome.text(&area.about)),
        about_lang: chrome.lang_of(&area.about),
        facts,
        coat: area
            .coat_of_arms
            .as_ref()
            .map(|coat| (format!("/g/{}/coat-of-arms/{}", area.slug, coat.digest), coat.width, coat.height)),
        colours: area.colour.map(|colour| colours_path(&area, colour)),
        offers,
        partners,
        area,
        region,
        chrome,
    })
}

/// The address of an area's colours. It changes with the colour, so that browsers may keep it for a day.
pub(super) fn colours_path(area: &Area, colour: Colour) -> String {
    format!("/g/{}/colours.css?{}", area.slug, colour.to_string().trim_start_matches('#'))
}

fn rules(shades: &Shades) -> String {
    let Shades { main, strong, soft } = shades;
    format!(
        ":root{{--primary:{main};--primary-strong:{strong};--primary-soft:{soft};--link:{main};--chart-1:{main};--band:{main}}}"
    )
}

/// A style sheet of our own making from one checked colour: nothing somebody typed gets into it.
async fn colours(State(state): State<WebState>, Path(slug): Path<String>) -> PageResult<Response> {
    let area = state.app.public_area(&slug).await?.area;
    let style = area.colour.map_or(String::new(), |colour| {
        let light = rules(&colour.shades(Theme::Light));
        // A dark band keeps our own colour: text on it is light in both themes.
        let dark = rules(&colour.shades(Theme::Dark));
        let dark = dark.split_once(";--band").map_or(dark.clone(), |(dark, _)| format!("{dark}}}"));
        format!("{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n")
    });
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, style).into_response())
}

/// The picture, by its fingerprint: it never changes under its address.
async fn coat_of_arms(
    State(state): State<WebState>,
    Path((slug, digest)): Path<(String, String)>,
) -> PageResult<Response> {
    let (coat, bytes) = state.app.coat_of_arms(&slug, &digest).await?;
    let headers = [
        (header::CONTENT_TYPE, coat.kind.media_type()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"wappen\""),
    ];
    Ok((headers, bytes).into_response())
}
