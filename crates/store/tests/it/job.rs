//! Jobs: in one hand at a time, given back when the hand is gone.

use std::time::Duration;

use ringwall_core::id::JobId;
use ringwall_store::{JobState, Lease, NewJob, Store, StoreError, StoredJob, Tx};
use ringwall_testkit::{db::TestDb, on_every_engine};
use uuid::Uuid;

use crate::given::at;

on_every_engine!(
    a_job_is_given_to_one_hand_only,
    a_lost_lease_changes_nothing,
    tried_again_given_up_revived_discarded,
    the_same_key_is_stored_once_while_it_is_there,
    what_may_happen_once_happens_once,
    a_stored_job_rings_and_an_undone_one_does_not_have_to,
    letters_are_counted_by_day,
);

fn job(number: u128, due: i64) -> NewJob {
    NewJob {
        id: JobId(Uuid::from_u128(number)),
        kind: "test",
        payload: serde_json::json!({ "kind": "test", "number": number.to_string() }),
        tenant: None,
        run_at: at(due),
        max_attempts: 3,
        dedup_key: None,
    }
}

async fn insert(store: &Store, job: NewJob) -> bool {
    store
        .write::<_, StoreError>("insert", move |tx| Box::pin(async move { tx.insert_job(&job, at(0)).await }))
        .await
        .unwrap()
}

async fn claim(store: &Store, lease: Lease, now: i64, limit: u32) -> Vec<StoredJob> {
    store
        .write::<_, StoreError>("claim", move |tx| {
            Box::pin(async move { tx.claim_jobs(lease, at(now), at(now + 60), limit, None).await })
        })
        .await
        .unwrap()
}

async fn change<T: Send + 'static>(
    store: &Store,
    work: impl for<'t> FnOnce(&'t mut Tx) -> futures_box::Boxed<'t, T> + Send + 'static,
) -> T {
    store.write::<_, StoreError>("change", work).await.unwrap()
}

mod futures_box {
    use std::{future::Future, pin::Pin};

    use ringwall_store::StoreError;

    pub(super) type Boxed<'t, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 't>>;
}

async fn a_job_is_given_to_one_hand_only(db: TestDb) {
    let store = db.store().await;
    for number in 0..40 {
        insert(&store, job(number, i64::try_from(number).unwrap() % 5)).await;
    }
    insert(&store, job(99, 1_000)).await;
    let hands: Vec<_> = (1..=8_u8)
        .map(|hand| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let some = claim(&store, [hand; 16], 10, 3).await;
                    if some.is_empty() {
                        return mine;
                    }
                    assert!(some.iter().all(|job| job.attempts == 1 && job.lease_until == Some(at(70))));
                    mine.extend(some.into_iter().map(|job| job.id));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for hand in hands {
        all.extend(hand.await.unwrap());
    }
    // A hand may have looked while others held the rest; what is left is due again at once.
    all.sort();
    let expected: Vec<_> = (0..40).map(|number| JobId(Uuid::from_u128(number))).collect();
    assert_eq!(all, expected);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.next_due(None).await.unwrap(), Some(at(70)), "the leases end before the late one is due");
    assert_eq!(reader.next_due(Some("test")).await.unwrap(), None);
}

async fn a_lost_lease_changes_nothing(db: TestDb) {
    let store = db.store().await;
    insert(&store, job(1, 0)).await;
    let (old, new) = ([1; 16], [2; 16]);
    assert_eq!(claim(&store, old, 10, 5).await.len(), 1);
    assert!(claim(&store, new, 69, 5).await.is_empty(), "somebody has it in hand");
    let id = JobId(Uuid::from_u128(1));
    assert!(change(&store, move |tx| Box::pin(async move { tx.renew_lease(id, old, at(80)).await })).await);
    assert!(claim(&store, new, 79, 5).await.is_empty(), "the lease was renewed");
    let again = claim(&store, new, 80, 5).await;
    assert_eq!((again[0].attempts, again[0].handed_at), (2, None));
    let nothing = change(&store, move |tx| {
        Box::pin(async move {
            Ok([
                tx.renew_lease(id, old, at(999)).await?,
                tx.begin_hand_over(id, old, at(81)).await?,
                tx.retry_job(id, old, at(0), "no", false).await?,
                tx.bury_job(id, old, at(0), "no", false).await?,
                tx.finish_job(id, old).await?,
            ])
        })
    })
    .await;
    assert_eq!(nothing, [false; 5]);
    assert!(change(&store, move |tx| Box::pin(async move { tx.begin_hand_over(id, new, at(82)).await })).await);
    let third = claim(&store, [3; 16], 200, 5).await;
    assert_eq!(third[0].handed_at, Some(at(82)), "whoever comes next knows that it may have happened");
    assert!(change(&store, move |tx| Box::pin(async move { tx.finish_job(id, [3; 16]).await })).await);
    assert_eq!(store.read().await.unwrap().next_due(None).await.unwrap(), None);
}

