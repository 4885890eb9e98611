//! `cargo xtask ci`: what the CI host runs, and nothing else runs there.
//!
//! Quick refusals come first. clippy and rustdoc share the metadata of all dependencies; the tests and the browser
//! journeys share one build of them (`target/debug`), so every dependency is built twice, not four times.

use std::time::{Duration, Instant};

use crate::{Outcome, browser, check, fuzz, links, prepare, run, test};

struct Step {
    name: &'static str,
    what: &'static str,
    go: fn() -> Outcome,
}

const STEPS: [Step; 8] = [
    Step { name: "fmt", what: "formatting", go: fmt },
    Step { name: "graph", what: "crate graph and dependencies (cargo xtask check)", go: check::check },
    Step { name: "links", what: "links in the documentation", go: links::links },
    Step { name: "clippy", what: "lints", go: clippy },
    Step { name: "doc", what: "API documentation", go: doc },
    Step { name: "test", what: "tests on SQLite and PostgreSQL, content coherence among them", go: all_tests },
    Step { name: "fuzz", what: "Schemathesis against the API", go: fuzzing },
    Step { name: "browser", what: "browser journeys", go: journeys },
];

/// Runs all steps, or one of them; stops at the first that fails.
pub(crate) fn ci(rest: &[String]) -> Outcome {
    let mut no_browser = false;
    let mut only = None;
    let mut arguments = rest.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--no-browser" => no_browser = true,
            "--only" => only = Some(arguments.next().ok_or("--only needs the name of a step")?.as_str()),
            other => return Err(format!("unknown argument `{other}`; known are --no-browser and --only STEP")),
        }
    }
    let names = STEPS.map(|step| step.name).join(", ");
    if let Some(only) = only.filter(|only| STEPS.iter().all(|step| step.name != *only)) {
        return Err(format!("there is no step `{only}`; steps are {names}"));
    }
    if !run::exists("cc") {
        return Err("there is no C compiler `cc`, which SQLite and ring need; Debian: apt-get install gcc".to_owned());
    }
    let wanted = |step: &&Step| only.map_or(!(no_browser && step.name == "browser"), |only| step.name == only);
    let mut done: Vec<(&str, Duration, bool)> = Vec::new();
    let begun = Instant::now();
    let mut failure = None;
    for step in STEPS.iter().filter(wanted) {
        println!("\n=== {}: {}", step.name, step.what);
        let start = Instant::now();
        let outcome = (step.go)();
        done.push((step.name, start.elapsed(), outcome.is_ok()));
        if let Err(sentence) = outcome {
            failure = Some((step.name, sentence));
            break;
        }
    }
    println!("\n=== summary");
    for (name, duration, passed) in &done {
        println!("{name:<8} {:>7} {}", shown(*duration), if *passed { "ok" } else { "FAILED" });
    }
    println!("{:<8} {:>7}", "total", shown(begun.elapsed()));
    match failure {
        None => Ok(()),
        Some((name, sentence)) => {
            Err(format!("step `{name}` failed: {sentence}\nrepeat it alone with `cargo xtask ci --only {name}`"))
        }
    }
}

fn shown(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}

fn fmt() -> Outcome {
    run::run(&mut run::cargo(["fmt", "--all", "--check"]))
}

fn clippy() -> Outcome {
    run::run(&mut run::cargo(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn doc() -> Outcome {
    run::run(run::cargo(["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn all_tests() -> Outcome {
    test::test(&["--locked".to_owned()])
}

fn fuzzing() -> Outcome {
    fuzz::fuzz(&[])
}

fn journeys() -> Outcome {
    prepare::chromium()?;
    browser::browser(&[])
}
