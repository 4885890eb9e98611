//! `ringwall demo`: a made-up region to look around in.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use ringwall_app::Clock;
use ringwall_core::language::Language;
use ringwall_web::Letterbox;

use super::tell;
use crate::{
    config::Config,
    mailer::MemoryMailer,
    seed::{self, Seeded},
    telemetry,
    wiring::{self, SystemClock},
};

/// Flags of `demo`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder for the demo's data; kept afterwards. Without it a temporary folder is used and deleted at the end
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
    /// Address and port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Remembers the links of a demo whose folder is kept.
const LINKS: &str = "demo.json";

pub(super) async fn run(arguments: Arguments, mut config: Config) -> anyhow::Result<ExitCode> {
    if config.log.filter == "info" {
        "warn".clone_into(&mut config.log.filter);
    }
    telemetry::start_logging(&config.log)?;
    let temporary = match &arguments.dir {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
            None
        }
        None => Some(tempfile::Builder::new().prefix("ringwall-demo-").tempdir()?),
    };
    let folder = match (&arguments.dir, &temporary) {
        (Some(folder), _) => folder.clone(),
        (None, Some(temporary)) => temporary.path().to_path_buf(),
        (None, None) => anyhow::bail!("no folder"),
    };
    config.server.listen = arguments.listen;
    config.server.metrics = String::new();
    // Made-up people get no letters, whatever the configuration of this machine says.
    config.mail.smtp.clear();
    config.limits.starts_per_minute = 0;
    config.database.url = format!("sqlite:{}", folder.join("ringwall.db").display());
    config.files.store = format!("file:{}", folder.join("files").display());
    // Taken first: letters name the address, and they are written while the region is made.
    let listener = wiring::listen(&config).await?;
    let address = reachable(listener.local_addr()?);
    let store = wiring::open_store(&config).await?;
    store.migrate().await?;
    // Only letters need an address of their own; pages answer under whatever name the browser asked for.
    let mut posting = config.clone();
    posting.server.public_url = format!("http://{address}");
    let letters = Letterbox::default();
    let links = folder.join(LINKS);
    let seeded: Seeded = if let Ok(bytes) = std::fs::read(&links) {
        serde_json::from_slice(&bytes).with_context(|| format!("{} does not fit", links.display()))?
    } else {
        let seeded = seed::region(store.clone(), &posting, Arc::new(SystemClock), &letters).await?;
        std::fs::write(&links, serde_json::to_vec_pretty(&seeded)?)
            .with_context(|| format!("cannot write {}", links.display()))?;
        seeded
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let sender = seeded.title.get(Language::De);
    let mailer = Arc::new(MemoryMailer::new(letters.clone(), Arc::clone(&clock), sender));
    let app = wiring::app_with(store, wiring::load_content()?, &posting, clock, mailer)?;
    let router = wiring::router(&app, &config, Some(seeded.demo(letters))).await?;
    let kept = temporary.is_none();
    wiring::serve(app, router, &config, listener, |bound| {
        tell(&format!("listening on http://{bound}"));
        announce(&seeded, address);
        if kept {
            tell(&format!("  Stop with Ctrl+C. Throw it all away: delete {}", folder.display()));
        } else {
            tell("  Stop with Ctrl+C: everything is thrown away then. Keep it: --dir FOLDER");
        }
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

/// The address a browser on this machine can open.
fn reachable(bound: SocketAddr) -> SocketAddr {
    if bound.ip().is_unspecified() { SocketAddr::from((std::net::Ipv4Addr::LOCALHOST, bound.port())) } else { bound }
}

/// Says who can sign in, and what opens with a link.
fn announce(seeded: &Seeded, address: SocketAddr) {
    tell("");
    tell(&format!("  {}", seeded.title.get(Language::En)));
    tell(&format!("  Overview, and the mail nobody gets: http://{address}/demo"));
    tell("");
    tell(&format!(
        "  Sign in at http://{address}/sign-in; the password is the same for everybody: {}",
        seeded.password
    ));
    for person in &seeded.people {
        let place = if person.place.is_empty() { String::new() } else { format!(", {}", person.place) };
        tell(&format!("  {:<50} {}{place}", person.email, person.role.code()));
    }
    tell("");
    tell("  Without an account, each with its own link:");
    for case in &seeded.cases {
        tell(&format!("  {:<50} http://{address}/r/{}", case.title.get(Language::De), case.token));
    }
    tell("");
}
