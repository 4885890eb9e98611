//! Letters: mail as a text key with words, so that it is written in the reader's language when it is sent.
//!
//! How one is written is in `content`; what is promised about sending it once is in docs/adr/0010.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use ringwall_content::{LetterText, format};
use ringwall_core::{id::AccountId, language::Language};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    App, AppError, MailFault, Outgoing,
    work::{Fault, Held},
};

/// A letter that will be sent.
///
/// Its texts are `mail-<template>-subject`, `mail-<template>-text` (paragraphs apart by an empty line) and, if there is
/// an action, `mail-<template>-action` (what the button says). `words` and `numbers` are the arguments of all three.
/// Greeting, sender and closing are added for every letter: a text begins with what it is about. `mail-<template>-why`
/// says why the reader gets it; without it, a general sentence stands there.
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
    /// Arguments of the texts that are counted, so that a text can tell one from many.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, i64>,
    /// Path of the page the button opens, beginning with `/`; the installation's address is put in front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Whose letter of which kind it is, if that kind can be stopped: then it is not sent to who stopped it, and carries
    /// `List-Unsubscribe`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stoppable: Option<Stoppable>,
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

/// A kind of letter that a reader can stop. Everything else is needed for something the reader asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterKind {
    /// What happened in a week.
    Digest,
    /// Something is due or overdue.
    Reminder,
    /// Questions some months after a check.
    FollowUp,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Digest, Self::Reminder, Self::FollowUp];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Reminder => "reminder",
            Self::FollowUp => "follow-up",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    const fn number(self) -> u8 {
        match self {
            Self::Digest => 1,
            Self::Reminder => 2,
            Self::FollowUp => 3,
        }
    }
}

/// Whose letters of which kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stoppable {
    /// Who reads them.
    pub account: AccountId,
    /// Which.
    pub kind: LetterKind,
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
            numbers: BTreeMap::new(),
            action: None,
            stoppable: None,
            attachments: Vec::new(),
        }
    }

    /// Adds an argument for the texts. It is shown as it is, whatever it looks like.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.words.insert(name.to_owned(), value.to_string());
        self
    }

    /// Adds a number for the texts: a text can say one thing for one and another for many.
    #[must_use]
    pub fn counting(mut self, name: &str, number: impl Into<i64>) -> Self {
        self.numbers.insert(name.to_owned(), number.into());
        self
    }

    /// Adds the button.
    #[must_use]
    pub fn leading_to(mut self, path: impl Into<String>) -> Self {
        self.action = Some(path.into());
        self
    }

    /// Lets the reader stop letters of this kind.
    #[must_use]
    pub const fn stoppable(mut self, account: AccountId, kind: LetterKind) -> Self {
        self.stoppable = Some(Stoppable { account, kind });
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn attaching(mut self, name: &str, media_type: &str, text: impl Into<String>) -> Self {
        self.attachments.push(Attachment {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            text: text.into(),
        });
        self
    }
}

/// An address as an operator may see it: `r…@example.org`.
pub fn masked_address(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", local.chars().next().unwrap_or('…')),
        None => "…".to_owned(),
    }
}

/// What a mail server said, with every address in it masked: it may name others than the one the letter went to.
fn masked_text(text: &str) -> String {
    let of_address = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '(' | ')' | '"' | ',' | ';');
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if of_address(c) {
            word.push(c);
            continue;
        }
        let plain = word.trim_end_matches([':', '.']);
        if plain.contains('@') {
            out.push_str(&masked_address(plain));
            out.push_str(word.get(plain.len()..).unwrap_or_default());
        } else {
            out.push_str(&word);
        }
        word.clear();
        out.push(c);
    }
    out.pop();
    out
}

/// The key for the links that stop letters.
const STOP_SECRET: &str = "stop-letters";
/// Bytes of the proof in such a link: 128 bits.
const PROOF: usize = 16;

fn proof(secret: &[u8], stoppable: Stoppable) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(stoppable.account.0.as_bytes());
    mac.update(&[stoppable.kind.number()]);
    Some(mac)
}

