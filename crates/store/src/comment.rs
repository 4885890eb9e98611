//! Comments on measures.
//!
//! Knows where they are and how many. Refuses to know who may change one.

use jiff::Timestamp;
use ringwall_core::{
    comment::Comment,
    id::{CommentId, RequirementId, TenantId},
};
use uuid::Uuid;

use crate::{
    Conn, StoreError, Tx,
    db::{on, row, sql},
    history::contributor,
    types::{Micros, counter},
};

row! {
    struct Row {
        id: Uuid,
        requirement: Uuid,
        role: String,
        person: String,
        account: Option<Uuid>,
        partner: Option<Uuid>,
        text: String,
        created_at: Micros,
        edited_at: Option<Micros>,
    }
}

impl From<Row> for Comment {
    fn from(row: Row) -> Self {
        Self {
            id: CommentId(row.id),
            requirement: RequirementId(row.requirement),
            by: contributor(row.role, row.person, row.account, row.partner),
            text: row.text,
            created_at: row.created_at.0,
            edited_at: row.edited_at.map(|at| at.0),
        }
    }
}

impl Conn {
    /// The comments on one measure, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn comments_on(
        &mut self,
        tenant: TenantId,
        requirement: RequirementId,
    ) -> Result<Vec<Comment>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, role, person, account, partner, text, created_at, edited_at FROM comment
             WHERE tenant = $1 AND requirement = $2 ORDER BY created_at, id"
        );
        let rows: Vec<Row> =
            on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(requirement.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Comment::from).collect())
    }

    /// All comments of a tenant, by measure and then oldest first: for taking out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn comments_of(&mut self, tenant: TenantId) -> Result<Vec<Comment>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, role, person, account, partner, text, created_at, edited_at FROM comment
             WHERE tenant = $1 ORDER BY requirement, created_at, id"
        );
        let rows: Vec<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Comment::from).collect())
    }

    /// One comment.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn comment(&mut self, tenant: TenantId, id: CommentId) -> Result<Option<Comment>, StoreError> {
        let text = sql!(
            "SELECT id, requirement, role, person, account, partner, text, created_at, edited_at FROM comment
             WHERE tenant = $1 AND id = $2"
        );
        let row: Option<Row> = on!(self, c => sqlx::query_as(text).bind(tenant.0).bind(id.0).fetch_optional(c).await)?;
        Ok(row.map(Comment::from))
    }

    /// How many comments there are on each measure of a tenant that has any.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn comment_counts(&mut self, tenant: TenantId) -> Result<Vec<(RequirementId, u32)>, StoreError> {
        let text = sql!("SELECT requirement, count(*) FROM comment WHERE tenant = $1 GROUP BY requirement");
        let rows: Vec<(Uuid, i64)> = on!(self, c => sqlx::query_as(text).bind(tenant.0).fetch_all(c).await)?;
        rows.into_iter().map(|(id, count)| Ok((RequirementId(id), counter("count", count)?))).collect()
    }
}

impl Tx {
    /// Stores a new comment.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the id exists or the tenant is gone; [`StoreError::Unavailable`].
    pub async fn insert_comment(&mut self, tenant: TenantId, comment: &Comment) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO comment
                (tenant, id, requirement, role, person, account, partner, text, created_at, edited_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(comment.id.0)
            .bind(comment.requirement.0)
            .bind(comment.by.role.as_str())
            .bind(comment.by.person.as_str())
            .bind(comment.by.account.map(|account| account.0))
            .bind(comment.by.partner.map(|partner| partner.0))
            .bind(comment.text.as_str())
            .bind(Micros(comment.created_at))
            .bind(comment.edited_at.map(Micros))
            .execute(c)
            .await
            .map(drop))
    }

    /// Changes the words of a comment. False if there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn edit_comment(
        &mut self,
        tenant: TenantId,
        id: CommentId,
        words: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = sql!("UPDATE comment SET text = $3, edited_at = $4 WHERE tenant = $1 AND id = $2");
        let changed = on!(self, c => sqlx::query(text)
            .bind(tenant.0)
            .bind(id.0)
            .bind(words)
            .bind(Micros(at))
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed > 0)
    }

    /// Deletes a comment. False if there is none.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_comment(&mut self, tenant: TenantId, id: CommentId) -> Result<bool, StoreError> {
        let text = sql!("DELETE FROM comment WHERE tenant = $1 AND id = $2");
        let deleted = on!(self, c => sqlx::query(text).bind(tenant.0).bind(id.0).execute(c).await
            .map(|done| done.rows_affected()))?;
        Ok(deleted > 0)
    }
}
