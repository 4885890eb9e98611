//! Reminders: written once, and whom there is something to remind of. Calendar addresses.

use jiff::civil::date;
use ringwall_core::{
    actor::{Membership, Role, Scope},
    id::AccountId,
    plan::{MeasureStatus, PlanItem},
    reminder::{Reminded, ReminderKind, Week},
};
use ringwall_store::{Saved, StoreError};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::{account, at, person, plan_item, reminded, requirement, tenant, tenant_with_everything};

on_every_engine!(a_reminder_is_written_once_a_week, whom_to_remind, a_calendar_address_is_one_and_replaceable);

async fn a_reminder_is_written_once_a_week(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let (who, week) = (account(tenant(1)), Week::of(date(2026, 11, 23)));
                assert!(!tx.insert_reminder(tenant(1), who, reminded()).await?);
                let friday = Reminded { day: date(2026, 11, 27), ..reminded() };
                assert!(!tx.insert_reminder(tenant(1), who, friday).await?, "the same week");
                let more = Reminded { kind: ReminderKind::Overdue, ..friday };
                assert!(tx.insert_reminder(tenant(1), who, more).await?);
                let next = Reminded { day: date(2026, 11, 30), ..reminded() };
                assert!(tx.insert_reminder(tenant(1), who, next).await?);
                assert_eq!(tx.reminded(who, week).await?, vec![(tenant(1), more), (tenant(1), reminded())]);
                assert_eq!(tx.delete_reminders_before(date(2026, 11, 28)).await?, 2);
                assert_eq!(tx.reminded(who, week).await?, vec![]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn whom_to_remind(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    tenant_with_everything(&store, tenant(2), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let (rita, owner) = (account(tenant(1)), AccountId(Uuid::from_u128(0xFFFF)));
                let (until, nobody) = (date(2026, 12, 24), AccountId(Uuid::nil()));
                tx.insert_account(&person(owner)).await?;
                let role = Membership { role: Role::Owner, scope: Scope::Organisation(tenant(1)) };
                tx.insert_membership(owner, role, at(0)).await?;
                assert_eq!(tx.accounts_with_due(until, nobody, 9).await?, [], "everything is done");
                let open = PlanItem { status: MeasureStatus::InProgress, owner_account: Some(rita), ..plan_item(1) };
                assert_eq!(tx.save_plan_item(tenant(1), &open, 1).await?, Saved::Stored(2));
                assert_eq!(tx.accounts_with_due(until, nobody, 9).await?, [rita]);
                assert_eq!(tx.accounts_with_due(date(2026, 12, 23), nobody, 9).await?, [], "due later");
                let free = PlanItem { status: MeasureStatus::Todo, ..plan_item(2) };
                tx.save_plan_item(tenant(1), &free, 0).await?;
                tx.save_plan_item(tenant(2), &free, 0).await?;
                let mut both = [rita, owner];
                both.sort();
                assert_eq!(tx.accounts_with_due(until, nobody, 9).await?, both, "what is nobody's is the owner's");
                assert_eq!(tx.accounts_with_due(until, nobody, 1).await?, both[..1]);
                assert_eq!(tx.accounts_with_due(until, both[0], 9).await?, both[1..]);
                let mine = tx.measures_of(rita, 9).await?;
                assert_eq!(mine, vec![(tenant(1), PlanItem { revision: 2, ..open })]);
                let due = tx.unowned_due(tenant(1), until).await?;
                assert_eq!(due.iter().map(|item| item.requirement).collect::<Vec<_>>(), [requirement(2)]);
                Ok(())
            })
        })
        .await
        .unwrap();
}

async fn a_calendar_address_is_one_and_replaceable(db: TestDb) {
    let store = db.store().await;
    tenant_with_everything(&store, tenant(1), 100).await;
    store
        .write::<_, StoreError>("test", |tx| {
            Box::pin(async move {
                let who = account(tenant(1));
                assert_eq!(tx.calendar_since(who).await?, None);
                tx.put_calendar(who, [1; 32], at(1)).await?;
                tx.put_calendar(who, [2; 32], at(2)).await?;
                assert_eq!(tx.account_by_calendar([1; 32]).await?, None, "replaced");
                assert_eq!(tx.account_by_calendar([2; 32]).await?, Some(who));
                assert_eq!(tx.calendar_since(who).await?, Some(at(2)));
                assert!(tx.delete_calendar(who).await?);
                assert!(!tx.delete_calendar(who).await?);
                assert_eq!(tx.account_by_calendar([2; 32]).await?, None);
                Ok(())
            })
        })
        .await
        .unwrap();
}
