//! `ringwall receipt NUMBER`: confirms a deletion by the number on its receipt, without knowing whose data it was.

use std::process::ExitCode;

use ringwall_app::AppError;

use super::{complain, say};
use crate::{config::Config, wiring};

/// Which receipt.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The number on the receipt; dashes and case do not matter
    number: String,
}

pub(super) async fn run(arguments: Arguments, config: Config) -> anyhow::Result<ExitCode> {
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    match app.receipt(&arguments.number).await {
        Ok(receipt) => {
            say(&format!("deleted at {}", receipt.at));
            for (what, count) in receipt.counts {
                say(&format!("{count:>8} {what}"));
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(AppError::NotFound) => {
            complain("no deletion with this number, or it was too long ago");
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
