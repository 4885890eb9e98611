//! Every page people open: routes, forms, cookies, templates.
//!
//! Knows HTTP and HTML and turns requests into operations of `app` and back. Refuses to know rules, SQL and documents.

use std::time::Duration;

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware, routing::get};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
    timeout::TimeoutLayer,
};

pub mod api;
mod assets;
mod auth;
mod charts;
pub mod chrome;
pub mod csrf;
mod encoding;
pub mod error;
mod forms;
mod health;
mod limit;
mod pages {
    pub(crate) mod account;
    pub(crate) mod accounts;
    pub(crate) mod api_tokens;
    pub(crate) mod areas;
    pub(crate) mod checks;
    pub(crate) mod consents;
    pub(crate) mod days;
    pub(crate) mod demo;
    pub(crate) mod documents;
    pub(crate) mod downloads;
    pub(crate) mod feeds;
    pub(crate) mod folder;
    pub(crate) mod follow_ups;
    pub(crate) mod health;
    pub(crate) mod helps;
    pub(crate) mod home;
    pub(crate) mod hubs;
    pub(crate) mod import;
    pub(crate) mod info;
    pub(crate) mod interview;
    pub(crate) mod invitations;
    pub(crate) mod keep;
    pub(crate) mod letters;
    pub(crate) mod measures;
    pub(crate) mod operators;
    pub(crate) mod partners;
    pub(crate) mod people;
    pub(crate) mod plan;
    pub(crate) mod proposals;
    pub(crate) mod receipts;
    pub(crate) mod recover;
    pub(crate) mod regions;
    pub(crate) mod result;
    pub(crate) mod resume;
    pub(crate) mod risks;
    pub(crate) mod sign_in;
    pub(crate) mod start;
    pub(crate) mod take_outs;
}
pub mod ring;
pub mod session;
mod state;
mod visit;

pub use auth::oidc::Provider;
pub use chrome::{Chrome, page};
pub use csrf::{CsrfForm, OnceForm};
pub use error::{PageError, PageResult};
pub use session::{Case, MaybeSigned, SignedIn};
pub use state::{Demo, DemoCase, DemoPerson, Letterbox, Options, WebState};

/// All routes with everything around them.
pub fn router(state: WebState) -> Router {
    let timeout = Duration::from_secs(state.options.timeout_seconds.max(1));
    let compress = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"));
    Router::new()
        .merge(pages::home::routes())
        .merge(pages::checks::routes())
        .merge(pages::start::routes())
        .merge(pages::resume::routes())
        .merge(pages::folder::routes())
        .merge(pages::consents::routes())
        .merge(pages::downloads::routes())
        .merge(pages::receipts::routes())
        .merge(pages::take_outs::routes())
        .merge(pages::import::routes())
        .merge(pages::info::routes())
        .merge(pages::demo::routes(state.options.demo.is_some()))
        .merge(pages::interview::routes())
        .merge(pages::result::routes())
        .merge(pages::letters::routes())
        .merge(pages::operators::routes())
        .merge(pages::plan::routes())
        .merge(pages::measures::routes())
        .merge(pages::feeds::routes())
        .merge(pages::follow_ups::routes())
        .merge(pages::documents::routes())
        .merge(pages::days::routes())
        .merge(pages::risks::routes())
        .merge(pages::people::routes())
        .merge(pages::invitations::routes())
        .merge(auth::oidc::routes())
        .merge(pages::account::routes())
        .merge(pages::accounts::routes())
        .merge(pages::areas::routes())
        .merge(pages::helps::routes())
        .merge(pages::hubs::routes())
        .merge(pages::keep::routes())
        .merge(api::routes(&state))
        .merge(pages::api_tokens::routes())
        .merge(pages::health::routes())
        .merge(pages::partners::routes())
        .merge(pages::proposals::routes())
        .merge(pages::recover::routes())
        .merge(pages::regions::routes())
        .merge(pages::sign_in::routes())
        .route("/static/{fingerprint}/{name}", get(assets::show))
        .fallback(async || PageError::not_found())
        .layer(DefaultBodyLimit::max(csrf::LARGEST_FORM))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout))
        .layer(CatchPanicLayer::custom(visit::caught))
        .layer(middleware::from_fn_with_state(state.clone(), visit::visit))
        .layer(CompressionLayer::new().compress_when(compress))
        .merge(health::routes())
        .with_state(state)
}
