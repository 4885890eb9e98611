//! Starting `ringwall serve` as a process of its own, killing it without warning, looking at its memory.

use std::{
    net::SocketAddr,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use super::Browser;

/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; killed when dropped.
pub struct Program {
    child: Child,
    /// Where it serves pages.
    pub address: SocketAddr,
    /// From starting the process to the first "ready".
    pub start_up: Duration,
}

impl Program {
    /// Starts `binary serve` on a free loopback port and waits until it is ready.
    ///
    /// It runs in `folder`, sees no configuration of the machine, and writes its log to `folder/server.log`.
    ///
    /// # Errors
    /// If it does not get ready, with the end of its log.
    pub async fn start(binary: &Path, database: &str, folder: &Path) -> anyhow::Result<Self> {
        Self::start_with(binary, database, folder, &[]).await
    }

    /// The same with variables of the environment, for example `RINGWALL_MAIL__SMTP`.
    ///
    /// # Errors
    /// As [`Program::start`].
    pub async fn start_with(
        binary: &Path,
        database: &str,
        folder: &Path,
        environment: &[(&str, String)],
    ) -> anyhow::Result<Self> {
        let log_path = folder.join("server.log");
        let begun = Instant::now();
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--metrics", "", "--starts-per-minute", "0"];
        let mut child = spawn(binary, &arguments, database, &log_path, environment)?;
        let stdout = child.stdout.take().context("no standard output")?;
        let started = tokio::time::timeout(PATIENCE, async {
            let mut lines = BufReader::new(stdout).lines();
            let address: SocketAddr = loop {
                let line = lines.next_line().await?.context("it stopped before it listened")?;
                if let Some((_, address)) = line.split_once("listening on http://") {
                    break address.trim().trim_end_matches('/').parse()?;
                }
            };
            // Whoever prints more must not be stopped by a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            let mut browser = Browser::new(address);
            while !browser.get("/health/ready").await.is_ok_and(|page| page.status == 200) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            anyhow::Ok(address)
        });
        match started.await {
            Ok(Ok(address)) => Ok(Self { child, address, start_up: begun.elapsed() }),
            Ok(Err(error)) => Err(error.context(last_lines(&log_path))),
            Err(_) => bail!("not ready within {} s; {}", PATIENCE.as_secs(), last_lines(&log_path)),
        }
    }

    /// Starts `binary worker`, which has no pages, and waits until it says that it works. Its address is nowhere.
    ///
    /// # Errors
    /// If it does not begin to work, with the end of its log.
    pub async fn worker(
        binary: &Path,
        database: &str,
        folder: &Path,
        environment: &[(&str, String)],
    ) -> anyhow::Result<Self> {
        let log_path = folder.join("worker.log");
        let begun = Instant::now();
        let mut child = spawn(binary, &["worker", "--metrics", ""], database, &log_path, environment)?;
        let stdout = child.stdout.take().context("no standard output")?;
        let working = tokio::time::timeout(PATIENCE, async {
            let mut lines = BufReader::new(stdout).lines();
            while lines.next_line().await?.context("it stopped before it worked")? != "working" {}
            anyhow::Ok(())
        });
        match working.await {
            Ok(Ok(())) => {
                let address = SocketAddr::from(([0, 0, 0, 0], 0));
                Ok(Self { child, address, start_up: begun.elapsed() })
            }
            Ok(Err(error)) => Err(error.context(last_lines(&log_path))),
            Err(_) => bail!("not working within {} s; {}", PATIENCE.as_secs(), last_lines(&log_path)),
        }
    }

    /// Asks the process to stop (SIGTERM) and waits until it has.
    ///
    /// # Errors
    /// If it does not end in time, or not with success.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let id = self.child.id().context("the process is gone")?;
        let told = Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
        if !told.success() {
            bail!("the process cannot be told to stop");
        }
        let status = tokio::time::timeout(PATIENCE, self.child.wait()).await.context("it does not stop")??;
        if status.success() { Ok(()) } else { bail!("it ended with {status}") }
    }

    /// `kill -9`: no chance to finish anything.
    ///
    /// # Errors
    /// If the process cannot be killed or waited for.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        self.child.start_kill()?;
        self.child.wait().await?;
        Ok(())
    }

    /// The id of its process; 0 if it has ended.
    pub fn id(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }

    /// How much memory it takes.
    ///
    /// # Errors
    /// If there is no `/proc`, or the process is gone.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        let id = self.child.id().context("the process is gone")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let field = |name: &str| -> anyhow::Result<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such field")?;
            let kilobytes: u64 = line.trim_start_matches(':').trim().trim_end_matches("kB").trim().parse()?;
            Ok(kilobytes * 1024)
        };
        Ok(Memory { resident: field("VmRSS")?, highest: field("VmHWM")?, own: field("RssAnon")? })
    }
}

/// Memory of a process, in bytes (`proc_pid_status(5)`).
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Resident now.
    pub resident: u64,
    /// Resident at its highest.
    pub highest: u64,
    /// Resident now and its own. The rest are pages of the executable, which the system keeps as long as nobody needs
    /// the room: how many of them count depends on how the file came into its cache, by more than 10 MB.
    pub own: u64,
}

fn spawn(
    binary: &Path,
    arguments: &[&str],
    database: &str,
    log_path: &Path,
    environment: &[(&str, String)],
) -> anyhow::Result<Child> {
    let log = std::fs::File::create(log_path).with_context(|| log_path.display().to_string())?;
    let mut command = Command::new(binary);
    for (key, _) in std::env::vars_os() {
        if key.to_string_lossy().starts_with("RINGWALL_") {
            command.env_remove(key);
        }
    }
    command
        .args(arguments)
        .args(["--log", "warn", "--database", database])
        .envs(environment.iter().map(|(key, value)| (*key, value.as_str())))
        .current_dir(log_path.parent().context("a folder")?)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("cannot start {}", binary.display()))
}

fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let tail = lines.get(lines.len().saturating_sub(5)..).unwrap_or_default().join("\n");
    if tail.is_empty() { "its log is empty".to_owned() } else { format!("its log ends with:\n{tail}") }
}
