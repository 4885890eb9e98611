//! `cargo xtask check`: the rules about crates that the compiler does not enforce.
//!
//! Which workspace member may use which (ARCHITECTURE.md shows the picture), which heavy dependency lives behind which
//! crate, that each third-party crate is declared once, that no C library comes in by the back door; and that what
//! docs/security.md names is there.

use crate::{Outcome, json::Json, run};

/// Which member may use which others. `ringwall` is the executable in crates/server.
const ALLOWED: &[(&str, &[&str])] = &[
    ("ringwall-core", &[]),
    ("ringwall-content", &["core"]),
    ("ringwall-store", &["core"]),
    ("ringwall-app", &["core", "content", "store"]),
    ("ringwall-outbound", &["core"]),
    ("ringwall-report", &["core", "content"]),
    ("ringwall-web", &["core", "content", "app"]),
    ("ringwall", &["core", "content", "store", "app", "outbound", "report", "web"]),
    ("ringwall-testkit", &["core", "content", "store", "app", "outbound", "report", "web"]),
    ("xtask", &[]),
];

/// Members whose tests may use `testkit`; it stands on the others' shoulders.
const MAY_TEST_WITH_TESTKIT: &[&str] =
    &["ringwall-store", "ringwall-app", "ringwall-outbound", "ringwall-report", "ringwall-web", "ringwall"];

/// Dependencies that only these members may use directly outside their tests.
const AT_HOME: &[(&str, &[&str])] = &[
    ("argon2", &["ringwall-app"]),
    ("askama", &["ringwall-web"]),
    ("axum", &["ringwall-web", "ringwall", "ringwall-testkit"]),
    ("clap", &["ringwall"]),
    ("csv", &["ringwall-report"]),
    ("docx-rs", &["ringwall-report"]),
    ("fluent-bundle", &["ringwall-content"]),
    ("hickory-resolver", &["ringwall-outbound"]),
    ("hyper", &["ringwall-outbound", "ringwall-testkit"]),
    ("lettre", &["ringwall-outbound"]),
    ("object_store", &["ringwall-outbound"]),
    ("openidconnect", &["ringwall-web"]),
    ("reqwest", &["ringwall-outbound", "ringwall-web"]),
    ("sqlx", &["ringwall-store"]),
    ("tower-http", &["ringwall-web"]),
    ("typst", &["ringwall-report"]),
    ("typst-layout", &["ringwall-report"]),
    ("typst-pdf", &["ringwall-report"]),
    ("webauthn-rs", &["ringwall-web"]),
];

/// All that the rules of the field may use.
const CORE_MAY_USE: &[&str] = &["serde", "thiserror", "jiff", "uuid"];

/// Crates that would need system libraries or cmake.
const FORBIDDEN: &[&str] = &["openssl-sys", "native-tls", "aws-lc-sys", "aws-lc-rs"];

/// Checks all rules and prints every fault.
pub(crate) fn check() -> Outcome {
    let text = run::output(&mut run::cargo(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata = Json::read(&text)?;
    let mut faults = edges(&metadata);
    faults.extend(declarations(&metadata)?);
    faults.extend(crate::security::faults()?);
    faults.extend(forbidden()?);
    faults.extend(words()?);
    if faults.is_empty() {
        println!("{} members, every edge allowed", metadata.list("packages").len());
        return Ok(());
    }
    for fault in &faults {
        println!("{fault}");
    }
    Err(format!("{} faults, see ARCHITECTURE.md", faults.len()))
}

fn edges(metadata: &Json) -> Vec<String> {
    let mut faults = Vec::new();
    for package in metadata.list("packages") {
        let member = package.text("name").unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == member) else {
            faults.push(format!("{member}: not in the table of xtask/src/check.rs"));
            continue;
        };
        for dependency in package.list("dependencies") {
            let name = dependency.text("name").unwrap_or_default();
            let test_only = dependency.text("kind") == Some("dev");
            if let Some(fault) = edge(member, allowed, name, test_only) {
                faults.push(fault);
            }
        }
    }
    faults
}

fn edge(member: &str, allowed: &[&str], name: &str, test_only: bool) -> Option<String> {
    if name == "ringwall-testkit" {
        let fine = test_only && MAY_TEST_WITH_TESTKIT.contains(&member);
        return (!fine).then(|| format!("{member} → {name}: only tests above core and content use it"));
    }
    if name == "ringwall" || name == "xtask" {
        return Some(format!("{member} → {name}: nobody uses it"));
    }
    if let Some(short) = name.strip_prefix("ringwall-") {
        return (!allowed.contains(&short)).then(|| format!("{member} → {name}: this edge is not allowed"));
    }
    if member == "xtask" {
        return Some(format!("xtask → {name}: it uses the standard library only"));
    }
    if test_only {
        return None;
    }
    if member == "ringwall-core" && !CORE_MAY_USE.contains(&name) {
        return Some(format!("{member} → {name}: core stays pure; it may use {}", CORE_MAY_USE.join(", ")));
    }
    let (_, homes) = AT_HOME.iter().find(|(guest, _)| *guest == name)?;
    (!homes.contains(&member)).then(|| format!("{member} → {name}: only for {}", homes.join(", ")))
}

/// Members say `name.workspace = true` and nothing more; the workspace declares nothing that nobody uses.
fn declarations(metadata: &Json) -> Result<Vec<String>, String> {
    let root = run::root();
    let read =
        |path: &std::path::Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let mut faults = Vec::new();
    let mut used = Vec::new();
    for package in metadata.list("packages") {
        let path = std::path::PathBuf::from(package.text("manifest_path").unwrap_or_default());
        let shown = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        for (line, entry) in dependency_lines(&read(&path)?) {
            match entry.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
                Some((key, "true")) if key.ends_with(".workspace") => {
                    used.push(key.trim_end_matches(".workspace").to_owned());
                }
                _ => faults.push(format!("{shown}:{line}: write `name.workspace = true`, details in Cargo.toml")),
            }
        }
    }
    for (line, entry) in dependency_lines(&read(&root.join("Cargo.toml"))?) {
        let name = entry.split(['=', '.']).next().unwrap_or_default().trim();
        if !used.iter().any(|used| used == name) {
            faults.push(format!("Cargo.toml:{line}: nobody uses {name}"));
        }
    }
    Ok(faults)
}

