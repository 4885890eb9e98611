//! Percentiles of how long things took.

use std::time::Duration;

use serde_json::{Value, json};

/// A collection of durations.
#[derive(Clone, Debug, Default)]
pub struct Latencies {
    sorted: bool,
    durations: Vec<Duration>,
}

/// Percentiles in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many were measured.
    pub count: usize,
    /// Half took no longer.
    pub p50: f64,
    /// Nineteen of twenty took no longer.
    pub p95: f64,
    /// Ninety-nine of a hundred took no longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Latencies {
    /// Adds one.
    pub fn add(&mut self, duration: Duration) {
        self.sorted = false;
        self.durations.push(duration);
    }

    /// Adds all of another collection.
    pub fn merge(&mut self, other: &Self) {
        self.sorted = false;
        self.durations.extend_from_slice(&other.durations);
    }

    /// The percentiles: the smallest value that at least so many per cent do not exceed.
    pub fn summary(&mut self) -> Summary {
        if !self.sorted {
            self.durations.sort_unstable();
            self.sorted = true;
        }
        let count = self.durations.len();
        let at = |percent: usize| {
            let rank = (count * percent).div_ceil(100).max(1);
            self.durations.get(rank - 1).map_or(0.0, |duration| duration.as_secs_f64() * 1000.0)
        };
        Summary { count, p50: at(50), p95: at(95), p99: at(99), max: at(100) }
    }
}

impl Summary {
    /// For machines; milliseconds rounded to a hundredth.
    pub fn json(self) -> Value {
        let round = |milliseconds: f64| (milliseconds * 100.0).round() / 100.0;
        json!({
            "count": self.count,
            "p50_ms": round(self.p50),
            "p95_ms": round(self.p95),
            "p99_ms": round(self.p99),
            "max_ms": round(self.max),
        })
    }
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { count, p50, p95, p99, max } = self;
        write!(f, "{count:>8}   p50 {p50:>8.2} ms   p95 {p95:>8.2} ms   p99 {p99:>8.2} ms   max {max:>8.2} ms")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_of_a_hundred() {
        let mut latencies = Latencies::default();
        assert_eq!(latencies.summary(), Summary::default());
        for milliseconds in (1..=100).rev() {
            latencies.add(Duration::from_millis(milliseconds));
        }
        assert_eq!(latencies.summary(), Summary { count: 100, p50: 50.0, p95: 95.0, p99: 99.0, max: 100.0 });
        let mut one = Latencies::default();
        one.add(Duration::from_millis(7));
        assert_eq!(one.summary(), Summary { count: 1, p50: 7.0, p95: 7.0, p99: 7.0, max: 7.0 });
    }
}
