//! What is known about an organisation and an incident, as far as duties depend on it.
//!
//! Knows the vocabulary and that nearly everything may be unknown. Refuses to conclude anything: that is [`crate::duty`].

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::condition::{Facts, Value};

/// Something that may be unknown: a value, or nothing. In documents, unknown is `null`, `"unknown"`, or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T>(pub Option<T>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for Known<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str("unknown"),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        enum Unknown {
            #[serde(rename = "unknown")]
            Unknown,
        }
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected a value of this field, \"unknown\" or null")]
        enum Either<T> {
            Nothing,
            Unknown(Unknown),
            Value(T),
        }
        Ok(match Either::<T>::deserialize(deserializer)? {
            Either::Nothing | Either::Unknown(Unknown::Unknown) => Self(None),
            Either::Value(value) => Self(Some(value)),
        })
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$each])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// Stable code, as in documents and text keys.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// What the organisation is, as far as reporting duties tell kinds apart.
    Body {
        /// A firm with a legal form of its own.
        Company = "company",
        /// A merchant or craftsman under their own name.
        SoleTrader = "sole-trader",
        /// Somebody of a liberal profession.
        Freelancer = "freelancer",
        /// An association.
        Association = "association",
        /// The core administration of a municipality.
        Municipality = "municipality",
        /// A municipal undertaking without legal form of its own (Eigenbetrieb).
        MunicipalUndertakingDependent = "municipal-undertaking-dependent",
        /// A municipal undertaking with a legal form of its own (`GmbH`, `AöR`).
        MunicipalUndertakingOwn = "municipal-undertaking-own",
        /// Another public body.
        OtherPublicBody = "other-public-body",
    }
}

words! {
    /// Which annex of the BSI Act names its sector.
    BsigSector {
        /// Neither.
        None = "none",
        /// Annex 1: sectors of high criticality.
        Annex1 = "annex-1",
        /// Annex 2: other critical sectors.
        Annex2 = "annex-2",
    }
}

words! {
    /// Services to which the BSI Act applies whatever the size.
    SpecialKind {
        /// None of them.
        None = "none",
        /// Provider of public telecommunications.
        TkProvider = "tk-provider",
        /// Provider of DNS services.
        Dns = "dns",
        /// Registry of a top-level domain.
        Tld = "tld",
        /// Qualified trust service provider.
        Qtsp = "qtsp",
        /// Trust service provider that is not qualified.
        Tsp = "tsp",
    }
}

words! {
    /// For whom personal data are processed (Art. 4 nos 7 and 8 GDPR).
    DataRole {
        /// For itself: the controller.
        Controller = "controller",
        /// For others: a processor.
        Processor = "processor",
    }
}

words! {
    /// What a breach means for the persons concerned (Art. 33 and 34 GDPR).
    PersonRisk {
        /// A risk is unlikely.
        Unlikely = "unlikely",
        /// There is a risk.
        Risk = "risk",
        /// There is a high risk.
        High = "high",
    }
}

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyOrganisation {
    /// What it is.
    pub kind: Body,
    /// Land of its seat, as in ISO 3166-2:DE without `DE-`: `NW`.
    #[serde(default)]
    pub land: Known<String>,
    /// People working there, in full-time equivalents (Recommendation 2003/361/EC, Art. 5).
    #[serde(default)]
    pub employees: Known<u64>,
    /// Turnover of the last year, in whole euros.
    #[serde(default)]
    pub turnover_eur: Known<u64>,
    /// Balance sheet total of the last year, in whole euros.
    #[serde(default)]
    pub balance_eur: Known<u64>,
    /// Its sector.
    #[serde(default)]
    pub bsig_sector: Known<BsigSector>,
    /// Services that count whatever the size.
    #[serde(default)]
    pub special_kind: Known<SpecialKind>,
    /// Whether it operates a critical facility (§ 28 (6) BSIG).
    #[serde(default)]
    pub kritis_operator: Known<bool>,
    /// Whether it is a financial entity under DORA.
    #[serde(default)]
    pub dora_entity: Known<bool>,
    /// Whether it makes products with digital elements (Art. 3 no 13 CRA).
    #[serde(default)]
    pub manufactures_digital_products: Known<bool>,
    /// Whether it is insured against cyber risks.
    #[serde(default)]
    pub cyber_policy: Known<bool>,
    /// Whether contracts with customers demand to be told.
    #[serde(default)]
    pub customer_clauses: Known<bool>,
    /// The insurer's number for claims; shown, nothing follows from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer_hotline: Option<String>,
    /// Whether it is registered with the BSI.
    #[serde(default)]
    pub bsi_registered: Known<bool>,
    /// Whether its IT is run by a provider it shares with other municipalities.
    #[serde(default)]
    pub shared_it_provider: Known<bool>,
    /// Since when it is in the scope of the BSI Act.
    #[serde(default)]
    pub subject_since: Known<Date>,
}

