//! How people prove who they are: tickets, second factors, passkeys, identities, attempts, invitations, roles.

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::AccountId,
    language::Language,
};
use ringwall_store::{Account, Identity, Invitation, Passkey, Store, StoreError, Ticket, Tx};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{at, tenant, tenant_with_everything};

on_every_engine!(
    a_ticket_is_taken_once,
    a_ticket_goes_with_whom_it_is_for,
    a_step_and_a_code_are_used_once,
    passkeys_and_identities_belong_to_one_account,
    attempts_fill_a_bucket_and_are_forgotten,
    an_invitation_is_replaced_and_taken_once,
    two_owners_cannot_both_leave,
);

fn account(number: u128) -> Account {
    Account {
        id: AccountId(Uuid::from_u128(0xACC0 + number)),
        email: format!("person-{number}@example.org"),
        name: format!("Person {number}"),
        language: Language::De,
        created_at: at(0),
        verified_at: None,
        disabled_at: None,
        revision: 1,
    }
}

/// Runs one write and hands over what it returns.
async fn write<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> FnOnce(&'t mut Tx) -> futures::future::BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
) -> T {
    store.write::<_, StoreError>("test", work).await.unwrap()
}

async fn two_people(db: &TestDb) -> Store {
    let store = db.store().await;
    write(&store, |tx| {
        Box::pin(async move {
            tx.insert_account(&account(1)).await?;
            tx.insert_account(&account(2)).await
        })
    })
    .await;
    store
}

fn ticket(byte: u8, whose: Option<AccountId>) -> Ticket {
    Ticket {
        token_hash: [byte; 32],
        purpose: "recover".to_owned(),
        account: whose,
        tenant: None,
        document: serde_json::json!({ "email": "a@example.org" }),
        created_at: at(0),
        expires_at: at(100),
    }
}

async fn a_ticket_is_taken_once(db: TestDb) {
    let store = two_people(&db).await;
    write(&store, |tx| {
        Box::pin(async move {
            tx.insert_ticket(&ticket(1, Some(account(1).id))).await?;
            tx.insert_ticket(&ticket(2, None)).await
        })
    })
    .await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.ticket([1; 32], "recover", at(99)).await.unwrap(), Some(ticket(1, Some(account(1).id))));
    assert_eq!(reader.ticket([1; 32], "recover", at(100)).await.unwrap(), None, "it has ended");
    assert_eq!(reader.ticket([1; 32], "verify", at(1)).await.unwrap(), None, "it is for something else");
    drop(reader);
    write(&store, |tx| {
        Box::pin(async move {
            assert_eq!(tx.take_ticket([1; 32], "verify", at(1)).await?, None);
            assert!(tx.update_ticket([1; 32], "recover", &serde_json::json!(1)).await?);
            let taken = tx.take_ticket([1; 32], "recover", at(1)).await?.unwrap();
            assert_eq!(taken.document, serde_json::json!(1));
            assert_eq!(tx.take_ticket([1; 32], "recover", at(1)).await?, None, "only once");
            assert_eq!(tx.take_ticket([2; 32], "recover", at(100)).await?, None, "too late");
            assert_eq!(tx.ticket([2; 32], "recover", at(1)).await?, None, "and gone");
            assert!(!tx.update_ticket([2; 32], "recover", &serde_json::json!(1)).await?);
            tx.insert_ticket(&ticket(3, Some(account(1).id))).await?;
            tx.insert_ticket(&ticket(4, Some(account(2).id))).await?;
            assert_eq!(tx.delete_tickets(account(1).id, "recover").await?, 1);
            assert_eq!(tx.purge_tickets(at(99)).await?, 0);
            assert_eq!(tx.purge_tickets(at(100)).await?, 1);
            Ok(())
        })
    })
    .await;
}

async fn a_ticket_goes_with_whom_it_is_for(db: TestDb) {
    let store = two_people(&db).await;
    tenant_with_everything(&store, tenant(1), 100).await;
    write(&store, |tx| {
        Box::pin(async move {
            tx.insert_ticket(&Ticket { tenant: Some(tenant(1)), ..ticket(1, None) }).await?;
            tx.delete_tenant(tenant(1), at(2)).await?;
            assert_eq!(tx.ticket([1; 32], "recover", at(3)).await?, None);
            Ok(())
        })
    })
    .await;
}

