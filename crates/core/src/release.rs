//! When a number may be shown, so that no single organisation can be recognised in it.
//!
//! Knows the smallest number that is shown. Suppression across whole tables is for the evaluation.

/// Numbers of organisations below this are not shown; the page says "unter 10".
pub const SMALLEST_SHOWN: u64 = 10;

/// A number as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleasedCount {
    /// The number itself.
    Exactly(u64),
    /// Fewer than [`SMALLEST_SHOWN`], none included.
    Few,
    /// At least this many: the sum of what is shown beside it, so that nothing can be subtracted.
    AtLeast(u64),
}

impl ReleasedCount {
    /// A single number.
    pub const fn of(count: u64) -> Self {
        if count < SMALLEST_SHOWN { Self::Few } else { Self::Exactly(count) }
    }

    /// The sum of numbers that are shown one by one: exact only if each of them is.
    pub fn total(counts: &[u64]) -> Self {
        let shown = counts.iter().filter(|count| **count >= SMALLEST_SHOWN).sum();
        match shown {
            0 => Self::Few,
            _ if counts.iter().all(|count| *count >= SMALLEST_SHOWN) => Self::Exactly(shown),
            _ => Self::AtLeast(shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_hidden_and_cannot_be_computed() {
        use ReleasedCount::{AtLeast, Exactly, Few};
        for (count, shown) in [(0, Few), (9, Few), (10, Exactly(10)), (11, Exactly(11))] {
            assert_eq!(ReleasedCount::of(count), shown);
        }
        for (counts, shown) in [
            (&[][..], Few),
            (&[3], Few),
            (&[3, 4], Few),
            (&[57, 5], AtLeast(57)),
            (&[57, 5, 12], AtLeast(69)),
            (&[57, 12], Exactly(69)),
        ] {
            assert_eq!(ReleasedCount::total(counts), shown, "{counts:?}");
        }
    }

    #[test]
    fn a_hidden_number_changes_nothing_that_is_shown() {
        for hidden in 0..SMALLEST_SHOWN {
            assert_eq!(ReleasedCount::total(&[57, hidden, 12]), ReleasedCount::AtLeast(69));
        }
    }
}
