//! A limit on how often one address may do something: token buckets in memory, in a bounded map.
//!
//! Knows addresses for minutes and stores them nowhere. Several processes each count for themselves; the limit is
//! against a runaway script, not against a botnet.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use jiff::Timestamp;

use crate::{WebState, error::PageError};

/// Most addresses remembered at a time.
const MOST: usize = 20_000;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Limited {
    Start,
    Resume,
    /// Whatever costs work or a mail before anybody has signed in.
    SignIn,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Timestamp,
}

#[derive(Default)]
pub(crate) struct Limiter {
    buckets: Mutex<HashMap<(Limited, IpAddr), Bucket>>,
}

impl Limiter {
    /// Takes one token, or says after how many seconds there will be one.
    fn take(&self, what: Limited, from: IpAddr, per_minute: u32, now: Timestamp) -> Result<(), u64> {
        if per_minute == 0 {
            return Ok(());
        }
        let most = f64::from(per_minute);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let refilled = |bucket: &Bucket| {
            let seconds = now.duration_since(bucket.at).as_secs_f64().max(0.0);
            (bucket.tokens + seconds * most / 60.0).min(most)
        };
        if buckets.len() >= MOST {
            buckets.retain(|_, bucket| refilled(bucket) < most);
            if buckets.len() >= MOST {
                buckets.clear();
            }
        }
        let bucket = buckets.entry((what, from)).or_insert(Bucket { tokens: most, at: now });
        let tokens = refilled(bucket);
        let (left, answer) = if tokens >= 1.0 {
            (tokens - 1.0, Ok(()))
        } else {
            // At most 60, so nothing is cut off.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 60")]
            let seconds = ((1.0 - tokens) * 60.0 / most).ceil() as u64;
            (tokens, Err(seconds.max(1)))
        };
        *bucket = Bucket { tokens: left, at: now };
        answer
    }
}

/// The visitor's address, an IPv6 one without its host part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visitor(IpAddr);

impl Visitor {
    /// The network, as text: a bucket for attempts.
    pub(crate) fn network(self) -> String {
        self.0.to_string()
    }

    /// The address.
    pub(crate) const fn address(self) -> IpAddr {
        self.0
    }

    /// Counts one more.
    pub(crate) fn may(self, state: &WebState, what: Limited) -> Result<(), PageError> {
        let per_minute = match what {
            Limited::Start => state.options.starts_per_minute,
            Limited::Resume | Limited::SignIn => state.options.resumes_per_minute,
        };
        state
            .limiter
            .take(what, self.0, per_minute, state.app.now())
            .map_err(|seconds| PageError::TooMany { retry_after: seconds })
    }
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Self::Rejection> {
        let forwarded = || {
            let all = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
            all.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = if state.options.behind_proxy { forwarded().or_else(peer) } else { peer() };
        Ok(Self(match address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = Limiter::default();
        let from = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let at = |second| Timestamp::from_second(second).unwrap();
        for _ in 0..3 {
            assert_eq!(limiter.take(Limited::Start, from, 3, at(0)), Ok(()));
        }
        assert_eq!(limiter.take(Limited::Start, from, 3, at(0)), Err(20));
        assert_eq!(limiter.take(Limited::Resume, from, 3, at(0)), Ok(()));
        assert_eq!(limiter.take(Limited::Start, from, 3, at(20)), Ok(()));
    }
}
