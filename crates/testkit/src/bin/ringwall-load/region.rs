//! A whole region in the database, and how long every list page takes as each role sees it.
//!
//! Pages are opened as a browser does, one request at a time and then eight at a time. What is measured here, on the
//! same machine over loopback, is the server's time and a little more.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::bail;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::AccountId,
};
use ringwall_store::{Store, StoreError};
use ringwall_testkit::{
    db::{TestDb, vacuum},
    load::{
        Browser, Latencies, Person, Processor, Program,
        region::{self, Place},
        sign_in,
    },
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{database, now, options::Options, round};

/// Organisations that take turns.
const PLACES: usize = 40;
/// Requests at the same time.
const AT_ONCE: usize = 8;
/// Requests before the first one is counted.
const WARM_UP: usize = 5;

/// Who opens a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Visitor,
    Owner,
    Adviser,
    Coordinator,
    Manager,
    Operator,
}

impl Who {
    const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Owner => "owner",
            Self::Adviser => "adviser",
            Self::Coordinator => "coordinator",
            Self::Manager => "manager",
            Self::Operator => "operator",
        }
    }
}

/// What is opened: who, what it is called, its address, and within how many milliseconds it must be there.
const PAGES: &[(Who, &str, &str, f64)] = &[
    (Who::Visitor, "start page", "/", 100.0),
    (Who::Visitor, "checks", "/checks", 100.0),
    (Who::Visitor, "page of a satellite", "/g/{slug}", 100.0),
    (Who::Visitor, "directory of partners", "/partners", 100.0),
    (Who::Owner, "overview of a firm", "/c/{tenant}", 100.0),
    (Who::Owner, "result", "/c/{tenant}/a/{assessment}/result", 100.0),
    (Who::Owner, "plan of a firm", "/c/{tenant}/a/{assessment}/plan", 20.0),
    (Who::Owner, "risks", "/c/{tenant}/a/{assessment}/risks", 100.0),
    (Who::Owner, "a measure with comments and history", "/c/{tenant}/a/{assessment}/plan/{requirement}", 100.0),
    (Who::Owner, "people of a firm", "/c/{tenant}/people", 100.0),
    (Who::Owner, "consents", "/c/{tenant}/consents", 100.0),
    (Who::Owner, "who looked", "/c/{tenant}/log", 100.0),
    (Who::Owner, "requests for help", "/c/{tenant}/help", 100.0),
    (Who::Owner, "take-out", "/c/{tenant}/take-out", 100.0),
    (Who::Owner, "own account", "/account", 100.0),
    (Who::Owner, "my day", "/me", 100.0),
    (Who::Adviser, "requests to a partner", "/partner/{partner}/requests", 100.0),
    (Who::Adviser, "clients of a partner", "/partner/{partner}/clients", 100.0),
    (Who::Adviser, "my day", "/me", 100.0),
    (Who::Coordinator, "area", "/areas/{area}", 100.0),
    (Who::Coordinator, "requests in an area", "/areas/{area}/requests", 100.0),
    (Who::Coordinator, "my day", "/me", 100.0),
    (Who::Manager, "region", "/regions/{region}", 100.0),
    (Who::Manager, "my day", "/me", 100.0),
    (Who::Operator, "operator's start page", "/operator", 100.0),
    (Who::Operator, "mail that is stuck", "/operator/mail", 100.0),
    (Who::Operator, "accounts", "/operator/accounts", 100.0),
    (Who::Operator, "regions", "/operator/regions", 100.0),
    (Who::Operator, "health", "/operator/health", 100.0),
];

/// What everybody who opens pages needs.
struct Ground {
    places: Vec<(Place, String)>,
    sessions: BTreeMap<Who, String>,
}

impl Ground {
    /// The address with one organisation put in, and the session to come with.
    fn at(&self, who: Who, address: &str, turn: usize) -> (String, Option<&str>) {
        let Some((place, owner)) = self.places.get(turn % self.places.len().max(1)) else {
            return (address.to_owned(), None);
        };
        let path = address
            .replace("{tenant}", &place.tenant.to_string())
            .replace("{partner}", &region::partner(0).to_string())
            .replace("{area}", &region::area(0).to_string())
            .replace("{region}", &region::region().to_string())
            .replace("{slug}", &region::slug(0))
            .replace("{assessment}", &place.assessment.to_string())
            .replace("{requirement}", &place.requirement.to_string());
        let session =
            if who == Who::Owner { Some(owner.as_str()) } else { self.sessions.get(&who).map(String::as_str) };
        (path, session)
    }
}

