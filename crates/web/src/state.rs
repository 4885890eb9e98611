//! What every request can reach: the operations, the key for form tokens, and what the operator has set.
//!
//! Knows no request. Everything here is shared and cheap to clone.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use ringwall_app::{App, AppError, Machine, Outgoing};
use ringwall_core::{actor::Role, language::Localised};

use crate::{
    api::Rates,
    auth::oidc::{Oidc, Provider},
    limit::Limiter,
};

/// Shared by all requests.
#[derive(Clone)]
pub struct WebState {
    /// The operations.
    pub app: App,
    /// Key for form tokens.
    pub secret: Arc<[u8]>,
    /// What the operator has set.
    pub options: Arc<Options>,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) oidc: Arc<Oidc>,
    pub(crate) rates: Arc<Rates>,
    pub(crate) machine: Option<Arc<dyn Machine>>,
}

impl WebState {
    /// Fetches the key for form tokens and puts everything together.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] if the database does not answer.
    pub async fn new(app: App, options: Options) -> Result<Self, AppError> {
        let secret = app.secret("csrf").await?.into();
        let oidc = Arc::new(Oidc::new(options.oidc.clone())?);
        Ok(Self {
            app,
            secret,
            options: Arc::new(options),
            limiter: Arc::new(Limiter::default()),
            oidc,
            rates: Arc::new(Rates::default()),
            machine: None,
        })
    }
}

impl WebState {
    /// Lets operators see how this machine is, too.
    #[must_use]
    pub fn on(self, machine: Arc<dyn Machine>) -> Self {
        Self { machine: Some(machine), ..self }
    }
}

/// What an operator can set about the pages.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address under which people reach this installation, without a slash at the end. Without it, links carry the
    /// name the browser asked for.
    pub public_url: Option<String>,
    /// Whether people come over HTTPS: cookies are `Secure` and the browser is told to stay on HTTPS.
    pub secure_cookies: bool,
    /// Whether a reverse proxy of ours stands in front: the visitor's address is then the last in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Begun checks (also imports) a minute and address; 0 switches the limit off.
    pub starts_per_minute: u32,
    /// Opened resume links a minute and address; 0 switches the limit off.
    pub resumes_per_minute: u32,
    /// Requests a minute and key of programs, in this process; 0 switches the limit off.
    pub api_per_minute: u32,
    /// Seconds after which a request is given up.
    pub timeout_seconds: u64,
    /// Who answers for this installation, for the privacy page: name, address, contact, one a line.
    pub operator: Option<String>,
    /// Services that people can sign in with.
    pub oidc: Vec<Provider>,
    /// The made-up region, if this is a demonstration.
    pub demo: Option<Demo>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            public_url: None,
            secure_cookies: false,
            behind_proxy: false,
            starts_per_minute: 20,
            resumes_per_minute: 60,
            api_per_minute: 300,
            timeout_seconds: 60,
            operator: None,
            oidc: Vec::new(),
            demo: None,
        }
    }
}

/// A made-up region to look around in.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// What the region is called.
    pub region: Localised,
    /// Its organisations that open with a link.
    pub cases: Vec<DemoCase>,
    /// Everybody who can sign in.
    pub people: Vec<DemoPerson>,
    /// Everybody's password.
    pub password: String,
    /// What would have gone out by mail.
    pub letters: Letterbox,
}

/// One made-up person.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// What they are called.
    pub name: String,
    /// Signs in with this address.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Where; empty for the installation.
    pub place: String,
    /// What there is to see for them.
    pub story: Localised,
}

/// Most letters that are kept.
const MOST_LETTERS: usize = 200;

/// The letters of a demonstration: in memory, sent to nobody.
#[derive(Clone, Default)]
pub struct Letterbox(Arc<Mutex<VecDeque<(Timestamp, Outgoing)>>>);

impl std::fmt::Debug for Letterbox {
    // Letters carry links that open something.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letterbox(…)")
    }
}

impl Letterbox {
    /// Takes a letter; the oldest goes when there are too many.
    pub fn put(&self, at: Timestamp, letter: Outgoing) {
        if let Ok(mut letters) = self.0.lock() {
            letters.push_front((at, letter));
            letters.truncate(MOST_LETTERS);
        }
    }

    /// All letters, the newest first.
    pub fn all(&self) -> Vec<(Timestamp, Outgoing)> {
        self.0.lock().map(|letters| letters.iter().cloned().collect()).unwrap_or_default()
    }
}

/// One made-up organisation.
#[derive(Clone, Debug, Default)]
pub struct DemoCase {
    /// What it is called.
    pub title: Localised,
    /// What there is to see.
    pub description: Localised,
    /// Where to go: usually `/r/<token>`.
    pub path: String,
}
