//! `ringwall backup` and `ringwall restore`: everything an installation would miss, in one archive.
//!
//! An archive is a ZIP file with the database, the files of organisations and a manifest that says how large each is and
//! what its SHA-256 is. It appears under its name only when it is complete and on disk. Restoring believes nothing: it
//! checks all sums, the damage check of the database and the schema number before anything is put in place, and it puts
//! aside what it replaces instead of deleting it.

use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};
use ringwall_app::Clock;
use ringwall_store::{Engine, Store, inspect_copy, known_schema};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{complain, say};
use crate::{
    config::Config,
    wiring::{self, SystemClock},
};

/// Format of the archive.
const FORMAT: &str = "ringwall-backup/1";
const MANIFEST: &str = "manifest.json";
/// Largest manifest that is read, in bytes: a line for each of some hundred thousand files.
const LARGEST_MANIFEST: u64 = 128 * 1024 * 1024;

/// Flags of `backup`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Archive to write, or a folder in which one named by the time is written
    #[arg(value_name = "FILE|FOLDER")]
    to: PathBuf,
}

/// Flags of `restore`.
#[derive(clap::Args)]
pub(crate) struct RestoreArguments {
    /// Archive to restore
    #[arg(value_name = "FILE")]
    from: PathBuf,
    /// Put aside what is there now
    #[arg(long)]
    force: bool,
    /// Check the archive and stop
    #[arg(long)]
    check: bool,
}

/// What an archive holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: String,
    created_at: String,
    program: String,
    engine: String,
    schema: i64,
    /// Whether the files of organisations are in it; else where they are.
    files: FilesAre,
    entries: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FilesAre {
    /// No place for files is configured.
    Nowhere,
    /// In this archive, below `files/`.
    Here,
    /// In a store of their own, which is backed up by whoever runs it.
    Elsewhere(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    bytes: u64,
    sha256: String,
}

const fn engine_code(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}

const fn database_entry(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "database.sqlite",
        Engine::Postgres => "database.pgdump",
    }
}

fn engine_of(config: &Config) -> Engine {
    if config.database.url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// Where the files of organisations are.
enum Files {
    Nowhere,
    Folder(PathBuf),
    Elsewhere(String),
}

fn files_of(config: &Config) -> Files {
    let place = config.files.store.trim();
    if place.is_empty() {
        Files::Nowhere
    } else if let Some(path) = place.strip_prefix("file:") {
        Files::Folder(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
    } else {
        Files::Elsewhere(place.to_owned())
    }
}

/// Makes a folder's newest entries durable.
fn sync_folder(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).with_context(|| folder.display().to_string())
}

/// Only the account that runs the program may read an archive: it holds everything.
fn private(file: &File) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Makes a folder that only the account that runs the program may enter.
fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut maker = std::fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(path)
}

