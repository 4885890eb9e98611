//! How long a report takes: the CyberRisikoCheck (27 requirements) and an imported catalogue of 900.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench may fail loudly, like a test")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ringwall_content::Content;
use ringwall_core::language::Language;
use ringwall_report::Report;

#[path = "../tests/it/given.rs"]
#[expect(dead_code, reason = "the benches need only some of the dossiers")]
mod given;

fn reports(criterion: &mut Criterion) {
    let content = Content::load().unwrap();
    let report = Report::new();
    let mut group = criterion.benchmark_group("report");
    group.sample_size(10);
    let cases = [
        ("cyberrisikocheck", given::shipped(&content, "cyberrisikocheck", given::bakery())),
        ("imported-900", given::imported(900, 20)),
    ];
    for (name, dossier) in &cases {
        group.bench_function(format!("{name}/pdf"), |bencher| {
            bencher
                .iter(|| black_box(report.pdf(&content, dossier, given::NOW, Language::De, given::today()).unwrap()));
        });
        group.bench_function(format!("{name}/docx"), |bencher| {
            bencher
                .iter(|| black_box(report.docx(&content, dossier, given::NOW, Language::De, given::today()).unwrap()));
        });
    }
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
