//! Text on its way into a document: words with their language, notes within bounds, characters that a font can show.
//!
//! Knows nothing of layout. Refuses to drop anything silently: what is shortened, left out or replaced is counted, so
//! that the document can say so and point to the JSON export.

use ringwall_content::{Texts, arguments};
use ringwall_core::language::{Language, Localised};
use serde::Serialize;
use serde_json::Value;

/// Longest note printed, in characters.
pub(crate) const LONGEST_NOTE: usize = 1_000;
/// Longest piece of a catalogue (question, description) printed, in characters.
pub(crate) const LONGEST_CATALOGUE_TEXT: usize = 1_200;
/// Longest title or summary on a front page, in characters.
const LONGEST_SUMMARY: usize = 280;
/// Most lines of one note.
const MOST_LINES: usize = 30;
/// Most characters of notes in one document; a line end counts as a full line.
const MOST_NOTES: usize = 120_000;
/// What a line end costs of that.
const LINE: usize = 80;

/// A text, with its language where that is not the language of the document.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Words {
    /// In the language of the document.
    Plain(String),
    /// In another language.
    Foreign {
        /// The text.
        text: String,
        /// ISO 639-1 code.
        lang: &'static str,
    },
}

impl Words {
    /// A text of a check or another piece of content, shortened if an imported catalogue is long-winded.
    pub(crate) fn of(text: &Localised, language: Language) -> Self {
        let (words, _) = shortened(text.get(language), LONGEST_CATALOGUE_TEXT, "…");
        match text.language_of(language) {
            same if same == language => Self::Plain(words),
            other => Self::Foreign { text: words, lang: other.code() },
        }
    }

    /// The same, cut to a line or two for a front page.
    pub(crate) fn brief(text: &Localised, language: Language) -> Self {
        match Self::of(text, language) {
            Self::Plain(text) => Self::Plain(shortened(&text, LONGEST_SUMMARY, "…").0),
            Self::Foreign { text, lang } => Self::Foreign { text: shortened(&text, LONGEST_SUMMARY, "…").0, lang },
        }
    }

    /// The same, or `None` if there is no text.
    pub(crate) fn some(text: &Localised, language: Language) -> Option<Self> {
        (!text.is_empty()).then(|| Self::of(text, language))
    }

    /// What a user wrote; text that begins in a right-to-left script is marked as such.
    pub(crate) fn user(text: &str) -> Self {
        let first = text.chars().find(|character| character.is_alphabetic());
        match first {
            Some('\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}') => {
                Self::Foreign { text: text.to_owned(), lang: "he" }
            }
            Some('\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') => {
                Self::Foreign { text: text.to_owned(), lang: "ar" }
            }
            _ => Self::Plain(text.to_owned()),
        }
    }

    /// A single line of user text, or `None` if it is empty.
    pub(crate) fn line(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::user(&shortened(text, 200, "…").0))
    }

    /// The text without its language.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Foreign { text, .. } => text,
        }
    }

    /// The language, if it is not that of the document.
    pub(crate) const fn lang(&self) -> Option<&'static str> {
        match self {
            Self::Plain(_) => None,
            Self::Foreign { lang, .. } => Some(lang),
        }
    }
}

/// The first `most` characters, with a mark if something is missing.
fn shortened(text: &str, most: usize, mark: &str) -> (String, bool) {
    match text.char_indices().nth(most) {
        None => (text.to_owned(), false),
        Some((end, _)) => {
            let head = text.get(..end).unwrap_or_default();
            // Do not cut a word in two if a space is near.
            let cut = head.rfind(char::is_whitespace).filter(|at| head.len() - at < 40).unwrap_or(head.len());
            (format!("{}\u{a0}{mark}", head.get(..cut).unwrap_or_default().trim_end()), true)
        }
    }
}

/// Notes within bounds: one after the other, until the budget is spent.
pub(crate) struct Notes {
    mark: String,
    spent: usize,
    /// Whether a note was shortened.
    pub(crate) shortened: bool,
    /// Whether a note was left out.
    pub(crate) left_out: bool,
}

impl Notes {
    /// A fresh budget; `mark` ends a shortened note.
    pub(crate) const fn new(mark: String) -> Self {
        Self { mark, spent: 0, shortened: false, left_out: false }
    }

    /// The note as it is printed; `None` if it is empty or the budget is spent.
    pub(crate) fn take(&mut self, note: &str) -> Option<Words> {
        let note = note.trim();
        if note.chars().all(|character| character.is_whitespace() || is_invisible(character)) {
            return None;
        }
        let lines: Vec<&str> = note.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let kept = lines.get(..MOST_LINES).unwrap_or(&lines);
        let (mut text, mut cut) = shortened(&kept.join("\n"), LONGEST_NOTE, &self.mark);
        if kept.len() < lines.len() && !cut {
            text.push('\u{a0}');
            text.push_str(&self.mark);
            cut = true;
        }
        let cost = text.chars().count() + kept.len() * LINE;
        if self.spent + cost > MOST_NOTES {
            self.left_out = true;
            return None;
        }
        self.spent += cost;
        self.shortened |= cut;
        Some(Words::user(&text))
    }
}

/// The texts of the user interface in one language.
#[derive(Clone, Copy)]
pub(crate) struct Say<'a> {
    texts: &'a Texts,
    /// The language of the document.
    pub(crate) language: Language,
}

impl<'a> Say<'a> {
    /// Texts in this language.
    pub(crate) const fn new(texts: &'a Texts, language: Language) -> Self {
        Self { texts, language }
    }

