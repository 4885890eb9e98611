//! `ringwall audit verify`: is every line of the audit trail the one that was written, and are all of them there?

use std::process::ExitCode;

use anyhow::{Context, bail};

use super::{complain, say};
use crate::{config::Config, wiring};

/// What can be done with the audit trail.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Read the whole trail and say whether anything was changed, deleted, inserted, moved or cut off
    Verify {
        /// A head that was printed before, NUMBER:HASH: it must still be part of the trail
        #[arg(long, value_name = "NUMBER:HASH")]
        head: Option<String>,
    },
}

/// Reads `NUMBER:HASH` as it was printed.
fn noted(text: &str) -> anyhow::Result<(i64, [u8; 32])> {
    let (number, digits) = text.split_once(':').context("--head is NUMBER:HASH, as an earlier run printed it")?;
    let number = number.parse().context("--head: the number is not one")?;
    if digits.len() != 64 || !digits.is_ascii() {
        bail!("--head: the hash has 64 digits");
    }
    let mut hash = [0; 32];
    for (byte, at) in hash.iter_mut().zip((0..64).step_by(2)) {
        let pair = digits.get(at..at + 2).unwrap_or_default();
        *byte = u8::from_str_radix(pair, 16).context("--head: the hash is not hexadecimal")?;
    }
    Ok((number, hash))
}

pub(super) async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    let Command::Verify { head } = command;
    let noted = head.as_deref().map(noted).transpose()?;
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    match store.verify_audit(noted).await? {
        Ok(None) => {
            say("the audit trail is empty");
            Ok(ExitCode::SUCCESS)
        }
        Ok(Some(head)) => {
            say(&format!("the audit trail holds: {} lines", head.lines));
            say(&format!("head {head}"));
            say("note the head somewhere else: with --head a later run proves that nothing up to it was rewritten");
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            say(&format!("first line that cannot be trusted: {}", fault.line()));
            complain(&format!("the audit trail is broken: {fault}"));
            Ok(ExitCode::FAILURE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_printed() {
        let text = format!("12:{}", "0a".repeat(32));
        assert_eq!(noted(&text).unwrap(), (12, [10; 32]));
        for wrong in ["", "12", "x:00", "12:zz", &format!("12:{}", "0g".repeat(32)), &format!("12:{}", "ä".repeat(32))]
        {
            assert!(noted(wrong).is_err(), "{wrong}");
        }
    }
}
