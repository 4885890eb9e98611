//! A mailbox that takes every letter, and a place for files, both in memory.
//!
//! ```ignore
//! t.run_jobs_until_idle().await;
//! let letter = t.mailbox().last_to("rita@example.org");
//! browser.get(&letter.link()).await.ok().contains("Guten Tag");
//! ```
#![expect(clippy::expect_used, clippy::panic, reason = "a test whose set-up fails has failed")]

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex},
};

use futures::future::BoxFuture;
use ringwall_app::{FileFault, Files, MailFault, Mailer, Outgoing};

/// The address that links in letters begin with in tests.
pub const BASE: &str = "http://ringwall.test";

/// Takes letters and keeps them.
#[derive(Clone, Default)]
pub struct Mailbox(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    taken: Vec<Outgoing>,
    faults: VecDeque<MailFault>,
    closed: bool,
    hangs: bool,
}

/// A letter somebody got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received(pub Outgoing);

impl Mailbox {
    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().expect("no test panicked with the mailbox in hand")
    }

    /// Every letter taken so far, in order, doubles included.
    pub fn all(&self) -> Vec<Received> {
        self.inner().taken.iter().cloned().map(Received).collect()
    }

    /// Every letter to an address, in order.
    pub fn to(&self, address: &str) -> Vec<Received> {
        self.all().into_iter().filter(|letter| letter.0.to == address).collect()
    }

    /// The last letter to an address.
    ///
    /// # Panics
    /// If there is none.
    pub fn last_to(&self, address: &str) -> Received {
        let found = self.to(address).pop();
        found.unwrap_or_else(|| {
            let all: Vec<String> = self.all().iter().map(|l| format!("{}: {}", l.0.to, l.0.subject)).collect();
            panic!("no letter to {address}; there are: {all:#?}")
        })
    }

    /// Forgets what was taken.
    pub fn clear(&self) {
        self.inner().taken.clear();
    }

    /// The next letter fails like this; may be said several times.
    pub fn fail_next(&self, fault: MailFault) {
        self.inner().faults.push_back(fault);
    }

    /// The next letter is taken, but whoever sent it never hears of it.
    pub fn hang_after_next(&self) {
        self.inner().hangs = true;
    }

    /// As if no mail server were configured: letters wait.
    pub fn close(&self, closed: bool) {
        self.inner().closed = closed;
    }
}

impl Received {
    /// Paths of the links in the plain text that lead to this installation, in order: the action first.
    pub fn links(&self) -> Vec<String> {
        let text = &self.0.text;
        text.match_indices(BASE)
            .filter_map(|(at, _)| text.get(at + BASE.len()..))
            .filter_map(|rest| rest.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    }

    /// The path of the first link.
    ///
    /// # Panics
    /// If there is none.
    pub fn link(&self) -> String {
        let first = self.links().into_iter().next();
        first.unwrap_or_else(|| panic!("no link in {:?}: {}", self.0.subject, self.0.text))
    }

    /// The same letter, which must contain this in its plain text.
    ///
    /// # Panics
    /// If it does not.
    #[must_use]
    pub fn contains(self, text: &str) -> Self {
        // The plain text is wrapped; what is looked for need not know where.
        let flat = self.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(text), "{:?} does not contain {text:?}: {}", self.0.subject, self.0.text);
        self
    }
}

impl Mailer for Mailbox {
    fn send<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<(), MailFault>> {
        Box::pin(async move {
            let hangs = {
                let mut inner = self.inner();
                if let Some(fault) = inner.faults.pop_front() {
                    return Err(fault);
                }
                inner.taken.push(letter.clone());
                std::mem::take(&mut inner.hangs)
            };
            if hangs {
                std::future::pending::<()>().await;
            }
            Ok(())
        })
    }

    fn is_ready(&self) -> bool {
        !self.inner().closed
    }

    fn sender(&self) -> Option<String> {
        Some("Musterregion".to_owned())
    }
}

/// Keeps files in memory.
#[derive(Clone, Default)]
pub struct MemoryFiles(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl MemoryFiles {
    fn inner(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().expect("no test panicked with the files in hand")
    }

    /// The same files once more: what is done to one does not change the other.
    #[must_use]
    pub fn copied(&self) -> Self {
        Self(Arc::new(Mutex::new(self.inner().clone())))
    }

    /// The keys of all files.
    pub fn keys(&self) -> Vec<String> {
        self.inner().keys().cloned().collect()
    }
}

impl Files for MemoryFiles {
    fn put<'a>(&'a self, key: &'a str, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), FileFault>> {
        self.inner().insert(key.to_owned(), bytes);
        Box::pin(async { Ok(()) })
    }

    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, FileFault>> {
        let found = self.inner().get(key).cloned();
        Box::pin(async move { Ok(found) })
    }

    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), FileFault>> {
        self.inner().remove(key);
        Box::pin(async { Ok(()) })
    }
}
