//! The operations: *check access → load → ask `core` → write and audit in one transaction*.
//!
//! Knows who may do what and in which order things happen. Refuses to know HTTP, SQL and HTML. Everything that changes
//! state lives here, because pages, the command line and later jobs need the same change with the same rule and the
//! same audit line.
#![warn(missing_docs)]

use std::sync::Arc;

use jiff::Timestamp;
use ringwall_content::Content;
use ringwall_core::{actor::Role, document::DocumentLimits};
use ringwall_store::Store;
use tokio::sync::Semaphore;

mod access;
mod account_changes;
mod accounts;
mod api_tokens;
mod appointments;
mod areas;
mod assessments;
mod calendars;
mod checks;
mod comments;
mod consents;
mod days;
mod documents;
mod error;
mod feeds;
mod follow_ups;
mod forms;
mod health;
mod help_requests;
mod histories;
mod identities;
mod interviews;
mod invitations;
mod jobs;
mod keeping;
mod letters;
mod operators;
mod organisations;
mod partners;
mod passkeys;
mod passwords;
mod people;
mod plans;
mod ports;
mod proposals;
mod recoveries;
mod regions;
mod reminders;
mod retentions;
mod schedules;
mod second_factors;
pub mod security_events;
mod sign_ins;
mod take_ins;
mod take_outs;
mod throttles;
mod treatments;
mod waiting;
mod work;

pub use access::{Access, ResumeToken, Right};
pub use account_changes::ListedAccount;
pub use accounts::{SessionToken, Signed, email_address};
pub use api_tokens::{ApiKey, Begun, ForPartner, Program};
pub use appointments::{NewAppointment, Seat};
pub use areas::{NewArea, PublicArea};
pub use assessments::{AnswerChange, Given, Shown};
pub use checks::LoadedCheck;
pub use consents::{CLIENTS_PER_PAGE, Client, Looked, NewConsent, ShownConsent, ShownEvent, ShownLook};
pub use days::{DayEntry, DayPlace, MyDay, When};
pub use documents::{FileTurn, ReadDocument};
pub use error::AppError;
pub use feeds::Feed;
pub use follow_ups::ShownFollowUp;
pub use forms::FormKey;
pub use health::{Finding, Machine, Seriousness, certificate_left};
pub use help_requests::{AreaRequests, AskForHelp, CoordinatorView, HelpView, MOST_RUNNING, REQUESTS_AT_ONCE};
pub use identities::Known;
pub use interviews::{MarkChange, ShownInterview};
pub use invitations::{Invite, LinkToken};
pub use jobs::Job;
pub use keeping::{Keeping, Waiting};
pub use letters::{Attachment, Letter, LetterKind, Stoppable, masked_address};
pub use operators::{Attention, FailedJob, LETTERS_PER_PAGE, MailQueue, QueuedLetter};
pub use organisations::{Deletion, NewCase, Overview, Started};
pub use partners::{Directory, NewPartner, PARTNERS_AT_ONCE, PartnerFilter};
pub use passkeys::{Ceremony, PasskeyOwner};
pub use passwords::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
pub use people::{People, Person};
pub use plans::{Assignee, BulkChange, BulkOutcome, NewOwner, PlanMarks};
pub use ports::{
    Breached, Clock, Download, Entropy, FileFault, Files, MailFault, Mailer, NoBreached, NoFiles, NoMailer, Outgoing,
    Ports, Reports,
};
pub use proposals::{PartnerRequests, PartnerView};
pub use regions::{NewRegion, RegionOverview};
pub use ringwall_store::{
    Account, ApiAnswer, ApiToken, AppointmentRecord, AssessmentHead, Bell, CheckEdition, Counts, Deleted, HelpRecord,
    Identity, Invitation, JobCount, JobState, Passkey, PlaceName, Proposal, Saved, Session,
};
pub use ringwall_store::{AuditFault, AuditHead, Look, Receipt};
pub use schedules::{Every, SCHEDULES, Schedule};
pub use second_factors::{NewGenerator, PAPER_CODES};
pub use sign_ins::{Entered, NewPasskey, Origin, Proof, SignIn};
pub use take_outs::{TAKE_OUT_FORMAT, TakeOut};
pub use work::{Outcome, Worked};

