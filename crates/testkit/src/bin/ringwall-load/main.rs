//! `ringwall-load`: real interviews against a running program, over HTTP, and proof that no answer was lost.
//!
//! Starts the program that lies beside it (`target/release/ringwall`) on SQLite and on PostgreSQL, or talks to one
//! that already runs. It shares the machine with the program and takes at most one core; figures are for both together.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool")]

use std::{
    collections::BTreeMap,
    net::{SocketAddr, ToSocketAddrs},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use ringwall_testkit::{
    db::TestDb,
    load::{Browser, Firm, Interview, Latencies, Program, linked_files},
};
use serde_json::{Map, Value, json};
use tokio::{sync::Semaphore, task::JoinSet};

const HELP: &str = "\
ringwall-load: real interviews over HTTP against ringwall

  --engine sqlite|postgres|both   databases to start the program with [both]
  --url http://127.0.0.1:PORT     use a program that already runs, on this machine only
  --check ID                      check to answer [cyberrisikocheck]
  --firms N                       firms at the same time, 1 to 1000 [64]
  --seconds S                     begin new rounds for so long, 1 to 600 [20]
  --rounds R                      or exactly so many rounds, 1 to 1000
  --mixed                         open each topic's page before answering it, as people do
  --pdf N                         afterwards take N reports as PDF, 0 to 1000 [20]
  --binary FILE                   program to start [ringwall beside this one]
  --json                          figures as JSON

A round: every firm opens the start page, begins a check, opens its topics, answers every question (each in a request
of its own, the next after the acknowledgement), finishes and reads its result. At the end the program is killed
without warning and started again, and every acknowledged answer is looked for. Exit code 1 if one is missing.";

/// Most cases that are kept to be checked.
const MOST_CASES: usize = 50_000;
/// How many cases are checked, or reports taken, at a time.
const AT_ONCE: usize = 4;
/// How many errors are shown in words.
const SHOWN_ERRORS: usize = 5;

struct Options {
    engines: Vec<&'static str>,
    url: Option<SocketAddr>,
    check: String,
    firms: usize,
    seconds: u64,
    rounds: Option<usize>,
    mixed: bool,
    pdf: usize,
    binary: PathBuf,
    json: bool,
}

impl Options {
    /// Reads the arguments; `None` if help was wanted.
    fn read(mut arguments: impl Iterator<Item = String>) -> anyhow::Result<Option<Self>> {
        let beside = std::env::current_exe()?.with_file_name("ringwall");
        let mut options = Self {
            engines: vec!["sqlite", "postgres"],
            url: None,
            check: "cyberrisikocheck".to_owned(),
            firms: 64,
            seconds: 20,
            rounds: None,
            mixed: false,
            pdf: 20,
            binary: beside,
            json: false,
        };
        while let Some(flag) = arguments.next() {
            let mut value = || arguments.next().with_context(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--help" | "-h" => return Ok(None),
                "--json" => options.json = true,
                "--mixed" => options.mixed = true,
                "--engine" => {
                    options.engines = match value()?.as_str() {
                        "sqlite" => vec!["sqlite"],
                        "postgres" => vec!["postgres"],
                        "both" => vec!["sqlite", "postgres"],
                        other => bail!("--engine: sqlite, postgres or both, not {other}"),
                    }
                }
                "--url" => options.url = Some(on_this_machine(&value()?)?),
                "--check" => options.check = value()?,
                "--firms" => options.firms = number("--firms", &value()?, 1, 1000)?,
                "--seconds" => options.seconds = number("--seconds", &value()?, 1, 600)?.try_into()?,
                "--rounds" => options.rounds = Some(number("--rounds", &value()?, 1, 1000)?),
                "--pdf" => options.pdf = number("--pdf", &value()?, 0, 1000)?,
                "--binary" => options.binary = value()?.into(),
                other => bail!("there is no option {other}; --help lists them"),
            }
        }
        Ok(Some(options))
    }
}

fn number(flag: &str, text: &str, least: usize, most: usize) -> anyhow::Result<usize> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.with_context(|| format!("{flag}: a number from {least} to {most}, not {text}"))
}

/// The address of a program on this machine. Anything else is refused: a load generator is a weapon.
fn on_this_machine(url: &str) -> anyhow::Result<SocketAddr> {
    let place = url.strip_prefix("http://").with_context(|| format!("--url: http://127.0.0.1:PORT, not {url}"))?;
    let place = place.trim_end_matches('/');
    let mut addresses =
        place.to_socket_addrs().with_context(|| format!("--url: {place} is not an address with port"))?;
    let address = addresses.next().with_context(|| format!("--url: {place} has no address"))?;
    if !address.ip().is_loopback() {
        bail!("--url: {place} is not on this machine; only loopback addresses are driven");
    }
    Ok(address)
}

