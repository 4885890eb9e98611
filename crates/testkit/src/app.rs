//! All pages over a database of its own, with a fixed clock and seeded randomness, and browsers to open them with.
//!
//! Requests go through the whole router without a network. A fault in a test's set-up panics with what was missing.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test whose set-up fails has failed")]
#![expect(clippy::return_self_not_must_use, reason = "a page that was asserted on has done its work")]

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp, civil::Date};
use ringwall_app::{
    App, Breached, Clock, Download, Entropy, Letter, NoBreached, NoFiles, NoMailer, Outcome, Ports, Reports, Settings,
    Worked,
};
use ringwall_content::Content;
use ringwall_core::{actor::Membership, dossier::Dossier, id::AssessmentId, language::Language};
use ringwall_web::{Options, WebState};
use tower::ServiceExt;

use crate::{
    db::TestDb,
    mailbox::{BASE, Mailbox, MemoryFiles},
};

/// When every test begins: 23 November 2026, 10:00 in Berlin.
pub const BEGIN: &str = "2026-11-23T09:00:00Z";

/// A clock that only goes on when told to.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Lets time pass.
    pub fn pass(&self, duration: SignedDuration) {
        self.0.fetch_add(i64::try_from(duration.as_micros()).unwrap(), Ordering::Relaxed);
    }

    /// Lets days pass.
    pub fn pass_days(&self, days: i64) {
        self.pass(SignedDuration::from_hours(24 * days));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Numbers that look random and are the same in every run.
struct SeededEntropy(AtomicU64);

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            // SplitMix64; one step a byte is plenty here.
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z >> 56).to_le_bytes()[0];
        }
    }
}

/// Documents without a renderer: JSON is real, the others say what they would be. Fails when told to.
struct FakeReports(Arc<AtomicBool>);

impl Reports for FakeReports {
    fn render(
        &self,
        kind: Download,
        _: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
        if self.0.load(Ordering::Relaxed) {
            return Err("the renderer has a secret reason".into());
        }
        match kind {
            Download::Json => Ok(serde_json::to_vec_pretty(dossier)?),
            _ => Ok(format!("{} {assessment} {} {today}\n", kind.file(), language.code()).into_bytes()),
        }
    }
}

/// The content, loaded once for all tests of an executable.
pub fn content() -> Arc<Content> {
    static CONTENT: OnceLock<Arc<Content>> = OnceLock::new();
    Arc::clone(CONTENT.get_or_init(|| Arc::new(Content::load().expect("content is coherent"))))
}

/// The time of this machine.
struct RealClock;

impl Clock for RealClock {
    #[expect(clippy::disallowed_methods, reason = "beside a real program the real time counts")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Randomness of this machine.
struct RealEntropy;

impl Entropy for RealEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        use std::io::Read;
        std::fs::File::open("/dev/urandom").unwrap().read_exact(bytes).unwrap();
    }
}

/// The operations over a database that a real program uses too: with the time of this machine, without mail and files.
pub async fn beside(db: &TestDb) -> App {
    App::new(
        db.store().await,
        content(),
        Ports {
            clock: Arc::new(RealClock),
            entropy: Arc::new(RealEntropy),
            reports: Arc::new(FakeReports(Arc::default())),
            mailer: Arc::new(NoMailer),
            files: Arc::new(NoFiles),
            breached: Arc::new(NoBreached),
        },
        Settings::default(),
        Some(BASE.to_owned()),
    )
}

/// All pages over a database of its own.
pub struct TestApp {
    /// The operations, for setting up what a page would take long to.
    pub app: App,
    /// The clock.
    pub clock: Arc<TestClock>,
    /// Set it and every document fails.
    pub reports_fail: Arc<AtomicBool>,
    /// The pages.
    pub router: Router,
    /// The files.
    pub files: MemoryFiles,
    mailbox: Mailbox,
    db: TestDb,
}

impl TestApp {
    /// With the settings an operator gets without saying anything.
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    /// With other settings.
    pub async fn with(options: Options) -> Self {
        Self::over(TestDb::sqlite(), options).await
    }

    /// With the usual settings, over a database of any engine.
    pub async fn on(db: TestDb) -> Self {
        Self::over(db, Options::default()).await
    }

    /// Over a database of any engine.
    pub async fn over(db: TestDb, options: Options) -> Self {
        let begin: Timestamp = BEGIN.parse().unwrap();
        let ports = (MemoryFiles::default(), Arc::new(NoBreached) as Arc<dyn Breached>);
        Self::seeded(db, options, Settings::default(), 27_076, begin, ports).await
    }

    /// With settings of the operator and a list of breached passwords.
    pub async fn set_up(settings: Settings, breached: Arc<dyn Breached>) -> Self {
        let begin: Timestamp = BEGIN.parse().unwrap();
        let ports = (MemoryFiles::default(), breached);
        Self::seeded(TestDb::sqlite(), Options::default(), settings, 27_076, begin, ports).await
    }

