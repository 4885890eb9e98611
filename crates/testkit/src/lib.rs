//! What tests and measurements share: never part of the shipped program.
//!
//! | module | knows |
//! |---|---|
//! | [`load`] | driving a running program over HTTP, as firms do |

pub mod load;
