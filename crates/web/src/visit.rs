//! What happens around every request: a reference number, the visitor, the language, readable errors, safe headers,
//! one line in the log.

use std::{any::Any, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::Instrument;

use crate::{
    Chrome, WebState,
    chrome::asked_language,
    error::{PageError, readable},
    session::{MaybeSigned, Visit, language_cookie},
};

/// Nothing comes from elsewhere, nothing inline runs, nobody may frame us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     manifest-src 'self'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), \
         payment=(), usb=(), interest-cohort=()",
    ),
];

/// Letters and digits that nobody confuses on the phone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn reference(bytes: [u8; 8]) -> String {
    let letters = bytes.iter().map(|byte| ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or(b'0'));
    let mut text: String = letters.map(char::from).collect();
    text.insert(4, '-');
    text
}

/// Runs around every request.
pub(crate) async fn visit(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (mut parts, body) = request.into_parts();
    let reference = reference(state.app.random());
    let visit = Visit::of(&state.app, &state.options, &parts.headers);
    let mut chrome = Chrome::new(&state, &parts, &visit, reference);
    // The pattern, never the address itself: a resume link is a secret.
    let route = parts.extensions.get::<MatchedPath>().map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let method = parts.method.clone();
    let headers = parts.headers.clone();
    let asked = asked_language(parts.uri.query());
    // Programs come with a key; whatever cookies they bring mean nothing.
    let loaded = if crate::api::is_api(parts.uri.path()) {
        Ok(MaybeSigned(None))
    } else {
        MaybeSigned::load(&state, &headers).await
    };
    chrome.signed = loaded.as_ref().ok().and_then(|signed| signed.0.clone());
    let shows = !parts.uri.path().starts_with("/static/") && !crate::error::wants_json(&headers);
    if let Some(signed) = chrome.signed.as_deref().filter(|_| shows) {
        // Without names the menu has words.
        chrome.names = Arc::new(state.app.place_names(signed).await.unwrap_or_default());
    }
    let private = chrome.signed.is_some() || chrome.folder.is_some() || parts.uri.path().starts_with("/r/");
    parts.extensions.insert(chrome.clone());

    let span = tracing::info_span!("request", request.id = chrome.reference, http.method = %method, http.route = route);
    let response = match loaded {
        Ok(signed) => {
            parts.extensions.insert(signed);
            next.run(Request::from_parts(parts, body)).instrument(span.clone()).await
        }
        Err(error) => PageError::from(error).into_response(),
    };
    let _inside = span.enter();
    let mut response = readable(response, &chrome, &headers);

    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let out = response.headers_mut();
    if is_page {
        out.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
        if let Some((name, value)) = visit.cookie(&state.options) {
            out.append(name, value);
        }
    }
    if let Some(language) = asked.filter(|_| !crate::api::is_api(&chrome.path)) {
        let (name, value) = language_cookie(&state.options, language.code());
        out.append(name, value);
    }
    if private || is_page {
        out.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    for (name, value) in HEADERS {
        // What a handler forbids besides, it may: a file from elsewhere is shut in.
        out.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if state.options.secure_cookies {
        out.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if let Ok(value) = HeaderValue::from_str(&chrome.reference) {
        out.insert(HeaderName::from_static("x-request-id"), value);
    }
    let (status, seconds) = (response.status().as_u16(), begun.elapsed().as_secs_f64());
    tracing::info!(http.status = status, http.milliseconds = (seconds * 1000.0 * 10.0).round() / 10.0, "answered");
    response
}

/// A fault in the program becomes a page; what it was is in the log only.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over like this")]
pub(crate) fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(error = message, "a handler panicked");
    PageError::Internal.into_response()
}
