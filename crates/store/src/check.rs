//! Checks as they were asked, frozen by digest. Content, so without tenant.
//!
//! Knows whole documents and the few fields a list needs. Refuses to know whether a document fits its digest: `app`
//! computes digests and never believes one.

use jiff::Timestamp;
use ringwall_core::{check::Check, id::CheckDigest, language::Localised};

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::{Doc, Micros},
};

/// An imported check, without its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckEdition {
    /// Fingerprint.
    pub digest: CheckDigest,
    /// Readable id of the check, shared by its editions.
    pub check_id: String,
    /// Edition.
    pub version: String,
    /// Title.
    pub title: Localised,
    /// When it was imported.
    pub created_at: Timestamp,
}

impl Conn {
    /// The check with this fingerprint.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn check_by_digest(&mut self, digest: &CheckDigest) -> Result<Option<Check>, StoreError> {
        let text = sql!("SELECT document FROM check_edition WHERE digest = $1");
        let row: Option<(Doc<Check>,)> =
            on!(self, c => sqlx::query_as(text).bind(digest.0.as_str()).fetch_optional(c).await)?;
        Ok(row.map(|(document,)| document.0))
    }

    /// The imported checks by readable id, the newest edition of each first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn imported_checks(&mut self) -> Result<Vec<CheckEdition>, StoreError> {
        type Row = (String, String, String, Doc<Localised>, Micros);
        let text = sql!(
            "SELECT digest, check_id, version, title, created_at FROM check_edition WHERE imported
             ORDER BY check_id, created_at DESC, digest"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).fetch_all(c).await)?;
        Ok(rows
            .into_iter()
            .map(|(digest, check_id, version, title, created_at)| CheckEdition {
                digest: CheckDigest(digest),
                check_id,
                version,
                title: title.0,
                created_at: created_at.0,
            })
            .collect())
    }
}

impl Tx {
    /// Stores a check under its fingerprint; does nothing if it is there.
    ///
    /// One exception: a check that came with a dossier becomes an imported one (offered to everybody) when it is
    /// imported later. Never the other way round.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn insert_check(
        &mut self,
        digest: &CheckDigest,
        check: &Check,
        imported: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // Nearly always it is there, and then the document (tens of kilobytes) need not travel.
        let probe = sql!("SELECT 1 FROM check_edition WHERE digest = $1 AND (imported OR NOT $2)");
        let present: Option<(i32,)> = on!(self, c => sqlx::query_as(probe)
            .bind(digest.0.as_str())
            .bind(imported)
            .fetch_optional(c)
            .await)?;
        if present.is_some() {
            return Ok(());
        }
        let text = sql!(
            "INSERT INTO check_edition (digest, check_id, version, title, imported, document, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (digest) DO UPDATE SET imported = excluded.imported, created_at = excluded.created_at
             WHERE excluded.imported AND NOT check_edition.imported"
        );
        on!(self, c => sqlx::query(text)
            .bind(digest.0.as_str())
            .bind(check.id.as_str())
            .bind(check.version.as_str())
            .bind(Doc(&check.title))
            .bind(imported)
            .bind(Doc(check))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(drop))
    }
}
