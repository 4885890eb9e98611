//! Keys for programs: making, listing, ending, and what one opens; and creating requests that may come twice.
//!
//! A key belongs to an organisation or a partner, not to the person who made it; only its SHA-256 is stored. What it may
//! do is the smaller of its scopes and of what its place may do.

use jiff::{SignedDuration, Timestamp};
use ringwall_core::{
    actor::{Author, Permission, Place, Scope},
    api_token::{ApiScope, LONGEST_DAYS},
    id::{ApiTokenId, PartnerId, TenantId},
    organisation::one_line,
    partner::Partner,
    refusal::Refusal,
};
use ringwall_store::{ApiAnswer, ApiToken};

use crate::{
    Access, App, AppError, Right, Signed,
    access::{is_secret_text, secret_hash, secret_text},
    security_events,
};

/// What every key begins with, so that people and scanners for lost secrets recognise one.
const PREFIX: &str = "rwk_";
/// Most keys to one place.
const MOST: usize = 20;
/// A key's last use is written down at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);
/// How long an answer to a creating request is kept for the same request coming again.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long a creating request can be under way at most; older ones without an answer lost their process.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);

/// The key itself, as a program sends it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Reads a key; `None` if it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        text.strip_prefix(PREFIX).is_some_and(is_secret_text).then(|| Self(text.to_owned()))
    }

    /// The key as it is sent. A secret: shown once, never logged.
    pub fn secret(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> [u8; 32] {
        secret_hash(&self.0)
    }
}

impl std::fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

/// A program that showed a key.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its key.
    pub token: ApiToken,
}

impl Program {
    /// What its key may do.
    pub fn scopes(&self) -> impl Iterator<Item = ApiScope> {
        // A code that a newer version knew and this one does not opens nothing.
        self.token.scopes.split(' ').filter_map(ApiScope::from_code)
    }

    /// Whether its key may do this.
    pub fn may(&self, scope: ApiScope) -> bool {
        scope.fits(self.token.scope) && self.scopes().any(|held| held == scope)
    }

    fn author(&self) -> Author {
        let author = Author::program(self.token.created_by);
        match self.token.scope {
            Scope::Partner(partner) => author.on_behalf_of(partner),
            _ => author,
        }
    }
}

/// Who acts for a partner: one of its people, or a program with a key to it.
#[derive(Clone, Copy, Debug)]
pub enum ForPartner<'a> {
    /// Somebody who signed in.
    Person(&'a Signed),
    /// A program.
    Program(&'a Program),
}

impl<'a> From<&'a Signed> for ForPartner<'a> {
    fn from(signed: &'a Signed) -> Self {
        Self::Person(signed)
    }
}

impl<'a> From<&'a Program> for ForPartner<'a> {
    fn from(program: &'a Program) -> Self {
        Self::Program(program)
    }
}

impl ForPartner<'_> {
    /// Refuses whoever may not answer for this partner; else who acts, for the audit trail. What a program's key may do
    /// there is asked before, by its scope.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever has nothing to do with it, [`AppError::Denied`].
    pub(crate) fn require(self, partner: &Partner) -> Result<Author, AppError> {
        match self {
            Self::Person(signed) => signed.require(Permission::Advise, Place::partner(partner.region, partner.id)),
            Self::Program(program) if program.token.scope == Scope::Partner(partner.id) => Ok(program.author()),
            Self::Program(_) => Err(AppError::NotFound),
        }
    }
}

/// What to do with a creating request that brought a key of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It is new: do it, then say what came of it.
    Fresh,
    /// It was done before: this was the answer.
    Answered(ApiAnswer),
    /// The key was used for another request.
    Different,
    /// It is being done right now.
    UnderWay,
    /// It was begun, and nobody knows what became of it: its process died.
    Unknown,
}

impl App {
    /// Makes a key to an organisation. The key is known here this one time.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a resume link: somebody has to answer for a key. Refusals `api-token-name-missing`,
    /// `api-token-scopes-missing`, `api-token-days`, `api-tokens-too-many`.
    pub async fn create_api_token(
        &self,
        access: &Access,
        name: &str,
        scopes: &[ApiScope],
        days: u32,
    ) -> Result<(ApiToken, ApiKey), AppError> {
        access.require(Right::Own)?;
        if !access.is_signed_in() {
            return Err(AppError::Denied);
        }
        let place = Scope::Organisation(access.tenant());
        self.new_api_token(place, access.by(), name, scopes, days).await
    }

