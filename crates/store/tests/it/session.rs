//! Sessions: who comes with one, in one query.

use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::AccountId,
    language::Language,
};
use ringwall_store::{Account, Session, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{at, tenant};

on_every_engine!(a_session_brings_its_account_and_roles_until_it_ends);

fn account(number: u128, closed: bool) -> Account {
    Account {
        id: AccountId(Uuid::from_u128(number)),
        email: format!("person-{number}@example.org"),
        name: format!("Person {number}"),
        language: Language::En,
        created_at: at(1),
        verified_at: Some(at(2)),
        disabled_at: closed.then(|| at(3)),
        revision: 1,
    }
}

fn session(byte: u8, account: &Account) -> Session {
    Session {
        token_hash: [byte; 32],
        account: account.id,
        method: "password".into(),
        agent: "Browser".into(),
        created_at: at(4),
        authenticated_at: at(5),
        seen_at: at(6),
        expires_at: at(100),
    }
}

async fn a_session_brings_its_account_and_roles_until_it_ends(db: TestDb) {
    let store = db.store().await;
    let (rita, nobody, closed) = (account(1, false), account(2, false), account(3, true));
    let owner = Membership { role: Role::Owner, scope: Scope::Organisation(tenant(1)) };
    let operator = Membership { role: Role::Operator, scope: Scope::Installation };
    let people = [rita.clone(), nobody.clone(), closed];
    store
        .write::<_, StoreError>("test", move |tx| {
            Box::pin(async move {
                for (byte, person) in (1..).zip(&people) {
                    tx.insert_account(person).await?;
                    tx.insert_session(&session(byte, person)).await?;
                }
                tx.insert_membership(people[0].id, owner, at(7)).await?;
                tx.insert_membership(people[0].id, operator, at(8)).await?;
                // Somebody else's role and session bring nothing.
                tx.insert_membership(people[2].id, owner, at(7)).await.map(drop)
            })
        })
        .await
        .unwrap();
    let mut reader = store.read().await.unwrap();
    let found = reader.signed_in([1; 32], at(50)).await.unwrap();
    assert_eq!(found, Some((session(1, &rita), rita, vec![operator, owner])));
    let found = reader.signed_in([2; 32], at(50)).await.unwrap();
    assert_eq!(found, Some((session(2, &nobody), nobody, Vec::new())), "somebody without any role");
    assert_eq!(reader.signed_in([3; 32], at(50)).await.unwrap(), None, "a closed account");
    assert_eq!(reader.signed_in([4; 32], at(50)).await.unwrap(), None, "a guessed token");
    assert_eq!(reader.signed_in([1; 32], at(100)).await.unwrap(), None, "a session that ended");
}
