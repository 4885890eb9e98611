//! How often a key may be used: so many requests in each minute, counted in this process.
//!
//! Several processes each count for themselves: behind N of them a key gets up to N times as much. The limit is there to
//! keep a runaway program from taking the place of people, and a database write per request would cost more than it
//! protects.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use uuid::Uuid;

/// Seconds in which requests are counted together.
pub(crate) const WINDOW: i64 = 60;
/// Most keys and addresses remembered at a time.
const MOST: usize = 20_000;

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Counted {
    /// A key.
    Token(Uuid),
    /// An address that showed no valid key.
    Address(IpAddr),
}

/// How things stand after one more request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Requests in a minute.
    pub(crate) limit: u32,
    /// Requests left in this one.
    pub(crate) remaining: u32,
    /// Seconds until the next begins.
    pub(crate) reset: u64,
    /// Whether this request was one too many.
    pub(crate) exceeded: bool,
}

#[derive(Default)]
pub(crate) struct Rates(Mutex<HashMap<Counted, (i64, u32)>>);

impl Rates {
    /// Counts one more request.
    pub(crate) fn count(&self, who: Counted, limit: u32, now: Timestamp) -> Standing {
        let second = now.as_second();
        let window = second.div_euclid(WINDOW);
        let reset = u64::try_from(WINDOW - second.rem_euclid(WINDOW)).unwrap_or(1);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST {
            counts.retain(|_, (of, _)| *of == window);
            if counts.len() >= MOST {
                counts.clear();
            }
        }
        let (of, count) = counts.entry(who).or_insert((window, 0));
        if *of != window {
            (*of, *count) = (window, 0);
        }
        *count = count.saturating_add(1);
        Standing { limit, remaining: limit.saturating_sub(*count), reset, exceeded: *count > limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_so_many_requests_and_the_next_begins_anew() {
        let rates = Rates::default();
        let (one, other) = (Counted::Token(Uuid::from_u128(1)), Counted::Token(Uuid::from_u128(2)));
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(rates.count(one, 2, at(130)), Standing { limit: 2, remaining: 1, reset: 50, exceeded: false });
        assert!(!rates.count(one, 2, at(131)).exceeded);
        assert!(rates.count(one, 2, at(179)).exceeded);
        assert!(!rates.count(other, 2, at(179)).exceeded);
        assert!(!rates.count(one, 2, at(180)).exceeded);
    }
}
