//! Accounts, sessions, and what somebody is allowed where.
//!
//! Knows how a session begins, lives and ends, and turns one into an [`Actor`] and an [`Access`]. How somebody proves
//! who they are is in the modules beside it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::{Actor, Author, Membership, Permission, Place, Role, Scope},
    id::{AccountId, TenantId},
    language::Language,
    organisation::one_line,
    refusal::Refusal,
};
use ringwall_store::{Account, Conn, PlaceName, Session};

use crate::{
    Access, App, AppError, Looked, Right,
    access::{is_secret_text, secret_hash, secret_text},
    security_events,
};

/// Longest address, in characters (RFC 5321 allows 254).
pub(crate) const LONGEST_EMAIL: usize = 254;
/// Longest name of a browser that is kept, in characters.
const LONGEST_AGENT: usize = 200;
/// Most places of one person that are named in the header of pages.
const MOST_NAMED: usize = 20;
/// A session's last use is written down at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);

/// The secret in a session cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// Reads a token from a cookie; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        is_secret_text(text).then(|| Self(text.to_owned()))
    }

    /// The token as it stands in the cookie. A secret: never log it.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What the database knows of it; names the session in lists.
    pub fn hash(&self) -> [u8; 32] {
        secret_hash(&self.0)
    }
}

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who.
    pub account: Account,
    /// What they are, and where.
    pub actor: Actor,
    /// The session they came with.
    pub session: Session,
    /// Roles that rest, because they ask for a second factor and this session has none.
    pub resting: Vec<Role>,
}

impl Signed {
    /// The role that allows something, as the author of an audit line.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who has nothing to do with the place, [`AppError::Denied`] for somebody who
    /// is there but may not do this.
    pub fn require(&self, permission: Permission, place: Place) -> Result<Author, AppError> {
        if let Some(role) = self.actor.role_for(permission, place) {
            return Ok(Author::of(role, self.account.id));
        }
        let known = self.actor.memberships.iter().any(|membership| place.is_reached_from(membership.scope));
        security_events::note("refused", self.account.id, format_args!("{permission:?}"));
        Err(if known { AppError::Denied } else { AppError::NotFound })
    }
}

/// An address as it is compared and stored.
///
/// # Errors
/// `email-invalid`.
pub fn email_address(text: &str) -> Result<String, Refusal> {
    let refuse = || Refusal::new("email-invalid");
    let text = one_line("email", text).map_err(|_| refuse())?.ok_or_else(refuse)?.to_lowercase();
    let (local, domain) = text.rsplit_once('@').ok_or_else(refuse)?;
    let fits = text.chars().count() <= LONGEST_EMAIL
        && !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !text
            .chars()
            .any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')' | '\\'));
    if fits { Ok(text) } else { Err(refuse()) }
}

/// Whether a session was begun with two factors: a generator or paper code after the password, or a passkey (a device and
/// what opens it). What another service asked for is not known here; the weakest is assumed.
fn has_second_factor(method: &str) -> bool {
    method == "passkey" || method.ends_with("-totp") || method.ends_with("-paper")
}

/// Whether somebody has proved that the address is theirs.
pub(crate) const fn email_is_proved(account: &Account) -> bool {
    account.verified_at.is_some()
}

impl App {
    /// A new account without any way to sign in yet; the caller stores it.
    pub(crate) fn new_account(&self, email: &str, name: &str, language: Language) -> Result<Account, Refusal> {
        let email = email_address(email)?;
        Ok(Account {
            id: AccountId(self.new_uuid()),
            name: one_line("person-name", name)?.unwrap_or_else(|| email.clone()),
            email,
            language,
            created_at: self.now(),
            verified_at: None,
            disabled_at: None,
            revision: 1,
        })
    }

