//! Keys for programs.
//!
//! Knows hashes of keys, never keys. Refuses to know what a scope allows: it is text.

use jiff::Timestamp;
use ringwall_core::{
    actor::Scope,
    id::{AccountId, ApiTokenId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    membership::{scope_id, scope_of},
    types::Micros,
};

/// A key for programs, without the key itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Id.
    pub id: ApiTokenId,
    /// SHA-256 of the key.
    pub token_hash: [u8; 32],
    /// What it opens: an organisation, or a partner.
    pub scope: Scope,
    /// What it is called.
    pub name: String,
    /// What it may do, codes apart by spaces.
    pub scopes: String,
    /// Who made it; `None` once that account is gone.
    pub created_by: Option<AccountId>,
    /// When.
    pub created_at: Timestamp,
    /// Until when it opens anything.
    pub expires_at: Timestamp,
    /// When it was last used, to a few minutes.
    pub used_at: Option<Timestamp>,
}

row! {
    struct Row {
        id: Uuid,
        token_hash: Vec<u8>,
        scope: String,
        scope_id: Uuid,
        name: String,
        scopes: String,
        created_by: Option<Uuid>,
        created_at: Micros,
        expires_at: Micros,
        used_at: Option<Micros>,
    }
}

impl TryFrom<Row> for ApiToken {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ApiTokenId(row.id),
            token_hash: row
                .token_hash
                .try_into()
                .map_err(|_| StoreError::corrupt("column api_token.token_hash: not 32 bytes"))?,
            scope: scope_of(&row.scope, row.scope_id)?,
            name: row.name,
            scopes: row.scopes,
            created_by: row.created_by.map(AccountId),
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            used_at: row.used_at.map(|at| at.0),
        })
    }
}

impl Conn {
    /// The key with this hash, unless it has ended.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn api_token(&mut self, hash: [u8; 32], now: Timestamp) -> Result<Option<ApiToken>, StoreError> {
        let text = sql!(
            "SELECT id, token_hash, scope, scope_id, name, scopes, created_by, created_at, expires_at, used_at
             FROM api_token WHERE token_hash = $1 AND expires_at > $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(hash.to_vec())
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        row.map(ApiToken::try_from).transpose()
    }

    /// The keys to one place, newest first, ended ones included.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn api_tokens_of(&mut self, scope: Scope) -> Result<Vec<ApiToken>, StoreError> {
        let text = sql!(
            "SELECT id, token_hash, scope, scope_id, name, scopes, created_by, created_at, expires_at, used_at
             FROM api_token WHERE scope = $1 AND scope_id = $2 ORDER BY created_at DESC, id"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(scope.code()).bind(scope_id(scope)).fetch_all(c).await)?;
        rows.into_iter().map(ApiToken::try_from).collect()
    }
}

impl Tx {
    /// Stores a new key.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the key exists; [`StoreError::Unavailable`].
    pub async fn insert_api_token(&mut self, token: &ApiToken) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO api_token (id, token_hash, scope, scope_id, name, scopes, created_by, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        );
        on!(self, c => sqlx::query(text)
            .bind(token.id.0)
            .bind(token.token_hash.to_vec())
            .bind(token.scope.code())
            .bind(scope_id(token.scope))
            .bind(token.name.as_str())
            .bind(token.scopes.as_str())
            .bind(token.created_by.map(|account| account.0))
            .bind(Micros(token.created_at))
            .bind(Micros(token.expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Remembers that a key was used.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn touch_api_token(&mut self, id: ApiTokenId, used_at: Timestamp) -> Result<(), StoreError> {
        let text = sql!("UPDATE api_token SET used_at = $2 WHERE id = $1");
        on!(self, c => sqlx::query(text).bind(id.0).bind(Micros(used_at)).execute(c).await.map(drop))
    }

    /// Ends a key to a place. False if there is none with this id.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_api_token(&mut self, scope: Scope, id: ApiTokenId) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM api_token WHERE scope = $1 AND scope_id = $2 AND id = $3");
        let deleted = on!(self, c => sqlx::query(text)
            .bind(scope.code())
            .bind(scope_id(scope))
            .bind(id.0)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }

    /// Ends all keys to a place, before the place itself goes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_api_tokens_of(&mut self, scope: Scope) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM api_token WHERE scope = $1 AND scope_id = $2");
        on!(self, c => sqlx::query(text).bind(scope.code()).bind(scope_id(scope)).execute(c).await
            .map(|done| done.rows_affected()))
    }
}
