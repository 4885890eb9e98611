//! Mail over SMTP.
//!
//! Knows one mail server of ours, encryption, and which answers mean "later" and which "never". Refuses to know why a
//! letter is sent and when it is tried again.
//!
//! Connections are kept and used again one letter at a time. A connection on which anything went wrong, or whose letter
//! was abandoned half way, is closed and never used again: an answer that comes late must not be taken for the answer to
//! the next letter.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use lettre::{
    Address, Message,
    message::{
        Attachment, Body, Mailbox, MultiPart,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};

/// How the connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte (`smtps://`, port 465).
    Wrapped,
    /// By STARTTLS, or not at all: no letter goes out unencrypted.
    Required,
    /// By STARTTLS if the server offers it.
    Opportunistic,
    /// Never: for a mail server on the same machine.
    None,
}

/// Where a mail server is, read from `smtps://user@host:465` or `smtp://user@host:587?tls=required`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Who signs in, if anybody has to.
    pub user: Option<String>,
    /// How the connection is encrypted.
    pub encryption: Encryption,
}

impl MailServer {
    /// Reads an address. The password is never part of it: addresses end up in logs and lists of processes.
    ///
    /// # Errors
    /// One sentence for the operator.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").ok_or("must begin with smtp:// or smtps://")?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let rest = rest.trim_end_matches('/');
        let (user, place) = match rest.rsplit_once('@') {
            Some((user, place)) => (Some(user.replace("%40", "@")), place),
            None => (None, rest),
        };
        if user.as_ref().is_some_and(|user| user.contains(':')) {
            return Err("must not hold the password: set mail.password or mail.password_file".to_owned());
        }
        let encryption = match (scheme, query) {
            ("smtps", "") => Encryption::Wrapped,
            ("smtp", "" | "tls=required") => Encryption::Required,
            ("smtp", "tls=opportunistic") => Encryption::Opportunistic,
            ("smtp", "tls=none") => Encryption::None,
            ("smtp", _) => return Err("after ? only tls=required, tls=opportunistic or tls=none can stand".to_owned()),
            ("smtps", _) => return Err("smtps:// is always encrypted; nothing can stand after ?".to_owned()),
            _ => return Err("must begin with smtp:// or smtps://".to_owned()),
        };
        let standard = match encryption {
            Encryption::Wrapped => 465,
            Encryption::Required | Encryption::Opportunistic => 587,
            Encryption::None => 25,
        };
        // An address of version 6 stands in brackets.
        let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, port)) => (host, port.strip_prefix(':')),
            None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
        };
        let port = match port {
            Some(port) => port.parse().map_err(|_| format!("{port} is not a port"))?,
            None => standard,
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || !host.chars().all(plain) {
            return Err("has no name of a server".to_owned());
        }
        Ok(Self { host: host.to_owned(), port, user: user.filter(|user| !user.is_empty()), encryption })
    }

    fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// Everything that is needed to send.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// Where to.
    pub server: MailServer,
    /// The password that goes with the user.
    pub password: Option<String>,
    /// Address letters come from.
    pub from: String,
    /// Name letters come from.
    pub name: String,
    /// Address answers go to, if it is another.
    pub reply_to: Option<String>,
    /// How we call ourselves to the mail server: the name of this machine in the net.
    pub hello: String,
    /// For connecting, and for the whole of one letter.
    pub timeout: Duration,
    /// A certificate (PEM) to trust besides the public ones.
    pub certificate: Option<Vec<u8>>,
    /// Connections kept open at most.
    pub kept: usize,
}

/// A letter as it goes out.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    /// Left part of the Message-ID: the same for every try.
    pub id: &'a str,
    /// Address of the reader.
    pub to: &'a str,
    /// Name of the reader, may be empty.
    pub name: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// HTML.
    pub html: &'a str,
    /// Language code.
    pub language: &'a str,
    /// Address at which this kind of letter is stopped with one POST (RFC 8058).
    pub unsubscribe: Option<&'a str>,
    /// Name, media type, content.
    pub attachments: Vec<(&'a str, &'a str, &'a str)>,
}

/// Why a letter did not go out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server did not take it; worth another try.
    #[error("{0}")]
    Later(String),
    /// It was handed over whole, but the answer did not come: the server may have taken it or not.
    #[error("{0}")]
    Unclear(String),
    /// Will never work.
    #[error("{0}")]
    Never(String),
}

/// A connection that is not in use is not kept longer: mail servers close after some minutes.
const IDLE: Duration = Duration::from_secs(50);
/// Most characters of an answer that are repeated.
const LONGEST_ANSWER: usize = 300;

