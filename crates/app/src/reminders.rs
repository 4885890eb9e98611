//! Writing to people about what is due: the letter of the week, and one more if something became overdue.
//!
//! When is `core`'s rule ([`ringwall_core::reminder`]). A letter says how many and where, never what: mail is read on
//! locked screens. What was written is remembered in the transaction that stores the letter, so that nobody is written
//! to twice, however often this runs.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ringwall_content::arguments;
use ringwall_core::{
    id::{AccountId, TenantId},
    language::Language,
    reminder::{Reminded, ReminderKind, Week, horizon, reminder},
};
use uuid::Uuid;

use crate::{
    App, AppError, DayEntry, Letter, LetterKind, When,
    accounts::email_is_proved,
    days::{DayOf, measures},
};

/// People looked at between two looks at the database.
const AT_ONCE: u32 = 100;
/// Weeks after which it is forgotten who was written to.
const REMEMBERED_DAYS: i64 = 60;

/// What is due in one organisation.
struct Due {
    organisation: Option<String>,
    days: Vec<Date>,
}

impl App {
    /// Writes to everybody who is to be written to today. Running it again the same day changes nothing.
    ///
    /// # Errors
    /// [`AppError::Unavailable`]; whoever was written to until then is not written to again.
    pub(crate) async fn post_reminders(&self) -> Result<(), AppError> {
        let today = self.today();
        let mut after = AccountId(Uuid::nil());
        loop {
            let accounts = self.store().read().await?.accounts_with_due(horizon(today), after, AT_ONCE).await?;
            let Some(last) = accounts.last() else { break };
            after = *last;
            for account in accounts {
                self.remind_of_due(account, today).await?;
            }
        }
        let forgotten = today.checked_sub(jiff::Span::new().days(REMEMBERED_DAYS)).unwrap_or(Date::MIN);
        self.store()
            .write::<_, AppError>("forget_reminders", move |tx| {
                Box::pin(async move { Ok(tx.delete_reminders_before(forgotten).await.map(drop)?) })
            })
            .await
    }

    async fn remind_of_due(&self, account: AccountId, today: Date) -> Result<(), AppError> {
        let Some(signed) = self.in_absence(account).await? else { return Ok(()) };
        if !email_is_proved(&signed.account) {
            return Ok(());
        }
        let language = signed.account.language;
        let of = DayOf { app: self, signed: &signed, language, today, titles: false };
        let due = by_organisation(measures(&of).await?);
        let sent = self.store().read().await?.reminded(account, Week::of(today)).await?;
        let mut wanted: Vec<(TenantId, ReminderKind)> = Vec::new();
        for (tenant, due) in &due {
            let sent: Vec<Reminded> =
                sent.iter().filter(|(about, _)| about == tenant).map(|(_, reminded)| *reminded).collect();
            wanted.extend(reminder(today, &sent, &due.days).map(|kind| (*tenant, kind)));
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let app = self.clone();
        self.store()
            .write::<_, AppError>("remind", move |tx| {
                Box::pin(async move {
                    let mut said = Vec::new();
                    for (tenant, kind) in wanted {
                        if tx.insert_reminder(tenant, account, Reminded { kind, day: today }).await? {
                            said.push((tenant, kind));
                        }
                    }
                    if said.is_empty() {
                        return Ok(());
                    }
                    // One letter about everything, even if one organisation gets its weekly one and another one more.
                    let weekly = said.iter().any(|(_, kind)| *kind == ReminderKind::Weekly);
                    let about: Vec<&Due> = said.iter().filter_map(|(tenant, _)| due.get(tenant)).collect();
                    let (template, kind) =
                        if weekly { ("digest", LetterKind::Digest) } else { ("overdue", LetterKind::Reminder) };
                    let (soon, late) = counts(&about, today);
                    let letter = Letter::new(template, &signed.account.email, &signed.account.name, language)
                        .with("list", app.listed(language, &about, today))
                        .counting("soon", soon)
                        .counting("late", late)
                        .counting("all", soon + late)
                        .leading_to("/me")
                        .stoppable(account, kind);
                    app.post(tx, letter, None, None).await
                })
            })
            .await
    }

    /// The organisations with what is due in each, as one line.
    fn listed(&self, language: Language, about: &[&Due], today: Date) -> String {
        let texts = self.content().texts();
        let part = |due: &&Due| {
            let (soon, late) = counts(&[*due], today);
            let organisation = due.organisation.clone().unwrap_or_else(|| texts.get(language, "day-no-name"));
            let key = match (soon, late) {
                (_, 0) => "reminder-soon",
                (0, _) => "reminder-late",
                _ => "reminder-both",
            };
            let words = [("organisation", organisation.into()), ("soon", soon.into()), ("late", late.into())];
            texts.with(language, key, &arguments(words))
        };
        about.iter().map(part).collect::<Vec<_>>().join("; ")
    }
}

fn by_organisation(entries: Vec<DayEntry>) -> BTreeMap<TenantId, Due> {
    let mut due: BTreeMap<TenantId, Due> = BTreeMap::new();
    for entry in entries {
        if let (Some(tenant), When::On(day)) = (entry.tenant, entry.when) {
            let organisation = entry.organisation;
            due.entry(tenant).or_insert_with(|| Due { organisation, days: Vec::new() }).days.push(day);
        }
    }
    due
}

/// How many are due within the horizon, and how many were due before today.
fn counts(about: &[&Due], today: Date) -> (i64, i64) {
    let days = || about.iter().flat_map(|due| &due.days);
    let late = days().filter(|day| **day < today).count();
    let soon = days().filter(|day| **day >= today && **day <= horizon(today)).count();
    (i64::try_from(soon).unwrap_or(i64::MAX), i64::try_from(late).unwrap_or(i64::MAX))
}
