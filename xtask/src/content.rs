//! `cargo xtask content`: whether everything below `content/` fits together.

use crate::{Outcome, run};

/// Runs the coherence test alone. The one place that builds a single member: authors need neither database nor Typst.
pub(crate) fn content(rest: &[String]) -> Outcome {
    let mut arguments: Vec<String> =
        ["test", "--package", "ringwall-content", "--test", "it"].into_iter().map(str::to_owned).collect();
    arguments.extend(rest.iter().cloned());
    run::run(&mut run::cargo(arguments))
}
