//! People: who holds which role in a place, and what becomes of that.
//!
//! The same for an organisation, a partner, an area, a region and the installation; the rule of who may change what is
//! `core`'s ([`Role::given_with`]), and the last one a place cannot do without stays ([`Role::is_needed`]).

use ringwall_core::{
    actor::{Author, Membership, Place, Role, Scope},
    id::AccountId,
    refusal::Refusal,
};
use ringwall_store::{Account, Invitation};

use crate::{Access, App, AppError, Right, Signed, invitations::tenant_of};

/// The people of one place, as somebody may see them.
#[derive(Clone, Debug)]
pub struct People {
    /// Everybody with their role, by name.
    pub people: Vec<Person>,
    /// Open invitations, newest first; empty for whoever may not give a role here.
    pub invitations: Vec<Invitation>,
    /// The roles whoever looks may give here.
    pub may_give: Vec<Role>,
}

/// Somebody with a role in a place.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub account: Account,
    /// What.
    pub role: Role,
    /// Whether it is whoever looks.
    pub is_you: bool,
    /// Whether whoever looks may give this role, so also change it or take it away.
    pub may_change: bool,
    /// Whether it is the last one the place cannot do without.
    pub is_last: bool,
}

impl Signed {
    /// Who gives a role, as the author of an audit line.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who has nothing to do with the place, [`AppError::Denied`] for somebody who
    /// is there but may not give this role.
    pub fn may_give(&self, membership: Membership, place: Place) -> Result<Author, AppError> {
        if let Some(role) = self.actor.role_to_give(membership, place) {
            return Ok(Author::of(role, self.account.id));
        }
        let known = self.actor.memberships.iter().any(|held| place.is_reached_from(held.scope));
        Err(if known { AppError::Denied } else { AppError::NotFound })
    }

    /// The roles they may give in a place.
    pub fn roles_to_give(&self, scope: Scope, place: Place) -> Vec<Role> {
        let may = |role: &Role| self.actor.role_to_give(Membership { role: *role, scope }, place).is_some();
        Role::ALL.into_iter().filter(may).collect()
    }
}

impl App {
    /// The people of a place. Whoever has a role in it or may give one sees them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn people(&self, signed: &Signed, scope: Scope, place: Place) -> Result<People, AppError> {
        let may_give = signed.roles_to_give(scope, place);
        let is_here = signed.actor.memberships.iter().any(|held| held.scope == scope && held.role.fits(scope));
        if may_give.is_empty() && !is_here {
            return Err(AppError::NotFound);
        }
        let mut reader = self.store().read().await?;
        let found = reader.people_of(scope).await?;
        let count = |role: Role| found.iter().filter(|(_, held)| *held == role).count();
        let people = found
            .iter()
            .map(|(account, role)| Person {
                is_you: account.id == signed.account.id,
                may_change: may_give.contains(role),
                is_last: role.is_needed() && count(*role) == 1,
                account: account.clone(),
                role: *role,
            })
            .collect();
        let invitations = if may_give.is_empty() { Vec::new() } else { reader.invitations_of(scope).await? };
        let now = self.now();
        let open = |invitation: &Invitation| {
            invitation.accepted_at.is_none()
                && invitation.expires_at > now
                && may_give.contains(&invitation.membership.role)
        };
        Ok(People { people, invitations: invitations.into_iter().filter(open).collect(), may_give })
    }

    /// Who works for an organisation, by name: for its own people and for programs with a key to it.
    ///
    /// # Errors
    /// [`AppError::Denied`] for whoever comes by consent only.
    pub async fn people_of(&self, access: &Access) -> Result<Vec<(Account, Role)>, AppError> {
        access.require(Right::Work)?;
        Ok(self.store().read().await?.people_of(Scope::Organisation(access.tenant())).await?)
    }

    /// Gives somebody another role in the same place instead of the one they hold.
    ///
    /// # Errors
    /// [`AppError::Denied`] or [`AppError::NotFound`] for whoever may not give both roles; [`AppError::NotFound`] if
    /// the person does not hold the role (any more); `role-last` for the last one the place cannot do without.
    pub async fn change_role(
        &self,
        signed: &Signed,
        place: Place,
        account: AccountId,
        held: Membership,
        to: Role,
    ) -> Result<(), AppError> {
        let wanted = Membership { role: to, scope: held.scope };
        let by = signed.may_give(held, place)?;
        signed.may_give(wanted, place)?;
        if to == held.role {
            return Ok(());
        }
        let now = self.now();
        self.store()
            .write("change_role", move |tx| {
                Box::pin(async move {
                    let holders = tx.holders_of(held).await?;
                    if !tx.memberships_of(account).await?.contains(&held) {
                        return Err(AppError::NotFound);
                    }
                    if held.role.is_needed() && holders < 2 {
                        return Err(Refusal::new("role-last").with("role", held.role.code()).into());
                    }
                    tx.delete_membership(account, held).await?;
                    tx.insert_membership(account, wanted, now).await?;
                    let detail = serde_json::json!({ "person": account, "from": held.role, "to": to });
                    tx.append_audit(tenant_of(held.scope), now, by, "role-changed", &detail).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Takes a role away. Everybody may lay down their own.
    ///
    /// # Errors
    /// [`AppError::Denied`] or [`AppError::NotFound`] for whoever may not; [`AppError::NotFound`] if the person does
    /// not hold it (any more); `role-last` for the last one the place cannot do without.
    pub async fn take_role(
        &self,
        signed: &Signed,
        place: Place,
        account: AccountId,
        held: Membership,
    ) -> Result<(), AppError> {
        let own = account == signed.account.id && signed.actor.memberships.contains(&held);
        let by = if own { Author::of(held.role, account) } else { signed.may_give(held, place)? };
        let now = self.now();
        self.store()
            .write("take_role", move |tx| {
                Box::pin(async move {
                    let holders = tx.holders_of(held).await?;
                    if !tx.memberships_of(account).await?.contains(&held) {
                        return Err(AppError::NotFound);
                    }
                    if held.role.is_needed() && holders < 2 {
                        return Err(Refusal::new("role-last").with("role", held.role.code()).into());
                    }
                    tx.delete_membership(account, held).await?;
                    let detail = serde_json::json!({ "person": account, "role": held.role });
                    tx.append_audit(tenant_of(held.scope), now, by, "role-taken", &detail).await?;
                    Ok(())
                })
            })
            .await
    }
}
