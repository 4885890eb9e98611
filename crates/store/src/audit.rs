//! The audit trail: appended to, never changed, each line chained to the one before.
//!
//! Knows who did what when. Refuses personal data: callers write codes and counts.
//!
//! A line is chained in two steps: `content = SHA-256(salt, line)` and `hash = SHA-256(hash before, content)`. When its
//! time is over (its organisation is deleted, or it is too old), everything but `content` and `hash` is wiped, the salt
//! too, so that nobody can try out what it may have said; the chain still holds. Which lines a line of the trail ordered
//! to be wiped is part of its detail, so that wiping without an order is noticed. See docs/adr/0012-audit-chain.md.
//!
//! Lines are collected while a transaction works and written right before it commits: the lock on the head of the chain
//! is the last one taken and held for the shortest time.

use std::{collections::BTreeMap, fmt::Write};

use jiff::Timestamp;
use ringwall_core::{
    actor::Author,
    id::{AccountId, PartnerId, TenantId},
};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Conn, Engine, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros},
};

/// The event of a line that ordered the lines of an organisation to be wiped.
const TENANT_DELETED: &str = "tenant-deleted";
/// The event of a line that ordered old lines to be wiped.
const EXPIRED: &str = "audit-expired";
/// The event of a line that is wiped.
const SHREDDED: &str = "shredded";
/// Most old lines wiped by one call of [`Tx::shred_audit_before`].
pub const SHREDDED_AT_ONCE: u16 = 2_000;

pub use self::fault::AuditFault;

mod fault;

/// One line of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditLine {
    /// Its number.
    pub id: i64,
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
    pub detail: Value,
}

/// The end of the chain. Whoever notes it elsewhere can prove later that nothing before it was changed or cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// How many lines there are, those wiped included.
    pub lines: u64,
    /// The number of the last one.
    pub last: i64,
    /// Its hash.
    pub hash: [u8; 32],
}

impl std::fmt::Display for AuditHead {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.last, hex(&self.hash))
    }
}

/// What a transaction will append before it commits.
pub(crate) enum Pending {
    /// A line.
    Line { tenant: Option<TenantId>, at: Timestamp, by: Author, event: String, detail: Value },
    /// A line that orders others to be wiped.
    Order { what: Wiped, at: Timestamp, by: Author, detail: Value },
}

/// Which lines are wiped.
#[derive(Clone, Copy)]
pub(crate) enum Wiped {
    /// Those of an organisation.
    Of(TenantId),
    /// Those of before, apart from orders.
    Before(Timestamp),
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// JSON with sorted keys and without spaces, the same whatever the engine did to the column.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<_, _> = map.iter().collect();
            out.push('{');
            for (index, (key, value)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                canonical(value, out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (index, value) in list.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                canonical(value, out);
            }
            out.push(']');
        }
        plain => out.push_str(&plain.to_string()),
    }
}

row! {
    /// A line as it is stored.
    struct Row {
        id: i64,
        tenant: Option<Uuid>,
        at: i64,
        actor: String,
        account: Option<Uuid>,
        partner: Option<Uuid>,
        event: String,
        detail: Doc<Value>,
        salt: Option<Vec<u8>>,
        content: Option<Vec<u8>>,
        hash: Option<Vec<u8>>,
        shredded_by: Option<i64>,
    }
}

impl Row {
    /// The fingerprint of what the line says.
    fn fingerprint(&self, salt: &[u8]) -> [u8; 32] {
        let line = json!([
            "ringwall-audit/1",
            self.id,
            self.tenant,
            self.at,
            self.actor,
            self.account,
            self.partner,
            self.event,
            self.detail.0
        ]);
        let mut text = String::new();
        canonical(&line, &mut text);
        Sha256::new().chain_update(salt).chain_update(text.as_bytes()).finalize().into()
    }
}

/// The hash of a line, from the one before and its content.
fn link(before: [u8; 32], content: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(before).chain_update(content).finalize().into()
}

/// What an order says about the lines it wipes: how many, and a fingerprint of their numbers.
struct Tally {
    lines: u64,
    ids: Sha256,
    first: i64,
}

impl Tally {
    fn new() -> Self {
        Self { lines: 0, ids: Sha256::new(), first: 0 }
    }

    fn add(&mut self, id: i64) {
        if self.lines == 0 {
            self.first = id;
        }
        self.lines += 1;
        self.ids.update(id.to_be_bytes());
    }

    fn value(self) -> Value {
        json!({ "lines": self.lines, "ids": hex(&self.ids.finalize()) })
    }
}

impl Conn {
    /// The last lines about a tenant, newest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn audit_of(&mut self, tenant: TenantId, limit: u32) -> Result<Vec<AuditLine>, StoreError> {
        type Row = (i64, Micros, String, Option<Uuid>, Option<Uuid>, String, Doc<Value>);
        let text = sql!(
            "SELECT id, at, actor, account, partner, event, detail FROM audit
             WHERE tenant = $1 ORDER BY id DESC LIMIT $2"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(i64::from(limit)).fetch_all(c).await)?;
        Ok(rows
            .into_iter()
            .map(|(id, at, actor, account, partner, event, detail)| AuditLine {
                id,
                at: at.0,
                actor,
                account: account.map(AccountId),
                partner: partner.map(PartnerId),
                event,
                detail: detail.0,
            })
            .collect())
    }

