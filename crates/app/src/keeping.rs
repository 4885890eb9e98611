//! Keeping: a check without account becomes an organisation that somebody answers for.
//!
//! Knows that the address is proved by a mail first, and that the resume links end then (docs/adr/0016): from that
//! moment on, people are let in by invitation and each by their own way in.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::{Author, Membership, Role, Scope},
    id::{AccountId, TenantId},
    language::Language,
    organisation::one_line,
    refusal::Refusal,
};
use ringwall_store::{Ticket, Tx};
use serde::{Deserialize, Serialize};

use crate::{
    Access, App, AppError, Letter, LinkToken, Proof, Right, Signed, accounts::email_address, throttles::Bucket,
};

/// How long the link in the mail works.
const VALID: SignedDuration = SignedDuration::from_hours(7 * 24);
const PURPOSE: &str = "keep";

/// Who wants to keep a folder.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// Where the mail goes.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// What the organisation is called, if it has no name yet.
    pub organisation: String,
    /// Language of the mail and the account.
    pub language: Language,
}

/// What the ticket remembers.
#[derive(Serialize, Deserialize)]
struct Remembered {
    email: String,
    name: String,
    organisation: Option<String>,
    language: Language,
}

/// A folder that waits to be kept.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whose data.
    pub tenant: TenantId,
    /// The address that was proved by the mail.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// What the organisation is called; may be empty.
    pub organisation: String,
    /// Whether the address has an account.
    pub known: bool,
}

impl App {
    pub(crate) fn kept_expiry(&self) -> Timestamp {
        let keep = SignedDuration::from_hours(24 * i64::from(self.settings().kept_days));
        self.now().checked_add(keep).unwrap_or(Timestamp::MAX)
    }

    /// Asks by mail whether somebody wants to keep a folder. The answer is the same whether the address has an account
    /// or not.
    ///
    /// # Errors
    /// [`AppError::Denied`] without the right; `folder-kept` if somebody keeps it already; `email-invalid`,
    /// `person-name-missing` and the refusals of a line of text.
    pub async fn ask_to_keep(&self, access: &Access, keeping: Keeping) -> Result<(), AppError> {
        access.require(Right::Own)?;
        let (app, now, tenant, by) = (self.clone(), self.now(), access.tenant(), access.by());
        let email = email_address(&keeping.email)?;
        let name = one_line("person-name", &keeping.name)?.ok_or_else(|| Refusal::new("person-name-missing"))?;
        let organisation = one_line("name", &keeping.organisation)?;
        let token = LinkToken::once(self, PURPOSE);
        let language = keeping.language;
        let remembered = Remembered { email: email.clone(), name: name.clone(), organisation, language };
        let ticket = Ticket {
            token_hash: token.hash(),
            purpose: PURPOSE.to_owned(),
            account: None,
            tenant: Some(tenant),
            document: serde_json::to_value(&remembered).map_err(AppError::unavailable)?,
            created_at: now,
            expires_at: now.checked_add(VALID).unwrap_or(now),
        };
        self.store()
            .write("ask_to_keep", move |tx| {
                Box::pin(async move {
                    let record = tx.organisation(tenant).await?.ok_or(AppError::NotFound)?;
                    if record.kept_at.is_some() {
                        return Err(Refusal::new("folder-kept").into());
                    }
                    if tx.ticket(token.hash(), PURPOSE, now).await?.is_some() {
                        return Ok(());
                    }
                    // Too many mails to one address: nothing more goes out, and the page says the same as ever.
                    if !Bucket::mail(&email).take(tx, now).await? {
                        return Ok(());
                    }
                    let known = tx.account_by_email(&email).await?.is_some();
                    let template = if known { "keep-known" } else { "keep" };
                    tx.insert_ticket(&ticket).await?;
                    tx.append_audit(Some(tenant), now, by, "keeping-asked", "").await?;
                    let letter =
                        Letter::new(template, &email, &name, language).leading_to(format!("/keep/{}", token.secret()));
                    app.post(tx, letter, Some(tenant), None).await
                })
            })
            .await
    }

    /// The folder behind the link in the mail.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the link has been used, has ended, or somebody keeps the folder already.
    pub async fn waiting_to_be_kept(&self, token: &LinkToken) -> Result<Waiting, AppError> {
        let mut reader = self.store().read().await?;
        let ticket = reader.ticket(token.hash(), PURPOSE, self.now()).await?.ok_or(AppError::NotFound)?;
        let (tenant, remembered) = read(&ticket)?;
        let record = reader.organisation(tenant).await?.ok_or(AppError::NotFound)?;
        if record.kept_at.is_some() {
            return Err(AppError::NotFound);
        }
        let known = reader.account_by_email(&remembered.email).await?.is_some();
        let organisation = record.organisation.name.or(remembered.organisation).unwrap_or_default();
        Ok(Waiting { tenant, email: remembered.email, name: remembered.name, organisation, known })
    }