pub(super) async fn run(arguments: Arguments, config: Config) -> anyhow::Result<ExitCode> {
    let now = SystemClock.now();
    let named_a_folder = arguments.to.as_os_str().as_encoded_bytes().ends_with(b"/");
    ensure!(!named_a_folder || arguments.to.is_dir(), "{} is not a folder; make it first", arguments.to.display());
    let target = if arguments.to.is_dir() {
        arguments.to.join(format!("ringwall-{}.zip", now.strftime("%Y-%m-%dT%H%M%SZ")))
    } else {
        arguments.to
    };
    ensure!(!target.exists(), "{} exists already; name another file", target.display());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ensure!(folder.is_dir(), "{} is not a folder; make it first", folder.display());
    let work = tempfile::Builder::new()
        .prefix(".ringwall-backup-")
        .tempdir_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;

    let engine = engine_of(&config);
    if let (Engine::Sqlite, Some(path)) = (engine, sqlite_path(&config)) {
        ensure!(path.exists(), "there is no database {}; is the configuration the right one?", path.display());
    }
    let store = wiring::open_store(&config).await?;
    let schema = store.schema().await?;
    ensure!(schema > 0, "the database holds nothing of Ringwall; is the configuration the right one?");
    // The database first: a file that it names was there before.
    let copy = work.path().join(database_entry(engine));
    match engine {
        Engine::Sqlite => {
            store.copy_to(&copy).await.context("the database could not be copied")?;
            let inspected = inspect_copy(&copy).await?;
            ensure!(inspected.faults.is_empty(), "the copy is damaged: {}", inspected.faults.join("; "));
            ensure!(inspected.schema == schema, "the copy has schema {}, not {schema}", inspected.schema);
        }
        Engine::Postgres => {
            let file = File::create(&copy)?;
            private(&file)?;
            let words = ["--format=custom", "--no-owner", "--no-privileges", "--file"];
            postgres("pg_dump", &config, |command| command.args(words).arg(&copy)).await?;
            postgres("pg_restore", &config, |command| command.arg("--list").arg(&copy)).await?;
        }
    }
    let archive = work.path().join("archive.zip");
    let manifest = write_archive(&archive, &copy, engine, schema, &files_of(&config), &now.to_string())?;
    std::fs::rename(&archive, &target).with_context(|| target.display().to_string())?;
    sync_folder(&target)?;
    store.note_backup(now).await?;
    let bytes: u64 = manifest.entries.iter().map(|entry| entry.bytes).sum();
    let files = manifest.entries.len().saturating_sub(1);
    say(&format!("{}: database with schema {schema}, {files} files, {} kB", target.display(), bytes / 1000));
    match manifest.files {
        FilesAre::Elsewhere(place) => say(&format!("files are at {place} and not in the archive; back them up there")),
        FilesAre::Nowhere | FilesAre::Here => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn sqlite_path(config: &Config) -> Option<PathBuf> {
    let path = config.database.url.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// Runs a program of PostgreSQL on the configured database, with the password in the environment and not in the list of
/// processes.
async fn postgres(
    name: &str,
    config: &Config,
    arguments: impl FnOnce(&mut tokio::process::Command) -> &mut tokio::process::Command,
) -> anyhow::Result<()> {
    let (address, password) = without_password(&config.database.url);
    let mut command = tokio::process::Command::new(name);
    arguments(&mut command);
    if name == "pg_dump" || !command.as_std().get_args().any(|argument| argument == "--list") {
        command.arg("--dbname").arg(address);
    }
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    let output = match command.stdin(std::process::Stdio::null()).output().await {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => bail!(
            "{name} is not installed, and a PostgreSQL database is backed up and restored with it; install the client \
             programs of PostgreSQL (Debian: postgresql-client) in the version of the server or newer"
        ),
        Err(error) => return Err(error).with_context(|| format!("{name} cannot be started")),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name} failed: {}", said.trim());
    Ok(())
}

/// The address without its password, and the password.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let (user, host) = rest.rsplit_once('@')?;
        let (name, password) = user.split_once(':')?;
        Some((format!("{scheme}://{name}@{host}"), percent_decoded(password)))
    });
    match parts {
        Some((address, password)) => (address, Some(password)),
        None => (url.to_owned(), None),
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2).and_then(|code| std::str::from_utf8(code).ok())).flatten();
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Copies a file into the archive and says how large it is and what its sum is.
fn add(zip: &mut ZipWriter<BufWriter<File>>, name: &str, path: &Path) -> anyhow::Result<Entry> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .large_file(true)
        .unix_permissions(0o600);
    zip.start_file(name, options)?;
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    let (mut sha, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 256 * 1024]);
    loop {
        let read = file.read(&mut buffer).with_context(|| path.display().to_string())?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
        sha.update(piece);
        zip.write_all(piece)?;
        bytes += u64::try_from(read)?;
    }
    Ok(Entry { path: name.to_owned(), bytes, sha256: hex(&sha.finalize()) })
}

/// All files below a folder, with their paths in it, sorted.
fn files_below(folder: &Path, prefix: &str, into: &mut Vec<(String, PathBuf)>) -> anyhow::Result<()> {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).with_context(|| folder.display().to_string())?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_str().with_context(|| format!("{} has no readable name", entry.path().display()))?;
        let path = format!("{prefix}/{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            files_below(&entry.path(), &path, into)?;
        } else if kind.is_file() {
            into.push((path, entry.path()));
        }
    }
    Ok(())
}

fn write_archive(
    archive: &Path,
    database: &Path,
    engine: Engine,
    schema: i64,
    files: &Files,
    created_at: &str,
) -> anyhow::Result<Manifest> {
    let file = File::create_new(archive)?;
    private(&file)?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let mut entries = vec![add(&mut zip, database_entry(engine), database)?];
    let files = match files {
        Files::Nowhere => FilesAre::Nowhere,
        Files::Elsewhere(place) => FilesAre::Elsewhere(place.clone()),
        Files::Folder(folder) => {
            let mut found = Vec::new();
            if folder.is_dir() {
                files_below(folder, "files", &mut found)?;
            }
            for (name, path) in found {
                match add(&mut zip, &name, &path) {
                    Ok(entry) => entries.push(entry),
                    // Deleted since it was listed: whoever deleted it does not want it in a backup.
                    Err(_) if !path.exists() => zip.abort_file()?,
                    Err(error) => return Err(error),
                }
            }
            FilesAre::Here
        }
    };
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        created_at: created_at.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        engine: engine_code(engine).to_owned(),
        schema,
        files,
        entries,
    };
    zip.start_file(MANIFEST, SimpleFileOptions::default().unix_permissions(0o600))?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    let mut file = zip.finish()?;
    file.flush()?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    Ok(manifest)
}

