//! The handbook speaks of what is really there: every button it names stands in the texts, every picture exists and is
//! shown, and no link leads nowhere.

#![cfg(test)]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use ringwall_content::Content;
use ringwall_core::language::Language;

/// Words in bold that are headings of the handbook and no words of a page.
const OWN: [&str; 1] = ["Was kann schiefgehen?"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &str, kind: &str) -> Vec<PathBuf> {
    let found = std::fs::read_dir(root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == kind));
    found.sort();
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two marks, again and again.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside))
}

#[test]
fn every_button_the_handbook_names_stands_on_a_page() {
    let content = Content::load().unwrap_or_else(|faults| panic!("{faults}"));
    let mut words: String =
        content.checks().map(|edition| edition.check.title.get(Language::De).to_owned() + "\n").collect();
    for file in files("content/texts/de", "ftl") {
        words.push_str(&in_one_line(&std::fs::read_to_string(file).unwrap()));
    }
    let mut named = 0;
    for file in files("docs/handbook/de", "md") {
        let text = std::fs::read_to_string(&file).unwrap();
        for bold in text.split("**").skip(1).step_by(2) {
            let bold = in_one_line(bold);
            named += 1;
            assert!(OWN.contains(&bold.as_str()) || words.contains(&bold), "{}: no page says “{bold}”", file.display());
        }
    }
    assert!(named > 50, "only {named} words in bold were found; that proves nothing");
}

#[test]
fn every_picture_is_there_and_shown_and_described() {
    let mut shown = BTreeSet::new();
    for file in files("docs/handbook/de", "md") {
        let text = std::fs::read_to_string(&file).unwrap();
        for picture in between(&text, "![", ")") {
            let (words, path) = picture.split_once("](").expect("a picture has an address");
            assert!(in_one_line(words).len() > 20, "{}: {path} is not described", file.display());
            shown.insert(path.trim_start_matches("bilder/").to_owned());
        }
    }
    let there = files("docs/handbook/de/bilder", "png");
    let there: BTreeSet<String> =
        there.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(there, shown, "pictures that are there, and pictures that are shown");
}
