//! What the pages about one assessment share: where it is, and the words for measures, classes and ranges.
//!
//! Knows which text belongs to which value. Refuses to compute anything `core` computes.

use std::fmt;

use jiff::{ToSpan, civil::Date};
use ringwall_app::{AppError, Shown};
use ringwall_content::{arguments, format::zone};
use ringwall_core::{
    assessment::AssessmentState,
    check::{Cost, CostPer, Measure, Requirement, Review},
    funding::{FRESH_DAYS, Funding, Validity},
    id::AssessmentId,
    language::Localised,
    organisation::Organisation,
    risk::{Classes, Frequency},
};

use crate::{Case, Chrome, PageResult, WebState, pages::interview::topic_path};

/// A text from content with the language it is in, if that is not the reader's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// The text.
    pub(crate) text: String,
    lang: Option<&'static str>,
}

impl Words {
    /// The attribute ` lang="…"` if the text is in another language than the page, else nothing. Safe to print as is.
    pub(crate) fn attribute(&self) -> String {
        self.lang.map_or_else(String::new, |lang| format!(" lang=\"{lang}\""))
    }

    /// The first line, at most 80 characters: enough to tell one question from another by ear.
    pub(crate) fn short(&self) -> String {
        let line = self.text.lines().next().unwrap_or_default();
        if line.chars().count() <= 80 { line.to_owned() } else { line.chars().take(79).chain(['…']).collect() }
    }

    /// Whether there is nothing to show.
    pub(crate) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A text in the reader's language or the one there is.
pub(crate) fn words(chrome: &Chrome, text: &Localised) -> Words {
    Words { text: chrome.text(text).trim().to_owned(), lang: chrome.lang_of(text) }
}

/// The title of a measure; an imported catalogue often has only that of the requirement.
pub(crate) fn measure_title(chrome: &Chrome, requirement: &Requirement) -> Words {
    let own = words(chrome, &requirement.measure.title);
    if own.is_empty() { words(chrome, &requirement.title) } else { own }
}

/// Head and navigation that all pages about one assessment share.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// `/c/<tenant>/a/<assessment>`.
    pub(crate) base: String,
    /// The first topic of the interview.
    first_topic: String,
    /// Title of the check.
    pub(crate) check: Words,
    /// What the organisation calls itself.
    pub(crate) organisation: String,
    /// Which of the pages this is: `interview`, `result`, `plan` or `risks`.
    pub(crate) page: &'static str,
    /// Whether the adviser's interview is in the navigation.
    pub(crate) led: bool,
    /// Whether it can no longer change.
    pub(crate) finished: bool,
    /// The day it was finished, or else begun.
    pub(crate) day: String,
    /// Where an imported catalogue comes from: title, publisher, version, licence.
    pub(crate) origin: Option<String>,
}

/// Reads an id from an address.
pub(crate) fn assessment_id(text: &str) -> PageResult<AssessmentId> {
    Ok(text.parse().map_err(|_| AppError::NotFound)?)
}

/// Today in the region.
pub(crate) fn today(state: &WebState) -> Date {
    state.app.now().to_zoned_datetime(zone()).date()
}

/// Whether a check was imported rather than shipped with the program.
pub(crate) fn is_imported(shown: &Shown) -> bool {
    !shown.check.check.source.publisher.is_empty() || shown.check.check.id.starts_with("oscal-")
}

/// Builds the head of a page about one assessment.
pub(crate) fn place(
    chrome: &Chrome,
    case: &Case,
    shown: &Shown,
    organisation: &Organisation,
    page: &'static str,
) -> Place {
    let check = &shown.check.check;
    let origin = is_imported(shown).then(|| {
        let unknown = || chrome.t("interview-origin-unknown");
        let or_unknown = |text: &str| if text.is_empty() { unknown() } else { text.to_owned() };
        chrome.t_with(
            "interview-origin",
            &arguments([
                ("publisher", or_unknown(&check.source.publisher).into()),
                ("version", or_unknown(&chrome.edition(&check.version)).into()),
                ("licence", or_unknown(&check.source.licence).into()),
            ]),
        )
    });
    Place {
        base: format!("{}/a/{}", case.path(), shown.assessment.id),
        first_topic: check.topics.first().map(|topic| topic.id.clone()).unwrap_or_default(),
        check: words(chrome, &check.title),
        organisation: organisation.name.clone().unwrap_or_default(),
        page,
        led: shown.led || case.access.is_from_outside() || page == "lead",
        finished: shown.assessment.state == AssessmentState::Finished,
        day: chrome.day(&shown.assessment.finished_at.unwrap_or(shown.assessment.started_at)),
        origin,
    }
}

impl Place {
    /// Where the interview is: where to go on in a draft, the first topic of a finished one.
    pub(crate) fn interview(&self) -> String {
        if self.finished { self.first() } else { self.base.clone() }
    }

    /// The first topic of the interview.
    pub(crate) fn first(&self) -> String {
        topic_path(&self.base, &self.first_topic, 1)
    }

    /// `aria-current` of a page in the navigation.
    pub(crate) fn current(&self, page: &str) -> Option<&'static str> {
        (self.page == page).then_some("page")
    }
}

/// A word with its explanation.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) word: String,
    pub(crate) explain: String,
}

/// How much work a measure is, in words.
pub(crate) fn effort(chrome: &Chrome, measure: &Measure) -> Option<Term> {
    let level = measure.effort?;
    Some(Term { word: chrome.tc("effort-", &level.to_string()), explain: chrome.t(&format!("effort-{level}.explain")) })
}

