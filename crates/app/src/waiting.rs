//! What waits for somebody besides measures: requests, appointments, interviews. Sources of `days`.
//!
//! Each asks once for everything the person has to do with, never once for each organisation or partner.

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Role, Scope},
    appointment::{AppointmentState, Party},
    id::{AreaId, TenantId},
    interview::{Party as Side, Stage},
};
use ringwall_store::{AppointmentAhead, InterviewUnderWay};

use crate::{
    App, AppError, Looked, Right, Signed,
    consents::partners_as,
    days::{DayEntry, DayOf, Looks, When},
};

/// Most entries of one source.
const MOST: u32 = 200;

fn areas_of(signed: &Signed) -> Vec<AreaId> {
    let places = signed.actor.scopes_as(Role::Coordinator);
    places.filter_map(|scope| if let Scope::Area(area) = scope { Some(area) } else { None }).collect()
}

/// The organisations in which somebody is one of the own people, and whether they answer for it.
fn own(signed: &Signed) -> Vec<(TenantId, bool)> {
    let mut own: Vec<(TenantId, bool)> = Vec::new();
    for membership in &signed.actor.memberships {
        let Scope::Organisation(tenant) = membership.scope else { continue };
        let owns = membership.role == Role::Owner;
        match own.iter_mut().find(|(known, _)| *known == tenant) {
            Some((_, before)) => *before |= owns,
            None => own.push((tenant, owns)),
        }
    }
    own
}

/// Requests that wait for the answer of a partner, for its advisers; and those for which nobody is left to ask, for the
/// coordination of the area. Nothing in them says who asks.
pub(crate) async fn requests(day: &DayOf<'_>) -> Result<Vec<DayEntry>, AppError> {
    let (partners, areas) = (partners_as(day.signed, Role::Adviser), areas_of(day.signed));
    // Neither has a date of its own: calendars show nothing of them.
    if !day.titles || (partners.is_empty() && areas.is_empty()) {
        return Ok(Vec::new());
    }
    let mut reader = day.app.store().read().await?;
    let mut found = Vec::new();
    if !partners.is_empty() {
        found.extend(reader.proposals_waiting(&partners, MOST).await?);
    }
    if !areas.is_empty() {
        found.extend(reader.requests_without_partner(&areas, MOST).await?);
    }
    drop(reader);
    let texts = day.app.content().texts();
    let entries = found.into_iter().map(|request| {
        let mut words = vec![
            ("wish", texts.get(day.language, &format!("wish-{}", request.wish.code()))),
            ("area", request.area_name),
        ];
        if let Some(until) = request.until {
            words.push(("until", ringwall_content::format::instant(day.language, until)));
        }
        let (kind, path) = match request.partner {
            Some(partner) => ("proposal", format!("/partner/{partner}/requests/{}", request.id)),
            None => ("request-stuck", format!("/areas/{}/requests/{}", request.area, request.id)),
        };
        DayEntry {
            kind,
            id: request.partner.map_or_else(|| request.id.to_string(), |partner| format!("{partner}-{}", request.id)),
            when: When::Waiting,
            tenant: None,
            organisation: None,
            words,
            path,
            revision: request.revision,
        }
    });
    Ok(entries.collect())
}

/// Appointments that lie ahead, and times that the other side has named and that nobody has answered.
pub(crate) async fn appointments(day: &DayOf<'_>) -> Result<Vec<DayEntry>, AppError> {
    let partners = partners_as(day.signed, Role::Adviser);
    let tenants: Vec<TenantId> = own(day.signed).into_iter().map(|(tenant, _)| tenant).collect();
    if partners.is_empty() && tenants.is_empty() {
        return Ok(Vec::new());
    }
    let mut reader = day.app.store().read().await?;
    let found = reader.appointments_ahead(&tenants, &partners, day.app.now(), MOST).await?;
    drop(reader);
    let mut entries = Vec::new();
    for ahead in found {
        if tenants.contains(&ahead.tenant) {
            let path = format!("/c/{}/help/{}", ahead.tenant, ahead.request);
            entries.extend(appointment(&ahead, Party::Organisation, path));
        }
        if partners.contains(&ahead.partner) {
            let path = format!("/partner/{}/requests/{}", ahead.partner, ahead.request);
            entries.extend(appointment(&ahead, Party::Partner, path));
        }
    }
    Ok(entries)
}

