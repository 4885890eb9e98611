//! Assessments: beginning, answering, finishing, repeating, and the result.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use ringwall_app::{AnswerChange, AppError, Saved};
use ringwall_core::{
    analysis::analyse, api_token::ApiScope, check::AnswerValue, id::AssessmentId, refusal::Refusal, scoring::Points,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    organisations::{listed, tagged},
    read::{Asked, AssessmentIn, Document, ListQuery, NoDocument, NoQuery, Opened, QuestionIn, Seen, changed},
    shape::{
        AnswerEntry, AssessmentDocument, AssessmentEntry, List, Text, answer_codes_or_null, level_codes, standing_codes,
    },
};
use crate::{Chrome, PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/assessments", get(index).post(begin))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}", get(show))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/answers/{question}/value", put(value))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/answers/{question}/note", put(note))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/finish", post(finish))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/repeat", post(repeat))
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/result", get(result))
}

/// The assessments of an organisation, oldest first
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/assessments",
    operation_id = "assessments",
    tag = "assessment",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["assessments:read"])),
    responses((status = 200, description = "A page of assessments", body = List<AssessmentEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::AssessmentsRead)?;
    let overview = state.app.overview(&opened.access).await?;
    let (items, next) = query.page(overview.assessments, |head| head.id.to_string())?;
    Ok(listed(&uri, items.iter().map(AssessmentEntry::from).collect(), next))
}

/// Which check to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beginning {
    /// Readable id of the check.
    #[schema(example = "kurzcheck", max_length = 200)]
    check: String,
}

/// A new assessment with the address it has.
async fn created(state: &WebState, opened: &Opened, id: AssessmentId) -> PageResult<Response> {
    let shown = state.app.assessment(&opened.access, id).await?;
    let at = format!("/api/v1/organisations/{}/assessments/{id}", opened.tenant);
    let at = HeaderValue::from_str(&at).map_err(AppError::unavailable)?;
    let document = AssessmentDocument::of(&shown.assessment, &shown.check.check);
    Ok((StatusCode::CREATED, [(header::LOCATION, at)], Json(document)).into_response())
}

/// Begins a check
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/assessments",
    operation_id = "beginAssessment",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    request_body = Beginning,
    security(("key" = ["assessments:write"])),
    responses((status = 201, description = "The new assessment", body = AssessmentDocument, headers(("location" = String, description = "Its address"))))
)]
pub(crate) async fn begin(
    State(state): State<WebState>,
    opened: Opened,
    Asked(NoQuery {}): Asked<NoQuery>,
    Document(beginning): Document<Beginning>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::AssessmentsWrite)?;
    let id = match state.app.start_another(&opened.access, &beginning.check).await {
        // The organisation is there; what is missing is the check that was named.
        Err(AppError::NotFound) => return Err(Refusal::new("check-unknown").into()),
        other => other?,
    };
    created(&state, &opened, id).await
}

/// An assessment with all answers
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}",
    operation_id = "assessment",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
    ),
    security(("key" = ["assessments:read"])),
    responses((status = 200, description = "The assessment", body = AssessmentDocument))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: Opened,
    AssessmentIn(id): AssessmentIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Json<AssessmentDocument>> {
    opened.caller.require(ApiScope::AssessmentsRead)?;
    let shown = state.app.assessment(&opened.access, id).await?;
    Ok(Json(AssessmentDocument::of(&shown.assessment, &shown.check.check)))
}

/// A value for an answer; null takes it back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewValue {
    #[schema(schema_with = answer_codes_or_null, required = true)]
    #[serde(deserialize_with = "stated")]
    value: Option<String>,
}

/// A note to an answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    #[schema(max_length = 4000)]
    note: String,
}

/// Null has to be said; a missing value is a mistake.
fn stated<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer)
}

