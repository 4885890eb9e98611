//! Charts drawn on the server as SVG: no script, no inline style, and always with a table beside them.
//!
//! Knows geometry. Refuses to know texts (they come in as labels) and colours (classes in `app.css`). Nothing is told
//! by colour alone: outlines differ in dash and marker, cells carry their level as a word.

pub(crate) mod matrix;
pub(crate) mod radar;

pub(crate) use matrix::Matrix;
pub(crate) use radar::Radar;

/// A coordinate with one decimal, as short as SVG allows.
pub(crate) fn coordinate(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A small whole number for arithmetic with coordinates.
pub(crate) fn whole(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Breaks a label into at most `lines` lines of about `width` characters, at spaces and after hyphens. What does not
/// fit ends in an ellipsis; the table beside the chart has the whole label.
pub(crate) fn wrapped(label: &str, width: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in label.split_inclusive([' ', '-']) {
        let piece = shortened(piece, width);
        match out.last_mut() {
            Some(line) if (line.chars().count() + piece.trim_end().chars().count()) <= width => line.push_str(&piece),
            _ => out.push(piece),
        }
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            let kept: String = last.trim_end().chars().take(width.saturating_sub(1)).collect();
            *last = format!("{kept}…");
        }
    }
    out.into_iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn shortened(piece: &str, width: usize) -> String {
    // Two characters more than the width still look right; a word cut for one letter does not.
    if piece.trim_end().chars().count() <= width + 2 {
        return piece.to_owned();
    }
    let kept: String = piece.chars().take(width.saturating_sub(1)).collect();
    format!("{kept}… ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        assert_eq!(coordinate(12.0), "12");
        assert_eq!(coordinate(-0.04), "0");
        assert_eq!(coordinate(3.26), "3.3");
    }

    #[test]
    fn labels_break_at_spaces_and_hyphens() {
        assert_eq!(wrapped("Zwei-Faktor-Anmeldung", 15, 3), ["Zwei-Faktor-", "Anmeldung"]);
        assert_eq!(wrapped("Schutz vor Schadsoftware", 15, 3), ["Schutz vor", "Schadsoftware"]);
        assert_eq!(wrapped("", 15, 3), Vec::<String>::new());
        let long = wrapped("Donaudampfschifffahrtsgesellschaft und noch sehr viel mehr Wörter hier", 15, 3);
        assert_eq!(long.len(), 3);
        assert!(long[0].ends_with('…') && long[2].ends_with('…'), "{long:?}");
        assert!(long.iter().all(|line| line.chars().count() <= 17), "{long:?}");
    }
}
