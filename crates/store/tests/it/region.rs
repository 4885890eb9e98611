//! Regions, areas, partners: revisions, slugs, order, counts, loads; requests for help: of two at once, one wins.

use ringwall_core::{
    appointment::{Appointment, AppointmentState, Meeting, Party},
    area::{Area, AreaKind, ContactPerson},
    colour::Colour,
    help_request::{Asker, HelpRequest, HelpTopic, ProposalState, RequestState, Wish},
    id::{AppointmentId, AreaId, HelpRequestId, PartnerId, RegionId, TenantId},
    language::{Language, Localised},
    matching::Reason,
    organisation::{OrganisationKind, SizeClass},
    partner::{Partner, PartnerKind},
    region::Region,
};
use ringwall_store::{AppointmentRecord, AreaCounts, HelpRecord, Load, Proposal, Saved, StoreError, Tx};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{at, baker, tenant, tenant_with_everything};

on_every_engine!(
    places_come_back_and_change_by_revision,
    the_directory_is_read_in_pieces,
    counts_and_loads,
    lists_of_requests_go_on_where_they_ended,
    of_two_who_save_at_once_one_wins,
    what_goes_takes_along_what_hangs_on_it,
);

async fn places_come_back_and_change_by_revision(db: TestDb) {
    let store = db.store().await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_region(&region(), at(0)).await?;
                tx.insert_area(&area(1, "Kalletal"), at(0)).await?;
                tx.insert_partner(&partner(1, "Brandt"), at(0)).await?;
                assert_eq!(tx.region(region_id()).await?, Some(region()));
                assert_eq!(tx.regions().await?, [region()]);
                assert_eq!(tx.area(area_id(1)).await?, Some(area(1, "Kalletal")));
                assert_eq!(tx.area_by_slug("area-1").await?, Some(area(1, "Kalletal")));
                assert_eq!(tx.partner(partner_id(1)).await?, Some(partner(1, "Brandt")));
                assert_eq!(tx.partner_by_slug("partner-1").await?, Some(partner(1, "Brandt")));
                assert_eq!(tx.update_region(&region()).await?, Saved::Stored(2));
                assert_eq!(tx.update_area(&area(1, "Extertal")).await?, Saved::Stored(2));
                assert_eq!(tx.update_partner(&partner(1, "Neu")).await?, Saved::Stored(2));
                assert!(matches!(tx.update_region(&region()).await?, Saved::Conflict(now) if now.revision == 2));
                assert!(matches!(tx.update_area(&area(1, "X")).await?, Saved::Conflict(now) if now.name == "Extertal"));
                assert!(
                    matches!(tx.update_partner(&partner(1, "X")).await?, Saved::Conflict(now) if now.name == "Neu")
                );
                assert_eq!(tx.update_area(&area(7, "Y")).await?, Saved::Missing);
                assert_eq!(tx.update_partner(&partner(7, "Y")).await?, Saved::Missing);
                Ok(())
            })
        })
        .await
        .unwrap();
    let again = store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let same_slug = Area { id: area_id(8), ..area(1, "Anders") };
                tx.insert_area(&same_slug, at(0)).await
            })
        })
        .await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
}

async fn the_directory_is_read_in_pieces(db: TestDb) {
    let store = db.store().await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_region(&region(), at(0)).await?;
                for (number, name) in [(1, "C"), (2, "A"), (3, "B"), (4, "B")] {
                    tx.insert_partner(&partner(number, name), at(0)).await?;
                }
                let hidden = Partner { listed: false, ..partner(5, "AA") };
                tx.insert_partner(&hidden, at(0)).await
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let ids = |found: &[Partner]| found.iter().map(|p| p.id).collect::<Vec<_>>();
    let first = reader.listed_partners(None, 2).await.unwrap();
    assert_eq!(ids(&first), [partner_id(2), partner_id(3)]);
    let rest = reader.listed_partners(Some(("B", partner_id(3))), 9).await.unwrap();
    assert_eq!(ids(&rest), [partner_id(4), partner_id(1)]);
    assert_eq!(reader.partners_of(region_id()).await.unwrap().len(), 5);
}

fn proposal(number: u128, of: u128, seconds: i64) -> Proposal {
    Proposal {
        tenant: tenant(1),
        id: Uuid::from_u128(0x5_0000 + number),
        request: help_id(1),
        partner: PartnerId(partner_id(of).0),
        round: u32::try_from(number).unwrap(),
        state: ProposalState::Open,
        reasons: Vec::new(),
        created_at: at(seconds),
        answered_at: None,
    }
}

