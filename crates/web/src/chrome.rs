//! What every page has around its content: language, texts, form token, navigation.
//!
//! A page owns one [`Chrome`] and asks it for every word. Made once per request by `visit`.

use std::{
    collections::BTreeMap,
    fmt::Display,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::Html,
};
use jiff::{Timestamp, civil::Date};
use ringwall_app::{Access, AppError, PlaceName, Right, Signed};
use ringwall_content::{Content, FluentArgs, format};
use ringwall_core::{
    actor::{Permission, Place, Role, Scope},
    id::TenantId,
    language::{Language, Localised},
    refusal::Refusal,
    scoring::Points,
};

use crate::{
    Demo, Options, WebState, assets, csrf,
    encoding::decoded,
    error::{PageError, PageResult},
    session::{Visit, cookie},
};

/// What every page has around its content.
#[derive(Clone)]
pub struct Chrome {
    /// The reader's language.
    pub language: Language,
    /// Token for forms, goes into a hidden field named `csrf`.
    pub csrf: String,
    /// Path of the page.
    pub path: String,
    /// Number the reader can name when something went wrong; also in the log.
    pub reference: String,
    /// The folder the reader has open, if the path is inside one.
    pub folder: Option<TenantId>,
    /// Who signed in, if anybody did.
    pub signed: Option<Arc<Signed>>,
    /// What the places are called in which they hold a role.
    pub(crate) names: Arc<BTreeMap<Scope, PlaceName>>,
    /// How the folder was opened, once it was.
    pub(crate) opened: Arc<OnceLock<Access>>,
    /// Scheme and host under which the reader reached us.
    pub origin: String,
    query: String,
    content: Arc<Content>,
    options: Arc<Options>,
}

