//! All pages, requested through the whole router, over a database of their own.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod api;
mod api_folder;
mod api_permissions;
mod bulk;
mod consents;
mod days;
mod documents;
mod errors;
mod folder;
mod forms;
mod import;
mod interview;
mod interviews;
mod letters;
mod log_words;
mod measures;
mod menus;
mod operators;
mod people;
mod permissions;
mod plan;
mod regions;
mod reminders;
mod result;
mod retention;
mod risks;
mod security;
mod shell;
mod sign_in;
mod start;
mod take_outs;

/// Every page of the shell that opens without a folder.
const OPEN_PAGES: [&str; 8] = ["/", "/checks", "/start", "/resume", "/import", "/about", "/privacy", "/accessibility"];
