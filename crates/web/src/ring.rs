//! The ring: a check as a rampart with one piece of wall per topic, as far as it is built.
//!
//! The drawing is decoration with a title; the numbers stand beside it in words.

use std::{f64::consts::TAU, fmt::Write};

/// One piece of the wall.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// How long it is, for example questions asked.
    pub weight: f64,
    /// How much of it stands, 0 to 1.
    pub built: f64,
}

const CENTRE: f64 = 60.0;
const RADIUS: f64 = 51.0;
/// Gap between two pieces, as a share of the whole.
const GAP: f64 = 0.014;
/// More pieces than this are drawn as one.
const MOST_PARTS: usize = 24;

fn arc(from: f64, to: f64) -> String {
    let point = |share: f64| {
        let angle = TAU * (share - 0.25);
        (CENTRE + RADIUS * angle.cos(), CENTRE + RADIUS * angle.sin())
    };
    // A full circle has no direction: stop just short of it.
    let to = to.min(from + 0.9995);
    let ((x1, y1), (x2, y2)) = (point(from), point(to));
    let large = u8::from(to - from > 0.5);
    format!("M{x1:.2} {y1:.2}A{RADIUS} {RADIUS} 0 {large} 1 {x2:.2} {y2:.2}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Draws a ring with a large and a small line of text in the middle. Hidden from screen readers.
pub fn ring(parts: &[Part], class: &str, large: &str, small: &str) -> String {
    let whole: f64 = parts.iter().map(|part| part.weight).sum();
    let merged;
    let parts = if parts.len() > MOST_PARTS {
        let built = parts.iter().map(|part| part.weight * part.built).sum::<f64>() / whole.max(1.0);
        merged = [Part { weight: whole, built }];
        merged.as_slice()
    } else {
        parts
    };
    let gap = if parts.len() > 1 { GAP } else { 0.0 };
    let (mut track, mut built, mut at) = (String::new(), String::new(), 0.0);
    for part in parts {
        let share = part.weight / whole.max(f64::EPSILON);
        let (from, to) = (at + gap / 2.0, (at + share - gap / 2.0).max(at + gap / 2.0 + 0.002));
        track.push_str(&arc(from, to));
        if part.built > 0.0 {
            built.push_str(&arc(from, from + (to - from) * part.built.min(1.0)));
        }
        at += share;
    }
    let mut svg = format!(
        "<svg class=\"ring {}\" viewBox=\"0 0 120 120\" aria-hidden=\"true\" focusable=\"false\">\
         <path class=\"ring-track\" d=\"{track}\"/><path class=\"ring-part\" d=\"{built}\"/>",
        escaped(class)
    );
    // Writing to a string cannot fail.
    let y = if small.is_empty() { 69 } else { 64 };
    let _ = write!(svg, "<text class=\"ring-text\" x=\"60\" y=\"{y}\">{}</text>", escaped(large));
    if !small.is_empty() {
        let _ = write!(svg, "<text class=\"ring-small-text\" x=\"60\" y=\"81\">{}</text>", escaped(small));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_ring_is_not_a_number() {
        for parts in [&[][..], &[Part { weight: 0.0, built: 0.0 }], &[Part { weight: 3.0, built: 2.0 }; 30]] {
            let svg = ring(parts, "", "<1>", "");
            assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.contains("&lt;1&gt;"), "{svg}");
        }
    }
}
