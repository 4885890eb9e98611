//! A request for help: from an organisation to partners, and what may happen to it.
//!
//! Knows its states and its words. Who is asked is decided in `matching`, when they meet in `appointment`.

use serde::{Deserialize, Serialize};

use crate::{
    area::phone,
    organisation::{OrganisationKind, SizeClass, one_line},
    partner::{Offer, TALK_LANGUAGES},
    refusal::Refusal,
    region::paragraph,
};

/// Most partners asked at the same time.
pub const MOST_PROPOSALS: usize = 3;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// Nobody is being asked at the moment.
    Open,
    /// Partners were asked and have not answered yet.
    Proposed,
    /// A partner has taken it.
    Accepted,
    /// A time is fixed.
    Appointed,
    /// It was dealt with.
    Done,
    /// Nobody could be found in time.
    Lapsed,
    /// The organisation took it back.
    Withdrawn,
}

/// What can happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestEvent {
    /// Partners are asked.
    Propose,
    /// All who were asked said no or nothing.
    NobodyAnswered,
    /// A partner takes it.
    Accept,
    /// A time is fixed.
    Appoint,
    /// The fixed time no longer holds.
    Unfix,
    /// The partner gives it back.
    GiveBack,
    /// It was dealt with.
    Finish,
    /// Its time is over.
    Lapse,
    /// The organisation takes it back.
    Withdraw,
}

impl RequestEvent {
    /// All events.
    pub const ALL: [Self; 9] = [
        Self::Propose,
        Self::NobodyAnswered,
        Self::Accept,
        Self::Appoint,
        Self::Unfix,
        Self::GiveBack,
        Self::Finish,
        Self::Lapse,
        Self::Withdraw,
    ];
}

impl RequestState {
    /// All states, in the order in which a request usually goes through them.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Proposed, Self::Accepted, Self::Appointed, Self::Done, Self::Lapsed, Self::Withdrawn];

    /// Stable code; text key `help-state-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Appointed => "appointed",
            Self::Done => "done",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether nothing can happen any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Lapsed | Self::Withdrawn)
    }

    /// Whether a partner has it in hand.
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Accepted | Self::Appointed)
    }

    /// The state after an event.
    ///
    /// # Errors
    /// `help-not-possible` (parameter `state`).
    pub fn after(self, event: RequestEvent) -> Result<Self, Refusal> {
        use RequestEvent as E;
        match (self, event) {
            (Self::Open | Self::Proposed, E::Propose) => Ok(Self::Proposed),
            (Self::Proposed, E::NobodyAnswered) => Ok(Self::Open),
            (Self::Proposed, E::Accept) => Ok(Self::Accepted),
            (Self::Accepted | Self::Appointed, E::Appoint) => Ok(Self::Appointed),
            (Self::Accepted | Self::Appointed, E::Unfix) => Ok(Self::Accepted),
            (Self::Accepted | Self::Appointed, E::GiveBack) => Ok(Self::Open),
            (Self::Accepted | Self::Appointed, E::Finish) => Ok(Self::Done),
            (Self::Open | Self::Proposed, E::Lapse) => Ok(Self::Lapsed),
            (state, E::Withdraw) if !state.is_over() => Ok(Self::Withdrawn),
            _ => Err(Refusal::new("help-not-possible").with("state", self.code())),
        }
    }
}

/// What an organisation wishes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// A first talk.
    FirstTalk,
    /// An interview through a check.
    Interview,
    /// Help with putting measures into practice.
    Implementation,
    /// Training for the people.
    Training,
}

impl Wish {
    /// All wishes, in the order in which a form shows them.
    pub const ALL: [Self; 4] = [Self::FirstTalk, Self::Interview, Self::Implementation, Self::Training];

