//! Invitations: a role is offered to an address and taken by whoever opens the link in that mail.
//!
//! Knows who may invite whom (the rule is `core`'s) and that a link works once, for two weeks. The link proves the
//! address: whoever has no account yet gets one from it.

use jiff::SignedDuration;
use ringwall_core::{
    actor::{Author, Membership, Place, Role, Scope},
    id::{AccountId, TenantId},
    language::Language,
    organisation::one_line,
    refusal::Refusal,
};
use ringwall_store::{Account, Invitation, Tx};

use crate::{
    App, AppError, Letter, Signed,
    access::{is_secret_text, secret_hash, secret_text},
    accounts::{email_address, email_is_proved},
    sign_ins::Proof,
};

/// How long an invitation can be taken.
const VALID: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long the first operator's link works.
const FIRST_VALID: SignedDuration = SignedDuration::from_hours(24);
/// Most open invitations into one place.
const MOST_OPEN: usize = 100;

/// The secret in a link that a mail carries: works once, for a while.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    pub(crate) fn new(app: &App) -> Self {
        Self(secret_text(app))
    }

    /// The link that a form asks for: the same if it is sent again.
    pub(crate) fn once(app: &App, what: &str) -> Self {
        Self(app.secret_once(what))
    }

    /// Reads a token from an address; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        is_secret_text(text).then(|| Self(text.to_owned()))
    }

    /// The token as it stands in the link. A secret: never log it.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What the database knows of it.
    pub fn hash(&self) -> [u8; 32] {
        secret_hash(&self.0)
    }
}

impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

/// What is needed to invite somebody.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Which role, where.
    pub membership: Membership,
    /// The place of the membership with the places around it, as whoever asks has loaded it.
    pub place: Place,
    /// What the place is called, for the mail; may be empty.
    pub place_name: String,
    /// To whom.
    pub email: String,
    /// In which language the mail is written.
    pub language: Language,
}

/// The tenant whose audit trail a change of roles belongs to.
pub(crate) const fn tenant_of(scope: Scope) -> Option<TenantId> {
    match scope {
        Scope::Organisation(tenant) => Some(tenant),
        _ => None,
    }
}

impl App {
    /// Invites an address into a role. An open invitation of the same address into the same role is replaced.
    ///
    /// # Errors
    /// [`AppError::Denied`] or [`AppError::NotFound`] for somebody who may not give this role; `email-invalid`,
    /// `person-already` if the address holds the role, `invitations-too-many`.
    pub async fn invite(&self, signed: &Signed, invite: Invite) -> Result<(), AppError> {
        let by = signed.may_give(invite.membership, invite.place)?;
        self.invite_by(by, Some((signed.account.id, signed.account.name.clone())), invite).await.map(drop)
    }

    /// Invites without asking who may: for the opening of a place in the same breath and for the command line.
    pub(crate) async fn invite_by(
        &self,
        by: Author,
        inviter: Option<(AccountId, String)>,
        invite: Invite,
    ) -> Result<LinkToken, AppError> {
        let app = self.clone();
        self.store()
            .write("invite", move |tx| Box::pin(async move { app.invite_in(tx, by, inviter, &invite).await }))
            .await
    }

