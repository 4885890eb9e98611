//! Treatments: what an organisation decided about a risk.
//!
//! Knows revisions. Refuses to know what a decision must contain.

use ringwall_core::{
    id::TenantId,
    risk::{Treatment, TreatmentKind},
};

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Day, Micros, counter, known},
};

row! {
    struct Row {
        risk: String,
        kind: String,
        reason: String,
        person: String,
        decided_on: Option<Day>,
        revision: i64,
        changed_at: Option<Micros>,
    }
}

impl TryFrom<Row> for Treatment {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            risk: row.risk,
            kind: known("treatment.kind", &row.kind, TreatmentKind::from_code(&row.kind))?,
            reason: row.reason,
            person: row.person,
            decided_on: row.decided_on.map(|day| day.0),
            revision: counter("treatment.revision", row.revision)?,
            changed_at: row.changed_at.map(|at| at.0),
        })
    }
}

impl Conn {
    /// The decisions of a tenant, by risk.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn treatments_of(&mut self, tenant: TenantId) -> Result<Vec<Treatment>, StoreError> {
        let text = sql!(
            "SELECT risk, kind, reason, person, decided_on, revision, changed_at FROM treatment
             WHERE tenant = $1 ORDER BY risk"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(Treatment::try_from).collect()
    }

    /// The decision about one risk.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn treatment(&mut self, tenant: TenantId, risk: &str) -> Result<Option<Treatment>, StoreError> {
        let text = sql!(
            "SELECT risk, kind, reason, person, decided_on, revision, changed_at FROM treatment
             WHERE tenant = $1 AND risk = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(risk).fetch_optional(c).await)?;
        row.map(Treatment::try_from).transpose()
    }
}

impl Tx {
    /// Stores a decision if `seen` is still its revision (0: there was none). `treatment.revision` is not looked at;
    /// never [`Saved::Finished`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn save_treatment(
        &mut self,
        tenant: TenantId,
        treatment: &Treatment,
        seen: u32,
    ) -> Result<Saved<Treatment>, StoreError> {
        let text = sql!(
            "INSERT INTO treatment (tenant, risk, kind, reason, person, decided_on, revision, changed_at)
             SELECT $1, $2, $3, $4, $5, $6, 1, $7 FROM organisation WHERE organisation.tenant = $1
             ON CONFLICT (tenant, risk) DO UPDATE SET
                kind = excluded.kind, reason = excluded.reason, person = excluded.person,
                decided_on = excluded.decided_on, revision = treatment.revision + 1, changed_at = excluded.changed_at
             WHERE treatment.revision = $8 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(treatment.risk.as_str())
            .bind(treatment.kind.code())
            .bind(treatment.reason.as_str())
            .bind(treatment.person.as_str())
            .bind(treatment.decided_on.map(Day))
            .bind(treatment.changed_at.map(Micros))
            .bind(i64::from(seen))
            .fetch_optional(c)
            .await)?;
        if let Some((revision,)) = stored {
            return Ok(Saved::Stored(counter("treatment.revision", revision)?));
        }
        let content = |treatment: &Treatment| Treatment { revision: 0, changed_at: None, ..treatment.clone() };
        Ok(match self.treatment(tenant, &treatment.risk).await? {
            None => Saved::Missing,
            Some(current) if content(&current) == content(treatment) => Saved::Stored(current.revision),
            Some(current) => Saved::Conflict(current),
        })
    }
}
