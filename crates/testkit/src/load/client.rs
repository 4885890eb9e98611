//! One browser: a kept-alive connection to one server, a cookie jar, redirects.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use anyhow::{Context, bail};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, StatusCode,
    body::Bytes,
    client::conn::http1::{self, SendRequest},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Largest body that is read.
const LARGEST: usize = 32 << 20;
/// Most redirects that are followed.
const MOST_REDIRECTS: usize = 5;

/// Between the parts of a form with a file; stands in none of them.
const BOUNDARY: &str = "----ringwall-testkit-7d1f";
const MULTIPART: &str = "multipart/form-data; boundary=----ringwall-testkit-7d1f";

/// What goes with a request.
struct Sent {
    kind: &'static str,
    body: Vec<u8>,
}

impl Sent {
    fn form(fields: &[(String, String)]) -> Self {
        Self { kind: "application/x-www-form-urlencoded", body: encode(fields).into_bytes() }
    }
}

/// What the server sent.
#[derive(Clone, Debug)]
pub struct Page {
    /// Path after redirects, with its query.
    pub path: String,
    /// Status.
    pub status: StatusCode,
    /// Body as it came over the wire.
    pub body: Bytes,
}

impl Page {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The page, if its status is 200.
    ///
    /// # Errors
    /// Says path, status and the beginning of the body.
    pub fn ok(self) -> anyhow::Result<Self> {
        if self.status == StatusCode::OK {
            return Ok(self);
        }
        let text: String = self.text().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
        bail!("{} answered {}: {text}", self.path, self.status)
    }
}

/// One browser.
pub struct Browser {
    address: SocketAddr,
    connection: Option<SendRequest<Full<Bytes>>>,
    cookies: BTreeMap<String, String>,
    /// Sent as `Accept-Encoding`, to measure what goes over the wire.
    pub accept_encoding: Option<&'static str>,
}

impl Browser {
    /// A browser that talks to this server only.
    pub const fn new(address: SocketAddr) -> Self {
        Self { address, connection: None, cookies: BTreeMap::new(), accept_encoding: None }
    }

    /// Goes on with the same cookies at another address, after a restart of the server.
    pub fn move_to(&mut self, address: SocketAddr) {
        self.address = address;
        self.connection = None;
    }

    /// Closes the connection; it is opened again when needed.
    pub fn hang_up(&mut self) {
        self.connection = None;
    }

    /// Comes with this cookie from now on.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Comes without this cookie from now on.
    pub fn forget_cookie(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    /// Opens a page, following redirects.
    ///
    /// # Errors
    /// If the connection fails or the answer takes too long.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Page> {
        let (page, location) = self.send(Method::GET, path, None, "text/html").await?;
        self.follow(page, location).await
    }

    /// Sends a form as a browser does, following redirects.
    ///
    /// # Errors
    /// As [`Browser::get`].
    pub async fn submit(&mut self, path: &str, fields: &[(String, String)]) -> anyhow::Result<Page> {
        let (page, location) = self.send(Method::POST, path, Some(Sent::form(fields)), "text/html").await?;
        self.follow(page, location).await
    }

