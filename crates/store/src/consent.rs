//! Consents, and who of outside looked at an organisation's data.
//!
//! Knows that one consent a purpose and partner holds at a time. Refuses to know what a consent opens (`core`).

use jiff::{Timestamp, civil::Date};
use ringwall_core::{
    consent::{Consent, Purpose},
    id::{AccountId, ConsentId, PartnerId, TenantId},
    language::Language,
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    db::{on, row, sql},
    types::{Day, Micros, counter, known, tenant_list},
};

row! {
    struct Row {
        id: Uuid,
        purpose: String,
        partner: Uuid,
        version: String,
        digest: String,
        language: String,
        given_at: Micros,
        given_by: Option<Uuid>,
        revoked_at: Option<Micros>,
        revoked_by: Option<Uuid>,
    }
}

row! {
    struct ClientRow {
        tenant: Uuid,
        id: Uuid,
        purpose: String,
        partner: Uuid,
        version: String,
        digest: String,
        language: String,
        given_at: Micros,
        given_by: Option<Uuid>,
        revoked_at: Option<Micros>,
        revoked_by: Option<Uuid>,
    }
}

impl TryFrom<Row> for Consent {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ConsentId(row.id),
            purpose: known("consent.purpose", &row.purpose, Purpose::from_code(&row.purpose))?,
            partner: (!row.partner.is_nil()).then_some(PartnerId(row.partner)),
            version: row.version,
            digest: row.digest,
            language: known("consent.language", &row.language, Language::from_code(&row.language))?,
            given_at: row.given_at.0,
            given_by: row.given_by.map(AccountId),
            revoked_at: row.revoked_at.map(|at| at.0),
            revoked_by: row.revoked_by.map(AccountId),
        })
    }
}

/// Rows in the order of tenants, put together.
fn by_tenant(rows: Vec<ClientRow>) -> Result<Vec<(TenantId, Vec<Consent>)>, StoreError> {
    let mut clients: Vec<(TenantId, Vec<Consent>)> = Vec::new();
    for row in rows {
        let tenant = TenantId(row.tenant);
        let consent = Consent::try_from(Row {
            id: row.id,
            purpose: row.purpose,
            partner: row.partner,
            version: row.version,
            digest: row.digest,
            language: row.language,
            given_at: row.given_at,
            given_by: row.given_by,
            revoked_at: row.revoked_at,
            revoked_by: row.revoked_by,
        })?;
        match clients.last_mut() {
            Some((last, consents)) if *last == tenant => consents.push(consent),
            _ => clients.push((tenant, vec![consent])),
        }
    }
    Ok(clients)
}

/// One kind of page of an organisation, looked at by one outsider on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The day, in the region.
    pub day: Date,
    /// Who.
    pub account: AccountId,
    /// For which partner, if for one.
    pub partner: Option<PartnerId>,
    /// What, as a code.
    pub page: String,
    /// The first time on that day.
    pub first_at: Timestamp,
    /// The last time on that day.
    pub last_at: Timestamp,
    /// How often.
    pub times: u32,
}

row! {
    struct LookRow {
        day: Day,
        account: Uuid,
        partner: Uuid,
        page: String,
        first_at: Micros,
        last_at: Micros,
        times: i64,
    }
}

impl TryFrom<LookRow> for Look {
    type Error = StoreError;
    fn try_from(row: LookRow) -> Result<Self, StoreError> {
        Ok(Self {
            day: row.day.0,
            account: AccountId(row.account),
            partner: (!row.partner.is_nil()).then_some(PartnerId(row.partner)),
            page: row.page,
            first_at: row.first_at.0,
            last_at: row.last_at.0,
            times: counter("look.times", row.times)?,
        })
    }
}

/// The id under which a partner, or none, is stored.
fn stored(partner: Option<PartnerId>) -> Uuid {
    partner.map_or(Uuid::nil(), |partner| partner.0)
}

