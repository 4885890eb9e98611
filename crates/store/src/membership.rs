//! Memberships: what somebody is, and where.
//!
//! Knows roles and scopes as codes. Refuses to know what a role allows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::{AccountId, AreaId, PartnerId, RegionId, TenantId},
    language::Language,
};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    account::Account,
    db::{on, row, sql},
    types::{Micros, counter, id_list, known},
};

/// The id of a scope as it is stored; the nil UUID for the installation.
pub(crate) const fn scope_id(scope: Scope) -> Uuid {
    match scope {
        Scope::Installation => Uuid::nil(),
        Scope::Region(RegionId(id))
        | Scope::Area(AreaId(id))
        | Scope::Partner(PartnerId(id))
        | Scope::Organisation(TenantId(id)) => id,
    }
}

/// The scope behind code and id.
pub(crate) fn scope_of(code: &str, id: Uuid) -> Result<Scope, StoreError> {
    let scope = match code {
        "installation" => Some(Scope::Installation),
        "region" => Some(Scope::Region(RegionId(id))),
        "area" => Some(Scope::Area(AreaId(id))),
        "partner" => Some(Scope::Partner(PartnerId(id))),
        "organisation" => Some(Scope::Organisation(TenantId(id))),
        _ => None,
    };
    known("membership.scope", code, scope)
}

pub(crate) fn membership(role: &str, scope: &str, id: Uuid) -> Result<Membership, StoreError> {
    Ok(Membership { role: known("membership.role", role, Role::from_code(role))?, scope: scope_of(scope, id)? })
}

row! {
    struct Row {
        role: String,
        scope: String,
        scope_id: Uuid,
    }
}

row! {
    struct PersonRow {
        id: Uuid,
        email: String,
        name: String,
        language: String,
        created_at: Micros,
        verified_at: Option<Micros>,
        disabled_at: Option<Micros>,
        revision: i64,
        role: String,
    }
}

impl TryFrom<PersonRow> for (Account, Role) {
    type Error = StoreError;
    fn try_from(row: PersonRow) -> Result<Self, StoreError> {
        let account = Account {
            id: AccountId(row.id),
            email: row.email,
            name: row.name,
            language: known("account.language", &row.language, Language::from_code(&row.language))?,
            created_at: row.created_at.0,
            verified_at: row.verified_at.map(|at| at.0),
            disabled_at: row.disabled_at.map(|at| at.0),
            revision: counter("account.revision", row.revision)?,
        };
        Ok((account, known("membership.role", &row.role, Role::from_code(&row.role))?))
    }
}

/// What a place is called, in German and, where that differs, in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceName {
    /// German, or in the only language there is.
    pub de: String,
    /// English.
    pub en: Option<String>,
}

row! {
    struct PlaceRow {
        id: Uuid,
        de: Option<String>,
        en: Option<String>,
    }
}