    /// The head of the chain; `None` before the first line.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn audit_head(&mut self) -> Result<Option<AuditHead>, StoreError> {
        let text = sql!("SELECT lines, last, hash FROM audit_head WHERE id = 1");
        let (lines, last, hash): (i64, i64, Vec<u8>) = on!(self, c => sqlx::query_as(text).fetch_one(c).await)?;
        let Ok(lines) = u64::try_from(lines) else { return Ok(None) };
        Ok(Some(AuditHead { lines, last, hash: bytes(&hash)? }))
    }
}

/// A hash as it is stored.
fn bytes(stored: &[u8]) -> Result<[u8; 32], StoreError> {
    stored.try_into().map_err(|_| StoreError::corrupt("a hash of the audit trail has another length"))
}

/// The head while lines are appended, with the randomness their salts are made from.
struct Appending {
    lines: i64,
    last: i64,
    hash: [u8; 32],
    seed: Vec<u8>,
}

impl Tx {
    /// Appends a line before the transaction commits. `detail` is stored as JSON and must not hold personal data.
    ///
    /// A line about an organisation that is gone by then is not written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    #[expect(clippy::unused_async, reason = "called like everything else that stores")]
    pub async fn append_audit(
        &mut self,
        tenant: Option<TenantId>,
        at: Timestamp,
        by: Author,
        event: &str,
        detail: &(impl Serialize + Sync + ?Sized),
    ) -> Result<(), StoreError> {
        let detail = serde_json::to_value(detail).map_err(StoreError::unavailable)?;
        self.pending.push(Pending::Line { tenant, at, by, event: event.to_owned(), detail });
        Ok(())
    }

    /// Has the lines of a tenant wiped before the transaction commits, and says so with these counts.
    pub(crate) fn shred_audit_of(&mut self, tenant: TenantId, at: Timestamp, by: Author, counts: Value) {
        self.pending.retain(|pending| !matches!(pending, Pending::Line { tenant: Some(of), .. } if *of == tenant));
        self.pending.push(Pending::Order { what: Wiped::Of(tenant), at, by, detail: counts });
    }