async fn counts_and_loads(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                tx.insert_area(&area(2, "Ohne"), at(0)).await?;
                tx.insert_organisation(tenant(2), &baker(), Language::De, at(0), at(100)).await?;
                assert!(tx.set_area(tenant(2), Some(area_id(1))).await?);
                for (number, seconds) in [(11, 10), (12, 20), (13, 30)] {
                    let proposal = proposal(number, 1, seconds);
                    tx.insert_proposal(&proposal, [u8::try_from(number).unwrap(); 32]).await?;
                }
                let accept = Uuid::from_u128(0x5_0000 + 12);
                let (open, taken) = (ProposalState::Open, ProposalState::Accepted);
                assert!(tx.answer_proposal(tenant(1), accept, open, taken, at(40)).await?);
                assert!(!tx.answer_proposal(tenant(1), accept, open, taken, at(41)).await?, "only once");
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let counts = reader.area_counts(region_id()).await.unwrap();
    assert!(counts.contains(&AreaCounts { area: area_id(1), organisations: 2, requests: 1 }), "{counts:?}");
    assert!(counts.contains(&AreaCounts { area: area_id(2), organisations: 0, requests: 0 }), "{counts:?}");
    let load = |taken, asked| Load { partner: partner_id(1), taken, asked, advisers: 0 };
    assert_eq!(reader.loads(region_id(), at(40), at(20)).await.unwrap(), [load(1, 2)]);
    assert_eq!(reader.loads(region_id(), at(41), at(30)).await.unwrap(), [load(0, 1)]);
    assert_eq!(reader.help_counts(region_id()).await.unwrap(), [(RequestState::Proposed, 1)]);
    assert_eq!(reader.areas_of(region_id()).await.unwrap().len(), 2);
    assert_eq!(reader.areas().await.unwrap().len(), 2);
}

async fn lists_of_requests_go_on_where_they_ended(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let first = tx.help_request(tenant(1), help_id(1)).await?.unwrap();
                for number in 2..=5 {
                    // Two of them at the same instant.
                    let created_at = at(i64::try_from(number / 2).unwrap());
                    tx.insert_help_request(&HelpRecord { id: help_id(number), created_at, ..first.clone() }).await?;
                }
                for number in 21_u8..=24 {
                    let seconds = i64::from(number / 2);
                    tx.insert_proposal(&proposal(number.into(), 1, seconds), [number; 32]).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let mut seen: Vec<HelpRequestId> = Vec::new();
    let mut before = None;
    loop {
        let page = reader.help_requests_of_area(area_id(1), before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.created_at, last.id));
        seen.extend(page.iter().map(|record| record.id));
    }
    assert_eq!(seen, [5, 4, 3, 2, 1].map(help_id));
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = reader.proposals_to(partner_id(1), before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.created_at, last.id));
        seen.extend(page.iter().map(|proposal| proposal.round));
    }
    assert_eq!(seen, [24, 23, 22, 21, 1]);
    assert_eq!(reader.proposal_to(partner_id(1), help_id(1)).await.unwrap().unwrap().round, 24, "the last time");
    assert!(reader.help_requests_of_area(area_id(2), None, 9).await.unwrap().is_empty());
}

async fn of_two_who_save_at_once_one_wins(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let take = |store: ringwall_store::Store| async move {
        store
            .write::<_, StoreError>("take", |tx| {
                Box::pin(async move {
                    let mut record = tx.help_request(tenant(1), help_id(1)).await?.unwrap();
                    if record.state != RequestState::Proposed {
                        return Ok(false);
                    }
                    record.state = RequestState::Accepted;
                    record.partner = Some(partner_id(1));
                    tx.save_help_request(&record).await
                })
            })
            .await
            .unwrap()
    };
    let taken = futures::future::join_all((0..8).map(|_| take(store.clone()))).await;
    assert_eq!(taken.into_iter().filter(|won| *won).count(), 1);
    let mut reader = store.read().await.unwrap();
    let record = reader.help_request_by_id(help_id(1)).await.unwrap().unwrap();
    assert_eq!((record.state, record.revision, record.partner), (RequestState::Accepted, 2, Some(partner_id(1))));
}

