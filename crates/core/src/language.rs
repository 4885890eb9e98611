//! The languages a reader can choose, and texts that exist in several of them.
//!
//! Knows which languages there are and which one stands in when a text is missing. Refuses to know any text itself:
//! texts come from `content` or from an imported catalogue.

use serde::{Deserialize, Serialize};

/// A language the product speaks. German comes first everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German, the language of first resort.
    #[default]
    De,
    /// English, complete.
    En,
}

impl Language {
    /// All languages, German first.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The ISO 639-1 code, as used in URLs, `lang` attributes and file names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The language of an ISO 639-1 code or a BCP 47 tag such as `de-AT`; `None` if we do not speak it.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// The other language, for a language switch with two positions.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::De => Self::En,
            Self::En => Self::De,
        }
    }
}

/// A text in one or more languages. An imported catalogue often has only one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// German text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<String>,
    /// English text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Localised {
    /// A text in both languages.
    pub fn both(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: Some(de.into()), en: Some(en.into()) }
    }

    /// A text that exists in one language only.
    pub fn only(language: Language, text: impl Into<String>) -> Self {
        let mut localised = Self::default();
        localised.set(language, text.into());
        localised
    }

    /// Sets the text of one language.
    pub fn set(&mut self, language: Language, text: String) {
        match language {
            Language::De => self.de = Some(text),
            Language::En => self.en = Some(text),
        }
    }

    /// The text in `language`, else in the other one, else empty.
    pub fn get(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::De => (&self.de, &self.en),
            Language::En => (&self.en, &self.de),
        };
        wanted.as_deref().or(other.as_deref()).unwrap_or_default()
    }

    /// The language in which [`Self::get`] answers, so that a page can mark foreign text with `lang`.
    pub const fn language_of(&self, language: Language) -> Language {
        match (language, &self.de, &self.en) {
            (Language::De, None, Some(_)) => Language::En,
            (Language::En, Some(_), None) => Language::De,
            _ => language,
        }
    }

    /// True if there is no text in any language.
    pub fn is_empty(&self) -> bool {
        Language::ALL.into_iter().all(|language| self.get(language).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_is_replaced_and_named() {
        let only_english = Localised::only(Language::En, "Backup");
        assert_eq!(only_english.get(Language::De), "Backup");
        assert_eq!(only_english.language_of(Language::De), Language::En);
        assert!(Localised::default().is_empty());
    }

    #[test]
    fn tags_with_a_region_are_understood() {
        assert_eq!(Language::from_code("de-AT"), Some(Language::De));
        assert_eq!(Language::from_code("EN_gb"), Some(Language::En));
        assert_eq!(Language::from_code("fr"), None);
    }
}
