//! Accounts: people who can sign in.
//!
//! Knows that an e-mail address belongs to one account. Refuses to know how a password is checked; a hash is text.

use jiff::Timestamp;
use ringwall_core::{id::AccountId, language::Language};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Micros, counter, known},
};

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// Address, lower case.
    pub email: String,
    /// How they want to be called.
    pub name: String,
    /// The language they read.
    pub language: Language,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the address was proved, if it was.
    pub verified_at: Option<Timestamp>,
    /// When an operator closed it, if one did.
    pub disabled_at: Option<Timestamp>,
    /// Counts changes, starting at 1.
    pub revision: u32,
}

row! {
    struct Row {
        id: Uuid,
        email: String,
        name: String,
        language: String,
        created_at: Micros,
        verified_at: Option<Micros>,
        disabled_at: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<Row> for Account {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: AccountId(row.id),
            email: row.email,
            name: row.name,
            language: known("account.language", &row.language, Language::from_code(&row.language))?,
            created_at: row.created_at.0,
            verified_at: row.verified_at.map(|at| at.0),
            disabled_at: row.disabled_at.map(|at| at.0),
            revision: counter("account.revision", row.revision)?,
        })
    }
}

impl Conn {
    /// The account with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn account_by_id(&mut self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let text = sql!(
            "SELECT id, email, name, language, created_at, verified_at, disabled_at, revision
             FROM account WHERE id = $1"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        row.map(Account::try_from).transpose()
    }

    /// The account with this address, which must be in lower case.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn account_by_email(&mut self, email: &str) -> Result<Option<Account>, StoreError> {
        let text = sql!(
            "SELECT id, email, name, language, created_at, verified_at, disabled_at, revision
             FROM account WHERE email = $1"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(email).fetch_optional(c).await)?;
        row.map(Account::try_from).transpose()
    }

    /// Accounts by address, from behind `after`, whose address or name contains `wanted` (compared in lower case).
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn accounts(&mut self, wanted: &str, after: &str, limit: u32) -> Result<Vec<Account>, StoreError> {
        let text = sql!(
            "SELECT id, email, name, language, created_at, verified_at, disabled_at, revision
             FROM account WHERE email > $2 AND (email LIKE $1 ESCAPE '!' OR lower(name) LIKE $1 ESCAPE '!')
             ORDER BY email LIMIT $3"
        );
        let plain = wanted.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(format!("%{plain}%"))
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(Account::try_from).collect()
    }

    /// The password hash of an account, if it has a password.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn password_hash(&mut self, id: AccountId) -> Result<Option<String>, StoreError> {
        let text = sql!("SELECT password_hash FROM account WHERE id = $1");
        let row: Option<(Option<String>,)> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        Ok(row.and_then(|(hash,)| hash))
    }
}

impl Tx {
    /// Stores a new account without password. `account.revision` is not looked at: it starts at 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the address has an account; [`StoreError::Unavailable`].
    pub async fn insert_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO account (id, email, name, language, created_at, verified_at, disabled_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)"
        );
        on!(self, c => sqlx::query(text)
            .bind(account.id.0)
            .bind(account.email.as_str())
            .bind(account.name.as_str())
            .bind(account.language.code())
            .bind(Micros(account.created_at))
            .bind(account.verified_at.map(Micros))
            .bind(account.disabled_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }

    /// Sets or takes away the password hash. False if there is no such account.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn set_password_hash(&mut self, id: AccountId, hash: Option<&str>) -> Result<bool, StoreError> {
        let text = sql!("UPDATE account SET password_hash = $2, revision = revision + 1 WHERE id = $1");
        let changed = on!(self, c => sqlx::query(text).bind(id.0).bind(hash).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Changes how somebody is called and which language they read. False if there is no such account.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn update_account(&mut self, id: AccountId, name: &str, language: Language) -> Result<bool, StoreError> {
        let text = sql!("UPDATE account SET name = $2, language = $3, revision = revision + 1 WHERE id = $1");
        let changed = on!(self, c => sqlx::query(text).bind(id.0).bind(name).bind(language.code()).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Sets an address that was proved. False if there is no such account.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another account has it; [`StoreError::Unavailable`].
    pub async fn set_email(&mut self, id: AccountId, email: &str, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("UPDATE account SET email = $2, verified_at = $3, revision = revision + 1 WHERE id = $1");
        let changed = on!(self, c => sqlx::query(text).bind(id.0).bind(email).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Closes an account, or opens it again. False if there is no such account.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn set_disabled(&mut self, id: AccountId, at: Option<Timestamp>) -> Result<bool, StoreError> {
        let text = sql!("UPDATE account SET disabled_at = $2, revision = revision + 1 WHERE id = $1");
        let changed = on!(self, c => sqlx::query(text).bind(id.0).bind(at.map(Micros)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
