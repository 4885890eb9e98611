//! Jobs: work that is done later, stored together with the change that asked for it.
//!
//! Knows when a job is due and who has it in hand. Refuses to know what a job does: the payload is a document.

use jiff::Timestamp;
use ringwall_core::id::{JobId, TenantId};

use crate::{
    StoreError, Tx,
    db::{on, sql},
    types::{Doc, Micros},
};

/// A job to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// Id.
    pub id: JobId,
    /// Kind, for lists and metrics.
    pub kind: &'static str,
    /// What to do.
    pub payload: serde_json::Value,
    /// Whose data it is about; it goes when they go.
    pub tenant: Option<TenantId>,
    /// Not before.
    pub run_at: Timestamp,
    /// Tries before it is given up.
    pub max_attempts: u32,
    /// A job with the same key that is still there makes this one superfluous.
    pub dedup_key: Option<String>,
}

impl Tx {
    /// Stores a job. False if one with the same key is there already.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn insert_job(&mut self, job: &NewJob, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO job (id, kind, payload, tenant, run_at, attempts, max_attempts, dedup_key, created_at)
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8) ON CONFLICT (dedup_key) DO NOTHING"
        );
        let inserted = on!(self, c => sqlx::query(text)
            .bind(job.id.0)
            .bind(job.kind)
            .bind(Doc(&job.payload))
            .bind(job.tenant.map(|tenant| tenant.0))
            .bind(Micros(job.run_at))
            .bind(i64::from(job.max_attempts))
            .bind(job.dedup_key.as_deref())
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(inserted > 0)
    }
}
