//! The history of a measure: what changed, when, and through whom.
//!
//! Knows how to tell two states of a plan item apart. One save is one line, however much it changed. Lines are never
//! changed; they go with the organisation.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    actor::Author,
    id::{AccountId, PartnerId, RequirementId},
    plan::{MeasureStatus, PlanItem},
};

/// Somebody who had a part in a measure, as it is shown: the name at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// `visitor`, `system`, or the code of a [`Role`](crate::actor::Role).
    pub role: String,
    /// The name at that time; empty for a visitor and for the program itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// The account. Means nothing elsewhere, so it is in no document.
    #[serde(skip)]
    pub account: Option<AccountId>,
    /// On whose behalf; in no document either.
    #[serde(skip)]
    pub partner: Option<PartnerId>,
}

impl Contributor {
    /// An author under the name they have now.
    pub fn new(by: Author, person: impl Into<String>) -> Self {
        Self { role: by.role.to_owned(), person: person.into(), account: by.account, partner: by.partner }
    }

    /// The same without what means nothing elsewhere.
    #[must_use]
    pub fn without_account(self) -> Self {
        Self { account: None, partner: None, ..self }
    }

    /// Whether this author is the same one: the same account, or both came with the organisation's link.
    pub fn is(&self, by: Author) -> bool {
        self.account == by.account && self.role == by.role && (by.account.is_some() || by == Author::VISITOR)
    }
}

/// How a change came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeSource {
    /// Somebody changed this measure.
    Page,
    /// Somebody changed several measures at once.
    Bulk,
    /// Somebody answered the questions that are asked months later.
    FollowUp,
}

impl ChangeSource {
    /// All sources.
    pub const ALL: [Self; 3] = [Self::Page, Self::Bulk, Self::FollowUp];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Bulk => "bulk",
            Self::FollowUp => "follow-up",
        }
    }

    /// The source with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.code() == code)
    }
}

/// One thing that changed about a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum MeasureChange {
    /// How far it is.
    Status {
        /// Before.
        from: MeasureStatus,
        /// After.
        to: MeasureStatus,
    },
    /// Who does it, by name.
    Owner {
        /// Before; empty for nobody.
        from: String,
        /// After; empty for nobody.
        to: String,
    },
    /// Until when.
    Due {
        /// Before.
        from: Option<Date>,
        /// After.
        to: Option<Date>,
    },
    /// Why not.
    Reason {
        /// After; empty if it was taken out.
        to: String,
    },
    /// The note; its words are not repeated here.
    Note,
    /// A comment was written.
    CommentAdded,
    /// A comment was changed by whoever wrote it.
    CommentEdited,
    /// A comment was deleted.
    CommentDeleted,
    /// A file was added.
    DocumentAdded {
        /// Its name.
        name: String,
    },
    /// A file was deleted.
    DocumentDeleted {
        /// Its name.
        name: String,
    },
}

/// One line of the history of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// Which measure.
    pub requirement: RequirementId,
    /// When.
    pub at: Timestamp,
    /// Through whom.
    pub by: Contributor,
    /// How it came about.
    pub source: ChangeSource,
    /// What changed, at least one thing.
    pub changes: Vec<MeasureChange>,
}

/// What is different between two states of a plan item. The order of the plan is nobody's business.
pub fn changes(before: &PlanItem, after: &PlanItem) -> Vec<MeasureChange> {
    let mut changes = Vec::new();
    if before.status != after.status {
        changes.push(MeasureChange::Status { from: before.status, to: after.status });
    }
    if before.owner != after.owner || before.owner_account != after.owner_account {
        changes.push(MeasureChange::Owner { from: before.owner.clone(), to: after.owner.clone() });
    }
    if before.due != after.due {
        changes.push(MeasureChange::Due { from: before.due, to: after.due });
    }
    if before.reason != after.reason {
        changes.push(MeasureChange::Reason { to: after.reason.clone() });
    }
    if before.note != after.note {
        changes.push(MeasureChange::Note);
    }
    changes
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Role;

    #[test]
    fn codes_lead_back() {
        for source in ChangeSource::ALL {
            assert_eq!(ChangeSource::from_code(source.code()), Some(source));
            assert_eq!(serde_json::to_value(source).unwrap(), source.code());
        }
    }

    #[test]
    fn each_field_that_differs_is_named_and_nothing_else() {
        type Case = (fn(&mut PlanItem), Vec<MeasureChange>);
        let before = PlanItem::untouched(RequirementId(Uuid::from_u128(1)));
        let day = jiff::civil::date(2026, 12, 24);
        let account = Some(AccountId(Uuid::from_u128(2)));
        let cases: Vec<Case> = vec![
            (|_| (), vec![]),
            (
                |item| item.status = MeasureStatus::Done,
                vec![MeasureChange::Status { from: MeasureStatus::Todo, to: MeasureStatus::Done }],
            ),
            (
                |item| item.owner = "Frau Ö.".into(),
                vec![MeasureChange::Owner { from: String::new(), to: "Frau Ö.".into() }],
            ),
            (
                |item| item.due = Some(jiff::civil::date(2026, 12, 24)),
                vec![MeasureChange::Due { from: None, to: Some(day) }],
            ),
            (|item| item.reason = "kein WLAN".into(), vec![MeasureChange::Reason { to: "kein WLAN".into() }]),
            (|item| item.note = "morgen".into(), vec![MeasureChange::Note]),
            (|item| item.position = Some(7), vec![]),
            (|item| item.revision = 7, vec![]),
        ];
        for (change, expected) in cases {
            let mut after = before.clone();
            change(&mut after);
            assert_eq!(changes(&before, &after), expected);
        }
        let assigned = PlanItem { owner_account: account, ..before.clone() };
        assert_eq!(changes(&before, &assigned).len(), 1, "the same name, another person");
    }

    #[test]
    fn who_is_the_same() {
        let account = |number| AccountId(Uuid::from_u128(number));
        let rita = Author::of(Role::Member, account(1));
        let visitor = Contributor::new(Author::VISITOR, "");
        assert!(Contributor::new(rita, "Rita").is(rita));
        assert!(!Contributor::new(rita, "Rita").is(Author::of(Role::Member, account(2))));
        assert!(!Contributor::new(rita, "Rita").is(Author::VISITOR));
        assert!(visitor.is(Author::VISITOR) && !visitor.is(rita) && !visitor.is(Author::SYSTEM));
        assert!(!Contributor::new(Author::SYSTEM, "").is(Author::SYSTEM), "nobody is the program");
        // An account that was deleted leaves a name behind, and nobody else becomes it.
        let gone = Contributor { account: None, ..Contributor::new(rita, "Rita") };
        assert!(!gone.is(Author::VISITOR) && !gone.is(rita));
    }

    #[test]
    fn documents_carry_names_and_no_accounts() {
        let by = Contributor::new(Author::of(Role::Member, AccountId(Uuid::from_u128(7))), "Rita");
        assert_eq!(serde_json::to_value(&by).unwrap(), serde_json::json!({ "role": "member", "person": "Rita" }));
    }
}
