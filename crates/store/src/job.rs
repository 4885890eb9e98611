//! Jobs: work that is done later, stored together with the change that asked for it.
//!
//! Knows when a job is due and who has it in hand: a lease of random bytes with an end. Whoever shows another lease, or
//! an older one, changes nothing. Refuses to know what a job does: the payload is a document.

use jiff::{Timestamp, civil::Date};
use ringwall_core::id::{JobId, TenantId};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    db::{on, row, sql},
    types::{Day, Doc, Micros, counter},
};

/// The channel on which PostgreSQL tells workers that something is due.
pub(crate) const CHANNEL: &str = "ringwall_job";

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

/// The secret of whoever has a job in hand.
pub type Lease = [u8; 16];

/// A stored job.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredJob {
    /// Id.
    pub id: JobId,
    /// Kind.
    pub kind: String,
    /// What to do.
    pub payload: serde_json::Value,
    /// Whose data it is about.
    pub tenant: Option<TenantId>,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it was begun, the try under way included.
    pub attempts: u32,
    /// Tries before it is given up.
    pub max_attempts: u32,
    /// Until when somebody has it in hand, if anybody has.
    pub lease_until: Option<Timestamp>,
    /// When its last try reached the point from which it cannot be told whether it happened, unless that was answered.
    pub handed_at: Option<Timestamp>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was given up.
    pub dead_at: Option<Timestamp>,
    /// When it was asked for.
    pub created_at: Timestamp,
}

row! {
    struct Row {
        id: Uuid,
        kind: String,
        payload: Doc<serde_json::Value>,
        tenant: Option<Uuid>,
        run_at: Micros,
        attempts: i64,
        max_attempts: i64,
        lease_until: Option<Micros>,
        handed_at: Option<Micros>,
        last_error: Option<String>,
        dead_at: Option<Micros>,
        created_at: Micros,
    }
}

impl TryFrom<Row> for StoredJob {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: JobId(row.id),
            kind: row.kind,
            payload: row.payload.0,
            tenant: row.tenant.map(TenantId),
            run_at: row.run_at.0,
            attempts: counter("job.attempts", row.attempts)?,
            max_attempts: counter("job.max_attempts", row.max_attempts)?,
            lease_until: row.lease_until.map(|at| at.0),
            handed_at: row.handed_at.map(|at| at.0),
            last_error: row.last_error,
            dead_at: row.dead_at.map(|at| at.0),
            created_at: row.created_at.0,
        })
    }
}

/// Jobs in the order in which somebody looks after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Not tried yet.
    Waiting,
    /// Tried without success, will be tried again.
    Retried,
    /// Given up.
    Dead,
}

impl JobState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Retried, Self::Dead];
}

/// How many jobs of one kind are in which state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobCount {
    /// Kind.
    pub kind: String,
    /// Not tried yet.
    pub waiting: u64,
    /// Tried without success, will be tried again.
    pub retried: u64,
    /// Given up.
    pub dead: u64,
    /// The earliest instant at which one of the first two was due.
    pub oldest: Option<Timestamp>,
}

row! {
    struct CountRow {
        kind: String,
        waiting: i64,
        retried: i64,
        dead: i64,
        oldest: Option<Micros>,
    }
}

