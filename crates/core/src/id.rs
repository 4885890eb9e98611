//! Typed ids: one kind of thing cannot be taken for another.
//!
//! Knows their shape. Refuses to make new ones: generation needs randomness, which `app` hands in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

uuid_id! {
    /// One separate body of data: an organisation, with or without an account. First in every query.
    TenantId;
    /// One run through a check.
    AssessmentId;
    /// A question of a check; the stable UUID, which survives renumbering.
    QuestionId;
    /// A requirement of a check; the stable UUID, which survives renumbering.
    RequirementId;
    /// A person who can sign in.
    AccountId;
    /// A region: the hub.
    RegionId;
    /// A city or satellite of a region.
    AreaId;
    /// An organisation that advises or helps others.
    PartnerId;
    /// An organisation's consent to one purpose.
    ConsentId;
    /// A request for help.
    HelpRequestId;
    /// An appointment between an organisation and a partner.
    AppointmentId;
    /// A comment on a measure.
    CommentId;
    /// A file that shows something is in place.
    DocumentId;
    /// A piece of work done later.
    JobId;
    /// A key to the interface for programs.
    ApiTokenId;
}

/// Fingerprint (SHA-256, lower-case hex) of a check as it was shown: the same digest means the same words and rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CheckDigest(pub String);

impl std::fmt::Display for CheckDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
