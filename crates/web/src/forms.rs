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