/// The account of somebody who is not an owner, made if it is missing.
async fn account(store: &Store, who: Who, memberships: Vec<Membership>) -> anyhow::Result<AccountId> {
    let email = format!("{}@region.example.org", who.word());
    if let Some(known) = store.read().await?.account_by_email(&email).await? {
        return Ok(known.id);
    }
    let person = Person::new(email, who.word().to_owned(), memberships)?;
    let id = person.id;
    store.write::<_, StoreError>("person", move |tx| Box::pin(async move { person.store(tx, now()).await })).await?;
    Ok(id)
}

/// Makes sessions for everybody: owners are in the database, the rest is put there if it is missing.
async fn ground(store: &Store, organisations: usize) -> anyhow::Result<Ground> {
    let mut places = Vec::new();
    for place in region::places(organisations, PLACES, now())? {
        let token = sign_in(store, place.owner.id, now()).await?;
        places.push((place, token));
    }
    let mut sessions = BTreeMap::new();
    for (who, role, scope) in [
        (Who::Coordinator, Role::Coordinator, Scope::Area(region::area(0))),
        (Who::Manager, Role::Manager, Scope::Region(region::region())),
        (Who::Operator, Role::Operator, Scope::Installation),
    ] {
        let account = account(store, who, vec![Membership { role, scope }]).await?;
        sessions.insert(who, sign_in(store, account, now()).await?);
    }
    sessions.insert(Who::Adviser, sign_in(store, region::adviser(0), now()).await?);
    Ok(Ground { places, sessions })
}

