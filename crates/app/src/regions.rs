//! Regions: opened by the operator, run by their management.

use jiff::Timestamp;
use ringwall_core::{
    actor::{Author, Membership, Permission, Place, Role, Scope},
    area::Area,
    help_request::RequestState,
    id::RegionId,
    language::{Language, Localised},
    partner::Partner,
    refusal::Refusal,
    region::{Region, slug_of},
    release::ReleasedCount,
};
use ringwall_store::{Saved, StoreError, Tx};

use crate::{App, AppError, Invite, Signed};

/// What is needed to open a region.
#[derive(Clone, Debug)]
pub struct NewRegion {
    /// What it is called.
    pub name: Localised,
    /// Its name in addresses; empty to make one from the name.
    pub slug: String,
    /// Address of the first manager, who is invited.
    pub manager: String,
    /// Language of that mail.
    pub language: Language,
}

/// What the management of a region sees.
#[derive(Clone, Debug)]
pub struct RegionOverview {
    /// The region.
    pub region: Region,
    /// Its areas with the number of organisations in each, as it may be shown.
    pub areas: Vec<(Area, ReleasedCount)>,
    /// All organisations of the areas together.
    pub organisations: ReleasedCount,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Requests for help by state, as they may be shown.
    pub requests: Vec<(RequestState, ReleasedCount)>,
}

/// What a change that names a revision came to; never a silent loss.
pub(crate) fn stored<T>(saved: &Saved<T>) -> Result<u32, AppError> {
    match saved {
        Saved::Stored(revision) => Ok(*revision),
        Saved::Conflict(_) => Err(AppError::Conflict),
        Saved::Missing | Saved::Finished => Err(AppError::NotFound),
    }
}

/// A new thing whose id is fresh can only clash by its slug.
pub(crate) fn slug_taken(error: StoreError) -> AppError {
    match error {
        StoreError::Conflict => Refusal::new("slug-taken").into(),
        other => other.into(),
    }
}

/// The slug somebody wrote, or one made from the name.
pub(crate) fn slug_or(slug: &str, name: &str) -> String {
    if slug.trim().is_empty() { slug_of(name) } else { slug.trim().to_owned() }
}

impl App {
    /// Appends a line about the programme to the audit trail: no organisation is meant.
    pub(crate) async fn note(
        tx: &mut Tx,
        now: Timestamp,
        by: Author,
        event: &str,
        id: impl std::fmt::Display,
    ) -> Result<(), AppError> {
        Ok(tx.append_audit(None, now, by, event, &id.to_string()).await?)
    }

    /// Opens a region and invites its first manager.
    ///
    /// # Errors
    /// [`AppError::NotFound`] or [`AppError::Denied`] for everybody but operators; `slug-taken`, `email-invalid` and the
    /// refusals of [`Region::validated`].
    pub async fn open_region(&self, signed: &Signed, new: NewRegion) -> Result<RegionId, AppError> {
        let by = signed.require(Permission::Operate, Place::INSTALLATION)?;
        let name = new.name.get(Language::De).to_owned();
        let region = Region {
            id: RegionId(self.uuid_once("region")),
            slug: slug_or(&new.slug, &name),
            name: new.name,
            about: Localised::default(),
            revision: 1,
        }
        .validated()?;
        let id = region.id;
        let invite = Invite {
            membership: Membership { role: Role::Manager, scope: Scope::Region(id) },
            place: Place::region(id),
            place_name: region.name.get(new.language).to_owned(),
            email: new.manager,
            language: new.language,
        };
        let inviter = Some((signed.account.id, signed.account.name.clone()));
        let (app, now) = (self.clone(), self.now());
        self.store()
            .write::<_, AppError>("open_region", move |tx| {
                Box::pin(async move {
                    if tx.region(id).await?.is_some() {
                        return Ok(());
                    }
                    tx.insert_region(&region, now).await.map_err(slug_taken)?;
                    Self::note(tx, now, by, "region-opened", id).await?;
                    app.invite_in(tx, by, inviter, &invite).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(id)
    }

    /// All regions, for operators.
    ///
    /// # Errors
    /// [`AppError::NotFound`] or [`AppError::Denied`] for everybody else.
    pub async fn regions(&self, signed: &Signed) -> Result<Vec<Region>, AppError> {
        signed.require(Permission::Operate, Place::INSTALLATION)?;
        Ok(self.store().read().await?.regions().await?)
    }

    /// What the management of a region sees: counts only, and no small ones.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn region_overview(&self, signed: &Signed, id: RegionId) -> Result<RegionOverview, AppError> {
        signed.require(Permission::ManageRegion, Place::region(id))?;
        let mut reader = self.store().read().await?;
        let region = reader.region(id).await?.ok_or(AppError::NotFound)?;
        let areas = reader.areas_of(id).await?;
        let counts = reader.area_counts(id).await?;
        let partners = reader.partners_of(id).await?;
        let requests = reader.help_counts(id).await?;
        drop(reader);
        let count = |area: &Area| counts.iter().find(|c| c.area == area.id).map_or(0, |c| c.organisations);
        let organisations = ReleasedCount::total(&areas.iter().map(&count).collect::<Vec<_>>());
        let areas =
            areas.into_iter().map(|area| (ReleasedCount::of(count(&area)), area)).map(|(c, a)| (a, c)).collect();
        let requests = RequestState::ALL
            .into_iter()
            .map(|state| {
                let found = requests.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
                (state, ReleasedCount::of(found))
            })
            .collect();
        Ok(RegionOverview { region, areas, organisations, partners, requests })
    }

    /// Changes the texts of a region; `region.revision` is the revision the reader saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Conflict`]; the refusals of [`Region::validated`].
    pub async fn change_region(&self, signed: &Signed, region: Region) -> Result<(), AppError> {
        let by = signed.require(Permission::ManageRegion, Place::region(region.id))?;
        let region = region.validated()?;
        let now = self.now();
        self.store()
            .write("change_region", move |tx| {
                Box::pin(async move {
                    let before = tx.region(region.id).await?.ok_or(AppError::NotFound)?;
                    let region = Region { slug: before.slug, ..region };
                    stored(&tx.update_region(&region).await?)?;
                    Self::note(tx, now, by, "region-changed", region.id).await
                })
            })
            .await
    }
}
