//! What operators see and do: what is stuck, and what to do about it.
//!
//! Refuses to show what a letter says: neither its words nor its links leave this module, and an address only masked.

use jiff::{SignedDuration, Timestamp, civil::Date};
use ringwall_core::{
    actor::{Permission, Place},
    id::JobId,
};
use ringwall_store::{JobCount, JobState, StoredJob};

use crate::{App, AppError, Job, Letter, Signed, letters::masked_address};

/// Letters on one page of the operator's list.
pub const LETTERS_PER_PAGE: u32 = 50;

/// One letter in the queue, as an operator may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedLetter {
    /// The job that sends it.
    pub id: JobId,
    /// Which texts; empty if this version does not know such a letter.
    pub template: String,
    /// Masked address.
    pub to: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it is tried next.
    pub run_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Tries before it is given up.
    pub max_attempts: u32,
    /// Why the last try failed.
    pub error: Option<String>,
    /// When it was given up.
    pub dead_at: Option<Timestamp>,
    /// Whether somebody is at it.
    pub in_hand: bool,
    /// Whether its last try ended with the process, so that the reader may get it twice.
    pub maybe_twice: bool,
}

/// The queue of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailQueue {
    /// Not tried yet.
    pub waiting: u64,
    /// Tried without success, will be tried again.
    pub retried: u64,
    /// Given up.
    pub dead: u64,
    /// The letters of one page.
    pub letters: Vec<QueuedLetter>,
    /// Whether there is another page.
    pub more: bool,
    /// Letters that went out, by day, newest first, of the last two weeks.
    pub sent: Vec<(Date, u64)>,
    /// Whether letters can go out at all.
    pub can_send: bool,
}

/// A job that was given up and is no letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedJob {
    /// Which.
    pub id: JobId,
    /// What.
    pub kind: String,
    /// When it was given up.
    pub dead_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub error: String,
}

/// Failed jobs that are shown at once.
const FAILED_SHOWN: u32 = 25;

/// What needs an operator's attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// Jobs by kind.
    pub jobs: Vec<JobCount>,
    /// Whether letters can go out at all.
    pub can_send: bool,
    /// Jobs given up that are no letters, the last ones.
    pub failed: Vec<FailedJob>,
    /// How long the longest overdue job waits, if one does for more than a moment: then no worker may be running.
    pub overdue: Option<SignedDuration>,
}

impl Attention {
    /// The counts of letters.
    pub fn letters(&self) -> Option<&JobCount> {
        self.jobs.iter().find(|count| count.kind == Job::LETTER)
    }
}

/// A job that is due for longer is worth a look: workers look at least twice a minute.
const OVERDUE: SignedDuration = SignedDuration::from_mins(5);

impl App {
    /// What needs an operator's attention.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`] as [`Signed::require`].
    pub async fn attention(&self, signed: &Signed) -> Result<Attention, AppError> {
        signed.require(Permission::Operate, Place::INSTALLATION)?;
        let can_send = self.can_send();
        let mut reader = self.store().read().await?;
        let jobs = reader.job_counts().await?;
        let next = reader.next_due((!can_send).then_some(Job::LETTER)).await?;
        let failed = reader.dead_jobs(Job::LETTER, FAILED_SHOWN).await?;
        let failed = failed.into_iter().map(|job| FailedJob {
            id: job.id,
            kind: job.kind,
            dead_at: job.dead_at.unwrap_or(job.run_at),
            attempts: job.attempts,
            error: job.last_error.unwrap_or_default(),
        });
        let failed = failed.collect();
        let overdue = next.map(|next| self.now().duration_since(next)).filter(|overdue| *overdue > OVERDUE);
        Ok(Attention { jobs, can_send, failed, overdue })
    }

