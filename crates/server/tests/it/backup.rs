//! Backing up while answers come in, and getting everything back; refusing what is no whole backup of ours.

#![cfg(test)]

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Output},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ringwall_store::Engine;
use ringwall_testkit::{
    db::TestDb,
    load::{Firm, Interview, Program},
    on_every_engine,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn ringwall(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringwall"));
    for (key, _) in std::env::vars_os() {
        if key.to_string_lossy().starts_with("RINGWALL_") {
            command.env_remove(key);
        }
    }
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = ringwall(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn fails(folder: &Path, arguments: &[&str], why: &str) {
    let output = ringwall(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}: {}", said(&output));
    assert!(said(&output).contains(why), "{arguments:?}: {}", said(&output));
}

on_every_engine!(a_backup_under_load_loses_nothing_that_was_acknowledged);

async fn a_backup_under_load_loses_nothing_that_was_acknowledged(db: TestDb) {
    if db.engine == Engine::Postgres && Command::new("pg_dump").arg("--version").output().is_err() {
        println!("SKIPPED: no pg_dump");
        return;
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
    let folder = tempfile::tempdir().unwrap();
    let interview = Interview::of("cyberrisikocheck").unwrap();
    let program = Program::start(binary, &db.url, folder.path()).await.unwrap();
    // These have all their answers acknowledged before the backup begins.
    let mut before = Vec::new();
    for number in 0..3 {
        let mut firm = Firm::new(&interview, program.address, number);
        firm.begin().await.unwrap();
        for topic in 0..interview.topics.len() {
            firm.open_topic(topic).await.unwrap();
        }
        for question in 0..10 {
            firm.answer(question, number).await.unwrap();
        }
        before.push(firm);
    }
    // This one answers on, all through it.
    let mut busy = Firm::new(&interview, program.address, 9);
    busy.begin().await.unwrap();
    for topic in 0..interview.topics.len() {
        busy.open_topic(topic).await.unwrap();
    }
    let questions = interview.len();
    let given = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&given);
    let under_way = tokio::spawn(async move {
        for turn in 0.. {
            if busy.answer(turn % questions, turn / questions).await.is_err() {
                break;
            }
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    while given.load(Ordering::SeqCst) < 3 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    fs::create_dir(folder.path().join("ablage")).unwrap();
    fs::write(folder.path().join("ablage/beleg.pdf"), "Beleg").unwrap();
    fs::write(
        folder.path().join("ringwall.toml"),
        format!("[database]\nurl = \"{}\"\n[files]\nstore = \"file:ablage\"\n", db.url),
    )
    .unwrap();
    let begun = given.load(Ordering::SeqCst);
    let (at, archive) = (folder.path().to_owned(), folder.path().join("sicherung.zip"));
    let listen = program.address.to_string();
    let told = tokio::task::spawn_blocking(move || {
        fails(&at, &["backup", "gibt-es-nicht/"], "gibt-es-nicht/ is not a folder; make it first");
        // Beside the running program nothing is broken: what holds the port is ours.
        let doctor = Command::new(env!("CARGO_BIN_EXE_ringwall"))
            .args(["doctor", "--language", "en"])
            .env("RINGWALL_SERVER__LISTEN", &listen)
            .current_dir(&at)
            .output();
        let looked = String::from_utf8(doctor.unwrap().stdout).unwrap();
        assert!(looked.contains(&format!("Ringwall is running at {listen}")), "{looked}");
        succeeds(&at, &["backup", "sicherung.zip"])
    });
    let told = told.await.unwrap();
    assert!(told.contains("1 files"), "{told}");
    program.kill().await.unwrap();
    under_way.await.unwrap();
    assert!(given.load(Ordering::SeqCst) > begun, "nothing was answered during the backup");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&archive).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may read the archive");
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".ringwall-")), "{left:?}");

    // Somewhere else, in an empty place.
    let other = tempfile::tempdir().unwrap();
    let fresh = match db.engine {
        Engine::Sqlite => TestDb::sqlite(),
        Engine::Postgres => TestDb::postgres().await.unwrap(),
    };
    fs::write(
        other.path().join("ringwall.toml"),
        format!("[database]\nurl = \"{}\"\n[files]\nstore = \"file:belege\"\n", fresh.url),
    )
    .unwrap();
    let archive = archive.display().to_string();
    let at = other.path().to_owned();
    let told = tokio::task::spawn_blocking(move || {
        succeeds(&at, &["restore", "--check", &archive]);
        let told = succeeds(&at, &["restore", &archive]);
        // A second time only with force, and what was there is put aside.
        fails(&at, &["restore", &archive], "--force");
        succeeds(&at, &["restore", "--force", &archive]);
        told
    })
    .await
    .unwrap();
    assert!(told.contains("restored what was backed up at"), "{told}");
    assert_eq!(fs::read_to_string(other.path().join("belege/beleg.pdf")).unwrap(), "Beleg");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(other.path().join("belege")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may look into the restored files");
    }
    if db.engine == Engine::Sqlite {
        let kept = fs::read_dir(fresh.folder().unwrap()).unwrap();
        assert!(kept.flatten().any(|entry| entry.file_name().to_string_lossy().contains("before-restore")));
    }
    let program = Program::start(binary, &fresh.url, other.path()).await.unwrap();
    for firm in &mut before {
        firm.move_to(program.address);
        let faults = firm.faults().await.unwrap();
        assert!(faults.is_empty(), "lost in the backup:\n{}", faults.join("\n"));
    }
    program.kill().await.unwrap();
}

/// A small installation with a backup of it.
fn backed_up() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    succeeds(folder.path(), &["migrate"]);
    succeeds(folder.path(), &["backup", "gut.zip"]);
    let archive = folder.path().join("gut.zip");
    (folder, archive)
}

/// The archive again, with one entry changed or left out.
fn forged(archive: &Path, to: &Path, change: impl Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>) {
    let mut old = ZipArchive::new(fs::File::open(archive).unwrap()).unwrap();
    let mut new = ZipWriter::new(fs::File::create(to).unwrap());
    for index in 0..old.len() {
        let mut entry = old.by_index(index).unwrap();
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some((name, bytes)) = change(&name, bytes) {
            new.start_file(name, SimpleFileOptions::default()).unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    new.finish().unwrap();
}

#[test]
fn what_is_no_whole_backup_of_ours_is_refused_and_nothing_is_touched() {
    let (folder, archive) = backed_up();
    let at = folder.path();
    let restore = |name: &str, why: &str| fails(at, &["restore", "--force", name, "--database", "sqlite:neu.db"], why);
    fs::write(at.join("text.zip"), "kein Archiv").unwrap();
    restore("text.zip", "no ZIP file");
    let whole = fs::read(&archive).unwrap();
    fs::write(at.join("halb.zip"), &whole[..whole.len() / 2]).unwrap();
    restore("halb.zip", "no ZIP file, or it is damaged or incomplete");
    let mut new = ZipWriter::new(fs::File::create(at.join("fremd.zip")).unwrap());
    new.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    new.finish().unwrap();
    restore("fremd.zip", "not a backup of Ringwall");
    let same = |name: &str, bytes: Vec<u8>| Some((name.to_owned(), bytes));
    forged(&archive, &at.join("bit.zip"), |name, mut bytes| {
        if name == "database.sqlite" {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        same(name, bytes)
    });
    restore("bit.zip", "database.sqlite is damaged");
    let manifest = |from: &'static str, to: &'static str| {
        move |name: &str, bytes: Vec<u8>| {
            let text = if name == "manifest.json" {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains(from), "{text}");
                text.replacen(from, to, 1).into_bytes()
            } else {
                bytes
            };
            Some((name.to_owned(), text))
        }
    };
    forged(&archive, &at.join("format.zip"), manifest("ringwall-backup/1", "ringwall-backup/9"));
    restore("format.zip", "format ringwall-backup/9");
    forged(&archive, &at.join("engine.zip"), manifest("\"sqlite\"", "\"postgres\""));
    restore("engine.zip", "set database.url accordingly");
    forged(&archive, &at.join("neuer.zip"), manifest("\"schema\": ", "\"schema\": 9"));
    restore("neuer.zip", "made by a newer version");
    forged(&archive, &at.join("weg.zip"), |name, bytes| {
        (name != "database.sqlite").then(|| same(name, bytes)).flatten()
    });
    restore("weg.zip", "something that its manifest does not name");
    forged(&archive, &at.join("raus.zip"), |name, bytes| {
        let escape = |text: String| text.replace("database.sqlite", "files/../../etc/passwd");
        match name {
            "manifest.json" => {
                let text = String::from_utf8(bytes).unwrap();
                // A second entry, outside.
                let entry = text.split_once("\"entries\": [").unwrap().1.rsplit_once(']').unwrap().0.to_owned();
                let more = format!("\"entries\": [{entry},{}]", escape(entry.clone()));
                let head = text.split_once("\"entries\"").unwrap().0.to_owned();
                same(name, format!("{head}{more}}}").into_bytes())
            }
            _ => same(name, bytes),
        }
    });
    restore("raus.zip", "write outside of its place");
    assert!(!at.join("neu.db").exists(), "a refused backup left something behind");
    fails(at, &["backup", "gut.zip"], "exists already");
    fails(at, &["backup", "nirgends/x.zip"], "is not a folder");
    fails(at, &["backup", "leer.zip", "--database", "sqlite:gibtsnicht.db"], "there is no database");
    assert!(!at.join("gibtsnicht.db").exists());
}

#[tokio::test]
async fn a_running_installation_is_not_replaced() {
    let (folder, _) = backed_up();
    let url = format!("sqlite:{}", folder.path().join("ringwall.db").display());
    let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
    let program = Program::start(binary, &url, folder.path()).await.unwrap();
    fails(folder.path(), &["restore", "--force", "gut.zip", "--database", &url], "is in use");
    program.kill().await.unwrap();
    succeeds(folder.path(), &["restore", "--force", "gut.zip", "--database", &url]);
}

#[test]
fn without_the_tools_of_postgres_the_operator_is_told_which() {
    ringwall_testkit::db::run_on_postgres(|db| async move {
        db.store().await;
        let url = db.url.clone();
        let output = tokio::task::spawn_blocking(move || {
            let folder = tempfile::tempdir().unwrap();
            Command::new(env!("CARGO_BIN_EXE_ringwall"))
                .args(["backup", "x.zip", "--database", &url])
                .current_dir(folder.path())
                .env("PATH", folder.path())
                .output()
                .unwrap()
        });
        let output = output.await.unwrap();
        assert!(!output.status.success());
        assert!(said(&output).contains("postgresql-client"), "{}", said(&output));
    });
}

#[test]
fn a_folder_gets_a_name_by_the_time_and_doctor_knows_of_it() {
    let (folder, _) = backed_up();
    fs::create_dir(folder.path().join("sicherungen")).unwrap();
    succeeds(folder.path(), &["backup", "sicherungen"]);
    let made = fs::read_dir(folder.path().join("sicherungen")).unwrap().next().unwrap().unwrap().file_name();
    assert!(made.to_string_lossy().starts_with("ringwall-20"), "{made:?}");
    let output = ringwall(folder.path(), &["doctor", "--language", "de"]);
    assert!(said(&output).contains("Die letzte Sicherung ist 0 Stunden alt."), "{}", said(&output));
}
