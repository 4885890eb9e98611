//! Calendar files (RFC 5545) for appointments.
//!
//! Times are written in UTC, so that no file needs a description of our time zone and no calendar has to understand one.
//! The UID is stable and the sequence rises, so that a moved or cancelled appointment replaces the old one (RFC 5546).

use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::Timestamp;
use ringwall_core::id::AppointmentId;

/// What a calendar is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// An appointment to be entered, or its new time.
    Request,
    /// An appointment that somebody fetches.
    Publish,
    /// It does not take place.
    Cancel,
}

impl Method {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }
}

/// One appointment in a calendar.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) uid: String,
    pub(crate) sequence: u32,
    /// When this file was written.
    pub(crate) stamp: Timestamp,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) summary: String,
    pub(crate) location: String,
    pub(crate) url: Option<String>,
    /// Address of who invites; RFC 5546 wants one for requests.
    pub(crate) organiser: Option<String>,
}

/// The name of an appointment in calendars, the same for ever.
pub(crate) fn uid(appointment: AppointmentId, public_url: Option<&str>) -> String {
    let host = public_url.and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split(['/', ':']).next());
    format!("{appointment}@{}", host.filter(|host| !host.is_empty()).unwrap_or("ringwall.invalid"))
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

impl Entry {
    /// The file.
    pub(crate) fn text(&self, method: Method) -> String {
        let mut event = Event::with_uid(&self.uid);
        event
            .summary(&self.summary)
            .location(&self.location)
            .append_property(Property::new("DTSTAMP", utc(self.stamp)))
            .append_property(Property::new("DTSTART", utc(self.starts_at)))
            .append_property(Property::new("DTEND", utc(self.ends_at)))
            .append_property(Property::new("SEQUENCE", self.sequence.to_string()))
            .append_property(Property::new("STATUS", if method == Method::Cancel { "CANCELLED" } else { "CONFIRMED" }));
        if let Some(url) = &self.url {
            event.append_property(Property::new("URL", url.as_str()));
        }
        if let Some(organiser) = &self.organiser {
            event.append_property(Property::new("ORGANIZER", format!("mailto:{organiser}")));
        }
        let mut calendar = Calendar::empty();
        calendar
            .append_property(Property::new("VERSION", "2.0"))
            .append_property(Property::new("PRODID", "-//Ringwall//Ringwall//DE"))
            .append_property(Property::new("CALSCALE", "GREGORIAN"))
            .append_property(Property::new("METHOD", method.code()))
            .push(event);
        calendar.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            uid: "1@example.org".into(),
            sequence: 2,
            stamp: "2026-11-23T09:00:00Z".parse().unwrap(),
            starts_at: "2026-11-26T13:00:00Z".parse().unwrap(),
            ends_at: "2026-11-26T14:00:00Z".parse().unwrap(),
            summary: "Erstgespräch: IT-Service Brandt; Öffnungszeiten, Überlänge, damit die Zeile gewiss gefaltet wird"
                .into(),
            location: "Rathaus, Zimmer 12".into(),
            url: Some("https://example.org/x".into()),
            organiser: None,
        }
    }

    #[test]
    fn a_file_that_calendars_understand() {
        let text = entry().text(Method::Request);
        let unfolded = text.replace("\r\n ", "");
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            "UID:1@example.org",
            "SEQUENCE:2",
            "DTSTAMP:20261123T090000Z",
            "DTSTART:20261126T130000Z",
            "DTEND:20261126T140000Z",
            "LOCATION:Rathaus\\, Zimmer 12",
            "STATUS:CONFIRMED",
            "URL:https://example.org/x",
            "END:VEVENT",
            "END:VCALENDAR",
        ] {
            assert_eq!(unfolded.lines().filter(|found| *found == line).count(), 1, "{line}\n{text}");
        }
        assert!(unfolded.contains("SUMMARY:Erstgespräch: IT-Service Brandt\\; Öffnungszeiten\\, Überlänge"), "{text}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
        }
        assert!(entry().text(Method::Cancel).contains("STATUS:CANCELLED"));
        assert!(entry().text(Method::Cancel).contains("METHOD:CANCEL"));
    }

    #[test]
    fn names_in_calendars_hold_for_ever() {
        let id = AppointmentId(uuid::Uuid::from_u128(7));
        assert_eq!(uid(id, Some("https://ring.example:8443/x")), uid(id, Some("https://ring.example")));
        assert!(uid(id, None).ends_with("@ringwall.invalid"));
    }
}
