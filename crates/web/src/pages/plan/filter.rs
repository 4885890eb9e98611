//! Which part of a plan is wanted, in which order: everything is in the address, so it can be passed on and works
//! without script.

use jiff::{ToSpan, civil::Date};
use ringwall_app::PlanMarks;
use ringwall_core::{
    id::AccountId,
    plan::{MeasureStatus, PlanItem},
};
use serde::Deserialize;

use super::view::{DEFAULT_TENTHS, days_code, tenth_days};

/// How many days "soon" reaches, today included.
const SOON_DAYS: i64 = 30;

/// Whose measures are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Nobody's yet.
    Nobody,
    /// Somebody's without an account.
    Named,
    /// Somebody's.
    Account(AccountId),
}

impl Whose {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "none" => Some(Self::Nobody),
            "named" => Some(Self::Named),
            id => id.parse().ok().map(Self::Account),
        }
    }

    fn code(self) -> String {
        match self {
            Self::Nobody => "none".to_owned(),
            Self::Named => "named".to_owned(),
            Self::Account(id) => id.to_string(),
        }
    }

    pub(super) fn admits(self, item: &PlanItem) -> bool {
        match self {
            Self::Nobody => item.owner.is_empty() && item.owner_account.is_none(),
            Self::Named => !item.owner.is_empty() && item.owner_account.is_none(),
            Self::Account(id) => item.owner_account == Some(id),
        }
    }
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Should have been done before today.
    Overdue,
    /// Today and the 29 days after.
    Soon,
}

impl Until {
    pub(super) const ALL: [Self; 2] = [Self::Overdue, Self::Soon];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "30",
        }
    }

    pub(super) fn admits(self, item: &PlanItem, today: Date) -> bool {
        match self {
            Self::Overdue => item.is_overdue(today),
            Self::Soon => {
                let last = today.checked_add((SOON_DAYS - 1).days()).unwrap_or(Date::MAX);
                item.is_open() && item.due.is_some_and(|due| today <= due && due <= last)
            }
        }
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// As the plan stands.
    #[default]
    Plan,
    /// Earliest date first, those without one last.
    Due,
    /// To do, in progress, done, not for us.
    Status,
    /// By name, nobody's last.
    Owner,
}

impl Sort {
    pub(super) const ALL: [Self; 4] = [Self::Plan, Self::Due, Self::Status, Self::Owner];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Due => "due",
            Self::Status => "status",
            Self::Owner => "owner",
        }
    }
}

/// Which part of the plan is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) status: Option<MeasureStatus>,
    pub(super) whose: Option<Whose>,
    pub(super) until: Option<Until>,
    pub(super) documents: bool,
    pub(super) sort: Sort,
    pub(super) tenth_days: u32,
    pub(super) page: usize,
    /// Today, to see what is overdue.
    pub(super) today: Date,
}

impl Wanted {
    /// Whether this measure is among those wanted.
    pub(super) fn admits(&self, item: &PlanItem, marks: &PlanMarks) -> bool {
        self.status.is_none_or(|status| item.status == status)
            && self.whose.is_none_or(|whose| whose.admits(item))
            && self.until.is_none_or(|until| until.admits(item, self.today))
            && (!self.documents || marks.documents.contains_key(&item.requirement))
    }

    /// Whether anything is left out.
    pub(super) const fn is_filtered(&self) -> bool {
        self.status.is_some() || self.whose.is_some() || self.until.is_some() || self.documents
    }

    /// The same without leaving anything out, so that a measure is surely there.
    pub(super) const fn whole(self) -> Self {
        Self { status: None, whose: None, until: None, documents: false, ..self }
    }

