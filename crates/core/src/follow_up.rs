//! The follow-up: what became of the plan, asked 3, 6 and 12 months after an assessment was finished.
//!
//! Knows when to ask and when not, which questions, and what an answer does to the plan. At most ten questions; an
//! answer never changes an assessment.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    id::{AssessmentId, RequirementId},
    measure::RankedMeasure,
    plan::{MeasureStatus, PlanItem},
};

/// Months after the end of an assessment.
pub const FOLLOW_UP_MONTHS: [u8; 3] = [3, 6, 12];
/// Most questions asked at once.
pub const MOST_QUESTIONS: usize = 10;
/// If the program stood still for longer than this, in days, it does not ask late.
pub const LATEST_DAYS: i64 = 30;
/// How long the link in the letter works, in days.
pub const ANSWERABLE_DAYS: i64 = 60;

/// What somebody says about one measure months later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FollowUpAnswer {
    /// Does not know.
    Unknown,
    /// It is done.
    Yes,
    /// It was begun.
    Partly,
    /// Nothing was done.
    No,
}

impl FollowUpAnswer {
    /// All answers, in the order of the buttons.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::Yes, Self::Partly, Self::No];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// The answer with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }

    /// The measure as it is after this answer, or `None` if the answer changes nothing. What the plan already calls
    /// done, or not for us, stays.
    pub fn applied_to(self, item: &PlanItem) -> Option<PlanItem> {
        let to = match (self, item.status) {
            (Self::Yes, MeasureStatus::Todo | MeasureStatus::InProgress) => MeasureStatus::Done,
            (Self::Partly, MeasureStatus::Todo) => MeasureStatus::InProgress,
            _ => return None,
        };
        Some(PlanItem { status: to, ..item.clone() })
    }
}

/// One follow-up: what was asked, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// After which assessment.
    pub assessment: AssessmentId,
    /// How many months after.
    pub months: u8,
    /// What was asked, in this order; nothing if only the repeat was suggested.
    pub questions: Vec<RequirementId>,
    /// What was answered.
    #[serde(default)]
    pub answers: BTreeMap<RequirementId, FollowUpAnswer>,
    /// When the letter was written.
    pub asked_at: Timestamp,
    /// Until when it can be answered.
    pub expires_at: Timestamp,
    /// When it was answered, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
}

/// The day to ask on, so many months after an assessment was finished: the same day of the month, or its last day if
/// the month is shorter.
pub fn follow_up_day(finished: Date, months: u8) -> Date {
    finished.checked_add(i32::from(months).months()).unwrap_or(Date::MAX)
}

/// How many months after this assessment to ask today, if at all.
///
/// `asked` are the months already asked; `superseded` says whether a newer assessment of the same check was begun:
/// then the plan of this one is no longer what people work on.
pub fn follow_up_due(finished: Date, asked: &[u8], superseded: bool, today: Date) -> Option<u8> {
    let is_due = |months: &u8| {
        let day = follow_up_day(finished, *months);
        day <= today && today <= day.checked_add(LATEST_DAYS.days()).unwrap_or(Date::MAX)
    };
    let due = FOLLOW_UP_MONTHS.into_iter().rev().find(is_due)?;
    (!superseded && !asked.contains(&due)).then_some(due)
}

