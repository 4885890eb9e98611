//! Second factors for passwords: a code generator, and codes on paper.
//!
//! Knows sealed keys and hashes of codes. Refuses to know keys and codes.

use std::collections::BTreeSet;

use jiff::Timestamp;
use ringwall_core::id::AccountId;
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    db::{on, row, sql},
    types::{Micros, counter, id_list},
};

/// The code generator of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totp {
    /// Its key, sealed.
    pub sealed: Vec<u8>,
    /// When the first code from it was right; until then it does not count.
    pub confirmed_at: Option<Timestamp>,
    /// The last step whose code was used.
    pub last_step: i64,
    /// When it was set up.
    pub created_at: Timestamp,
}

row! {
    struct Row {
        sealed: Vec<u8>,
        confirmed_at: Option<Micros>,
        last_step: i64,
        created_at: Micros,
    }
}

impl Conn {
    /// Those of these accounts that have a code generator that counts.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn accounts_with_totp(&mut self, accounts: &[AccountId]) -> Result<BTreeSet<AccountId>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT account FROM json_each($1) AS asked JOIN totp ON totp.account = unhex(asked.value)
                 WHERE confirmed_at IS NOT NULL"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT account FROM jsonb_array_elements_text($1) AS asked(value)
                    JOIN totp ON totp.account = asked.value::uuid
                 WHERE confirmed_at IS NOT NULL"
            ),
        };
        let ids = id_list(accounts.iter().map(|account| account.0));
        let rows: Vec<(Uuid,)> = on!(self, c => sqlx::query_as(text).bind(ids).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|(account,)| AccountId(account)).collect())
    }

    /// The code generator of an account, confirmed or not.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn totp(&mut self, account: AccountId) -> Result<Option<Totp>, StoreError> {
        let text = sql!("SELECT sealed, confirmed_at, last_step, created_at FROM totp WHERE account = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_optional(c).await)?;
        Ok(row.map(|row| Totp {
            sealed: row.sealed,
            confirmed_at: row.confirmed_at.map(|at| at.0),
            last_step: row.last_step,
            created_at: row.created_at.0,
        }))
    }

    /// How many codes on paper are left.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn recovery_codes_left(&mut self, account: AccountId) -> Result<u32, StoreError> {
        let text = sql!("SELECT count(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL");
        let (left,): (i64,) = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_one(c).await)?;
        counter("count", left)
    }
}

impl Tx {
    /// Sets up a code generator that does not count yet, instead of any there was.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the account is gone; [`StoreError::Unavailable`].
    pub async fn put_totp(&mut self, account: AccountId, sealed: &[u8], now: Timestamp) -> Result<(), StoreError> {
        self.delete_totp(account).await?;
        let text = sql!("INSERT INTO totp (account, sealed, last_step, created_at) VALUES ($1, $2, 0, $3)");
        on!(self, c => sqlx::query(text).bind(account.0).bind(sealed).bind(Micros(now)).execute(c).await.map(drop))
    }

    /// Remembers that the code of a step was used, and that the generator counts from now on. False if that step or a
    /// later one was used before: of two with the same code, one wins.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn use_totp(&mut self, account: AccountId, step: i64, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE totp SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
             WHERE account = $1 AND last_step < $2"
        );
        let used = on!(self, c => sqlx::query(text).bind(account.0).bind(step).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(used > 0)
    }

    /// Takes the code generator away.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_totp(&mut self, account: AccountId) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM totp WHERE account = $1");
        let gone = on!(self, c => sqlx::query(text).bind(account.0).execute(c).await.map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }

    /// Stores new codes on paper instead of all there were.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the account is gone; [`StoreError::Unavailable`].
    pub async fn put_recovery_codes(&mut self, account: AccountId, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
        let delete = sql!("DELETE FROM recovery_code WHERE account = $1");
        on!(self, c => sqlx::query(delete).bind(account.0).execute(c).await.map(drop))?;
        let insert = sql!("INSERT INTO recovery_code (account, code_hash) VALUES ($1, $2)");
        for hash in hashes {
            on!(self, c => sqlx::query(insert).bind(account.0).bind(hash.as_slice()).execute(c).await.map(drop))?;
        }
        Ok(())
    }

    /// Uses up a code on paper. False if there is none with this hash or it was used before.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn use_recovery_code(
        &mut self,
        account: AccountId,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let text =
            sql!("UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND code_hash = $2 AND used_at IS NULL");
        let used = on!(self, c => sqlx::query(text)
            .bind(account.0)
            .bind(hash.as_slice())
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(used > 0)
    }
}