impl Conn {
    /// When the next job is due that nobody has in hand; `None` if there is none. With `letters` false, jobs of that
    /// kind are left out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn next_due(&mut self, except: Option<&str>) -> Result<Option<Timestamp>, StoreError> {
        let text = sql!(
            "SELECT MIN(CASE WHEN lease_until IS NULL OR lease_until < run_at THEN run_at ELSE lease_until END)
             FROM job WHERE dead_at IS NULL AND kind <> $1"
        );
        let row: (Option<Micros>,) =
            on!(self, c => sqlx::query_as(text).bind(except.unwrap_or_default()).fetch_one(c).await)?;
        Ok(row.0.map(|at| at.0))
    }

    /// How many jobs there are, by kind.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn job_counts(&mut self) -> Result<Vec<JobCount>, StoreError> {
        let text = sql!(
            "SELECT kind,
                    COUNT(CASE WHEN dead_at IS NULL AND last_error IS NULL THEN 1 END) AS waiting,
                    COUNT(CASE WHEN dead_at IS NULL AND last_error IS NOT NULL THEN 1 END) AS retried,
                    COUNT(dead_at) AS dead,
                    MIN(CASE WHEN dead_at IS NULL THEN run_at END) AS oldest
             FROM job GROUP BY kind ORDER BY kind"
        );
        let rows: Vec<CountRow> = on!(self, c => sqlx::query_as(text).fetch_all(c).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(JobCount {
                    waiting: counter("job count", row.waiting)?,
                    retried: counter("job count", row.retried)?,
                    dead: counter("job count", row.dead)?,
                    oldest: row.oldest.map(|at| at.0),
                    kind: row.kind,
                })
            })
            .collect()
    }

    /// Jobs of one kind in one state, the longest waiting first; at most `limit` after leaving out `skip`.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn jobs(
        &mut self,
        kind: &str,
        state: JobState,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<StoredJob>, StoreError> {
        let text = match state {
            JobState::Waiting => sql!(
                "SELECT id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at, last_error,
                        dead_at, created_at FROM job
                 WHERE kind = $1 AND dead_at IS NULL AND last_error IS NULL ORDER BY run_at, id LIMIT $2 OFFSET $3"
            ),
            JobState::Retried => sql!(
                "SELECT id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at, last_error,
                        dead_at, created_at FROM job
                 WHERE kind = $1 AND dead_at IS NULL AND last_error IS NOT NULL ORDER BY run_at, id LIMIT $2 OFFSET $3"
            ),
            JobState::Dead => sql!(
                "SELECT id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at, last_error,
                        dead_at, created_at FROM job
                 WHERE kind = $1 AND dead_at IS NOT NULL ORDER BY dead_at DESC, id LIMIT $2 OFFSET $3"
            ),
        };
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(kind)
            .bind(i64::from(limit))
            .bind(i64::from(skip))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(StoredJob::try_from).collect()
    }

    /// Jobs of all kinds but one that were given up, the last first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn dead_jobs(&mut self, except: &str, limit: u32) -> Result<Vec<StoredJob>, StoreError> {
        let text = sql!(
            "SELECT id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at, last_error,
                    dead_at, created_at FROM job
             WHERE dead_at IS NOT NULL AND kind <> $1 ORDER BY dead_at DESC, id LIMIT $2"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(except).bind(i64::from(limit)).fetch_all(c).await)?;
        rows.into_iter().map(StoredJob::try_from).collect()
    }

    /// How many letters were handed to the mail server since a day, by day, newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn letters_sent(&mut self, since: Date) -> Result<Vec<(Date, u64)>, StoreError> {
        let text = sql!("SELECT day, sent FROM mail_day WHERE day >= $1 ORDER BY day DESC");
        let rows: Vec<(Day, i64)> = on!(self, c => sqlx::query_as(text).bind(Day(since)).fetch_all(c).await)?;
        rows.into_iter().map(|(day, sent)| Ok((day.0, counter("mail_day.sent", sent)?))).collect()
    }
}

