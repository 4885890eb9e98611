//! PDFs: what is said, on how many pages, tagged and accepted by Typst's check for PDF/UA-1.

use std::sync::LazyLock;

use ringwall_content::Content;
use ringwall_core::{
    check::AnswerValue,
    dossier::Dossier,
    id::AssessmentId,
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_report::{Rendering, Report, ReportError};

use crate::given;

pub(crate) static CONTENT: LazyLock<Content> = LazyLock::new(|| Content::load().unwrap());
pub(crate) static REPORT: LazyLock<Report> = LazyLock::new(Report::new);

/// Sets the report and leaves it and its data in `target/tmp`.
fn set(name: &str, dossier: &Dossier, language: Language) -> Rendering {
    let rendering = REPORT.render(&CONTENT, dossier, given::NOW, language, given::today()).unwrap();
    let data = Report::template_data(&CONTENT, dossier, given::NOW, language, given::today()).unwrap();
    keep(&format!("{name}.{}.pdf", language.code()), &rendering.pdf);
    keep(&format!("{name}.{}.json", language.code()), data.to_string().as_bytes());
    assert_tagged(&rendering.pdf, language);
    rendering
}

pub(crate) fn keep(name: &str, bytes: &[u8]) {
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
}

/// The text of the whole document on one line, with single spaces and without places to break.
fn flat(pages: &[String]) -> String {
    let text: String = pages
        .join(" ")
        .chars()
        .filter(|character| !matches!(character, '\u{AD}' | '\u{200B}'))
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that a text is drawn. Hyphenated words are told apart by the hyphen, so spaces and hyphens do not count.
#[track_caller]
fn assert_says(rendering: &Rendering, wanted: &str) {
    let dense =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{2010}').collect::<String>();
    let text = flat(&rendering.pages);
    assert!(dense(&text).contains(&dense(wanted)), "{wanted:?} is missing in {text}");
}

fn assert_tagged(pdf: &[u8], language: Language) {
    let has = |needle: &str| pdf.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(pdf.starts_with(b"%PDF-1.7"));
    // The XMP block is never compressed.
    assert!(has("<pdfuaid:part>1</pdfuaid:part>"), "declares PDF/UA-1");
    assert!(has(&format!("<rdf:li>{}", language.code())), "names the language");
}

#[test]
fn every_check_in_both_languages() {
    for edition in CONTENT.checks() {
        let check = &edition.check;
        let public = check.id == "kommune";
        let organisation = if public { given::town_hall() } else { given::bakery() };
        let dossier = given::shipped(&CONTENT, &check.id, organisation);
        for language in Language::ALL {
            let rendering = set(&check.id, &dossier, language);
            assert!((8..45).contains(&rendering.pages.len()), "{}: {} pages", check.id, rendering.pages.len());
            assert_says(&rendering, check.title.get(language));
            assert_says(&rendering, dossier.organisation.name.as_deref().unwrap());
            for (_, requirement) in check.requirements() {
                assert_says(&rendering, requirement.title.get(language));
            }
            let pages = rendering.pages.len();
            let (pending, footer) = match language {
                Language::De => {
                    ("Dieser Fragebogen ist von Fachleuten noch zu prüfen.", format!("Seite 2 von {pages}"))
                }
                Language::En => ("This questionnaire is still to be checked by experts.", format!("Page 2 of {pages}")),
            };
            assert_says(&rendering, pending);
            assert!(flat(&rendering.pages[1..2]).contains(&footer));
            assert!(!flat(&rendering.pages).contains("report-"), "a key without a text");
        }
    }
}

#[test]
fn the_cyberrisikocheck_keeps_its_order() {
    let rendering = set("crc", &given::with_history(&CONTENT, "cyberrisikocheck", given::bakery()), Language::De);
    let page = |number: usize| flat(&rendering.pages[number - 1..number]);
    assert!(page(1).contains("DIN SPEC 27076") && page(1).contains("von 37 Punkten"), "{}", page(1));
    assert!(page(1).contains("Mindestens eine besonders wichtige Anforderung (TOP) ist noch offen."));
    assert!(
        page(1).contains("Bäckerei Morgenrot") && page(1).contains("Kalletal") && page(1).contains("Registernummer")
    );
    assert!(page(2).contains("Empfehlungen") && page(2).contains("Erklärung zur Objektivität"));
    assert!(page(3).contains("Anhang A Alle Anforderungen"));
    let text = flat(&rendering.pages);
    let place = |wanted: &str| text.find(wanted).unwrap_or_else(|| panic!("{wanted} is missing"));
    assert!(place("Zuerst: besonders Wichtiges (TOP)") < place("Danach: alle übrigen"));
    assert!(place("Anhang A Alle") < place("Anhang B Förderung"));
}

#[test]
fn one_of_three_explanations() {
    let edition = CONTENT.check("cyberrisikocheck").unwrap();
    let mut answers = given::all(&edition.check, AnswerValue::Yes);
    let set = |name: &str, answers: &_| {
        let dossier = given::dossier(edition.check.clone(), &edition.digest, given::bakery(), Clone::clone(answers));
        set(name, &dossier, Language::De)
    };
    let all = set("crc-all", &answers);
    assert_says(&all, "37 von 37 Punkten");
    assert_says(&all, "Glückwunsch: Sie erfüllen alle Anforderungen");
    assert_says(&all, "Nach Ihren Antworten ist keine Empfehlung offen.");
    let (_, plain) = edition.check.requirements().find(|(_, requirement)| !requirement.top).unwrap();
    answers.get_mut(&plain.parts[0].uuid).unwrap().value = Some(AnswerValue::No);
    assert_says(&set("crc-top-fulfilled", &answers), "Setzen Sie nun zügig die übrigen Empfehlungen um");
    let none = set("crc-none", &given::all(&edition.check, AnswerValue::No));
    assert_says(&none, "0 von 37 Punkten");
    assert_says(&none, "Setzen Sie zuerst die TOP-Empfehlungen um");
}

#[test]
fn then_and_now() {
    for (id, organisation) in [("cyberrisikocheck", given::bakery()), ("kommune", given::town_hall())] {
        let dossier = given::with_history(&CONTENT, id, organisation);
        for language in Language::ALL {
            let rendering = set(&format!("{id}-history"), &dossier, language);
            let (better, done, owner) = match language {
                Language::De => ("Das ist besser geworden", "Dazwischen erledigt", "31. Januar 2027"),
                Language::En => ("This has become better", "Done in between", "31 January 2027"),
            };
            for wanted in [better, done, owner, "Frau Yılmaz", "Herr Kowalski", "bis dahin bleibt es vom Netz getrennt"]
            {
                assert_says(&rendering, wanted);
            }
        }
    }
}

#[test]
fn an_incomplete_assessment_has_no_points_and_says_what_is_missing() {
    for id in ["cyberrisikocheck", "kommune", "kurzcheck"] {
        let dossier = given::incomplete(given::shipped(&CONTENT, id, given::bakery()));
        let rendering = set(&format!("{id}-incomplete"), &dossier, Language::De);
        assert_says(&rendering, "Noch nicht vollständig");
        assert_says(&rendering, "Was noch fehlt");
        assert!(!flat(&rendering.pages[..2]).contains("von 37 Punkten"));
    }
}

#[test]
fn an_imported_catalogue_of_900_requirements() {
    let dossier = given::imported(900, 20);
    for language in Language::ALL {
        let started = std::time::Instant::now();
        let rendering = set("imported-900", &dossier, language);
        assert!(started.elapsed().as_secs() < 60, "took {:?}", started.elapsed());
        assert!(rendering.pages.len() < 120, "{} pages", rendering.pages.len());
        assert_says(&rendering, "Account management procedure 899");
        assert_says(&rendering, "CC0-1.0");
    }
    // Few topics make a radar, one topic cannot.
    set("imported-radar", &given::imported(60, 8), Language::De);
    set("imported-one", &given::imported(3, 1), Language::De);
}

#[test]
fn topics_that_do_not_apply() {
    for relevant in [0, 1, 2, 5] {
        let mut dossier = given::imported(60, 8);
        let assessment = dossier.assessments.last_mut().unwrap();
        let check = dossier.checks[&assessment.check].clone();
        for requirement in check.topics.iter().skip(relevant).flat_map(|topic| &topic.requirements) {
            let answer = assessment.answers.get_mut(&requirement.parts[0].uuid).unwrap();
            answer.value = Some(AnswerValue::NotApplicable);
        }
        let rendering = set(&format!("relevant-{relevant}"), &dossier, Language::De);
        if relevant == 0 {
            assert_says(&rendering, "trifft keine Anforderung auf Sie zu");
            assert_says(&rendering, "Keine Punkte");
        }
    }
}

#[test]
fn one_report_serves_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&*REPORT);
    let dossier = given::shipped(&CONTENT, "kurzcheck", given::bakery());
    let once = || REPORT.pdf(&CONTENT, &dossier, given::NOW, Language::En, given::today()).unwrap();
    let expected = once();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert!(once() == expected));
        }
    });
}

