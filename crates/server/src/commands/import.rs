//! `ringwall import FILE`: takes in an archive or a dossier, of any size the disk holds.

use std::{
    fs::File,
    io::{BufReader, Read, Seek},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use ringwall_app::{AppError, Started};
use ringwall_core::{dossier::Dossier, language::Language};

use super::{read_bounded, say};
use crate::{config::Config, wiring};

/// Largest dossier without files, in bytes.
const LARGEST_DOSSIER: u64 = 64 * 1024 * 1024;

/// What to take in.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The archive (ZIP) or dossier (JSON) that was taken out
    file: PathBuf,
}

pub(super) async fn run(arguments: Arguments, config: Config) -> anyhow::Result<ExitCode> {
    let path = &arguments.file;
    let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut begin = [0; 2];
    let is_archive = file.read(&mut begin).is_ok() && begin == *b"PK";
    file.rewind()?;
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    let taken: Result<Started, AppError> = if is_archive {
        app.take_in(BufReader::new(file)).await
    } else {
        let bytes = read_bounded(path, LARGEST_DOSSIER)?;
        let dossier: Dossier = serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is neither an archive nor a dossier", path.display()))?;
        app.import_dossier(dossier).await
    };
    let started = match taken {
        Ok(started) => started,
        Err(AppError::Refused(refusal)) => bail!("{}", app.content().texts().refusal(Language::En, &refusal)),
        Err(error) => return Err(error.into()),
    };
    let base = app.public_url().unwrap_or_default();
    say("taken in; the link to the folder is a key, keep it:");
    say(&format!("{base}/r/{}", started.token.secret()));
    Ok(ExitCode::SUCCESS)
}
