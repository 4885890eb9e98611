//! The shape of documents: what programs read. Written out once more instead of serialising `core`, so that a change
//! inside does not change what programs out there rely on.

use jiff::Timestamp;
use ringwall_app::{AssessmentHead, Overview};
use ringwall_core::{
    actor::Role,
    api_token::ApiScope,
    appointment::{self, AppointmentState, Meeting},
    assessment::{Answer, Assessment, AssessmentState},
    check::AnswerValue,
    consent::Purpose,
    document::DocumentKind,
    follow_up::FollowUpAnswer,
    help_request::{Asker, HelpTopic, ProposalState, RequestState, TIMES, Wish},
    history::Contributor,
    interview::{self, Proof, Stage},
    language::Localised,
    matching::Reason,
    organisation::{MOST_EMPLOYEES, OrganisationKind, SizeClass},
    partner::TALK_LANGUAGES,
    plan::MeasureStatus,
    risk::Level,
    scoring::Standing,
};
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::schema::{Object, ObjectBuilder, Schema, SchemaType, Type},
};

fn one_of(codes: impl IntoIterator<Item = &'static str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).build()
}

pub(crate) fn answer_codes() -> Object {
    one_of(AnswerValue::ALL.map(AnswerValue::code))
}

/// An answer, or nothing.
pub(crate) fn answer_codes_or_null() -> Schema {
    let codes = AnswerValue::ALL.map(|value| Some(value.code())).into_iter().chain([None]);
    let kinds = SchemaType::from_iter([Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(kinds).enum_values(Some(codes)).build().into()
}

pub(crate) fn kind_codes() -> Object {
    one_of(OrganisationKind::ALL.map(OrganisationKind::code))
}

pub(crate) fn state_codes() -> Object {
    one_of(["draft", "finished"])
}

pub(crate) fn standing_codes() -> Object {
    use Standing::{Fulfilled, NotApplicable, Open, Partly, Unanswered};
    one_of([Fulfilled, Partly, Open, NotApplicable, Unanswered].map(Standing::code))
}

pub(crate) fn level_codes() -> Object {
    one_of([Level::Low, Level::Moderate, Level::High, Level::VeryHigh].map(Level::code))
}

pub(crate) fn status_codes() -> Object {
    one_of(MeasureStatus::ALL.map(MeasureStatus::code))
}

pub(crate) fn scope_codes() -> Object {
    one_of(ApiScope::ALL.map(ApiScope::code))
}

pub(crate) fn document_kinds() -> Object {
    one_of(DocumentKind::ALL.map(DocumentKind::code))
}

pub(crate) fn wishes() -> Object {
    one_of(Wish::ALL.map(Wish::code))
}

pub(crate) fn topics() -> Object {
    one_of(HelpTopic::ALL.map(HelpTopic::code))
}

pub(crate) fn times() -> Object {
    one_of(TIMES)
}

pub(crate) fn talk_languages() -> Object {
    one_of(TALK_LANGUAGES)
}

pub(crate) fn request_states() -> Object {
    one_of(RequestState::ALL.map(RequestState::code))
}

pub(crate) fn proposal_states() -> Object {
    one_of(ProposalState::ALL.map(ProposalState::code))
}

pub(crate) fn reason_codes() -> Object {
    one_of(Reason::ALL.map(Reason::code))
}

pub(crate) fn sizes() -> Object {
    one_of(SizeClass::ALL.map(SizeClass::code))
}

pub(crate) fn meetings() -> Object {
    one_of(Meeting::ALL.map(Meeting::code))
}

pub(crate) fn appointment_states() -> Object {
    one_of(AppointmentState::ALL.map(AppointmentState::code))
}

pub(crate) fn parties() -> Object {
    one_of(appointment::Party::ALL.map(appointment::Party::code))
}

pub(crate) fn purposes() -> Object {
    one_of(Purpose::ALL.map(Purpose::code))
}

pub(crate) fn roles() -> Object {
    one_of([Role::Owner, Role::Member].map(Role::code))
}

pub(crate) fn stages() -> Object {
    one_of(Stage::ALL.map(Stage::code))
}

pub(crate) fn proofs() -> Object {
    one_of(Proof::ALL.map(Proof::code))
}

pub(crate) fn follow_up_answers() -> Object {
    one_of(FollowUpAnswer::ALL.map(FollowUpAnswer::code))
}

/// The word for a side of an interview.
pub(crate) const fn side(party: interview::Party) -> &'static str {
    match party {
        interview::Party::Adviser => "adviser",
        interview::Party::Owner => "owner",
        interview::Party::Member => "member",
    }
}

pub(crate) fn sides() -> Object {
    one_of([interview::Party::Adviser, interview::Party::Owner, interview::Party::Member].map(side))
}

pub(crate) fn employees() -> Schema {
    let kinds = SchemaType::from_iter([Type::Integer, Type::Null]);
    let most = f64::from(MOST_EMPLOYEES);
    ObjectBuilder::new().schema_type(kinds).minimum(Some(0)).maximum(Some(most)).build().into()
}

/// The word for a state.
pub(crate) const fn state(state: AssessmentState) -> &'static str {
    match state {
        AssessmentState::Draft => "draft",
        AssessmentState::Finished => "finished",
    }
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// The entries of this page.
    pub(crate) items: Vec<T>,
    /// What to send as `after` for the next page; not there on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

/// Something with an id and a name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Named {
    #[schema(format = "uuid")]
    pub(crate) id: String,
    pub(crate) name: String,
}

