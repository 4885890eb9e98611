//! What the operations need from outside and get handed in: time, randomness, rendered documents.

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