/// Tenths of a day in words: "2 days".
pub(crate) fn days(chrome: &Chrome, tenths: u32) -> String {
    spell_days(chrome, tenths, "plan-days")
}

/// Tenths of a day in words: "In 2 days".
pub(crate) fn in_days(chrome: &Chrome, tenths: u32) -> String {
    spell_days(chrome, tenths, "plan-days-in")
}

fn spell_days(chrome: &Chrome, tenths: u32, key: &str) -> String {
    match tenths {
        5 => chrome.t(&format!("{key}-half")),
        tenths => chrome.t_num(key, "days", f64::from(tenths) / 10.0),
    }
}

/// A cost range in words, without its review mark.
pub(crate) fn cost(chrome: &Chrome, cost: &Cost) -> String {
    let amount = if cost.high == 0 {
        chrome.t("result-cost-none")
    } else if cost.low == cost.high {
        chrome.euro(&cost.high)
    } else if cost.low == 0 {
        chrome.t_str("result-cost-up-to", "high", chrome.euro(&cost.high))
    } else {
        chrome.t_with(
            "result-cost-range",
            &arguments([("low", chrome.euro(&cost.low).into()), ("high", chrome.euro(&cost.high).into())]),
        )
    };
    match cost.per {
        _ if cost.high == 0 => amount,
        CostPer::Once => chrome.t_str("result-cost-once", "amount", amount),
        CostPer::Year => chrome.t_str("result-cost-year", "amount", amount),
    }
}

/// Whether a figure has not been confirmed.
pub(crate) const fn is_pending(review: Review) -> bool {
    matches!(review, Review::Pending)
}

/// The word for a class of likelihood.
pub(crate) fn likelihood(chrome: &Chrome, class: u8) -> String {
    chrome.tc("likelihood-", &class.to_string())
}

/// The word for a class of impact.
pub(crate) fn impact(chrome: &Chrome, class: u8) -> String {
    chrome.tc("impact-", &class.to_string())
}

/// What a change of classes means, in words; `None` if nothing changes.
pub(crate) fn change(chrome: &Chrome, from: Classes, to: Classes) -> Option<String> {
    let mut sentences = Vec::new();
    let mut say = |key: &str, from: String, to: String| {
        sentences.push(chrome.t_with(key, &arguments([("from", from.into()), ("to", to.into())])));
    };
    if from.likelihood != to.likelihood {
        say("risks-change-likelihood", likelihood(chrome, from.likelihood), likelihood(chrome, to.likelihood));
    }
    if from.impact != to.impact {
        say("risks-change-impact", impact(chrome, from.impact), impact(chrome, to.impact));
    }
    (!sentences.is_empty()).then(|| sentences.join(", "))
}

/// A funding programme as a line.
#[derive(Clone, Debug)]
pub(crate) struct FundingLine {
    pub(crate) title: Words,
    pub(crate) funder: Words,
    pub(crate) validity: String,
    pub(crate) to_be_checked: bool,
}

/// Funding for a measure, as far as it suits the organisation. What is past is shown as "to be checked".
pub(crate) fn funding(
    chrome: &Chrome,
    measure: &Measure,
    all: &[Funding],
    organisation: &Organisation,
    today: Date,
) -> Vec<FundingLine> {
    let named = all.iter().filter(|entry| measure.funding.contains(&entry.id) && entry.suits(organisation));
    named
        .map(|entry| {
            let validity = entry.validity(today);
            let mut parts = Vec::new();
            match (entry.valid_from, entry.valid_to) {
                (Some(from), _) if validity == Validity::NotYet => {
                    parts.push(chrome.t_str("result-funding-from", "date", chrome.date(&from)));
                }
                (_, Some(to)) if validity == Validity::Past => {
                    parts.push(chrome.t_str("result-funding-past", "date", chrome.date(&to)));
                }
                (_, Some(to)) => parts.push(chrome.t_str("result-funding-until", "date", chrome.date(&to))),
                (_, None) => parts.push(chrome.t("result-funding-open")),
            }
            parts.push(chrome.t_str("result-last-verified", "date", chrome.date(&entry.last_verified)));
            FundingLine {
                title: words(chrome, &entry.title),
                funder: words(chrome, &entry.funder),
                validity: parts.join("; "),
                to_be_checked: matches!(validity, Validity::ToBeChecked | Validity::Past),
            }
        })
        .collect()
}

/// What is publicly known about how often something happens.
#[derive(Clone, Debug)]
pub(crate) struct FrequencyLine {
    pub(crate) range: String,
    pub(crate) source: String,
    pub(crate) verified: String,
    pub(crate) to_be_checked: bool,
}

/// A public frequency in words, with its source and whether it must be looked at again.
pub(crate) fn frequency(chrome: &Chrome, frequency: &Frequency, today: Date) -> FrequencyLine {
    let key = if frequency.low == frequency.high { "risks-frequency-one" } else { "risks-frequency-range" };
    let stale = frequency.last_verified.checked_add(FRESH_DAYS.days()).is_ok_and(|until| until < today);
    FrequencyLine {
        range: chrome.t_with(
            key,
            &arguments([
                ("low", frequency.low.into()),
                ("high", frequency.high.into()),
                ("per", chrome.number(frequency.per).into()),
            ]),
        ),
        source: frequency.source.clone(),
        verified: chrome.date(&frequency.last_verified),
        to_be_checked: stale || is_pending(frequency.review),
    }
}