impl Chrome {
    /// Whether a role of whoever signed in rests until they have a second factor.
    pub fn is_resting(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| !signed.resting.is_empty())
    }

    pub(crate) fn new(state: &WebState, parts: &Parts, visit: &Visit, reference: String) -> Self {
        let path = parts.uri.path().to_owned();
        let folder = path.strip_prefix("/c/").and_then(|rest| rest.split('/').next()?.parse().ok());
        let pairs = parts.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        let (language, query): (Vec<_>, Vec<_>) = pairs.partition(|pair| pair.starts_with("lang="));
        let _ = language;
        Self {
            language: language_of(parts.uri.query(), &parts.headers),
            csrf: csrf::token(&state.secret, &visit.visitor, state.app.random()),
            path,
            reference,
            folder,
            signed: None,
            names: Arc::default(),
            opened: Arc::default(),
            origin: origin(state, &parts.headers),
            query: query.join("&"),
            content: Arc::clone(state.app.content()),
            options: Arc::clone(&state.options),
        }
    }

    /// The text with this key.
    pub fn t(&self, key: &str) -> String {
        self.content.texts().get(self.language, key)
    }

    /// The text whose key is `prefix` and `code` together: `tc("organisation-kind-", code)`.
    pub fn tc(&self, prefix: &str, code: &str) -> String {
        self.t(&format!("{prefix}{code}"))
    }

    /// The attribute `hint` of that text.
    pub fn tc_hint(&self, prefix: &str, code: &str) -> String {
        self.t(&format!("{prefix}{code}.hint"))
    }

    /// The text with this key and arguments.
    pub fn t_with(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        self.content.texts().with(self.language, key, arguments)
    }

    /// The text with this key and one number as argument.
    pub fn t_num(&self, key: &str, name: &str, number: impl Display) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(name.to_owned(), number.to_string().parse::<f64>().unwrap_or_default());
        self.t_with(key, &arguments)
    }

    /// The text with this key about points of a maximum, both already formatted.
    pub fn t_points(&self, key: &str, points: &str, maximum: &str) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("points", points.to_owned());
        arguments.set("maximum", maximum.to_owned());
        self.t_with(key, &arguments)
    }

    /// The text with this key and two numbers as arguments.
    pub fn t_num2(&self, key: &str, first: (&str, f64), second: (&str, f64)) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(first.0.to_owned(), first.1);
        arguments.set(second.0.to_owned(), second.1);
        self.t_with(key, &arguments)
    }

    /// The text with this key and one word as argument.
    pub fn t_str(&self, key: &str, name: &str, word: impl Display) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(name.to_owned(), word.to_string());
        self.t_with(key, &arguments)
    }

    /// The text with this key and two words as arguments.
    pub fn t_pair(&self, key: &str, first: &str, one: impl Display, second: &str, other: impl Display) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(first.to_owned(), one.to_string());
        arguments.set(second.to_owned(), other.to_string());
        self.t_with(key, &arguments)
    }

    /// A phone number for a link: digits and the plus sign. A zero in brackets is not dialled after a country code.
    pub fn dial(&self, phone: &str) -> String {
        let phone = if phone.trim_start().starts_with('+') { phone.replace("(0)", "") } else { phone.to_owned() };
        phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }

    /// The sentence for a refusal.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        self.content.texts().refusal(self.language, refusal)
    }

    /// A text from a check, in the reader's language or the one there is.
    pub fn text<'a>(&self, text: &'a Localised) -> &'a str {
        text.get(self.language)
    }

    /// The language of a text from a check, if it is not the reader's: goes into `lang`.
    pub fn lang_of(&self, text: &Localised) -> Option<&'static str> {
        let language = text.language_of(self.language);
        (language != self.language).then(|| language.code())
    }

    /// A date in words.
    pub fn date(&self, date: &Date) -> String {
        format::date(self.language, *date)
    }

    /// The day of an instant, in words.
    pub fn day(&self, at: &Timestamp) -> String {
        format::day(self.language, *at)
    }

    /// The edition of a check.
    pub fn edition(&self, version: &str) -> String {
        format::edition(self.language, version)
    }

    /// Day and time of an instant.
    pub fn instant(&self, at: &Timestamp) -> String {
        format::instant(self.language, *at)
    }

    /// A number as the reader writes it.
    pub fn number(&self, number: impl Display) -> String {
        format::number(self.language, number.to_string().parse().unwrap_or_default())
    }

    /// Points.
    pub fn points(&self, points: &Points) -> String {
        format::points(self.language, *points)
    }

    /// A share of 1 in percent.
    pub fn percent(&self, share: &f64) -> String {
        format::percent(self.language, *share)
    }

    /// Whole euro.
    pub fn euro(&self, amount: &u32) -> String {
        format::euro(self.language, *amount)
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// Whether somebody is at work here: then the page has the second style sheet too. Who only looks around needs the
    /// first one, and that has to be small.
    pub fn works(&self) -> bool {
        let inside = ["/c/", "/follow-up/"].iter().any(|start| self.path.starts_with(start));
        inside || self.signed.is_some() || self.folder.is_some()
    }

    /// This page in the other language.
    pub fn switch_url(&self) -> String {
        let separator = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={}", self.path, self.query, self.language.other().code())
    }

    /// `page` if the reader is on this page, for `aria-current`.
    pub fn current(&self, path: &str) -> Option<&'static str> {
        (self.path == path).then_some("page")
    }

    /// The made-up region, if this is a demonstration.
    pub fn demo(&self) -> Option<&Demo> {
        self.options.demo.as_ref()
    }

    /// Who answers for this installation, line by line.
    pub fn operator(&self) -> Vec<&str> {
        self.options.operator.as_deref().unwrap_or_default().lines().filter(|line| !line.trim().is_empty()).collect()
    }

    /// What a place is called, for whoever holds a role there.
    fn name_of(&self, scope: Scope) -> Option<String> {
        let name = self.names.get(&scope)?;
        Some(match (self.language, &name.en) {
            (Language::En, Some(english)) => english.clone(),
            _ => name.de.clone(),
        })
    }

    /// What the open folder is called in the menu.
    pub fn folder_word(&self) -> String {
        let name = self.folder.and_then(|folder| self.name_of(Scope::Organisation(folder)));
        name.unwrap_or_else(|| self.t("page-folder"))
    }

    /// The pages of where the reader is: of a folder for its own people, of the operator.
    pub fn subnav(&self) -> Vec<SubLink> {
        let link = |word: &str, path: String, exact: bool| {
            let current = self.path == path || (!exact && self.path.starts_with(&format!("{path}/")));
            SubLink { word: self.t(word), path, current }
        };
        if let (Some(folder), Some(access)) = (self.folder, self.opened.get()) {
            let base = crate::session::folder_path(folder);
            // A check has tabs of its own, and what is shown on a shared screen shows nothing else.
            if access.is_from_outside() || self.path.starts_with(&format!("{base}/a/")) {
                return Vec::new();
            }
            let pages = [
                ("", "folder-nav-start", true),
                ("/help", "folder-nav-help", true),
                ("/people", "folder-nav-people", access.is_signed_in()),
                ("/consents", "folder-nav-consents", true),
                ("/log", "folder-nav-log", true),
                ("/tokens", "folder-nav-tokens", access.is_signed_in() && access.may(Right::Own)),
                ("/take-out", "folder-nav-take-out", access.may(Right::Own)),
            ];
            let shown = pages.into_iter().filter(|(.., shown)| *shown);
            return shown.map(|(page, word, _)| link(word, format!("{base}{page}"), page.is_empty())).collect();
        }
        let operates = |signed: &Arc<Signed>| signed.actor.may(Permission::Operate, Place::INSTALLATION);
        if self.path.starts_with("/operator") && self.signed.as_ref().is_some_and(operates) {
            let pages = [
                ("/operator", "operator-attention"),
                ("/operator/health", "health-title"),
                ("/operator/mail", "operator-mail"),
                ("/operator/accounts", "accounts-title"),
                ("/operator/regions", "region-operator-title"),
            ];
            return pages.into_iter().map(|(path, word)| link(word, path.to_owned(), path == "/operator")).collect();
        }
        Vec::new()
    }

    /// Places where whoever signed in holds a role, as word and address, at most three: all of them are on /account.
    pub fn places(&self) -> Vec<(String, String)> {
        let Some(signed) = &self.signed else { return Vec::new() };
        let mut places: Vec<(String, String)> = Vec::new();
        for membership in &signed.actor.memberships {
            let (word, path) = match (membership.role, membership.scope) {
                (Role::Evaluator, _) => continue,
                // The open folder has its own word in the menu.
                (_, Scope::Organisation(id)) if self.folder == Some(id) => continue,
                (_, Scope::Organisation(id)) => ("page-folder", crate::session::folder_path(id)),
                (_, Scope::Partner(id)) => ("account-place-partner", format!("/partner/{id}")),
                (_, Scope::Area(id)) => ("account-place-area", format!("/areas/{id}")),
                (_, Scope::Region(id)) => ("account-place-region", format!("/regions/{id}")),
                (_, Scope::Installation) => ("account-place-installation", "/operator".to_owned()),
            };
            // Helpers have no page there.
            if membership.role == Role::Helper {
                continue;
            }
            if !places.iter().any(|(_, known)| *known == path) {
                places.push((self.name_of(membership.scope).unwrap_or_else(|| self.t(word)), path));
            }
        }
        // Two folders would carry the same word; whoever has many places goes by their names.
        if places.len() > 3 { Vec::new() } else { places }
    }

    /// The word for a form field.
    pub fn field_name(&self, field: &str) -> String {
        let key = format!("field-{field}");
        if self.has(&key) { self.t(&key) } else { field.to_owned() }
    }

    /// The same surroundings for a page whose folder is gone: nothing on it leads there.
    pub(crate) fn outside(self) -> Self {
        Self { folder: None, path: "/".to_owned(), query: String::new(), ..self }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.content.texts().has(self.language, key)
    }
}

