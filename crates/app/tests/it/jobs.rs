//! Jobs: done once, tried again, given up, never by two at a time.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use ringwall_app::{App, Job, Letter, MailFault, NewCase, Outcome, Worked};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_testkit::{app::TestApp, db::TestDb, on_every_engine};

const OPERATOR: Membership = Membership { role: Role::Operator, scope: Scope::Installation };

async fn over(db: TestDb) -> TestApp {
    let t = TestApp::on(db).await;
    // The schedules' own jobs are out of the way.
    t.run_jobs_until_idle().await;
    t
}

/// Asks for one letter, as an operator does who tests the sending.
async fn letter_asked_for(t: &TestApp) {
    let account = t.app.appoint("rita@example.org", "Rita", Language::De, OPERATOR).await.unwrap();
    let token = t.app.begin_session(account, "password", "test").await.unwrap();
    let signed = t.app.signed_in(&token).await.unwrap();
    t.app.send_test_letter(&signed).await.unwrap();
}

fn letters(done: &[(String, Outcome)]) -> Vec<Outcome> {
    done.iter().filter(|(kind, _)| kind == Job::LETTER).map(|(_, outcome)| *outcome).collect()
}

on_every_engine!(
    a_letter_goes_out_once,
    a_fault_is_tried_again_with_growing_pauses_until_it_is_given_up,
    what_can_never_work_is_given_up_at_once,
    without_a_mail_server_letters_wait_and_lose_no_try,
    a_job_is_in_one_hand_at_a_time,
    a_process_that_dies_while_handing_over_sends_the_same_message_again,
    schedules_come_once_however_many_look,
    every_recurring_job_may_run_twice,
);

async fn a_letter_goes_out_once(db: TestDb) {
    let t = over(db).await;
    letter_asked_for(&t).await;
    assert_eq!(letters(&t.run_jobs_until_idle().await), [Outcome::Done]);
    assert_eq!(letters(&t.run_jobs_until_idle().await), []);
    assert_eq!(t.mailbox().to("rita@example.org").len(), 1);
    t.live_through_days(2).await;
    assert_eq!(t.mailbox().all().len(), 1);
    assert_eq!(t.app.job_counts().await.unwrap(), []);
}

async fn a_fault_is_tried_again_with_growing_pauses_until_it_is_given_up(db: TestDb) {
    let t = over(db).await;
    letter_asked_for(&t).await;
    for _ in 0..20 {
        t.mailbox().fail_next(MailFault::Later("451 4.7.1 greylisted, rita@example.org".to_owned()));
    }
    let mut outcomes = letters(&t.run_jobs_until_idle().await);
    let mut hours = 0;
    while outcomes.last() != Some(&Outcome::Dead) {
        t.clock.pass(SignedDuration::from_hours(1));
        outcomes.extend(letters(&t.run_jobs_until_idle().await));
        hours += 1;
        assert!(hours < 100, "never given up: {outcomes:?}");
    }
    assert_eq!(outcomes.len(), 8, "{outcomes:?}");
    assert!((24..60).contains(&hours), "given up after {hours} hours");
    let counts = t.app.job_counts().await.unwrap();
    let dead: Vec<_> = counts.iter().map(|count| (count.kind.as_str(), count.dead)).collect();
    assert_eq!(dead, [(Job::LETTER, 1)]);
    assert!(t.mailbox().all().is_empty());
    // Nobody decides: it goes after a month, with the link it may hold.
    t.live_through_days(32).await;
    assert_eq!(t.app.job_counts().await.unwrap(), []);
}

async fn what_can_never_work_is_given_up_at_once(db: TestDb) {
    let t = over(db).await;
    letter_asked_for(&t).await;
    t.mailbox().fail_next(MailFault::Never("550 no such user".to_owned()));
    assert_eq!(letters(&t.run_jobs_until_idle().await), [Outcome::Dead]);
}

async fn without_a_mail_server_letters_wait_and_lose_no_try(db: TestDb) {
    let t = over(db).await;
    t.mailbox().close(true);
    letter_asked_for(&t).await;
    t.live_through_days(3).await;
    assert_eq!(t.app.job_counts().await.unwrap()[0].waiting, 1);
    t.mailbox().close(false);
    assert_eq!(letters(&t.run_jobs_until_idle().await), [Outcome::Done]);
    assert_eq!(t.mailbox().all().len(), 1);
}

