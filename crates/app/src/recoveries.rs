//! Addresses and recovery: proving an address, changing it, and coming back without a password.
//!
//! Knows links that work once and end soon. The answer to "please send me a link" never says whether there is an
//! account, and takes the same time: the work is done later, by a job. Coming back this way does not get past a second
//! factor.

use jiff::SignedDuration;
use ringwall_core::{id::AccountId, language::Language, refusal::Refusal};
use ringwall_store::{Account, Ticket};

use crate::{
    App, AppError, Letter, LinkToken, PasskeyOwner, Proof, SignIn, Signed,
    accounts::email_address,
    jobs::Job,
    sign_ins::Origin,
    throttles::Bucket,
    work::{Fault, Held},
};

/// How long a recovery link works.
const RECOVERY: SignedDuration = SignedDuration::from_mins(30);
/// How long a link works that proves an address.
const PROVING: SignedDuration = SignedDuration::from_hours(24);
const RECOVER: &str = "recover";
const VERIFY: &str = "verify";

impl App {
    fn link_ticket(
        &self,
        token: &LinkToken,
        purpose: &str,
        account: AccountId,
        document: serde_json::Value,
        valid: SignedDuration,
    ) -> Ticket {
        let now = self.now();
        Ticket {
            token_hash: token.hash(),
            purpose: purpose.to_owned(),
            account: Some(account),
            tenant: None,
            document,
            created_at: now,
            expires_at: now.checked_add(valid).unwrap_or(now),
        }
    }

