//! Funding programmes and free help, with validity.
//!
//! Knows when an entry may be shown as it is and when it must be shown as "to be checked". Refuses to decide who gets
//! money: that is the funder's word.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{check::Review, language::Localised, organisation::Organisation, organisation::OrganisationKind};

/// Days after which an entry that nobody looked at again is shown as "to be checked".
pub const FRESH_DAYS: i64 = 365;

/// A funding programme or an offer of free help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Readable id.
    pub id: String,
    /// Kinds of organisation it is for; empty means all.
    pub kinds: Vec<OrganisationKind>,
    /// Federal state (ISO 3166-2 without `DE-`).
    pub land: String,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Last day on which somebody compared it with the source.
    pub last_verified: Date,
    /// Where it is written.
    pub source: String,
    /// Whether experts have looked at it.
    pub review: Review,
    /// Name.
    pub title: Localised,
    /// Who pays.
    pub funder: Localised,
    /// What is paid.
    pub subject: Localised,
    /// Rate, maximum, selection.
    pub terms: Localised,
    /// How to apply.
    pub how: Localised,
}

/// Whether an entry can be relied on at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// Not yet begun.
    NotYet,
    /// In force and checked.
    Valid,
    /// In force by its dates, but review is pending or the last look is long ago.
    ToBeChecked,
    /// Over; shown as "to be checked", never silently dropped.
    Past,
}

impl Validity {
    /// The code, also the text key `validity-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Valid => "valid",
            Self::ToBeChecked => "to-be-checked",
            Self::Past => "past",
        }
    }
}

impl Funding {
    /// Whether it is meant for this organisation, as far as its kind tells.
    pub fn suits(&self, organisation: &Organisation) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&organisation.kind)
    }

    /// Whether it can be relied on.
    pub fn validity(&self, today: Date) -> Validity {
        let stale = self.last_verified.checked_add(FRESH_DAYS.days()).is_ok_and(|until| until < today);
        if self.valid_from.is_some_and(|from| today < from) {
            Validity::NotYet
        } else if self.valid_to.is_some_and(|to| today > to) {
            Validity::Past
        } else if stale || self.review == Review::Pending {
            Validity::ToBeChecked
        } else {
            Validity::Valid
        }
    }
}
