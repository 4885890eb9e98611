//! `cargo xtask fuzz`: Schemathesis against a running server and the description of its API.

use crate::{Outcome, prepare, run};

/// Seconds that it may go on at most.
const LONGEST: &str = "55";

/// Runs it with further arguments of Schemathesis. What it sends is the same each time: a failure can be repeated.
pub(crate) fn fuzz(rest: &[String]) -> Outcome {
    let program = prepare::schemathesis()?;
    run::run(
        run::cargo(["run", "--quiet", "--package", "ringwall-testkit", "--bin", "ringwall-fuzz", "--"])
            .arg(program)
            .args(["--max-time", LONGEST, "--generation-deterministic", "--no-color"])
            .args(rest),
    )
}