async fn what_goes_takes_along_what_hangs_on_it(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let mut found = tx.appointment_about(tenant(1), help_id(1)).await?.unwrap();
                found.appointment.state = AppointmentState::Confirmed;
                found.appointment.sequence = 1;
                assert!(tx.save_appointment(&found).await?);
                assert!(!tx.save_appointment(&found).await?, "an old revision");
                let id = found.appointment.id;
                assert!(!tx.mark_reminded(tenant(1), id, 0).await?, "not as it was then");
                assert!(tx.mark_reminded(tenant(1), id, 1).await?);
                assert!(!tx.mark_reminded(tenant(1), id, 1).await?, "only once");
                tx.delete_tenant(tenant(1), at(9)).await?;
                assert_eq!(tx.help_request_by_id(help_id(1)).await?, None);
                assert_eq!(tx.proposal_by_token([1; 32]).await?, None);
                assert!(tx.area(area_id(1)).await?.is_some());
                Ok(())
            })
        })
        .await
        .unwrap();
}

pub(crate) fn region_id() -> RegionId {
    RegionId(Uuid::from_u128(0x1_0000))
}

pub(crate) fn area_id(number: u128) -> AreaId {
    AreaId(Uuid::from_u128(0x2_0000 + number))
}

pub(crate) fn partner_id(number: u128) -> PartnerId {
    PartnerId(Uuid::from_u128(0x3_0000 + number))
}

pub(crate) fn help_id(number: u128) -> HelpRequestId {
    HelpRequestId(Uuid::from_u128(0x4_0000 + number))
}

pub(crate) fn region() -> Region {
    Region {
        id: region_id(),
        slug: "bergisch".into(),
        name: Localised::both("Region", "Region"),
        about: Localised::default(),
        revision: 1,
    }
}

pub(crate) fn area(number: u128, name: &str) -> Area {
    Area {
        id: area_id(number),
        region: region_id(),
        kind: AreaKind::Satellite,
        slug: format!("area-{number}"),
        name: name.to_owned(),
        municipality_key: Some("05766036".into()),
        population: Some(13_800),
        contact: ContactPerson { name: Some("Frau Öz".into()), ..ContactPerson::default() },
        about: Localised::both("Wir", "We"),
        colour: Some(Colour::parse("#0b4f4a").unwrap()),
        coat_of_arms: None,
        revision: 1,
    }
}

pub(crate) fn partner(number: u128, name: &str) -> Partner {
    let slug = format!("partner-{number}");
    let mut partner = Partner::named(partner_id(number), region_id(), &slug, name, PartnerKind::Chamber);
    partner.listed = true;
    partner
}

fn help_record(tenant: TenantId, id: HelpRequestId) -> HelpRecord {
    HelpRecord {
        tenant,
        id,
        area: area_id(1),
        state: RequestState::Proposed,
        request: HelpRequest {
            topic: HelpTopic::Backup,
            wish: Wish::FirstTalk,
            times: vec!["monday".into()],
            language: "de".into(),
            kind: OrganisationKind::Company,
            size: Some(SizeClass::Micro),
            sector: None,
            asker: Asker {
                name: "Rita".into(),
                email: "rita@example.org".into(),
                phone: None,
                organisation: None,
                message: "ä".into(),
            },
        },
        assessment: None,
        partner: None,
        round: 1,
        stuck_at: None,
        answer_by: Some(at(80)),
        created_at: at(0),
        changed_at: at(0),
        revision: 1,
    }
}

/// A request with one proposal and one appointment, in an area to which the organisation then belongs.
pub(crate) async fn with_a_request(tx: &mut Tx, tenant: TenantId) -> Result<(), StoreError> {
    if tx.region(region_id()).await?.is_none() {
        tx.insert_region(&region(), at(0)).await?;
        tx.insert_area(&area(1, "Kalletal"), at(0)).await?;
        tx.insert_partner(&partner(1, "Brandt"), at(0)).await?;
    }
    let number = tenant.0.as_u128() - 0xA000;
    let last = u8::try_from(number & 0xff).unwrap();
    assert!(tx.set_area(tenant, Some(area_id(1))).await?);
    tx.insert_help_request(&help_record(tenant, help_id(number))).await?;
    let proposal = Proposal {
        tenant,
        id: Uuid::from_u128(0x6_0000 + number),
        request: help_id(number),
        partner: partner_id(1),
        round: 1,
        state: ProposalState::Open,
        reasons: vec![Reason::Area, Reason::Room],
        created_at: at(0),
        answered_at: None,
    };
    tx.insert_proposal(&proposal, [last; 32]).await?;
    let appointment = Appointment {
        id: AppointmentId(Uuid::from_u128(0x7_0000 + number)),
        state: AppointmentState::Proposed,
        starts_at: at(500_000),
        minutes: 60,
        meeting: Meeting::Phone,
        place: "05264 1".into(),
        proposed_by: Party::Partner,
        sequence: 0,
    };
    let request = help_id(number);
    tx.insert_appointment(&AppointmentRecord { tenant, request, appointment, created_at: at(2), revision: 1 }).await
}
