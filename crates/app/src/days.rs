//! My day: everything that waits for one person, across all organisations and roles.
//!
//! # A new kind of entry
//! A function of your noun that makes [`DayEntry`]s, and one line in [`SOURCES`]. Its texts: `day-<kind>` (what it is,
//! with the entry's words and `organisation`), `day-<kind>-action` (what the one button says). An entry with a date or a
//! time also stands in the person's calendar, under `calendar-<kind>`: that text gets `organisation` only, because a
//! calendar is read over shoulders and on lost phones.
//!
//! A source lists what the person may see now; it asks for that itself, the list does not.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use futures::future::BoxFuture;
use jiff::{Timestamp, ToSpan, civil::Date};
use ringwall_core::{
    actor::{Author, Membership, Role, Scope},
    check::Requirement,
    id::{AssessmentId, PartnerId, RequirementId, TenantId},
    language::Language,
    organisation::Organisation,
    plan::PlanItem,
    reminder::horizon,
    scoring::evaluate,
};
use ringwall_store::{Finished, Invitation};

use crate::{App, AppError, LoadedCheck, Looked, Right, Signed, accounts::email_is_proved, waiting};

/// Most measures of one person that are looked at.
const MOST_MEASURES: u32 = 500;
/// How many days ahead "this week" reaches, today included.
const WEEK_DAYS: i64 = 7;

/// When something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Somebody waits for an answer.
    Waiting,
    /// By the end of this day.
    On(Date),
    /// From one instant to another.
    At(Timestamp, Timestamp),
    /// No date was set.
    Sometime,
}

/// One thing that waits for somebody, with one thing to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayEntry {
    /// What kind of thing: the texts are `day-<kind>`, `day-<kind>-action`, `calendar-<kind>`.
    pub kind: &'static str,
    /// Stable within its kind.
    pub id: String,
    /// When.
    pub when: When,
    /// Which organisation it is about.
    pub tenant: Option<TenantId>,
    /// What that organisation calls itself.
    pub organisation: Option<String>,
    /// Arguments of the texts on the page, never of those in the calendar.
    pub words: Vec<(&'static str, String)>,
    /// Page on which it is done.
    pub path: String,
    /// Counts changes, for calendars.
    pub revision: u32,
}

/// A place where somebody has a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlace {
    /// As what.
    pub membership: Membership,
    /// What it is called; `None` if it has no name.
    pub name: Option<String>,
    /// Its page, if they may open one.
    pub path: Option<String>,
}

/// Everything that waits for one person.
#[derive(Clone, Debug, Default)]
pub struct MyDay {
    /// Should have been done before today.
    pub overdue: Vec<DayEntry>,
    /// Somebody waits for an answer.
    pub waiting: Vec<DayEntry>,
    /// Today and the six days after.
    pub week: Vec<DayEntry>,
    /// Later.
    pub later: Vec<DayEntry>,
    /// Without a date.
    pub sometime: Vec<DayEntry>,
    /// Invitations to this address that nobody has taken yet.
    pub invitations: Vec<Invitation>,
    /// Where they have a role.
    pub places: Vec<DayPlace>,
}

impl MyDay {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        [&self.overdue, &self.waiting, &self.week, &self.later, &self.sometime].iter().all(|group| group.is_empty())
            && self.invitations.is_empty()
    }
}

/// Whose day a source is asked for.
pub(crate) struct DayOf<'a> {
    pub(crate) app: &'a App,
    pub(crate) signed: &'a Signed,
    /// The language of words that come from content.
    pub(crate) language: Language,
    /// Today in the region.
    pub(crate) today: Date,
    /// Whether titles are wanted, or only dates: a calendar shows none, so nothing of an organisation is read for it
    /// that would have to be noted.
    pub(crate) titles: bool,
}

type Source = for<'a> fn(&'a DayOf<'a>) -> BoxFuture<'a, Result<Vec<DayEntry>, AppError>>;

/// Everything that can wait for somebody.
const SOURCES: &[Source] = &[
    |day| Box::pin(measures(day)),
    |day| Box::pin(waiting::requests(day)),
    |day| Box::pin(waiting::appointments(day)),
    |day| Box::pin(waiting::interviews(day)),
];

