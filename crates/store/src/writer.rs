//! Writing: one transaction per piece of work, durable before the caller hears of it.
//!
//! On PostgreSQL that is an ordinary transaction on a pooled connection. On SQLite there is one writer, because the
//! engine allows only one, and it commits in groups: whatever waits is run in one transaction, each piece of work in
//! its own savepoint, and one COMMIT (one flush of the disk) makes all of it durable. Under load this turns a flush
//! per answer into a flush per group, without weakening any promise. Refuses to know what the work does.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use sqlx::{ConnectOptions, PgPool, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    StoreError,
    db::{Link, Tx},
};

/// Most pieces of work committed together.
const GROUP: usize = 256;

/// Longest time one piece of work may take; a longer one is undone, so that it cannot hold up everybody else.
const LONGEST: Duration = Duration::from_secs(30);

/// What a piece of work came to.
enum Outcome<T, E> {
    Returned(Result<T, E>),
    Panicked(Box<dyn Any + Send>),
}

/// Runs the work, catching panics and work that hangs.
async fn attempt<T, E>(
    name: &'static str,
    tx: &mut Tx,
    work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
) -> Outcome<T, E>
where
    E: From<StoreError>,
{
    // The call of `work` itself can panic as well, hence the block around it.
    let guarded = AssertUnwindSafe(async move {
        // A transaction that failed before may have left lines on the connection.
        tx.pending.clear();
        let result = work(&mut *tx).await;
        if result.is_ok() {
            tx.flush_audit().await?;
        }
        result
    })
    .catch_unwind();
    match tokio::time::timeout(LONGEST, guarded).await {
        Ok(Ok(result)) => Outcome::Returned(result),
        Ok(Err(panic)) => Outcome::Panicked(panic),
        Err(_) => {
            let why = format!("write {name:?} took longer than {} s and was undone", LONGEST.as_secs());
            Outcome::Returned(Err(StoreError::unavailable(why).into()))
        }
    }
}

/// The error for work that returned `Ok` although one of its statements had failed.
fn swallowed(name: &'static str) -> StoreError {
    StoreError::unavailable(format!("write {name:?} went on after a failed statement and was undone"))
}

/// What is put around a piece of work on PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// A transaction.
    Transaction,
    /// Nothing: it writes with one statement, which is a transaction by itself, durable when its result arrives.
    Nothing,
}

/// Runs the work in a transaction of its own on PostgreSQL.
///
/// In a task, so that a caller who goes away half way neither undoes the change nor leaves a transaction open: the
/// same as on SQLite. A panic of the work goes on in the caller.
pub(crate) async fn write_postgres<T, E>(
    pool: PgPool,
    name: &'static str,
    around: Around,
    work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let task = tokio::spawn(async move {
        let link = match around {
            Around::Transaction => pool.begin().await.map(Link::PostgresTx),
            Around::Nothing => pool.acquire().await.map(Link::Postgres),
        };
        let mut tx = match link {
            Ok(link) => Tx::new(link),
            Err(error) => return Outcome::Returned(Err(StoreError::from(error).into())),
        };
        let outcome = attempt(name, &mut tx, work).await;
        let Outcome::Returned(Ok(value)) = outcome else {
            tx.rollback().await;
            return outcome;
        };
        if tx.failed {
            tx.rollback().await;
            return Outcome::Returned(Err(swallowed(name).into()));
        }
        Outcome::Returned(match tx.commit().await {
            Ok(()) => Ok(value),
            Err(error) => Err(error.into()),
        })
    });
    match task.await {
        Ok(Outcome::Returned(result)) => result,
        Ok(Outcome::Panicked(panic)) => std::panic::resume_unwind(panic),
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(stopped) => Err(StoreError::unavailable(stopped).into()),
        },
    }
}

/// A piece of work in the queue, with the types of its result hidden.
trait Job: Send {
    /// For messages.
    fn name(&self) -> &'static str;
    /// Runs it; true if its changes are to be kept.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool>;
    /// Tells the caller, if there still is one: its own result, or why nothing was stored.
    fn tell(self: Box<Self>, lost: Option<StoreError>);
}

