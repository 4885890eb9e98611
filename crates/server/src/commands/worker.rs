//! `ringwall worker`: sends letters and does what comes back regularly, without pages.

use std::process::ExitCode;

use super::tell;
use crate::{config::Config, telemetry, wiring, worker};

/// Flags of `worker`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Metrics address on loopback, empty switches them off
    #[arg(long, value_name = "ADDRESS")]
    metrics: Option<String>,
    /// Jobs done at the same time
    #[arg(long, value_name = "N")]
    concurrency: Option<usize>,
}

pub(super) async fn run(arguments: Arguments, mut config: Config) -> anyhow::Result<ExitCode> {
    if let Some(metrics) = arguments.metrics {
        config.server.metrics = metrics;
    }
    if let Some(concurrency) = arguments.concurrency {
        config.worker.concurrency = concurrency;
    }
    telemetry::start_logging(&config.log)?;
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    let app = wiring::app(store, &config)?;
    wiring::start_metrics(&config)?;
    if !app.can_send() {
        tracing::warn!("no mail server is configured: letters wait");
    }
    tell("working");
    worker::run(app, config.worker.concurrency.max(1), wiring::stop_signal()).await;
    Ok(ExitCode::SUCCESS)
}
