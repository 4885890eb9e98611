//! Content: everything a reader sees, loaded once from files embedded in the program.
//!
//! Knows how content files look and what makes them coherent. Refuses to know any rule of the field (`core`), any
//! database and any page. There is no IO at run time: the files are part of the executable.
#![warn(missing_docs)]

use std::{collections::BTreeMap, fmt::Write, sync::Arc};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use ringwall_core::{
    check::Check, consent::Purpose, duty::DutyRules, funding::Funding, id::CheckDigest, language::Language, risk::Risk,
};
use sha2::{Digest, Sha256};

mod check_files;
mod consents;
pub mod demo;
mod duties;
pub mod format;
mod letter;
mod list_files;
mod municipalities;
pub mod oscal;
pub mod texts;

pub use consents::{ConsentText, ConsentWords};
pub use fluent_bundle::{FluentArgs, FluentValue};
pub use letter::{LetterText, WrittenLetter};
pub use municipalities::{Municipalities, Municipality};
pub use texts::{Texts, arguments};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

/// All content, loaded and checked.
pub struct Content {
    texts: Texts,
    checks: BTreeMap<String, Edition>,
    order: Vec<String>,
    risks: Vec<Risk>,
    funding: Vec<Funding>,
    sectors: Vec<String>,
    municipalities: Municipalities,
    letter_frame: &'static str,
    consents: Vec<ConsentText>,
    demo: Option<demo::DemoRegion>,
    duty_rules: DutyRules,
    demo_network: Option<demo::DemoNetwork>,
}

/// A check with its fingerprint.
#[derive(Clone, Debug)]
pub struct Edition {
    /// SHA-256 over the check as JSON.
    pub digest: CheckDigest,
    /// The check.
    pub check: Arc<Check>,
}

impl Edition {
    /// Fingerprints a check.
    pub fn of(check: Check) -> Self {
        // Serialising plain structs and maps with string keys cannot fail; an empty document would only share a digest.
        let document = serde_json::to_vec(&check).unwrap_or_default();
        let digest = Sha256::digest(&document).iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Self { digest: CheckDigest(digest), check: Arc::new(check) }
    }
}

/// What is wrong with a content file, with file and key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("content does not fit:\n{}", .0.join("\n"))]
pub struct Faults(pub Vec<String>);

/// The checks shipped with the program, in the order in which they are offered.
const ORDER: &str = "checks/order.toml";

impl Content {
    /// Loads everything.
    ///
    /// # Errors
    /// [`Faults`] with one line per fault: file, key, what is wrong.
    pub fn load() -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let texts = Texts::load(&FILES, &mut faults);
        let order: Vec<String> = list_files::strings(&FILES, ORDER, "checks", &mut faults);
        let sectors = list_files::strings(&FILES, "sectors.toml", "sectors", &mut faults);
        let risks = list_files::risks(&FILES, &mut faults);
        let funding = list_files::funding(&FILES, &mut faults);
        let consents = consents::consents(&FILES, &mut faults);
        let mut checks = BTreeMap::new();
        for id in &order {
            if let Some(check) = check_files::check(&FILES, id, &mut faults) {
                faults.extend(check.faults().into_iter().map(|fault| format!("checks/{id}: {fault}")));
                checks.insert(id.clone(), Edition::of(check));
            }
        }
        let letter_frame = letter::frame(&FILES, &mut faults);
        let municipalities = municipalities::load(&FILES, &mut faults);
        let demo = demo::region(&FILES, &mut faults);
        let duty_rules = duties::rules(&FILES, &mut faults);
        let demo_network = demo::network::network(&FILES, &mut faults);
        let content = Self {
            texts,
            checks,
            order,
            risks,
            funding,
            sectors,
            municipalities,
            letter_frame,
            consents,
            demo,
            duty_rules,
            demo_network,
        };
        content.links(&mut faults);
        if let Some(region) = &content.demo {
            demo::links(region, &content, &mut faults);
            if let Some(network) = &content.demo_network {
                demo::network::links(network, region, &content, &mut faults);
            }
        }
        if faults.is_empty() { Ok(content) } else { Err(Faults(faults)) }
    }

    /// Every id that one file mentions must exist in another.
    fn links(&self, faults: &mut Vec<String>) {
        for (id, edition) in &self.checks {
            for (_, requirement) in edition.check.requirements() {
                for link in &requirement.risks {
                    if !self.risks.iter().any(|risk| risk.id == link.id) {
                        faults.push(format!("checks/{id}: {} names the unknown risk {}", requirement.id, link.id));
                    }
                }
                for funding in &requirement.measure.funding {
                    if !self.funding.iter().any(|entry| entry.id == *funding) {
                        faults.push(format!("checks/{id}: {} names the unknown funding {funding}", requirement.id));
                    }
                }
            }
        }
        for key in duties::keys() {
            for language in Language::ALL {
                if !self.texts.has(language, &key) {
                    faults.push(format!("texts/{}/duty.ftl: {key} is missing", language.code()));
                }
            }
        }
        for sector in &self.sectors {
            for language in Language::ALL {
                if !self.texts.has(language, &format!("sector-{sector}")) {
                    faults.push(format!("texts/{}/sector.ftl: sector-{sector} is missing", language.code()));
                }
            }
        }
    }

    /// The texts of the user interface.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The shipped checks, in the order in which they are offered.
    pub fn checks(&self) -> impl Iterator<Item = &Edition> {
        self.order.iter().filter_map(|id| self.checks.get(id))
    }

    /// The shipped check with this readable id.
    pub fn check(&self, id: &str) -> Option<&Edition> {
        self.checks.get(id)
    }

    /// All risks, in the order of the file.
    pub fn risks(&self) -> &[Risk] {
        &self.risks
    }

    /// The rules of reporting duties.
    pub const fn duty_rules(&self) -> &DutyRules {
        &self.duty_rules
    }

    /// All funding programmes and offers.
    pub fn funding(&self) -> &[Funding] {
        &self.funding
    }

    /// The words of a consent as they are shown on a day.
    pub fn consent(&self, purpose: Purpose, day: Date) -> Option<&ConsentText> {
        consents::shown(&self.consents, purpose, day)
    }

    /// The words of one version of a consent.
    pub fn consent_version(&self, purpose: Purpose, version: &str) -> Option<&ConsentText> {
        self.consents.iter().find(|text| text.purpose == purpose && text.version == version)
    }

    /// The made-up region for looking around.
    pub const fn demo(&self) -> Option<&demo::DemoRegion> {
        self.demo.as_ref()
    }

    /// Who works together in it.
    pub const fn demo_network(&self) -> Option<&demo::DemoNetwork> {
        self.demo_network.as_ref()
    }

    /// What stands around every letter.
    pub(crate) const fn letter_frame(&self) -> &'static str {
        self.letter_frame
    }

    /// Municipalities whose names a form can suggest.
    pub const fn municipalities(&self) -> &Municipalities {
        &self.municipalities
    }

    /// Sector codes in order.
    pub fn sectors(&self) -> &[String] {
        &self.sectors
    }
}