impl Conn {
    /// All consents a tenant ever gave here, newest first; those that came with a take-out are not among them.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn consents_of(&mut self, tenant: TenantId) -> Result<Vec<Consent>, StoreError> {
        let text = sql!(
            "SELECT id, purpose, partner, version, digest, language, given_at, given_by, revoked_at, revoked_by
             FROM consent WHERE tenant = $1 AND NOT brought_in ORDER BY given_at DESC, id DESC"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(Consent::try_from).collect()
    }

    /// The consents of a tenant that hold now.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn current_consents_of(&mut self, tenant: TenantId) -> Result<Vec<Consent>, StoreError> {
        let text = sql!(
            "SELECT id, purpose, partner, version, digest, language, given_at, given_by, revoked_at, revoked_by
             FROM consent WHERE tenant = $1 AND revoked_at IS NULL AND NOT brought_in ORDER BY given_at, id"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(Consent::try_from).collect()
    }

    /// The consents of these tenants that hold now.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn current_consents_among(
        &mut self,
        tenants: &[TenantId],
    ) -> Result<Vec<(TenantId, Vec<Consent>)>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "SELECT tenant, consent.id, purpose, partner, version, digest, language, given_at, given_by,
                    revoked_at, revoked_by
                 FROM json_each($1) AS asked JOIN consent ON consent.tenant = unhex(asked.value)
                 WHERE revoked_at IS NULL AND NOT brought_in ORDER BY tenant, given_at, consent.id"
            ),
            Engine::Postgres => sql!(Postgres:
                "SELECT tenant, consent.id, purpose, partner, version, digest, language, given_at, given_by,
                    revoked_at, revoked_by
                 FROM jsonb_array_elements_text($1) AS asked(value) JOIN consent ON consent.tenant = asked.value::uuid
                 WHERE revoked_at IS NULL AND NOT brought_in ORDER BY tenant, given_at, consent.id"
            ),
        };
        let rows: Vec<ClientRow> = on!(self, c => sqlx::query_as(text).bind(tenant_list(tenants)).fetch_all(c).await)?;
        by_tenant(rows)
    }

    /// The organisations that let this partner read now, the newest consent first; `skip` of them left out.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn clients_of(
        &mut self,
        partner: PartnerId,
        skip: u32,
        most: u32,
    ) -> Result<Vec<(TenantId, Vec<Consent>)>, StoreError> {
        let text = sql!(
            "SELECT consent.tenant, id, purpose, consent.partner, version, digest, language, given_at, given_by,
                revoked_at, revoked_by
             FROM consent JOIN (
                SELECT tenant, max(given_at) AS newest FROM consent
                WHERE partner = $1 AND revoked_at IS NULL AND NOT brought_in
                GROUP BY tenant ORDER BY newest DESC, tenant LIMIT $2 OFFSET $3
             ) AS client ON client.tenant = consent.tenant
             WHERE consent.partner = $1 AND revoked_at IS NULL AND NOT brought_in
             ORDER BY newest DESC, consent.tenant, given_at, id"
        );
        let rows: Vec<ClientRow> = on!(self, c => sqlx::query_as(text)
            .bind(partner.0)
            .bind(i64::from(most))
            .bind(i64::from(skip))
            .fetch_all(c)
            .await)?;
        by_tenant(rows)
    }

    /// Who of outside looked at a tenant's data, newest day first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn looks_at(&mut self, tenant: TenantId, most: u32) -> Result<Vec<Look>, StoreError> {
        let text = sql!(
            "SELECT day, account, partner, page, first_at, last_at, times FROM look
             WHERE tenant = $1 ORDER BY day DESC, last_at DESC, account, page LIMIT $2"
        );
        let rows: Vec<LookRow> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(i64::from(most)).fetch_all(c).await)?;
        rows.into_iter().map(Look::try_from).collect()
    }
}