/// Lines within tables of dependencies, with their number.
fn dependency_lines(manifest: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut lines = Vec::new();
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            lines.push((index + 1, line));
        }
    }
    lines
}

fn forbidden() -> Result<Vec<String>, String> {
    let tree =
        ["tree", "--workspace", "--target", "all", "--edges", "all", "--prefix", "none", "--format", "{p}", "--locked"];
    let tree = run::output(&mut run::cargo(tree))?;
    let present = |name: &&&str| tree.lines().any(|line| line.split(' ').next() == Some(**name));
    Ok(FORBIDDEN
        .iter()
        .filter(present)
        .map(|name| format!("{name} is in the tree; `cargo tree --workspace --invert {name}` shows who brings it in"))
        .collect())
}

/// Every type of `core` is a word of the glossary.
fn words() -> Result<Vec<String>, String> {
    let read = |path: &str| std::fs::read_to_string(run::root().join(path)).map_err(|error| format!("{path}: {error}"));
    let glossary = read("docs/glossary.md")?;
    let listing = ["ls-files", "--cached", "--others", "--exclude-standard", "crates/core/src/*.rs"];
    let mut faults = Vec::new();
    for file in run::output(run::program("git").args(listing))?.lines() {
        for name in types(&read(file)?) {
            if !glossary.contains(&format!("`{name}`")) && !glossary.contains(&format!("`{name} {{")) {
                faults.push(format!("{file}: {name} is not in docs/glossary.md"));
            }
        }
    }
    Ok(faults)
}

/// Names of the public types of a module.
fn types(module: &str) -> Vec<&str> {
    let declared = |line: &'_ str| -> Option<(usize, usize)> {
        let start = ["pub struct ", "pub enum "].iter().find(|word| line.starts_with(**word))?.len();
        let length = line.get(start..)?.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len() - start);
        Some((start, start + length))
    };
    module.lines().filter_map(|line| declared(line).and_then(|(start, end)| line.get(start..end))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_follow_the_table() {
        let fault = |member: &str, name: &str, test_only: bool| {
            let (_, allowed) = ALLOWED.iter().find(|(known, _)| *known == member).unwrap();
            edge(member, allowed, name, test_only).is_some()
        };
        assert!(!fault("ringwall-app", "ringwall-store", false));
        assert!(fault("ringwall-web", "ringwall-store", false));
        assert!(fault("ringwall-web", "ringwall-store", true), "tests keep the direction too");
        assert!(fault("ringwall-report", "ringwall-app", false));
        assert!(fault("ringwall-web", "sqlx", false));
        assert!(fault("ringwall-core", "tokio", false));
        assert!(!fault("ringwall-core", "proptest", true));
        assert!(!fault("ringwall-store", "ringwall-testkit", true));
        assert!(fault("ringwall-store", "ringwall-testkit", false));
        assert!(fault("ringwall-core", "ringwall-testkit", true));
        assert!(fault("xtask", "serde", false));
        assert!(fault("ringwall-testkit", "ringwall", false));
    }

    #[test]
    fn finds_public_types() {
        let module =
            "pub struct A<'a> {\nstruct B;\npub enum Cd {\n    pub struct No;\npub(crate) enum E {}\npub struct F(u8);";
        assert_eq!(types(module), ["A", "Cd", "F"]);
    }

    #[test]
    fn reads_tables_of_dependencies_only() {
        let manifest =
            "[package]\nname = \"x\"\n[dependencies]\n# no\na.workspace = true\n\n[lints]\nworkspace = true\n";
        assert_eq!(dependency_lines(manifest), [(5, "a.workspace = true")]);
    }
}