async fn a_step_and_a_code_are_used_once(db: TestDb) {
    let store = two_people(&db).await;
    write(&store, |tx| {
        Box::pin(async move {
            let (one, two) = (account(1).id, account(2).id);
            tx.put_totp(one, b"old", at(0)).await?;
            tx.put_totp(one, b"sealed", at(1)).await?;
            let totp = tx.totp(one).await?.unwrap();
            assert_eq!((totp.sealed.as_slice(), totp.confirmed_at, totp.last_step), (b"sealed".as_slice(), None, 0));
            assert!(tx.totp(two).await?.is_none());
            assert!(tx.use_totp(one, 7, at(2)).await?);
            assert!(!tx.use_totp(one, 7, at(3)).await?, "replayed");
            assert!(!tx.use_totp(one, 6, at(3)).await?, "an older one");
            assert!(tx.use_totp(one, 8, at(4)).await?);
            assert_eq!(tx.totp(one).await?.unwrap().confirmed_at, Some(at(2)));
            assert!(!tx.use_totp(two, 9, at(4)).await?);
            tx.put_recovery_codes(one, &[[1; 32], [2; 32]]).await?;
            assert!(!tx.use_recovery_code(two, [1; 32], at(5)).await?, "somebody else's");
            assert!(tx.use_recovery_code(one, [1; 32], at(5)).await?);
            assert!(!tx.use_recovery_code(one, [1; 32], at(6)).await?, "only once");
            assert_eq!(tx.recovery_codes_left(one).await?, 1);
            tx.put_recovery_codes(one, &[[3; 32]]).await?;
            assert!(!tx.use_recovery_code(one, [2; 32], at(6)).await?, "replaced");
            assert!(tx.delete_totp(one).await?);
            assert!(!tx.delete_totp(one).await?);
            Ok(())
        })
    })
    .await;
}

async fn passkeys_and_identities_belong_to_one_account(db: TestDb) {
    let store = two_people(&db).await;
    let (one, two) = (account(1).id, account(2).id);
    let passkey = Passkey {
        credential: vec![1, 2, 3],
        account: one,
        name: "Handy".to_owned(),
        document: serde_json::json!({ "counter": 0 }),
        created_at: at(1),
        used_at: None,
    };
    let identity = Identity {
        provider: "keycloak".to_owned(),
        subject: "42".to_owned(),
        account: one,
        email: "a@example.org".to_owned(),
        created_at: at(1),
        used_at: None,
    };
    let (key, link) = (passkey.clone(), identity.clone());
    write(&store, move |tx| {
        Box::pin(async move {
            tx.insert_passkey(&key).await?;
            tx.insert_identity(&link).await?;
            assert!(!tx.use_passkey(two, &[1, 2, 3], &serde_json::json!({}), at(2)).await?);
            assert!(!tx.delete_passkey(two, &[1, 2, 3]).await?);
            assert!(!tx.delete_identity(two, "keycloak", "42").await?);
            assert!(tx.passkeys_of(two).await?.is_empty());
            assert!(tx.identities_of(two).await?.is_empty());
            assert_eq!(tx.passkeys_of(one).await?, [key]);
            assert_eq!(tx.identities_of(one).await?, std::slice::from_ref(&link));
            assert_eq!(tx.identity("keycloak", "42").await?, Some(link));
            assert_eq!(tx.identity("another", "42").await?, None);
            assert!(tx.use_passkey(one, &[1, 2, 3], &serde_json::json!({ "counter": 1 }), at(3)).await?);
            assert!(tx.use_identity("keycloak", "42", at(3)).await?);
            let used = &tx.passkeys_of(one).await?[0];
            assert_eq!((used.used_at, &used.document), (Some(at(3)), &serde_json::json!({ "counter": 1 })));
            Ok(())
        })
    })
    .await;
    let twice = store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move { tx.insert_identity(&Identity { account: two, ..identity }).await })
        })
        .await;
    assert!(matches!(twice, Err(StoreError::Conflict)), "an identity is linked once: {twice:?}");
    let twice = store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move { tx.insert_passkey(&Passkey { account: two, ..passkey }).await })
        })
        .await;
    assert!(matches!(twice, Err(StoreError::Conflict)), "a credential has one owner: {twice:?}");
    write(&store, move |tx| {
        Box::pin(async move {
            assert!(tx.delete_passkey(one, &[1, 2, 3]).await?);
            assert!(tx.delete_identity(one, "keycloak", "42").await?);
            Ok(())
        })
    })
    .await;
}

