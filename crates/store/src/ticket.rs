//! Tickets: what can be done once, until it ends.
//!
//! Knows hashes of tokens, a purpose as text and a document. Refuses to know what a ticket lets somebody do.

use jiff::Timestamp;
use ringwall_core::id::{AccountId, TenantId};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros},
};

/// Something that can be done once.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// What for.
    pub purpose: String,
    /// For whom; it goes when they go.
    pub account: Option<AccountId>,
    /// About whose data; it goes when they go.
    pub tenant: Option<TenantId>,
    /// What has to be remembered until then.
    pub document: serde_json::Value,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

row! {
    struct Row {
        token_hash: Vec<u8>,
        purpose: String,
        account: Option<Uuid>,
        tenant: Option<Uuid>,
        document: Doc<serde_json::Value>,
        created_at: Micros,
        expires_at: Micros,
    }
}

impl TryFrom<Row> for Ticket {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row
                .token_hash
                .try_into()
                .map_err(|_| StoreError::corrupt("column ticket.token_hash: not 32 bytes"))?,
            purpose: row.purpose,
            account: row.account.map(AccountId),
            tenant: row.tenant.map(TenantId),
            document: row.document.0,
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
        })
    }
}

impl Conn {
    /// The ticket with this token and purpose, unless it has ended.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn ticket(
        &mut self,
        token_hash: [u8; 32],
        purpose: &str,
        now: Timestamp,
    ) -> Result<Option<Ticket>, StoreError> {
        let text = sql!(
            "SELECT token_hash, purpose, account, tenant, document, created_at, expires_at
             FROM ticket WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(purpose)
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        row.map(Ticket::try_from).transpose()
    }
}

impl Tx {
    /// Stores a new ticket.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the token exists or whom it is for is gone; [`StoreError::Unavailable`].
    pub async fn insert_ticket(&mut self, ticket: &Ticket) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO ticket (token_hash, purpose, account, tenant, document, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        );
        on!(self, c => sqlx::query(text)
            .bind(ticket.token_hash.as_slice())
            .bind(ticket.purpose.as_str())
            .bind(ticket.account.map(|account| account.0))
            .bind(ticket.tenant.map(|tenant| tenant.0))
            .bind(Doc(&ticket.document))
            .bind(Micros(ticket.created_at))
            .bind(Micros(ticket.expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Takes a ticket: it is gone afterwards. Of two at once, one gets it. One that has ended is gone as well.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn take_ticket(
        &mut self,
        token_hash: [u8; 32],
        purpose: &str,
        now: Timestamp,
    ) -> Result<Option<Ticket>, StoreError> {
        let text = sql!(
            "DELETE FROM ticket WHERE token_hash = $1 AND purpose = $2
             RETURNING token_hash, purpose, account, tenant, document, created_at, expires_at"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(purpose)
            .fetch_optional(c)
            .await)?;
        let ticket = row.map(Ticket::try_from).transpose()?;
        Ok(ticket.filter(|ticket| ticket.expires_at > now))
    }

    /// Changes what a ticket remembers. False if it is gone.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn update_ticket(
        &mut self,
        token_hash: [u8; 32],
        purpose: &str,
        document: &serde_json::Value,
    ) -> Result<bool, StoreError> {
        let text = sql!("UPDATE ticket SET document = $3 WHERE token_hash = $1 AND purpose = $2");
        let changed = on!(self, c => sqlx::query(text)
            .bind(token_hash.as_slice())
            .bind(purpose)
            .bind(Doc(document))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Ends the tickets of an account for one purpose.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_tickets(&mut self, account: AccountId, purpose: &str) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM ticket WHERE account = $1 AND purpose = $2");
        on!(self, c => sqlx::query(text).bind(account.0).bind(purpose).execute(c).await
            .map(|done| done.rows_affected()))
    }

    /// Deletes tickets that have ended; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_tickets(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM ticket WHERE expires_at <= $1");
        on!(self, c => sqlx::query(text).bind(Micros(now)).execute(c).await.map(|done| done.rows_affected()))
    }
}
