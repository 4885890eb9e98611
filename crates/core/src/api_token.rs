//! What a key for programs may open.
//!
//! Knows the scopes and which of them makes sense where. Refuses to know keys themselves.

use serde::{Deserialize, Serialize};

use crate::actor::Scope;

/// Longest life of a key, in days.
pub const LONGEST_DAYS: u32 = 400;

/// One thing that a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ApiScope {
    /// Reading the facts about an organisation.
    #[serde(rename = "organisation:read")]
    OrganisationRead,
    /// Changing them.
    #[serde(rename = "organisation:write")]
    OrganisationWrite,
    /// Reading assessments, answers and results.
    #[serde(rename = "assessments:read")]
    AssessmentsRead,
    /// Beginning, finishing and repeating an assessment.
    #[serde(rename = "assessments:write")]
    AssessmentsWrite,
    /// Answering.
    #[serde(rename = "answers:write")]
    AnswersWrite,
    /// Reading the plan.
    #[serde(rename = "plan:read")]
    PlanRead,
    /// Changing the plan.
    #[serde(rename = "plan:write")]
    PlanWrite,
    /// Reading requests for help.
    #[serde(rename = "requests:read")]
    RequestsRead,
    /// Asking for help, answering a request.
    #[serde(rename = "requests:write")]
    RequestsWrite,
    /// Reading consents.
    #[serde(rename = "consents:read")]
    ConsentsRead,
    /// Taking everything out.
    #[serde(rename = "take-out:read")]
    TakeOutRead,
}

impl ApiScope {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::OrganisationRead,
        Self::OrganisationWrite,
        Self::AssessmentsRead,
        Self::AssessmentsWrite,
        Self::AnswersWrite,
        Self::PlanRead,
        Self::PlanWrite,
        Self::RequestsRead,
        Self::RequestsWrite,
        Self::ConsentsRead,
        Self::TakeOutRead,
    ];

    /// Stable code, also in the text key `api-scope-<code>` with a dash for the colon.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OrganisationRead => "organisation:read",
            Self::OrganisationWrite => "organisation:write",
            Self::AssessmentsRead => "assessments:read",
            Self::AssessmentsWrite => "assessments:write",
            Self::AnswersWrite => "answers:write",
            Self::PlanRead => "plan:read",
            Self::PlanWrite => "plan:write",
            Self::RequestsRead => "requests:read",
            Self::RequestsWrite => "requests:write",
            Self::ConsentsRead => "consents:read",
            Self::TakeOutRead => "take-out:read",
        }
    }

    /// The scope with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Whether a key for this place can have it at all. A partner reads and advises; what belongs to the owner stays
    /// with the owner.
    pub const fn fits(self, place: Scope) -> bool {
        match place {
            Scope::Organisation(_) => true,
            Scope::Partner(_) => !matches!(
                self,
                Self::OrganisationWrite | Self::AssessmentsWrite | Self::ConsentsRead | Self::TakeOutRead
            ),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::{PartnerId, TenantId};

    #[test]
    fn codes_lead_back() {
        for scope in ApiScope::ALL {
            assert_eq!(ApiScope::from_code(scope.code()), Some(scope));
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.code());
        }
    }

    #[test]
    fn a_partner_gets_less_than_the_owner_and_nobody_else_gets_anything() {
        let organisation = Scope::Organisation(TenantId(Uuid::nil()));
        let partner = Scope::Partner(PartnerId(Uuid::nil()));
        assert!(ApiScope::ALL.into_iter().all(|scope| scope.fits(organisation)));
        let of_partners: Vec<_> = ApiScope::ALL.into_iter().filter(|scope| scope.fits(partner)).collect();
        assert_eq!(of_partners.len(), 7);
        assert!(!of_partners.contains(&ApiScope::TakeOutRead));
        assert!(ApiScope::ALL.into_iter().all(|scope| !scope.fits(Scope::Installation)));
    }
}
