//! The audit trail: appended to, never changed.
//!
//! Knows who did what when. Refuses personal data: callers write codes and counts. A tenant's lines go with the tenant.

use jiff::Timestamp;
use ringwall_core::{
    actor::Author,
    id::{AccountId, PartnerId, TenantId},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
    types::{Doc, Micros},
};

/// One line of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditLine {
    /// When.
    pub at: Timestamp,
    /// Who, as a role and never as a name.
    pub actor: String,
    /// The account, if somebody signed in.
    pub account: Option<AccountId>,
    /// The partner on whose behalf.
    pub partner: Option<PartnerId>,
    /// What, as a code.
    pub event: String,
    /// More about it.
    pub detail: serde_json::Value,
}

impl Conn {
    /// The last lines about a tenant, newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn audit_of(&mut self, tenant: TenantId, limit: u32) -> Result<Vec<AuditLine>, StoreError> {
        type Row = (Micros, String, Option<Uuid>, Option<Uuid>, String, Doc<serde_json::Value>);
        let text = sql!(
            "SELECT at, actor, account, partner, event, detail FROM audit
             WHERE tenant = $1 ORDER BY id DESC LIMIT $2"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(i64::from(limit)).fetch_all(c).await)?;
        Ok(rows
            .into_iter()
            .map(|(at, actor, account, partner, event, detail)| AuditLine {
                at: at.0,
                actor,
                account: account.map(AccountId),
                partner: partner.map(PartnerId),
                event,
                detail: detail.0,
            })
            .collect())
    }
}

impl Tx {
    /// Appends a line. `detail` is stored as JSON and must not hold personal data.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn append_audit(
        &mut self,
        tenant: Option<TenantId>,
        at: Timestamp,
        by: Author,
        event: &str,
        detail: &(impl Serialize + Sync + ?Sized),
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO audit (tenant, at, actor, account, partner, event, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.map(|tenant| tenant.0))
            .bind(Micros(at))
            .bind(by.role)
            .bind(by.account.map(|account| account.0))
            .bind(by.partner.map(|partner| partner.0))
            .bind(event)
            .bind(Doc(detail))
            .execute(c)
            .await
            .map(drop))
    }
}
