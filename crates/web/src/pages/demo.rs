//! The made-up region of a demonstration: who can sign in, which folders there are, and what would have gone out by mail.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::Html,
    routing::get,
};
use serde::Deserialize;

use crate::{Chrome, DemoPerson, PageResult, WebState, page};

/// Most letters that are shown at once.
const MOST: usize = 25;

/// Without a demonstration there is no such page.
pub(crate) fn routes(demo: bool) -> Router<WebState> {
    if demo { Router::new().route("/demo", get(index)) } else { Router::new() }
}

#[derive(Template)]
#[template(path = "demo/index.html")]
struct Index {
    chrome: Chrome,
    password: String,
    people: Vec<PersonView>,
    /// Whose letters are shown; empty for everybody's.
    to: String,
    letters: Vec<LetterView>,
    more: usize,
}

struct PersonView {
    name: String,
    email: String,
    role: String,
    place: String,
    story: String,
    letters: usize,
}

struct LetterView {
    subject: String,
    to: String,
    at: String,
    /// The plain text in pieces: words, or the address of a link.
    pieces: Vec<Piece>,
}

enum Piece {
    Words(String),
    Link(String),
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
}

async fn index(State(state): State<WebState>, chrome: Chrome, Query(asked): Query<Asked>) -> PageResult<Html<String>> {
    let demo = chrome.demo().cloned().unwrap_or_default();
    let letters = demo.letters.all();
    let base = state.app.public_url().unwrap_or_default();
    let fitting: Vec<_> = letters.iter().filter(|(_, letter)| asked.to.is_empty() || letter.to == asked.to).collect();
    let views = fitting.iter().take(MOST).map(|(at, letter)| LetterView {
        subject: letter.subject.clone(),
        to: letter.to.clone(),
        at: chrome.instant(at),
        pieces: pieces(&letter.text, base),
    });
    let count = |email: &str| letters.iter().filter(|(_, letter)| letter.to == email).count();
    let people = demo.people.iter().map(|person| person_view(&chrome, person, count(&person.email)));
    page(&Index {
        password: demo.password.clone(),
        people: people.collect(),
        letters: views.collect(),
        more: fitting.len().saturating_sub(MOST),
        to: asked.to,
        chrome,
    })
}

fn person_view(chrome: &Chrome, person: &DemoPerson, letters: usize) -> PersonView {
    PersonView {
        name: person.name.clone(),
        email: person.email.clone(),
        role: chrome.tc("role-", person.role.code()),
        place: person.place.clone(),
        story: chrome.text(&person.story).to_owned(),
        letters,
    }
}

/// A letter's text with its links as paths: the demonstration may be open under another name than letters say.
fn pieces(text: &str, base: &str) -> Vec<Piece> {
    if base.is_empty() {
        return vec![Piece::Words(text.to_owned())];
    }
    let mut pieces = Vec::new();
    let mut parts = text.split(base);
    pieces.push(Piece::Words(parts.next().unwrap_or_default().to_owned()));
    for part in parts {
        let end = part.find(char::is_whitespace).unwrap_or(part.len());
        let (path, rest) = part.split_at(end);
        if path.starts_with('/') {
            pieces.push(Piece::Link(path.to_owned()));
        } else {
            pieces.push(Piece::Words(format!("{base}{path}")));
        }
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_this_installation_become_paths_and_nothing_else_does() {
        let text = "Hallo\n\nhttp://a.test/keep/x\n\nhttp://a.testing und http://b.test/y";
        let shown: Vec<String> = pieces(text, "http://a.test")
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Link(path) => format!("<{path}>"),
            })
            .collect();
        assert_eq!(shown.concat(), "Hallo\n\n</keep/x>\n\nhttp://a.testing und http://b.test/y");
        assert_eq!(pieces(text, "").len(), 1);
    }
}
