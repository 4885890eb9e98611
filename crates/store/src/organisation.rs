//! Organisations: the root of everything a tenant owns, and so also deletion and expiry.
//!
//! Knows that deleting an organisation deletes all that hangs on it and leaves only counts behind. Refuses to know
//! how long something may be kept: callers hand in instants.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    actor::{Author, Scope},
    id::TenantId,
    language::Language,
    organisation::Organisation,
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter, known},
};

/// Most organisations deleted by one call of [`Tx::purge_expired`], so that others who write need not wait for long.
pub const PURGED_AT_ONCE: u16 = 500;

/// An organisation with what the store knows about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRecord {
    /// The facts it gave.
    pub organisation: Organisation,
    /// The language it uses.
    pub language: Language,
    /// When it was first stored.
    pub created_at: Timestamp,
    /// When it will be deleted.
    pub expires_at: Timestamp,
    /// When somebody with an account took it over, if anybody did.
    pub kept_at: Option<Timestamp>,
    /// Counts changes of the facts, starting at 1.
    pub revision: u32,
}

/// What a deletion took away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Deleted {
    /// Assessments.
    pub assessments: u64,
    /// Answers, those with only a note included.
    pub answers: u64,
    /// Plan items.
    pub plan_items: u64,
    /// Decisions about risks.
    pub treatments: u64,
    /// Consents, interviews and what was noted in them, and whatever else is told apart by the name of its table.
    pub others: BTreeMap<&'static str, u64>,
}

impl Deleted {
    /// All counts by name, for a receipt.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let named = [
            ("assessments", self.assessments),
            ("answers", self.answers),
            ("plan_items", self.plan_items),
            ("treatments", self.treatments),
        ];
        let others = self.others.iter().map(|(name, count)| (*name, *count));
        named.into_iter().chain(others).map(|(name, count)| (name.to_owned(), count)).collect()
    }
}

/// How much is stored, for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Organisations.
    pub organisations: u64,
    /// Assessments.
    pub assessments: u64,
    /// Answers, those with only a note included.
    pub answers: u64,
}

/// What a receipt counts besides the counts that have a name of their own in [`Deleted`]: name and statement.
const COUNTED: [(&str, &str); 11] = [
    ("requests", sql!("SELECT count(*) FROM help_request WHERE tenant = $1")),
    ("appointments", sql!("SELECT count(*) FROM appointment WHERE tenant = $1")),
    ("comments", sql!("SELECT count(*) FROM comment WHERE tenant = $1")),
    ("changes", sql!("SELECT count(*) FROM history WHERE tenant = $1")),
    ("documents", sql!("SELECT count(*) FROM document WHERE tenant = $1")),
    ("follow_ups", sql!("SELECT count(*) FROM follow_up WHERE tenant = $1")),
    ("consents", sql!("SELECT count(*) FROM consent WHERE tenant = $1")),
    ("interviews", sql!("SELECT count(*) FROM interview WHERE tenant = $1")),
    ("looks", sql!("SELECT count(*) FROM look WHERE tenant = $1")),
    ("log_lines", sql!("SELECT count(*) FROM audit WHERE tenant = $1")),
    ("brought_in", sql!("SELECT count(*) FROM brought_in WHERE tenant = $1")),
];

row! {
    struct Row {
        facts: Doc<Organisation>,
        language: String,
        created_at: Micros,
        expires_at: Micros,
        kept_at: Option<Micros>,
        revision: i64,
    }
}

impl TryFrom<Row> for OrganisationRecord {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            organisation: row.facts.0,
            language: known("organisation.language", &row.language, Language::from_code(&row.language))?,
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            kept_at: row.kept_at.map(|at| at.0),
            revision: counter("organisation.revision", row.revision)?,
        })
    }
}

impl Conn {
    /// The organisation of a tenant.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn organisation(&mut self, tenant: TenantId) -> Result<Option<OrganisationRecord>, StoreError> {
        let text = sql!(
            "SELECT facts, language, created_at, expires_at, kept_at, revision FROM organisation WHERE tenant = $1"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_optional(c).await)?;
        row.map(OrganisationRecord::try_from).transpose()
    }

    /// When an organisation will be deleted, and whether somebody with an account keeps it; `None` if there is no such one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn organisation_expiry(&mut self, tenant: TenantId) -> Result<Option<(Timestamp, bool)>, StoreError> {
        let text = sql!("SELECT expires_at, kept_at FROM organisation WHERE tenant = $1");
        let row: Option<(Micros, Option<Micros>)> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_optional(c).await)?;
        Ok(row.map(|(expires_at, kept_at)| (expires_at.0, kept_at.is_some())))
    }

    /// How much is stored altogether. Scans tables: for metrics every few minutes, not for pages.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn counts(&mut self) -> Result<Counts, StoreError> {
        let text = sql!(
            "SELECT (SELECT count(*) FROM organisation), (SELECT count(*) FROM assessment),
                (SELECT count(*) FROM answer)"
        );
        let (organisations, assessments, answers): (i64, i64, i64) =
            on!(self, c => sqlx::query_as(text).fetch_one(c).await)?;
        Ok(Counts {
            organisations: counter("count", organisations)?,
            assessments: counter("count", assessments)?,
            answers: counter("count", answers)?,
        })
    }
}

