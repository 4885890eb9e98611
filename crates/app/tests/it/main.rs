//! What the operations promise together, over pages' database and clock. One executable, one file per noun.
#![cfg(test)]

mod jobs;
mod letters;
