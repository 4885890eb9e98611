//! Invitations: a role that waits for somebody to take it.
//!
//! Knows hashes of tokens, never tokens. Refuses to know who may invite.

use jiff::Timestamp;
use ringwall_core::{
    actor::{Membership, Scope},
    id::AccountId,
    language::Language,
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    membership::{membership, scope_id},
    types::{Micros, known},
};

/// A role that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of the token, also its name in lists.
    pub token_hash: [u8; 32],
    /// Whom it was sent to, lower case; empty for the first operator's link, which was printed.
    pub email: String,
    /// What waits.
    pub membership: Membership,
    /// What the place is called, as whoever invited saw it; may be empty.
    pub place_name: String,
    /// The language of the mail.
    pub language: Language,
    /// Who invited.
    pub invited_by: Option<AccountId>,
    /// When.
    pub created_at: Timestamp,
    /// Until when it can be taken.
    pub expires_at: Timestamp,
    /// When it was taken, if it was.
    pub accepted_at: Option<Timestamp>,
}

row! {
    struct Row {
        token_hash: Vec<u8>,
        email: String,
        role: String,
        scope: String,
        scope_id: Uuid,
        place_name: String,
        language: String,
        invited_by: Option<Uuid>,
        created_at: Micros,
        expires_at: Micros,
        accepted_at: Option<Micros>,
    }
}

impl TryFrom<Row> for Invitation {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row
                .token_hash
                .try_into()
                .map_err(|_| StoreError::corrupt("column invitation.token_hash: not 32 bytes"))?,
            email: row.email,
            membership: membership(&row.role, &row.scope, row.scope_id)?,
            place_name: row.place_name,
            language: known("invitation.language", &row.language, Language::from_code(&row.language))?,
            invited_by: row.invited_by.map(AccountId),
            created_at: row.created_at.0,
            expires_at: row.expires_at.0,
            accepted_at: row.accepted_at.map(|at| at.0),
        })
    }
}

impl Conn {
    /// The invitation with this token, unless it was taken or has ended.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn invitation(&mut self, token_hash: [u8; 32], now: Timestamp) -> Result<Option<Invitation>, StoreError> {
        let text = sql!(
            "SELECT token_hash, email, role, scope, scope_id, place_name, language, invited_by, created_at, expires_at,
                accepted_at
             FROM invitation WHERE token_hash = $1 AND expires_at > $2 AND accepted_at IS NULL"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        row.map(Invitation::try_from).transpose()
    }

    /// The invitations to an address that can still be taken, oldest first, at most 20.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn invitations_for(&mut self, email: &str, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
        let text = sql!(
            "SELECT token_hash, email, role, scope, scope_id, place_name, language, invited_by, created_at, expires_at,
                accepted_at
             FROM invitation WHERE email = $1 AND expires_at > $2 AND accepted_at IS NULL
             ORDER BY created_at, token_hash LIMIT 20"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(email).bind(Micros(now)).fetch_all(c).await)?;
        rows.into_iter().map(Invitation::try_from).collect()
    }

    /// The invitations into one place, newest first, taken ones included.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn invitations_of(&mut self, scope: Scope) -> Result<Vec<Invitation>, StoreError> {
        let text = sql!(
            "SELECT token_hash, email, role, scope, scope_id, place_name, language, invited_by, created_at, expires_at,
                accepted_at
             FROM invitation WHERE scope = $1 AND scope_id = $2 ORDER BY created_at DESC, token_hash"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(scope.code()).bind(scope_id(scope)).fetch_all(c).await)?;
        rows.into_iter().map(Invitation::try_from).collect()
    }
}

impl Tx {
    /// Stores a new invitation.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the token exists; [`StoreError::Unavailable`].
    pub async fn insert_invitation(&mut self, invitation: &Invitation) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO invitation
                (token_hash, email, role, scope, scope_id, place_name, language, invited_by, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        on!(self, c => sqlx::query(text)
            .bind(invitation.token_hash.as_slice())
            .bind(invitation.email.as_str())
            .bind(invitation.membership.role.code())
            .bind(invitation.membership.scope.code())
            .bind(scope_id(invitation.membership.scope))
            .bind(invitation.place_name.as_str())
            .bind(invitation.language.code())
            .bind(invitation.invited_by.map(|account| account.0))
            .bind(Micros(invitation.created_at))
            .bind(Micros(invitation.expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Marks an invitation as taken. False if it was taken before, has ended or never was: only one can win.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn accept_invitation(&mut self, token_hash: [u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE invitation SET accepted_at = $2
             WHERE token_hash = $1 AND accepted_at IS NULL AND expires_at > $2"
        );
        let taken = on!(self, c => sqlx::query(text).bind(token_hash.as_slice()).bind(Micros(now)).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(taken > 0)
    }

    /// Takes all invitations into a place back, before the place itself goes.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_invitations_of(&mut self, scope: Scope) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM invitation WHERE scope = $1 AND scope_id = $2");
        on!(self, c => sqlx::query(text).bind(scope.code()).bind(scope_id(scope)).execute(c).await
            .map(|done| done.rows_affected()))
    }

    /// Takes an invitation into a place back. False if there is none with this token.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_invitation(&mut self, scope: Scope, token_hash: [u8; 32]) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM invitation WHERE scope = $1 AND scope_id = $2 AND token_hash = $3");
        let deleted = on!(self, c => sqlx::query(text)
            .bind(scope.code())
            .bind(scope_id(scope))
            .bind(token_hash.as_slice())
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }

    /// Takes back the open invitations of an address into one role in a place: a new one replaces them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_open_invitations(&mut self, email: &str, membership: Membership) -> Result<u64, StoreError> {
        let text = sql!(
            "DELETE FROM invitation
             WHERE email = $1 AND role = $2 AND scope = $3 AND scope_id = $4 AND accepted_at IS NULL"
        );
        on!(self, c => sqlx::query(text)
            .bind(email)
            .bind(membership.role.code())
            .bind(membership.scope.code())
            .bind(scope_id(membership.scope))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))
    }

    /// Deletes invitations that ended before `before`, taken or not; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_invitations(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM invitation WHERE expires_at < $1");
        on!(self, c => sqlx::query(text).bind(Micros(before)).execute(c).await.map(|done| done.rows_affected()))
    }
}
