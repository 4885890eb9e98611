//! How the topics stand: a radar where it can be read, bars where there are too many topics, a table always.

use ringwall_content::arguments;
use ringwall_core::{check::Check, scoring::Evaluation};

use super::words::{Words, words};
use crate::{Chrome, charts::Radar};

/// The chart over the topics with its table.
pub(super) struct Topics {
    pub(super) radar: Option<Radar>,
    pub(super) rows: Vec<TopicRow>,
    pub(super) repeat: bool,
}

/// One topic.
pub(super) struct TopicRow {
    pub(super) title: Words,
    pub(super) fulfilled: String,
    pub(super) now: Option<Share>,
    pub(super) then: Option<Share>,
}

/// A share in words and as the width of a bar.
pub(super) struct Share {
    pub(super) text: String,
    pub(super) width: String,
}

fn share(chrome: &Chrome, share: Option<f64>) -> Option<Share> {
    let share = share?.clamp(0.0, 1.0);
    Some(Share { text: chrome.percent(&share), width: crate::charts::coordinate(share * 100.0) })
}

/// Builds the chart; `then` are the shares of the assessment before.
pub(super) fn topics(
    chrome: &Chrome,
    check: &Check,
    evaluation: &Evaluation<'_>,
    then: Option<&[Option<f64>]>,
) -> Topics {
    let now: Vec<Option<f64>> = evaluation.topics.iter().map(|topic| topic.share()).collect();
    let labels: Vec<String> = check.topics.iter().map(|topic| chrome.text(&topic.title).to_owned()).collect();
    let description =
        chrome.t(if then.is_some() { "result-radar-description-repeat" } else { "result-radar-description" });
    let rows = check.topics.iter().zip(&evaluation.topics).enumerate().map(|(index, (topic, result))| {
        let counted = arguments([("fulfilled", result.fulfilled().into()), ("relevant", result.relevant.into())]);
        TopicRow {
            title: words(chrome, &topic.title),
            fulfilled: chrome.t_with("result-topic-count", &counted),
            now: share(chrome, result.share()),
            then: share(chrome, then.and_then(|then| then.get(index).copied().flatten())),
        }
    });
    Topics {
        rows: rows.collect(),
        radar: Radar::new(chrome.t("result-radar-title"), description, &labels, &now, then),
        repeat: then.is_some(),
    }
}