struct Queued<T, E, F> {
    name: &'static str,
    work: Option<F>,
    outcome: Option<Outcome<T, E>>,
    caller: oneshot::Sender<Outcome<T, E>>,
}

impl<T, E, F> Job for Queued<T, E, F>
where
    T: Send,
    E: From<StoreError> + Send,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, bool> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return false };
            tx.failed = false;
            let mut outcome = attempt(self.name, tx, work).await;
            if tx.failed && matches!(outcome, Outcome::Returned(Ok(_))) {
                outcome = Outcome::Returned(Err(swallowed(self.name).into()));
            }
            let keep = matches!(outcome, Outcome::Returned(Ok(_)));
            self.outcome = Some(outcome);
            keep
        })
    }

    fn tell(self: Box<Self>, lost: Option<StoreError>) {
        let outcome = match (self.outcome, lost) {
            // A result that is an error anyway is not made false by losing the group.
            (Some(Outcome::Returned(Ok(_))) | None, Some(lost)) => Outcome::Returned(Err(lost.into())),
            (Some(outcome), _) => outcome,
            (None, None) => Outcome::Returned(Err(StoreError::unavailable("the work was never run").into())),
        };
        // Nobody listening is fine: the change is stored all the same.
        self.caller.send(outcome).ok();
    }
}

/// The queue in front of the one SQLite writer. The writer ends when the last of these is dropped.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
    /// Rings after the commit of something that is to be done later.
    bell: watch::Receiver<u64>,
}

impl Writer {
    /// Starts the writer with a first connection, so that a file that cannot be written is noticed here.
    pub(crate) async fn start(options: Arc<SqliteConnectOptions>, waiting: usize) -> Result<Self, StoreError> {
        let first = connect(&options).await?;
        let (queue, jobs) = mpsc::channel(waiting.max(1));
        let (ring, bell) = watch::channel(0_u64);
        tokio::spawn(serve(jobs, options, first, ring));
        Ok(Self { queue, bell })
    }

    /// Hears when something is to be done later.
    pub(crate) fn bell(&self) -> watch::Receiver<u64> {
        self.bell.clone()
    }

    /// Whether the writer is at work.
    pub(crate) fn is_running(&self) -> bool {
        !self.queue.is_closed()
    }

    /// Queues the work and waits until it is durable. A panic of the work goes on here, in its caller.
    pub(crate) async fn write<T, E>(
        &self,
        name: &'static str,
        work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (caller, result) = oneshot::channel();
        let job = Queued { name, work: Some(work), outcome: None, caller };
        if self.queue.send(Box::new(job)).await.is_err() {
            return Err(StoreError::unavailable("the writer has ended").into());
        }
        match result.await {
            Ok(Outcome::Returned(result)) => result,
            Ok(Outcome::Panicked(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err(StoreError::unavailable("the writer ended before the commit").into()),
        }
    }
}

async fn connect(options: &SqliteConnectOptions) -> Result<Tx, StoreError> {
    Ok(Tx::new(Link::SqliteWriter(Box::new(options.connect().await?))))
}

/// The writer: group after group until every [`Writer`] is gone.
async fn serve(
    mut jobs: mpsc::Receiver<Box<dyn Job>>,
    options: Arc<SqliteConnectOptions>,
    first: Tx,
    ring: watch::Sender<u64>,
) {
    let mut connection = Some(first);
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        let mut tx = match connection.take() {
            Some(tx) => tx,
            None => match connect(&options).await {
                Ok(tx) => tx,
                Err(error) => {
                    lose(&mut group, error);
                    continue;
                }
            },
        };
        match commit_together(&mut tx, &mut group).await {
            Ok(()) => {
                for job in group.drain(..) {
                    job.tell(None);
                }
                if std::mem::take(&mut tx.rang) {
                    ring.send_modify(|count| *count = count.wrapping_add(1));
                }
                connection = Some(tx);
            }
            // Closing the connection undoes what is left of the transaction, whatever state it is in.
            Err(error) => {
                drop(tx);
                lose(&mut group, error.into());
            }
        }
    }
}

/// Runs every job of the group in one transaction.
///
/// The statement that begins a job's savepoint also releases the one before it, and COMMIT releases the last, so a job
/// costs one statement more than its own. An error means that nothing of the group is stored.
async fn commit_together(tx: &mut Tx, group: &mut [Box<dyn Job>]) -> Result<(), sqlx::Error> {
    tx.control("BEGIN IMMEDIATE").await?;
    let mut next = "SAVEPOINT job";
    for job in group {
        tx.control(next).await?;
        let keep = job.run(tx).await;
        if keep {
            next = "RELEASE job; SAVEPOINT job";
        } else {
            tracing::debug!(write.name = job.name(), "a write was undone");
            // Undone at once: a failed job must not be seen by the next one.
            tx.control("ROLLBACK TO job").await?;
            next = "SAVEPOINT job";
            tx.control("RELEASE job").await?;
        }
    }
    tx.control("COMMIT").await
}

/// Tells everybody that nothing was stored, and why.
fn lose(group: &mut Vec<Box<dyn Job>>, why: StoreError) {
    tracing::error!(error = &why as &dyn std::error::Error, writes = group.len(), "a group of writes was lost");
    let why = Arc::new(why);
    for job in group.drain(..) {
        job.tell(Some(StoreError::unavailable(Arc::clone(&why))));
    }
}

#[cfg(test)]
mod tests {
    use ringwall_testkit::db::TestDb;
    use sqlx::{Connection, SqliteConnection};