/// What was measured.
#[derive(Default)]
struct Tally {
    answers: Latencies,
    pages: BTreeMap<&'static str, Latencies>,
    largest_pdf: usize,
    errors: Vec<String>,
}

impl Tally {
    fn page(&mut self, name: &'static str, took: Duration) {
        self.pages.entry(name).or_default().add(took);
    }

    fn merge(&mut self, other: Self) {
        self.answers.merge(&other.answers);
        for (name, latencies) in &other.pages {
            self.pages.entry(name).or_default().merge(latencies);
        }
        self.largest_pdf = self.largest_pdf.max(other.largest_pdf);
        self.errors.extend(other.errors);
    }
}

/// What one firm does in one phase.
#[derive(Clone, Copy)]
enum Phase {
    Begin,
    Topics,
    Answer { mixed: bool },
    Finish,
    Pdf,
    Verify,
}

async fn one(firm: &mut Firm, interview: &Interview, phase: Phase, tally: &mut Tally) -> anyhow::Result<()> {
    match phase {
        Phase::Begin => {
            let [opened, began] = firm.begin().await?;
            tally.page("start page", opened);
            tally.page("begin a check", began);
        }
        Phase::Topics => {
            for topic in 0..interview.topics.len() {
                tally.page("topic page", firm.open_topic(topic).await?);
            }
        }
        Phase::Answer { mixed } => {
            let mut number = 0;
            for (topic, (_, questions)) in interview.topics.iter().enumerate() {
                if mixed {
                    tally.page("topic page", firm.open_topic(topic).await?);
                }
                for _ in questions {
                    tally.answers.add(firm.answer(number, 0).await?);
                    number += 1;
                }
            }
        }
        Phase::Finish => {
            tally.page("finish", firm.finish().await?);
            tally.page("result page", firm.result().await?.0);
        }
        Phase::Pdf => {
            let (took, size) = firm.pdf().await?;
            tally.page("report PDF", took);
            tally.largest_pdf = size;
        }
        Phase::Verify => tally.errors = firm.faults().await?,
    }
    Ok(())
}

/// What became of firms in a phase.
#[derive(Default)]
struct Went {
    /// Those that got through.
    on: Vec<Firm>,
    /// Those that met an error; they stop, but what was acknowledged to them still counts.
    stopped: Vec<Firm>,
    tally: Tally,
}

/// Lets all firms go through a phase, `at_once` at a time.
async fn all(firms: Vec<Firm>, interview: &Arc<Interview>, at_once: usize, phase: Phase) -> Went {
    let gate = Arc::new(Semaphore::new(at_once));
    let mut under_way = JoinSet::new();
    for mut firm in firms {
        let (gate, interview) = (Arc::clone(&gate), Arc::clone(interview));
        under_way.spawn(async move {
            let _permit = gate.acquire_owned().await;
            let mut tally = Tally::default();
            if let Err(error) = one(&mut firm, &interview, phase, &mut tally).await {
                tally.errors.push(format!("{error:#}"));
            }
            (firm, tally)
        });
    }
    let mut went = Went::default();
    while let Some(done) = under_way.join_next().await {
        match done {
            Ok((firm, tally)) => {
                let side = if tally.errors.is_empty() { &mut went.on } else { &mut went.stopped };
                side.push(firm);
                went.tally.merge(tally);
            }
            Err(error) => went.tally.errors.push(error.to_string()),
        }
    }
    went
}

/// Bytes over the wire until the first page is shown, and addresses outside this server that it asks for.
async fn first_page(address: SocketAddr) -> anyhow::Result<(usize, usize, Vec<String>)> {
    let mut plain = Browser::new(address);
    let mut packed = Browser::new(address);
    packed.accept_encoding = Some("br, gzip");
    let html = plain.get("/").await?.ok()?.text();
    let page = packed.get("/").await?.ok()?.body.len();
    let mut files = linked_files(&html);
    let mut elsewhere = Vec::new();
    let mut total = page;
    let mut seen = 0;
    while let Some(file) = files.get(seen).cloned() {
        seen += 1;
        if !file.starts_with('/') || file.starts_with("//") {
            elsewhere.push(file);
            continue;
        }
        total += packed.get(&file).await?.ok()?.body.len();
        if file.split('?').next().is_some_and(|path| Path::new(path).extension().is_some_and(|kind| kind == "css")) {
            let css = plain.get(&file).await?.ok()?.text();
            for piece in css.split("url(").skip(1) {
                let named = piece.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
                let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
                let named = if named.contains(':') || named.starts_with('/') {
                    named.to_owned()
                } else {
                    format!("{folder}/{}", named.trim_start_matches("./"))
                };
                if !named.starts_with("data:") && !files.contains(&named) {
                    files.push(named);
                }
            }
        }
    }
    Ok((page, total, elsewhere))
}

