//! An adviser's interview: the same check, led by somebody of a partner, clarified once and signed by both sides.
//!
//! Knows the stages, who may do what in which, and what a signature is worth: it holds for the answers and marks that
//! were there when it was given. A check without an adviser knows nothing of this and is finished as ever.
//!
//! ```text
//!              ask                 hand back
//! underway ──────────► clarifying ──────────► reviewing
//!     └───────────────── sign · sign ─────────────┴──► signed   (and the assessment is finished)
//!  any but signed ── end ──► ended                              (the organisation goes on alone)
//! ```
//!
//! Source: CyberRisikoCheck after DIN SPEC 27076 (interview, evaluation, presentation; both sign). One round of
//! clarification is our rule: what is still open afterwards is an honest "I don't know".

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    assessment::clean_note,
    id::{AccountId, AssessmentId, PartnerId, QuestionId},
    refusal::Refusal,
};

/// How far an interview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The adviser asks.
    Underway,
    /// The organisation answers what was left to clarify.
    Clarifying,
    /// The adviser looks at what the organisation clarified; there is no second round.
    Reviewing,
    /// Both signed; the assessment is finished.
    Signed,
    /// Given up; the organisation goes on alone.
    Ended,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 5] = [Self::Underway, Self::Clarifying, Self::Reviewing, Self::Signed, Self::Ended];

    /// Stable code, also the text key `interview-stage-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Underway => "underway",
            Self::Clarifying => "clarifying",
            Self::Reviewing => "reviewing",
            Self::Signed => "signed",
            Self::Ended => "ended",
        }
    }

    /// The stage with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether it still goes on.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Underway | Self::Clarifying | Self::Reviewing)
    }
}

/// On which side of the table somebody sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// For the partner.
    Adviser,
    /// For the organisation, and allowed to sign for it.
    Owner,
    /// For the organisation.
    Member,
}

/// What somebody wants to do with an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Note something about a question.
    Mark,
    /// Send what is to be clarified to the organisation.
    Ask,
    /// Answer what is to be clarified.
    Reply,
    /// Hand back what was clarified.
    HandBack,
    /// Sign.
    Sign,
    /// Give up.
    End,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] = [Self::Mark, Self::Ask, Self::Reply, Self::HandBack, Self::Sign, Self::End];
}

/// Whether a party may take a step in a stage.
pub const fn allows(stage: Stage, party: Party, step: Step) -> bool {
    use Party::{Adviser, Member, Owner};
    use Stage::{Clarifying, Reviewing, Underway};
    match (step, party) {
        (Step::Mark, Adviser) => matches!(stage, Underway | Reviewing),
        (Step::Ask, Adviser) => matches!(stage, Underway),
        (Step::Reply | Step::HandBack, Owner | Member) => matches!(stage, Clarifying),
        (Step::Sign, Adviser | Owner) => matches!(stage, Underway | Reviewing),
        (Step::End, Adviser | Owner) => stage.is_open(),
        _ => false,
    }
}

/// What an adviser saw of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// It was shown.
    Shown,
    /// It was said.
    Said,
    /// It was not looked into.
    NotChecked,
}

impl Proof {
    /// All, in the order of the buttons.
    pub const ALL: [Self; 3] = [Self::Shown, Self::Said, Self::NotChecked];

    /// Stable code, also the text key `interview-proof-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Said => "said",
            Self::NotChecked => "not-checked",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.code() == code)
    }
}

/// What was noted about one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What the adviser saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
    /// What exactly was shown or said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shown: String,
    /// What is to be clarified; empty if nothing is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clarify: String,
    /// What the organisation says to that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reply: String,
    /// A note for the partner's people. Not on the organisation's pages, not on a shared screen; but in its take-out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub private: String,
    /// Counts changes, starting at 1; 0 means never stored.
    #[serde(default)]
    pub revision: u32,
}

impl Mark {
    /// Whether the organisation is asked something here and has not answered.
    pub fn is_open(&self) -> bool {
        !self.clarify.is_empty() && self.reply.is_empty()
    }

    /// Cleans the texts.
    ///
    /// # Errors
    /// `note-too-long`, `note-control-characters`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        for text in [&mut self.shown, &mut self.clarify, &mut self.reply, &mut self.private] {
            *text = clean_note(text)?;
        }
        Ok(self)
    }
}

/// All marks of an interview.
pub type Marks = BTreeMap<QuestionId, Mark>;

/// A signature: who, when, and for what state of answers and marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// For which side.
    pub party: Party,
    /// Who; nobody by name if it was the holder of the resume link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The name at that moment; empty for the holder of the resume link.
    #[serde(default)]
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Fingerprint of the answers and marks that were signed.
    pub digest: String,
}

