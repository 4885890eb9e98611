//! How often somebody tried something: buckets that all processes share.
//!
//! Knows one instant per bucket: until when its attempts count (the generic cell rate algorithm). Refuses to know what
//! is tried and by whom; a bucket is a hash.

use jiff::{SignedDuration, Timestamp};

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::Micros,
};

impl Conn {
    /// Until when the attempts of a bucket count; `None` if none do.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn busy_until(&mut self, bucket: [u8; 32]) -> Result<Option<Timestamp>, StoreError> {
        let text = sql!("SELECT busy_until FROM throttle WHERE bucket = $1");
        let row: Option<(Micros,)> =
            on!(self, c => sqlx::query_as(text).bind(bucket.as_slice()).fetch_optional(c).await)?;
        Ok(row.map(|(until,)| until.0))
    }
}

impl Tx {
    /// Counts one attempt that takes `each` to be forgotten, unless the bucket holds `most` already. False if it does:
    /// then nothing is counted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_attempt(
        &mut self,
        bucket: [u8; 32],
        each: SignedDuration,
        most: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let each = i64::try_from(each.as_micros()).unwrap_or(i64::MAX / 1_000);
        // What is full now becomes free again at `limit`.
        let limit = now.as_microsecond().saturating_add(each.saturating_mul(i64::from(most) - 1));
        let text = sql!(
            "INSERT INTO throttle (bucket, busy_until) VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS BIGINT))
             ON CONFLICT (bucket) DO UPDATE SET
                busy_until = CASE WHEN throttle.busy_until > $2 THEN throttle.busy_until ELSE $2 END + CAST($3 AS BIGINT)
             WHERE throttle.busy_until <= $4"
        );
        let counted = on!(self, c => sqlx::query(text)
            .bind(bucket.as_slice())
            .bind(now.as_microsecond())
            .bind(each)
            .bind(limit)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(counted > 0)
    }

    /// Forgets the attempts of a bucket.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn forget_attempts(&mut self, bucket: [u8; 32]) -> Result<(), StoreError> {
        let text = sql!("DELETE FROM throttle WHERE bucket = $1");
        on!(self, c => sqlx::query(text).bind(bucket.as_slice()).execute(c).await.map(drop))
    }

    /// Deletes buckets whose attempts do not count any more; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_attempts(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM throttle WHERE busy_until <= $1");
        on!(self, c => sqlx::query(text).bind(Micros(now)).execute(c).await.map(|done| done.rows_affected()))
    }
}
