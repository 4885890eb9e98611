//! The bell that tells workers that something is due: a wake-up, never the truth.
//!
//! On PostgreSQL the server carries it to all processes (`LISTEN`), on SQLite it rings in this process only. A ring can
//! get lost with a connection, so whoever listens also looks from time to time.

use std::{sync::Arc, time::Duration};

use sqlx::{PgPool, postgres::PgListener};
use tokio::{sync::watch, task::JoinHandle};

use crate::{StoreError, job::CHANNEL};

/// How long to wait before listening again after the database went away.
const AGAIN: Duration = Duration::from_secs(2);

/// Hears when a job is stored. Each clone hears every ring since it last listened.
#[derive(Clone)]
pub struct Bell {
    rings: watch::Receiver<u64>,
    _listener: Option<Arc<Listener>>,
}

/// Ends with the last [`Bell`].
struct Listener(JoinHandle<()>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Bell {
    /// A bell in this process.
    pub(crate) fn within(rings: watch::Receiver<u64>) -> Self {
        Self { rings, _listener: None }
    }

    /// A bell rung by PostgreSQL.
    pub(crate) async fn of_postgres(pool: &PgPool) -> Result<Self, StoreError> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        let (ring, rings) = watch::channel(0_u64);
        let task = tokio::spawn(async move {
            loop {
                // After a broken connection it listens anew by itself; what was missed meanwhile is found by looking.
                if let Err(error) = listener.recv().await {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the database does not ring");
                    tokio::time::sleep(AGAIN).await;
                }
                ring.send_modify(|count| *count = count.wrapping_add(1));
            }
        });
        Ok(Self { rings, _listener: Some(Arc::new(Listener(task))) })
    }

    /// Waits for the next ring since the last time; at once if there was one.
    pub async fn rung(&mut self) {
        if self.rings.changed().await.is_err() {
            // Nobody can ring any more; whoever waits also looks from time to time.
            std::future::pending::<()>().await;
        }
    }
}
