//! Who comes: the visitor (for form tokens), somebody who signed in, and the folder a browser has opened.
//!
//! A folder is opened by its resume link, `/r/<token>`, or by whoever signed in and has a role in it or its consent. The
//! link's token lives in a cookie that the browser sends to this folder only; whoever signs in has a session, whose
//! token lives in a cookie for all pages and whose hash is in the database.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, MatchedPath, RawPathParams},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
};
use ringwall_app::{Access, App, AppError, Download, LinkToken, Looked, ResumeToken, SessionToken, Signed};
use ringwall_core::id::TenantId;

use crate::{
    Chrome, Options, WebState,
    error::{PageError, PageResult},
};

const ACCESS: &str = "ringwall";
/// A year, in seconds.
const YEAR: u32 = 31_536_000;

/// The value of the last cookie with this name.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The header that sets a cookie.
pub(crate) type SetCookie = (HeaderName, HeaderValue);

fn set_cookie(text: &str) -> SetCookie {
    // Everything in it is ASCII of our own making; an empty cookie is one nobody asks for.
    (header::SET_COOKIE, HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("")))
}

fn attributes(options: &Options, path: &str, seconds: i64) -> String {
    let secure = if options.secure_cookies { "; Secure" } else { "" };
    format!("; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// The visitor of one request: 128 random bits that say nothing about a person and only tie forms to a browser.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) visitor: String,
    fresh: bool,
}

impl Visit {
    fn cookie_name(options: &Options) -> &'static str {
        // The prefix makes the browser refuse a cookie that a neighbouring host tries to plant.
        if options.secure_cookies { "__Host-visitor" } else { "visitor" }
    }

    pub(crate) fn of(app: &App, options: &Options, headers: &HeaderMap) -> Self {
        let known = cookie(headers, Self::cookie_name(options))
            .filter(|value| value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match known {
            Some(visitor) => Self { visitor: visitor.to_owned(), fresh: false },
            None => Self { visitor: crate::csrf::hex(&app.random::<16>()), fresh: true },
        }
    }

    /// The cookie to set, if the browser brought none.
    pub(crate) fn cookie(&self, options: &Options) -> Option<SetCookie> {
        let name = Self::cookie_name(options);
        self.fresh.then(|| set_cookie(&format!("{name}={}{}", self.visitor, attributes(options, "/", YEAR.into()))))
    }
}

/// Remembers the chosen language.
pub(crate) fn language_cookie(options: &Options, code: &str) -> SetCookie {
    set_cookie(&format!("lang={code}{}", attributes(options, "/", YEAR.into())))
}

/// Opens a folder in this browser.
pub(crate) fn open_cookie(
    state: &WebState,
    tenant: TenantId,
    token: &ResumeToken,
    expires: jiff::Timestamp,
) -> SetCookie {
    let seconds = expires.duration_since(state.app.now()).as_secs().max(0);
    let attributes = attributes(&state.options, &folder_path(tenant), seconds);
    set_cookie(&format!("{ACCESS}={}{attributes}", token.secret()))
}

/// Closes a folder in this browser.
pub(crate) fn close_cookie(state: &WebState, tenant: TenantId) -> SetCookie {
    set_cookie(&format!("{ACCESS}={}", attributes(&state.options, &folder_path(tenant), 0)))
}

/// The address of a folder.
pub fn folder_path(tenant: TenantId) -> String {
    format!("/c/{tenant}")
}

/// The name of the session cookie.
fn session_name(options: &Options) -> &'static str {
    if options.secure_cookies { "__Host-session" } else { "session" }
}

/// The session token this browser brought.
pub(crate) fn session_token(options: &Options, headers: &HeaderMap) -> Option<SessionToken> {
    cookie(headers, session_name(options)).and_then(SessionToken::parse)
}

/// The name of a cookie for all pages; the prefix makes a browser refuse one that a neighbouring host tries to plant.
fn guarded(options: &Options, name: &str) -> String {
    if options.secure_cookies { format!("__Host-{name}") } else { name.to_owned() }
}

/// The cookie by which a browser is known in which somebody signed in before. Opens nothing by itself.
pub(crate) fn device_cookie(options: &Options, device: &str) -> SetCookie {
    set_cookie(&format!("{}={device}{}", guarded(options, "device"), attributes(options, "/", YEAR.into())))
}

/// What it holds.
pub(crate) fn device_of<'a>(options: &Options, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie(headers, &guarded(options, "device"))
}

const SECOND: &str = "second";

/// Remembers between password and second factor who it is about.
pub(crate) fn second_cookie(options: &Options, token: &LinkToken) -> SetCookie {
    set_cookie(&format!("{}={}{}", guarded(options, SECOND), token.secret(), attributes(options, "/", 600)))
}

/// What it holds.
pub(crate) fn second_of(options: &Options, headers: &HeaderMap) -> Option<LinkToken> {
    cookie(headers, &guarded(options, SECOND)).and_then(LinkToken::parse)
}

/// Forgets it.
pub(crate) fn end_second_cookie(options: &Options) -> SetCookie {
    set_cookie(&format!("{}={}", guarded(options, SECOND), attributes(options, "/", 0)))
}

const AWAY: &str = "away";

/// Remembers in the browser which journey to another service is its own, and where to go afterwards. That stays out of
/// the database: it can be the address of an invitation.
pub(crate) fn away_cookie(options: &Options, token: &LinkToken, next: &str) -> SetCookie {
    let next = crate::encoding::encoded(next);
    set_cookie(&format!("{}={}.{next}{}", guarded(options, AWAY), token.secret(), attributes(options, "/", 900)))
}

