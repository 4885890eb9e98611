//! How often somebody may try to sign in: slower and slower, but never locked out by a stranger.
//!
//! Attempts are counted in the database, so that all processes count together. A browser in which somebody signed in
//! before carries a device cookie and has a bucket of its own: a stranger who hammers an account fills other buckets
//! (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use ringwall_core::id::AccountId;
use ringwall_store::Tx;
use sha2::{Digest, Sha256};

use crate::{
    App, AppError,
    access::{is_secret_text, secret_text},
};

/// A bucket: how many attempts at once, and how long until one is forgotten.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    hash: [u8; 32],
    most: u32,
    each: SignedDuration,
}

fn bucket(kind: &str, parts: &[&str], most: u32, each_seconds: i64) -> Bucket {
    let mut hash = Sha256::new();
    for part in std::iter::once(&kind).chain(parts) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    Bucket { hash: hash.finalize().into(), most, each: SignedDuration::from_secs(each_seconds) }
}

impl Bucket {
    /// One account from one address: five, then one a minute.
    pub(crate) fn account_and_address(email: &str, from: &str) -> Self {
        bucket("account-address", &[email, from], 5, 60)
    }

    /// All accounts from one address: a hundred, then ten a minute. A town hall shares one address.
    pub(crate) fn address(from: &str) -> Self {
        bucket("address", &[from], 100, 6)
    }

    /// One account from everywhere: a hundred, then four an hour. When it is full, a right password alone is not enough
    /// on an unknown device: a link in a mail has to confirm it. So nobody can guess on, and nobody is kept out.
    pub(crate) fn account(email: &str) -> Self {
        bucket("account", &[email], 100, 15 * 60)
    }

    /// One account from a device that signed in to it before.
    pub(crate) fn device(device: &Device) -> Self {
        bucket("device", &[&device.account.to_string(), &device.nonce], 10, 30)
    }

    /// The second factor of one account, for whoever knows the password: ten, then twelve an hour.
    pub(crate) fn second_factor(account: AccountId) -> Self {
        bucket("second-factor", &[&account.to_string()], 10, 5 * 60)
    }

    /// Mails to one address that anybody can ask for: five, then two an hour.
    pub(crate) fn mail(email: &str) -> Self {
        bucket("mail", &[email], 5, 30 * 60)
    }

    /// Counts an attempt.
    pub(crate) async fn take(self, tx: &mut Tx, now: Timestamp) -> Result<bool, AppError> {
        Ok(tx.count_attempt(self.hash, self.each, self.most, now).await?)
    }

    /// Seconds until there is room for one attempt.
    pub(crate) async fn wait(self, tx: &mut Tx, now: Timestamp) -> Result<u64, AppError> {
        let Some(busy) = tx.busy_until(self.hash).await? else { return Ok(0) };
        let full = self.each.as_secs() * (i64::from(self.most) - 1);
        let left = busy.duration_since(now) - SignedDuration::from_secs(full);
        // Rounded up: a second too early would be refused once more.
        let seconds = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Ok(u64::try_from(seconds).unwrap_or(0))
    }

    /// Forgets what was counted: whoever proved who they are was not guessing.
    pub(crate) async fn forget(self, tx: &mut Tx) -> Result<(), AppError> {
        Ok(tx.forget_attempts(self.hash).await?)
    }
}

/// A browser in which somebody signed in to an account before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) account: AccountId,
    nonce: String,
}

impl App {
    fn device_tag(key: &[u8], account: AccountId, nonce: &str) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(account.0.as_bytes());
        mac.update(nonce.as_bytes());
        Some(mac)
    }

    /// What a browser keeps after somebody signed in to this account.
    pub(crate) async fn device_cookie(&self, account: AccountId) -> Result<String, AppError> {
        let (key, nonce) = (self.secret("device").await?, secret_text(self));
        let tag = Self::device_tag(&key, account, &nonce).map(|mac| mac.finalize().into_bytes());
        let tag = tag.ok_or_else(|| AppError::unavailable("no key for devices"))?;
        Ok(format!("{account}.{nonce}.{}", hex(&tag)))
    }

    /// Reads such a cookie; `None` for anything we did not make.
    pub(crate) async fn device(&self, cookie: Option<&str>) -> Result<Option<Device>, AppError> {
        let Some(cookie) = cookie else { return Ok(None) };
        let mut parts = cookie.split('.');
        let (Some(account), Some(nonce), Some(tag), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Ok(None);
        };
        let (Ok(account), true) = (account.parse::<AccountId>(), is_secret_text(nonce)) else { return Ok(None) };
        let Some(tag) = unhex(tag) else { return Ok(None) };
        let key = self.secret("device").await?;
        let genuine = Self::device_tag(&key, account, nonce).is_some_and(|mac| mac.verify_slice(&tag).is_ok());
        Ok(genuine.then(|| Device { account, nonce: nonce.to_owned() }))
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_differ_by_kind_and_by_every_part() {
        let all = [
            Bucket::account_and_address("a@example.org", "192.0.2.1"),
            Bucket::account_and_address("a@example.org", "192.0.2.2"),
            Bucket::account_and_address("b@example.org", "192.0.2.1"),
            Bucket::account_and_address("a@example.org1", "92.0.2.1"),
            Bucket::account("a@example.org"),
            Bucket::mail("a@example.org"),
            Bucket::address("192.0.2.1"),
        ];
        let hashes: std::collections::BTreeSet<_> = all.iter().map(|bucket| bucket.hash).collect();
        assert_eq!(hashes.len(), all.len());
    }
}
