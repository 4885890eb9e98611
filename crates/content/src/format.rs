//! Numbers and dates as people in Germany and Britain write them.
//!
//! Knows separators and month names. Refuses to know time zones: whoever formats an instant hands in the zone.

use fluent_bundle::{FluentValue, types::FluentNumber};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use ringwall_core::{language::Language, scoring::Points};

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The zone in which dates are shown: that of the region.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC)
}

/// A date in words: `4. September 2026`, `4 September 2026`.
pub fn date(language: Language, date: Date) -> String {
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    let months = match language {
        Language::De => MONTHS_DE,
        Language::En => MONTHS_EN,
    };
    let month = months.get(index).copied().unwrap_or_default();
    match language {
        Language::De => format!("{}. {month} {}", date.day(), date.year()),
        Language::En => format!("{} {month} {}", date.day(), date.year()),
    }
}

/// The day of an instant in the region, in words.
pub fn day(language: Language, at: Timestamp) -> String {
    date(language, at.to_zoned_datetime(zone()).date())
}

/// The edition of a check as it is shown: publishers who number by the microsecond get a day.
pub fn edition(language: Language, version: &str) -> String {
    version.parse::<Timestamp>().map_or_else(|_| version.to_owned(), |at| day(language, at))
}

/// Day and time of an instant in the region: `4. September 2026, 18:00 Uhr`, `4 September 2026, 18:00`.
pub fn instant(language: Language, at: Timestamp) -> String {
    let local = at.to_zoned_datetime(zone());
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    match language {
        Language::De => format!("{}, {time} Uhr", date(language, local.date())),
        Language::En => format!("{}, {time}", date(language, local.date())),
    }
}

/// A number with grouped thousands and at most two decimals, trailing zeros dropped.
pub fn number(language: Language, value: f64) -> String {
    let (group, decimal) = match language {
        Language::De => ('.', ','),
        Language::En => (',', '.'),
    };
    let text = format!("{:.2}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 {
        out.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        // Four digits stay together in German typesetting (DIN 5008 groups from five on); we group from five in both.
        if index > 0 && whole.len() > 4 && (whole.len() - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        out.push(decimal);
        out.push_str(fraction);
    }
    out
}

/// Points with the reader's minus and decimal separator.
pub fn points(language: Language, points: Points) -> String {
    number(language, points.as_f64())
}

/// A share of 1 as whole percent: `63 %` with a no-break space in German, `63%` in English.
pub fn percent(language: Language, share: f64) -> String {
    let whole = number(language, (share * 100.0).round());
    match language {
        Language::De => format!("{whole}\u{a0}%"),
        Language::En => format!("{whole}%"),
    }
}

/// Whole euro: `1.200 €` style in German with no-break space, `€1,200` in English.
pub fn euro(language: Language, amount: u32) -> String {
    let amount = number(language, f64::from(amount));
    match language {
        Language::De => format!("{amount}\u{a0}€"),
        Language::En => format!("€{amount}"),
    }
}

/// Formats plain numbers inside Fluent texts, keeping strings as they are.
pub(crate) fn fluent_number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => Some(number(language, *value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_written_at_home() {
        assert_eq!(number(Language::De, 12_345.5), "12.345,5");
        assert_eq!(number(Language::En, 12_345.5), "12,345.5");
        assert_eq!(number(Language::De, -7.0), "\u{2212}7");
        assert_eq!(number(Language::De, 2026.0), "2026");
        assert_eq!(percent(Language::De, 0.625), "63\u{a0}%");
        assert_eq!(euro(Language::En, 15_000), "€15,000");
    }

    #[test]
    fn dates_in_words() {
        let day = jiff::civil::date(2026, 9, 4);
        assert_eq!(date(Language::De, day), "4. September 2026");
        assert_eq!(date(Language::En, day), "4 September 2026");
        assert_eq!(edition(Language::En, "2026-06-24T07:29:51.180608+00:00"), "24 June 2026");
        assert_eq!(edition(Language::De, "5.1.1+u4"), "5.1.1+u4");
        let at: Timestamp = "2026-09-04T16:00:00Z".parse().unwrap();
        assert_eq!(instant(Language::De, at), "4. September 2026, 18:00 Uhr");
    }
}