async fn work_until_idle(app: App) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    loop {
        match app.work().await.unwrap() {
            Worked::Job { outcome, .. } => outcomes.push(outcome),
            // Another hand was faster.
            Worked::Idle { next: Some(next) } if next <= app.now() => tokio::task::yield_now().await,
            Worked::Idle { .. } => return outcomes,
        }
    }
}

async fn a_job_is_in_one_hand_at_a_time(db: TestDb) {
    let t = over(db).await;
    for _ in 0..30 {
        letter_asked_for(&t).await;
    }
    let hands: Vec<_> = (0..6).map(|_| tokio::spawn(work_until_idle(t.app.clone()))).collect();
    let mut all = Vec::new();
    for hand in hands {
        all.extend(hand.await.unwrap());
    }
    assert_eq!(all, vec![Outcome::Done; 30]);
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for letter in t.mailbox().all() {
        *by_id.entry(letter.0.id).or_default() += 1;
    }
    assert_eq!(by_id.len(), 30);
    assert!(by_id.values().all(|count| *count == 1), "{by_id:?}");
}

async fn a_process_that_dies_while_handing_over_sends_the_same_message_again(db: TestDb) {
    let t = over(db).await;
    letter_asked_for(&t).await;
    // The mail server takes the letter; the process dies before it can note that.
    t.mailbox().hang_after_next();
    let dying = tokio::time::timeout(std::time::Duration::from_millis(1_500), t.app.work()).await;
    assert!(dying.is_err(), "it should have hung: {dying:?}");
    assert_eq!(t.mailbox().all().len(), 1);
    // As long as the lease holds nobody else touches it.
    assert_eq!(letters(&t.run_jobs_until_idle().await), []);
    t.clock.pass(SignedDuration::from_secs(i64::from(t.app.settings().lease_seconds) + 1));
    assert_eq!(letters(&t.run_jobs_until_idle().await), [Outcome::Done]);
    let all = t.mailbox().all();
    assert_eq!(all.len(), 2, "erring on the side of a second copy, see docs/adr/0010");
    assert_eq!(all[0], all[1], "the same Message-ID and the same words");
}

async fn schedules_come_once_however_many_look(db: TestDb) {
    let t = over(db).await;
    t.clock.pass_days(8);
    let hands: Vec<_> = (0..4)
        .map(|_| {
            let app = t.app.clone();
            tokio::spawn(async move {
                let mut kinds = Vec::new();
                loop {
                    match app.work().await.unwrap() {
                        Worked::Job { kind, .. } => kinds.push(kind),
                        Worked::Idle { next: Some(next) } if next <= app.now() => tokio::task::yield_now().await,
                        Worked::Idle { .. } => return kinds,
                    }
                }
            })
        })
        .collect();
    let mut kinds = Vec::new();
    for hand in hands {
        kinds.extend(hand.await.unwrap());
    }
    kinds.sort();
    let mut expected: Vec<_> =
        ringwall_app::SCHEDULES.iter().map(|schedule| (schedule.job)(t.app.now()).kind().to_owned()).collect();
    expected.sort();
    assert_eq!(kinds, expected, "each missed occurrence is made up for once");
}

async fn every_recurring_job_may_run_twice(db: TestDb) {
    let t = over(db).await;
    let case = NewCase {
        check: "kurzcheck".to_owned(),
        organisation: Organisation::of(OrganisationKind::Company),
        language: Language::De,
    };
    t.app.start(case.clone()).await.unwrap();
    t.clock.pass_days(i64::from(t.app.settings().keep_days) + 1);
    t.app.start(case).await.unwrap();
    let mut kinds = t.run_jobs_twice().await;
    kinds.sort();
    kinds.dedup();
    let mut expected: Vec<_> =
        ringwall_app::SCHEDULES.iter().map(|schedule| (schedule.job)(t.app.now()).kind().to_owned()).collect();
    expected.sort();
    assert_eq!(kinds, expected);
    assert_eq!(t.app.counts().await.unwrap().organisations, 1, "only what has expired is deleted");
    assert_eq!(t.app.job_counts().await.unwrap(), []);
}

#[test]
fn a_letter_keeps_its_words_in_the_queue() {
    let letter = Letter::new("test", "a@example.org", "A", Language::En).with("code", "007").counting("days", 3);
    let job = Job::SendLetter { letter };
    let stored = serde_json::to_value(&job).unwrap();
    assert_eq!(stored["kind"], job.kind());
    assert_eq!(serde_json::from_value::<Job>(stored).unwrap(), job);
}
