//! A region in which everything is set up that people would have to type.
#![expect(clippy::expect_used, reason = "a test whose set-up fails has failed")]

use jiff::Timestamp;
use ringwall_app::{AskForHelp, NewArea, NewPartner, NewRegion, Signed};
use ringwall_core::{
    actor::{Membership, Role, Scope},
    area::{Area, AreaKind, ContactPerson},
    colour::Colour,
    help_request::{Asker, HelpTopic, Wish},
    id::{AreaId, PartnerId, RegionId},
    language::{Language, Localised},
    partner::{Offer, Partner, PartnerKind},
};

use crate::app::TestApp;

/// A red square of 32 by 32 pixels.
#[rustfmt::skip]
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
    0x00, 0x20, 0x00, 0x00, 0x00, 0x20, 0x08, 0x02, 0x00, 0x00, 0x00, 0xfc, 0x18, 0xed, 0xa3, 0x00, 0x00, 0x00,
    0x2a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x98, 0xad, 0x22, 0x4c, 0x53, 0xc4, 0x30, 0x6a, 0xc1, 0xa8,
    0x05, 0xa3, 0x16, 0x8c, 0x5a, 0x30, 0x6a, 0xc1, 0xa8, 0x05, 0xa3, 0x16, 0x8c, 0x5a, 0x30, 0x6a, 0xc1, 0xa8,
    0x05, 0xa3, 0x16, 0x0c, 0x15, 0x0b, 0x00, 0xd6, 0xa9, 0x48, 0x2e, 0xd3, 0x1a, 0x85, 0x73, 0x00, 0x00, 0x00,
    0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A region with one satellite and three partners who do everything for everybody, three requests a month each.
pub struct TestRegion {
    /// The region.
    pub region: RegionId,
    /// Its satellite.
    pub area: AreaId,
    /// The satellite's name in addresses.
    pub slug: String,
    /// Its partners; `adviser-<n>-<name>@example.org` answers for each.
    pub partners: Vec<PartnerId>,
    /// Who runs it.
    pub manager: Signed,
    name: String,
}

impl TestRegion {
    /// The address of the person who answers for a partner, counted from 1.
    pub fn adviser(&self, number: usize) -> String {
        format!("adviser-{number}-{}@example.org", self.name)
    }

    /// A request for help in this area.
    pub fn ask(&self) -> AskForHelp {
        AskForHelp {
            area: self.area,
            topic: HelpTopic::Overview,
            wish: Wish::FirstTalk,
            times: Vec::new(),
            language: "de".to_owned(),
            assessment: None,
            asker: Asker {
                name: "Meryem".to_owned(),
                email: "meryem@example.org".to_owned(),
                phone: Some("05264 1234".to_owned()),
                organisation: Some("Bäckerei Sonnenkorn".to_owned()),
                message: "Wo fangen wir an?".to_owned(),
            },
        }
    }
}

impl TestApp {
    /// Somebody with these roles, as operations know them.
    ///
    /// # Panics
    /// If there is no role.
    pub async fn person(&self, email: &str, memberships: &[Membership]) -> Signed {
        let mut account = None;
        for membership in memberships {
            account = Some(self.app.appoint(email, "", Language::De, *membership).await.expect("an appointment"));
        }
        let account = account.expect("at least one role");
        let token = self.app.begin_session(account, "password", "testkit").await.expect("a session begins");
        self.app.signed_in(&token).await.expect("who just signed in")
    }

    /// A region with this name, which must be fit for addresses.
    ///
    /// # Panics
    /// If it cannot be made.
    pub async fn region(&self, name: &str) -> TestRegion {
        let operator = Membership { role: Role::Operator, scope: Scope::Installation };
        let operator = self.person("root@example.org", &[operator]).await;
        let manager = format!("manager-{name}@example.org");
        let new = NewRegion {
            name: Localised::both(name, name),
            slug: name.to_owned(),
            manager: manager.clone(),
            language: Language::De,
        };
        let region = self.app.open_region(&operator, new).await.expect("a region");
        let manager = self.person(&manager, &[Membership { role: Role::Manager, scope: Scope::Region(region) }]).await;
        let new = NewArea {
            kind: AreaKind::Satellite,
            name: format!("Kalletal {name}"),
            slug: format!("kalletal-{name}"),
            municipality_key: "05766036".to_owned(),
            population: Some(13_471),
            coordinator: format!("coordinator-{name}@example.org"),
            language: Language::De,
        };
        let area = self.app.open_area(&manager, region, new).await.expect("an area");
        let (id, slug) = (area.id, area.slug.clone());
        let area = Area {
            about: Localised::both("Wir sind für Sie da.", "We are there for you."),
            contact: ContactPerson { name: Some("Frau Öztürk".to_owned()), ..ContactPerson::default() },
            colour: Colour::parse("#ffcc00").ok(),
            ..area
        };
        self.app.change_area(&manager, area).await.expect("a changed area");
        self.app.set_coat_of_arms(&manager, id, Some(PNG)).await.expect("a coat of arms");
        let mut partners = Vec::new();
        for number in 1..=3 {
            let email = format!("adviser-{number}-{name}@example.org");
            let new = NewPartner {
                name: format!("Partner {number} {name}"),
                slug: format!("partner-{number}-{name}"),
                kind: PartnerKind::Chamber,
                adviser: email.clone(),
                language: Language::De,
            };
            let partner = self.app.enter_partner(&manager, region, new).await.expect("a partner");
            let (found, ..) = self.app.partner(&manager, partner).await.expect("the partner");
            let found = Partner { offers: Offer::ALL.to_vec(), capacity: 3, listed: true, ..found };
            self.app.change_partner(&manager, found).await.expect("a changed partner");
            let membership = Membership { role: Role::Adviser, scope: Scope::Partner(partner) };
            self.app.appoint(&email, "", Language::De, membership).await.expect("an adviser");
            partners.push(partner);
        }
        // The invitations are no test's matter.
        self.run_jobs_until_idle().await;
        self.mailbox().clear();
        TestRegion { region, area: id, slug, partners, manager, name: name.to_owned() }
    }

    /// The time, for appointments that lie ahead.
    pub fn in_days(&self, days: i64) -> Timestamp {
        let ahead = jiff::SignedDuration::from_hours(24 * days);
        self.app.now().checked_add(ahead).expect("a time in range")
    }
}
