//! What becomes of an account: by its owner, and by the operator.
//!
//! Knows that whatever changes how one signs in needs a fresh proof and is told by mail, and that a way in always stays.

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Author, Permission, Place, Role},
    id::AccountId,
    language::Language,
    organisation::one_line,
    refusal::Refusal,
};
use ringwall_store::{Account, Session, Tx};

use crate::{
    App, AppError, Signed,
    accounts::{LONGEST_EMAIL, email_address},
    recoveries::notice,
};

/// Accounts on one page of the operator's list.
const ACCOUNTS_PER_PAGE: u32 = 50;

/// An account as the operator sees it.
#[derive(Clone, Debug)]
pub struct ListedAccount {
    /// The account.
    pub account: Account,
    /// As what, each named once.
    pub roles: Vec<Role>,
    /// Whether signing in with its password takes a code.
    pub second_factor: bool,
}

impl App {
    /// Changes how somebody is called and which language they read.
    ///
    /// # Errors
    /// `person-name-missing` and the refusals of a line of text.
    pub async fn change_account(&self, signed: &Signed, name: &str, language: Language) -> Result<(), AppError> {
        let id = signed.account.id;
        let name = one_line("person-name", name)?.ok_or_else(|| Refusal::new("person-name-missing"))?;
        self.store()
            .write::<_, AppError>("change_account", move |tx| {
                Box::pin(async move { Ok(tx.update_account(id, &name, language).await.map(drop)?) })
            })
            .await
    }

