//! Texts: Fluent messages in German and English.
//!
//! Knows where texts lie and which language stands in for a missing one. Refuses to guess: a key without a text shows
//! the key, and the coherence test fails.

use std::{borrow::Cow, collections::BTreeSet};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::Dir;
use ringwall_core::{language::Language, refusal::Refusal};
use unic_langid::LanguageIdentifier;

use crate::format;

/// Builds arguments for a text: `arguments([("missing", 3.into())])`.
pub fn arguments<const N: usize>(pairs: [(&'static str, FluentValue<'static>); N]) -> FluentArgs<'static> {
    pairs.into_iter().collect()
}

/// All texts of the user interface.
pub struct Texts {
    de: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// Reads one Fluent file into a bundle of its own; used for checks, risks and funding.
pub(crate) fn bundle(language: Language, file: &str, source: &str, faults: &mut Vec<String>) -> Bundle {
    let mut bundle = empty(language);
    add(&mut bundle, file, source, faults);
    Bundle { bundle, file: file.to_owned() }
}

fn empty(language: Language) -> FluentBundle<FluentResource> {
    let identifier = match language {
        Language::De => LanguageIdentifier::from_bytes(b"de-DE"),
        Language::En => LanguageIdentifier::from_bytes(b"en-GB"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![identifier.unwrap_or_default()]);
    // Isolation marks around arguments would end up in PDFs, mails and tests.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::De => |value, _| format::fluent_number(Language::De, value),
        Language::En => |value, _| format::fluent_number(Language::En, value),
    }));
    bundle
}

fn add(bundle: &mut FluentBundle<FluentResource>, file: &str, source: &str, faults: &mut Vec<String>) {
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            faults.extend(errors.into_iter().map(|error| format!("{file}: {error}")));
            resource
        }
    };
    if let Err(errors) = bundle.add_resource(resource) {
        faults.extend(errors.into_iter().map(|error| format!("{file}: {error}")));
    }
}

/// One Fluent file.
pub(crate) struct Bundle {
    bundle: FluentBundle<FluentResource>,
    file: String,
}

impl Bundle {
    /// The text of `key` or `key.attribute`; a fault if it is missing or does not format.
    pub(crate) fn text(&self, key: &str, attribute: Option<&str>, faults: &mut Vec<String>) -> String {
        let mut errors = Vec::new();
        let text = format_pattern(&self.bundle, key, attribute, None, &mut errors);
        match text {
            Some(text) if errors.is_empty() => text,
            _ => {
                let name = attribute.map_or_else(|| key.to_owned(), |attribute| format!("{key}.{attribute}"));
                faults.push(format!("{}: {name} is missing", self.file));
                String::new()
            }
        }
    }

    /// Like [`Self::text`], but `None` without a fault if it is missing.
    pub(crate) fn optional(&self, key: &str, attribute: Option<&str>) -> Option<String> {
        format_pattern(&self.bundle, key, attribute, None, &mut Vec::new())
    }
}

fn format_pattern(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    attribute: Option<&str>,
    arguments: Option<&FluentArgs<'_>>,
    errors: &mut Vec<fluent_bundle::FluentError>,
) -> Option<String> {
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(attribute) => message.get_attribute(attribute)?.value(),
    };
    Some(bundle.format_pattern(pattern, arguments, errors).into_owned())
}

impl Texts {
    pub(crate) fn load(files: &Dir<'_>, faults: &mut Vec<String>) -> Self {
        let mut load = |language: Language| {
            let mut bundle = empty(language);
            let folder = format!("texts/{}", language.code());
            for file in files.get_dir(&folder).map(Dir::files).into_iter().flatten() {
                let name = file.path().display().to_string();
                match file.contents_utf8() {
                    Some(source) => add(&mut bundle, &name, source, faults),
                    None => faults.push(format!("{name}: is not UTF-8")),
                }
            }
            bundle
        };
        Self { de: load(Language::De), en: load(Language::En) }
    }

    const fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }

    /// The text of `key` or `key.attribute` without arguments. A missing text shows its key.
    pub fn get(&self, language: Language, key: &str) -> String {
        self.format(language, key, None)
    }

    /// The text of `key` or `key.attribute` with arguments. A missing text shows its key.
    pub fn with(&self, language: Language, key: &str, arguments: &FluentArgs<'_>) -> String {
        self.format(language, key, Some(arguments))
    }

    fn format(&self, language: Language, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let (message, attribute) = match key.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (key, None),
        };
        [language, language.other()]
            .into_iter()
            .find_map(|language| format_pattern(self.bundle(language), message, attribute, arguments, &mut Vec::new()))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The sentence for a refusal.
    pub fn refusal(&self, language: Language, refusal: &Refusal) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in &refusal.parameters {
            // A field or a value is named in the reader's language where there is a word for it.
            let key = format!("{name}-{value}");
            let value = if self.has(language, &key) { self.get(language, &key) } else { value.clone() };
            match value.parse::<f64>() {
                Ok(number) => arguments.set(*name, number),
                Err(_) => arguments.set(*name, FluentValue::String(Cow::Owned(value))),
            }
        }
        self.with(language, &format!("refusal-{}", refusal.code), &arguments)
    }

    /// Whether there is a text with this key (`key` or `key.attribute`) in exactly this language.
    pub fn has(&self, language: Language, key: &str) -> bool {
        let (message, attribute) = match key.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (key, None),
        };
        self.bundle(language).get_message(message).is_some_and(|message| match attribute {
            None => message.value().is_some(),
            Some(attribute) => message.get_attribute(attribute).is_some(),
        })
    }
}

/// Keys of all messages in a Fluent source, `key` and `key.attribute`, for coherence tests.
pub fn keys_of(source: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut message = String::new();
    for line in source.lines() {
        let attribute = line.trim_start().strip_prefix('.').filter(|_| line.starts_with([' ', '\t']));
        let head = attribute.unwrap_or(line);
        let Some((key, _)) = head.split_once('=') else { continue };
        let key = key.trim();
        let plain = key.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
        if key.is_empty() || !plain {
            continue;
        }
        if attribute.is_some() {
            keys.insert(format!("{message}.{key}"));
        } else if !line.starts_with([' ', '\t']) {
            key.clone_into(&mut message);
            keys.insert(message.clone());
        }
    }
    keys
}
