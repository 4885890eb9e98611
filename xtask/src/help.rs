//! `cargo xtask help`.

/// Prints what there is.
pub(crate) fn help() {
    println!(
        "\
cargo xtask COMMAND

  ci [--no-browser] [--only STEP]   everything the CI host does; STEP is one of
                                    fmt graph links clippy doc test fuzz browser
  check                             crate graph, one declaration per dependency, forbidden crates,
                                    every type of core in the glossary
  test [ARGS]                       all tests on both engines; ARGS go to `cargo test --workspace`
  content                           only the coherence test of content/ (for authors; builds little)
  snap [ARGS]                       run the tests and accept new snapshots; look at `git diff` afterwards
  links                             relative links in all Markdown files
  fuzz [ARGS]                       Schemathesis against the API; ARGS go to `schemathesis run`
  browser [ARGS]                    browser journeys in e2e/; ARGS go to `npx playwright test`
  pictures                          takes the pictures of docs/handbook anew, from the story in e2e/
  load [ARGS]                       load generator against release builds; `load --help` lists its options
  demo [ARGS]                       a running system with made-up data
  help                              this page

ci installs what it needs with apt when it is missing: PostgreSQL, Chromium, libfaketime,
pdftotext; and Schemathesis with pip into target/."
    );
}
