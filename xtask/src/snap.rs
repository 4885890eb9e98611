//! `cargo xtask snap`: accept what the tests now produce as the new snapshots.

use crate::{Outcome, prepare, run};

/// Runs the tests with insta in writing mode; needs no cargo plugin. `git diff` shows what was accepted.
pub(crate) fn snap(rest: &[String]) -> Outcome {
    prepare::postgres()?;
    let mut arguments = vec!["test".to_owned(), "--workspace".to_owned(), "--no-fail-fast".to_owned()];
    arguments.extend(rest.iter().cloned());
    let outcome = run::run(run::cargo(arguments).env("RINGWALL_REQUIRE_POSTGRES", "1").env("INSTA_UPDATE", "always"));
    println!("\nLook at `git diff` before you commit: every snapshot that differed is accepted now.");
    outcome
}
