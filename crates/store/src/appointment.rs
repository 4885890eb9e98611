//! Appointments about a request.
//!
//! Knows that a request has one appointment at a time, the newest. Refuses to know who may change it.

use jiff::Timestamp;
use ringwall_core::{
    appointment::{Appointment, AppointmentState, Meeting, Party},
    id::{AppointmentId, HelpRequestId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    types::{Micros, counter, known},
};

/// An appointment with what the store knows about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentRecord {
    /// Whose request.
    pub tenant: TenantId,
    /// Which request.
    pub request: HelpRequestId,
    /// The appointment.
    pub appointment: Appointment,
    /// When it was first proposed.
    pub created_at: Timestamp,
    /// Counts changes, starting at 1.
    pub revision: u32,
}

row! {
    struct Row {
        tenant: Uuid,
        id: Uuid,
        request: Uuid,
        state: String,
        starts_at: Micros,
        minutes: i64,
        meeting: String,
        place: String,
        proposed_by: String,
        sequence: i64,
        created_at: Micros,
        revision: i64,
    }
}

impl TryFrom<Row> for AppointmentRecord {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            tenant: TenantId(row.tenant),
            request: HelpRequestId(row.request),
            appointment: Appointment {
                id: AppointmentId(row.id),
                state: known("appointment.state", &row.state, AppointmentState::from_code(&row.state))?,
                starts_at: row.starts_at.0,
                minutes: counter("appointment.minutes", row.minutes)?,
                meeting: known("appointment.meeting", &row.meeting, Meeting::from_code(&row.meeting))?,
                place: row.place,
                proposed_by: known("appointment.proposed_by", &row.proposed_by, Party::from_code(&row.proposed_by))?,
                sequence: counter("appointment.sequence", row.sequence)?,
            },
            created_at: row.created_at.0,
            revision: counter("appointment.revision", row.revision)?,
        })
    }
}

impl Conn {
    /// The newest appointment about a request.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn appointment_about(
        &mut self,
        tenant: TenantId,
        request: HelpRequestId,
    ) -> Result<Option<AppointmentRecord>, StoreError> {
        let text = sql!(
            "SELECT tenant, id, request, state, starts_at, minutes, meeting, place, proposed_by, sequence, created_at,
                revision
             FROM appointment WHERE tenant = $1 AND request = $2 ORDER BY created_at DESC, id DESC LIMIT 1"
        );
        let row: Option<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(request.0).fetch_optional(c).await)?;
        row.map(AppointmentRecord::try_from).transpose()
    }
}

impl Tx {
    /// Stores a new appointment with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the request is gone; [`StoreError::Unavailable`].
    pub async fn insert_appointment(&mut self, record: &AppointmentRecord) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO appointment (tenant, id, request, state, starts_at, minutes, meeting, place, proposed_by,
                sequence, created_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)"
        );
        let appointment = &record.appointment;
        on!(self, c => sqlx::query(text)
            .bind(record.tenant.0)
            .bind(appointment.id.0)
            .bind(record.request.0)
            .bind(appointment.state.code())
            .bind(Micros(appointment.starts_at))
            .bind(i64::from(appointment.minutes))
            .bind(appointment.meeting.code())
            .bind(appointment.place.as_str())
            .bind(appointment.proposed_by.code())
            .bind(i64::from(appointment.sequence))
            .bind(Micros(record.created_at))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes an appointment if `record.revision` is still its revision. False if somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn save_appointment(&mut self, record: &AppointmentRecord) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE appointment SET state = $4, starts_at = $5, minutes = $6, meeting = $7, place = $8,
                proposed_by = $9, sequence = $10, revision = revision + 1
             WHERE tenant = $1 AND id = $2 AND revision = $3"
        );
        let appointment = &record.appointment;
        let changed = on!(self, c => sqlx::query(text)
            .bind(record.tenant.0)
            .bind(appointment.id.0)
            .bind(i64::from(record.revision))
            .bind(appointment.state.code())
            .bind(Micros(appointment.starts_at))
            .bind(i64::from(appointment.minutes))
            .bind(appointment.meeting.code())
            .bind(appointment.place.as_str())
            .bind(appointment.proposed_by.code())
            .bind(i64::from(appointment.sequence))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Writes down that both were reminded of an appointment as it is with this sequence. False if they were before, or
    /// if it has changed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn mark_reminded(
        &mut self,
        tenant: TenantId,
        id: AppointmentId,
        sequence: u32,
    ) -> Result<bool, StoreError> {
        let text = sql!(
            "UPDATE appointment SET reminded = $3
             WHERE tenant = $1 AND id = $2 AND sequence = $3 AND (reminded IS NULL OR reminded < $3)"
        );
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(id.0)
            .bind(i64::from(sequence))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