impl Tx {
    /// Stores a consent as it is. `brought_in`: it came with a take-out and opens nothing here.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one for the same purpose and partner holds already, or the tenant is gone;
    /// [`StoreError::Unavailable`].
    pub async fn insert_consent(
        &mut self,
        tenant: TenantId,
        consent: &Consent,
        brought_in: bool,
    ) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO consent (tenant, id, purpose, partner, version, digest, language, given_at, given_by,
                revoked_at, revoked_by, brought_in)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(consent.id.0)
            .bind(consent.purpose.code())
            .bind(stored(consent.partner))
            .bind(consent.version.as_str())
            .bind(consent.digest.as_str())
            .bind(consent.language.code())
            .bind(Micros(consent.given_at))
            .bind(consent.given_by.map(|account| account.0))
            .bind(consent.revoked_at.map(Micros))
            .bind(consent.revoked_by.map(|account| account.0))
            .bind(brought_in)
            .execute(c)
            .await
            .map(drop))
    }

    /// Takes a consent back. Returns what it was for; `None` if it does not hold (any more).
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn revoke_consent(
        &mut self,
        tenant: TenantId,
        id: ConsentId,
        now: Timestamp,
        by: Option<AccountId>,
    ) -> Result<Option<Consent>, StoreError> {
        let text = sql!(
            "UPDATE consent SET revoked_at = $3, revoked_by = $4
             WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL AND NOT brought_in
             RETURNING id, purpose, partner, version, digest, language, given_at, given_by, revoked_at, revoked_by"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(id.0)
            .bind(Micros(now))
            .bind(by.map(|account| account.0))
            .fetch_optional(c)
            .await)?;
        row.map(Consent::try_from).transpose()
    }

    /// Notes that an outsider looked at a kind of page. True the first time on that day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also if the tenant is gone.
    pub async fn note_look(
        &mut self,
        tenant: TenantId,
        day: Date,
        account: AccountId,
        partner: Option<PartnerId>,
        page: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO look (tenant, day, account, partner, page, first_at, last_at, times)
             VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
             ON CONFLICT (tenant, day, account, partner, page) DO UPDATE SET
                last_at = excluded.last_at, times = look.times + 1 RETURNING times"
        );
        let (times,): (i64,) = on!(self, c => sqlx::query_as(text)
            .bind(tenant.0)
            .bind(Day(day))
            .bind(account.0)
            .bind(stored(partner))
            .bind(page)
            .bind(Micros(now))
            .fetch_one(c)
            .await)?;
        Ok(times == 1)
    }

    /// Notes that an outsider looked at a kind of page that shows several organisations, each named once. Returns those
    /// that they looked at for the first time on that day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also if one of them is gone.
    pub async fn note_looks(
        &mut self,
        tenants: &[TenantId],
        day: Date,
        account: AccountId,
        partner: Option<PartnerId>,
        page: &str,
        now: Timestamp,
    ) -> Result<Vec<TenantId>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "INSERT INTO look (tenant, day, account, partner, page, first_at, last_at, times)
                 SELECT unhex(value), $2, $3, $4, $5, $6, $6, 1 FROM json_each($1) WHERE true
                 ON CONFLICT (tenant, day, account, partner, page) DO UPDATE SET
                    last_at = excluded.last_at, times = look.times + 1 RETURNING tenant, times"
            ),
            Engine::Postgres => sql!(Postgres:
                "INSERT INTO look (tenant, day, account, partner, page, first_at, last_at, times)
                 SELECT value::uuid, $2, $3, $4, $5, $6, $6, 1 FROM jsonb_array_elements_text($1) AS tenant_list(value)
                 ON CONFLICT (tenant, day, account, partner, page) DO UPDATE SET
                    last_at = excluded.last_at, times = look.times + 1 RETURNING tenant, times"
            ),
        };
        let rows: Vec<(Uuid, i64)> = on!(self, c => sqlx::query_as(text)
            .bind(tenant_list(tenants))
            .bind(Day(day))
            .bind(account.0)
            .bind(stored(partner))
            .bind(page)
            .bind(Micros(now))
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().filter(|(_, times)| *times == 1).map(|(tenant, _)| TenantId(tenant)).collect())
    }

    /// Deletes the notes about looks of before this day. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_looks_before(&mut self, day: Date) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM look WHERE day < $1");
        on!(self, c => sqlx::query(text).bind(Day(day)).execute(c).await.map(|done| done.rows_affected()))
    }
}