    /// Stable code; text key `wish-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstTalk => "first-talk",
            Self::Interview => "interview",
            Self::Implementation => "implementation",
            Self::Training => "training",
        }
    }

    /// The wish with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.code() == code)
    }

    /// The offers that answer it: any of them is enough.
    pub const fn answered_by(self) -> &'static [Offer] {
        match self {
            Self::FirstTalk => &[Offer::Interview, Offer::Help],
            Self::Interview => &[Offer::Interview],
            Self::Implementation => &[Offer::Help],
            Self::Training => &[Offer::Training],
        }
    }
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpTopic {
    /// Where to begin.
    Overview,
    /// The result of a check.
    Result,
    /// Passwords and accounts.
    Accounts,
    /// Backups.
    Backup,
    /// Devices, updates, network.
    Technology,
    /// People and awareness.
    People,
    /// Preparing for an emergency.
    Emergency,
    /// Laws and duties.
    Duties,
    /// Something else.
    Other,
}

impl HelpTopic {
    /// All topics, in the order in which a form shows them.
    pub const ALL: [Self; 9] = [
        Self::Overview,
        Self::Result,
        Self::Accounts,
        Self::Backup,
        Self::Technology,
        Self::People,
        Self::Emergency,
        Self::Duties,
        Self::Other,
    ];

    /// Stable code; text key `help-topic-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Result => "result",
            Self::Accounts => "accounts",
            Self::Backup => "backup",
            Self::Technology => "technology",
            Self::People => "people",
            Self::Emergency => "emergency",
            Self::Duties => "duties",
            Self::Other => "other",
        }
    }

    /// The topic with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }
}

/// Times somebody can choose as convenient: days and parts of the day; texts `help-time-<code>`.
pub const TIMES: [&str; 8] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "morning", "afternoon", "evening"];

/// Who asks; a partner learns it when it accepts, never before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// First name, or how they want to be addressed.
    pub name: String,
    /// Address; mail about the request goes there.
    pub email: String,
    /// Phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What the organisation calls itself.
    #[serde(default)]
    pub organisation: Option<String>,
    /// In their own words.
    #[serde(default)]
    pub message: String,
}

/// A request for help: all of it that does not change with its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpRequest {
    /// What it is about.
    pub topic: HelpTopic,
    /// What is wished for.
    pub wish: Wish,
    /// Convenient times, from [`TIMES`]; empty means any.
    pub times: Vec<String>,
    /// Language of the talk, from [`TALK_LANGUAGES`].
    pub language: String,
    /// Kind of organisation at the time of asking.
    pub kind: OrganisationKind,
    /// Size at the time of asking, if it is known.
    pub size: Option<SizeClass>,
    /// Sector at the time of asking, if it is known.
    pub sector: Option<String>,
    /// Who asks.
    pub asker: Asker,
}

impl HelpRequest {
    /// Checks lengths, lists and forbidden characters. The e-mail address is looked at by `app`.
    ///
    /// # Errors
    /// `asker-name-missing`, `phone-invalid`, `help-time-unknown`, `language-unknown`, `field-…`, `text-too-long`.
    pub fn validated(mut self) -> Result<Self, Refusal> {
        let asker = &mut self.asker;
        asker.name = one_line("asker-name", &asker.name)?.ok_or(Refusal::new("asker-name-missing"))?;
        asker.organisation = one_line("asker-organisation", asker.organisation.as_deref().unwrap_or_default())?;
        asker.phone = phone(asker.phone.as_deref().unwrap_or_default())?;
        asker.message = paragraph("message", &asker.message)?;
        if self.times.iter().any(|time| !TIMES.contains(&time.as_str())) {
            return Err(Refusal::new("help-time-unknown"));
        }
        self.times = TIMES
            .into_iter()
            .filter(|time| self.times.iter().any(|chosen| chosen == time))
            .map(str::to_owned)
            .collect();
        if !TALK_LANGUAGES.contains(&self.language.as_str()) {
            return Err(Refusal::new("language-unknown").with("language", &self.language));
        }
        Ok(self)
    }
}

/// How far a partner's answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalState {
    /// No answer yet.
    Open,
    /// Taken by this partner.
    Accepted,
    /// This partner said no.
    Declined,
    /// No answer in time.
    Lapsed,
    /// Somebody else was faster, or the request is over.
    Closed,
}

