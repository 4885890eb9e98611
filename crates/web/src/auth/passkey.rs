//! Passkeys: the two conversations with the browser (`WebAuthn`), with `webauthn-rs`.
//!
//! Knows under which name the browser knows us: the host of the public address, or `localhost` without one. What a
//! ceremony needs until its end is kept by `app`, for minutes, on our side.

use axum::Json;
use ringwall_app::{AppError, Ceremony, LinkToken, NewPasskey, Origin, PasskeyOwner, SignIn};
use ringwall_core::{id::AccountId, refusal::Refusal};
use serde::{Deserialize, Serialize};
use serde_json::json;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

use crate::{Chrome, PageResult, WebState};

/// What a browser hands back: the ceremony, and what the authenticator said.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Said {
    pub(crate) ceremony: String,
    pub(crate) credential: String,
}

/// What is remembered while a passkey is made.
#[derive(Serialize, Deserialize)]
struct Making {
    account: AccountId,
    state: PasskeyRegistration,
}

fn failed() -> Refusal {
    Refusal::new("passkey-failed")
}

/// Whether browsers can use passkeys under the address they reached us at.
pub(crate) fn is_possible(state: &WebState, chrome: &Chrome) -> bool {
    place(state, chrome).is_some()
}

/// The host and origin that passkeys are bound to.
fn place(state: &WebState, chrome: &Chrome) -> Option<(String, Url)> {
    let origin = Url::parse(&chrome.origin).ok()?;
    let host = origin.domain()?.to_owned();
    // Without a public address the host is what the request says; only this machine is believed then.
    (state.options.public_url.is_some() || host == "localhost").then_some((host, origin))
}

fn relying_party(state: &WebState, chrome: &Chrome) -> PageResult<Webauthn> {
    let (host, origin) = place(state, chrome).ok_or_else(|| Refusal::new("passkey-impossible"))?;
    let built = WebauthnBuilder::new(&host, &origin).and_then(|builder| builder.rp_name("Ringwall").build());
    Ok(built.map_err(AppError::unavailable)?)
}

/// Begins to make a passkey: what the browser needs to know.
pub(crate) async fn begin_create(
    state: &WebState,
    chrome: &Chrome,
    owner: PasskeyOwner,
) -> PageResult<Json<serde_json::Value>> {
    let existing = owner.existing.into_iter().collect();
    let begun = relying_party(state, chrome)?.start_passkey_registration(
        owner.account.0,
        &owner.email,
        &owner.name,
        Some(existing),
    );
    let (options, making) = begun.map_err(AppError::unavailable)?;
    let making =
        serde_json::to_value(Making { account: owner.account, state: making }).map_err(AppError::unavailable)?;
    let token = state.app.begin_ceremony(Ceremony::Create, making).await?;
    let mut options = serde_json::to_value(options).map_err(AppError::unavailable)?;
    // Stored on the device, so that signing in needs no address.
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(|s| s.as_object_mut()) {
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
    }
    Ok(Json(json!({ "ceremony": token.secret(), "options": options })))
}

/// Checks a passkey that a browser made.
pub(crate) async fn end_create(state: &WebState, chrome: &Chrome, said: &Said, name: &str) -> PageResult<NewPasskey> {
    let token = LinkToken::parse(&said.ceremony).ok_or_else(failed)?;
    let making = state.app.end_ceremony(Ceremony::Create, &token).await?;
    let making: Making = serde_json::from_value(making).map_err(AppError::unavailable)?;
    let made: RegisterPublicKeyCredential = serde_json::from_str(&said.credential).map_err(|_| failed())?;
    let passkey = relying_party(state, chrome)?.finish_passkey_registration(&made, &making.state).map_err(|error| {
        tracing::info!(error = ?error, "a passkey was not accepted");
        failed()
    })?;
    Ok(NewPasskey {
        account: making.account,
        credential: passkey.cred_id().clone(),
        name: name.to_owned(),
        document: serde_json::to_value(&passkey).map_err(AppError::unavailable)?,
    })
}

/// Begins to sign in with a passkey: the browser offers those it has for us.
pub(crate) async fn begin_get(state: &WebState, chrome: &Chrome) -> PageResult<Json<serde_json::Value>> {
    let begun = relying_party(state, chrome)?.start_discoverable_authentication();
    let (mut options, asking) = begun.map_err(AppError::unavailable)?;
    options.mediation = None;
    let asking = serde_json::to_value(asking).map_err(AppError::unavailable)?;
    let token = state.app.begin_ceremony(Ceremony::Get, asking).await?;
    Ok(Json(json!({ "ceremony": token.secret(), "options": options })))
}

/// Checks what the authenticator signed and signs somebody in.
pub(crate) async fn end_get(state: &WebState, chrome: &Chrome, said: &Said, origin: &Origin) -> PageResult<SignIn> {
    let token = LinkToken::parse(&said.ceremony).ok_or_else(failed)?;
    let asking = state.app.end_ceremony(Ceremony::Get, &token).await?;
    let asking: DiscoverableAuthentication = serde_json::from_value(asking).map_err(AppError::unavailable)?;
    let signed: PublicKeyCredential = serde_json::from_str(&said.credential).map_err(|_| failed())?;
    let webauthn = relying_party(state, chrome)?;
    let (account, credential) = webauthn.identify_discoverable_authentication(&signed).map_err(|_| failed())?;
    let account = AccountId(account);
    let known = state.app.passkeys(account).await?.into_iter().find(|passkey| passkey.credential == credential);
    let known = known.ok_or_else(|| Refusal::new("passkey-unknown"))?;
    let mut passkey: Passkey = serde_json::from_value(known.document).map_err(AppError::unavailable)?;
    let result = webauthn.finish_discoverable_authentication_v2(&signed, asking, DiscoverableKey::from(&passkey));
    let result = result.map_err(|error| {
        tracing::info!(error = ?error, "a passkey was not accepted");
        failed()
    })?;
    passkey.update_credential(&result);
    let document = serde_json::to_value(&passkey).map_err(AppError::unavailable)?;
    Ok(state.app.sign_in_with_passkey(account, known.credential, document, origin).await?)
}