/// A database for one run; it goes when this value goes.
async fn database(engine: &str) -> anyhow::Result<TestDb> {
    match engine {
        "sqlite" => Ok(TestDb::sqlite()),
        _ => TestDb::postgres().await.context("there is no PostgreSQL server program; try --engine sqlite"),
    }
}

/// One run against one server. Returns the figures and whether every answer was there.
async fn drive(options: &Options, engine: &str) -> anyhow::Result<(Value, bool)> {
    let interview = Interview::of(&options.check)?;
    let folder = tempfile::tempdir()?;
    let started = if options.url.is_none() {
        let database = database(engine).await?;
        let program = Program::start(&options.binary, &database.url, folder.path()).await?;
        Some((database, program))
    } else {
        None
    };
    let address = match (&started, options.url) {
        (Some((_, program)), _) => program.address,
        (None, Some(address)) => address,
        (None, None) => bail!("neither a program nor an address"),
    };
    let idle = started.as_ref().and_then(|(_, program)| program.memory().ok()).map(|(now, _)| now);
    let (page, whole, elsewhere) = first_page(address).await?;

    let mut tally = Tally::default();
    let mut cases: Vec<Firm> = Vec::new();
    let mut answering = Duration::ZERO;
    let (begun, mut rounds) = (Instant::now(), 0);
    loop {
        let firms = (0..options.firms).map(|number| Firm::new(&interview, address, rounds * options.firms + number));
        let mut firms: Vec<Firm> = firms.collect();
        let (answer, finish) = (Phase::Answer { mixed: options.mixed }, Phase::Finish);
        let topics = (!options.mixed).then_some(Phase::Topics);
        let phases = [Some(Phase::Begin), topics, Some(answer), Some(finish)].into_iter().flatten();
        let mut stopped = Vec::new();
        for phase in phases {
            let start = Instant::now();
            let went = all(firms, &interview, options.firms, phase).await;
            if matches!(phase, Phase::Answer { .. }) {
                answering += start.elapsed();
            }
            firms = went.on;
            stopped.extend(went.stopped);
            tally.merge(went.tally);
        }
        stopped.retain(|firm| firm.acknowledged() > 0);
        firms.extend(stopped);
        for firm in &mut firms {
            firm.hang_up();
        }
        cases.extend(firms);
        rounds += 1;
        let enough = match options.rounds {
            Some(wanted) => rounds >= wanted,
            None => begun.elapsed() >= Duration::from_secs(options.seconds),
        };
        if enough || cases.len() + options.firms > MOST_CASES {
            break;
        }
    }
    let busy = started.as_ref().and_then(|(_, program)| program.memory().ok());

    let rest = cases.split_off(options.pdf.min(cases.len()));
    let went = all(cases, &interview, AT_ONCE, Phase::Pdf).await;
    tally.merge(went.tally);
    let mut cases: Vec<Firm> = went.on.into_iter().chain(went.stopped).chain(rest).collect();
    let with_pdf = started.as_ref().and_then(|(_, program)| program.memory().ok());

    let start_up = started.as_ref().map(|(_, program)| program.start_up);
    let mut restart = None;
    let mut kept = None;
    if let Some((database, program)) = started {
        program.kill().await?;
        let again = Program::start(&options.binary, &database.url, folder.path()).await?;
        for case in &mut cases {
            case.move_to(again.address);
        }
        restart = Some(again.start_up);
        kept = Some((database, again));
    }
    let acknowledged: usize = cases.iter().map(Firm::acknowledged).sum();
    let count = cases.len();
    let verified = all(cases, &interview, AT_ONCE, Phase::Verify).await.tally;
    drop(kept);

    let milliseconds = |duration: Option<Duration>| duration.map(|duration| round(duration.as_secs_f64() * 1000.0));
    let megabytes = |bytes: Option<u64>| {
        bytes.and_then(|bytes| u32::try_from(bytes / 1024).ok()).map(|kb| round(f64::from(kb) / 1024.0))
    };
    let answers = tally.answers.summary();
    let per_second = round(f64::from(u32::try_from(answers.count)?) / answering.as_secs_f64().max(0.001));
    let pages: Map<String, Value> =
        tally.pages.iter_mut().map(|(name, latencies)| ((*name).to_owned(), latencies.summary().json())).collect();
    let figures = json!({
        "engine": engine,
        "check": options.check,
        "mixed": options.mixed,
        "firms": options.firms,
        "rounds": rounds,
        "cases": count,
        "answers_per_second": per_second,
        "answers": answers.json(),
        "pages": pages,
        "largest_pdf_kb": tally.largest_pdf / 1000,
        "errors": tally.errors.len(),
        "first_errors": tally.errors.iter().take(SHOWN_ERRORS).collect::<Vec<_>>(),
        "start_up_ms": milliseconds(start_up),
        "restart_after_kill_ms": milliseconds(restart),
        "memory_mb": {
            "idle": megabytes(idle),
            "after_interviews": megabytes(busy.map(|(now, _)| now)),
            "highest_in_interviews": megabytes(busy.map(|(_, highest)| highest)),
            "highest_with_pdf": megabytes(with_pdf.map(|(_, highest)| highest)),
        },
        "first_page": { "html_bytes": page, "all_bytes": whole, "requests_elsewhere": elsewhere },
        "acknowledged": acknowledged,
        "lost": verified.errors.len(),
        "first_lost": verified.errors.iter().take(SHOWN_ERRORS).collect::<Vec<_>>(),
    });
    Ok((figures, verified.errors.is_empty() && tally.errors.is_empty()))
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// The figures for people.
fn print(figures: &Value) {
    let text = |path: &str| match figures.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "–".to_owned(),
        Some(value) => value.to_string(),
    };
    println!("\n{}: {} firms, {} rounds, {} cases", text("/engine"), text("/firms"), text("/rounds"), text("/cases"));
    println!("  answers/s          {}", text("/answers_per_second"));
    let row = |name: &str, value: &Value| {
        let figure = |key: &str| value.get(key).map(ToString::to_string).unwrap_or_default();
        println!(
            "  {name:<16} {:>8} × p50 {:>8} p95 {:>8} p99 {:>8} max {:>8} ms",
            figure("count"),
            figure("p50_ms"),
            figure("p95_ms"),
            figure("p99_ms"),
            figure("max_ms")
        );
    };
    if let Some(answers) = figures.get("answers") {
        row("answer", answers);
    }
    for (name, value) in figures.get("pages").and_then(Value::as_object).into_iter().flatten() {
        row(name, value);
    }
    println!(
        "  memory             idle {} MB, after interviews {} MB, highest {} MB, with PDF {} MB",
        text("/memory_mb/idle"),
        text("/memory_mb/after_interviews"),
        text("/memory_mb/highest_in_interviews"),
        text("/memory_mb/highest_with_pdf")
    );
    println!("  start              {} ms, after kill -9 {} ms", text("/start_up_ms"), text("/restart_after_kill_ms"));
    println!(
        "  first page         {} bytes, with its files {} bytes, from elsewhere {}",
        text("/first_page/html_bytes"),
        text("/first_page/all_bytes"),
        text("/first_page/requests_elsewhere")
    );
    println!("  errors             {}", text("/errors"));
    println!("  acknowledged       {}, of these lost {}", text("/acknowledged"), text("/lost"));
    for list in ["/first_errors", "/first_lost"] {
        for line in figures.pointer(list).and_then(Value::as_array).into_iter().flatten() {
            println!("    {}", line.as_str().unwrap_or_default());
        }
    }
}