/// Opens a page so often. Returns the latencies and the size of the largest.
async fn open(
    address: SocketAddr,
    ground: Arc<Ground>,
    (who, path): (Who, &'static str),
    turns: std::ops::Range<usize>,
) -> anyhow::Result<(Latencies, usize)> {
    let mut browser = Browser::new(address);
    let (mut latencies, mut largest) = (Latencies::default(), 0);
    for turn in turns {
        let (path, session) = ground.at(who, path, turn);
        match session {
            Some(session) => browser.set_cookie("session", session),
            None => browser.forget_cookie("session"),
        }
        let begun = Instant::now();
        let page = browser.get(&path).await?;
        let took = begun.elapsed();
        // A page that only leads to another one would be measured wrongly and silently.
        if page.path != path {
            bail!("{path} leads to {}", page.path);
        }
        largest = largest.max(page.ok()?.body.len());
        latencies.add(took);
    }
    Ok((latencies, largest))
}

struct Measured {
    one: Latencies,
    many: Latencies,
    largest: usize,
    spent: Processor,
}

async fn measure(
    address: SocketAddr,
    ground: &Arc<Ground>,
    page: (Who, &'static str),
    requests: usize,
    spent: impl Fn() -> Processor,
) -> anyhow::Result<Measured> {
    open(address, Arc::clone(ground), page, 0..WARM_UP).await?;
    let before = spent();
    let (one, largest) = open(address, Arc::clone(ground), page, 0..requests).await?;
    let spent = spent().since(before);
    let mut under_way = JoinSet::new();
    let each = requests.div_ceil(AT_ONCE);
    for number in 0..AT_ONCE {
        under_way.spawn(open(address, Arc::clone(ground), page, number * each..(number + 1) * each));
    }
    let mut many = Latencies::default();
    while let Some(done) = under_way.join_next().await {
        many.merge(&done??.0);
    }
    Ok(Measured { one, many, largest, spent })
}

/// The database: empty and thrown away afterwards, or the one that was named.
async fn opened(options: &Options, engine: &str) -> anyhow::Result<(String, Option<TestDb>)> {
    if let Some(url) = &options.database {
        return Ok((url.clone(), None));
    }
    let database = database(engine).await?;
    Ok((database.url.clone(), Some(database)))
}

/// Bytes a SQLite database takes.
fn size(url: &str) -> Option<u64> {
    let path = url.strip_prefix("sqlite:")?;
    let of = |path: String| std::fs::metadata(Path::new(&path)).map(|file| file.len()).unwrap_or_default();
    Some(of(path.to_owned()) + of(format!("{path}-wal")))
}

/// Fills, starts, measures. Returns the figures and whether every page came in time.
#[expect(clippy::print_stderr, reason = "filling takes minutes, and whoever waits wants to see it go on")]
pub(crate) async fn drive(options: &Options, engine: &str) -> anyhow::Result<(Value, bool)> {
    let (url, database) = opened(options, engine).await?;
    let store = Store::open(&url, ringwall_store::Options::default()).await?;
    store.migrate().await?;
    let found = store.read().await?.counts().await?;
    let begun = Instant::now();
    let mut organisations = usize::try_from(found.organisations)?;
    let mut filled = None;
    if organisations == 0 {
        organisations = options.organisations;
        let mut last = Instant::now();
        filled = Some(
            region::fill(&store, organisations, now(), |done| {
                if last.elapsed() > Duration::from_secs(10) {
                    last = Instant::now();
                    eprintln!("{engine}: {done} of {organisations} organisations");
                }
            })
            .await?,
        );
    }
    let filling = begun.elapsed();
    // What both engines do by themselves in the course of a day.
    store.look_at_tables().await?;
    if engine == "postgres" {
        vacuum(&url).await?;
    }
    let ground = Arc::new(ground(&store, organisations).await?);
    let counts = store.read().await?.counts().await?;
    let folder = tempfile::tempdir()?;
    let program = Program::start(&options.binary, &url, folder.path()).await?;
    let spent = || Processor::now(program.id(), &url);

    let (mut pages, mut well) = (Vec::new(), true);
    for (who, name, path, most) in PAGES {
        let page = json!({ "who": who.word(), "page": name, "path": path, "aim_ms": most });
        let more = match measure(program.address, &ground, (*who, *path), options.requests, spent).await {
            Ok(mut measured) => {
                let (one, many) = (measured.one.summary(), measured.many.summary());
                let requests = u32::try_from(one.count.max(1))?;
                let each = |spent: Duration| round(spent.as_secs_f64() * 1e3 / f64::from(requests));
                let spent =
                    json!({ "program": each(measured.spent.program), "database": each(measured.spent.database) });
                let in_time = one.p95 <= *most;
                well &= in_time;
                json!({
                    "one": one.json(),
                    "eight": many.json(),
                    "bytes": measured.largest,
                    "processor_ms": spent,
                    "in_time": in_time,
                })
            }
            Err(error) => {
                well = false;
                json!({ "error": format!("{error:#}") })
            }
        };
        let both = [page, more].into_iter().filter_map(|part| part.as_object().cloned()).flatten();
        pages.push(Value::Object(both.collect()));
    }
    let memory = program.memory().ok().map(|memory| memory.resident >> 20);
    program.kill().await?;
    let figures = json!({
        "engine": engine,
        "organisations": counts.organisations,
        "assessments": counts.assessments,
        "answers": counts.answers,
        "measures": filled.as_ref().map(|filled| filled.measures),
        "trail": filled.as_ref().map(|filled| filled.trail),
        "requests": filled.as_ref().map(|filled| filled.requests),
        "consents": filled.as_ref().map(|filled| filled.consents),
        "words": filled.as_ref().map(|filled| filled.words),
        "filling_s": filled.as_ref().map(|_| round(filling.as_secs_f64())),
        "database_mb": size(&url).map(|bytes| bytes >> 20),
        "memory_mb": memory,
        "pages": pages,
    });
    drop(database);
    Ok((figures, well))
}

/// The figures for people.
pub(crate) fn print(figures: &Value) {
    let text = |path: &str| match figures.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => "–".to_owned(),
        Some(value) => value.to_string(),
    };
    println!(
        "\n{}: {} organisations, {} assessments, {} answers, {} measures, {} lines of the trail",
        text("/engine"),
        text("/organisations"),
        text("/assessments"),
        text("/answers"),
        text("/measures"),
        text("/trail")
    );
    println!(
        "filled in {} s; database {} MB; memory of the program {} MB",
        text("/filling_s"),
        text("/database_mb"),
        text("/memory_mb")
    );
    println!(
        "\n| who | page | p50 | p95 | p99 | 8 at once: p50 | p95 | p99 | kB | processor: program | database |\n\
         |---|---|---|---|---|---|---|---|---|---|---|"
    );
    for page in figures.get("pages").and_then(Value::as_array).into_iter().flatten() {
        let of = |path: &str| {
            page.pointer(path).map(|value| value.to_string().trim_matches('"').to_owned()).unwrap_or_default()
        };
        if let Some(error) = page.get("error") {
            println!("| {} | {} | {error} |", of("/who"), of("/page"));
            continue;
        }
        let late = if page.get("in_time") == Some(&Value::Bool(true)) { "" } else { " LATE" };
        println!(
            "| {} | {} | {} | {}{late} | {} | {} | {} | {} | {} | {} | {} |",
            of("/who"),
            of("/page"),
            of("/one/p50_ms"),
            of("/one/p95_ms"),
            of("/one/p99_ms"),
            of("/eight/p50_ms"),
            of("/eight/p95_ms"),
            of("/eight/p99_ms"),
            page.get("bytes").and_then(Value::as_u64).unwrap_or_default() / 1000,
            of("/processor_ms/program"),
            of("/processor_ms/database")
        );
    }
}
