//! The operations for programs: REST with JSON below `/api/v1`, described by `/api/v1/openapi.json`.
//!
//! A key in the header `Authorization: Bearer` is the only way in; cookies mean nothing here, so no form token is
//! needed. Knows HTTP and the shape of documents. Refuses to know rules: every operation is one of `app`'s, and every
//! answer of failure is a problem document (RFC 9457) made where pages get their error pages.

use axum::{Router, extract::State, middleware::from_fn_with_state, response::Response, routing::get};

use crate::WebState;

mod appointments;
pub(crate) mod assessments;
pub(crate) mod checks;
mod comments;
mod consents;
mod document;
mod documents;
mod guard;
mod helps;
mod interviews;
mod organisations;
mod plan;
mod problem;
mod proposals;
mod rate;
mod read;
mod shape;
mod take_outs;
mod token;

pub use document::openapi;
pub use guard::digest_of;
pub(crate) use problem::{is_api, render};
pub(crate) use rate::Rates;

/// All routes below `/api/v1`. They are written in full, so that the table of permissions can read them.
pub(crate) fn routes(state: &WebState) -> Router<WebState> {
    Router::new()
        .merge(token::routes())
        .merge(organisations::routes())
        .merge(checks::routes())
        .merge(assessments::routes())
        .merge(plan::routes())
        .merge(comments::routes())
        .merge(documents::routes())
        .merge(helps::routes())
        .merge(interviews::routes())
        .merge(consents::routes())
        .merge(take_outs::routes())
        .merge(proposals::routes())
        .route_layer(from_fn_with_state(state.clone(), guard::guard))
        .route("/api/v1/openapi.json", get(document))
}

/// The description of everything here. It is public.
async fn document(State(_): State<WebState>) -> Response {
    document::response()
}
