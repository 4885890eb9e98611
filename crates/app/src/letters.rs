//! Letters: mail as a text key with words, so that it is written in the reader's language when it is sent.

use std::collections::BTreeMap;

use ringwall_core::language::Language;
use serde::{Deserialize, Serialize};

/// A letter that will be sent.
///
/// Its texts are `mail-<template>-subject`, `mail-<template>-text` (paragraphs apart by an empty line) and, if there is
/// an action, `mail-<template>-action` (what the button says). `words` are the arguments of all three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// Name of the reader, may be empty.
    #[serde(default)]
    pub name: String,
    /// The reader's language.
    pub language: Language,
    /// Which texts.
    pub template: String,
    /// Arguments of the texts.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Path of the page the button opens, beginning with `/`; the installation's address is put in front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Path of the page on which this kind of letter can be stopped, for `List-Unsubscribe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsubscribe: Option<String>,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A small text file in a letter, for example an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub text: String,
}

impl Letter {
    /// A letter without words.
    pub fn new(template: &str, to: &str, name: &str, language: Language) -> Self {
        Self {
            to: to.to_owned(),
            name: name.to_owned(),
            language,
            template: template.to_owned(),
            words: BTreeMap::new(),
            action: None,
            unsubscribe: None,
            attachments: Vec::new(),
        }
    }

    /// Adds an argument for the texts.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.words.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds the button.
    #[must_use]
    pub fn leading_to(mut self, path: impl Into<String>) -> Self {
        self.action = Some(path.into());
        self
    }
}
