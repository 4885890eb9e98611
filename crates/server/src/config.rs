//! Configuration: a file, then the environment, then flags; the later wins.
//!
//! The only place that reads the environment. A key nobody knows is refused with a suggestion, so that a typing error
//! cannot silently leave a default in force.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Context, bail};
use ringwall_core::{
    actor::Role,
    document::{DocumentLimits, MEGABYTE},
};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::oidc::OidcProvider;

/// The file that is read if it exists and no other is named.
const DEFAULT_FILE: &str = "ringwall.toml";
/// `RINGWALL_SERVER__LISTEN` sets `server.listen`.
const PREFIX: &str = "RINGWALL_";

/// Flags that every command understands.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Flags {
    /// Configuration file [default: ringwall.toml if it exists]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Database: sqlite:PATH or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// Log level, for example info or debug,sqlx=warn
    #[arg(long, global = true, value_name = "FILTER")]
    pub(crate) log: Option<String>,
}

/// Everything an operator can set.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) server: Server,
    pub(crate) database: Database,
    pub(crate) retention: Retention,
    pub(crate) region: Region,
    pub(crate) limits: Limits,
    pub(crate) accounts: Accounts,
    pub(crate) files: Files,
    pub(crate) mail: Mail,
    pub(crate) worker: Worker,
    pub(crate) log: Log,
    /// Services that people can sign in with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) oidc: Vec<OidcProvider>,
}

/// Where pages are served.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Server {
    /// Address and port for pages; port 0 takes a free one.
    pub(crate) listen: SocketAddr,
    /// Address and port for metrics, loopback only; empty switches them off.
    pub(crate) metrics: String,
    /// Address under which people reach the server; empty: taken from the request. With https, cookies are marked secure.
    pub(crate) public_url: String,
    /// Whether a reverse proxy in front sets X-Forwarded-For; only then is that header believed.
    pub(crate) behind_proxy: bool,
    /// Who answers for this installation, shown on the privacy page: name, address, contact, one a line.
    pub(crate) operator: String,
    /// PEM file with the certificate and its intermediates; empty: HTTP, with a reverse proxy in front.
    pub(crate) tls_certificate: String,
    /// PEM file with the private key.
    pub(crate) tls_key: String,
    /// Address and port on which HTTP leads over to HTTPS; empty: nowhere.
    pub(crate) redirect_http: String,
}

/// Where data lies.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub(crate) url: String,
}

/// How long data stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names are keys of the configuration and carry their unit")]
pub(crate) struct Retention {
    /// Days after the last visit until a case without account is deleted.
    pub(crate) keep_days: u32,
    /// Days after the last visit until an organisation that somebody keeps with an account is deleted.
    pub(crate) kept_days: u32,
    /// Days until a line of the audit trail is wiped and a look from outside is forgotten.
    pub(crate) audit_days: u32,
    /// Days after its end until a request for help is deleted.
    pub(crate) requests_days: u32,
    /// Days until the receipt of a deletion can no longer be confirmed.
    pub(crate) receipts_days: u32,
}

/// How people in the region work together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Region {
    /// Working days that partners have to answer a request for help until the next ones are asked.
    pub(crate) help_answer_days: u32,
}

/// Bounds against abuse.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// New checks and opened resume links per minute and address; 0 switches the limit off.
    pub(crate) starts_per_minute: u32,
    /// Requests of programs per minute and key, in each process; 0 switches the limit off.
    pub(crate) api_per_minute: u32,
    /// Documents rendered at the same time.
    pub(crate) renderers: usize,
}

/// How people sign in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Accounts {
    /// Roles that rest until whoever holds them has signed in with a second factor.
    pub(crate) second_factor_for: Vec<String>,
    /// File of breached passwords, sorted by SHA-1; empty: none is looked up.
    pub(crate) breached_passwords: String,
}

impl Accounts {
    /// The roles by their codes.
    pub(crate) fn roles(&self) -> anyhow::Result<Vec<Role>> {
        let known = || Role::ALL.map(Role::code).join(", ");
        let role = |code: &String| {
            Role::from_code(code)
                .with_context(|| format!("accounts.second_factor_for: there is no role {code}; there are {}", known()))
        };
        self.second_factor_for.iter().map(role).collect()
    }
}

