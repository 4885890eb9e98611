//! How somebody proves who they are, and what that proof gives.

use jiff::Timestamp;
use ringwall_core::id::AccountId;
use ringwall_store::{Account, Passkey, Tx};

use crate::{App, AppError};

/// What somebody will sign in with, when an account is made or recovered.
#[derive(Clone)]
pub enum Proof {
    /// A password as it was typed.
    Password(String),
    /// A passkey that was checked.
    Passkey(NewPasskey),
}

/// A passkey that a browser has made and we have checked.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Id of the credential.
    pub credential: Vec<u8>,
    /// What the owner calls it.
    pub name: String,
    /// Public key and counter.
    pub document: serde_json::Value,
}

/// A proof that was checked and can be stored.
pub(crate) enum Prepared {
    Password(String),
    Passkey(NewPasskey),
}

impl Prepared {
    pub(crate) async fn store(self, tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), AppError> {
        match self {
            Self::Password(hash) => tx.set_password_hash(account, Some(&hash)).await.map(drop)?,
            Self::Passkey(NewPasskey { credential, name, document }) => {
                let passkey = Passkey { credential, account, name, document, created_at: now, used_at: None };
                tx.insert_passkey(&passkey).await?;
            }
        }
        Ok(())
    }
}

impl App {
    /// Checks a proof for an account before it is stored.
    pub(crate) async fn prepared(&self, proof: Proof, account: &Account) -> Result<Prepared, AppError> {
        Ok(match proof {
            Proof::Password(password) => Prepared::Password(self.new_password_hash(password, account).await?),
            Proof::Passkey(passkey) => Prepared::Passkey(passkey),
        })
    }
}
