//! An appointment between an organisation and a partner.
//!
//! Knows who proposed a time, who must confirm it, and how calendars are told (RFC 5545: sequence). Refuses to know
//! time zones: instants are handed in.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{area::phone, id::AppointmentId, organisation::one_line, refusal::Refusal, region::web_address};

/// Shortest and longest appointment, in minutes.
pub const MINUTES: std::ops::RangeInclusive<u32> = 10..=480;
/// Days ahead for which an appointment can be made at most.
pub const MOST_DAYS_AHEAD: i64 = 365;

/// One of the two who meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Who asked for help.
    Organisation,
    /// Who took the request.
    Partner,
}

impl Party {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Organisation, Self::Partner];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Partner => "partner",
        }
    }

    /// The party with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|party| party.code() == code)
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Organisation => Self::Partner,
            Self::Partner => Self::Organisation,
        }
    }
}

/// How they meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meeting {
    /// At a place.
    OnSite,
    /// By phone.
    Phone,
    /// By video, with a link.
    Video,
}

impl Meeting {
    /// All ways, in the order in which a form shows them.
    pub const ALL: [Self; 3] = [Self::OnSite, Self::Phone, Self::Video];

    /// Stable code; text key `meeting-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnSite => "on-site",
            Self::Phone => "phone",
            Self::Video => "video",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meeting| meeting.code() == code)
    }
}

/// How far an appointment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppointmentState {
    /// One side has named a time, the other has not said yes yet.
    Proposed,
    /// Both said yes.
    Confirmed,
    /// It does not take place.
    Cancelled,
}

impl AppointmentState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Confirmed, Self::Cancelled];

    /// Stable code; text key `appointment-state-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Id; also the stable part of its UID in calendars.
    pub id: AppointmentId,
    /// How far it is.
    pub state: AppointmentState,
    /// When it begins.
    pub starts_at: Timestamp,
    /// How long it takes.
    pub minutes: u32,
    /// How they meet.
    pub meeting: Meeting,
    /// Place, phone number or link.
    pub place: String,
    /// Who named this time.
    pub proposed_by: Party,
    /// Rises with every change that calendars must learn of (RFC 5545, 3.8.7.4).
    pub sequence: u32,
}

impl Appointment {
    /// Checks time, length and place.
    ///
    /// # Errors
    /// `appointment-past`, `appointment-far`, `appointment-minutes`, `appointment-place`, `phone-invalid`,
    /// `web-address-invalid`, `field-…`.
    pub fn validated(mut self, now: Timestamp) -> Result<Self, Refusal> {
        if self.starts_at <= now {
            return Err(Refusal::new("appointment-past"));
        }
        if self.starts_at.duration_since(now) > SignedDuration::from_hours(24 * MOST_DAYS_AHEAD) {
            return Err(Refusal::new("appointment-far"));
        }
        if !MINUTES.contains(&self.minutes) {
            return Err(Refusal::new("appointment-minutes").with("least", MINUTES.start()).with("most", MINUTES.end()));
        }
        let missing = || Refusal::new("appointment-place");
        self.place = match self.meeting {
            Meeting::OnSite => one_line("place", &self.place)?,
            Meeting::Phone => phone(&self.place)?,
            Meeting::Video => web_address(&self.place)?,
        }
        .ok_or_else(missing)?;
        Ok(self)
    }

    /// Whether this side named the very same time and place already, and waits for a yes.
    pub fn is_proposed_as(&self, wanted: &Self) -> bool {
        let Self { id: _, sequence: _, state, starts_at, minutes, meeting, place, proposed_by } = self;
        let same = (starts_at, minutes, meeting, place)
            == (&wanted.starts_at, &wanted.minutes, &wanted.meeting, &wanted.place);
        same && *state == AppointmentState::Proposed && *proposed_by == wanted.proposed_by
    }

    /// Whether this side has said yes to it.
    pub fn is_confirmed_by(&self, party: Party) -> bool {
        self.state == AppointmentState::Confirmed && self.proposed_by != party
    }