async fn tried_again_given_up_revived_discarded(db: TestDb) {
    let store = db.store().await;
    insert(&store, job(1, 0)).await;
    let (id, lease) = (JobId(Uuid::from_u128(1)), [1; 16]);
    let state = |store: Store, state: JobState| async move {
        store.read().await.unwrap().jobs("test", state, 0, 10).await.unwrap()
    };
    assert_eq!(state(store.clone(), JobState::Waiting).await.len(), 1);
    assert!(!change(&store, move |tx| Box::pin(async move { tx.revive_job(id, at(1)).await })).await, "not failed yet");
    claim(&store, lease, 10, 1).await;
    assert!(!change(&store, move |tx| Box::pin(async move { tx.discard_job(id, at(11)).await })).await, "in a hand");
    assert!(
        change(&store, move |tx| {
            Box::pin(async move {
                tx.begin_hand_over(id, lease, at(11)).await?;
                tx.retry_job(id, lease, at(100), "451 later", false).await
            })
        })
        .await
    );
    let retried = state(store.clone(), JobState::Retried).await;
    assert_eq!((retried[0].last_error.as_deref(), retried[0].run_at), (Some("451 later"), at(100)));
    assert_eq!((retried[0].handed_at, retried[0].lease_until), (None, None), "its last try was answered");
    assert!(claim(&store, lease, 99, 1).await.is_empty(), "not yet");
    claim(&store, lease, 100, 1).await;
    assert!(
        change(&store, move |tx| Box::pin(async move { tx.bury_job(id, lease, at(101), "550 never", false).await }))
            .await
    );
    assert!(claim(&store, lease, 9_999, 1).await.is_empty(), "given up");
    let counts = store.read().await.unwrap().job_counts().await.unwrap();
    assert_eq!((counts[0].waiting, counts[0].retried, counts[0].dead, counts[0].oldest), (0, 0, 1, None));
    assert!(change(&store, move |tx| Box::pin(async move { tx.revive_job(id, at(200)).await })).await);
    let revived = claim(&store, lease, 200, 1).await;
    assert_eq!((revived[0].attempts, revived[0].dead_at), (1, None), "with all its tries");
    change(&store, move |tx| Box::pin(async move { tx.bury_job(id, lease, at(201), "550 never", false).await })).await;
    assert!(change(&store, move |tx| Box::pin(async move { tx.discard_job(id, at(202)).await })).await);
    assert_eq!(state(store.clone(), JobState::Dead).await, []);
    insert(&store, job(2, 0)).await;
    claim(&store, lease, 10, 1).await;
    let second = JobId(Uuid::from_u128(2));
    change(&store, move |tx| Box::pin(async move { tx.bury_job(second, lease, at(10), "x", false).await })).await;
    assert_eq!(change(&store, |tx| Box::pin(async move { tx.purge_dead_jobs(at(10)).await })).await, 0);
    assert_eq!(change(&store, |tx| Box::pin(async move { tx.purge_dead_jobs(at(11)).await })).await, 1);
}

async fn the_same_key_is_stored_once_while_it_is_there(db: TestDb) {
    let store = db.store().await;
    let keyed = |number| NewJob { dedup_key: Some("key".to_owned()), ..job(number, 0) };
    assert!(insert(&store, keyed(1)).await);
    assert!(!insert(&store, keyed(2)).await);
    claim(&store, [1; 16], 1, 1).await;
    let id = JobId(Uuid::from_u128(1));
    change(&store, move |tx| Box::pin(async move { tx.finish_job(id, [1; 16]).await })).await;
    assert!(insert(&store, keyed(3)).await, "the key is free again");
    claim(&store, [2; 16], 1, 1).await;
    let id = JobId(Uuid::from_u128(3));
    change(&store, move |tx| Box::pin(async move { tx.bury_job(id, [2; 16], at(2), "never", false).await })).await;
    assert!(insert(&store, keyed(4)).await, "what was given up holds up nothing");
    let dead = store.read().await.unwrap().dead_jobs("other", 5).await.unwrap();
    assert_eq!(dead.iter().map(|job| job.id).collect::<Vec<_>>(), [id]);
    assert_eq!(store.read().await.unwrap().dead_jobs("test", 5).await.unwrap(), []);
}

async fn what_may_happen_once_happens_once(db: TestDb) {
    let store = db.store().await;
    let many: Vec<_> = (0..16)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                change(&store, |tx| {
                    Box::pin(async move {
                        Ok((tx.once("digest", at(1)).await?, tx.advance_schedule("daily", at(5)).await?))
                    })
                })
                .await
            })
        })
        .collect();
    let (mut first, mut moved) = (0, 0);
    for one in many {
        let (once, advanced) = one.await.unwrap();
        first += u32::from(once);
        moved += u32::from(advanced);
    }
    assert_eq!((first, moved), (1, 1));
    let later = change(&store, |tx| {
        Box::pin(async move {
            Ok([
                // A clock that is behind does not make an occurrence come again.
                tx.advance_schedule("daily", at(4)).await?,
                tx.advance_schedule("daily", at(6)).await?,
                tx.advance_schedule("hourly", at(4)).await?,
                tx.purge_once(at(1)).await? == 0,
                tx.purge_once(at(2)).await? == 1,
                tx.once("digest", at(3)).await?,
            ])
        })
    })
    .await;
    assert_eq!(later, [false, true, true, true, true, true]);
}

async fn a_stored_job_rings_and_an_undone_one_does_not_have_to(db: TestDb) {
    let store = db.store().await;
    let mut bell = store.bell().await.unwrap();
    let silent = tokio::time::timeout(Duration::from_millis(100), bell.rung()).await;
    assert!(silent.is_err(), "it rang without a job");
    insert(&store, job(1, 0)).await;
    tokio::time::timeout(Duration::from_secs(5), bell.rung()).await.unwrap();
    // A ring while nobody listened is not lost.
    insert(&store, job(2, 0)).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    tokio::time::timeout(Duration::from_secs(5), bell.rung()).await.unwrap();
}

async fn letters_are_counted_by_day(db: TestDb) {
    let store = db.store().await;
    let (monday, tuesday) = (jiff::civil::date(2026, 11, 23), jiff::civil::date(2026, 11, 24));
    for day in [monday, tuesday, tuesday] {
        change(&store, move |tx| Box::pin(async move { tx.count_letter(day).await })).await;
    }
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.letters_sent(monday).await.unwrap(), [(tuesday, 2), (monday, 1)]);
    assert_eq!(reader.letters_sent(tuesday).await.unwrap(), [(tuesday, 2)]);
}