async fn answered(
    state: &WebState,
    opened: &Opened,
    (AssessmentIn(id), QuestionIn(question)): (AssessmentIn, QuestionIn),
    change: AnswerChange,
    seen: u32,
) -> PageResult<Response> {
    match state.app.answer(&opened.access, id, question, change, seen).await? {
        Saved::Stored(_) => {}
        Saved::Conflict(_) => return Err(changed()),
        Saved::Missing | Saved::Finished => return Err(AppError::NotFound.into()),
    }
    let shown = state.app.assessment(&opened.access, id).await?;
    let answer = shown.assessment.answers.get(&question).cloned().unwrap_or_default();
    Ok(tagged(answer.revision, AnswerEntry::of(question.to_string(), &answer)))
}

/// Answers a question, or takes the answer back
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/answers/{question}/value",
    operation_id = "answer",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
        ("question" = String, Path, format = "uuid", description = "Id of the question"),
        ("if-match" = Option<String>, Header, description = "The revision that was seen, as in `ETag`; else `If-None-Match: *`", example = "\"1\""),
        ("if-none-match" = Option<String>, Header, description = "`*` if there was no answer yet", example = "*"),
    ),
    request_body = NewValue,
    security(("key" = ["answers:write"])),
    responses((status = 200, description = "The answer as it is now", body = AnswerEntry, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn value(
    State(state): State<WebState>,
    opened: Opened,
    at: (AssessmentIn, QuestionIn),
    Asked(NoQuery {}): Asked<NoQuery>,
    Seen(seen): Seen,
    Document(new): Document<NewValue>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::AnswersWrite)?;
    let value = match new.value {
        None => None,
        Some(code) => {
            let value = AnswerValue::from_code(&code);
            let shown: String = code.chars().take(40).collect();
            Some(value.ok_or(Refusal::new("answer-not-allowed").with("value", shown))?)
        }
    };
    answered(&state, &opened, at, AnswerChange::Value(value), seen).await
}

/// Writes a note to an answer
#[utoipa::path(
    put,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/answers/{question}/note",
    operation_id = "note",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
        ("question" = String, Path, format = "uuid", description = "Id of the question"),
        ("if-match" = Option<String>, Header, description = "The revision that was seen, as in `ETag`; else `If-None-Match: *`", example = "\"1\""),
        ("if-none-match" = Option<String>, Header, description = "`*` if there was no answer yet", example = "*"),
    ),
    request_body = NewNote,
    security(("key" = ["answers:write"])),
    responses((status = 200, description = "The answer as it is now", body = AnswerEntry, headers(("etag" = String, description = "The revision"))))
)]
pub(crate) async fn note(
    State(state): State<WebState>,
    opened: Opened,
    at: (AssessmentIn, QuestionIn),
    Asked(NoQuery {}): Asked<NoQuery>,
    Seen(seen): Seen,
    Document(new): Document<NewNote>,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::AnswersWrite)?;
    answered(&state, &opened, at, AnswerChange::Note(new.note), seen).await
}

/// Finishes an assessment; from then on it never changes
///
/// Finishing a finished one is refused with 422 and the code `assessment-finished`.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/finish",
    operation_id = "finishAssessment",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["assessments:write"])),
    responses((status = 200, description = "The finished assessment", body = AssessmentDocument))
)]
pub(crate) async fn finish(
    State(state): State<WebState>,
    opened: Opened,
    AssessmentIn(id): AssessmentIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    _: NoDocument,
) -> PageResult<Json<AssessmentDocument>> {
    opened.caller.require(ApiScope::AssessmentsWrite)?;
    state.app.finish(&opened.access, id).await?;
    let shown = state.app.assessment(&opened.access, id).await?;
    Ok(Json(AssessmentDocument::of(&shown.assessment, &shown.check.check)))
}

/// Begins again from the answers of a finished assessment
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/repeat",
    operation_id = "repeatAssessment",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the finished assessment"),
        ("idempotency-key" = Option<String>, Header, description = "Names this request, so that sending it again does nothing twice"),
    ),
    security(("key" = ["assessments:write"])),
    responses((status = 201, description = "The new assessment", body = AssessmentDocument, headers(("location" = String, description = "Its address"))))
)]
pub(crate) async fn repeat(
    State(state): State<WebState>,
    opened: Opened,
    AssessmentIn(id): AssessmentIn,
    Asked(NoQuery {}): Asked<NoQuery>,
    chrome: Chrome,
    _: NoDocument,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::AssessmentsWrite)?;
    let new = state.app.repeat(&opened.access, id, chrome.language).await?;
    created(&state, &opened, new).await
}

