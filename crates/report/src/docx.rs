//! The report as an editable document: headings as styles, tables with header rows, the language set.
//!
//! Knows the same order as the PDF templates. Refuses to draw: charts are given as their tables. The library writes
//! neither a document language nor repeated header rows; both are put into the finished XML at marked places.

mod chapters;

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, BorderType, BreakType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText, LineSpacing,
    LineSpacingType, NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph, Run, RunFonts,
    SpecialIndentType, Start, Style, StyleType, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use crate::{
    ReportError,
    text::Words,
    view::{Fact, Variant, View},
};

/// Width of the text in twentieths of a point: A4 less the margins.
const WIDTH: usize = 9_240;
const ACCENT: &str = "0B4F4A";
const SOFT: &str = "555555";
/// Numbering of bullet points; numbered lists follow. The library itself uses 1.
const BULLETS: usize = 2;

/// Writes the document.
pub(crate) fn write(view: &View) -> Result<Vec<u8>, ReportError> {
    let mut writer = Writer { view, docx: frame(view), lists: BULLETS };
    match view.variant {
        Variant::Plain => writer.plain(),
        Variant::CyberRisikoCheck => writer.cyber_risiko_check(),
    }
    let mut parts = writer.docx.build();
    let tag = format!("{}-{}", view.language, view.region);
    let default = format!("<w:lang w:val=\"{tag}\" /></w:rPr></w:rPrDefault>");
    replace(&mut parts.styles, "</w:rPr></w:rPrDefault>", &default);
    let normal = "<w:style w:type=\"paragraph\" w:styleId=\"Normal\">";
    replace(&mut parts.styles, normal, &normal.replace("w:styleId", "w:default=\"1\" w:styleId"));
    for (code, lang) in [("de", "de-DE"), ("en", "en-GB"), ("he", "he-IL"), ("ar", "ar-SA")] {
        let direction = if matches!(code, "he" | "ar") {
            format!("<w:rtl /><w:lang w:bidi=\"{lang}\" />")
        } else {
            format!("<w:lang w:val=\"{lang}\" />")
        };
        set_style_language(&mut parts.styles, code, &direction);
    }
    // Only header rows are marked as unsplittable, see `Writer::table`.
    replace(&mut parts.document, "<w:cantSplit />", "<w:cantSplit /><w:tblHeader />");
    let core = format!(
        "<dc:title>{}</dc:title><dc:language>{tag}</dc:language></cp:coreProperties>",
        escaped(&view.document_title)
    );
    replace(&mut parts.doc_props.core, "</cp:coreProperties>", &core);
    replace(&mut parts.doc_props.core, ">unknown<", ">Ringwall<");
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| ReportError::Write(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn replace(part: &mut Vec<u8>, from: &str, to: &str) {
    *part = String::from_utf8_lossy(part).replace(from, to).into_bytes();
}

/// Puts a language into the character style of that language.
fn set_style_language(styles: &mut Vec<u8>, code: &str, language: &str) {
    let text = String::from_utf8_lossy(styles).into_owned();
    let Some((head, tail)) = text.split_once(&format!("w:styleId=\"{}\"", style_of(code))) else { return };
    let tail = tail.replacen("<w:rPr />", &format!("<w:rPr>{language}</w:rPr>"), 1);
    *styles = format!("{head}w:styleId=\"{}\"{tail}", style_of(code)).into_bytes();
}

fn style_of(code: &str) -> String {
    format!("Language{code}")
}

fn escaped(text: &str) -> String {
    valid(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text without the characters XML cannot hold.
fn valid(text: &str) -> String {
    text.chars().filter(|character| !character.is_control() && !matches!(character, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// An empty document with its styles.
fn frame(view: &View) -> Docx {
    let fonts = RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial").east_asia("Arial");
    let heading = |level: usize, size: usize, before: u32| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .based_on("Normal")
            .next("Normal")
            .q_format(true)
            .outline_lvl(level - 1)
            .size(size)
            .bold()
            .color(ACCENT)
            .line_spacing(LineSpacing::new().before(before).after(120))
    };
    let paragraph = |id: &str, size: usize, color: &str| {
        Style::new(id, StyleType::Paragraph).name(id).based_on("Normal").size(size).color(color)
    };
    let (year, month, day) = view.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let mut docx = Docx::new()
        .created_at(&date)
        .updated_at(&date)
        .page_size(11_906, 16_838)
        .page_margin(PageMargin::new().top(1_420).bottom(1_420).left(1_363).right(1_303))
        .default_fonts(fonts)
        .default_size(21)
        .default_line_spacing(LineSpacing::new().after(120).line(276).line_rule(LineSpacingType::Auto))
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").size(44).bold().color(ACCENT))
        .add_style(paragraph("Subtitle", 26, SOFT))
        .add_style(paragraph("Score", 68, ACCENT).bold())
        .add_style(paragraph("Small", 17, SOFT))
        .add_style(
            Style::new("Cell", StyleType::Paragraph)
                .name("Cell")
                .based_on("Normal")
                .size(19)
                .line_spacing(LineSpacing::new().before(20).after(40).line(252).line_rule(LineSpacingType::Auto)),
        )
        .add_style(heading(1, 36, 480))
        .add_style(heading(2, 26, 320))
        .add_style(heading(3, 22, 240));
    for code in ["de", "en", "he", "ar"] {
        docx = docx.add_style(Style::new(style_of(code), StyleType::Character).name(style_of(code)));
    }
    let bullet = Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("–"), LevelJc::new("left"))
        .indent(Some(357), Some(SpecialIndentType::Hanging(357)), None, None);
    let number =
        Level::new(0, Start::new(1), NumberFormat::new("decimal"), LevelText::new("%1."), LevelJc::new("left")).indent(
            Some(357),
            Some(SpecialIndentType::Hanging(357)),
            None,
            None,
        );
    docx = docx
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(bullet))
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    // Every numbered list starts anew, so each has a numbering of its own.
    for id in BULLETS + 1..=BULLETS + view.next.len() {
        docx = docx
            .add_abstract_numbering(AbstractNumbering::new(id).add_level(number.clone()))
            .add_numbering(Numbering::new(id, id));
    }
    let mut parts = view.labels.get("page").map_or("#", String::as_str).split('#');
    let mut next = || Run::new().add_text(parts.next().unwrap_or_default());
    let footer = Paragraph::new()
        .style("Small")
        .add_run(Run::new().add_text(format!("Ringwall · {} · ", valid(&view.created))))
        .add_run(next())
        .add_page_num(PageNum::new())
        .add_run(next())
        .add_num_pages(NumPages::new());
    docx.footer(Footer::new().add_paragraph(footer))
}

struct Writer<'a> {
    view: &'a View,
    docx: Docx,
    lists: usize,
}

/// A run of text in its language; line ends stay.
fn runs(words: &Words) -> Vec<Run> {
    let mut runs = Vec::new();
    for (index, line) in words.text().split('\n').enumerate() {
        let mut run = Run::new();
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(valid(line));
        if let Some(lang) = words.lang() {
            run = run.style(&style_of(lang));
        }
        runs.push(run);
    }
    runs
}

fn paragraph(words: &Words) -> Paragraph {
    runs(words).into_iter().fold(Paragraph::new(), Paragraph::add_run)
}

fn strong(text: &str) -> Run {
    Run::new().add_text(valid(text)).bold()
}

fn soft(text: &str) -> Run {
    Run::new().add_text(valid(text)).color(SOFT)
}

impl Writer<'_> {
    fn label(&self, key: &str) -> String {
        self.view.labels.get(key).cloned().unwrap_or_default()
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    fn text(&mut self, text: &str) {
        self.add(Paragraph::new().add_run(Run::new().add_text(valid(text))));
    }

    fn styled(&mut self, style: &str, text: &str) {
        self.add(Paragraph::new().style(style).add_run(Run::new().add_text(valid(text))));
    }

    fn words(&mut self, words: &Words) {
        self.add(paragraph(words));
    }

    fn heading(&mut self, level: usize, text: &str) {
        let style = format!("Heading{level}");
        self.add(Paragraph::new().style(&style).keep_next(true).add_run(Run::new().add_text(valid(text))));
    }

    fn chapter(&mut self, title: &str) {
        let paragraph = Paragraph::new().style("Heading1").page_break_before(true);
        self.add(paragraph.add_run(Run::new().add_text(valid(title))));
    }

    fn annex(&mut self, letter: &str, key: &str) {
        let title = format!("{}: {}", self.label("annex").replace('#', letter), self.label(key));
        self.chapter(&title);
    }

    fn bullets(&mut self, items: &[Words]) {
        for item in items {
            let numbering = (NumberingId::new(BULLETS), IndentLevel::new(0));
            self.add(paragraph(item).numbering(numbering.0, numbering.1));
        }
    }

    /// Label and value in one paragraph; nothing without a value.
    fn row(&mut self, label: &str, value: Option<&Words>) {
        if let Some(value) = value {
            let start = Paragraph::new().add_run(strong(&format!("{label}: ")));
            self.add(runs(value).into_iter().fold(start, Paragraph::add_run));
        }
    }

    fn row_text(&mut self, key: &str, value: &str) {
        let label = self.label(key);
        self.row(&label, Some(&Words::Plain(value.to_owned())));
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.row(&fact.label, fact.value.as_ref());
        }
    }

    /// A table with a header row that is repeated on every page; `widths` in hundredths of the text width.
    fn table(&mut self, widths: &[usize], head: &[String], rows: Vec<Vec<Vec<Paragraph>>>) {
        let widths: Vec<usize> = widths.iter().map(|share| share * WIDTH / 100).collect();
        let cell = |paragraphs: Vec<Paragraph>, width: usize| {
            let empty = TableCell::new().width(width, WidthType::Dxa);
            paragraphs.into_iter().map(|paragraph| paragraph.style("Cell")).fold(empty, TableCell::add_paragraph)
        };
        let head = head
            .iter()
            .zip(&widths)
            .map(|(text, width)| cell(vec![Paragraph::new().add_run(strong(text).color(ACCENT))], *width))
            .collect();
        let mut table = Table::new(vec![TableRow::new(head).cant_split()]);
        for row in rows {
            let cells = row.into_iter().zip(&widths).map(|(paragraphs, width)| cell(paragraphs, *width)).collect();
            table = table.add_row(TableRow::new(cells));
        }
        let line =
            |position, size| TableBorder::new(position).border_type(BorderType::Single).size(size).color("BBBBBB");
        let borders = TableBorders::with_empty()
            .set(line(TableBorderPosition::InsideH, 4))
            .set(line(TableBorderPosition::Bottom, 4))
            .set(line(TableBorderPosition::Top, 8));
        let table = table
            .set_grid(widths)
            .width(WIDTH, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(50, 80, 50, 40))
            .set_borders(borders);
        self.docx = std::mem::take(&mut self.docx).add_table(table);
        // A paragraph after the table keeps it apart from the next one.
        self.add(Paragraph::new().style("Small"));
    }
}
