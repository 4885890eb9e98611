//! `ringwall demo`: a made-up region to look around in.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use ringwall_core::language::Language;

use super::say;
use crate::{
    config::Config,
    seed::{self, Seeded},
    telemetry,
    wiring::{self, SystemClock},
};

/// Flags of `demo`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder for the demo's data; kept afterwards. Without it a temporary folder is used and deleted at the end
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Remembers the links of a demo whose folder is kept.
const LINKS: &str = "demo.json";

pub(super) async fn run(arguments: Arguments, mut config: Config) -> anyhow::Result<ExitCode> {
    if config.log.filter == "info" {
        "warn".clone_into(&mut config.log.filter);
    }
    telemetry::start_logging(&config.log)?;
    let temporary = match &arguments.dir {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
            None
        }
        None => Some(tempfile::Builder::new().prefix("ringwall-demo-").tempdir()?),
    };
    let folder = match (&arguments.dir, &temporary) {
        (Some(folder), _) => folder.clone(),
        (None, Some(temporary)) => temporary.path().to_path_buf(),
        (None, None) => anyhow::bail!("no folder"),
    };
    config.server.listen = arguments.listen;
    config.server.metrics = String::new();
    // Made-up people get no letters, whatever the configuration of this machine says.
    config.mail.smtp.clear();
    config.limits.starts_per_minute = 0;
    config.database.url = format!("sqlite:{}", folder.join("ringwall.db").display());
    config.files.store = format!("file:{}", folder.join("files").display());
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let links = folder.join(LINKS);
    let seeded: Seeded = if let Ok(bytes) = std::fs::read(&links) {
        serde_json::from_slice(&bytes).with_context(|| format!("{} does not fit", links.display()))?
    } else {
        let seeded = seed::region(store.clone(), &config, Arc::new(SystemClock)).await?;
        std::fs::write(&links, serde_json::to_vec_pretty(&seeded)?)
            .with_context(|| format!("cannot write {}", links.display()))?;
        seeded
    };
    let app = wiring::app(store, &config)?;
    let router = wiring::router(&app, &config, Some(seeded.demo())).await?;
    let kept = temporary.is_none();
    wiring::serve(app, router, &config, |address| {
        say(&format!("listening on http://{address}"));
        say("");
        say(&format!("  {}", seeded.title.get(Language::En)));
        say("  No accounts yet: each organisation opens with its own link.");
        say("");
        say(&format!("  Overview   http://{address}/demo"));
        for case in &seeded.cases {
            say(&format!("  {:<38} http://{address}/r/{}", case.title.get(Language::De), case.token));
        }
        say("");
        if kept {
            say(&format!("  Stop with Ctrl+C. Throw it all away: delete {}", folder.display()));
        } else {
            say("  Stop with Ctrl+C: everything is thrown away then. Keep it: --dir FOLDER");
        }
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}
