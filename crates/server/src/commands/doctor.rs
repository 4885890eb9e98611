//! `ringwall doctor`: finds out whether everything the program needs is in place, and says what to do if not.

use std::{collections::BTreeMap, process::ExitCode};

use ringwall_app::{Clock, Download, Reports};
use ringwall_core::{
    assessment::Assessment,
    dossier::{Dossier, FORMAT},
    id::AssessmentId,
    language::Language,
    organisation::{Organisation, OrganisationKind},
};
use ringwall_report::Report;

use super::say;
use crate::{
    config::{Config, Flags},
    wiring::{self, Renderer, SystemClock},
};

pub(super) async fn run(flags: &Flags) -> anyhow::Result<ExitCode> {
    let mut healthy = true;
    let mut tell = |what: &str, result: anyhow::Result<String>| match result {
        Ok(detail) => say(&format!("ok       {what}: {detail}")),
        Err(error) => {
            healthy = false;
            say(&format!("PROBLEM  {what}: {error:#}"));
        }
    };
    let config = match Config::read(flags) {
        Ok(config) => {
            tell("configuration", Ok("file, environment and flags fit".to_owned()));
            config
        }
        Err(error) => {
            tell("configuration", Err(error));
            Config::default()
        }
    };
    tell("content", content());
    tell("reports", report());
    tell("database", database(&config).await);
    tell("port", port(&config).await);
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn content() -> anyhow::Result<String> {
    let content = wiring::load_content()?;
    Ok(format!("{} checks, {} risks", content.checks().count(), content.risks().len()))
}

/// Renders the empty report of the shortest check: fonts, templates and texts are all needed for it.
fn report() -> anyhow::Result<String> {
    let content = wiring::load_content()?;
    let edition = content.checks().next().ok_or_else(|| anyhow::anyhow!("no check is shipped"))?;
    let now = SystemClock.now();
    let id = AssessmentId(uuid::Uuid::nil());
    let assessment = Assessment::begun(id, edition.digest.clone(), now);
    let dossier = Dossier {
        format: FORMAT.to_owned(),
        exported_at: now,
        language: Language::De,
        organisation: Organisation::of(OrganisationKind::Company),
        checks: BTreeMap::from([(edition.digest.clone(), edition.check.clone())]),
        assessments: vec![assessment],
        plan: Vec::new(),
        treatments: Vec::new(),
    };
    let today = now.to_zoned_datetime(ringwall_content::format::zone()).date();
    let pdf = Renderer(Report::new())
        .render(Download::Pdf, &content, &dossier, id, Language::De, today)
        .map_err(|error| anyhow::anyhow!(error))?;
    Ok(format!("a PDF of {} kB was rendered", pdf.len() / 1000))
}

async fn database(config: &Config) -> anyhow::Result<String> {
    let store = wiring::open_store(config).await?;
    let migrated = store.migrate().await?;
    store.health().await?;
    Ok(format!("{}, {}", wiring::without_password(&config.database.url), wiring::schema(&migrated)))
}

async fn port(config: &Config) -> anyhow::Result<String> {
    let listen = config.server.listen;
    drop(tokio::net::TcpListener::bind(listen).await.map_err(|error| anyhow::anyhow!("{listen}: {error}"))?);
    Ok(format!("{listen} is free"))
}
