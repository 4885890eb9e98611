//! All SQL, for SQLite and PostgreSQL: one text, two engines.
//!
//! Knows tables, columns and durability. Refuses to know rules and permissions: it stores what `core` has decided and
//! `app` has allowed. Every method on an organisation's data takes the tenant first and never looks beyond it.
//!
//! | module | tables |
//! |---|---|
//! | `organisation`, `resume_link` | `organisation`, `resume_link`; deletion and expiry of everything |
//! | `check` | `check_edition`: checks as they were asked, without tenant |
//! | `assessment`, `answer` | `assessment`, `answer` |
//! | `plan`, `treatment` | `plan_item`, `treatment` |
//! | `comment`, `history`, `document` | the same, and `stored_file`: work on measures, files outside the database |
//! | `reminder`, `follow_up`, `calendar` | `reminder`, `follow_up`, `calendar_feed` |
//! | `account`, `session`, `membership`, `invitation` | the same: people, what they are where |
//! | `ticket`, `second_factor`, `passkey`, `identity`, `throttle` | how people prove who they are, and how often they try |
//! | `help_request`, `proposal`, `appointment` | the same: from a check to a talk |
//! | `job`, `bell` | `job`: work done later; `schedule`; `once`: what may happen only once; `mail_day` |
//! | `letter` | `letter_stop`: kinds of letters an account does not want |
//! | `consent` | `consent`, `look`: what is allowed to whom, who looked |
//! | `region`, `area`, `partner` | the same; `area` also the column `organisation.area` |
//! | `interview` | `interview`, `interview_mark` |
//! | `audit` | `audit`, `audit_head`: the trail, a chain |
//! | `receipt`, `setting` | `deletion_receipt`, `setting` |
//! | `record` | `brought_in`; rows of any noun, for taking out and in |
//! | `api_token`, `api_request` | the same: keys for programs, their creating requests |
//! | `backup` | none: copies of a SQLite database |
//! | `db`, `types`, `error`, `writer` | none: engines, columns, failures, group commit |
#![warn(missing_docs)]

use std::{
    str::FromStr,
    sync::{Arc, LazyLock},
    time::Duration,
};

use futures::future::BoxFuture;
use include_dir::{Dir, include_dir};
use sqlx::{
    ConnectOptions, Connection, PgPool, SqlSafeStr, SqlitePool,
    migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

mod account;
mod answer;
mod api_request;
mod api_token;
mod appointment;
mod area;
mod assessment;
mod audit;
mod backup;
mod bell;
mod calendar;
mod check;
mod comment;
mod consent;
mod db;
mod document;
mod error;
mod follow_up;
mod help_request;
mod history;
mod identity;
mod interview;
mod invitation;
mod job;
mod letter;
mod membership;
mod organisation;
mod partner;
mod passkey;
mod plan;
mod proposal;
mod receipt;
mod record;
mod region;
mod reminder;
mod resume_link;
mod second_factor;
mod session;
mod setting;
mod throttle;
mod ticket;
mod treatment;
mod types;
mod waiting;
mod writer;

pub use account::Account;
pub use answer::AnswerPart;
pub use api_request::{ApiAnswer, ApiRequest};
pub use api_token::ApiToken;
pub use appointment::AppointmentRecord;
pub use area::AreaCounts;
pub use assessment::{AssessmentHead, Finished};
pub use audit::{AuditFault, AuditHead, AuditLine, SHREDDED_AT_ONCE};
pub use backup::{Inspected, inspect_copy, known_schema};
pub use bell::Bell;
pub use check::CheckEdition;
pub use consent::Look;
pub use db::{Conn, Engine, Reader, Saved, Tx};
pub use document::SWEPT_AT_ONCE;
pub use error::StoreError;
pub use follow_up::FollowUpCandidate;
pub use help_request::HelpRecord;
pub use identity::Identity;
pub use invitation::Invitation;
pub use job::{JobCount, JobState, Lease, NewJob, StoredJob};
pub use membership::PlaceName;
pub use organisation::{Counts, Deleted, OrganisationRecord, PURGED_AT_ONCE};
pub use partner::Load;
pub use passkey::Passkey;
pub use proposal::Proposal;
pub use receipt::Receipt;
pub use record::{Living, NOUNS, Noun, noun};
pub use second_factor::Totp;
pub use session::Session;
pub use ticket::Ticket;
pub use waiting::{AppointmentAhead, InterviewUnderWay, WaitingRequest};

use db::Link;
use writer::{Around, Writer};

static SQLITE_MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations/sqlite");
    migrator(&FILES)
});
static POSTGRES_MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations/postgres");
    migrator(&FILES)
});