/// A report that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Under which rule.
    pub rule: String,
    /// Which of its stages; without it, the first that has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// When.
    pub sent_at: Timestamp,
}

/// The incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyIncident {
    /// What kind of incident, as in the playbooks.
    #[serde(default)]
    pub kind: Known<String>,
    /// When anybody in the organisation learned of it, in the course of work.
    pub aware_at: Timestamp,
    /// Whether it still goes on.
    #[serde(default)]
    pub ongoing: Known<bool>,
    /// Whether it is significant (§ 2 BSIG): serious disruption, loss or damage to others, also if only possible.
    #[serde(default)]
    pub significant: Known<bool>,
    /// Whether personal data are hit; losing access to them counts.
    #[serde(default)]
    pub personal_data: Known<bool>,
    /// For whom these data are processed.
    #[serde(default)]
    pub role: Known<DataRole>,
    /// What it means for the persons.
    #[serde(default)]
    pub risk: Known<PersonRisk>,
    /// Whether an exception of Art. 34 (3) GDPR applies.
    #[serde(default)]
    pub art34_exception: Known<bool>,
    /// Whether social data are hit (§ 67 SGB X).
    #[serde(default)]
    pub social_data: Known<bool>,
    /// Whether a crime is suspected.
    #[serde(default)]
    pub crime_suspected: Known<bool>,
    /// Whether money was sent to a fraudster.
    #[serde(default)]
    pub payment_executed: Known<bool>,
    /// Whether a weakness of its own product is being exploited.
    #[serde(default)]
    pub product_vulnerability_exploited: Known<bool>,
    /// Whether the security of its own product is severely hit.
    #[serde(default)]
    pub product_security_incident: Known<bool>,
    /// Whether the supply by a critical facility is hit.
    #[serde(default)]
    pub provision_affected: Known<bool>,
    /// Whether those who use its services may be hit.
    #[serde(default)]
    pub recipients_affected: Known<bool>,
    /// Since when there is a fix for its product.
    #[serde(default)]
    pub fix_available_at: Known<Timestamp>,
    /// Since when the incident has been dealt with.
    #[serde(default)]
    pub handling_ended_at: Known<Timestamp>,
    /// When the authority asked for an interim report.
    #[serde(default)]
    pub authority_asked_at: Known<Timestamp>,
    /// The reports that were sent.
    #[serde(default)]
    pub reports: Vec<Report>,
}

/// Organisation and incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyFacts {
    /// The organisation.
    pub organisation: DutyOrganisation,
    /// The incident.
    pub incident: DutyIncident,
}

/// Names of the facts that may be unknown, in the order of the documents.
pub const FACTS: [&str; 26] = [
    "land",
    "employees",
    "turnover_eur",
    "balance_eur",
    "bsig_sector",
    "special_kind",
    "kritis_operator",
    "dora_entity",
    "manufactures_digital_products",
    "cyber_policy",
    "customer_clauses",
    "bsi_registered",
    "shared_it_provider",
    "ongoing",
    "significant",
    "personal_data",
    "role",
    "risk",
    "art34_exception",
    "social_data",
    "crime_suspected",
    "payment_executed",
    "product_vulnerability_exploited",
    "product_security_incident",
    "provision_affected",
    "recipients_affected",
];

/// Facts that are computed from the instants of an incident; never asked for.
pub const COMPUTED: [&str; 4] = ["kind", "handling_ended", "handling_outlasted", "authority_asked_at"];

/// The words a fact can be, as codes; empty if it is not one of several words.
pub fn words_of(fact: &str) -> &'static [&'static str] {
    match fact {
        "kind" => Body::CODES,
        "bsig_sector" => BsigSector::CODES,
        "special_kind" => SpecialKind::CODES,
        "role" => DataRole::CODES,
        "risk" => PersonRisk::CODES,
        _ => &[],
    }
}