    /// The same appointment at another time or place: the other side is asked again, calendars learn of it.
    #[must_use]
    pub fn moved(&self, to: Self, by: Party) -> Self {
        Self { id: self.id, state: AppointmentState::Proposed, proposed_by: by, sequence: self.sequence + 1, ..to }
    }

    /// Both said yes.
    ///
    /// # Errors
    /// `appointment-not-possible` unless the other side proposed it and it still lies ahead.
    pub fn confirmed(&self, by: Party, now: Timestamp) -> Result<Self, Refusal> {
        if self.state != AppointmentState::Proposed || self.proposed_by == by {
            return Err(Refusal::new("appointment-not-possible"));
        }
        if self.starts_at <= now {
            return Err(Refusal::new("appointment-past"));
        }
        Ok(Self { state: AppointmentState::Confirmed, ..self.clone() })
    }

    /// It does not take place.
    ///
    /// # Errors
    /// `appointment-not-possible` if it was called off before.
    pub fn cancelled(&self) -> Result<Self, Refusal> {
        if self.state == AppointmentState::Cancelled {
            return Err(Refusal::new("appointment-not-possible"));
        }
        Ok(Self { state: AppointmentState::Cancelled, sequence: self.sequence + 1, ..self.clone() })
    }

    /// When it ends.
    pub fn ends_at(&self) -> Timestamp {
        self.starts_at.checked_add(SignedDuration::from_mins(self.minutes.into())).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// A refusal or condition, and the change that brings it about.
    type Case = (&'static str, fn(&mut Appointment));

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + hours * 3_600).unwrap()
    }

    fn appointment() -> Appointment {
        Appointment {
            id: AppointmentId(Uuid::from_u128(1)),
            state: AppointmentState::Proposed,
            starts_at: at(48),
            minutes: 60,
            meeting: Meeting::OnSite,
            place: "Rathaus, Zimmer 12".into(),
            proposed_by: Party::Partner,
            sequence: 0,
        }
    }

    #[test]
    fn who_proposed_cannot_confirm() {
        let proposed = appointment();
        assert_eq!(proposed.confirmed(Party::Partner, at(0)).unwrap_err().code, "appointment-not-possible");
        let fixed = proposed.confirmed(Party::Organisation, at(0)).unwrap();
        assert_eq!((fixed.state, fixed.sequence), (AppointmentState::Confirmed, 0));
        assert_eq!(fixed.confirmed(Party::Organisation, at(0)).unwrap_err().code, "appointment-not-possible");
        assert_eq!(proposed.confirmed(Party::Organisation, at(48)).unwrap_err().code, "appointment-past");
    }

    #[test]
    fn the_sequence_rises_with_every_move_and_with_the_end() {
        let fixed = appointment().confirmed(Party::Organisation, at(0)).unwrap();
        let moved = fixed.moved(Appointment { starts_at: at(72), ..appointment() }, Party::Organisation);
        assert_eq!((moved.id, moved.sequence, moved.state), (fixed.id, 1, AppointmentState::Proposed));
        let fixed = moved.confirmed(Party::Partner, at(0)).unwrap();
        let cancelled = fixed.cancelled().unwrap();
        assert_eq!((cancelled.id, cancelled.sequence), (fixed.id, 2));
        assert_eq!(cancelled.cancelled().unwrap_err().code, "appointment-not-possible");
    }

    #[test]
    fn time_length_and_place_are_checked() {
        let cases: [Case; 7] = [
            ("appointment-past", |a| a.starts_at = at(0)),
            ("appointment-far", |a| a.starts_at = at(24 * 366)),
            ("appointment-minutes", |a| a.minutes = 5),
            ("appointment-minutes", |a| a.minutes = 481),
            ("appointment-place", |a| a.place = " ".into()),
            ("phone-invalid", |a| (a.meeting, a.place) = (Meeting::Phone, "bei mir".into())),
            ("web-address-invalid", |a| (a.meeting, a.place) = (Meeting::Video, "javascript:x".into())),
        ];
        for (code, spoil) in cases {
            let mut spoilt = appointment();
            spoil(&mut spoilt);
            assert_eq!(spoilt.validated(at(0)).unwrap_err().code, code);
        }
        assert!(appointment().validated(at(0)).is_ok());
    }
}