    /// Keeps a folder with a new account.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as above; `account-exists`; the refusals of a password.
    pub async fn keep_as_new(&self, token: &LinkToken, proof: Proof) -> Result<(AccountId, TenantId), AppError> {
        let waiting = self.waiting_to_be_kept(token).await?;
        if waiting.known {
            return Err(Refusal::new("account-exists").into());
        }
        let (now, hash) = (self.now(), token.hash());
        let ticket = self.store().read().await?.ticket(hash, PURPOSE, now).await?.ok_or(AppError::NotFound)?;
        let (_, remembered) = read(&ticket)?;
        let mut account = self.new_account(&remembered.email, &remembered.name, remembered.language)?;
        if let Proof::Passkey(passkey) = &proof {
            account.id = passkey.account;
        }
        account.verified_at = Some(now);
        let proof = self.prepared(proof, &account).await?;
        let expires_at = self.kept_expiry();
        self.store()
            .write("keep_as_new", move |tx| {
                Box::pin(async move {
                    let ticket = tx.take_ticket(hash, PURPOSE, now).await?.ok_or(AppError::NotFound)?;
                    let (tenant, remembered) = read(&ticket)?;
                    if tx.account_by_email(&account.email).await?.is_some() {
                        return Err(Refusal::new("account-exists").into());
                    }
                    tx.insert_account(&account).await?;
                    proof.store(tx, account.id, now).await?;
                    keep(tx, tenant, account.id, remembered.organisation, now, expires_at).await?;
                    Ok((account.id, tenant))
                })
            })
            .await
    }

    /// Keeps a folder for somebody who signed in with the address the mail went to.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as above; `invitation-other-address`.
    pub async fn keep_for(&self, signed: &Signed, token: &LinkToken) -> Result<TenantId, AppError> {
        let (now, hash, expires_at) = (self.now(), token.hash(), self.kept_expiry());
        let account = signed.account.clone();
        self.store()
            .write("keep_for", move |tx| {
                Box::pin(async move {
                    let ticket = tx.take_ticket(hash, PURPOSE, now).await?.ok_or(AppError::NotFound)?;
                    let (tenant, remembered) = read(&ticket)?;
                    if remembered.email != account.email {
                        return Err(Refusal::new("invitation-other-address")
                            .with("invited", &remembered.email)
                            .with("email", &account.email)
                            .into());
                    }
                    keep(tx, tenant, account.id, remembered.organisation, now, expires_at).await?;
                    Ok(tenant)
                })
            })
            .await
    }

    /// Keeps a folder at once for somebody who signed in and has its link open: both are proved.
    ///
    /// # Errors
    /// [`AppError::Denied`] without the right; `folder-kept`.
    pub async fn keep_now(&self, signed: &Signed, access: &Access) -> Result<(), AppError> {
        access.require(Right::Own)?;
        let (now, expires_at, tenant, account) = (self.now(), self.kept_expiry(), access.tenant(), signed.account.id);
        self.store()
            .write("keep_now", move |tx| {
                Box::pin(async move { keep(tx, tenant, account, None, now, expires_at).await })
            })
            .await
    }
}

fn read(ticket: &Ticket) -> Result<(TenantId, Remembered), AppError> {
    let remembered = serde_json::from_value(ticket.document.clone()).map_err(AppError::unavailable)?;
    Ok((ticket.tenant.ok_or(AppError::NotFound)?, remembered))
}

/// Makes somebody the owner; links end, and the data stays longer.
async fn keep(
    tx: &mut Tx,
    tenant: TenantId,
    account: AccountId,
    name: Option<String>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), AppError> {
    let record = tx.organisation(tenant).await?.ok_or(AppError::NotFound)?;
    if record.kept_at.is_some() {
        return Err(Refusal::new("folder-kept").into());
    }
    if let (None, Some(name)) = (&record.organisation.name, name) {
        let mut organisation = record.organisation.clone();
        organisation.name = Some(name);
        tx.update_organisation(tenant, record.revision, &organisation.validated()?).await?;
    }
    let membership = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    tx.insert_membership(account, membership, now).await?;
    tx.keep_organisation(tenant, now, expires_at).await?;
    tx.delete_resume_links(tenant).await?;
    tx.append_audit(Some(tenant), now, Author::of(Role::Owner, account), "folder-kept", "").await?;
    Ok(())
}
