//! The program as an operator meets it: help, configuration, migration, catalogues, stop.

#![cfg(test)]

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

fn ringwall(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ringwall")).args(arguments).current_dir(folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn help_names_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = ringwall(folder.path(), &["--help"]);
    assert!(help.status.success());
    for command in ["serve", "demo", "migrate", "backup", "restore", "check", "catalogue", "doctor", "config"] {
        assert!(out(&help).contains(&format!("  {command} ")), "{command} is missing in\n{}", out(&help));
    }
}

#[test]
fn a_misspelt_key_in_the_file_stops_the_program_with_a_suggestion() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ringwall.toml"), "[server]\nlisen = \"127.0.0.1:1\"\n").unwrap();
    let output = ringwall(folder.path(), &["config"]);
    assert!(!output.status.success());
    assert_eq!(err(&output), "ringwall: ringwall.toml: there is no key server.lisen; did you mean listen?\n");
}

#[test]
fn migrating_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = ringwall(folder.path(), &["migrate", "--database", "sqlite:a.db"]);
    assert!(first.status.success(), "{}", err(&first));
    let second = ringwall(folder.path(), &["migrate", "--database", "sqlite:a.db"]);
    assert!(second.status.success(), "{}", err(&second));
    assert_ne!(out(&first), out(&second), "the second run says that there was nothing to do");
}

#[test]
fn a_catalogue_is_imported_and_listed_and_a_broken_one_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/tests/fixtures/oscal");
    let fixture = std::fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| ringwall(folder.path(), &["catalogue", "import", &path.display().to_string()]).status.success())
        .expect("one fixture is a good catalogue");
    let listed = ringwall(folder.path(), &["catalogue", "list"]);
    assert_eq!(out(&listed).lines().count(), 1, "{} {}", fixture.display(), out(&listed));
    std::fs::write(folder.path().join("broken.json"), "{\n  \"catalog\": [,]\n}").unwrap();
    let broken = ringwall(folder.path(), &["catalogue", "import", "broken.json"]);
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).contains("line 2"), "{}", err(&broken));
}

#[test]
fn doctor_finds_everything_in_place_and_says_what_to_do_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("ringwall.toml"),
        "[server]\nlisten = \"127.0.0.1:0\"\n[files]\nstore = \"file:ablage\"\n",
    )
    .unwrap();
    let empty = ringwall(folder.path(), &["doctor", "--language", "en"]);
    assert!(empty.status.success(), "{}", out(&empty));
    assert!(out(&empty).contains("attention   Database: SQLite answers and is still empty."), "{}", out(&empty));
    let before = ringwall(folder.path(), &["migrate"]);
    assert!(before.status.success(), "{}", err(&before));
    for (language, words) in [
        ("en", ["ok          Database:", "attention   Backup:"]),
        ("de", ["in Ordnung  Datenbank:", "ansehen     Sicherung:"]),
    ] {
        let output = ringwall(folder.path(), &["doctor", "--language", language]);
        assert!(output.status.success(), "{}", out(&output));
        for line in words {
            assert!(out(&output).contains(line), "{line}: {}", out(&output));
        }
        assert!(!out(&output).contains("health-"), "a text is missing: {}", out(&output));
        assert!(!out(&output).contains("BROKEN") && !out(&output).contains("GESTÖRT"), "{}", out(&output));
    }
    // Somebody else has the port: that is broken, and the exit code says so.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = format!("[server]\nlisten = \"{}\"\n", taken.local_addr().unwrap());
    std::fs::write(folder.path().join("ringwall.toml"), listen).unwrap();
    let output = ringwall(folder.path(), &["doctor", "--language", "en"]);
    assert!(!output.status.success());
    assert!(out(&output).contains("BROKEN      Port:"), "{}", out(&output));
}

#[test]
fn the_demo_shows_its_links_and_stops_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_ringwall"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .current_dir(folder.path())
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(first.starts_with("listening on http://127.0.0.1:"), "{first}");
    let links = lines.by_ref().map_while(Result::ok).take_while(|line| !line.contains("Ctrl+C"));
    assert_eq!(links.filter(|line| line.contains("/r/")).count(), 4);
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert!(child.wait().unwrap().success(), "a graceful stop is a success");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "the temporary folder is thrown away");
}
