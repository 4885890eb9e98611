//! Second factors for passwords: codes from a generator (TOTP, RFC 6238) and ten codes on paper.
//!
//! Knows that a step counts once, one step to either side of now, and that a code on paper works once. The key of a
//! generator is stored sealed; the codes on paper are 120 random bits each, so their plain hash can be stored.

use chacha20poly1305::{
    ChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use jiff::Timestamp;
use ringwall_core::{id::AccountId, refusal::Refusal};
use ringwall_store::Tx;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::{
    App, AppError, Signed,
    access::{secret_hash, secret_text},
};

/// How many codes on paper there are.
pub const PAPER_CODES: usize = 10;
/// Characters of such a code: 24 of Crockford's base 32 are 120 bits.
const PAPER_LENGTH: usize = 24;

/// A code generator that is being set up.
#[derive(Clone, Debug)]
pub struct NewGenerator {
    /// The address for a QR code, `otpauth://…`. A secret.
    pub url: String,
    /// The key as text, to type by hand. A secret.
    pub key: String,
}

/// What a typed code is.
pub(crate) enum Checked {
    /// Nothing.
    Wrong,
    /// The code of this step.
    Step(i64),
    /// Perhaps one on paper.
    Paper([u8; 32]),
}

impl Checked {
    /// Uses the code up; what it was, if it was right.
    pub(crate) async fn used(
        &self,
        tx: &mut Tx,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Option<&'static str>, AppError> {
        Ok(match self {
            Self::Wrong => None,
            Self::Step(step) => tx.use_totp(account, *step, now).await?.then_some("totp"),
            Self::Paper(hash) => tx.use_recovery_code(account, *hash, now).await?.then_some("paper"),
        })
    }
}

fn generator(key: &[u8], account_name: &str) -> Result<Totp, AppError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(Secret::new(key.into()))
        .with_issuer(Some("Ringwall"))
        .with_account_name(account_name.replace(':', " "))
        .build()
        .map_err(|error| AppError::unavailable(error.to_string()))
}

/// A generator as its owner needs to see it once.
fn shown(totp: &Totp) -> Result<NewGenerator, AppError> {
    let url = totp.to_url().map_err(|error| AppError::unavailable(error.to_string()))?;
    let key = totp.secret().to_base32();
    Ok(NewGenerator { url, key: grouped(key.trim_end_matches('='), ' ') })
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or(0)
}

/// The key as people type it: base 32 in groups of four.
fn grouped(text: &str, separator: char) -> String {
    let mut out = String::new();
    for (index, character) in text.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            out.push(separator);
        }
        out.push(character);
    }
    out
}

/// A code on paper as it is compared: without separators, in lower case, look-alikes read as meant.
fn plain(code: &str) -> String {
    let read = |character: char| match character.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    code.chars().filter(char::is_ascii_alphanumeric).map(read).collect()
}

impl App {
    async fn sealing(&self) -> Result<ChaCha20Poly1305, AppError> {
        let key = self.secret("second-factor").await?;
        ChaCha20Poly1305::new_from_slice(&key)
            .map_err(|_| AppError::unavailable("the key for sealing has a wrong length"))
    }

    /// Seals a key for one account: nonce, then the sealed bytes, which open for this account only.
    async fn seal(&self, account: AccountId, key: &[u8]) -> Result<Vec<u8>, AppError> {
        let nonce = self.random::<12>();
        let payload = Payload { msg: key, aad: account.0.as_bytes() };
        let sealed = self.sealing().await?.encrypt(&nonce.into(), payload);
        let sealed = sealed.map_err(|_| AppError::unavailable("a key could not be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    async fn unseal(&self, account: AccountId, sealed: &[u8]) -> Result<Vec<u8>, AppError> {
        let broken = || AppError::unavailable("a sealed key cannot be opened");
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or_else(broken)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| broken())?;
        let payload = Payload { msg: sealed, aad: account.0.as_bytes() };
        self.sealing().await?.decrypt(&nonce.into(), payload).map_err(|_| broken())
    }

    /// Compares a typed code with the generator of an account, or takes it as one on paper. Using it up is another step.
    pub(crate) async fn second_factor_checked(&self, account: AccountId, code: &str) -> Result<Checked, AppError> {
        let digits: String = code.chars().filter(|character| !character.is_whitespace()).take(64).collect();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let Some(stored) = self.store().read().await?.totp(account).await? else { return Ok(Checked::Wrong) };
            let key = self.unseal(account, &stored.sealed).await?;
            let step = generator(&key, "")?.check(&digits, seconds(self.now()));
            return Ok(step.and_then(|step| i64::try_from(step).ok()).map_or(Checked::Wrong, Checked::Step));
        }
        let plain = plain(&digits);
        Ok(if plain.len() == PAPER_LENGTH { Checked::Paper(secret_hash(&plain)) } else { Checked::Wrong })
    }

    /// Begins to set up a code generator. It counts once the first code from it was right.
    ///
    /// # Errors
    /// `proof-needed`; `second-factor-needs-password` for an account without password.
    pub async fn begin_generator(&self, signed: &Signed) -> Result<NewGenerator, AppError> {
        let now = self.now();
        signed.require_fresh(now)?;
        let mut reader = self.store().read().await?;
        if reader.password_hash(signed.account.id).await?.is_none() {
            return Err(Refusal::new("second-factor-needs-password").into());
        }
        if reader.totp(signed.account.id).await?.is_some_and(|totp| totp.confirmed_at.is_some()) {
            return Err(Refusal::new("second-factor-exists").into());
        }
        drop(reader);
        let (key, account) = (self.random::<20>(), signed.account.id);
        let totp = generator(&key, &signed.account.email)?;
        let sealed = self.seal(account, &key).await?;
        self.store()
            .write::<_, AppError>("begin_generator", move |tx| {
                Box::pin(async move { Ok(tx.put_totp(account, &sealed, now).await?) })
            })
            .await?;
        shown(&totp)
    }

