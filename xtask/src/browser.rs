//! `cargo xtask browser`: the journeys in `e2e/`, in Debian's Chromium.

use crate::{Outcome, prepare, run};

/// Runs the journeys against `target/debug/ringwall`, the very program the tests just built.
///
/// `RINGWALL_BINARY` and `CHROMIUM` tell the journeys where both are. Playwright fetches no browser of its own.
pub(crate) fn browser(rest: &[String]) -> Outcome {
    let folder = run::root().join("e2e");
    if !folder.join("package-lock.json").exists() {
        return Err("e2e/package-lock.json is missing: there are no journeys to run".to_owned());
    }
    for name in ["node", "npm"] {
        if !run::exists(name) {
            return Err(format!("`{name}` is missing; install Node.js 20 or later"));
        }
    }
    prepare::chromium()?;
    // `cargo test` has built the program already; with the same selection of packages this only checks that it is fresh.
    run::run(&mut run::cargo(["test", "--workspace", "--no-run", "--quiet"]))?;
    let binary = run::root().join("target/debug/ringwall");
    if !binary.exists() {
        run::run(&mut run::cargo(["build", "--workspace"]))?;
    }
    run::run(
        run::program("npm")
            .args(["ci", "--no-audit", "--no-fund", "--prefer-offline"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(&folder),
    )?;
    run::run(
        run::program("npx")
            .args(["--no-install", "playwright", "test"])
            .args(rest)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .env("RINGWALL_BINARY", &binary)
            .env("CHROMIUM", prepare::CHROMIUM)
            .current_dir(&folder),
    )
}
