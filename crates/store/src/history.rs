//! The history of measures: appended to, never changed, gone with the organisation.
//!
//! Knows the order in which lines were written. Refuses to know what counts as a change: `core` does.

use ringwall_core::{
    history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
    id::{AccountId, PartnerId, RequirementId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, known},
};

/// The columns of a contributor.
pub(crate) fn contributor(role: String, person: String, account: Option<Uuid>, partner: Option<Uuid>) -> Contributor {
    Contributor { role, person, account: account.map(AccountId), partner: partner.map(PartnerId) }
}

row! {
    struct Row {
        requirement: Uuid,
        at: Micros,
        role: String,
        person: String,
        account: Option<Uuid>,
        partner: Option<Uuid>,
        source: String,
        changes: Doc<Vec<MeasureChange>>,
    }
}

impl TryFrom<Row> for HistoryLine {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            requirement: RequirementId(row.requirement),
            at: row.at.0,
            by: contributor(row.role, row.person, row.account, row.partner),
            source: known("history.source", &row.source, ChangeSource::from_code(&row.source))?,
            changes: row.changes.0,
        })
    }
}

impl Conn {
    /// The last lines about one measure, newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn history_of(
        &mut self,
        tenant: TenantId,
        requirement: RequirementId,
        limit: u32,
    ) -> Result<Vec<HistoryLine>, StoreError> {
        let text = sql!(
            "SELECT requirement, at, role, person, account, partner, source, changes FROM history
             WHERE tenant = $1 AND requirement = $2 ORDER BY id DESC LIMIT $3"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(requirement.0)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(HistoryLine::try_from).collect()
    }

    /// All lines about all measures of a tenant, by measure and then in the order of writing: for taking out.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn whole_history(&mut self, tenant: TenantId) -> Result<Vec<HistoryLine>, StoreError> {
        let text = sql!(
            "SELECT requirement, at, role, person, account, partner, source, changes FROM history
             WHERE tenant = $1 ORDER BY requirement, id"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(HistoryLine::try_from).collect()
    }
}

impl Tx {
    /// Appends a line. `id` is time-ordered and decides where the line stands.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the tenant is gone; [`StoreError::Unavailable`].
    pub async fn append_history(&mut self, tenant: TenantId, id: Uuid, line: &HistoryLine) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO history (tenant, requirement, id, at, role, person, account, partner, source, changes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(line.requirement.0)
            .bind(id)
            .bind(Micros(line.at))
            .bind(line.by.role.as_str())
            .bind(line.by.person.as_str())
            .bind(line.by.account.map(|account| account.0))
            .bind(line.by.partner.map(|partner| partner.0))
            .bind(line.source.code())
            .bind(Doc(&line.changes))
            .execute(c)
            .await
            .map(drop))
    }
}
