//! Forms that only our own pages can send.
//!
//! Every form carries a token: a fresh nonce and `HMAC(secret, visitor, nonce)`, where the visitor is a random cookie.
//! Another site can neither read the cookie nor compute the token. The nonce keeps compressed pages from leaking it.

use axum::{
    Form,
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, Method, header},
};
use hmac::{Hmac, KeyInit, Mac};
use ringwall_app::{App, FormKey};
use ringwall_core::refusal::Refusal;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::{
    WebState,
    encoding::encoded_form,
    error::{PageError, PageResult, Resubmit},
    session::Visit,
};

/// Name of the hidden field.
const FIELD: &str = "csrf";
/// Name of the header that stands in for the field in background requests.
const HEADER: &str = "x-csrf-token";
/// Largest form, in bytes.
pub(crate) const LARGEST_FORM: usize = 64 * 1024;

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The bytes behind hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

fn mac(secret: &[u8], visitor: &str, nonce: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(nonce);
    mac.update(visitor.as_bytes());
    Some(mac)
}

/// A token for the forms of one page.
pub(crate) fn token(secret: &[u8], visitor: &str, nonce: [u8; 8]) -> String {
    let tag = mac(secret, visitor, &nonce).map(|mac| mac.finalize().into_bytes());
    format!("{}{}", hex(&nonce), tag.map(|tag| hex(&tag)).unwrap_or_default())
}

/// Whether a token was made for this visitor; takes the same time whatever is wrong with it.
pub(crate) fn is_valid(secret: &[u8], visitor: &str, token: &str) -> bool {
    let Some(bytes) = unhex(token) else { return false };
    let Some((nonce, tag)) = bytes.split_at_checked(8) else { return false };
    mac(secret, visitor, nonce).is_some_and(|mac| mac.verify_slice(tag).is_ok())
}

/// Whether the browser vouches that one of our own pages sent this.
fn is_from_here(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin")
}

/// Whether a field holds something that must not come back in a page.
fn is_secret(name: &str) -> bool {
    name.contains("password") || name.contains("code")
}

/// A form that one of our own pages sent, read into `T`.
///
/// `T` should refuse unknown fields; the token is taken out before.
#[derive(Clone, Debug)]
pub struct CsrfForm<T>(pub T);

impl<T: DeserializeOwned> FromRequest<WebState> for CsrfForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> PageResult<Self> {
        let sent = Sent::read(request, state).await?;
        read(encoded_form(&sent.fields).as_bytes()).await.map(Self)
    }
}

/// A [`CsrfForm`] that begins something, with the operations that begin it once only: the same form sent again, because
/// its answer never came or because somebody pressed twice, comes to what it came to before.
pub struct OnceForm<T>(pub T, pub App);

impl<T: DeserializeOwned> FromRequest<WebState> for OnceForm<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &WebState) -> PageResult<Self> {
        let sent = Sent::read(request, state).await?;
        let body = encoded_form(&sent.fields);
        let app = state.app.for_form(sent.key(&state.secret, &body));
        Ok(Self(read(body.as_bytes()).await?, app))
    }
}

/// A form whose token was looked at and taken out.
struct Sent {
    path: String,
    token: String,
    fields: Vec<(String, String)>,
}

impl Sent {
    /// What makes this form this form: the token that only this visitor's page had, where it goes, what is in it.
    fn key(&self, secret: &[u8], body: &str) -> FormKey {
        let mac = mac(secret, "once", b"").map(|mac| {
            let parts = [self.token.as_str(), self.path.as_str(), body];
            let parts = parts.iter().fold(mac, |mac, part| mac.chain_update(part).chain_update([0]));
            parts.finalize().into_bytes().into()
        });
        FormKey::new(mac.unwrap_or_default())
    }

    async fn read(request: Request, state: &WebState) -> PageResult<Self> {
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(PageError::Unsupported);
        }
        let headers = parts.headers.clone();
        let path = parts.uri.path().to_owned();
        let body = Bytes::from_request(Request::from_parts(parts, body), state)
            .await
            .map_err(|_| PageError::TooLarge { most_kilobytes: LARGEST_FORM / 1024 })?;
        let mut pairs: Vec<(String, String)> = read(&body).await?;
        let field = pairs.iter().position(|(name, _)| name == FIELD).map(|at| pairs.remove(at).1);
        let header = headers.get(HEADER).and_then(|token| token.to_str().ok()).map(str::to_owned);
        let visitor = Visit::of(&state.app, &state.options, &headers).visitor;
        let token = header.or(field).filter(|token| is_valid(&state.secret, &visitor, token));
        let Some(token) = token else {
            // What was typed is shown once more, but never a password or code.
            let typed = pairs.len();
            pairs.retain(|(name, _)| !is_secret(name));
            let offer = is_from_here(&headers) && pairs.len() == typed;
            return Err(PageError::Csrf(Resubmit { path, fields: pairs, offer }));
        };
        Ok(Self { path, token, fields: pairs })
    }
}

/// Reads a form and says in a sentence which field is wrong.
async fn read<T: DeserializeOwned>(body: &[u8]) -> PageResult<T> {
    let request = Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_vec()))
        .map_err(ringwall_app::AppError::unavailable)?;
    match Form::<T>::from_request(request, &()).await {
        Ok(Form(form)) => Ok(form),
        Err(rejection) => {
            let text = rejection.body_text();
            let named =
                |what: &str| Some(text.split_once(what)?.1.split_once('`')?.0.chars().take(40).collect::<String>());
            Err(match (named("missing field `"), named("unknown field `"), named("duplicate field `")) {
                (Some(field), _, _) => Refusal::new("form-field-missing").with("field", field),
                (_, Some(field), _) => Refusal::new("form-field-unknown").with("field", field),
                (_, _, Some(field)) => Refusal::new("form-field-twice").with("field", field),
                _ => Refusal::new("form-unreadable"),
            }
            .into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_one_visitor_only() {
        let token = token(b"secret", "visitor", [7; 8]);
        assert!(is_valid(b"secret", "visitor", &token));
        assert!(!is_valid(b"secret", "other", &token));
        assert!(!is_valid(b"another", "visitor", &token));
        assert!(!is_valid(b"secret", "visitor", &token[2..]));
        assert!(!is_valid(b"secret", "visitor", ""));
        assert!(!is_valid(b"secret", "visitor", "äöü"));
    }
}
