//! How a page can fail, and what the reader then sees.
//!
//! A handler returns a [`PageError`]; `visit` renders it in the reader's language (or as JSON) with a
//! reference number, and logs the chain of causes once under that number. Nothing internal is ever shown.

use std::sync::Arc;

use askama::Template;
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use ringwall_app::AppError;
use ringwall_core::refusal::Refusal;
use serde_json::json;

use crate::{Chrome, api, encoding::encoded};

/// What a handler returns.
pub type PageResult<T> = Result<T, PageError>;

/// How a page can fail.
#[derive(Debug)]
pub enum PageError {
    /// An operation failed.
    App(AppError),
    /// A folder cannot be opened: no link, an old one, a guessed one, nobody signed in. The page explains how to get back
    /// in, and says the same whether there is such a folder or not.
    NoAccess {
        /// Where to go after signing in; none if the address was a link's.
        next: Option<String>,
    },
    /// Nobody signed in, but this page is for people who have.
    SignIn {
        /// Where to go afterwards: path and query of a page, `/` after a form.
        next: String,
    },
    /// The form token is missing or belongs to another visitor.
    Csrf(Resubmit),
    /// More than fits.
    TooLarge {
        /// What would fit.
        most_kilobytes: usize,
    },
    /// Too often.
    TooMany {
        /// Seconds until the next try.
        retry_after: u64,
    },
    /// Not a form.
    Unsupported,
    /// The address exists, but not for this method.
    Method,
    /// The request took too long.
    Timeout,
    /// A program asked in a way that only programs can: status, and the last part of the text key.
    Problem(StatusCode, &'static str),
    /// A fault in the program.
    Internal,
}

/// A form that was not accepted, so that nothing typed is lost.
#[derive(Clone, Debug, Default)]
pub struct Resubmit {
    /// Where it was sent.
    pub path: String,
    /// Its fields without the token.
    pub fields: Vec<(String, String)>,
    /// Whether it may be sent again with one click: only if the browser vouches that our own page sent it, else another
    /// site could have a reader confirm what it made up.
    pub offer: bool,
}

impl PageError {
    /// The page is for people who signed in.
    pub(crate) fn sign_in(parts: &Parts) -> Self {
        let there = parts.uri.path_and_query().map_or("/", |there| there.as_str());
        let next = if parts.method == Method::GET { there } else { "/" };
        Self::SignIn { next: next.to_owned() }
    }

    /// The folder is not open in this browser.
    pub(crate) fn no_access(parts: &Parts) -> Self {
        let there = parts.uri.path_and_query().map_or("/me", |there| there.as_str());
        let next = if parts.method == Method::GET { there } else { "/me" };
        Self::NoAccess { next: Some(next.to_owned()) }
    }

    /// There is no such page.
    pub const fn not_found() -> Self {
        Self::App(AppError::NotFound)
    }

    /// The status and the last part of the text key.
    const fn kind(&self) -> (StatusCode, &'static str) {
        match self {
            Self::App(AppError::NotFound) => (StatusCode::NOT_FOUND, "not-found"),
            Self::App(AppError::Denied) => (StatusCode::FORBIDDEN, "denied"),
            Self::App(AppError::Refused(_)) => (StatusCode::UNPROCESSABLE_ENTITY, "refused"),
            Self::App(AppError::Conflict) => (StatusCode::CONFLICT, "conflict"),
            Self::App(AppError::Unavailable(_)) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Self::NoAccess { .. } => (StatusCode::NOT_FOUND, "no-access"),
            Self::SignIn { .. } => (StatusCode::UNAUTHORIZED, "sign-in"),
            Self::Csrf(_) => (StatusCode::FORBIDDEN, "csrf"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
            Self::Unsupported => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method"),
            Self::Timeout => (StatusCode::SERVICE_UNAVAILABLE, "timeout"),
            Self::Problem(status, kind) => (*status, kind),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// The page error for a status that something below us answered without a page.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { most_kilobytes: crate::csrf::LARGEST_FORM / 1024 },
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::Unsupported,
            StatusCode::UNPROCESSABLE_ENTITY => Refusal::new("form-unreadable").into(),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
                Self::Timeout
            }
            status if status.is_client_error() => Self::not_found(),
            _ => Self::Internal,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany { retry_after } => Some(*retry_after),
            Self::App(AppError::Unavailable(_)) | Self::Timeout => Some(10),
            _ => None,
        }
    }

