//! How this machine is: disk, certificate, proxy, clock service, mail server. For `ringwall doctor` and the page of the
//! operator.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::Context;
use futures::{FutureExt, future::BoxFuture};
use ringwall_app::{Clock, Finding, Machine, Seriousness, certificate_left};

use crate::{config::Config, mailer, tls, wiring::SystemClock};

/// Space below which somebody should look, in megabytes.
const LITTLE_SPACE: u64 = 2_000;
/// Space below which answers will soon be refused, in megabytes.
const NO_SPACE: u64 = 200;
/// How long a program of the machine may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The machine we run on, as far as the configuration touches it.
pub(crate) struct ThisMachine {
    config: Config,
}

/// Whether an address is one of this machine only, for example `http://localhost:8080`.
fn names_this_machine(url: &str) -> bool {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    let host = rest.split('/').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl ThisMachine {
    pub(crate) const fn new(config: Config) -> Self {
        Self { config }
    }

    async fn look_at_all(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(path) = database_folder(&self.config) {
            findings.push(space("disk-database", &path).await);
        }
        if let Some(folder) = self.config.files.store.strip_prefix("file:") {
            findings.push(space("disk-files", Path::new(folder.strip_prefix("//").unwrap_or(folder))).await);
        }
        findings.push(time_service().await);
        findings.push(self.address());
        findings.push(self.proxy());
        findings.extend(self.certificate());
        findings.push(self.mail().await);
        findings
    }

    /// Whether people come encrypted, and under which name.
    fn address(&self) -> Finding {
        let url = &self.config.server.public_url;
        let loopback = self.config.server.listen.ip().is_loopback();
        if url.starts_with("https://") {
            Finding::fine("address", "https").with("url", url)
        } else if self.config.is_https() {
            Finding::attention("address", "unnamed")
        } else if loopback && (url.is_empty() || names_this_machine(url)) {
            Finding::attention("address", "loopback")
        } else {
            Finding::broken("address", "open").with("listen", self.config.server.listen)
        }
    }

    /// Whether a proxy and what it tells us fit together.
    fn proxy(&self) -> Finding {
        let server = &self.config.server;
        let (own, behind) = (!server.tls_certificate.is_empty(), server.behind_proxy);
        match (own, behind, server.public_url.starts_with("https://")) {
            (true, true, _) => Finding::attention("proxy", "both"),
            (true, false, _) => Finding::fine("proxy", "none"),
            (false, false, true) => Finding::attention("proxy", "unsaid"),
            (false, true, true) if server.listen.ip().is_loopback() => Finding::fine("proxy", "fine"),
            (false, true, true) => Finding::attention("proxy", "reachable").with("listen", server.listen),
            (false, true, false) => Finding::attention("proxy", "unencrypted"),
            (false, false, false) => Finding::fine("proxy", "none"),
        }
    }

    /// Whether the mail server takes connections as they are configured. Sends nothing.
    async fn mail(&self) -> Finding {
        let server = match mailer::sender(&self.config) {
            Ok(None) => return Finding::attention("mail", "nowhere"),
            Ok(Some(server)) => server,
            Err(error) => return Finding::broken("mail", "faulty").with("error", format!("{error:#}")),
        };
        // Whoever waits for a page waits for no mail server that is silent.
        let checked = tokio::time::timeout(PATIENCE * 2, server.check()).await;
        let finding = match checked {
            Ok(Ok(())) => Finding::fine("mail", "fine"),
            Ok(Err(error)) => Finding::broken("mail", "silent").with("error", error),
            Err(_) => Finding::broken("mail", "silent").with("error", "no answer in time"),
        };
        finding.with("server", without_user(&self.config.mail.smtp))
    }

    fn certificate(&self) -> Option<Finding> {
        let files = tls::Files::of(&self.config)?;
        Some(match tls::read(&files.certificate) {
            Err(error) => Finding::broken("certificate", "unreadable").with("error", format!("{error:#}")),
            Ok(certificate) => {
                let now = SystemClock.now();
                let (days, is) = certificate_left(certificate.ends, now);
                let host = host_of(&self.config.server.public_url);
                let finding = if certificate.begins > now {
                    Finding::broken("certificate", "early")
                } else if is == Seriousness::Broken {
                    Finding::broken("certificate", "over")
                } else if host.as_ref().is_some_and(|host| !certificate.is_for(host)) {
                    Finding::broken("certificate", "other-name").with("names", certificate.names.join(", "))
                } else if !certificate.chained {
                    Finding::broken("certificate", "chain")
                } else if is == Seriousness::Attention {
                    Finding::attention("certificate", "soon")
                } else if certificate.self_signed {
                    Finding::attention("certificate", "self-signed")
                } else if certificate.count == 1 {
                    Finding::attention("certificate", "alone")
                } else {
                    Finding::fine("certificate", "fine")
                };
                finding.with("days", days).with("host", host.unwrap_or_default())
            }
        })
    }
}

impl Machine for ThisMachine {
    fn look(&self) -> BoxFuture<'_, Vec<Finding>> {
        self.look_at_all().boxed()
    }
}

