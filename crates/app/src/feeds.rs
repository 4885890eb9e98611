//! The calendar of one person under a secret address: what is due and when they meet whom.
//!
//! A calendar is read over shoulders, copied to other devices and found on lost phones. So it says that something is
//! due, for which organisation and where to look it up, and never what: no title of a measure, nothing that names a
//! weakness.
//!
//! Due dates are all-day events, not to-dos: Outlook and Google show no VTODO of a feed, and Apple shows it elsewhere.

use icalendar::{Calendar, Component, Event, Property};
use jiff::{Timestamp, ToSpan, civil::Date};
use ringwall_content::arguments;
use ringwall_core::{actor::Actor, id::AccountId, language::Language};
use ringwall_store::Session;
use sha2::{Digest, Sha256};

use crate::{App, AppError, DayEntry, LinkToken, Signed, When};

/// How often calendars are asked to look again, as an ISO 8601 duration.
const REFRESH: &str = "PT6H";

/// A calendar as it goes out.
#[derive(Clone, Debug)]
pub struct Feed {
    /// `text/calendar`.
    pub text: String,
    /// Changes when the text does.
    pub etag: String,
}

impl App {
    /// Somebody as they are now, without a session: for what is made for them while they are away. `None` if there is no
    /// such account or it is closed.
    pub(crate) async fn in_absence(&self, account: AccountId) -> Result<Option<Signed>, AppError> {
        let mut reader = self.store().read().await?;
        let Some(account) = reader.account_by_id(account).await? else { return Ok(None) };
        if account.disabled_at.is_some() {
            return Ok(None);
        }
        let memberships = reader.memberships_of(account.id).await?;
        let now = self.now();
        let session = Session {
            token_hash: [0; 32],
            account: account.id,
            method: "absence".to_owned(),
            agent: String::new(),
            created_at: now,
            authenticated_at: now,
            seen_at: now,
            expires_at: now,
        };
        Ok(Some(Signed { actor: Actor { account: account.id, memberships }, account, session, resting: Vec::new() }))
    }

    /// Since when somebody has had their calendar address, if they have one.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn calendar_since(&self, signed: &Signed) -> Result<Option<Timestamp>, AppError> {
        Ok(self.store().read().await?.calendar_since(signed.account.id).await?)
    }

    /// Makes a calendar address; one they had before no longer works. This is the only time the secret is known here.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn new_calendar(&self, signed: &Signed) -> Result<LinkToken, AppError> {
        let token = LinkToken::new(self);
        let (account, hash, now) = (signed.account.id, token.hash(), self.now());
        self.store()
            .write::<_, AppError>("new_calendar", move |tx| {
                Box::pin(async move { Ok(tx.put_calendar(account, hash, now).await?) })
            })
            .await?;
        Ok(token)
    }

    /// Takes the calendar address away.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn stop_calendar(&self, signed: &Signed) -> Result<(), AppError> {
        let account = signed.account.id;
        self.store()
            .write::<_, AppError>("stop_calendar", move |tx| {
                Box::pin(async move { Ok(tx.delete_calendar(account).await.map(drop)?) })
            })
            .await
    }

    /// The calendar behind a secret address.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed, replaced or switched-off one: the same answer for all.
    pub async fn calendar(&self, token: &LinkToken) -> Result<Feed, AppError> {
        let account = self.store().read().await?.account_by_calendar(token.hash()).await?.ok_or(AppError::NotFound)?;
        let signed = self.in_absence(account).await?.ok_or(AppError::NotFound)?;
        let language = signed.account.language;
        let entries = self.day_entries(&signed, language, false).await?;
        let base = self.public_url().unwrap_or_default();
        // The same all day long, so that nothing changes where nothing changed.
        let stamp = format!("{}T000000Z", basic(self.today()));
        let mut calendar = Calendar::empty();
        for (name, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//Ringwall//Ringwall//DE"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", "Ringwall"),
            ("X-PUBLISHED-TTL", REFRESH),
        ] {
            calendar.append_property(Property::new(name, value));
        }
        let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
        refresh.add_parameter("VALUE", "DURATION");
        calendar.append_property(refresh);
        for entry in &entries {
            if let Some(event) = self.event(entry, language, base, &stamp) {
                calendar.push(event);
            }
        }
        let text = calendar.to_string();
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let etag = digest.iter().take(16).fold(String::from("\""), |etag, byte| etag + &format!("{byte:02x}")) + "\"";
        Ok(Feed { text, etag })
    }

    fn event(&self, entry: &DayEntry, language: Language, base: &str, stamp: &str) -> Option<Event> {
        let host =
            base.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or("ringwall.invalid");
        let texts = self.content().texts();
        let key = format!("calendar-{}", entry.kind);
        let organisation = entry.organisation.clone().unwrap_or_else(|| texts.get(language, "day-no-name"));
        let mut event = Event::with_uid(&format!("{}-{}@{host}", entry.kind, entry.id));
        match entry.when {
            When::Waiting | When::Sometime => return None,
            When::On(day) => {
                for (name, day) in [("DTSTART", day), ("DTEND", day.checked_add(1.day()).unwrap_or(day))] {
                    let mut date = Property::new(name, basic(day));
                    date.add_parameter("VALUE", "DATE");
                    event.append_property(date);
                }
                // A due date takes no time out of the day.
                event.append_property(Property::new("TRANSP", "TRANSPARENT"));
            }
            When::At(begin, end) => {
                event.append_property(Property::new("DTSTART", begin.strftime("%Y%m%dT%H%M%SZ").to_string()));
                event.append_property(Property::new("DTEND", end.strftime("%Y%m%dT%H%M%SZ").to_string()));
            }
        }
        let address = format!("{base}{}", entry.path);
        event
            .summary(&texts.with(language, &key, &arguments([("organisation", organisation.into())])))
            .description(&texts.with(language, "calendar-more", &arguments([("address", address.clone().into())])))
            .append_property(Property::new("DTSTAMP", stamp))
            .append_property(Property::new("SEQUENCE", entry.revision.to_string()))
            .append_property(Property::new("CLASS", "PRIVATE"))
            .append_property(Property::new("URL", address));
        Some(event.done())
    }
}

/// A date as calendars write it.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
