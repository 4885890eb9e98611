//! Documents: files that show that a measure is in place.
//!
//! Knows which kinds of file are accepted and tells them by their content, never by their name or by what a browser
//! claims. Knows the limits. Reads bytes only as far as it must: nothing is unpacked, so nothing can blow up.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    history::Contributor,
    id::{DocumentId, RequirementId},
    organisation::is_unsafe,
    refusal::Refusal,
};

/// Longest name of a file, in characters, with its extension.
pub const LONGEST_NAME: usize = 120;

/// A kind of file that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// PDF.
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// WebP picture.
    Webp,
    /// Text document of `OpenDocument`.
    Odt,
    /// Table of `OpenDocument`.
    Ods,
    /// Text document of Office Open XML.
    Docx,
    /// Table of Office Open XML.
    Xlsx,
    /// Plain text in UTF-8.
    Txt,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [Self; 9] =
        [Self::Pdf, Self::Png, Self::Jpeg, Self::Webp, Self::Odt, Self::Ods, Self::Docx, Self::Xlsx, Self::Txt];

    /// Stable code, also the extension of the name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Webp => "webp",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Txt => "txt",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Media type (IANA).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Txt => "text/plain; charset=utf-8",
        }
    }

    /// Extensions under which such a file is usually kept.
    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Txt => &["txt", "md", "csv", "log"],
        }
    }

    /// What a file is, by its content.
    ///
    /// Signatures: PDF (ISO 32000), PNG (W3C), JPEG (ITU-T T.81), WebP (RFC 9649), `mimetype` as first entry
    /// (`OpenDocument` 1.3 part 2), parts of Office Open XML (ECMA-376 part 2). Text is UTF-8 without control
    /// characters.
    ///
    /// # Errors
    /// `document-empty`, `document-kind` if it is none of the accepted kinds, `document-macros` for an office file with
    /// a program inside.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::new("document-empty"));
        }
        if bytes.starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Png);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Ok(Self::Jpeg);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Webp);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return office(bytes);
        }
        if is_text(bytes) { Ok(Self::Txt) } else { Err(Refusal::new("document-kind")) }
    }
}

fn is_text(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')))
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let field = bytes.get(at..at.checked_add(N)?)?;
    Some(field.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// Most entries of an archive that are looked at; office files have a few dozen.
const MOST_ENTRIES: usize = 2_000;

/// The names in the directory of a ZIP archive (APPNOTE 4.3); `None` if there is no directory where one should be.
fn entries(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    // The end record is 22 bytes long and may have a comment of up to 65535 bytes behind it.
    let earliest = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(earliest..)?;
    let end = earliest + tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (count, mut at) = (number::<2>(bytes, end + 10)?, number::<4>(bytes, end + 16)?);
    let mut names = Vec::new();
    for _ in 0..count.min(MOST_ENTRIES) {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) =
            (number::<2>(bytes, at + 28)?, number::<2>(bytes, at + 30)?, number::<2>(bytes, at + 32)?);
        let begin = at + 46;
        names.push(bytes.get(begin..begin + name)?);
        at = begin + name + extra + comment;
    }
    (count <= MOST_ENTRIES).then_some(names)
}

/// Which office file an archive is. Archives of other things are not accepted.
fn office(bytes: &[u8]) -> Result<DocumentKind, Refusal> {
    let unknown = || Refusal::new("document-kind");
    let names = entries(bytes).ok_or_else(unknown)?;
    let ends_with = |end: &[u8]| names.iter().any(|name| name.to_ascii_lowercase().ends_with(end));
    let has = |wanted: &[u8]| names.contains(&wanted);
    if ends_with(b"vbaproject.bin") || names.iter().any(|name| name.starts_with(b"Basic/")) {
        return Err(Refusal::new("document-macros"));
    }
    if has(b"[Content_Types].xml") {
        return match (has(b"word/document.xml"), has(b"xl/workbook.xml")) {
            (true, false) => Ok(DocumentKind::Docx),
            (false, true) => Ok(DocumentKind::Xlsx),
            _ => Err(unknown()),
        };
    }
    // OpenDocument says what it is in its first entry, stored as it is.
    let is_first = bytes.get(30..38) == Some(b"mimetype") && number::<2>(bytes, 8) == Some(0);
    let extra = number::<2>(bytes, 28).ok_or_else(unknown)?;
    let said = number::<4>(bytes, 18).and_then(|length| bytes.get(38 + extra..38 + extra + length.min(100)));
    match said.filter(|_| is_first) {
        Some(b"application/vnd.oasis.opendocument.text") => Ok(DocumentKind::Odt),
        Some(b"application/vnd.oasis.opendocument.spreadsheet") => Ok(DocumentKind::Ods),
        _ => Err(unknown()),
    }
}

/// The name of a file as it is kept and shown: without folders, without what hides or breaks, and with the extension
/// of what it really is.
pub fn file_name(given: &str, kind: DocumentKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let harmless = |c: char| if is_unsafe(c) || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c };
    let clean: String = last.chars().map(harmless).collect();
    let clean = clean.trim().trim_start_matches('.');
    let (stem, extension) = clean.rsplit_once('.').unwrap_or((clean, ""));
    let lower = extension.to_lowercase();
    let (stem, extension) = match kind.extensions().iter().find(|known| **known == lower) {
        Some(known) => (stem, *known),
        None => (clean, kind.extensions().first().copied().unwrap_or_default()),
    };
    let stem: String = stem.chars().take(LONGEST_NAME - extension.len() - 1).collect();
    let stem = stem.trim().trim_end_matches('.');
    format!("{}.{extension}", if stem.is_empty() { "datei" } else { stem })
}

