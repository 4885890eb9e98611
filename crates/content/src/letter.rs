//! How a letter (a mail) is written: subject, plain text and HTML from Fluent texts and one frame for all letters.
//!
//! Knows `content/mail/letter.html` and the texts `mail-…`. Refuses to know addresses, servers and when it is sent.
//!
//! The HTML has no tables, loads nothing, and reads in the same order as the plain text; its colours have a dark pair.
//! Everything that comes from outside is escaped.

use std::{collections::BTreeMap, fmt::Write};

use fluent_bundle::{FluentArgs, FluentValue};
use include_dir::Dir;
use ringwall_core::language::Language;

use crate::Content;

/// Columns of the plain text: fits when it is quoted.
const COLUMNS: usize = 72;
/// Most characters of one word that comes from outside.
const LONGEST_WORD: usize = 4_000;
/// Most characters of a subject.
const LONGEST_SUBJECT: usize = 200;

/// What the frame must have a place for.
const PLACES: [&str; 8] = ["language", "name", "subject", "greeting", "paragraphs", "action", "closing", "footer"];

/// What goes into a letter.
#[derive(Clone, Copy, Debug)]
pub struct LetterText<'a> {
    /// The reader's language.
    pub language: Language,
    /// Texts `mail-<template>-subject`, `-text`, `-action`, `-why`.
    pub template: &'a str,
    /// How the reader is called, may be empty.
    pub name: &'a str,
    /// Arguments that are shown as they are.
    pub words: &'a BTreeMap<String, String>,
    /// Arguments that are counted.
    pub numbers: &'a BTreeMap<String, i64>,
    /// The installation's address without a slash at the end.
    pub base: &'a str,
    /// Path of the page the button opens.
    pub action: Option<&'a str>,
    /// Who sends, for example the region.
    pub sender: Option<&'a str>,
    /// Address of the page that stops letters of this kind.
    pub stop: Option<&'a str>,
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLetter {
    /// One line.
    pub subject: String,
    /// Plain text, lines of at most 72 characters except for addresses.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Loads the frame.
pub(crate) fn frame(files: &'static Dir<'static>, faults: &mut Vec<String>) -> &'static str {
    let file = "mail/letter.html";
    let frame = files.get_file(file).and_then(|file| file.contents_utf8()).unwrap_or_default();
    for place in PLACES {
        if !frame.contains(&format!("{{{{{place}}}}}")) {
            faults.push(format!("{file}: has no place for {place}"));
        }
    }
    frame
}