/// An appointment as one side sees it; nothing while the other side has to answer.
fn appointment(ahead: &AppointmentAhead, side: Party, path: String) -> Option<DayEntry> {
    let end = ahead.starts_at.checked_add(SignedDuration::from_mins(ahead.minutes.into())).ok()?;
    let (kind, when) = match ahead.state {
        AppointmentState::Confirmed => ("appointment", When::At(ahead.starts_at, end)),
        AppointmentState::Proposed if ahead.proposed_by != side => ("appointment-named", When::Waiting),
        _ => return None,
    };
    let organisation = ahead.organisation.clone();
    // Whom they meet. A partner knows the name from the request it took, not from the folder.
    let with = match side {
        Party::Organisation => ahead.partner_name.clone(),
        Party::Partner => organisation.clone().unwrap_or_default(),
    };
    let named = if with.is_empty() { "no" } else { "yes" };
    let words = vec![("named", named.to_owned()), ("with", with)];
    let tenant = (side == Party::Organisation).then_some(ahead.tenant);
    let id = format!("{}-{}", side.code(), ahead.request);
    Some(DayEntry { kind, id, when, tenant, organisation, words, path, revision: ahead.revision })
}

/// Interviews in which somebody has to do something now: answer what is to be clarified, look at the answers, sign.
pub(crate) async fn interviews(day: &DayOf<'_>) -> Result<Vec<DayEntry>, AppError> {
    let partners = partners_as(day.signed, Role::Adviser);
    let own = own(day.signed);
    // None of this has a date: calendars show nothing of it.
    if !day.titles || (partners.is_empty() && own.is_empty()) {
        return Ok(Vec::new());
    }
    let tenants: Vec<TenantId> = own.iter().map(|(tenant, _)| *tenant).collect();
    let account = day.signed.account.id;
    let mut reader = day.app.store().read().await?;
    let found = reader.interviews_under_way(&tenants, account, &partners, MOST).await?;
    // An adviser sees what the consent opens at this moment, and nothing more.
    let led: Vec<TenantId> = found.iter().map(|interview| interview.tenant).collect();
    let rights = App::rights_among(&mut reader, day.signed, &led).await?;
    drop(reader);
    let (mut entries, mut looked) = (Vec::new(), Looks::default());
    for interview in found {
        let mine = own.iter().find(|(tenant, _)| *tenant == interview.tenant);
        let side = match mine {
            Some((_, true)) => Side::Owner,
            Some((_, false)) => Side::Member,
            None => Side::Adviser,
        };
        if let (Side::Adviser, Some((by, right))) = (side, rights.get(&interview.tenant)) {
            if *right < Right::Advise || by.partner != Some(interview.partner) {
                continue;
            }
            if next_step(&interview, side).is_some() {
                looked.add(*by, interview.tenant);
            }
        } else if side == Side::Adviser {
            continue;
        }
        let Some(kind) = next_step(&interview, side) else { continue };
        entries.push(DayEntry {
            kind,
            id: interview.assessment.to_string(),
            when: When::Waiting,
            tenant: Some(interview.tenant),
            organisation: interview.organisation,
            words: Vec::new(),
            path: format!("/c/{}/a/{}/interview", interview.tenant, interview.assessment),
            revision: interview.revision,
        });
    }
    looked.note(day, "my_day_interviews", Looked::Interview).await?;
    Ok(entries)
}

