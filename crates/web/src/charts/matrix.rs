//! The 4×4 matrix of risks: likelihood to the right, impact upwards, a number per risk.
//!
//! Every cell carries the word for its level; shading only repeats it.

use askama::Template;
use ringwall_core::risk::{Classes, Level};

use super::{coordinate, whole};

const LEFT: f64 = 2.0;
const TOP: f64 = 22.0;
const CELL_WIDTH: f64 = 98.0;
const CELL_HEIGHT: f64 = 82.0;
/// Above each row of cells, for the word of its class: beside the cells it would cost a phone a third of the width.
const BAND: f64 = 22.0;
const ROW: f64 = BAND + CELL_HEIGHT;
const BOTTOM: f64 = 46.0;
/// Numbers next to each other in a cell.
const ACROSS: usize = 4;
const STEP: f64 = 21.5;

/// A matrix ready to be drawn.
#[derive(Template)]
#[template(path = "charts/matrix.html")]
pub(crate) struct Matrix {
    words: Words,
    cells: Vec<Cell>,
    marks: Vec<Mark>,
    columns: Vec<(String, String, String)>,
    rows: Vec<(String, String, String)>,
    width: String,
    height: String,
    middle: String,
    foot: String,
}

/// The words on a matrix.
pub(crate) struct Words {
    /// Accessible name.
    pub(crate) title: String,
    /// Accessible description.
    pub(crate) description: String,
    /// Name of the axis to the right.
    pub(crate) likelihood: String,
    /// Name of the axis upwards.
    pub(crate) impact: String,
    /// The four classes of likelihood, lowest first.
    pub(crate) likelihoods: Vec<String>,
    /// The four classes of impact, lowest first.
    pub(crate) impacts: Vec<String>,
    /// The four levels, lowest first.
    pub(crate) levels: Vec<String>,
}

struct Cell {
    x: String,
    y: String,
    word_x: String,
    word_y: String,
    width: String,
    height: String,
    class: &'static str,
    word: String,
}

struct Mark {
    x: String,
    y: String,
    text_y: String,
    number: usize,
}

/// The upper left corner of a cell.
fn corner(classes: Classes) -> (f64, f64) {
    let column = f64::from(classes.likelihood.clamp(1, 4) - 1);
    let row = f64::from(4 - classes.impact.clamp(1, 4));
    (LEFT + column * CELL_WIDTH, TOP + row * ROW + BAND)
}

impl Matrix {
    /// Draws risks, numbered from 1 in the given order.
    pub(crate) fn new(words: Words, risks: &[Classes]) -> Self {
        let mut cells = Vec::with_capacity(16);
        for impact in 1..=4 {
            for likelihood in 1..=4 {
                let classes = Classes { likelihood, impact };
                let ((x, y), level) = (corner(classes), Level::of(classes));
                cells.push(Cell {
                    x: coordinate(x),
                    y: coordinate(y),
                    word_x: coordinate(x + CELL_WIDTH / 2.0),
                    word_y: coordinate(y + CELL_HEIGHT - 7.0),
                    width: coordinate(CELL_WIDTH),
                    height: coordinate(CELL_HEIGHT),
                    class: level.code(),
                    word: words.levels.get(level as usize).cloned().unwrap_or_default(),
                });
            }
        }
        let marks = risks
            .iter()
            .enumerate()
            .map(|(index, classes)| {
                let before = risks.iter().take(index).filter(|other| *other == classes).count();
                let (x, y) = place(*classes, before);
                Mark { x: coordinate(x), y: coordinate(y), text_y: coordinate(y + 4.3), number: index + 1 }
            })
            .collect();
        let label = |text: &String, x: f64, y: f64| (coordinate(x), coordinate(y), text.clone());
        let columns = words
            .likelihoods
            .iter()
            .enumerate()
            .map(|(index, text)| label(text, LEFT + (whole(index) + 0.5) * CELL_WIDTH, TOP + 4.0 * ROW + 18.0));
        let rows = words
            .impacts
            .iter()
            .enumerate()
            .map(|(index, text)| label(text, LEFT, TOP + (3.0 - whole(index)) * ROW + BAND - 6.0));
        let (columns, rows) = (columns.collect(), rows.collect());
        Self {
            cells,
            marks,
            columns,
            rows,
            width: coordinate(LEFT + 4.0 * CELL_WIDTH + 2.0),
            height: coordinate(TOP + 4.0 * ROW + BOTTOM),
            middle: coordinate(LEFT + 2.0 * CELL_WIDTH),
            foot: coordinate(TOP + 4.0 * ROW + 38.0),
            words,
        }
    }
}

/// Where the number of a risk stands if `before` others share its cell: rows of four from the upper left.
fn place(classes: Classes, before: usize) -> (f64, f64) {
    let (x, y) = corner(classes);
    // A fourth row would cover the word; from the thirteenth on they overlap, which no content comes near.
    let (row, column) = ((before / ACROSS).min(2), before % ACROSS);
    (x + 14.0 + whole(column) * STEP, y + 14.0 + whole(row) * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let four = |name: &str| (1..=4).map(|class| format!("{name}{class}")).collect();
        Words {
            title: "Risiken".into(),
            description: "<b>".into(),
            likelihood: "Wie oft".into(),
            impact: "Wie schlimm".into(),
            likelihoods: four("w"),
            impacts: four("i"),
            levels: vec!["gering".into(), "mittel".into(), "hoch".into(), "sehr hoch".into()],
        }
    }

    const fn classes(likelihood: u8, impact: u8) -> Classes {
        Classes { likelihood, impact }
    }

    #[test]
    fn likelihood_goes_right_and_impact_goes_up() {
        assert!(corner(classes(4, 1)).0 > corner(classes(1, 1)).0);
        assert!(corner(classes(1, 4)).1 < corner(classes(1, 1)).1);
        assert_eq!(corner(classes(9, 0)), corner(classes(4, 1)), "out of range is clamped");
    }

    #[test]
    fn numbers_in_one_cell_do_not_touch() {
        let many = vec![classes(2, 3); 12];
        let matrix = Matrix::new(words(), &many);
        let at = |mark: &Mark| (mark.x.parse::<f64>().unwrap(), mark.y.parse::<f64>().unwrap());
        let (x, y) = corner(classes(2, 3));
        for (index, mark) in matrix.marks.iter().enumerate() {
            let (left, top) = at(mark);
            assert!(left - 10.0 >= x && left + 10.0 <= x + CELL_WIDTH, "{left}");
            assert!(top - 10.0 >= y && top + 10.0 <= y + CELL_HEIGHT - 14.0, "{top}");
            for other in matrix.marks.iter().skip(index + 1) {
                let (other_left, other_top) = at(other);
                assert!((left - other_left).hypot(top - other_top) >= 20.0);
            }
        }
    }

    #[test]
    fn every_cell_says_its_level_in_a_word() {
        let drawn = Matrix::new(words(), &[classes(1, 1)]).render().unwrap();
        assert_eq!(drawn.matches("sehr hoch").count(), 3);
        assert_eq!(drawn.matches(">hoch<").count(), 3);
        assert!(!drawn.contains("<b>") && !drawn.contains("style="));
    }
}