    /// What stands in the address, apart from what goes without saying.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.status.map(|status| ("status", status.code().to_owned())));
        pairs.extend(self.whose.map(|whose| ("owner", whose.code())));
        pairs.extend(self.until.map(|until| ("due", until.code().to_owned())));
        if self.documents {
            pairs.push(("files", "with".to_owned()));
        }
        if self.sort != Sort::Plan {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        if self.tenth_days != DEFAULT_TENTHS {
            pairs.push(("days", days_code(self.tenth_days)));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs
    }
}

/// The address of a part of the plan.
pub(super) fn path(plan: &str, wanted: &Wanted) -> String {
    let pairs: Vec<String> = wanted.pairs().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { plan.to_owned() } else { format!("{plan}?{}", pairs.join("&")) }
}

/// What part of the plan an address names, and what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Position {
    status: Option<String>,
    owner: Option<String>,
    due: Option<String>,
    files: Option<String>,
    sort: Option<String>,
    days: Option<String>,
    page: Option<String>,
    pub(super) saved: Option<String>,
    pub(super) changed: Option<String>,
}

impl Position {
    /// What is wanted; what makes no sense is left out rather than refused.
    pub(super) fn wanted(&self, today: Date) -> Wanted {
        let until = |code: &str| Until::ALL.into_iter().find(|until| until.code() == code);
        let sort = |code: &str| Sort::ALL.into_iter().find(|sort| sort.code() == code);
        Wanted {
            status: self.status.as_deref().and_then(MeasureStatus::from_code),
            whose: self.owner.as_deref().and_then(Whose::from_code),
            until: self.due.as_deref().and_then(until),
            documents: self.files.as_deref() == Some("with"),
            sort: self.sort.as_deref().and_then(sort).unwrap_or_default(),
            tenth_days: self.days.as_deref().and_then(tenth_days).unwrap_or(DEFAULT_TENTHS),
            page: self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1),
            today,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ringwall_core::id::RequirementId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn addresses_lead_back() {
        let today = date(2026, 11, 23);
        let id = Uuid::from_u128(7).to_string();
        for (status, owner, due, files, sort, days, page) in [
            (None, None, None, None, None, None, None),
            (Some("done"), Some("none"), Some("overdue"), Some("with"), Some("due"), Some("0.5"), Some("3")),
            (None, Some(id.as_str()), Some("30"), None, Some("owner"), None, None),
            (None, Some("named"), None, None, Some("status"), Some("10"), Some("2")),
        ] {
            let text = |text: Option<&str>| text.map(str::to_owned);
            let position = Position {
                status: text(status),
                owner: text(owner),
                due: text(due),
                files: text(files),
                sort: text(sort),
                days: text(days),
                page: text(page),
                ..Position::default()
            };
            let pairs = position.wanted(today).pairs();
            let given = [
                ("status", status),
                ("owner", owner),
                ("due", due),
                ("files", files),
                ("sort", sort),
                ("days", days),
                ("page", page),
            ];
            let given: Vec<_> = given.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect();
            assert_eq!(pairs, given);
        }
        let nonsense = Position { owner: Some("<b>".into()), sort: Some("x".into()), ..Position::default() };
        assert!(nonsense.wanted(today).pairs().is_empty());
    }

    #[test]
    fn what_is_due_when() {
        let today = date(2026, 11, 23);
        let item = |due, status| PlanItem { due, status, ..PlanItem::untouched(RequirementId(Uuid::nil())) };
        for (due, status, overdue, soon) in [
            (None, MeasureStatus::Todo, false, false),
            (Some(date(2026, 11, 22)), MeasureStatus::Todo, true, false),
            (Some(date(2026, 11, 22)), MeasureStatus::Done, false, false),
            (Some(today), MeasureStatus::InProgress, false, true),
            (Some(date(2026, 12, 22)), MeasureStatus::Todo, false, true),
            (Some(date(2026, 12, 23)), MeasureStatus::Todo, false, false),
            (Some(today), MeasureStatus::NotForUs, false, false),
        ] {
            let item = item(due, status);
            assert_eq!(Until::Overdue.admits(&item, today), overdue, "{due:?} {status:?}");
            assert_eq!(Until::Soon.admits(&item, today), soon, "{due:?} {status:?}");
        }
    }
}
