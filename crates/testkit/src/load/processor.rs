//! Processor time of the program and of a PostgreSQL server on this machine, from `/proc`.
//!
//! How long requests take depends on who else uses the machine; how much they cost does not.

use std::{fs, time::Duration};

/// Ticks a second in `/proc`; the same on every Linux there is.
const TICKS: u64 = 100;

/// Processor time spent so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Processor {
    /// By the program.
    pub program: Duration,
    /// By the PostgreSQL server at the address of the database; zero for an embedded one.
    pub database: Duration,
}

/// One line of `/proc/<id>/stat`: parent, own time, time of children that have ended.
fn stat(text: &str) -> Option<(u32, u64, u64)> {
    // The name stands in brackets and can hold anything.
    let (_, rest) = text.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((fields.get(1)?.parse().ok()?, number(11)? + number(12)?, number(13)? + number(14)?))
}

fn spent(ticks: u64) -> Duration {
    Duration::from_millis(ticks * 1000 / TICKS)
}

/// The port in the address of a database.
fn port(database: &str) -> Option<&str> {
    let (_, place) = database.strip_prefix("postgres://")?.rsplit_once('@')?;
    let (_, port) = place.split_once('/')?.0.rsplit_once(':')?;
    Some(port)
}

impl Processor {
    /// What was spent until now. Zeros where there is no `/proc`.
    pub fn now(program: u32, database: &str) -> Self {
        let of = |id: u32| stat(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?);
        let own = of(program).map_or(0, |(_, own, _)| own);
        let mut server = 0;
        if let Some(port) = port(database) {
            let wanted = format!("port={port}\0");
            let ids: Vec<u32> = fs::read_dir("/proc")
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
                .collect();
            let postmaster = ids.iter().copied().find(|id| {
                let command = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
                let command = String::from_utf8_lossy(&command).into_owned();
                command.split('\0').next().is_some_and(|program| program.ends_with("/postgres"))
                    && command.contains(&wanted)
            });
            if let Some(postmaster) = postmaster {
                server = of(postmaster).map_or(0, |(_, own, ended)| own + ended);
                let children = ids.iter().filter_map(|id| of(*id)).filter(|(parent, ..)| *parent == postmaster);
                server += children.map(|(_, own, _)| own).sum::<u64>();
            }
        }
        Self { program: spent(own), database: spent(server) }
    }

    /// What was spent since.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            program: self.program.saturating_sub(before.program),
            database: self.database.saturating_sub(before.database),
        }
    }
}

impl std::ops::AddAssign for Processor {
    fn add_assign(&mut self, other: Self) {
        self.program += other.program;
        self.database += other.database;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_addresses_are_read() {
        let line = "12 (a) b) S 7 12 12 0 -1 4194560 1 2 3 4 50 60 70 80 20 0 3 0";
        assert_eq!(stat(line), Some((7, 110, 150)));
        assert_eq!(stat("nonsense"), None);
        assert_eq!(port("postgres://ringwall:pass@127.0.0.1:5433/test_0"), Some("5433"));
        assert_eq!(port("sqlite:/tmp/x.db"), None);
        assert!(Processor::now(std::process::id(), "sqlite:x").database.is_zero());
    }
}
