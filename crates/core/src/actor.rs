//! Who acts, and what that lets them do.
//!
//! Knows roles, where they hold, and which permission follows; the table is [`Permission::granted_to`]. Refuses to know
//! consent: whether an adviser may see one organisation is decided where the consent is loaded (`app`), never by role.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, AreaId, PartnerId, RegionId, TenantId};

/// What somebody is, in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Answers for an organisation: people, consent, deletion.
    Owner,
    /// Works for an organisation.
    Member,
    /// Conducts interviews for a partner.
    Adviser,
    /// Takes over incidents for a partner.
    Helper,
    /// Looks after one area.
    Coordinator,
    /// Runs the programme of a region.
    Manager,
    /// Reads released reports of a region.
    Evaluator,
    /// Keeps the installation running; sees no answers.
    Operator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Owner,
        Self::Member,
        Self::Adviser,
        Self::Helper,
        Self::Coordinator,
        Self::Manager,
        Self::Evaluator,
        Self::Operator,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Member => "member",
            Self::Adviser => "adviser",
            Self::Helper => "helper",
            Self::Coordinator => "coordinator",
            Self::Manager => "manager",
            Self::Evaluator => "evaluator",
            Self::Operator => "operator",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What lets somebody give this role, take it away, or invite somebody into it, in the place where it holds.
    pub const fn given_with(self) -> &'static [Permission] {
        match self {
            Self::Owner | Self::Member => &[Permission::OwnOrganisation],
            Self::Adviser | Self::Helper => &[Permission::ManagePartner],
            Self::Coordinator => &[Permission::ManageArea],
            Self::Manager => &[Permission::ManageRegion, Permission::Operate],
            Self::Evaluator => &[Permission::ManageRegion],
            Self::Operator => &[Permission::Operate],
        }
    }

    /// Whether a place cannot do without: the last one stays.
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::Owner | Self::Manager | Self::Operator)
    }

    /// Whether a role can be held in this kind of place at all.
    pub const fn fits(self, scope: Scope) -> bool {
        matches!(
            (self, scope),
            (Self::Owner | Self::Member, Scope::Organisation(_))
                | (Self::Adviser | Self::Helper, Scope::Partner(_))
                | (Self::Coordinator, Scope::Area(_))
                | (Self::Manager | Self::Evaluator, Scope::Region(_))
                | (Self::Operator, Scope::Installation)
        )
    }
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum Scope {
    /// The whole installation.
    Installation,
    /// One region.
    Region(RegionId),
    /// One area.
    Area(AreaId),
    /// One partner.
    Partner(PartnerId),
    /// One organisation.
    Organisation(TenantId),
}

impl Scope {
    /// Stable code of the kind of place.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Installation => "installation",
            Self::Region(_) => "region",
            Self::Area(_) => "area",
            Self::Partner(_) => "partner",
            Self::Organisation(_) => "organisation",
        }
    }
}

/// One role in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Membership {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// Something that can be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Accounts, mail, jobs, health, settings of the installation.
    Operate,
    /// Region, its areas, partners and programme.
    ManageRegion,
    /// An area: its page, its people, its events.
    ManageArea,
    /// Requests for help of an area.
    SeeRequests,
    /// A partner: its offer and its people.
    ManagePartner,
    /// Accepting requests and conducting interviews for a partner.
    Advise,
    /// Taking over incidents for a partner.
    Help,
    /// Released reports.
    ReadReleases,
    /// Reading and working on an organisation's data.
    WorkInOrganisation,
    /// People, consent, take-out and deletion of an organisation.
    OwnOrganisation,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 10] = [
        Self::Operate,
        Self::ManageRegion,
        Self::ManageArea,
        Self::SeeRequests,
        Self::ManagePartner,
        Self::Advise,
        Self::Help,
        Self::ReadReleases,
        Self::WorkInOrganisation,
        Self::OwnOrganisation,
    ];

    /// The roles that bring this permission in a place they reach.
    pub const fn granted_to(self) -> &'static [Role] {
        match self {
            Self::Operate => &[Role::Operator],
            Self::ManageRegion => &[Role::Manager],
            Self::ManageArea => &[Role::Coordinator, Role::Manager],
            Self::SeeRequests => &[Role::Coordinator],
            Self::ManagePartner => &[Role::Adviser, Role::Manager],
            Self::Advise => &[Role::Adviser],
            Self::Help => &[Role::Helper],
            Self::ReadReleases => &[Role::Evaluator, Role::Manager],
            Self::WorkInOrganisation => &[Role::Owner, Role::Member],
            Self::OwnOrganisation => &[Role::Owner],
        }
    }
}

/// What a permission is asked for: a thing with the places around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The region it belongs to.
    pub region: Option<RegionId>,
    /// The area it belongs to.
    pub area: Option<AreaId>,
    /// The partner it belongs to.
    pub partner: Option<PartnerId>,
    /// The organisation it belongs to.
    pub organisation: Option<TenantId>,
}

