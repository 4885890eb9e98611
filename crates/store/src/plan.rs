//! Plan items: what an organisation does about a requirement.
//!
//! Knows revisions. Refuses to know the order of the plan and whether a reason is needed.

use jiff::Timestamp;
use ringwall_core::{
    id::{AccountId, RequirementId, TenantId},
    plan::{MeasureStatus, PlanItem},
};
use uuid::Uuid;

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Day, Micros, counter, known},
};

row! {
    struct Row {
        requirement: Uuid,
        status: String,
        owner: String,
        owner_account: Option<Uuid>,
        due: Option<Day>,
        note: String,
        reason: String,
        position: Option<i64>,
        done_at: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<Row> for PlanItem {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            requirement: RequirementId(row.requirement),
            status: known("plan_item.status", &row.status, MeasureStatus::from_code(&row.status))?,
            owner: row.owner,
            owner_account: row.owner_account.map(AccountId),
            due: row.due.map(|due| due.0),
            note: row.note,
            reason: row.reason,
            position: row.position.map(|position| counter("plan_item.position", position)).transpose()?,
            done_at: row.done_at.map(|at| at.0),
            revision: counter("plan_item.revision", row.revision)?,
        })
    }
}

row! {
    struct OwnedRow {
        tenant: Uuid,
        requirement: Uuid,
        status: String,
        owner: String,
        owner_account: Option<Uuid>,
        due: Option<Day>,
        note: String,
        reason: String,
        position: Option<i64>,
        done_at: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<OwnedRow> for (TenantId, PlanItem) {
    type Error = StoreError;
    fn try_from(row: OwnedRow) -> Result<Self, StoreError> {
        let OwnedRow { tenant, requirement, status, owner, owner_account, due, note, reason, .. } = row;
        let OwnedRow { position, done_at, revision, .. } = row;
        let row = Row { requirement, status, owner, owner_account, due, note, reason, position, done_at, revision };
        Ok((TenantId(tenant), row.try_into()?))
    }
}

/// As the store would give it back: instants to the microsecond, no revision.
fn content(item: &PlanItem) -> PlanItem {
    let micros = |at: Timestamp| Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at);
    PlanItem { revision: 0, done_at: item.done_at.map(micros), ..item.clone() }
}

impl Conn {
    /// The plan items of a tenant that were ever touched, in no useful order.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn plan_of(&mut self, tenant: TenantId) -> Result<Vec<PlanItem>, StoreError> {
        let text = sql!(
            "SELECT requirement, status, owner, owner_account, due, note, reason, position, done_at, revision
             FROM plan_item WHERE tenant = $1 ORDER BY requirement"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(PlanItem::try_from).collect()
    }

    /// Everything open that somebody has taken on, in whichever organisation, by date, at most `limit`. It is not said
    /// whether they may still see it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn measures_of(
        &mut self,
        account: AccountId,
        limit: u32,
    ) -> Result<Vec<(TenantId, PlanItem)>, StoreError> {
        let text = sql!(
            "SELECT tenant, requirement, status, owner, owner_account, due, note, reason, position, done_at, revision
             FROM plan_item WHERE owner_account = $1 AND status IN ('todo', 'in-progress')
             ORDER BY due IS NULL, due, tenant, requirement LIMIT $2"
        );
        let rows: Vec<OwnedRow> =
            on!(self, c => sqlx::query_as(text).bind(account.0).bind(i64::from(limit)).fetch_all(c).await)?;
        rows.into_iter().map(TryFrom::try_from).collect()
    }

    /// The plan item for one requirement, if it was ever touched.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn plan_item(
        &mut self,
        tenant: TenantId,
        requirement: RequirementId,
    ) -> Result<Option<PlanItem>, StoreError> {
        let text = sql!(
            "SELECT requirement, status, owner, owner_account, due, note, reason, position, done_at, revision
             FROM plan_item WHERE tenant = $1 AND requirement = $2"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(requirement.0).fetch_optional(c).await)?;
        row.map(PlanItem::try_from).transpose()
    }
}

impl Tx {
    /// Stores a plan item if `seen` is still its revision (0: there was none). `item.revision` is not looked at; never
    /// [`Saved::Finished`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_plan_item(
        &mut self,
        tenant: TenantId,
        item: &PlanItem,
        seen: u32,
    ) -> Result<Saved<PlanItem>, StoreError> {
        let text = sql!(
            "INSERT INTO plan_item
                (tenant, requirement, status, owner, due, note, reason, position, done_at, owner_account, revision)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $11, 1 FROM organisation WHERE organisation.tenant = $1
             ON CONFLICT (tenant, requirement) DO UPDATE SET
                status = excluded.status, owner = excluded.owner, due = excluded.due, note = excluded.note,
                reason = excluded.reason, position = excluded.position, done_at = excluded.done_at,
                owner_account = excluded.owner_account, revision = plan_item.revision + 1
             WHERE plan_item.revision = $10 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(item.requirement.0)
            .bind(item.status.code())
            .bind(item.owner.as_str())
            .bind(item.due.map(Day))
            .bind(item.note.as_str())
            .bind(item.reason.as_str())
            .bind(item.position.map(i64::from))
            .bind(item.done_at.map(Micros))
            .bind(i64::from(seen))
            .bind(item.owner_account.map(|account| account.0))
            .fetch_optional(c)
            .await)?;
        if let Some((revision,)) = stored {
            return Ok(Saved::Stored(counter("plan_item.revision", revision)?));
        }
        Ok(match self.plan_item(tenant, item.requirement).await? {
            None => Saved::Missing,
            Some(current) if content(&current) == content(item) => Saved::Stored(current.revision),
            Some(current) => Saved::Conflict(current),
        })
    }
}
