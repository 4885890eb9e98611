//! The own account: name, address, ways to sign in, second factor, sessions, roles.
//!
//! Whatever changes how one signs in needs a fresh proof; without one the page offers to give it and shows no form.

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use ringwall_app::{AppError, Signed};
use ringwall_core::{
    actor::{Role, Scope},
    language::Language,
    refusal::Refusal,
};
use serde::Deserialize;

use super::folder::qr;
use crate::{
    Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState,
    auth::passkey,
    csrf::{hex, unhex},
    forms::FormErrors,
    page,
    session::folder_path,
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/account", get(show))
        .route("/account/profile", post(profile))
        .route("/account/address", post(address))
        .route("/account/password", post(password))
        .route("/account/password/remove", post(remove_password))
        .route("/account/passkeys", post(add_passkey))
        .route("/account/passkeys/remove", post(remove_passkey))
        .route("/account/identities/remove", post(remove_identity))
        .route("/account/second-factor", post(begin_generator))
        .route("/account/second-factor/confirm", post(confirm_generator))
        .route("/account/second-factor/codes", post(renew_codes))
        .route("/account/second-factor/end", post(end_generator))
        .route("/account/sessions/end", post(end_session))
        .route("/account/sessions/end-others", post(end_others))
}

/// Where somebody proves once more who they are.
const AGAIN: &str = "/sign-in?again&next=/account";

struct KeyRow {
    id: String,
    name: String,
    made: String,
    used: Option<String>,
}

struct IdentityRow {
    provider: String,
    subject: String,
    title: String,
    email: String,
    used: Option<String>,
}

struct SessionRow {
    id: String,
    device: String,
    method: &'static str,
    service: String,
    begun: String,
    seen: String,
    is_this: bool,
}