impl Place {
    /// The installation itself.
    pub const INSTALLATION: Self = Self { region: None, area: None, partner: None, organisation: None };

    /// A region.
    pub const fn region(region: RegionId) -> Self {
        Self { region: Some(region), ..Self::INSTALLATION }
    }

    /// An area of a region.
    pub const fn area(region: RegionId, area: AreaId) -> Self {
        Self { region: Some(region), area: Some(area), ..Self::INSTALLATION }
    }

    /// A partner of a region.
    pub const fn partner(region: RegionId, partner: PartnerId) -> Self {
        Self { region: Some(region), partner: Some(partner), ..Self::INSTALLATION }
    }

    /// An organisation. Neither region nor area reach into it.
    pub const fn organisation(tenant: TenantId) -> Self {
        Self { organisation: Some(tenant), ..Self::INSTALLATION }
    }

    /// Whether a role held at this scope reaches here.
    pub fn is_reached_from(&self, scope: Scope) -> bool {
        match scope {
            Scope::Installation => true,
            Scope::Region(id) => self.region == Some(id),
            Scope::Area(id) => self.area == Some(id),
            Scope::Partner(id) => self.partner == Some(id),
            Scope::Organisation(id) => self.organisation == Some(id),
        }
    }
}

/// Somebody who signed in, with all they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub account: AccountId,
    /// What, and where.
    pub memberships: Vec<Membership>,
}

impl Actor {
    /// The role that allows this here, if one does.
    pub fn role_for(&self, permission: Permission, place: Place) -> Option<Role> {
        let granted = permission.granted_to();
        let fitting = self.memberships.iter().filter(|membership| {
            granted.contains(&membership.role)
                && membership.role.fits(membership.scope)
                && place.is_reached_from(membership.scope)
        });
        fitting.map(|membership| membership.role).min()
    }

    /// Whether this is allowed here.
    pub fn may(&self, permission: Permission, place: Place) -> bool {
        self.role_for(permission, place).is_some()
    }

    /// The role that lets them give this membership, if one does. `place` is the place of the membership with the
    /// places around it; if it is another one, the answer is no.
    pub fn role_to_give(&self, membership: Membership, place: Place) -> Option<Role> {
        if !membership.role.fits(membership.scope) || !place.is_reached_from(membership.scope) {
            return None;
        }
        membership.role.given_with().iter().find_map(|permission| self.role_for(*permission, place))
    }

    /// The places where somebody holds a role.
    pub fn scopes_as(&self, role: Role) -> impl Iterator<Item = Scope> {
        self.memberships.iter().filter(move |membership| membership.role == role).map(|membership| membership.scope)
    }
}

/// Who stands behind a line of the audit trail: a role, and an account or partner by id, never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// `visitor`, `system`, `program`, or the code of a [`Role`].
    pub role: &'static str,
    /// The account, if somebody signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The partner on whose behalf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
}

impl Author {
    /// Somebody with a resume link.
    pub const VISITOR: Self = Self { role: "visitor", account: None, partner: None };
    /// The program itself.
    pub const SYSTEM: Self = Self { role: "system", account: None, partner: None };
    /// The command line of the operator.
    pub const OPERATOR: Self = Self { role: Role::Operator.code(), account: None, partner: None };

    /// A program with a key that somebody made.
    pub const fn program(made_by: Option<AccountId>) -> Self {
        Self { role: "program", account: made_by, partner: None }
    }

    /// Somebody who signed in, acting in a role.
    pub const fn of(role: Role, account: AccountId) -> Self {
        Self { role: role.code(), account: Some(account), partner: None }
    }

