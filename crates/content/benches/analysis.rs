//! How long it takes to load all content and to analyse one filled-in check.
//!
//! `cargo bench -p ringwall-content`. Compare runs on the same machine side by side; absolute times mean little.

#![expect(clippy::expect_used, reason = "a benchmark without content has nothing to measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ringwall_content::{Content, oscal};
use ringwall_core::{
    analysis::analyse,
    assessment::Answers,
    check::{AnswerValue, Check},
    organisation::{Organisation, OrganisationKind},
    scoring::evaluate,
};

/// Every third answer no, every seventh unknown.
fn answers(check: &Check) -> Answers {
    check
        .questions()
        .enumerate()
        .map(|(index, placed)| {
            let value = match index {
                index if index % 7 == 6 => AnswerValue::Unknown,
                index if index % 3 == 2 => AnswerValue::No,
                _ => AnswerValue::Yes,
            };
            (placed.question.uuid, value)
        })
        .collect()
}

/// A catalogue of `count` made-up controls.
fn catalogue(count: usize) -> Check {
    let controls: Vec<String> = (0..count)
        .map(|index| {
            format!(
                r#"{{"id":"c-{index}","title":"Control {index}","parts":[{{"name":"statement","prose":"The organisation keeps record {index} up to date."}}]}}"#
            )
        })
        .collect();
    let json = format!(
        r#"{{"catalog":{{"uuid":"00000000-0000-4000-8000-000000000000","metadata":{{"title":"Made up","last-modified":"2026-01-01T00:00:00Z","version":"1","oscal-version":"1.1.3"}},"groups":[{{"id":"g","title":"Group","controls":[{}]}}]}}}}"#,
        controls.join(",")
    );
    oscal::import(json.as_bytes()).expect("the made-up catalogue is valid")
}

fn benches(criterion: &mut Criterion) {
    criterion.bench_function("load all content", |bencher| bencher.iter(|| Content::load().map(|_| ()).is_ok()));
    let content = Content::load().expect("content loads");
    let organisation = Organisation { employees: Some(12), ..Organisation::of(OrganisationKind::Company) };
    for edition in content.checks() {
        let (check, answers) = (&edition.check, answers(&edition.check));
        criterion.bench_function(&format!("score {}", check.id), |bencher| {
            bencher.iter(|| black_box(evaluate(check, &answers)).complete());
        });
        criterion.bench_function(&format!("analyse {}", check.id), |bencher| {
            bencher.iter(|| black_box(analyse(check, content.risks(), &organisation, &answers)).measures.len());
        });
    }
    let large = catalogue(900);
    let filled = answers(&large);
    criterion.bench_function("score 900 controls", |bencher| {
        bencher.iter(|| black_box(evaluate(&large, &filled)).complete());
    });
}

criterion_group!(all, benches);
criterion_main!(all);
