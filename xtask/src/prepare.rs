//! What tests need beside Rust, a C compiler and Node: installed from Debian when it is missing.

use std::{path::Path, sync::OnceLock};

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

/// Makes sure that pngquant is there: pictures of the handbook are small.
pub(crate) fn pngquant() -> Outcome {
    if run::exists("pngquant") { Ok(()) } else { install("pngquant", "pngquant") }
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
