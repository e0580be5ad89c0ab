//! Set-up: looks for everything the commands need, and gets what is missing.
//!
//! Nothing here downloads a browser or a prebuilt program, except through a package registry.

pub mod browser;
mod node;
mod rust;
mod tools;

use std::time::Instant;

use crate::problem::Problem;
use crate::process::duration;

/// One thing that must be there.
struct Item {
    name: &'static str,
    /// Whether it is there; a problem when it is not, and only the person can get it.
    look: fn() -> Result<Found, Problem>,
    get: fn() -> Result<(), Problem>,
    /// How long getting it takes, in words.
    takes: &'static str,
}

/// What a look found.
enum Found {
    Ready,
    /// Why it must be got.
    Missing(String),
}

/// What building and serving the console needs.
const BUILD: &[Item] = &[
    rust::COMPILER,
    node::NODE,
    rust::TARGET,
    rust::CRATES,
    node::PACKAGES,
    tools::WASM_BINDGEN,
    tools::TRUNK,
];

/// What the browser tests need besides.
const BROWSER: &[Item] = &[browser::CHROMIUM];

/// Sets up what building and serving need.
pub fn for_build() -> Result<(), Problem> {
    ready(BUILD.iter())
}

/// Sets up what native tests need.
pub fn for_native_tests() -> Result<(), Problem> {
    ready([rust::COMPILER, rust::TARGET, rust::CRATES].iter())
}

/// Sets up everything.
pub fn for_browser_tests() -> Result<(), Problem> {
    ready(BUILD.iter().chain(BROWSER))
}

fn ready<'a>(items: impl Iterator<Item = &'a Item>) -> Result<(), Problem> {
    let started = Instant::now();
    let missing = look(items)?;
    if missing.is_empty() {
        eprintln!(
            "Set-up: nothing is missing ({})",
            duration(started.elapsed())
        );
        return Ok(());
    }
    for (count, (item, why)) in missing.iter().enumerate() {
        get(item, why, &format!("{}/{}", count + 1, missing.len()))?;
    }
    eprintln!("Set-up: done in {}", duration(started.elapsed()));
    Ok(())
}

/// Looks at every item first, so that a person hears of everything to install at once.
fn look<'a>(items: impl Iterator<Item = &'a Item>) -> Result<Vec<(&'a Item, String)>, Problem> {
    let mut missing = Vec::new();
    let mut problems = Vec::new();
    for item in items {
        match (item.look)() {
            Ok(Found::Ready) => {}
            Ok(Found::Missing(why)) => missing.push((item, why)),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        return Ok(missing);
    }
    Err(Problem::all(problems))
}

fn get(item: &Item, why: &str, place: &str) -> Result<(), Problem> {
    let started = Instant::now();
    eprintln!("Set-up {place}: {}: {why}; {}", item.name, item.takes);
    (item.get)()?;
    match (item.look)()? {
        Found::Ready => {
            let took = duration(started.elapsed());
            eprintln!("Set-up {place}: {} is ready ({took})", item.name);
            Ok(())
        }
        Found::Missing(why) => Err(Problem::new(
            format!("{} was installed, and still: {why}.", item.name),
            "Install it by hand, then run the command again.",
        )),
    }
}

/// A version number in what a program prints about itself: `trunk 0.21.14` gives `0.21.14`.
fn version_in(text: &str) -> Option<&str> {
    text.split(|it: char| it.is_whitespace() || it == '(')
        .map(|it| it.strip_prefix('v').unwrap_or(it))
        .find(|it| it.starts_with(|first: char| first.is_ascii_digit()) && it.contains('.'))
}

/// The major number of a version.
fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        let rows = [
            ("trunk 0.21.14", Some("0.21.14")),
            ("wasm-bindgen 0.2.130", Some("0.2.130")),
            ("wasm-bindgen 0.2.130 (a1b2c3d4e)", Some("0.2.130")),
            ("v20.20.2", Some("20.20.2")),
            (
                "Chromium 156.0.8078.79 built on Debian",
                Some("156.0.8078.79"),
            ),
            ("command not found", None),
            ("", None),
        ];
        for (text, version) in rows {
            assert_eq!(version_in(text), version, "{text}");
        }
        assert_eq!(major("20.20.2"), Some(20));
        assert_eq!(major("unknown"), None);
    }
}
