//! `cargo xtask load`: the load generator against an optimised build.

use crate::{Outcome, prepare, run};

/// Builds the whole workspace (never one package: docs/adr/0006) and starts `ringwall-load` with these arguments.
pub(crate) fn load(rest: &[String]) -> Outcome {
    run::run(&mut run::cargo(["build", "--release", "--workspace"]))?;
    let help_wanted = rest.iter().any(|argument| argument == "--help" || argument == "-h");
    let sqlite_only = rest.windows(2).any(|pair| pair == ["--engine", "sqlite"]);
    if !help_wanted && !sqlite_only {
        prepare::postgres()?;
    }
    let generator = run::root().join("target/release/ringwall-load");
    run::run(run::program(&generator.to_string_lossy()).args(rest))
}