    /// Makes a key to a partner. The key is known here this one time.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`] for whoever is no adviser of it, also for who manages its region: a
    /// key reads who asked for help. The refusals of [`Self::create_api_token`].
    pub async fn create_partner_token(
        &self,
        signed: &Signed,
        partner: PartnerId,
        name: &str,
        scopes: &[ApiScope],
        days: u32,
    ) -> Result<(ApiToken, ApiKey), AppError> {
        let (by, _) = self.answers_for(signed, partner).await?;
        self.new_api_token(Scope::Partner(partner), by, name, scopes, days).await
    }

    /// Who acts for a partner, and the partner.
    async fn answers_for(&self, signed: &Signed, partner: PartnerId) -> Result<(Author, Partner), AppError> {
        let found = self.store().read().await?.partner(partner).await?.ok_or(AppError::NotFound)?;
        Ok((ForPartner::from(signed).require(&found)?.on_behalf_of(partner), found))
    }

    /// The keys to a partner, newest first, with the partner.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn partner_tokens(
        &self,
        signed: &Signed,
        partner: PartnerId,
    ) -> Result<(Vec<ApiToken>, Partner), AppError> {
        let (_, found) = self.answers_for(signed, partner).await?;
        Ok((self.store().read().await?.api_tokens_of(Scope::Partner(partner)).await?, found))
    }

    /// Ends a key to a partner at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also if there is no such key; [`AppError::Denied`].
    pub async fn revoke_partner_token(
        &self,
        signed: &Signed,
        partner: PartnerId,
        id: ApiTokenId,
    ) -> Result<(), AppError> {
        let (by, _) = self.answers_for(signed, partner).await?;
        self.end_api_token(Scope::Partner(partner), by, id).await
    }

    async fn new_api_token(
        &self,
        place: Scope,
        by: Author,
        name: &str,
        scopes: &[ApiScope],
        days: u32,
    ) -> Result<(ApiToken, ApiKey), AppError> {
        let name = one_line("api-token-name", name)?.ok_or(Refusal::new("api-token-name-missing"))?;
        let mut codes: Vec<&str> = scopes.iter().filter(|scope| scope.fits(place)).map(|scope| scope.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() {
            return Err(Refusal::new("api-token-scopes-missing").into());
        }
        if days == 0 || days > LONGEST_DAYS {
            return Err(Refusal::new("api-token-days").with("most", LONGEST_DAYS).into());
        }
        let (key, now) = (ApiKey(format!("{PREFIX}{}", secret_text(self))), self.now());
        let life = SignedDuration::from_hours(24 * i64::from(days));
        let token = ApiToken {
            id: ApiTokenId(self.new_uuid()),
            token_hash: key.hash(),
            scope: place,
            name,
            scopes: codes.join(" "),
            created_by: by.account,
            created_at: now,
            expires_at: now.checked_add(life).unwrap_or(Timestamp::MAX),
            used_at: None,
        };
        let stored = token.clone();
        self.store()
            .write::<_, AppError>("create_api_token", move |tx| {
                Box::pin(async move {
                    if tx.api_tokens_of(place).await?.len() >= MOST {
                        return Err(Refusal::new("api-tokens-too-many").with("most", MOST).into());
                    }
                    tx.insert_api_token(&stored).await?;
                    tx.append_audit(tenant_of(place), now, by, "api-token-created", &stored.scopes).await?;
                    Ok(())
                })
            })
            .await?;
        Ok((token, key))
    }

    /// The keys to an organisation, newest first.
    ///
    /// # Errors
    /// [`AppError::Denied`] for whoever does not own it.
    pub async fn api_tokens(&self, access: &Access) -> Result<Vec<ApiToken>, AppError> {
        access.require(Right::Own)?;
        Ok(self.store().read().await?.api_tokens_of(Scope::Organisation(access.tenant())).await?)
    }

    /// Ends a key to an organisation at once.
    ///
    /// # Errors
    /// [`AppError::Denied`]; [`AppError::NotFound`] if there is no such key.
    pub async fn revoke_api_token(&self, access: &Access, id: ApiTokenId) -> Result<(), AppError> {
        access.require(Right::Own)?;
        self.end_api_token(Scope::Organisation(access.tenant()), access.by(), id).await
    }

    async fn end_api_token(&self, place: Scope, by: Author, id: ApiTokenId) -> Result<(), AppError> {
        let now = self.now();
        let ended = self
            .store()
            .write::<_, AppError>("revoke_api_token", move |tx| {
                Box::pin(async move {
                    let ended = tx.delete_api_token(place, id).await?;
                    if ended {
                        tx.append_audit(tenant_of(place), now, by, "api-token-revoked", "").await?;
                    }
                    Ok(ended)
                })
            })
            .await?;
        if ended { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// Who comes with this key.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed, ended or revoked key: the same answer for all.
    pub async fn program(&self, key: &ApiKey) -> Result<Program, AppError> {
        let now = self.now();
        let token = self.store().read().await?.api_token(key.hash(), now).await?.ok_or(AppError::NotFound)?;
        if token.used_at.is_none_or(|used| now.duration_since(used) >= TOUCH) {
            let id = token.id;
            self.store()
                .write::<_, AppError>("touch_api_token", move |tx| {
                    Box::pin(async move { Ok(tx.touch_api_token(id, now).await?) })
                })
                .await?;
        }
        Ok(Program { token })
    }

    /// Opens an organisation for a program whose key belongs to it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the key opens something else, or there is no such organisation.
    pub async fn enter_as_program(&self, program: &Program, tenant: TenantId) -> Result<Access, AppError> {
        if program.token.scope != Scope::Organisation(tenant) {
            security_events::note("refused", program.token.id, "organisation");
            return Err(AppError::NotFound);
        }
        let record = self.store().read().await?.organisation(tenant).await?.ok_or(AppError::NotFound)?;
        // Owners alone make keys. What only they may do still needs the scope that says so.
        let right = if program.may(ApiScope::TakeOutRead) { Right::Own } else { Right::Work };
        Ok(Access::new(tenant, record.expires_at, program.author(), right))
    }

    /// Refuses a key that cannot do this, for whoever serves programs; `what` is the scope that was missing.
    pub fn note_missing_scope(program: &Program, what: ApiScope) {
        security_events::note("refused", program.token.id, what.code());
    }

    /// Opens a partner for a program whose key belongs to it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if the key opens something else.
    pub fn enter_partner_as_program(&self, program: &Program, partner: PartnerId) -> Result<(), AppError> {
        if program.token.scope == Scope::Partner(partner) {
            return Ok(());
        }
        security_events::note("refused", program.token.id, "partner");
        Err(AppError::NotFound)
    }

    /// Writes down that a creating request begins, unless one with the same key did within a day.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn begin_api_request(
        &self,
        program: &Program,
        key: &str,
        digest: [u8; 32],
        about: Option<TenantId>,
    ) -> Result<Begun, AppError> {
        let (token, now, key) = (program.token.id, self.now(), key.to_owned());
        let since = now.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        self.store()
            .write::<_, AppError>("begin_api_request", move |tx| {
                Box::pin(async move {
                    if tx.begin_api_request(token, &key, digest, about, now, since).await? {
                        return Ok(Begun::Fresh);
                    }
                    let Some(before) = tx.api_request(token, &key).await? else { return Ok(Begun::UnderWay) };
                    Ok(match before.answer {
                        _ if before.digest != digest => Begun::Different,
                        Some(answer) => Begun::Answered(answer),
                        None if now.duration_since(before.created_at) < UNDER_WAY => Begun::UnderWay,
                        None => Begun::Unknown,
                    })
                })
            })
            .await
    }

    /// Writes down what a creating request came to; `None` if it came to nothing and may be made again.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn finish_api_request(
        &self,
        program: &Program,
        key: &str,
        answer: Option<ApiAnswer>,
    ) -> Result<(), AppError> {
        let (token, key) = (program.token.id, key.to_owned());
        self.store()
            .write::<_, AppError>("finish_api_request", move |tx| {
                Box::pin(async move {
                    match answer {
                        Some(answer) => Ok(tx.finish_api_request(token, &key, &answer).await?),
                        None => Ok(tx.forget_api_request(token, &key).await?),
                    }
                })
            })
            .await
    }

    /// Forgets answers to creating requests that are older than a day. Returns how many.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn purge_api_requests(&self) -> Result<u64, AppError> {
        let before = self.now().checked_sub(KEPT).unwrap_or(Timestamp::MIN);
        self.store()
            .write::<_, AppError>("purge_api_requests", move |tx| {
                Box::pin(async move { Ok(tx.purge_api_requests(before).await?) })
            })
            .await
    }
}

/// The organisation a place is, for the audit trail.
const fn tenant_of(place: Scope) -> Option<TenantId> {
    match place {
        Scope::Organisation(tenant) => Some(tenant),
        _ => None,
    }
}
