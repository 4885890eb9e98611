//! A copy of a running SQLite database, and what can be said about one without trusting it.
//!
//! Knows how SQLite makes a consistent copy while others write. Refuses to know archives and manifests, and PostgreSQL:
//! that has tools of its own.

use std::path::Path;

use sqlx::{
    ConnectOptions, Connection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};

use crate::{Db, POSTGRES_MIGRATIONS, SQLITE_MIGRATIONS, Store, StoreError, db::sql, migrate_table};

/// Setting in which the time of the last backup stands.
const LAST_BACKUP: &str = "last-backup";

/// What a look into a copy showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Schema number; 0 for a file that is no database of ours.
    pub schema: i64,
    /// What SQLite found to be damaged; empty if nothing is.
    pub faults: Vec<String>,
}

/// The newest schema number this program knows.
pub fn known_schema() -> i64 {
    let of = |migrator: &sqlx::migrate::Migrator| migrator.iter().map(|migration| migration.version).max();
    of(&SQLITE_MIGRATIONS).max(of(&POSTGRES_MIGRATIONS)).unwrap_or(0)
}

impl Store {
    /// Writes a consistent copy of the database as it is now to a new file, while others go on reading and writing.
    /// Everything that was durable before the call is in it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] on PostgreSQL, if the file exists, or if it cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        let Db::Sqlite { options, .. } = &self.db else {
            return Err(StoreError::unavailable("only a SQLite database can be copied by the program itself"));
        };
        let path = path.to_str().ok_or_else(|| StoreError::unavailable("the path of the copy is not text"))?;
        let mut connection = options.connect().await?;
        let text = sql!(Sqlite: "VACUUM INTO $1");
        sqlx::query(text).bind(path.to_owned()).execute(&mut connection).await?;
        connection.close().await?;
        Ok(())
    }

    /// Whether another process has the SQLite database open. Closed again when this returns.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if it is no SQLite database.
    pub async fn is_in_use(url: &str) -> Result<bool, StoreError> {
        let path = url.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path));
        let path = path.ok_or_else(|| StoreError::unavailable("only a SQLite database is one file"))?;
        let options = SqliteConnectOptions::new().filename(path).busy_timeout(std::time::Duration::from_millis(200));
        let mut connection = options.pragma("locking_mode", "exclusive").connect().await?;
        // In exclusive mode the first transaction needs the file for itself alone.
        let text = sql!(Sqlite: "BEGIN IMMEDIATE");
        let begun = sqlx::query(text).execute(&mut connection).await;
        connection.close().await?;
        match begun {
            Ok(_) => Ok(false),
            Err(sqlx::Error::Database(refused)) if refused.message().contains("locked") => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    /// Remembers that a backup was made, for whoever asks how old the last one is.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn note_backup(&self, at: jiff::Timestamp) -> Result<(), StoreError> {
        self.write("note_backup", move |tx| {
            Box::pin(async move { tx.put_setting(LAST_BACKUP, at.to_string().as_bytes()).await })
        })
        .await
    }

    /// When the last backup was made, if this database knows of one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn last_backup(&self) -> Result<Option<jiff::Timestamp>, StoreError> {
        let stored = self.read().await?.setting(LAST_BACKUP).await?;
        Ok(stored.and_then(|bytes| String::from_utf8(bytes).ok()?.parse().ok()))
    }

    /// What time it is on the machine of the database; `None` on SQLite, where that is this machine.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn time(&self) -> Result<Option<jiff::Timestamp>, StoreError> {
        let mut reader = self.read().await?;
        let crate::db::Driver::Postgres(c) = reader.driver() else { return Ok(None) };
        let text = sql!(Postgres: "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
        let micros: i64 = sqlx::query_scalar(text).fetch_one(c).await?;
        jiff::Timestamp::from_microsecond(micros).map(Some).map_err(StoreError::unavailable)
    }

    /// The schema number of the database, without changing it; 0 if there is none yet.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn schema(&self) -> Result<i64, StoreError> {
        let mut reader = self.read().await?;
        if !reader.has_schema().await? {
            return Ok(0);
        }
        reader.schema_number().await
    }
}

/// Looks into a SQLite file without changing it: is it whole, and which schema has it?
///
/// # Errors
/// [`StoreError::Unavailable`] if it is no SQLite file at all.
pub async fn inspect_copy(path: &Path) -> Result<Inspected, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true).journal_mode(SqliteJournalMode::Delete);
    // A copy has no journal beside it, and nobody else has it open.
    let mut connection = options.immutable(true).connect().await?;
    let text = sql!(Sqlite: "PRAGMA integrity_check(20)");
    let found: Vec<(String,)> = sqlx::query_as(text).fetch_all(&mut connection).await?;
    let mut faults: Vec<String> = found.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect();
    let text = sql!(Sqlite: "SELECT count(*) FROM pragma_foreign_key_check");
    let (orphans,): (i64,) = sqlx::query_as(text).fetch_one(&mut connection).await?;
    if orphans > 0 {
        faults.push(format!("{orphans} rows belong to nothing"));
    }
    let text = sql!(Sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1");
    let (tables,): (i64,) = sqlx::query_as(text).bind(migrate_table()).fetch_one(&mut connection).await?;
    let schema = if tables == 0 {
        0
    } else {
        let text = sql!("SELECT COALESCE(max(version), 0) FROM _sqlx_migrations");
        let (schema,): (i64,) = sqlx::query_as(text).fetch_one(&mut connection).await?;
        schema
    };
    connection.close().await?;
    Ok(Inspected { schema, faults })
}

impl crate::Conn {
    async fn has_schema(&mut self) -> Result<bool, StoreError> {
        let tables: i64 = match self.driver() {
            crate::db::Driver::Sqlite(c) => {
                let text = sql!(Sqlite: "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1");
                sqlx::query_scalar(text).bind(migrate_table()).fetch_one(c).await?
            }
            crate::db::Driver::Postgres(c) => {
                let text = sql!(Postgres: "SELECT count(*) FROM information_schema.tables
                     WHERE table_schema = current_schema() AND table_name = $1");
                sqlx::query_scalar(text).bind(migrate_table()).fetch_one(c).await?
            }
        };
        Ok(tables > 0)
    }

    async fn schema_number(&mut self) -> Result<i64, StoreError> {
        let text = sql!("SELECT COALESCE(max(version), 0) FROM _sqlx_migrations");
        crate::db::on!(self, c => sqlx::query_scalar(text).fetch_one(c).await)
    }
}
