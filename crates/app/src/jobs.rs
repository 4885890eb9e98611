//! Work done later. The table is the truth: a job is stored in the transaction of the change that asks for it.
//!
//! Knows every kind of job and how each is done. How a job is claimed, tried again and given up is in `work`; what comes
//! back regularly is in `schedules`.
//!
//! # A new kind of job
//! 1. A variant of [`Job`] and its code in [`Job::kind`].
//! 2. Its arm in `App::perform`, calling a method in the file of its noun.
//! 3. A test that runs it twice: `testkit`'s `run_twice`.
//!
//! A process can die between doing something and saying so, so every handler can run twice, and the second time must be
//! harmless. Three ways, the first that fits:
//! - One transaction that ends with `held.finish(tx)`: the effect and the end of the job become durable together, and a
//!   worker that lost the job to another one changes nothing.
//! - What is done per item is remembered with [`App::post_once`] or `tx.once(key)` in the item's transaction.
//! - Doing it again changes nothing by itself (deleting what has expired).

use jiff::Timestamp;
use ringwall_core::{
    id::{AppointmentId, HelpRequestId, JobId, TenantId},
    language::Language,
};
use ringwall_store::{NewJob, Tx};
use serde::{Deserialize, Serialize};

use crate::{
    App, AppError, Letter,
    work::{Fault, Held},
};

/// Tries before a job is given up and shown to the operator: with the pauses of `work`, about a day and a half.
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
    /// Sends a recovery link, if the address has an account.
    Recover {
        /// The address that was typed.
        email: String,
        /// The language of the page it was typed on.
        language: Language,
    },
    /// Deletes links, ceremonies, counted attempts and invitations that have ended.
    PurgeSignIns,
    /// Deletes cases without account whose time is over.
    PurgeCases,
    /// Deletes sessions that have ended.
    PurgeSessions,
    /// Writes to people about what is due.
    PostReminders,
    /// Asks what became of plans.
    AskFollowUps,
    /// Removes objects in the store for files that nothing points at.
    SweepFiles,
    /// Ends what was kept for its time.
    KeepRetention,
    /// Forgets keys of what may happen only once, and jobs given up long ago.
    Forget,
    /// Lets the database look at its tables anew, so that it goes on finding things quickly as they grow.
    LookAtTables,
    /// Asks the next partners if those of a round have not answered.
    HelpDeadline {
        /// Which request.
        request: HelpRequestId,
        /// Which round.
        round: u32,
    },
    /// Ends a request for help that nobody took.
    EndHelpRequest {
        /// Which request.
        request: HelpRequestId,
    },
    /// Reminds both sides of an appointment.
    RemindAppointment {
        /// Whose request.
        tenant: TenantId,
        /// Which request.
        request: HelpRequestId,
        /// Which appointment.
        appointment: AppointmentId,
        /// As it was then; one that moved has a reminder of its own.
        sequence: u32,
    },
}

impl Job {
    /// The kind of [`Job::SendLetter`].
    pub const LETTER: &'static str = "send-letter";

    /// Stable code.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendLetter { .. } => Self::LETTER,
            Self::Recover { .. } => "recover",
            Self::PurgeSignIns => "purge-sign-ins",
            Self::PurgeCases => "purge-cases",
            Self::PurgeSessions => "purge-sessions",
            Self::PostReminders => "post-reminders",
            Self::AskFollowUps => "ask-follow-ups",
            Self::SweepFiles => "sweep-files",
            Self::KeepRetention => "keep-retention",
            Self::Forget => "forget",
            Self::LookAtTables => "look-at-tables",
            Self::HelpDeadline { .. } => "help-deadline",
            Self::EndHelpRequest { .. } => "end-help-request",
            Self::RemindAppointment { .. } => "remind-appointment",
        }
    }
}

impl App {
    /// Does a job. May be called twice for the same one.
    pub(crate) async fn perform(&self, held: &Held, job: Job) -> Result<(), Fault> {
        match job {
            Job::SendLetter { letter } => self.send_letter(held, letter).await,
            Job::Recover { email, .. } => self.send_recovery(held, email).await,
            Job::PurgeSignIns => Ok(self.purge_sign_ins().await?),
            Job::PurgeCases => Ok(self.purge_expired().await.map(drop)?),
            Job::PurgeSessions => Ok(self.purge_sessions().await.map(drop)?),
            Job::PostReminders => Ok(self.post_reminders().await?),
            Job::AskFollowUps => Ok(self.ask_follow_ups().await?),
            Job::SweepFiles => Ok(self.sweep_files().await.map(drop)?),
            Job::KeepRetention => Ok(self.keep_retention().await?),
            Job::Forget => Ok(self.forget().await?),
            Job::LookAtTables => Ok(self.look_at_tables().await?),
            Job::HelpDeadline { request, round } => Ok(self.help_deadline(request, round).await?),
            Job::EndHelpRequest { request } => Ok(self.end_help_request(request).await?),
            Job::RemindAppointment { tenant, request, appointment, sequence } => {
                Ok(self.remind_appointment(tenant, request, appointment, sequence).await?)
            }
        }
    }

    /// Stores a job, to be run at `run_at` or later. A job with the same `dedup_key` that is still there is enough: the
    /// key is free again when the job is done. What may happen only once for ever needs [`Tx::once`] as well.
    ///
    /// A job of a `tenant` goes with its organisation.
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

    /// Stores a letter, to be sent as soon as possible. A letter with the same `dedup_key` that still waits is enough.
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

    /// Stores a letter that may go out only once however often this is called: a digest of one week, a reminder of one
    /// due date. `key` names the occasion, for example `digest:<tenant>:2026-W48`, and is remembered for 400 days. False
    /// if it was posted before.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    #[expect(clippy::allow_attributes, reason = "the first caller comes with the digests")]
    #[allow(dead_code, reason = "the first caller comes with the digests")]
    pub(crate) async fn post_once(
        &self,
        tx: &mut Tx,
        letter: Letter,
        tenant: Option<TenantId>,
        key: &str,
    ) -> Result<bool, AppError> {
        let first = tx.once(key, self.now()).await?;
        if first {
            self.post(tx, letter, tenant, None).await?;
        }
        Ok(first)
    }
}