    /// Asks for a recovery link. Whether the address has an account is found out later.
    ///
    /// # Errors
    /// `email-invalid`.
    pub async fn ask_to_recover(&self, email: &str, language: Language) -> Result<(), AppError> {
        let (app, now) = (self.clone(), self.now());
        let email = email_address(email)?;
        self.store()
            .write("ask_to_recover", move |tx| {
                Box::pin(async move {
                    if Bucket::mail(&email).take(tx, now).await? {
                        let job = Job::Recover { email, language };
                        app.enqueue(tx, &job, None, now, None).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Sends the recovery link, if the address has an account. Link and letter become durable with the end of the job.
    pub(crate) async fn send_recovery(&self, held: &Held, email: String) -> Result<(), Fault> {
        let (app, held) = (self.clone(), held.clone());
        let done: Result<(), AppError> = self
            .store()
            .write("send_recovery", move |tx| {
                Box::pin(async move {
                    let account = tx.account_by_email(&email).await?;
                    if let Some(account) = account.filter(|account| account.disabled_at.is_none()) {
                        let token = LinkToken::new(&app);
                        tx.delete_tickets(account.id, RECOVER).await?;
                        let ticket = app.link_ticket(&token, RECOVER, account.id, serde_json::json!({}), RECOVERY);
                        tx.insert_ticket(&ticket).await?;
                        let letter = Letter::new("recover", &account.email, &account.name, account.language)
                            .leading_to(format!("/recover/{}", token.secret()));
                        app.post(tx, letter, None, None).await?;
                    }
                    held.finish(tx).await
                })
            })
            .await;
        Ok(done?)
    }

    /// Whose recovery link this is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it was used or has ended.
    pub async fn recovering(&self, token: &LinkToken) -> Result<Account, AppError> {
        let mut reader = self.store().read().await?;
        let ticket = reader.ticket(token.hash(), RECOVER, self.now()).await?.ok_or(AppError::NotFound)?;
        let account = reader.account_by_id(ticket.account.ok_or(AppError::NotFound)?).await?;
        account.filter(|account| account.disabled_at.is_none()).ok_or(AppError::NotFound)
    }

    /// For whom a passkey is made by a recovery link.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it was used or has ended; `recover-guarded` if a second factor guards the account.
    pub async fn recovering_owner(&self, token: &LinkToken) -> Result<PasskeyOwner, AppError> {
        let account = self.recovering(token).await?;
        if self.second_factor_of(account.id).await?.is_some() {
            return Err(Refusal::new("recover-guarded").into());
        }
        let existing = self.passkeys(account.id).await?;
        Ok(PasskeyOwner {
            account: account.id,
            email: account.email,
            name: account.name,
            existing: existing.into_iter().map(|passkey| passkey.credential).collect(),
        })
    }

    /// Sets a new password or adds a passkey by a recovery link. Ends all sessions and every other link; the mail proved
    /// the address. A second factor is still asked for.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the link was used or has ended; the refusals of a password.
    pub async fn recover(&self, token: &LinkToken, proof: Proof, origin: &Origin) -> Result<SignIn, AppError> {
        let account = self.recovering(token).await?;
        let by_passkey = matches!(proof, Proof::Passkey(_));
        let proof = self.prepared(proof, &account).await?;
        let (app, now, hash, id) = (self.clone(), self.now(), token.hash(), account.id);
        let account = self
            .store()
            .write::<_, AppError>("recover", move |tx| {
                Box::pin(async move {
                    tx.take_ticket(hash, RECOVER, now).await?.ok_or(AppError::NotFound)?;
                    // Only a password can be set past a second factor that guards it; a passkey would open without it.
                    let guarded = tx.totp(id).await?.is_some_and(|totp| totp.confirmed_at.is_some());
                    if by_passkey && guarded {
                        return Err(Refusal::new("recover-guarded").into());
                    }
                    proof.store(tx, id, now).await?;
                    tx.delete_sessions(id, None).await?;
                    tx.delete_tickets(id, RECOVER).await?;
                    tx.delete_tickets(id, VERIFY).await?;
                    tx.set_email(id, &account.email, now).await?;
                    app.post(tx, notice(&account, "recovered"), None, None).await?;
                    Ok(account)
                })
            })
            .await?;
        self.proved_password(&account, None, origin, if by_passkey { "passkey" } else { "password" }).await
    }

    /// Asks for the proof of an address: the own one, or a new one. The mail goes to that address.
    ///
    /// # Errors
    /// `email-invalid`, `proof-needed`.
    pub async fn ask_to_verify(&self, signed: &Signed, email: &str) -> Result<(), AppError> {
        let (app, now, account) = (self.clone(), self.now(), signed.account.clone());
        let email = email_address(email)?;
        if email != account.email {
            signed.require_fresh(now)?;
        }
        let token = LinkToken::new(self);
        let document = serde_json::json!({ "email": email });
        let ticket = self.link_ticket(&token, VERIFY, account.id, document, PROVING);
        self.store()
            .write("ask_to_verify", move |tx| {
                Box::pin(async move {
                    if !Bucket::mail(&email).take(tx, now).await? {
                        return Ok(());
                    }
                    let other = tx.account_by_email(&email).await?.filter(|other| other.id != account.id);
                    tx.delete_tickets(account.id, VERIFY).await?;
                    tx.insert_ticket(&ticket).await?;
                    // Whoever asks learns nothing about who else has an account; whoever has one learns that somebody
                    // asked.
                    let letter = if other.is_some() {
                        Letter::new("address-taken", &email, "", account.language)
                    } else {
                        Letter::new("verify", &email, &account.name, account.language)
                            .leading_to(format!("/verify/{}", token.secret()))
                    };
                    app.post(tx, letter, None, None).await
                })
            })
            .await
    }

    /// The address that a link would prove.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if it was used or has ended.
    pub async fn verifying(&self, token: &LinkToken) -> Result<String, AppError> {
        let ticket = self.store().read().await?.ticket(token.hash(), VERIFY, self.now()).await?;
        ticket.as_ref().and_then(address).ok_or(AppError::NotFound)
    }

    /// Proves an address by its link; it is the account's from now on. The old one is told.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the link was used or has ended, or another account has the address by now.
    pub async fn verify(&self, token: &LinkToken) -> Result<(), AppError> {
        let (app, now, hash) = (self.clone(), self.now(), token.hash());
        self.store()
            .write("verify", move |tx| {
                Box::pin(async move {
                    let ticket = tx.take_ticket(hash, VERIFY, now).await?.ok_or(AppError::NotFound)?;
                    let email = address(&ticket).ok_or(AppError::NotFound)?;
                    let account = tx.account_by_id(ticket.account.ok_or(AppError::NotFound)?).await?;
                    let account = account.ok_or(AppError::NotFound)?;
                    if tx.account_by_email(&email).await?.is_some_and(|other| other.id != account.id) {
                        return Err(AppError::NotFound);
                    }
                    tx.set_email(account.id, &email, now).await?;
                    if email != account.email {
                        tx.delete_tickets(account.id, RECOVER).await?;
                        app.post(tx, notice(&account, "address-changed"), None, None).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Tells somebody by mail that something about how they sign in has changed.
    pub(crate) async fn notify(&self, account: AccountId, what: &'static str) -> Result<(), AppError> {
        crate::security_events::note("account-changed", account, what);
        let app = self.clone();
        self.store()
            .write("notify", move |tx| {
                Box::pin(async move {
                    let Some(account) = tx.account_by_id(account).await? else { return Ok(()) };
                    app.post(tx, notice(&account, what), None, None).await
                })
            })
            .await
    }
}

/// The letter that says what has changed.
pub(crate) fn notice(account: &Account, what: &str) -> Letter {
    Letter::new("account-changed", &account.email, &account.name, account.language)
        .with("what", what)
        .leading_to("/account")
}

fn address(ticket: &Ticket) -> Option<String> {
    ticket.document.get("email")?.as_str().map(str::to_owned)
}