/// What this side has to do in an interview now, as the kind of an entry.
fn next_step(interview: &InterviewUnderWay, side: Side) -> Option<&'static str> {
    let signed = |party: Side| interview.signatures.iter().any(|signature| signature.party == party);
    match (interview.stage, side) {
        (Stage::Clarifying, Side::Owner | Side::Member) => Some("interview-clarify"),
        (Stage::Underway | Stage::Reviewing, Side::Owner) if signed(Side::Adviser) && !signed(Side::Owner) => {
            Some("interview-sign")
        }
        (Stage::Underway | Stage::Reviewing, Side::Adviser) if signed(Side::Owner) && !signed(Side::Adviser) => {
            Some("interview-sign")
        }
        (Stage::Reviewing, Side::Adviser) if !signed(Side::Adviser) => Some("interview-review"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ringwall_core::{
        id::{AccountId, AssessmentId, HelpRequestId, PartnerId},
        interview::Signature,
    };
    use uuid::Uuid;

    use super::*;

    fn interview(stage: Stage, signed: &[Side]) -> InterviewUnderWay {
        let id = Uuid::from_u128(1);
        let signatures = signed.iter().map(|party| Signature {
            party: *party,
            account: None,
            name: String::new(),
            at: Timestamp::UNIX_EPOCH,
            digest: String::new(),
        });
        InterviewUnderWay {
            tenant: TenantId(id),
            organisation: None,
            assessment: AssessmentId(id),
            partner: PartnerId(id),
            adviser: AccountId(id),
            stage,
            signatures: signatures.collect(),
            revision: 1,
        }
    }

    #[test]
    fn who_has_to_do_what_in_an_interview() {
        use Side::{Adviser, Member, Owner};
        use Stage::{Clarifying, Ended, Reviewing, Signed, Underway};
        type Line<'a> = (Stage, &'a [Side], [Option<&'a str>; 3]);
        let lines: &[Line<'_>] = &[
            // Who signed; what adviser, owner and member have to do.
            (Underway, &[], [None, None, None]),
            (Underway, &[Adviser], [None, Some("interview-sign"), None]),
            (Underway, &[Owner], [Some("interview-sign"), None, None]),
            (Clarifying, &[], [None, Some("interview-clarify"), Some("interview-clarify")]),
            (Reviewing, &[], [Some("interview-review"), None, None]),
            (Reviewing, &[Adviser], [None, Some("interview-sign"), None]),
            (Reviewing, &[Owner], [Some("interview-sign"), None, None]),
            (Signed, &[Adviser, Owner], [None, None, None]),
            (Ended, &[], [None, None, None]),
        ];
        for (stage, signed, expected) in lines {
            let found = [Adviser, Owner, Member].map(|side| next_step(&interview(*stage, signed), side));
            assert_eq!(found, *expected, "{stage:?} {signed:?}");
        }
    }

    #[test]
    fn a_named_time_waits_for_the_other_side_only() {
        use AppointmentState::{Cancelled, Confirmed, Proposed};
        let id = Uuid::from_u128(1);
        let ahead = |state, proposed_by| AppointmentAhead {
            tenant: TenantId(id),
            request: HelpRequestId(id),
            partner: PartnerId(id),
            partner_name: "Kammer".to_owned(),
            organisation: Some("Bäckerei".to_owned()),
            state,
            starts_at: Timestamp::UNIX_EPOCH,
            minutes: 30,
            proposed_by,
            revision: 1,
        };
        let kind = |state, by, side| appointment(&ahead(state, by), side, String::new()).map(|entry| entry.kind);
        for side in Party::ALL {
            assert_eq!(kind(Proposed, side, side), None);
            assert_eq!(kind(Proposed, side.other(), side), Some("appointment-named"));
            assert_eq!(kind(Confirmed, side, side), Some("appointment"));
            assert_eq!(kind(Cancelled, side.other(), side), None);
        }
        let partner = appointment(&ahead(Confirmed, Party::Partner), Party::Partner, String::new()).unwrap();
        let words = vec![("named", "yes".to_owned()), ("with", "Bäckerei".to_owned())];
        assert_eq!((partner.tenant, partner.words), (None, words));
    }
}
