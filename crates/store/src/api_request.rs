//! What was answered to creating requests of programs, by the key each of them brought.
//!
//! Knows that a key stands for one request. Refuses to know what a request does.

use jiff::Timestamp;
use ringwall_core::id::{ApiTokenId, TenantId};

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Micros, counter},
};

/// A request that came with a key of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// SHA-256 over method, address and content.
    pub digest: [u8; 32],
    /// The answer; `None` while it is under way, or if its process died.
    pub answer: Option<ApiAnswer>,
    /// When it came.
    pub created_at: Timestamp,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiAnswer {
    /// Status.
    pub status: u16,
    /// Where the new thing is.
    pub location: Option<String>,
    /// Its revision, as an entity tag.
    pub etag: Option<String>,
    /// Content, JSON.
    pub body: String,
}

row! {
    struct Row {
        digest: Vec<u8>,
        status: Option<i64>,
        location: Option<String>,
        etag: Option<String>,
        body: Option<String>,
        created_at: Micros,
    }
}

impl TryFrom<Row> for ApiRequest {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let answer = match row.status {
            None => None,
            Some(status) => Some(ApiAnswer {
                status: counter("api_request.status", status)?,
                location: row.location,
                etag: row.etag,
                body: row.body.unwrap_or_default(),
            }),
        };
        let digest = row.digest.try_into().map_err(|_| StoreError::corrupt("column api_request.digest: not 32 bytes"));
        Ok(Self { digest: digest?, answer, created_at: row.created_at.0 })
    }
}

impl Conn {
    /// The request that came with this key.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn api_request(&mut self, token: ApiTokenId, key: &str) -> Result<Option<ApiRequest>, StoreError> {
        let text = sql!(
            "SELECT digest, status, location, etag, body, created_at FROM api_request
             WHERE token = $1 AND idempotency_key = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(token.0).bind(key).fetch_optional(c).await)?;
        row.map(ApiRequest::try_from).transpose()
    }
}

impl Tx {
    /// Writes down that a request is under way. False if one with the same key came after `since`: only one can win.
    /// `about` is the organisation it is about; the line goes when that goes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the token or the organisation is gone; [`StoreError::Unavailable`].
    pub async fn begin_api_request(
        &mut self,
        token: ApiTokenId,
        key: &str,
        digest: [u8; 32],
        about: Option<TenantId>,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO api_request (token, idempotency_key, digest, tenant, created_at)
             VALUES ($1, $2, $3, (SELECT tenant FROM organisation WHERE tenant = $4), $5)
             ON CONFLICT (token, idempotency_key) DO UPDATE SET
                digest = excluded.digest, tenant = excluded.tenant, created_at = excluded.created_at,
                status = NULL, location = NULL, etag = NULL, body = NULL
             WHERE api_request.created_at <= $6"
        );
        let begun = on!(self, c => sqlx::query(text)
            .bind(token.0)
            .bind(key)
            .bind(digest.to_vec())
            .bind(about.map(|tenant| tenant.0))
            .bind(Micros(now))
            .bind(Micros(since))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(begun > 0)
    }

    /// Writes down what was answered.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn finish_api_request(
        &mut self,
        token: ApiTokenId,
        key: &str,
        answer: &ApiAnswer,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "UPDATE api_request SET status = $3, location = $4, etag = $5, body = $6
             WHERE token = $1 AND idempotency_key = $2"
        );
        on!(self, c => sqlx::query(text)
            .bind(token.0)
            .bind(key)
            .bind(i64::from(answer.status))
            .bind(answer.location.as_deref())
            .bind(answer.etag.as_deref())
            .bind(answer.body.as_str())
            .execute(c)
            .await
            .map(drop))
    }

    /// Forgets a request that came to nothing, so that it can be made again.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn forget_api_request(&mut self, token: ApiTokenId, key: &str) -> Result<(), StoreError> {
        let text = sql!("DELETE FROM api_request WHERE token = $1 AND idempotency_key = $2");
        on!(self, c => sqlx::query(text).bind(token.0).bind(key).execute(c).await.map(drop))
    }

    /// Forgets requests that came before an instant; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_api_requests(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM api_request WHERE created_at <= $1");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }
}