struct Idle {
    connection: AsyncSmtpConnection,
    since: Instant,
}

/// A mail server to which letters are handed over.
pub struct MailSender {
    settings: MailSettings,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    idle: Mutex<Vec<Idle>>,
}

impl MailSender {
    /// Checks the settings. Connects to nothing yet.
    ///
    /// # Errors
    /// One sentence for the operator.
    pub fn new(settings: MailSettings) -> Result<Self, String> {
        let address = |text: &str| text.parse::<Address>().map_err(|_| format!("{text} is not an address"));
        let name = one_line(&settings.name);
        let from = Mailbox::new((!name.is_empty()).then_some(name), address(&settings.from)?);
        let reply_to = match &settings.reply_to {
            Some(text) => Some(Mailbox::new(None, address(text)?)),
            None => None,
        };
        let server = &settings.server;
        let credentials = match (&server.user, &settings.password) {
            (Some(user), Some(password)) => Some(Credentials::new(user.clone(), password.clone())),
            (Some(_), None) => return Err("there is a user but no password".to_owned()),
            (None, Some(_)) => return Err("there is a password but no user".to_owned()),
            (None, None) => None,
        };
        if credentials.is_some() && !server.is_loopback() {
            if matches!(server.encryption, Encryption::None | Encryption::Opportunistic) {
                return Err("a password is sent over an encrypted connection only: tls=required or smtps://".to_owned());
            }
        }
        let tls = if server.encryption == Encryption::None {
            None
        } else {
            let mut builder = TlsParameters::builder(server.host.clone());
            if let Some(pem) = &settings.certificate {
                let certificate = Certificate::from_pem(pem).map_err(|error| format!("the certificate: {error}"))?;
                builder = builder.add_root_certificate(certificate);
            }
            Some(builder.build().map_err(|error| error.to_string())?)
        };
        Ok(Self { from, reply_to, tls, credentials, idle: Mutex::default(), settings })
    }

    /// The name letters come from.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Hands one letter over. When this returns `Ok`, the mail server has taken it.
    ///
    /// # Errors
    /// [`MailError`].
    pub async fn send(&self, mail: &Mail<'_>) -> Result<(), MailError> {
        let message = self.message(mail)?;
        let bytes = message.formatted();
        let handed = std::sync::atomic::AtomicBool::new(false);
        let sending = self.converse(&message, &bytes, &handed);
        if let Ok(result) = tokio::time::timeout(self.settings.timeout, sending).await {
            return result;
        }
        let why = format!("no answer within {} s", self.settings.timeout.as_secs());
        Err(if handed.into_inner() { MailError::Unclear(why) } else { MailError::Later(why) })
    }

    /// Connects, signs in and says goodbye: for finding out whether the settings fit.
    ///
    /// # Errors
    /// [`MailError::Later`] with what the server said.
    pub async fn check(&self) -> Result<(), MailError> {
        let work = async {
            let mut connection = self.connect().await?;
            connection.quit().await.ok();
            Ok(())
        };
        let late = || MailError::Later(format!("no answer within {} s", self.settings.timeout.as_secs()));
        tokio::time::timeout(self.settings.timeout, work).await.unwrap_or_else(|_| Err(late()))
    }