    /// Sends a form with a file as a browser does, following redirects. The fields stand before the file.
    ///
    /// # Errors
    /// As [`Browser::get`].
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        (field, name, bytes): (&str, &str, &[u8]),
    ) -> anyhow::Result<Page> {
        let mut body = Vec::new();
        for (key, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let sent = Sent { kind: MULTIPART, body };
        let (page, location) = self.send(Method::POST, path, Some(sent), "text/html").await?;
        self.follow(page, location).await
    }

    /// Sends a form in the background, as the script of a page does; the answer is JSON.
    ///
    /// # Errors
    /// As [`Browser::get`].
    pub async fn save(&mut self, path: &str, fields: &[(String, String)]) -> anyhow::Result<Page> {
        Ok(self.send(Method::POST, path, Some(Sent::form(fields)), "application/json").await?.0)
    }

    async fn follow(&mut self, mut page: Page, mut location: Option<String>) -> anyhow::Result<Page> {
        let mut redirects = 0;
        while let Some(to) = location {
            redirects += 1;
            if redirects > MOST_REDIRECTS {
                bail!("{} redirects in a circle", page.path);
            }
            let to = to.split('#').next().unwrap_or_default();
            let origin = format!("http://{}", self.address);
            let path = to.strip_prefix(&origin).unwrap_or(to);
            if !path.starts_with('/') {
                bail!("{} redirects elsewhere: {to}", page.path);
            }
            let path = path.to_owned();
            (page, location) = self.send(Method::GET, &path, None, "text/html").await?;
        }
        Ok(page)
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        sent: Option<Sent>,
        accept: &str,
    ) -> anyhow::Result<(Page, Option<String>)> {
        let sent = tokio::time::timeout(PATIENCE, self.send_now(method, path, sent, accept)).await;
        let result = match sent {
            Ok(result) => result,
            Err(_) => Err(anyhow::anyhow!("no answer within {} s", PATIENCE.as_secs())),
        };
        if result.is_err() {
            self.connection = None;
        }
        result.with_context(|| path.split('?').next().unwrap_or_default().to_owned())
    }

    async fn send_now(
        &mut self,
        method: Method,
        path: &str,
        sent: Option<Sent>,
        accept: &str,
    ) -> anyhow::Result<(Page, Option<String>)> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.address.to_string())
            .header(header::ACCEPT, accept)
            .header(header::ACCEPT_LANGUAGE, "de")
            .header("sec-fetch-site", "same-origin");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(encoding) = self.accept_encoding {
            request = request.header(header::ACCEPT_ENCODING, encoding);
        }
        if let Some(sent) = &sent {
            request = request
                .header(header::CONTENT_TYPE, sent.kind)
                .header(header::ORIGIN, format!("http://{}", self.address));
        }
        let request = request.body(Full::new(Bytes::from(sent.map(|sent| sent.body).unwrap_or_default())))?;
        let response = self.connection().await?.send_request(request).await?;
        let status = response.status();
        for value in response.headers().get_all(header::SET_COOKIE) {
            self.keep_cookie(value.to_str().unwrap_or_default());
        }
        let location =
            response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let location = location.filter(|_| status.is_redirection());
        let body = Limited::new(response.into_body(), LARGEST).collect().await;
        let body = body.map_err(|error| anyhow::anyhow!("the body broke off: {error}"))?.to_bytes();
        Ok((Page { path: path.to_owned(), status, body }, location))
    }

    fn keep_cookie(&mut self, text: &str) {
        let Some((name, value)) = text.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if text.to_ascii_lowercase().contains("max-age=0;") || text.to_ascii_lowercase().ends_with("max-age=0") {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }

    async fn connection(&mut self) -> anyhow::Result<&mut SendRequest<Full<Bytes>>> {
        let usable = match &mut self.connection {
            Some(connection) => connection.ready().await.is_ok(),
            None => false,
        };
        if !usable {
            let stream = TcpStream::connect(self.address).await.context("cannot connect")?;
            stream.set_nodelay(true)?;
            let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
            tokio::spawn(async move {
                // A broken connection shows itself in the request that used it.
                let _ = connection.await;
            });
            self.connection = Some(sender);
        }
        self.connection.as_mut().context("no connection")
    }
}

/// `application/x-www-form-urlencoded`.
fn encode(fields: &[(String, String)]) -> String {
    fn escaped(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => out.push(char::from(byte)),
                b' ' => out.push('+'),
                _ => {
                    out.push('%');
                    for digit in [byte >> 4, byte & 15] {
                        out.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
                    }
                }
            }
        }
        out
    }
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_encoded_as_browsers_do() {
        let fields = [("a b".to_owned(), "ä&=+\n".to_owned()), ("c".to_owned(), String::new())];
        assert_eq!(encode(&fields), "a+b=%C3%A4%26%3D%2B%0A&c=");
    }

    #[test]
    fn cookies_come_and_go() {
        let mut browser = Browser::new(SocketAddr::from(([127, 0, 0, 1], 1)));
        browser.keep_cookie("a=1; Path=/; Max-Age=10");
        browser.keep_cookie("b=2");
        browser.keep_cookie("a=; Path=/; Max-Age=0; HttpOnly");
        assert_eq!(browser.cookies, BTreeMap::from([("b".to_owned(), "2".to_owned())]));
    }
}
