//! How the store can fail.
//!
//! Knows which failures of a driver mean what. Refuses to carry SQL text or stored data in its messages: an operator
//! reads them in a log. "Not found" is not an error but `Ok(None)`.

/// How the store can fail.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row with this key exists already, or a row it belongs to is gone.
    #[error("the change conflicts with what is stored")]
    Conflict,
    /// What is stored does not mean anything: written by something else, or damaged.
    #[error("stored data cannot be read: {what}")]
    Corrupt {
        /// Which column, and why.
        what: String,
    },
    /// The database does not answer, refuses, or is full; worth another try later.
    #[error("the database is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database was written by a newer version of this program.
    #[error(
        "the database has schema {found}, this program knows schemas up to {known}: it was written by a newer version; \
         start that version, or restore the backup made before the upgrade"
    )]
    NewerSchema {
        /// Schema number of the database.
        found: i64,
        /// Newest schema number this program knows.
        known: i64,
    },
}

impl StoreError {
    /// Wraps whatever stands between us and the database.
    pub(crate) fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(source.into())
    }

    /// Stored data without meaning.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt { what: what.to_string() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error;
        match &error {
            Error::Database(refused) if refused.is_unique_violation() || refused.is_foreign_key_violation() => {
                Self::Conflict
            }
            Error::ColumnDecode { index, source } => Self::corrupt(format_args!("column {index}: {source}")),
            Error::Decode(_)
            | Error::ColumnNotFound(_)
            | Error::ColumnIndexOutOfBounds { .. }
            | Error::TypeNotFound { .. } => Self::corrupt(error),
            _ => Self::unavailable(error),
        }
    }
}