/// Reads the manifest and refuses what cannot be restored here.
fn read_manifest(zip: &mut ZipArchive<File>, engine: Engine) -> anyhow::Result<Manifest> {
    let foreign = "this is not a backup of Ringwall";
    let entry = zip.by_name(MANIFEST).context(foreign)?;
    ensure!(entry.size() <= LARGEST_MANIFEST, "{foreign}: its manifest is too large");
    let mut text = Vec::new();
    entry.take(LARGEST_MANIFEST).read_to_end(&mut text).context("the manifest is damaged")?;
    let manifest: Manifest = serde_json::from_slice(&text).context("the manifest cannot be read")?;
    ensure!(manifest.format == FORMAT, "the archive has format {}; this program reads {FORMAT}", manifest.format);
    ensure!(
        manifest.engine == engine_code(engine),
        "the archive is of a {} database, the configuration names a {} one; set database.url accordingly",
        manifest.engine,
        engine_code(engine)
    );
    ensure!(
        manifest.schema <= known_schema(),
        "the archive has schema {}, this program knows schemas up to {}: it was made by a newer version; use that version",
        manifest.schema,
        known_schema()
    );
    ensure!(
        manifest.entries.iter().filter(|entry| entry.path == database_entry(engine)).count() == 1,
        "the archive holds no database"
    );
    for entry in &manifest.entries {
        let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
        let inside = entry.path == database_entry(engine)
            || entry.path.strip_prefix("files/").is_some_and(|rest| rest.split('/').all(plain));
        ensure!(inside, "the archive wants to write outside of its place: {:?}", entry.path);
    }
    ensure!(zip.len() == manifest.entries.len() + 1, "the archive holds something that its manifest does not name");
    Ok(manifest)
}

/// Unpacks one entry and compares it with what the manifest says.
fn unpack(zip: &mut ZipArchive<File>, entry: &Entry, to: &Path) -> anyhow::Result<()> {
    if let Some(folder) = to.parent() {
        private_folder(folder)?;
    }
    let mut file = File::create_new(to).with_context(|| to.display().to_string())?;
    private(&file)?;
    let damaged = || format!("{} is damaged in the archive", entry.path);
    let mut packed = zip.by_name(&entry.path).with_context(damaged)?;
    let (mut sha, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0; 256 * 1024]);
    loop {
        let read = packed.read(&mut buffer).with_context(damaged)?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
        bytes += u64::try_from(read)?;
        // Never more than was announced, whatever the compression hides.
        ensure!(bytes <= entry.bytes, damaged());
        sha.update(piece);
        file.write_all(piece)?;
    }
    ensure!(bytes == entry.bytes && hex(&sha.finalize()) == entry.sha256, damaged());
    file.sync_all()?;
    Ok(())
}

