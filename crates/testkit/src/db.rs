//! A fresh database for each test, on every engine.
//!
//! Knows how to start a throw-away PostgreSQL cluster as an unprivileged user, and how to be sure that it ends with
//! the test process, killed or not. Refuses to use a database server that was there before. Everything listens on
//! loopback only.
//!
//! ```ignore
//! on_every_engine!(answers_survive);                       // makes answers_survive::{sqlite, postgres}
//!
//! async fn answers_survive(db: TestDb) {
//!     let store = db.store().await;
//! }
//! ```
//!
//! Without a PostgreSQL server program the `postgres` halves say so and pass; with `RINGWALL_REQUIRE_POSTGRES=1` they
//! fail.
#![expect(clippy::expect_used, clippy::panic, reason = "for tests, whose way of failing is a panic")]

use std::{
    fs,
    io::Read,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use ringwall_store::{Engine, Options, Store};
use tempfile::TempDir;

/// Makes two tests of each named `async fn(TestDb)`: `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! on_every_engine {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                $crate::db::run_on_sqlite(super::$name);
            }

            #[test]
            fn postgres() {
                $crate::db::run_on_postgres(super::$name);
            }
        }
    )+};
}

/// An empty database of one test.
pub struct TestDb {
    /// The address for [`Store::open`] and for `--database`.
    pub url: String,
    /// The engine.
    pub engine: Engine,
    folder: Option<TempDir>,
}

impl TestDb {
    /// A SQLite file in a folder of its own.
    ///
    /// # Panics
    /// If no folder can be made.
    pub fn sqlite() -> Self {
        let folder = tempfile::Builder::new().prefix("ringwall-sqlite-").tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("ringwall.db").display());
        Self { url, engine: Engine::Sqlite, folder: Some(folder) }
    }

    /// A database of its own in the [`cluster`] of this process; `None` if there is no PostgreSQL.
    pub async fn postgres() -> Option<Self> {
        let url = cluster()?.fresh_url().await;
        Some(Self { url, engine: Engine::Postgres, folder: None })
    }

    /// The folder that goes with this database; only SQLite has one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(TempDir::path)
    }

    /// Opens it as it is, without a schema.
    ///
    /// # Panics
    /// If it cannot be opened.
    pub async fn opened(&self) -> Store {
        Store::open(&self.url, Options::default()).await.expect("the database opens")
    }

    /// Opens it and brings the schema up to date.
    ///
    /// # Panics
    /// If it cannot be opened or migrated.
    pub async fn store(&self) -> Store {
        let store = self.opened().await;
        store.migrate().await.expect("the schema is made");
        store
    }
}

/// Runs a test on SQLite. Called by [`on_every_engine!`](crate::on_every_engine).
///
/// # Panics
/// If the test does.
pub fn run_on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(TestDb) -> F) {
    runtime().block_on(test(TestDb::sqlite()));
}

/// Runs a test on PostgreSQL, or says that there is none. Called by [`on_every_engine!`](crate::on_every_engine).
///
/// # Panics
/// If the test does.
#[expect(clippy::print_stderr, reason = "a skipped test has to say so")]
pub fn run_on_postgres<F: Future<Output = ()>>(test: impl FnOnce(TestDb) -> F) {
    runtime().block_on(async {
        match TestDb::postgres().await {
            Some(db) => test(db).await,
            None => eprintln!("SKIPPED: no PostgreSQL server program found (looked in {DEBIAN} and PATH)"),
        }
    });
}

/// Two threads, so that races are real.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

/// The cluster of this test process, started on first use. `None` if there is no PostgreSQL server program.
///
/// # Panics
/// If there is one but it does not start, or if there is none and `RINGWALL_REQUIRE_POSTGRES=1`.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER
        .get_or_init(|| {
            let Some(programs) = programs() else {
                let required = std::env::var_os("RINGWALL_REQUIRE_POSTGRES").is_some_and(|value| value == "1");
                assert!(!required, "RINGWALL_REQUIRE_POSTGRES=1, but there is no PostgreSQL server program");
                return None;
            };
            match Cluster::start_with(&programs, Durability::Full) {
                Ok(cluster) => Some(cluster),
                Err(error) => panic!("PostgreSQL does not start: {error:?}"),
            }
        })
        .as_ref()
}

