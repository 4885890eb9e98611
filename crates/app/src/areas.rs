//! Areas: opened in one step, looked after by their coordination, and shown to everybody.

use ringwall_core::{
    actor::{Membership, Permission, Place, Role, Scope},
    area::{Area, AreaKind, CoatOfArms, ContactPerson},
    id::{AreaId, RegionId},
    language::{Language, Localised},
    picture::Picture,
    region::Region,
};
use sha2::{Digest, Sha256};

use crate::{
    Access, App, AppError, Invite, NewCase, Right, Signed, Started,
    accounts::email_address,
    regions::{slug_or, slug_taken, stored},
};

/// What is needed to open an area: one form.
#[derive(Clone, Debug)]
pub struct NewArea {
    /// City or satellite.
    pub kind: AreaKind,
    /// What it is called.
    pub name: String,
    /// Its name in addresses; empty to make one from the name.
    pub slug: String,
    /// Official municipality key; may be empty.
    pub municipality_key: String,
    /// Inhabitants.
    pub population: Option<u32>,
    /// Address of the first coordinator, who is invited.
    pub coordinator: String,
    /// Language of that mail.
    pub language: Language,
}

/// An area as everybody sees it.
#[derive(Clone, Debug)]
pub struct PublicArea {
    /// The area.
    pub area: Area,
    /// The region it belongs to.
    pub region: Region,
}

fn key(area: AreaId, digest: &str) -> String {
    format!("areas/{area}/{digest}")
}

impl App {
    /// Opens an area of a region and invites its first coordinator.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `slug-taken`, `email-invalid` and the refusals of
    /// [`Area::validated`].
    pub async fn open_area(&self, signed: &Signed, region: RegionId, new: NewArea) -> Result<Area, AppError> {
        let by = signed.require(Permission::ManageRegion, Place::region(region))?;
        let area = Area {
            id: AreaId(self.uuid_once("area")),
            region,
            kind: new.kind,
            slug: slug_or(&new.slug, &new.name),
            name: new.name,
            municipality_key: Some(new.municipality_key),
            population: new.population,
            contact: ContactPerson::default(),
            about: Localised::default(),
            colour: None,
            coat_of_arms: None,
            revision: 1,
        }
        .validated()?;
        let invite = Invite {
            membership: Membership { role: Role::Coordinator, scope: Scope::Area(area.id) },
            place: Place::area(region, area.id),
            place_name: area.name.clone(),
            email: new.coordinator,
            language: new.language,
        };
        let inviter = Some((signed.account.id, signed.account.name.clone()));
        let (app, now, opened) = (self.clone(), self.now(), area.clone());
        self.store()
            .write::<_, AppError>("open_area", move |tx| {
                Box::pin(async move {
                    tx.region(region).await?.ok_or(AppError::NotFound)?;
                    if tx.area(area.id).await?.is_some() {
                        return Ok(());
                    }
                    tx.insert_area(&area, now).await.map_err(slug_taken)?;
                    Self::note(tx, now, by, "area-opened", area.id).await?;
                    app.invite_in(tx, by, inviter, &invite).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(opened)
    }

    /// An area, for whoever looks after it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn area(&self, signed: &Signed, id: AreaId) -> Result<Area, AppError> {
        let area = self.store().read().await?.area(id).await?.ok_or(AppError::NotFound)?;
        signed.require(Permission::ManageArea, Place::area(area.region, id))?;
        Ok(area)
    }

    /// Changes an area; `area.revision` is the revision the reader saw. Region, slug and coat of arms stay.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Conflict`]; `email-invalid` and the refusals of
    /// [`Area::validated`].
    pub async fn change_area(&self, signed: &Signed, area: Area) -> Result<(), AppError> {
        let before = self.area(signed, area.id).await?;
        let by = signed.require(Permission::ManageArea, Place::area(before.region, before.id))?;
        let mut area = Area { slug: before.slug, region: before.region, ..area }.validated()?;
        area.contact = contact(area.contact)?;
        let now = self.now();
        self.store()
            .write("change_area", move |tx| {
                Box::pin(async move {
                    let before = tx.area(area.id).await?.ok_or(AppError::NotFound)?;
                    let area = Area { coat_of_arms: before.coat_of_arms, ..area };
                    stored(&tx.update_area(&area).await?)?;
                    Self::note(tx, now, by, "area-changed", area.id).await
                })
            })
            .await
    }

    /// Stores a coat of arms, or takes it away. The file is stored before the area says so, and the old one deleted
    /// after: a process that dies in between leaves at most a file that nobody shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Conflict`]; `picture-…`; [`AppError::Unavailable`] if
    /// there is no place for files.
    pub async fn set_coat_of_arms(&self, signed: &Signed, id: AreaId, picture: Option<&[u8]>) -> Result<(), AppError> {
        let area = self.area(signed, id).await?;
        let by = signed.require(Permission::ManageArea, Place::area(area.region, id))?;
        let files = &self.inner.ports.files;
        let coat = match picture {
            None => None,
            Some(bytes) => {
                let Picture { kind, width, height, bytes } = Picture::read(bytes)?;
                let digest = crate::access::hex(&Sha256::digest(&bytes));
                files.put(&key(id, &digest), bytes).await.map_err(AppError::unavailable)?;
                Some(CoatOfArms { kind, width, height, digest })
            }
        };
        let (now, new) = (self.now(), coat.clone());
        let old = self
            .store()
            .write::<_, AppError>("set_coat_of_arms", move |tx| {
                Box::pin(async move {
                    let before = tx.area(id).await?.ok_or(AppError::NotFound)?;
                    let old = before.coat_of_arms.clone();
                    stored(&tx.update_area(&Area { coat_of_arms: new, ..before }).await?)?;
                    Self::note(tx, now, by, "coat-of-arms-changed", id).await?;
                    Ok(old)
                })
            })
            .await?;
        if let Some(old) = old.filter(|old| coat.as_ref().is_none_or(|coat| coat.digest != old.digest)) {
            files.delete(&key(id, &old.digest)).await.map_err(AppError::unavailable)?;
        }
        Ok(())
    }

    /// The coat of arms of an area, if this is its fingerprint.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Unavailable`].
    pub async fn coat_of_arms(&self, slug: &str, digest: &str) -> Result<(CoatOfArms, Vec<u8>), AppError> {
        let area = self.store().read().await?.area_by_slug(slug).await?.ok_or(AppError::NotFound)?;
        let coat = area.coat_of_arms.filter(|coat| coat.digest == digest).ok_or(AppError::NotFound)?;
        let bytes = self.inner.ports.files.get(&key(area.id, digest)).await.map_err(AppError::unavailable)?;
        Ok((coat, bytes.ok_or(AppError::NotFound)?))
    }

    /// An area as everybody sees it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn public_area(&self, slug: &str) -> Result<PublicArea, AppError> {
        let mut reader = self.store().read().await?;
        let area = reader.area_by_slug(slug).await?.ok_or(AppError::NotFound)?;
        let region = reader.region(area.region).await?.ok_or(AppError::NotFound)?;
        Ok(PublicArea { area, region })
    }

    /// All areas, by name, for whoever chooses one.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn areas(&self) -> Result<Vec<Area>, AppError> {
        Ok(self.store().read().await?.areas().await?)
    }

    /// The area an organisation belongs to, if it said so.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn own_area(&self, access: &Access) -> Result<Option<Area>, AppError> {
        let mut reader = self.store().read().await?;
        match reader.area_of(access.tenant()).await? {
            Some(id) => Ok(reader.area(id).await?),
            None => Ok(None),
        }
    }

