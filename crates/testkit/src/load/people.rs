//! People who are signed in already: account, role and session put into the database, as no test of load can wait for
//! a mail.

use jiff::{SignedDuration, Timestamp};
use ringwall_app::SessionToken;
use ringwall_core::{actor::Membership, id::AccountId, language::Language};
use ringwall_store::{Account, Session, Store, StoreError, Tx};
use uuid::Uuid;

use crate::db::random_hex;

/// Somebody to sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// Address.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they are.
    pub memberships: Vec<Membership>,
    /// Their id.
    pub id: AccountId,
}

impl Person {
    /// Somebody with these roles.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn new(email: String, name: String, memberships: Vec<Membership>) -> anyhow::Result<Self> {
        let id = Uuid::parse_str(&random_hex()?)?;
        let id = uuid::Builder::from_random_bytes(id.into_bytes()).into_uuid();
        Ok(Self { email, name, memberships, id: AccountId(id) })
    }

    /// Stores account and roles.
    ///
    /// # Errors
    /// If the address is taken, or the database does not answer.
    pub async fn store(&self, tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
        let account = Account {
            id: self.id,
            email: self.email.clone(),
            name: self.name.clone(),
            language: Language::De,
            created_at: now,
            verified_at: Some(now),
            disabled_at: None,
            revision: 1,
        };
        tx.insert_account(&account).await?;
        for membership in &self.memberships {
            tx.insert_membership(self.id, *membership, now).await?;
        }
        Ok(())
    }
}

/// A new session of an account; its token.
///
/// # Errors
/// If there is no such account, or the database does not answer.
pub async fn sign_in(store: &Store, account: AccountId, now: Timestamp) -> anyhow::Result<String> {
    // 128 random bits as 32 characters, each of which a session token may have.
    let text = random_hex()?;
    let token = SessionToken::parse(&text).ok_or_else(|| anyhow::anyhow!("no session token"))?;
    let session = Session {
        token_hash: token.hash(),
        account,
        method: "password".to_owned(),
        agent: "ringwall-load".to_owned(),
        created_at: now,
        authenticated_at: now,
        seen_at: now,
        expires_at: now + SignedDuration::from_hours(24),
    };
    store
        .write::<_, StoreError>("sign_in", move |tx| Box::pin(async move { tx.insert_session(&session).await }))
        .await?;
    Ok(text)
}
