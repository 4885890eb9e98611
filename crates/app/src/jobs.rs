//! Work done later. The table is the truth: a job is stored in the transaction of the change that asks for it.
//!
//! Knows every kind of job. A handler may run twice (a process can die between doing and saying so), so each must be
//! harmless the second time.

use jiff::Timestamp;
use ringwall_core::id::{JobId, TenantId};
use ringwall_store::{NewJob, Tx};
use serde::{Deserialize, Serialize};

use crate::{App, AppError, Letter};

/// Tries before a job is given up and shown to the operator.
const MAX_ATTEMPTS: u32 = 8;

/// Everything that is done later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Job {
    /// Sends one letter.
    SendLetter {
        /// What to send.
        letter: Letter,
    },
}

impl Job {
    /// Stable code.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendLetter { .. } => "send-letter",
        }
    }
}

impl App {
    /// Stores a job, to be run at `run_at` or later. A job with the same `dedup_key` that is still there is enough.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn enqueue(
        &self,
        tx: &mut Tx,
        job: &Job,
        tenant: Option<TenantId>,
        run_at: Timestamp,
        dedup_key: Option<String>,
    ) -> Result<bool, AppError> {
        let new = NewJob {
            id: JobId(self.new_uuid()),
            kind: job.kind(),
            payload: serde_json::to_value(job).map_err(AppError::unavailable)?,
            tenant,
            run_at,
            max_attempts: MAX_ATTEMPTS,
            dedup_key,
        };
        Ok(tx.insert_job(&new, self.now()).await?)
    }

    /// Stores a letter, to be sent as soon as possible.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn post(
        &self,
        tx: &mut Tx,
        letter: Letter,
        tenant: Option<TenantId>,
        dedup_key: Option<String>,
    ) -> Result<(), AppError> {
        self.enqueue(tx, &Job::SendLetter { letter }, tenant, self.now(), dedup_key).await.map(drop)
    }
}
