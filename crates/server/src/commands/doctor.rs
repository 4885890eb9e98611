//! `ringwall doctor`: finds out whether everything the program needs is in place, and says what to do if not.
//!
//! Looks and changes nothing: an old schema stays old. The same findings are on the page of the operator; what only
//! makes sense before a start (configuration, port, content, a sample report) is looked at here alone.

use std::{collections::BTreeMap, process::ExitCode};

use ringwall_app::{Clock, Download, Finding, Machine, MailFault, Outgoing, Reports, Seriousness};
use ringwall_content::{Content, FluentArgs};
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
    machine::ThisMachine,
    wiring::{self, Renderer, SystemClock},
};

/// Flags of `doctor`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Language of the findings, de or en [default: what LANG says, else English]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Also send a mail to this address
    #[arg(long, value_name = "ADDRESS")]
    send_test: Option<String>,
}

/// The language the operator wants.
fn language(arguments: &Arguments) -> Language {
    let told = arguments.language.clone();
    let told = told.or_else(crate::config::terminal_language);
    told.and_then(|code| Language::from_code(code.split('.').next().unwrap_or_default())).unwrap_or(Language::En)
}

pub(super) async fn run(arguments: &Arguments, flags: &Flags) -> anyhow::Result<ExitCode> {
    let content = wiring::load_content()?;
    let mut findings = Vec::new();
    let config = match Config::read(flags) {
        Ok(config) => {
            findings.push(Finding::fine("configuration", "fine"));
            config
        }
        Err(error) => {
            findings.push(Finding::broken("configuration", "faulty").with("error", format!("{error:#}")));
            Config::default()
        }
    };
    findings.push(
        Finding::fine("content", "fine").with("checks", content.checks().count()).with("risks", content.risks().len()),
    );
    findings.push(report(&content));
    findings.push(port(&config).await);
    match wiring::open_store(&config).await {
        Ok(store) => findings.extend(wiring::app(store, &config)?.findings().await),
        Err(error) => findings.push(Finding::broken("database", "silent").with("error", format!("{error:#}"))),
    }
    let language = language(arguments);
    if let Some(to) = &arguments.send_test {
        findings.push(sample_mail(&content, language, &config, to).await);
    }
    findings.extend(ThisMachine::new(config).look().await);
    for finding in &findings {
        say(&line(&content, language, finding));
    }
    let broken = findings.iter().any(|finding| finding.is == Seriousness::Broken);
    Ok(if broken { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Sends one mail, to see the whole way work.
async fn sample_mail(content: &Content, language: Language, config: &Config, to: &str) -> Finding {
    let texts = content.texts();
    let text = texts.get(language, "health-sample-text");
    let letter = Outgoing {
        id: format!("doctor-{}", SystemClock.now().as_microsecond()),
        to: to.to_owned(),
        name: String::new(),
        subject: texts.get(language, "health-sample-subject"),
        html: format!("<p>{text}</p>"),
        text,
        language: language.code(),
        unsubscribe: None,
        attachments: Vec::new(),
    };
    let sent = match crate::mailer::mailer(config) {
        Ok(mailer) => mailer.send(&letter).await.map_err(|fault| match fault {
            MailFault::Later(why) | MailFault::Never(why) | MailFault::Unclear(why) => why,
        }),
        Err(error) => Err(format!("{error:#}")),
    };
    match sent {
        Ok(()) => Finding::fine("mail", "sent").with("to", to),
        Err(error) => Finding::broken("mail", "unsent").with("to", to).with("error", error),
    }
}

/// One finding as a line.
fn line(content: &Content, language: Language, finding: &Finding) -> String {
    let texts = content.texts();
    let mut arguments = FluentArgs::new();
    for (name, value) in &finding.words {
        match value.parse::<f64>() {
            Ok(number) if !matches!(*name, "error" | "names" | "host") => arguments.set(*name, number),
            _ => arguments.set(*name, value.clone()),
        }
    }
    let state = texts.get(language, &format!("health-is-{}", finding.is.code()));
    let topic = texts.get(language, &format!("health-{}", finding.topic));
    let sentence = texts.with(language, &format!("health-{}-{}", finding.topic, finding.found), &arguments);
    let state = if finding.is == Seriousness::Broken { state.to_uppercase() } else { state };
    format!("{state:<11} {topic}: {sentence}")
}

/// Renders the empty report of the shortest check: fonts, templates and texts are all needed for it.
fn report(content: &Content) -> Finding {
    match sample(content) {
        Ok(bytes) => Finding::fine("reports", "fine").with("kilobytes", bytes / 1000),
        Err(error) => Finding::broken("reports", "faulty").with("error", format!("{error:#}")),
    }
}

fn sample(content: &Content) -> anyhow::Result<usize> {
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
        .render(Download::Pdf, content, &dossier, id, Language::De, today)
        .map_err(|error| anyhow::anyhow!(error))?;
    Ok(pdf.len())
}

/// Whether a program of ours answers there. One that speaks TLS itself is not asked and counts as another program.
async fn is_ringwall(listen: std::net::SocketAddr) -> bool {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let asked = async {
        let mut stream = tokio::net::TcpStream::connect(listen).await?;
        stream.write_all(b"GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n").await?;
        let mut answer = String::new();
        stream.take(4_096).read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let answer = tokio::time::timeout(std::time::Duration::from_secs(2), asked).await;
    answer.is_ok_and(|answer| answer.is_ok_and(|text| text.starts_with("HTTP/1") && text.trim_end().ends_with("alive")))
}

async fn port(config: &Config) -> Finding {
    let listen = config.server.listen;
    match tokio::net::TcpListener::bind(listen).await {
        Ok(_) => Finding::fine("port", "fine").with("listen", listen),
        Err(_) if is_ringwall(listen).await => Finding::fine("port", "ours").with("listen", listen),
        Err(error) => Finding::broken("port", "taken").with("listen", listen).with("error", error),
    }
}
