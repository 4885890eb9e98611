//! A small mail server on loopback that does what a test tells it to, and keeps what came over the wire.
//!
//! Speaks just enough SMTP for one client that is ours. Every letter it took is kept as it came, doubles included;
//! [`SmtpServer::distinct`] is what a receiver sees that drops a second copy with the same Message-ID.
#![expect(clippy::expect_used, reason = "a test whose set-up fails has failed")]

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What happens to the next letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Takes it.
    Accept,
    /// `451` at the recipient: come back later.
    Greylist,
    /// `550 5.1.1` at the recipient: no such user.
    Reject,
    /// `550 5.7.1` at the recipient: against a rule.
    Forbid,
    /// `552 5.2.2` at the recipient: mailbox full.
    Full,
    /// `554 5.6.0` after the letter.
    RejectContent,
    /// Closes the connection in the middle of the letter.
    DropInData,
    /// Takes the letter and closes the connection without saying so.
    DropAfterData,
    /// Takes the letter and says so after this many milliseconds.
    Slow(u64),
    /// Never answers after the recipient.
    Hang,
}

/// A letter as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireLetter {
    /// From the envelope.
    pub from: String,
    /// From the envelope.
    pub to: String,
    /// Headers and body.
    pub data: String,
}

impl WireLetter {
    /// A header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split_once("\r\n\r\n").map_or(self.data.as_str(), |(head, _)| head);
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let mut lines = unfolded.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
    }

    /// The subject as a reader sees it.
    pub fn subject(&self) -> String {
        let raw = self.header("subject").unwrap_or_default();
        // RFC 2047: words in base64; a space between two of them is none.
        let (mut subject, mut after_coded) = (Vec::new(), false);
        for word in raw.split_ascii_whitespace() {
            let coded = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
            if !(after_coded && coded.is_some()) {
                subject.push(b' ');
            }
            subject.extend(coded.map_or_else(|| word.as_bytes().to_vec(), base64));
            after_coded = coded.is_some();
        }
        String::from_utf8_lossy(&subject).trim().to_owned()
    }

    /// The whole letter with quoted-printable undone: good enough to find a link in it.
    pub fn text(&self) -> String {
        let (mut text, bytes) = (Vec::new(), self.data.replace("=\r\n", "").into_bytes());
        let mut rest = bytes.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
            let code = code.filter(|_| *first == b'=').and_then(|code| u8::from_str_radix(code, 16).ok());
            text.push(code.unwrap_or(*first));
            rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    /// The path of the first link in it that begins so.
    pub fn link(&self, begin: &str) -> Option<String> {
        let text = self.text();
        let at = text.match_indices("://").find_map(|(at, _)| {
            let path = text[at + 3..].find('/')?;
            text[at + 3 + path..].starts_with(begin).then_some(at + 3 + path)
        })?;
        text[at..].split(|c: char| c.is_whitespace() || "<>\"".contains(c)).next().map(str::to_owned)
    }

    /// The `Message-ID`.
    pub fn id(&self) -> String {
        self.header("message-id").unwrap_or_default()
    }
}

#[derive(Default)]
struct Inner {
    next: VecDeque<Behaviour>,
    always: Option<Behaviour>,
    taken: Vec<WireLetter>,
    connections: usize,
    commands: Vec<String>,
}

/// A running mail server; ends with the test.
#[derive(Clone)]
pub struct SmtpServer {
    /// Where it listens.
    pub address: SocketAddr,
    inner: Arc<Mutex<Inner>>,
}

