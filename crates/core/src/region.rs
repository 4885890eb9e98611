//! A region, and the names and keys with which it and its parts are addressed.
//!
//! Knows what a slug and an official municipality key look like. Refuses to know who runs a region.

use serde::{Deserialize, Serialize};

use crate::{
    id::RegionId,
    language::{Language, Localised},
    organisation::{is_unsafe, one_line},
    refusal::Refusal,
};

/// Shortest and longest slug, in characters.
pub const SLUG_LENGTH: std::ops::RangeInclusive<usize> = 2..=60;
/// Longest text on a public page, in characters.
pub const LONGEST_TEXT: usize = 3_000;
/// Most inhabitants a municipality can have here.
pub const MOST_PEOPLE: u32 = 10_000_000;

/// A region: the hub that runs the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Id.
    pub id: RegionId,
    /// Its name in addresses; unique in an installation.
    pub slug: String,
    /// What it is called.
    pub name: Localised,
    /// Who runs it and what for.
    pub about: Localised,
    /// Counts changes, starting at 1.
    #[serde(default)]
    pub revision: u32,
}

impl Region {
    /// Checks the texts.
    ///
    /// # Errors
    /// `name-missing`, `slug-invalid`, `field-…`, `text-too-long`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        self.slug = slug(&self.slug)?;
        self.name = name(&self.name)?;
        self.about = paragraphs("about", &self.about)?;
        Ok(self)
    }
}

/// A name in addresses: small letters, digits and single dashes, 2 to 60 characters.
///
/// # Errors
/// `slug-invalid`.
pub fn slug(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let fits = SLUG_LENGTH.contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--");
    if fits { Ok(text.to_owned()) } else { Err(Refusal::new("slug-invalid")) }
}

/// A slug made from a name: `Mülheim an der Ruhr, Stadt` becomes `muelheim-an-der-ruhr-stadt`. Empty if nothing is left.
pub fn slug_of(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'a'..='z' | '0'..='9' => out.push(character),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(*SLUG_LENGTH.end());
    out.trim_end_matches('-').to_owned()
}

/// An official municipality key (AGS): eight digits, the first two a Land (01 to 16), the next a government district.
/// Nothing at all is allowed.
///
/// Source: Destatis, Gemeindeverzeichnis, structure of the Amtlicher Gemeindeschlüssel.
///
/// # Errors
/// `municipality-key-invalid`.
pub fn municipality_key(text: &str) -> Result<Option<String>, Refusal> {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let land = text.get(..2).and_then(|land| land.parse::<u8>().ok());
    let fits = text.len() == 8
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && land.is_some_and(|land| (1..=16).contains(&land));
    if fits { Ok(Some(text)) } else { Err(Refusal::new("municipality-key-invalid")) }
}

/// A name in one or both languages; at least one is needed, the other follows it.
///
/// # Errors
/// `name-missing`, `field-…`.
pub fn name(name: &Localised) -> Result<Localised, Refusal> {
    let mut clean = Localised::default();
    for language in Language::ALL {
        let text = if language == Language::De { &name.de } else { &name.en };
        if let Some(text) = one_line("name", text.as_deref().unwrap_or_default())? {
            clean.set(language, text);
        }
    }
    if clean.is_empty() { Err(Refusal::new("name-missing")) } else { Ok(clean) }
}

/// Paragraphs in one or both languages; may be empty.
///
/// # Errors
/// `text-too-long` (parameters `field`, `most`), `field-control-characters`.
pub fn paragraphs(field: &'static str, text: &Localised) -> Result<Localised, Refusal> {
    let mut clean = Localised::default();
    for language in Language::ALL {
        let raw = if language == Language::De { &text.de } else { &text.en };
        let text = paragraph(field, raw.as_deref().unwrap_or_default())?;
        if !text.is_empty() {
            clean.set(language, text);
        }
    }
    Ok(clean)
}

/// One text of several lines, trimmed.
///
/// # Errors
/// `text-too-long` (parameters `field`, `most`), `field-control-characters`.
pub fn paragraph(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(Refusal::new("text-too-long").with("field", field).with("most", LONGEST_TEXT));
    }
    if text.chars().any(|character| is_unsafe(character) && character != '\n' && character != '\t') {
        return Err(Refusal::new("field-control-characters").with("field", field));
    }
    Ok(text.to_owned())
}

/// The address of a web page: `https://` or `http://` and a host. Nothing at all is allowed.
///
/// # Errors
/// `web-address-invalid`, `field-…`.
pub fn web_address(text: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = one_line("web", text)? else { return Ok(None) };
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let fits = host.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && !host.contains('@')
            && !text.chars().any(|c| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
    });
    if fits { Ok(Some(text)) } else { Err(Refusal::new("web-address-invalid")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_municipalities() {
        for (text, fits) in [
            ("05766036", true),
            (" 05 766 036 ", true),
            ("16077003", true),
            ("17000000", false),
            ("00766036", false),
            ("5766036", false),
            ("057660361", false),
            ("0576603x", false),
        ] {
            assert_eq!(municipality_key(text).is_ok(), fits, "{text}");
        }
        assert_eq!(municipality_key(" ").unwrap(), None);
    }

    #[test]
    fn slugs() {
        for (text, fits) in [
            ("kalletal", true),
            ("bad-oeynhausen-2", true),
            ("k", false),
            ("-kalletal", false),
            ("kalletal-", false),
            ("a--b", false),
            ("Kalletal", false),
            ("köln", false),
            ("a/b", false),
            ("..", false),
        ] {
            assert_eq!(slug(text).is_ok(), fits, "{text}");
        }
        assert_eq!(slug_of("Mülheim an der Ruhr, Stadt"), "muelheim-an-der-ruhr-stadt");
        assert_eq!(slug_of("  Straße!! "), "strasse");
        assert!(slug(&slug_of(&"Ä ".repeat(90))).is_ok());
    }

    #[test]
    fn web_addresses() {
        for (text, fits) in [
            ("https://example.org", true),
            ("http://example.org/a?b#c", true),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https://localhost", false),
            ("https://a@example.org", false),
            ("https://example.org/\"onclick", false),
            ("example.org", false),
        ] {
            assert_eq!(web_address(text).is_ok(), fits, "{text}");
        }
        assert_eq!(web_address(" ").unwrap(), None);
    }
}
