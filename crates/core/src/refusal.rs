//! A refusal: why a rule says no, as a stable code with parameters.
//!
//! Knows codes, never sentences: `content` has one text per code (`refusal-<code>`) and language.

use std::fmt;

/// Why something was refused. The code is stable and has a text in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, the text key is `refusal-<code>`.
    pub code: &'static str,
    /// Named parameters for the text.
    pub parameters: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without parameters.
    pub const fn new(code: &'static str) -> Self {
        Self { code, parameters: Vec::new() }
    }

    /// Adds a parameter for the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        for (name, value) in &self.parameters {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
