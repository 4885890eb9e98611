//! Access to one organisation's data without an account: the resume link.
//!
//! The link carries 160 random bits; only their SHA-256 is stored. [`Access`] can be made in one place only, so that
//! whoever holds one has shown a valid link.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::id::TenantId;
use sha2::{Digest, Sha256};

use crate::{App, AppError};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The secret in a resume link: 32 characters of Crockford's base 32, 160 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeToken(String);

impl ResumeToken {
    pub(crate) fn new(app: &App) -> Self {
        let bytes = app.random::<20>();
        let mut text = String::with_capacity(32);
        let (mut buffer, mut bits) = (0_u32, 0_u32);
        for byte in bytes {
            buffer = (buffer << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                let index = usize::try_from((buffer >> bits) & 31).unwrap_or(0);
                text.push(char::from(ALPHABET.get(index).copied().unwrap_or(b'0')));
            }
            buffer &= (1 << bits) - 1;
        }
        Self(text)
    }

    /// Reads a token from an address or a cookie; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == 32 && text.bytes().all(|byte| ALPHABET.contains(&byte));
        valid.then(|| Self(text.to_owned()))
    }

    /// The token as it stands in the link. A secret: never log it.
    pub fn secret(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl std::fmt::Debug for ResumeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ResumeToken(…)")
    }
}

/// Proof that somebody may read and change one organisation's data.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    tenant: TenantId,
    expires_at: Timestamp,
}

impl Access {
    /// Whose data.
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// When the link ends.
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

impl App {
    /// Opens the data behind a resume link. Whoever comes back keeps the link alive: its end moves, at most once a day.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed, expired or deleted link: the same answer for all three.
    pub async fn open(&self, token: &ResumeToken) -> Result<Access, AppError> {
        let found = self.store().read().await?.tenant_by_token(token.hash(), self.now()).await?;
        let (tenant, mut expires_at) = found.ok_or(AppError::NotFound)?;
        let renewed = self.expiry();
        if renewed.duration_since(expires_at) > SignedDuration::from_hours(24) {
            self.store()
                .write::<_, AppError>("open", move |tx| {
                    Box::pin(async move { Ok(tx.extend_expiry(tenant, renewed).await?) })
                })
                .await?;
            expires_at = renewed;
        }
        Ok(Access { tenant, expires_at })
    }
}
