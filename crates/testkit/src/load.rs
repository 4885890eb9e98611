//! Driving a running program over HTTP, as firms do: for the load generator and for the crash test.
//!
//! | module | knows |
//! |---|---|
//! | `client` | one browser: a kept-alive connection, cookies, redirects |
//! | `page` | the forms on a page |
//! | `firm` | one firm's way: begin, answer, finish, result, report; and what was acknowledged to it |
//! | `program` | starting `ringwall serve`, killing it, its memory |
//! | `latencies` | percentiles |
//!
//! Knows the pages only as a browser does (addresses, forms, cookies) and trusts no answer that it cannot read back.

mod client;
mod firm;
mod latencies;
mod page;
mod program;

pub use client::{Browser, Page};
pub use firm::{Answered, Firm, Interview};
pub use latencies::{Latencies, Summary};
pub use page::{Form, forms, linked_files};
pub use program::Program;
