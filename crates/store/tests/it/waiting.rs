//! What waits for one person, asked for all their places at once, and for nobody else.

use ringwall_core::{
    appointment::AppointmentState,
    help_request::RequestState,
    id::{AccountId, AreaId, PartnerId},
};
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::{
    given::{assessment_id, at, tenant, tenant_with_everything},
    region::{area_id, help_id, partner_id},
};

on_every_engine!(everything_is_found_by_whom_it_waits_for, what_is_over_waits_for_nobody);

/// Who leads the interviews of the little world, and for whom.
const ADVISER: AccountId = AccountId(Uuid::from_u128(3));
const LEADS: PartnerId = PartnerId(Uuid::from_u128(0xF001));

async fn everything_is_found_by_whom_it_waits_for(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    tenant_with_everything(&store, tenant(2), 100).await;
    let mut reader = store.read().await.unwrap();
    let nobody = PartnerId(Uuid::from_u128(9));

    // Two requests were proposed to partner 1; one at a time if that is all that is wanted.
    let waiting = reader.proposals_waiting(&[partner_id(1), nobody], 9).await.unwrap();
    assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [help_id(1), help_id(2)]);
    assert_eq!((waiting[0].partner, waiting[0].area_name.as_str()), (Some(partner_id(1)), "Kalletal"));
    assert_eq!(waiting[0].until, Some(at(80)));
    assert_eq!(reader.proposals_waiting(&[partner_id(1)], 1).await.unwrap().len(), 1);
    assert!(reader.proposals_waiting(&[nobody], 9).await.unwrap().is_empty());
    assert!(reader.proposals_waiting(&[], 9).await.unwrap().is_empty());

    // Nobody has taken them, so no appointment can be kept yet.
    assert!(reader.appointments_ahead(&[tenant(1)], &[partner_id(1)], at(0), 9).await.unwrap().is_empty());
    drop(reader);
    store
        .write::<_, StoreError>("take", |tx| {
            Box::pin(async move {
                let mut record = tx.help_request(tenant(1), help_id(1)).await?.unwrap();
                (record.state, record.partner) = (RequestState::Accepted, Some(partner_id(1)));
                assert!(tx.save_help_request(&record).await?);
                let mut record = tx.help_request(tenant(2), help_id(2)).await?.unwrap();
                (record.state, record.stuck_at) = (RequestState::Open, Some(at(5)));
                assert!(tx.save_help_request(&record).await?);
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    assert!(reader.proposals_waiting(&[partner_id(1)], 9).await.unwrap().is_empty(), "both are beyond that");
    for (tenants, partners, found) in [
        (vec![tenant(1)], vec![], 1),
        (vec![tenant(2)], vec![], 0),
        (vec![], vec![partner_id(1)], 1),
        (vec![], vec![nobody], 0),
        // Who is on both sides is told once.
        (vec![tenant(1), tenant(2)], vec![partner_id(1), nobody], 1),
    ] {
        let ahead = reader.appointments_ahead(&tenants, &partners, at(0), 9).await.unwrap();
        assert_eq!(ahead.len(), found, "{tenants:?} {partners:?}");
        assert!(ahead.iter().all(|one| one.tenant == tenant(1) && one.partner_name == "Brandt"));
    }
    assert!(reader.appointments_ahead(&[tenant(1)], &[], at(500_000), 9).await.unwrap().is_empty(), "it has begun");

    let stuck = reader.requests_without_partner(&[area_id(1)], 9).await.unwrap();
    assert_eq!(stuck.iter().map(|one| (one.id, one.partner)).collect::<Vec<_>>(), [(help_id(2), None)]);
    assert!(reader.requests_without_partner(&[AreaId(Uuid::from_u128(9))], 9).await.unwrap().is_empty());

    // An interview is seen by its organisation, and by who leads it for a partner that was let in.
    for (tenants, adviser, partners, found) in [
        (vec![tenant(1)], AccountId(Uuid::from_u128(77)), vec![], vec![tenant(1)]),
        (vec![], ADVISER, vec![LEADS], vec![tenant(1), tenant(2)]),
        (vec![], ADVISER, vec![nobody], vec![]),
        (vec![], AccountId(Uuid::from_u128(77)), vec![LEADS], vec![]),
        (vec![tenant(1)], ADVISER, vec![LEADS], vec![tenant(1), tenant(2)]),
    ] {
        let led = reader.interviews_under_way(&tenants, adviser, &partners, 9).await.unwrap();
        let mut of: Vec<_> = led.iter().map(|interview| interview.tenant).collect();
        of.sort_unstable();
        assert_eq!(of, found, "{tenants:?} {adviser:?} {partners:?}");
        assert!(led.iter().all(|interview| interview.assessment == assessment_id(1)));
    }
}

async fn what_is_over_waits_for_nobody(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("over", |tx| {
            Box::pin(async move {
                let mut appointment = tx.appointment_about(tenant(1), help_id(1)).await?.unwrap();
                appointment.appointment.state = AppointmentState::Cancelled;
                assert!(tx.save_appointment(&appointment).await?);
                let mut record = tx.help_request(tenant(1), help_id(1)).await?.unwrap();
                (record.state, record.partner) = (RequestState::Accepted, Some(partner_id(1)));
                assert!(tx.save_help_request(&record).await?);
                // Whoever was let in is not any more.
                for consent in tx.current_consents_of(tenant(1)).await? {
                    assert!(tx.revoke_consent(tenant(1), consent.id, at(20), None).await?.is_some());
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    assert!(reader.appointments_ahead(&[tenant(1)], &[partner_id(1)], at(0), 9).await.unwrap().is_empty());
    assert!(reader.interviews_under_way(&[], ADVISER, &[LEADS], 9).await.unwrap().is_empty());
    assert_eq!(reader.interviews_under_way(&[tenant(1)], ADVISER, &[], 9).await.unwrap().len(), 1, "it is theirs");
}