impl App {
    /// Everything that waits for somebody, in the order in which it is due.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn my_day(&self, signed: &Signed, language: Language) -> Result<MyDay, AppError> {
        let today = self.today();
        let mut day = MyDay { places: self.day_places(signed, language).await?, ..MyDay::default() };
        if email_is_proved(&signed.account) {
            let mut reader = self.store().read().await?;
            day.invitations = reader.invitations_for(&signed.account.email, self.now()).await?;
        }
        let week = today.checked_add((WEEK_DAYS - 1).days()).unwrap_or(Date::MAX);
        for entry in self.day_entries(signed, language, true).await? {
            let on = match entry.when {
                When::Waiting => None,
                When::Sometime => Some(Date::MAX),
                When::On(on) => Some(on),
                When::At(begin, _) => Some(begin.to_zoned_datetime(ringwall_content::format::zone()).date()),
            };
            let group = match on {
                None => &mut day.waiting,
                Some(Date::MAX) => &mut day.sometime,
                Some(on) if on < today => &mut day.overdue,
                Some(on) if on <= week => &mut day.week,
                Some(_) => &mut day.later,
            };
            group.push(entry);
        }
        Ok(day)
    }

    /// All entries of all sources, by date.
    pub(crate) async fn day_entries(
        &self,
        signed: &Signed,
        language: Language,
        titles: bool,
    ) -> Result<Vec<DayEntry>, AppError> {
        let of = DayOf { app: self, signed, language, today: self.today(), titles };
        let mut entries = Vec::new();
        for source in SOURCES {
            entries.extend(source(&of).await?);
        }
        let zone = ringwall_content::format::zone();
        entries.sort_by_cached_key(|entry| {
            let instant = match entry.when {
                When::Waiting => Timestamp::MIN,
                // What is due on a day comes before what happens at an hour of it.
                When::On(day) => {
                    day.at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).map_or(Timestamp::MAX, |day| day.timestamp())
                }
                When::At(begin, _) => begin,
                When::Sometime => Timestamp::MAX,
            };
            (instant, entry.kind, entry.organisation.clone(), entry.id.clone())
        });
        Ok(entries)
    }

    /// The places where somebody has a role, organisations first.
    async fn day_places(&self, signed: &Signed, language: Language) -> Result<Vec<DayPlace>, AppError> {
        let mut reader = self.store().read().await?;
        let partners: BTreeSet<PartnerId> = signed.actor.memberships.iter().filter_map(partner_of).collect();
        let partners = Self::partner_names(&mut reader, partners).await?;
        let mut places = Vec::new();
        for membership in &signed.actor.memberships {
            let (name, path) = match membership.scope {
                Scope::Organisation(tenant) => {
                    let Some(record) = reader.organisation(tenant).await? else { continue };
                    (record.organisation.name, Some(format!("/c/{tenant}")))
                }
                // Helpers have no page of their own; what they can see is what everybody sees.
                Scope::Partner(partner) if membership.role == Role::Helper => {
                    let found = reader.partner(partner).await?.filter(|partner| partner.listed);
                    let path = found.map(|partner| format!("/partners/{}", partner.slug));
                    (partners.get(&partner).cloned(), path)
                }
                Scope::Partner(partner) => (partners.get(&partner).cloned(), Some(format!("/partner/{partner}"))),
                Scope::Area(area) => (reader.area(area).await?.map(|area| area.name), Some(format!("/areas/{area}"))),
                Scope::Region(region) => {
                    let name = reader.region(region).await?.map(|region| region.name.get(language).to_owned());
                    // What an evaluator gets is given out, not looked up here.
                    let path = (membership.role != Role::Evaluator).then(|| format!("/regions/{region}"));
                    (name, path)
                }
                Scope::Installation => (None, Some("/operator".to_owned())),
            };
            places.push(DayPlace { membership: *membership, name, path });
        }
        places.sort_by_cached_key(|place| {
            (!matches!(place.membership.scope, Scope::Organisation(_)), place.name.clone(), place.path.clone())
        });
        Ok(places)
    }
}

const fn partner_of(membership: &Membership) -> Option<PartnerId> {
    match membership.scope {
        Scope::Partner(partner) => Some(partner),
        _ => None,
    }
}

/// The plans of one organisation, newest first: which measures are still open, and where.
struct OpenMeasures {
    organisation: Option<String>,
    plans: Vec<(AssessmentId, Arc<LoadedCheck>, BTreeSet<RequirementId>)>,
}

