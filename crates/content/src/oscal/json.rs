//! JSON with places: parsing under limits, and fields whose absence is reported with their path.
//!
//! Knows depth, number of values and paths. Refuses to know what a field means.

use serde_json::{Map, Value};

use super::{DEEPEST, LARGEST_FILE, MOST_VALUES, OscalFault};

/// Reads the file within the limits.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, OscalFault> {
    if bytes.len() > LARGEST_FILE {
        let detail = format!("the file is larger than {} MiB", LARGEST_FILE / (1024 * 1024));
        return Err(OscalFault::new("oscal-too-large", "file", detail));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    within_limits(bytes)?;
    serde_json::from_slice(bytes).map_err(|fault| {
        let place = format!("line {}, column {}", fault.line(), fault.column());
        let markup = bytes.trim_ascii_start().first() == Some(&b'<');
        let detail = if markup {
            "this is XML, not JSON: convert the catalogue to OSCAL JSON first".to_owned()
        } else {
            let message = fault.to_string();
            let reason = message.split(" at line ").next().unwrap_or_default();
            format!("the JSON is broken: {reason}")
        };
        OscalFault::new("oscal-broken-json", place, detail)
    })
}

/// Depth and number of values, before any memory is spent on them.
fn within_limits(bytes: &[u8]) -> Result<(), OscalFault> {
    let (mut line, mut line_start, mut depth, mut values) = (1_usize, 0_usize, 0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for (index, byte) in bytes.iter().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            b'\n' => {
                line += 1;
                line_start = index + 1;
            }
            _ => {}
        }
        let (code, detail) = if depth > DEEPEST {
            ("oscal-too-deep", format!("the JSON is nested more than {DEEPEST} levels deep"))
        } else if values > MOST_VALUES {
            ("oscal-too-many", format!("the file holds more than {MOST_VALUES} values"))
        } else {
            continue;
        };
        return Err(OscalFault::new(code, format!("line {line}, column {}", index + 1 - line_start), detail));
    }
    Ok(())
}

/// An object with its path.
#[derive(Clone)]
pub(super) struct Node<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Node<'a> {
    /// The value as an object.
    pub(super) fn object(value: &'a Value, path: String) -> Result<Self, OscalFault> {
        match value {
            Value::Object(map) => Ok(Self { map, path }),
            _ => Err(wrong_type(path, "an object")),
        }
    }

    /// Its path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The path of a field.
    pub(super) fn place(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// A text, if there is one.
    pub(super) fn text(&self, key: &str) -> Result<Option<&'a str>, OscalFault> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(wrong_type(self.place(key), "a text")),
        }
    }

    /// A text that must be there and must show something.
    pub(super) fn required(&self, key: &str) -> Result<&'a str, OscalFault> {
        match self.text(key)? {
            Some(text) if !super::prose::clean(text).is_empty() => Ok(text),
            Some(_) => Err(OscalFault::new("oscal-missing-field", self.place(key), "the field is empty")),
            None => Err(OscalFault::new("oscal-missing-field", self.place(key), "the field is missing")),
        }
    }

    /// An object that must be there.
    pub(super) fn required_object(&self, key: &str) -> Result<Self, OscalFault> {
        match self.map.get(key) {
            Some(value) => Self::object(value, self.place(key)),
            None => Err(OscalFault::new("oscal-missing-field", self.place(key), "the field is missing")),
        }
    }

    /// An object, if there is one.
    pub(super) fn optional_object(&self, key: &str) -> Result<Option<Self>, OscalFault> {
        self.map.get(key).map(|value| Self::object(value, self.place(key))).transpose()
    }

    /// The objects of a list; an absent list is an empty one.
    pub(super) fn objects(&self, key: &str) -> Result<Vec<Self>, OscalFault> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| Self::object(value, format!("{}.{key}[{index}]", self.path)))
            .collect()
    }

    /// The texts of a list; an absent list is an empty one.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<&'a str>, OscalFault> {
        self.list(key)?
            .iter()
            .enumerate()
            .map(|(index, value)| {
                value.as_str().ok_or_else(|| wrong_type(format!("{}.{key}[{index}]", self.path), "a text"))
            })
            .collect()
    }

    fn list(&self, key: &str) -> Result<&'a [Value], OscalFault> {
        match self.map.get(key) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(values)) => Ok(values),
            Some(_) => Err(wrong_type(self.place(key), "a list")),
        }
    }

    /// The value of the first property with this name, whatever its namespace.
    pub(super) fn property(&self, name: &str) -> Result<Option<&'a str>, OscalFault> {
        for value in self.list("props")? {
            if value.get("name").and_then(Value::as_str) == Some(name) {
                // Only now is the path needed: most properties are never asked for.
                return match value.get("value") {
                    Some(Value::String(text)) => Ok(Some(text)),
                    Some(_) => Err(wrong_type(format!("{} (property {name})", self.place("props")), "a text")),
                    None => Ok(None),
                };
            }
        }
        Ok(None)
    }

    /// The label people use: the one without a class, else the first.
    pub(super) fn label(&self) -> Result<Option<&'a str>, OscalFault> {
        let plain = self
            .list("props")?
            .iter()
            .find(|value| value.get("name").and_then(Value::as_str) == Some("label") && value.get("class").is_none());
        match plain.and_then(|value| value.get("value")).and_then(Value::as_str) {
            Some(label) => Ok(Some(label)),
            None => self.property("label"),
        }
    }
}

fn wrong_type(place: String, wanted: &str) -> OscalFault {
    OscalFault::new("oscal-wrong-type", place, format!("this must be {wanted}"))
}
