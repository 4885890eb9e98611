//! Fills a database with the made-up region of `content/demo`.
//!
//! Uses the same operations as a visitor, with a clock that is set back, so that a demo shows nothing that the product
//! cannot do.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp, ToSpan};
use ringwall_app::{Access, AnswerChange, App, Clock, NewCase, ResumeToken, Saved};
use ringwall_content::{
    Content,
    demo::{DemoAssessment, DemoOrganisation},
};
use ringwall_core::{
    actor::Role,
    check::Check,
    id::{AssessmentId, RequirementId, TenantId},
    language::{Language, Localised},
    plan::PlanItem,
    risk::Treatment,
};
use ringwall_store::Store;
use ringwall_web::{Demo, DemoCase, DemoPerson, Letterbox};
use serde::{Deserialize, Serialize};

use crate::{config::Config, mailer::MemoryMailer, wiring};

mod network;

/// A clock that can be set back.
struct DemoClock {
    real: Arc<dyn Clock>,
    back_seconds: AtomicI64,
}

impl DemoClock {
    fn days_ago(&self, days: u32) {
        self.back_seconds.store(i64::from(days) * 86_400, Ordering::Relaxed);
    }

    /// So many minutes after nine in the morning of a day that is over.
    fn at_work(&self, days: u32, minutes: u32) {
        let now = self.real.now();
        let today = now.to_zoned_datetime(ringwall_content::format::zone()).date();
        let day = today.checked_sub(i64::from(days).days()).unwrap_or(today);
        let wanted = day.at(9, 0, 0, 0).to_zoned_datetime(ringwall_content::format::zone());
        let wanted = wanted.map_or(now, |wanted| wanted.timestamp());
        let back = now.duration_since(wanted).as_secs() - i64::from(minutes) * 60;
        self.back_seconds.store(back, Ordering::Relaxed);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        let back = SignedDuration::from_secs(self.back_seconds.load(Ordering::Relaxed));
        let now = self.real.now();
        now.checked_sub(back).unwrap_or(now)
    }
}

/// The region that was made, with the ways into it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Seeded {
    pub(crate) title: Localised,
    pub(crate) cases: Vec<SeededCase>,
    pub(crate) people: Vec<SeededPerson>,
    pub(crate) password: String,
}

/// Somebody who can sign in.
#[derive(Serialize, Deserialize)]
pub(crate) struct SeededPerson {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) place: String,
    pub(crate) story: Localised,
}

/// One made-up organisation and its resume link.
#[derive(Serialize, Deserialize)]
pub(crate) struct SeededCase {
    pub(crate) title: Localised,
    pub(crate) story: Localised,
    pub(crate) token: String,
}

impl Seeded {
    /// What the demo page shows.
    pub(crate) fn demo(&self, letters: Letterbox) -> Demo {
        Demo {
            region: self.title.clone(),
            cases: self
                .cases
                .iter()
                .map(|case| DemoCase {
                    title: case.title.clone(),
                    description: case.story.clone(),
                    path: format!("/r/{}", case.token),
                })
                .collect(),
            people: self
                .people
                .iter()
                .map(|person| DemoPerson {
                    name: person.name.clone(),
                    email: person.email.clone(),
                    role: person.role,
                    place: person.place.clone(),
                    story: person.story.clone(),
                })
                .collect(),
            password: self.password.clone(),
            letters,
        }
    }
}

/// An organisation whose checks are entered.
struct Entered {
    tenant: TenantId,
    /// The link that opens it, as long as nobody keeps it.
    token: ResumeToken,
    /// The newest assessment.
    assessment: AssessmentId,
}

/// Makes the region.
pub(crate) async fn region(
    store: Store,
    config: &Config,
    real: Arc<dyn Clock>,
    letters: &Letterbox,
) -> anyhow::Result<Seeded> {
    let content = wiring::load_content()?;
    let region = content.demo().context("there is no made-up region in the content")?.clone();
    let people = content.demo_network().context("there is nobody in the made-up region")?.clone();
    let clock = Arc::new(DemoClock { real, back_seconds: AtomicI64::new(0) });
    let shared = Arc::clone(&clock) as Arc<dyn Clock>;
    let mailer = Arc::new(MemoryMailer::new(letters.clone(), Arc::clone(&shared), region.title.get(Language::De)));
    let app = wiring::app_with(store, Arc::clone(&content), config, shared, mailer)?;
    let (mut cases, mut kept) = (Vec::new(), BTreeMap::new());
    for organisation in &region.organisations {
        let keeps = people.keeps(&organisation.name);
        let entered = one(&app, &content, &clock, organisation, keeps)
            .await
            .with_context(|| format!("demo: {}", organisation.name))?;
        if keeps {
            kept.insert(organisation.name.clone(), entered);
            continue;
        }
        cases.push(SeededCase {
            title: Localised::both(&organisation.name, &organisation.name),
            story: organisation.story.clone(),
            token: entered.token.secret().to_owned(),
        });
    }
    network::fill(&app, &clock, letters, &region.title, &people, kept).await?;
    let place = |person: &ringwall_content::demo::DemoPerson| match person.role {
        // The heading says so.
        Role::Operator | Role::Manager | Role::Evaluator => String::new(),
        _ => people.name_of(&person.at).to_owned(),
    };
    let persons = people.people.iter().map(|person| SeededPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        role: person.role,
        place: place(person),
        story: person.story.clone(),
    });
    Ok(Seeded { title: region.title.clone(), cases, people: persons.collect(), password: people.password.clone() })
}

