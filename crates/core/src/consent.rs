//! Consent: what an organisation lets whom do with its data, for one purpose, until it takes that back.
//!
//! Knows the purposes, which of them name a partner and how far each reaches. Refuses to know the words of a consent:
//! `content` has them in versions, and a consent remembers the fingerprint of the version it was given to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::{AccountId, ConsentId, PartnerId},
    language::Language,
    refusal::Refusal,
};

/// What a consent is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A named partner reads the analysis and works on it.
    Advice,
    /// A named partner gets contact and result, to answer a request for help.
    HandOver,
    /// The programme counts this organisation, without its name.
    ProgrammeEvaluation,
    /// The programme may name this organisation in public.
    Press,
}

impl Purpose {
    /// All purposes, in the order in which a page shows them.
    pub const ALL: [Self; 4] = [Self::Advice, Self::HandOver, Self::ProgrammeEvaluation, Self::Press];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::HandOver => "hand-over",
            Self::ProgrammeEvaluation => "programme-evaluation",
            Self::Press => "press",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// Whether it names a partner.
    pub const fn names_partner(self) -> bool {
        matches!(self, Self::Advice | Self::HandOver)
    }

    /// What people of the named partner may do because of it.
    pub const fn opens(self) -> Opened {
        match self {
            Self::Advice => Opened::Working,
            Self::HandOver => Opened::Reading,
            Self::ProgrammeEvaluation | Self::Press => Opened::Nothing,
        }
    }
}

/// How far a consent opens an organisation's folder to the people of the named partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opened {
    /// Not at all.
    Nothing,
    /// They may read.
    Reading,
    /// They may read, answer in an interview and work on measures.
    Working,
}

/// One consent, given once and taken back at most once. Giving it again makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Id.
    pub id: ConsentId,
    /// What for.
    pub purpose: Purpose,
    /// To whom, if the purpose names a partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Version of the words that were shown.
    pub version: String,
    /// SHA-256 of the words that were shown, both languages, lower-case hex.
    pub digest: String,
    /// The language in which they were read.
    pub language: Language,
    /// When it was given.
    pub given_at: Timestamp,
    /// Who gave it; nobody by name if it was the holder of the resume link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<AccountId>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
    /// Who took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_by: Option<AccountId>,
}

impl Consent {
    /// Whether it holds now.
    pub const fn is_current(&self) -> bool {
        self.revoked_at.is_none()
    }

    /// Refuses a consent whose partner does not fit its purpose.
    ///
    /// # Errors
    /// `consent-partner-missing`, `consent-partner-superfluous`.
    pub fn validated(self) -> Result<Self, Refusal> {
        match (self.purpose.names_partner(), self.partner) {
            (true, None) => Err(Refusal::new("consent-partner-missing")),
            (false, Some(_)) => Err(Refusal::new("consent-partner-superfluous")),
            _ => Ok(self),
        }
    }
}

/// How far these consents open a folder to somebody of these partners, and on behalf of which one.
///
/// The widest wins; of equal ones the oldest, so that the answer does not depend on an order in a table.
pub fn opened(consents: &[Consent], partners: &[PartnerId]) -> Option<(PartnerId, Opened)> {
    let fitting = consents.iter().filter(|consent| consent.is_current()).filter_map(|consent| {
        let partner = consent.partner.filter(|partner| partners.contains(partner))?;
        let opens = consent.purpose.opens();
        (opens > Opened::Nothing).then_some((opens, std::cmp::Reverse((consent.given_at, consent.id)), partner))
    });
    fitting.max().map(|(opens, _, partner)| (partner, opens))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const fn partner(number: u128) -> PartnerId {
        PartnerId(Uuid::from_u128(number))
    }

    fn consent(purpose: Purpose, to: Option<u128>, given: i64, revoked: bool) -> Consent {
        let at = |second| Timestamp::from_second(second).unwrap();
        Consent {
            id: ConsentId(Uuid::from_u128(u128::try_from(given).unwrap())),
            purpose,
            partner: to.map(partner),
            version: "1".to_owned(),
            digest: "0".repeat(64),
            language: Language::De,
            given_at: at(given),
            given_by: None,
            revoked_at: revoked.then(|| at(given + 1)),
            revoked_by: None,
        }
    }

    #[test]
    fn codes_and_serde_agree() {
        for purpose in Purpose::ALL {
            assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.code());
            assert_eq!(Purpose::from_code(purpose.code()), Some(purpose));
        }
        assert_eq!(Purpose::from_code("anything"), None);
    }

    #[test]
    fn what_consents_open_to_whom() {
        use Purpose::{Advice, HandOver, Press, ProgrammeEvaluation};
        type Given = (Purpose, Option<u128>, bool);
        type Row = (&'static str, &'static [Given], &'static [u128], Option<(u128, Opened)>);
        let table: [Row; 10] = [
            ("nothing given", &[], &[1], None),
            ("advice", &[(Advice, Some(1), false)], &[1], Some((1, Opened::Working))),
            ("hand-over only reads", &[(HandOver, Some(1), false)], &[1], Some((1, Opened::Reading))),
            ("another partner", &[(Advice, Some(1), false)], &[2], None),
            ("nobody's people", &[(Advice, Some(1), false)], &[], None),
            ("taken back", &[(Advice, Some(1), true)], &[1], None),
            (
                "taken back, given again",
                &[(Advice, Some(1), true), (Advice, Some(1), false)],
                &[1],
                Some((1, Opened::Working)),
            ),
            (
                "advice goes, hand-over stays",
                &[(Advice, Some(1), true), (HandOver, Some(1), false)],
                &[1],
                Some((1, Opened::Reading)),
            ),
            (
                "the widest of two partners",
                &[(HandOver, Some(1), false), (Advice, Some(2), false)],
                &[1, 2],
                Some((2, Opened::Working)),
            ),
            (
                "programme and press open nothing",
                &[(ProgrammeEvaluation, None, false), (Press, None, false)],
                &[1],
                None,
            ),
        ];
        for (what, given, mine, expected) in table {
            let given: Vec<Consent> =
                (1_i64..).zip(given).map(|(at, (purpose, to, gone))| consent(*purpose, *to, at * 10, *gone)).collect();
            let mine: Vec<PartnerId> = mine.iter().copied().map(partner).collect();
            assert_eq!(opened(&given, &mine), expected.map(|(to, far)| (partner(to), far)), "{what}");
            let backwards: Vec<Consent> = given.into_iter().rev().collect();
            assert_eq!(opened(&backwards, &mine), expected.map(|(to, far)| (partner(to), far)), "{what}, backwards");
        }
    }

    #[test]
    fn a_purpose_names_a_partner_or_does_not() {
        for purpose in Purpose::ALL {
            let (with, without) = (consent(purpose, Some(1), 1, false), consent(purpose, None, 1, false));
            let (fits, code) = if purpose.names_partner() {
                ((with.validated(), without.validated()), "consent-partner-missing")
            } else {
                ((without.validated(), with.validated()), "consent-partner-superfluous")
            };
            assert!(fits.0.is_ok(), "{purpose:?}");
            assert_eq!(fits.1.unwrap_err().code, code, "{purpose:?}");
        }
    }
}