/// How much may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentLimits {
    /// Largest file, in bytes.
    pub largest: u64,
    /// Most files of one organisation.
    pub most: u64,
    /// All files of one organisation together, in bytes.
    pub total: u64,
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self { largest: 10 * MEGABYTE, most: 50, total: 100 * MEGABYTE }
    }
}

/// A megabyte as people count it here: 1024 × 1024 bytes.
pub const MEGABYTE: u64 = 1_048_576;

/// What one organisation keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentUse {
    /// Files.
    pub files: u64,
    /// Bytes of all of them.
    pub bytes: u64,
}

impl DocumentLimits {
    /// Refuses a file that is too large, or one too many.
    ///
    /// # Errors
    /// `document-too-large`, `documents-too-many` or `documents-too-much` (parameter `most`, in megabytes for sizes).
    pub fn admit(&self, there: DocumentUse, size: u64) -> Result<(), Refusal> {
        if size > self.largest {
            return Err(Refusal::new("document-too-large").with("most", self.largest / MEGABYTE));
        }
        if there.files >= self.most {
            return Err(Refusal::new("documents-too-many").with("most", self.most));
        }
        if there.bytes.saturating_add(size) > self.total {
            return Err(Refusal::new("documents-too-much").with("most", self.total / MEGABYTE));
        }
        Ok(())
    }
}