#[test]
fn notes_cannot_make_a_book() {
    let note = "Langer Vermerk mit vielen Wörtern, der sich immer wiederholt. ".repeat(60);
    let dossier = given::with_notes(given::imported(900, 20), &note);
    let rendering = set("notes-bomb", &dossier, Language::De);
    assert!(rendering.pages.len() < 200, "{} pages", rendering.pages.len());
    assert_says(&rendering, "Lange Notizen sind gekürzt");
    assert_says(&rendering, "Alle Notizen zusammen sind zu lang");
    let tall = given::with_notes(given::shipped(&CONTENT, "cyberrisikocheck", given::bakery()), &"x\n".repeat(2_000));
    assert!(set("notes-tall", &tall, Language::De).pages.len() < 90);
    let wide = given::with_notes(given::shipped(&CONTENT, "kurzcheck", given::bakery()), &"x".repeat(4_000));
    assert!(set("notes-wide", &wide, Language::De).pages.len() < 40);
}

#[test]
fn what_users_write_is_never_evaluated() {
    let code = "#panic() $x^2$ @label *fett* _kursiv_ `roh` = Titel #read(\"data.json\") \\ // weg <b>&amp;";
    let mut dossier = given::with_notes(given::with_history(&CONTENT, "kurzcheck", given::bakery()), code);
    dossier.organisation.name = Some(code.to_owned());
    dossier.organisation.town = Some("#let x = 1".to_owned());
    for item in &mut dossier.plan {
        code.clone_into(&mut item.owner);
        code.clone_into(&mut item.note);
    }
    let rendering = set("markup", &dossier, Language::De);
    assert_says(&rendering, "#panic() $x^2$ @label *fett* _kursiv_ `roh`");
    assert_says(&rendering, "#let x = 1");
}

