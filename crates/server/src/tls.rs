//! HTTPS without a proxy: the certificate, taken up again when its files change, and the way over from HTTP.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use anyhow::{Context, ensure};
use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::IntoResponse,
};
use axum_server::tls_rustls::RustlsConfig;
use jiff::Timestamp;
use x509_parser::{extensions::GeneralName, pem::Pem};

use crate::config::Config;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_mins(1);

/// The files of a certificate and its key.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

impl Files {
    /// The files that are configured, if HTTPS is.
    pub(crate) fn of(config: &Config) -> Option<Self> {
        let (certificate, key) = (&config.server.tls_certificate, &config.server.tls_key);
        (!certificate.is_empty()).then(|| Self { certificate: certificate.into(), key: key.into() })
    }

    /// When either was last changed.
    fn changed(&self) -> Option<(SystemTime, SystemTime)> {
        let of = |path: &Path| std::fs::metadata(path).and_then(|file| file.modified()).ok();
        of(&self.certificate).zip(of(&self.key))
    }

    fn name(&self) -> String {
        format!("{} and {}", self.certificate.display(), self.key.display())
    }
}

/// Reads certificate and key for serving.
pub(crate) async fn load(files: &Files) -> anyhow::Result<RustlsConfig> {
    // Another part of the program may have said so already; the provider is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(&files.certificate, &files.key)
        .await
        .with_context(|| format!("cannot use the certificate and key in {}", files.name()))
}

/// Takes the files up again when they change, or at SIGHUP. A faulty new certificate leaves the old one in use.
pub(crate) async fn keep_fresh(files: Files, config: RustlsConfig) {
    let mut seen = files.changed();
    loop {
        let told = wait().await;
        let now = files.changed();
        if !told && now == seen {
            continue;
        }
        match config.reload_from_pem_file(&files.certificate, &files.key).await {
            Ok(()) => {
                seen = now;
                tracing::info!("certificate taken up again");
            }
            Err(error) => tracing::error!(%error, "the new certificate cannot be used; the old one stays in use"),
        }
    }
}

/// Until the next look, or until somebody says that there is something new: then true.
async fn wait() -> bool {
    #[cfg(unix)]
    if let Ok(mut hangup) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
        return tokio::select! {
            _ = hangup.recv() => true,
            () = tokio::time::sleep(LOOK) => false,
        };
    }
    tokio::time::sleep(LOOK).await;
    false
}

/// Leads everybody who comes by HTTP to the same page by HTTPS. Where to is configured, never what the browser says.
pub(crate) fn redirect(public_url: &str) -> Router {
    let base = public_url.trim_end_matches('/').to_owned();
    Router::new().fallback(move |uri: Uri| {
        let to = format!("{base}{}", uri.path_and_query().map_or("/", |rest| rest.as_str()));
        // A program that was led over would go on sending its key in clear, and nobody would notice.
        let is_api = uri.path() == "/api" || uri.path().starts_with("/api/");
        async move {
            if is_api {
                return (
                    StatusCode::FORBIDDEN,
                    "HTTPS only. A key that was sent like this can have been read: end it.\n",
                )
                    .into_response();
            }
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
    })
}

/// Serves the way over from HTTP.
pub(crate) async fn serve_redirect(listen: SocketAddr, public_url: String) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    axum::serve(listener, redirect(&public_url)).await.context("redirecting")
}

/// What a certificate file says.
pub(crate) struct Certificate {
    /// When the first one in the file ends.
    pub(crate) ends: Timestamp,
    /// When it begins.
    pub(crate) begins: Timestamp,
    /// The host names it is for.
    pub(crate) names: Vec<String>,
    /// How many there are: one alone usually lacks the intermediate that browsers need.
    pub(crate) count: usize,
    /// Whether it vouches for itself.
    pub(crate) self_signed: bool,
    /// Whether each in the file is signed by the next.
    pub(crate) chained: bool,
}

/// Reads what a certificate file says, without using it.
pub(crate) fn read(path: &Path) -> anyhow::Result<Certificate> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let pems: Vec<Pem> = Pem::iter_from_buffer(&bytes)
        .collect::<Result<_, _>>()
        .map_err(|error| anyhow::anyhow!("{} is no PEM file: {error}", path.display()))?;
    let mut certificates = Vec::new();
    for pem in pems.iter().filter(|pem| pem.label == "CERTIFICATE") {
        certificates.push(pem.parse_x509().map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?);
    }
    ensure!(!certificates.is_empty(), "{} holds no certificate", path.display());
    let chained = certificates.windows(2).all(|pair| match pair {
        [one, next] => one.issuer() == next.subject(),
        _ => true,
    });
    let first = certificates.first().context("no certificate")?;
    let at = |seconds| Timestamp::from_second(seconds).context("a date out of range");
    let mut names = Vec::new();
    if let Ok(Some(alternatives)) = first.subject_alternative_name() {
        for name in &alternatives.value.general_names {
            match name {
                GeneralName::DNSName(name) => names.push((*name).to_lowercase()),
                GeneralName::IPAddress([a, b, c, d]) => names.push(format!("{a}.{b}.{c}.{d}")),
                _ => {}
            }
        }
    }
    Ok(Certificate {
        ends: at(first.validity().not_after.timestamp())?,
        begins: at(first.validity().not_before.timestamp())?,
        names,
        count: certificates.len(),
        self_signed: first.issuer() == first.subject(),
        chained,
    })
}

impl Certificate {
    /// Whether it is for this host; a star stands for one label.
    pub(crate) fn is_for(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        self.names.iter().any(|name| {
            *name == host
                || name.strip_prefix("*.").zip(host.split_once('.')).is_some_and(|(name, (_, rest))| name == rest)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_label() {
        let certificate = Certificate {
            ends: Timestamp::UNIX_EPOCH,
            begins: Timestamp::UNIX_EPOCH,
            names: vec!["sicher.example.de".to_owned(), "*.ring.example".to_owned()],
            count: 1,
            self_signed: false,
            chained: true,
        };
        for (host, fits) in [
            ("sicher.example.de", true),
            ("Sicher.Example.DE", true),
            ("a.ring.example", true),
            ("a.b.ring.example", false),
            ("ring.example", false),
            ("example.de", false),
        ] {
            assert_eq!(certificate.is_for(host), fits, "{host}");
        }
    }
}
