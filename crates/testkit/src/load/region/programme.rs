//! The programme around the organisations: the region with its areas and partners, requests for help, consents, and what
//! people wrote to each other about measures.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::{Author, Membership, Role, Scope},
    area::{Area, AreaKind, ContactPerson},
    comment::Comment,
    consent::{Consent, Purpose},
    help_request::{Asker, HelpRequest, HelpTopic, ProposalState, RequestState, Wish},
    history::{ChangeSource, Contributor, HistoryLine, MeasureChange},
    id::{AccountId, AreaId, CommentId, ConsentId, HelpRequestId, JobId, PartnerId, RegionId},
    language::{Language, Localised},
    matching::Reason,
    organisation::{Organisation, SizeClass},
    partner::{Offer, Partner, PartnerKind},
    plan::{MeasureStatus, PlanItem},
    region::Region,
};
use ringwall_store::{HelpRecord, NewJob, Proposal, StoreError, Tx};

use super::{AGO, KEPT, MEASURES, NAMES, NOTE, Place, World, count, id, pick, tenant};
use crate::load::Person;

/// Areas of the region.
const AREAS: usize = 40;
/// Partners of the region.
const PARTNERS: usize = 60;
/// Every so many organisations let the first partner read.
const ADVISED: usize = 20;
/// Every so many organisations asked for help.
const ASKED: usize = 4;
/// Letters that did not arrive and wait for an operator.
const DEAD_LETTERS: usize = 2_000;

/// The region.
pub fn region() -> RegionId {
    RegionId(id(4, 0))
}

/// An area by its number. The first is the largest: a third of all organisations is there.
pub fn area(number: usize) -> AreaId {
    AreaId(id(5, number))
}

/// A partner by its number.
pub fn partner(number: usize) -> PartnerId {
    PartnerId(id(6, number))
}

/// The account of the adviser of a partner.
pub fn adviser(number: usize) -> AccountId {
    AccountId(id(7, number))
}

/// The partner an organisation lets in.
pub(super) fn advised_by(number: usize) -> usize {
    if number.is_multiple_of(ADVISED) { 0 } else { 1 + number % (PARTNERS - 1) }
}

/// The name of an area in addresses.
pub fn slug(number: usize) -> String {
    format!("gebiet-{number}")
}

/// The area an organisation is in.
pub(super) fn area_of(number: usize) -> usize {
    if number.is_multiple_of(3) { 0 } else { number % AREAS }
}

fn german(text: &str) -> Localised {
    let mut localised = Localised::default();
    localised.set(Language::De, text.to_owned());
    localised
}

/// Stores region, areas, partners and what stands in the queue.
pub(super) async fn store(tx: &mut Tx, now: Timestamp, sectors: &[String]) -> Result<(), StoreError> {
    let (name, about) = (german("Modellregion"), german(NOTE));
    tx.insert_region(&Region { id: region(), slug: "region".to_owned(), name, about, revision: 1 }, now).await?;
    for number in 0..AREAS {
        let kind = if number < 3 { AreaKind::City } else { AreaKind::Satellite };
        let area = Area {
            id: area(number),
            region: region(),
            kind,
            slug: slug(number),
            name: format!("Gebiet {number:02}"),
            municipality_key: None,
            population: Some(14_000),
            contact: ContactPerson::default(),
            about: german(NOTE),
            colour: None,
            coat_of_arms: None,
            revision: 1,
        };
        tx.insert_area(&area, now).await?;
    }
    for number in 0..PARTNERS {
        let kinds = PartnerKind::ALL;
        let kind = pick(&kinds, number, 1).unwrap_or(PartnerKind::Other);
        let partner = Partner {
            about: german(NOTE),
            offers: Offer::ALL.to_vec(),
            areas: if number.is_multiple_of(2) {
                Vec::new()
            } else {
                (0..10).map(|step| area(number + step)).collect()
            },
            sectors: sectors.iter().skip(number % 3).step_by(3).cloned().collect(),
            capacity: 8,
            listed: true,
            ..Partner::named(
                partner(number),
                region(),
                &format!("partner-{number}"),
                &format!("{} Beratung {number}", pick(&NAMES, number, 8).unwrap_or_default()),
                kind,
            )
        };
        tx.insert_partner(&partner, now).await?;
        let adviser = Membership { role: Role::Adviser, scope: Scope::Partner(partner.id) };
        let adviser = Person {
            email: format!("beratung-{number}@partner.example.org"),
            name: format!("Beratung {number}"),
            memberships: vec![adviser],
            id: self::adviser(number),
        };
        adviser.store(tx, now).await?;
    }
    for number in 0..DEAD_LETTERS {
        // Not before a year from now: nobody takes them while pages are measured.
        let job = NewJob {
            id: JobId(id(8, number)),
            kind: "letter",
            payload: serde_json::json!({ "to": format!("niemand-{number}@example.org") }),
            tenant: None,
            run_at: now + KEPT,
            max_attempts: 8,
            dedup_key: None,
        };
        tx.insert_job(&job, now).await?;
    }
    Ok(())
}