#[test]
fn right_to_left_and_characters_no_font_shows() {
    let notes = [
        "نستخدم نسخة احتياطية كل يوم، ويختبرها السيد شميت مرة في الشهر.",
        "אנחנו מגבים כל יום, והגיבוי נבדק פעם בחודש על ידי Herr Schmidt.",
        "漢字 und \u{1F600}\u{FE0F} und \u{E000} und a\u{308}o\u{308} und \u{915}\u{94D}\u{937}",
        "Ελληνικά, Кириллица, žluťoučký kůň, Yılmaz, ﬁ, ½, ≥, ✓, €",
        "\u{200D}\u{200F}\u{2060}",
    ];
    for language in Language::ALL {
        let mut dossier = given::shipped(&CONTENT, "cyberrisikocheck", given::bakery());
        dossier.organisation.name = Some("מאפיית הבוקר".to_owned());
        for (answer, note) in dossier.assessments[0].answers.values_mut().zip(notes.iter().cycle()) {
            (*note).clone_into(&mut answer.note);
        }
        let rendering = set("scripts", &dossier, language);
        assert_says(&rendering, "Ελληνικά, Кириллица");
        let sentence = match language {
            Language::De => "Einzelne Schriftzeichen kann dieses PDF nicht darstellen",
            Language::En => "This PDF cannot show some characters",
        };
        assert_says(&rendering, sentence);
    }
}

#[test]
fn nothing_but_the_kind_is_known() {
    for (id, kind) in
        [("cyberrisikocheck", OrganisationKind::SoleTrader), ("kommune", OrganisationKind::OtherPublicBody)]
    {
        for language in Language::ALL {
            let rendering =
                set(&format!("{id}-unnamed"), &given::shipped(&CONTENT, id, Organisation::of(kind)), language);
            let unnamed = match language {
                Language::De => "Name nicht angegeben",
                Language::En => "Name not given",
            };
            assert_says(&rendering, unnamed);
        }
    }
}

#[test]
fn long_names_fit() {
    let name = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesellschaft für \
                Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungen mit beschränkter Haftung";
    let mut dossier = given::with_history(&CONTENT, "cyberrisikocheck", given::bakery());
    dossier.organisation.name = Some(name.to_owned());
    dossier.organisation.town = Some("Schmalkalden-Hinterschmiedehausen an der Unstrut".to_owned());
    dossier.organisation.sector = Some("x".repeat(200));
    for item in &mut dossier.plan {
        "Sicherheitsdienstleistungsunternehmensgruppe-Nordrhein-Westfalen".clone_into(&mut item.owner);
    }
    let rendering = set("long", &dossier, Language::De);
    assert!(
        flat(&rendering.pages[..1]).contains("Mindestens eine besonders wichtige"),
        "page one still holds the result"
    );
    assert!(flat(&rendering.pages[1..2]).contains("Empfehlungen"), "page two follows");
}

#[test]
fn the_same_dossier_gives_the_same_bytes() {
    let dossier = given::shipped(&CONTENT, "kurzcheck", given::bakery());
    let once = || REPORT.pdf(&CONTENT, &dossier, given::NOW, Language::De, given::today()).unwrap();
    assert!(once() == once());
}

#[test]
fn an_unknown_assessment_is_an_error() {
    let dossier = given::shipped(&CONTENT, "kurzcheck", given::bakery());
    let unknown = AssessmentId(uuid::Uuid::from_u128(99));
    let result = REPORT.pdf(&CONTENT, &dossier, unknown, Language::De, given::today());
    assert_eq!(result.unwrap_err(), ReportError::NoSuchAssessment(unknown));
}

#[test]
fn templates_ask_only_for_texts_that_exist() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/report");
    let mut asked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "typ") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for call in source.replace(".split(\"", "").split("t(\"").skip(1) {
            let key = format!("report-{}", call.split('"').next().unwrap());
            for language in Language::ALL {
                assert!(CONTENT.texts().has(language, &key), "{}: {key}", path.display());
            }
            asked += 1;
        }
    }
    assert!(asked > 80);
}