struct RoleRow {
    role: &'static str,
    place: String,
    path: String,
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct Show {
    chrome: Chrome,
    said: Option<&'static str>,
    fields: FormErrors,
    name: String,
    language: &'static str,
    email: String,
    verified: bool,
    typed_email: String,
    fresh: bool,
    has_password: bool,
    passkey: bool,
    passkeys: Vec<KeyRow>,
    identities: Vec<IdentityRow>,
    providers: Vec<(String, String)>,
    /// Codes on paper that are left, if the second factor is on.
    codes_left: Option<u32>,
    sessions: Vec<SessionRow>,
    roles: Vec<RoleRow>,
}

/// A browser in words: its name and the system, without version.
fn device(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The code of a method of signing in, as texts name it.
fn method(session: &str) -> &'static str {
    match session {
        "password" => "password",
        "password-totp" => "password-totp",
        "password-paper" => "password-paper",
        "passkey" => "passkey",
        "invitation" => "invitation",
        _ if session.starts_with("oidc:") => "oidc",
        _ => "other",
    }
}

impl Show {
    async fn load(state: &WebState, chrome: Chrome, signed: &Signed) -> Result<Self, AppError> {
        let account = &signed.account;
        let day = |at: &jiff::Timestamp| chrome.day(at);
        let passkeys = state.app.passkeys(account.id).await?.into_iter().map(|passkey| KeyRow {
            id: hex(&passkey.credential),
            made: day(&passkey.created_at),
            used: passkey.used_at.as_ref().map(day),
            name: passkey.name,
        });
        let passkeys = passkeys.collect();
        let identities: Vec<IdentityRow> = state
            .app
            .identities(account.id)
            .await?
            .into_iter()
            .map(|identity| IdentityRow {
                title: state.oidc.title(&identity.provider),
                used: identity.used_at.as_ref().map(day),
                provider: identity.provider,
                subject: identity.subject,
                email: identity.email,
            })
            .collect();
        let sessions = state.app.sessions(account.id).await?.into_iter().map(|session| SessionRow {
            id: hex(&session.token_hash),
            device: device(&session.agent),
            method: method(&session.method),
            service: session.method.strip_prefix("oidc:").map(|id| state.oidc.title(id)).unwrap_or_default(),
            begun: chrome.instant(&session.created_at),
            seen: chrome.instant(&session.seen_at),
            is_this: session.token_hash == signed.session.token_hash,
        });
        let sessions = sessions.collect();
        let mut roles = Vec::new();
        for membership in &signed.actor.memberships {
            let (place, path) = match membership.scope {
                Scope::Organisation(tenant) => {
                    let access = match state.app.enter(signed, tenant).await {
                        Ok(access) => access,
                        Err(AppError::NotFound) => continue,
                        Err(error) => return Err(error),
                    };
                    let name = state.app.overview(&access).await?.organisation.name;
                    (name.unwrap_or_else(|| chrome.t("page-folder")), folder_path(tenant))
                }
                Scope::Partner(id) => (chrome.t("account-place-partner"), format!("/partner/{id}")),
                Scope::Area(id) => (chrome.t("account-place-area"), format!("/areas/{id}")),
                Scope::Region(id) => (chrome.t("account-place-region"), format!("/regions/{id}")),
                Scope::Installation => (chrome.t("invitation-where-installation"), "/operator/accounts".to_owned()),
            };
            // An evaluator has no page of the region, only its released reports.
            let path = if membership.role == Role::Evaluator { String::new() } else { path };
            roles.push(RoleRow { role: membership.role.code(), place, path });
        }
        let fresh = signed.require_fresh(state.app.now()).is_ok();
        Ok(Self {
            said: None,
            fields: FormErrors::default(),
            name: account.name.clone(),
            language: account.language.code(),
            email: account.email.clone(),
            verified: account.verified_at.is_some(),
            typed_email: String::new(),
            fresh,
            has_password: state.app.has_password(account.id).await?,
            passkey: passkey::is_possible(state, &chrome),
            passkeys,
            providers: state.oidc.titles(),
            identities,
            codes_left: state.app.second_factor_of(account.id).await?,
            sessions,
            roles,
            chrome,
        })
    }
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Response> {
    let said = query.as_deref().unwrap_or_default().split('&').find_map(|word| match word {
        "saved" => Some("account-said-saved"),
        "mailed" => Some("account-said-mailed"),
        "verified" => Some("account-said-verified"),
        "password" => Some("account-said-password"),
        "password-removed" => Some("account-said-password-removed"),
        "passkey" => Some("account-said-passkey"),
        "passkey-removed" => Some("account-said-passkey-removed"),
        "linked" => Some("account-said-linked"),
        "unlinked" => Some("account-said-unlinked"),
        "second-factor-off" => Some("account-said-second-factor-off"),
        "ended" => Some("account-said-ended"),
        _ => None,
    });
    let mut shown = Show::load(&state, chrome, &signed).await?;
    shown.said = said;
    Ok(page(&shown)?.into_response())
}

/// Back to the page after a change, or the page again with what was wrong.
async fn answered(
    state: &WebState,
    chrome: Chrome,
    signed: &Signed,
    done: Result<(), AppError>,
    said: &str,
    field: &'static str,
) -> PageResult<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/account?{said}")).into_response()),
        Err(AppError::Refused(refusal)) => refused(state, chrome, signed, &refusal, field, "").await,
        Err(error) => Err(error.into()),
    }
}

async fn refused(
    state: &WebState,
    chrome: Chrome,
    signed: &Signed,
    refusal: &Refusal,
    field: &'static str,
    typed_email: &str,
) -> PageResult<Response> {
    if refusal.code == "proof-needed" {
        return Ok(Redirect::to(AGAIN).into_response());
    }
    let sentence = chrome.refusal(refusal);
    let mut shown = Show::load(state, chrome, signed).await?;
    shown.fields = FormErrors::one(field, sentence);
    typed_email.clone_into(&mut shown.typed_email);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&shown)?).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Profile {
    person_name: String,
    #[serde(default)]
    language: String,
}

