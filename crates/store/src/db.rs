//! The only code that knows there are two engines.
//!
//! One connection type with two drivers behind it, [`on!`](crate::db::on) to stamp an expression once per driver,
//! [`sql!`](crate::db::sql) to mark a statement so that a test can have both engines prepare every one of them.
//! Refuses to know any table.

use std::ops::{Deref, DerefMut};

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection, Transaction, pool::PoolConnection};

use crate::StoreError;

/// Which database engine is behind a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// An embedded SQLite file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// Marks a statement. It *is* its literal; the test `statements.rs` reads every `sql!` from the sources and has both
/// engines prepare it. `sql!(Sqlite: …)` and `sql!(Postgres: …)` are for the rare statement that cannot be the same.
///
/// A literal without escapes, directly inside the parentheses: the test refuses anything else. (Collecting the
/// statements with `linkme` would need `link_section`, which this workspace forbids as unsafe code.)
macro_rules! sql {
    ($text:literal) => {
        $text
    };
    (Sqlite: $text:literal) => {
        $text
    };
    (Postgres: $text:literal) => {
        $text
    };
}
pub(crate) use sql;

/// Runs an expression on whichever driver is behind a connection, and remembers a failure: after one, PostgreSQL
/// answers COMMIT with a silent rollback, so a transaction with a failed statement must never be reported as stored.
macro_rules! on {
    ($conn:expr, $c:ident => $run:expr) => {{
        let result = match $conn.driver() {
            $crate::db::Driver::Sqlite($c) => $run,
            $crate::db::Driver::Postgres($c) => $run,
        };
        match result {
            Ok(value) => Ok(value),
            Err(error) => {
                $conn.failed = true;
                Err($crate::StoreError::from(error))
            }
        }
    }};
}
pub(crate) use on;

/// A row read by column name, on both engines. Instead of `derive(FromRow)`: the derive would compile both drivers a
/// second time for the compiler's own use (docs/adr/0006).
macro_rules! row {
    ($(#[$meta:meta])* struct $name:ident { $($column:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        struct $name {
            $($column: $type,)+
        }

        $crate::db::row!(@ sqlx::sqlite::SqliteRow, $name { $($column,)+ });
        $crate::db::row!(@ sqlx::postgres::PgRow, $name { $($column,)+ });
    };
    (@ $row:ty, $name:ident { $($column:ident,)+ }) => {
        impl<'r> sqlx::FromRow<'r, $row> for $name {
            fn from_row(row: &'r $row) -> Result<Self, sqlx::Error> {
                Ok(Self { $($column: sqlx::Row::try_get(row, stringify!($column))?,)+ })
            }
        }
    };
}
pub(crate) use row;

/// A connection on which everything can be read. [`Reader`] and [`Tx`] both are one.
pub struct Conn {
    link: Link,
    /// Whether any statement failed since this was last reset.
    pub(crate) failed: bool,
    /// Whether workers are to be woken after the commit.
    pub(crate) rang: bool,
}

pub(crate) enum Link {
    Sqlite(PoolConnection<Sqlite>),
    SqliteWriter(Box<SqliteConnection>),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

pub(crate) enum Driver<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    pub(crate) fn driver(&mut self) -> Driver<'_> {
        match &mut self.link {
            Link::Sqlite(c) => Driver::Sqlite(c),
            Link::SqliteWriter(c) => Driver::Sqlite(c),
            Link::Postgres(c) => Driver::Postgres(c),
            Link::PostgresTx(c) => Driver::Postgres(c),
        }
    }

    /// The engine it speaks to.
    pub fn engine(&self) -> Engine {
        match &self.link {
            Link::Sqlite(_) | Link::SqliteWriter(_) => Engine::Sqlite,
            Link::Postgres(_) | Link::PostgresTx(_) => Engine::Postgres,
        }
    }

    /// One round trip.
    pub(crate) async fn ping(&mut self) -> Result<(), StoreError> {
        let text = sql!("SELECT 1");
        on!(self, c => sqlx::query(text).execute(c).await.map(drop))
    }
}

/// A connection for reading only.
pub struct Reader {
    conn: Conn,
}

impl Reader {
    pub(crate) fn new(link: Link) -> Self {
        Self { conn: Conn { link, failed: false, rang: false } }
    }
}

impl Deref for Reader {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// A transaction: everything a [`Conn`] can read, and all writing. Begun, committed and rolled back by
/// [`Store::write`](crate::Store::write) only.
pub struct Tx {
    conn: Conn,
    /// Lines of the audit trail that are written right before the commit.
    pub(crate) pending: Vec<crate::audit::Pending>,
}

impl Tx {
    pub(crate) fn new(link: Link) -> Self {
        Self { conn: Conn { link, failed: false, rang: false }, pending: Vec::new() }
    }

    /// Runs a fixed text without result, on the writer's own behalf.
    pub(crate) async fn control(&mut self, text: &'static str) -> Result<(), sqlx::Error> {
        match self.driver() {
            Driver::Sqlite(c) => sqlx::query(text).execute(c).await.map(drop),
            Driver::Postgres(c) => sqlx::query(text).execute(c).await.map(drop),
        }
    }

    /// Ends an ordinary PostgreSQL transaction; on SQLite the writer commits for many at once.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self.conn.link {
            Link::PostgresTx(transaction) => Ok(transaction.commit().await?),
            _ => Ok(()),
        }
    }

    /// Undoes an ordinary PostgreSQL transaction. A failure means the connection is gone, which undoes it as well.
    pub(crate) async fn rollback(self) {
        if let Link::PostgresTx(transaction) = self.conn.link {
            transaction.rollback().await.ok();
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// What became of a change that said which revision it had seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved<T> {
    /// Stored, or stored already with the same content; the revision now.
    Stored(u32),
    /// Somebody else changed it since; nothing was stored, this is what is there.
    Conflict(T),
    /// What it belongs to does not exist.
    Missing,
    /// What it belongs to is finished and never changes again.
    Finished,
}
