//! Interviews under load: answers a second, and proof that none was lost.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::bail;
use ringwall_store::Store;
use ringwall_testkit::load::{Browser, Firm, Interview, Latencies, Processor, Program, linked_files};
use serde_json::{Map, Value, json};
use tokio::{sync::Semaphore, task::JoinSet};

use crate::{database, now, options::Options, round};

/// Most cases that are kept to be checked.
const MOST_CASES: usize = 50_000;
/// How many cases are checked, or reports taken, at a time.
const AT_ONCE: usize = 4;
/// How many errors are shown in words.
const SHOWN_ERRORS: usize = 5;

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
    SignIn,
    Topics,
    Answer { mixed: bool },
    Finish,
    Pdf,
    Verify,
}

/// What all firms of a run share.
#[derive(Clone)]
struct Run {
    interview: Arc<Interview>,
    /// The database, to put accounts into.
    store: Option<Store>,
}

async fn one(firm: &mut Firm, run: &Run, phase: Phase, tally: &mut Tally) -> anyhow::Result<()> {
    let interview = &run.interview;
    match phase {
        Phase::Begin => {
            let [opened, began] = firm.begin().await?;
            tally.page("start page", opened);
            tally.page("begin a check", began);
        }
        Phase::SignIn => {
            if let Some(store) = &run.store {
                firm.sign_in(store, now()).await?;
            }
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
async fn all(firms: Vec<Firm>, run: &Run, at_once: usize, phase: Phase) -> Went {
    let gate = Arc::new(Semaphore::new(at_once));
    let mut under_way = JoinSet::new();
    for mut firm in firms {
        let (gate, run) = (Arc::clone(&gate), run.clone());
        under_way.spawn(async move {
            let _permit = gate.acquire_owned().await;
            let mut tally = Tally::default();
            if let Err(error) = one(&mut firm, &run, phase, &mut tally).await {
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

/// One run against one server. Returns the figures and whether every answer was there.
pub(crate) async fn drive(options: &Options, engine: &str) -> anyhow::Result<(Value, bool)> {
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
    let idle = started.as_ref().and_then(|(_, program)| program.memory().ok());
    let (page, whole, elsewhere) = first_page(address).await?;

    let store = match &started {
        Some((database, _)) if options.signed_in => {
            Some(Store::open(&database.url, ringwall_store::Options::default()).await?)
        }
        _ => None,
    };
    let run = Run { interview: Arc::clone(&interview), store };
    let spent = || match &started {
        Some((database, program)) => Processor::now(program.id(), &database.url),
        None => Processor::default(),
    };
    let mut processor = Processor::default();
    let mut tally = Tally::default();
    let mut cases: Vec<Firm> = Vec::new();
    let mut answering = Duration::ZERO;
    let (begun, mut rounds) = (Instant::now(), 0);
    loop {
        let firms = (0..options.firms).map(|number| Firm::new(&interview, address, rounds * options.firms + number));
        let mut firms: Vec<Firm> = firms.collect();
        let (answer, finish) = (Phase::Answer { mixed: options.mixed }, Phase::Finish);
        let topics = (!options.mixed).then_some(Phase::Topics);
        let sign_in = options.signed_in.then_some(Phase::SignIn);
        let phases = [Some(Phase::Begin), sign_in, topics, Some(answer), Some(finish)].into_iter().flatten();
        let mut stopped = Vec::new();
        for phase in phases {
            let (start, before) = (Instant::now(), spent());
            let went = all(firms, &run, options.firms, phase).await;
            if matches!(phase, Phase::Answer { .. }) {
                answering += start.elapsed();
                processor += spent().since(before);
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
    let went = all(cases, &run, AT_ONCE, Phase::Pdf).await;
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
    let verified = all(cases, &run, AT_ONCE, Phase::Verify).await.tally;
    drop(kept);

    let milliseconds = |duration: Option<Duration>| duration.map(|duration| round(duration.as_secs_f64() * 1000.0));
    let megabytes = |bytes: Option<u64>| {
        bytes.and_then(|bytes| u32::try_from(bytes / 1024).ok()).map(|kb| round(f64::from(kb) / 1024.0))
    };
    let answers = tally.answers.summary();
    let each = |spent: Duration| {
        round(spent.as_secs_f64() * 1e6 / f64::from(u32::try_from(answers.count.max(1)).unwrap_or(1)))
    };
    let per_second = round(f64::from(u32::try_from(answers.count)?) / answering.as_secs_f64().max(0.001));
    let pages: Map<String, Value> =
        tally.pages.iter_mut().map(|(name, latencies)| ((*name).to_owned(), latencies.summary().json())).collect();
    let figures = json!({
        "engine": engine,
        "check": options.check,
        "mixed": options.mixed,
        "signed_in": options.signed_in,
        "firms": options.firms,
        "rounds": rounds,
        "cases": count,
        "answers_per_second": per_second,
        "answers": answers.json(),
        "processor_us_per_answer": { "program": each(processor.program), "database": each(processor.database) },
        "pages": pages,
        "largest_pdf_kb": tally.largest_pdf / 1000,
        "errors": tally.errors.len(),
        "first_errors": tally.errors.iter().take(SHOWN_ERRORS).collect::<Vec<_>>(),
        "start_up_ms": milliseconds(start_up),
        "restart_after_kill_ms": milliseconds(restart),
        "memory_mb": {
            "idle": megabytes(idle.map(|memory| memory.resident)),
            "idle_own": megabytes(idle.map(|memory| memory.own)),
            "after_interviews": megabytes(busy.map(|memory| memory.resident)),
            "after_interviews_own": megabytes(busy.map(|memory| memory.own)),
            "highest_in_interviews": megabytes(busy.map(|memory| memory.highest)),
            "highest_with_pdf": megabytes(with_pdf.map(|memory| memory.highest)),
            "with_pdf_own": megabytes(with_pdf.map(|memory| memory.own)),
        },
        "first_page": { "html_bytes": page, "all_bytes": whole, "requests_elsewhere": elsewhere },
        "acknowledged": acknowledged,
        "lost": verified.errors.len(),
        "first_lost": verified.errors.iter().take(SHOWN_ERRORS).collect::<Vec<_>>(),
    });
    Ok((figures, verified.errors.is_empty() && tally.errors.is_empty()))
}

/// The figures for people.
pub(crate) fn print(figures: &Value) {
    let text = |path: &str| match figures.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "–".to_owned(),
        Some(value) => value.to_string(),
    };
    println!("\n{}: {} firms, {} rounds, {} cases", text("/engine"), text("/firms"), text("/rounds"), text("/cases"));
    println!("  answers/s          {}", text("/answers_per_second"));
    println!(
        "  processor time     {} µs an answer in the program, {} µs in a database server",
        text("/processor_us_per_answer/program"),
        text("/processor_us_per_answer/database")
    );
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
        "  memory             idle {} MB (own {}), after interviews {} MB (own {}), highest {} MB, with PDF {} MB (own {})",
        text("/memory_mb/idle"),
        text("/memory_mb/idle_own"),
        text("/memory_mb/after_interviews"),
        text("/memory_mb/after_interviews_own"),
        text("/memory_mb/highest_in_interviews"),
        text("/memory_mb/highest_with_pdf"),
        text("/memory_mb/with_pdf_own")
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
