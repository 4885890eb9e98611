//! What comes back regularly.
//!
//! # A new recurring job
//! A kind of [`Job`] (see `jobs`) and one line in [`SCHEDULES`]: its name, when, and how to make the job of one
//! occurrence. That is all: every worker looks at the table, and each occurrence is stored once, however many workers
//! there are. The line
//!
//! ```text
//! Schedule { name: "digests", every: Every::Weekly(Weekday::Monday, 7, 0), job: |at| Job::PostDigests { at } },
//! ```
//!
//! makes a job every Monday at seven in the region. If nobody worked at that time, it is made as soon as somebody does,
//! once, however many occurrences were missed: a job must look at what there is to do, not count its calls.
//!
//! Times of day are those of the region. An hour that does not exist in the night in which summer time begins is taken
//! an hour later; one that exists twice is taken the first time.

use std::{collections::BTreeMap, sync::Mutex};

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use ringwall_content::format;

use crate::{App, AppError, Job};

/// When something comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every so many minutes, counted from midnight UTC; at least 1.
    Minutes(u32),
    /// Every day at this hour and minute of the region.
    Daily(i8, i8),
    /// Every week on this day at this hour and minute of the region.
    Weekly(Weekday, i8, i8),
}

impl Every {
    /// The last occurrence at or before `now`.
    fn last(self, now: Timestamp) -> Timestamp {
        self.last_in(now, &format::zone())
    }

