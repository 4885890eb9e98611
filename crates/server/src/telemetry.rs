//! Logs and metrics.
//!
//! Log lines are readable alone and carry fields that can be queried; never personal data, never a resume link.
//! Metrics are served on a port of their own, on loopback only.

use std::{net::SocketAddr, time::Instant};

use anyhow::Context;
use axum::{
    Router,
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
    routing::get,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Starts logging to standard error.
pub(crate) fn start_logging(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.filter).with_context(|| format!("log.filter does not fit: {}", log.filter))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    match log.format {
        LogFormat::Text => builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    Ok(())
}

/// Starts recording metrics.
pub(crate) fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("seconds".to_owned()), &BUCKETS)
        .context("metric buckets")?
        .install_recorder()
        .context("metrics recorder")?;
    metrics::describe_histogram!("ringwall_http_request_seconds", "Time to answer a request, by route and status");
    metrics::describe_gauge!("ringwall_rows", "Stored things, by kind");
    Ok(handle)
}

/// Serves metrics until the process ends.
pub(crate) async fn serve_metrics(address: SocketAddr, handle: PrometheusHandle) -> anyhow::Result<()> {
    let listener =
        tokio::net::TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    let router = Router::new().route("/metrics", get(move || std::future::ready(handle.render())));
    axum::serve(listener, router).await.context("metrics server")
}

/// Measures every request by route pattern (never by path: paths carry secrets) and status.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |matched| matched.as_str().to_owned());
    let method = request.method().as_str().to_owned();
    let started = Instant::now();
    let response = next.run(request).await;
    let labels = [("route", route), ("method", method), ("status", response.status().as_u16().to_string())];
    metrics::histogram!("ringwall_http_request_seconds", &labels).record(started.elapsed().as_secs_f64());
    response
}
