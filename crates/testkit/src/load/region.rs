//! A whole region in a database: organisations with everything they leave behind in a year, put there through the store.
//!
//! Made up by numbers alone, so that two runs compare: organisation 17 is the same firm every time. Not a demo: nobody
//! reads these texts, they only take the room that real ones take.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp, civil::Date};
use ringwall_content::{Content, Edition};
use ringwall_core::{
    actor::{Author, Membership, Role, Scope},
    assessment::{Answer, Assessment, AssessmentState},
    check::AnswerValue,
    id::{AccountId, AssessmentId, RequirementId, TenantId},
    language::Language,
    organisation::{Organisation, OrganisationKind},
    plan::{MeasureStatus, PlanItem},
};
use ringwall_store::{Engine, Store, StoreError, Tx};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::Person;

mod programme;

pub use programme::{adviser, area, partner, region, slug};

/// Organisations stored by one transaction.
const AT_ONCE: usize = 25;
/// Answers an organisation has on average.
const ANSWERS: usize = 100;
/// Measures an organisation has touched.
const MEASURES: usize = 20;
/// How long it is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 400);
/// How long ago the first assessment was, and the repeat.
const AGO: [SignedDuration; 2] = [SignedDuration::from_hours(24 * 300), SignedDuration::from_hours(24 * 60)];

const TRADES: [&str; 12] = [
    "Bäckerei",
    "Werkzeugbau",
    "Metallbau",
    "Tischlerei",
    "Steuerbüro",
    "Hausarztpraxis",
    "Spedition",
    "Elektro",
    "Gartenbau",
    "Druckerei",
    "Autohaus",
    "Schleiferei",
];
const NAMES: [&str; 11] =
    ["Berger", "Sander", "Kessler", "Vogt", "Lindner", "Hamann", "Okafor", "Yilmaz", "Nowak", "Busch", "Roth"];
const TOWNS: [&str; 4] = ["Remscheid", "Solingen", "Wuppertal", "Kalletal"];
const NOTE: &str = "Mit der IT-Betreuung besprochen; Angebot liegt im Ordner, wird im nächsten Quartal entschieden.";

/// One organisation that pages are opened of.
#[derive(Clone, Debug)]
pub struct Place {
    /// Whose data.
    pub tenant: TenantId,
    /// Its newest finished assessment along the full check.
    pub assessment: AssessmentId,
    /// A requirement its plan has.
    pub requirement: RequirementId,
    /// Its owner.
    pub owner: Person,
}

/// What was put into the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Organisations.
    pub organisations: u64,
    /// Assessments.
    pub assessments: u64,
    /// Answers.
    pub answers: u64,
    /// Measures.
    pub measures: u64,
    /// Lines of the trail.
    pub trail: u64,
    /// Requests for help.
    pub requests: u64,
    /// Consents that hold.
    pub consents: u64,
    /// Comments, and lines of history.
    pub words: u64,
}

#[derive(Default)]
struct Counters {
    assessments: AtomicU64,
    answers: AtomicU64,
    measures: AtomicU64,
    trail: AtomicU64,
    requests: AtomicU64,
    consents: AtomicU64,
    words: AtomicU64,
}

fn count(counter: &AtomicU64, more: usize) {
    counter.fetch_add(more as u64, Ordering::Relaxed);
}

