//! Letters of `app` handed to the mail server of `outbound`.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use futures::future::BoxFuture;
use ringwall_app::{Clock, MailFault, Mailer, NoMailer, Outgoing};
use ringwall_outbound::{Mail, MailError, MailSender, MailServer, MailSettings};
use ringwall_web::Letterbox;

use crate::config::Config;

/// The mail server an operator has set.
struct Smtp(MailSender);

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<(), MailFault>> {
        let attachments = letter.attachments.iter();
        let mail = Mail {
            id: &letter.id,
            to: &letter.to,
            name: &letter.name,
            subject: &letter.subject,
            text: &letter.text,
            html: &letter.html,
            language: letter.language,
            unsubscribe: letter.unsubscribe.as_deref(),
            attachments: attachments.map(|a| (a.name.as_str(), a.media_type.as_str(), a.text.as_str())).collect(),
        };
        Box::pin(async move {
            let begun = std::time::Instant::now();
            let sent = self.0.send(&mail).await;
            metrics::histogram!("ringwall_mail_seconds").record(begun.elapsed().as_secs_f64());
            sent.map_err(|error| match error {
                MailError::Later(why) => MailFault::Later(why),
                MailError::Unclear(why) => MailFault::Unclear(why),
                MailError::Never(why) => MailFault::Never(why),
            })
        })
    }

    fn sender(&self) -> Option<String> {
        // The program's own name stands in every letter anyway.
        let name = self.0.name();
        (!name.is_empty() && name != "Ringwall").then(|| name.to_owned())
    }
}

/// Keeps the letters of a demonstration in memory: none leaves the house.
pub(crate) struct MemoryMailer {
    letters: Letterbox,
    clock: Arc<dyn Clock>,
    sender: String,
}

impl MemoryMailer {
    /// Into this letterbox, from this sender.
    pub(crate) fn new(letters: Letterbox, clock: Arc<dyn Clock>, sender: &str) -> Self {
        Self { letters, clock, sender: sender.to_owned() }
    }
}

impl Mailer for MemoryMailer {
    fn send<'a>(&'a self, letter: &'a Outgoing) -> BoxFuture<'a, Result<(), MailFault>> {
        self.letters.put(self.clock.now(), letter.clone());
        Box::pin(async { Ok(()) })
    }

    fn sender(&self) -> Option<String> {
        Some(self.sender.clone())
    }
}

/// The mailer the configuration asks for.
pub(crate) fn mailer(config: &Config) -> anyhow::Result<Arc<dyn Mailer>> {
    Ok(match sender(config)? {
        Some(sender) => Arc::new(Smtp(sender)),
        None => Arc::new(NoMailer),
    })
}

/// The mail server of the configuration, if there is one.
pub(crate) fn sender(config: &Config) -> anyhow::Result<Option<MailSender>> {
    let mail = &config.mail;
    if mail.smtp.is_empty() {
        return Ok(None);
    }
    let server = MailServer::parse(&mail.smtp).map_err(|why| anyhow::anyhow!("mail.smtp {why}"))?;
    let password = match (mail.password.get(), mail.password_file.as_str()) {
        (Some(password), _) => Some(password.to_owned()),
        (None, "") => None,
        (None, file) => {
            let text =
                std::fs::read_to_string(file).with_context(|| format!("mail.password_file: cannot read {file}"))?;
            Some(text.trim_end_matches(['\r', '\n']).to_owned())
        }
    };
    let certificate = match mail.certificate_file.as_str() {
        "" => None,
        file => Some(std::fs::read(file).with_context(|| format!("mail.certificate_file: cannot read {file}"))?),
    };
    let host = config.server.public_url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':']).next().filter(|host| !host.is_empty()).unwrap_or("localhost");
    let settings = MailSettings {
        server,
        password,
        from: mail.from.clone(),
        name: mail.name.clone(),
        reply_to: (!mail.reply_to.is_empty()).then(|| mail.reply_to.clone()),
        hello: host.to_owned(),
        timeout: Duration::from_secs(mail.timeout_seconds.into()),
        certificate,
        kept: config.worker.concurrency,
    };
    MailSender::new(settings).map(Some).map_err(|why| anyhow::anyhow!("mail: {why}"))
}
