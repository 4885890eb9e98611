//! Connections to servers of every temper. One executable, one file per noun.
#![cfg(test)]

mod mail;