impl World {
    /// Comments and history of the measures.
    pub(super) async fn shared_work(
        &self,
        tx: &mut Tx,
        number: usize,
        plan: &[PlanItem],
        owner: &Person,
    ) -> Result<(), StoreError> {
        let tenant = tenant(number);
        let by = Contributor::new(Author::of(Role::Owner, owner.id), owner.name.as_str());
        for (index, item) in plan.iter().enumerate() {
            let own = number * MEASURES + index;
            if index.is_multiple_of(7) {
                let comment = Comment {
                    id: CommentId(id(9, own)),
                    requirement: item.requirement,
                    by: by.clone(),
                    text: NOTE.to_owned(),
                    created_at: self.now,
                    edited_at: None,
                };
                tx.insert_comment(tenant, &comment).await?;
                count(&self.counters.words, 1);
            }
            if item.status != MeasureStatus::Todo {
                let change = MeasureChange::Status { from: MeasureStatus::Todo, to: item.status };
                let line = HistoryLine {
                    requirement: item.requirement,
                    at: self.now,
                    by: by.clone(),
                    source: ChangeSource::Page,
                    changes: vec![change],
                };
                tx.append_history(tenant, id(10, own), &line).await?;
                count(&self.counters.words, 1);
            }
        }
        Ok(())
    }

    /// What it allowed whom, and whether it asked for help.
    pub(super) async fn programme(
        &self,
        tx: &mut Tx,
        number: usize,
        organisation: &Organisation,
        place: &Place,
    ) -> Result<(), StoreError> {
        let tenant = place.tenant;
        let adviser = advised_by(number);
        let purposes = [(Purpose::Advice, Some(partner(adviser))), (Purpose::ProgrammeEvaluation, None)];
        for (index, (purpose, partner)) in purposes.into_iter().enumerate() {
            let consent = Consent {
                id: ConsentId(id(11, number * 2 + index)),
                purpose,
                partner,
                version: "2026-11".to_owned(),
                digest: "0".repeat(64),
                language: Language::De,
                given_at: self.now - AGO[1],
                given_by: Some(place.owner.id),
                revoked_at: None,
                revoked_by: None,
            };
            tx.insert_consent(tenant, &consent, false).await?;
            count(&self.counters.consents, 1);
        }
        if !number.is_multiple_of(ASKED) {
            return Ok(());
        }
        let states = [
            (RequestState::Proposed, ProposalState::Open),
            (RequestState::Accepted, ProposalState::Accepted),
            (RequestState::Done, ProposalState::Accepted),
            (RequestState::Done, ProposalState::Accepted),
        ];
        let (state, first) = pick(&states, number, 9).unwrap_or((RequestState::Proposed, ProposalState::Open));
        let at = self.now - SignedDuration::from_hours(i64::try_from(number % 2_000).unwrap_or(0));
        let request = HelpRequest {
            topic: HelpTopic::Result,
            wish: Wish::FirstTalk,
            times: Vec::new(),
            language: "de".to_owned(),
            kind: organisation.kind,
            size: organisation.employees.map(SizeClass::of),
            sector: organisation.sector.clone(),
            asker: Asker {
                name: place.owner.name.clone(),
                email: place.owner.email.clone(),
                phone: None,
                organisation: organisation.name.clone(),
                message: NOTE.to_owned(),
            },
        };
        let record = HelpRecord {
            tenant,
            id: HelpRequestId(id(12, number)),
            area: area(area_of(number)),
            state,
            request,
            assessment: Some(place.assessment),
            partner: (first == ProposalState::Accepted).then(|| partner(adviser)),
            round: 1,
            stuck_at: None,
            answer_by: Some(self.now + SignedDuration::from_hours(72)),
            created_at: at,
            changed_at: at,
            revision: 1,
        };
        tx.insert_help_request(&record).await?;
        for turn in 0..3 {
            let asked = (adviser + turn * 7) % PARTNERS;
            let mut token_hash = [12; 32];
            token_hash[..8].copy_from_slice(&(number as u64).to_be_bytes());
            token_hash[8] = u8::try_from(turn).unwrap_or(0);
            let proposal = Proposal {
                tenant,
                id: id(13, number * 3 + turn),
                request: record.id,
                partner: partner(asked),
                round: 1,
                state: if turn == 0 || first == ProposalState::Open { first } else { ProposalState::Closed },
                reasons: vec![Reason::Area, Reason::Offer, Reason::Room],
                created_at: at,
                answered_at: (first != ProposalState::Open).then_some(at),
            };
            tx.insert_proposal(&proposal, token_hash).await?;
        }
        count(&self.counters.requests, 1);
        Ok(())
    }
}
