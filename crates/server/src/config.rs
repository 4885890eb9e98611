//! Configuration: a file, then the environment, then flags; the later wins.
//!
//! The only place that reads the environment. A key nobody knows is refused with a suggestion, so that a typing error
//! cannot silently leave a default in force.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

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
    pub(crate) limits: Limits,
    pub(crate) log: Log,
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
pub(crate) struct Retention {
    /// Days after the last visit until a case without account is deleted.
    pub(crate) keep_days: u32,
}

/// Bounds against abuse.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Limits {
    /// New checks and opened resume links per minute and address; 0 switches the limit off.
    pub(crate) starts_per_minute: u32,
    /// Documents rendered at the same time.
    pub(crate) renderers: usize,
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
        Self { keep_days: ringwall_app::Settings::default().keep_days }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { starts_per_minute: 30, renderers: ringwall_app::Settings::default().renderers }
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
        if self.retention.keep_days == 0 {
            bail!("retention.keep_days must be at least 1");
        }
        Ok(self)
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

/// Known sections with their keys, taken from the defaults so that they cannot drift apart.
fn known() -> Table {
    Table::try_from(Config::default()).unwrap_or_default()
}

fn refuse_unknown(table: &Table, place: &str) -> anyhow::Result<()> {
    let known = known();
    for (section, value) in table {
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
    fn metrics_stay_on_loopback() {
        let mut config = Config::default();
        config.server.metrics = "0.0.0.0:9464".to_owned();
        assert!(config.validated().is_err());
    }
}
