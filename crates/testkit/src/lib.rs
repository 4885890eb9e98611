//! What tests and measurements share: never part of the shipped program.
//!
//! | module | knows |
//! |---|---|
//! | [`app`] | all pages over a database of its own, and browsers to open them with |
//! | [`db`] | a fresh database per test, on every engine |
//! | [`mailbox`] | letters and files in memory |
//! | [`region`] | a region with an area and partners, without typing |
//! | [`smtp`] | a mail server that does what a test tells it to |
//! | [`load`] | driving a running program over HTTP, as firms do |

pub mod app;
pub mod db;
pub mod load;
pub mod mailbox;
pub mod region;
pub mod smtp;
