//! Whether this process lives and can serve, for whoever watches it.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::WebState;

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/health/live", get(async || "alive\n")).route("/health/ready", get(ready))
}

async fn ready(State(state): State<WebState>) -> (StatusCode, &'static str) {
    match state.app.health().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
