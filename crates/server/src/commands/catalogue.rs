//! `ringwall catalogue`: OSCAL catalogues as checks.

use std::{path::PathBuf, process::ExitCode};

use ringwall_core::language::Language;

use super::{complain, read_bounded, say};
use crate::{config::Config, wiring};

/// A little more than the importer accepts, so that its own, clearer refusal is seen.
const MOST_BYTES: u64 = 64 << 20;

/// What can be done with catalogues.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Import an OSCAL catalogue (JSON, OSCAL 1.1 or 1.2, catalogue or resolved catalogue)
    Import {
        /// The file
        file: PathBuf,
        /// Licence of the catalogue, if the file itself names none (BSI: "CC BY-SA 4.0")
        #[arg(long, value_name = "LICENCE")]
        licence: Option<String>,
    },
    /// List imported catalogues
    List,
}

pub(super) async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    match command {
        Command::Import { file, licence } => {
            let bytes = read_bounded(&file, MOST_BYTES)?;
            match app.import_catalogue(&bytes, licence).await? {
                Ok(edition) => {
                    let check = &edition.check;
                    say(&format!(
                        "{}: \"{}\", version {}, {} topics, {} requirements, licence: {}",
                        check.id,
                        check.title.get(Language::En),
                        check.version,
                        check.topics.len(),
                        check.requirements().count(),
                        if check.source.licence.is_empty() {
                            "not stated (name it with --licence)"
                        } else {
                            &check.source.licence
                        },
                    ));
                    Ok(ExitCode::SUCCESS)
                }
                Err(fault) => {
                    complain(&format!("{}: {fault}", file.display()));
                    Ok(ExitCode::from(2))
                }
            }
        }
        Command::List => {
            for edition in app.imported_checks().await? {
                say(&format!("{}\t{}\t{}", edition.check_id, edition.version, edition.title.get(Language::En)));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}
