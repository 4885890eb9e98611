//! Access to one organisation's data: by resume link, by a role in it, or by its consent.
//!
//! A link carries 160 random bits; only their SHA-256 is stored. [`Access`] can be made in this crate only, so that
//! whoever holds one has shown a valid link or session.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{actor::Author, id::TenantId};
use sha2::{Digest, Sha256};

use crate::{App, AppError};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The secret in a resume link: 32 characters of Crockford's base 32, 160 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeToken(String);

impl ResumeToken {
    pub(crate) fn new(app: &App) -> Self {
        Self(app.secret_once("resume"))
    }

    /// Reads a token from an address or a cookie; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        is_secret_text(text).then(|| Self(text.to_owned()))
    }

    /// The token as it stands in the link. A secret: never log it.
    pub fn secret(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        secret_hash(&self.0)
    }
}

/// A new secret: 160 bits as 32 characters.
pub(crate) fn secret_text(app: &App) -> String {
    secret_text_of(app.random())
}

/// 160 bits as 32 characters.
pub(crate) fn secret_text_of(bytes: [u8; 20]) -> String {
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
    text
}

/// Whether a text can be such a secret.
pub(crate) fn is_secret_text(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(digit.into(), 16));
        }
        text
    })
}

/// What the database knows of a secret.
pub(crate) fn secret_hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

impl std::fmt::Debug for ResumeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ResumeToken(…)")
    }
}

/// How far an access goes; each includes the ones before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Reading everything.
    Read,
    /// Also answering in an interview and working on measures: an adviser with consent.
    Advise,
    /// Also everything else about the work: facts, checks, finishing.
    Work,
    /// Also people, consent, links, take-out and deletion.
    Own,
}

/// Proof that somebody may read one organisation's data, and how much they may change.
///
/// Comes from a resume link ([`App::open`]), from a role in the organisation, or from a consent ([`App::enter`]).
#[derive(Clone, Copy, Debug)]
pub struct Access {
    tenant: TenantId,
    expires_at: Timestamp,
    by: Author,
    right: Right,
}

impl Access {
    pub(crate) const fn new(tenant: TenantId, expires_at: Timestamp, by: Author, right: Right) -> Self {
        Self { tenant, expires_at, by, right }
    }

    /// Whose data.
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// When the data is deleted if nobody comes back.
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }

    /// Who acts, for the audit trail.
    pub const fn by(&self) -> Author {
        self.by
    }

    /// How far it goes.
    pub const fn right(&self) -> Right {
        self.right
    }

    /// Whether it goes this far.
    pub fn may(&self, right: Right) -> bool {
        self.right >= right
    }

    /// Whether somebody signed in, or came with a link.
    pub const fn is_signed_in(&self) -> bool {
        self.by.account.is_some()
    }

    /// Whether somebody reads another's data: by consent, not by a role in the organisation or its link.
    pub const fn is_from_outside(&self) -> bool {
        self.by.partner.is_some()
    }

    /// Refuses whoever may not go this far.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub fn require(&self, right: Right) -> Result<(), AppError> {
        if self.may(right) {
            return Ok(());
        }
        crate::security_events::of_account("refused", self.by.account, format_args!("{right:?} as {}", self.by.role));
        Err(AppError::Denied)
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
        Ok(Access::new(tenant, expires_at, Author::VISITOR, Right::Own))
    }
}