/// The migrations of a folder: `0001_base.sql` is number 1, "base".
fn migrator(files: &'static Dir<'static>) -> Migrator {
    let mut migrations: Vec<Migration> = files
        .files()
        .filter_map(|file| {
            let (number, name) = file.path().file_stem()?.to_str()?.split_once('_')?;
            let sql = file.contents_utf8()?.into_sql_str();
            Some(Migration::new(number.parse().ok()?, name.replace('_', " ").into(), MigrationType::Simple, sql, false))
        })
        .collect();
    migrations.sort_by_key(|migration| migration.version);
    Migrator { migrations: migrations.into(), ..Migrator::DEFAULT }
}

/// Table in which applied migrations are noted.
const MIGRATIONS_TABLE: &str = "_sqlx_migrations";

pub(crate) const fn migrate_table() -> &'static str {
    MIGRATIONS_TABLE
}

/// How long SQLite waits for another process (a backup, the command line) that is writing.
const BUSY: Duration = Duration::from_secs(10);

/// A PostgreSQL connection that was idle for so long is asked whether it still lives before it is used.
const RESTED: Duration = Duration::from_secs(1);

/// How often a migration is tried again while nothing changes, and how long it is waited in between.
const MIGRATION_TRIES: u32 = 20;
const MIGRATION_PAUSE: Duration = Duration::from_millis(50);

/// What an operator can set about the database.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections: all of them on PostgreSQL, those for reading on SQLite.
    pub connections: u32,
    /// How long to wait for a free connection before giving up.
    pub patience: Duration,
    /// Writes that may wait for the SQLite writer before further callers are held back.
    pub waiting_writes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 8, patience: Duration::from_secs(10), waiting_writes: 1_024 }
    }
}

/// What a migration did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Schema number before; 0 for an empty database.
    pub from: i64,
    /// Schema number now.
    pub to: i64,
}

/// The database. Cheap to clone; all clones share connections.
#[derive(Clone)]
pub struct Store {
    db: Db,
}

#[derive(Clone)]
enum Db {
    Sqlite { read: SqlitePool, writer: Writer, options: Arc<SqliteConnectOptions> },
    Postgres(PgPool),
}

