//! Every connection we open: mail over SMTP, stores for files.
//!
//! Knows protocols, limits and time-outs. Refuses to know operations and tables.
#![warn(missing_docs)]

mod files;
mod mail;

pub use files::{FileError, FileSettings, FileStore};
pub use mail::{Encryption, Mail, MailError, MailSender, MailServer, MailSettings};
