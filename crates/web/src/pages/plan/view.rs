//! What the plan looks like.

use askama::Template;
use ringwall_app::{Access, Assignee, PlanMarks, Right, Shown};
use ringwall_content::arguments;
use ringwall_core::{
    analysis::Analysis,
    id::RequirementId,
    measure::RankedMeasure,
    plan::{MeasureStatus, PlanItem, bring, ordered, progress},
    scoring::Points,
};

use super::{
    bulk::{BulkView, Came},
    filter::{Sort, Until, Wanted, Whose, path},
    item::{Item, Mark, owner_name},
};
use crate::{
    Chrome,
    charts::{coordinate, whole},
    pages::result::words::{Place, Words, days, in_days, measure_title},
};

/// Measures on one page; an imported catalogue can have hundreds.
const PER_PAGE: usize = 40;
/// Two days, in tenths of a day.
pub(super) const DEFAULT_TENTHS: u32 = 20;
/// Budgets that can be chosen, in tenths of a day.
const BUDGETS: [u32; 7] = [5, 10, 20, 30, 50, 70, 100];

/// Reads days from an address (`0.5`, `2`); `None` unless it is one of the budgets on offer.
pub(super) fn tenth_days(text: &str) -> Option<u32> {
    BUDGETS.into_iter().find(|tenths| days_code(*tenths) == text)
}

