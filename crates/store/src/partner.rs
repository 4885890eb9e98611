//! Partners of a region.
//!
//! Knows that a slug belongs to one partner and which partners the directory shows. Refuses to know who suits whom.

use jiff::Timestamp;
use ringwall_core::{
    id::{PartnerId, RegionId},
    partner::Partner,
};
use uuid::Uuid;

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter},
};

/// How busy a partner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Whom it is about.
    pub partner: PartnerId,
    /// Requests it has taken since the first instant asked for.
    pub taken: u32,
    /// Times it was asked since the second.
    pub asked: u32,
    /// People who can answer for it.
    pub advisers: u32,
}

row! {
    struct Row {
        id: Uuid,
        region: Uuid,
        document: Doc<Partner>,
        revision: i64,
    }
}

impl TryFrom<Row> for Partner {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let revision = counter("partner.revision", row.revision)?;
        Ok(Self { id: PartnerId(row.id), region: RegionId(row.region), revision, ..row.document.0 })
    }
}

impl Conn {
    /// The partner with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn partner(&mut self, id: PartnerId) -> Result<Option<Partner>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM partner WHERE id = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        row.map(Partner::try_from).transpose()
    }

    /// The partner with this slug.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn partner_by_slug(&mut self, slug: &str) -> Result<Option<Partner>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM partner WHERE slug = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(slug).fetch_optional(c).await)?;
        row.map(Partner::try_from).transpose()
    }

    /// The partners of a region, by name.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn partners_of(&mut self, region: RegionId) -> Result<Vec<Partner>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM partner WHERE region = $1 ORDER BY name, id");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(region.0).fetch_all(c).await)?;
        rows.into_iter().map(Partner::try_from).collect()
    }

    /// Up to `limit` partners of the directory, by name, after the one with this name and id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn listed_partners(
        &mut self,
        after: Option<(&str, PartnerId)>,
        limit: u32,
    ) -> Result<Vec<Partner>, StoreError> {
        let (name, id) = after.map_or(("", Uuid::nil()), |(name, id)| (name, id.0));
        let text = sql!(
            "SELECT id, region, document, revision FROM partner
             WHERE listed AND (name, id) > ($1, $2) ORDER BY name, id LIMIT $3"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text)
            .bind(name)
            .bind(id)
            .bind(i64::from(limit))
            .fetch_all(c)
            .await)?;
        rows.into_iter().map(Partner::try_from).collect()
    }

    /// How busy the partners of a region are: requests taken since the first instant, times asked since the second.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn loads(
        &mut self,
        region: RegionId,
        taken_since: Timestamp,
        asked_since: Timestamp,
    ) -> Result<Vec<Load>, StoreError> {
        let text = sql!(
            "SELECT id, (SELECT count(*) FROM proposal WHERE proposal.partner = partner.id
                    AND proposal.state = 'accepted' AND proposal.answered_at >= $2),
                (SELECT count(*) FROM proposal WHERE proposal.partner = partner.id AND proposal.created_at >= $3),
                (SELECT count(*) FROM membership WHERE membership.scope = 'partner'
                    AND membership.scope_id = partner.id AND membership.role = 'adviser')
             FROM partner WHERE region = $1"
        );
        let rows: Vec<(Uuid, i64, i64, i64)> = on!(self, c => sqlx::query_as(text)
            .bind(region.0)
            .bind(Micros(taken_since))
            .bind(Micros(asked_since))
            .fetch_all(c)
            .await)?;
        rows.into_iter()
            .map(|(partner, taken, asked, advisers)| {
                Ok(Load {
                    partner: PartnerId(partner),
                    taken: counter("count", taken)?,
                    asked: counter("count", asked)?,
                    advisers: counter("count", advisers)?,
                })
            })
            .collect()
    }
}

impl Tx {
    /// Stores a new partner with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if id or slug is taken or the region is gone; [`StoreError::Unavailable`].
    pub async fn insert_partner(&mut self, partner: &Partner, now: Timestamp) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO partner (id, region, slug, name, listed, document, created_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)"
        );
        on!(self, c => sqlx::query(text)
            .bind(partner.id.0)
            .bind(partner.region.0)
            .bind(partner.slug.as_str())
            .bind(partner.name.as_str())
            .bind(partner.listed)
            .bind(Doc(partner))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes a partner if `partner.revision` is still the revision; never [`Saved::Finished`]. Slug and region stay.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn update_partner(&mut self, partner: &Partner) -> Result<Saved<Partner>, StoreError> {
        let text = sql!(
            "UPDATE partner SET name = $3, listed = $4, document = $5, revision = revision + 1
             WHERE id = $1 AND revision = $2 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(partner.id.0)
            .bind(i64::from(partner.revision))
            .bind(partner.name.as_str())
            .bind(partner.listed)
            .bind(Doc(partner))
            .fetch_optional(c)
            .await)?;
        match stored {
            Some((revision,)) => Ok(Saved::Stored(counter("partner.revision", revision)?)),
            None => Ok(self.partner(partner.id).await?.map_or(Saved::Missing, Saved::Conflict)),
        }
    }
}
