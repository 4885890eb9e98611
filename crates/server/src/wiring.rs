//! Puts the parts together: store, operations, pages, reports.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{Router, middleware::from_fn};
use jiff::{Timestamp, civil::Date};
use ringwall_app::{App, Clock, Download, Entropy, Mailer, NoBreached, Ports, Reports, Settings};
use ringwall_content::Content;
use ringwall_core::{dossier::Dossier, id::AssessmentId, language::Language};
use ringwall_report::Report;
use ringwall_store::{Migrated, Store};
use ringwall_web::{Demo, Options, WebState};
use tokio::net::TcpListener;

use crate::{
    breached::BreachedFile, config::Config, files, machine::ThisMachine, mailer, oidc::OidcProvider, telemetry, tls,
    worker,
};

/// How long requests may take to finish after the program was told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How often rows are counted.
const COUNTING: Duration = Duration::from_mins(10);

/// The clock of the machine.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Randomness of the operating system.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::expect_used, reason = "without randomness no secret may be made; stopping is the only safe way")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// Documents, rendered by `report`.
pub(crate) struct Renderer(pub(crate) Report);

impl Reports for Renderer {
    fn render(
        &self,
        kind: Download,
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        let report = &self.0;
        Ok(match kind {
            Download::Pdf => report.pdf(content, dossier, assessment, language, today)?,
            Download::Docx => report.docx(content, dossier, assessment, language, today)?,
            Download::Json => Report::json(dossier)?,
            Download::AnswersCsv => Report::answers_csv(content, dossier, assessment, language)?,
            Download::MeasuresCsv => Report::measures_csv(content, dossier, assessment, language)?,
        })
    }
}

pub(crate) fn load_content() -> anyhow::Result<Arc<Content>> {
    Ok(Arc::new(Content::load()?))
}

pub(crate) async fn open_store(config: &Config) -> anyhow::Result<Store> {
    let url = &config.database.url;
    Store::open(url, ringwall_store::Options::default())
        .await
        .with_context(|| format!("cannot open the database {}", without_password(url)))
}

/// What a migration did, in words.
pub(crate) fn schema(migrated: &Migrated) -> String {
    if migrated.from == migrated.to {
        format!("schema {} is up to date", migrated.to)
    } else {
        format!("schema brought from {} to {}", migrated.from, migrated.to)
    }
}

/// The address of a database as it may be shown.
pub(crate) fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rfind('@')) {
        (Some((scheme, _)), Some(at)) => format!("{scheme}://…{}", url.get(at..).unwrap_or_default()),
        _ => url.to_owned(),
    }
}

pub(crate) fn app(store: Store, config: &Config) -> anyhow::Result<App> {
    app_with(store, load_content()?, config, Arc::new(SystemClock), mailer::mailer(config)?)
}

pub(crate) fn app_with(
    store: Store,
    content: Arc<Content>,
    config: &Config,
    clock: Arc<dyn Clock>,
    mailer: Arc<dyn Mailer>,
) -> anyhow::Result<App> {
    let settings = Settings {
        keep_days: config.retention.keep_days,
        kept_days: config.retention.kept_days,
        audit_days: config.retention.audit_days,
        requests_days: config.retention.requests_days,
        receipts_days: config.retention.receipts_days,
        renderers: config.limits.renderers,
        lease_seconds: config.worker.lease_seconds,
        help_answer_days: config.region.help_answer_days,
        documents: config.files.limits(),
        second_factor_for: config.accounts.roles()?,
        ..Settings::default()
    };
    let ports = Ports {
        clock,
        entropy: Arc::new(SystemEntropy),
        reports: Arc::new(Renderer(Report::new())),
        mailer,
        files: files::files(config)?,
        breached: match config.accounts.breached_passwords.as_str() {
            "" => Arc::new(NoBreached),
            path => Arc::new(BreachedFile::open(path.as_ref())?),
        },
    };
    Ok(App::new(store, content, ports, settings, said(&config.server.public_url)))
}

/// What an operator set, if anything.
fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.trim_end_matches('/').to_owned())
}

pub(crate) async fn router(app: &App, config: &Config, demo: Option<Demo>) -> anyhow::Result<Router> {
    let public_url = said(&config.server.public_url);
    let options = Options {
        secure_cookies: config.is_https(),
        public_url,
        behind_proxy: config.server.behind_proxy,
        starts_per_minute: config.limits.starts_per_minute,
        api_per_minute: config.limits.api_per_minute,
        resumes_per_minute: config.limits.starts_per_minute.saturating_mul(2),
        operator: said(&config.server.operator),
        oidc: config.oidc.iter().map(OidcProvider::provider).collect::<anyhow::Result<_>>()?,
        demo,
        ..Options::default()
    };
    if !options.oidc.is_empty() {
        // The client asks for the provider of the whole process. Set before, it stays as it is.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    let state = WebState::new(app.clone(), options).await?.on(Arc::new(ThisMachine::new(config.clone())));
    Ok(ringwall_web::router(state).layer(from_fn(telemetry::measure)))
}

/// Takes the port the configuration names.
pub(crate) async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    let listen = config.server.listen;
    TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}; is the port taken? try --listen 127.0.0.1:0"))
}