pub(super) async fn restore(arguments: RestoreArguments, config: Config) -> anyhow::Result<ExitCode> {
    let engine = engine_of(&config);
    let from = &arguments.from;
    let file = File::open(from).with_context(|| format!("cannot read {}", from.display()))?;
    let mut zip = ZipArchive::new(file)
        .with_context(|| format!("{} is no ZIP file, or it is damaged or incomplete", from.display()))?;
    let manifest = read_manifest(&mut zip, engine).with_context(|| from.display().to_string())?;
    // Unpacked beside the place where it goes, so that putting it there is one rename.
    let beside = match engine {
        Engine::Sqlite => sqlite_path(&config).context("database.url names no file")?,
        Engine::Postgres => std::env::temp_dir().join("x"),
    };
    let folder = beside.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let work = tempfile::Builder::new()
        .prefix(".ringwall-restore-")
        .tempdir_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    for entry in &manifest.entries {
        unpack(&mut zip, entry, &work.path().join(&entry.path)).with_context(|| from.display().to_string())?;
    }
    let copy = work.path().join(database_entry(engine));
    if engine == Engine::Sqlite {
        let inspected = inspect_copy(&copy).await.context("the database in the archive cannot be opened")?;
        ensure!(inspected.faults.is_empty(), "the database in the archive is damaged: {}", inspected.faults.join("; "));
        ensure!(
            inspected.schema == manifest.schema,
            "the database in the archive has schema {}, its manifest says {}",
            inspected.schema,
            manifest.schema
        );
    } else {
        postgres("pg_restore", &config, |command| command.arg("--list").arg(&copy)).await?;
    }
    let files = manifest.entries.len() - 1;
    if arguments.check {
        say(&format!(
            "{}: whole; schema {}, {files} files, made {}",
            from.display(),
            manifest.schema,
            manifest.created_at
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let unpacked_files = work.path().join("files");
    let files_target = match (&manifest.files, files_of(&config)) {
        (FilesAre::Here, Files::Folder(target)) => Some(target),
        (FilesAre::Here, _) if files > 0 => bail!(
            "the archive holds {files} files of organisations, and the configuration names no folder for them; set \
             files.store"
        ),
        _ => None,
    };
    let aside = format!("before-restore-{}", SystemClock.now().strftime("%Y-%m-%dT%H%M%SZ"));
    if let Some(target) = &files_target {
        let occupied = target.is_dir() && std::fs::read_dir(target)?.next().is_some();
        ensure!(!occupied || arguments.force, "{} holds files already; --force puts them aside", target.display());
    }
    match engine {
        Engine::Sqlite => restore_sqlite(&config, &beside, &copy, &aside, arguments.force).await?,
        Engine::Postgres => restore_postgres(&config, &copy, arguments.force).await?,
    }
    if let Some(target) = files_target {
        put_files(&target, &unpacked_files, &aside)?;
    }
    let store = wiring::open_store(&config).await?;
    let migrated = store.migrate().await?;
    store.health().await?;
    say(&format!("restored what was backed up at {}; {}", manifest.created_at, wiring::schema(&migrated)));
    if let FilesAre::Elsewhere(place) = manifest.files {
        complain(&format!("files are at {place} and were not in the archive; restore them there"));
    }
    Ok(ExitCode::SUCCESS)
}

async fn restore_sqlite(config: &Config, target: &Path, copy: &Path, aside: &str, force: bool) -> anyhow::Result<()> {
    if target.exists() {
        ensure!(force, "{} exists already; --force puts it aside", target.display());
        ensure!(
            !Store::is_in_use(&config.database.url).await?,
            "{} is in use; stop the program first",
            target.display()
        );
    }
    for suffix in ["-wal", "-shm", ""] {
        let mut old = target.as_os_str().to_owned();
        old.push(suffix);
        let old = PathBuf::from(old);
        if old.exists() {
            let mut new = target.as_os_str().to_owned();
            new.push(format!(".{aside}{suffix}"));
            std::fs::rename(&old, PathBuf::from(new)).with_context(|| old.display().to_string())?;
        }
    }
    std::fs::rename(copy, target).with_context(|| target.display().to_string())?;
    sync_folder(target)
}

async fn restore_postgres(config: &Config, copy: &Path, force: bool) -> anyhow::Result<()> {
    let store = wiring::open_store(config).await?;
    let there = store.schema().await?;
    ensure!(
        there == 0 || force,
        "the database holds data of Ringwall already (schema {there}); --force replaces it. Stop all processes first"
    );
    drop(store);
    let words = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--clean", "--if-exists"];
    postgres("pg_restore", config, |command| command.args(words).arg(copy)).await
}

/// Puts the unpacked files in place and what was there aside.
fn put_files(target: &Path, unpacked: &Path, aside: &str) -> anyhow::Result<()> {
    if target.exists() {
        let mut old = target.as_os_str().to_owned();
        old.push(format!(".{aside}"));
        std::fs::rename(target, PathBuf::from(old)).with_context(|| target.display().to_string())?;
    }
    if !unpacked.exists() {
        private_folder(target)?;
        return Ok(());
    }
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    // Another disk than the database's: then it has to be copied.
    if std::fs::rename(unpacked, target).is_err() {
        copy_folder(unpacked, target)?;
    }
    sync_folder(target)
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    let mut found = Vec::new();
    files_below(from, "", &mut found)?;
    for (name, path) in found {
        let new = to.join(name.trim_start_matches('/'));
        if let Some(folder) = new.parent() {
            private_folder(folder)?;
        }
        std::fs::copy(&path, &new).with_context(|| new.display().to_string())?;
        File::open(&new)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_address() {
        assert_eq!(
            without_password("postgres://ring:s%40cret@db:5432/wall"),
            ("postgres://ring@db:5432/wall".to_owned(), Some("s@cret".to_owned()))
        );
        assert_eq!(without_password("postgres://ring@db/wall"), ("postgres://ring@db/wall".to_owned(), None));
    }
}
