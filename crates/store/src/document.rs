//! Documents on measures, and the objects behind them.
//!
//! Every object in the store for files is written down in `stored_file` before it is put there. An object that nothing
//! points at any more can therefore always be found and removed, whatever died when.

use jiff::Timestamp;
use ringwall_core::{
    document::{Document, DocumentKind, DocumentUse},
    id::{DocumentId, RequirementId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    db::{on, row, sql},
    history::contributor,
    types::{Micros, counter, known},
};

/// Most objects handed out by one call of [`Conn::loose_files`].
pub const SWEPT_AT_ONCE: u16 = 200;

row! {
    struct Row {
        id: Uuid,
        requirement: Uuid,
        name: String,
        kind: String,
        size: i64,
        sha256: Vec<u8>,
        object_key: String,
        role: String,
        person: String,
        account: Option<Uuid>,
        partner: Option<Uuid>,
        created_at: Micros,
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A document and the key of the object behind it.
fn keyed(row: Row) -> Result<(Document, String), StoreError> {
    let document = Document {
        id: DocumentId(row.id),
        requirement: RequirementId(row.requirement),
        name: row.name,
        kind: known("document.kind", &row.kind, DocumentKind::from_code(&row.kind))?,
        size: counter("document.size", row.size)?,
        sha256: hex(&row.sha256),
        by: contributor(row.role, row.person, row.account, row.partner),
        created_at: row.created_at.0,
    };
    Ok((document, row.object_key))
}

impl Conn {
    /// The documents on one measure, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn documents_on(
        &mut self,
        tenant: TenantId,
        requirement: RequirementId,
    ) -> Result<Vec<Document>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, name, kind, size, sha256, object_key, role, person, account, partner, created_at
             FROM document WHERE tenant = $1 AND requirement = $2 ORDER BY created_at, id"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(requirement.0).fetch_all(c).await)?;
        rows.into_iter().map(|row| keyed(row).map(|(document, _)| document)).collect()
    }

    /// All documents of a tenant, oldest first, each with the key of its object: for taking out.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn documents_of(&mut self, tenant: TenantId) -> Result<Vec<(Document, String)>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, name, kind, size, sha256, object_key, role, person, account, partner, created_at
             FROM document WHERE tenant = $1 ORDER BY created_at, id"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(keyed).collect()
    }

    /// One document with the key of its object.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn document(
        &mut self,
        tenant: TenantId,
        id: DocumentId,
    ) -> Result<Option<(Document, String)>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, name, kind, size, sha256, object_key, role, person, account, partner, created_at
             FROM document WHERE tenant = $1 AND id = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(id.0).fetch_optional(c).await)?;
        row.map(keyed).transpose()
    }

    /// How much a tenant keeps.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn document_use(&mut self, tenant: TenantId) -> Result<DocumentUse, StoreError> {
        let text = sql!("SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM document WHERE tenant = $1");
        let (files, bytes): (i64, i64) = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_one(c).await)?;
        Ok(DocumentUse { files: counter("count", files)?, bytes: counter("sum", bytes)? })
    }

    /// How many documents there are on each measure of a tenant that has any.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn document_counts(&mut self, tenant: TenantId) -> Result<Vec<(RequirementId, u32)>, StoreError> {
        let text = sql!("SELECT requirement, count(*) FROM document WHERE tenant = $1 GROUP BY requirement");
        let rows: Vec<(Uuid, i64)> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(|(id, count)| Ok((RequirementId(id), counter("count", count)?))).collect()
    }

    /// Keys of objects that nothing points at: those whose document is gone, and those put there before `abandoned`
    /// for a document that never came to be. At most [`SWEPT_AT_ONCE`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn loose_files(&mut self, abandoned: Timestamp) -> Result<Vec<String>, StoreError> {
        let text = sql!(
            "SELECT object_key FROM stored_file
             WHERE (attached_at IS NOT NULL OR created_at < $1)
               AND NOT EXISTS (SELECT 1 FROM document WHERE document.object_key = stored_file.object_key)
             ORDER BY object_key LIMIT $2"
        );
        let rows: Vec<(String,)> = on!(self, c => sqlx::query_as(text)
            .bind(Micros(abandoned))
            .bind(i64::from(SWEPT_AT_ONCE))
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(|(key,)| key).collect())
    }
}

impl Tx {
    /// Writes down that an object is about to be put into the store for files.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the key exists; [`StoreError::Unavailable`].
    pub async fn announce_file(&mut self, key: &str, now: Timestamp) -> Result<(), StoreError> {
        let text = sql!("INSERT INTO stored_file (object_key, created_at) VALUES ($1, $2)");
        on!(self, c => sqlx::query(text).bind(key).bind(Micros(now)).execute(c).await.map(drop))
    }

    /// Forgets an object that was removed from the store for files. Does nothing while a document points at it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn forget_file(&mut self, key: &str) -> Result<(), StoreError> {
        let text = sql!(
            "DELETE FROM stored_file WHERE object_key = $1
             AND NOT EXISTS (SELECT 1 FROM document WHERE document.object_key = $1)"
        );
        on!(self, c => sqlx::query(text).bind(key).execute(c).await.map(drop))
    }

    /// How much a tenant keeps, and nobody else adds to it until the transaction ends.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn document_use_for_update(&mut self, tenant: TenantId) -> Result<DocumentUse, StoreError> {
        // On SQLite a transaction that writes is alone anyway.
        if self.engine() == Engine::Postgres {
            let text = sql!(Postgres: "SELECT 1 FROM organisation WHERE tenant = $1 FOR NO KEY UPDATE");
            on!(self, c => sqlx::query(text).bind(tenant.0).execute(c).await.map(drop))?;
        }
        self.document_use(tenant).await
    }

    /// Stores a new document whose object was announced under `key` and is there by now.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the id exists, the tenant is gone or the object was never announced;
    /// [`StoreError::Unavailable`].
    pub async fn insert_document(
        &mut self,
        tenant: TenantId,
        document: &Document,
        sha256: [u8; 32],
        key: &str,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO document
                (tenant, id, requirement, name, kind, size, sha256, object_key, role, person, account, partner,
                 created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(document.id.0)
            .bind(document.requirement.0)
            .bind(document.name.as_str())
            .bind(document.kind.code())
            .bind(i64::try_from(document.size).unwrap_or(i64::MAX))
            .bind(sha256.as_slice())
            .bind(key)
            .bind(document.by.role.as_str())
            .bind(document.by.person.as_str())
            .bind(document.by.account.map(|account| account.0))
            .bind(document.by.partner.map(|partner| partner.0))
            .bind(Micros(document.created_at))
            .execute(c)
            .await
            .map(drop))?;
        let attached = sql!("UPDATE stored_file SET attached_at = $2 WHERE object_key = $1");
        on!(self, c => sqlx::query(attached).bind(key).bind(Micros(document.created_at)).execute(c).await.map(drop))
    }

    /// Deletes a document. False if there is none. Its object is loose from now on.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_document(&mut self, tenant: TenantId, id: DocumentId) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM document WHERE tenant = $1 AND id = $2");
        let deleted = on!(self, c => sqlx::query(text).bind(tenant.0).bind(id.0).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }
}
