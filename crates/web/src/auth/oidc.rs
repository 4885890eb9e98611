//! Signing in with another service: `OpenID` Connect, authorization code with PKCE, state and nonce.
//!
//! The only place in this crate that opens a connection. Knows the providers an operator has named and follows no
//! redirect. What comes out is who somebody is there; whether that is anybody here is decided in `app`.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
    core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreProviderMetadata},
};
use ringwall_app::{AppError, Known, LinkToken, SignIn};
use ringwall_core::{id::AccountId, refusal::Refusal};
use serde::{Deserialize, Serialize};

use super::{entered, local, origin_of};
use crate::{
    Chrome, CsrfForm, MaybeSigned, PageError, PageResult, SignedIn, WebState,
    chrome::query_value,
    limit::{Limited, Visitor},
    page,
    session::{away_cookie, away_of, end_away_cookie},
};

/// How long an answer of a provider may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest answer of a provider, in bytes.
const LARGEST: usize = 512 * 1024;
/// How long a provider's description of itself is kept.
const KEPT: SignedDuration = SignedDuration::from_mins(10);

/// A service that people can sign in with.
#[derive(Clone)]
pub struct Provider {
    /// Stable name in addresses and in the database.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its address, as it calls itself.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// What we prove ourselves with, if it wants that.
    pub client_secret: Option<String>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("id", &self.id).field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// The client: bounded in time and size, follows nothing.
struct Http(reqwest::Client);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, std::io::Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(std::io::Error::other)?;
            let mut response = self.0.execute(request).await.map_err(std::io::Error::other)?;
            let mut built = openidconnect::http::Response::builder().status(response.status());
            for (name, value) in response.headers() {
                built = built.header(name, value);
            }
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(std::io::Error::other)? {
                if body.len() + chunk.len() > LARGEST {
                    return Err(std::io::Error::other("the answer is too large"));
                }
                body.extend_from_slice(&chunk);
            }
            built.body(body).map_err(std::io::Error::other)
        })
    }
}

/// All providers.
pub(crate) struct Oidc {
    providers: Vec<Provider>,
    http: Option<Http>,
    described: Mutex<HashMap<String, (Timestamp, CoreProviderMetadata)>>,
}

/// What is remembered while somebody is at a provider.
#[derive(Serialize, Deserialize)]
struct Journey {
    provider: String,
    nonce: String,
    verifier: String,
    /// The account an identity is to be linked to; nobody for a sign-in.
    link: Option<AccountId>,
}

/// Why a provider could not be used; goes to the log.
type Fault = Box<dyn std::error::Error + Send + Sync>;

impl Oidc {
    /// Readies a client for these providers; without any, nothing is ever connected.
    ///
    /// # Errors
    /// If the client cannot be made: no certificates, no TLS.
    pub(crate) fn new(providers: Vec<Provider>) -> Result<Self, AppError> {
        let http = if providers.is_empty() {
            None
        } else {
            let client = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(PATIENCE)
                .connect_timeout(PATIENCE)
                .user_agent("ringwall")
                .build();
            Some(Http(client.map_err(AppError::unavailable)?))
        };
        Ok(Self { providers, http, described: Mutex::default() })
    }

    /// Id and title of every provider.
    pub(crate) fn titles(&self) -> Vec<(String, String)> {
        self.providers.iter().map(|provider| (provider.id.clone(), provider.title.clone())).collect()
    }

    /// What people call a provider; its id if it is not configured any more.
    pub(crate) fn title(&self, id: &str) -> String {
        self.provider(id).map_or_else(|| id.to_owned(), |provider| provider.title.clone())
    }

    fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.id == id)
    }

    fn http(&self) -> Result<&Http, Fault> {
        self.http.as_ref().ok_or_else(|| "no provider is configured".into())
    }

    /// What a provider says about itself: addresses and keys.
    async fn description(&self, provider: &Provider, now: Timestamp) -> Result<CoreProviderMetadata, Fault> {
        let known = self.described.lock().unwrap_or_else(PoisonError::into_inner).get(&provider.id).cloned();
        if let Some((at, known)) = known {
            if now.duration_since(at) < KEPT {
                return Ok(known);
            }
        }
        let issuer = IssuerUrl::new(provider.issuer.clone())?;
        let described = CoreProviderMetadata::discover_async(issuer, self.http()?).await?;
        let mut all = self.described.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(provider.id.clone(), (now, described.clone()));
        Ok(described)
    }
}

fn back_address(chrome: &Chrome, provider: &Provider) -> Result<RedirectUrl, Fault> {
    Ok(RedirectUrl::new(format!("{}/sign-in/oidc/{}/back", chrome.origin, provider.id))?)
}

