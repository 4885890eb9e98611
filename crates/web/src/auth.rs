//! Signing in, as far as it is HTTP: cookies, where to go afterwards, and the two conversations with others.
//!
//! Knows no rule: who may sign in is decided in `app`. [`passkey`] talks to browsers, [`oidc`] to other services.

use axum::{
    http::HeaderMap,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use ringwall_app::{Entered, LinkToken, Origin, SignIn};
use ringwall_core::refusal::Refusal;

use crate::{
    Chrome, PageResult, WebState,
    encoding::encoded,
    limit::Visitor,
    session::{agent, device_cookie, device_of, end_second_cookie, second_cookie, session_token, sign_in_cookie},
};

pub(crate) mod oidc;
pub(crate) mod passkey;

/// Where people land who did not want to go anywhere in particular.
pub(crate) const HOME: &str = "/me";

/// A page of ours to go to after signing in: a path, never another site. Anything else leads home.
pub(crate) fn local(next: &str) -> &str {
    let fits = next.len() <= 2_000
        && next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\u{7f}'])
        && !next.chars().any(|character| character.is_control() || character.is_whitespace());
    if fits { next } else { HOME }
}

/// From where somebody tries.
pub(crate) fn origin_of(state: &WebState, headers: &HeaderMap, visitor: Visitor) -> Origin {
    Origin {
        from: visitor.network(),
        device: device_of(&state.options, headers).map(str::to_owned),
        agent: agent(headers),
    }
}

/// Somebody is in: a new session, the old one of this browser ends, the browser is known from now on.
pub(crate) async fn entered(
    state: &WebState,
    headers: &HeaderMap,
    entered: Entered,
    next: &str,
) -> PageResult<Response> {
    if let Some(old) = session_token(&state.options, headers) {
        state.app.end_session(&old).await?;
    }
    let cookies = [
        sign_in_cookie(state, &entered.session),
        device_cookie(&state.options, &entered.device),
        end_second_cookie(&state.options),
    ];
    Ok((AppendHeaders(cookies), Redirect::to(local(next))).into_response())
}

/// The password was right: on to the second factor, which this browser alone can give.
pub(crate) fn second(state: &WebState, token: &LinkToken, next: &str) -> Response {
    let there = format!("/sign-in/code?next={}", encoded(local(next)));
    (AppendHeaders([second_cookie(&state.options, token)]), Redirect::to(&there)).into_response()
}

/// What to do after an attempt; what is not a success comes back as a sentence.
pub(crate) async fn after(
    state: &WebState,
    chrome: &Chrome,
    headers: &HeaderMap,
    outcome: SignIn,
    next: &str,
    wrong: &'static str,
) -> PageResult<Result<Response, Said>> {
    Ok(match outcome {
        SignIn::Entered(somebody) => {
            tracing::info!(outcome = "entered", "sign-in");
            Ok(entered(state, headers, somebody, next).await?)
        }
        SignIn::SecondFactor(token) => {
            tracing::info!(outcome = "second-factor", "sign-in");
            Ok(second(state, &token, next))
        }
        SignIn::Wrong => {
            tracing::info!(outcome = "wrong", "sign-in");
            Err(Said { sentence: chrome.refusal(&Refusal::new(wrong)), status: 422, retry_after: None })
        }
        SignIn::Wait { seconds } => {
            tracing::warn!(outcome = "throttled", seconds, "sign-in");
            let sentence = chrome.t_num("sign-in-wait", "seconds", seconds);
            Err(Said { sentence, status: 429, retry_after: Some(seconds) })
        }
        SignIn::Mailed => {
            tracing::warn!(outcome = "attacked", "sign-in");
            Err(Said { sentence: chrome.t("sign-in-mailed"), status: 422, retry_after: None })
        }
    })
}

/// Why an attempt did not succeed.
pub(crate) struct Said {
    pub(crate) sentence: String,
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_to() {
        for fine in ["/", "/me", "/c/1?x=1#y", "/invitation/abc"] {
            assert_eq!(local(fine), fine);
        }
        for foreign in [
            "",
            "me",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\nb",
            "/a b",
            " /me",
            "/\t/evil.example",
            "data:text/html,x",
        ] {
            assert_eq!(local(foreign), HOME, "{foreign:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(3_000))), HOME);
    }
}
