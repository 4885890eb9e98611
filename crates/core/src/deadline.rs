//! Until when something has to be done: periods that begin with an event.
//!
//! Hours are elapsed hours: the hour of the event is not counted, weekends and holidays shift nothing. Days and months keep
//! the clock time of the place; a month that has no such day ends on its last day.
//!
//! Source: Regulation (EEC, Euratom) No 1182/71, Art. 3. Whether Art. 3(5) lengthens a period is left to a lawyer; here a
//! period is never longer than its hours.

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};

/// How long something takes from the event that starts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Elapsed hours.
    Hours(u16),
    /// Days by the calendar.
    Days(u16),
    /// Months by the calendar.
    Months(u16),
}

impl Period {
    /// Reads `24h`, `14d` or `3mo`.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at(end);
        let number = number.parse().ok().filter(|number| *number > 0)?;
        match unit {
            "h" => Some(Self::Hours(number)),
            "d" => Some(Self::Days(number)),
            "mo" => Some(Self::Months(number)),
            _ => None,
        }
    }

    /// The last instant of the period that begins at `from`, by the clocks of `zone`. A clock time that is skipped when
    /// summer time begins moves forward, of one that comes twice the first is taken.
    pub fn after(self, from: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = || from.to_zoned_datetime(zone.clone());
        let by_calendar = |span: jiff::Span| {
            let day = local().datetime().checked_add(span);
            day.and_then(|day| day.to_zoned_datetime(zone.clone())).map_or(Timestamp::MAX, |end| end.timestamp())
        };
        match self {
            Self::Hours(hours) => from.checked_add(SignedDuration::from_hours(hours.into())).unwrap_or(Timestamp::MAX),
            Self::Days(days) => by_calendar(i64::from(days).days()),
            Self::Months(months) => by_calendar(i64::from(months).months()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_elapse_and_calendars_keep_the_clock_time() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for (period, from, until) in [
            ("24h", "2026-11-06T17:10:00+01:00", "2026-11-07T17:10:00+01:00"),
            // 24 hours over the night in which the clocks go forward: an hour later on the clock.
            ("24h", "2026-03-28T17:10:00+01:00", "2026-03-29T18:10:00+02:00"),
            ("72h", "2026-10-23T17:10:00+02:00", "2026-10-26T16:10:00+01:00"),
            ("1d", "2026-03-28T17:10:00+01:00", "2026-03-29T17:10:00+02:00"),
            // 02:30 does not exist on that day.
            ("1d", "2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00"),
            // 02:30 exists twice on that day: the first.
            ("14d", "2026-10-11T02:30:00+02:00", "2026-10-25T02:30:00+02:00"),
            ("1mo", "2027-01-31T09:00:00+01:00", "2027-02-28T09:00:00+01:00"),
            ("1mo", "2028-01-31T09:00:00+01:00", "2028-02-29T09:00:00+01:00"),
            ("3mo", "2026-11-30T09:00:00+01:00", "2027-02-28T09:00:00+01:00"),
            ("1mo", "2026-12-31T23:59:00+01:00", "2027-01-31T23:59:00+01:00"),
            // From winter to summer: the clock time stays.
            ("1mo", "2026-03-15T08:00:00+01:00", "2026-04-15T08:00:00+02:00"),
        ] {
            let from: Timestamp = from.parse().unwrap();
            let until: Timestamp = until.parse().unwrap();
            assert_eq!(Period::parse(period).unwrap().after(from, &zone), until, "{period} after {from}");
        }
        for wrong in ["", "h", "24", "0h", "24 h", "-1d", "1y", "99999999h"] {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_period_beyond_time_ends_with_time() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        for period in [Period::Hours(u16::MAX), Period::Days(u16::MAX), Period::Months(u16::MAX)] {
            assert_eq!(period.after(Timestamp::MAX, &zone), Timestamp::MAX);
        }
    }
}