async fn profile(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Profile>,
) -> PageResult<Response> {
    let language = Language::from_code(&form.language).unwrap_or(signed.account.language);
    let done = state.app.change_account(&signed, &form.person_name, language).await;
    answered(&state, chrome, &signed, done, "saved", "person-name").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Address {
    email: String,
}

async fn address(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Address>,
) -> PageResult<Response> {
    match state.app.ask_to_verify(&signed, &form.email).await {
        Ok(()) => Ok(Redirect::to("/account?mailed").into_response()),
        Err(AppError::Refused(refusal)) => refused(&state, chrome, &signed, &refusal, "email", &form.email).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Password {
    new_password: String,
}

async fn password(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Password>,
) -> PageResult<Response> {
    let done = state.app.change_password(&signed, form.new_password).await;
    answered(&state, chrome, &signed, done, "password#ways", "new-password").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn remove_password(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let done = state.app.remove_password(&signed).await;
    answered(&state, chrome, &signed, done, "password-removed#ways", "ways").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AddPasskey {
    #[serde(default)]
    passkey_name: String,
    ceremony: String,
    credential: String,
}

async fn add_passkey(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<AddPasskey>,
) -> PageResult<Response> {
    let said = passkey::Said { ceremony: form.ceremony, credential: form.credential };
    let done = match passkey::end_create(&state, &chrome, &said, &form.passkey_name).await {
        Ok(made) => state.app.add_passkey(&signed, made).await,
        Err(PageError::App(error)) => Err(error),
        Err(error) => return Err(error),
    };
    answered(&state, chrome, &signed, done, "passkey#ways", "passkey-name").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remove {
    id: String,
}

async fn remove_passkey(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Remove>,
) -> PageResult<Response> {
    let credential = unhex(&form.id).ok_or_else(PageError::not_found)?;
    let done = state.app.remove_passkey(&signed, credential).await;
    answered(&state, chrome, &signed, done, "passkey-removed#ways", "ways").await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RemoveIdentity {
    provider: String,
    subject: String,
}

async fn remove_identity(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<RemoveIdentity>,
) -> PageResult<Response> {
    let done = state.app.unlink_identity(&signed, form.provider, form.subject).await;
    answered(&state, chrome, &signed, done, "unlinked#ways", "ways").await
}

#[derive(Template)]
#[template(path = "account/generator.html")]
struct Generator {
    chrome: Chrome,
    qr: String,
    key: String,
    url: String,
    fields: FormErrors,
}

#[derive(Template)]
#[template(path = "account/codes.html")]
#[expect(clippy::struct_field_names, reason = "the page is about the codes")]
struct Codes {
    chrome: Chrome,
    codes: Vec<String>,
    renewed: bool,
}

async fn begin_generator(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    match state.app.begin_generator(&signed).await {
        Ok(new) => {
            let qr = qr(&new.url, &chrome.t("generator-qr"));
            let shown = Generator { chrome, qr, key: new.key, url: new.url, fields: FormErrors::default() };
            Ok(page(&shown)?.into_response())
        }
        Err(error) => answered(&state, chrome, &signed, Err(error), "", "second-factor").await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirm {
    #[serde(default)]
    code: String,
}

async fn confirm_generator(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Confirm>,
) -> PageResult<Response> {
    match state.app.confirm_generator(&signed, &form.code).await {
        Ok(codes) => Ok(page(&Codes { chrome, codes, renewed: false })?.into_response()),
        Err(AppError::Refused(refusal)) if refusal.code == "code-wrong" => {
            let new = state.app.generator_in_progress(&signed).await?;
            let qr = qr(&new.url, &chrome.t("generator-qr"));
            let fields = FormErrors::one("code", chrome.refusal(&refusal));
            let shown = page(&Generator { chrome, qr, key: new.key, url: new.url, fields })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(error) => answered(&state, chrome, &signed, Err(error), "", "second-factor").await,
    }
}

async fn renew_codes(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    match state.app.renew_paper_codes(&signed).await {
        Ok(codes) => Ok(page(&Codes { chrome, codes, renewed: true })?.into_response()),
        Err(error) => answered(&state, chrome, &signed, Err(error), "", "second-factor").await,
    }
}

async fn end_generator(
    State(state): State<WebState>,
    chrome: Chrome,
    signed: SignedIn,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Response> {
    let done = state.app.end_second_factor(&signed).await;
    answered(&state, chrome, &signed, done, "second-factor-off#second-factor", "second-factor").await
}

async fn end_session(
    State(state): State<WebState>,
    signed: SignedIn,
    CsrfForm(form): CsrfForm<Remove>,
) -> PageResult<Redirect> {
    let hash = unhex(&form.id).and_then(|bytes| bytes.try_into().ok()).ok_or_else(PageError::not_found)?;
    state.app.revoke_session(&signed, hash).await?;
    Ok(Redirect::to(if hash == signed.session.token_hash { "/" } else { "/account?ended#sessions" }))
}

async fn end_others(
    State(state): State<WebState>,
    signed: SignedIn,
    CsrfForm(_): CsrfForm<Nothing>,
) -> PageResult<Redirect> {
    state.app.revoke_other_sessions(&signed).await?;
    Ok(Redirect::to("/account?ended#sessions"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_in_words() {
        let agents = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                 Safari/537.36 Edg/140.0.0.0",
                "Edge, Windows",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8", ""),
        ];
        for (agent, name) in agents {
            assert_eq!(device(agent), name);
        }
    }
}
