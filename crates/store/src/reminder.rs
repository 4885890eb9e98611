//! Reminders that were written, and whom there is something to remind of.
//!
//! Knows that the same reminder cannot be written twice. Refuses to know when one is written.

use jiff::civil::Date;
use ringwall_core::{
    id::{AccountId, TenantId},
    plan::PlanItem,
    reminder::{Reminded, ReminderKind, Week},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Day, known},
};

row! {
    struct Row {
        tenant: Uuid,
        kind: String,
        day: Day,
    }
}

impl Conn {
    /// What somebody was written in a week, about which organisation.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn reminded(&mut self, account: AccountId, week: Week) -> Result<Vec<(TenantId, Reminded)>, StoreError> {
        let text =
            sql!("SELECT tenant, kind, day FROM reminder WHERE account = $1 AND week = $2 ORDER BY tenant, kind");
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(account.0).bind(week.to_string()).fetch_all(c).await)?;
        rows.into_iter()
            .map(|row| {
                let kind = known("reminder.kind", &row.kind, ReminderKind::from_code(&row.kind))?;
                Ok((TenantId(row.tenant), Reminded { kind, day: row.day.0 }))
            })
            .collect()
    }

    /// Accounts with an open measure that is due by `until`: their own, or one that belongs to nobody with an account
    /// in an organisation they answer for. In a fixed order, beginning after `after`, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn accounts_with_due(
        &mut self,
        until: Date,
        after: AccountId,
        limit: u32,
    ) -> Result<Vec<AccountId>, StoreError> {
        let text = sql!(
            "SELECT account FROM (
                SELECT owner_account AS account FROM plan_item
                WHERE owner_account IS NOT NULL AND due <= $1 AND status IN ('todo', 'in-progress')
                UNION
                SELECT membership.account FROM plan_item
                    JOIN membership ON scope = 'organisation' AND scope_id = plan_item.tenant AND role = 'owner'
                WHERE owner_account IS NULL AND due <= $1 AND status IN ('todo', 'in-progress')
             ) AS someone WHERE account > $2 ORDER BY account LIMIT $3"
        );
        let rows: Vec<(Uuid,)> = on!(self, c => sqlx::query_as(text)
            .bind(Day(until))
            .bind(after.0)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(|(account,)| AccountId(account)).collect())
    }

    /// Open measures of an organisation that are due by `until` and belong to nobody with an account, by date.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn unowned_due(&mut self, tenant: TenantId, until: Date) -> Result<Vec<PlanItem>, StoreError> {
        let items = self.plan_of(tenant).await?;
        let mut due: Vec<PlanItem> = items
            .into_iter()
            .filter(|item| item.owner_account.is_none() && item.is_open() && item.due.is_some_and(|due| due <= until))
            .collect();
        due.sort_by_key(|item| item.due);
        Ok(due)
    }
}

impl Tx {
    /// Writes down that somebody is reminded. False if they were, of this kind and in this week.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the tenant or the account is gone; [`StoreError::Unavailable`].
    pub async fn insert_reminder(
        &mut self,
        tenant: TenantId,
        account: AccountId,
        reminded: Reminded,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO reminder (tenant, account, week, kind, day) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (tenant, account, week, kind) DO NOTHING"
        );
        let inserted = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(account.0)
            .bind(Week::of(reminded.day).to_string())
            .bind(reminded.kind.code())
            .bind(Day(reminded.day))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(inserted > 0)
    }

    /// Forgets what was written before this day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_reminders_before(&mut self, day: Date) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM reminder WHERE day < $1");
        on!(self, c => sqlx::query(text).bind(Day(day)).execute(c).await.map(|done| done.rows_affected()))
    }
}
