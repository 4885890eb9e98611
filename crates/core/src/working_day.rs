//! Working days in North Rhine-Westphalia: Monday to Friday without public holidays.
//!
//! Source: Feiertagsgesetz NW § 2 (as of 2026). Easter by the Gregorian computus (Meeus/Jones/Butcher).

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

/// Easter Sunday of a year in the Gregorian calendar (Meeus/Jones/Butcher, whose letters these are).
#[expect(clippy::many_single_char_names, reason = "the published algorithm names its steps so")]
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    let number = |value: i32| i8::try_from(value).unwrap_or(1);
    date(year, number(days / 31), number(days % 31 + 1))
}

/// The public holidays of a year in North Rhine-Westphalia, in order. They hold in the whole Land.
pub fn holidays(year: i16) -> Vec<Date> {
    let easter = easter(year);
    let around = |days: i32| easter.saturating_add(days.days());
    let mut days = vec![
        date(year, 1, 1),
        around(-2),
        around(1),
        date(year, 5, 1),
        around(39),
        around(50),
        around(60),
        date(year, 10, 3),
        date(year, 11, 1),
        date(year, 12, 25),
        date(year, 12, 26),
    ];
    days.sort_unstable();
    days
}

/// Whether offices work on this day.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays(day.year()).contains(&day)
}

/// The `count`-th working day after a day, not counting that day; the day itself for 0.
pub fn after_working_days(day: Date, count: u32) -> Date {
    let (mut day, mut left) = (day, count);
    while left > 0 && day < Date::MAX {
        day = day.saturating_add(1.day());
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_many_years() {
        // Physikalisch-Technische Bundesanstalt, table of Easter dates.
        for (year, month, day) in [
            (1954, 4, 18),
            (1961, 4, 2),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn holidays_of_three_years() {
        let days = |year| holidays(year).into_iter().map(|day| (day.month(), day.day())).collect::<Vec<_>>();
        assert_eq!(
            days(2026),
            [(1, 1), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (6, 4), (10, 3), (11, 1), (12, 25), (12, 26)]
        );
        assert_eq!(
            days(2027),
            [(1, 1), (3, 26), (3, 29), (5, 1), (5, 6), (5, 17), (5, 27), (10, 3), (11, 1), (12, 25), (12, 26)]
        );
        assert_eq!(
            days(2025),
            [(1, 1), (4, 18), (4, 21), (5, 1), (5, 29), (6, 9), (6, 19), (10, 3), (11, 1), (12, 25), (12, 26)]
        );
        assert_eq!(days(2008).len(), 11, "Ascension Day and 1 May fall on the same day");
    }

    #[test]
    fn working_days_are_counted_over_weekends_and_holidays() {
        for (from, count, to) in [
            (date(2026, 11, 23), 3, date(2026, 11, 26)),
            (date(2026, 11, 26), 3, date(2026, 12, 1)),
            (date(2026, 11, 28), 1, date(2026, 11, 30)),
            (date(2026, 4, 1), 3, date(2026, 4, 8)),
            (date(2026, 5, 13), 1, date(2026, 5, 15)),
            (date(2026, 12, 23), 3, date(2026, 12, 29)),
            (date(2026, 12, 30), 2, date(2027, 1, 4)),
            (date(2027, 5, 26), 2, date(2027, 5, 31)),
            (date(2026, 11, 23), 0, date(2026, 11, 23)),
        ] {
            assert_eq!(after_working_days(from, count), to, "{count} after {from}");
        }
        assert_eq!(after_working_days(Date::MAX, 3), Date::MAX);
    }
}
