//! Organisations: the facts, and everything in one document.

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use ringwall_core::{
    actor::Scope,
    api_token::ApiScope,
    organisation::{self, OrganisationKind},
    refusal::Refusal,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    guard::Caller,
    read::{Asked, Document, ListQuery, NoQuery, Opened, Seen, unless_changed},
    shape::{List, Organisation, employees, kind_codes},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations", get(index))
        .route("/api/v1/organisations/{tenant}", get(show).put(change))
        .route("/api/v1/organisations/{tenant}/dossier", get(dossier))
}

/// A document with its revision as an entity tag.
pub(crate) fn tagged(revision: u32, document: impl Serialize) -> Response {
    let tag = HeaderValue::from_str(&format!("\"{revision}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    ([(header::ETAG, tag)], Json(document)).into_response()
}

/// A page of a list; the address of the next one also stands in the header `Link`.
pub(crate) fn listed<T: Serialize>(uri: &Uri, items: Vec<T>, next: Option<String>) -> Response {
    let link = next.as_ref().and_then(|next| {
        let kept = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("after="));
        let mut query: Vec<String> = kept.filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
        query.push(format!("after={}", crate::encoding::encoded(next)));
        HeaderValue::from_str(&format!("<{}?{}>; rel=\"next\"", uri.path(), query.join("&"))).ok()
    });
    let mut response = Json(List { items, next }).into_response();
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// The organisations that this key opens
#[utoipa::path(
    get,
    path = "/api/v1/organisations",
    operation_id = "organisations",
    tag = "organisation",
    params(ListQuery),
    security(("key" = ["organisation:read"])),
    responses((status = 200, description = "A page of organisations", body = List<Organisation>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    caller: Caller,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    caller.require(ApiScope::OrganisationRead)?;
    let mut found = Vec::new();
    if let Scope::Organisation(tenant) = caller.0.token.scope {
        let access = state.app.enter_as_program(&caller.0, tenant).await?;
        found.push(Organisation::of(tenant.to_string(), &state.app.overview(&access).await?));
    }
    let (items, next) = query.page(found, |entry| entry.id.clone())?;
    Ok(listed(&uri, items, next))
}

/// The facts about an organisation
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}",
    operation_id = "organisation",
    tag = "organisation",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation")),
    security(("key" = ["organisation:read"])),
    responses((status = 200, description = "The facts", body = Organisation, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::OrganisationRead)?;
    let overview = state.app.overview(&opened.access).await?;
    Ok(tagged(overview.revision, Organisation::of(opened.tenant.to_string(), &overview)))
}

/// All facts about an organisation, as they shall be from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    #[schema(schema_with = kind_codes)]
    kind: String,
    #[schema(max_length = 200)]
    name: Option<String>,
    #[schema(schema_with = employees)]
    employees: Option<u32>,
    /// Code of the sector.
    #[schema(max_length = 200)]
    sector: Option<String>,
    #[schema(max_length = 200)]
    town: Option<String>,
}

/// Changes the facts about an organisation
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}",
    operation_id = "changeOrganisation",
    tag = "organisation",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("if-match" = String, Header, description = "The revision that was seen, as in `ETag`", example = "\"1\""),
    ),
    request_body = Facts,
    security(("key" = ["organisation:write"])),
    responses((status = 200, description = "The facts as they are now", body = Organisation, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn change(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
    Seen(seen): Seen,
    Document(facts): Document<Facts>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::OrganisationWrite)?;
    let organisation = organisation::Organisation {
        name: facts.name,
        kind: OrganisationKind::from_code(&facts.kind).ok_or(Refusal::new("kind-missing"))?,
        employees: facts.employees,
        sector: facts.sector.filter(|sector| !sector.trim().is_empty()),
        town: facts.town,
    };
    unless_changed(state.app.change_organisation(&opened.access, organisation, seen).await)?;
    let overview = state.app.overview(&opened.access).await?;
    Ok(tagged(overview.revision, Organisation::of(opened.tenant.to_string(), &overview)))
}

/// Everything about an organisation's analyses in one document
///
/// The same document that can be taken out on the page and imported elsewhere; its format is `ringwall-dossier/1`.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/dossier",
    operation_id = "dossier",
    tag = "organisation",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation")),
    security(("key" = ["take-out:read"])),
    responses((status = 200, description = "The dossier", body = Object))
)]
pub(crate) async fn dossier(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::TakeOutRead)?;
    Ok(Json(state.app.dossier(&opened.access).await?).into_response())
}
