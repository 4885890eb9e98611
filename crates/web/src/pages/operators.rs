//! What operators see: what needs attention, and the queue of letters.
//!
//! Refuses to show what a letter says, and to whom in full.

use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery, State},
    response::{Html, Redirect},
    routing::{get, post},
};
use ringwall_app::{Attention, JobState, MailQueue, QueuedLetter};
use ringwall_core::id::JobId;
use serde::Deserialize;

use crate::{Chrome, CsrfForm, PageError, PageResult, SignedIn, WebState, chrome::query_value, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/operator", get(show))
        .route("/operator/mail", get(mail))
        .route("/operator/mail/test", post(test))
        .route("/operator/jobs/{job}/retry", post(retry))
        .route("/operator/jobs/{job}/discard", post(discard))
}

/// The codes of states, as they stand in addresses.
const fn code(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "waiting",
        JobState::Retried => "retried",
        JobState::Dead => "dead",
    }
}

#[derive(Template)]
#[template(path = "operator/show.html")]
struct Show {
    chrome: Chrome,
    letters: (u64, u64, u64),
    overdue: Option<i64>,
    attention: Attention,
    said: Option<&'static str>,
}

impl Show {
    fn fine(&self) -> bool {
        self.letters.2 == 0 && self.attention.failed.is_empty() && self.overdue.is_none() && self.attention.can_send
    }

    fn kind(&self, kind: &str) -> String {
        let key = format!("job-{kind}");
        if self.chrome.has(&key) { self.chrome.t(&key) } else { kind.to_owned() }
    }
}

/// What was just done, said at the top of the next page.
fn said(query: Option<&str>) -> Option<&'static str> {
    query.unwrap_or_default().split('&').find_map(|word| match word {
        "retried" => Some("operator-retried"),
        "discarded" => Some("operator-discarded"),
        "tested" => Some("operator-tested"),
        _ => None,
    })
}

async fn show(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let attention = state.app.attention(&signed).await?;
    let letters = attention.letters().map_or((0, 0, 0), |count| (count.waiting, count.retried, count.dead));
    let overdue = attention.overdue.map(|overdue| overdue.as_mins());
    page(&Show { chrome, letters, overdue, attention, said: said(query.as_deref()) })
}

/// One way to look at the queue.
struct Tab {
    state: &'static str,
    count: u64,
    current: bool,
}

#[derive(Template)]
#[template(path = "operator/mail.html")]
struct Mail {
    chrome: Chrome,
    queue: MailQueue,
    tabs: Vec<Tab>,
    state: &'static str,
    page: u32,
    said: Option<&'static str>,
    address: String,
}

impl Mail {
    fn template(&self, letter: &QueuedLetter) -> String {
        let key = format!("letter-{}", letter.template);
        if self.chrome.has(&key) { self.chrome.t(&key) } else { letter.template.clone() }
    }

    fn tries(&self, letter: &QueuedLetter) -> String {
        let number = |number: u32| f64::from(number);
        self.chrome.t_num2(
            "operator-tries",
            ("attempts", number(letter.attempts)),
            ("maximum", number(letter.max_attempts)),
        )
    }
}

async fn mail(
    State(state): State<WebState>,
    RawQuery(query): RawQuery,
    chrome: Chrome,
    signed: SignedIn,
) -> PageResult<Html<String>> {
    let query = query.as_deref();
    let asked = query_value(query, "state");
    let number = query_value(query, "page").and_then(|page| page.parse().ok()).unwrap_or(0_u32).min(100_000);
    let known = |asked: &str| JobState::ALL.into_iter().find(|state| code(*state) == asked);
    // Whoever comes without saying so sees what needs attention first.
    let queue = if let Some(state_asked) = asked.as_deref().and_then(known) {
        (state_asked, state.app.mail_queue(&signed, state_asked, number).await?)
    } else {
        let dead = state.app.mail_queue(&signed, JobState::Dead, number).await?;
        if dead.dead > 0 || dead.retried + dead.waiting == 0 {
            (JobState::Dead, dead)
        } else {
            let first = if dead.retried > 0 { JobState::Retried } else { JobState::Waiting };
            (first, state.app.mail_queue(&signed, first, number).await?)
        }
    };
    let (shown, queue) = queue;
    let tabs = JobState::ALL.into_iter().map(|tab| Tab {
        state: code(tab),
        count: match tab {
            JobState::Waiting => queue.waiting,
            JobState::Retried => queue.retried,
            JobState::Dead => queue.dead,
        },
        current: tab == shown,
    });
    page(&Mail {
        tabs: tabs.collect(),
        state: code(shown),
        page: number,
        said: said(query),
        address: signed.account.email.clone(),
        queue,
        chrome,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn test(State(state): State<WebState>, signed: SignedIn, CsrfForm(_): CsrfForm<Nothing>) -> PageResult<Redirect> {
    state.app.send_test_letter(&signed).await?;
    Ok(Redirect::to("/operator/mail?tested"))
}

/// Where a decision about a job was made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Back {
    /// State of the list of letters; empty for the start page.
    #[serde(default)]
    list: String,
}

impl Back {
    fn to(&self, said: &str) -> Redirect {
        let list = JobState::ALL.into_iter().map(code).find(|state| *state == self.list);
        Redirect::to(&match list {
            Some(list) => format!("/operator/mail?state={list}&{said}"),
            None => format!("/operator?{said}"),
        })
    }
}

fn job_of(text: &str) -> PageResult<JobId> {
    text.parse().map_err(|_| PageError::not_found())
}

async fn retry(
    State(state): State<WebState>,
    Path(job): Path<String>,
    signed: SignedIn,
    CsrfForm(back): CsrfForm<Back>,
) -> PageResult<Redirect> {
    state.app.retry_job(&signed, job_of(&job)?).await?;
    Ok(back.to("retried"))
}

async fn discard(
    State(state): State<WebState>,
    Path(job): Path<String>,
    signed: SignedIn,
    CsrfForm(back): CsrfForm<Back>,
) -> PageResult<Redirect> {
    state.app.discard_job(&signed, job_of(&job)?).await?;
    Ok(back.to("discarded"))
}
