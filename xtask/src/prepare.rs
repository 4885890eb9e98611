//! What tests need beside Rust, a C compiler and Node: installed from Debian when it is missing.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::{Outcome, run};

/// Debian's Chromium.
pub(crate) const CHROMIUM: &str = "/usr/bin/chromium";

/// Makes sure that a PostgreSQL server binary is there.
pub(crate) fn postgres() -> Outcome {
    if has_postgres() {
        return Ok(());
    }
    install("postgresql", "a PostgreSQL server")?;
    if has_postgres() { Ok(()) } else { Err("postgresql is installed, but has no server binary".to_owned()) }
}

/// Makes sure that Chromium is there.
pub(crate) fn chromium() -> Outcome {
    if Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    install("chromium", "a browser")?;
    if Path::new(CHROMIUM).exists() { Ok(()) } else { Err(format!("chromium is installed, but not as {CHROMIUM}")) }
}

/// Makes sure that what the journeys use beside the browser is there: libfaketime, which lets days pass for the program,
/// and pdftotext, which reads what a report says.
pub(crate) fn journeys() -> Outcome {
    if !run::exists("faketime") {
        install("faketime", "libfaketime")?;
    }
    if !run::exists("pdftotext") {
        install("poppler-utils", "pdftotext")?;
    }
    Ok(())
}

/// Makes sure that what pictures of the handbook need is there: pngquant, which makes them small, and Chromium's German
/// words for what pages do not say themselves (date fields, choosing a file).
pub(crate) fn pictures() -> Outcome {
    if !run::exists("pngquant") {
        install("pngquant", "pngquant")?;
    }
    if !Path::new("/usr/lib/chromium/locales/de.pak").exists() {
        install("chromium-l10n", "Chromium in German")?;
    }
    Ok(())
}

/// Schemathesis and everything below it, pinned: what was tried last time is what is tried next time.
const SCHEMATHESIS: [&str; 27] = [
    "schemathesis==4.32.5",
    "anyio==4.16.0",
    "certifi==2026.10.19.post1",
    "charset-normalizer==3.5.2",
    "click==8.5.1",
    "graphql-core==3.3.2",
    "harfile==0.6.0",
    "hypothesis==6.170.17",
    "hypothesis-graphql==0.13.5",
    "idna==3.20",
    "iniconfig==2.3.1",
    "jsonschema_rs==0.60.3",
    "markdown-it-py==4.3.0",
    "MarkupSafe==3.0.4",
    "mdurl==0.1.2",
    "packaging==26.3",
    "pluggy==1.7.0",
    "Pygments==2.21.0",
    "pyrate-limiter==4.5.1",
    "pytest==9.2.0",
    "PyYAML==6.0.4",
    "requests==2.34.2",
    "rich==15.0.0",
    "sortedcontainers==2.4.0",
    "typing_extensions==4.16.0",
    "urllib3==2.8.0",
    "Werkzeug==3.1.9",
];

/// Makes sure that Schemathesis is there, in a Python environment of its own below `target`, and says where.
pub(crate) fn schemathesis() -> Result<PathBuf, String> {
    let folder = run::root().join("target/schemathesis");
    let (program, marker) = (folder.join("bin/schemathesis"), folder.join("pinned.txt"));
    let pinned = SCHEMATHESIS.join("\n");
    if program.exists() && std::fs::read_to_string(&marker).is_ok_and(|there| there == pinned) {
        return Ok(program);
    }
    if !run::exists("python3") {
        install("python3-venv", "Python")?;
    }
    let made = run::run(run::program("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if made.is_err() {
        // Debian's Python comes without the module.
        install("python3-venv", "the module venv of Python")?;
        run::run(run::program("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    }
    let pip = folder.join("bin/python");
    let arguments = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
    run::run(run::program(&pip.display().to_string()).args(arguments).args(SCHEMATHESIS))?;
    std::fs::write(&marker, pinned).map_err(|error| format!("{}: {error}", marker.display()))?;
    Ok(program)
}

fn has_postgres() -> bool {
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else { return false };
    versions.flatten().any(|version| version.path().join("bin/postgres").exists())
}

/// Installs a Debian package; brings the package lists up to date once.
fn install(package: &str, what: &str) -> Outcome {
    static LISTS: OnceLock<Outcome> = OnceLock::new();
    println!("{what} is missing: installing the Debian package `{package}`");
    if !run::exists("apt-get") {
        return Err(format!("{what} is missing and there is no apt-get; install the package `{package}` by hand"));
    }
    LISTS.get_or_init(|| apt(&["update", "--quiet"])).clone()?;
    apt(&["install", "--quiet", "--yes", "--no-install-recommends", package])
        .map_err(|sentence| format!("{sentence}; install the package `{package}` by hand and repeat"))
}

fn apt(arguments: &[&str]) -> Outcome {
    let root = run::output(run::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut words = if root { Vec::new() } else { vec!["sudo", "--non-interactive"] };
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    words.extend_from_slice(arguments);
    let Some((first, rest)) = words.split_first() else { return Ok(()) };
    run::run(run::program(first).args(rest))
}
