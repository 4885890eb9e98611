//! `ringwall serve`: serves the pages until it is told to stop.

use std::{net::SocketAddr, process::ExitCode};

use super::{admin, tell};
use crate::{config::Config, telemetry, wiring};

/// Flags of `serve`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Metrics address on loopback, empty switches them off
    #[arg(long, value_name = "ADDRESS")]
    metrics: Option<String>,
    /// New checks per minute and address; 0 switches the limit off
    #[arg(long, value_name = "N")]
    starts_per_minute: Option<u32>,
}

pub(super) async fn run(arguments: Arguments, mut config: Config) -> anyhow::Result<ExitCode> {
    if let Some(listen) = arguments.listen {
        config.server.listen = listen;
    }
    if let Some(metrics) = arguments.metrics {
        config.server.metrics = metrics;
    }
    if let Some(starts) = arguments.starts_per_minute {
        config.limits.starts_per_minute = starts;
    }
    telemetry::start_logging(&config.log)?;
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    let router = wiring::router(&app, &config, None).await?;
    // A new one at each start while there is no operator: what stood in an old log opens nothing.
    let first = admin::first_link(&app, "").await?;
    let public_url = config.server.public_url.clone();
    let scheme = if config.server.tls_certificate.is_empty() { "http" } else { "https" };
    let announce = |address: SocketAddr| {
        tell(&format!("listening on {scheme}://{address}"));
        if let Some(line) = first {
            let base = if public_url.is_empty() { format!("{scheme}://{address}") } else { public_url };
            tell(&line.replace(" /invitation/", &format!(" {}/invitation/", base.trim_end_matches('/'))));
        }
    };
    wiring::serve(app, router, &config, wiring::listen(&config).await?, announce).await?;
    Ok(ExitCode::SUCCESS)
}