    /// Signs somebody in who has proved who they are. `method` is one of those of [`Session::method`].
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn begin_session(&self, account: AccountId, method: &str, agent: &str) -> Result<SessionToken, AppError> {
        let (token, now) = (SessionToken(secret_text(self)), self.now());
        let session = Session {
            token_hash: token.hash(),
            account,
            method: method.to_owned(),
            agent: agent.chars().filter(|c| !c.is_control()).take(LONGEST_AGENT).collect(),
            created_at: now,
            authenticated_at: now,
            seen_at: now,
            expires_at: self.session_end(now, now),
        };
        self.store()
            .write::<_, AppError>("begin_session", move |tx| {
                Box::pin(async move { Ok(tx.insert_session(&session).await?) })
            })
            .await?;
        Ok(token)
    }

    /// When a session ends that began and was used at these instants: idle too long, or simply old.
    fn session_end(&self, begun: Timestamp, used: Timestamp) -> Timestamp {
        let settings = self.settings();
        let after = |from: Timestamp, hours: u32| {
            from.checked_add(SignedDuration::from_hours(hours.into())).unwrap_or(Timestamp::MAX)
        };
        after(begun, settings.session_hours).min(after(used, settings.session_idle_hours))
    }

    /// Who comes with this token.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed, ended or revoked session.
    pub async fn signed_in(&self, token: &SessionToken) -> Result<Signed, AppError> {
        let now = self.now();
        let mut reader = self.store().read().await?;
        let (session, account, memberships) = reader.signed_in(token.hash(), now).await?.ok_or(AppError::NotFound)?;
        drop(reader);
        if now.duration_since(session.seen_at) >= TOUCH {
            let (hash, end) = (session.token_hash, self.session_end(session.created_at, now));
            self.store()
                .write::<_, AppError>("touch_session", move |tx| {
                    Box::pin(async move { Ok(tx.touch_session(hash, now, end).await?) })
                })
                .await?;
        }
        Ok(self.signed(account, memberships, session))
    }

    /// Who comes with a session. Roles that ask for a second factor rest in a session that has none.
    pub(crate) fn signed(&self, account: Account, mut memberships: Vec<Membership>, session: Session) -> Signed {
        let mut resting = Vec::new();
        if !has_second_factor(&session.method) {
            let asked = &self.settings().second_factor_for;
            resting = memberships.iter().map(|held| held.role).filter(|role| asked.contains(role)).collect();
            memberships.retain(|held| !asked.contains(&held.role));
            resting.sort_unstable();
            resting.dedup();
        }
        Signed { actor: Actor { account: account.id, memberships }, account, session, resting }
    }