impl SmtpServer {
    /// Starts one on a free port.
    ///
    /// # Panics
    /// If there is no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let server = Self { address, inner: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serving.inner().connections += 1;
                let server = serving.clone();
                tokio::spawn(async move {
                    // A client that goes away ends its conversation, nothing else.
                    server.converse(stream).await.ok();
                });
            }
        });
        server
    }

    /// For `mail.smtp`.
    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test panicked with the server in hand")
    }

    /// What happens to the next letters, in this order; afterwards they are taken.
    pub fn script(&self, behaviours: &[Behaviour]) {
        self.inner().next.extend(behaviours);
    }

    /// What happens to every letter without a script.
    pub fn always(&self, behaviour: Behaviour) {
        self.inner().always = Some(behaviour);
    }

    /// Every letter taken, in order, doubles included.
    pub fn taken(&self) -> Vec<WireLetter> {
        self.inner().taken.clone()
    }

    /// What a receiver keeps that drops a second copy with the same Message-ID.
    pub fn distinct(&self) -> Vec<WireLetter> {
        let mut by_id: BTreeMap<String, WireLetter> = BTreeMap::new();
        for letter in self.taken() {
            by_id.entry(letter.id()).or_insert(letter);
        }
        by_id.into_values().collect()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.inner().connections
    }

    /// Every command that came, for asserting on the conversation.
    pub fn commands(&self) -> Vec<String> {
        self.inner().commands.clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 test ESMTP\r\n").await?;
        let (mut from, mut to) = (String::new(), String::new());
        let mut behaviour = Behaviour::Accept;
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.trim_end().to_owned();
            self.inner().commands.push(command.clone());
            let upper = command.to_ascii_uppercase();
            let answer: &[u8] = if upper.starts_with("EHLO") {
                b"250-test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
            } else if upper.starts_with("MAIL FROM:") {
                from = between(&command);
                b"250 2.1.0 sender ok\r\n"
            } else if upper.starts_with("RCPT TO:") {
                to = between(&command);
                behaviour = {
                    let mut inner = self.inner();
                    inner.next.pop_front().or(inner.always).unwrap_or(Behaviour::Accept)
                };
                match behaviour {
                    Behaviour::Greylist => b"451 4.7.1 greylisted, come back later\r\n",
                    Behaviour::Reject => b"550 5.1.1 no such user\r\n",
                    Behaviour::Forbid => b"550 5.7.1 relaying denied\r\n",
                    Behaviour::Full => b"552 5.2.2 mailbox full\r\n",
                    Behaviour::Hang => {
                        tokio::time::sleep(Duration::from_mins(10)).await;
                        return Ok(());
                    }
                    _ => b"250 2.1.5 recipient ok\r\n",
                }
            } else if upper == "DATA" {
                stream.write_all(b"354 go on\r\n").await?;
                let Some(data) = letter(&mut stream, behaviour == Behaviour::DropInData).await? else { return Ok(()) };
                if behaviour == Behaviour::RejectContent {
                    b"554 5.6.0 content refused\r\n"
                } else {
                    let taken = WireLetter { from: from.clone(), to: to.clone(), data };
                    self.inner().taken.push(taken);
                    match behaviour {
                        Behaviour::DropAfterData => return Ok(()),
                        Behaviour::Slow(milliseconds) => tokio::time::sleep(Duration::from_millis(milliseconds)).await,
                        _ => {}
                    }
                    b"250 2.0.0 taken\r\n"
                }
            } else if upper == "QUIT" {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            } else {
                b"250 2.0.0 ok\r\n"
            };
            stream.write_all(answer).await?;
        }
    }
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut buffer, mut bits) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let Some(value) = ALPHABET.iter().position(|known| *known == byte) else { break };
        buffer = (buffer << 6) | u32::try_from(value).unwrap_or_default();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from((buffer >> bits) & 255).unwrap_or_default());
        }
    }
    out
}

fn between(command: &str) -> String {
    let inside = command.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

/// Reads a letter up to the dot; `None` if the connection is to break in the middle, or did.
async fn letter(stream: &mut BufReader<TcpStream>, breaking: bool) -> std::io::Result<Option<String>> {
    let mut data = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 || (breaking && !data.is_empty()) {
            return Ok(None);
        }
        match line.as_str() {
            ".\r\n" => return Ok(Some(data)),
            stuffed => data.push_str(stuffed.strip_prefix('.').unwrap_or(stuffed)),
        }
    }
}
