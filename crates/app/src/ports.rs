//! What the operations need from outside and get handed in: time, randomness, rendered documents, mail, files.

use std::sync::Arc;

use futures::future::BoxFuture;
use jiff::{Timestamp, civil::Date};
use ringwall_content::Content;
use ringwall_core::{dossier::Dossier, id::AssessmentId, language::Language};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> Timestamp;
}

/// Gives randomness fit for secrets.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// A document made from a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// The report, PDF/UA-1.
    Pdf,
    /// The report, editable.
    Docx,
    /// Everything, importable again.
    Json,
    /// All answers as a table.
    AnswersCsv,
    /// All measures as a table.
    MeasuresCsv,
}

impl Download {
    /// Media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Json => "application/json",
            Self::AnswersCsv | Self::MeasuresCsv => "text/csv; charset=utf-8",
        }
    }

    /// The last part of the address, with file extension.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Pdf => "report.pdf",
            Self::Docx => "report.docx",
            Self::Json => "dossier.json",
            Self::AnswersCsv => "answers.csv",
            Self::MeasuresCsv => "measures.csv",
        }
    }

    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Json, Self::AnswersCsv, Self::MeasuresCsv];
}

/// Renders documents. Runs on a bounded pool of blocking threads.
pub trait Reports: Send + Sync {
    /// Renders one document about one assessment of the dossier.
    ///
    /// # Errors
    /// Whatever went wrong inside the renderer; the reader only learns that it did.
    fn render(
        &self,
        kind: Download,
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>>;
}

/// A letter as it goes out: finished texts and absolute addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Stable id: the same letter sent twice carries the same `Message-ID`.
    pub id: String,
    /// Address of the reader.
    pub to: String,
    /// Name of the reader, may be empty.
    pub name: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Language code, for `Content-Language`.
    pub language: &'static str,
    /// Address for `List-Unsubscribe`, if this kind can be stopped.
    pub unsubscribe: Option<String>,
    /// Files.
    pub attachments: Vec<crate::Attachment>,
}

/// Why a letter did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailFault {
    /// The mail server did not take it; worth another try: no answer, a full box, a greylist.
    Later(String),
    /// It was handed over whole, but the answer did not come: the mail server may have taken it or not.
    Unclear(String),
    /// Will never work: no such address, refused for good.
    Never(String),
}

/// Sends letters.
pub trait Mailer: Send + Sync {
    /// Sends one letter. When this returns `Ok`, a mail server has taken it.
    fn send<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<(), MailFault>>;

    /// Whether there is a mail server at all. While there is none, letters wait and lose no try.
    fn is_ready(&self) -> bool {
        true
    }

    /// Who sends, as it stands at the end of a letter: for example the region.
    fn sender(&self) -> Option<String> {
        None
    }
}

/// A failure of the store for files.
pub type FileFault = Box<dyn std::error::Error + Send + Sync>;

/// Keeps files outside the database. Keys are paths of our own making.
pub trait Files: Send + Sync {
    /// Stores a file; when this returns, it is durable.
    fn put<'a>(&'a self, key: &'a str, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), FileFault>>;
    /// Reads a file; `None` if there is none.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, FileFault>>;
    /// Deletes a file; fine if there is none.
    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), FileFault>>;
}

/// All ports together.
#[derive(Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Documents.
    pub reports: Arc<dyn Reports>,
    /// Mail.
    pub mailer: Arc<dyn Mailer>,
    /// Files.
    pub files: Arc<dyn Files>,
    /// Passwords known from breaches.
    pub breached: Arc<dyn Breached>,
}

/// Passwords known from breaches.
pub trait Breached: Send + Sync {
    /// Whether the password with this SHA-1 is known. May read a file; called where that is allowed.
    ///
    /// # Errors
    /// If the list cannot be read.
    fn contains(&self, sha1: [u8; 20]) -> std::io::Result<bool>;
}

/// For an installation without a list: no password is known.
pub struct NoBreached;

impl Breached for NoBreached {
    fn contains(&self, _: [u8; 20]) -> std::io::Result<bool> {
        Ok(false)
    }
}

/// For an installation without mail: every letter waits, and the operator sees why.
pub struct NoMailer;

impl Mailer for NoMailer {
    fn send<'a>(&'a self, _: &'a Outgoing) -> BoxFuture<'a, Result<(), MailFault>> {
        Box::pin(async { Err(MailFault::Later("no mail server is configured".to_owned())) })
    }

    fn is_ready(&self) -> bool {
        false
    }
}

/// What [`NoFiles`] answers.
pub(crate) const NO_FILES: &str = "no place for files is configured";

/// For an installation without a place for files: every upload fails.
pub struct NoFiles;

impl Files for NoFiles {
    fn put<'a>(&'a self, _: &'a str, _: Vec<u8>) -> BoxFuture<'a, Result<(), FileFault>> {
        Box::pin(async { Err(NO_FILES.into()) })
    }

    fn get<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, FileFault>> {
        Box::pin(async { Err(NO_FILES.into()) })
    }

    fn delete<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), FileFault>> {
        Box::pin(async { Ok(()) })
    }
}