/// An interview on one assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// On which assessment.
    pub assessment: AssessmentId,
    /// By which partner.
    pub partner: PartnerId,
    /// Led by whom.
    pub adviser: AccountId,
    /// How far it is.
    pub stage: Stage,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When the organisation was asked to clarify.
    pub asked_at: Option<Timestamp>,
    /// When it handed back.
    pub answered_at: Option<Timestamp>,
    /// At most one for each side.
    pub signatures: Vec<Signature>,
    /// When it was signed by both, or given up.
    pub ended_at: Option<Timestamp>,
    /// Counts changes, starting at 1.
    pub revision: u32,
}

impl Interview {
    /// A new interview.
    pub const fn begun(assessment: AssessmentId, partner: PartnerId, adviser: AccountId, at: Timestamp) -> Self {
        Self {
            assessment,
            partner,
            adviser,
            stage: Stage::Underway,
            begun_at: at,
            asked_at: None,
            answered_at: None,
            signatures: Vec::new(),
            ended_at: None,
            revision: 1,
        }
    }

    /// Refuses a step that is not this party's, or not in this stage.
    ///
    /// # Errors
    /// `interview-not-now` (parameter `stage`).
    pub fn must_allow(&self, party: Party, step: Step) -> Result<(), Refusal> {
        if allows(self.stage, party, step) {
            Ok(())
        } else {
            Err(Refusal::new("interview-not-now").with("stage", self.stage.code()))
        }
    }

    /// Sends what is to be clarified to the organisation.
    ///
    /// # Errors
    /// `interview-not-now`; `interview-nothing-to-clarify` if no mark asks anything.
    pub fn asked(mut self, party: Party, marks: &Marks, at: Timestamp) -> Result<Self, Refusal> {
        self.must_allow(party, Step::Ask)?;
        if !marks.values().any(Mark::is_open) {
            return Err(Refusal::new("interview-nothing-to-clarify"));
        }
        self.stage = Stage::Clarifying;
        self.asked_at = Some(at);
        self.signatures.clear();
        Ok(self)
    }

    /// Hands back what was clarified; what has no reply stays open, and that is an answer too.
    ///
    /// # Errors
    /// `interview-not-now`.
    pub fn handed_back(mut self, party: Party, at: Timestamp) -> Result<Self, Refusal> {
        self.must_allow(party, Step::HandBack)?;
        self.stage = Stage::Reviewing;
        self.answered_at = Some(at);
        Ok(self)
    }

    /// Adds a signature. When both sides have signed the same state, the interview is over.
    ///
    /// A signature for another state than the one of now is void: who signed it has to look again.
    ///
    /// # Errors
    /// `interview-not-now`; `interview-open-questions` (parameter `missing`) while questions have no answer;
    /// `interview-clarify-first` while a first round is due.
    pub fn signed(mut self, signature: Signature, missing: usize, marks: &Marks) -> Result<Self, Refusal> {
        self.must_allow(signature.party, Step::Sign)?;
        if missing > 0 {
            return Err(Refusal::new("interview-open-questions").with("missing", missing));
        }
        if self.stage == Stage::Underway && marks.values().any(Mark::is_open) {
            return Err(Refusal::new("interview-clarify-first"));
        }
        self.signatures.retain(|other| other.party != signature.party && other.digest == signature.digest);
        let at = signature.at;
        self.signatures.push(signature);
        if self.signatures.len() == 2 {
            self.stage = Stage::Signed;
            self.ended_at = Some(at);
        }
        Ok(self)
    }

    /// Gives up.
    ///
    /// # Errors
    /// `interview-not-now`.
    pub fn ended(mut self, party: Party, at: Timestamp) -> Result<Self, Refusal> {
        self.must_allow(party, Step::End)?;
        self.stage = Stage::Ended;
        self.ended_at = Some(at);
        self.signatures.clear();
        Ok(self)
    }

