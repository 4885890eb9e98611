//! The worker: claims jobs, does them, tries again, gives up.
//!
//! Knows leases and pauses. Refuses to know what a job does (`jobs`). Any number of workers may run, in any number of
//! processes: a job is in one hand at a time, and a hand that does not renew its lease loses it.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures::FutureExt;
use jiff::{SignedDuration, Timestamp, civil::Date};
use ringwall_content::format;
use ringwall_core::id::JobId;
use ringwall_store::{Bell, JobCount, Lease, StoredJob, Tx};

use crate::{App, AppError, Job};

/// Minutes until the next try, by the number of tries so far; the last counts for all further ones. Eight tries take
/// about a day and a half: long enough for a mail server that is repaired on the next morning.
const PAUSES: [u32; 7] = [1, 5, 15, 60, 180, 480, 1_440];
/// Longest reason that is kept, in characters.
const LONGEST_REASON: usize = 500;
/// How often the end of a job is said again if the database does not answer: what happened outside must be noted.
const INSIST: u32 = 6;

/// Why a job was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Worth another try.
    Later(String),
    /// Worth another try, though it may have happened outside already.
    Unclear(String),
    /// Will never work.
    Never(String),
    /// Somebody else has it in hand, or it is gone; nothing to say any more.
    Lost,
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NotFound => Self::Never("what it was about is gone".to_owned()),
            AppError::Denied => Self::Never("denied".to_owned()),
            AppError::Refused(refusal) => Self::Never(format!("refused: {}", refusal.code)),
            AppError::Conflict => Self::Later("somebody else changed it at the same time".to_owned()),
            AppError::Unavailable(source) => Self::Later(chain(source.as_ref())),
        }
    }
}

/// An error with its causes, in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// A job in hand.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Which.
    pub(crate) id: JobId,
    /// The try under way, beginning with 1.
    pub(crate) attempt: u32,
    /// Since when it cannot be told whether an earlier try had its effect outside.
    pub(crate) handed_at: Option<Timestamp>,
    lease: Lease,
}

impl Held {
    /// Ends the job in the transaction of its effect.
    ///
    /// # Errors
    /// [`AppError::Conflict`] if it is no longer in this hand: the transaction must be undone then.
    pub(crate) async fn finish(&self, tx: &mut Tx) -> Result<(), AppError> {
        if tx.finish_job(self.id, self.lease).await? { Ok(()) } else { Err(AppError::Conflict) }
    }
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Failed, will be tried again.
    Retried,
    /// Given up.
    Dead,
    /// Another worker had it in hand before it was done here.
    Lost,
}

impl Outcome {
    /// Stable code, for metrics.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retried => "retried",
            Self::Dead => "dead",
            Self::Lost => "lost",
        }
    }
}

/// What one look at the queue came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worked {
    /// One job was tried.
    Job {
        /// Its kind.
        kind: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// Nothing is due.
    Idle {
        /// When the next job is due, if there is one.
        next: Option<Timestamp>,
    },
}

