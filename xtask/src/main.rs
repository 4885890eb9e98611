//! `cargo xtask …`: one command for everything a contributor or the CI host does.
//!
//! One file per command; `run` starts programs, `json` reads what cargo says. Uses the standard library only, so that
//! it builds in a second on a fresh clone. Refuses to know anything about the product itself.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "talking to the person at the terminal is its job")]

mod browser;
mod check;
mod ci;
mod content;
mod demo;
mod fuzz;
mod help;
mod json;
mod links;
mod load;
mod prepare;
mod run;
mod security;
mod snap;
mod test;

use std::process::ExitCode;

/// What a command ends with: nothing, or one sentence about what went wrong.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    let outcome = match command.as_str() {
        "browser" => browser::browser(&rest),
        "check" => no_arguments(&rest).and_then(|()| check::check()),
        "ci" => ci::ci(&rest),
        "content" => content::content(&rest),
        "demo" => demo::demo(&rest),
        "fuzz" => fuzz::fuzz(&rest),
        "help" | "--help" | "-h" => {
            help::help();
            Ok(())
        }
        "links" => no_arguments(&rest).and_then(|()| links::links()),
        "load" => load::load(&rest),
        "pictures" => browser::pictures(&rest),
        "snap" => snap::snap(&rest),
        "test" => test::test(&rest),
        unknown => Err(format!("there is no command `{unknown}`; `cargo xtask help` lists them")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask {command}: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn no_arguments(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(argument) => Err(format!("takes no arguments, got `{argument}`")),
    }
}
