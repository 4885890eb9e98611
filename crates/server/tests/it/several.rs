//! Two web processes and two workers on one PostgreSQL, one of them killed (`kill -9`) at random moments while people
//! act: nothing that was acknowledged is lost, no job has its effect twice, every letter arrives.
//!
//! SMTP cannot promise that a letter is handed over exactly once: a worker can die between the mail server's "taken" and
//! its own note of it (docs/adr/0010). Then the letter goes out again with the same Message-ID. So two numbers are
//! counted: what went over the wire, and what a receiver keeps that drops a second copy by its Message-ID.

#![cfg(test)]

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use ringwall_app::App;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
};
use ringwall_testkit::{
    app::beside,
    db::{TestDb, run_on_postgres},
    load::{Browser, Firm, Interview, Program, forms},
    smtp::{Behaviour, SmtpServer},
};

/// Kills, spread over the four processes.
const KILLS: usize = 16;
/// Firms that answer.
const FIRMS: usize = 3;
/// Operators who ask for letters.
const OPERATORS: usize = 3;
/// Always the same order of victims and pauses; the moments themselves depend on the machine.
const SEED: u64 = 27_076;

#[test]
fn with_one_process_killed_at_random_nothing_is_lost_and_nothing_done_twice() {
    run_on_postgres(survive);
}

/// Numbers that look random and come from a seed.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}

/// Where the web processes can be reached at the moment, and whether people still act.
pub(super) struct Town {
    pub(super) webs: Mutex<[SocketAddr; 2]>,
    pub(super) over: AtomicBool,
}

