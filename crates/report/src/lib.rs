//! Reports and exports: PDF, DOCX, JSON and CSV from a dossier, bytes out.
//!
//! Knows how an analysis is put on paper: order, tables, charts. All rules are asked from `core`, all sentences come
//! from `content`. Refuses to know who may read a report, where a dossier is stored and what day it is: the date is
//! handed in, nothing is read from disk or network.
//!
//! What a user wrote reaches a template only as a string; it is never evaluated. Notes are bounded (see `text`), so
//! that no dossier makes a document of unbounded length; the JSON export is always complete.
#![warn(missing_docs)]

use jiff::civil::Date;
use ringwall_content::Content;
use ringwall_core::{dossier::Dossier, id::AssessmentId, language::Language};

mod assessment;
mod docx;
mod measures;
mod risks;
mod sources;
mod table;
mod text;
mod typst_world;
mod view;

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// The dossier has no assessment with this id, or not the check it belongs to.
    #[error("the dossier has no assessment {0} with its check")]
    NoSuchAssessment(AssessmentId),
    /// A template has a fault, or the document would not be accessible (PDF/UA-1).
    #[error("the report could not be set: {0}")]
    Layout(String),
    /// The DOCX, CSV or JSON file could not be written.
    #[error("the file could not be written: {0}")]
    Write(String),
}

/// A PDF together with what is on its pages.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// The file.
    pub pdf: Vec<u8>,
    /// The text of each page as it was drawn, for search and for tests.
    pub pages: Vec<String>,
}

/// Makes reports. Keep one and share it: fonts and templates are read once.
pub struct Report {
    typesetter: typst_world::Typesetter,
}

impl Default for Report {
    fn default() -> Self {
        Self::new()
    }
}

impl Report {
    /// Reads the embedded fonts and templates.
    pub fn new() -> Self {
        Self { typesetter: typst_world::Typesetter::new() }
    }

    /// The report of one assessment as tagged PDF (PDF/UA-1), A4.
    ///
    /// # Errors
    /// [`ReportError::NoSuchAssessment`], or [`ReportError::Layout`] if a template is at fault.
    pub fn pdf(
        &self,
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Vec<u8>, ReportError> {
        self.render(content, dossier, assessment, language, today).map(|rendering| rendering.pdf)
    }

    /// The same, with the text of every page.
    ///
    /// # Errors
    /// As [`Self::pdf`].
    pub fn render(
        &self,
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Rendering, ReportError> {
        let data = Self::template_data(content, dossier, assessment, language, today)?;
        self.typesetter.pdf(data, format!("{assessment} {}", language.code()), today)
    }

    /// The data handed to the template, for authors of templates: `content/report/report.typ` reads it as `data.json`.
    ///
    /// # Errors
    /// [`ReportError::NoSuchAssessment`].
    pub fn template_data(
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<serde_json::Value, ReportError> {
        let view = assessment::view(content, dossier, assessment, language, today)?;
        serde_json::to_value(view).map_err(|error| ReportError::Write(error.to_string()))
    }

    /// The report of one assessment as an editable document for word processors.
    ///
    /// # Errors
    /// [`ReportError::NoSuchAssessment`] or [`ReportError::Write`].
    pub fn docx(
        &self,
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
        today: Date,
    ) -> Result<Vec<u8>, ReportError> {
        docx::write(&assessment::view(content, dossier, assessment, language, today)?)
    }

    /// The dossier as JSON, complete and readable; [`Dossier::validated`] takes it back.
    ///
    /// # Errors
    /// [`ReportError::Write`].
    pub fn json(dossier: &Dossier) -> Result<Vec<u8>, ReportError> {
        let mut bytes = serde_json::to_vec_pretty(dossier).map_err(|error| ReportError::Write(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// All questions of one assessment with answers and notes, one row each, for spreadsheets.
    ///
    /// # Errors
    /// [`ReportError::NoSuchAssessment`] or [`ReportError::Write`].
    pub fn answers_csv(
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
    ) -> Result<Vec<u8>, ReportError> {
        table::answers(content, dossier, assessment, language)
    }

    /// All open measures of one assessment in the order of the plan, one row each, for spreadsheets.
    ///
    /// # Errors
    /// [`ReportError::NoSuchAssessment`] or [`ReportError::Write`].
    pub fn measures_csv(
        content: &Content,
        dossier: &Dossier,
        assessment: AssessmentId,
        language: Language,
    ) -> Result<Vec<u8>, ReportError> {
        table::measures(content, dossier, assessment, language)
    }
}
