//! Giving and taking back consent, and what outsiders see because of it.
//!
//! Consent is asked at every request ([`App::enter`]), so that whoever loses it is locked out at the very next one. And
//! nobody of outside reads without a trace: the look is written down before anything is shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ringwall_core::{
    actor::{Author, Permission, Place, Role, Scope},
    consent::{Consent, Opened, Purpose, opened},
    id::{AccountId, ConsentId, PartnerId, TenantId},
    language::Language,
    organisation::Organisation,
    refusal::Refusal,
};
use ringwall_store::{Conn, Look, StoreError, Tx};

use crate::{Access, App, AppError, AssessmentHead, Right, Signed};

/// Clients on one page of a list.
pub const CLIENTS_PER_PAGE: u32 = 50;
/// Most partners that a form offers.
const MOST_CHOICES: u32 = 500;
/// Most lines of the list of looks that a page shows.
const MOST_LOOKS: u32 = 500;
/// Most lines of the list of events that a page shows.
const MOST_EVENTS: u32 = 200;
/// The event of the audit trail that says that somebody of outside looked.
const DATA_READ: &str = "data-read";

/// A kind of page of an organisation, as its list of looks names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Looked {
    /// The folder.
    Overview,
    /// Facts about the organisation.
    Facts,
    /// Questions and answers.
    Interview,
    /// A result.
    Result,
    /// A plan.
    Plan,
    /// Risks.
    Risks,
    /// A document that was made and downloaded.
    Download,
    /// A file of the organisation.
    File,
    /// A request for help.
    Request,
    /// Name and state in a partner's list of clients.
    Clients,
    /// Through the interface for programs.
    Interface,
    /// Anything else.
    Other,
}

impl Looked {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Overview,
        Self::Facts,
        Self::Interview,
        Self::Result,
        Self::Plan,
        Self::Risks,
        Self::Download,
        Self::File,
        Self::Request,
        Self::Clients,
        Self::Interface,
        Self::Other,
    ];

    /// Stable code, also the text key `log-page-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Facts => "facts",
            Self::Interview => "interview",
            Self::Result => "result",
            Self::Plan => "plan",
            Self::Risks => "risks",
            Self::Download => "download",
            Self::File => "file",
            Self::Request => "request",
            Self::Clients => "clients",
            Self::Interface => "interface",
            Self::Other => "other",
        }
    }
}

/// A consent about to be given.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// What for.
    pub purpose: Purpose,
    /// To whom, if the purpose names a partner.
    pub partner: Option<PartnerId>,
    /// The version the reader saw.
    pub version: String,
    /// The language the reader saw it in.
    pub language: Language,
}

/// A consent with the names a reader needs.
#[derive(Clone, Debug)]
pub struct ShownConsent {
    /// The consent.
    pub consent: Consent,
    /// Name of the partner.
    pub partner: Option<String>,
    /// Name of who gave it.
    pub given_by: Option<String>,
    /// Name of who took it back.
    pub revoked_by: Option<String>,
}

/// One line of the list of looks.
#[derive(Clone, Debug)]
pub struct ShownLook {
    /// What was looked at, when, how often.
    pub look: Look,
    /// Name of the person, if the account is still there.
    pub person: Option<String>,
    /// Name of the partner.
    pub partner: Option<String>,
}

/// One line of the list of everything else that happened.
#[derive(Clone, Debug)]
pub struct ShownEvent {
    /// When.
    pub at: Timestamp,
    /// As what somebody acted.
    pub role: String,
    /// Name of the person, if the account is still there.
    pub person: Option<String>,
    /// What happened, as a code.
    pub event: String,
}

/// An organisation that let a partner in.
#[derive(Clone, Debug)]
pub struct Client {
    /// Whose data.
    pub tenant: TenantId,
    /// The facts it gave.
    pub organisation: Organisation,
    /// What it allowed this partner.
    pub consents: Vec<Consent>,
    /// How far its folder is open.
    pub right: Right,
    /// Its newest assessment; not for somebody who may only read a request's result and finds none finished.
    pub newest: Option<AssessmentHead>,
}