/// Where files lie that organisations bring, and how much they may keep.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names are keys of the configuration")]
pub(crate) struct Files {
    /// `file:PATH` or `s3://BUCKET/PREFIX`.
    pub(crate) store: String,
    /// Address of an S3-compatible store; empty: Amazon's own.
    pub(crate) endpoint: String,
    /// Region of the bucket.
    pub(crate) region: String,
    /// Name of the access key.
    pub(crate) access_key: String,
    /// The access key itself, better in the environment or in a file.
    pub(crate) secret_key: Secret,
    /// File that holds the access key and nothing else.
    pub(crate) secret_key_file: String,
    /// Megabytes of the largest file.
    pub(crate) largest_megabytes: u64,
    /// Most files of one organisation.
    pub(crate) most_files: u64,
    /// Megabytes of all files of one organisation.
    pub(crate) total_megabytes: u64,
}

impl Default for Files {
    fn default() -> Self {
        let limits = DocumentLimits::default();
        Self {
            store: "file:ringwall-files".to_owned(),
            endpoint: String::new(),
            region: String::new(),
            access_key: String::new(),
            secret_key: Secret::default(),
            secret_key_file: String::new(),
            largest_megabytes: limits.largest / MEGABYTE,
            most_files: limits.most,
            total_megabytes: limits.total / MEGABYTE,
        }
    }
}

impl Files {
    /// How much an organisation may keep.
    pub(crate) fn limits(&self) -> DocumentLimits {
        DocumentLimits {
            largest: self.largest_megabytes.saturating_mul(MEGABYTE),
            most: self.most_files,
            total: self.total_megabytes.saturating_mul(MEGABYTE),
        }
    }
}

/// How letters go out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Mail {
    /// `smtps://user@host:465` or `smtp://user@host:587?tls=required|opportunistic|none`; empty: letters wait.
    pub(crate) smtp: String,
    /// Password of the user, better in the environment or in a file.
    pub(crate) password: Secret,
    /// File that holds the password and nothing else.
    pub(crate) password_file: String,
    /// Address letters come from.
    pub(crate) from: String,
    /// Name letters come from, for example that of the region.
    pub(crate) name: String,
    /// Address answers go to; empty: the same.
    pub(crate) reply_to: String,
    /// Seconds to wait for the mail server.
    pub(crate) timeout_seconds: u32,
    /// File with a certificate (PEM) to trust besides the public ones.
    pub(crate) certificate_file: String,
}

/// Who does the work that is done later.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Worker {
    /// Whether `serve` also works; if not, `ringwall worker` must run.
    pub(crate) in_process: bool,
    /// Jobs done at the same time by one process.
    pub(crate) concurrency: usize,
    /// Seconds until the job of a process that died is done by another one.
    pub(crate) lease_seconds: u32,
}

/// A text that is never shown.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    /// The text, if there is one.
    pub(crate) fn get(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "Secret()" } else { "Secret(…)" })
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0.is_empty() { "" } else { "…" })
    }
}

/// What is logged.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Log {
    /// Level or filter.
    pub(crate) filter: String,
    /// `text` or `json`.
    pub(crate) format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics: "127.0.0.1:9464".to_owned(),
            public_url: String::new(),
            behind_proxy: false,
            operator: String::new(),
            tls_certificate: String::new(),
            tls_key: String::new(),
            redirect_http: String::new(),
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:ringwall.db".to_owned() }
    }
}

impl Default for Retention {
    fn default() -> Self {
        let settings = ringwall_app::Settings::default();
        Self {
            keep_days: settings.keep_days,
            kept_days: settings.kept_days,
            audit_days: settings.audit_days,
            requests_days: settings.requests_days,
            receipts_days: settings.receipts_days,
        }
    }
}

impl Default for Region {
    fn default() -> Self {
        Self { help_answer_days: ringwall_app::Settings::default().help_answer_days }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { starts_per_minute: 30, api_per_minute: 300, renderers: ringwall_app::Settings::default().renderers }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp: String::new(),
            password: Secret::default(),
            password_file: String::new(),
            from: String::new(),
            name: "Ringwall".to_owned(),
            reply_to: String::new(),
            timeout_seconds: 30,
            certificate_file: String::new(),
        }
    }
}

