//! Appointments: one side names a time, the other says yes, calendars learn of it, both are reminded the day before.

use jiff::{Timestamp, ToSpan, civil::time};
use ringwall_content::format;
use ringwall_core::{
    actor::Author,
    appointment::{Appointment, AppointmentState, Meeting, Party},
    help_request::RequestEvent,
    id::{AppointmentId, HelpRequestId, PartnerId, TenantId},
    language::Language,
    refusal::Refusal,
};
use ringwall_store::{AppointmentRecord, HelpRecord, Tx};

use crate::{
    Access, App, AppError, Attachment, ForPartner, Job, Letter, Program, Right, Signed,
    calendars::{self, Entry, Method},
};

/// When and where somebody proposes to meet.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    /// When it begins.
    pub starts_at: Timestamp,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// How they meet.
    pub meeting: Meeting,
    /// Place, phone number or link.
    pub place: String,
}

/// For whom an appointment is changed.
#[derive(Clone, Copy, Debug)]
pub enum Seat<'a> {
    /// The organisation that asked.
    Organisation(&'a Access),
    /// The partner that took the request, by one of its people.
    Partner(&'a Signed, PartnerId),
    /// The same partner, by a program with a key to it.
    Program(&'a Program, PartnerId),
}

/// Who sits there, once that was checked.
#[derive(Clone, Copy)]
struct Seated {
    party: Party,
    tenant: Option<TenantId>,
    partner: Option<PartnerId>,
    by: Author,
}

impl App {
    async fn seated(&self, seat: Seat<'_>, id: HelpRequestId) -> Result<Seated, AppError> {
        Ok(match seat {
            Seat::Organisation(access) => {
                access.require(Right::Work)?;
                Seated { party: Party::Organisation, tenant: Some(access.tenant()), partner: None, by: access.by() }
            }
            Seat::Partner(signed, partner) => self.seated_for(signed.into(), partner, id).await?,
            Seat::Program(program, partner) => self.seated_for(program.into(), partner, id).await?,
        })
    }

    async fn seated_for(&self, who: ForPartner<'_>, partner: PartnerId, id: HelpRequestId) -> Result<Seated, AppError> {
        let by = self.has_in_hand(who, partner, id).await?;
        Ok(Seated { party: Party::Partner, tenant: None, partner: Some(partner), by })
    }

    async fn seat_record(tx: &mut Tx, seated: Seated, id: HelpRequestId) -> Result<HelpRecord, AppError> {
        let record = match seated.tenant {
            Some(tenant) => tx.help_request(tenant, id).await?,
            None => tx.help_request_by_id(id).await?.filter(|record| record.partner == seated.partner),
        };
        record.ok_or(AppError::NotFound)
    }

    /// Names a time, or another one.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `help-not-possible` if no partner has the request; the refusals of
    /// [`Appointment::validated`]; [`AppError::Conflict`].
    pub async fn propose_appointment(
        &self,
        seat: Seat<'_>,
        id: HelpRequestId,
        new: NewAppointment,
    ) -> Result<(), AppError> {
        let seated = self.seated(seat, id).await?;
        let app = self.clone();
        self.store()
            .write("propose_appointment", move |tx| {
                Box::pin(async move {
                    let now = app.now();
                    let mut record = Self::seat_record(tx, seated, id).await?;
                    let wanted = Appointment {
                        id: AppointmentId(app.new_uuid()),
                        state: AppointmentState::Proposed,
                        starts_at: new.starts_at,
                        minutes: new.minutes,
                        meeting: new.meeting,
                        place: new.place,
                        proposed_by: seated.party,
                        sequence: 0,
                    }
                    .validated(now)?;
                    let before = tx.appointment_about(record.tenant, id).await?;
                    if before.as_ref().is_some_and(|old| old.appointment.is_proposed_as(&wanted)) {
                        // Pressed twice.
                        return Ok(());
                    }
                    record.state = record.state.after(RequestEvent::Unfix)?;
                    app.save(tx, &mut record).await?;
                    let before = before.filter(|old| old.appointment.state != AppointmentState::Cancelled);
                    let moved = before.is_some();
                    let appointment = match before {
                        None => {
                            let appointment = wanted.clone();
                            let (tenant, created_at) = (record.tenant, now);
                            let stored =
                                AppointmentRecord { tenant, request: id, appointment: wanted, created_at, revision: 1 };
                            tx.insert_appointment(&stored).await?;
                            appointment
                        }
                        Some(old) => {
                            let appointment = old.appointment.moved(wanted, seated.party);
                            let changed = AppointmentRecord { appointment: appointment.clone(), ..old };
                            if !tx.save_appointment(&changed).await? {
                                return Err(AppError::Conflict);
                            }
                            appointment
                        }
                    };
                    let event = if moved { "appointment-moved" } else { "appointment-proposed" };
                    tx.append_audit(Some(record.tenant), now, seated.by, event, "").await?;
                    app.tell_party(tx, &record, seated.party.other(), event, &appointment, None).await
                })
            })
            .await
    }

    /// Says yes to the time the other side named. Both get it for their calendars.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `appointment-not-possible`, `appointment-past`;
    /// [`AppError::Conflict`].
    pub async fn confirm_appointment(&self, seat: Seat<'_>, id: HelpRequestId) -> Result<(), AppError> {
        let seated = self.seated(seat, id).await?;
        let app = self.clone();
        self.store()
            .write("confirm_appointment", move |tx| {
                Box::pin(async move {
                    let now = app.now();
                    let mut record = Self::seat_record(tx, seated, id).await?;
                    let old = tx.appointment_about(record.tenant, id).await?.ok_or(AppError::NotFound)?;
                    if old.appointment.is_confirmed_by(seated.party) {
                        // Pressed twice.
                        return Ok(());
                    }
                    let appointment = old.appointment.confirmed(seated.party, now)?;
                    record.state = record.state.after(RequestEvent::Appoint)?;
                    app.save(tx, &mut record).await?;
                    let changed = AppointmentRecord { appointment: appointment.clone(), ..old };
                    if !tx.save_appointment(&changed).await? {
                        return Err(AppError::Conflict);
                    }
                    tx.append_audit(Some(record.tenant), now, seated.by, "appointment-confirmed", "").await?;
                    for party in Party::ALL {
                        let method = Some(Method::Request);
                        app.tell_party(tx, &record, party, "appointment-confirmed", &appointment, method).await?;
                    }
                    app.remind(tx, &record, &appointment).await
                })
            })
            .await
    }

    /// Calls the appointment off.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `appointment-not-possible`; [`AppError::Conflict`].
    pub async fn cancel_appointment(&self, seat: Seat<'_>, id: HelpRequestId) -> Result<(), AppError> {
        let seated = self.seated(seat, id).await?;
        let app = self.clone();
        self.store()
            .write("cancel_appointment", move |tx| {
                Box::pin(async move {
                    let mut record = Self::seat_record(tx, seated, id).await?;
                    record.state = record.state.after(RequestEvent::Unfix)?;
                    app.save(tx, &mut record).await?;
                    if !app.call_off(tx, &record).await? {
                        return Err(Refusal::new("appointment-not-possible").into());
                    }
                    tx.append_audit(Some(record.tenant), app.now(), seated.by, "appointment-cancelled", "").await?;
                    Ok(())
                })
            })
            .await
    }

    /// Calls off what is still ahead, and tells both. False if there is nothing to call off.
    pub(crate) async fn call_off(&self, tx: &mut Tx, record: &HelpRecord) -> Result<bool, AppError> {
        let Some(old) = tx.appointment_about(record.tenant, record.id).await? else { return Ok(false) };
        let Ok(appointment) = old.appointment.cancelled() else { return Ok(false) };
        // Calendars know it once it was confirmed, also if it was moved since.
        let known = old.appointment.state == AppointmentState::Confirmed || old.appointment.sequence > 0;
        let ahead = old.appointment.starts_at > self.now();
        let changed = AppointmentRecord { appointment: appointment.clone(), ..old };
        if !tx.save_appointment(&changed).await? {
            return Err(AppError::Conflict);
        }
        if ahead {
            for party in Party::ALL {
                let method = known.then_some(Method::Cancel);
                self.tell_party(tx, record, party, "appointment-cancelled", &appointment, method).await?;
            }
        }
        Ok(true)
    }

    /// Has both reminded at nine in the morning of the day before, if that is still ahead.
    async fn remind(&self, tx: &mut Tx, record: &HelpRecord, appointment: &Appointment) -> Result<(), AppError> {
        let day = appointment.starts_at.to_zoned_datetime(format::zone()).date().saturating_sub(1.day());
        let at = day.to_datetime(time(9, 0, 0, 0)).to_zoned_datetime(format::zone());
        let Some(at) = at.ok().map(|at| at.timestamp()).filter(|at| *at > self.now()) else { return Ok(()) };
        let job = Job::RemindAppointment {
            tenant: record.tenant,
            request: record.id,
            appointment: appointment.id,
            sequence: appointment.sequence,
        };
        self.enqueue(tx, &job, Some(record.tenant), at, None).await.map(drop)
    }

    /// Reminds both, if the appointment still is as it was and nobody was reminded of it before. May run twice.
    pub(crate) async fn remind_appointment(
        &self,
        tenant: TenantId,
        id: HelpRequestId,
        appointment: AppointmentId,
        sequence: u32,
    ) -> Result<(), AppError> {
        let app = self.clone();
        self.store()
            .write("remind_appointment", move |tx| {
                Box::pin(async move {
                    let Some(record) = tx.help_request(tenant, id).await? else { return Ok(()) };
                    let Some(found) = tx.appointment_about(tenant, id).await? else { return Ok(()) };
                    let found = found.appointment;
                    let holds = found.id == appointment
                        && found.sequence == sequence
                        && found.state == AppointmentState::Confirmed
                        && found.starts_at > app.now();
                    if holds && tx.mark_reminded(tenant, appointment, sequence).await? {
                        for party in Party::ALL {
                            app.tell_party(tx, &record, party, "appointment-reminder", &found, None).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The appointment for a calendar, as the last mail told it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is none that was confirmed; [`AppError::Denied`].
    pub async fn appointment_file(
        &self,
        seat: Seat<'_>,
        id: HelpRequestId,
        language: Language,
    ) -> Result<String, AppError> {
        let seated = self.seated(seat, id).await?;
        let mut reader = self.store().read().await?;
        let record = match seated.tenant {
            Some(tenant) => reader.help_request(tenant, id).await?,
            None => reader.help_request_by_id(id).await?,
        };
        let record = record.ok_or(AppError::NotFound)?;
        let found = reader.appointment_about(record.tenant, id).await?.ok_or(AppError::NotFound)?.appointment;
        let partner = match record.partner {
            Some(partner) => reader.partner(partner).await?.map(|partner| partner.name),
            None => None,
        };
        let method = match found.state {
            AppointmentState::Confirmed => Method::Publish,
            AppointmentState::Cancelled => Method::Cancel,
            AppointmentState::Proposed => return Err(AppError::NotFound),
        };
        Ok(self.entry(&record, &found, &partner.unwrap_or_default(), seated.party, language).text(method))
    }

    fn entry(
        &self,
        record: &HelpRecord,
        appointment: &Appointment,
        partner: &str,
        reader: Party,
        language: Language,
    ) -> Entry {
        let path = match reader {
            Party::Organisation => format!("/c/{}/help/{}", record.tenant, record.id),
            Party::Partner => {
                record.partner.map_or(String::new(), |partner| format!("/partner/{partner}/requests/{}", record.id))
            }
        };
        let place = match appointment.meeting {
            Meeting::OnSite | Meeting::Video => appointment.place.clone(),
            Meeting::Phone => {
                format!("{} {}", self.word(language, "meeting-phone"), appointment.place)
            }
        };
        let wish = self.word(language, &format!("wish-{}", record.request.wish.code()));
        Entry {
            uid: calendars::uid(appointment.id, self.public_url()),
            sequence: appointment.sequence,
            stamp: self.now(),
            starts_at: appointment.starts_at,
            ends_at: appointment.ends_at(),
            summary: if partner.is_empty() { wish } else { format!("{wish}: {partner}") },
            location: place,
            url: self.public_url().map(|base| format!("{base}{path}")),
            organiser: None,
        }
    }

    /// Writes to one side about an appointment.
    async fn tell_party(
        &self,
        tx: &mut Tx,
        record: &HelpRecord,
        party: Party,
        template: &str,
        appointment: &Appointment,
        method: Option<Method>,
    ) -> Result<(), AppError> {
        let name = match record.partner {
            Some(partner) => tx.partner(partner).await?.map_or(String::new(), |partner| partner.name),
            None => String::new(),
        };
        let asker = &record.request.asker;
        let other = match party {
            Party::Organisation => name.clone(),
            Party::Partner => asker.organisation.clone().unwrap_or_else(|| asker.name.clone()),
        };
        let words = |letter: Letter| {
            let language = letter.language;
            let mut letter = letter
                .with("other", &other)
                .with("when", format::instant(language, appointment.starts_at))
                .with("minutes", appointment.minutes)
                .with("meeting", self.word(language, &format!("meeting-{}", appointment.meeting.code())))
                .with("place", &appointment.place);
            if let Some(method) = method {
                letter.attachments.push(Attachment {
                    name: "termin.ics".to_owned(),
                    media_type: format!("text/calendar; charset=utf-8; method={}", method.code()),
                    text: self.entry(record, appointment, &name, party, language).text(method),
                });
            }
            letter
        };
        match (party, record.partner) {
            (Party::Organisation, _) => self.tell_asker(tx, record, template, words).await,
            (Party::Partner, Some(partner)) => self.tell_partner(tx, record, partner, template, words).await,
            (Party::Partner, None) => Ok(()),
        }
    }
}