    /// The signature of a side, if it still holds for this state.
    pub fn signature_of(&self, party: Party, digest: &str) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.party == party && signature.digest == digest)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn interview(stage: Stage) -> Interview {
        let id = Uuid::from_u128(1);
        Interview { stage, ..Interview::begun(AssessmentId(id), PartnerId(id), AccountId(id), at(1)) }
    }

    fn signature(party: Party, digest: &str, second: i64) -> Signature {
        Signature { party, account: None, name: String::new(), at: at(second), digest: digest.to_owned() }
    }

    fn asking() -> Marks {
        let mark = Mark { clarify: "Wo liegt die Sicherung?".to_owned(), ..Mark::default() };
        Marks::from([(QuestionId(Uuid::from_u128(9)), mark)])
    }

    #[test]
    fn who_may_do_what_when() {
        // Columns: adviser, owner, member; rows: stages in order. A letter per step: Mark, Ask, Reply, Handback, Sign, End.
        let table = [
            (Stage::Underway, ["MA..SE", "....SE", "......"]),
            (Stage::Clarifying, [".....E", "..RH.E", "..RH.."]),
            (Stage::Reviewing, ["M...SE", "....SE", "......"]),
            (Stage::Signed, ["......", "......", "......"]),
            (Stage::Ended, ["......", "......", "......"]),
        ];
        for (stage, columns) in table {
            for (party, expected) in [Party::Adviser, Party::Owner, Party::Member].into_iter().zip(columns) {
                let found: String = Step::ALL
                    .into_iter()
                    .zip("MARHSE".chars())
                    .map(|(step, letter)| if allows(stage, party, step) { letter } else { '.' })
                    .collect();
                assert_eq!(found, expected, "{stage:?} {party:?}");
            }
        }
    }

    #[test]
    fn codes_and_serde_agree() {
        for stage in Stage::ALL {
            assert_eq!(serde_json::to_value(stage).unwrap(), stage.code());
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        for proof in Proof::ALL {
            assert_eq!(serde_json::to_value(proof).unwrap(), proof.code());
            assert_eq!(Proof::from_code(proof.code()), Some(proof));
        }
    }

    #[test]
    fn one_round_of_clarification_and_then_both_sign() {
        let start = interview(Stage::Underway);
        assert_eq!(
            start.clone().asked(Party::Adviser, &Marks::new(), at(2)).unwrap_err().code,
            "interview-nothing-to-clarify"
        );
        assert_eq!(start.clone().asked(Party::Owner, &asking(), at(2)).unwrap_err().code, "interview-not-now");
        let early = start.clone().signed(signature(Party::Adviser, "a", 2), 0, &asking());
        assert_eq!(early.unwrap_err().code, "interview-clarify-first");
        let asked = start.asked(Party::Adviser, &asking(), at(2)).unwrap();
        assert_eq!(asked.clone().asked(Party::Adviser, &asking(), at(3)).unwrap_err().code, "interview-not-now");
        let back = asked.handed_back(Party::Member, at(4)).unwrap();
        assert_eq!((back.stage, back.asked_at, back.answered_at), (Stage::Reviewing, Some(at(2)), Some(at(4))));
        assert!(back.clone().asked(Party::Adviser, &asking(), at(5)).is_err(), "one round only");
        let missing = back.clone().signed(signature(Party::Owner, "a", 5), 2, &asking()).unwrap_err();
        assert_eq!((missing.code, missing.parameters), ("interview-open-questions", vec![("missing", "2".to_owned())]));
        // What stayed without a reply no longer stands in the way.
        let one = back.signed(signature(Party::Owner, "a", 5), 0, &asking()).unwrap();
        assert_eq!((one.stage, one.ended_at), (Stage::Reviewing, None));
        let both = one.signed(signature(Party::Adviser, "a", 6), 0, &asking()).unwrap();
        assert_eq!((both.stage, both.ended_at), (Stage::Signed, Some(at(6))));
        assert!(both.signed(signature(Party::Owner, "a", 7), 0, &asking()).is_err());
    }

    #[test]
    fn a_signature_holds_for_what_was_signed() {
        let none = Marks::new();
        let one = interview(Stage::Underway).signed(signature(Party::Adviser, "before", 2), 0, &none).unwrap();
        let other = one.signed(signature(Party::Owner, "after", 3), 0, &none).unwrap();
        assert_eq!(other.stage, Stage::Underway, "the adviser signed something else");
        assert!(other.signature_of(Party::Adviser, "after").is_none());
        assert!(other.signature_of(Party::Owner, "after").is_some());
        let both = other.signed(signature(Party::Adviser, "after", 4), 0, &none).unwrap();
        assert_eq!(both.stage, Stage::Signed);
        let twice = interview(Stage::Underway).signed(signature(Party::Owner, "a", 2), 0, &none).unwrap();
        let twice = twice.signed(signature(Party::Owner, "a", 3), 0, &none).unwrap();
        assert_eq!((twice.stage, twice.signatures.len()), (Stage::Underway, 1), "one side is not both");
    }

    #[test]
    fn whoever_gives_up_gives_up_the_signatures() {
        let one = interview(Stage::Underway).signed(signature(Party::Adviser, "a", 2), 0, &Marks::new()).unwrap();
        let ended = one.ended(Party::Owner, at(3)).unwrap();
        assert_eq!((ended.stage, ended.signatures.len()), (Stage::Ended, 0));
        assert!(ended.ended(Party::Owner, at(4)).is_err());
    }
}
