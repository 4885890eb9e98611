//! Calendar feeds: a secret address per person.
//!
//! Knows hashes of secrets, never secrets.

use jiff::Timestamp;
use ringwall_core::id::AccountId;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::Micros,
};

impl Conn {
    /// Since when somebody has had their present calendar address, if they have one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn calendar_since(&mut self, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
        let text = sql!("SELECT created_at FROM calendar_feed WHERE account = $1");
        let row: Option<(Micros,)> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_optional(c).await)?;
        Ok(row.map(|(at,)| at.0))
    }

    /// Whose calendar address this is.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn account_by_calendar(&mut self, token_hash: [u8; 32]) -> Result<Option<AccountId>, StoreError> {
        let text = sql!("SELECT account FROM calendar_feed WHERE token_hash = $1");
        let row: Option<(Uuid,)> =
            on!(self, c => sqlx::query_as(text).bind(token_hash.as_slice()).fetch_optional(c).await)?;
        Ok(row.map(|(account,)| AccountId(account)))
    }
}

impl Tx {
    /// Gives somebody a calendar address; the one before, if there was one, no longer works.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the account is gone; [`StoreError::Unavailable`].
    pub async fn put_calendar(
        &mut self,
        account: AccountId,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO calendar_feed (account, token_hash, created_at) VALUES ($1, $2, $3)
             ON CONFLICT (account) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at"
        );
        on!(self, c => sqlx::query(text)
            .bind(account.0)
            .bind(token_hash.as_slice())
            .bind(Micros(now))
            .execute(c)
            .await
            .map(drop))
    }

    /// Takes somebody's calendar address away. False if there was none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_calendar(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM calendar_feed WHERE account = $1");
        let deleted =
            on!(self, c => sqlx::query(text).bind(account.0).execute(c).await.map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }
}
