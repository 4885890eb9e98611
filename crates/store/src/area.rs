//! Areas of a region, and which area an organisation belongs to.
//!
//! Knows that a slug belongs to one area. Refuses to know who coordinates it and what may be shown of its numbers.

use jiff::Timestamp;
use ringwall_core::{
    area::Area,
    id::{AreaId, RegionId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter},
};

/// How much belongs to one area. Not for showing as it is: small numbers expose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaCounts {
    /// Which area.
    pub area: AreaId,
    /// Organisations that belong to it.
    pub organisations: u64,
    /// Requests for help, over and done ones included.
    pub requests: u64,
}

row! {
    struct Row {
        id: Uuid,
        region: Uuid,
        document: Doc<Area>,
        revision: i64,
    }
}

impl TryFrom<Row> for Area {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let revision = counter("area.revision", row.revision)?;
        Ok(Self { id: AreaId(row.id), region: RegionId(row.region), revision, ..row.document.0 })
    }
}

impl Conn {
    /// The area with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn area(&mut self, id: AreaId) -> Result<Option<Area>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM area WHERE id = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        row.map(Area::try_from).transpose()
    }

    /// The area with this slug.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn area_by_slug(&mut self, slug: &str) -> Result<Option<Area>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM area WHERE slug = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(slug).fetch_optional(c).await)?;
        row.map(Area::try_from).transpose()
    }

    /// The areas of a region, by name. A region has at most as many as the Land has municipalities.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn areas_of(&mut self, region: RegionId) -> Result<Vec<Area>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM area WHERE region = $1 ORDER BY name, id");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(region.0).fetch_all(c).await)?;
        rows.into_iter().map(Area::try_from).collect()
    }

    /// All areas, by name.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn areas(&mut self) -> Result<Vec<Area>, StoreError> {
        let text = sql!("SELECT id, region, document, revision FROM area ORDER BY name, id");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).fetch_all(c).await)?;
        rows.into_iter().map(Area::try_from).collect()
    }

    /// How much belongs to each area of a region.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn area_counts(&mut self, region: RegionId) -> Result<Vec<AreaCounts>, StoreError> {
        let text = sql!(
            "SELECT id, (SELECT count(*) FROM organisation WHERE organisation.area = area.id),
                (SELECT count(*) FROM help_request WHERE help_request.area = area.id)
             FROM area WHERE region = $1 ORDER BY name, id"
        );
        let rows: Vec<(Uuid, i64, i64)> = on!(self, c => sqlx::query_as(text).bind(region.0).fetch_all(c).await)?;
        rows.into_iter()
            .map(|(area, organisations, requests)| {
                Ok(AreaCounts {
                    area: AreaId(area),
                    organisations: counter("count", organisations)?,
                    requests: counter("count", requests)?,
                })
            })
            .collect()
    }

    /// The area an organisation belongs to, if it said so.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn area_of(&mut self, tenant: TenantId) -> Result<Option<AreaId>, StoreError> {
        let text = sql!("SELECT area FROM organisation WHERE tenant = $1");
        let row: Option<(Option<Uuid>,)> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_optional(c).await)?;
        Ok(row.and_then(|(area,)| area).map(AreaId))
    }
}

impl Tx {
    /// Stores a new area with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if id or slug is taken or the region is gone; [`StoreError::Unavailable`].
    pub async fn insert_area(&mut self, area: &Area, now: Timestamp) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO area (id, region, slug, name, document, created_at, revision) VALUES ($1, $2, $3, $4, $5, $6, 1)"
        );
        on!(self, c => sqlx::query(text)
            .bind(area.id.0)
            .bind(area.region.0)
            .bind(area.slug.as_str())
            .bind(area.name.as_str())
            .bind(Doc(area))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes an area if `area.revision` is still the revision; never [`Saved::Finished`]. Slug and region stay.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn update_area(&mut self, area: &Area) -> Result<Saved<Area>, StoreError> {
        let text = sql!(
            "UPDATE area SET name = $3, document = $4, revision = revision + 1
             WHERE id = $1 AND revision = $2 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(area.id.0)
            .bind(i64::from(area.revision))
            .bind(area.name.as_str())
            .bind(Doc(area))
            .fetch_optional(c)
            .await)?;
        match stored {
            Some((revision,)) => Ok(Saved::Stored(counter("area.revision", revision)?)),
            None => Ok(self.area(area.id).await?.map_or(Saved::Missing, Saved::Conflict)),
        }
    }

    /// Says which area an organisation belongs to. False if there is no such organisation.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is no such area; [`StoreError::Unavailable`].
    pub async fn set_area(&mut self, tenant: TenantId, area: Option<AreaId>) -> Result<bool, StoreError> {
        let text = sql!("UPDATE organisation SET area = $2 WHERE tenant = $1");
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(area.map(|area| area.0))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }
}