/// One link to a page of where the reader is.
pub struct SubLink {
    /// What the page is called.
    pub word: String,
    /// Its address.
    pub path: String,
    /// Whether the reader is there.
    pub current: bool,
}

impl FromRequestParts<WebState> for Chrome {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &WebState) -> PageResult<Self> {
        let missing = || AppError::unavailable("a page was asked for outside of `visit`");
        Ok(parts.extensions.get::<Self>().cloned().ok_or_else(missing)?)
    }
}

/// Renders a page.
///
/// # Errors
/// Only if a template fails, which none does without a fault in its code.
pub fn page(template: &impl askama::Template) -> PageResult<Html<String>> {
    Ok(Html(template.render().map_err(AppError::unavailable)?))
}

/// The language a reader wants: said in the address, remembered, told by the browser, else German.
fn language_of(query: Option<&str>, headers: &HeaderMap) -> Language {
    asked_language(query)
        .or_else(|| cookie(headers, "lang").and_then(Language::from_code))
        .or_else(|| accepted_language(headers))
        .unwrap_or_default()
}

/// The language said in the address.
pub(crate) fn asked_language(query: Option<&str>) -> Option<Language> {
    query?.split('&').rev().find_map(|pair| Language::from_code(pair.strip_prefix("lang=")?))
}

fn accepted_language(headers: &HeaderMap) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for entry in headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?.split(',') {
        let mut parts = entry.split(';');
        let Some(language) = parts.next().and_then(|code| Language::from_code(code.trim())) else { continue };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// Scheme and host under which the reader reached us. A host with anything but the characters of a name is not believed.
fn origin(state: &WebState, headers: &HeaderMap) -> String {
    if let Some(url) = &state.options.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let plain = |host: &&str| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'))
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).filter(plain).unwrap_or("localhost");
    let scheme = if state.options.secure_cookies { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// The value of a field in the query.
pub(crate) fn query_value(query: Option<&str>, name: &str) -> Option<String> {
    query?.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| decoded(value))
    })
}
