//! `cargo xtask browser`: the journeys in `e2e/`, in Debian's Chromium.

use crate::{Outcome, prepare, run};

/// Runs the journeys against `target/debug/ringwall`, the very program the tests just built.
///
/// `RINGWALL_BINARY` and `CHROMIUM` tell the journeys where both are. Playwright fetches no browser of its own.
pub(crate) fn browser(rest: &[String]) -> Outcome {
    playwright(rest, None)
}

/// Where the pictures of the handbook lie.
const PICTURES: &str = "docs/handbook/de/bilder";

/// Tells the story once more and takes the pictures of the handbook on the way; then makes them small.
pub(crate) fn pictures(rest: &[String]) -> Outcome {
    prepare::pictures()?;
    let folder = run::root().join(PICTURES);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{PICTURES}: {error}"))?;
    let mut arguments = vec!["journeys/story.spec.ts".to_owned(), "--workers=1".to_owned()];
    arguments.extend(rest.iter().cloned());
    playwright(&arguments, Some(&folder))?;
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{PICTURES}: {error}"))?;
    let mut files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "png"));
    files.sort();
    let options = ["--force", "--ext", ".png", "--strip", "--speed", "1", "--nofs", "48", "--"];
    run::run(run::program("pngquant").args(options).args(&files))?;
    for path in files {
        let size = std::fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        if size > LARGEST_PICTURE {
            return Err(format!("{} has {size} bytes; show less of the page", path.display()));
        }
    }
    Ok(())
}

/// Bytes: a page of the handbook with ten pictures stays under a megabyte.
const LARGEST_PICTURE: u64 = 80_000;

fn playwright(rest: &[String], pictures: Option<&std::path::Path>) -> Outcome {
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
    prepare::journeys()?;
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
    let mut command = run::program("npx");
    command
        .args(["--no-install", "playwright", "test"])
        .args(rest)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("RINGWALL_BINARY", &binary)
        .env("CHROMIUM", prepare::CHROMIUM)
        .current_dir(&folder);
    if let Some(pictures) = pictures {
        command.env("RINGWALL_PICTURES", pictures);
    }
    run::run(&mut command)
}