/// Cleans and analyses a PostgreSQL database, as its server does by itself in the course of a day; [`cluster`] has that
/// switched off.
///
/// # Errors
/// If there is no `vacuumdb`, or it fails.
pub async fn vacuum(url: &str) -> anyhow::Result<()> {
    let programs = programs().context("there is no PostgreSQL")?;
    let done = tokio::process::Command::new(programs.join("vacuumdb"))
        .args(["--analyze", "--quiet", "--no-password", "--dbname", url])
        .stdin(Stdio::null())
        .output()
        .await?;
    ensure!(done.status.success(), "vacuumdb: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

/// What a cluster does at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Flushes the disk, as in operation.
    Full,
    /// Flushes nothing: faster, but a commit proves nothing about a crash.
    None,
}

/// A throw-away PostgreSQL server with its own data. Ends, data included, when dropped or when this process ends.
pub struct Cluster {
    programs: PathBuf,
    port: u16,
    password: String,
    made: AtomicU32,
    guardian: Child,
}

/// Where Debian puts one folder per version.
const DEBIAN: &str = "/usr/lib/postgresql/*/bin";

/// How long a start may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Starts the server and waits for the end of its standard input: a pipe whose other end only the test process holds,
/// so that it closes however that process dies. Then stops the server at once and removes the folder.
/// `$1` programs, `$2` folder, further arguments go to `postgres`.
const GUARDIAN: &str = r#"
programs=$1; folder=$2; shift 2
"$programs/postgres" -D "$folder/data" "$@" </dev/null >"$folder/log" 2>&1 &
server=$!
read -r _
kill -QUIT "$server" 2>/dev/null
wait "$server" 2>/dev/null
cd / && rm -rf "$folder"
"#;

impl Cluster {
    /// Starts a cluster of one's own, for tests that need other settings than [`cluster`] has (which is
    /// [`Durability::Full`]). `None` if there is no PostgreSQL server program.
    ///
    /// # Errors
    /// If it does not start, with the end of its log.
    pub fn start(durability: Durability) -> anyhow::Result<Option<Self>> {
        programs().map(|programs| Self::start_with(&programs, durability)).transpose()
    }

    fn start_with(programs: &Path, durability: Durability) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("ringwall-postgres-").tempdir()?;
        let password = random_hex()?;
        fs::write(folder.path().join("password"), &password)?;
        let user = unprivileged()?;
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid))?;
            chown(folder.path().join("password"), Some(uid), Some(gid))?;
        }
        let made = as_user(&programs.join("initdb"), user, folder.path())
            .args(["--no-sync", "--auth=scram-sha-256", "--username=ringwall", "--encoding=UTF8", "--locale=C"])
            .args(["--pwfile=password", "--pgdata=data"])
            .stdin(Stdio::null())
            .output()
            .context("initdb")?;
        ensure!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        // Another program may take the port between looking for it and using it.
        for _ in 0..5 {
            let port = free_port()?;
            let mut guardian = guard(programs, folder.path(), user, port, durability)?;
            match wait_until_ready(&mut guardian, folder.path(), port) {
                Ok(()) => {
                    // From here on the guardian removes it.
                    drop(folder.keep());
                    let programs = programs.to_owned();
                    return Ok(Self { programs, port, password, made: AtomicU32::new(0), guardian });
                }
                Err(error) => {
                    let log = fs::read_to_string(folder.path().join("log")).unwrap_or_default();
                    if !log.contains("could not bind") {
                        drop(guardian.stdin.take());
                        guardian.wait().ok();
                        return Err(error.context(log));
                    }
                    // The server has ended by itself. The guardian would remove the folder, which we need once more.
                    guardian.kill().ok();
                    guardian.wait().ok();
                }
            }
        }
        bail!("no free port")
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// If it cannot be made.
    pub async fn fresh_url(&self) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        let made = tokio::process::Command::new(self.programs.join("createdb"))
            .args(["--host=127.0.0.1", "--username=ringwall", "--no-password", "--template=template0"])
            .args(["--port", &self.port.to_string(), "--maintenance-db=postgres", &name])
            .env("PGPASSWORD", &self.password)
            .stdin(Stdio::null())
            .output()
            .await
            .expect("createdb can be run");
        assert!(made.status.success(), "createdb: {}", String::from_utf8_lossy(&made.stderr));
        format!("postgres://ringwall:{}@127.0.0.1:{}/{name}", self.password, self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        self.guardian.wait().ok();
    }
}

fn guard(
    programs: &Path,
    folder: &Path,
    user: Option<(u32, u32)>,
    port: u16,
    durability: Durability,
) -> anyhow::Result<Child> {
    let mut settings = vec![
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        "unix_socket_directories=".to_owned(),
        "max_connections=300".to_owned(),
        "shared_buffers=64MB".to_owned(),
        "max_wal_size=512MB".to_owned(),
        "autovacuum=off".to_owned(),
    ];
    if durability == Durability::None {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
    }
    as_user(Path::new("/bin/sh"), user, folder)
        .args(["-c", GUARDIAN, "ringwall-postgres-guardian"])
        .args([programs, folder])
        .args(settings.iter().flat_map(|setting| ["-c", setting.as_str()]))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C in the terminal must not reach it: it ends by the pipe, and in order.
        .process_group(0)
        .spawn()
        .context("the guardian of PostgreSQL")
}

fn wait_until_ready(guardian: &mut Child, folder: &Path, port: u16) -> anyhow::Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        if log.contains("ready to accept connections") {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).context("ready, but not listening")?;
            return Ok(());
        }
        if log.contains("FATAL") || guardian.try_wait()?.is_some() {
            bail!("PostgreSQL ended at once");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("PostgreSQL was not ready within {} s", PATIENCE.as_secs())
}

/// A command run as `user`, in `folder`, without the libpq settings of whoever runs the tests.
fn as_user(program: &Path, user: Option<(u32, u32)>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env("LC_ALL", "C").env("HOME", folder);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
        command.env_remove(name);
    }
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// The folder with `initdb` and `postgres`: the newest under [`DEBIAN`], else the first in PATH.
fn programs() -> Option<PathBuf> {
    let (root, _) = DEBIAN.split_once("/*")?;
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let mut debian: Vec<PathBuf> =
        fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    debian.sort_by_key(|path| std::cmp::Reverse(version(path)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .into_iter()
        .map(|version| version.join("bin"))
        .chain(std::env::split_paths(&path))
        .find(|folder| ["initdb", "postgres", "createdb"].iter().all(|program| folder.join(program).is_file()))
}

/// User and group to run PostgreSQL as if we are root, which it refuses.
fn unprivileged() -> anyhow::Result<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let ids = |wanted: &str| {
        let mut fields =
            users.lines().map(|line| line.split(':')).find(|fields| fields.clone().next() == Some(wanted))?;
        Some((fields.nth(2)?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    ids("postgres").or_else(|| ids("nobody")).map(Some).context("we are root, and there is no user postgres or nobody")
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

pub(crate) fn random_hex() -> anyhow::Result<String> {
    use std::fmt::Write;
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    let mut text = String::new();
    for byte in bytes {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}
