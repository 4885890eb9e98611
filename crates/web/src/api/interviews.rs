//! How far an adviser's interview is, and what was asked months later. Both are led by people; programs read.

use axum::{Json, Router, extract::State, http::Uri, response::Response, routing::get};
use jiff::Timestamp;
use ringwall_app::{AppError, ShownInterview};
use ringwall_core::{api_token::ApiScope, follow_up::FollowUp};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    organisations::listed,
    read::{Asked, AssessmentIn, ListQuery, NoQuery, Opened},
    shape::{List, Named, follow_up_answers, proofs, sides, stages},
};
use crate::{PageResult, WebState};

pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/organisations/{tenant}/assessments/{assessment}/interview", get(show))
        .route("/api/v1/organisations/{tenant}/follow-ups", get(index))
}

/// What was noted about one question.
#[derive(Serialize, ToSchema)]
pub(crate) struct MarkEntry {
    #[schema(format = "uuid")]
    question: String,
    #[schema(schema_with = proofs)]
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<&'static str>,
    /// What exactly was shown or said.
    shown: String,
    /// What is to be clarified.
    clarify: String,
    /// What the organisation says to that.
    reply: String,
}

/// A signature.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignatureEntry {
    #[schema(schema_with = sides)]
    party: &'static str,
    name: String,
    #[schema(value_type = String, format = "date-time")]
    at: Timestamp,
    /// Fingerprint of what was signed.
    digest: String,
}

/// An adviser's interview.
#[derive(Serialize, ToSchema)]
pub(crate) struct InterviewDocument {
    #[schema(schema_with = stages)]
    stage: &'static str,
    partner: Named,
    /// Name of the adviser, if the account is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    adviser: Option<String>,
    #[schema(value_type = String, format = "date-time")]
    begun_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    /// Fingerprint of what would be signed now.
    digest: String,
    /// Questions without an answer.
    missing: usize,
    marks: Vec<MarkEntry>,
    signatures: Vec<SignatureEntry>,
}

impl From<ShownInterview> for InterviewDocument {
    fn from(shown: ShownInterview) -> Self {
        let interview = shown.interview;
        Self {
            stage: interview.stage.code(),
            partner: Named { id: interview.partner.to_string(), name: shown.partner.unwrap_or_default() },
            adviser: shown.adviser,
            begun_at: interview.begun_at,
            asked_at: interview.asked_at,
            answered_at: interview.answered_at,
            ended_at: interview.ended_at,
            digest: shown.digest,
            missing: shown.missing,
            // Notes for the partner's people stay with the partner.
            marks: shown
                .marks
                .into_iter()
                .map(|(question, mark)| MarkEntry {
                    question: question.to_string(),
                    proof: mark.proof.map(ringwall_core::interview::Proof::code),
                    shown: mark.shown,
                    clarify: mark.clarify,
                    reply: mark.reply,
                })
                .collect(),
            signatures: interview
                .signatures
                .into_iter()
                .map(|signature| SignatureEntry {
                    party: super::shape::side(signature.party),
                    name: signature.name,
                    at: signature.at,
                    digest: signature.digest,
                })
                .collect(),
        }
    }
}

/// The adviser's interview on an assessment
///
/// 404 if there is none. Leading, clarifying and signing is for people, on the page.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/assessments/{assessment}/interview",
    operation_id = "interview",
    tag = "assessment",
    params(
        ("tenant" = String, Path, format = "uuid", description = "Id of the organisation"),
        ("assessment" = String, Path, format = "uuid", description = "Id of the assessment"),
    ),
    security(("key" = ["assessments:read"])),
    responses((status = 200, description = "The interview", body = InterviewDocument))
)]
pub(crate) async fn show(
    State(state): State<WebState>,
    opened: Opened,
    AssessmentIn(id): AssessmentIn,
    Asked(NoQuery {}): Asked<NoQuery>,
) -> PageResult<Json<InterviewDocument>> {
    opened.caller.require(ApiScope::AssessmentsRead)?;
    let shown = state.app.interview(&opened.access, id).await?.ok_or(AppError::NotFound)?;
    Ok(Json(shown.into()))
}

/// One question of a follow-up.
#[derive(Serialize, ToSchema)]
pub(crate) struct FollowUpQuestion {
    /// The measure it asks about.
    #[schema(format = "uuid")]
    requirement: String,
    /// What was answered.
    #[schema(schema_with = follow_up_answers)]
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'static str>,
}

/// What was asked months after an assessment.
#[derive(Serialize, ToSchema)]
pub(crate) struct FollowUpEntry {
    #[schema(format = "uuid")]
    assessment: String,
    /// How many months after.
    months: u8,
    questions: Vec<FollowUpQuestion>,
    #[schema(value_type = String, format = "date-time")]
    asked_at: Timestamp,
    /// Until when it can be answered.
    #[schema(value_type = String, format = "date-time")]
    expires_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_at: Option<Timestamp>,
}

impl From<FollowUp> for FollowUpEntry {
    fn from(found: FollowUp) -> Self {
        let answers = found.answers;
        Self {
            assessment: found.assessment.to_string(),
            months: found.months,
            questions: found
                .questions
                .into_iter()
                .map(|requirement| FollowUpQuestion {
                    requirement: requirement.to_string(),
                    answer: answers.get(&requirement).map(|answer| answer.code()),
                })
                .collect(),
            asked_at: found.asked_at,
            expires_at: found.expires_at,
            answered_at: found.answered_at,
        }
    }
}

/// What the organisation was asked after 3, 6 and 12 months, and what it answered
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{tenant}/follow-ups",
    operation_id = "followUps",
    tag = "plan",
    params(("tenant" = String, Path, format = "uuid", description = "Id of the organisation"), ListQuery),
    security(("key" = ["plan:read"])),
    responses((status = 200, description = "A page of follow-ups", body = List<FollowUpEntry>))
)]
pub(crate) async fn index(
    State(state): State<WebState>,
    opened: Opened,
    Asked(query): Asked<ListQuery>,
    uri: Uri,
) -> PageResult<Response> {
    opened.caller.require(ApiScope::PlanRead)?;
    let found = state.app.follow_ups(&opened.access).await?;
    let (items, next) = query.page(found, |one| format!("{}.{}", one.assessment, one.months))?;
    Ok(listed(&uri, items.into_iter().map(FollowUpEntry::from).collect(), next))
}
