//! A city or satellite of a region, as the public sees it.
//!
//! Knows its facts, its contact person, its colours and its coat of arms. Refuses to know who coordinates it.

use serde::{Deserialize, Serialize};

use crate::{
    colour::Colour,
    id::{AreaId, RegionId},
    language::Localised,
    organisation::one_line,
    picture::PictureKind,
    refusal::Refusal,
    region::{MOST_PEOPLE, municipality_key, paragraphs, slug},
};

/// What an area is within its region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaKind {
    /// A city in the middle of the region.
    City,
    /// A rural municipality that joined: a satellite.
    Satellite,
}

impl AreaKind {
    /// All kinds, in the order in which a form shows them.
    pub const ALL: [Self; 2] = [Self::Satellite, Self::City];

    /// Stable code; text key `area-kind-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Satellite => "satellite",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whom people can turn to. Everything is optional; what is empty is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContactPerson {
    /// Name.
    pub name: Option<String>,
    /// What they do, for example "Wirtschaftsförderung".
    pub function: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number as people write it.
    pub phone: Option<String>,
    /// Street, postcode, town in one line.
    pub address: Option<String>,
}

impl ContactPerson {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks lengths, forbidden characters and the shape of the phone number.
    ///
    /// # Errors
    /// `field-…`, `phone-invalid`. The e-mail address is looked at by `app`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        for (field, value) in [
            ("contact-name", &mut self.name),
            ("contact-function", &mut self.function),
            ("contact-email", &mut self.email),
            ("contact-address", &mut self.address),
        ] {
            *value = one_line(field, value.as_deref().unwrap_or_default())?;
        }
        self.phone = phone(self.phone.as_deref().unwrap_or_default())?;
        Ok(self)
    }
}

/// A phone number as people write it: digits, spaces, `+ - / ( )`, 3 to 40 characters. Nothing at all is allowed.
///
/// # Errors
/// `phone-invalid`.
pub fn phone(text: &str) -> Result<Option<String>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '/' | '(' | ')'));
    if plain && (3..=20).contains(&digits) && text.len() <= 40 {
        Ok(Some(text.to_owned()))
    } else {
        Err(Refusal::new("phone-invalid"))
    }
}

/// A picture that was looked at and stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoatOfArms {
    /// What it is.
    pub kind: PictureKind,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// SHA-256 of the stored bytes as hexadecimal digits; part of its address, so that browsers may keep it.
    pub digest: String,
}

/// A city or satellite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Id.
    pub id: AreaId,
    /// The region it belongs to.
    pub region: RegionId,
    /// What it is.
    pub kind: AreaKind,
    /// Its name in addresses; unique in an installation.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Official municipality key, eight digits.
    pub municipality_key: Option<String>,
    /// Inhabitants.
    pub population: Option<u32>,
    /// Whom people can turn to.
    pub contact: ContactPerson,
    /// Who we are, on the public page.
    pub about: Localised,
    /// The area's own colour; pages use the nearest shade that can be read.
    pub colour: Option<Colour>,
    /// Coat of arms.
    pub coat_of_arms: Option<CoatOfArms>,
    /// Counts changes, starting at 1.
    #[serde(default)]
    pub revision: u32,
}

impl Area {
    /// Checks everything but the coat of arms, which was checked when it came.
    ///
    /// # Errors
    /// `name-missing`, `slug-invalid`, `municipality-key-invalid`, `population-range`, `phone-invalid`, `field-…`,
    /// `text-too-long`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        self.name = one_line("name", &self.name)?.ok_or(Refusal::new("name-missing"))?;
        self.slug = slug(&self.slug)?;
        self.municipality_key = municipality_key(self.municipality_key.as_deref().unwrap_or_default())?;
        if self.population.is_some_and(|people| people > MOST_PEOPLE) {
            return Err(Refusal::new("population-range").with("most", MOST_PEOPLE));
        }
        self.contact = self.contact.validated()?;
        self.about = paragraphs("about", &self.about)?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_as_people_write_them() {
        for (text, fits) in [
            ("05264 644-0", true),
            ("+49 (0) 5264 / 644", true),
            ("110", true),
            ("12", false),
            ("rufen Sie an", false),
            ("0".repeat(21).as_str(), false),
            ("05264\n644", false),
        ] {
            assert_eq!(phone(text).is_ok(), fits, "{text}");
        }
        assert_eq!(phone("  ").unwrap(), None);
    }
}