impl Conn {
    /// What these places are called. One without a name is left out; the installation has none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn place_names(&mut self, scopes: &[Scope]) -> Result<BTreeMap<Scope, PlaceName>, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => sql!(Sqlite:
                "WITH asked AS (SELECT unhex(value) AS id FROM json_each($1))
                 SELECT organisation.tenant AS id, facts ->> '$.name' AS de, NULL AS en
                 FROM asked JOIN organisation ON organisation.tenant = asked.id
                 UNION ALL SELECT partner.id, name, NULL FROM asked JOIN partner ON partner.id = asked.id
                 UNION ALL SELECT area.id, name, NULL FROM asked JOIN area ON area.id = asked.id
                 UNION ALL SELECT region.id, document ->> '$.name.de', document ->> '$.name.en'
                 FROM asked JOIN region ON region.id = asked.id"
            ),
            Engine::Postgres => sql!(Postgres:
                "WITH asked AS (SELECT value::uuid AS id FROM jsonb_array_elements_text($1) AS list(value))
                 SELECT organisation.tenant AS id, facts ->> 'name' AS de, NULL::text AS en
                 FROM asked JOIN organisation ON organisation.tenant = asked.id
                 UNION ALL SELECT partner.id, name, NULL FROM asked JOIN partner ON partner.id = asked.id
                 UNION ALL SELECT area.id, name, NULL FROM asked JOIN area ON area.id = asked.id
                 UNION ALL SELECT region.id, document #>> '{name,de}', document #>> '{name,en}'
                 FROM asked JOIN region ON region.id = asked.id"
            ),
        };
        let ids = id_list(scopes.iter().map(|scope| scope_id(*scope)).filter(|id| !id.is_nil()));
        let rows: Vec<PlaceRow> = on!(self, c => sqlx::query_as(text).bind(ids).fetch_all(c).await)?;
        let mut names = BTreeMap::new();
        for row in rows {
            let scope = scopes.iter().find(|scope| scope_id(**scope) == row.id);
            let name = match (row.de, row.en) {
                (Some(de), en) => Some(PlaceName { de, en }),
                (None, Some(en)) => Some(PlaceName { de: en, en: None }),
                (None, None) => None,
            };
            if let (Some(scope), Some(name)) = (scope, name) {
                names.insert(*scope, name);
            }
        }
        Ok(names)
    }

    /// Everything somebody is.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn memberships_of(&mut self, account: AccountId) -> Result<Vec<Membership>, StoreError> {
        let text =
            sql!("SELECT role, scope, scope_id FROM membership WHERE account = $1 ORDER BY scope, scope_id, role");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(account.0).fetch_all(c).await)?;
        rows.into_iter().map(|row| membership(&row.role, &row.scope, row.scope_id)).collect()
    }

    /// The people of one place with their roles, by name.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn people_of(&mut self, scope: Scope) -> Result<Vec<(Account, Role)>, StoreError> {
        let text = sql!(
            "SELECT id, email, name, language, account.created_at, verified_at, disabled_at, revision, role
             FROM membership JOIN account ON account.id = membership.account
             WHERE scope = $1 AND scope_id = $2 ORDER BY name, id, role"
        );
        let rows: Vec<PersonRow> = on!(self, c => sqlx::query_as(text)
            .bind(scope.code())
            .bind(scope_id(scope))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(TryFrom::try_from).collect()
    }
}

impl Tx {
    /// Gives somebody a role in a place. False if they have it already.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the account is gone; [`StoreError::Unavailable`].
    pub async fn insert_membership(
        &mut self,
        account: AccountId,
        membership: Membership,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "INSERT INTO membership (account, role, scope, scope_id, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account, role, scope, scope_id) DO NOTHING"
        );
        let inserted = on!(self, c => sqlx::query(text)
            .bind(account.0)
            .bind(membership.role.code())
            .bind(membership.scope.code())
            .bind(scope_id(membership.scope))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(inserted > 0)
    }

    /// Takes a role in a place away. False if they did not have it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_membership(&mut self, account: AccountId, membership: Membership) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM membership WHERE account = $1 AND role = $2 AND scope = $3 AND scope_id = $4");
        let deleted = on!(self, c => sqlx::query(text)
            .bind(account.0)
            .bind(membership.role.code())
            .bind(membership.scope.code())
            .bind(scope_id(membership.scope))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }

    /// Takes everybody's roles in a place away, before the place itself goes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_memberships_of(&mut self, scope: Scope) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM membership WHERE scope = $1 AND scope_id = $2");
        on!(self, c => sqlx::query(text).bind(scope.code()).bind(scope_id(scope)).execute(c).await
            .map(|done| done.rows_affected()))
    }

    /// How many people hold a role in a place. Until the transaction ends, nobody else can take one of them away or
    /// count them like this.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn holders_of(&mut self, membership: Membership) -> Result<u64, StoreError> {
        // A write that changes nothing: PostgreSQL has no lock for reading that SQLite understands as well.
        let text =
            sql!("UPDATE membership SET created_at = created_at WHERE role = $1 AND scope = $2 AND scope_id = $3");
        on!(self, c => sqlx::query(text)
            .bind(membership.role.code())
            .bind(membership.scope.code())
            .bind(scope_id(membership.scope))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))
    }
}