/// The way to a provider: its address, and what to remember until somebody comes back.
async fn way(
    state: &WebState,
    chrome: &Chrome,
    provider: &Provider,
    again: bool,
    link: Option<AccountId>,
) -> Result<(String, LinkToken), Fault> {
    let described = state.oidc.description(provider, state.app.now()).await?;
    let client = CoreClient::from_provider_metadata(
        described,
        ClientId::new(provider.client_id.clone()),
        provider.client_secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(back_address(chrome, provider)?);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let nonce = Nonce::new_random();
    let journey = Journey {
        provider: provider.id.clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
        link,
    };
    let token = state.app.begin_journey(serde_json::to_value(journey)?).await?;
    let (csrf, asked) = (CsrfToken::new(token.secret().to_owned()), nonce);
    let mut request = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || csrf, move || asked)
        .add_scope(Scope::new("email".to_owned()))
        .add_scope(Scope::new("profile".to_owned()))
        .set_pkce_challenge(challenge);
    if again {
        request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
    }
    let (address, ..) = request.url();
    Ok((address.into(), token))
}

/// Exchanges the code for a proof of who somebody is, and checks it.
async fn proof(
    state: &WebState,
    chrome: &Chrome,
    provider: &Provider,
    journey: &Journey,
    code: String,
) -> Result<Known, Fault> {
    let described = state.oidc.description(provider, state.app.now()).await?;
    let client = CoreClient::from_provider_metadata(
        described,
        ClientId::new(provider.client_id.clone()),
        provider.client_secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(back_address(chrome, provider)?);
    let answer = client
        .exchange_code(AuthorizationCode::new(code))?
        .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier.clone()))
        .request_async(state.oidc.http()?)
        .await?;
    let id_token = answer.id_token().ok_or("the provider gave no id token")?;
    let claims = id_token.claims(&client.id_token_verifier(), &Nonce::new(journey.nonce.clone()))?;
    let name = claims.name().and_then(|name| name.get(None)).map(|name| name.to_string());
    Ok(Known {
        provider: provider.id.clone(),
        subject: claims.subject().to_string(),
        email: claims.email().map(|email| email.to_string()).unwrap_or_default(),
        name: name.unwrap_or_default(),
    })
}

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/sign-in/oidc/{provider}", get(begin))
        .route("/sign-in/oidc/{provider}/back", get(back))
        .route("/account/identities/{provider}", post(link))
}

#[derive(Template)]
#[template(path = "sign-in/oidc.html")]
struct Failed {
    chrome: Chrome,
    service: String,
    sentence: String,
    next: String,
}

/// A page that says what went wrong with a provider and what to do.
fn failed(chrome: Chrome, service: String, sentence: &str, next: &str, status: StatusCode) -> PageResult<Response> {
    let sentence = chrome.t_str(sentence, "service", &service);
    let shown = page(&Failed { chrome, service, sentence, next: next.to_owned() })?;
    Ok((status, shown).into_response())
}

async fn begin(
    State(state): State<WebState>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    Path(id): Path<String>,
) -> PageResult<Response> {
    let provider = state.oidc.provider(&id).cloned().ok_or_else(PageError::not_found)?;
    visitor.may(&state, Limited::SignIn)?;
    let next = local(&query_value(query.as_deref(), "next").unwrap_or_default()).to_owned();
    let again = query.as_deref().unwrap_or_default().split('&').any(|word| word == "again");
    match way(&state, &chrome, &provider, again, None).await {
        Ok((address, token)) => {
            let cookie = away_cookie(&state.options, &token, &next);
            Ok((AppendHeaders([cookie]), Redirect::to(&address)).into_response())
        }
        Err(error) => {
            tracing::warn!(provider = provider.id, error = %error, "a provider cannot be used");
            failed(chrome, provider.title, "oidc-unreachable", &next, StatusCode::BAD_GATEWAY)
        }
    }
}