impl Town {
    pub(super) fn address(&self, turn: usize) -> SocketAddr {
        self.webs.lock().unwrap()[turn % 2]
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

/// What all four processes are started with.
pub(super) struct Machine {
    pub(super) database: String,
    pub(super) folder: PathBuf,
    pub(super) environment: Vec<(&'static str, String)>,
}

impl Machine {
    /// Starts process 0 or 1 (web) or 2 or 3 (worker).
    pub(super) async fn start(&self, number: usize) -> Program {
        let binary = Path::new(env!("CARGO_BIN_EXE_ringwall"));
        let folder = self.folder.join(number.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let started = if number < 2 {
            Program::start_with(binary, &self.database, &folder, &self.environment).await
        } else {
            Program::worker(binary, &self.database, &folder, &self.environment).await
        };
        started.unwrap()
    }
}

/// A pause in which a killed process is noticed and its last transaction ends.
pub(super) async fn breathe() {
    tokio::time::sleep(Duration::from_millis(150)).await;
}

/// Answers on whichever web process is there, and looks after every interruption whether all is still there.
async fn firm(town: Arc<Town>, interview: Arc<Interview>, number: usize) -> usize {
    let mut firm = Firm::new(&interview, town.address(number), number);
    firm.begin().await.unwrap();
    for topic in 0..interview.topics.len() {
        firm.open_topic(topic).await.unwrap();
    }
    let (mut web, mut acknowledged) = (number, 0);
    for turn in 0.. {
        if town.is_over() {
            break;
        }
        match firm.answer(turn % interview.len(), turn / interview.len()).await {
            Ok(_) => acknowledged += 1,
            Err(error) => {
                let text = format!("{error:#}");
                assert!(!text.contains("answered") && !text.contains("acknowledged"), "refused: {text}");
                whole(&town, &mut firm, &mut web).await;
            }
        }
    }
    whole(&town, &mut firm, &mut web).await;
    acknowledged
}

/// Goes to the other web process until one answers; nothing may be missing there.
async fn whole(town: &Town, firm: &mut Firm, web: &mut usize) {
    for _ in 0..200 {
        breathe().await;
        *web += 1;
        firm.move_to(town.address(*web));
        if let Ok(faults) = firm.faults().await {
            assert!(faults.is_empty(), "lost:\n{}", faults.join("\n"));
            return;
        }
    }
    panic!("no web process answers");
}

/// Letters an operator asked for: acknowledged, and those whose answer never came.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    acknowledged: usize,
    unclear: usize,
}

async fn operator(town: Arc<Town>, session: String, number: usize) -> Asked {
    let mut browser = Browser::new(town.address(number));
    browser.set_cookie("session", &session);
    let (mut web, mut asked) = (number, Asked::default());
    while !town.is_over() {
        let page = browser.get("/operator/mail").await;
        let form = page
            .ok()
            .filter(|page| page.status == 200)
            .and_then(|page| forms(&page.text()).into_iter().find(|form| form.action == "/operator/mail/test"));
        let Some(form) = form else {
            breathe().await;
            web += 1;
            browser.move_to(town.address(web));
            continue;
        };
        if let Ok(page) = browser.submit("/operator/mail/test", &form.filled(&[])).await {
            assert_eq!(page.status, 200, "{}", page.text());
            asked.acknowledged += 1;
        } else {
            asked.unclear += 1;
            web += 1;
            browser.move_to(town.address(web));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    asked
}

async fn session(app: &App, number: usize) -> (String, String) {
    let email = format!("operator{number}@example.org");
    let role = Membership { role: Role::Operator, scope: Scope::Installation };
    let account = app.appoint(&email, "", Language::De, role).await.unwrap();
    let session = app.begin_session(account, "password", "test").await.unwrap();
    (email, session.secret().to_owned())
}

async fn survive(db: TestDb) {
    let begun = Instant::now();
    let smtp = SmtpServer::start().await;
    // Slow enough that a kill hits a letter under way.
    smtp.always(Behaviour::Slow(8));
    let app = beside(&db).await;
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine {
        database: db.url.clone(),
        folder: folder.path().to_owned(),
        environment: vec![
            ("RINGWALL_MAIL__SMTP", smtp.url()),
            ("RINGWALL_MAIL__FROM", "ringwall@example.org".to_owned()),
            ("RINGWALL_SERVER__PUBLIC_URL", "http://ring.example".to_owned()),
            ("RINGWALL_WORKER__IN_PROCESS", "false".to_owned()),
            ("RINGWALL_WORKER__LEASE_SECONDS", "3".to_owned()),
        ],
    };
    let mut running = Vec::new();
    for number in 0..4 {
        running.push(Some(machine.start(number).await));
    }
    let at = |running: &[Option<Program>], number: usize| running[number].as_ref().unwrap().address;
    let webs = Mutex::new([at(&running, 0), at(&running, 1)]);
    let town = Arc::new(Town { webs, over: AtomicBool::new(false) });
    let interview = Interview::of("cyberrisikocheck").unwrap();
    let firms: Vec<_> =
        (0..FIRMS).map(|number| tokio::spawn(firm(Arc::clone(&town), Arc::clone(&interview), number))).collect();
    let mut operators = Vec::new();
    for number in 0..OPERATORS {
        let (email, secret) = session(&app, number).await;
        operators.push((email, tokio::spawn(operator(Arc::clone(&town), secret, number))));
    }

    let mut random = Random(SEED);
    let mut killed = [0; 4];
    for _ in 0..KILLS {
        tokio::time::sleep(Duration::from_millis(100 + random.next(700))).await;
        let victim = usize::try_from(random.next(4)).unwrap();
        running[victim].take().unwrap().kill().await.unwrap();
        killed[victim] += 1;
        running[victim] = Some(machine.start(victim).await);
        if victim < 2 {
            town.webs.lock().unwrap()[victim] = at(&running, victim);
        }
    }
    town.over.store(true, Ordering::Relaxed);
    let mut answers = 0;
    for firm in firms {
        answers += firm.await.unwrap();
    }
    let mut asked = BTreeMap::new();
    for (email, operator) in operators {
        asked.insert(email, operator.await.unwrap());
    }

    // Everybody has stopped; the queue empties, also of what the dead had in hand.
    let patience = Instant::now();
    while app.job_counts().await.unwrap().iter().any(|count| count.waiting + count.retried > 0) {
        assert!(patience.elapsed() < Duration::from_secs(20), "{:?}", app.job_counts().await.unwrap());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    for program in running.into_iter().flatten() {
        program.stop().await.unwrap();
    }

    let (raw, distinct) = (smtp.taken(), smtp.distinct());
    assert_eq!(app.job_counts().await.unwrap(), [], "nothing was given up");
    let mut lines = Vec::new();
    for (email, asked) in &asked {
        let arrived = distinct.iter().filter(|letter| letter.to == *email).count();
        lines.push(format!("{email}: {asked:?}, {arrived} arrived"));
        // A request whose answer never came was done or not.
        let possible = asked.acknowledged..=asked.acknowledged + asked.unclear;
        assert!(possible.contains(&arrived), "{}", lines.join("\n"));
        assert!(asked.acknowledged > 10, "that proves nothing: {}", lines.join("\n"));
    }
    // The end of a job and its count are one transaction: had any job ended twice, this would be more.
    let counted = app.letters_sent().await.unwrap().iter().map(|(_, sent)| sent).sum::<u64>();
    assert_eq!(usize::try_from(counted).unwrap(), distinct.len(), "every job ended exactly once");
    let doubles = raw.len() - distinct.len();
    // At most one letter a hand of a killed worker can be in between; two hands each.
    assert!(doubles <= 2 * (killed[2] + killed[3]), "{doubles} doubles after {killed:?} kills");
    assert!(answers > 50, "only {answers} answers were acknowledged; that proves nothing");
    println!(
        "seed {SEED}: {killed:?} kills (web, web, worker, worker), {answers} acknowledged answers, none lost; {} letters \
         over the wire, {} after dropping doubles by Message-ID ({doubles} doubles); {:.1} s\n{}",
        raw.len(),
        distinct.len(),
        begun.elapsed().as_secs_f64(),
        lines.join("\n")
    );
}
