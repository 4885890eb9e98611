//! A radar: one axis per topic, one outline per assessment.
//!
//! A topic of which nothing is relevant has no value: its axis is drawn without a point and the outline passes it by,
//! instead of pretending a zero.

use std::f64::consts::TAU;

use askama::Template;

use super::{coordinate, whole, wrapped};

/// Most axes that can be told apart.
pub(crate) const MOST_AXES: usize = 12;
/// Fewer axes make no area.
pub(crate) const FEWEST_AXES: usize = 3;

const WIDTH: f64 = 450.0;
const HEIGHT: f64 = 360.0;
const RADIUS: f64 = 106.0;
const LABEL_GAP: f64 = 13.0;
const LINE: f64 = 17.0;
const RINGS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];

/// A radar ready to be drawn.
#[derive(Template)]
#[template(path = "charts/radar.html")]
pub(crate) struct Radar {
    title: String,
    description: String,
    rings: Vec<String>,
    axes: Vec<Axis>,
    outlines: Vec<Outline>,
    width: String,
    height: String,
}

struct Axis {
    from: (String, String),
    to: (String, String),
    label: (String, String),
    anchor: &'static str,
    lines: Vec<Line>,
}

struct Line {
    dy: String,
    text: String,
}

struct Outline {
    class: &'static str,
    points: String,
    square: bool,
    markers: Vec<(String, String)>,
}

/// The point at this share of the radius on the axis with this index.
fn point(index: usize, count: usize, share: f64) -> (f64, f64) {
    let turn = whole(index) / whole(count.max(1)) * TAU - TAU / 4.0;
    (WIDTH / 2.0 + RADIUS * share * turn.cos(), HEIGHT / 2.0 + RADIUS * share * turn.sin())
}

fn both((x, y): (f64, f64)) -> (String, String) {
    (coordinate(x), coordinate(y))
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    points.map(|(x, y)| format!("{},{}", coordinate(x), coordinate(y))).collect::<Vec<_>>().join(" ")
}

impl Radar {
    /// Draws the shares of now and, on a repeat, of then. `None` if there are too few or too many axes.
    pub(crate) fn new(
        title: String,
        description: String,
        labels: &[String],
        now: &[Option<f64>],
        then: Option<&[Option<f64>]>,
    ) -> Option<Self> {
        let count = labels.len();
        if !(FEWEST_AXES..=MOST_AXES).contains(&count) {
            return None;
        }
        let outline = |class: &'static str, square: bool, shares: &[Option<f64>]| {
            let points: Vec<(f64, f64)> = (0..count)
                .filter_map(|index| Some((index, shares.get(index).copied().flatten()?.clamp(0.0, 1.0))))
                .map(|(index, share)| point(index, count, share))
                .collect();
            Outline {
                class,
                square,
                points: path(points.iter().copied()),
                // A square is placed by its corner.
                markers: points
                    .into_iter()
                    .map(|(x, y)| if square { (x - 6.0, y - 6.0) } else { (x, y) })
                    .map(both)
                    .collect(),
            }
        };
        let mut outlines = Vec::new();
        if let Some(then) = then {
            outlines.push(outline("chart-then", true, then));
        }
        outlines.push(outline("chart-now", false, now));
        Some(Self {
            title,
            description,
            rings: RINGS.iter().map(|share| path((0..count).map(|index| point(index, count, *share)))).collect(),
            axes: labels.iter().enumerate().map(|(index, label)| axis(index, count, label)).collect(),
            outlines,
            width: coordinate(WIDTH),
            height: coordinate(HEIGHT),
        })
    }
}