    fn log(&self, reference: &str) {
        let (status, kind) = self.kind();
        let status = status.as_u16();
        match self {
            Self::App(AppError::Unavailable(source)) => {
                let mut chain = source.to_string();
                let mut cause = source.source();
                while let Some(inner) = cause {
                    chain.push_str(": ");
                    chain.push_str(&inner.to_string());
                    cause = inner.source();
                }
                tracing::error!(request.id = reference, status, error = chain, "a page failed");
            }
            Self::App(AppError::Refused(refusal)) => {
                tracing::info!(request.id = reference, status, refusal = refusal.code, "a page refused");
            }
            // What the operations refuse they write down themselves, with who it was.
            Self::NoAccess { .. }
            | Self::Csrf(_)
            | Self::TooMany { .. }
            | Self::Problem(StatusCode::UNAUTHORIZED, _) => {
                tracing::info!(
                    target: "security", event = "refused", subject = "-", about = kind, request.id = reference, status,
                    "a security event"
                );
            }
            Self::Internal | Self::Timeout => tracing::error!(request.id = reference, status, kind, "a page failed"),
            _ => tracing::debug!(request.id = reference, status, kind, "a page was not served"),
        }
    }

    /// The page, or the JSON document, that the reader gets.
    pub(crate) fn render(&self, chrome: &Chrome, headers: &HeaderMap) -> Response {
        let (status, kind) = self.kind();
        self.log(&chrome.reference);
        if let (Self::SignIn { next }, false) = (self, wants_json(headers) || api::is_api(&chrome.path)) {
            return Redirect::to(&format!("/sign-in?next={}", encoded(next))).into_response();
        }
        let sentence = match self {
            Self::App(AppError::Refused(refusal)) => chrome.refusal(refusal),
            Self::TooLarge { most_kilobytes } => chrome.t_num("error-too-large.text", "most", most_kilobytes),
            Self::TooMany { retry_after } => chrome.t_num("error-too-many.text", "seconds", retry_after),
            _ => chrome.t(&format!("error-{kind}.text")),
        };
        let code = match self {
            Self::App(AppError::Refused(refusal)) => refusal.code,
            _ => kind,
        };
        let mut response = if api::is_api(&chrome.path) {
            api::render(chrome, status, kind, code, sentence)
        } else if wants_json(headers) {
            Json(json!({ "error": code, "message": sentence, "reference": chrome.reference })).into_response()
        } else {
            let help = format!("error-{kind}.help");
            let resubmit = if let Self::Csrf(form) = self { form.clone() } else { Resubmit::default() };
            let page = ErrorPage {
                chrome: chrome.clone(),
                title: chrome.t(&format!("error-{kind}")),
                sentence,
                help: (chrome.has(&help) && !resubmit.offer).then(|| chrome.t(&help)),
                status: status.as_u16(),
                resume: matches!(self, Self::NoAccess { .. }),
                sign_in: match self {
                    Self::NoAccess { next } if chrome.signed.is_none() => next.as_deref().map(encoded),
                    _ => None,
                },
                resubmit,
            };
            match page.render() {
                Ok(body) => Html(body).into_response(),
                Err(_) => Html(String::new()).into_response(),
            }
        };
        *response.status_mut() = status;
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// Whether the request came from a script that wants JSON.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| {
        accept.split(',').any(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"))
    })
}

/// The failure of a handler on its way to the page that shows it.
#[derive(Clone)]
struct Fault(Arc<PageError>);

/// Turns the answer of a handler into one a reader can read.
pub(crate) fn readable(mut response: Response, chrome: &Chrome, headers: &HeaderMap) -> Response {
    if let Some(Fault(error)) = response.extensions_mut().remove::<Fault>() {
        let mut readable = error.render(chrome, headers);
        // What was said about limits stays true.
        let told = response.headers().iter().filter(|(name, _)| name.as_str().starts_with("ratelimit-"));
        readable.headers_mut().extend(told.map(|(name, value)| (name.clone(), value.clone())));
        return readable;
    }
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_ours = kind.starts_with("text/html") || kind.starts_with("application/json");
    if (status.is_client_error() || status.is_server_error()) && !is_ours {
        let allowed = response.headers_mut().remove(header::ALLOW);
        let mut readable = PageError::of_status(status).render(chrome, headers);
        readable.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
        return readable;
    }
    response
}

#[derive(Template)]
#[template(path = "error/show.html")]
struct ErrorPage {
    chrome: Chrome,
    title: String,
    sentence: String,
    help: Option<String>,
    status: u16,
    resume: bool,
    /// Where to go after signing in, if that may open the folder.
    sign_in: Option<String>,
    resubmit: Resubmit,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.kind().0.into_response();
        response.extensions_mut().insert(Fault(Arc::new(self)));
        response
    }
}

impl From<AppError> for PageError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        Self::App(AppError::Refused(refusal))
    }
}
