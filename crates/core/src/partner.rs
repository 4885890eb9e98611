//! A partner: who offers what, to whom, where, and how much.
//!
//! Knows the facts that the directory shows and matching uses. Refuses to rank: that is `matching`.

use serde::{Deserialize, Serialize};

use crate::{
    area::ContactPerson,
    id::{AreaId, PartnerId, RegionId},
    language::Localised,
    organisation::{OrganisationKind, SizeClass, one_line},
    refusal::Refusal,
    region::{paragraphs, slug, web_address},
};

/// Most requests a month that can be entered.
pub const MOST_CAPACITY: u32 = 500;

/// Languages in which somebody can be talked to (ISO 639-1); texts `talk-language-<code>`.
pub const TALK_LANGUAGES: [&str; 12] = ["de", "en", "tr", "pl", "ar", "ru", "uk", "it", "el", "es", "fr", "nl"];

/// What kind of body a partner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerKind {
    /// Sells IT services.
    ItProvider,
    /// Chamber of industry, crafts or professions.
    Chamber,
    /// Police prevention.
    Police,
    /// Association.
    Association,
    /// Public body, for example economic development.
    Public,
    /// University or school.
    Education,
    /// Anything else.
    Other,
}

impl PartnerKind {
    /// All kinds, in the order in which a form shows them.
    pub const ALL: [Self; 7] =
        [Self::ItProvider, Self::Chamber, Self::Police, Self::Association, Self::Public, Self::Education, Self::Other];

    /// Stable code; text key `partner-kind-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ItProvider => "it-provider",
            Self::Chamber => "chamber",
            Self::Police => "police",
            Self::Association => "association",
            Self::Public => "public",
            Self::Education => "education",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a partner offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// Talks, and interviews through a check.
    Interview,
    /// Help with putting measures into practice.
    Help,
    /// Training.
    Training,
}

impl Offer {
    /// All offers, in the order in which a form shows them.
    pub const ALL: [Self; 3] = [Self::Interview, Self::Help, Self::Training];

    /// Stable code; text key `offer-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Help => "help",
            Self::Training => "training",
        }
    }

    /// The offer with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|offer| offer.code() == code)
    }
}

/// A partner of a region. An empty list of areas, sectors, kinds or sizes means: all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Id.
    pub id: PartnerId,
    /// The region it belongs to.
    pub region: RegionId,
    /// Its name in addresses; unique in an installation.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// What it does, on its page.
    pub about: Localised,
    /// Its own web page.
    pub web: Option<String>,
    /// Whom people can turn to, shown in the directory.
    pub contact: ContactPerson,
    /// What it offers.
    pub offers: Vec<Offer>,
    /// Areas it serves.
    pub areas: Vec<AreaId>,
    /// Sectors it serves, by code.
    pub sectors: Vec<String>,
    /// Kinds of organisation it serves.
    pub kinds: Vec<OrganisationKind>,
    /// Sizes it serves.
    pub sizes: Vec<SizeClass>,
    /// Languages in which it can be talked to, from [`TALK_LANGUAGES`].
    pub languages: Vec<String>,
    /// New requests it can take a month; 0 means none at present.
    pub capacity: u32,
    /// Whether it also sells what it may advise.
    pub sells: bool,
    /// What a reader should know about its interests.
    pub interests: Localised,
    /// Whether the public directory shows it.
    pub listed: bool,
    /// Counts changes, starting at 1.
    #[serde(default)]
    pub revision: u32,
}

impl Partner {
    /// A partner of which only the name is known: it serves everybody everywhere, offers nothing yet and is not listed.
    pub fn named(id: PartnerId, region: RegionId, slug: &str, name: &str, kind: PartnerKind) -> Self {
        Self {
            id,
            region,
            slug: slug.to_owned(),
            name: name.to_owned(),
            kind,
            about: Localised::default(),
            web: None,
            contact: ContactPerson::default(),
            offers: Vec::new(),
            areas: Vec::new(),
            sectors: Vec::new(),
            kinds: Vec::new(),
            sizes: Vec::new(),
            languages: vec!["de".to_owned()],
            capacity: 0,
            sells: kind == PartnerKind::ItProvider,
            interests: Localised::default(),
            listed: false,
            revision: 1,
        }
    }

    /// Checks everything. Whether areas and sectors exist is asked by `app`.
    ///
    /// # Errors
    /// `name-missing`, `slug-invalid`, `web-address-invalid`, `phone-invalid`, `capacity-range` (parameter `most`),
    /// `language-unknown`, `language-missing`, `interests-missing`, `field-…`, `text-too-long`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        self.name = one_line("name", &self.name)?.ok_or(Refusal::new("name-missing"))?;
        self.slug = slug(&self.slug)?;
        self.about = paragraphs("about", &self.about)?;
        self.interests = paragraphs("interests", &self.interests)?;
        self.web = web_address(self.web.as_deref().unwrap_or_default())?;
        self.contact = self.contact.validated()?;
        if self.capacity > MOST_CAPACITY {
            return Err(Refusal::new("capacity-range").with("most", MOST_CAPACITY));
        }
        if let Some(unknown) = self.languages.iter().find(|code| !TALK_LANGUAGES.contains(&code.as_str())) {
            return Err(Refusal::new("language-unknown").with("language", unknown));
        }
        if self.languages.is_empty() {
            return Err(Refusal::new("language-missing"));
        }
        // Who sells what they advise says so before anybody finds out.
        if self.sells && self.listed && self.interests.is_empty() {
            return Err(Refusal::new("interests-missing"));
        }
        self.offers.sort_unstable();
        self.offers.dedup();
        self.areas.sort_unstable();
        self.areas.dedup();
        self.sectors.sort_unstable();
        self.sectors.dedup();
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.sizes.sort_unstable();
        self.sizes.dedup();
        self.languages.sort_unstable();
        self.languages.dedup();
        Ok(self)
    }

    /// Whether it serves an area.
    pub fn serves(&self, area: AreaId) -> bool {
        self.areas.is_empty() || self.areas.contains(&area)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// A refusal or condition, and the change that brings it about.
    type Case = (&'static str, fn(&mut Partner));

    fn partner() -> Partner {
        Partner::named(
            PartnerId(Uuid::from_u128(1)),
            RegionId(Uuid::from_u128(2)),
            "brandt",
            "IT Brandt",
            PartnerKind::ItProvider,
        )
    }

    #[test]
    fn faults_are_named() {
        let cases: [Case; 6] = [
            ("name-missing", |partner| partner.name = " ".into()),
            ("slug-invalid", |partner| partner.slug = "IT Brandt".into()),
            ("capacity-range", |partner| partner.capacity = MOST_CAPACITY + 1),
            ("language-unknown", |partner| partner.languages.push("tlh".into())),
            ("language-missing", |partner| partner.languages.clear()),
            ("interests-missing", |partner| partner.listed = true),
        ];
        for (code, spoil) in cases {
            let mut spoilt = partner();
            spoil(&mut spoilt);
            assert_eq!(spoilt.validated().unwrap_err().code, code);
        }
        assert!(partner().validated().is_ok());
    }

    #[test]
    fn lists_are_kept_in_order_and_once() {
        let twice = Partner { offers: vec![Offer::Training, Offer::Help, Offer::Training], ..partner() };
        assert_eq!(twice.validated().unwrap().offers, [Offer::Help, Offer::Training]);
    }
}