    async fn converse(
        &self,
        message: &Message,
        bytes: &[u8],
        handed: &std::sync::atomic::AtomicBool,
    ) -> Result<(), MailError> {
        let mut connection = match self.take_idle() {
            // Servers close connections as they like; that is found out before the letter is begun.
            Some(mut kept) => {
                if kept.test_connected().await {
                    kept
                } else {
                    self.connect().await?
                }
            }
            None => self.connect().await?,
        };
        let mut parameters = Vec::new();
        let envelope = message.envelope();
        let addresses = envelope.to().iter().chain(envelope.from());
        if addresses.map(AsRef::<str>::as_ref).any(|address| !address.is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::Never("the mail server takes no address with letters beyond ASCII".to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        // What is said before the recipient is about us, not about the letter: somebody can put it right.
        connection
            .command(MailFrom::new(envelope.from().cloned(), parameters))
            .await
            .map_err(|e| later("sender", &e))?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| refused(&error))?;
        }
        connection.command(Data).await.map_err(|error| refused(&error))?;
        handed.store(true, std::sync::atomic::Ordering::Relaxed);
        match connection.message(bytes).await {
            Ok(_) => {
                self.keep(connection);
                Ok(())
            }
            Err(error) if error.status().is_some() => Err(refused(&error)),
            Err(error) => Err(MailError::Unclear(said("the connection broke before the answer", &error))),
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let MailServer { host, port, encryption, .. } = &self.settings.server;
        let hello = ClientId::Domain(self.settings.hello.clone());
        let wrapped = self.tls.clone().filter(|_| *encryption == Encryption::Wrapped);
        let timeout = Some(self.settings.timeout);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1((host.as_str(), *port), timeout, &hello, wrapped, None)
                .await
                .map_err(|error| later(&format!("{host}:{port}"), &error))?;
        let offered = connection.can_starttls();
        match (&self.tls, encryption) {
            (Some(tls), Encryption::Required) => {
                connection.starttls(tls.clone(), &hello).await.map_err(|error| later("encryption", &error))?;
            }
            (Some(tls), Encryption::Opportunistic) if offered => {
                connection.starttls(tls.clone(), &hello).await.map_err(|error| later("encryption", &error))?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await.map_err(|error| later("sign-in", &error))?;
        }
        Ok(connection)
    }

    fn take_idle(&self) -> Option<AsyncSmtpConnection> {
        let mut idle = self.idle.lock().ok()?;
        idle.retain(|kept| kept.since.elapsed() < IDLE);
        idle.pop().map(|kept| kept.connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        if let Ok(mut idle) = self.idle.lock() {
            if idle.len() < self.settings.kept {
                idle.push(Idle { connection, since: Instant::now() });
            }
        }
    }

    fn message(&self, mail: &Mail<'_>) -> Result<Message, MailError> {
        let never = |what: &str| MailError::Never(what.to_owned());
        let to: Address = mail.to.parse().map_err(|_| never("the address is not one"))?;
        let name = one_line(mail.name);
        let to = Mailbox::new((!name.is_empty() && !name.contains('@')).then_some(name), to);
        let id = format!("<{}@{}>", plain(mail.id), self.from.email.domain());
        let mut builder =
            Message::builder().from(self.from.clone()).to(to).subject(one_line(mail.subject)).message_id(Some(id));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let body = MultiPart::alternative_plain_html(mail.text.to_owned(), mail.html.to_owned());
        let whole = if mail.attachments.is_empty() {
            body
        } else {
            let mut mixed = MultiPart::mixed().multipart(body);
            for (name, kind, text) in &mail.attachments {
                let kind = ContentType::parse(kind).map_err(|_| never("an attachment has no media type"))?;
                mixed = mixed.singlepart(Attachment::new(one_line(name)).body(Body::new((*text).to_owned()), kind));
            }
            mixed
        };
        let mut message = builder.multipart(whole).map_err(|error| MailError::Never(error.to_string()))?;
        let mut headers = vec![
            // RFC 3834: nobody's absence note answers this.
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("X-Auto-Response-Suppress", "All".to_owned()),
            ("Content-Language", plain(mail.language)),
        ];
        if let Some(address) = mail.unsubscribe {
            headers.push(("List-Unsubscribe", format!("<{}>", plain(address))));
            headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        for (name, value) in headers {
            let name = HeaderName::new_from_ascii_str(name);
            message.headers_mut().insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
        }
        Ok(message)
    }
}

/// A text as one line: nothing in it can begin another header.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Only printable ASCII without spaces: for what is written into a header as it is.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>')).collect()
}

/// What was tried and what came back, in one line.
fn said(what: &str, error: &Error) -> String {
    use std::error::Error as _;
    let mut text = format!("{what}: {error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    one_line(&text).chars().take(LONGEST_ANSWER).collect()
}

fn later(what: &str, error: &Error) -> MailError {
    MailError::Later(said(what, error))
}

/// What a refusal after the recipient means.
///
/// A 5xx is for good, with two exceptions: a full mailbox (5.2.2) gets emptied, and what is against a rule of the server
/// (5.7.x: not signed in, not allowed to relay, on a list) is about us and can be put right.
fn refused(error: &Error) -> MailError {
    let text = said("refused", error);
    let enhanced = |code: &str| text.contains(&format!(" {code}"));
    if error.is_permanent() && !enhanced("5.2.2 ") && !enhanced("5.7.") {
        MailError::Never(text)
    } else {
        MailError::Later(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(server: &str) -> MailSettings {
        MailSettings {
            server: MailServer::parse(server).unwrap(),
            password: None,
            from: "ringwall@example.org".to_owned(),
            name: "Musterregion".to_owned(),
            reply_to: Some("office@example.org".to_owned()),
            hello: "ring.example".to_owned(),
            timeout: Duration::from_secs(5),
            certificate: None,
            kept: 2,
        }
    }

    fn mail() -> Mail<'static> {
        Mail {
            id: "0192-ab",
            to: "rita@example.com",
            name: "Rita",
            subject: "Größe",
            text: "Text",
            html: "<p>Text</p>",
            language: "de",
            unsubscribe: Some("https://ring.example/unsubscribe/00"),
            attachments: vec![("termin.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR")],
        }
    }

    fn formatted(mail: &Mail<'_>) -> String {
        let sender = MailSender::new(settings("smtp://localhost?tls=none")).unwrap();
        String::from_utf8(sender.message(mail).unwrap().formatted()).unwrap()
    }

    #[test]
    fn addresses_of_mail_servers() {
        let server = |host: &str, port, user: Option<&str>, encryption| MailServer {
            host: host.to_owned(),
            port,
            user: user.map(str::to_owned),
            encryption,
        };
        let fitting = [
            ("smtps://mail.example.org", server("mail.example.org", 465, None, Encryption::Wrapped)),
            ("smtp://mail.example.org", server("mail.example.org", 587, None, Encryption::Required)),
            (
                "smtp://a@b.de@mail.b.de:25?tls=opportunistic",
                server("mail.b.de", 25, Some("a@b.de"), Encryption::Opportunistic),
            ),
            ("smtp://a%40b.de@mail.b.de/", server("mail.b.de", 587, Some("a@b.de"), Encryption::Required)),
            ("smtp://127.0.0.1:2525?tls=none", server("127.0.0.1", 2525, None, Encryption::None)),
            ("smtp://[::1]:2525?tls=none", server("::1", 2525, None, Encryption::None)),
            ("smtp://localhost?tls=none", server("localhost", 25, None, Encryption::None)),
        ];
        for (text, expected) in fitting {
            assert_eq!(MailServer::parse(text), Ok(expected), "{text}");
        }
        for wrong in [
            "",
            "mail.example.org",
            "http://mail.example.org",
            "smtp://",
            "smtp://host:port",
            "smtp://host?tls=maybe",
            "smtps://host?tls=none",
            "smtp://user:secret@host",
            "smtp://ho st",
        ] {
            assert!(MailServer::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_password_never_goes_over_an_open_line() {
        let with = |server: &str, password: Option<&str>| {
            let settings = MailSettings { password: password.map(str::to_owned), ..settings(server) };
            MailSender::new(settings).map(drop)
        };
        assert!(with("smtp://rita@mail.example.org?tls=none", Some("x")).is_err());
        assert!(with("smtp://rita@mail.example.org?tls=opportunistic", Some("x")).is_err());
        assert!(with("smtp://rita@mail.example.org", Some("x")).is_ok());
        assert!(with("smtps://rita@mail.example.org", Some("x")).is_ok());
        assert!(with("smtp://rita@127.0.0.1?tls=none", Some("x")).is_ok());
        assert!(with("smtps://rita@mail.example.org", None).is_err());
        assert!(with("smtps://mail.example.org", Some("x")).is_err());
    }

    #[test]
    fn every_letter_says_what_it_is() {
        let text = formatted(&mail());
        for header in [
            "From: Musterregion <ringwall@example.org>\r\n",
            "To: Rita <rita@example.com>\r\n",
            "Reply-To: office@example.org\r\n",
            "Message-ID: <0192-ab@example.org>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: de\r\n",
            "List-Unsubscribe: <https://ring.example/unsubscribe/00>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "MIME-Version: 1.0\r\n",
            "Content-Disposition: attachment; filename=\"termin.ics\"\r\n",
        ] {
            assert!(text.contains(header), "{header:?} is missing:\n{text}");
        }
        assert!(text.contains("\r\nDate: "));
        assert!(text.is_ascii(), "what is not ASCII is encoded");
        let lasting = formatted(&Mail { unsubscribe: None, attachments: Vec::new(), ..mail() });
        assert!(!lasting.contains("List-Unsubscribe") && !lasting.contains("attachment"));
    }

    #[test]
    fn nothing_from_outside_becomes_a_header() {
        let evil = "x\r\nBcc: everybody@example.org\r\n\r\nbody\u{0}";
        let text = formatted(&Mail {
            id: evil,
            name: evil,
            subject: evil,
            text: evil,
            language: evil,
            unsubscribe: Some(evil),
            attachments: vec![(evil, "text/calendar", evil)],
            ..mail()
        });
        let (headers, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!headers.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{headers}");
        let sender = MailSender::new(settings("smtp://localhost?tls=none")).unwrap();
        for to in [evil, "a@example.org\r\nRCPT TO:<b@example.org>", "a@example.org, b@example.org", ""] {
            assert!(matches!(sender.message(&Mail { to, ..mail() }), Err(MailError::Never(_))), "{to:?}");
        }
    }
}
