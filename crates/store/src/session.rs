//! Sessions: who is signed in where.
//!
//! Knows hashes of tokens, never tokens. Refuses to know how long a session lasts: callers hand in instants.

use jiff::Timestamp;
use ringwall_core::{actor::Membership, id::AccountId, language::Language};
use uuid::Uuid;

use crate::{
    Account, Conn, StoreError, Tx,
    db::{on, row, sql},
    membership::membership,
    types::{Micros, counter, known},
};

/// Somebody signed in on one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, also its name in lists.
    pub token_hash: [u8; 32],
    /// Who.
    pub account: AccountId,
    /// How they signed in: `password`, `password-totp`, `passkey`, `oidc:<provider>`, `invitation`, `link`.
    pub method: String,
    /// What the browser calls itself, shortened.
    pub agent: String,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When they last proved who they are: guards what needs a fresh proof.
    pub authenticated_at: Timestamp,
    /// When it was last used, to a few minutes.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

row! {
    struct Row {
        token_hash: Vec<u8>,
        account: Uuid,
        method: String,
        agent: String,
        created_at: Micros,
        authenticated_at: Micros,
        seen_at: Micros,
        expires_at: Micros,
    }
}

row! {
    struct SignedRow {
        token_hash: Vec<u8>,
        account: Uuid,
        method: String,
        agent: String,
        created_at: Micros,
        authenticated_at: Micros,
        seen_at: Micros,
        expires_at: Micros,
        email: String,
        name: String,
        language: String,
        account_created_at: Micros,
        verified_at: Option<Micros>,
        revision: i64,
        role: Option<String>,
        scope: Option<String>,
        scope_id: Option<Uuid>,
    }
}

impl TryFrom<Row> for Session {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row
                .token_hash
                .try_into()
                .map_err(|_| StoreError::corrupt("column session.token_hash: not 32 bytes"))?,
            account: AccountId(row.account),
            method: row.method,
            agent: row.agent,
            created_at: row.created_at.0,
            authenticated_at: row.authenticated_at.0,
            seen_at: row.seen_at.0,
            expires_at: row.expires_at.0,
        })
    }
}

impl Conn {
    /// The session with this token, unless it has ended or its account is closed.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn session(&mut self, token_hash: [u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
        let text = sql!(
            "SELECT token_hash, account, method, agent, session.created_at, authenticated_at, seen_at, expires_at
             FROM session JOIN account ON account.id = session.account
             WHERE token_hash = $1 AND expires_at > $2 AND disabled_at IS NULL"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(Micros(now))
            .fetch_optional(c)
            .await)?;
        row.map(Session::try_from).transpose()
    }

    /// Whose session this is and what they are, unless it has ended or its account is closed: all that a request of
    /// somebody who signed in needs, in one query.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn signed_in(
        &mut self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<(Session, Account, Vec<Membership>)>, StoreError> {
        let text = sql!(
            "SELECT token_hash, session.account, method, agent, session.created_at, authenticated_at, seen_at,
                session.expires_at, email, name, language, account.created_at AS account_created_at, verified_at,
                account.revision, role, scope, scope_id
             FROM session JOIN account ON account.id = session.account
             LEFT JOIN membership ON membership.account = session.account
             WHERE token_hash = $1 AND session.expires_at > $2 AND disabled_at IS NULL
             ORDER BY scope, scope_id, role"
        );
        let rows: Vec<SignedRow> = on!(self, c => sqlx::query_as(text)
            .bind(token_hash.as_slice())
            .bind(Micros(now))
            .fetch_all(c)
            .await)?;
        let mut memberships = Vec::with_capacity(rows.len());
        for row in &rows {
            if let (Some(role), Some(scope), Some(id)) = (&row.role, &row.scope, row.scope_id) {
                memberships.push(membership(role, scope, id)?);
            }
        }
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let account = Account {
            id: AccountId(row.account),
            language: known("account.language", &row.language, Language::from_code(&row.language))?,
            email: row.email,
            name: row.name,
            created_at: row.account_created_at.0,
            verified_at: row.verified_at.map(|at| at.0),
            disabled_at: None,
            revision: counter("account.revision", row.revision)?,
        };
        let session = Session::try_from(Row {
            token_hash: row.token_hash,
            account: row.account,
            method: row.method,
            agent: row.agent,
            created_at: row.created_at,
            authenticated_at: row.authenticated_at,
            seen_at: row.seen_at,
            expires_at: row.expires_at,
        })?;
        Ok(Some((session, account, memberships)))
    }

    /// The sessions of an account, last used first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn sessions_of(&mut self, account: AccountId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
        let text = sql!(
            "SELECT token_hash, account, method, agent, created_at, authenticated_at, seen_at, expires_at
             FROM session WHERE account = $1 AND expires_at > $2 ORDER BY seen_at DESC, token_hash"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(account.0).bind(Micros(now)).fetch_all(c).await)?;
        rows.into_iter().map(Session::try_from).collect()
    }
}

impl Tx {
    /// Stores a new session.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the account is gone; [`StoreError::Unavailable`].
    pub async fn insert_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO session
                (token_hash, account, method, agent, created_at, authenticated_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        );
        on!(self, c => sqlx::query(text)
            .bind(session.token_hash.as_slice())
            .bind(session.account.0)
            .bind(session.method.as_str())
            .bind(session.agent.as_str())
            .bind(Micros(session.created_at))
            .bind(Micros(session.authenticated_at))
            .bind(Micros(session.seen_at))
            .bind(Micros(session.expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Remembers that a session was used.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn touch_session(
        &mut self,
        token_hash: [u8; 32],
        seen_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let text = sql!("UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1");
        on!(self, c => sqlx::query(text)
            .bind(token_hash.as_slice())
            .bind(Micros(seen_at))
            .bind(Micros(expires_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Ends one session of an account. False if it had none with this token.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_session(&mut self, account: AccountId, token_hash: [u8; 32]) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM session WHERE account = $1 AND token_hash = $2");
        let ended = on!(self, c => sqlx::query(text).bind(account.0).bind(token_hash.as_slice()).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(ended > 0)
    }

    /// Ends all sessions of an account but one; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_sessions(&mut self, account: AccountId, except: Option<[u8; 32]>) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM session WHERE account = $1 AND token_hash <> $2");
        let except = except.unwrap_or_default();
        on!(self, c => sqlx::query(text).bind(account.0).bind(except.as_slice()).execute(c).await
            .map(|done| done.rows_affected()))
    }

    /// Deletes sessions that have ended; how many there were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn purge_sessions(&mut self, now: Timestamp) -> Result<u64, StoreError> {
        let text = sql!("DELETE FROM session WHERE expires_at <= $1");
        on!(self, c => sqlx::query(text).bind(Micros(now)).execute(c).await.map(|done| done.rows_affected()))
    }
}