async fn attempts_fill_a_bucket_and_are_forgotten(db: TestDb) {
    let store = db.store().await;
    let each = SignedDuration::from_secs(30);
    write(&store, move |tx| {
        Box::pin(async move {
            for _ in 0..3 {
                assert!(tx.count_attempt([1; 32], each, 3, at(0)).await?);
            }
            assert!(!tx.count_attempt([1; 32], each, 3, at(29)).await?, "full");
            assert_eq!(tx.busy_until([1; 32]).await?, Some(at(90)), "what is refused is not counted");
            assert!(tx.count_attempt([2; 32], each, 3, at(29)).await?, "another bucket");
            assert!(tx.count_attempt([1; 32], each, 3, at(30)).await?, "one is forgotten");
            assert!(!tx.count_attempt([1; 32], each, 3, at(30)).await?);
            assert!(tx.count_attempt([1; 32], each, 3, at(1_000)).await?);
            assert_eq!(tx.busy_until([1; 32]).await?, Some(at(1_030)), "no credit is saved up");
            assert_eq!(tx.purge_attempts(at(500)).await?, 1);
            tx.forget_attempts([1; 32]).await?;
            assert_eq!(tx.busy_until([1; 32]).await?, None);
            Ok(())
        })
    })
    .await;
}

fn owner(number: u128) -> Membership {
    Membership { role: Role::Owner, scope: Scope::Organisation(tenant(number)) }
}

async fn an_invitation_is_replaced_and_taken_once(db: TestDb) {
    let store = two_people(&db).await;
    let invitation = |byte: u8, membership: Membership| Invitation {
        token_hash: [byte; 32],
        email: "c@example.org".to_owned(),
        membership,
        place_name: "Bäckerei".to_owned(),
        language: Language::En,
        invited_by: Some(account(1).id),
        created_at: at(i64::from(byte)),
        expires_at: at(100),
        accepted_at: None,
    };
    write(&store, move |tx| {
        Box::pin(async move {
            tx.insert_invitation(&invitation(1, owner(1))).await?;
            tx.insert_invitation(&invitation(2, owner(2))).await?;
            assert_eq!(tx.delete_open_invitations("c@example.org", owner(1)).await?, 1);
            tx.insert_invitation(&invitation(3, owner(1))).await?;
            assert_eq!(tx.invitations_of(owner(1).scope).await?, [invitation(3, owner(1))]);
            assert_eq!(tx.invitation([3; 32], at(100)).await?, None, "it has ended");
            assert!(tx.accept_invitation([3; 32], at(5)).await?);
            assert!(!tx.accept_invitation([3; 32], at(6)).await?, "only once");
            assert_eq!(tx.delete_open_invitations("c@example.org", owner(1)).await?, 0, "taken ones stay as a record");
            assert_eq!(tx.purge_invitations(at(101)).await?, 2);
            Ok(())
        })
    })
    .await;
}

/// Two owners who lay down their role at the same moment: one of them is told that the last one stays.
async fn two_owners_cannot_both_leave(db: TestDb) {
    let store = two_people(&db).await;
    write(&store, |tx| {
        Box::pin(async move {
            tx.insert_membership(account(1).id, owner(1), at(0)).await?;
            tx.insert_membership(account(2).id, owner(1), at(0)).await?;
            assert_eq!(tx.holders_of(owner(1)).await?, 2);
            assert_eq!(tx.holders_of(owner(2)).await?, 0);
            Ok(())
        })
    })
    .await;
    let leave = |who: AccountId| {
        let store = store.clone();
        tokio::spawn(async move {
            write(&store, move |tx| {
                Box::pin(async move {
                    if tx.holders_of(owner(1)).await? < 2 {
                        return Ok(false);
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                    tx.delete_membership(who, owner(1)).await
                })
            })
            .await
        })
    };
    let (one, two) = tokio::join!(leave(account(1).id), leave(account(2).id));
    assert_ne!(one.unwrap(), two.unwrap(), "exactly one of them left");
}
