//! Consents and looks.

use jiff::civil::date;
use ringwall_core::{
    consent::{Consent, Purpose},
    id::{AccountId, ConsentId},
};
use ringwall_store::StoreError;
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{at, consent, tenant, tenant_with_everything};

on_every_engine!(a_consent_is_given_once_and_taken_back_once, looks_are_counted_by_day, clients_are_those_who_let_in);

async fn a_consent_is_given_once_and_taken_back_once(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    let again = store
        .write::<_, StoreError>("again", |tx| {
            Box::pin(async move { tx.insert_consent(tenant(1), &consent(2), false).await })
        })
        .await;
    assert!(matches!(again, Err(StoreError::Conflict)), "two hold at once: {again:?}");
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                // One that came with a take-out neither holds nor stands in the way.
                tx.insert_consent(tenant(1), &consent(3), true).await?;
                assert_eq!(tx.consents_of(tenant(1)).await?, vec![consent(1)]);
                let (by, id) = (Some(AccountId(Uuid::from_u128(9))), consent(1).id);
                let revoked = tx.revoke_consent(tenant(1), id, at(20), by).await?;
                let expected = Consent { revoked_at: Some(at(20)), revoked_by: by, ..consent(1) };
                assert_eq!(revoked, Some(expected.clone()));
                assert_eq!(tx.revoke_consent(tenant(1), id, at(21), None).await?, None, "once is enough");
                assert_eq!(tx.revoke_consent(tenant(1), consent(3).id, at(21), None).await?, None);
                assert_eq!(tx.current_consents_of(tenant(1)).await?, vec![]);
                let new = Consent { given_at: at(22), ..consent(2) };
                tx.insert_consent(tenant(1), &new, false).await?;
                assert_eq!(tx.consents_of(tenant(1)).await?, vec![new.clone(), expected]);
                assert_eq!(tx.current_consents_of(tenant(1)).await?, vec![new]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn looks_are_counted_by_day(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let (who, partner) = (AccountId(Uuid::from_u128(4)), consent(1).partner);
                let (monday, tuesday) = (date(2026, 6, 1), date(2026, 6, 2));
                for (day, page, second, first) in [
                    (monday, "plan", 100, true),
                    (monday, "plan", 160, false),
                    (monday, "result", 170, true),
                    (tuesday, "plan", 300, true),
                ] {
                    assert_eq!(tx.note_look(tenant(1), day, who, partner, page, at(second)).await?, first, "{second}");
                }
                assert!(tx.note_look(tenant(1), monday, who, None, "plan", at(150)).await?, "for nobody is another");
                let looks = tx.looks_at(tenant(1), 10).await?;
                let seen: Vec<_> =
                    looks.iter().map(|look| (look.day, look.page.as_str(), look.times, look.partner)).collect();
                let given = date(2026, 5, 28);
                assert_eq!(
                    seen,
                    [
                        (tuesday, "plan", 1, partner),
                        (monday, "result", 1, partner),
                        (monday, "plan", 2, partner),
                        (monday, "plan", 1, None),
                        (given, "plan", 1, partner),
                    ]
                );
                assert_eq!((looks[2].first_at, looks[2].last_at), (at(100), at(160)));
                assert_eq!(tx.delete_looks_before(tuesday).await?, 4);
                assert_eq!(tx.looks_at(tenant(1), 10).await?.len(), 1);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn clients_are_those_who_let_in(db: TestDb) {
    let store = db.store().await;
    for number in 1..=3 {
        tenant_with_everything(&store, tenant(number), 100).await;
    }
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let partner = consent(1).partner.unwrap();
                tx.revoke_consent(tenant(2), consent(1).id, at(20), None).await?;
                let later = Consent {
                    id: ConsentId(Uuid::from_u128(5)),
                    purpose: Purpose::HandOver,
                    given_at: at(30),
                    ..consent(1)
                };
                tx.insert_consent(tenant(3), &later, false).await?;
                let clients = tx.clients_of(partner, 0, 10).await?;
                assert_eq!(clients, [(tenant(3), vec![consent(1), later]), (tenant(1), vec![consent(1)])]);
                assert_eq!(tx.clients_of(partner, 1, 10).await?.len(), 1);
                assert_eq!(tx.clients_of(partner, 0, 1).await?[0].0, tenant(3));
                Ok(())
            })
        })
        .await
        .unwrap();
}
