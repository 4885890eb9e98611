//! The chapters of the document, in the order of the PDF templates.
//!
//! Knows what stands in each chapter. Refuses to know how a heading, a row or a table is written (`docx`).

use docx_rs::{IndentLevel, LineSpacing, NumberingId, Paragraph, Run};

use super::{Writer, paragraph, runs, soft, strong, valid};
use crate::{
    text::Words,
    view::{Measure, Risk, Variant},
};

impl Writer<'_> {
    pub(super) fn plain(&mut self) {
        let view = self.view;
        self.styled("Subtitle", &self.label("kind"));
        self.add(paragraph(&view.check_title).style("Title"));
        self.add(paragraph(&view.check_summary).style("Subtitle"));
        let unnamed = Words::Plain(self.label("unnamed"));
        self.add(paragraph(view.organisation.as_ref().unwrap_or(&unnamed)).style("Subtitle"));
        self.facts(&view.facts);
        self.facts(&view.dates);
        self.pending();
        self.chapter(&self.label("glance"));
        self.summary();
        self.heading(2, &self.label("next"));
        self.next_steps();
        self.heading(1, &self.label("chart"));
        self.topics();
        if view.comparison.is_some() {
            self.heading(1, &self.label("comparison"));
            self.comparison();
        }
        self.chapter(&self.label("measures"));
        self.measures();
        self.chapter(&self.label("risks"));
        self.risks();
        self.chapter(&self.label("plan"));
        self.plan();
        self.annex("A", "answers");
        self.answers("answers-intro", false);
        self.annex("B", "funding");
        self.funding();
        self.chapter(&self.label("sources"));
        self.sources();
    }

    pub(super) fn cyber_risiko_check(&mut self) {
        let view = self.view;
        self.styled("Title", &self.label("crc-heading"));
        let unnamed = Words::Plain(self.label("unnamed"));
        self.row(&self.label("fact-name"), Some(view.organisation.as_ref().unwrap_or(&unnamed)));
        self.facts(&view.facts);
        for key in ["fact-contact", "fact-register", "fact-adviser"] {
            self.row_text(key, "______________________________");
        }
        self.facts(&view.dates);
        self.summary();
        self.heading(1, &self.label("crc-chart"));
        self.topics();
        self.pending();
        self.chapter(&self.label("measures-recommendations"));
        if view.recommendations.is_empty() {
            self.text(&self.label("measures-recommendations-none"));
        }
        for (key, top) in [("measures-recommendations-top", true), ("measures-recommendations-rest", false)] {
            let chosen: Vec<&Measure> = view.recommendations.iter().filter(|measure| measure.top == top).collect();
            if !chosen.is_empty() {
                self.heading(2, &self.label(key));
            }
            for measure in chosen {
                let title = format!("{}  {}", measure.rank, measure.title.text());
                self.add(Paragraph::new().keep_next(measure.what.is_some()).add_run(strong(&title)));
                if let Some(what) = &measure.what {
                    self.words(what);
                }
            }
        }
        self.heading(2, &self.label("crc-objectivity"));
        self.text(&format!("{} {}", self.label("crc-objectivity-text"), self.label("crc-objectivity-alone")));
        for key in ["crc-sign-adviser", "crc-sign-firm"] {
            self.add(
                Paragraph::new().line_spacing(LineSpacing::new().before(700).after(0)).add_run(soft(&"_".repeat(46))),
            );
            self.styled("Small", &self.label(key));
        }
        self.annex("A", "answers-crc");
        self.answers("answers-intro-crc", true);
        self.annex("B", "funding");
        self.funding();
        self.annex("C", "measures");
        self.measures();
        self.annex("D", "risks");
        self.risks();
        self.annex("E", "plan");
        self.plan();
        self.annex("F", "sources");
        self.sources();
        if view.comparison.is_some() {
            self.annex("G", "comparison");
            self.comparison();
        }
    }

    fn pending(&mut self) {
        if let Some(pending) = &self.view.pending {
            self.styled("Small", pending);
        }
    }

    fn summary(&mut self) {
        let view = self.view;
        let headline = match &view.score {
            Some(score) => score.line.clone(),
            None if view.status.code == "incomplete" => self.label("draft"),
            None => self.label("points-none"),
        };
        self.styled("Score", &headline);
        self.text(view.status.explanation.as_ref().unwrap_or(&view.status.sentence));
        let counts: Vec<String> =
            view.counts.iter().map(|count| format!("{}: {}", count.label, count.number)).collect();
        self.text(&counts.join(" · "));
        if let Some(missing) = &view.missing {
            self.heading(if view.variant == Variant::Plain { 2 } else { 1 }, &self.label("missing-title"));
            self.text(&self.label("missing-note"));
            self.bullets(&missing.titles);
            if let Some(more) = &missing.more {
                self.text(more);
            }
        }
    }

    fn next_steps(&mut self) {
        let view = self.view;
        if view.next.is_empty() {
            self.text(&self.label("next-none"));
        }
        for measure in &view.next {
            if measure.equal_starts {
                self.styled("Small", measure.equal.as_deref().unwrap_or_default());
            }
            let mut line = Paragraph::new().add_run(strong(&format!("{}  {}", measure.rank, measure.title.text())));
            if measure.top {
                line = line.add_run(soft(&format!("  {}", self.label("top"))));
            }
            self.add(line);
        }
        if let Some(rest) = &view.next_rest {
            self.text(rest);
        }
        self.styled("Small", &self.label("next-rule"));
    }

    fn topics(&mut self) {
        let then = self.view.chart.then;
        let mut head = vec![self.label("chart-topic"), self.label("chart-fulfilled"), self.label("chart-share")];
        if then {
            head.push(self.label("chart-share-then"));
        }
        let cell = |text: &str| vec![Paragraph::new().add_run(Run::new().add_text(valid(text)))];
        let rows = self
            .view
            .chart
            .topics
            .iter()
            .map(|topic| {
                let mut row = vec![vec![paragraph(&topic.title)], cell(&topic.fulfilled), cell(&topic.percent)];
                if then {
                    row.push(cell(&topic.percent_then));
                }
                row
            })
            .collect();
        let widths: &[usize] = if then { &[46, 18, 18, 18] } else { &[60, 20, 20] };
        self.table(widths, &head, rows);
    }

    fn comparison(&mut self) {
        let Some(comparison) = &self.view.comparison else { return };
        self.text(&format!("{} {}", comparison.since, comparison.points));
        if comparison.unchanged {
            self.text(&self.label("comparison-unchanged"));
        }
        for (key, changes) in [
            ("comparison-better", &comparison.better),
            ("comparison-worse", &comparison.worse),
            ("comparison-relevance", &comparison.relevance),
        ] {
            if !changes.is_empty() {
                self.heading(2, &self.label(key));
                let changes: Vec<Words> = changes.iter().cloned().map(Words::Plain).collect();
                self.bullets(&changes);
            }
        }
        self.heading(2, &self.label("comparison-done"));
        if comparison.done.is_empty() {
            self.text(&self.label("comparison-done-none"));
        }
        self.bullets(&comparison.done);
        for remark in &comparison.remarks {
            self.text(remark);
        }
        self.styled("Small", &self.label("comparison-cause"));
    }

    fn measures(&mut self) {
        let view = self.view;
        if view.next.is_empty() {
            self.text(&self.label("next-none"));
            return;
        }
        self.text(&view.measures_intro);
        for measure in &view.next {
            self.heading(2, &format!("{}  {}", measure.rank, measure.title.text()));
            self.measure(measure);
        }
    }

    fn measure(&mut self, measure: &Measure) {
        let top = measure.top.then(|| self.label("top"));
        let tags: Vec<&str> = [top.as_deref(), Some(measure.requirement.text()), measure.equal.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        self.styled("Small", &tags.join(" · "));
        if let Some(unknown) = &measure.unknown {
            self.text(unknown);
        }
        if measure.what.is_none() && measure.why.is_none() && measure.how.is_empty() {
            self.text(&self.label("measure-untold"));
        }
        self.row(&self.label("measure-what"), measure.what.as_ref());
        self.row(&self.label("measure-why"), measure.why.as_ref());
        if !measure.how.is_empty() {
            self.lists += 1;
            self.add(Paragraph::new().keep_next(true).add_run(strong(&format!("{}:", self.label("measure-how")))));
            for step in &measure.how {
                self.add(paragraph(step).numbering(NumberingId::new(self.lists), IndentLevel::new(0)));
            }
        }
        self.row(&self.label("measure-who"), measure.who.as_ref());
        let joined = |words: &[Words]| words.iter().map(Words::text).collect::<Vec<_>>().join(", ");
        let cost = match (&measure.cost, &measure.cost_pending) {
            (Some(cost), Some(pending)) => format!("{cost} ({pending})"),
            (Some(cost), None) => cost.clone(),
            (None, _) => self.label("measure-not-known"),
        };
        let source = measure.evidence_source.as_deref().unwrap_or_default();
        let evidence = format!("{}. {} {source}", measure.evidence, measure.evidence_note);
        for (key, value) in [
            ("measure-effort", measure.effort.clone().unwrap_or_default()),
            ("measure-time", measure.time.clone().unwrap_or_default()),
            ("measure-cost", cost),
            ("measure-evidence", evidence.trim_end().to_owned()),
            ("measure-risks", joined(&measure.risks)),
            ("measure-funding", joined(&measure.funding)),
        ] {
            if !value.is_empty() {
                self.row_text(key, &value);
            }
        }
    }

    fn risks(&mut self) {
        let view = self.view;
        if view.risks.is_empty() {
            self.text(&self.label("risks-none"));
            return;
        }
        self.text(&self.label("risks-intro"));
        self.heading(2, &self.label("risks-matrix"));
        let cell = |text: &str| vec![Paragraph::new().add_run(Run::new().add_text(valid(text)))];
        let head = ["risks-number", "risks-risk", "risks-likelihood", "risks-impact", "risks-level"]
            .map(|key| self.label(key));
        let rows = view
            .risks
            .iter()
            .map(|risk| {
                vec![
                    cell(&risk.number.to_string()),
                    vec![paragraph(&risk.title)],
                    cell(&risk.likelihood_word),
                    cell(&risk.impact_word),
                    cell(&risk.level_word),
                ]
            })
            .collect();
        self.table(&[7, 39, 19, 20, 15], &head, rows);
        for risk in &view.risks {
            self.risk(risk);
        }
    }

    fn risk(&mut self, risk: &Risk) {
        self.heading(2, &format!("{}  {}", risk.number, risk.title.text()));
        self.words(&risk.story);
        self.row(&self.label("risks-consequence"), Some(&risk.consequence));
        let mut drivers = risk.drivers.iter().map(Words::text).collect::<Vec<_>>().join(", ");
        if drivers.is_empty() {
            drivers = self.label("risks-drivers-none");
        } else {
            if let Some(more) = &risk.drivers_more {
                drivers = format!("{drivers} {more}");
            }
            drivers.push('.');
        }
        self.row_text("risks-drivers", &format!("{drivers} {}", risk.best));
        if !risk.facts.is_empty() {
            self.row_text("risks-facts", &risk.facts.join(" "));
        }
        self.row(&self.label("risks-transfer"), Some(&risk.transfer));
        let frequency: Vec<&str> =
            [risk.frequency.as_deref(), Some(risk.frequency_note.text()), risk.frequency_source.as_deref()]
                .into_iter()
                .flatten()
                .collect();
        self.row_text("risks-frequency", &frequency.join(" "));
        let decision = risk.treatment.clone().unwrap_or_else(|| self.label("risks-treatment-none"));
        let decided: Vec<&str> =
            [risk.treatment_by.as_ref().map(Words::text), risk.treatment_on.as_deref()].into_iter().flatten().collect();
        let comma = if decided.is_empty() { "" } else { ", " };
        self.row_text("risks-treatment", &format!("{decision}{comma}{}", decided.join(" ")));
        if let Some(reason) = &risk.treatment_reason {
            self.words(reason);
        }
    }

    fn plan(&mut self) {
        let view = self.view;
        if view.plan.is_empty() {
            self.text(&self.label("plan-none"));
            return;
        }
        self.text(&self.label("plan-intro"));
        let head = ["plan-measure", "plan-status", "plan-owner", "plan-due"].map(|key| self.label(key));
        let dash = Words::Plain("–".to_owned());
        let rows = view
            .plan
            .iter()
            .map(|row| {
                let mut first = vec![paragraph(&row.title)];
                for (key, note) in [("plan-reason", &row.reason), ("plan-note", &row.note)] {
                    if let Some(note) = note {
                        let start = Paragraph::new().add_run(soft(&format!("{}: ", self.label(key))));
                        first.push(runs(note).into_iter().fold(start, Paragraph::add_run));
                    }
                }
                let due = Words::Plain(row.due.clone().unwrap_or_else(|| "–".to_owned()));
                vec![
                    first,
                    vec![paragraph(&Words::Plain(row.status_word.clone()))],
                    vec![paragraph(row.owner.as_ref().unwrap_or(&dash))],
                    vec![paragraph(&due)],
                ]
            })
            .collect();
        self.table(&[46, 16, 20, 18], &head, rows);
        if let Some(more) = &view.plan_more {
            self.text(more);
        }
    }

    fn answers(&mut self, intro: &str, recommend: bool) {
        let view = self.view;
        self.text(&self.label(intro));
        for notice in &view.notices {
            self.text(notice);
        }
        let head = ["answers-number", "answers-requirement", "answers-standing"].map(|key| self.label(key));
        for topic in &view.answers {
            self.heading(2, topic.title.text());
            let rows = topic
                .requirements
                .iter()
                .map(|requirement| {
                    let top = if requirement.top { format!("  {}", self.label("top")) } else { String::new() };
                    let mut cell = vec![Paragraph::new().add_run(strong(requirement.title.text())).add_run(soft(&top))];
                    for answered in &requirement.questions {
                        let start = Paragraph::new();
                        let question = answered.question.as_ref().map(runs).unwrap_or_default();
                        let line = question.into_iter().fold(start, Paragraph::add_run);
                        cell.push(line.add_run(strong(&format!(" {}", answered.answer))));
                        if let Some(note) = &answered.note {
                            cell.push(paragraph(note));
                        }
                    }
                    if let Some(recommendation) = requirement.recommendation.as_ref().filter(|_| recommend) {
                        let label = format!("{}: ", self.label("answers-recommendation"));
                        let start = Paragraph::new().add_run(soft(&label));
                        cell.push(runs(recommendation).into_iter().fold(start, Paragraph::add_run));
                    }
                    vec![
                        vec![paragraph(&Words::Plain(requirement.number.clone()))],
                        cell,
                        vec![paragraph(&Words::Plain(requirement.standing_word.clone()))],
                    ]
                })
                .collect();
            self.table(&[10, 68, 22], &head, rows);
        }
    }

    fn funding(&mut self) {
        let view = self.view;
        if view.funding.is_empty() {
            self.text(&self.label("funding-none"));
            return;
        }
        self.text(&self.label("funding-intro"));
        for entry in &view.funding {
            self.heading(2, entry.title.text());
            self.row(&self.label("funding-funder"), Some(&entry.funder));
            self.row(&self.label("funding-subject"), Some(&entry.subject));
            self.row(&self.label("funding-terms"), entry.terms.as_ref());
            self.row(&self.label("funding-how"), entry.how.as_ref());
            self.row_text("funding-validity", &format!("{}; {}", entry.validity_word, entry.validity));
            self.row_text("funding-source", &entry.source);
        }
    }

    fn sources(&mut self) {
        let view = self.view;
        for (key, facts) in [
            ("sources-rules", &view.rules),
            ("sources-evidence", &view.evidence),
            ("sources-effort", &view.efforts),
            ("sources-check", &view.source),
        ] {
            self.heading(2, &self.label(key));
            self.facts(facts);
        }
        if !view.citations.is_empty() {
            self.heading(2, &self.label("sources-list"));
            let citations: Vec<Words> = view.citations.iter().cloned().map(Words::Plain).collect();
            self.bullets(&citations);
        }
        self.styled("Small", &view.estimates);
        self.pending();
    }
}
