//! `ringwall-load`: real interviews against a running program, over HTTP, and proof that no answer was lost.
//!
//! Starts the program that lies beside it (`target/release/ringwall`) on SQLite and on PostgreSQL, or talks to one
//! that already runs. It shares the machine with the program and takes at most one core; figures are for both together.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::process::ExitCode;

use anyhow::Context;
use jiff::Timestamp;
use ringwall_testkit::db::TestDb;
use serde_json::Value;

use crate::options::{HELP, Options};

mod interviews;
mod options;
mod region;

/// A database for one run; it goes when this value goes.
pub(crate) async fn database(engine: &str) -> anyhow::Result<TestDb> {
    match engine {
        "sqlite" => Ok(TestDb::sqlite()),
        _ => TestDb::postgres().await.context("there is no PostgreSQL server program; try --engine sqlite"),
    }
}

/// The time of the machine, which is that of the program as well.
#[expect(clippy::disallowed_methods, reason = "a tool of its own, with a clock of its own")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

pub(crate) fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

async fn run(options: Options) -> anyhow::Result<bool> {
    let engines = if options.url.is_some() { vec!["running program"] } else { options.engines.clone() };
    let (mut all_well, mut list) = (true, Vec::new());
    for engine in engines {
        let driven = if options.region {
            region::drive(&options, engine).await
        } else {
            interviews::drive(&options, engine).await
        };
        let (figures, well) = driven.with_context(|| engine.to_owned())?;
        all_well &= well;
        if options.json {
            list.push(figures);
        } else if options.region {
            region::print(&figures);
        } else {
            interviews::print(&figures);
        }
    }
    if options.json {
        println!("{:#}", Value::Array(list));
    }
    Ok(all_well)
}

fn main() -> ExitCode {
    let worked = Options::read(std::env::args().skip(1)).and_then(|options| {
        let Some(options) = options else {
            println!("{HELP}");
            return Ok(true);
        };
        // One thread: the program under load gets the rest of the machine.
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(options))
    });
    match worked {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("ringwall-load: {error:#}");
            ExitCode::FAILURE
        }
    }
}