    /// The same again over a copy of its database and files, as they are now. What is done to one does not change the other.
    pub async fn copy(&self, options: Options) -> Self {
        static COPIES: AtomicU64 = AtomicU64::new(1);
        let db = TestDb::sqlite();
        let path = db.folder().unwrap().join("ringwall.db");
        self.db.opened().await.copy_to(&path).await.expect("a database can be copied");
        // Other randomness: what is made in the copy must not collide with what was made in the original.
        let seed = 0x69c4 ^ (COPIES.fetch_add(1, Ordering::Relaxed) << 32);
        let ports = (self.files.copied(), Arc::new(NoBreached) as Arc<dyn Breached>);
        Self::seeded(db, options, Settings::default(), seed, self.clock.now(), ports).await
    }

    async fn seeded(
        db: TestDb,
        options: Options,
        settings: Settings,
        seed: u64,
        begin: Timestamp,
        (files, breached): (MemoryFiles, Arc<dyn Breached>),
    ) -> Self {
        let store = db.store().await;
        let clock = Arc::new(TestClock(AtomicI64::new(begin.as_microsecond())));
        let reports_fail = Arc::new(AtomicBool::new(false));
        let mailbox = Mailbox::default();
        let app = App::new(
            store,
            content(),
            Ports {
                clock: Arc::clone(&clock) as Arc<dyn Clock>,
                entropy: Arc::new(SeededEntropy(AtomicU64::new(seed))),
                reports: Arc::new(FakeReports(Arc::clone(&reports_fail))),
                mailer: Arc::new(mailbox.clone()),
                files: Arc::new(files.clone()),
                breached,
            },
            settings,
            Some(BASE.to_owned()),
        );
        let state = WebState::new(app.clone(), options).await.expect("the state can be made");
        Self { app, clock, reports_fail, router: ringwall_web::router(state), files, mailbox, db }
    }

    /// Whether the audit trail holds, or what is wrong with it.
    pub async fn audit(&self) -> Result<Option<ringwall_app::AuditHead>, ringwall_app::AuditFault> {
        self.db.opened().await.verify_audit(None).await.expect("the database answers")
    }

    /// Every letter that was sent.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    /// Posts a letter that no operation asks for.
    pub async fn post(&self, letter: Letter) {
        self.app.post_letter(letter).await.expect("the letter is posted");
    }

    /// Does every job that is due now, those of the schedules included, and those they ask for. What became of each.
    pub async fn run_jobs_until_idle(&self) -> Vec<(String, Outcome)> {
        let mut done = Vec::new();
        loop {
            match self.app.work().await.expect("the database answers") {
                Worked::Job { kind, outcome } => done.push((kind, outcome)),
                Worked::Idle { next: Some(next) } if next <= self.app.now() => {}
                Worked::Idle { .. } => return done,
            }
            assert!(done.len() < 10_000, "jobs never end: {:?}", done.last());
        }
    }

    /// Does every job that is due, each as if the process died before saying so, and then again after its lease. What is
    /// asserted afterwards must be the same as after doing it once. The kinds of the jobs.
    pub async fn run_jobs_twice(&self) -> Vec<String> {
        let mut kinds = Vec::new();
        while let Some(kind) = self.app.work_and_die().await.expect("the database answers") {
            kinds.push(kind);
            assert!(kinds.len() < 10_000, "jobs never end: {:?}", kinds.last());
        }
        self.clock.pass(SignedDuration::from_secs(i64::from(self.app.settings().lease_seconds) + 1));
        self.run_jobs_until_idle().await;
        kinds
    }

    /// Lets `days` days pass in steps of an hour, doing every job on the way.
    pub async fn live_through_days(&self, days: u32) {
        for _ in 0..days * 24 {
            self.clock.pass(SignedDuration::from_hours(1));
            self.run_jobs_until_idle().await;
        }
    }

    /// A browser that was never here, with German settings.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            headers: vec![("accept-language", "de-DE,de;q=0.9,en;q=0.5".to_owned())],
            token: String::new(),
        }
    }

    /// A browser in which somebody with these roles is signed in. Everybody with the same address is the same person.
    pub async fn signed_in(&self, email: &str, memberships: &[Membership]) -> Browser {
        let mut account = None;
        for membership in memberships {
            let appointed = self.app.appoint(email, "", Language::De, *membership).await;
            account = Some(appointed.expect("somebody can be appointed"));
        }
        let account = account.expect("at least one role");
        let token = self.app.begin_session(account, "password", "testkit").await.expect("a session begins");
        let mut browser = self.browser();
        browser.cookies.insert(("/".to_owned(), "session".to_owned()), token.secret().to_owned());
        browser
    }

    /// A browser in which this check has just been begun; the folder's address and the assessment's.
    pub async fn begun(&self, check: &str) -> (Browser, String, String) {
        let mut browser = self.browser();
        browser.get("/start").await.ok();
        let folder = browser.post("/start", &[("check", check), ("kind", "company")]).await.redirect();
        let folder = folder.split('?').next().unwrap().to_owned();
        let page = browser.get(&folder).await.ok();
        let assessment = page.between(&format!("href=\"{folder}/a/"), "\"");
        (browser, folder.clone(), format!("{folder}/a/{assessment}"))
    }
}

