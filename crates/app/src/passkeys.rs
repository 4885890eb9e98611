//! Passkeys: what is kept about them, and the ceremonies by which they are made and used.
//!
//! Knows that a ceremony is begun and ended once, within minutes, and which account it is for. The cryptography is
//! where the browser is talked to (`web`), which hands over what it has checked.

use jiff::SignedDuration;
use ringwall_core::{id::AccountId, organisation::one_line, refusal::Refusal};
use ringwall_store::{Passkey, Ticket};

use crate::{App, AppError, LinkToken, NewPasskey, SignIn, Signed, sign_ins::Origin};

/// How long a ceremony may take.
const CEREMONY: SignedDuration = SignedDuration::from_mins(10);
/// Most passkeys of an account.
const MOST: usize = 20;

/// What a ceremony is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// Making a passkey.
    Create,
    /// Signing in with one.
    Get,
}

impl Ceremony {
    const fn purpose(self) -> &'static str {
        match self {
            Self::Create => "passkey-create",
            Self::Get => "passkey-get",
        }
    }
}

/// For whom a passkey is made.
#[derive(Clone, Debug)]
pub struct PasskeyOwner {
    /// The account; a new one if there is none yet.
    pub account: AccountId,
    /// The address, which the browser shows.
    pub email: String,
    /// The name, which the browser shows.
    pub name: String,
    /// Credentials that must not be made twice on one device.
    pub existing: Vec<Vec<u8>>,
}

impl App {
    /// Remembers a ceremony that a browser is about to take part in.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn begin_ceremony(&self, ceremony: Ceremony, state: serde_json::Value) -> Result<LinkToken, AppError> {
        let (token, now) = (LinkToken::new(self), self.now());
        let ticket = Ticket {
            token_hash: token.hash(),
            purpose: ceremony.purpose().to_owned(),
            account: None,
            tenant: None,
            document: state,
            created_at: now,
            expires_at: now.checked_add(CEREMONY).unwrap_or(now),
        };
        self.store()
            .write::<_, AppError>("begin_ceremony", move |tx| {
                Box::pin(async move { Ok(tx.insert_ticket(&ticket).await?) })
            })
            .await?;
        Ok(token)
    }

    /// Ends a ceremony: what was remembered. It can be ended once.
    ///
    /// # Errors
    /// `passkey-late` if it was ended before or took too long.
    pub async fn end_ceremony(&self, ceremony: Ceremony, token: &LinkToken) -> Result<serde_json::Value, AppError> {
        let (now, hash) = (self.now(), token.hash());
        self.store()
            .write("end_ceremony", move |tx| {
                Box::pin(async move {
                    let ticket = tx.take_ticket(hash, ceremony.purpose(), now).await?;
                    Ok(ticket.ok_or_else(|| Refusal::new("passkey-late"))?.document)
                })
            })
            .await
    }

    /// For whom a passkey is made that somebody adds to their account.
    ///
    /// # Errors
    /// `proof-needed`, `passkeys-too-many`.
    pub async fn passkey_owner(&self, signed: &Signed) -> Result<PasskeyOwner, AppError> {
        signed.require_fresh(self.now())?;
        let existing = self.store().read().await?.passkeys_of(signed.account.id).await?;
        if existing.len() >= MOST {
            return Err(Refusal::new("passkeys-too-many").with("most", MOST).into());
        }
        Ok(PasskeyOwner {
            account: signed.account.id,
            email: signed.account.email.clone(),
            name: signed.account.name.clone(),
            existing: existing.into_iter().map(|passkey| passkey.credential).collect(),
        })
    }

    /// For whom a passkey is made that comes with a new account.
    pub fn new_passkey_owner(&self, email: &str, name: &str) -> PasskeyOwner {
        PasskeyOwner {
            account: AccountId(self.new_uuid()),
            email: email.to_owned(),
            name: if name.trim().is_empty() { email.to_owned() } else { name.trim().to_owned() },
            existing: Vec::new(),
        }
    }

    /// The passkeys of an account.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn passkeys(&self, account: AccountId) -> Result<Vec<Passkey>, AppError> {
        Ok(self.store().read().await?.passkeys_of(account).await?)
    }

    /// Adds a passkey that was checked.
    ///
    /// # Errors
    /// `proof-needed`, `passkey-failed` if it was made for another account, `passkey-known`.
    pub async fn add_passkey(&self, signed: &Signed, passkey: NewPasskey) -> Result<(), AppError> {
        let (now, account) = (self.now(), signed.account.id);
        signed.require_fresh(now)?;
        if passkey.account != account {
            return Err(Refusal::new("passkey-failed").into());
        }
        let name = one_line("passkey-name", &passkey.name)?.unwrap_or_else(|| "Passkey".to_owned());
        let NewPasskey { credential, document, .. } = passkey;
        let passkey = Passkey { credential, account, name, document, created_at: now, used_at: None };
        self.store()
            .write::<_, AppError>("add_passkey", move |tx| {
                Box::pin(async move { Ok(tx.insert_passkey(&passkey).await?) })
            })
            .await
            .map_err(|error| match error {
                AppError::Conflict => Refusal::new("passkey-known").into(),
                other => other,
            })?;
        self.notify(account, "passkey-added").await
    }

    /// Takes a passkey away, unless it is the last way to sign in.
    ///
    /// # Errors
    /// `proof-needed`, `way-in-last`, [`AppError::NotFound`].
    pub async fn remove_passkey(&self, signed: &Signed, credential: Vec<u8>) -> Result<(), AppError> {
        let account = signed.account.id;
        signed.require_fresh(self.now())?;
        self.store()
            .write::<_, AppError>("remove_passkey", move |tx| {
                Box::pin(async move {
                    if !tx.delete_passkey(account, &credential).await? {
                        return Err(AppError::NotFound);
                    }
                    Self::keep_a_way_in(tx, account).await
                })
            })
            .await?;
        self.notify(account, "passkey-removed").await
    }

    /// Signs in with a passkey whose signature was checked. A passkey is two factors in one: the device, and what opens
    /// it.
    ///
    /// # Errors
    /// `passkey-unknown`.
    pub async fn sign_in_with_passkey(
        &self,
        account: AccountId,
        credential: Vec<u8>,
        document: serde_json::Value,
        origin: &Origin,
    ) -> Result<SignIn, AppError> {
        let now = self.now();
        let used = self
            .store()
            .write::<_, AppError>("use_passkey", move |tx| {
                Box::pin(async move {
                    let open = tx.account_by_id(account).await?.is_some_and(|account| account.disabled_at.is_none());
                    if !open || !tx.use_passkey(account, &credential, &document, now).await? {
                        return Err(Refusal::new("passkey-unknown").into());
                    }
                    Ok(())
                })
            })
            .await;
        if used.is_err() {
            crate::security_events::note("sign-in-failed", account, "passkey");
        }
        used?;
        Ok(SignIn::Entered(self.entered(account, "passkey", &origin.agent).await?))
    }
}