    /// The generator that is being set up, to show it once more after a wrong code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if none is being set up.
    pub async fn generator_in_progress(&self, signed: &Signed) -> Result<NewGenerator, AppError> {
        signed.require_fresh(self.now())?;
        let stored = self.store().read().await?.totp(signed.account.id).await?;
        let stored = stored.filter(|totp| totp.confirmed_at.is_none()).ok_or(AppError::NotFound)?;
        let key = self.unseal(signed.account.id, &stored.sealed).await?;
        let totp = generator(&key, &signed.account.email)?;
        shown(&totp)
    }

    /// Confirms a generator with its first code; returns the codes on paper, which are shown this once.
    ///
    /// # Errors
    /// `proof-needed`, `code-wrong`, [`AppError::NotFound`] if none is being set up.
    pub async fn confirm_generator(&self, signed: &Signed, code: &str) -> Result<Vec<String>, AppError> {
        let (now, account) = (self.now(), signed.account.id);
        signed.require_fresh(now)?;
        let checked = self.second_factor_checked(account, code).await?;
        let (codes, hashes) = self.paper_codes();
        self.store()
            .write::<_, AppError>("confirm_generator", move |tx| {
                Box::pin(async move {
                    let stored = tx.totp(account).await?.ok_or(AppError::NotFound)?;
                    if stored.confirmed_at.is_some() {
                        return Err(AppError::NotFound);
                    }
                    if !matches!(checked, Checked::Step(_)) || checked.used(tx, account, now).await?.is_none() {
                        return Err(Refusal::new("code-wrong").into());
                    }
                    tx.put_recovery_codes(account, &hashes).await?;
                    Ok(())
                })
            })
            .await?;
        self.notify(account, "second-factor-on").await?;
        Ok(codes)
    }

    /// New codes on paper instead of the old ones.
    ///
    /// # Errors
    /// `proof-needed`; [`AppError::NotFound`] without a second factor.
    pub async fn renew_paper_codes(&self, signed: &Signed) -> Result<Vec<String>, AppError> {
        let account = signed.account.id;
        signed.require_fresh(self.now())?;
        let (codes, hashes) = self.paper_codes();
        self.store()
            .write::<_, AppError>("renew_paper_codes", move |tx| {
                Box::pin(async move {
                    if tx.totp(account).await?.is_none_or(|totp| totp.confirmed_at.is_none()) {
                        return Err(AppError::NotFound);
                    }
                    Ok(tx.put_recovery_codes(account, &hashes).await?)
                })
            })
            .await?;
        self.notify(account, "codes-renewed").await?;
        Ok(codes)
    }

    /// Takes the second factor away.
    ///
    /// # Errors
    /// `proof-needed`.
    pub async fn end_second_factor(&self, signed: &Signed) -> Result<(), AppError> {
        let account = signed.account.id;
        signed.require_fresh(self.now())?;
        self.store()
            .write::<_, AppError>("end_second_factor", move |tx| {
                Box::pin(async move {
                    tx.delete_totp(account).await?;
                    Ok(tx.put_recovery_codes(account, &[]).await?)
                })
            })
            .await?;
        self.notify(account, "second-factor-off").await
    }

    fn paper_codes(&self) -> (Vec<String>, Vec<[u8; 32]>) {
        let mut codes = Vec::new();
        let mut hashes = Vec::new();
        for _ in 0..PAPER_CODES {
            let code: String = secret_text(self).chars().take(PAPER_LENGTH).collect();
            hashes.push(secret_hash(&code));
            codes.push(grouped(&code, '-'));
        }
        (codes, hashes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1, eight digits, the key is "12345678901234567890".
    #[test]
    fn codes_are_those_of_rfc_6238() {
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(8)
            .with_skew(1)
            .with_step_duration(30)
            .with_secret(Secret::new(b"12345678901234567890".as_slice().into()))
            .build()
            .unwrap();
        for (time, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(totp.generate(time).to_string(), code, "at {time}");
        }
    }

    /// What the program itself uses: six digits, which are the last six of the eight above.
    #[test]
    fn one_step_to_either_side_is_taken_and_no_more() {
        let totp = generator(b"12345678901234567890", "rita@example.org").unwrap();
        let at = 1_111_111_111;
        assert_eq!(totp.generate(at).to_string(), "050471");
        let step = at / 30;
        for (offset, found) in
            [(-60_i64, None), (-30, Some(step - 1)), (0, Some(step)), (30, Some(step + 1)), (60, None)]
        {
            let code = totp.generate(at.checked_add_signed(offset).unwrap()).to_string();
            assert_eq!(totp.check(&code, at), found, "{offset} s");
        }
        assert_eq!(totp.check("000000", at), None);
    }

    #[test]
    fn keys_and_codes_are_written_for_people() {
        assert_eq!(grouped("abcdefgh", '-'), "abcd-efgh");
        assert_eq!(plain(" ABCD-efgO il01 "), "abcdefg01101");
    }
}