    /// Says which area an organisation belongs to, or that it belongs to none.
    ///
    /// # Errors
    /// [`AppError::Denied`]; [`AppError::NotFound`] if there is no such area.
    pub async fn choose_area(&self, access: &Access, area: Option<AreaId>) -> Result<(), AppError> {
        access.require(Right::Work)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        self.store()
            .write("choose_area", move |tx| {
                Box::pin(async move {
                    if let Some(id) = area {
                        tx.area(id).await?.ok_or(AppError::NotFound)?;
                    }
                    if tx.area_of(tenant).await? != area {
                        tx.set_area(tenant, area).await?;
                        tx.append_audit(Some(tenant), now, by, "area-chosen", &area).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Begins a check without an account from an area's page: the organisation belongs to that area.
    ///
    /// # Errors
    /// Those of [`App::start`]. An area that is gone is no reason not to begin.
    pub async fn start_in(&self, case: NewCase, area: &str) -> Result<Started, AppError> {
        let found = if area.is_empty() { None } else { self.store().read().await?.area_by_slug(area).await? };
        let started = self.start(case).await?;
        if let Some(area) = found {
            let access = self.open(&started.token).await?;
            self.choose_area(&access, Some(area.id)).await?;
        }
        Ok(started)
    }
}

/// A contact person whose e-mail address can be one.
pub(crate) fn contact(mut contact: ContactPerson) -> Result<ContactPerson, AppError> {
    if let Some(email) = contact.email.take() {
        contact.email = Some(email_address(&email)?);
    }
    Ok(contact)
}
