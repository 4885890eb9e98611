//! Starting programs: in the root of the workspace, with a clean environment, output passed through.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Outcome;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// A program, to be run in the root of the workspace.
///
/// `cargo run`, which started us, leaves its own variables behind (`CARGO_MANIFEST_DIR`, `CARGO_PKG_*`, a library
/// path). Build scripts that watch them, ring's for one, would run again each time xtask and a plain cargo take turns.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (key, _) in std::env::vars_os() {
        let Some(text) = key.to_str() else { continue };
        let left_behind = matches!(text, "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "OUT_DIR")
            || ["CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"].iter().any(|p| text.starts_with(p));
        if left_behind {
            command.env_remove(&key);
        }
    }
    if let Some(path) = std::env::var_os("LD_LIBRARY_PATH") {
        let target = root().join("target");
        let kept: Vec<PathBuf> = std::env::split_paths(&path)
            .filter(|entry| {
                !entry.starts_with(&target) && !entry.components().any(|part| part.as_os_str() == ".rustup")
            })
            .collect();
        match std::env::join_paths(&kept) {
            Ok(joined) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", joined),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
    command
}

/// Cargo with these arguments.
pub(crate) fn cargo<I: IntoIterator<Item = S>, S: Into<OsString>>(arguments: I) -> Command {
    let mut command = program("cargo");
    command.args(arguments.into_iter().map(Into::into));
    command
}

/// Runs it with its output on ours.
///
/// # Errors
/// A sentence that names the command and its exit code.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    println!("$ {shown}");
    let status =
        command.stdin(Stdio::null()).status().map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(format!("`{shown}` ended with exit code {code}")),
        None => Err(format!("`{shown}` was ended by a signal")),
    }
}

/// Runs it and hands its standard output over.
///
/// # Errors
/// A sentence with what it wrote to standard error.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let shown = shown(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("`{shown}` could not be started: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{shown}` failed: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

/// Whether a program of this name can be found and started.
pub(crate) fn exists(name: &str) -> bool {
    program(name).arg("--version").stdin(Stdio::null()).output().is_ok()
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}