#[derive(Template)]
#[template(path = "sign-in/away.html")]
struct Away {
    chrome: Chrome,
    service: String,
    address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Somebody who signed in wants to link an identity. The way there is a page of ours: a form may not lead elsewhere.
async fn link(
    State(state): State<WebState>,
    visitor: Visitor,
    chrome: Chrome,
    signed: SignedIn,
    Path(id): Path<String>,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let provider = state.oidc.provider(&id).cloned().ok_or_else(PageError::not_found)?;
    visitor.may(&state, Limited::SignIn)?;
    if signed.require_fresh(state.app.now()).is_err() {
        return Ok(Redirect::to("/sign-in?again&next=/account").into_response());
    }
    match way(&state, &chrome, &provider, true, Some(signed.account.id)).await {
        Ok((address, token)) => {
            let cookie = away_cookie(&state.options, &token, "/account");
            let shown = page(&Away { chrome, service: provider.title, address })?;
            Ok((AppendHeaders([cookie]), shown).into_response())
        }
        Err(error) => {
            tracing::warn!(provider = provider.id, error = %error, "a provider cannot be used");
            failed(chrome, provider.title, "oidc-unreachable", "/account", StatusCode::BAD_GATEWAY)
        }
    }
}

async fn back(
    State(state): State<WebState>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    MaybeSigned(signed): MaybeSigned,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> PageResult<Response> {
    let provider = state.oidc.provider(&id).cloned().ok_or_else(PageError::not_found)?;
    let gone = end_away_cookie(&state.options);
    let value = |name| query_value(query.as_deref(), name);
    let ours = away_of(&state.options, &headers);
    let said = value("state").and_then(|state| LinkToken::parse(&state));
    // The journey must have begun in this very browser: somebody else's code must not sign anybody in here.
    let (Some(said), Some((ours, next))) = (said, ours) else {
        return failed(chrome, provider.title, "oidc-lost", super::HOME, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let next = local(&next).to_owned();
    let journey = if said == ours { state.app.end_journey(&said).await } else { Err(AppError::NotFound) };
    let journey: Journey = match journey {
        Ok(document) => serde_json::from_value(document).map_err(AppError::unavailable)?,
        Err(AppError::NotFound) => {
            return failed(chrome, provider.title, "oidc-lost", &next, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Err(error) => return Err(error.into()),
    };
    // RFC 9207: whoever names the issuer must be the one we sent somebody to.
    let other =
        value("iss").is_some_and(|issuer| issuer.trim_end_matches('/') != provider.issuer.trim_end_matches('/'));
    let code = value("code").filter(|_| journey.provider == provider.id && !other);
    let Some(code) = code else {
        tracing::info!(provider = provider.id, said = value("error").unwrap_or_default(), "no code came back");
        return failed(chrome, provider.title, "oidc-refused", &next, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let known = match proof(&state, &chrome, &provider, &journey, code).await {
        Ok(known) => known,
        Err(error) => {
            tracing::warn!(provider = provider.id, error = %error, "a provider's proof was not accepted");
            return failed(chrome, provider.title, "oidc-unproved", &next, StatusCode::BAD_GATEWAY);
        }
    };
    let response = if let Some(account) = journey.link {
        let signed = signed.filter(|signed| signed.account.id == account);
        let Some(signed) = signed else {
            return failed(chrome, provider.title, "oidc-lost", "/account", StatusCode::UNPROCESSABLE_ENTITY);
        };
        match state.app.link_identity(&signed, known).await {
            Ok(()) => Ok(Redirect::to("/account?linked#ways").into_response()),
            Err(error) => Err(error),
        }
    } else {
        let origin = origin_of(&state, &headers, visitor);
        match signed_in(&state, &chrome, known, &next, &origin).await {
            Ok((somebody, next)) => Ok(entered(&state, &headers, somebody, &next).await?),
            Err(error) => Err(error),
        }
    };
    match response {
        Ok(response) => Ok((AppendHeaders([gone]), response).into_response()),
        Err(AppError::Refused(refusal)) if refusal.code == "identity-unknown" => {
            failed(chrome, provider.title, "oidc-unknown", &next, StatusCode::FORBIDDEN)
        }
        Err(error) => Err(error.into()),
    }
}

/// Signs in whoever is linked; whoever is not, but comes from an invitation, takes it.
async fn signed_in(
    state: &WebState,
    chrome: &Chrome,
    known: Known,
    next: &str,
    origin: &ringwall_app::Origin,
) -> Result<(ringwall_app::Entered, String), AppError> {
    let method = format!("oidc:{}", known.provider);
    match state.app.sign_in_with_identity(&known, origin).await {
        Ok(SignIn::Entered(somebody)) => Ok((somebody, next.to_owned())),
        Ok(_) => Err(Refusal::new("identity-unknown").into()),
        Err(AppError::Refused(refusal)) if refusal.code == "identity-unknown" => {
            let token = next.strip_prefix("/invitation/").and_then(LinkToken::parse);
            let token = token.ok_or(AppError::Refused(refusal))?;
            let (account, membership) = state.app.accept_with_identity(&token, known, chrome.language).await?;
            let somebody = state.app.entered(account, &method, &origin.agent).await?;
            Ok((somebody, crate::pages::invitations::there(membership)))
        }
        Err(error) => Err(error),
    }
}
