//! Identities: an account as another service knows it.
//!
//! Knows provider and subject. Refuses to find anybody by address: whoever controls a mailbox at a provider is not the
//! same person here.

use jiff::Timestamp;
use ringwall_core::id::AccountId;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::Micros,
};

/// An account as another service knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Which service.
    pub provider: String,
    /// Who, there.
    pub subject: String,
    /// Who, here.
    pub account: AccountId,
    /// The address the service told, to recognise it in a list; may be empty.
    pub email: String,
    /// When it was linked.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

row! {
    struct Row {
        provider: String,
        subject: String,
        account: Uuid,
        email: String,
        created_at: Micros,
        used_at: Option<Micros>,
    }
}

impl From<Row> for Identity {
    fn from(row: Row) -> Self {
        Self {
            provider: row.provider,
            subject: row.subject,
            account: AccountId(row.account),
            email: row.email,
            created_at: row.created_at.0,
            used_at: row.used_at.map(|at| at.0),
        }
    }
}

impl Conn {
    /// The account behind an identity.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn identity(&mut self, provider: &str, subject: &str) -> Result<Option<Identity>, StoreError> {
        let text = sql!(
            "SELECT provider, subject, account, email, created_at, used_at
             FROM identity WHERE provider = $1 AND subject = $2"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(provider).bind(subject).fetch_optional(c).await)?;
        Ok(row.map(Identity::from))
    }

    /// The identities of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn identities_of(&mut self, account: AccountId) -> Result<Vec<Identity>, StoreError> {
        let text = sql!(
            "SELECT provider, subject, account, email, created_at, used_at
             FROM identity WHERE account = $1 ORDER BY created_at, provider, subject"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Identity::from).collect())
    }
}

impl Tx {
    /// Links an identity.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it is linked already or the account is gone; [`StoreError::Unavailable`].
    pub async fn insert_identity(&mut self, identity: &Identity) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO identity (provider, subject, account, email, created_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6)"
        );
        on!(self, c => sqlx::query(text)
            .bind(identity.provider.as_str())
            .bind(identity.subject.as_str())
            .bind(identity.account.0)
            .bind(identity.email.as_str())
            .bind(Micros(identity.created_at))
            .bind(identity.used_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }

    /// Remembers that an identity was used.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn use_identity(&mut self, provider: &str, subject: &str, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("UPDATE identity SET used_at = $3 WHERE provider = $1 AND subject = $2");
        let used = on!(self, c => sqlx::query(text).bind(provider).bind(subject).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(used > 0)
    }

    /// Unlinks an identity of an account. False if it has none like this.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_identity(
        &mut self,
        account: AccountId,
        provider: &str,
        subject: &str,
    ) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM identity WHERE account = $1 AND provider = $2 AND subject = $3");
        let gone = on!(self, c => sqlx::query(text).bind(account.0).bind(provider).bind(subject).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }
}