    /// Whether an account has a password.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn has_password(&self, account: AccountId) -> Result<bool, AppError> {
        Ok(self.store().read().await?.password_hash(account).await?.is_some())
    }

    /// Sets a new password. Other sessions end.
    ///
    /// # Errors
    /// `proof-needed` and the refusals of a password.
    pub async fn change_password(&self, signed: &Signed, password: String) -> Result<(), AppError> {
        signed.require_fresh(self.now())?;
        let (app, account, session) = (self.clone(), signed.account.clone(), signed.session.token_hash);
        let hash = self.new_password_hash(password, &account).await?;
        self.store()
            .write("change_password", move |tx| {
                Box::pin(async move {
                    tx.set_password_hash(account.id, Some(&hash)).await?;
                    tx.delete_sessions(account.id, Some(session)).await?;
                    app.post(tx, notice(&account, "password-changed"), None, None).await
                })
            })
            .await
    }

    /// Takes the password away, and with it the second factor, unless it is the last way to sign in.
    ///
    /// # Errors
    /// `proof-needed`, `way-in-last`.
    pub async fn remove_password(&self, signed: &Signed) -> Result<(), AppError> {
        signed.require_fresh(self.now())?;
        let (app, account) = (self.clone(), signed.account.clone());
        self.store()
            .write("remove_password", move |tx| {
                Box::pin(async move {
                    tx.set_password_hash(account.id, None).await?;
                    tx.delete_totp(account.id).await?;
                    tx.put_recovery_codes(account.id, &[]).await?;
                    Self::keep_a_way_in(tx, account.id).await?;
                    app.post(tx, notice(&account, "password-removed"), None, None).await
                })
            })
            .await
    }

    /// Refuses a change after which nobody could sign in to an account any more.
    pub(crate) async fn keep_a_way_in(tx: &mut Tx, account: AccountId) -> Result<(), AppError> {
        let left = tx.password_hash(account).await?.is_some()
            || !tx.passkeys_of(account).await?.is_empty()
            || !tx.identities_of(account).await?.is_empty();
        if left { Ok(()) } else { Err(Refusal::new("way-in-last").into()) }
    }

    /// Whether the second factor is on, and how many codes on paper are left.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn second_factor_of(&self, account: AccountId) -> Result<Option<u32>, AppError> {
        let mut reader = self.store().read().await?;
        let on = reader.totp(account).await?.is_some_and(|totp| totp.confirmed_at.is_some());
        Ok(if on { Some(reader.recovery_codes_left(account).await?) } else { None })
    }

    /// Where somebody is signed in, last used first.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn sessions(&self, account: AccountId) -> Result<Vec<Session>, AppError> {
        Ok(self.store().read().await?.sessions_of(account, self.now()).await?)
    }

    /// Ends one of somebody's sessions.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if they have none like this.
    pub async fn revoke_session(&self, signed: &Signed, token_hash: [u8; 32]) -> Result<(), AppError> {
        let account = signed.account.id;
        self.store()
            .write("revoke_session", move |tx| {
                Box::pin(async move {
                    if tx.delete_session(account, token_hash).await? { Ok(()) } else { Err(AppError::NotFound) }
                })
            })
            .await
    }

    /// Ends all of somebody's sessions but the one they came with; how many there were.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn revoke_other_sessions(&self, signed: &Signed) -> Result<u64, AppError> {
        let (account, except) = (signed.account.id, Some(signed.session.token_hash));
        self.store()
            .write("revoke_sessions", move |tx| Box::pin(async move { Ok(tx.delete_sessions(account, except).await?) }))
            .await
    }

    /// Accounts by address, for the operator: one page from behind `after`. Whether there are more is the second part.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`].
    pub async fn accounts(
        &self,
        signed: &Signed,
        wanted: &str,
        after: &str,
    ) -> Result<(Vec<ListedAccount>, bool), AppError> {
        signed.require(Permission::Operate, Place::INSTALLATION)?;
        let mut reader = self.store().read().await?;
        let wanted: String = wanted.trim().chars().take(LONGEST_EMAIL).collect();
        let mut found = reader.accounts(&wanted, after, ACCOUNTS_PER_PAGE + 1).await?;
        let more = found.len() > usize::try_from(ACCOUNTS_PER_PAGE).unwrap_or(usize::MAX);
        if more {
            found.pop();
        }
        let ids: Vec<AccountId> = found.iter().map(|account| account.id).collect();
        let with_second_factor = reader.accounts_with_totp(&ids).await?;
        let mut accounts = Vec::new();
        for account in found {
            let mut roles: Vec<Role> =
                reader.memberships_of(account.id).await?.into_iter().map(|membership| membership.role).collect();
            roles.sort();
            roles.dedup();
            let second_factor = with_second_factor.contains(&account.id);
            accounts.push(ListedAccount { account, roles, second_factor });
        }
        Ok((accounts, more))
    }

    /// Closes an account, or opens it again. Its sessions end.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`]; `account-own` for the own one.
    pub async fn close_account(&self, signed: &Signed, account: AccountId, closed: bool) -> Result<(), AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        if account == signed.account.id {
            return Err(Refusal::new("account-own").into());
        }
        let now = self.now();
        self.store()
            .write("close_account", move |tx| {
                Box::pin(async move {
                    if !tx.set_disabled(account, closed.then_some(now)).await? {
                        return Err(AppError::NotFound);
                    }
                    tx.delete_sessions(account, None).await?;
                    let event = if closed { "account-closed" } else { "account-opened" };
                    tx.append_audit(None, now, by, event, &account).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Ends all sessions of somebody, as the operator.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`].
    pub async fn end_sessions_of(&self, signed: &Signed, account: AccountId) -> Result<u64, AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        self.end_all_sessions(by, account).await
    }

    async fn end_all_sessions(&self, by: Author, account: AccountId) -> Result<u64, AppError> {
        let now = self.now();
        self.store()
            .write("end_sessions", move |tx| {
                Box::pin(async move {
                    if tx.account_by_id(account).await?.is_none() {
                        return Err(AppError::NotFound);
                    }
                    let ended = tx.delete_sessions(account, None).await?;
                    tx.append_audit(None, now, by, "sessions-ended", &account).await?;
                    Ok(ended)
                })
            })
            .await
    }

    /// Takes away the second factor of somebody who has lost it and cannot sign in any more. Their sessions end, and they
    /// are told by mail: whoever asked for it may have been somebody else.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`] also for somebody without a second factor; `proof-needed`;
    /// `account-own` for the own one, which is switched off on the own page.
    pub async fn end_second_factor_of(&self, signed: &Signed, account: AccountId) -> Result<(), AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        if account == signed.account.id {
            return Err(Refusal::new("account-own").into());
        }
        signed.require_fresh(self.now())?;
        self.take_second_factor(by, account).await
    }

    /// The same for the account with this address, from the command line.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the address has no account, or the account no second factor.
    pub async fn end_second_factor_by_address(&self, email: &str) -> Result<(), AppError> {
        let email = email_address(email)?;
        let account = self.store().read().await?.account_by_email(&email).await?.ok_or(AppError::NotFound)?;
        self.take_second_factor(Author::OPERATOR, account.id).await
    }

    async fn take_second_factor(&self, by: Author, account: AccountId) -> Result<(), AppError> {
        let (app, now) = (self.clone(), self.now());
        self.store()
            .write("take_second_factor", move |tx| {
                Box::pin(async move {
                    let person = tx.account_by_id(account).await?.ok_or(AppError::NotFound)?;
                    if !tx.delete_totp(account).await? {
                        return Err(AppError::NotFound);
                    }
                    tx.put_recovery_codes(account, &[]).await?;
                    tx.delete_sessions(account, None).await?;
                    tx.append_audit(None, now, by, "second-factor-taken", &account).await?;
                    app.post(tx, notice(&person, "second-factor-taken"), None, None).await
                })
            })
            .await
    }

    /// Ends all sessions of the account with this address, from the command line; how many there were.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the address has no account.
    pub async fn end_sessions_by_address(&self, email: &str) -> Result<u64, AppError> {
        let email = email_address(email)?;
        let account = self.store().read().await?.account_by_email(&email).await?.ok_or(AppError::NotFound)?;
        self.end_all_sessions(Author::OPERATOR, account.id).await
    }

    /// Deletes what has ended: links, ceremonies, counted attempts, invitations a month after their end.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn purge_sign_ins(&self) -> Result<(), AppError> {
        let now = self.now();
        let month = now.checked_sub(SignedDuration::from_hours(24 * 30)).unwrap_or(now);
        self.store()
            .write("purge_sign_ins", move |tx| {
                Box::pin(async move {
                    tx.purge_tickets(now).await?;
                    tx.purge_attempts(now).await?;
                    tx.purge_invitations(month).await?;
                    Ok(())
                })
            })
            .await
    }
}