    /// Wipes up to [`SHREDDED_AT_ONCE`] lines of before an instant, those about deletions and wiping excepted: they say
    /// nothing about anybody, and the chain needs them. Returns how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn shred_audit_before(&mut self, before: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
        let due = self.lines_to_wipe(Wiped::Before(before)).await?.len();
        if due > 0 {
            self.pending.push(Pending::Order {
                what: Wiped::Before(before),
                at: now,
                by: Author::SYSTEM,
                detail: json!({}),
            });
        }
        Ok(due as u64)
    }

    async fn lines_to_wipe(&mut self, what: Wiped) -> Result<Vec<i64>, StoreError> {
        let rows: Vec<(i64,)> = match what {
            Wiped::Of(tenant) => {
                let text = sql!("SELECT id FROM audit WHERE tenant = $1 ORDER BY id");
                on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?
            }
            Wiped::Before(before) => {
                let text = sql!(
                    "SELECT id FROM audit WHERE shredded_by IS NULL AND at < $1
                     AND event NOT IN ('tenant-deleted', 'audit-expired') ORDER BY id LIMIT $2"
                );
                on!(self, c => sqlx::query_as(text)
                    .bind(Micros(before))
                    .bind(i64::from(SHREDDED_AT_ONCE))
                    .fetch_all(c)
                    .await)?
            }
        };
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Writes what was collected. The last thing a transaction does: from here until its end nobody else appends.
    pub(crate) async fn flush_audit(&mut self) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let pending = std::mem::take(&mut self.pending);
        let mut head = self.lock_audit_head().await?;
        if head.lines < 0 {
            self.chain_old_lines(&mut head).await?;
        }
        for entry in pending {
            match entry {
                Pending::Line { tenant, at, by, event, detail } => {
                    if let Some(tenant) = tenant
                        && !self.tenant_exists(tenant).await?
                    {
                        continue;
                    }
                    self.insert_line(&mut head, tenant, at, by, &event, detail).await?;
                }
                Pending::Order { what, at, by, mut detail } => {
                    let order = head.last + 1;
                    let mut tally = Tally::new();
                    for id in self.lines_to_wipe(what).await? {
                        tally.add(id);
                        let text = sql!(
                            "UPDATE audit SET tenant = NULL, at = 0, actor = '', account = NULL, partner = NULL,
                                event = $3, detail = $4, salt = NULL, shredded_by = $2 WHERE id = $1"
                        );
                        on!(self, c => sqlx::query(text)
                            .bind(id)
                            .bind(order)
                            .bind(SHREDDED)
                            .bind(Doc(Value::Null))
                            .execute(c)
                            .await
                            .map(drop))?;
                    }
                    if let Some(detail) = detail.as_object_mut() {
                        detail.insert("wiped".to_owned(), tally.value());
                    }
                    let event = if matches!(what, Wiped::Of(_)) { TENANT_DELETED } else { EXPIRED };
                    self.insert_line(&mut head, None, at, by, event, detail).await?;
                }
            }
        }
        let text = sql!("UPDATE audit_head SET lines = $1, last = $2, hash = $3 WHERE id = 1");
        on!(self, c => sqlx::query(text)
            .bind(head.lines)
            .bind(head.last)
            .bind(head.hash.as_slice())
            .execute(c)
            .await
            .map(drop))
    }

    async fn tenant_exists(&mut self, tenant: TenantId) -> Result<bool, StoreError> {
        let text = sql!("SELECT count(*) FROM organisation WHERE tenant = $1");
        let (count,): (i64,) = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_one(c).await)?;
        Ok(count > 0)
    }

    async fn lock_audit_head(&mut self) -> Result<Appending, StoreError> {
        let text = match self.engine() {
            Engine::Sqlite => {
                sql!(Sqlite: "SELECT lines, last, hash, randomblob(32) AS seed FROM audit_head WHERE id = 1")
            }
            Engine::Postgres => sql!(Postgres:
                "SELECT lines, last, hash, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS seed
                 FROM audit_head WHERE id = 1 FOR UPDATE"
            ),
        };
        let (lines, last, hash, seed): (i64, i64, Vec<u8>, Vec<u8>) =
            on!(self, c => sqlx::query_as(text).fetch_one(c).await)?;
        Ok(Appending { lines, last, hash: bytes(&hash)?, seed })
    }

    /// Chains the lines that were written before there was a chain.
    async fn chain_old_lines(&mut self, head: &mut Appending) -> Result<(), StoreError> {
        head.lines = 0;
        loop {
            let page = self.audit_page(head.last, i64::MAX).await?;
            if page.is_empty() {
                return Ok(());
            }
            for row in page {
                let (salt, content) = next(head, &row);
                let text = sql!("UPDATE audit SET salt = $2, content = $3, hash = $4 WHERE id = $1");
                on!(self, c => sqlx::query(text)
                    .bind(row.id)
                    .bind(salt.as_slice())
                    .bind(content.as_slice())
                    .bind(head.hash.as_slice())
                    .execute(c)
                    .await
                    .map(drop))?;
            }
        }
    }

    async fn insert_line(
        &mut self,
        head: &mut Appending,
        tenant: Option<TenantId>,
        at: Timestamp,
        by: Author,
        event: &str,
        detail: Value,
    ) -> Result<(), StoreError> {
        let row = Row {
            id: head.last + 1,
            tenant: tenant.map(|tenant| tenant.0),
            at: at.as_microsecond(),
            actor: by.role.to_owned(),
            account: by.account.map(|account| account.0),
            partner: by.partner.map(|partner| partner.0),
            event: event.to_owned(),
            detail: Doc(detail),
            salt: None,
            content: None,
            hash: None,
            shredded_by: None,
        };
        let (salt, content) = next(head, &row);
        let text = sql!(
            "INSERT INTO audit (id, tenant, at, actor, account, partner, event, detail, salt, content, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        );
        on!(self, c => sqlx::query(text)
            .bind(row.id)
            .bind(row.tenant)
            .bind(row.at)
            .bind(row.actor.as_str())
            .bind(row.account)
            .bind(row.partner)
            .bind(row.event.as_str())
            .bind(&row.detail)
            .bind(salt.as_slice())
            .bind(content.as_slice())
            .bind(head.hash.as_slice())
            .execute(c)
            .await
            .map(drop))
    }
}

/// Moves the head on by one line; its salt and content.
fn next(head: &mut Appending, row: &Row) -> ([u8; 16], [u8; 32]) {
    let random: [u8; 32] = Sha256::new().chain_update(&head.seed).chain_update(row.id.to_be_bytes()).finalize().into();
    let mut salt = [0; 16];
    salt.copy_from_slice(random.split_at(16).0);
    let content = row.fingerprint(&salt);
    head.hash = link(head.hash, &content);
    head.last = row.id;
    head.lines += 1;
    (salt, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_json_does_not_depend_on_the_order_of_keys() {
        let text = |json: &str| {
            let mut out = String::new();
            canonical(&serde_json::from_str(json).unwrap(), &mut out);
            out
        };
        assert_eq!(
            text("{\"b\": [1, {\"z\":null,\"a\":true}], \"a\": \"ä\\n\"}"),
            "{\"a\":\"ä\\n\",\"b\":[1,{\"a\":true,\"z\":null}]}"
        );
        assert_eq!(text("{\"a\":1,\"b\":2}"), text("{ \"b\":2, \"a\":1 }"));
    }
}
