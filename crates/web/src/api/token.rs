//! What a key may do, told to whoever holds it.

use axum::{Json, Router, routing::get};
use jiff::Timestamp;
use ringwall_core::actor::Scope;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    guard::Caller,
    read::{Asked, NoQuery},
    shape::scope_codes,
};
use crate::WebState;

pub(crate) fn routes() -> Router<WebState> {
    Router::new().route("/api/v1/token", get(show))
}

/// A key, without the key.
#[derive(Serialize, ToSchema)]
pub(crate) struct Token {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// What it opens: `organisation` or `partner`.
    place: &'static str,
    /// Id of what it opens.
    #[schema(format = "uuid")]
    place_id: String,
    #[schema(schema_with = scopes)]
    scopes: Vec<&'static str>,
    #[schema(value_type = String, format = "date-time")]
    expires_at: Timestamp,
}

fn scopes() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new().items(scope_codes()).build()
}

/// The key that was sent
#[utoipa::path(
    get,
    path = "/api/v1/token",
    operation_id = "token",
    tag = "key",
    responses((status = 200, description = "What this key may do", body = Token))
)]
pub(crate) async fn show(caller: Caller, Asked(NoQuery {}): Asked<NoQuery>) -> Json<Token> {
    let token = &caller.0.token;
    let place_id = match token.scope {
        Scope::Organisation(id) => id.to_string(),
        Scope::Partner(id) => id.to_string(),
        Scope::Area(id) => id.to_string(),
        Scope::Region(id) => id.to_string(),
        Scope::Installation => String::new(),
    };
    Json(Token {
        id: token.id.to_string(),
        name: token.name.clone(),
        place: token.scope.code(),
        place_id,
        scopes: caller.0.scopes().map(ringwall_core::api_token::ApiScope::code).collect(),
        expires_at: token.expires_at,
    })
}
