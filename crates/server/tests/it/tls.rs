//! HTTPS by the program itself: certificate, headers, a new certificate without a restart, the way over from HTTP.

#![cfg(test)]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A self-signed certificate for localhost, made with Debian's openssl program.
fn certificate(folder: &Path, name: &str) -> bool {
    let subject = format!("/CN={name}");
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"])
        .args(["-keyout", "key.pem", "-out", "cert.pem", "-subj", &subject, "-addext", "subjectAltName=DNS:localhost"])
        .current_dir(folder)
        .output();
    match made {
        Ok(made) => made.status.success(),
        Err(_) => false,
    }
}

struct Running {
    child: Child,
    address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(folder: &Path) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ringwall"))
        .args(["serve", "--listen", "127.0.0.1:0", "--metrics", ""])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(fs::File::create(folder.join("log")).unwrap())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().expect("a line").unwrap();
    let address = first.strip_prefix("listening on https://").unwrap_or_else(|| panic!("{first}")).to_owned();
    Running { child, address }
}

/// What curl gets, head and all. The certificate is trusted by file, checked by name.
fn curl(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--include"]).args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    (
        output.status.success(),
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
    )
}

#[test]
fn https_is_served_and_a_new_certificate_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let tools = certificate(at, "eins") && Command::new("curl").arg("--version").output().is_ok();
    if !tools {
        println!("SKIPPED: no openssl or curl");
        return;
    }
    // A free port for the way over; somebody else could take it before we do, but only in theory.
    let plain = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    fs::write(
        at.join("ringwall.toml"),
        format!(
            "[server]\npublic_url = \"https://localhost\"\ntls_certificate = \"cert.pem\"\ntls_key = \"key.pem\"\n\
             redirect_http = \"{plain}\"\n"
        ),
    )
    .unwrap();
    let running = start(at);
    let port = running.address.rsplit_once(':').unwrap().1.to_owned();
    let resolve = format!("localhost:{port}:127.0.0.1");
    let url = format!("https://localhost:{port}/");
    let get = |trusted: &str| curl(at, &["--resolve", &resolve, "--cacert", trusted, &url]);
    let (served, page) = get("cert.pem");
    assert!(served, "{page}");
    let head = page.to_lowercase();
    for header in [
        "strict-transport-security: max-age=31536000",
        "content-security-policy: default-src 'none'",
        "set-cookie: __host-visitor=",
        "; secure",
    ] {
        assert!(head.contains(header), "{header} is missing in\n{head}");
    }
    // Old protocols are not spoken.
    let (old, _) = curl(at, &["--resolve", &resolve, "--cacert", "cert.pem", "--tls-max", "1.1", &url]);
    assert!(!old, "TLS 1.1 was spoken");
    let (led, over) = curl(at, &[&format!("http://{plain}/start?check=kurzcheck")]);
    assert!(led && over.to_lowercase().contains("location: https://localhost/start?check=kurzcheck"), "{over}");
    assert!(over.contains("308"), "{over}");
    // A program is not led over: its key has already been sent in clear.
    let (_, refused) = curl(at, &[&format!("http://{plain}/api/v1/token")]);
    assert!(refused.contains("403") && !refused.to_lowercase().contains("location:"), "{refused}");
    // A faulty file changes nothing; a good one is taken up at SIGHUP.
    let hang_up = || {
        let told = Command::new("kill").args(["-HUP", &running.child.id().to_string()]).status().unwrap();
        assert!(told.success());
    };
    fs::copy(at.join("cert.pem"), at.join("old.pem")).unwrap();
    fs::write(at.join("cert.pem"), "kaputt").unwrap();
    hang_up();
    std::thread::sleep(Duration::from_millis(300));
    assert!(get("old.pem").0, "the old certificate stays in use");
    assert!(certificate(at, "zwei"));
    hang_up();
    let begun = Instant::now();
    while !get("cert.pem").0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the new certificate was not taken up");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(!get("old.pem").0, "the old certificate is gone");
    // The doctor reads the same file.
    let doctor = Command::new(env!("CARGO_BIN_EXE_ringwall"))
        .args(["doctor", "--language", "en"])
        .current_dir(at)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(told.contains("attention   Certificate: The certificate vouches for itself."), "{told}");
}

#[test]
fn half_a_configuration_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (text, why) in [
        ("[server]\ntls_certificate = \"cert.pem\"\n", "belong together"),
        ("[server]\nredirect_http = \"127.0.0.1:80\"\n", "needs server.public_url"),
    ] {
        fs::write(folder.path().join("ringwall.toml"), text).unwrap();
        let output =
            Command::new(env!("CARGO_BIN_EXE_ringwall")).arg("config").current_dir(folder.path()).output().unwrap();
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(why));
    }
}
