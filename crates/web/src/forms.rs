//! Facts about an organisation as a form: what was typed, and what is wrong with it, field by field.
//!
//! Everything typed survives a failed attempt. The rules themselves are those of `core`.

use ringwall_core::{
    organisation::{MOST_EMPLOYEES, Organisation, OrganisationKind, one_line},
    refusal::Refusal,
};

use crate::{Chrome, WebState};

/// A field and the sentence that says what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct FieldError {
    pub(crate) field: &'static str,
    pub(crate) sentence: String,
}

/// What is wrong with a form, for `parts/error-summary.html` and `parts/form.html`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormErrors {
    pub(crate) errors: Vec<FieldError>,
}

impl FormErrors {
    /// One fault.
    pub(crate) fn one(field: &'static str, sentence: String) -> Self {
        Self { errors: vec![FieldError { field, sentence }] }
    }

    /// The sentence about a field, if something is wrong with it.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.sentence.as_str())
    }
}

/// A form with fields that may come several times, as it was sent.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The same form with what it shows first.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers and short texts, written where they are used")]
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    /// The same with one field for each value.
    #[must_use]
    pub(crate) fn with_all<T: ToString>(mut self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        self.0.extend(values.into_iter().map(|value| (name.to_owned(), value.to_string())));
        self
    }

    /// A field; empty if it was not sent.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field has this value among its values.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|known| known == value)
    }

    /// A text in two languages, from `<name>_de` and `<name>_en`.
    pub(crate) fn localised(&self, name: &str) -> ringwall_core::language::Localised {
        let text = |language: &str| Some(self.one(&format!("{name}_{language}")).to_owned());
        ringwall_core::language::Localised { de: text("de"), en: text("en") }
    }

    /// Refuses fields that nobody expects, and several values where one is expected.
    pub(crate) fn only(&self, single: &[&str], several: &[&str]) -> Result<(), Refusal> {
        for (at, (name, _)) in self.0.iter().enumerate() {
            let shown: String = name.chars().take(40).collect();
            if single.contains(&name.as_str()) {
                if self.0.iter().take(at).any(|(before, _)| before == name) {
                    return Err(Refusal::new("form-field-twice").with("field", shown));
                }
            } else if !several.contains(&name.as_str()) {
                return Err(Refusal::new("form-field-unknown").with("field", shown));
            }
        }
        Ok(())
    }
}

/// The field of a form that a refusal is about: by its code, by the field it names, else the first one given.
pub(crate) fn field_of(refusal: &Refusal, fields: &[&'static str], by_code: &[(&str, &'static str)]) -> &'static str {
    if let Some((_, field)) = by_code.iter().find(|(code, _)| *code == refusal.code) {
        return field;
    }
    let named = refusal.parameters.iter().find(|(name, _)| *name == "field").map(|(_, field)| field.replace('-', "_"));
    let found = named.and_then(|named| fields.iter().copied().find(|field| field.starts_with(&named)));
    found.or(fields.first().copied()).unwrap_or_default()
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) employees: String,
    pub(crate) sector: String,
    pub(crate) town: String,
}

impl Typed {
    pub(crate) fn of(organisation: &Organisation) -> Self {
        Self {
            kind: organisation.kind.code().to_owned(),
            name: organisation.name.clone().unwrap_or_default(),
            employees: organisation.employees.map(|employees| employees.to_string()).unwrap_or_default(),
            sector: organisation.sector.clone().unwrap_or_default(),
            town: organisation.town.clone().unwrap_or_default(),
        }
    }

    /// Reads the fields; every fault gets its sentence.
    fn read(&self, state: &WebState, chrome: &Chrome) -> Result<Organisation, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut refuse = |field: &'static str, refusal: &Refusal| {
            errors.push(FieldError { field, sentence: chrome.refusal(refusal) });
        };
        let kind = OrganisationKind::from_code(&self.kind);
        if kind.is_none() {
            refuse("kind", &Refusal::new("kind-missing"));
        }
        let mut line = |field: &'static str, text: &str| match one_line(field, text) {
            Ok(text) => text,
            Err(refusal) => {
                refuse(field, &refusal);
                None
            }
        };
        let (name, town) = (line("name", &self.name), line("town", &self.town));
        let employees = match self.employees.trim() {
            "" => None,
            text => match text.parse::<u32>() {
                Ok(employees) if employees <= MOST_EMPLOYEES => Some(employees),
                Ok(_) => {
                    refuse("employees", &Refusal::new("employees-range").with("most", MOST_EMPLOYEES));
                    None
                }
                Err(_) => {
                    refuse("employees", &Refusal::new("employees-number"));
                    None
                }
            },
        };
        let sector = Some(self.sector.clone()).filter(|sector| !sector.is_empty());
        if sector.as_ref().is_some_and(|sector| !state.app.content().sectors().contains(sector)) {
            refuse("sector", &Refusal::new("sector-unknown"));
        }
        match kind {
            Some(kind) if errors.is_empty() => Ok(Organisation { name, kind, employees, sector, town }),
            _ => Err(errors),
        }
    }
}

/// Reads the facts of a posted form; if something is wrong, what the form shows again: everything that was typed, with a
/// sentence at each fault. `faults` are those found elsewhere in the same form.
pub(crate) fn read_organisation(
    state: &WebState,
    chrome: &Chrome,
    typed: Typed,
    mut faults: Vec<FieldError>,
) -> Result<Organisation, Box<OrganisationFields>> {
    match typed.read(state, chrome) {
        Ok(organisation) if faults.is_empty() => Ok(organisation),
        read => {
            faults.extend(read.err().unwrap_or_default());
            Err(Box::new(OrganisationFields::new(state, typed, faults)))
        }
    }
}

/// What the form fields need to be drawn: shared by the pages that have them.
#[derive(Clone, Debug)]
pub(crate) struct OrganisationFields {
    pub(crate) typed: Typed,
    pub(crate) kinds: Vec<&'static str>,
    pub(crate) sectors: Vec<String>,
    pub(crate) errors: Vec<FieldError>,
}

impl OrganisationFields {
    pub(crate) fn new(state: &WebState, typed: Typed, errors: Vec<FieldError>) -> Self {
        Self {
            typed,
            kinds: OrganisationKind::ALL.into_iter().map(OrganisationKind::code).collect(),
            sectors: state.app.content().sectors().to_vec(),
            errors,
        }
    }

    /// The sentence about a field, if something is wrong with it.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.sentence.as_str())
    }
}
