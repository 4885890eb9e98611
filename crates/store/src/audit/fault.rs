//! Reading the whole trail again: is every line the one that was written, and are all of them there?

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{AuditHead, EXPIRED, Row, TENANT_DELETED, Tally, link};
use crate::{
    Conn, Store, StoreError,
    db::{on, sql},
};

/// Lines read at once.
const PAGE: i64 = 5_000;
/// How often a trail that grows while it is read is read again before a fault is believed.
const TRIES: u32 = 3;

/// What is wrong with the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditFault {
    /// This line does not say what it said when it was written.
    Changed(i64),
    /// This line does not follow the one before: a line between was deleted, inserted, or their order was changed.
    Unlinked(i64),
    /// This line is wiped, but no line of the trail ordered it.
    WipedWithoutOrder(i64),
    /// This line ordered other lines to be wiped than those that are.
    OrderUnfulfilled(i64),
    /// Lines at the end are missing: the trail stops at the first number, the head names the second.
    CutOff(i64, i64),
    /// There are lines after the end that the head names; the number of the first.
    Beyond(i64),
    /// The head that was noted elsewhere is not part of this trail.
    NotedHeadMissing(i64),
}

impl AuditFault {
    /// The first line that cannot be trusted.
    pub const fn line(&self) -> i64 {
        match *self {
            Self::Changed(line)
            | Self::Unlinked(line)
            | Self::WipedWithoutOrder(line)
            | Self::OrderUnfulfilled(line)
            | Self::Beyond(line)
            | Self::NotedHeadMissing(line) => line,
            Self::CutOff(line, _) => line + 1,
        }
    }
}

impl std::fmt::Display for AuditFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed(line) => write!(f, "line {line} was changed"),
            Self::Unlinked(line) => {
                write!(f, "line {line} does not follow the one before: something was deleted, inserted or moved")
            }
            Self::WipedWithoutOrder(line) => write!(f, "line {line} was wiped without an order"),
            Self::OrderUnfulfilled(line) => {
                write!(f, "line {line} ordered other lines to be wiped than those that are")
            }
            Self::CutOff(line, last) => write!(f, "the trail ends with line {line}, but line {last} was written"),
            Self::Beyond(line) => write!(f, "line {line} stands after the end of the trail"),
            Self::NotedHeadMissing(line) => write!(f, "line {line} is not the one whose hash was noted"),
        }
    }
}

impl Conn {
    pub(super) async fn audit_page(&mut self, after: i64, until: i64) -> Result<Vec<Row>, StoreError> {
        let text = sql!(
            "SELECT id, tenant, at, actor, account, partner, event, detail, salt, content, hash, shredded_by
             FROM audit WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3"
        );
        on!(self, c => sqlx::query_as(text).bind(after).bind(until).bind(PAGE).fetch_all(c).await)
    }

    async fn verify_audit_once(&mut self, noted: Option<(i64, [u8; 32])>) -> Result<Option<AuditFault>, StoreError> {
        let Some(head) = self.audit_head().await? else { return Ok(None) };
        let mut wiped: BTreeMap<i64, Tally> = BTreeMap::new();
        let mut orders: BTreeMap<i64, Value> = BTreeMap::new();
        let (mut hash, mut last, mut lines) = ([0; 32], 0, 0_u64);
        let mut found_noted = noted.is_none();
        loop {
            let page = self.audit_page(last, head.last).await?;
            if page.is_empty() {
                break;
            }
            for row in page {
                let (Some(content), Some(stored)) = (&row.content, &row.hash) else {
                    return Ok(Some(AuditFault::Changed(row.id)));
                };
                match (&row.salt, row.shredded_by) {
                    (Some(salt), None) => {
                        if row.fingerprint(salt).as_slice() != content.as_slice() {
                            return Ok(Some(AuditFault::Changed(row.id)));
                        }
                    }
                    (None, Some(order)) => wiped.entry(order).or_insert_with(Tally::new).add(row.id),
                    (_, None) => return Ok(Some(AuditFault::WipedWithoutOrder(row.id))),
                    (Some(_), Some(_)) => return Ok(Some(AuditFault::Changed(row.id))),
                }
                hash = link(hash, content);
                if hash.as_slice() != stored.as_slice() {
                    return Ok(Some(AuditFault::Unlinked(row.id)));
                }
                if let Some((line, expected)) = noted
                    && line == row.id
                {
                    if hash != expected {
                        return Ok(Some(AuditFault::NotedHeadMissing(line)));
                    }
                    found_noted = true;
                }
                if row.event == TENANT_DELETED || row.event == EXPIRED {
                    orders.insert(row.id, row.detail.0.get("wiped").cloned().unwrap_or_default());
                }
                (last, lines) = (row.id, lines + 1);
            }
        }
        if last < head.last {
            return Ok(Some(AuditFault::CutOff(last, head.last)));
        }
        if lines != head.lines || hash != head.hash {
            return Ok(Some(AuditFault::Unlinked(head.last)));
        }
        for (order, tally) in wiped {
            let first = tally.first;
            match orders.remove(&order) {
                Some(said) if said == tally.value() => {}
                Some(_) => return Ok(Some(AuditFault::OrderUnfulfilled(order))),
                None => return Ok(Some(AuditFault::WipedWithoutOrder(first))),
            }
        }
        if let Some((order, _)) = orders.into_iter().find(|(_, said)| said["lines"] != json!(0)) {
            return Ok(Some(AuditFault::OrderUnfulfilled(order)));
        }
        if let (false, Some((line, _))) = (found_noted, noted) {
            return Ok(Some(AuditFault::NotedHeadMissing(line)));
        }
        let text = sql!(
            "SELECT last, (SELECT coalesce(min(id), 0) FROM audit WHERE audit.id > audit_head.last) AS beyond
             FROM audit_head WHERE id = 1"
        );
        let (_, beyond): (i64, i64) = on!(self, c => sqlx::query_as(text).fetch_one(c).await)?;
        Ok((beyond > 0).then_some(AuditFault::Beyond(beyond)))
    }
}

impl Store {
    /// Reads the whole trail and checks that every line says what it said, that they follow one another, that only those
    /// were wiped that had to be, and that the end is there. `noted`: number and hash of a line that were noted
    /// elsewhere, such as an earlier [`AuditHead`].
    ///
    /// Returns the head, or the first fault. Somebody who may change every row of the database *and* computes the chain
    /// anew from the line they changed is found by a noted head only.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn verify_audit(
        &self,
        noted: Option<(i64, [u8; 32])>,
    ) -> Result<Result<Option<AuditHead>, AuditFault>, StoreError> {
        let mut tries = 1;
        loop {
            let mut reader = self.read().await?;
            let before = reader.audit_head().await?;
            let fault = reader.verify_audit_once(noted).await?;
            let Some(fault) = fault else { return Ok(Ok(before)) };
            // Lines that were written or wiped while we read can look like a fault.
            if reader.audit_head().await? == before || tries >= TRIES {
                return Ok(Err(fault));
            }
            tries += 1;
        }
    }
}
