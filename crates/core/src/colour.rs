//! An area's own colour, and the nearest shade of it that people can read.
//!
//! Knows contrast as WCAG 2.2 defines it and the backgrounds of our pages. Refuses to know any other style.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Contrast that text needs (WCAG 2.2, success criterion 1.4.3, level AA).
pub const CONTRAST: f64 = 4.5;

/// Whether a page is light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light paper.
    Light,
    /// Light text on dark paper.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The grounds on which an area's colour stands as text: page, card, well (`--paper`, `--surface`, `--sunken` of the
    /// style sheet; a test of the pages compares them).
    pub const fn grounds(self) -> [Colour; 3] {
        match self {
            Self::Light => [Colour(0xf6_f2_e9), Colour(0xff_fd_f8), Colour(0xec_e6_d8)],
            Self::Dark => [Colour(0x0f_1b_1d), Colour(0x17_27_2a), Colour(0x0a_13_15)],
        }
    }

    /// The colour of text on a button that is filled with the area's colour.
    pub const fn on_colour(self) -> Colour {
        match self {
            Self::Light => Colour(0xff_ff_ff),
            Self::Dark => Colour(0x06_21_1f),
        }
    }

    /// Where shades go: darker on light paper, lighter on dark.
    const fn goal(self) -> Colour {
        match self {
            Self::Light => Colour(0x00_00_00),
            Self::Dark => Colour(0xff_ff_ff),
        }
    }
}

/// A colour, `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Colour(u32);

/// The shades of one colour that a page uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Text, links and filled buttons.
    pub main: Colour,
    /// The same when a pointer is over it.
    pub strong: Colour,
    /// A pale ground for notices.
    pub soft: Colour,
}

impl Colour {
    /// Reads `#rrggbb`, with or without the sign.
    ///
    /// # Errors
    /// `colour-invalid`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let fits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| fits);
        value.map(Self).ok_or(Refusal::new("colour-invalid"))
    }

    const fn channels(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels().map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast of two colours, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with `share` of 256 parts of another.
    fn mixed(self, other: Self, share: u16) -> Self {
        let (from, to) = (self.channels(), other.channels());
        let mut value = 0_u32;
        for (from, to) in from.into_iter().zip(to) {
            let sum = u32::from(from) * u32::from(256 - share) + u32::from(to) * u32::from(share);
            value = (value << 8) | ((sum + 128) / 256);
        }
        Self(value)
    }

    /// The shades a page uses: the first on the way to black (or white, on a dark page) that has at least
    /// [`CONTRAST`] against every ground, against its own pale ground, and against the text on a filled button.
    pub fn shades(self, theme: Theme) -> Shades {
        let [paper, ..] = theme.grounds();
        let soft = paper.mixed(self, if theme == Theme::Light { 36 } else { 64 });
        // A pale ground of a very bright colour must not swallow the text on dark paper.
        let soft =
            if theme == Theme::Dark && soft.contrast(theme.goal()) < 10.0 { paper.mixed(self, 32) } else { soft };
        let readable = |shade: Self| {
            theme
                .grounds()
                .into_iter()
                .chain([soft, theme.on_colour()])
                .all(|ground| shade.contrast(ground) >= CONTRAST)
        };
        let shade = |share| self.mixed(theme.goal(), share);
        let share = (0..=256).find(|share| readable(shade(*share))).unwrap_or(256);
        Shades { main: shade(share), strong: shade((share + 40).min(256)), soft }
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = Refusal;
    fn try_from(text: String) -> Result<Self, Refusal> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_as_wcag_computes_it() {
        for (one, two, expected) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            let contrast = colour(one).contrast(colour(two));
            assert!((contrast - expected).abs() < 0.01, "{one} on {two}: {contrast}");
            assert!((colour(two).contrast(colour(one)) - contrast).abs() < 1e-12);
        }
    }

    #[test]
    fn colours_that_can_be_read_stay_and_others_move() {
        for (given, theme, expected) in [
            ("#0b4f4a", Theme::Light, "#0b4f4a"),
            ("#8fd8cb", Theme::Dark, "#8fd8cb"),
            ("#000000", Theme::Light, "#000000"),
            ("#ffffff", Theme::Dark, "#ffffff"),
        ] {
            assert_eq!(colour(given).shades(theme).main.to_string(), expected, "{given}");
        }
        for (given, theme) in
            [("#ffff00", Theme::Light), ("#ffffff", Theme::Light), ("#000000", Theme::Dark), ("#0000ff", Theme::Dark)]
        {
            assert_ne!(colour(given).shades(theme).main, colour(given), "{given}");
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "#fff", "#gggggg", "red", "#1234567", "#12345é", "+12345"] {
            assert_eq!(Colour::parse(text).unwrap_err().code, "colour-invalid", "{text}");
        }
        assert_eq!(colour(" 0B4F4A ").to_string(), "#0b4f4a");
    }

    proptest! {
        #[test]
        fn every_colour_ends_up_readable(value in 0_u32..=0x00ff_ffff) {
            for theme in Theme::ALL {
                let shades = Colour(value).shades(theme);
                for shade in [shades.main, shades.strong] {
                    for ground in theme.grounds().into_iter().chain([shades.soft, theme.on_colour()]) {
                        prop_assert!(shade.contrast(ground) >= CONTRAST, "{:06x} {theme:?} {shade} on {ground}", value);
                    }
                }
            }
        }
    }
}