impl Store {
    /// Opens a database: `sqlite:PATH`, created if missing, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
    ///
    /// Must be called inside a Tokio runtime; the SQLite writer lives in it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if the address is not understood or nothing answers there. The address, which can
    /// hold a password, is not part of the message.
    pub async fn open(url: &str, options: Options) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Self::open_sqlite(path.strip_prefix("//").unwrap_or(path), &options).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::open_postgres(url, &options).await;
        }
        Err(StoreError::unavailable("the address of the database must begin with sqlite: or postgres://"))
    }

    async fn open_sqlite(path: &str, options: &Options) -> Result<Self, StoreError> {
        if path.is_empty() || path.contains('?') || path.starts_with(':') {
            let why = "the address of a SQLite database is sqlite: and the path of a file, without parameters";
            return Err(StoreError::unavailable(why));
        }
        let common = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .pragma("temp_store", "memory");
        let write = common
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL, NORMAL may lose the last commits at a power cut. "Saved" has to mean saved.
            .synchronous(SqliteSynchronous::Full)
            // What was deleted is overwritten: weaknesses of named organisations do not stay in free pages.
            .pragma("secure_delete", "on")
            .pragma("journal_size_limit", "67108864");
        let write = Arc::new(write);
        let writer = Writer::start(Arc::clone(&write), options.waiting_writes).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(options.connections.max(1))
            .acquire_timeout(options.patience)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(common.pragma("query_only", "on"))
            .await?;
        Ok(Self { db: Db::Sqlite { read, writer, options: write } })
    }

    async fn open_postgres(url: &str, options: &Options) -> Result<Self, StoreError> {
        let connect = PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::unavailable("the address of the PostgreSQL database is not understood"))?
            .application_name("ringwall");
        let pool = PgPoolOptions::new()
            .max_connections(options.connections.max(1))
            .acquire_timeout(options.patience)
            // Whether a connection still lives is asked when it has rested, not before each of a thousand answers a
            // second: the pool has asked it when it was given back.
            .test_before_acquire(false)
            .before_acquire(|connection, history| {
                Box::pin(async move {
                    if history.idle_for >= RESTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| {
                Box::pin(async move {
                    // A server may have durable commits switched off; what we call stored has to be stored. The other
                    // two keep a stuck process from holding up everybody else.
                    let text = db::sql!(
                        Postgres: "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false),
                            set_config('lock_timeout', '10s', false),
                            set_config('idle_in_transaction_session_timeout', '60s', false)"
                    );
                    sqlx::query(text).execute(connection).await.map(drop)
                })
            })
            .connect_with(connect)
            .await?;
        Ok(Self { db: Db::Postgres(pool) })
    }

    /// The engine behind this store.
    pub const fn engine(&self) -> Engine {
        match self.db {
            Db::Sqlite { .. } => Engine::Sqlite,
            Db::Postgres(_) => Engine::Postgres,
        }
    }

    /// Brings the schema up to date. Forward only; does nothing if it is.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] if a newer version of the program wrote it; [`StoreError::Unavailable`] if a
    /// migration fails, which leaves the schema at the last one that succeeded.
    pub async fn migrate(&self) -> Result<Migrated, StoreError> {
        match &self.db {
            Db::Sqlite { options, .. } => run(&SQLITE_MIGRATIONS, &mut options.connect().await?).await,
            // A connection of its own: closing it ends the lock whatever happens.
            Db::Postgres(pool) => run(&POSTGRES_MIGRATIONS, &mut pool.connect_options().connect().await?).await,
        }
    }

    /// Whether the database answers and can be written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn health(&self) -> Result<(), StoreError> {
        if let Db::Sqlite { writer, .. } = &self.db
            && !writer.is_running()
        {
            return Err(StoreError::unavailable("the writer has ended"));
        }
        self.read().await?.ping().await
    }

    /// What tells workers that a job is due.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn bell(&self) -> Result<Bell, StoreError> {
        match &self.db {
            Db::Sqlite { writer, .. } => Ok(Bell::within(writer.bell())),
            Db::Postgres(pool) => Bell::of_postgres(pool).await,
        }
    }

    /// Lets SQLite look at how full its tables are, so that it chooses the right index; a moment, if little has changed.
    /// PostgreSQL does this by itself (autovacuum).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn look_at_tables(&self) -> Result<(), StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(());
        }
        self.write("look_at_tables", |tx| {
            // 0x02: analyse what needs it, with a bounded sample; 0x10000: also tables nobody has asked yet.
            let text = db::sql!(Sqlite: "PRAGMA optimize = 0x10002");
            Box::pin(async move { db::on!(tx, c => sqlx::query(text).execute(c).await.map(drop)) })
        })
        .await
    }

    /// A connection for reading. Each query sees what is committed when it begins; there is no transaction around
    /// several of them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if none becomes free in time.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        Ok(Reader::new(match &self.db {
            Db::Sqlite { read, .. } => Link::Sqlite(read.acquire().await?),
            Db::Postgres(pool) => Link::Postgres(pool.acquire().await?),
        }))
    }

    /// Runs `work` in one transaction and returns only after it is durable.
    ///
    /// If `work` returns an error, panics or takes longer than 30 seconds, nothing of it is stored; a panic goes on in
    /// the caller. Once begun, the work is finished even if the caller goes away. `work` must wait for nothing but
    /// `Tx`: on SQLite all writes share one connection, and a write inside a write would wait for itself. `name` is
    /// for messages.
    ///
    /// # Errors
    /// What `work` returns, or [`StoreError::Unavailable`] if it could not be stored.
    pub async fn write<T, E>(
        &self,
        name: &'static str,
        work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.db {
            Db::Sqlite { writer, .. } => writer.write(name, work).await,
            Db::Postgres(pool) => writer::write_postgres(pool.clone(), name, Around::Transaction, work).await,
        }
    }

    /// As [`Self::write`] for work that writes with one statement only, if at all. PostgreSQL runs and commits such a
    /// statement in one round trip, where BEGIN and COMMIT around it would cost two more.
    pub(crate) async fn write_with_one_statement<T, E>(
        &self,
        name: &'static str,
        work: impl for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.db {
            Db::Sqlite { writer, .. } => writer.write(name, work).await,
            Db::Postgres(pool) => writer::write_postgres(pool.clone(), name, Around::Nothing, work).await,
        }
    }
}

/// The schema number of a database and the newest one we know.
async fn schema(migrator: &Migrator, connection: &mut impl Migrate) -> Result<(i64, i64), StoreError> {
    connection.ensure_migrations_table(MIGRATIONS_TABLE).await.map_err(StoreError::unavailable)?;
    let applied = connection.list_applied_migrations(MIGRATIONS_TABLE).await.map_err(StoreError::unavailable)?;
    let found = applied.iter().map(|migration| migration.version).max().unwrap_or(0);
    let known = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok((found, known)) }
}

async fn run(migrator: &Migrator, connection: &mut impl Migrate) -> Result<Migrated, StoreError> {
    connection.lock().await.map_err(StoreError::unavailable)?;
    let (from, to) = schema(migrator, connection).await?;
    let (mut reached, mut still) = (from, 0);
    loop {
        match migrator.run_direct(None, connection, false).await {
            Ok(()) => return Ok(Migrated { from, to }),
            // SQLite has no lock around migrations: another process may just be doing the same. As long as it gets on,
            // and for a moment after that, we let it.
            Err(error @ (MigrateError::Execute(_) | MigrateError::ExecuteMigration(..))) => {
                let (now, _) = schema(migrator, connection).await?;
                if now == to {
                    return Ok(Migrated { from, to });
                }
                still = if now == reached { still + 1 } else { 0 };
                reached = now;
                if still >= MIGRATION_TRIES {
                    return Err(StoreError::unavailable(error));
                }
                tokio::time::sleep(MIGRATION_PAUSE).await;
            }
            Err(error) => return Err(StoreError::unavailable(error)),
        }
    }
}