impl ProposalState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Open, Self::Accepted, Self::Declined, Self::Lapsed, Self::Closed];

    /// Stable code; text key `proposal-state-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
            Self::Closed => "closed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_states() {
        use RequestEvent::{Accept, Appoint, Finish, GiveBack, Lapse, NobodyAnswered, Propose, Unfix, Withdraw};
        use RequestState::{Accepted, Appointed, Done, Lapsed, Open, Proposed, Withdrawn};
        let table: &[(RequestState, &[(RequestEvent, RequestState)])] = &[
            (Open, &[(Propose, Proposed), (Lapse, Lapsed), (Withdraw, Withdrawn)]),
            (
                Proposed,
                &[
                    (Propose, Proposed),
                    (NobodyAnswered, Open),
                    (Accept, Accepted),
                    (Lapse, Lapsed),
                    (Withdraw, Withdrawn),
                ],
            ),
            (
                Accepted,
                &[(Appoint, Appointed), (Unfix, Accepted), (GiveBack, Open), (Finish, Done), (Withdraw, Withdrawn)],
            ),
            (
                Appointed,
                &[(Appoint, Appointed), (Unfix, Accepted), (GiveBack, Open), (Finish, Done), (Withdraw, Withdrawn)],
            ),
            (Done, &[]),
            (Lapsed, &[]),
            (Withdrawn, &[]),
        ];
        for (state, moves) in table {
            for event in RequestEvent::ALL {
                let expected = moves.iter().find(|(known, _)| *known == event).map(|(_, after)| *after);
                match (state.after(event), expected) {
                    (Ok(after), Some(expected)) => assert_eq!(after, expected, "{state:?} {event:?}"),
                    (Err(refusal), None) => assert_eq!(refusal.code, "help-not-possible"),
                    (found, expected) => panic!("{state:?} {event:?}: {found:?}, expected {expected:?}"),
                }
            }
            assert_eq!(moves.is_empty(), state.is_over());
        }
    }

    #[test]
    fn codes_lead_back() {
        for state in RequestState::ALL {
            assert_eq!(RequestState::from_code(state.code()), Some(state));
        }
        for state in ProposalState::ALL {
            assert_eq!(ProposalState::from_code(state.code()), Some(state));
        }
        for wish in Wish::ALL {
            assert_eq!(Wish::from_code(wish.code()), Some(wish));
            assert_eq!(serde_json::to_value(wish).unwrap(), wish.code());
        }
        for topic in HelpTopic::ALL {
            assert_eq!(HelpTopic::from_code(topic.code()), Some(topic));
            assert_eq!(serde_json::to_value(topic).unwrap(), topic.code());
        }
    }

    #[test]
    fn what_was_typed_is_cleaned() {
        let request = HelpRequest {
            topic: HelpTopic::Backup,
            wish: Wish::FirstTalk,
            times: vec!["morning".into(), "monday".into(), "morning".into()],
            language: "tr".into(),
            kind: OrganisationKind::Company,
            size: None,
            sector: None,
            asker: Asker {
                name: " Meryem ".into(),
                email: "m@example.org".into(),
                phone: Some(" ".into()),
                organisation: None,
                message: "eins\r\nzwei ".into(),
            },
        };
        let clean = request.clone().validated().unwrap();
        assert_eq!((clean.asker.name.as_str(), clean.asker.message.as_str()), ("Meryem", "eins\nzwei"));
        assert_eq!((clean.times, clean.asker.phone), (vec!["monday".to_owned(), "morning".to_owned()], None));
        let nameless = HelpRequest { asker: Asker { name: " ".into(), ..request.asker.clone() }, ..request.clone() };
        assert_eq!(nameless.validated().unwrap_err().code, "asker-name-missing");
        let never = HelpRequest { times: vec!["midnight".into()], ..request };
        assert_eq!(never.validated().unwrap_err().code, "help-time-unknown");
    }
}