impl OpenMeasures {
    async fn of(app: &App, organisation: Organisation, finished: Vec<Finished>) -> Result<Self, AppError> {
        let mut plans = Vec::new();
        let mut seen = BTreeSet::new();
        for (id, digest, values) in finished {
            let check = app.check(&digest).await?;
            // A repeat takes the place of what it repeats.
            if !seen.insert(check.check.id.clone()) {
                continue;
            }
            let open = evaluate(&check.check, &values).open().map(|open| open.requirement.uuid).collect();
            plans.push((id, check, open));
        }
        Ok(Self { organisation: organisation.name, plans })
    }

    /// The assessment in whose plan a measure is still open, and what the measure is called.
    fn find(&self, requirement: RequirementId) -> Option<(AssessmentId, &Requirement)> {
        let (id, check, _) = self.plans.iter().find(|(_, _, open)| open.contains(&requirement))?;
        Some((*id, check.check.requirement(requirement)?))
    }
}

/// Whose data somebody of outside has just seen on this page, by whom they came for.
#[derive(Default)]
pub(crate) struct Looks(Vec<(Author, Vec<TenantId>)>);

impl Looks {
    pub(crate) fn add(&mut self, by: Author, tenant: TenantId) {
        match self.0.iter_mut().find(|(as_whom, _)| *as_whom == by) {
            Some((_, tenants)) => tenants.push(tenant),
            None => self.0.push((by, vec![tenant])),
        }
    }

    /// Writes it down in one go, under the name of what does it.
    pub(crate) async fn note(self, day: &DayOf<'_>, name: &'static str, what: Looked) -> Result<(), AppError> {
        let Self(looks) = self;
        if looks.is_empty() {
            return Ok(());
        }
        let (today, now) = (day.today, day.app.now());
        day.app
            .store()
            .write::<_, AppError>(name, move |tx| {
                Box::pin(async move {
                    for (by, tenants) in looks {
                        App::note_looks_in(tx, &tenants, by, what, today, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

/// What a measure is called.
pub(crate) fn measure_title(requirement: &Requirement, language: Language) -> String {
    let own = requirement.measure.title.get(language).trim();
    let title = if own.is_empty() { requirement.title.get(language).trim() } else { own };
    title.to_owned()
}

/// Open measures: those somebody has taken on, and those that are due and belong to nobody in an organisation they
/// answer for.
pub(crate) async fn measures(day: &DayOf<'_>) -> Result<Vec<DayEntry>, AppError> {
    let (app, account) = (day.app, day.signed.account.id);
    let mut reader = app.store().read().await?;
    let mut by_tenant: BTreeMap<TenantId, Vec<(&'static str, PlanItem)>> = BTreeMap::new();
    for (tenant, item) in reader.measures_of(account, MOST_MEASURES).await? {
        by_tenant.entry(tenant).or_default().push(("measure", item));
    }
    for scope in day.signed.actor.scopes_as(Role::Owner) {
        let Scope::Organisation(tenant) = scope else { continue };
        for item in reader.unowned_due(tenant, horizon(day.today)).await? {
            by_tenant.entry(tenant).or_default().push(("measure-unowned", item));
        }
    }
    // Whoever lost the role or the consent sees nothing any more, whatever still bears their name.
    let asked: Vec<TenantId> = by_tenant.keys().copied().collect();
    let mut rights = App::rights_among(&mut reader, day.signed, &asked).await?;
    rights.retain(|_, (_, right)| *right >= Right::Advise);
    let open_to: Vec<TenantId> = rights.keys().copied().collect();
    let mut found = reader.finished_assessments(&open_to).await?;
    let mut entries = Vec::new();
    let mut looked = Looks::default();
    for (tenant, (by, _)) in rights {
        let Some((organisation, finished)) = found.remove(&tenant) else { continue };
        let open = OpenMeasures::of(app, organisation, finished).await?;
        let items = by_tenant.remove(&tenant).unwrap_or_default();
        let before = entries.len();
        for (kind, item) in items {
            let Some((assessment, requirement)) = open.find(item.requirement) else { continue };
            let words = if day.titles { vec![("title", measure_title(requirement, day.language))] } else { Vec::new() };
            entries.push(DayEntry {
                kind,
                id: format!("{tenant}-{}", item.requirement),
                when: item.due.map_or(When::Sometime, When::On),
                tenant: Some(tenant),
                organisation: open.organisation.clone(),
                words,
                path: format!("/c/{tenant}/a/{assessment}/plan/{}", item.requirement),
                revision: item.revision,
            });
        }
        if entries.len() > before && day.titles && by.partner.is_some() {
            looked.add(by, tenant);
        }
    }
    drop(reader);
    looked.note(day, "my_day", Looked::Plan).await?;
    Ok(entries)
}
