//! What the command line asks for.

use std::{
    net::{SocketAddr, ToSocketAddrs},
    path::PathBuf,
};

use anyhow::{Context, bail};

pub(crate) const HELP: &str = "\
ringwall-load: real interviews over HTTP against ringwall

  --engine sqlite|postgres|both   databases to start the program with [both]
  --url http://127.0.0.1:PORT     use a program that already runs, on this machine only
  --check ID                      check to answer [cyberrisikocheck]
  --firms N                       firms at the same time, 1 to 1000 [64]
  --seconds S                     begin new rounds for so long, 1 to 600 [20]
  --rounds R                      or exactly so many rounds, 1 to 1000
  --signed-in                     each firm keeps its check with an account and comes with a session
  --mixed                         open each topic's page before answering it, as people do
  --pdf N                         afterwards take N reports as PDF, 0 to 1000 [20]
  --binary FILE                   program to start [ringwall beside this one]
  --json                          figures as JSON

  --region                        instead: a whole region in the database, then every list page, as each role sees it
  --organisations N               its organisations, 10 to 100000 [10000]
  --requests N                    requests of each page, one at a time and then 8 at a time, 10 to 10000 [100]
  --database URL                  a database of your own, filled if it is empty, and kept; with one --engine only

A round: every firm opens the start page, begins a check, opens its topics, answers every question (each in a request
of its own, the next after the acknowledgement), finishes and reads its result. At the end the program is killed
without warning and started again, and every acknowledged answer is looked for. Exit code 1 if one is missing.";

pub(crate) struct Options {
    pub(crate) engines: Vec<&'static str>,
    pub(crate) url: Option<SocketAddr>,
    pub(crate) check: String,
    pub(crate) firms: usize,
    pub(crate) seconds: u64,
    pub(crate) rounds: Option<usize>,
    pub(crate) mixed: bool,
    pub(crate) signed_in: bool,
    pub(crate) pdf: usize,
    pub(crate) binary: PathBuf,
    pub(crate) json: bool,
    pub(crate) region: bool,
    pub(crate) organisations: usize,
    pub(crate) requests: usize,
    pub(crate) database: Option<String>,
}

impl Options {
    /// Reads the arguments; `None` if help was wanted.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Option<Self>> {
        let beside = std::env::current_exe()?.with_file_name("ringwall");
        let mut options = Self {
            engines: vec!["sqlite", "postgres"],
            url: None,
            check: "cyberrisikocheck".to_owned(),
            firms: 64,
            seconds: 20,
            rounds: None,
            mixed: false,
            signed_in: false,
            pdf: 20,
            binary: beside,
            json: false,
            region: false,
            organisations: 10_000,
            requests: 100,
            database: None,
        };
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().with_context(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--help" | "-h" => return Ok(None),
                "--json" => options.json = true,
                "--mixed" => options.mixed = true,
                "--signed-in" => options.signed_in = true,
                "--region" => options.region = true,
                "--organisations" => options.organisations = number("--organisations", &value()?, 10, 100_000)?,
                "--requests" => options.requests = number("--requests", &value()?, 10, 10_000)?,
                "--database" => options.database = Some(value()?),
                "--engine" => {
                    options.engines = match value()?.as_str() {
                        "sqlite" => vec!["sqlite"],
                        "postgres" => vec!["postgres"],
                        "both" => vec!["sqlite", "postgres"],
                        other => bail!("--engine: sqlite, postgres or both, not {other}"),
                    }
                }
                "--url" => options.url = Some(on_this_machine(&value()?)?),
                "--check" => options.check = value()?,
                "--firms" => options.firms = number("--firms", &value()?, 1, 1000)?,
                "--seconds" => options.seconds = number("--seconds", &value()?, 1, 600)?.try_into()?,
                "--rounds" => options.rounds = Some(number("--rounds", &value()?, 1, 1000)?),
                "--pdf" => options.pdf = number("--pdf", &value()?, 0, 1000)?,
                "--binary" => options.binary = value()?.into(),
                other => bail!("there is no option {other}; --help lists them"),
            }
        }
        if options.url.is_some() && (options.signed_in || options.region) {
            bail!("--url: accounts are put into the database, so the program must be started here");
        }
        if options.database.is_some() && (!options.region || options.engines.len() > 1) {
            bail!("--database: with --region and one --engine");
        }
        Ok(Some(options))
    }
}

fn number(flag: &str, text: &str, least: usize, most: usize) -> anyhow::Result<usize> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.with_context(|| format!("{flag}: a number from {least} to {most}, not {text}"))
}

/// The address of a program on this machine. Anything else is refused: a load generator is a weapon.
fn on_this_machine(url: &str) -> anyhow::Result<SocketAddr> {
    let place = url.strip_prefix("http://").with_context(|| format!("--url: http://127.0.0.1:PORT, not {url}"))?;
    let place = place.trim_end_matches('/');
    let mut addresses =
        place.to_socket_addrs().with_context(|| format!("--url: {place} is not an address with port"))?;
    let address = addresses.next().with_context(|| format!("--url: {place} has no address"))?;
    if !address.ip().is_loopback() {
        bail!("--url: {place} is not on this machine; only loopback addresses are driven");
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_driven() {
        assert!(on_this_machine("http://127.0.0.1:8080/").is_ok());
        assert!(on_this_machine("http://[::1]:8080").is_ok());
        for refused in ["http://192.0.2.1:80", "http://0.0.0.0:80", "https://127.0.0.1:80", "http://127.0.0.1", "8080"]
        {
            assert!(on_this_machine(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn everything_is_bounded() {
        let read = |text: &str| Options::read(text.split_whitespace().map(str::to_owned));
        assert!(read("--firms 64 --rounds 2 --engine sqlite --pdf 0 --json").unwrap().is_some());
        assert!(read("--help").unwrap().is_none());
        for refused in [
            "--firms 0",
            "--firms 1001",
            "--seconds 601",
            "--rounds x",
            "--engine oracle",
            "--pdf",
            "--what",
            "--region --organisations 9",
            "--database sqlite:x",
            "--signed-in --url http://127.0.0.1:1",
        ] {
            assert!(read(refused).is_err(), "{refused}");
        }
    }
}
