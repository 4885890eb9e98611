//! How the installation is, for operators: what works, what to look at, what is broken, and what to do.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_app::{Finding, Seriousness};
use ringwall_content::FluentArgs;

use crate::{Chrome, PageResult, SignedIn, WebState, page};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/operator/health", get(show))
}

struct Row {
    topic: String,
    is: &'static str,
    sentence: String,
}

#[derive(Template)]
#[template(path = "health/show.html")]
struct Show {
    chrome: Chrome,
    rows: Vec<Row>,
    /// The worst there is, and the sentence about it.
    worst: &'static str,
    summary: String,
    at: String,
}

/// A finding in words.
fn row(chrome: &Chrome, finding: &Finding) -> Row {
    let mut arguments = FluentArgs::new();
    for (name, value) in &finding.words {
        match value.parse::<f64>() {
            Ok(number) if !matches!(*name, "error" | "names" | "host") => arguments.set(*name, number),
            _ => arguments.set(*name, value.clone()),
        }
    }
    Row {
        topic: chrome.tc("health-", finding.topic),
        is: finding.is.code(),
        sentence: chrome.t_with(&format!("health-{}-{}", finding.topic, finding.found), &arguments),
    }
}

async fn show(State(state): State<WebState>, chrome: Chrome, signed: SignedIn) -> PageResult<Response> {
    let mut findings = state.app.findings_for(&signed).await?;
    if let Some(machine) = &state.machine {
        findings.extend(machine.look().await);
    }
    // What needs somebody stands first.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.is));
    let worst = findings.iter().map(|finding| finding.is).max().unwrap_or(Seriousness::Fine);
    let count = findings.iter().filter(|finding| finding.is == worst).count();
    let view = Show {
        rows: findings.iter().map(|finding| row(&chrome, finding)).collect(),
        worst: worst.code(),
        summary: match worst {
            Seriousness::Fine => chrome.t("health-summary-fine"),
            worse => chrome.t_num(&format!("health-summary-{}", worse.code()), "count", count),
        },
        at: chrome.instant(&state.app.now()),
        chrome,
    };
    Ok((StatusCode::OK, page(&view)?).into_response())
}
