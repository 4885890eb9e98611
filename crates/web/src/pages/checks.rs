//! Which checks there are, with source, licence and edition.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::State, response::Html, routing::get};
use ringwall_app::AppError;
use ringwall_core::check::{Check, Review};

use crate::{
    Chrome, PageResult, WebState, page,
    ring::{Part, ring},
};

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/checks", get(index))
}

/// A check as it is offered.
pub(crate) struct Offer {
    pub(crate) check: Arc<Check>,
    pub(crate) questions: usize,
    pub(crate) ring: String,
    pub(crate) pending: bool,
    pub(crate) imported: bool,
}

impl Offer {
    fn new(check: Arc<Check>, imported: bool, chrome: &Chrome) -> Self {
        let parts: Vec<Part> = check
            .topics
            .iter()
            .map(|topic| {
                let questions: usize = topic.requirements.iter().map(|requirement| requirement.questions().len()).sum();
                Part { weight: f64::from(u32::try_from(questions).unwrap_or(u32::MAX)), built: 1.0 }
            })
            .collect();
        let ring = match check.minutes {
            Some(minutes) => ring(&parts, "", &chrome.number(minutes), &chrome.t("home-minutes")),
            None => ring(&parts, "", &chrome.number(check.questions().count()), &chrome.t("home-questions")),
        };
        let pending = check.review == Review::Pending;
        Self { questions: check.questions().count(), ring, pending, imported, check }
    }
}

/// The shipped checks, then the imported ones.
pub(crate) async fn offers(state: &WebState, chrome: &Chrome) -> Result<Vec<Offer>, AppError> {
    let shipped = state.app.content().checks().map(|edition| Offer::new(Arc::clone(&edition.check), false, chrome));
    let mut offers: Vec<Offer> = shipped.collect();
    for edition in state.app.imported_checks().await? {
        let loaded = state.app.check(&edition.digest).await?;
        offers.push(Offer::new(Arc::clone(&loaded.check), true, chrome));
    }
    Ok(offers)
}

#[derive(Template)]
#[template(path = "checks/index.html")]
struct Index {
    chrome: Chrome,
    offers: Vec<Offer>,
}

async fn index(State(state): State<WebState>, chrome: Chrome) -> PageResult<Html<String>> {
    let offers = offers(&state, &chrome).await?;
    page(&Index { chrome, offers })
}
