//! The words of consents, in versions.
//!
//! Knows which version is shown on which day, and the fingerprint of each. A version that was ever shown stays in the
//! files, word for word: `sha256` in the list has to fit, so that nobody changes what others have agreed to.

use std::fmt::Write;

use include_dir::Dir;
use jiff::civil::Date;
use ringwall_core::{check::Review, consent::Purpose, language::Localised};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::check_files::{Pair, toml};

/// One version of the words of a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentText {
    /// What it is for.
    pub purpose: Purpose,
    /// Version.
    pub version: String,
    /// The first day on which it is shown.
    pub valid_from: Date,
    /// The last day on which it is shown.
    pub valid_to: Option<Date>,
    /// Whether somebody with the knowledge has looked at it.
    pub review: Review,
    /// The words.
    pub words: ConsentWords,
    /// SHA-256 of purpose, version and words, lower-case hex.
    pub digest: String,
}

/// What a reader sees before agreeing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsentWords {
    /// A few words.
    pub title: Localised,
    /// What somebody may then do.
    pub allows: Localised,
    /// What stays closed.
    pub limits: Localised,
    /// How it ends.
    pub ends: Localised,
    /// The sentence that is agreed to.
    pub sentence: Localised,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    consent: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    purpose: Purpose,
    version: String,
    valid_from: Date,
    valid_to: Option<Date>,
    review: Review,
    sha256: String,
}

pub(crate) fn consents(files: &Dir<'_>, faults: &mut Vec<String>) -> Vec<ConsentText> {
    const NAME: &str = "consents/consents.toml";
    let Some(file) = toml::<File>(files, NAME, faults) else { return Vec::new() };
    let texts = Pair::read(files, "consents/", faults);
    let mut consents: Vec<ConsentText> = Vec::new();
    for entry in file.consent {
        let key = format!("consent-{}-{}", entry.purpose.code(), entry.version);
        let words = ConsentWords {
            title: texts.text(&key, None, faults),
            allows: texts.text(&key, Some("allows"), faults),
            limits: texts.text(&key, Some("limits"), faults),
            ends: texts.text(&key, Some("ends"), faults),
            sentence: texts.text(&key, Some("sentence"), faults),
        };
        let digest = digest(entry.purpose, &entry.version, &words);
        if digest != entry.sha256 {
            faults.push(format!(
                "{NAME}: {key}: sha256 is {digest}; a text that was shown never changes, write a new version instead"
            ));
        }
        if consents.iter().any(|known| known.purpose == entry.purpose && known.version == entry.version) {
            faults.push(format!("{NAME}: {key} is there twice"));
        }
        let Entry { purpose, version, valid_from, valid_to, review, .. } = entry;
        consents.push(ConsentText { purpose, version, valid_from, valid_to, review, words, digest });
    }
    for purpose in Purpose::ALL {
        if !consents.iter().any(|text| text.purpose == purpose && text.valid_to.is_none()) {
            faults.push(format!("{NAME}: no text without an end for {}", purpose.code()));
        }
    }
    consents
}

fn digest(purpose: Purpose, version: &str, words: &ConsentWords) -> String {
    // Plain strings always serialise; an empty document would only make the digest not fit.
    let document = serde_json::to_vec(&(purpose.code(), version, words)).unwrap_or_default();
    Sha256::digest(&document).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The version shown on a day: the newest that has begun and not ended.
pub(crate) fn shown(texts: &[ConsentText], purpose: Purpose, day: Date) -> Option<&ConsentText> {
    texts
        .iter()
        .filter(|text| text.purpose == purpose && text.valid_from <= day && text.valid_to.is_none_or(|to| day <= to))
        .max_by_key(|text| text.valid_from)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn text(version: &str, from: Date, to: Option<Date>) -> ConsentText {
        let words = ConsentWords {
            title: Localised::both("a", "b"),
            allows: Localised::default(),
            limits: Localised::default(),
            ends: Localised::default(),
            sentence: Localised::default(),
        };
        let digest = digest(Purpose::Advice, version, &words);
        let version = version.to_owned();
        ConsentText {
            purpose: Purpose::Advice,
            version,
            valid_from: from,
            valid_to: to,
            review: Review::Pending,
            words,
            digest,
        }
    }

    #[test]
    fn the_newest_version_of_a_day_is_shown() {
        let texts = [
            text("1", date(2026, 1, 1), Some(date(2026, 6, 30))),
            text("2", date(2026, 7, 1), None),
            text("3", date(2026, 9, 1), None),
        ];
        for (day, expected) in [
            (date(2025, 12, 31), None),
            (date(2026, 1, 1), Some("1")),
            (date(2026, 6, 30), Some("1")),
            (date(2026, 7, 1), Some("2")),
            (date(2026, 9, 1), Some("3")),
        ] {
            assert_eq!(shown(&texts, Purpose::Advice, day).map(|text| text.version.as_str()), expected, "{day}");
        }
        assert_eq!(shown(&texts, Purpose::Press, date(2026, 9, 1)), None);
    }

    #[test]
    fn every_word_counts_in_the_fingerprint() {
        let one = text("1", date(2026, 1, 1), None);
        let mut other = one.words.clone();
        other.ends = Localised::both("a", "");
        assert_ne!(one.digest, digest(Purpose::Advice, "1", &other));
        assert_ne!(one.digest, digest(Purpose::Press, "1", &one.words));
        assert_ne!(one.digest, digest(Purpose::Advice, "2", &one.words));
    }
}
