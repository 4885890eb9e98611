//! Does the work that is done later, until told to stop.
//!
//! Woken by the database when a job is stored, by the clock when one becomes due, and every half minute in any case: a
//! bell can be missed, the table cannot.

use std::time::Duration;

use ringwall_app::{App, Bell, JobCount, Worked};
use tokio::{sync::watch, task::JoinSet};

/// Longest time without a look at the table.
const LOOK: Duration = Duration::from_secs(30);
/// Pause after the database did not answer.
const AGAIN: Duration = Duration::from_secs(2);
/// How often the queue is counted for metrics.
const COUNT: Duration = Duration::from_secs(15);

/// Hears that the program is to stop.
pub(crate) type Stop = watch::Receiver<bool>;

/// Waits until the program is to stop.
pub(crate) async fn told(mut stop: Stop) {
    // A dropped sender means that nobody can say so any more; then it is over as well.
    stop.wait_for(|stop| *stop).await.ok();
}

/// Works with so many hands until told to stop; a job under way is finished first.
pub(crate) async fn run(app: App, hands: usize, stop: Stop) {
    describe();
    let bell = loop {
        match app.bell().await {
            Ok(bell) => break bell,
            Err(error) => tracing::warn!(error = ?error, "the database does not answer"),
        }
        tokio::select! {
            () = told(stop.clone()) => return,
            () = tokio::time::sleep(AGAIN) => {}
        }
    };
    let mut working = JoinSet::new();
    for _ in 0..hands {
        working.spawn(hand(app.clone(), bell.clone(), stop.clone()));
    }
    working.spawn(count(app, stop));
    while working.join_next().await.is_some() {}
}

/// One hand: job after job, then wait.
async fn hand(app: App, mut bell: Bell, stop: Stop) {
    while !*stop.borrow() {
        let pause = match app.work().await {
            Ok(Worked::Job { kind, outcome }) => {
                metrics::counter!("ringwall_jobs_total", "kind" => kind, "outcome" => outcome.code()).increment(1);
                continue;
            }
            Ok(Worked::Idle { next }) => {
                let until = next.map(|next| next.duration_since(app.now()));
                // Another hand may just be taking what is due: look again in a moment, not at once.
                until.map_or(LOOK, |until| {
                    Duration::try_from(until).unwrap_or_default().clamp(Duration::from_millis(200), LOOK)
                })
            }
            Err(error) => {
                tracing::warn!(error = ?error, "no work: the database does not answer");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        };
        tokio::select! {
            () = told(stop.clone()) => return,
            () = bell.rung() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

fn describe() {
    metrics::describe_counter!("ringwall_jobs_total", "Tries of jobs, by kind and outcome");
    metrics::describe_gauge!("ringwall_jobs", "Jobs in the queue, by kind and state");
    metrics::describe_gauge!("ringwall_job_age_seconds", "How long the longest waiting job is overdue, by kind");
    metrics::describe_histogram!("ringwall_mail_seconds", "Time to hand a letter to the mail server");
}

/// Counts the queue and the rows, for metrics.
async fn count(app: App, stop: Stop) {
    loop {
        match app.job_counts().await {
            Ok(counts) => counts.iter().for_each(|count| report(&app, count)),
            Err(error) => tracing::debug!(error = ?error, "the queue could not be counted"),
        }
        tokio::select! {
            () = told(stop.clone()) => return,
            () = tokio::time::sleep(COUNT) => {}
        }
    }
}

fn report(app: &App, count: &JobCount) {
    for (state, number) in [("waiting", count.waiting), ("retried", count.retried), ("dead", count.dead)] {
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; 2^53 jobs are far away")]
        metrics::gauge!("ringwall_jobs", "kind" => count.kind.clone(), "state" => state).set(number as f64);
    }
    let age = count.oldest.map_or(0.0, |oldest| app.now().duration_since(oldest).as_secs_f64().max(0.0));
    metrics::gauge!("ringwall_job_age_seconds", "kind" => count.kind.clone()).set(age);
}
