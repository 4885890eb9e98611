//! What docs/security.md says must be there: every test it names, every number it counts, a reason for what is not met.

use std::{collections::BTreeMap, fs};

use crate::run;

/// The document.
const DOCUMENT: &str = "docs/security.md";
/// Requirements of levels 1 and 2 of ASVS 5.0.0.
const REQUIREMENTS: usize = 253;

/// One requirement.
struct Row<'a> {
    number: &'a str,
    state: &'a str,
    proof: &'a str,
}

fn row(line: &str) -> Option<Row<'_>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = inner.split(" | ").collect();
    let [number, _, _, state, proof] = cells.as_slice() else { return None };
    let is_number = number.split('.').count() == 3 && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then_some(Row { number, state, proof })
}

fn rows(text: &str) -> Vec<Row<'_>> {
    text.lines().filter_map(row).collect()
}

/// The pieces in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// A file, and a function in it, that a piece names. `last` is the file named before, for `…::name`.
fn named<'a>(piece: &'a str, last: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let (file, function) = piece.split_once("::").map_or((piece, None), |(file, function)| (file, Some(function)));
    if file == "…" {
        return Some((last, function));
    }
    let is_file = [".rs", ".ts", ".tsv", ".js", ".html", ".toml"].iter().any(|end| file.ends_with(end));
    let plain = file.chars().all(|c| c.is_alphanumeric() || "./_-".contains(c));
    (is_file && plain && file.contains('/')).then_some((file, function))
}

/// Everything wrong with the document.
pub(crate) fn faults() -> Result<Vec<String>, String> {
    let root = run::root();
    let text = fs::read_to_string(root.join(DOCUMENT)).map_err(|error| format!("{DOCUMENT}: {error}"))?;
    let mut faults = counted(&text);
    let mut last = "";
    for piece in quoted(&text) {
        let Some((file, function)) = named(piece, last) else { continue };
        last = file;
        // Paths stand below crates/, or are those of the repository.
        let source =
            [root.join("crates").join(file), root.join(file)].iter().find_map(|at| fs::read_to_string(at).ok());
        let Some(source) = source else {
            faults.push(format!("{DOCUMENT}: there is no {file}"));
            continue;
        };
        let Some(function) = function else { continue };
        let found = match function.strip_suffix('…') {
            Some(begin) => source.contains(&format!("fn {begin}")),
            None => source.contains(&format!("fn {function}(")) || source.contains(&format!("fn {function}<")),
        };
        if !found {
            faults.push(format!("{DOCUMENT}: there is no {function} in {file}"));
        }
    }
    Ok(faults)
}

/// Whether the numbers at the top are those of the tables, and everything not met stands in the list of it.
fn counted(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let rows = rows(text);
    if rows.len() != REQUIREMENTS {
        faults.push(format!("{DOCUMENT}: {} requirements instead of {REQUIREMENTS}", rows.len()));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let listed = text.split("## Not met").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    for row in &rows {
        *counts.entry(row.state).or_default() += 1;
        if !["met", "n/a", "not met"].contains(&row.state) {
            faults.push(format!("{DOCUMENT}: {} is {}", row.number, row.state));
        }
        if row.proof.trim().len() < 4 {
            faults.push(format!("{DOCUMENT}: {} has neither proof nor reason", row.number));
        }
        let in_list = listed
            .split(|c: char| !c.is_alphanumeric() && c != '.')
            .any(|word| word.strip_prefix('V').is_some_and(|number| number.trim_end_matches('.') == row.number));
        if in_list != (row.state == "not met") {
            faults.push(format!(
                "{DOCUMENT}: {} is {}, but the list of what is not met says otherwise",
                row.number, row.state
            ));
        }
    }
    for (state, count) in counts {
        if !text.contains(&format!("\n| {state} | {count} |\n")) {
            faults.push(format!("{DOCUMENT}: {count} are {state}, and the table at the top does not say so"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_told_from_other_words() {
        assert_eq!(named("web/src/csrf.rs", ""), Some(("web/src/csrf.rs", None)));
        assert_eq!(named("web/tests/it/api.rs::a_b…", ""), Some(("web/tests/it/api.rs", Some("a_b…"))));
        assert_eq!(named("…::c", "web/a.rs"), Some(("web/a.rs", Some("c"))));
        for word in ["nosniff", "unsafe_code = forbid", "Cargo.toml", "a::b", "application/json"] {
            assert_eq!(named(word, "x"), None, "{word}");
        }
    }

    #[test]
    fn a_row_that_is_not_met_must_be_listed() {
        let text = "\n| met | 1 |\n| not met | 1 |\n\n## Not met\n\n- **V1.1.2** why\n\n## V1\n\n| 1.1.1 | 1 | a | met | by test |\n\
                    | 1.1.2 | 1 | a | not met | some reason |\n";
        assert_eq!(rows(text).len(), 2);
        let faults = counted(text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults.iter().all(|fault| fault.contains("instead of 253")));
        assert_eq!(counted(&text.replace("V1.1.2", "V1.1.1")).len(), 3);
    }

    #[test]
    fn the_document_holds() {
        assert_eq!(faults().unwrap(), Vec::<String>::new());
    }
}