/// The id of something by its number: the same in every run, and in order of time as real ones are.
fn id(kind: u8, number: usize) -> Uuid {
    let millis = 1_700_000_000_000 + u64::try_from(number).unwrap_or_default() * 1_000;
    let mut rest = [kind; 10];
    rest[2..10].copy_from_slice(&u64::try_from(number).unwrap_or_default().to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
}

/// One of several, by numbers that mix well.
fn pick<T: Copy>(from: &[T], number: usize, salt: usize) -> Option<T> {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(salt.wrapping_mul(0xBF58_476D_1CE4_E5B9));
    from.get((mixed >> 33) % from.len().max(1)).copied()
}

/// The tenant of an organisation by its number.
pub fn tenant(number: usize) -> TenantId {
    TenantId(id(1, number))
}

/// The account of an organisation's owner.
fn owner(number: usize) -> AccountId {
    AccountId(id(3, number))
}

struct World {
    now: Timestamp,
    sectors: Vec<String>,
    long: Edition,
    short: Edition,
    counters: Counters,
}

impl World {
    fn organisation(&self, number: usize) -> Organisation {
        let kinds = [OrganisationKind::Company, OrganisationKind::SoleTrader, OrganisationKind::Freelancer];
        let kind = pick(&kinds, number, 1).unwrap_or(OrganisationKind::Company);
        let (trade, name) = (pick(&TRADES, number, 2).unwrap_or_default(), pick(&NAMES, number, 3).unwrap_or_default());
        let sectors: Vec<usize> = (0..self.sectors.len()).collect();
        Organisation {
            name: Some(format!("{trade} {name} {number}")),
            employees: pick(&[1, 3, 8, 12, 25, 40, 90, 180], number, 4),
            sector: pick(&sectors, number, 5).and_then(|index| self.sectors.get(index).cloned()),
            town: pick(&TOWNS, number, 6).map(str::to_owned),
            ..Organisation::of(kind)
        }
    }

    /// A finished assessment; the later one is the better one.
    fn assessment(&self, number: usize, edition: &Edition, run: usize) -> Assessment {
        let begun = self.now - AGO.get(run % 2).copied().unwrap_or_default();
        let values = [AnswerValue::Yes, AnswerValue::Yes, AnswerValue::No, AnswerValue::Unknown, AnswerValue::No];
        let better = [AnswerValue::Yes, AnswerValue::Yes, AnswerValue::Yes, AnswerValue::No, AnswerValue::Unknown];
        let mut answers = BTreeMap::new();
        for (index, placed) in edition.check.questions().enumerate() {
            let values = if run == 0 { values } else { better };
            let value = if placed.status.is_some() { Some(AnswerValue::Yes) } else { pick(&values, number, index) };
            let note = if (number + index).is_multiple_of(15) { NOTE.to_owned() } else { String::new() };
            answers.insert(placed.question.uuid, Answer { value, note, revision: 1, changed_at: Some(begun) });
        }
        let first = AssessmentId(id(2, number * 4));
        count(&self.counters.assessments, 1);
        count(&self.counters.answers, answers.len());
        Assessment {
            state: AssessmentState::Finished,
            finished_at: Some(begun + SignedDuration::from_hours(1)),
            previous: (run == 1).then_some(first),
            answers,
            ..Assessment::begun(AssessmentId(id(2, number * 4 + run)), edition.digest.clone(), begun)
        }
    }

    fn plan(&self, number: usize) -> Vec<PlanItem> {
        let states = [MeasureStatus::Todo, MeasureStatus::Todo, MeasureStatus::InProgress, MeasureStatus::Done];
        let items = self.long.check.requirements().take(MEASURES).enumerate().map(|(index, (_, requirement))| {
            let status = pick(&states, number, index).unwrap_or_default();
            // A third is its owner's, one in ten the adviser's who is let in.
            let owner_account = match index % 10 {
                0 | 3 | 6 => Some(owner(number)),
                9 => Some(adviser(programme::advised_by(number))),
                _ => None,
            };
            PlanItem {
                status,
                owner_account,
                due: Date::new(2026, 1 + i8::try_from((number + index) % 12).unwrap_or(0), 15).ok(),
                note: if index.is_multiple_of(5) { NOTE.to_owned() } else { String::new() },
                done_at: (status == MeasureStatus::Done).then_some(self.now),
                ..PlanItem::untouched(requirement.uuid)
            }
        });
        items.collect()
    }

    /// Stores one organisation.
    async fn store(&self, tx: &mut Tx, number: usize) -> Result<(), StoreError> {
        let (tenant, place) = (tenant(number), place(self, number)?);
        let begun = self.now - AGO[0];
        let organisation = self.organisation(number);
        tx.insert_organisation(tenant, &organisation, Language::De, begun, self.now + KEPT).await?;
        tx.set_area(tenant, Some(area(programme::area_of(number)))).await?;
        place.owner.store(tx, begun).await?;
        let owner = Author::of(Role::Owner, place.owner.id);
        let mut runs = vec![self.assessment(number, &self.long, 0)];
        // So many repeat that the average comes out.
        let questions = self.long.check.questions().count();
        if (number * 37) % 100 < (ANSWERS.saturating_sub(questions) * 100).div_ceil(questions.max(1)) {
            runs.push(self.assessment(number, &self.long, 1));
        }
        if number.is_multiple_of(8) {
            runs.push(self.assessment(number, &self.short, 2));
        }
        for run in &runs {
            tx.insert_assessment(tenant, run).await?;
            for event in ["check-started", "assessment-finished"] {
                tx.append_audit(Some(tenant), run.started_at, owner, event, "cyberrisikocheck").await?;
            }
        }
        let plan = self.plan(number);
        for item in &plan {
            tx.save_plan_item(tenant, item, 0).await?;
        }
        self.shared_work(tx, number, &plan, &place.owner).await?;
        self.programme(tx, number, &organisation, &place).await?;
        count(&self.counters.measures, plan.len());
        count(&self.counters.trail, runs.len() * 2);
        Ok(())
    }
}

/// Where pages of an organisation are found.
fn place(world: &World, number: usize) -> Result<Place, StoreError> {
    let tenant = tenant(number);
    let membership = Membership { role: Role::Owner, scope: Scope::Organisation(tenant) };
    let requirement = world.long.check.requirements().next().map(|(_, requirement)| requirement.uuid);
    Ok(Place {
        tenant,
        assessment: AssessmentId(id(2, number * 4)),
        requirement: requirement.ok_or(StoreError::Conflict)?,
        owner: Person {
            email: format!("inhaber-{number}@firma.example.org"),
            name: format!("{} {number}", pick(&NAMES, number, 7).unwrap_or_default()),
            memberships: vec![membership],
            id: owner(number),
        },
    })
}

/// Fills a database that has the schema and nothing else. `told` hears how many organisations are there.
///
/// # Errors
/// If the database does not take it.
pub async fn fill(
    store: &Store,
    organisations: usize,
    now: Timestamp,
    mut told: impl FnMut(usize),
) -> anyhow::Result<Filled> {
    let world = Arc::new(world(now)?);
    let first = Arc::clone(&world);
    store
        .write::<_, StoreError>("region", move |tx| {
            Box::pin(async move {
                for edition in [&first.long, &first.short] {
                    tx.insert_check(&edition.digest, &edition.check, false, now).await?;
                }
                programme::store(tx, now, &first.sectors).await
            })
        })
        .await?;
    // SQLite has one writer; on PostgreSQL a few go on at the same time.
    let most = if store.engine() == Engine::Sqlite { 1 } else { 3 };
    let mut under_way: JoinSet<Result<usize, StoreError>> = JoinSet::new();
    let mut done = 0;
    for begin in (0..organisations).step_by(AT_ONCE) {
        while under_way.len() >= most {
            done += under_way.join_next().await.context("nothing under way")???;
            told(done);
        }
        let (store, world) = (store.clone(), Arc::clone(&world));
        let end = (begin + AT_ONCE).min(organisations);
        under_way.spawn(async move {
            let work = store.write::<_, StoreError>("region", move |tx| {
                Box::pin(async move {
                    for number in begin..end {
                        world.store(tx, number).await?;
                    }
                    Ok(())
                })
            });
            work.await.map(|()| end - begin)
        });
    }
    while let Some(ended) = under_way.join_next().await {
        done += ended??;
        told(done);
    }
    let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    Ok(Filled {
        organisations: organisations as u64,
        assessments: read(&world.counters.assessments),
        answers: read(&world.counters.answers),
        measures: read(&world.counters.measures),
        trail: read(&world.counters.trail),
        requests: read(&world.counters.requests),
        consents: read(&world.counters.consents),
        words: read(&world.counters.words),
    })
}

fn world(now: Timestamp) -> anyhow::Result<World> {
    let content = Content::load()?;
    let edition = |id: &str| content.check(id).cloned().with_context(|| format!("there is no check {id}"));
    Ok(World {
        now,
        sectors: content.sectors().to_vec(),
        long: edition("cyberrisikocheck")?,
        short: edition("kurzcheck")?,
        counters: Counters::default(),
    })
}

/// Some organisations of a filled database, spread over it.
///
/// # Errors
/// If the content does not load.
pub fn places(organisations: usize, wanted: usize, now: Timestamp) -> anyhow::Result<Vec<Place>> {
    let world = world(now)?;
    let wanted = wanted.clamp(1, organisations.max(1));
    let step = (organisations / wanted).max(1);
    (0..wanted).map(|index| Ok(place(&world, index * step)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::TestDb, on_every_engine};

    on_every_engine!(a_small_region_is_as_counted);

    async fn a_small_region_is_as_counted(db: TestDb) {
        let store = db.store().await;
        let now = Timestamp::from_second(1_760_000_000).unwrap();
        let mut heard = 0;
        let filled = fill(&store, 60, now, |done| heard = done).await.unwrap();
        assert_eq!((heard, filled.organisations, filled.measures), (60, 60, 60 * MEASURES as u64));
        let mut reader = store.read().await.unwrap();
        let counts = reader.counts().await.unwrap();
        assert_eq!(
            (counts.organisations, counts.assessments, counts.answers),
            (60, filled.assessments, filled.answers)
        );
        assert!(counts.answers >= 60 * 95, "about {ANSWERS} answers each: {}", counts.answers);
        for place in places(60, 7, now).unwrap() {
            let assessment = reader.assessment_by_id(place.tenant, place.assessment).await.unwrap().unwrap();
            assert_eq!(assessment.state, AssessmentState::Finished);
            assert!(reader.plan_item(place.tenant, place.requirement).await.unwrap().is_some());
            let owner = reader.account_by_email(&place.owner.email).await.unwrap().unwrap();
            assert_eq!(reader.memberships_of(owner.id).await.unwrap(), place.owner.memberships);
        }
    }
}