impl DutyFacts {
    fn switch(&mut self, fact: &str) -> Option<&mut Known<bool>> {
        let (organisation, incident) = (&mut self.organisation, &mut self.incident);
        Some(match fact {
            "kritis_operator" => &mut organisation.kritis_operator,
            "dora_entity" => &mut organisation.dora_entity,
            "manufactures_digital_products" => &mut organisation.manufactures_digital_products,
            "cyber_policy" => &mut organisation.cyber_policy,
            "customer_clauses" => &mut organisation.customer_clauses,
            "bsi_registered" => &mut organisation.bsi_registered,
            "shared_it_provider" => &mut organisation.shared_it_provider,
            "ongoing" => &mut incident.ongoing,
            "significant" => &mut incident.significant,
            "personal_data" => &mut incident.personal_data,
            "art34_exception" => &mut incident.art34_exception,
            "social_data" => &mut incident.social_data,
            "crime_suspected" => &mut incident.crime_suspected,
            "payment_executed" => &mut incident.payment_executed,
            "product_vulnerability_exploited" => &mut incident.product_vulnerability_exploited,
            "product_security_incident" => &mut incident.product_security_incident,
            "provision_affected" => &mut incident.provision_affected,
            "recipients_affected" => &mut incident.recipients_affected,
            _ => return None,
        })
    }

    /// Writes down what was learned about a fact. False if there is no such fact or it cannot be this.
    pub fn learn(&mut self, fact: &str, value: &Value) -> bool {
        let organisation = &mut self.organisation;
        match (fact, value) {
            ("land", Value::Word(land)) => organisation.land = land.clone().into(),
            ("employees", Value::Number(number)) => organisation.employees = (*number).into(),
            ("turnover_eur", Value::Number(number)) => organisation.turnover_eur = (*number).into(),
            ("balance_eur", Value::Number(number)) => organisation.balance_eur = (*number).into(),
            ("bsig_sector", Value::Word(word)) => match BsigSector::from_code(word) {
                Some(sector) => organisation.bsig_sector = sector.into(),
                None => return false,
            },
            ("special_kind", Value::Word(word)) => match SpecialKind::from_code(word) {
                Some(kind) => organisation.special_kind = kind.into(),
                None => return false,
            },
            ("role", Value::Word(word)) => match DataRole::from_code(word) {
                Some(role) => self.incident.role = role.into(),
                None => return false,
            },
            ("risk", Value::Word(word)) => match PersonRisk::from_code(word) {
                Some(risk) => self.incident.risk = risk.into(),
                None => return false,
            },
            (_, Value::Bool(yes)) => match self.switch(fact) {
                Some(known) => *known = (*yes).into(),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Everything that is known, by name. `reported` are all rules and whether a report under each was sent, with the end
    /// of the month after it: `reported_R11` is such a fact.
    pub(crate) fn facts(&self, reported: &BTreeMap<String, Option<Timestamp>>) -> Facts {
        let mut facts = Facts::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                facts.insert(name.to_owned(), value);
            }
        };
        let word = |code: &str| Value::Word(code.to_owned());
        let (organisation, incident) = (&self.organisation, &self.incident);
        put("kind", Some(word(organisation.kind.code())));
        put("land", organisation.land.0.as_deref().map(word));
        put("employees", organisation.employees.0.map(Value::Number));
        put("turnover_eur", organisation.turnover_eur.0.map(Value::Number));
        put("balance_eur", organisation.balance_eur.0.map(Value::Number));
        put("bsig_sector", organisation.bsig_sector.0.map(|sector| word(sector.code())));
        put("special_kind", organisation.special_kind.0.map(|kind| word(kind.code())));
        put("role", incident.role.0.map(|role| word(role.code())));
        put("risk", incident.risk.0.map(|risk| word(risk.code())));
        let mut copy = self.clone();
        for fact in FACTS {
            put(fact, copy.switch(fact).and_then(|known| known.0).map(Value::Bool));
        }
        let ended = incident.handling_ended_at.0;
        let month = reported.get("R11").copied().flatten();
        put("handling_ended", Some(Value::Bool(ended.is_some())));
        put("handling_outlasted", Some(Value::Bool(ended.zip(month).is_some_and(|(ended, month)| ended > month))));
        // Whether an authority will ask is not known before it does.
        put("authority_asked_at", incident.authority_asked_at.0.map(|_| Value::Bool(true)));
        for (rule, sent) in reported {
            put(&format!("reported_{rule}"), Some(Value::Bool(sent.is_some())));
        }
        facts
    }
}
