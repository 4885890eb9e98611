//! The made-up people, places and partners of `ringwall demo`, and what happened between them.
//!
//! Knows the file `content/demo/network.toml` and that every name in it leads to something. Refuses to store anything.

use include_dir::Dir;
use ringwall_core::{
    actor::Role,
    appointment::Meeting,
    area::AreaKind,
    consent::Purpose,
    help_request::{HelpTopic, Wish},
    language::Localised,
    partner::{Offer, PartnerKind},
    plan::MeasureStatus,
};
use serde::Deserialize;

use super::DemoRegion;
use crate::{Content, check_files::toml};

const FILE: &str = "demo/network.toml";

/// Who works together in the made-up region, and what they did.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoNetwork {
    /// The region's name in addresses.
    pub slug: String,
    /// Who runs it and what for.
    pub about: Localised,
    /// Everybody's password.
    pub password: String,
    /// Everybody who can sign in. The first is the operator, the second runs the region.
    #[serde(rename = "person")]
    pub people: Vec<DemoPerson>,
    /// Cities and satellites.
    #[serde(rename = "area")]
    pub areas: Vec<DemoArea>,
    /// Partners.
    #[serde(rename = "partner")]
    pub partners: Vec<DemoPartner>,
    /// What happened, oldest first.
    #[serde(rename = "event")]
    pub events: Vec<DemoEvent>,
}

/// A made-up person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPerson {
    /// Address: signs in with it.
    pub email: String,
    /// Name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Where: the slug of an area or partner, the name of an organisation; nothing for the region or the installation.
    #[serde(default)]
    pub at: String,
    /// What there is to see for them.
    pub story: Localised,
}

/// A made-up city or satellite.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoArea {
    /// Its name in addresses.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: AreaKind,
    /// Inhabitants.
    pub population: u32,
    /// Who we are, on the public page.
    pub about: Localised,
    /// What the contact person does.
    pub function: String,
    /// Phone number of the contact person.
    pub phone: String,
    /// Address of the contact person.
    pub address: String,
    /// Colour of the public page.
    pub colour: String,
}

/// A made-up partner.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPartner {
    /// Its name in addresses.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: PartnerKind,
    /// What it does.
    pub about: Localised,
    /// What it offers.
    pub offers: Vec<Offer>,
    /// Slugs of the areas it serves; empty for all.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Languages in which it can be talked to.
    pub languages: Vec<String>,
    /// Requests it takes a month.
    pub capacity: u32,
    /// What a reader should know about its interests.
    #[serde(default)]
    pub interests: Localised,
    /// Whether it sells what it may advise.
    #[serde(default)]
    pub sells: bool,
}

/// Something that happened.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoEvent {
    /// How long ago.
    pub days_ago: u32,
    /// Address of whoever did it.
    pub by: String,
    /// Name of the organisation it is about.
    pub folder: String,
    /// What.
    #[serde(flatten)]
    pub what: DemoDeed,
}

/// What somebody did.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum DemoDeed {
    /// Kept a folder and became its owner.
    Keep {
        /// Slug of the area the organisation belongs to.
        area: String,
    },
    /// Invited somebody, who came.
    Invite {
        /// Address of the person.
        person: String,
    },
    /// Gave a consent.
    Consent {
        /// What for.
        purpose: Purpose,
        /// Slug of the partner, if the purpose names one.
        #[serde(default)]
        partner: String,
    },
    /// Changed a measure.
    Plan {
        /// Readable id of the requirement.
        requirement: String,
        /// How far it is.
        status: MeasureStatus,
        /// Address of a person, or free text.
        owner: String,
        /// Days from now until it is due; negative if that is over.
        due_in_days: Option<i32>,
        /// Note.
        #[serde(default)]
        note: String,
    },
    /// Said something about a measure.
    Comment {
        /// Readable id of the requirement.
        requirement: String,
        /// The words.
        text: String,
    },
    /// Brought a file that shows that a measure is in place.
    Evidence {
        /// Readable id of the requirement.
        requirement: String,
        /// Name of the file.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Asked for help.
    Ask {
        /// What it is about.
        topic: HelpTopic,
        /// What is wished for.
        wish: Wish,
        /// Convenient times.
        times: Vec<String>,
        /// In their own words.
        message: String,
    },
    /// Answered the newest request of the organisation.
    Answer {
        /// Yes or no.
        accept: bool,
    },
    /// Named a time for the newest request that was taken, and the organisation said yes.
    Appointment {
        /// Days from now, moved out of the weekend.
        in_days: u32,
        /// Hour of the day.
        hour: i8,
        /// How they meet.
        meeting: Meeting,
        /// Where.
        place: String,
        /// Address of whoever confirms it.
        confirmed_by: String,
    },
    /// Began an interview: a new assessment, led by the adviser.
    Interview {
        /// Readable id of the check.
        check: String,
        /// Questions answered with yes.
        yes: Vec<String>,
        /// Questions answered with no.
        no: Vec<String>,
        /// Questions answered with "I don't know".
        unknown: Vec<String>,
    },
    /// Noted something about a question of the interview.
    Mark {
        /// Readable id of the question.
        question: String,
        /// What was shown.
        #[serde(default)]
        shown: String,
        /// What is to be clarified.
        #[serde(default)]
        clarify: String,
        /// For the partner's people only.
        #[serde(default)]
        private: String,
    },
    /// Sent what is to be clarified to the organisation.
    Clarify,
}

