//! Kinds of letters an account does not want.
//!
//! Refuses to know which kinds there are: a kind is a code of `app`.

use jiff::Timestamp;
use ringwall_core::id::AccountId;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::Micros,
};

impl Conn {
    /// The kinds of letters an account has stopped.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn stopped_letters(&mut self, account: AccountId) -> Result<Vec<String>, StoreError> {
        let text = sql!("SELECT kind FROM letter_stop WHERE account = $1 ORDER BY kind");
        let rows: Vec<(String,)> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|(kind,)| kind).collect())
    }
}

impl Tx {
    /// Stops one kind of letters. Stopping it twice is fine.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such account; [`StoreError::Unavailable`].
    pub async fn stop_letters(&mut self, account: AccountId, kind: &str, now: Timestamp) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO letter_stop (account, kind, stopped_at) VALUES ($1, $2, $3)
             ON CONFLICT (account, kind) DO NOTHING"
        );
        on!(self, c => sqlx::query(text).bind(account.0).bind(kind).bind(Micros(now)).execute(c).await.map(drop))
    }

    /// Lets one kind of letters come again.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn resume_letters(&mut self, account: AccountId, kind: &str) -> Result<(), StoreError> {
        let text = sql!("DELETE FROM letter_stop WHERE account = $1 AND kind = $2");
        on!(self, c => sqlx::query(text).bind(account.0).bind(kind).execute(c).await.map(drop))
    }
}