impl Content {
    /// Writes a letter.
    pub fn letter(&self, letter: &LetterText<'_>) -> WrittenLetter {
        let (texts, language) = (self.texts(), letter.language);
        let mut arguments = FluentArgs::new();
        for (name, word) in letter.words {
            let word: String = word.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST_WORD).collect();
            arguments.set(name.clone(), FluentValue::from(word));
        }
        for (name, number) in letter.numbers {
            arguments.set(name.clone(), FluentValue::from(*number));
        }
        let own = |part: &str| texts.with(language, &format!("mail-{}-{part}", letter.template), &arguments);
        let has = |part: &str| texts.has(language, &format!("mail-{}-{part}", letter.template));
        let common = |key: &str, pairs: &[(&'static str, &str)]| {
            let pairs = pairs.iter().map(|(name, word)| (*name, FluentValue::from((*word).to_owned())));
            texts.with(language, key, &pairs.collect::<FluentArgs<'_>>())
        };
        let subject: String = one_line(&own("subject")).chars().take(LONGEST_SUBJECT).collect();
        let name = one_line(letter.name);
        let greeting = match name.as_str() {
            "" => common("mail-greeting-plain", &[]),
            // Whoever gave no name is called by their address, which is no name to be greeted with.
            name if name.contains('@') => common("mail-greeting-plain", &[]),
            name => common("mail-greeting", &[("name", name)]),
        };
        let paragraphs: Vec<String> = paragraphs(&own("text"));
        let action = letter.action.map(|path| {
            let label = if has("action") { own("action") } else { letter.base.to_owned() };
            (one_line(&label), format!("{}{path}", letter.base))
        });
        let mut closing = common("mail-closing", &[]);
        if let Some(sender) = letter.sender {
            closing = format!("{closing}\n{}", common("mail-closing-from", &[("sender", sender)]));
        }
        let host = letter.base.split_once("://").map_or(letter.base, |(_, host)| host);
        let mut footer = vec![match letter.sender {
            Some(sender) => common("mail-sent-by-whom", &[("host", host), ("sender", sender)]),
            None => common("mail-sent-by", &[("host", host)]),
        }];
        footer.push(if has("why") { own("why") } else { common("mail-why", &[]) });
        let stop = letter.stop.map(|address| (common("mail-stop", &[]), address.to_owned()));

        let mut text = format!("{}\n\n", wrapped(&greeting));
        for paragraph in &paragraphs {
            let _ = write!(text, "{}\n\n", wrapped(paragraph));
        }
        if let Some((label, address)) = &action {
            let _ = write!(text, "{}\n{address}\n\n", wrapped(&format!("{label}:")));
        }
        let _ = write!(text, "{closing}\n\n-- \n");
        let _ = writeln!(text, "{}", footer.iter().map(|line| wrapped(line)).collect::<Vec<_>>().join("\n\n"));
        if let Some((label, address)) = &stop {
            let _ = writeln!(text, "\n{}\n{address}", wrapped(label));
        }

        let html = self.letter_frame();
        let html = html.replace("{{language}}", language.code());
        // Texts from outside go in last and escaped, so that none of them can name a place.
        let html = fill(
            &html,
            &[
                ("name", escaped(&texts.get(language, "page-name"))),
                ("subject", escaped(&subject)),
                ("greeting", escaped(&greeting)),
                ("paragraphs", paragraphs.iter().map(|paragraph| html_paragraph(paragraph)).collect::<String>()),
                (
                    "action",
                    action
                        .map(|(label, to)| html_action(&label, &to, &common("mail-link-below", &[])))
                        .unwrap_or_default(),
                ),
                ("closing", escaped(&closing).replace('\n', "<br>")),
                ("footer", html_footer(&footer, stop.as_ref())),
            ],
        );
        WrittenLetter { subject, text, html }
    }
}

/// Puts each text in its place, in one pass: a text that looks like a place stays a text.
fn fill(frame: &str, places: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(frame.len() * 2);
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((place, after)) = after.split_once("}}") else { break };
        if let Some((_, text)) = places.iter().find(|(name, _)| *name == place) {
            out.push_str(text);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The paragraphs of a text: apart by an empty line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            paragraphs.push(String::new());
        } else if let Some(last) = paragraphs.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line.trim_end());
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text in lines of at most [`COLUMNS`] characters; lines that begin with `- ` stay lines of their own.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in joined(text) {
        let indent = if line.starts_with("- ") { "  " } else { "" };
        let mut current = String::new();
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let long = current.chars().count() + 1 + word.chars().count() > COLUMNS;
            if long && !current.trim().is_empty() {
                lines.push(std::mem::replace(&mut current, indent.to_owned()));
            }
            if !current.is_empty() && current != indent {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

/// The lines of a paragraph: content files break lines anywhere, a list item begins a new one.
fn joined(paragraph: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        match lines.last_mut() {
            Some(last) if !line.starts_with("- ") => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim().to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // A text cannot name a place of the frame.
            '{' => out.push_str("&#123;"),
            other => out.push(other),
        }
    }
    out
}

fn html_paragraph(paragraph: &str) -> String {
    let lines = joined(paragraph);
    if lines.iter().all(|line| line.starts_with("- ")) {
        let items = lines.iter().fold(String::new(), |mut out, line| {
            let _ = write!(out, "<li style=\"margin:0 0 8px\">{}</li>", escaped(line.trim_start_matches("- ")));
            out
        });
        return format!("<ul style=\"margin:0 0 16px;padding-left:24px\">{items}</ul>\n");
    }
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    format!("<p style=\"margin:0 0 16px;color:#17211f\">{}</p>\n", lines.join("<br>"))
}

fn html_action(label: &str, address: &str, below: &str) -> String {
    let (label, address, below) = (escaped(label), escaped(address), escaped(below));
    format!(
        "<p style=\"margin:24px 0\"><a class=\"button\" href=\"{address}\" style=\"display:inline-block;padding:12px 24px;\
         background-color:#0b4f4a;border:1px solid #0b4f4a;border-radius:10px;color:#ffffff;font-weight:bold;\
         text-decoration:none\">{label}</a></p>\n\
         <p class=\"soft\" style=\"margin:0 0 16px;font-size:14px;color:#4b5753\">{below}<br>\
         <a class=\"plain\" href=\"{address}\" style=\"color:#0b4f4a;overflow-wrap:anywhere;word-break:break-word\">\
         {address}</a></p>"
    )
}

fn html_footer(lines: &[String], stop: Option<&(String, String)>) -> String {
    let mut out = String::new();
    for line in lines {
        let line = escaped(&one_line(line));
        let _ = writeln!(out, "<p class=\"soft\" style=\"margin:0 0 8px;color:#4b5753\">{line}</p>");
    }
    if let Some((label, address)) = stop {
        let (label, address) = (escaped(label.trim_end_matches(':')), escaped(address));
        let _ = writeln!(
            out,
            "<p class=\"soft\" style=\"margin:0 0 8px;color:#4b5753\"><a href=\"{address}\" style=\"color:#4b5753\">\
             {label}</a></p>"
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_addresses_are_not() {
        let long = "Wort ".repeat(40);
        assert!(wrapped(&long).lines().all(|line| line.chars().count() <= COLUMNS && !line.ends_with(' ')));
        let address = format!("https://example.org/{}", "x".repeat(100));
        assert_eq!(wrapped(&format!("Hier: {address}")), format!("Hier:\n{address}"));
        assert_eq!(wrapped("- eins\n- zwei\ndrei"), "- eins\n- zwei drei");
        let item = format!("- {}", "Wort ".repeat(30));
        assert!(wrapped(&item).lines().skip(1).all(|line| line.starts_with("  Wort")));
    }

    #[test]
    fn paragraphs_are_apart_by_an_empty_line() {
        assert_eq!(paragraphs("a\nb\n\n\n c\n"), ["a\nb", " c"]);
        assert_eq!(paragraphs(""), Vec::<String>::new());
    }

    #[test]
    fn what_comes_from_outside_stays_text() {
        let content = Content::load().unwrap();
        let words = BTreeMap::new();
        let numbers = BTreeMap::new();
        let written = content.letter(&LetterText {
            language: Language::De,
            template: "test",
            name: "<script>alert(1)</script>{{footer}}\r\nBcc: everybody",
            words: &words,
            numbers: &numbers,
            base: "https://ring.example",
            action: Some("/operator/mail"),
            sender: Some("A & B"),
            stop: None,
        });
        assert!(!written.html.contains("<script>"), "{}", written.html);
        assert!(written.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&#123;&#123;footer"));
        assert!(written.html.contains("A &amp; B"));
        assert!(written.text.contains("https://ring.example/operator/mail\n"));
        assert!(!written.text.contains('\r') && !written.subject.contains('\n'));
        assert!(!written.html.contains("{{"));
    }
}