impl App {
    /// Hears when a job is stored.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn bell(&self) -> Result<Bell, AppError> {
        Ok(self.store().bell().await?)
    }

    /// How many jobs there are, by kind.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn job_counts(&self) -> Result<Vec<JobCount>, AppError> {
        Ok(self.store().read().await?.job_counts().await?)
    }

    /// How many letters went out, by day, newest first, of the last two weeks.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn letters_sent(&self) -> Result<Vec<(Date, u64)>, AppError> {
        let now = self.now();
        let since = now.checked_sub(SignedDuration::from_hours(24 * 13)).unwrap_or(now);
        let since = since.to_zoned_datetime(format::zone()).date();
        Ok(self.store().read().await?.letters_sent(since).await?)
    }

    /// Does one job that is due, if there is one. Letters wait while there is no mail server.
    ///
    /// What a job does wrong is in the answer, not an error.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] if the database does not answer.
    pub async fn work(&self) -> Result<Worked, AppError> {
        match self.claim().await? {
            Ok((stored, lease)) => {
                let kind = stored.kind.clone();
                let outcome = self.attempt(stored, lease).await?;
                Ok(Worked::Job { kind, outcome })
            }
            Err(next) => Ok(Worked::Idle { next }),
        }
    }

    /// As [`App::work`], but as if the process died between doing a job and saying that it is done. For tests that show
    /// that a second time is harmless. The kind of the job, if one was due.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    #[doc(hidden)]
    pub async fn work_and_die(&self) -> Result<Option<String>, AppError> {
        let Ok((stored, lease)) = self.claim().await? else { return Ok(None) };
        let held = Held { id: stored.id, attempt: stored.attempts, handed_at: stored.handed_at, lease };
        let job = serde_json::from_value::<Job>(stored.payload).map_err(AppError::unavailable)?;
        match self.perform_leased(&held, job).await {
            Ok(()) => Ok(Some(stored.kind)),
            Err(fault) => Err(AppError::unavailable(format!("{}: {fault:?}", stored.kind))),
        }
    }

    /// Takes one due job in hand, or says when the next one is due.
    async fn claim(&self) -> Result<Result<(StoredJob, Lease), Option<Timestamp>>, AppError> {
        self.enqueue_scheduled().await?;
        let except = (!self.can_send()).then_some(Job::LETTER);
        let next = self.store().read().await?.next_due(except).await?;
        let now = self.now();
        if next.is_none_or(|next| next > now) {
            return Ok(Err(next));
        }
        let (lease, until) = (self.random::<16>(), self.lease_end());
        let mut claimed = self
            .store()
            .write::<_, AppError>("claim_jobs", move |tx| {
                Box::pin(async move { Ok(tx.claim_jobs(lease, now, until, 1, except).await?) })
            })
            .await?;
        // Another worker may have been faster; then the queue has to be looked at once more.
        Ok(claimed.pop().map(|stored| (stored, lease)).ok_or(Some(now)))
    }

    fn lease_end(&self) -> Timestamp {
        let lease = SignedDuration::from_secs(self.settings().lease_seconds.into());
        self.now().checked_add(lease).unwrap_or(Timestamp::MAX)
    }

    /// Tries one job and says what became of it.
    async fn attempt(&self, stored: StoredJob, lease: Lease) -> Result<Outcome, AppError> {
        let held = Held { id: stored.id, attempt: stored.attempts, handed_at: stored.handed_at, lease };
        let result = if stored.attempts > stored.max_attempts {
            // Only a job whose tries ended with the process gets here.
            Err(Fault::Never("it was begun many times and never ended, the last time with the process".to_owned()))
        } else {
            match serde_json::from_value::<Job>(stored.payload.clone()) {
                Ok(job) => self.perform_leased(&held, job).await,
                // A newer version of the program may know it.
                Err(_) => Err(Fault::Later(format!("this version does not know such a job: {}", stored.kind))),
            }
        };
        let fault = match result {
            Ok(()) => None,
            Err(Fault::Lost) => return Ok(Outcome::Lost),
            Err(Fault::Later(reason)) => Some((stored.attempts >= stored.max_attempts, false, reason)),
            Err(Fault::Unclear(reason)) => Some((stored.attempts >= stored.max_attempts, true, reason)),
            Err(Fault::Never(reason)) => Some((true, false, reason)),
        };
        let id = stored.id;
        let Some((dead, unclear, reason)) = fault else {
            // A handler that ended the job in its own transaction has left nothing to delete.
            self.insist(move |tx| Box::pin(async move { Ok(tx.finish_job(id, lease).await.map(drop)?) })).await?;
            return Ok(Outcome::Done);
        };
        let reason: String = reason.chars().filter(|c| !c.is_control()).take(LONGEST_REASON).collect();
        tracing::warn!(job.id = %id, job.kind = stored.kind, attempt = stored.attempts, dead, reason, "a job failed");
        let (now, again) = (self.now(), self.next_try(stored.attempts));
        let kept = self
            .insist(move |tx| {
                let reason = reason.clone();
                Box::pin(async move {
                    Ok(if dead {
                        tx.bury_job(id, lease, now, &reason, unclear).await?
                    } else {
                        tx.retry_job(id, lease, again, &reason, unclear).await?
                    })
                })
            })
            .await?;
        Ok(match (kept, dead) {
            (false, _) => Outcome::Lost,
            (true, true) => Outcome::Dead,
            (true, false) => Outcome::Retried,
        })
    }

    /// When to try again after so many tries: a growing pause, and up to a fifth more so that not all come at once.
    fn next_try(&self, attempts: u32) -> Timestamp {
        let index = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        let seconds = i64::from(PAUSES.get(index).copied().unwrap_or(1)) * 60;
        let [chance] = self.random::<1>();
        let more = seconds * i64::from(chance) / (255 * 5);
        self.now().checked_add(SignedDuration::from_secs(seconds + more)).unwrap_or(Timestamp::MAX)
    }

    /// Does a job while its lease is renewed; stops it when the lease is lost.
    async fn perform_leased(&self, held: &Held, job: Job) -> Result<(), Fault> {
        let work = AssertUnwindSafe(self.perform(held, job)).catch_unwind();
        tokio::pin!(work);
        let pause = Duration::from_secs(u64::from(self.settings().lease_seconds.max(3)) / 3);
        loop {
            tokio::select! {
                done = &mut work => {
                    return done.unwrap_or_else(|_| Err(Fault::Later("a fault in the program".to_owned())));
                }
                () = tokio::time::sleep(pause) => {
                    let (id, lease, until) = (held.id, held.lease, self.lease_end());
                    let kept = self
                        .store()
                        .write::<_, AppError>("renew_lease", move |tx| {
                            Box::pin(async move { Ok(tx.renew_lease(id, lease, until).await?) })
                        })
                        .await;
                    // A database that does not answer is not a lost lease: the work goes on and will notice.
                    if matches!(kept, Ok(false)) {
                        return Err(Fault::Lost);
                    }
                }
            }
        }
    }

    /// Notes durably that from now on nobody can tell whether the effect outside happened, should this process die.
    pub(crate) async fn begin_hand_over(&self, held: &Held) -> Result<(), Fault> {
        let (id, lease, now) = (held.id, held.lease, self.now());
        let kept = self
            .store()
            .write::<_, AppError>("begin_hand_over", move |tx| {
                Box::pin(async move { Ok(tx.begin_hand_over(id, lease, now).await?) })
            })
            .await?;
        if kept { Ok(()) } else { Err(Fault::Lost) }
    }

    /// A write that is tried again for a while: what it notes has happened already.
    pub(crate) async fn insist<T: Send + 'static>(
        &self,
        work: impl for<'t> Fn(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<T, AppError>> + Clone + Send + 'static,
    ) -> Result<T, AppError> {
        let mut pause = Duration::from_millis(50);
        for _ in 1..INSIST {
            match self.store().write("job", work.clone()).await {
                Err(AppError::Unavailable(_)) => tokio::time::sleep(pause).await,
                other => return other,
            }
            pause *= 3;
        }
        self.store().write("job", work).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tries_together_take_a_day_to_two() {
        let minutes: u32 = PAUSES.iter().sum();
        assert!((24 * 60..=48 * 60).contains(&minutes), "{minutes}");
    }

    #[test]
    fn what_can_never_work_is_told_from_what_may_work_later() {
        assert!(matches!(Fault::from(AppError::unavailable("x")), Fault::Later(_)));
        assert!(matches!(Fault::from(AppError::Conflict), Fault::Later(_)));
        assert!(matches!(Fault::from(AppError::NotFound), Fault::Never(_)));
        assert!(matches!(Fault::from(AppError::Denied), Fault::Never(_)));
        let refusal = ringwall_core::refusal::Refusal::new("email-invalid");
        assert_eq!(Fault::from(AppError::Refused(refusal)), Fault::Never("refused: email-invalid".to_owned()));
    }

    #[test]
    fn causes_are_kept() {
        let inner = AppError::unavailable("the disk is full");
        assert_eq!(chain(&inner), "unavailable: the disk is full");
    }
}