pub(super) fn days_code(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// A measure something happened to.
pub(super) struct Marked {
    pub(super) requirement: RequirementId,
    pub(super) mark: Mark,
}

#[derive(Template)]
#[template(path = "plan/show.html")]
pub(super) struct PlanPage {
    chrome: Chrome,
    place: Place,
    here: String,
    move_here: String,
    progress: String,
    parts: Vec<Part>,
    filters: Vec<Filter>,
    items: Vec<Item>,
    pages: Vec<Filter>,
    gain: Option<GainView>,
    budgets: Vec<Budget>,
    /// What else stands in the address, for the form that asks for days.
    kept: Vec<(&'static str, String)>,
    more_filters: Vec<FilterRow>,
    more_open: bool,
    bulk: BulkView,
    bulk_here: String,
    can_work: bool,
    filtered: bool,
    nothing_open: bool,
    /// Whether any open measure says how long it takes; imported catalogues do not.
    timed: bool,
}

/// A part of the progress bar.
struct Part {
    class: &'static str,
    x: String,
    width: String,
}

struct Filter {
    href: String,
    label: String,
    current: bool,
}

/// Filters of one kind.
struct FilterRow {
    label: String,
    filters: Vec<Filter>,
}

struct Budget {
    code: String,
    label: String,
    chosen: bool,
}

struct GainView {
    text: String,
    points: String,
    measures: Vec<(RequirementId, Words, String)>,
}

impl PlanPage {
    #[expect(clippy::too_many_arguments, reason = "a plan is made of exactly these")]
    pub(super) fn new(
        chrome: Chrome,
        place: Place,
        shown: &Shown,
        analysis: &Analysis<'_>,
        plan: &[PlanItem],
        marks: &PlanMarks,
        people: &[Assignee],
        access: &Access,
        wanted: Wanted,
        mut mark: Option<Marked>,
        came: Came,
    ) -> Self {
        let plan_path = format!("{}/plan", place.base);
        let counts = progress(&analysis.evaluation, plan);
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        let rows = ordered(&analysis.measures, plan);
        let length = rows.len();
        let more_filters = more_filters(&chrome, &plan_path, &rows, marks, people, access, wanted);
        let title = |id| {
            let found = shown.check.check.requirement(id);
            found.map(|found| measure_title(&chrome, found).text).unwrap_or_default()
        };
        let bulk = BulkView::new(&chrome, people, came, title);
        let mut numbered: Vec<_> =
            rows.into_iter().enumerate().filter(|(_, (_, item))| wanted.admits(item, marks)).collect();
        match wanted.sort {
            Sort::Plan => {}
            Sort::Due => numbered.sort_by_key(|(_, (_, item))| (item.due.is_none(), item.due)),
            Sort::Status => numbered
                .sort_by_key(|(_, (_, item))| MeasureStatus::ALL.iter().position(|status| *status == item.status)),
            Sort::Owner => numbered.sort_by_cached_key(|(_, (_, item))| {
                let name = owner_name(item, people);
                (name.is_empty(), name.to_lowercase())
            }),
        }
        let count = numbered.len().div_ceil(PER_PAGE).max(1);
        // A measure that has something to say decides which page is shown.
        let marked = mark.as_ref().and_then(|marked| {
            numbered.iter().position(|(_, (measure, _))| measure.requirement.uuid == marked.requirement)
        });
        let current = marked.map_or(wanted.page, |index| index / PER_PAGE + 1).clamp(1, count);
        let wanted = Wanted { page: current, ..wanted };
        let here = path(&plan_path, &wanted);
        let items = numbered
            .iter()
            .skip((current - 1) * PER_PAGE)
            .take(PER_PAGE)
            .map(|(index, (measure, item))| {
                let mark = mark.take_if(|marked| marked.requirement == item.requirement).map(|marked| marked.mark);
                let marks = (
                    marks.comments.get(&item.requirement).copied().unwrap_or_default(),
                    marks.documents.get(&item.requirement).copied().unwrap_or_default(),
                );
                Item {
                    number: index + 1,
                    first: *index == 0,
                    last: index + 1 == length,
                    picked: bulk.picked.contains(&item.requirement),
                    comments: marks.0,
                    documents: marks.1,
                    ..Item::new(&chrome, &place.base, shown, measure.requirement, item, people, wanted.today, mark)
                }
            })
            .collect();
        let filter = |status: Option<MeasureStatus>, label: String| Filter {
            href: path(&plan_path, &Wanted { status, page: 1, ..wanted }),
            label,
            current: wanted.status == status,
        };
        let mut filters = vec![filter(None, chrome.t_with("plan-filter-all", &arguments([("count", total.into())])))];
        for (status, count) in counts {
            let label = chrome.tc("measure-status-", status.code());
            let label = chrome.t_with("plan-filter", &arguments([("status", label.into()), ("count", count.into())]));
            filters.push(filter(Some(status), label));
        }
        let pages = (1..=count).filter(|_| count > 1).map(|page| Filter {
            href: path(&plan_path, &Wanted { page, ..wanted }),
            label: page.to_string(),
            current: page == current,
        });
        Self {
            pages: pages.collect(),
            move_here: path(&format!("{plan_path}/move"), &wanted),
            progress: chrome.t_with(
                "plan-progress",
                &arguments([("done", count_of(&counts, MeasureStatus::Done).into()), ("total", total.into())]),
            ),
            parts: parts(&counts, total),
            gain: gain(&chrome, shown, analysis, plan, wanted.tenth_days),
            budgets: BUDGETS
                .into_iter()
                .map(|tenths| Budget {
                    code: days_code(tenths),
                    label: days(&chrome, tenths),
                    chosen: tenths == wanted.tenth_days,
                })
                .collect(),
            kept: wanted.pairs().into_iter().filter(|(name, _)| !matches!(*name, "days" | "page")).collect(),
            more_open: wanted.whose.is_some()
                || wanted.until.is_some()
                || wanted.documents
                || wanted.sort != Sort::Plan,
            more_filters,
            bulk,
            bulk_here: path(&format!("{plan_path}/bulk"), &wanted),
            can_work: access.may(Right::Advise),
            filtered: wanted.is_filtered() || wanted.sort != Sort::Plan,
            nothing_open: total == 0,
            timed: analysis.measures.iter().any(|measure| measure.requirement.measure.tenth_days.is_some()),
            here,
            filters,
            items,
            place,
            chrome,
        }
    }
}

/// Chips besides those for the status: whose, until when, with files, in which order. One that is chosen takes itself
/// back.
fn more_filters(
    chrome: &Chrome,
    plan: &str,
    rows: &[(&RankedMeasure<'_>, PlanItem)],
    marks: &PlanMarks,
    people: &[Assignee],
    access: &Access,
    wanted: Wanted,
) -> Vec<FilterRow> {
    let chip = |label: String, current: bool, to: Wanted| Filter {
        href: path(plan, &Wanted { page: 1, ..to }),
        label,
        current,
    };
    let counted = |label: String, count: usize| {
        chrome.t_with("plan-filter", &arguments([("status", label.into()), ("count", count.into())]))
    };
    let mut whose = Vec::new();
    let accounts = people.iter().map(|person| {
        let mine = access.by().account == Some(person.account);
        (Whose::Account(person.account), if mine { chrome.t("plan-owner-me") } else { person.name.clone() })
    });
    let others = [(Whose::Named, chrome.t("plan-owner-named")), (Whose::Nobody, chrome.t("plan-owner-nobody"))];
    for (who, label) in accounts.chain(others) {
        let count = rows.iter().filter(|(_, item)| who.admits(item)).count();
        let current = wanted.whose == Some(who);
        // Whoever has nothing would only be a way to an empty list.
        if count > 0 || current {
            whose.push(chip(counted(label, count), current, Wanted { whose: (!current).then_some(who), ..wanted }));
        }
    }
    let mut until: Vec<Filter> = Until::ALL
        .into_iter()
        .map(|until| {
            let count = rows.iter().filter(|(_, item)| until.admits(item, wanted.today)).count();
            let current = wanted.until == Some(until);
            let label = counted(chrome.tc("plan-until-", until.code()), count);
            chip(label, current, Wanted { until: (!current).then_some(until), ..wanted })
        })
        .collect();
    let with = rows.iter().filter(|(_, item)| marks.documents.contains_key(&item.requirement)).count();
    let label = counted(chrome.t("plan-with-files"), with);
    until.push(chip(label, wanted.documents, Wanted { documents: !wanted.documents, ..wanted }));
    let sort = Sort::ALL
        .into_iter()
        .map(|sort| chip(chrome.tc("plan-sort-", sort.code()), wanted.sort == sort, Wanted { sort, ..wanted }));
    let row = |key: &str, filters| FilterRow { label: chrome.t(key), filters };
    vec![row("plan-filter-owner", whose), row("plan-filter-due", until), row("plan-sort", sort.collect())]
}

fn count_of(counts: &[(MeasureStatus, usize); 4], wanted: MeasureStatus) -> usize {
    counts.iter().find(|(status, _)| *status == wanted).map(|(_, count)| *count).unwrap_or_default()
}

/// The progress bar, done first; 100 units wide.
fn parts(counts: &[(MeasureStatus, usize); 4], total: usize) -> Vec<Part> {
    let order = [MeasureStatus::Done, MeasureStatus::InProgress, MeasureStatus::Todo, MeasureStatus::NotForUs];
    let mut x = 0.0;
    let mut parts = Vec::new();
    for status in order {
        let width = whole(count_of(counts, status)) / whole(total.max(1)) * 100.0;
        if width > 0.0 {
            parts.push(Part { class: status.code(), x: coordinate(x), width: coordinate(width) });
        }
        x += width;
    }
    parts
}

fn gain(chrome: &Chrome, shown: &Shown, analysis: &Analysis<'_>, plan: &[PlanItem], budget: u32) -> Option<GainView> {
    let values = shown.assessment.values();
    let gain = bring(&shown.check.check, &values, &analysis.measures, plan, budget)?;
    let from_to = arguments([
        ("from", chrome.points(&gain.from).into()),
        ("to", chrome.points(&gain.to).into()),
        ("maximum", chrome.points(&analysis.evaluation.maximum).into()),
    ]);
    // At or below zero several measures can leave the points where they are: say so instead of promising nothing.
    let key = if gain.to > gain.from { "plan-gain-points" } else { "plan-gain-points-same" };
    let same = analysis.evaluation.raw().is_some_and(|raw| raw < Points::default());
    let key = if key == "plan-gain-points-same" && same { "plan-gain-points-below" } else { key };
    Some(GainView {
        text: chrome.t_with(
            "plan-gain",
            &arguments([("days", in_days(chrome, gain.tenth_days).into()), ("count", gain.measures.len().into())]),
        ),
        points: chrome.t_with(key, &from_to),
        measures: gain
            .measures
            .iter()
            .map(|requirement| {
                let time = requirement.measure.tenth_days.map(|tenths| days(chrome, tenths)).unwrap_or_default();
                (requirement.uuid, measure_title(chrome, requirement), time)
            })
            .collect(),
    })
}
