//! `cargo xtask links`: every relative link in a Markdown file leads somewhere, headings included.

use std::path::{Path, PathBuf};

use crate::{Outcome, run};

/// Checks all Markdown files that git knows or would take in.
pub(crate) fn links() -> Outcome {
    let listing = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
    let files = run::output(run::program("git").args(listing))?;
    let root = run::root();
    let (mut faults, mut count) = (Vec::new(), 0);
    for file in files.lines().filter(|file| root.join(file).exists()) {
        let text = std::fs::read_to_string(root.join(file)).map_err(|error| format!("{file}: {error}"))?;
        for (line, target) in targets(&text) {
            count += 1;
            if let Some(fault) = fault(&root.join(file), &target) {
                faults.push(format!("{file}:{line}: {target}: {fault}"));
            }
        }
    }
    if faults.is_empty() {
        println!("{count} links in {} files", files.lines().count());
        return Ok(());
    }
    for fault in &faults {
        println!("{fault}");
    }
    Err(format!("{} links lead nowhere", faults.len()))
}

/// Link targets with their line, outside code.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
        let mut rest = prose.as_str();
        while let Some((_, after)) = rest.split_once("](") {
            let target = after.split([')', ' ']).next().unwrap_or_default();
            found.push((index + 1, target.to_owned()));
            rest = after;
        }
        let definition = prose.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
        if let Some((_, target)) = definition {
            found.push((index + 1, target.trim().to_owned()));
        }
    }
    found
}

fn fault(file: &Path, target: &str) -> Option<&'static str> {
    let elsewhere = ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if elsewhere {
        return None;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let there: PathBuf =
        if path.is_empty() { file.to_path_buf() } else { file.parent()?.join(path.replace("%20", " ")) };
    if !there.exists() {
        return Some("no such file");
    }
    let anchor = anchor?;
    let text = std::fs::read_to_string(&there).ok().filter(|_| there.extension().is_some_and(|kind| kind == "md"))?;
    (!headings(&text).iter().any(|heading| heading == anchor)).then_some("no such heading")
}

/// Anchors of the headings, by the rule that GitHub, GitLab and Forgejo share.
fn headings(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')));
    lines
        .map(|title| {
            let kept = title.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{headings, targets};

    #[test]
    fn finds_links_outside_code() {
        let text = "a [b](c.md#d) `[x](y)` [e](f \"title\")\n```\n[g](h)\n```\n[i]: j.md\n";
        let found: Vec<_> = targets(text).into_iter().map(|(line, target)| format!("{line} {target}")).collect();
        assert_eq!(found, ["1 c.md#d", "1 f", "5 j.md"]);
    }

    #[test]
    fn headings_become_anchors() {
        assert_eq!(headings("# Über `Ring-wall`: 2 Wege\ntext\n#no\n"), ["über-ring-wall-2-wege"]);
    }
}
