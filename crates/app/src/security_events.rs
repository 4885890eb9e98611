//! Security events: what whoever watches an installation wants to see, one line of the log each.
//!
//! They have the target `security`, so that a filter can send them elsewhere, and always the fields `event`, `subject`
//! (an account, a key or `-`, by id) and `about` (a code). Refuses to know names, addresses, passwords, codes and
//! secrets: none of them is ever a field. The list of events is in docs/security.md.

use std::fmt::Display;

use ringwall_core::id::AccountId;

/// Writes down a security event that concerns an account, if it is known which.
pub(crate) fn of_account(event: &'static str, account: Option<AccountId>, about: impl Display) {
    match account {
        Some(account) => note(event, account, about),
        None => note(event, "-", about),
    }
}

/// Writes down a security event. `subject` is an id, `about` a code.
pub fn note(event: &'static str, subject: impl Display, about: impl Display) {
    tracing::info!(target: "security", event, %subject, %about, "a security event");
}
