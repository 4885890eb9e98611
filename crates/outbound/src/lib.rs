//! Every connection we open: mail over SMTP, stores for files.
//!
//! Knows protocols, limits and time-outs. Refuses to know operations and tables.
#![warn(missing_docs)]

mod mail;

pub use mail::{Encryption, Mail, MailError, MailSender, MailServer, MailSettings};
