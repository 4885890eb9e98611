//! `cargo xtask demo`: a running system with made-up data.

use crate::{Outcome, run};

/// The same as `cargo run --release -- demo …`.
pub(crate) fn demo(rest: &[String]) -> Outcome {
    let mut arguments: Vec<String> = ["run", "--release", "--", "demo"].into_iter().map(str::to_owned).collect();
    arguments.extend(rest.iter().cloned());
    run::run(&mut run::cargo(arguments))
}