impl Default for Worker {
    fn default() -> Self {
        Self { in_process: true, concurrency: 2, lease_seconds: ringwall_app::Settings::default().lease_seconds }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned(), format: LogFormat::Text }
    }
}

impl Config {
    /// Reads file, environment and flags.
    pub(crate) fn read(flags: &Flags) -> anyhow::Result<Self> {
        let mut table = Table::new();
        let named = flags.config.is_some();
        let path = flags.config.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                table = text.parse().with_context(|| format!("{} is not valid TOML", path.display()))?;
                refuse_unknown(&table, &path.display().to_string())?;
            }
            Err(error) if named || error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
            Err(_) => {}
        }
        let environment =
            std::env::vars().filter_map(|(key, value)| Some((key.strip_prefix(PREFIX)?.to_owned(), value)));
        overlay(&mut table, environment)?;
        if let Some(url) = &flags.database {
            set(&mut table, "database", "url", Value::String(url.clone()));
        }
        if let Some(filter) = &flags.log {
            set(&mut table, "log", "filter", Value::String(filter.clone()));
        }
        let config: Self = table.try_into().context("configuration does not fit")?;
        config.validated()
    }

    fn validated(self) -> anyhow::Result<Self> {
        if let Some(metrics) = self.metrics_address()? {
            if !metrics.ip().is_loopback() {
                bail!("server.metrics must be a loopback address such as 127.0.0.1:9464, not {metrics}");
            }
        }
        let url = &self.server.public_url;
        if !url.is_empty() && !url.starts_with("http://") && !url.starts_with("https://") {
            bail!("server.public_url must start with https:// or http://, not {url}");
        }
        self.accounts.roles()?;
        if !(1..=100).contains(&self.files.largest_megabytes) {
            bail!("files.largest_megabytes must be between 1 and 100");
        }
        if self.retention.keep_days == 0 || self.retention.kept_days == 0 {
            bail!("retention.keep_days and retention.kept_days must be at least 1");
        }
        if !(1..=30).contains(&self.region.help_answer_days) {
            bail!("region.help_answer_days must be between 1 and 30");
        }
        for (index, provider) in self.oidc.iter().enumerate() {
            provider.check()?;
            if self.oidc.iter().take(index).any(|other| other.id == provider.id) {
                bail!("oidc {}: there are two with this id", provider.id);
            }
        }
        if self.server.tls_certificate.is_empty() != self.server.tls_key.is_empty() {
            bail!("server.tls_certificate and server.tls_key belong together: set both or none");
        }
        if self.redirect_address()?.is_some() && !url.starts_with("https://") {
            bail!(
                "server.redirect_http needs server.public_url to begin with https://, so that it knows where to lead"
            );
        }
        let Retention { audit_days, requests_days, receipts_days, .. } = &self.retention;
        for (key, days) in
            [("audit_days", audit_days), ("requests_days", requests_days), ("receipts_days", receipts_days)]
        {
            if *days == 0 {
                bail!("retention.{key} must be at least 1");
            }
        }
        if !self.mail.smtp.is_empty() {
            if self.mail.from.is_empty() {
                bail!("mail.from must be the address letters come from, for example ringwall@example.de");
            }
            if url.is_empty() {
                bail!("server.public_url must be set when mail.smtp is: letters hold links");
            }
            if self.mail.password.get().is_some() && !self.mail.password_file.is_empty() {
                bail!("mail.password and mail.password_file cannot both be set");
            }
        }
        if self.worker.concurrency == 0 || self.worker.concurrency > 64 {
            bail!("worker.concurrency must be between 1 and 64");
        }
        if self.worker.lease_seconds < 3 {
            bail!("worker.lease_seconds must be at least 3");
        }
        if self.mail.timeout_seconds == 0 {
            bail!("mail.timeout_seconds must be at least 1");
        }
        Ok(self)
    }

    /// Whether people come over HTTPS: to us, or to a proxy in front of us.
    pub(crate) fn is_https(&self) -> bool {
        !self.server.tls_certificate.is_empty() || self.server.public_url.starts_with("https://")
    }

    /// Where HTTP leads over to HTTPS, if it does.
    pub(crate) fn redirect_address(&self) -> anyhow::Result<Option<SocketAddr>> {
        let text = self.server.redirect_http.trim();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(text.parse().with_context(|| format!("server.redirect_http is not an address with port: {text}"))?))
    }

    /// Where metrics are served, if at all.
    pub(crate) fn metrics_address(&self) -> anyhow::Result<Option<SocketAddr>> {
        let text = self.server.metrics.trim();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(text.parse().with_context(|| format!("server.metrics is not an address with port: {text}"))?))
    }
}

