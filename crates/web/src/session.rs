//! Who comes: the visitor (for form tokens) and the folder a browser has opened.
//!
//! A folder is opened by its resume link, `/r/<token>`. The token then lives in a cookie that the browser sends to this
//! folder only; there is no session on our side that could be stolen or forgotten.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
};
use ringwall_app::{Access, App, ResumeToken};
use ringwall_core::id::TenantId;

use crate::{
    Options, WebState,
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

/// The folder named in the path, opened with the cookie of this browser.
#[derive(Clone, Debug)]
pub struct Case {
    /// Proof for the operations.
    pub access: Access,
    /// The resume token.
    pub token: ResumeToken,
    /// Whose data.
    pub tenant: TenantId,
}

impl Case {
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
        let token = cookie(&parts.headers, ACCESS).and_then(ResumeToken::parse).ok_or(PageError::NoAccess)?;
        let access = match state.app.open(&token).await {
            Ok(access) if access.tenant() == tenant => access,
            Ok(_) | Err(ringwall_app::AppError::NotFound) => return Err(PageError::NoAccess),
            Err(error) => return Err(error.into()),
        };
        Ok(Self { access, token, tenant })
    }
}
