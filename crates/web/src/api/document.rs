//! The description of the API: `OpenAPI` 3.1, checked in as `docs/openapi.json` and served as it is.

use std::sync::LazyLock;

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{
    assessments, checks, comments, consents, documents, helps, interviews, organisations, plan, problem, proposals,
    shape, take_outs, token,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ringwall",
        version = "1",
        description = "The operations of a Ringwall installation for programs. Every request carries a key in \
            `Authorization: Bearer`; an owner makes keys on the page of the organisation, an adviser on the page of the \
            partner. A key opens one organisation or one partner. Giving and taking consent, inviting people, signing and \
            deleting an organisation is for people: no key does it. Failures are problem documents (RFC 9457) in the \
            language of `Accept-Language` (de or en). Changes name the revision they were made upon. Unknown fields and \
            query words are refused. How to begin is in docs/api.md.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    paths(
        token::show,
        organisations::index,
        organisations::show,
        organisations::change,
        organisations::dossier,
        checks::index,
        checks::show,
        assessments::index,
        assessments::begin,
        assessments::show,
        assessments::value,
        assessments::note,
        assessments::finish,
        assessments::repeat,
        assessments::result,
        plan::index,
        plan::show,
        plan::change,
        comments::index,
        comments::write,
        comments::edit,
        comments::delete,
        comments::history,
        documents::index,
        documents::bring,
        documents::fetch,
        documents::delete,
        interviews::show,
        interviews::index,
        helps::areas,
        helps::index,
        helps::ask,
        helps::show,
        helps::withdraw,
        helps::finish,
        helps::propose,
        helps::confirm,
        helps::cancel,
        consents::index,
        consents::looks,
        consents::events,
        consents::people,
        take_outs::take_out,
        proposals::index,
        proposals::show,
        proposals::accept,
        proposals::decline,
        proposals::give_back,
        proposals::finish,
        proposals::propose,
        proposals::confirm,
        proposals::cancel,
    ),
    components(schemas(problem::Problem, shape::Text)),
    tags(
        (name = "key", description = "The key itself"),
        (name = "organisation", description = "Organisations"),
        (name = "check", description = "Checks: what can be asked"),
        (name = "assessment", description = "Assessments: what was answered, and what follows"),
        (name = "plan", description = "The plan: what is done about it, what was said and changed"),
        (name = "document", description = "Files that show that a measure is in place"),
        (name = "request", description = "Asking for help, and the appointment that follows"),
        (name = "ownership", description = "Consents, who looked, what happened, who works here, everything as an archive"),
        (name = "proposal", description = "What a partner was asked; for keys to partners"),
    )
)]
struct Api;

/// Says of every operation what is true of all: the key, the limits, the problems.
fn completed(mut document: Value) -> Value {
    let problem = json!({
        "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
    });
    let headers = json!({
        "ratelimit-limit": { "description": "Requests in a minute", "schema": { "type": "string" } },
        "ratelimit-remaining": { "description": "Requests left in this minute", "schema": { "type": "string" } },
        "ratelimit-reset": { "description": "Seconds until the next minute", "schema": { "type": "string" } },
    });
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(|path| path.values_mut()) {
            if operation.get("security").is_none() {
                operation["security"] = json!([{ "key": [] }]);
            }
            for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
                let pattern = match parameter.get("name").and_then(Value::as_str) {
                    Some("idempotency-key") => "^[!-~]{1,255}$",
                    Some("if-match") => "^\"[1-9][0-9]{0,8}\"$",
                    Some("if-none-match") => "^[*]$",
                    _ => continue,
                };
                // A header that was sent is a text: an optional one is left out, never null.
                parameter["schema"] = json!({ "type": "string", "pattern": pattern });
            }
            let takes_document = operation.get("requestBody").is_some();
            let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { continue };
            let mut problems = vec![
                ("401", "No valid key"),
                ("403", "The key may not do this"),
                ("404", "There is no such thing, or it belongs to somebody else"),
                ("422", "A rule says no, or something unknown was sent"),
                ("429", "Too many requests in this minute"),
                ("default", "Anything else that did not work"),
            ];
            if takes_document {
                problems.push(("413", "The document is too large"));
                problems.push(("415", "Not a JSON document"));
            }
            for (status, description) in problems {
                responses.insert(status.to_owned(), json!({ "description": description, "content": problem }));
            }
            for (status, response) in responses.iter_mut() {
                if status != "default" {
                    let known = response.get("headers").cloned().unwrap_or(json!({}));
                    let mut all = headers.clone();
                    if let (Some(all), Some(known)) = (all.as_object_mut(), known.as_object()) {
                        all.extend(known.clone());
                    }
                    response["headers"] = all;
                }
            }
        }
    }
    #[expect(clippy::indexing_slicing, reason = "makes what is missing")]
    {
        document["components"]["securitySchemes"] = json!({
            "key": { "type": "http", "scheme": "bearer", "description": "A key made on the page of the organisation or the partner" }
        });
    }
    document
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let document = serde_json::to_value(Api::openapi()).unwrap_or_default();
    let mut text = serde_json::to_string_pretty(&completed(document)).unwrap_or_default();
    text.push('\n');
    text
});

/// The description as text.
pub fn openapi() -> &'static str {
    &DOCUMENT
}

pub(super) fn response() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], openapi()).into_response()
}