/// The language of the terminal, as POSIX names it: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub(crate) fn terminal_language() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok())
}

/// Known sections with their keys, taken from the defaults so that they cannot drift apart.
fn known() -> Table {
    Table::try_from(Config::default()).unwrap_or_default()
}

fn refuse_unknown(table: &Table, place: &str) -> anyhow::Result<()> {
    let known = known();
    for (section, value) in table {
        if section == "oidc" {
            refuse_unknown_provider(value, place)?;
            continue;
        }
        let Some(known_section) = known.get(section).and_then(Value::as_table) else {
            bail!("{place}: there is no section [{section}]{}", suggestion(section, known.keys()));
        };
        let Some(section_table) = value.as_table() else {
            bail!("{place}: {section} must be a section, written [{section}]");
        };
        for key in section_table.keys() {
            if !known_section.contains_key(key) {
                bail!("{place}: there is no key {section}.{key}{}", suggestion(key, known_section.keys()));
            }
        }
    }
    Ok(())
}

/// The same for `[[oidc]]`, of which there can be several.
fn refuse_unknown_provider(value: &Value, place: &str) -> anyhow::Result<()> {
    let known = Table::try_from(OidcProvider::default()).unwrap_or_default();
    let Some(providers) = value.as_array() else { bail!("{place}: write [[oidc]], with two brackets") };
    for provider in providers {
        for key in provider.as_table().into_iter().flat_map(Table::keys) {
            if !known.contains_key(key) {
                bail!("{place}: there is no key oidc.{key}{}", suggestion(key, known.keys()));
            }
        }
    }
    Ok(())
}

/// "; did you mean X?" if something known is near.
pub(crate) fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a String>) -> String {
    known
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(similarity, _)| *similarity > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| format!("; did you mean {candidate}?"))
        .unwrap_or_default()
}

fn set(table: &mut Table, section: &str, key: &str, value: Value) {
    if let Some(section) = table.entry(section).or_insert_with(|| Value::Table(Table::new())).as_table_mut() {
        section.insert(key.to_owned(), value);
    }
}

