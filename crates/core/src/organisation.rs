//! The organisation that is being looked at: its kind, its size, where it is.
//!
//! Knows which facts rules may use. Everything but the kind is optional, and no rule may guess a missing fact.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Longest accepted name, sector code or town, in characters.
pub const LONGEST_FIELD: usize = 200;

/// Largest accepted head count.
pub const MOST_EMPLOYEES: u32 = 1_000_000;

/// What kind of organisation it is. Decides which checks are offered and, later, which duties apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// A firm in any legal form with a commercial purpose.
    Company,
    /// One natural person in trade.
    SoleTrader,
    /// Liberal profession.
    Freelancer,
    /// Club, association, foundation.
    Association,
    /// Core administration of a municipality.
    Municipality,
    /// Municipal undertaking without legal personality of its own.
    MunicipalUndertakingDependent,
    /// Municipal undertaking with legal personality of its own.
    MunicipalUndertakingOwn,
    /// Any other body under public law.
    OtherPublicBody,
}

impl OrganisationKind {
    /// All kinds, in the order in which a form shows them.
    pub const ALL: [Self; 8] = [
        Self::Company,
        Self::SoleTrader,
        Self::Freelancer,
        Self::Association,
        Self::Municipality,
        Self::MunicipalUndertakingDependent,
        Self::MunicipalUndertakingOwn,
        Self::OtherPublicBody,
    ];

    /// The code used in files, forms and text keys (`organisation-kind-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::SoleTrader => "sole-trader",
            Self::Freelancer => "freelancer",
            Self::Association => "association",
            Self::Municipality => "municipality",
            Self::MunicipalUndertakingDependent => "municipal-undertaking-dependent",
            Self::MunicipalUndertakingOwn => "municipal-undertaking-own",
            Self::OtherPublicBody => "other-public-body",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// True for town halls and other bodies under public law.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Company | Self::SoleTrader | Self::Freelancer | Self::Association)
    }
}

/// How large an organisation is, in the classes of official statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SizeClass {
    /// Up to 9 people.
    Micro,
    /// 10 to 49.
    Small,
    /// 50 to 249.
    Medium,
    /// 250 and more.
    Large,
}

impl SizeClass {
    /// All classes, smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The class of a head count.
    pub const fn of(employees: u32) -> Self {
        match employees {
            0..=9 => Self::Micro,
            10..=49 => Self::Small,
            50..=249 => Self::Medium,
            _ => Self::Large,
        }
    }

    /// Stable code; text key `size-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// The class with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

/// Facts about an organisation as it gave them. Only the kind is required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// What the organisation calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Head count including owner, trainees and part-timers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employees: Option<u32>,
    /// Sector code from `content/sectors.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Town or municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
}

impl Organisation {
    /// An organisation of which only the kind is known.
    pub const fn of(kind: OrganisationKind) -> Self {
        Self { name: None, kind, employees: None, sector: None, town: None }
    }

    /// Checks lengths, ranges and forbidden characters.
    ///
    /// # Errors
    /// `field-too-long`, `field-control-characters` (parameter `field`) or `employees-range` (parameter `most`).
    pub fn validated(mut self) -> Result<Self, Refusal> {
        for (field, value) in [("name", &mut self.name), ("sector", &mut self.sector), ("town", &mut self.town)] {
            if let Some(text) = value.take() {
                *value = one_line(field, &text)?;
            }
        }
        if self.employees.is_some_and(|employees| employees > MOST_EMPLOYEES) {
            return Err(Refusal::new("employees-range").with("most", MOST_EMPLOYEES));
        }
        Ok(self)
    }
}

/// A trimmed single line of text, or `None` if nothing is left.
///
/// # Errors
/// `field-too-long` or `field-control-characters`, both with parameter `field`.
pub fn one_line(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    let text = text.trim();
    if text.chars().count() > LONGEST_FIELD {
        return Err(Refusal::new("field-too-long").with("field", field).with("most", LONGEST_FIELD));
    }
    if text.chars().any(is_unsafe) {
        return Err(Refusal::new("field-control-characters").with("field", field));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// True for characters that hide or reorder text: control characters and bidirectional overrides.
///
/// Right-to-left *letters* are welcome; explicit overrides and isolates (U+202A–202E, U+2066–2069) can make a reader
/// see another text than is stored (CVE-2021-42574) and are refused.
pub fn is_unsafe(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_serde_agree() {
        for kind in OrganisationKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
            assert_eq!(OrganisationKind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn sizes_by_head_count() {
        use SizeClass::{Large, Medium, Micro, Small};
        for (employees, size) in
            [(0, Micro), (9, Micro), (10, Small), (49, Small), (50, Medium), (249, Medium), (250, Large)]
        {
            assert_eq!(SizeClass::of(employees), size, "{employees}");
        }
        for size in SizeClass::ALL {
            assert_eq!(SizeClass::from_code(size.code()), Some(size));
            assert_eq!(serde_json::to_value(size).unwrap(), size.code());
        }
    }

    #[test]
    fn fields_are_trimmed_and_bounded() {
        let baker = Organisation { name: Some("  Bäckerei  ".into()), ..Organisation::of(OrganisationKind::Company) };
        assert_eq!(baker.validated().unwrap().name.as_deref(), Some("Bäckerei"));
        assert_eq!(one_line("name", "   ").unwrap(), None);
        assert_eq!(one_line("name", &"x".repeat(201)).unwrap_err().code, "field-too-long");
        assert_eq!(one_line("name", "a\u{202E}b").unwrap_err().code, "field-control-characters");
        assert_eq!(one_line("name", "שלום").unwrap().as_deref(), Some("שלום"), "right-to-left letters are welcome");
    }
}