impl App {
    /// The day of the region.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        self.now().to_zoned_datetime(ringwall_content::format::zone()).date()
    }

    /// Gives a consent.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but an owner; `consent-text-changed` if another version is shown by now,
    /// `consent-given` if it holds already, `consent-partner-…`.
    pub async fn give_consent(&self, access: &Access, new: NewConsent) -> Result<Consent, AppError> {
        let (app, access) = (self.clone(), *access);
        self.store()
            .write::<_, AppError>("give_consent", move |tx| {
                Box::pin(async move { app.give_consent_in(tx, &access, new).await })
            })
            .await
    }

    /// Gives a consent as part of a larger change.
    ///
    /// # Errors
    /// As [`Self::give_consent`].
    pub(crate) async fn give_consent_in(
        &self,
        tx: &mut Tx,
        access: &Access,
        new: NewConsent,
    ) -> Result<Consent, AppError> {
        access.require(Right::Own)?;
        let text = self.content().consent(new.purpose, self.today());
        let text = text.filter(|text| text.version == new.version).ok_or(Refusal::new("consent-text-changed"))?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        let consent = Consent {
            id: ConsentId(self.new_uuid()),
            purpose: new.purpose,
            partner: new.partner,
            version: text.version.clone(),
            digest: text.digest.clone(),
            language: new.language,
            given_at: now,
            given_by: by.account,
            revoked_at: None,
            revoked_by: None,
        }
        .validated()?;
        if let Some(partner) = consent.partner {
            let people = tx.people_of(Scope::Partner(partner)).await?;
            if people.is_empty() && tx.partner(partner).await?.is_none() {
                return Err(AppError::NotFound);
            }
        }
        let current = tx.current_consents_of(tenant).await?;
        if current.iter().any(|held| held.purpose == consent.purpose && held.partner == consent.partner) {
            return Err(Refusal::new("consent-given").into());
        }
        match tx.insert_consent(tenant, &consent, false).await {
            Ok(()) => {}
            // Two owners at the same moment: one of them gave it.
            Err(StoreError::Conflict) => return Err(Refusal::new("consent-given").into()),
            Err(error) => return Err(error.into()),
        }
        let detail = serde_json::json!({
            "purpose": consent.purpose, "partner": consent.partner, "version": consent.version, "text": consent.digest,
        });
        tx.append_audit(Some(tenant), now, by, "consent-given", &detail).await?;
        Ok(consent)
    }

    /// Takes a consent back. From the next request on, nobody reads because of it.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody but an owner; [`AppError::NotFound`].
    pub async fn revoke_consent(&self, access: &Access, id: ConsentId) -> Result<(), AppError> {
        access.require(Right::Own)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        self.store()
            .write::<_, AppError>("revoke_consent", move |tx| {
                Box::pin(async move {
                    let revoked = tx.revoke_consent(tenant, id, now, by.account).await?;
                    let Some(consent) = revoked else {
                        // Pressed twice is as good as once.
                        let known = tx.consents_of(tenant).await?.iter().any(|consent| consent.id == id);
                        return if known { Ok(()) } else { Err(AppError::NotFound) };
                    };
                    let detail = serde_json::json!({ "purpose": consent.purpose, "partner": consent.partner });
                    tx.append_audit(Some(tenant), now, by, "consent-revoked", &detail).await?;
                    Ok(())
                })
            })
            .await
    }

    /// All consents an organisation ever gave here, newest first. For its own people only.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Unavailable`].
    pub async fn consents(&self, access: &Access) -> Result<Vec<ShownConsent>, AppError> {
        access.require(Right::Work)?;
        let mut reader = self.store().read().await?;
        let consents = reader.consents_of(access.tenant()).await?;
        let partners =
            Self::partner_names(&mut reader, consents.iter().filter_map(|consent| consent.partner).collect()).await?;
        let people = consents.iter().flat_map(|consent| [consent.given_by, consent.revoked_by]).flatten().collect();
        let people = Self::account_names(&mut reader, people).await?;
        let person = |account: Option<AccountId>| account.and_then(|account| people.get(&account).cloned());
        Ok(consents
            .into_iter()
            .map(|consent| ShownConsent {
                partner: consent.partner.and_then(|partner| partners.get(&partner).cloned()),
                given_by: person(consent.given_by),
                revoked_by: person(consent.revoked_by),
                consent,
            })
            .collect())
    }

    /// Who of outside looked at the organisation's data, newest day first. For its own people only.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Unavailable`].
    pub async fn looks(&self, access: &Access) -> Result<Vec<ShownLook>, AppError> {
        access.require(Right::Work)?;
        let mut reader = self.store().read().await?;
        let looks = reader.looks_at(access.tenant(), MOST_LOOKS).await?;
        let partners = Self::partner_names(&mut reader, looks.iter().filter_map(|look| look.partner).collect()).await?;
        let people = Self::account_names(&mut reader, looks.iter().map(|look| look.account).collect()).await?;
        Ok(looks
            .into_iter()
            .map(|look| ShownLook {
                person: people.get(&look.account).cloned(),
                partner: look.partner.and_then(|partner| partners.get(&partner).cloned()),
                look,
            })
            .collect())
    }

    /// What else happened in the organisation's folder, newest first. For its own people only.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Unavailable`].
    pub async fn events(&self, access: &Access) -> Result<Vec<ShownEvent>, AppError> {
        access.require(Right::Work)?;
        let mut reader = self.store().read().await?;
        let mut lines = reader.audit_of(access.tenant(), MOST_EVENTS).await?;
        lines.retain(|line| line.event != DATA_READ);
        let people = Self::account_names(&mut reader, lines.iter().filter_map(|line| line.account).collect()).await?;
        Ok(lines
            .into_iter()
            .map(|line| ShownEvent {
                at: line.at,
                role: line.actor,
                person: line.account.and_then(|account| people.get(&account).cloned()),
                event: line.event,
            })
            .collect())
    }

    /// Writes down that somebody of outside looks at an organisation's data. Does nothing for its own people.
    ///
    /// The first look at a kind of page on a day is also a line of the audit trail.
    ///
    /// # Errors
    /// [`AppError::Unavailable`]: then nothing may be shown either.
    pub async fn note_look(&self, access: &Access, what: Looked) -> Result<(), AppError> {
        if !access.is_from_outside() {
            return Ok(());
        }
        let (tenant, by, day, now) = (access.tenant(), access.by(), self.today(), self.now());
        self.store()
            .write::<_, AppError>("note_look", move |tx| {
                Box::pin(async move { Self::note_look_in(tx, tenant, by, what, day, now).await })
            })
            .await
    }

    /// The same as part of a larger change. For everything that shows an organisation's data to somebody of outside
    /// without an [`Access`], such as a request for help to a coordinator.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn note_look_in(
        tx: &mut Tx,
        tenant: TenantId,
        by: Author,
        what: Looked,
        day: jiff::civil::Date,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Some(account) = by.account else { return Ok(()) };
        if tx.note_look(tenant, day, account, by.partner, what.code(), now).await? {
            let detail = serde_json::json!({ "page": what.code() });
            tx.append_audit(Some(tenant), now, by, DATA_READ, &detail).await?;
        }
        Ok(())
    }

    /// The same for a page that shows several organisations, each named once.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn note_looks_in(
        tx: &mut Tx,
        tenants: &[TenantId],
        by: Author,
        what: Looked,
        day: jiff::civil::Date,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Some(account) = by.account else { return Ok(()) };
        for tenant in tx.note_looks(tenants, day, account, by.partner, what.code(), now).await? {
            let detail = serde_json::json!({ "page": what.code() });
            tx.append_audit(Some(tenant), now, by, DATA_READ, &detail).await?;
        }
        Ok(())
    }

    /// How far consent opens each of these organisations for somebody, and as whom they then act.
    pub(crate) async fn rights_by_consent(
        reader: &mut Conn,
        signed: &Signed,
        tenants: &[TenantId],
    ) -> Result<Vec<(TenantId, (Author, Right))>, AppError> {
        let partners = partners_as(signed, Role::Adviser);
        if partners.is_empty() || tenants.is_empty() {
            return Ok(Vec::new());
        }
        let mut rights = Vec::new();
        for (tenant, consents) in reader.current_consents_among(tenants).await? {
            let opens = opened(&consents, &partners).and_then(|(partner, opens)| Some((partner, right_of(opens)?)));
            if let Some((partner, right)) = opens {
                let author = Author::of(Role::Adviser, signed.account.id).on_behalf_of(partner);
                rights.push((tenant, (author, right)));
            }
        }
        Ok(rights)
    }

    /// The organisations that let a partner in, for its advisers. `page` counts from 0. Being listed is a look.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who has nothing to do with the partner; [`AppError::Unavailable`].
    pub async fn clients(&self, signed: &Signed, partner: PartnerId, page: u32) -> Result<Vec<Client>, AppError> {
        let place = Place { partner: Some(partner), ..Place::INSTALLATION };
        let by = signed.require(Permission::Advise, place)?.on_behalf_of(partner);
        let mut reader = self.store().read().await?;
        let skip = page.saturating_mul(CLIENTS_PER_PAGE);
        let found = reader.clients_of(partner, skip, CLIENTS_PER_PAGE + 1).await?;
        let mut clients = Vec::with_capacity(found.len());
        for (tenant, consents) in found {
            let Some(record) = reader.organisation(tenant).await? else { continue };
            let Some(right) = opened(&consents, &[partner]).and_then(|(_, opens)| right_of(opens)) else { continue };
            let newest = reader.assessments_of(tenant).await?.pop();
            clients.push(Client { tenant, organisation: record.organisation, consents, right, newest });
        }
        drop(reader);
        let tenants: Vec<TenantId> = clients.iter().map(|client| client.tenant).collect();
        let (day, now) = (self.today(), self.now());
        self.store()
            .write::<_, AppError>("clients", move |tx| {
                Box::pin(async move { Self::note_looks_in(tx, &tenants, by, Looked::Clients, day, now).await })
            })
            .await?;
        Ok(clients)
    }

    /// The partners that a consent of an organisation can name, by name: those of the directory, and whoever took one of
    /// its requests, listed or not.
    ///
    /// # Errors
    /// [`AppError::Denied`] for anybody of outside; [`AppError::Unavailable`].
    pub async fn partner_choices(&self, access: &Access) -> Result<Vec<(PartnerId, String)>, AppError> {
        access.require(Right::Work)?;
        let mut reader = self.store().read().await?;
        let listed = reader.listed_partners(None, MOST_CHOICES).await?;
        let mut choices: Vec<_> = listed.into_iter().map(|partner| (partner.id, partner.name)).collect();
        let requests = reader.help_requests_of(access.tenant()).await?;
        let took = requests.into_iter().filter_map(|request| request.partner);
        let unlisted = took.filter(|partner| choices.iter().all(|(known, _)| known != partner)).collect();
        choices.extend(Self::partner_names(&mut reader, unlisted).await?);
        choices.sort_by_cached_key(|(id, name)| (name.to_lowercase(), *id));
        Ok(choices)
    }

    /// The name of a partner.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn partner_name(&self, partner: PartnerId) -> Result<Option<String>, AppError> {
        let mut reader = self.store().read().await?;
        Ok(Self::partner_names(&mut reader, BTreeSet::from([partner])).await?.remove(&partner))
    }

    /// The names of partners, as far as they are still there.
    pub(crate) async fn partner_names(
        reader: &mut Conn,
        partners: BTreeSet<PartnerId>,
    ) -> Result<BTreeMap<PartnerId, String>, AppError> {
        let mut names = BTreeMap::new();
        for partner in partners {
            if let Some(found) = reader.partner(partner).await? {
                names.insert(partner, found.name);
            }
        }
        Ok(names)
    }

    /// The names of accounts, as far as they are still there.
    pub(crate) async fn account_names(
        reader: &mut Conn,
        accounts: BTreeSet<AccountId>,
    ) -> Result<BTreeMap<AccountId, String>, AppError> {
        let mut names = BTreeMap::new();
        for id in accounts {
            if let Some(account) = reader.account_by_id(id).await? {
                names.insert(id, account.name);
            }
        }
        Ok(names)
    }
}

/// The partners for which somebody has this role.
pub(crate) fn partners_as(signed: &Signed, role: Role) -> Vec<PartnerId> {
    let places = signed.actor.scopes_as(role);
    places.filter_map(|scope| if let Scope::Partner(partner) = scope { Some(partner) } else { None }).collect()
}

const fn right_of(opens: Opened) -> Option<Right> {
    match opens {
        Opened::Nothing => None,
        Opened::Reading => Some(Right::Read),
        Opened::Working => Some(Right::Advise),
    }
}