impl DemoNetwork {
    /// The person with this address.
    pub fn person(&self, email: &str) -> Option<&DemoPerson> {
        self.people.iter().find(|person| person.email == email)
    }

    /// What an area or partner with this slug is called; anything else is its own name.
    pub fn name_of<'a>(&'a self, slug: &'a str) -> &'a str {
        let areas = self.areas.iter().map(|area| (&area.slug, &area.name));
        let partners = self.partners.iter().map(|partner| (&partner.slug, &partner.name));
        areas.chain(partners).find(|(known, _)| *known == slug).map_or(slug, |(_, name)| name)
    }

    /// Whether somebody keeps this organisation's folder.
    pub fn keeps(&self, organisation: &str) -> bool {
        self.events.iter().any(|event| event.folder == organisation && matches!(event.what, DemoDeed::Keep { .. }))
    }
}

pub(crate) fn network(files: &Dir<'_>, faults: &mut Vec<String>) -> Option<DemoNetwork> {
    toml(files, FILE, faults)
}

/// Every name in the network must lead to something.
pub(crate) fn links(network: &DemoNetwork, region: &DemoRegion, content: &Content, faults: &mut Vec<String>) {
    let known_area = |slug: &String| network.areas.iter().any(|area| area.slug == *slug);
    let known_partner = |slug: &String| network.partners.iter().any(|partner| partner.slug == *slug);
    let known_folder = |name: &String| region.organisations.iter().any(|organisation| organisation.name == *name);
    let mut unknown = |what: &str, name: &str| faults.push(format!("{FILE}: unknown {what} {name}"));
    for (at, role) in [Role::Operator, Role::Manager].into_iter().enumerate() {
        if network.people.get(at).is_none_or(|person| person.role != role) {
            unknown("person for the role", role.code());
        }
    }
    for person in &network.people {
        let known = match person.role {
            Role::Operator | Role::Manager | Role::Evaluator => person.at.is_empty(),
            Role::Coordinator => known_area(&person.at),
            Role::Adviser | Role::Helper => known_partner(&person.at),
            Role::Owner | Role::Member => known_folder(&person.at),
        };
        if !known {
            unknown("place", &person.at);
        }
    }
    for slug in network.partners.iter().flat_map(|partner| &partner.areas).filter(|slug| !known_area(slug)) {
        unknown("area", slug);
    }
    for slug in network.areas.iter().map(|area| &area.slug).chain(network.partners.iter().map(|partner| &partner.slug))
    {
        if network.people.iter().all(|person| person.at != *slug) {
            unknown("person for", slug);
        }
    }
    for event in &network.events {
        if network.person(&event.by).is_none() {
            unknown("person", &event.by);
        }
        if !known_folder(&event.folder) {
            unknown("organisation", &event.folder);
        }
        match &event.what {
            DemoDeed::Keep { area } if !known_area(area) => unknown("area", area),
            DemoDeed::Invite { person } | DemoDeed::Appointment { confirmed_by: person, .. }
                if network.person(person).is_none() =>
            {
                unknown("person", person);
            }
            DemoDeed::Consent { partner, .. } if !partner.is_empty() && !known_partner(partner) => {
                unknown("partner", partner);
            }
            DemoDeed::Plan { requirement, .. }
            | DemoDeed::Comment { requirement, .. }
            | DemoDeed::Evidence { requirement, .. }
                if !content
                    .checks()
                    .any(|edition| edition.check.requirements().any(|(_, one)| one.id == *requirement)) =>
            {
                unknown("requirement", requirement);
            }
            DemoDeed::Interview { check, yes, no, unknown: open } => match content.check(check) {
                None => unknown("check", check),
                Some(edition) => {
                    for id in yes.iter().chain(no).chain(open) {
                        if edition.check.question_named(id).is_none() {
                            unknown("question", id);
                        }
                    }
                }
            },
            _ => {}
        }
    }
}