/// Which measures to ask about: the first ones of the plan that are still open.
pub fn follow_up_questions(plan: &[(&RankedMeasure<'_>, PlanItem)]) -> Vec<RequirementId> {
    let open = plan.iter().filter(|(_, item)| item.is_open());
    open.map(|(measure, _)| measure.requirement.uuid).take(MOST_QUESTIONS).collect()
}

/// Whether a letter is worth sending: there is something to ask, or a year is over and it is time to repeat.
pub const fn is_worth_asking(months: u8, questions: &[RequirementId]) -> bool {
    !questions.is_empty() || months == 12
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn months_end_where_the_month_ends() {
        for (finished, months, expected) in [
            (date(2026, 8, 23), 3, date(2026, 11, 23)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2027, 11, 30), 3, date(2028, 2, 29)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 12, 31), 12, date(2027, 12, 31)),
        ] {
            assert_eq!(follow_up_day(finished, months), expected, "{finished} and {months} months");
        }
    }

    #[test]
    fn when_to_ask_and_when_not() {
        type Case<'a> = (&'a str, Date, &'a [u8], bool, Option<u8>);
        let finished = date(2026, 1, 31);
        let cases: [Case<'_>; 12] = [
            ("the day before", date(2026, 4, 29), &[], false, None),
            ("April has 30 days", date(2026, 4, 30), &[], false, Some(3)),
            ("a few days late", date(2026, 5, 5), &[], false, Some(3)),
            ("asked already", date(2026, 5, 5), &[3], false, None),
            ("30 days late", date(2026, 5, 30), &[], false, Some(3)),
            ("31 days late", date(2026, 5, 31), &[], false, None),
            ("half a year", date(2026, 7, 31), &[3], false, Some(6)),
            ("half a year, nobody asked before", date(2026, 7, 31), &[], false, Some(6)),
            ("a year", date(2027, 1, 31), &[3, 6], false, Some(12)),
            ("repeated meanwhile", date(2026, 4, 30), &[], true, None),
            ("long ago", date(2029, 1, 31), &[], false, None),
            ("just finished", finished, &[], false, None),
        ];
        for (name, today, asked, superseded, expected) in cases {
            assert_eq!(follow_up_due(finished, asked, superseded, today), expected, "{name}");
        }
    }

    #[test]
    fn what_an_answer_does() {
        use FollowUpAnswer::{No, Partly, Unknown, Yes};
        use MeasureStatus::{Done, InProgress, NotForUs, Todo};
        for (answer, from, to) in [
            (Yes, Todo, Some(Done)),
            (Yes, InProgress, Some(Done)),
            (Yes, Done, None),
            (Yes, NotForUs, None),
            (Partly, Todo, Some(InProgress)),
            (Partly, InProgress, None),
            (Partly, Done, None),
            (No, Todo, None),
            (No, InProgress, None),
            (Unknown, Todo, None),
        ] {
            let item = PlanItem { status: from, ..PlanItem::untouched(RequirementId(Uuid::nil())) };
            assert_eq!(answer.applied_to(&item).map(|item| item.status), to, "{answer:?} about {from:?}");
        }
        for answer in FollowUpAnswer::ALL {
            assert_eq!(FollowUpAnswer::from_code(answer.code()), Some(answer));
            assert_eq!(serde_json::to_value(answer).unwrap(), answer.code());
        }
    }

    #[test]
    fn nothing_to_ask_is_worth_a_letter_only_after_a_year() {
        let one = [RequirementId(Uuid::nil())];
        assert!(is_worth_asking(3, &one) && is_worth_asking(12, &[]));
        assert!(!is_worth_asking(3, &[]) && !is_worth_asking(6, &[]));
    }

    proptest! {
        /// Whoever looks every day is asked exactly three times; whoever looks now and then at most three times.
        #[test]
        fn three_times_and_never_twice(first in 0..800_i64, down in prop::collection::btree_set(0..420_i64, 0..300)) {
            let finished = date(2026, 1, 1).checked_add(first.days()).unwrap();
            for down in [std::collections::BTreeSet::default(), down] {
                let mut asked = Vec::new();
                for day in (0..420_i64).filter(|day| !down.contains(day)) {
                    let today = finished.checked_add(day.days()).unwrap();
                    if let Some(months) = follow_up_due(finished, &asked, false, today) {
                        prop_assert!(!asked.contains(&months));
                        asked.push(months);
                    }
                }
                if down.is_empty() {
                    prop_assert_eq!(&asked, &FOLLOW_UP_MONTHS.to_vec());
                }
            }
        }
    }
}
