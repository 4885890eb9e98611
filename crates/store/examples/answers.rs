//! How many durable answers a second the store takes, on both engines: `cargo run --release -p ringwall-store
//! --example answers [tasks] [seconds]`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not part of the program")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::Timestamp;
use ringwall_core::{
    assessment::{Assessment, AssessmentState},
    check::{AnswerValue, Check},
    id::{AssessmentId, CheckDigest, QuestionId, TenantId},
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_store::{Options, Saved, Store, StoreError};
use ringwall_testkit::db::{Cluster, Durability, TestDb};
use uuid::Uuid;

const CHECK: &str = r#"{"id":"c","uuid":"00000000-0000-0000-0000-000000000001","version":"1","answers":["yes","no"],
    "review":"checked","source":{"title":""},"title":{},"summary":{},"audience":{},"about":{},"score_note":{},
    "topics":[],"scoring":{"fulfilled":1,"top_fulfilled":3,"top_open":-3,"partly":"open","floor_at_zero":true}}"#;

/// Questions each organisation answers over and over.
const QUESTIONS: u128 = 30;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>().unwrap());
    let tasks = arguments.next().unwrap_or(64);
    let time = Duration::from_secs(arguments.next().unwrap_or(5));
    let sqlite = TestDb::sqlite();
    measure("SQLite", &sqlite.url, tasks, time).await;
    match Cluster::start(Durability::Full).unwrap() {
        Some(cluster) => measure("PostgreSQL", &cluster.fresh_url().await, tasks, time).await,
        None => println!("PostgreSQL: not found"),
    }
}

async fn measure(engine: &str, url: &str, tasks: u64, time: Duration) {
    let store = Store::open(url, Options { connections: 16, ..Options::default() }).await.unwrap();
    store.migrate().await.unwrap();
    let now = Timestamp::from_microsecond(1_780_000_000_000_000).unwrap();
    for task in 0..tasks {
        let (tenant, id) = ids(task);
        store
            .write::<_, StoreError>("prepare", move |tx| {
                Box::pin(async move {
                    let digest = CheckDigest("c".to_owned());
                    let check: Check = serde_json::from_str(CHECK).unwrap();
                    tx.insert_check(&digest, &check, false, now).await?;
                    let organisation = Organisation::of(OrganisationKind::Company);
                    tx.insert_organisation(tenant, &organisation, Language::De, now, now).await?;
                    let assessment = Assessment {
                        id,
                        check: digest,
                        state: AssessmentState::Draft,
                        started_at: now,
                        finished_at: None,
                        previous: None,
                        not_carried_over: Vec::new(),
                        answers: std::collections::BTreeMap::new(),
                    };
                    tx.insert_assessment(tenant, &assessment).await
                })
            })
            .await
            .unwrap();
    }
    let (stored, slowest) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let begun = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|task| {
            let (store, stored, slowest) = (store.clone(), Arc::clone(&stored), Arc::clone(&slowest));
            tokio::spawn(async move {
                let (tenant, id) = ids(task);
                for round in 0_u32.. {
                    let value = if round % 2 == 0 { AnswerValue::Yes } else { AnswerValue::No };
                    for question in 0..QUESTIONS {
                        if begun.elapsed() >= time {
                            return;
                        }
                        let question = QuestionId(Uuid::from_u128(question));
                        let asked = Instant::now();
                        let saved = store
                            .write::<_, StoreError>("answer", move |tx| {
                                Box::pin(
                                    async move { tx.save_answer(tenant, id, question, round, Some(value), now).await },
                                )
                            })
                            .await
                            .unwrap();
                        assert_eq!(saved, Saved::Stored(round + 1));
                        stored.fetch_add(1, Ordering::Relaxed);
                        let took = u64::try_from(asked.elapsed().as_micros()).unwrap_or(u64::MAX);
                        slowest.fetch_max(took, Ordering::Relaxed);
                    }
                }
            })
        })
        .collect();
    for task in running {
        task.await.unwrap();
    }
    let (stored, seconds) = (stored.load(Ordering::Relaxed), begun.elapsed().as_secs());
    let slowest = slowest.load(Ordering::Relaxed) / 1_000;
    println!("{engine}: {} durable answers/s from {tasks} tasks, slowest {slowest} ms", stored / seconds.max(1));
}

fn ids(task: u64) -> (TenantId, AssessmentId) {
    (TenantId(Uuid::from_u128(u128::from(task) + 1)), AssessmentId(Uuid::from_u128(u128::from(task) + 1)))
}
