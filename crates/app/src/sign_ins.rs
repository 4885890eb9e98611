//! Signing in: who somebody is, proved by a password, a passkey or another service, and what that gives.
//!
//! Knows the order: count the attempt, look, compare, and only then say yes. The answer to a wrong password and to an
//! unknown address is the same and takes the same time. A sign-in always makes a new session.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{id::AccountId, refusal::Refusal};
use ringwall_store::{Account, Passkey, Ticket, Tx};

use crate::{
    App, AppError, Letter, LinkToken, SessionToken, Signed,
    accounts::email_address,
    security_events,
    throttles::{Bucket, Device},
};

/// How long a proof is fresh enough to change how one signs in.
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// How long the step between password and second factor may take.
const SECOND_STEP: SignedDuration = SignedDuration::from_mins(10);
/// How long the link works that confirms an unknown device.
const CONFIRM: SignedDuration = SignedDuration::from_mins(30);
/// Tries of a second factor after one right password.
const SECOND_TRIES: u64 = 5;
/// Purpose of the ticket between password and second factor.
const SECOND: &str = "second-factor";
/// Purpose of the ticket that confirms an unknown device.
const DEVICE: &str = "device";

/// What somebody will sign in with, when an account is made or recovered.
#[derive(Clone)]
pub enum Proof {
    /// A password as it was typed.
    Password(String),
    /// A passkey that was checked.
    Passkey(NewPasskey),
}

/// A passkey that a browser has made and we have checked.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// For which account it was made; a new account gets this id.
    pub account: AccountId,
    /// Id of the credential.
    pub credential: Vec<u8>,
    /// What the owner calls it.
    pub name: String,
    /// Public key and counter.
    pub document: serde_json::Value,
}

/// A proof that was checked and can be stored.
pub(crate) enum Prepared {
    Password(String),
    Passkey(NewPasskey),
}

impl Prepared {
    pub(crate) async fn store(self, tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), AppError> {
        match self {
            Self::Password(hash) => tx.set_password_hash(account, Some(&hash)).await.map(drop)?,
            Self::Passkey(NewPasskey { credential, name, document, .. }) => {
                let passkey = Passkey { credential, account, name, document, created_at: now, used_at: None };
                tx.insert_passkey(&passkey).await?;
            }
        }
        Ok(())
    }
}

/// From where somebody tries.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The network they come from, as text.
    pub from: String,
    /// The device cookie of the browser, if it brought one.
    pub device: Option<String>,
    /// What the browser calls itself.
    pub agent: String,
}

/// Somebody is in.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Who.
    pub account: AccountId,
    /// The new session.
    pub session: SessionToken,
    /// What the browser keeps, so that it is known next time.
    pub device: String,
}

/// What became of an attempt.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// Somebody is in.
    Entered(Entered),
    /// The password was right, a second factor is missing.
    SecondFactor(LinkToken),
    /// Wrong, whatever was wrong.
    Wrong,
    /// Too many attempts.
    Wait {
        /// Seconds until the next one.
        seconds: u64,
    },
    /// Too many attempts by others: if everything was right, a mail with a link went out.
    Mailed,
}

impl Signed {
    /// Refuses whoever has not proved for a while who they are.
    ///
    /// # Errors
    /// `proof-needed`.
    pub fn require_fresh(&self, now: Timestamp) -> Result<(), Refusal> {
        let age = now.duration_since(self.session.authenticated_at);
        if age <= FRESH { Ok(()) } else { Err(Refusal::new("proof-needed")) }
    }
}

impl App {
    /// Checks a proof for an account before it is stored. A passkey must have been made for this account.
    pub(crate) async fn prepared(&self, proof: Proof, account: &Account) -> Result<Prepared, AppError> {
        Ok(match proof {
            Proof::Password(password) => Prepared::Password(self.new_password_hash(password, account).await?),
            Proof::Passkey(passkey) if passkey.account == account.id => Prepared::Passkey(passkey),
            Proof::Passkey(_) => return Err(Refusal::new("passkey-failed").into()),
        })
    }