/// What an operator can set about the operations.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Days after the last visit until a case without account is deleted.
    pub keep_days: u32,
    /// Days after the last visit until an organisation that somebody answers for is deleted.
    pub kept_days: u32,
    /// Days until a line of the audit trail is wiped and a look from outside is forgotten.
    pub audit_days: u32,
    /// Days after its end until a request for help is deleted.
    pub requests_days: u32,
    /// Days until the receipt of a deletion can no longer be confirmed.
    pub receipts_days: u32,
    /// How many documents may be rendered at the same time.
    pub renderers: usize,
    /// Hours after the last use until a session ends.
    pub session_idle_hours: u32,
    /// Hours after signing in until a session ends, however much it is used.
    pub session_hours: u32,
    /// Working days a partner has to answer a request for help.
    pub help_answer_days: u32,
    /// Seconds until a job counts as given back whose worker no longer says that it has it in hand. Workers renew it at
    /// a third; how long a job takes does not matter.
    pub lease_seconds: u32,
    /// How much an organisation may keep in files.
    pub documents: DocumentLimits,
    /// Roles that rest until whoever holds them has signed in with a second factor.
    pub second_factor_for: Vec<Role>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keep_days: 400,
            audit_days: 730,
            requests_days: 730,
            receipts_days: 1_095,
            renderers: 2,
            session_idle_hours: 24 * 7,
            session_hours: 24 * 30,
            help_answer_days: 3,
            lease_seconds: 60,
            documents: DocumentLimits::default(),
            kept_days: 1_095,
            second_factor_for: Vec::new(),
        }
    }
}

/// All operations. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    form: Option<FormKey>,
}

struct Inner {
    store: Store,
    content: Arc<Content>,
    ports: Ports,
    settings: Settings,
    public_url: Option<String>,
    loaded: checks::Loaded,
    renderers: Arc<Semaphore>,
    hashers: Arc<Semaphore>,
    stored: schedules::Stored,
    files_at_once: Arc<Semaphore>,
}

impl App {
    /// Wires the operations to their ports. `public_url` is the installation's address without a slash at the end: what
    /// mails link to.
    pub fn new(
        store: Store,
        content: Arc<Content>,
        ports: Ports,
        settings: Settings,
        public_url: Option<String>,
    ) -> Self {
        let renderers = Arc::new(Semaphore::new(settings.renderers.max(1)));
        let hashers = Arc::new(Semaphore::new(passwords::HASHERS));
        let loaded = checks::Loaded::default();
        let stored = schedules::Stored::default();
        let files_at_once = Arc::new(Semaphore::new(documents::FILES_AT_ONCE));
        let inner =
            Inner { store, content, ports, settings, public_url, loaded, renderers, hashers, stored, files_at_once };
        Self { inner: Arc::new(inner), form: None }
    }

    /// The content in use.
    pub fn content(&self) -> &Arc<Content> {
        &self.inner.content
    }

    /// The time, as the operations see it.
    pub fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }

    /// The settings in use.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The installation's address without a slash at the end, if it is known.
    pub fn public_url(&self) -> Option<&str> {
        self.inner.public_url.as_deref()
    }

    /// Random bytes, for tokens that pages need.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.inner.ports.entropy.fill(&mut bytes);
        bytes
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn health(&self) -> Result<(), AppError> {
        Ok(self.store().health().await?)
    }

    /// How many things are stored, for metrics.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn counts(&self) -> Result<Counts, AppError> {
        Ok(self.store().read().await?.counts().await?)
    }

    /// A secret that all processes of this installation share, made on first use.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn secret(&self, name: &'static str) -> Result<Vec<u8>, AppError> {
        if let Some(secret) = self.store().read().await?.setting(name).await? {
            return Ok(secret);
        }
        let fresh = self.random::<32>().to_vec();
        self.store()
            .write("secret", move |tx| Box::pin(async move { Ok(tx.put_setting_if_absent(name, &fresh).await?) }))
            .await
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }
}
