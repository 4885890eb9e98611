//! Settings of the installation that its processes share, such as secrets made on first use.
//!
//! Knows names and bytes. Refuses to know what they mean.

use crate::{
    Conn, StoreError, Tx,
    db::{on, sql},
};

impl Conn {
    /// The value of a setting.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let text = sql!("SELECT value FROM setting WHERE name = $1");
        let row: Option<(Vec<u8>,)> = on!(self, c => sqlx::query_as(text).bind(name).fetch_optional(c).await)?;
        Ok(row.map(|(value,)| value))
    }
}

impl Tx {
    /// Stores a setting, whatever it was before.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let text = sql!(
            "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        );
        on!(self, c => sqlx::query(text).bind(name).bind(value.to_vec()).execute(c).await.map(drop))
    }

    /// Stores a setting unless it exists; the value that is stored now. Of several at once, all get the same.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn put_setting_if_absent(&mut self, name: &str, value: &[u8]) -> Result<Vec<u8>, StoreError> {
        let text = sql!("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING");
        on!(self, c => sqlx::query(text).bind(name).bind(value.to_vec()).execute(c).await.map(drop))?;
        self.setting(name).await?.ok_or_else(|| StoreError::unavailable("a setting was neither stored nor found"))
    }
}