    /// What the places are called in which somebody holds a role. For somebody with very many places, of none: whoever
    /// shows them has to ask for a part.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn place_names(&self, signed: &Signed) -> Result<BTreeMap<Scope, PlaceName>, AppError> {
        let mut scopes: Vec<Scope> = signed.actor.memberships.iter().map(|membership| membership.scope).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes.retain(|scope| *scope != Scope::Installation);
        if scopes.is_empty() || scopes.len() > MOST_NAMED {
            return Ok(BTreeMap::new());
        }
        Ok(self.store().read().await?.place_names(&scopes).await?)
    }

    /// Signs somebody out.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn end_session(&self, token: &SessionToken) -> Result<(), AppError> {
        let hash = token.hash();
        let session = self.store().read().await?.session(hash, self.now()).await?;
        let Some(session) = session else { return Ok(()) };
        security_events::note("signed-out", session.account, &session.method);
        self.store()
            .write::<_, AppError>("end_session", move |tx| {
                Box::pin(async move { Ok(tx.delete_session(session.account, hash).await.map(drop)?) })
            })
            .await
    }

    /// Opens an organisation for somebody who signed in: by a role in it, else by its consent. Whoever comes by consent
    /// leaves a trace that the organisation sees; [`Self::enter_to`] says what they came for.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if they have nothing to do with it, or it does not exist: the same answer for both.
    pub async fn enter(&self, signed: &Signed, tenant: TenantId) -> Result<Access, AppError> {
        self.enter_to(signed, tenant, Looked::Other).await
    }

    /// As [`Self::enter`], to look at this.
    ///
    /// # Errors
    /// As [`Self::enter`].
    pub async fn enter_to(&self, signed: &Signed, tenant: TenantId, what: Looked) -> Result<Access, AppError> {
        let mut reader = self.store().read().await?;
        let (mut expires_at, kept) = reader.organisation_expiry(tenant).await?.ok_or(AppError::NotFound)?;
        let Some((by, right)) = Self::right_in(&mut reader, signed, tenant).await? else {
            security_events::note("refused", signed.account.id, "organisation");
            return Err(AppError::NotFound);
        };
        drop(reader);
        // Whoever works there keeps it alive, written down at most once a day.
        let renewed = self.kept_expiry();
        if right >= Right::Work && kept && renewed.duration_since(expires_at) > SignedDuration::from_hours(24) {
            self.store()
                .write::<_, AppError>("enter", move |tx| {
                    Box::pin(async move { Ok(tx.extend_expiry(tenant, renewed).await?) })
                })
                .await?;
            expires_at = renewed;
        }
        let access = Access::new(tenant, expires_at, by, right);
        self.note_look(&access, what).await?;
        Ok(access)
    }

    /// How far somebody may go in an organisation.
    pub(crate) async fn right_in(
        reader: &mut Conn,
        signed: &Signed,
        tenant: TenantId,
    ) -> Result<Option<(Author, Right)>, AppError> {
        Ok(Self::rights_among(reader, signed, &[tenant]).await?.remove(&tenant))
    }

    /// How far somebody may go in each of these organisations; one in which they may do nothing is left out.
    pub(crate) async fn rights_among(
        reader: &mut Conn,
        signed: &Signed,
        tenants: &[TenantId],
    ) -> Result<BTreeMap<TenantId, (Author, Right)>, AppError> {
        let (mut rights, mut outside) = (BTreeMap::new(), Vec::new());
        for tenant in tenants {
            match signed.actor.role_for(Permission::WorkInOrganisation, Place::organisation(*tenant)) {
                Some(role) => {
                    let right = if role == Role::Owner { Right::Own } else { Right::Work };
                    rights.insert(*tenant, (Author::of(role, signed.account.id), right));
                }
                None => outside.push(*tenant),
            }
        }
        rights.extend(Self::rights_by_consent(reader, signed, &outside).await?);
        Ok(rights)
    }

    /// Gives a role without asking: for the command line, the demo and tests. Makes the account if there is none.
    ///
    /// # Errors
    /// `email-invalid`, `role-misplaced`.
    pub async fn appoint(
        &self,
        email: &str,
        name: &str,
        language: Language,
        membership: Membership,
    ) -> Result<AccountId, AppError> {
        if !membership.role.fits(membership.scope) {
            return Err(Refusal::new("role-misplaced").into());
        }
        let mut account = self.new_account(email, name, language)?;
        let now = self.now();
        account.verified_at = Some(now);
        self.store()
            .write::<_, AppError>("appoint", move |tx| {
                Box::pin(async move {
                    let id = if let Some(known) = tx.account_by_email(&account.email).await? {
                        known.id
                    } else {
                        tx.insert_account(&account).await?;
                        account.id
                    };
                    tx.insert_membership(id, membership, now).await?;
                    let tenant = match membership.scope {
                        Scope::Organisation(tenant) => Some(tenant),
                        _ => None,
                    };
                    tx.append_audit(tenant, now, Author::OPERATOR, "role-given", membership.role.code()).await?;
                    Ok(id)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_two_factors() {
        for (method, two) in [
            ("password", false),
            ("password-totp", true),
            ("password-paper", true),
            ("passkey", true),
            ("oidc:kommune", false),
            ("oidc:a-totp-b", false),
            ("invitation", false),
            ("", false),
        ] {
            assert_eq!(has_second_factor(method), two, "{method}");
        }
    }

    #[test]
    fn addresses_are_compared_in_lower_case_and_refused_when_they_cannot_be_one() {
        assert_eq!(email_address(" Rita.Muster@Example.ORG ").unwrap(), "rita.muster@example.org");
        for wrong in [
            "",
            "rita",
            "rita@",
            "@example.org",
            "rita@localhost",
            "a b@example.org",
            "a@example.org\nbcc: x",
            "a,b@example.org",
        ] {
            assert_eq!(email_address(wrong).unwrap_err().code, "email-invalid", "{wrong:?}");
        }
    }
}
