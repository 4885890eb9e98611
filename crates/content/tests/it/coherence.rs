//! Everything content files promise each other.

#![cfg(test)]

use std::{collections::BTreeSet, path::Path};

use ringwall_content::{Content, texts::keys_of};
use ringwall_core::{
    check::{Check, StatusEffect},
    language::Language,
};

fn content() -> Content {
    Content::load().unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn all_content_loads_without_a_fault() {
    let content = content();
    assert_eq!(content.checks().count(), 3);
    assert!(content.risks().len() >= 10);
}

fn counts(check: &Check) -> (usize, usize, usize) {
    let requirements = check.requirements().count();
    let parts = check.requirements().map(|(_, requirement)| requirement.parts.len()).sum();
    let status = check.requirements().map(|(_, requirement)| requirement.status.len()).sum();
    (requirements, parts, status)
}

#[test]
fn cyberrisikocheck_has_the_shape_of_din_spec_27076() {
    let content = content();
    let check = &content.check("cyberrisikocheck").unwrap().check;
    assert_eq!(counts(check), (27, 48, 6));
    let topics: Vec<_> = check.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(topics, ["organisation", "identities", "backup", "patches", "malware", "systems"]);
    let sizes: Vec<_> = check.topics.iter().map(|topic| topic.requirements.len()).collect();
    assert_eq!(sizes, [7, 3, 4, 3, 3, 7]);
    let top: Vec<_> = check.requirements().filter(|(_, r)| r.top).map(|(_, r)| r.id.as_str()).collect();
    assert_eq!(top, ["crc-01", "crc-05", "crc-11", "crc-15", "crc-20"]);
    let status: Vec<_> = check.questions().filter(|q| q.status.is_some()).map(|q| q.question.id.clone()).collect();
    assert_eq!(status, ["crc-07.0", "crc-11.0", "crc-24.0", "crc-25.0", "crc-25.3", "crc-26.0"]);
    let opens: Vec<_> =
        check.questions().filter(|q| q.status == Some(&StatusEffect::Open)).map(|q| q.question.id.clone()).collect();
    assert_eq!(opens, ["crc-11.0"]);
}

#[test]
fn kommune_follows_the_nineteen_topics_in_order() {
    let content = content();
    let check = &content.check("kommune").unwrap().check;
    assert_eq!(check.topics.len(), 19);
    assert_eq!(check.topics[0].id, "backup");
    assert_eq!(check.topics[18].id, "telephony");
    for topic in &check.topics {
        assert!((3..=5).contains(&topic.requirements.len()), "{}: {}", topic.id, topic.requirements.len());
    }
}

#[test]
fn municipalities_are_found_by_name_and_key() {
    let content = content();
    let all = content.municipalities();
    assert_eq!(all.list.len(), 396, "all of North Rhine-Westphalia");
    assert_eq!(all.list.iter().map(|place| u64::from(place.population)).sum::<u64>(), 17_947_221);
    for (name, key, population) in [
        ("Kalletal", "05766036", 13_471),
        ("kalletal ", "05766036", 13_471),
        ("Solingen", "05122000", 159_245),
        ("Solingen, Klingenstadt", "05122000", 159_245),
        ("Wuppertal", "05124000", 355_100),
    ] {
        let found = all.named(name).unwrap();
        assert_eq!((found.key.as_str(), found.population), (key, population), "{name}");
        assert_eq!(all.with_key(key), Some(found));
    }
    assert_eq!(all.named("Entenhausen"), None);
    assert!(all.source.contains("Statistisches Bundesamt"), "the licence wants the source named");
}

#[test]
fn kurzcheck_asks_ten_questions() {
    let content = content();
    assert_eq!(counts(&content.check("kurzcheck").unwrap().check), (10, 10, 0));
}

#[test]
fn uuids_are_unique_over_all_checks() {
    let content = content();
    let mut seen = BTreeSet::new();
    for edition in content.checks() {
        assert!(seen.insert(edition.check.uuid));
        for (_, requirement) in edition.check.requirements() {
            assert!(seen.insert(requirement.uuid.0), "{}", requirement.id);
        }
        for placed in edition.check.questions() {
            assert!(seen.insert(placed.question.uuid.0), "{}", placed.question.id);
        }
    }
}

#[test]
fn every_risk_is_driven_by_some_check() {
    let content = content();
    for risk in content.risks() {
        let linked = content
            .checks()
            .any(|edition| edition.check.requirements().any(|(_, r)| r.risks.iter().any(|link| link.id == risk.id)));
        assert!(linked, "no requirement names {}", risk.id);
    }
}

#[test]
fn texts_exist_in_both_languages_and_are_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/texts");
    let keys = |language: Language| -> BTreeSet<String> {
        std::fs::read_dir(root.join(language.code()))
            .unwrap()
            .flat_map(|entry| keys_of(&std::fs::read_to_string(entry.unwrap().path()).unwrap()))
            .collect()
    };
    let (de, en) = (keys(Language::De), keys(Language::En));
    assert_eq!(de.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "only in German");
    assert_eq!(en.difference(&de).collect::<Vec<_>>(), Vec::<&String>::new(), "only in English");
}

#[test]
fn every_key_named_in_a_template_or_in_code_has_a_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let content = content();
    let mut files = Vec::new();
    for folder in ["crates/web/templates", "crates/web/src", "crates/report/src", "crates/app/src", "crates/core/src"] {
        collect(&root.join(folder), &mut files);
    }
    let mut missing = BTreeSet::new();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for marker in ["t(\"", "t_with(\"", "tn(\"", "Refusal::new(\""] {
            for (at, _) in source.match_indices(marker) {
                let Some(key) = source[at + marker.len()..].split('"').next() else { continue };
                let before = source[..at].chars().next_back();
                if before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') || key.contains(['{', ' ', '/']) {
                    continue;
                }
                let key = if marker.starts_with("Refusal") { format!("refusal-{key}") } else { key.to_owned() };
                if key.ends_with('-') || key.is_empty() {
                    continue;
                }
                for language in Language::ALL {
                    if !content.texts().has(language, &key) {
                        missing.insert(format!("{}: {key} ({})", file.display(), language.code()));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "html" || extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn a_letter_greets_once() {
    // The frame of every letter greets with the name; a text that greets too says it twice.
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/texts");
    let mut seen = 0;
    for (language, greeting) in [("de", "Guten Tag"), ("en", "Hello")] {
        for file in std::fs::read_dir(texts.join(language)).unwrap() {
            let file = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for letter in file.split("\nmail-").skip(1).filter(|text| text.contains("-text =\n")) {
                let (name, text) = letter.split_once("-text =\n").unwrap();
                if name.contains('\n') {
                    continue;
                }
                seen += 1;
                assert!(!text.trim_start().starts_with(greeting), "{language}: mail-{name}-text");
            }
        }
    }
    assert!(seen > 40, "only {seen} letters found");
}
