//! How an installation is: what works, what needs attention, what is broken, each with what to do about it.
//!
//! Knows what can be seen through the database and the ports. What only the machine knows (disk, certificate, mail
//! server) is handed in as a [`Machine`]. Findings carry codes and numbers; the sentences are in `content`, so that the
//! page of the operator and the command line say the same.

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use ringwall_core::actor::{Permission, Place};

use crate::{App, AppError, Job, Signed};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seriousness {
    /// As it should be.
    Fine,
    /// Works, but somebody should look.
    Attention,
    /// Does not work.
    Broken,
}

impl Seriousness {
    /// Stable code, also the text key `health-is-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Attention => "attention",
            Self::Broken => "broken",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at; its name is the text `health-<topic>`.
    pub topic: &'static str,
    /// What was found; the sentence is the text `health-<topic>-<found>`.
    pub found: &'static str,
    /// How serious it is.
    pub is: Seriousness,
    /// Words of the sentence.
    pub words: Vec<(&'static str, String)>,
}

impl Finding {
    /// All is well.
    pub const fn fine(topic: &'static str, found: &'static str) -> Self {
        Self { topic, found, is: Seriousness::Fine, words: Vec::new() }
    }

    /// Somebody should look.
    pub const fn attention(topic: &'static str, found: &'static str) -> Self {
        Self { topic, found, is: Seriousness::Attention, words: Vec::new() }
    }

    /// It does not work.
    pub const fn broken(topic: &'static str, found: &'static str) -> Self {
        Self { topic, found, is: Seriousness::Broken, words: Vec::new() }
    }

    /// Adds a word of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.words.push((name, value.to_string()));
        self
    }
}

/// What only the machine knows.
pub trait Machine: Send + Sync {
    /// Looks at everything.
    fn look(&self) -> BoxFuture<'_, Vec<Finding>>;
}

/// A backup older than this needs attention.
const BACKUP_AGE: SignedDuration = SignedDuration::from_hours(48);
/// Clocks further apart than this need attention.
const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(5);
/// A job that is due for longer than this says that no worker runs.
const OVERDUE: SignedDuration = SignedDuration::from_mins(5);

impl App {
    /// What operators see: everything that the database and the ports tell.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`] as [`Signed::require`].
    pub async fn findings_for(&self, signed: &Signed) -> Result<Vec<Finding>, AppError> {
        signed.require(Permission::Operate, Place::INSTALLATION)?;
        Ok(self.findings().await)
    }

    /// The same for the command line of the machine, whose user is an operator anyway.
    pub async fn findings(&self) -> Vec<Finding> {
        let mut findings = vec![self.database().await];
        if findings.iter().all(|finding| finding.is == Seriousness::Fine) {
            findings.push(self.clock().await);
            findings.extend(self.jobs().await);
            findings.push(self.backup().await);
        }
        findings.push(self.files().await);
        findings
    }

    async fn database(&self) -> Finding {
        let known = ringwall_store::known_schema();
        let engine = self.store().engine();
        match (self.store().health().await, self.store().schema().await) {
            (Ok(()), Ok(schema)) if schema == known => {
                Finding::fine("database", "fine").with("engine", engine).with("schema", schema)
            }
            (Ok(()), Ok(0)) => Finding::attention("database", "empty").with("engine", engine),
            (Ok(()), Ok(schema)) if schema < known => {
                Finding::broken("database", "pending").with("schema", schema).with("known", known)
            }
            (Ok(()), Ok(schema)) => Finding::broken("database", "newer").with("schema", schema).with("known", known),
            (Err(error), _) | (_, Err(error)) => Finding::broken("database", "silent").with("error", chain(&error)),
        }
    }

    /// Whether the database and this machine agree on the time. On SQLite both are the same clock.
    async fn clock(&self) -> Finding {
        let before = self.now();
        let Ok(theirs) = self.store().time().await else { return Finding::broken("clock", "silent") };
        let Some(theirs) = theirs else { return Finding::fine("clock", "own") };
        let middle = before.checked_add(self.now().duration_since(before) / 2).unwrap_or(before);
        let apart = theirs.duration_since(middle).abs();
        if apart <= CLOCKS_APART {
            Finding::fine("clock", "agree").with("seconds", apart.as_secs())
        } else {
            Finding::attention("clock", "apart").with("seconds", apart.as_secs())
        }
    }

    async fn jobs(&self) -> Vec<Finding> {
        let read = async {
            let mut reader = self.store().read().await?;
            let counts = reader.job_counts().await?;
            let next = reader.next_due((!self.can_send()).then_some(Job::LETTER)).await?;
            Ok::<_, AppError>((counts, next))
        };
        let Ok((counts, next)) = read.await else { return vec![Finding::broken("jobs", "silent")] };
        let dead: u64 = counts.iter().map(|count| count.dead).sum();
        let overdue = next.map(|next| self.now().duration_since(next)).filter(|overdue| *overdue > OVERDUE);
        vec![
            if dead == 0 {
                Finding::fine("jobs", "fine")
            } else {
                Finding::attention("jobs", "dead").with("count", dead)
            },
            match overdue {
                None => Finding::fine("worker", "fine"),
                Some(overdue) => Finding::broken("worker", "overdue").with("minutes", overdue.as_mins()),
            },
        ]
    }

    async fn backup(&self) -> Finding {
        match self.store().last_backup().await {
            Err(_) => Finding::broken("backup", "silent"),
            Ok(None) => Finding::attention("backup", "never"),
            Ok(Some(at)) => {
                let age = self.now().duration_since(at);
                let found = if age > BACKUP_AGE {
                    Finding::attention("backup", "old")
                } else {
                    Finding::fine("backup", "fine")
                };
                found.with("hours", age.as_hours().max(0))
            }
        }
    }

    /// Writes a small file, reads it and deletes it.
    async fn files(&self) -> Finding {
        let files = &self.inner.ports.files;
        let key = format!("health/{}", self.new_uuid());
        let text = b"ringwall".to_vec();
        if let Err(error) = files.put(&key, text.clone()).await {
            return if error.to_string() == crate::ports::NO_FILES {
                Finding::attention("files", "nowhere")
            } else {
                Finding::broken("files", "unwritable").with("error", error)
            };
        }
        let read = files.get(&key).await;
        let deleted = files.delete(&key).await;
        match (read, deleted) {
            (Ok(Some(read)), Ok(())) if read == text => Finding::fine("files", "fine"),
            (Err(error), _) | (_, Err(error)) => Finding::broken("files", "unwritable").with("error", error),
            _ => Finding::broken("files", "different"),
        }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// How long a certificate still holds, and how serious that is.
pub fn certificate_left(ends: Timestamp, now: Timestamp) -> (i64, Seriousness) {
    let days = ends.duration_since(now).as_hours().div_euclid(24);
    let is = match days {
        ..0 => Seriousness::Broken,
        0..14 => Seriousness::Attention,
        _ => Seriousness::Fine,
    };
    (days, is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_renewed_in_time() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        for (hours, expected) in [
            (-1, Seriousness::Broken),
            (1, Seriousness::Attention),
            (24 * 14 - 1, Seriousness::Attention),
            (24 * 14, Seriousness::Fine),
        ] {
            let ends = now.checked_add(SignedDuration::from_hours(hours)).unwrap();
            assert_eq!(certificate_left(ends, now).1, expected, "{hours}");
        }
    }
}