async fn run(options: Options) -> anyhow::Result<bool> {
    let engines = if options.url.is_some() { vec!["running program"] } else { options.engines.clone() };
    let (mut all_well, mut list) = (true, Vec::new());
    for engine in engines {
        let (figures, well) = drive(&options, engine).await.with_context(|| engine.to_owned())?;
        all_well &= well;
        if options.json {
            list.push(figures);
        } else {
            print(&figures);
        }
    }
    if options.json {
        println!("{:#}", Value::Array(list));
    }
    Ok(all_well)
}

fn main() -> ExitCode {
    let worked = Options::read(std::env::args().skip(1)).and_then(|options| {
        let Some(options) = options else {
            println!("{HELP}");
            return Ok(true);
        };
        // One thread: the program under load gets the rest of the machine.
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(options))
    });
    match worked {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("ringwall-load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_driven() {
        assert!(on_this_machine("http://127.0.0.1:8080/").is_ok());
        assert!(on_this_machine("http://[::1]:8080").is_ok());
        for refused in ["http://192.0.2.1:80", "http://0.0.0.0:80", "https://127.0.0.1:80", "http://127.0.0.1", "8080"]
        {
            assert!(on_this_machine(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn everything_is_bounded() {
        let read = |text: &str| Options::read(text.split_whitespace().map(str::to_owned));
        assert!(read("--firms 64 --rounds 2 --engine sqlite --pdf 0 --json").unwrap().is_some());
        assert!(read("--help").unwrap().is_none());
        for refused in
            ["--firms 0", "--firms 1001", "--seconds 601", "--rounds x", "--engine oracle", "--pdf", "--what"]
        {
            assert!(read(refused).is_err(), "{refused}");
        }
    }
}
