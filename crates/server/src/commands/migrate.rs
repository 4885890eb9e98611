//! `ringwall migrate`: brings the database to the schema of this version.

use std::process::ExitCode;

use super::say;
use crate::{config::Config, wiring};

pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let store = wiring::open_store(&config).await?;
    let migrated = store.migrate().await?;
    say(&wiring::schema(&migrated));
    Ok(ExitCode::SUCCESS)
}
