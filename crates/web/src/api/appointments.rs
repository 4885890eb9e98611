//! The shape of an appointment, the same for both sides.

use jiff::Timestamp;
use ringwall_app::NewAppointment;
use ringwall_core::{
    appointment::{Appointment, Meeting},
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::shape::{appointment_states, meetings, parties};

/// When and where two meet.
#[derive(Serialize, ToSchema)]
pub(crate) struct AppointmentEntry {
    #[schema(schema_with = appointment_states)]
    state: &'static str,
    #[schema(value_type = String, format = "date-time")]
    starts_at: Timestamp,
    minutes: u32,
    #[schema(schema_with = meetings)]
    meeting: &'static str,
    /// Place, phone number or link.
    place: String,
    /// Who named this time; the other side says yes.
    #[schema(schema_with = parties)]
    proposed_by: &'static str,
}

impl From<Appointment> for AppointmentEntry {
    fn from(found: Appointment) -> Self {
        Self {
            state: found.state.code(),
            starts_at: found.starts_at,
            minutes: found.minutes,
            meeting: found.meeting.code(),
            place: found.place,
            proposed_by: found.proposed_by.code(),
        }
    }
}

/// When and where somebody proposes to meet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppointmentWish {
    /// In the future, at most a year ahead.
    #[schema(format = "date-time")]
    starts_at: String,
    #[schema(minimum = 10, maximum = 480)]
    minutes: u32,
    #[schema(schema_with = meetings)]
    meeting: String,
    /// Place, phone number or link, as it fits the meeting.
    #[schema(min_length = 1, max_length = 200)]
    place: String,
}

impl AppointmentWish {
    pub(crate) fn read(self) -> Result<NewAppointment, Refusal> {
        Ok(NewAppointment {
            starts_at: self.starts_at.parse().map_err(|_| Refusal::new("date-unreadable"))?,
            minutes: self.minutes,
            meeting: Meeting::from_code(&self.meeting).ok_or(Refusal::new("meeting-missing"))?,
            place: self.place,
        })
    }
}
