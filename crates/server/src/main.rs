//! The executable `ringwall`: reads flags and configuration, wires the parts together, runs one command.

use std::process::ExitCode;

use clap::Parser;

mod breached;
mod commands;
mod config;
mod files;
mod machine;
mod mailer;
mod oidc;
mod seed;
mod telemetry;
mod tls;
mod wiring;
mod worker;

/// Cyber-security analysis for small firms and town halls, run by the region itself.
#[derive(Parser)]
#[command(name = "ringwall", version, about, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    config: config::Flags,
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match commands::run(arguments.command, &arguments.config) {
        Ok(code) => code,
        Err(error) => {
            commands::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
