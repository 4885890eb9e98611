//! DOCX, JSON and CSV.

use ringwall_core::{dossier::Dossier, language::Language};
use ringwall_report::Report;

use crate::{
    given,
    pdf::{CONTENT, REPORT, keep},
};

fn docx(name: &str, dossier: &Dossier, language: Language) -> String {
    let bytes = REPORT.docx(&CONTENT, dossier, given::NOW, language, given::today()).unwrap();
    keep(&format!("{name}.{}.docx", language.code()), &bytes);
    assert!(bytes.starts_with(b"PK\x03\x04"), "is a zip archive");
    assert!(bytes.windows(17).any(|window| window == b"word/document.xml"));
    let document = docx_rs::read_docx(&bytes).expect("a word processor can read it");
    serde_json::to_string(&document.document).unwrap()
}

#[test]
fn docx_of_every_check_in_both_languages() {
    for edition in CONTENT.checks() {
        let dossier = given::with_history(&CONTENT, &edition.check.id, given::bakery());
        for language in Language::ALL {
            let document = docx(&edition.check.id, &dossier, language);
            for (_, requirement) in edition.check.requirements() {
                assert!(document.contains(requirement.title.get(language)));
            }
            assert!(document.contains("Heading1") && document.contains("Heading2"));
            assert!(!document.contains("report-"), "a key without a text");
        }
    }
}

#[test]
fn docx_survives_what_users_write() {
    let note = "<w:p>&amp; \u{FFFE} ]]> \"x\" – שלום\nzweite Zeile";
    let dossier = given::with_notes(given::with_history(&CONTENT, "kurzcheck", given::bakery()), note);
    let document = docx("odd", &dossier, Language::De);
    assert!(document.contains("zweite Zeile"));
    docx("imported-900", &given::imported(900, 20), Language::En);
    docx("incomplete", &given::incomplete(given::shipped(&CONTENT, "cyberrisikocheck", given::bakery())), Language::De);
}

#[test]
fn json_comes_back_unchanged() {
    let dossier = given::with_history(&CONTENT, "cyberrisikocheck", given::bakery());
    let bytes = Report::json(&dossier).unwrap();
    let back: Dossier = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(back, dossier);
    assert!(back.validated().is_ok());
    assert!(String::from_utf8(bytes).unwrap().contains("\n  \"organisation\": {\n"), "is readable");
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("starts with a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn answers_as_a_table() {
    for language in Language::ALL {
        let dossier = given::shipped(&CONTENT, "cyberrisikocheck", given::bakery());
        let rows = rows(&Report::answers_csv(&CONTENT, &dossier, given::NOW, language).unwrap());
        let check = &CONTENT.check("cyberrisikocheck").unwrap().check;
        assert_eq!(rows.len(), check.questions().count() + 1);
        assert_eq!(rows[0][8], if language == Language::De { "Notiz" } else { "Note" });
        assert!(rows.iter().all(|row| row.len() == 9));
    }
}

#[test]
fn measures_as_a_table() {
    let dossier = given::with_history(&CONTENT, "cyberrisikocheck", given::bakery());
    let rows = rows(&Report::measures_csv(&CONTENT, &dossier, given::NOW, Language::De).unwrap());
    assert!(rows.len() > 5 && rows.iter().all(|row| row.len() == 20));
    assert_eq!(rows[1][0], "1");
    assert!(rows.iter().any(|row| row[16] == "Frau Yılmaz" && row[17] == "2027-01-31"));
}

#[test]
fn no_cell_is_a_formula() {
    for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\";\"y\")"] {
        let mut dossier = given::with_notes(given::with_history(&CONTENT, "kurzcheck", given::bakery()), evil);
        for item in &mut dossier.plan {
            evil.clone_into(&mut item.owner);
            evil.clone_into(&mut item.note);
            evil.clone_into(&mut item.reason);
        }
        let answers = Report::answers_csv(&CONTENT, &dossier, given::NOW, Language::De).unwrap();
        let measures = Report::measures_csv(&CONTENT, &dossier, given::NOW, Language::De).unwrap();
        let mut seen = 0;
        for row in rows(&answers).into_iter().chain(rows(&measures)) {
            for cell in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                seen += usize::from(cell == format!("'{evil}"));
            }
        }
        assert!(seen > 5, "the note itself is kept");
    }
}
