//! Passkeys: keys that a device or a password manager keeps for an account.
//!
//! Knows a credential id and a document. Refuses to know cryptography.

use jiff::Timestamp;
use ringwall_core::id::AccountId;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros},
};

/// One passkey of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Passkey {
    /// Id of the credential, also its name in forms.
    pub credential: Vec<u8>,
    /// Whose.
    pub account: AccountId,
    /// What the owner calls it.
    pub name: String,
    /// Public key and counter.
    pub document: serde_json::Value,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

row! {
    struct Row {
        credential: Vec<u8>,
        account: Uuid,
        name: String,
        document: Doc<serde_json::Value>,
        created_at: Micros,
        used_at: Option<Micros>,
    }
}

impl From<Row> for Passkey {
    fn from(row: Row) -> Self {
        Self {
            credential: row.credential,
            account: AccountId(row.account),
            name: row.name,
            document: row.document.0,
            created_at: row.created_at.0,
            used_at: row.used_at.map(|at| at.0),
        }
    }
}

impl Conn {
    /// The passkeys of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn passkeys_of(&mut self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let text = sql!(
            "SELECT credential, account, name, document, created_at, used_at
             FROM passkey WHERE account = $1 ORDER BY created_at, credential"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Passkey::from).collect())
    }
}

impl Tx {
    /// Stores a new passkey.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the credential exists or the account is gone; [`StoreError::Unavailable`].
    pub async fn insert_passkey(&mut self, passkey: &Passkey) -> Result<(), StoreError> {
        let text =
            sql!("INSERT INTO passkey (credential, account, name, document, created_at) VALUES ($1, $2, $3, $4, $5)");
        on!(self, c => sqlx::query(text)
            .bind(passkey.credential.as_slice())
            .bind(passkey.account.0)
            .bind(passkey.name.as_str())
            .bind(Doc(&passkey.document))
            .bind(Micros(passkey.created_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Remembers that a passkey was used, with its new counter. False if the account has none with this id.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn use_passkey(
        &mut self,
        account: AccountId,
        credential: &[u8],
        document: &serde_json::Value,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!("UPDATE passkey SET document = $3, used_at = $4 WHERE account = $1 AND credential = $2");
        let used = on!(self, c => sqlx::query(text)
            .bind(account.0)
            .bind(credential)
            .bind(Doc(document))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(used > 0)
    }

    /// Takes a passkey of an account away. False if it has none with this id.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_passkey(&mut self, account: AccountId, credential: &[u8]) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM passkey WHERE account = $1 AND credential = $2");
        let gone = on!(self, c => sqlx::query(text).bind(account.0).bind(credential).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }
}