/// Who did something.
#[derive(Serialize, ToSchema)]
pub(crate) struct By {
    /// As what: the code of a role, `visitor` (the resume link), `program` or `system`.
    role: String,
    /// Name at that moment; empty for whoever came with the link.
    person: String,
}

impl From<Contributor> for By {
    fn from(by: Contributor) -> Self {
        Self { role: by.role, person: by.person }
    }
}

/// Who asks for help.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskerEntry {
    name: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    message: String,
}

impl From<Asker> for AskerEntry {
    fn from(asker: Asker) -> Self {
        Self {
            name: asker.name,
            email: asker.email,
            phone: asker.phone,
            organisation: asker.organisation,
            message: asker.message,
        }
    }
}

/// A text in the languages there are.
#[derive(Serialize, ToSchema)]
pub(crate) struct Text {
    /// German.
    #[serde(skip_serializing_if = "Option::is_none")]
    de: Option<String>,
    /// English.
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl From<&Localised> for Text {
    fn from(text: &Localised) -> Self {
        Self { de: text.de.clone(), en: text.en.clone() }
    }
}

/// An organisation: what it told about itself.
#[derive(Serialize, ToSchema)]
pub(crate) struct Organisation {
    #[schema(format = "uuid")]
    pub(crate) id: String,
    #[schema(schema_with = kind_codes)]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Head count, owner and trainees included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) employees: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sector: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) town: Option<String>,
    /// The language it reads.
    pub(crate) language: &'static str,
    #[schema(value_type = String, format = "date-time")]
    pub(crate) created_at: Timestamp,
    /// When it will be deleted if nobody comes back.
    #[schema(value_type = String, format = "date-time")]
    pub(crate) expires_at: Timestamp,
    /// Counts changes; also in the header `ETag`.
    pub(crate) revision: u32,
}

impl Organisation {
    pub(crate) fn of(id: String, overview: &Overview) -> Self {
        let facts = overview.organisation.clone();
        Self {
            id,
            kind: facts.kind.code(),
            name: facts.name,
            employees: facts.employees,
            sector: facts.sector,
            town: facts.town,
            language: overview.language.code(),
            created_at: overview.created_at,
            expires_at: overview.expires_at,
            revision: overview.revision,
        }
    }
}

/// An assessment in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct AssessmentEntry {
    #[schema(format = "uuid")]
    pub(crate) id: String,
    /// Readable id of the check.
    pub(crate) check: String,
    /// Fingerprint of the check as it was asked.
    pub(crate) edition: String,
    pub(crate) title: Text,
    #[schema(schema_with = state_codes)]
    pub(crate) state: &'static str,
    #[schema(value_type = String, format = "date-time")]
    pub(crate) started_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) finished_at: Option<Timestamp>,
    /// The assessment that this one repeats.
    #[schema(format = "uuid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous: Option<String>,
    /// Questions with an answer.
    pub(crate) answered: u32,
}

impl From<&AssessmentHead> for AssessmentEntry {
    fn from(head: &AssessmentHead) -> Self {
        Self {
            id: head.id.to_string(),
            check: head.check_id.clone(),
            edition: head.check.0.clone(),
            title: (&head.check_title).into(),
            state: state(head.state),
            started_at: head.started_at,
            finished_at: head.finished_at,
            previous: head.previous.map(|previous| previous.to_string()),
            answered: head.answered,
        }
    }
}

/// One answer with its note.
#[derive(Serialize, ToSchema)]
pub(crate) struct AnswerEntry {
    #[schema(format = "uuid")]
    pub(crate) question: String,
    #[schema(schema_with = answer_codes)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<&'static str>,
    pub(crate) note: String,
    /// Counts changes; say which one you saw when you change it.
    pub(crate) revision: u32,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed_at: Option<Timestamp>,
}

impl AnswerEntry {
    pub(crate) fn of(question: String, answer: &Answer) -> Self {
        Self {
            question,
            value: answer.value.map(AnswerValue::code),
            note: answer.note.clone(),
            revision: answer.revision,
            changed_at: answer.changed_at,
        }
    }
}

/// An assessment with all answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct AssessmentDocument {
    #[schema(format = "uuid")]
    pub(crate) id: String,
    /// Readable id of the check.
    pub(crate) check: String,
    /// Fingerprint of the check as it was asked.
    pub(crate) edition: String,
    #[schema(schema_with = state_codes)]
    pub(crate) state: &'static str,
    #[schema(value_type = String, format = "date-time")]
    pub(crate) started_at: Timestamp,
    #[schema(value_type = Option<String>, format = "date-time")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) finished_at: Option<Timestamp>,
    #[schema(format = "uuid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) previous: Option<String>,
    pub(crate) answers: Vec<AnswerEntry>,
    /// Questions that still need an answer before it can be finished.
    pub(crate) unanswered: Vec<String>,
}

impl AssessmentDocument {
    pub(crate) fn of(assessment: &Assessment, check: &ringwall_core::check::Check) -> Self {
        let missing = ringwall_core::scoring::unanswered(check, &assessment.values());
        Self {
            id: assessment.id.to_string(),
            check: check.id.clone(),
            edition: assessment.check.0.clone(),
            state: state(assessment.state),
            started_at: assessment.started_at,
            finished_at: assessment.finished_at,
            previous: assessment.previous.map(|previous| previous.to_string()),
            answers: assessment
                .answers
                .iter()
                .map(|(question, answer)| AnswerEntry::of(question.to_string(), answer))
                .collect(),
            unanswered: missing.iter().map(ToString::to_string).collect(),
        }
    }
}