impl Tx {
    /// Stores a new organisation with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the tenant exists; [`StoreError::Unavailable`].
    pub async fn insert_organisation(
        &mut self,
        tenant: TenantId,
        organisation: &Organisation,
        language: Language,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO organisation (tenant, facts, language, created_at, expires_at, revision)
             VALUES ($1, $2, $3, $4, $5, 1)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(Doc(organisation))
            .bind(language.code())
            .bind(Micros(now))
            .bind(Micros(expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes the facts if `seen` is still the revision; never [`Saved::Finished`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn update_organisation(
        &mut self,
        tenant: TenantId,
        seen: u32,
        organisation: &Organisation,
    ) -> Result<Saved<OrganisationRecord>, StoreError> {
        let text = sql!(
            "UPDATE organisation SET facts = $3, revision = revision + 1
             WHERE tenant = $1 AND revision = $2 AND facts <> $3 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(i64::from(seen))
            .bind(Doc(organisation))
            .fetch_optional(c)
            .await)?;
        if let Some((revision,)) = stored {
            return Ok(Saved::Stored(counter("organisation.revision", revision)?));
        }
        Ok(match self.organisation(tenant).await? {
            None => Saved::Missing,
            Some(current) if current.organisation == *organisation => Saved::Stored(current.revision),
            Some(current) => Saved::Conflict(current),
        })
    }

    /// Changes the language, whatever the revision. False if there is no such tenant.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn set_language(&mut self, tenant: TenantId, language: Language) -> Result<bool, StoreError> {
        let text = sql!("UPDATE organisation SET language = $2 WHERE tenant = $1");
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(language.code())
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Marks an organisation as kept by somebody with an account, and puts off its expiry. False if there is no such
    /// tenant.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn keep_organisation(
        &mut self,
        tenant: TenantId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE organisation SET kept_at = coalesce(kept_at, $2),
                expires_at = CASE WHEN expires_at < $3 THEN $3 ELSE expires_at END
             WHERE tenant = $1"
        );
        let kept = on!(self, c => sqlx::query(text).bind(tenant.0).bind(Micros(now)).bind(Micros(expires_at)).execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(kept > 0)
    }

    /// Puts off the expiry of an organisation and its resume links. Never brings it forward.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn extend_expiry(&mut self, tenant: TenantId, expires_at: Timestamp) -> Result<(), StoreError> {
        let organisation = sql!("UPDATE organisation SET expires_at = $2 WHERE tenant = $1 AND expires_at < $2");
        on!(self, c => sqlx::query(organisation).bind(tenant.0).bind(Micros(expires_at)).execute(c).await.map(drop))?;
        let links = sql!("UPDATE resume_link SET expires_at = $2 WHERE tenant = $1 AND expires_at < $2");
        on!(self, c => sqlx::query(links).bind(tenant.0).bind(Micros(expires_at)).execute(c).await.map(drop))
    }

    /// Deletes everything about a tenant. One audit line without tenant remains: `tenant-deleted` with the counts;
    /// none if there was nothing to delete.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_tenant(&mut self, tenant: TenantId, now: Timestamp) -> Result<Deleted, StoreError> {
        let count = sql!(
            "SELECT (SELECT count(*) FROM assessment WHERE tenant = $1), (SELECT count(*) FROM answer WHERE tenant = $1),
                (SELECT count(*) FROM plan_item WHERE tenant = $1), (SELECT count(*) FROM treatment WHERE tenant = $1)"
        );
        let (assessments, answers, plan_items, treatments): (i64, i64, i64, i64) =
            on!(self, c => sqlx::query_as(count).bind(tenant.0).fetch_one(c).await)?;
        let deleted = Deleted {
            assessments: counter("count", assessments)?,
            answers: counter("count", answers)?,
            plan_items: counter("count", plan_items)?,
            treatments: counter("count", treatments)?,
            others: self.other_counts(tenant).await?,
        };
        let place = Scope::Organisation(tenant);
        self.delete_memberships_of(place).await?;
        self.delete_invitations_of(place).await?;
        self.delete_api_tokens_of(place).await?;
        // Everything else hangs on the organisation by ON DELETE CASCADE.
        let root = sql!("DELETE FROM organisation WHERE tenant = $1");
        let existed = on!(self, c => sqlx::query(root)
            .bind(tenant.0)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        if existed > 0 {
            let counts = serde_json::to_value(&deleted).map_err(StoreError::unavailable)?;
            self.shred_audit_of(tenant, now, Author::SYSTEM, counts);
        }
        Ok(deleted)
    }

    /// How much there is of everything that is not counted by itself; what there is none of is left out.
    async fn other_counts(&mut self, tenant: TenantId) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        let mut counts = BTreeMap::new();
        for (name, text) in COUNTED {
            let (count,): (i64,) = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_one(c).await)?;
            if count > 0 {
                counts.insert(name, counter("count", count)?);
            }
        }
        Ok(counts)
    }

    /// Deletes up to [`PURGED_AT_ONCE`] organisations whose time is over, and checks that nobody uses and nobody
    /// imported. Returns how many organisations; at the limit there may be more, the next call takes them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_expired(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let expired = sql!("SELECT tenant FROM organisation WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2");
        let tenants: Vec<(Uuid,)> = on!(self, c => sqlx::query_as(expired)
            .bind(Micros(now))
            .bind(i64::from(PURGED_AT_ONCE))
            .fetch_all(c)
            .await)?;
        for (tenant,) in &tenants {
            self.delete_tenant(TenantId(*tenant), now).await?;
        }
        let editions = sql!(
            "DELETE FROM check_edition WHERE NOT imported
             AND NOT EXISTS (SELECT 1 FROM assessment WHERE assessment.check_digest = check_edition.digest)"
        );
        on!(self, c => sqlx::query(editions).execute(c).await.map(drop))?;
        Ok(tenants.len() as u64)
    }
}