/// A browser: keeps cookies, remembers the form token of the last page.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<(String, String), String>,
    /// Headers sent with every request.
    pub headers: Vec<(&'static str, String)>,
    /// Form token of the last page that had one.
    pub token: String,
}

impl Browser {
    /// The same browser, cookies and all, in front of another installation.
    #[must_use]
    pub fn before(&self, t: &TestApp) -> Self {
        Self { router: t.router.clone(), ..self.clone() }
    }

    /// Sets a header for all further requests.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Forgets all cookies with this name.
    pub fn forget(&mut self, name: &str) {
        self.cookies.retain(|(_, known), _| known != name);
    }

    /// The value of a cookie that would be sent to this address.
    pub fn cookie(&self, path: &str, name: &str) -> Option<&str> {
        let mut fitting = self.cookies.iter().filter(|((folder, known), _)| known == name && is_below(path, folder));
        fitting.next().map(|(_, value)| value.as_str())
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, None, Vec::new()).await
    }

    /// Sends a form with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token.clone();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(path, &all).await
    }

    /// Sends a form as it is.
    pub async fn post_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        self.send("POST", path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }

    /// Sends a file with the token of the last page.
    pub async fn upload(&mut self, path: &str, file: &[u8]) -> Page {
        let mut body = format!(
            "--grenze\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--grenze\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"dossier.json\"\r\n\
             content-type: application/json\r\n\r\n",
            self.token
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--grenze--\r\n");
        self.send("POST", path, Some("multipart/form-data; boundary=grenze"), body).await
    }

    /// Sends a request.
    pub async fn send(&mut self, method: &str, path: &str, kind: Option<&str>, body: Vec<u8>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "ringwall.test");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let bare = path.split(['?', '#']).next().unwrap_or(path);
        let cookies = self.cookies.iter().filter(|((folder, _), _)| is_below(bare, folder));
        let cookies = cookies.map(|((_, name), value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let page = Page { path: path.to_owned(), status: parts.status, headers: parts.headers, bytes };
        if page.text().contains("name=\"csrf\" value=\"") {
            self.token = page.between("name=\"csrf\" value=\"", "\"");
        } else if page.text().contains("data-csrf=\"") {
            self.token = page.between("data-csrf=\"", "\"");
        }
        page
    }

    fn keep(&mut self, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: Vec<&str> = parts.collect();
        let attribute = |name: &str| attributes.iter().find_map(|attribute| attribute.strip_prefix(name));
        let key = (attribute("Path=").unwrap_or("/").to_owned(), name.to_owned());
        if attribute("Max-Age=") == Some("0") {
            self.cookies.remove(&key);
        } else {
            self.cookies.insert(key, value.to_owned());
        }
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder == "/" || path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What came back.
pub struct Page {
    /// What was asked for.
    pub path: String,
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{} is not JSON: {}", self.path, self.text()))
    }

    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The same page, which must be one.
    pub fn ok(self) -> Self {
        self.has_status(200)
    }

    /// The same page, which must have this status.
    pub fn has_status(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.path, self.words());
        self
    }

    /// Where it leads to; it must lead somewhere.
    pub fn redirect(&self) -> String {
        assert!(self.status.is_redirection(), "{}: {} {}", self.path, self.status, self.words());
        self.header("location").to_owned()
    }

    /// The same page, which must contain this.
    pub fn contains(self, text: &str) -> Self {
        assert!(self.text().contains(text), "{} does not contain {text:?}: {}", self.path, self.words());
        self
    }

    /// The same page, which must not contain this.
    pub fn lacks(self, text: &str) -> Self {
        assert!(!self.text().contains(text), "{} contains {text:?}: {}", self.path, self.words());
        self
    }

    /// What stands between the first `before` and the next `after`.
    pub fn between(&self, before: &str, after: &str) -> String {
        let text = self.text();
        let (_, rest) =
            text.split_once(before).unwrap_or_else(|| panic!("{}: no {before:?}: {}", self.path, self.words()));
        rest.split_once(after).map(|(found, _)| found.to_owned()).unwrap_or_default()
    }

    /// What a reader sees of the main part: text without tags, in one line.
    pub fn words(&self) -> String {
        let text = self.text();
        let main = text.split_once("<main").map_or(text.as_str(), |(_, main)| main);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let mut out = String::new();
        for piece in main.split('<') {
            let words = piece.split_once('>').map_or(piece, |(_, words)| words);
            let _ = write!(out, " {words}");
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
        out
    })
}
