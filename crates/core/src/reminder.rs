//! Reminders: who is written to about measures that are due, and how often.
//!
//! One letter a week about one organisation, on Monday; one more in the same week only if something is overdue that the
//! first could not yet say. Never on a weekend. Whether somebody wants letters at all is asked elsewhere.

use std::fmt;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

/// How many days ahead the weekly letter looks, today included.
pub const HORIZON_DAYS: i64 = 14;

/// A week by ISO 8601, written `2026-W48`: what "per week" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i16,
    number: i8,
}

impl Week {
    /// The week of a day. The first days of January can belong to the last week of the year before.
    pub fn of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self { year: week.year(), number: week.week() }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.number)
    }
}

/// Why somebody is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderKind {
    /// The letter of the week: what is due, and what is overdue.
    Weekly,
    /// One more: something became overdue.
    Overdue,
}

impl ReminderKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Weekly, Self::Overdue];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Overdue => "overdue",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A letter that somebody got about an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminded {
    /// Why.
    pub kind: ReminderKind,
    /// When.
    pub day: Date,
}

/// The last day that the weekly letter of this day looks at.
pub fn horizon(today: Date) -> Date {
    today.checked_add((HORIZON_DAYS - 1).days()).unwrap_or(Date::MAX)
}

/// Whether somebody is written to today about one organisation, and why.
///
/// `sent` is what they got about it in the same week, `due` the dates of the open measures that concern them. The weekly
/// letter goes out on Monday; if the program stood still then, up to Wednesday.
pub fn reminder(today: Date, sent: &[Reminded], due: &[Date]) -> Option<ReminderKind> {
    let got = |kind: ReminderKind| sent.iter().find(|reminded| reminded.kind == kind);
    let weekly = got(ReminderKind::Weekly);
    match today.weekday() {
        Weekday::Saturday | Weekday::Sunday => return None,
        Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday if weekly.is_none() && sent.is_empty() => {
            return due.iter().any(|day| *day <= horizon(today)).then_some(ReminderKind::Weekly);
        }
        _ => {}
    }
    // What was overdue on Monday was said on Monday.
    let news = |day: &Date| *day < today && weekly.is_none_or(|weekly| *day >= weekly.day);
    (got(ReminderKind::Overdue).is_none() && due.iter().any(news)).then_some(ReminderKind::Overdue)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn weeks_are_those_of_iso() {
        for (day, expected) in [
            (date(2026, 11, 23), "2026-W48"),
            (date(2026, 11, 29), "2026-W48"),
            (date(2026, 11, 30), "2026-W49"),
            (date(2026, 12, 31), "2026-W53"),
            (date(2027, 1, 3), "2026-W53"),
            (date(2027, 1, 4), "2027-W01"),
        ] {
            assert_eq!(Week::of(day).to_string(), expected, "{day}");
        }
    }

    #[test]
    fn the_table() {
        use ReminderKind::{Overdue, Weekly};
        type Case<'a> = (&'a str, i8, &'a [Reminded], Vec<Date>, Option<ReminderKind>);
        // 23 November 2026 is a Monday.
        let day = |number: i8| date(2026, 11, number);
        let monday = [Reminded { kind: Weekly, day: day(23) }];
        let both = [monday[0], Reminded { kind: Overdue, day: day(25) }];
        let thursday = [Reminded { kind: Overdue, day: day(26) }];
        let cases: Vec<Case<'_>> = vec![
            ("nothing to say", 23, &[], vec![], None),
            ("due today", 23, &[], vec![day(23)], Some(Weekly)),
            ("due in 13 days", 23, &[], vec![date(2026, 12, 6)], Some(Weekly)),
            ("due in 14 days", 23, &[], vec![date(2026, 12, 7)], None),
            ("long overdue", 23, &[], vec![date(2026, 1, 1)], Some(Weekly)),
            ("said this morning", 23, &monday, vec![day(23)], None),
            ("the program stood still on Monday", 24, &[], vec![day(30)], Some(Weekly)),
            ("and on Tuesday", 25, &[], vec![day(30)], Some(Weekly)),
            ("and on Wednesday: too late for what is only due", 26, &[], vec![day(30)], None),
            ("but not for what is overdue", 26, &[], vec![day(20)], Some(Overdue)),
            ("was overdue on Monday already", 24, &monday, vec![day(20)], None),
            ("became overdue since Monday", 24, &monday, vec![day(23)], Some(Overdue)),
            ("is due today, which is not overdue", 25, &monday, vec![day(25)], None),
            ("one more was enough", 27, &both, vec![day(26)], None),
            ("one more without a first was enough", 27, &thursday, vec![day(20)], None),
            ("Saturday", 28, &[], vec![day(20)], None),
            ("Sunday", 29, &monday, vec![day(27)], None),
            ("a new week", 30, &[], vec![day(20)], Some(Weekly)),
        ];
        for (name, today, sent, due, expected) in cases {
            assert_eq!(reminder(day(today), sent, &due), expected, "{name}");
        }
    }

    proptest! {
        /// Months of mornings: measures come, are moved and done, and now and then the program stands still.
        #[test]
        fn never_more_than_one_a_week_and_one_more_if_overdue(
            first in 0..400_i64,
            events in prop::collection::vec((0..120_i64, 0..8_usize, -20..40_i64, prop::bool::ANY), 0..60),
            down in prop::collection::btree_set(0..120_i64, 0..40),
        ) {
            let begin = date(2026, 1, 1).checked_add(first.days()).unwrap();
            let mut due: BTreeMap<usize, Date> = BTreeMap::new();
            let mut sent: BTreeMap<Week, Vec<Reminded>> = BTreeMap::new();
            for morning in 0..120_i64 {
                let today = begin.checked_add(morning.days()).unwrap();
                for (_, measure, in_days, done) in events.iter().filter(|event| event.0 == morning) {
                    if *done {
                        due.remove(measure);
                    } else {
                        due.insert(*measure, today.checked_add(in_days.days()).unwrap());
                    }
                }
                if down.contains(&morning) {
                    continue;
                }
                let open: Vec<Date> = due.values().copied().collect();
                let week = sent.entry(Week::of(today)).or_default();
                let kind = reminder(today, week, &open);
                match kind {
                    Some(ReminderKind::Weekly) => prop_assert!(open.iter().any(|day| *day <= horizon(today))),
                    Some(ReminderKind::Overdue) => prop_assert!(open.iter().any(|day| *day < today)),
                    None => {}
                }
                week.extend(kind.map(|kind| Reminded { kind, day: today }));
                // Asking again on the same morning says nothing new.
                prop_assert_eq!(reminder(today, week, &open), None);
                // Whatever is overdue on a working day was said this week, once the week has begun to speak.
                let overdue = open.iter().any(|day| *day < today);
                let weekend = matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday);
                prop_assert!(!overdue || weekend || !week.is_empty());
            }
            for (week, letters) in sent {
                for kind in ReminderKind::ALL {
                    prop_assert!(letters.iter().filter(|letter| letter.kind == kind).count() <= 1, "{}", week);
                }
                prop_assert!(letters.iter().all(|letter| Week::of(letter.day) == week));
            }
        }
    }
}
