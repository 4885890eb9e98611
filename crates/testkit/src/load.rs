//! Driving a running program over HTTP, as firms do: for the load generator and for the crash test.
//!
//! | module | knows |
//! |---|---|
//! | `client` | one browser: a kept-alive connection, cookies, redirects |
//! | `page` | the forms on a page |
//! | `firm` | one firm's way: begin, answer, finish, result, report; and what was acknowledged to it |
//! | `program` | starting `ringwall serve`, killing it, its memory |
//! | `people` | people who are signed in |
//! | `region` | a whole region in a database |
//! | `latencies` | percentiles |
//! | `processor` | what it cost, whoever else uses the machine |
//!
//! Knows the pages only as a browser does (addresses, forms, cookies) and trusts no answer that it cannot read back.

mod client;
mod firm;
mod latencies;
mod page;
mod people;
mod processor;
mod program;
pub mod region;

pub use client::{Browser, Page};
pub use firm::{Answered, Firm, Interview};
pub use latencies::{Latencies, Summary};
pub use page::{Form, forms, linked_files};
pub use people::{Person, sign_in};
pub use processor::Processor;
pub use program::Program;
