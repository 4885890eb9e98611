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
    /// Reading assessments, answers, results, and how far an adviser's interview is.
    #[serde(rename = "assessments:read")]
    AssessmentsRead,
    /// Beginning, finishing and repeating an assessment.
    #[serde(rename = "assessments:write")]
    AssessmentsWrite,
    /// Answering.
    #[serde(rename = "answers:write")]
    AnswersWrite,
    /// Reading the plan: measures, comments, history, what was asked months later.
    #[serde(rename = "plan:read")]
    PlanRead,
    /// Changing the plan, writing comments.
    #[serde(rename = "plan:write")]
    PlanWrite,
    /// Reading the files on measures.
    #[serde(rename = "documents:read")]
    DocumentsRead,
    /// Bringing and deleting them.
    #[serde(rename = "documents:write")]
    DocumentsWrite,
    /// Reading the organisation's requests for help.
    #[serde(rename = "requests:read")]
    RequestsRead,
    /// Asking for help, taking a request back, ending it.
    #[serde(rename = "requests:write")]
    RequestsWrite,
    /// Naming, confirming and calling off the time of a talk.
    #[serde(rename = "appointments:write")]
    AppointmentsWrite,
    /// Reading consents. No scope gives or takes one: that is for people.
    #[serde(rename = "consents:read")]
    ConsentsRead,
    /// Reading who looked, and what happened.
    #[serde(rename = "log:read")]
    LogRead,
    /// Reading who works for the organisation.
    #[serde(rename = "people:read")]
    PeopleRead,
    /// Taking everything out.
    #[serde(rename = "take-out:read")]
    TakeOutRead,
    /// Reading what a partner was asked.
    #[serde(rename = "proposals:read")]
    ProposalsRead,
    /// Answering for a partner: accepting, declining, giving back, ending.
    #[serde(rename = "proposals:write")]
    ProposalsWrite,
}

impl ApiScope {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::OrganisationRead,
        Self::OrganisationWrite,
        Self::AssessmentsRead,
        Self::AssessmentsWrite,
        Self::AnswersWrite,
        Self::PlanRead,
        Self::PlanWrite,
        Self::DocumentsRead,
        Self::DocumentsWrite,
        Self::RequestsRead,
        Self::RequestsWrite,
        Self::AppointmentsWrite,
        Self::ConsentsRead,
        Self::LogRead,
        Self::PeopleRead,
        Self::TakeOutRead,
        Self::ProposalsRead,
        Self::ProposalsWrite,
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
            Self::DocumentsRead => "documents:read",
            Self::DocumentsWrite => "documents:write",
            Self::RequestsRead => "requests:read",
            Self::RequestsWrite => "requests:write",
            Self::AppointmentsWrite => "appointments:write",
            Self::ConsentsRead => "consents:read",
            Self::LogRead => "log:read",
            Self::PeopleRead => "people:read",
            Self::TakeOutRead => "take-out:read",
            Self::ProposalsRead => "proposals:read",
            Self::ProposalsWrite => "proposals:write",
        }
    }

    /// The scope with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Whether a key for this place can have it at all. A key to a partner answers requests and fixes times; no key of a
    /// partner opens an organisation's folder, whatever that organisation consented to: consent is given to people.
    pub const fn fits(self, place: Scope) -> bool {
        match place {
            Scope::Organisation(_) => !matches!(self, Self::ProposalsRead | Self::ProposalsWrite),
            Scope::Partner(_) => matches!(self, Self::ProposalsRead | Self::ProposalsWrite | Self::AppointmentsWrite),
            _ => false,
        }
    }

    /// The scopes that a key for this place can have.
    pub fn fitting(place: Scope) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |scope| scope.fits(place))
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
    fn every_scope_fits_somewhere_and_a_partner_gets_nothing_of_a_folder() {
        let organisation = Scope::Organisation(TenantId(Uuid::nil()));
        let partner = Scope::Partner(PartnerId(Uuid::nil()));
        for scope in ApiScope::ALL {
            assert!(scope.fits(organisation) || scope.fits(partner), "{scope:?}");
            assert!(!scope.fits(Scope::Installation), "{scope:?}");
        }
        let of_partners: Vec<_> = ApiScope::fitting(partner).map(ApiScope::code).collect();
        assert_eq!(of_partners, ["appointments:write", "proposals:read", "proposals:write"]);
        assert_eq!(ApiScope::fitting(organisation).count(), 16);
    }
}