async fn one(
    app: &App,
    content: &Content,
    clock: &DemoClock,
    organisation: &DemoOrganisation,
    keeps: bool,
) -> anyhow::Result<Entered> {
    let Some(first) = organisation.assessments.first() else { bail!("has no assessment") };
    clock.days_ago(first.days_ago);
    let started = app
        .start(NewCase { check: first.check.clone(), organisation: organisation.facts(), language: Language::De })
        .await?;
    let access = app.open(&started.token).await?;
    let mut current = started.assessment.context("no assessment was started")?;
    let mut token = started.token;
    for (index, assessment) in organisation.assessments.iter().enumerate() {
        clock.days_ago(assessment.days_ago);
        if assessment.repeat {
            current = app.repeat(&access, current, Language::De).await?;
        } else if index > 0 {
            current = app.start_another(&access, &assessment.check).await?;
        }
        answer(app, content, &access, current, assessment).await?;
        if assessment.finished {
            app.finish(&access, current).await?;
        }
        plan_done_by(app, content, clock, &access, organisation, assessment.days_ago).await?;
    }
    clock.days_ago(0);
    plan_done_by(app, content, clock, &access, organisation, 0).await?;
    for treatment in &organisation.treatments {
        clock.days_ago(treatment.days_ago);
        let decided_on = app.now().to_zoned_datetime(ringwall_content::format::zone()).date();
        app.treat(
            &access,
            Treatment {
                risk: treatment.risk.clone(),
                kind: treatment.kind,
                reason: treatment.reason.clone(),
                person: treatment.person.clone(),
                decided_on: Some(decided_on),
                revision: 0,
                changed_at: None,
            },
        )
        .await?;
    }
    clock.days_ago(0);
    if !keeps {
        // The link was made in the past; a fresh one lives as long as a visitor's would.
        token = app.renew_link(&access).await?;
    }
    Ok(Entered { tenant: started.tenant, token, assessment: current })
}

async fn answer(
    app: &App,
    content: &Content,
    access: &Access,
    id: AssessmentId,
    wanted: &DemoAssessment,
) -> anyhow::Result<()> {
    let check = &content.check(&wanted.check).context("unknown check")?.check;
    let before = app.assessment(access, id).await?.assessment.answers;
    for (question, value) in wanted.answers(check) {
        let old = before.get(&question);
        if old.and_then(|answer| answer.value) != Some(value) {
            let seen = old.map_or(0, |answer| answer.revision);
            stored(&app.answer(access, id, question, AnswerChange::Value(Some(value)), seen).await?)?;
        }
    }
    for (question, note) in &wanted.notes {
        let placed = check.question_named(question).context("unknown question")?;
        let answers = app.assessment(access, id).await?.assessment.answers;
        let seen = answers.get(&placed.question.uuid).map_or(0, |answer| answer.revision);
        stored(&app.answer(access, id, placed.question.uuid, AnswerChange::Note(note.clone()), seen).await?)?;
    }
    Ok(())
}

fn stored<T>(saved: &Saved<T>) -> anyhow::Result<()> {
    match saved {
        Saved::Stored(_) => Ok(()),
        _ => bail!("somebody else writes into the demo"),
    }
}

/// Enters the plan items; with `days_ago` above 0 only those that were done before that day.
async fn plan_done_by(
    app: &App,
    content: &Content,
    clock: &DemoClock,
    access: &Access,
    organisation: &DemoOrganisation,
    days_ago: u32,
) -> anyhow::Result<()> {
    let existing = app.plan(access).await?;
    for item in &organisation.plan {
        let requirement = requirement(content, &item.requirement)?;
        let due_now = days_ago == 0 || item.done_days_ago.is_some_and(|done| done >= days_ago);
        if !due_now || existing.iter().any(|old| old.requirement == requirement) {
            continue;
        }
        clock.days_ago(item.done_days_ago.unwrap_or(days_ago));
        let today = app.now().to_zoned_datetime(ringwall_content::format::zone()).date();
        let due = item.due_in_days.and_then(|days| today.checked_add(i64::from(days).days()).ok());
        stored(
            &app.change_plan(
                access,
                PlanItem {
                    status: item.status,
                    owner: item.owner.clone(),
                    due,
                    note: item.note.clone(),
                    reason: item.reason.clone(),
                    ..PlanItem::untouched(requirement)
                },
            )
            .await?,
        )?;
    }
    clock.days_ago(days_ago);
    Ok(())
}

fn requirement(content: &Content, id: &str) -> anyhow::Result<RequirementId> {
    let found = |check: &Check| {
        check.requirements().find(|(_, requirement)| requirement.id == id).map(|(_, requirement)| requirement.uuid)
    };
    content.checks().find_map(|edition| found(&edition.check)).with_context(|| format!("unknown requirement {id}"))
}