/// The token in the link that stops letters. It is made anew for every letter and stored nowhere; it proves whose
/// letters of which kind, and works as long as the account is there.
fn stop_token(secret: &[u8], stoppable: Stoppable) -> String {
    let tag = proof(secret, stoppable).map(|mac| mac.finalize().into_bytes());
    let tag = tag.as_deref().and_then(|tag| tag.get(..PROOF)).unwrap_or_default();
    let mut bytes = stoppable.account.0.as_bytes().to_vec();
    bytes.push(stoppable.kind.number());
    bytes.extend(tag);
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// What a token proves, if it was made with this secret.
fn stop_of_token(secret: &[u8], token: &str) -> Option<Stoppable> {
    if token.len() != 2 * (16 + 1 + PROOF) || !token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let bytes: Vec<u8> =
        (0..token.len() / 2).filter_map(|at| u8::from_str_radix(token.get(2 * at..2 * at + 2)?, 16).ok()).collect();
    let (account, rest) = bytes.split_at_checked(16)?;
    let (number, tag) = rest.split_first()?;
    let kind = LetterKind::ALL.into_iter().find(|kind| kind.number() == *number)?;
    let stoppable = Stoppable { account: AccountId(Uuid::from_slice(account).ok()?), kind };
    proof(secret, stoppable)?.verify_truncated_left(tag).ok()?;
    Some(stoppable)
}

impl App {
    /// Whether letters can go out: there is a mail server, and the address that links need is known.
    pub fn can_send(&self) -> bool {
        self.inner.ports.mailer.is_ready() && self.public_url().is_some()
    }

    /// Sends one letter. What is promised about sending it once: docs/adr/0010.
    pub(crate) async fn send_letter(&self, held: &Held, letter: Letter) -> Result<(), Fault> {
        if let Some(stoppable) = letter.stoppable {
            let stopped = self.store().read().await.map_err(AppError::from)?;
            let stopped = { stopped }.stopped_letters(stoppable.account).await.map_err(AppError::from)?;
            if stopped.iter().any(|kind| kind == stoppable.kind.code()) {
                return Ok(());
            }
        }
        let outgoing = self.outgoing(&held.id.to_string(), &letter).await?;
        if held.handed_at.is_some() {
            // Whoever tried before died between handing it over and noting that, or got no answer. The Message-ID is the
            // same.
            tracing::warn!(job.id = %held.id, attempt = held.attempt, "a letter may go out a second time");
        }
        self.begin_hand_over(held).await?;
        match self.inner.ports.mailer.send(&outgoing).await {
            Ok(()) => {
                let (held, today) = (held.clone(), self.now().to_zoned_datetime(format::zone()).date());
                let noted = self
                    .insist(move |tx| {
                        let held = held.clone();
                        Box::pin(async move {
                            held.finish(tx).await?;
                            Ok(tx.count_letter(today).await?)
                        })
                    })
                    .await;
                // Lost means that somebody else took the job over, or that its organisation was deleted meanwhile.
                if matches!(noted, Err(AppError::Conflict)) { Err(Fault::Lost) } else { Ok(noted?) }
            }
            // A mail server repeats the address; an operator who looks at faults has no need for it.
            Err(MailFault::Later(why)) => Err(Fault::Later(masked_text(&why))),
            Err(MailFault::Unclear(why)) => Err(Fault::Unclear(masked_text(&why))),
            Err(MailFault::Never(why)) => Err(Fault::Never(masked_text(&why))),
        }
    }

    /// A letter as it goes out.
    pub(crate) async fn outgoing(&self, id: &str, letter: &Letter) -> Result<Outgoing, AppError> {
        let base = self.public_url().ok_or_else(|| AppError::unavailable("server.public_url is not set"))?;
        let unsubscribe = match letter.stoppable {
            Some(stoppable) => Some(format!("{base}/unsubscribe/{}", self.stop_link(stoppable).await?)),
            None => None,
        };
        let sender = self.inner.ports.mailer.sender();
        let written = self.content().letter(&LetterText {
            language: letter.language,
            template: &letter.template,
            name: &letter.name,
            words: &letter.words,
            numbers: &letter.numbers,
            base,
            action: letter.action.as_deref(),
            sender: sender.as_deref(),
            stop: unsubscribe.as_deref(),
        });
        Ok(Outgoing {
            id: id.to_owned(),
            to: letter.to.clone(),
            name: letter.name.clone(),
            subject: written.subject,
            text: written.text,
            html: written.html,
            language: letter.language.code(),
            unsubscribe,
            attachments: letter.attachments.clone(),
        })
    }

    /// The token of the page on which somebody stops letters of a kind.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn stop_link(&self, stoppable: Stoppable) -> Result<String, AppError> {
        Ok(stop_token(&self.secret(STOP_SECRET).await?, stoppable))
    }

    /// Which letters a link stops, and whether they are stopped.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a made-up link or an account that is gone.
    pub async fn stoppable_letters(&self, token: &str) -> Result<(Stoppable, bool), AppError> {
        let stoppable = stop_of_token(&self.secret(STOP_SECRET).await?, token).ok_or(AppError::NotFound)?;
        let mut reader = self.store().read().await?;
        reader.account_by_id(stoppable.account).await?.ok_or(AppError::NotFound)?;
        let stopped = reader.stopped_letters(stoppable.account).await?;
        Ok((stoppable, stopped.iter().any(|kind| kind == stoppable.kind.code())))
    }

    /// Stops the letters a link stands for, or lets them come again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as for [`App::stoppable_letters`].
    pub async fn set_letters_stopped(&self, token: &str, stop: bool) -> Result<Stoppable, AppError> {
        let (stoppable, _) = self.stoppable_letters(token).await?;
        self.change_stopped(stoppable, stop).await?;
        Ok(stoppable)
    }

    async fn change_stopped(&self, stoppable: Stoppable, stop: bool) -> Result<(), AppError> {
        let (now, code) = (self.now(), stoppable.kind.code());
        self.store()
            .write::<_, AppError>("change_stopped", move |tx| {
                Box::pin(async move {
                    if stop {
                        tx.stop_letters(stoppable.account, code, now).await?;
                    } else {
                        tx.resume_letters(stoppable.account, code).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stops_exactly_the_letters_it_was_made_for() {
        let stoppable = Stoppable { account: AccountId(Uuid::from_u128(7)), kind: LetterKind::Reminder };
        let token = stop_token(b"secret", stoppable);
        assert_eq!(stop_of_token(b"secret", &token), Some(stoppable));
        assert_eq!(stop_of_token(b"other", &token), None);
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(stop_of_token(b"secret", &String::from_utf8(changed).unwrap()), None, "{at}");
        }
        for wrong in ["", "00", &token[2..], &format!("{token}00"), &token.to_uppercase(), &"ä".repeat(33)] {
            assert_eq!(stop_of_token(b"secret", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_operator_sees_where_to_but_not_whom() {
        assert_eq!(masked_address("rita@example.org"), "r…@example.org");
        assert_eq!(masked_address("nonsense"), "…");
        let said = "550 5.1.1 <rita@example.com>: unknown; was Rita.M@other.org. See https://mail.example.com";
        let seen = "550 5.1.1 <r…@example.com>: unknown; was R…@other.org. See https://mail.example.com";
        assert_eq!(masked_text(said), seen);
        assert_eq!(masked_text(""), "");
    }

    #[test]
    fn kinds_lead_back() {
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