    /// Signs in with address and password.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn sign_in(&self, email: &str, password: &str, origin: &Origin) -> Result<SignIn, AppError> {
        let now = self.now();
        // Whatever was typed becomes the name of a bucket: an address that cannot be one is tried like any other.
        let email = email_address(email).unwrap_or_else(|_| email.trim().chars().take(254).collect());
        let device = self.device(origin.device.as_deref()).await?;
        let mut reader = self.store().read().await?;
        let account = reader.account_by_email(&email).await?;
        let hash = match &account {
            Some(account) if account.disabled_at.is_none() => reader.password_hash(account.id).await?,
            _ => None,
        };
        drop(reader);
        let device = device.filter(|device| account.as_ref().is_some_and(|account| account.id == device.account));
        let counted = self.counted(&email, device.clone(), &origin.from).await?;
        let known = account.as_ref().map(|account| account.id);
        if let Counted::Full(seconds) = counted {
            security_events::of_account("sign-in-slowed", known, "password");
            return Ok(SignIn::Wait { seconds });
        }
        let right = self.is_password(password.to_owned(), hash).await?;
        let Some(account) = account.filter(|_| right) else {
            security_events::of_account("sign-in-failed", known, "password");
            return Ok(if matches!(counted, Counted::Attacked) { SignIn::Mailed } else { SignIn::Wrong });
        };
        if matches!(counted, Counted::Attacked) {
            security_events::note("sign-in-slowed", account.id, "confirmed-by-mail");
            self.ask_by_mail(&account, now).await?;
            return Ok(SignIn::Mailed);
        }
        self.proved_password(&account, device, origin, "password").await
    }

    /// Counts one attempt on an account.
    async fn counted(&self, email: &str, device: Option<Device>, from: &str) -> Result<Counted, AppError> {
        let now = self.now();
        let (email, from) = (email.to_owned(), from.to_owned());
        self.store()
            .write("count_sign_in", move |tx| {
                Box::pin(async move {
                    if let Some(device) = device {
                        let own = Bucket::device(&device);
                        let free = own.take(tx, now).await?;
                        return Ok(if free { Counted::Fine } else { Counted::Full(own.wait(tx, now).await?) });
                    }
                    for bucket in [Bucket::address(&from), Bucket::account_and_address(&email, &from)] {
                        if !bucket.take(tx, now).await? {
                            return Ok(Counted::Full(bucket.wait(tx, now).await?));
                        }
                    }
                    let free = Bucket::account(&email).take(tx, now).await?;
                    Ok(if free { Counted::Fine } else { Counted::Attacked })
                })
            })
            .await
    }

    /// The password is right: either somebody is in, or the second factor is asked for.
    pub(crate) async fn proved_password(
        &self,
        account: &Account,
        device: Option<Device>,
        origin: &Origin,
        method: &str,
    ) -> Result<SignIn, AppError> {
        let (now, id, email, from) = (self.now(), account.id, account.email.clone(), origin.from.clone());
        let token = LinkToken::new(self);
        let ticket = Ticket {
            token_hash: token.hash(),
            purpose: SECOND.to_owned(),
            account: Some(id),
            tenant: None,
            document: serde_json::json!({ "method": method, "tries": 0 }),
            created_at: now,
            expires_at: now.checked_add(SECOND_STEP).unwrap_or(now),
        };
        let second = self
            .store()
            .write::<_, AppError>("proved_password", move |tx| {
                Box::pin(async move {
                    Bucket::account_and_address(&email, &from).forget(tx).await?;
                    if let Some(device) = device {
                        Bucket::device(&device).forget(tx).await?;
                    }
                    if tx.totp(id).await?.is_none_or(|totp| totp.confirmed_at.is_none()) {
                        return Ok(false);
                    }
                    tx.insert_ticket(&ticket).await?;
                    Ok(true)
                })
            })
            .await?;
        if second {
            return Ok(SignIn::SecondFactor(token));
        }
        Ok(SignIn::Entered(self.entered(account.id, method, &origin.agent).await?))
    }

    /// Begins the session of somebody who has just proved who they are.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn entered(&self, account: AccountId, method: &str, agent: &str) -> Result<Entered, AppError> {
        let session = self.begin_session(account, method, agent).await?;
        security_events::note("signed-in", account, method);
        Ok(Entered { account, session, device: self.device_cookie(account).await? })
    }

    /// The second step: a code of the generator, or one on paper.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the first step is too long ago or was never taken.
    pub async fn second_factor(&self, token: &LinkToken, code: &str, origin: &Origin) -> Result<SignIn, AppError> {
        let (now, hash) = (self.now(), token.hash());
        let ticket = self.store().read().await?.ticket(hash, SECOND, now).await?.ok_or(AppError::NotFound)?;
        let account = ticket.account.ok_or(AppError::NotFound)?;
        let device = self.device(origin.device.as_deref()).await?.filter(|device| device.account == account);
        let bucket = device.as_ref().map_or_else(|| Bucket::second_factor(account), Bucket::device);
        let checked = self.second_factor_checked(account, code).await?;
        let outcome = self
            .store()
            .write::<_, AppError>("second_factor", move |tx| {
                Box::pin(async move {
                    // The ticket is taken first: of two attempts at once, the second finds the tries of the first.
                    let Some(mut ticket) = tx.take_ticket(hash, SECOND, now).await? else {
                        return Err(AppError::NotFound);
                    };
                    if !bucket.take(tx, now).await? {
                        tx.insert_ticket(&ticket).await?;
                        return Ok(Second::Wait(bucket.wait(tx, now).await?));
                    }
                    if let Some(used) = checked.used(tx, account, now).await? {
                        bucket.forget(tx).await?;
                        let first = ticket.document.get("method").and_then(|method| method.as_str());
                        return Ok(Second::Right(format!("{}-{used}", first.unwrap_or("password")), used));
                    }
                    let tries = ticket.document.get("tries").and_then(serde_json::Value::as_u64).unwrap_or(0) + 1;
                    if tries >= SECOND_TRIES {
                        return Ok(Second::Over);
                    }
                    if let Some(document) = ticket.document.as_object_mut() {
                        document.insert("tries".to_owned(), tries.into());
                    }
                    tx.insert_ticket(&ticket).await?;
                    Ok(Second::Wrong)
                })
            })
            .await?;
        match outcome {
            Second::Wrong => {
                security_events::note("sign-in-failed", account, "second-factor");
                Ok(SignIn::Wrong)
            }
            Second::Over => {
                security_events::note("sign-in-failed", account, "second-factor-given-up");
                Err(AppError::NotFound)
            }
            Second::Wait(seconds) => {
                security_events::note("sign-in-slowed", account, "second-factor");
                Ok(SignIn::Wait { seconds })
            }
            Second::Right(method, used) => {
                if used == "paper" {
                    self.notify(account, "code-used").await?;
                }
                Ok(SignIn::Entered(self.entered(account, &method, &origin.agent).await?))
            }
        }
    }

    /// Whether the second step can still be taken.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if not.
    pub async fn awaits_second_factor(&self, token: &LinkToken) -> Result<(), AppError> {
        let ticket = self.store().read().await?.ticket(token.hash(), SECOND, self.now()).await?;
        ticket.map(drop).ok_or(AppError::NotFound)
    }

    /// Sends the link that confirms an unknown device while somebody hammers the account.
    async fn ask_by_mail(&self, account: &Account, now: Timestamp) -> Result<(), AppError> {
        let (app, account, token) = (self.clone(), account.clone(), LinkToken::new(self));
        self.store()
            .write::<_, AppError>("ask_by_mail", move |tx| {
                Box::pin(async move {
                    if !Bucket::mail(&account.email).take(tx, now).await? {
                        return Ok(());
                    }
                    let ticket = Ticket {
                        token_hash: token.hash(),
                        purpose: DEVICE.to_owned(),
                        account: Some(account.id),
                        tenant: None,
                        document: serde_json::json!({}),
                        created_at: now,
                        expires_at: now.checked_add(CONFIRM).unwrap_or(now),
                    };
                    tx.insert_ticket(&ticket).await?;
                    let letter = Letter::new("confirm-device", &account.email, &account.name, account.language)
                        .leading_to(format!("/sign-in/confirm/{}", token.secret()));
                    app.post(tx, letter, None, None).await
                })
            })
            .await
    }

    /// Whether a link that confirms an unknown device still works.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if not.
    pub async fn awaits_confirmation(&self, token: &LinkToken) -> Result<(), AppError> {
        let ticket = self.store().read().await?.ticket(token.hash(), DEVICE, self.now()).await?;
        ticket.map(drop).ok_or(AppError::NotFound)
    }

    /// Goes on with a sign-in whose password was right and whose device was confirmed by the link in the mail.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the link has been used or has ended.
    pub async fn confirm_device(&self, token: &LinkToken, origin: &Origin) -> Result<SignIn, AppError> {
        let (now, hash) = (self.now(), token.hash());
        let account = self
            .store()
            .write::<_, AppError>("confirm_device", move |tx| {
                Box::pin(async move {
                    let ticket = tx.take_ticket(hash, DEVICE, now).await?.ok_or(AppError::NotFound)?;
                    let id = ticket.account.ok_or(AppError::NotFound)?;
                    let account = tx.account_by_id(id).await?.filter(|account| account.disabled_at.is_none());
                    account.ok_or(AppError::NotFound)
                })
            })
            .await?;
        self.proved_password(&account, None, origin, "password").await
    }
}

/// What counting an attempt said.
enum Counted {
    Fine,
    /// Wait this many seconds.
    Full(u64),
    /// So many attempts from everywhere that a right password alone is not enough.
    Attacked,
}

enum Second {
    Right(String, &'static str),
    Wrong,
    Over,
    Wait(u64),
}
