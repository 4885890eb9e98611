//! Identities: signing in with another service (`OpenID` Connect).
//!
//! Knows that an identity is provider and subject, and that it is linked by somebody who signed in or who takes an
//! invitation. Refuses to match by address: a provider's word about a mailbox is no proof here, and a role comes by
//! invitation only.

use jiff::SignedDuration;
use ringwall_core::{actor::Membership, id::AccountId, language::Language, organisation::one_line, refusal::Refusal};
use ringwall_store::{Identity, Ticket};

use crate::{App, AppError, LinkToken, SignIn, Signed, sign_ins::Origin};

/// How long somebody may stay at the other service.
const AWAY: SignedDuration = SignedDuration::from_mins(15);
const PURPOSE: &str = "oidc";

/// Who somebody is elsewhere, as the other service has proved.
#[derive(Clone, Debug)]
pub struct Known {
    /// Which service.
    pub provider: String,
    /// Who, there.
    pub subject: String,
    /// The address the service told; may be empty. Shown, never compared.
    pub email: String,
    /// The name the service told; may be empty.
    pub name: String,
}

impl App {
    /// Remembers that somebody is on their way to another service.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn begin_journey(&self, state: serde_json::Value) -> Result<LinkToken, AppError> {
        let (token, now) = (LinkToken::new(self), self.now());
        let ticket = Ticket {
            token_hash: token.hash(),
            purpose: PURPOSE.to_owned(),
            account: None,
            tenant: None,
            document: state,
            created_at: now,
            expires_at: now.checked_add(AWAY).unwrap_or(now),
        };
        self.store()
            .write::<_, AppError>("begin_journey", move |tx| {
                Box::pin(async move { Ok(tx.insert_ticket(&ticket).await?) })
            })
            .await?;
        Ok(token)
    }

    /// Somebody came back: what was remembered, once.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn end_journey(&self, token: &LinkToken) -> Result<serde_json::Value, AppError> {
        let (now, hash) = (self.now(), token.hash());
        self.store()
            .write("end_journey", move |tx| {
                Box::pin(
                    async move { Ok(tx.take_ticket(hash, PURPOSE, now).await?.ok_or(AppError::NotFound)?.document) },
                )
            })
            .await
    }

    /// Signs in whoever the other service has proved, if it is linked to an account.
    ///
    /// # Errors
    /// `identity-unknown` if it is not linked, or the account is closed.
    pub async fn sign_in_with_identity(&self, known: &Known, origin: &Origin) -> Result<SignIn, AppError> {
        let (now, known) = (self.now(), known.clone());
        let provider = known.provider.clone();
        let found = self
            .store()
            .write::<_, AppError>("use_identity", move |tx| {
                Box::pin(async move {
                    let unknown = || Refusal::new("identity-unknown");
                    let identity = tx.identity(&known.provider, &known.subject).await?.ok_or_else(unknown)?;
                    let account = tx.account_by_id(identity.account).await?;
                    account.filter(|account| account.disabled_at.is_none()).ok_or_else(unknown)?;
                    tx.use_identity(&known.provider, &known.subject, now).await?;
                    Ok(identity.account)
                })
            })
            .await;
        if let Err(AppError::Refused(_)) = &found {
            crate::security_events::of_account("sign-in-failed", None, format_args!("oidc:{provider}"));
        }
        let account = found?;
        Ok(SignIn::Entered(self.entered(account, &format!("oidc:{provider}"), &origin.agent).await?))
    }

    /// Links an identity to the account of somebody who signed in.
    ///
    /// # Errors
    /// `proof-needed`, `identity-taken`.
    pub async fn link_identity(&self, signed: &Signed, known: Known) -> Result<(), AppError> {
        let (now, account) = (self.now(), signed.account.id);
        signed.require_fresh(now)?;
        let identity = new_identity(known, account, now);
        self.store()
            .write::<_, AppError>("link_identity", move |tx| {
                Box::pin(async move { Ok(tx.insert_identity(&identity).await?) })
            })
            .await
            .map_err(taken)?;
        self.notify(account, "identity-linked").await
    }

    /// Takes an invitation with an identity: the account gets its address from the invitation and its way in from the
    /// other service.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an invitation that cannot be taken; `account-exists`, `identity-taken`.
    pub async fn accept_with_identity(
        &self,
        token: &LinkToken,
        known: Known,
        language: Language,
    ) -> Result<(AccountId, Membership), AppError> {
        let (invitation, exists) = self.invitation(token).await?;
        // The printed link of the first operator carries no address, and the provider's word about one is no proof.
        if exists || invitation.email.is_empty() {
            return Err(Refusal::new("account-exists").into());
        }
        let now = self.now();
        let name = one_line("person-name", &known.name).ok().flatten().unwrap_or_default();
        let mut account = self.new_account(&invitation.email, &name, language)?;
        account.verified_at = Some(now);
        let identity = new_identity(known, account.id, now);
        let hash = token.hash();
        self.store()
            .write::<_, AppError>("accept_with_identity", move |tx| {
                Box::pin(async move {
                    let invitation = tx.invitation(hash, now).await?.ok_or(AppError::NotFound)?;
                    tx.insert_account(&account).await?;
                    tx.insert_identity(&identity).await?;
                    crate::invitations::take(tx, &invitation, &account, now).await?;
                    Ok((account.id, invitation.membership))
                })
            })
            .await
            .map_err(taken)
    }

    /// The identities of an account.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn identities(&self, account: AccountId) -> Result<Vec<Identity>, AppError> {
        Ok(self.store().read().await?.identities_of(account).await?)
    }

    /// Unlinks an identity, unless it is the last way to sign in.
    ///
    /// # Errors
    /// `proof-needed`, `way-in-last`, [`AppError::NotFound`].
    pub async fn unlink_identity(&self, signed: &Signed, provider: String, subject: String) -> Result<(), AppError> {
        let account = signed.account.id;
        signed.require_fresh(self.now())?;
        self.store()
            .write::<_, AppError>("unlink_identity", move |tx| {
                Box::pin(async move {
                    if !tx.delete_identity(account, &provider, &subject).await? {
                        return Err(AppError::NotFound);
                    }
                    Self::keep_a_way_in(tx, account).await
                })
            })
            .await?;
        self.notify(account, "identity-unlinked").await
    }
}

fn new_identity(known: Known, account: AccountId, now: jiff::Timestamp) -> Identity {
    let Known { provider, subject, email, .. } = known;
    let email = email.chars().filter(|c| !c.is_control()).take(254).collect();
    Identity { provider, subject, account, email, created_at: now, used_at: Some(now) }
}

fn taken(error: AppError) -> AppError {
    match error {
        AppError::Conflict => Refusal::new("identity-taken").into(),
        other => other,
    }
}