    /// A text without arguments.
    pub(crate) fn get(&self, key: &str) -> String {
        self.texts.get(self.language, key)
    }

    /// A text with arguments.
    pub(crate) fn with<const N: usize>(&self, key: &str, pairs: [(&'static str, Argument); N]) -> String {
        self.texts.with(self.language, key, &arguments(pairs.map(|(name, value)| (name, value.into_fluent()))))
    }

    /// The text `<key>-<code>`.
    pub(crate) fn code(&self, key: &str, code: impl std::fmt::Display) -> String {
        self.get(&format!("{key}-{code}"))
    }

    /// Whether there is such a text.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.texts.has(self.language, key)
    }

    /// A word as it stands within a sentence: the first letter small.
    pub(crate) fn within(&self, key: &str, code: impl std::fmt::Display) -> String {
        lower_first(&self.code(key, code))
    }
}

/// An argument of a text.
pub(crate) enum Argument {
    /// A number, formatted by language and usable for plurals.
    Number(f64),
    /// A string.
    Text(String),
}

impl Argument {
    fn into_fluent<T: From<f64> + From<String>>(self) -> T {
        match self {
            Self::Number(number) => T::from(number),
            Self::Text(text) => T::from(text),
        }
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Argument {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::Number(u32::try_from(number).map_or(f64::from(u32::MAX), f64::from))
    }
}

/// The text with its first letter small.
pub(crate) fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Makes every string of a document fit for print: replaces what no font shows, lets endless words break.
///
/// Returns whether a character was replaced.
pub(crate) fn make_printable(value: &mut Value, shows: &dyn Fn(char) -> bool) -> bool {
    match value {
        Value::String(text) => {
            let (printable, replaced) = printable(text, shows);
            *text = printable;
            replaced
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, item| make_printable(item, shows) | any),
        Value::Object(fields) => fields.iter_mut().fold(false, |any, (_, field)| make_printable(field, shows) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Longest run of letters left to hyphenation, and of other characters without a place to break.
const LONGEST_WORD: usize = 50;
const LONGEST_RUN: usize = 30;
/// Where a longer one may break.
const STEP: usize = 16;

fn printable(text: &str, shows: &dyn Fn(char) -> bool) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut replaced = false;
    let mut word = String::new();
    for character in text.chars() {
        let character = match character {
            '\n' => '\n',
            '\t' => ' ',
            // Joiners and variation selectors without a glyph only choose a form; without the form they are nothing.
            form if is_invisible(form) => continue,
            control if control.is_control() => continue,
            known if shows(known) && !is_private(known) => known,
            _ => {
                replaced = true;
                '\u{FFFD}'
            }
        };
        if character.is_whitespace() || matches!(character, '-' | '/' | '–') {
            push_breakable(&mut out, &word);
            word.clear();
            out.push(character);
        } else {
            word.push(character);
        }
    }
    push_breakable(&mut out, &word);
    (out, replaced)
}

/// Joiners, direction marks and variation selectors.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

const fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

fn push_breakable(out: &mut String, word: &str) {
    let letters = word.chars().all(char::is_alphabetic);
    let most = if letters { LONGEST_WORD } else { LONGEST_RUN };
    if word.len() <= most || word.chars().count() <= most {
        out.push_str(word);
        return;
    }
    // Between letters a soft hyphen, elsewhere (addresses, fingerprints) a break that leaves no mark.
    let mark = if letters { '\u{AD}' } else { '\u{200B}' };
    for (index, character) in word.chars().enumerate() {
        if index > 0 && index % STEP == 0 {
            out.push(mark);
        }
        out.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_bounded_one_by_one_and_together() {
        let mut notes = Notes::new("[gekürzt]".to_owned());
        assert!(notes.take("  ").is_none());
        assert_eq!(notes.take("kurz").unwrap().text(), "kurz");
        assert!(!notes.shortened);
        let long = notes.take(&"wort ".repeat(700)).unwrap();
        assert!(long.text().ends_with("[gekürzt]") && long.text().chars().count() < 1_020);
        let tall = notes.take(&"a\n".repeat(900)).unwrap();
        assert!(tall.text().lines().count() <= 31 && notes.shortened);
        let printed: usize =
            (0..5_000).filter_map(|_| notes.take(&"x".repeat(900))).map(|note| note.text().len()).sum();
        assert!(printed <= MOST_NOTES && notes.left_out);
    }

    #[test]
    fn right_to_left_text_is_marked() {
        assert_eq!(Words::user("שלום").lang(), Some("he"));
        assert_eq!(Words::user("12 مرحبا").lang(), Some("ar"));
        assert_eq!(Words::user("Grüße, שלום").lang(), None);
    }

    #[test]
    fn what_no_font_shows_is_replaced_and_endless_words_break() {
        let shows = |character: char| character.is_ascii() || character == 'ß';
        assert_eq!(printable("Gruß\u{FE0F}", &shows), ("Gruß".to_owned(), false));
        assert_eq!(printable("a\u{1F600}\u{E000}", &shows), ("a\u{FFFD}\u{FFFD}".to_owned(), true));
        assert_eq!(printable(&"x".repeat(60), &shows).0.matches('\u{AD}').count(), 3);
        assert_eq!(printable(&"0".repeat(40), &shows).0.matches('\u{200B}').count(), 2);
        assert_eq!(printable("Donaudampfschifffahrtsgesellschaft", &shows).0.len(), 34);
    }
}