    fn last_in(self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        let at = |day: Date, hour: i8, minute: i8| {
            // Of a time that does not exist, jiff takes the one after the gap; of one that exists twice, the first.
            day.at(hour, minute, 0, 0).to_zoned_datetime(zone.clone()).map_or(now, |there| there.timestamp())
        };
        let latest = |days: i64, hour: i8, minute: i8, fits: &dyn Fn(Date) -> bool| {
            let today = now.to_zoned_datetime(zone.clone()).date();
            (0..=days)
                .filter_map(|back| today.checked_sub(back.days()).ok())
                .filter(|day| fits(*day))
                .map(|day| at(day, hour, minute))
                .find(|there| *there <= now)
                .unwrap_or(now)
        };
        match self {
            Self::Minutes(minutes) => {
                let step = SignedDuration::from_mins(i64::from(minutes.max(1))).as_secs();
                Timestamp::from_second(now.as_second().div_euclid(step) * step).unwrap_or(now)
            }
            Self::Daily(hour, minute) => latest(1, hour, minute, &|_| true),
            Self::Weekly(weekday, hour, minute) => latest(7, hour, minute, &|day| day.weekday() == weekday),
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Stable name; changing it makes the last occurrence come again.
    pub name: &'static str,
    /// When.
    pub every: Every,
    /// What, for the occurrence at this instant.
    pub job: fn(Timestamp) -> Job,
}

/// Everything that comes back regularly.
pub const SCHEDULES: &[Schedule] = &[
    Schedule { name: "purge-cases", every: Every::Minutes(10), job: |_| Job::PurgeCases },
    Schedule { name: "purge-sign-ins", every: Every::Minutes(60), job: |_| Job::PurgeSignIns },
    Schedule { name: "purge-sessions", every: Every::Minutes(60), job: |_| Job::PurgeSessions },
    // Every morning; that the weekly letter comes on Mondays is a rule of `core`.
    Schedule { name: "reminders", every: Every::Daily(7, 0), job: |_| Job::PostReminders },
    Schedule { name: "follow-ups", every: Every::Daily(8, 10), job: |_| Job::AskFollowUps },
    Schedule { name: "sweep-files", every: Every::Minutes(60), job: |_| Job::SweepFiles },
    Schedule { name: "keep-retention", every: Every::Daily(3, 40), job: |_| Job::KeepRetention },
    Schedule { name: "forget", every: Every::Daily(3, 20), job: |_| Job::Forget },
    Schedule { name: "look-at-tables", every: Every::Daily(4, 10), job: |_| Job::LookAtTables },
];

/// The occurrences this process knows to be stored, so that an idle worker asks the database for nothing.
#[derive(Debug, Default)]
pub(crate) struct Stored(Mutex<BTreeMap<&'static str, Timestamp>>);

impl Stored {
    fn knows(&self, name: &'static str, at: Timestamp) -> bool {
        self.0.lock().is_ok_and(|stored| stored.get(name) == Some(&at))
    }

    fn learn(&self, name: &'static str, at: Timestamp) {
        if let Ok(mut stored) = self.0.lock() {
            stored.insert(name, at);
        }
    }
}

impl App {
    /// Stores a job for every occurrence that has come; each once, however many workers do this.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn enqueue_scheduled(&self) -> Result<(), AppError> {
        let now = self.now();
        for schedule in SCHEDULES {
            let at = schedule.every.last(now);
            if self.inner.stored.knows(schedule.name, at) {
                continue;
            }
            let (app, job, name) = (self.clone(), (schedule.job)(at), schedule.name);
            self.store()
                .write::<_, AppError>("enqueue_scheduled", move |tx| {
                    Box::pin(async move {
                        if tx.advance_schedule(name, at).await? {
                            // One that still waits or is at work does what this one would.
                            app.enqueue(tx, &job, None, now, Some(format!("schedule:{name}"))).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            self.inner.stored.learn(schedule.name, at);
        }
        Ok(())
    }

    /// Lets the database look at how many rows of what kind its tables hold by now.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn look_at_tables(&self) -> Result<(), AppError> {
        Ok(self.store().look_at_tables().await?)
    }

    /// Deletes sessions that have ended. Returns how many.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn purge_sessions(&self) -> Result<u64, AppError> {
        let now = self.now();
        self.store().write("purge_sessions", move |tx| Box::pin(async move { Ok(tx.purge_sessions(now).await?) })).await
    }

    /// Forgets keys older than 400 days and jobs given up more than a week ago: nobody decided about them, and a letter
    /// can carry a link.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub(crate) async fn forget(&self) -> Result<(), AppError> {
        let now = self.now();
        let before = |days: i64| now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN);
        let (keys, jobs) = (before(400), before(7));
        self.store()
            .write::<_, AppError>("forget", move |tx| {
                Box::pin(async move {
                    tx.purge_once(keys).await?;
                    tx.purge_dead_jobs(jobs).await?;
                    Ok(())
                })
            })
            .await?;
        self.purge_api_requests().await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    #[test]
    fn the_last_occurrence() {
        let cases = [
            (Every::Minutes(10), "2026-11-23T09:07:30Z", "2026-11-23T09:00:00Z"),
            (Every::Minutes(10), "2026-11-23T09:10:00Z", "2026-11-23T09:10:00Z"),
            // Winter: 03:20 in Berlin is 02:20 UTC.
            (Every::Daily(3, 20), "2026-11-23T02:20:00Z", "2026-11-23T02:20:00Z"),
            (Every::Daily(3, 20), "2026-11-23T02:19:59Z", "2026-11-22T02:20:00Z"),
            // Summer: an hour earlier in UTC.
            (Every::Daily(3, 20), "2026-07-01T12:00:00Z", "2026-07-01T01:20:00Z"),
            // The night in which 02:30 does not exist: taken at 03:30, which is 01:30 UTC.
            (Every::Daily(2, 30), "2026-03-29T12:00:00Z", "2026-03-29T01:30:00Z"),
            // The night in which 02:30 exists twice: taken the first time, and only then.
            (Every::Daily(2, 30), "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z"),
            (Every::Daily(2, 30), "2026-10-25T01:30:00Z", "2026-10-25T00:30:00Z"),
            (Every::Weekly(Weekday::Monday, 7, 0), "2026-11-25T03:00:00Z", "2026-11-23T06:00:00Z"),
            (Every::Weekly(Weekday::Monday, 7, 0), "2026-11-23T05:59:59Z", "2026-11-16T06:00:00Z"),
        ];
        for (every, now, expected) in cases {
            let last = every.last_in(now.parse().unwrap(), &berlin());
            assert_eq!(last, expected.parse::<Timestamp>().unwrap(), "{every:?} at {now}");
        }
    }

    #[test]
    fn an_occurrence_never_lies_ahead_and_never_goes_back() {
        let begin: Timestamp = "2026-03-28T00:00:00Z".parse().unwrap();
        for schedule in SCHEDULES {
            let mut before = Timestamp::MIN;
            for minute in 0..(3 * 24 * 60) {
                let now = begin.checked_add(SignedDuration::from_mins(minute)).unwrap();
                let last = schedule.every.last_in(now, &berlin());
                assert!(last <= now && last >= before, "{}: {last} at {now}", schedule.name);
                before = last;
            }
        }
    }

    #[test]
    fn names_are_used_once() {
        let names: BTreeSet<_> = SCHEDULES.iter().map(|schedule| schedule.name).collect();
        assert_eq!(names.len(), SCHEDULES.len());
    }
}
