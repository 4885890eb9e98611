//! How long each kind of data stays, and the job that keeps it.
//!
//! What goes with its organisation is not here: that is deletion (`organisations`). This is what ends while the
//! organisation stays, and what outlives it.

use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::{App, AppError};

/// Portions of old lines that one run wipes at most; the next run goes on.
const MOST_PORTIONS: u32 = 500;

impl App {
    fn days_ago(&self, days: u32) -> Timestamp {
        self.now().checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN)
    }

    /// Deletes or wipes whatever has been kept for its time: lines of the audit trail, looks from outside, requests for
    /// help that are over, receipts of deletions. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn keep_retention(&self) -> Result<(), AppError> {
        let settings = self.settings();
        let audit = self.days_ago(settings.audit_days);
        let (requests, receipts) = (self.days_ago(settings.requests_days), self.days_ago(settings.receipts_days));
        let looks = self.today().checked_sub(i64::from(settings.audit_days).days()).unwrap_or(jiff::civil::Date::MIN);
        self.store()
            .write::<_, AppError>("keep_retention", move |tx| {
                Box::pin(async move {
                    tx.delete_looks_before(looks).await?;
                    tx.delete_help_requests_before(requests).await?;
                    tx.delete_receipts_before(receipts).await?;
                    Ok(())
                })
            })
            .await?;
        for _ in 0..MOST_PORTIONS {
            let now = self.now();
            let wiped = self
                .store()
                .write::<_, AppError>("wipe_audit", move |tx| {
                    Box::pin(async move { Ok(tx.shred_audit_before(audit, now).await?) })
                })
                .await?;
            if wiped < u64::from(ringwall_store::SHREDDED_AT_ONCE) {
                break;
            }
        }
        Ok(())
    }
}