    /// The same within a transaction of the caller, who has asked for permission.
    pub(crate) async fn invite_in(
        &self,
        tx: &mut Tx,
        by: Author,
        inviter: Option<(AccountId, String)>,
        invite: &Invite,
    ) -> Result<LinkToken, AppError> {
        let (now, membership) = (self.now(), invite.membership);
        if !membership.role.fits(membership.scope) {
            return Err(Refusal::new("role-misplaced").into());
        }
        let email = email_address(&invite.email)?;
        let place_name = one_line("name", &invite.place_name)?.unwrap_or_default();
        if let Some(known) = tx.account_by_email(&email).await? {
            if tx.memberships_of(known.id).await?.contains(&membership) {
                return Err(Refusal::new("person-already").with("email", email).into());
            }
        }
        let open = tx.invitations_of(membership.scope).await?;
        let open = open.iter().filter(|invitation| invitation.accepted_at.is_none() && invitation.expires_at > now);
        if open.count() >= MOST_OPEN {
            return Err(Refusal::new("invitations-too-many").with("most", MOST_OPEN).into());
        }
        let token = LinkToken::once(self, "invitation");
        if tx.invitation(token.hash(), now).await?.is_some() {
            return Ok(token);
        }
        let invitation = Invitation {
            token_hash: token.hash(),
            email: email.clone(),
            membership,
            place_name: place_name.clone(),
            language: invite.language,
            invited_by: inviter.as_ref().map(|(account, _)| *account),
            created_at: now,
            expires_at: now.checked_add(VALID).unwrap_or(now),
            accepted_at: None,
        };
        tx.delete_open_invitations(&email, membership).await?;
        tx.insert_invitation(&invitation).await?;
        let tenant = tenant_of(membership.scope);
        tx.append_audit(tenant, now, by, "person-invited", membership.role.code()).await?;
        let letter = Letter::new("invitation", &email, "", invite.language)
            .with("role", membership.role.code())
            .with("scope", membership.scope.code())
            .with("named", if place_name.is_empty() { "no" } else { "yes" })
            .with("place", &place_name)
            .with("known", if inviter.is_some() { "yes" } else { "no" })
            .with("inviter", inviter.map(|(_, name)| name).unwrap_or_default())
            .leading_to(format!("/invitation/{}", token.secret()));
        self.post(tx, letter, tenant, None).await?;
        Ok(token)
    }

