//! Partners: entered by the management, looked after by their own people, listed for everybody.

use ringwall_core::{
    actor::{Membership, Permission, Place, Role, Scope},
    area::Area,
    id::{AreaId, PartnerId, RegionId},
    language::Language,
    partner::{Offer, Partner, PartnerKind},
    refusal::Refusal,
};

use crate::{
    App, AppError, Invite, Signed,
    areas::contact,
    regions::{slug_or, slug_taken, stored},
};

/// Partners on one page of the directory.
pub const PARTNERS_AT_ONCE: usize = 30;
/// Rows read at once while looking for those that fit.
const BATCH: u32 = 200;

/// What is needed to enter a partner.
#[derive(Clone, Debug)]
pub struct NewPartner {
    /// What it is called.
    pub name: String,
    /// Its name in addresses; empty to make one from the name.
    pub slug: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// Address of its first adviser, who is invited.
    pub adviser: String,
    /// Language of that mail.
    pub language: Language,
}

/// What somebody looks for in the directory.
#[derive(Clone, Debug, Default)]
pub struct PartnerFilter {
    /// Serves this area.
    pub area: Option<AreaId>,
    /// Offers this.
    pub offer: Option<Offer>,
}

/// A part of the directory.
#[derive(Clone, Debug)]
pub struct Directory {
    /// Partners, by name.
    pub partners: Vec<Partner>,
    /// The last one shown, if more follow.
    pub next: Option<PartnerId>,
}

impl App {
    /// Enters a partner of a region and invites its first adviser.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`]; `slug-taken`, `email-invalid` and the refusals of
    /// [`Partner::validated`].
    pub async fn enter_partner(
        &self,
        signed: &Signed,
        region: RegionId,
        new: NewPartner,
    ) -> Result<PartnerId, AppError> {
        let by = signed.require(Permission::ManageRegion, Place::region(region))?;
        let id = PartnerId(self.uuid_once("partner"));
        let slug = slug_or(&new.slug, &new.name);
        let partner = Partner::named(id, region, &slug, &new.name, new.kind).validated()?;
        let invite = Invite {
            membership: Membership { role: Role::Adviser, scope: Scope::Partner(id) },
            place: Place::partner(region, id),
            place_name: partner.name.clone(),
            email: new.adviser,
            language: new.language,
        };
        let inviter = Some((signed.account.id, signed.account.name.clone()));
        let (app, now) = (self.clone(), self.now());
        self.store()
            .write::<_, AppError>("enter_partner", move |tx| {
                Box::pin(async move {
                    tx.region(region).await?.ok_or(AppError::NotFound)?;
                    if tx.partner(id).await?.is_some() {
                        return Ok(());
                    }
                    tx.insert_partner(&partner, now).await.map_err(slug_taken)?;
                    Self::note(tx, now, by, "partner-entered", id).await?;
                    app.invite_in(tx, by, inviter, &invite).await?;
                    Ok(())
                })
            })
            .await?;
        Ok(id)
    }

    /// A partner with the areas of its region, for whoever looks after it. True if the reader runs the region.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn partner(&self, signed: &Signed, id: PartnerId) -> Result<(Partner, Vec<Area>, bool), AppError> {
        let mut reader = self.store().read().await?;
        let partner = reader.partner(id).await?.ok_or(AppError::NotFound)?;
        signed.require(Permission::ManagePartner, Place::partner(partner.region, id))?;
        let areas = reader.areas_of(partner.region).await?;
        let manages = signed.actor.may(Permission::ManageRegion, Place::region(partner.region));
        Ok((partner, areas, manages))
    }

    /// Changes a partner; `partner.revision` is the revision the reader saw. Region and slug stay; whether the directory
    /// shows it is for the management.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Conflict`]; `sector-unknown`, `area-unknown`,
    /// `email-invalid` and the refusals of [`Partner::validated`].
    pub async fn change_partner(&self, signed: &Signed, partner: Partner) -> Result<(), AppError> {
        let (before, areas, manages) = self.partner(signed, partner.id).await?;
        let by = signed.require(Permission::ManagePartner, Place::partner(before.region, before.id))?;
        let by = if manages { by } else { by.on_behalf_of(before.id) };
        let listed = if manages { partner.listed } else { before.listed };
        let mut partner = Partner { slug: before.slug, region: before.region, listed, ..partner }.validated()?;
        partner.contact = contact(partner.contact)?;
        if partner.sectors.iter().any(|sector| !self.content().sectors().contains(sector)) {
            return Err(Refusal::new("sector-unknown").into());
        }
        if partner.areas.iter().any(|id| areas.iter().all(|area| area.id != *id)) {
            return Err(Refusal::new("area-unknown").into());
        }
        let now = self.now();
        self.store()
            .write("change_partner", move |tx| {
                Box::pin(async move {
                    stored(&tx.update_partner(&partner).await?)?;
                    Self::note(tx, now, by, "partner-changed", partner.id).await
                })
            })
            .await
    }

    /// A part of the public directory, after this partner.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn directory(&self, filter: &PartnerFilter, after: Option<PartnerId>) -> Result<Directory, AppError> {
        let mut reader = self.store().read().await?;
        let mut last = match after {
            Some(id) => reader.partner(id).await?.map(|partner| (partner.name, partner.id)),
            None => None,
        };
        // An area belongs to one region; partners of other regions do not serve it, whatever their list says.
        let region = match filter.area {
            Some(id) => Some(reader.area(id).await?.ok_or(AppError::NotFound)?.region),
            None => None,
        };
        let mut partners: Vec<Partner> = Vec::new();
        loop {
            let after = last.as_ref().map(|(name, id)| (name.as_str(), *id));
            let batch = reader.listed_partners(after, BATCH).await?;
            let is_last = batch.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
            last = batch.last().map(|partner| (partner.name.clone(), partner.id));
            partners.extend(batch.into_iter().filter(|partner| {
                let area = filter.area.is_none_or(|area| Some(partner.region) == region && partner.serves(area));
                area && filter.offer.is_none_or(|offer| partner.offers.contains(&offer))
            }));
            if is_last || partners.len() > PARTNERS_AT_ONCE {
                break;
            }
        }
        let more = partners.len() > PARTNERS_AT_ONCE;
        partners.truncate(PARTNERS_AT_ONCE);
        let next = partners.last().map(|partner| partner.id).filter(|_| more);
        Ok(Directory { partners, next })
    }

    /// A partner of the directory with the areas it serves; no areas means the whole region.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also for one that the directory does not show.
    pub async fn public_partner(&self, slug: &str) -> Result<(Partner, Vec<Area>), AppError> {
        let mut reader = self.store().read().await?;
        let partner = reader.partner_by_slug(slug).await?.filter(|partner| partner.listed).ok_or(AppError::NotFound)?;
        let areas = reader.areas_of(partner.region).await?;
        let areas = areas.into_iter().filter(|area| partner.areas.contains(&area.id)).collect();
        Ok((partner, areas))
    }
}
