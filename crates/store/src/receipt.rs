//! Receipts of deletions: what was deleted when, under a number that only the receipt carries.
//!
//! Knows nothing about whom. Whoever has a number can have it confirmed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::{Doc, Micros},
};

/// What an operator can see of a deletion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When it happened.
    pub at: Timestamp,
    /// How many of what.
    pub counts: BTreeMap<String, u64>,
}

impl Conn {
    /// The receipt with this number, by its SHA-256.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn receipt(&mut self, number_hash: [u8; 32]) -> Result<Option<Receipt>, StoreError> {
        type Row = (Micros, Doc<BTreeMap<String, u64>>);
        let text = sql!("SELECT at, counts FROM deletion_receipt WHERE number_hash = $1");
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(number_hash.as_slice()).fetch_optional(c).await)?;
        Ok(row.map(|(at, counts)| Receipt { at: at.0, counts: counts.0 }))
    }
}

impl Tx {
    /// Stores a receipt.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the number is taken; [`StoreError::Unavailable`].
    pub async fn insert_receipt(&mut self, number_hash: [u8; 32], receipt: &Receipt) -> Result<(), StoreError> {
        let text = sql!("INSERT INTO deletion_receipt (number_hash, at, counts) VALUES ($1, $2, $3)");
        on!(self, c => sqlx::query(text)
            .bind(number_hash.as_slice())
            .bind(Micros(receipt.at))
            .bind(Doc(&receipt.counts))
            .execute(c)
            .await
            .map(drop))
    }

    /// Deletes receipts of before an instant. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_receipts_before(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM deletion_receipt WHERE at < $1");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }
}
