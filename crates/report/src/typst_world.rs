//! Typst's view of the world: fonts and templates from memory, one data file per document, the date handed in.
//!
//! Knows nothing of checks. Refuses every other file, every package, the disk, the network and the clock, so that a
//! template can reach nothing but what it is given. What users wrote reaches it only as strings in the data file.

use std::collections::{HashMap, HashSet};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use serde_json::Value;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    layout::{Frame, FrameItem},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{Rendering, ReportError, text::make_printable};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content/report");

/// The template that is compiled.
const MAIN: &str = "report.typ";
/// The data it reads.
const DATA: &str = "data.json";

/// Fonts and templates, read once.
pub(crate) struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Characters for which one of the fonts has a glyph.
    shown: HashSet<u32>,
    sources: HashMap<FileId, Source>,
    main: FileId,
    data: FileId,
}

/// The id of a file of ours; a path that is none cannot occur and would name a file that does not exist.
fn file_id(path: &str) -> FileId {
    VirtualPath::new(path)
        .map_or_else(|_| Source::detached("").id(), |path| RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Typesetter {
    /// Reads the embedded files.
    pub(crate) fn new() -> Self {
        let mut fonts: Vec<Font> = Vec::new();
        for file in FILES.get_dir("fonts").map(Dir::files).into_iter().flatten() {
            if file.path().extension().is_some_and(|extension| extension == "ttf") {
                fonts.extend(Font::iter(Bytes::new(file.contents())));
            }
        }
        let sources = FILES
            .files()
            .filter_map(|file| {
                let id = file_id(file.path().to_str()?);
                Some((id, Source::new(id, file.contents_utf8()?.to_owned())))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            shown: fonts.iter().flat_map(|font| font.info().coverage.iter()).collect(),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            main: file_id(MAIN),
            data: file_id(DATA),
        }
    }

    /// Whether one of the fonts has a glyph for this character.
    fn shows(&self, character: char) -> bool {
        matches!(character, ' '..='~') || self.shown.contains(&u32::from(character))
    }

    /// Sets a document as PDF/UA-1.
    ///
    /// `ident` is hashed into the document's identifier, so that two prints of the same assessment can be recognised.
    pub(crate) fn pdf(&self, mut data: Value, ident: String, today: Date) -> Result<Rendering, ReportError> {
        let replaced = make_printable(&mut data, &|character| self.shows(character));
        if let Value::Object(fields) = &mut data {
            fields.insert("replaced".to_owned(), Value::Bool(replaced));
        }
        let data = serde_json::to_vec(&data).map_err(|error| ReportError::Layout(error.to_string()))?;
        let job = Job { typesetter: self, data: Bytes::new(data), today };
        let document = typst::compile::<PagedDocument>(&job).output;
        let rendering = document.map_err(|errors| job.explain(&errors)).and_then(|document| {
            let standards = PdfStandards::new(&[PdfStandard::Ua_1])
                .map_err(|error| ReportError::Layout(error.message().to_string()))?;
            let options = PdfOptions {
                ident: Smart::Custom(ident),
                creator: Smart::Custom(Some("Ringwall".to_owned())),
                standards,
                ..PdfOptions::default()
            };
            let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| job.explain(&errors))?;
            let pages = document.pages().iter().map(|page| text_of(&page.frame)).collect();
            Ok(Rendering { pdf, pages })
        });
        // Typst remembers layout results across documents; a report is confidential and will hardly be set again.
        typst::comemo::evict(0);
        rendering
    }
}

/// All text on a page, in the order in which it is drawn.
fn text_of(frame: &Frame) -> String {
    let mut text = String::new();
    collect_text(frame, &mut text);
    text
}

fn collect_text(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(item) => {
                text.push_str(&item.text);
                text.push(' ');
            }
            FrameItem::Group(group) => collect_text(&group.frame, text),
            _ => {}
        }
    }
}

/// One document being set.
struct Job<'a> {
    typesetter: &'a Typesetter,
    data: Bytes,
    today: Date,
}

impl Job<'_> {
    /// What went wrong, with file and line: a fault in a template, never in what a user wrote.
    fn explain(&self, errors: &[SourceDiagnostic]) -> ReportError {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| {
                let place = error.span.id().and_then(|id| {
                    let source = self.source(id).ok()?;
                    let range = typst::WorldExt::range(self, error.span)?;
                    let line = source.lines().byte_to_line(range.start)?;
                    Some(format!("{}:{}: ", id.get().vpath().get_without_slash(), line + 1))
                });
                format!("{}{}", place.unwrap_or_default(), error.message)
            })
            .collect();
        ReportError::Layout(lines.join("; "))
    }

    fn missing(id: FileId) -> FileError {
        FileError::NotFound(id.get().vpath().get_without_slash().into())
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.typesetter.sources.get(&id).cloned().ok_or_else(|| Self::missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.typesetter.data {
            return Ok(self.data.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        let (month, day) = (u8::try_from(self.today.month()).ok()?, u8::try_from(self.today.day()).ok()?);
        Datetime::from_ymd(i32::from(self.today.year()), month, day)
    }
}
