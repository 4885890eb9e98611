//! How an operation can fail. No more variants, ever, without a decision record.

use ringwall_core::refusal::Refusal;
use ringwall_store::StoreError;

/// How an operation can fail.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or it belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// Known, but not allowed.
    #[error("denied")]
    Denied,
    /// A rule says no; the reader gets the sentence.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Somebody else changed it in the meantime.
    #[error("conflict")]
    Conflict,
    /// Something we need does not answer; worth another try later.
    #[error("unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// Wraps a failure of something we need.
    pub fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(source.into())
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            other => Self::unavailable(other),
        }
    }
}