impl Tx {
    /// Stores a job and wakes the workers. False if one with the same key is there already.
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
        if inserted > 0 {
            self.ring().await?;
        }
        Ok(inserted > 0)
    }

    /// Wakes the workers when this transaction is committed, in all processes on PostgreSQL, in this one on SQLite.
    async fn ring(&mut self) -> Result<(), StoreError> {
        self.rang = true;
        if self.engine() == Engine::Postgres {
            let text = sql!(Postgres: "SELECT pg_notify('ringwall_job', '')");
            on!(self, c => sqlx::query(text).execute(c).await.map(drop))?;
        }
        Ok(())
    }

    /// Takes up to `limit` due jobs in hand, the longest waiting first. No job is given to two at once; one whose lease
    /// has ended counts as given back.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn claim_jobs(
        &mut self,
        lease: Lease,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
        except: Option<&str>,
    ) -> Result<Vec<StoredJob>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(
                Sqlite: "UPDATE job SET lease_token = $1, lease_until = $2, attempts = attempts + 1
                 WHERE id IN (
                     SELECT id FROM job
                     WHERE dead_at IS NULL AND run_at <= $3 AND (lease_until IS NULL OR lease_until <= $3)
                         AND kind <> $4
                     ORDER BY run_at, id LIMIT $5)
                 RETURNING id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at,
                     last_error, dead_at, created_at"
            ),
            Engine::Postgres => sql!(
                Postgres: "UPDATE job SET lease_token = $1, lease_until = $2, attempts = attempts + 1
                 WHERE id IN (
                     SELECT id FROM job
                     WHERE dead_at IS NULL AND run_at <= $3 AND (lease_until IS NULL OR lease_until <= $3)
                         AND kind <> $4
                     ORDER BY run_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
                 RETURNING id, kind, payload, tenant, run_at, attempts, max_attempts, lease_until, handed_at,
                     last_error, dead_at, created_at"
            ),
        };
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(lease.as_slice())
            .bind(Micros(until))
            .bind(Micros(now))
            .bind(except.unwrap_or_default())
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        let mut jobs = rows.into_iter().map(StoredJob::try_from).collect::<Result<Vec<_>, _>>()?;
        jobs.sort_by_key(|job| (job.run_at, job.id));
        Ok(jobs)
    }

    /// Keeps a job in hand for longer. False if it is no longer in this hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn renew_lease(&mut self, id: JobId, lease: Lease, until: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("UPDATE job SET lease_until = $3 WHERE id = $1 AND lease_token = $2");
        let held = on!(self, c => sqlx::query(text)
            .bind(id.0)
            .bind(lease.as_slice())
            .bind(Micros(until))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(held > 0)
    }

    /// Notes that from now on it cannot be told whether the job's effect happened, should this process die. False if
    /// the job is no longer in this hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn begin_hand_over(&mut self, id: JobId, lease: Lease, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("UPDATE job SET handed_at = $3 WHERE id = $1 AND lease_token = $2");
        let held = on!(self, c => sqlx::query(text)
            .bind(id.0)
            .bind(lease.as_slice())
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(held > 0)
    }

    /// The job is done and goes. False if it is no longer in this hand: then somebody else does it, or it is gone.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn finish_job(&mut self, id: JobId, lease: Lease) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM job WHERE id = $1 AND lease_token = $2");
        let done = on!(self, c => sqlx::query(text).bind(id.0).bind(lease.as_slice()).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(done > 0)
    }

    /// Gives a job back, to be tried again; `unclear` if its effect may have happened. False if it is no longer in this
    /// hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn retry_job(
        &mut self,
        id: JobId,
        lease: Lease,
        run_at: Timestamp,
        error: &str,
        unclear: bool,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE job SET run_at = $3, last_error = $4, lease_token = NULL, lease_until = NULL,
                 handed_at = CASE WHEN $5 THEN handed_at END
             WHERE id = $1 AND lease_token = $2"
        );
        let held = on!(self, c => sqlx::query(text)
            .bind(id.0)
            .bind(lease.as_slice())
            .bind(Micros(run_at))
            .bind(error)
            .bind(unclear)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(held > 0)
    }

    /// Gives a job up, `unclear` if its effect may have happened; it stays until somebody decides, but its key is free
    /// again. False if it is no longer in this hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn bury_job(
        &mut self,
        id: JobId,
        lease: Lease,
        now: Timestamp,
        error: &str,
        unclear: bool,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE job SET dead_at = $3, last_error = $4, lease_token = NULL, lease_until = NULL, dedup_key = NULL,
                 handed_at = CASE WHEN $5 THEN handed_at END
             WHERE id = $1 AND lease_token = $2"
        );
        let held = on!(self, c => sqlx::query(text)
            .bind(id.0)
            .bind(lease.as_slice())
            .bind(Micros(now))
            .bind(error)
            .bind(unclear)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(held > 0)
    }

    /// Makes a job that failed, or was given up, due now with all its tries. False if there is none that waits like
    /// that, or somebody has it in hand.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn revive_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE job SET run_at = $2, attempts = 0, dead_at = NULL, lease_token = NULL, lease_until = NULL
             WHERE id = $1 AND last_error IS NOT NULL AND (lease_until IS NULL OR lease_until <= $2)"
        );
        let revived = on!(self, c => sqlx::query(text).bind(id.0).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        if revived > 0 {
            self.ring().await?;
        }
        Ok(revived > 0)
    }

    /// Throws a job away that nobody has in hand. False if there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn discard_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM job WHERE id = $1 AND (lease_until IS NULL OR lease_until <= $2)");
        let gone = on!(self, c => sqlx::query(text).bind(id.0).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }

    /// Throws away what was given up before `before`; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_dead_jobs(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM job WHERE dead_at < $1");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }

    /// Moves a schedule on to its occurrence at `at`. False if it is there already, or further: of several who see the
    /// same occurrence exactly one gets true.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn advance_schedule(&mut self, name: &str, at: Timestamp) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO schedule (name, at) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET at = $2 WHERE schedule.at < $2"
        );
        let moved = on!(self, c => sqlx::query(text).bind(name).bind(Micros(at)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(moved > 0)
    }

    /// Remembers that something happened that may happen only once. False if it is known already: of several at the
    /// same time exactly one gets true.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn once(&mut self, key: &str, now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!("INSERT INTO once (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING");
        let first = on!(self, c => sqlx::query(text).bind(key).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(first > 0)
    }

    /// Forgets what [`Tx::once`] remembered before an instant; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_once(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM once WHERE at < $1");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }

    /// Counts a letter that a mail server took.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_letter(&mut self, day: Date) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO mail_day (day, sent) VALUES ($1, 1) ON CONFLICT (day) DO UPDATE SET sent = mail_day.sent + 1"
        );
        on!(self, c => sqlx::query(text).bind(Day(day)).execute(c).await.map(drop))
    }
}