/// The result of an assessment, or its state so far.
#[derive(Serialize, ToSchema)]
pub(crate) struct ResultDocument {
    /// Whether every question is answered; only then there are points.
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<f64>,
    /// Points that can be reached.
    maximum: f64,
    topics: Vec<TopicStanding>,
    /// The measures of all open requirements, in the order in which they are proposed.
    measures: Vec<MeasureEntry>,
    /// Risks, highest first.
    risks: Vec<RiskEntry>,
}

/// How a topic stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct TopicStanding {
    id: String,
    title: Text,
    /// Requirements that are fulfilled.
    fulfilled: u32,
    /// Requirements that concern this organisation.
    relevant: u32,
    requirements: Vec<RequirementStanding>,
}

/// How a requirement stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct RequirementStanding {
    #[schema(format = "uuid")]
    requirement: String,
    /// Readable id.
    id: String,
    title: Text,
    #[schema(schema_with = standing_codes)]
    standing: &'static str,
    /// Whether it comes first and weighs more.
    top: bool,
}

/// A proposed measure.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeasureEntry {
    #[schema(format = "uuid")]
    requirement: String,
    /// Place in the order, from 1.
    rank: usize,
    title: Text,
    top: bool,
    /// Effort level 0 to 5, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    effort: Option<u8>,
}

/// A risk as derived from the answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct RiskEntry {
    id: String,
    #[schema(schema_with = level_codes)]
    level: &'static str,
    /// 1 rare to 4 to be expected.
    #[schema(minimum = 1, maximum = 4)]
    likelihood: u8,
    /// 1 nuisance to 4 threatens existence.
    #[schema(minimum = 1, maximum = 4)]
    impact: u8,
}

/// The result: points, topics, measures in order, risks
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/result",
    operation_id = "result",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
    ),
    security(("key" = ["assessments:read"])),
    responses((status = 200, description = "The result", body = ResultDocument))
)]
pub(crate) async fn result(
    State(state): State<WebState>,
    opened: Opened,
    AssessmentIn(id): AssessmentIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Json<ResultDocument>> {
    opened.caller.require(ApiScope::AssessmentsRead)?;
    let shown = state.app.assessment(&opened.access, id).await?;
    let organisation = state.app.overview(&opened.access).await?.organisation;
    let content = Arc::clone(state.app.content());
    let check = &shown.check.check;
    let analysis = analyse(check, content.risks(), &organisation, &shown.assessment.values());
    let evaluation = &analysis.evaluation;
    let topics = check.topics.iter().zip(&evaluation.topics).enumerate().map(|(index, (topic, standing))| {
        let requirements = evaluation.requirements.iter().filter(|result| result.topic == index);
        TopicStanding {
            id: topic.id.clone(),
            title: (&topic.title).into(),
            fulfilled: standing.fulfilled(),
            relevant: standing.relevant,
            requirements: requirements
                .map(|result| RequirementStanding {
                    requirement: result.requirement.uuid.to_string(),
                    id: result.requirement.id.clone(),
                    title: (&result.requirement.title).into(),
                    standing: result.standing.code(),
                    top: result.requirement.top,
                })
                .collect(),
        }
    });
    let measures = analysis.measures.iter().map(|measure| MeasureEntry {
        requirement: measure.requirement.uuid.to_string(),
        rank: measure.rank,
        title: (&measure.requirement.measure.title).into(),
        top: measure.requirement.top,
        effort: measure.requirement.measure.effort,
    });
    let risks = analysis.risks.iter().map(|derived| RiskEntry {
        id: derived.risk.id.clone(),
        level: derived.level().code(),
        likelihood: derived.classes.likelihood,
        impact: derived.classes.impact,
    });
    Ok(Json(ResultDocument {
        complete: evaluation.complete(),
        points: evaluation.points().map(Points::as_f64),
        maximum: evaluation.maximum.as_f64(),
        topics: topics.collect(),
        measures: measures.collect(),
        risks: risks.collect(),
    }))
}
