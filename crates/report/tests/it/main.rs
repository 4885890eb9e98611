//! Reports of all shipped checks in both languages, and of dossiers that try to break them.
//!
//! Every PDF and DOCX made here is left in `target/tmp` for a look by eye and for external checkers.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

mod files;
mod given;
mod pdf;