    use super::*;
    use crate::{Options, Store};

    async fn put(writer: &Writer, name: &'static str) -> Result<(), StoreError> {
        writer
            .write("test", move |tx| Box::pin(async move { tx.put_setting_if_absent(name, b"x").await.map(drop) }))
            .await
    }

    async fn writer(db: &TestDb) -> (Writer, Store) {
        let store = Store::open(&db.url, Options::default()).await.unwrap();
        store.migrate().await.unwrap();
        let options: SqliteConnectOptions = db.url.parse().unwrap();
        (Writer::start(Arc::new(options.busy_timeout(Duration::from_millis(50))), 64).await.unwrap(), store)
    }

    #[tokio::test]
    async fn a_lock_held_by_another_process_is_survived() {
        let db = TestDb::sqlite();
        let (writer, _store) = writer(&db).await;
        let mut other = SqliteConnection::connect(&db.url).await.unwrap();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
        let refused = put(&writer, "a").await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
        sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
        put(&writer, "a").await.unwrap();
    }

    #[tokio::test]
    async fn if_the_commit_fails_everybody_hears_of_it_and_the_writer_goes_on() {
        let db = TestDb::sqlite();
        let (writer, store) = writer(&db).await;
        // Breaks a promise that SQLite checks at COMMIT only.
        let breaking = writer.write::<_, StoreError>("break", |tx| {
            Box::pin(async move {
                tx.control("PRAGMA defer_foreign_keys = on").await?;
                tx.insert_resume_link(
                    ringwall_core::id::TenantId(uuid::Uuid::from_u128(1)),
                    [1; 32],
                    jiff::Timestamp::UNIX_EPOCH,
                    jiff::Timestamp::UNIX_EPOCH,
                )
                .await
            })
        });
        let refusing = writer.write::<(), _>("refuse", |_| Box::pin(async { Err(StoreError::Conflict) }));
        // On this runtime of one thread all of them are queued before the writer runs: one group.
        let (one, broken, two, refused) = tokio::join!(put(&writer, "one"), breaking, put(&writer, "two"), refusing);
        for lost in [one, broken, two] {
            assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
        }
        assert!(matches!(refused, Err(StoreError::Conflict)), "its own error is the truer one: {refused:?}");
        let mut reader = store.read().await.unwrap();
        assert_eq!(reader.setting("one").await.unwrap(), None);
        put(&writer, "three").await.unwrap();
        assert!(reader.setting("three").await.unwrap().is_some());
    }
}