    /// The same, on behalf of a partner.
    #[must_use]
    pub const fn on_behalf_of(mut self, partner: PartnerId) -> Self {
        self.partner = Some(partner);
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn scope_of(role: Role, number: u128) -> Scope {
        match role {
            Role::Owner | Role::Member => Scope::Organisation(TenantId(id(number))),
            Role::Adviser | Role::Helper => Scope::Partner(PartnerId(id(number))),
            Role::Coordinator => Scope::Area(AreaId(id(number))),
            Role::Manager | Role::Evaluator => Scope::Region(RegionId(id(number))),
            Role::Operator => Scope::Installation,
        }
    }

    fn actor(role: Role, number: u128) -> Actor {
        Actor { account: AccountId(id(99)), memberships: vec![Membership { role, scope: scope_of(role, number) }] }
    }

    fn places(number: u128) -> [Place; 5] {
        let region = RegionId(id(number));
        [
            Place::INSTALLATION,
            Place::region(region),
            Place::area(region, AreaId(id(number))),
            Place::partner(region, PartnerId(id(number))),
            Place::organisation(TenantId(id(number))),
        ]
    }

    #[test]
    fn codes_lead_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.code());
        }
    }

    #[test]
    fn the_table_of_roles_and_places() {
        // Which permission holds in: installation, region, area, partner, organisation.
        use Permission::{
            Advise, Help, ManageArea, ManagePartner, ManageRegion, Operate, OwnOrganisation, ReadReleases, SeeRequests,
            WorkInOrganisation,
        };
        let expected: &[(Role, [&[Permission]; 5])] = &[
            (Role::Owner, [&[], &[], &[], &[], &[WorkInOrganisation, OwnOrganisation]]),
            (Role::Member, [&[], &[], &[], &[], &[WorkInOrganisation]]),
            (Role::Adviser, [&[], &[], &[], &[ManagePartner, Advise], &[]]),
            (Role::Helper, [&[], &[], &[], &[Help], &[]]),
            (Role::Coordinator, [&[], &[], &[ManageArea, SeeRequests], &[], &[]]),
            (
                Role::Manager,
                [
                    &[],
                    &[ManageRegion, ManageArea, ManagePartner, ReadReleases],
                    &[ManageRegion, ManageArea, ManagePartner, ReadReleases],
                    &[ManageRegion, ManageArea, ManagePartner, ReadReleases],
                    &[],
                ],
            ),
            (Role::Evaluator, [&[], &[ReadReleases], &[ReadReleases], &[ReadReleases], &[]]),
            (Role::Operator, [&[Operate], &[Operate], &[Operate], &[Operate], &[Operate]]),
        ];
        for (role, by_place) in expected {
            for (place, wanted) in places(1).into_iter().zip(by_place) {
                let held: Vec<_> = Permission::ALL.into_iter().filter(|p| actor(*role, 1).may(*p, place)).collect();
                assert_eq!(held, *wanted, "{role:?} in {place:?}");
            }
            if *role != Role::Operator {
                for place in places(2) {
                    assert!(
                        Permission::ALL.into_iter().all(|p| !actor(*role, 1).may(p, place)),
                        "{role:?} in {place:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_table_of_who_gives_what() {
        // Who may give which roles, each in the place where it holds, within the same region.
        let expected: &[(Role, &[Role])] = &[
            (Role::Owner, &[Role::Owner, Role::Member]),
            (Role::Member, &[]),
            (Role::Adviser, &[Role::Adviser, Role::Helper]),
            (Role::Helper, &[]),
            (Role::Coordinator, &[Role::Coordinator]),
            (Role::Manager, &[Role::Adviser, Role::Helper, Role::Coordinator, Role::Manager, Role::Evaluator]),
            (Role::Evaluator, &[]),
            (Role::Operator, &[Role::Manager, Role::Operator]),
        ];
        let place_of = |role: Role, number: u128| {
            let region = RegionId(id(number));
            match scope_of(role, number) {
                Scope::Installation => Place::INSTALLATION,
                Scope::Region(_) => Place::region(region),
                Scope::Area(area) => Place::area(region, area),
                Scope::Partner(partner) => Place::partner(region, partner),
                Scope::Organisation(tenant) => Place::organisation(tenant),
            }
        };
        assert_eq!(expected.len(), Role::ALL.len());
        for (who, wanted) in expected {
            for role in Role::ALL {
                let membership = Membership { role, scope: scope_of(role, 1) };
                let given = actor(*who, 1).role_to_give(membership, place_of(role, 1));
                assert_eq!(given, wanted.contains(&role).then_some(*who), "{who:?} gives {role:?}");
                // Elsewhere nobody gives anything but the operator, whose place is the whole installation.
                let elsewhere = Membership { role, scope: scope_of(role, 2) };
                if *who != Role::Operator {
                    assert_eq!(actor(*who, 1).role_to_give(elsewhere, place_of(role, 2)), None, "{who:?} {role:?}");
                }
                // A place that is not the one of the membership proves nothing.
                if role != Role::Operator {
                    assert_eq!(actor(*who, 1).role_to_give(elsewhere, place_of(role, 1)), None, "{who:?} {role:?}");
                }
            }
        }
    }

    #[test]
    fn only_roles_that_fit_are_given() {
        let wrong = Membership { role: Role::Owner, scope: Scope::Installation };
        for who in Role::ALL {
            assert_eq!(actor(who, 1).role_to_give(wrong, Place::INSTALLATION), None);
        }
    }

    #[test]
    fn a_role_in_a_place_where_it_cannot_be_held_gives_nothing() {
        let wrong = Actor {
            account: AccountId(id(1)),
            memberships: vec![
                Membership { role: Role::Owner, scope: Scope::Installation },
                Membership { role: Role::Operator, scope: Scope::Organisation(TenantId(id(1))) },
            ],
        };
        for place in places(1) {
            assert!(Permission::ALL.into_iter().all(|permission| !wrong.may(permission, place)));
        }
    }
}