/// One file that shows that a measure is in place. Its content is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Id.
    pub id: DocumentId,
    /// Which measure.
    pub requirement: RequirementId,
    /// Its name, with the extension of what it really is.
    pub name: String,
    /// What it is.
    pub kind: DocumentKind,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, lower-case hex.
    pub sha256: String,
    /// Who brought it.
    pub by: Contributor,
    /// When.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with empty entries; the first one stored with content, as `OpenDocument` does it.
    fn archive(first: Option<&[u8]>, names: &[&str]) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        let mut count: u16 = 0;
        let mut entry = |name: &str, content: &[u8]| {
            let length = u32::try_from(content.len()).unwrap().to_le_bytes();
            let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let begin = u32::try_from(bytes.len()).unwrap().to_le_bytes();
            bytes.extend_from_slice(b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00");
            bytes.extend_from_slice(&length);
            bytes.extend_from_slice(&length);
            bytes.extend_from_slice(&name_length);
            bytes.extend_from_slice(&[0, 0]);
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(content);
            directory.extend_from_slice(b"PK\x01\x02");
            directory.extend_from_slice(&[0; 24]);
            directory.extend_from_slice(&name_length);
            directory.extend_from_slice(&[0; 12]);
            directory.extend_from_slice(&begin);
            directory.extend_from_slice(name.as_bytes());
            count += 1;
        };
        if let Some(content) = first {
            entry("mimetype", content);
        }
        for name in names {
            entry(name, b"");
        }
        let begin = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
        bytes.extend_from_slice(&directory);
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&count.to_le_bytes());
        bytes.extend_from_slice(&length);
        bytes.extend_from_slice(&begin);
        bytes.extend_from_slice(&[0, 0]);
        bytes
    }

    const WORD: &[&str] = &["[Content_Types].xml", "word/document.xml"];

    #[test]
    fn kinds_are_told_by_content() {
        let odt = b"application/vnd.oasis.opendocument.text";
        let cases: Vec<(&str, Vec<u8>, Result<DocumentKind, &str>)> = vec![
            ("pdf", b"%PDF-1.7\n".to_vec(), Ok(DocumentKind::Pdf)),
            ("png", b"\x89PNG\r\n\x1a\n....".to_vec(), Ok(DocumentKind::Png)),
            ("jpeg", b"\xff\xd8\xff\xe0".to_vec(), Ok(DocumentKind::Jpeg)),
            ("webp", b"RIFF\x04\0\0\0WEBPVP8 ".to_vec(), Ok(DocumentKind::Webp)),
            ("wav is riff too", b"RIFF\x04\0\0\0WAVEfmt ".to_vec(), Err("document-kind")),
            ("text", "Grüße\r\n\tCafé".as_bytes().to_vec(), Ok(DocumentKind::Txt)),
            ("text with a mark", b"\xef\xbb\xbfhallo".to_vec(), Ok(DocumentKind::Txt)),
            ("latin 1", b"Gr\xfc\xdfe".to_vec(), Err("document-kind")),
            ("program", b"MZ\x90\x00\x03\0\0\0".to_vec(), Err("document-kind")),
            ("elf", b"\x7fELF\x02\x01\x01".to_vec(), Err("document-kind")),
            ("gif", b"GIF89a\x01\x00\x01\x00".to_vec(), Err("document-kind")),
            ("old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Err("document-kind")),
            ("nothing", vec![], Err("document-empty")),
            ("docx", archive(None, WORD), Ok(DocumentKind::Docx)),
            ("xlsx", archive(None, &["[Content_Types].xml", "xl/workbook.xml"]), Ok(DocumentKind::Xlsx)),
            (
                "both",
                archive(None, &["[Content_Types].xml", "word/document.xml", "xl/workbook.xml"]),
                Err("document-kind"),
            ),
            ("pptx", archive(None, &["[Content_Types].xml", "ppt/presentation.xml"]), Err("document-kind")),
            ("macros", archive(None, &[WORD, &["word/vbaProject.bin"]].concat()), Err("document-macros")),
            ("odt", archive(Some(odt), &["content.xml"]), Ok(DocumentKind::Odt)),
            (
                "ods",
                archive(Some(b"application/vnd.oasis.opendocument.spreadsheet"), &["content.xml"]),
                Ok(DocumentKind::Ods),
            ),
            ("odt with macros", archive(Some(odt), &["Basic/Standard/Module1.xml"]), Err("document-macros")),
            ("odp", archive(Some(b"application/vnd.oasis.opendocument.presentation"), &[]), Err("document-kind")),
            ("zip", archive(None, &["setup.exe"]), Err("document-kind")),
            ("cut off", archive(None, WORD)[..40].to_vec(), Err("document-kind")),
            ("a zip that only begins like one", b"PK\x03\x04 and then nothing".to_vec(), Err("document-kind")),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(DocumentKind::of(&bytes).map_err(|refusal| refusal.code), expected, "{name}");
        }
    }

    #[test]
    fn no_bytes_bring_it_down() {
        let whole = archive(Some(b"application/vnd.oasis.opendocument.text"), WORD);
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] = 0xff;
            let _ = DocumentKind::of(&broken);
            let _ = DocumentKind::of(&whole[..at]);
            let _ = DocumentKind::of(&whole[at..]);
        }
    }

    #[test]
    fn names_keep_what_helps_and_lose_what_hurts() {
        for (given, kind, expected) in [
            ("Rechnung.pdf", DocumentKind::Pdf, "Rechnung.pdf"),
            ("Rechnung.PDF", DocumentKind::Pdf, "Rechnung.pdf"),
            ("Foto.JPG", DocumentKind::Jpeg, "Foto.jpg"),
            ("rechnung.pdf.exe", DocumentKind::Pdf, "rechnung.pdf.exe.pdf"),
            ("C:\\Users\\Ö\\Plan.docx", DocumentKind::Docx, "Plan.docx"),
            ("../../etc/passwd", DocumentKind::Txt, "passwd.txt"),
            ("", DocumentKind::Png, "datei.png"),
            ("....", DocumentKind::Png, "datei.png"),
            (".htaccess", DocumentKind::Txt, "htaccess.txt"),
            ("a\"b\r\nc.txt", DocumentKind::Txt, "a_b__c.txt"),
            ("fdp\u{202E}exe.txt", DocumentKind::Txt, "fdp_exe.txt"),
            ("liste.csv", DocumentKind::Txt, "liste.csv"),
            ("page.html", DocumentKind::Txt, "page.html.txt"),
        ] {
            assert_eq!(file_name(given, kind), expected, "{given:?}");
        }
        let long = file_name(&format!("{}.pdf", "ß".repeat(500)), DocumentKind::Pdf);
        assert_eq!(long.chars().count(), LONGEST_NAME);
    }

    #[test]
    fn limits_hold_to_the_byte() {
        let limits = DocumentLimits { largest: 2 * MEGABYTE, most: 3, total: 5 * MEGABYTE };
        let there = |files, bytes| DocumentUse { files, bytes };
        for (used, size, expected) in [
            (there(0, 0), 2 * MEGABYTE, None),
            (there(0, 0), 2 * MEGABYTE + 1, Some("document-too-large")),
            (there(2, 3 * MEGABYTE), 2 * MEGABYTE, None),
            (there(2, 3 * MEGABYTE + 1), 2 * MEGABYTE, Some("documents-too-much")),
            (there(3, 0), 1, Some("documents-too-many")),
        ] {
            assert_eq!(limits.admit(used, size).err().map(|refusal| refusal.code), expected, "{used:?} {size}");
        }
    }

    #[test]
    fn codes_lead_back() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
