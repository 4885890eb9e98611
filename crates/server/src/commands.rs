//! The commands. Each file is one command; what they share is here.

use std::{io::Write, path::PathBuf, process::ExitCode};

use ringwall_core::language::Language;

use crate::config::{Config, Flags};

mod admin;
mod audit;
mod backup;
mod catalogue;
mod check;
mod demo;
mod doctor;
mod duties;
mod import;
mod json;
mod migrate;
mod receipt;
mod serve;
mod worker;

/// What the program can do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Serve the pages (creates and migrates the database first)
    Serve(serve::Arguments),
    /// Send letters and do what comes back regularly, without pages (`serve` does both unless told otherwise)
    Worker(worker::Arguments),
    /// Run a made-up region to look around in; nothing of it is kept unless you name a folder
    Demo(demo::Arguments),
    /// Bring the database to the schema of this version and stop
    Migrate,
    /// Write everything an installation would miss into one archive, while it runs
    Backup(backup::Arguments),
    /// Put a backup in place; the program must not be running
    Restore(backup::RestoreArguments),
    /// Analyse answers from a file, without server or database
    Check(check::Arguments),
    /// Derive the reports an incident demands from a file, without server or database
    Duties(duties::Arguments),
    /// Accounts: the first operator's link, roles, ending sessions
    Admin {
        #[command(subcommand)]
        command: admin::Command,
    },
    /// Bring OSCAL catalogues in as checks
    Catalogue {
        #[command(subcommand)]
        command: catalogue::Command,
    },
    /// Take in what was taken out of a folder, here or elsewhere
    Import(import::Arguments),
    /// Look after the audit trail
    Audit {
        #[command(subcommand)]
        command: audit::Command,
    },
    /// Confirm a deletion by the number on its receipt
    Receipt(receipt::Arguments),
    /// Find out whether everything the program needs is in place
    Doctor(doctor::Arguments),
    /// Print the configuration in force, after file, environment and flags
    Config,
}

/// Runs one command.
pub(crate) fn run(command: Command, flags: &Flags) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(arguments) => block_on(serve::run(arguments, Config::read(flags)?)),
        Command::Worker(arguments) => block_on(worker::run(arguments, Config::read(flags)?)),
        Command::Demo(arguments) => block_on(demo::run(arguments, Config::read(flags)?)),
        Command::Migrate => block_on(migrate::run(Config::read(flags)?)),
        Command::Check(arguments) => check::run(&arguments),
        Command::Duties(arguments) => duties::run(&arguments),
        Command::Admin { command } => block_on(admin::run(command, Config::read(flags)?)),
        Command::Catalogue { command } => block_on(catalogue::run(command, Config::read(flags)?)),
        Command::Import(arguments) => block_on(import::run(arguments, Config::read(flags)?)),
        Command::Audit { command } => block_on(audit::run(command, Config::read(flags)?)),
        Command::Receipt(arguments) => block_on(receipt::run(arguments, Config::read(flags)?)),
        Command::Backup(arguments) => block_on(backup::run(arguments, Config::read(flags)?)),
        Command::Restore(arguments) => block_on(backup::restore(arguments, Config::read(flags)?)),
        Command::Doctor(arguments) => block_on(doctor::run(&arguments, flags)),
        Command::Config => {
            say(toml::to_string_pretty(&Config::read(flags)?)?.trim_end());
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn block_on(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

/// Reads a language.
fn language(text: &str) -> Result<Language, String> {
    Language::from_code(text).ok_or_else(|| "de or en".to_owned())
}

fn written(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Prints a line on standard output. A reader that went away (`| head`) is not an error.
pub(crate) fn say(line: &str) {
    if written(line).is_err() {
        std::process::exit(0);
    }
}

/// Prints a line on standard output, if anybody reads it: a server goes on all the same.
pub(crate) fn tell(line: &str) {
    let _ = written(line);
}

/// Prints a line on standard error.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "ringwall: {line}");
}

/// Reads a file of at most `most` bytes.
pub(crate) fn read_bounded(path: &PathBuf, most: u64) -> anyhow::Result<Vec<u8>> {
    use anyhow::Context;
    let length = std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if length > most {
        anyhow::bail!("{}: {length} bytes are too many; at most {most} are read", path.display());
    }
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
