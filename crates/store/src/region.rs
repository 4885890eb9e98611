//! Regions: the hubs of an installation.
//!
//! Knows that a slug belongs to one region. Refuses to know who runs it.

use jiff::Timestamp;
use ringwall_core::{id::RegionId, region::Region};
use uuid::Uuid;

use crate::{
    Conn, Saved, StoreError, Tx,
    db::{on, row, sql},
    types::{Doc, Micros, counter},
};

row! {
    struct Row {
        id: Uuid,
        document: Doc<Region>,
        revision: i64,
    }
}

impl TryFrom<Row> for Region {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self { id: RegionId(row.id), revision: counter("region.revision", row.revision)?, ..row.document.0 })
    }
}

impl Conn {
    /// The region with this id.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn region(&mut self, id: RegionId) -> Result<Option<Region>, StoreError> {
        let text = sql!("SELECT id, document, revision FROM region WHERE id = $1");
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(id.0).fetch_optional(c).await)?;
        row.map(Region::try_from).transpose()
    }

    /// All regions, by slug. An installation has few.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn regions(&mut self) -> Result<Vec<Region>, StoreError> {
        let text = sql!("SELECT id, document, revision FROM region ORDER BY slug");
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).fetch_all(c).await)?;
        rows.into_iter().map(Region::try_from).collect()
    }
}

impl Tx {
    /// Stores a new region with revision 1.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if id or slug is taken; [`StoreError::Unavailable`].
    pub async fn insert_region(&mut self, region: &Region, now: Timestamp) -> Result<(), StoreError> {
        let text = sql!("INSERT INTO region (id, slug, document, created_at, revision) VALUES ($1, $2, $3, $4, 1)");
        on!(self, c => sqlx::query(text)
            .bind(region.id.0)
            .bind(region.slug.as_str())
            .bind(Doc(region))
            .bind(Micros(now))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes a region if `region.revision` is still the revision; never [`Saved::Finished`]. The slug stays.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], [`StoreError::Unavailable`].
    pub async fn update_region(&mut self, region: &Region) -> Result<Saved<Region>, StoreError> {
        let text = sql!(
            "UPDATE region SET document = $3, revision = revision + 1 WHERE id = $1 AND revision = $2 RETURNING revision"
        );
        let stored: Option<(i64,)> = on!(self, c => sqlx::query_as(text)
            .bind(region.id.0)
            .bind(i64::from(region.revision))
            .bind(Doc(region))
            .fetch_optional(c)
            .await)?;
        match stored {
            Some((revision,)) => Ok(Saved::Stored(counter("region.revision", revision)?)),
            None => Ok(self.region(region.id).await?.map_or(Saved::Missing, Saved::Conflict)),
        }
    }
}
