//! The rules and words of the field, pure: no IO, no clock, no randomness, no translation.
//!
//! | module | knows |
//! |---|---|
//! | [`actor`] | who acts: roles, places, permissions |
//! | [`api_token`] | what a key for programs may open |
//! | [`organisation`] | who is looked at |
//! | [`check`] | what is asked |
//! | [`assessment`] | what was answered, and the life of an assessment |
//! | [`scoring`] | points, topics, what is open |
//! | [`risk`] | which scenarios follow, how likely, how bad |
//! | [`measure`] | which measures come first |
//! | [`analysis`] | scoring, risks and measures in one call |
//! | [`plan`] | what is done about it, what more time would bring |
//! | [`history`] | what changed about a measure, and through whom |
//! | [`comment`] | what people say about a measure |
//! | [`document`] | files that show something is in place: kinds by content, limits |
//! | [`reminder`] | who is written to about what is due, and how often |
//! | [`follow_up`] | what is asked months later, and what the answers do |
//! | [`comparison`] | then and now |
//! | [`incident`], [`duty`] | what happened, and who has to be told by when |
//! | [`condition`], [`deadline`] | conditions over facts of which some are unknown; until when a period runs |
//! | [`consent`] | what an organisation lets whom do with its data |
//! | [`interview`] | an adviser's interview: stages, marks, signatures |
//! | [`funding`] | who pays, and until when that is known |
//! | [`dossier`] | all of it in one document |
//! | [`region`], [`area`], [`partner`] | who runs the programme, where, and who advises |
//! | [`colour`], [`picture`] | an area's own look, within limits |
//! | [`help_request`], [`matching`], [`appointment`] | from a check to a talk |
//! | [`working_day`], [`release`] | when offices work; when a number may be shown |
//! | [`language`], [`id`], [`refusal`] | words shared by all |
#![warn(missing_docs)]

pub mod actor;
pub mod analysis;
pub mod api_token;
pub mod appointment;
pub mod area;
pub mod assessment;
pub mod check;
pub mod colour;
pub mod comment;
pub mod comparison;
pub mod condition;
pub mod consent;
pub mod deadline;
pub mod document;
pub mod dossier;
pub mod duty;
pub mod follow_up;
pub mod funding;
pub mod help_request;
pub mod history;
pub mod id;
pub mod incident;
pub mod interview;
pub mod language;
pub mod matching;
pub mod measure;
pub mod organisation;
pub mod partner;
pub mod picture;
pub mod plan;
pub mod refusal;
pub mod region;
pub mod release;
pub mod reminder;
pub mod risk;
pub mod scoring;
pub mod working_day;