/// Applies variables such as `SERVER__LISTEN`. Variables without `__` are not ours (for example test switches).
fn overlay(table: &mut Table, variables: impl Iterator<Item = (String, String)>) -> anyhow::Result<()> {
    let known = known();
    for (name, text) in variables {
        let Some((section, key)) = name.split_once("__") else { continue };
        let (section, key) = (section.to_lowercase(), key.to_lowercase());
        let mut single = Table::new();
        set(&mut single, &section, &key, Value::String(text.clone()));
        refuse_unknown(&single, &format!("environment variable {PREFIX}{name}"))?;
        let example = known.get(&section).and_then(|section| section.get(&key));
        let value = match example {
            Some(Value::Integer(_)) => text.parse().map(Value::Integer).ok(),
            Some(Value::Boolean(_)) => text.parse().map(Value::Boolean).ok(),
            _ => Some(Value::String(text.clone())),
        };
        let Some(value) = value else {
            bail!("environment variable {PREFIX}{name}: {text} does not fit {section}.{key}");
        };
        set(table, &section, &key, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_file_holds_every_key_with_its_default() {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../config.example.toml")).unwrap();
        let example: Table = text.parse().unwrap();
        assert_eq!(example, known(), "config.example.toml must list exactly the keys and defaults of Config");
    }

    #[test]
    fn only_roles_there_are_can_ask_for_a_second_factor() {
        let with = |roles: &[&str]| {
            let second_factor_for = roles.iter().map(|role| (*role).to_owned()).collect();
            Config { accounts: Accounts { second_factor_for, ..Accounts::default() }, ..Config::default() }.validated()
        };
        assert!(with(&["operator", "manager"]).is_ok());
        assert!(with(&["operater"]).unwrap_err().to_string().contains("operator"));
    }

    #[test]
    fn a_misspelt_key_is_refused_with_a_suggestion() {
        let table: Table = "[server]\nlisten_on = \"127.0.0.1:1\"".parse().unwrap();
        let error = refuse_unknown(&table, "ringwall.toml").unwrap_err().to_string();
        assert_eq!(error, "ringwall.toml: there is no key server.listen_on; did you mean listen?");
        let table: Table = "[databse]\nurl = \"\"".parse().unwrap();
        let error = refuse_unknown(&table, "ringwall.toml").unwrap_err().to_string();
        assert_eq!(error, "ringwall.toml: there is no section [databse]; did you mean database?");
    }

    #[test]
    fn the_environment_overrides_the_file() {
        let mut table: Table = "[limits]\nrenderers = 1".parse().unwrap();
        let variables = [("LIMITS__RENDERERS", "4"), ("SERVER__LISTEN", "127.0.0.1:9"), ("REQUIRE_POSTGRES", "1")];
        overlay(&mut table, variables.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned()))).unwrap();
        let config: Config = table.try_into().unwrap();
        assert_eq!((config.limits.renderers, config.server.listen.port()), (4, 9));
        let wrong = [("LIMITS__RENDERERS".to_owned(), "many".to_owned())];
        assert!(overlay(&mut Table::new(), wrong.into_iter()).is_err());
    }

    #[test]
    fn services_to_sign_in_with_are_read_and_their_secrets_never_shown() {
        let text = "[[oidc]]\nid = \"a\"\ntitle = \"A\"\nissuer = \"https://a.example\"\nclient_id = \"r\"\n\
                    client_secret = \"geheim\"\n[[oidc]]\nid = \"b\"";
        let table: Table = text.parse().unwrap();
        refuse_unknown(&table, "ringwall.toml").unwrap();
        let config: Config = table.try_into().unwrap();
        assert_eq!(config.oidc.len(), 2);
        assert!(!toml::to_string_pretty(&config).unwrap().contains("geheim"));
        assert!(!format!("{config:?}").contains("geheim"));
        let misspelt: Table = "[[oidc]]\nissuers = \"x\"".parse().unwrap();
        let error = refuse_unknown(&misspelt, "ringwall.toml").unwrap_err().to_string();
        assert_eq!(error, "ringwall.toml: there is no key oidc.issuers; did you mean issuer?");
    }

    #[test]
    fn a_password_is_never_shown() {
        let config: Config = "[mail]\npassword = \"geheim\"".parse::<Table>().unwrap().try_into().unwrap();
        assert_eq!(config.mail.password.get(), Some("geheim"));
        assert!(!toml::to_string(&config).unwrap().contains("geheim"));
        assert!(!format!("{config:?}").contains("geheim"));
    }

    #[test]
    fn mail_needs_a_sender_and_a_known_address() {
        let config = |mail: &str, url: &str| {
            let text = format!("[mail]\n{mail}\n[server]\npublic_url = \"{url}\"");
            let config: Config = text.parse::<Table>().unwrap().try_into().unwrap();
            config.validated().map(drop)
        };
        assert!(config("smtp = \"smtps://mail.example.de\"", "https://a.example").is_err());
        assert!(config("smtp = \"smtps://mail.example.de\"\nfrom = \"a@example.de\"", "").is_err());
        assert!(config("smtp = \"smtps://mail.example.de\"\nfrom = \"a@example.de\"", "https://a.example").is_ok());
    }

    #[test]
    fn metrics_stay_on_loopback() {
        let mut config = Config::default();
        config.server.metrics = "0.0.0.0:9464".to_owned();
        assert!(config.validated().is_err());
    }
}