/// What it holds.
pub(crate) fn away_of(options: &Options, headers: &HeaderMap) -> Option<(LinkToken, String)> {
    let (token, next) = cookie(headers, &guarded(options, AWAY))?.split_once('.')?;
    Some((LinkToken::parse(token)?, crate::encoding::decoded(next)))
}

/// Forgets it.
pub(crate) fn end_away_cookie(options: &Options) -> SetCookie {
    set_cookie(&format!("{}={}", guarded(options, AWAY), attributes(options, "/", 0)))
}

/// What the browser calls itself.
pub(crate) fn agent(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_owned()
}

/// Signs somebody in on this browser.
pub(crate) fn sign_in_cookie(state: &WebState, token: &SessionToken) -> SetCookie {
    let seconds = i64::from(state.app.settings().session_hours) * 3_600;
    let name = session_name(&state.options);
    set_cookie(&format!("{name}={}{}", token.secret(), attributes(&state.options, "/", seconds)))
}

/// Signs somebody out on this browser.
pub(crate) fn sign_out_cookie(options: &Options) -> SetCookie {
    set_cookie(&format!("{}={}", session_name(options), attributes(options, "/", 0)))
}

/// Who signed in, if anybody did. Loaded once per request by `visit`.
#[derive(Clone, Debug)]
pub struct MaybeSigned(pub Option<Arc<Signed>>);

impl MaybeSigned {
    pub(crate) async fn load(state: &WebState, headers: &HeaderMap) -> Result<Self, AppError> {
        let Some(token) = session_token(&state.options, headers) else { return Ok(Self(None)) };
        match state.app.signed_in(&token).await {
            Ok(signed) => Ok(Self(Some(Arc::new(signed)))),
            Err(AppError::NotFound) => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeSigned {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}

/// Somebody who signed in. Whoever did not is led to the sign-in page and back.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Arc<Signed>);

impl<'a> From<&'a SignedIn> for ringwall_app::ForPartner<'a> {
    fn from(signed: &'a SignedIn) -> Self {
        Self::Person(signed)
    }
}

impl std::ops::Deref for SignedIn {
    type Target = Signed;
    fn deref(&self) -> &Signed {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> PageResult<Self> {
        let signed = parts.extensions.get::<MaybeSigned>().and_then(|signed| signed.0.clone());
        signed.map(Self).ok_or_else(|| PageError::sign_in(parts))
    }
}

/// What a request within a folder looks at, by the pattern of its address.
fn looked(parts: &Parts) -> Looked {
    let pattern = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let rest = pattern.strip_prefix("/c/{tenant}").unwrap_or("/?");
    match rest.split('/').nth(1).unwrap_or("") {
        "" => Looked::Overview,
        "organisation" => Looked::Facts,
        "help" => Looked::Request,
        "a" => match rest.split('/').nth(3).unwrap_or("") {
            "" | "t" | "interview" => Looked::Interview,
            "result" => Looked::Result,
            "plan" if rest.contains("/files") => Looked::File,
            "plan" => Looked::Plan,
            "risks" => Looked::Risks,
            file if Download::ALL.iter().any(|kind| kind.file() == file) => Looked::Download,
            _ => Looked::Other,
        },
        _ => Looked::Other,
    }
}

/// The folder named in the path, opened by who signed in or with the cookie of this browser.
#[derive(Clone, Debug)]
pub struct Case {
    /// Proof for the operations.
    pub access: Access,
    /// The resume token, if that is what opened it.
    pub token: Option<ResumeToken>,
    /// Whose data.
    pub tenant: TenantId,
}

impl Case {
    /// The folder, and what is around the page knows that it is open.
    fn opened(parts: &Parts, access: Access, token: Option<ResumeToken>) -> Self {
        if let Some(chrome) = parts.extensions.get::<Chrome>() {
            // Set before means that two extractors asked for the same folder.
            let _ = chrome.opened.set(access);
        }
        Self { access, token, tenant: access.tenant() }
    }

    /// The address of the folder, without a slash at the end.
    pub fn path(&self) -> String {
        folder_path(self.tenant)
    }
}

impl FromRequestParts<WebState> for Case {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> PageResult<Self> {
        let path = RawPathParams::from_request_parts(parts, state).await.map_err(|_| PageError::not_found())?;
        let tenant = path.iter().find_map(|(name, value)| (name == "tenant").then(|| value.parse::<TenantId>()));
        let Some(Ok(tenant)) = tenant else { return Err(PageError::not_found()) };
        if let Some(signed) = parts.extensions.get::<MaybeSigned>().and_then(|signed| signed.0.clone()) {
            match state.app.enter_to(&signed, tenant, looked(parts)).await {
                Ok(access) => return Ok(Self::opened(parts, access, None)),
                Err(AppError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let token =
            cookie(&parts.headers, ACCESS).and_then(ResumeToken::parse).ok_or_else(|| PageError::no_access(parts))?;
        let access = match state.app.open(&token).await {
            Ok(access) if access.tenant() == tenant => access,
            Ok(_) | Err(AppError::NotFound) => return Err(PageError::no_access(parts)),
            Err(error) => return Err(error.into()),
        };
        Ok(Self::opened(parts, access, Some(token)))
    }
}