    /// One page of the queue of letters; the first page is 0.
    ///
    /// # Errors
    /// As [`App::attention`].
    pub async fn mail_queue(&self, signed: &Signed, state: JobState, page: u32) -> Result<MailQueue, AppError> {
        signed.require(Permission::Operate, Place::INSTALLATION)?;
        let now = self.now();
        let mut reader = self.store().read().await?;
        let counts = reader.job_counts().await?;
        let count = counts.into_iter().find(|count| count.kind == Job::LETTER);
        let skip = page.saturating_mul(LETTERS_PER_PAGE);
        let mut jobs = reader.jobs(Job::LETTER, state, skip, LETTERS_PER_PAGE + 1).await?;
        drop(reader);
        let sent = self.letters_sent().await?;
        let page = usize::try_from(LETTERS_PER_PAGE).unwrap_or(usize::MAX);
        let more = jobs.len() > page;
        jobs.truncate(page);
        let number = |of: fn(&JobCount) -> u64| count.as_ref().map_or(0, of);
        Ok(MailQueue {
            waiting: number(|count| count.waiting),
            retried: number(|count| count.retried),
            dead: number(|count| count.dead),
            letters: jobs.into_iter().map(|job| shown(job, now)).collect(),
            more,
            sent,
            can_send: self.can_send(),
        })
    }

    /// Tries a job that failed again now, with all its tries.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none that failed, or somebody is at it; as [`App::attention`].
    pub async fn retry_job(&self, signed: &Signed, id: JobId) -> Result<(), AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        let now = self.now();
        self.store()
            .write("retry_job", move |tx| {
                Box::pin(async move {
                    if !tx.revive_job(id, now).await? {
                        return Err(AppError::NotFound);
                    }
                    Ok(tx.append_audit(None, now, by, "job-retried", &id).await?)
                })
            })
            .await
    }

    /// Throws a job away.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none, or somebody is at it; as [`App::attention`].
    pub async fn discard_job(&self, signed: &Signed, id: JobId) -> Result<(), AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        let now = self.now();
        self.store()
            .write("discard_job", move |tx| {
                Box::pin(async move {
                    if !tx.discard_job(id, now).await? {
                        return Err(AppError::NotFound);
                    }
                    Ok(tx.append_audit(None, now, by, "job-discarded", &id).await?)
                })
            })
            .await
    }

    /// Sends a letter to the operator who asks, to see whether letters go out.
    ///
    /// # Errors
    /// As [`App::attention`].
    pub async fn send_test_letter(&self, signed: &Signed) -> Result<(), AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        let account = &signed.account;
        let letter = Letter::new("test", &account.email, &account.name, account.language).leading_to("/operator/mail");
        let (app, now) = (self.clone(), self.now());
        self.store()
            .write("send_test_letter", move |tx| {
                Box::pin(async move {
                    app.post(tx, letter, None, None).await?;
                    Ok(tx.append_audit(None, now, by, "test-letter-asked-for", "").await?)
                })
            })
            .await
    }

    /// Posts a letter that no operation asks for. For tests of letters.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    #[doc(hidden)]
    pub async fn post_letter(&self, letter: Letter) -> Result<(), AppError> {
        let app = self.clone();
        self.store()
            .write("post_letter", move |tx| Box::pin(async move { app.post(tx, letter, None, None).await }))
            .await
    }
}

fn shown(job: StoredJob, now: Timestamp) -> QueuedLetter {
    let letter = match serde_json::from_value(job.payload) {
        Ok(Job::SendLetter { letter }) => Some(letter),
        _ => None,
    };
    let in_hand = job.lease_until.is_some_and(|until| until > now);
    QueuedLetter {
        id: job.id,
        template: letter.as_ref().map(|letter| letter.template.clone()).unwrap_or_default(),
        to: letter.map(|letter| masked_address(&letter.to)).unwrap_or_default(),
        created_at: job.created_at,
        run_at: job.run_at,
        attempts: job.attempts,
        max_attempts: job.max_attempts,
        error: job.last_error,
        dead_at: job.dead_at,
        in_hand,
        maybe_twice: job.handed_at.is_some() && !in_hand,
    }
}
