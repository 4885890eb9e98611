//! Passwords: which are good enough, and how they are kept.
//!
//! Knows length and strength (no rules about kinds of characters: NIST SP 800-63B 3.1.1.2, OWASP ASVS 6.2) and
//! argon2id with the parameters OWASP recommends. A password is taken as it was typed, spaces included.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use ringwall_core::refusal::Refusal;
use ringwall_store::Account;
// Only to look a password up in a list that is kept under SHA-1; nothing is protected by it.
use sha1::{Digest, Sha1};

use crate::{App, AppError};

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;
/// Most characters of a password; bounds the work of hashing.
pub const LONGEST_PASSWORD: usize = 128;
/// Least strength on the scale of zxcvbn (0 to 4): 3 is "safely unguessable", more than 10^8 guesses.
const STRENGTH: u8 = 3;
/// Hashes computed at the same time: each takes 19 MiB.
pub(crate) const HASHERS: usize = 4;

/// The recommendation of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1_024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Words that make a password easy to guess for whoever knows the person.
fn words_about(account: &Account) -> Vec<String> {
    let mut words = vec!["ringwall".to_owned(), account.email.clone(), account.name.clone()];
    let pieces = account.email.split(['@', '.', '-', '_', '+']).chain(account.name.split_whitespace());
    words.extend(pieces.filter(|piece| piece.chars().count() > 2).map(str::to_owned));
    words
}

/// Whether a password is good enough for somebody. Takes some milliseconds.
///
/// # Errors
/// `password-short`, `password-long`, `password-weak`.
pub(crate) fn check(password: &str, account: &Account) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Refusal::new("password-short").with("least", SHORTEST_PASSWORD));
    }
    if length > LONGEST_PASSWORD {
        return Err(Refusal::new("password-long").with("most", LONGEST_PASSWORD));
    }
    let words = words_about(account);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let score: u8 = zxcvbn::zxcvbn(password, &words).score().into();
    if score < STRENGTH { Err(Refusal::new("password-weak")) } else { Ok(()) }
}

impl App {
    /// Runs work on passwords on few threads: it takes memory and time by design.
    async fn hashing<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let wait = std::time::Duration::from_secs(10);
        let permit = tokio::time::timeout(wait, Arc::clone(&self.inner.hashers).acquire_owned())
            .await
            .map_err(|_| AppError::unavailable("too many passwords are being checked"))?
            .map_err(AppError::unavailable)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        done.await.map_err(AppError::unavailable)
    }

    /// The hash of a new password, if it is good enough for this account and in no list of breached ones.
    pub(crate) async fn new_password_hash(&self, password: String, account: &Account) -> Result<String, AppError> {
        let (account, salt) = (account.clone(), self.random::<16>());
        let breached = Arc::clone(&self.inner.ports.breached);
        self.hashing(move || {
            check(&password, &account)?;
            if breached.contains(Sha1::digest(password.as_bytes()).into()).map_err(AppError::unavailable)? {
                return Err(Refusal::new("password-breached").into());
            }
            let hash = argon2().hash_password_with_salt(password.as_bytes(), &salt);
            Ok(hash.map_err(|error| AppError::unavailable(error.to_string()))?.to_string())
        })
        .await?
    }

    /// Whether a password belongs to a hash. Without a hash the same work is done for nothing, so that the time says
    /// nothing about who has an account.
    pub(crate) async fn is_password(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        if password.chars().count() > LONGEST_PASSWORD {
            return Ok(false);
        }
        self.hashing(move || {
            let real = hash.as_deref().and_then(|hash| PasswordHash::new(hash).ok());
            if let Some(hash) = real {
                argon2().verify_password(password.as_bytes(), &hash).is_ok()
            } else {
                let _ = argon2().hash_password_with_salt(password.as_bytes(), &[0; 16]);
                false
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ringwall_core::{id::AccountId, language::Language};

    use super::*;

    fn rita() -> Account {
        Account {
            id: AccountId(uuid::Uuid::nil()),
            email: "rita.backstein@example.org".to_owned(),
            name: "Rita Backstein".to_owned(),
            language: Language::De,
            created_at: Timestamp::UNIX_EPOCH,
            verified_at: None,
            disabled_at: None,
            revision: 1,
        }
    }

    #[test]
    fn a_password_is_long_and_hard_to_guess_and_nothing_else() {
        let code = |password: &str| check(password, &rita()).err().map(|refusal| refusal.code);
        for good in ["vier blaue Kühe singen", "korrektpferdbatterieheftklammer", "xkqzvjwmhbtp", &"äöü€".repeat(32)]
        {
            assert_ne!(code(good), Some("password-short"), "{good}");
            assert_ne!(code(good), Some("password-long"), "{good}");
        }
        assert_eq!(code("vier blaue Kühe singen"), None);
        assert_eq!(code("korrektpferdbatterieheftklammer"), None);
        assert_eq!(code("xkqzvjwmhbtp"), None, "no kinds of characters are asked for");
        for weak in ["passwordpassword", "123456789012", "qwertzuiopasdf", "aaaaaaaaaaaaaaaa"] {
            assert_eq!(code(weak), Some("password-weak"), "{weak}");
        }
        for known in ["ritabackstein", "Rita Backstein 1", "rita.backstein@example.org", "ringwallringwall"] {
            assert_eq!(code(known), Some("password-weak"), "{known}");
        }
        assert_eq!(code("kurz!9 Xz"), Some("password-short"));
        assert_eq!(code(&"ab cd ef gh ".repeat(11)), Some("password-long"));
    }

    #[test]
    fn hashes_are_argon2id_with_the_recommended_parameters() {
        let hash = argon2().hash_password_with_salt(b"vier blaue Kuehe", &[7; 16]).unwrap().to_string();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let parsed = PasswordHash::new(&hash).unwrap();
        assert!(argon2().verify_password(b"vier blaue Kuehe", &parsed).is_ok());
        assert!(argon2().verify_password(b"vier blaue Kuehe ", &parsed).is_err());
    }
}