/// Serves pages and metrics until the process is told to stop, then lets requests finish.
pub(crate) async fn serve(
    app: App,
    router: Router,
    config: &Config,
    listener: TcpListener,
    announce: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    start_metrics(config)?;
    let stop = stop_signal();
    let counting = tokio::spawn(count_rows(app.clone()));
    let working =
        config.worker.in_process.then(|| tokio::spawn(worker::run(app, config.worker.concurrency, stop.clone())));
    announce(listener.local_addr()?);
    if let Some(listen) = config.redirect_address()? {
        let public_url = config.server.public_url.clone();
        tokio::spawn(async move {
            if let Err(error) = tls::serve_redirect(listen, public_url).await {
                tracing::warn!(error = format!("{error:#}"), "HTTP does not lead over to HTTPS");
            }
        });
    }
    match tls::Files::of(config) {
        None => serve_http(listener, router, stop).await?,
        Some(files) => serve_https(listener, router, files, stop).await?,
    }
    counting.abort();
    if let Some(working) = working {
        // A job under way is finished; one that takes longer is done by another process after its lease.
        if tokio::time::timeout(GRACE, working).await.is_err() {
            tracing::warn!("stopped with a job still under way");
        }
    }
    Ok(())
}

async fn serve_http(listener: TcpListener, router: Router, stop: worker::Stop) -> anyhow::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        worker::told(stop).await;
        tracing::info!("stopping; requests under way may finish");
        let _ = stopping.send(());
    });
    let deadline = async move {
        // A dropped sender means the server ended by itself; then there is nothing to wait for.
        if stopped.await.is_ok() {
            tokio::time::sleep(GRACE).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        result = server => result.context("server")?,
        () = deadline => tracing::warn!("stopped with requests still under way"),
    }
    Ok(())
}

async fn serve_https(
    listener: TcpListener,
    router: Router,
    files: tls::Files,
    stop: worker::Stop,
) -> anyhow::Result<()> {
    let config = tls::load(&files).await?;
    let fresh = tokio::spawn(tls::keep_fresh(files, config.clone()));
    let handle = axum_server::Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        worker::told(stop).await;
        tracing::info!("stopping; requests under way may finish");
        stopping.graceful_shutdown(Some(GRACE));
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp_rustls(listener.into_std()?, config)?.handle(handle);
    let result = server.serve(service).await.context("server");
    fresh.abort();
    result
}

/// Records metrics and serves them, if the configuration says where.
pub(crate) fn start_metrics(config: &Config) -> anyhow::Result<()> {
    let metrics = telemetry::start_metrics()?;
    if let Some(address) = config.metrics_address()? {
        tokio::spawn(async move {
            if let Err(error) = telemetry::serve_metrics(address, metrics).await {
                tracing::warn!(error = format!("{error:#}"), "no metrics");
            }
        });
    }
    Ok(())
}

async fn count_rows(app: App) {
    let mut ticks = tokio::time::interval(COUNTING);
    loop {
        ticks.tick().await;
        if let Ok(counts) = app.counts().await {
            for (kind, count) in [
                ("organisations", counts.organisations),
                ("assessments", counts.assessments),
                ("answers", counts.answers),
            ] {
                #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; 2^53 rows are far away")]
                metrics::gauge!("ringwall_rows", "kind" => kind).set(count as f64);
            }
        }
    }
}

/// Hears when the process is told to stop: Ctrl+C, or the signal with which service managers end it. Hears it from now on:
/// whoever reads that we listen may end us the moment after.
#[cfg(unix)]
pub(crate) fn stop_signal() -> worker::Stop {
    use tokio::signal::unix::{SignalKind, signal};

    let (say, stop) = tokio::sync::watch::channel(false);
    let (interrupt, terminate) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    tokio::spawn(async move {
        match (interrupt, terminate) {
            (Ok(mut interrupt), Ok(mut terminate)) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            // Without ears, the system ends us as it ends every process.
            _ => std::future::pending().await,
        }
        say.send_replace(true);
    });
    stop
}

/// Hears when the process is told to stop: Ctrl+C.
#[cfg(not(unix))]
pub(crate) fn stop_signal() -> worker::Stop {
    let (say, stop) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        let _ = tokio::signal::ctrl_c().await;
        say.send_replace(true);
    });
    stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(without_password("postgres://ring:secret@db/wall"), "postgres://…@db/wall");
        assert_eq!(without_password("sqlite:ringwall.db"), "sqlite:ringwall.db");
    }
}
