//! Resume links: how somebody without an account comes back to their data.
//!
//! Knows fingerprints of tokens only. Refuses to know the tokens: whoever reads the database cannot use a link.

use jiff::Timestamp;
use ringwall_core::id::TenantId;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::Micros,
};

impl Conn {
    /// The tenant behind the SHA-256 of a token and when the link ends, if it has not ended at `now`.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn tenant_by_token(
        &mut self,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<(TenantId, Timestamp)>, StoreError> {
        let text = sql!("SELECT tenant, expires_at FROM resume_link WHERE token_hash = $1 AND expires_at > $2");
        let row: Option<(Uuid, Micros)> = on!(self, c => sqlx::query_as(text)
            .bind(hash.to_vec())
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        Ok(row.map(|(tenant, expires_at)| (TenantId(tenant), expires_at.0)))
    }
}

impl Tx {
    /// Stores the SHA-256 of a token for a tenant.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the token is known or the tenant is not; [`StoreError::Unavailable`].
    pub async fn insert_resume_link(
        &mut self,
        tenant: TenantId,
        hash: [u8; 32],
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = sql!("INSERT INTO resume_link (token_hash, tenant, created_at, expires_at) VALUES ($2, $1, $3, $4)");
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(hash.to_vec())
            .bind(Micros(now))
            .bind(Micros(expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Ends all resume links of a tenant; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_resume_links(&mut self, tenant: TenantId) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM resume_link WHERE tenant = $1");
        on!(self, c => sqlx::query(text).bind(tenant.0).execute(c).await.map(|done| done.rows_affected()))
    }
}