/// The folder of a SQLite database.
fn database_folder(config: &Config) -> Option<PathBuf> {
    let path = config.database.url.strip_prefix("sqlite:")?;
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    Some(match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    })
}

/// The address of a mail server as it may be shown.
fn without_user(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    rest.split(['?', '/']).next().unwrap_or(rest)
}

/// The host in an address.
fn host_of(url: &str) -> Option<String> {
    let host = url.strip_prefix("https://")?.split(['/', ':']).next()?;
    (!host.is_empty()).then(|| host.to_owned())
}

/// What a program of the machine says.
async fn said(program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = tokio::process::Command::new(program).args(arguments).stdin(Stdio::null()).kill_on_drop(true).output();
    let output = tokio::time::timeout(PATIENCE, output).await.context("no answer in time")??;
    anyhow::ensure!(output.status.success(), "{program} failed");
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Free space where a folder lies.
async fn space(topic: &'static str, folder: &Path) -> Finding {
    let free = async {
        // A folder that is made later lies where its parent does.
        let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
        let table = said("df", &["-Pk", &there.display().to_string()]).await?;
        let line = table.lines().nth(1).context("no line")?;
        let kilobytes: u64 = line.split_whitespace().nth(3).context("no fourth column")?.parse()?;
        anyhow::Ok(kilobytes / 1_000)
    };
    match free.await {
        Err(_) => Finding::attention(topic, "unknown").with("folder", folder.display()),
        Ok(megabytes) => {
            let finding = match megabytes {
                ..NO_SPACE => Finding::broken(topic, "full"),
                NO_SPACE..LITTLE_SPACE => Finding::attention(topic, "little"),
                _ => Finding::fine(topic, "fine"),
            };
            finding.with("megabytes", megabytes).with("folder", folder.display())
        }
    }
}

/// Whether something keeps the clock of the machine right.
async fn time_service() -> Finding {
    match said("timedatectl", &["show", "--property=NTPSynchronized", "--value"]).await.as_deref().map(str::trim) {
        Ok("yes") => Finding::fine("time-service", "fine"),
        Ok("no") => Finding::attention("time-service", "off"),
        _ => Finding::attention("time-service", "unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut Config)) -> ThisMachine {
        let mut config = Config::default();
        change(&mut config);
        ThisMachine::new(config)
    }

    #[test]
    fn proxy_and_address_fit_together_or_somebody_is_told() {
        let https = "https://sicher.example.de".to_owned();
        let plain = with(|_| {});
        assert_eq!((plain.address().found, plain.proxy().found), ("loopback", "none"));
        let proxied = with(|config| {
            config.server.public_url.clone_from(&https);
            config.server.behind_proxy = true;
        });
        assert_eq!((proxied.address().found, proxied.proxy().found), ("https", "fine"));
        let unsaid = with(|config| config.server.public_url.clone_from(&https));
        assert_eq!(unsaid.proxy().found, "unsaid");
        let reachable = with(|config| {
            config.server.public_url.clone_from(&https);
            config.server.behind_proxy = true;
            config.server.listen = "0.0.0.0:8080".parse().unwrap();
        });
        assert_eq!(reachable.proxy().found, "reachable");
        let open = with(|config| config.server.listen = "0.0.0.0:8080".parse().unwrap());
        assert_eq!(open.address().is, Seriousness::Broken);
        let own = with(|config| {
            config.server.public_url.clone_from(&https);
            config.server.tls_certificate = "/nothing.pem".to_owned();
            config.server.tls_key = "/nothing.key".to_owned();
        });
        assert_eq!((own.address().found, own.proxy().found), ("https", "none"));
        assert_eq!(own.certificate().unwrap().found, "unreadable");
    }

    #[test]
    fn hosts_are_read_from_addresses() {
        assert_eq!(host_of("https://sicher.example.de:8443/x").as_deref(), Some("sicher.example.de"));
        assert_eq!(host_of("http://sicher.example.de"), None);
        assert_eq!(host_of("https://"), None);
    }

    #[tokio::test]
    async fn space_is_known_where_a_folder_will_be() {
        let finding = space("disk-files", &std::env::temp_dir().join("not/yet/there")).await;
        assert!(["fine", "little", "full"].contains(&finding.found), "{finding:?}");
    }
}
