//! `cargo xtask test`: all tests, on both database engines.

use crate::{Outcome, prepare, run};

/// Runs `cargo test --workspace` with further arguments. PostgreSQL must be there: a skipped engine is a failure.
pub(crate) fn test(rest: &[String]) -> Outcome {
    prepare::postgres()?;
    let mut arguments = vec!["test".to_owned(), "--workspace".to_owned()];
    arguments.extend(rest.iter().cloned());
    run::run(run::cargo(arguments).env("RINGWALL_REQUIRE_POSTGRES", "1"))
}