    /// A link by which the first operator makes an account, unless there is an operator. Earlier ones end.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn first_operator_link(&self) -> Result<Option<LinkToken>, AppError> {
        let (token, now) = (LinkToken::new(self), self.now());
        let membership = Membership { role: Role::Operator, scope: Scope::Installation };
        let invitation = Invitation {
            token_hash: token.hash(),
            email: String::new(),
            membership,
            place_name: String::new(),
            language: Language::De,
            invited_by: None,
            created_at: now,
            expires_at: now.checked_add(FIRST_VALID).unwrap_or(now),
            accepted_at: None,
        };
        let made = self
            .store()
            .write::<_, AppError>("first_operator_link", move |tx| {
                Box::pin(async move {
                    if tx.holders_of(membership).await? > 0 {
                        return Ok(false);
                    }
                    tx.delete_open_invitations("", membership).await?;
                    tx.insert_invitation(&invitation).await?;
                    tx.append_audit(None, now, Author::OPERATOR, "first-link-made", "").await?;
                    Ok(true)
                })
            })
            .await?;
        Ok(made.then_some(token))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::NotFound`].
    pub async fn withdraw_invitation(
        &self,
        signed: &Signed,
        scope: Scope,
        place: Place,
        token_hash: [u8; 32],
    ) -> Result<(), AppError> {
        let (signed, now) = (signed.clone(), self.now());
        self.store()
            .write("withdraw_invitation", move |tx| {
                Box::pin(async move {
                    let found = tx.invitations_of(scope).await?;
                    let found = found.into_iter().find(|invitation| invitation.token_hash == token_hash);
                    let invitation = found.ok_or(AppError::NotFound)?;
                    let by = signed.may_give(invitation.membership, place)?;
                    tx.delete_invitation(scope, token_hash).await?;
                    let role = invitation.membership.role.code();
                    tx.append_audit(tenant_of(scope), now, by, "invitation-withdrawn", role).await?;
                    Ok(())
                })
            })
            .await
    }

    /// The invitation behind a link, and whether its address has an account already.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed, taken, withdrawn or expired one: the same answer for all.
    pub async fn invitation(&self, token: &LinkToken) -> Result<(Invitation, bool), AppError> {
        let mut reader = self.store().read().await?;
        let invitation = reader.invitation(token.hash(), self.now()).await?.ok_or(AppError::NotFound)?;
        let known = !invitation.email.is_empty() && reader.account_by_email(&invitation.email).await?.is_some();
        Ok((invitation, known))
    }

    /// Takes an invitation for somebody who signed in with the address it was sent to.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for one that cannot be taken; `invitation-other-address`.
    pub async fn accept_invitation(&self, signed: &Signed, token: &LinkToken) -> Result<Membership, AppError> {
        self.accept(signed, token.hash()).await
    }

    /// Takes an invitation without its link, for somebody who has proved that the address it was sent to is theirs.
    ///
    /// # Errors
    /// As [`Self::accept_invitation`]; [`AppError::NotFound`] without that proof.
    pub async fn accept_waiting_invitation(&self, signed: &Signed, hash: [u8; 32]) -> Result<Membership, AppError> {
        let waiting = self.store().read().await?.invitation(hash, self.now()).await?.ok_or(AppError::NotFound)?;
        if !email_is_proved(&signed.account) || waiting.email != signed.account.email {
            return Err(AppError::NotFound);
        }
        self.accept(signed, hash).await
    }

    async fn accept(&self, signed: &Signed, hash: [u8; 32]) -> Result<Membership, AppError> {
        let (now, account) = (self.now(), signed.account.clone());
        self.store()
            .write("accept_invitation", move |tx| {
                Box::pin(async move {
                    let invitation = tx.invitation(hash, now).await?.ok_or(AppError::NotFound)?;
                    if !invitation.email.is_empty() && invitation.email != account.email {
                        return Err(Refusal::new("invitation-other-address")
                            .with("invited", &invitation.email)
                            .with("email", &account.email)
                            .into());
                    }
                    take(tx, &invitation, &account, now).await?;
                    Ok(invitation.membership)
                })
            })
            .await
    }

    /// Takes an invitation for somebody who has no account yet: makes one. The printed link of the first operator
    /// carries no address, so it is asked for and not proved by this.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for one that cannot be taken; `account-exists` if the address has an account;
    /// `email-invalid` and the refusals of a name and a password.
    pub async fn accept_as_new(
        &self,
        token: &LinkToken,
        email: &str,
        name: &str,
        language: Language,
        proof: Proof,
    ) -> Result<(AccountId, Membership), AppError> {
        let (invitation, known) = self.invitation(token).await?;
        if known {
            return Err(Refusal::new("account-exists").into());
        }
        let proved = !invitation.email.is_empty();
        let email = if proved { invitation.email.clone() } else { email_address(email)? };
        let name = one_line("person-name", name)?.ok_or_else(|| Refusal::new("person-name-missing"))?;
        let now = self.now();
        let mut account = self.new_account(&email, &name, language)?;
        if let Proof::Passkey(passkey) = &proof {
            account.id = passkey.account;
        }
        account.verified_at = proved.then_some(now);
        let proof = self.prepared(proof, &account).await?;
        let hash = token.hash();
        self.store()
            .write("accept_as_new", move |tx| {
                Box::pin(async move {
                    let invitation = tx.invitation(hash, now).await?.ok_or(AppError::NotFound)?;
                    if tx.account_by_email(&account.email).await?.is_some() {
                        return Err(Refusal::new("account-exists").into());
                    }
                    tx.insert_account(&account).await?;
                    proof.store(tx, account.id, now).await?;
                    take(tx, &invitation, &account, now).await?;
                    Ok((account.id, invitation.membership))
                })
            })
            .await
    }
}

/// Marks an invitation as taken and gives the role. Of two at once, one wins.
pub(crate) async fn take(
    tx: &mut Tx,
    invitation: &Invitation,
    account: &Account,
    now: jiff::Timestamp,
) -> Result<(), AppError> {
    if !tx.accept_invitation(invitation.token_hash, now).await? {
        return Err(AppError::NotFound);
    }
    // A place that was deleted meanwhile takes its invitations along; this one still stands, so the place does.
    tx.insert_membership(account.id, invitation.membership, now).await?;
    let by = Author::of(invitation.membership.role, account.id);
    let role = invitation.membership.role.code();
    tx.append_audit(tenant_of(invitation.membership.scope), now, by, "invitation-taken", role).await?;
    Ok(())
}