fn axis(index: usize, count: usize, label: &str) -> Axis {
    let (x, y) = point(index, count, 1.0 + LABEL_GAP / RADIUS);
    let (aside, down) = ((x - WIDTH / 2.0) / RADIUS, (y - HEIGHT / 2.0) / RADIUS);
    let anchor = match aside {
        aside if aside > 0.2 => "start",
        aside if aside < -0.2 => "end",
        _ => "middle",
    };
    let lines = wrapped(label, if anchor == "middle" { 26 } else { 14 }, 3);
    // Above the chart the last line touches the axis, below the first one, beside it the middle.
    let rise = LINE * (whole(lines.len()) - 1.0);
    let first = if anchor == "middle" { if down < 0.0 { -rise - 2.0 } else { 11.0 } } else { 5.0 - rise / 2.0 };
    Axis {
        from: both((WIDTH / 2.0, HEIGHT / 2.0)),
        to: both(point(index, count, 1.0)),
        label: both((x, y)),
        anchor,
        lines: lines
            .into_iter()
            .enumerate()
            .map(|(number, text)| Line { dy: coordinate(if number == 0 { first } else { LINE }), text })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(count: usize) -> Vec<String> {
        (0..count).map(|index| format!("Thema {index}")).collect()
    }

    fn radar(count: usize, now: &[Option<f64>], then: Option<&[Option<f64>]>) -> Option<Radar> {
        Radar::new("t".into(), "d".into(), &labels(count), now, then)
    }

    #[test]
    fn the_first_axis_points_up_and_the_outline_keeps_the_radius() {
        assert_eq!(both(point(0, 4, 1.0)), ("225".into(), "74".into()));
        assert_eq!(both(point(1, 4, 1.0)), ("331".into(), "180".into()));
        assert_eq!(both(point(3, 4, 0.5)), ("172".into(), "180".into()));
        for index in 0..7 {
            let (x, y) = point(index, 7, 0.3);
            let distance = (x - 225.0).hypot(y - 180.0);
            assert!((distance - 31.8).abs() < 1e-9);
        }
    }

    #[test]
    fn a_topic_that_is_not_relevant_has_no_point() {
        let chart = radar(4, &[Some(1.0), None, Some(0.0), Some(0.5)], None).unwrap();
        assert_eq!(chart.outlines.len(), 1);
        assert_eq!(chart.outlines[0].markers.len(), 3);
        assert_eq!(chart.outlines[0].points, "225,74 225,180 172,180");
    }

    #[test]
    fn two_outlines_differ_in_more_than_colour() {
        let chart = radar(3, &[Some(1.0); 3], Some(&[Some(0.5), None, Some(0.2)])).unwrap();
        assert_eq!(chart.outlines.len(), 2);
        assert!(chart.outlines[0].square && !chart.outlines[1].square);
        let drawn = chart.render().unwrap();
        assert!(drawn.contains("chart-then") && drawn.contains("stroke-dasharray"), "{drawn}");
        assert!(!drawn.contains("style="), "the content security policy forbids inline style");
    }

    #[test]
    fn too_few_and_too_many_axes_make_no_radar() {
        assert!(radar(2, &[Some(1.0); 2], None).is_none());
        assert!(radar(13, &[Some(1.0); 13], None).is_none());
        assert!(radar(12, &[Some(2.0); 12], None).is_some(), "shares above one are cut");
    }

    #[test]
    fn labels_stay_inside_the_picture_and_are_escaped() {
        let hostile = vec!["<script>alert(1)</script>".to_owned(), "Organisation und Bewusstsein".into(), "C".into()];
        let chart = Radar::new("a & b".into(), String::new(), &hostile, &[None; 3], None).unwrap();
        let drawn = chart.render().unwrap();
        assert!(!drawn.contains("<script"), "{drawn}");
        for axis in &chart.axes {
            let x: f64 = axis.label.0.parse().unwrap();
            let longest = axis.lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
            let length = whole(longest) * 7.2;
            let (left, right) = match axis.anchor {
                "start" => (x, x + length),
                "end" => (x - length, x),
                _ => (x - length / 2.0, x + length / 2.0),
            };
            assert!(left >= 0.0 && right <= WIDTH, "{left} {right}");
        }
    }
}
