//! Files: how they open, how long they are, what they are called.

use crate::none;
use crate::source::{File, files};

/// More lines than this, tests left out, are two subjects.
const LIBRARY: usize = 300;

/// Files that are longer all the same. The list may only become shorter: a row whose file has
/// become short enough is an offence too.
const TOO_LONG: [&str; 2] = [
    "src/sandbox/platform/role_assignments.rs",
    "src/sandbox/roles.rs",
];

/// The same for the browser half.
const APP: usize = 250;

/// And for tests.
const TESTS: usize = 300;

/// Names that say nothing about Azure, and so hold everything.
const EMPTY_NAMES: [&str; 10] = [
    "util", "utils", "helper", "helpers", "manager", "service", "services", "common", "misc",
    "types",
];

fn rust() -> Vec<File> {
    ["src", "tests", "xtask"]
        .iter()
        .flat_map(|it| files(it, ".rs"))
        .collect()
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let offences: Vec<String> = rust()
        .iter()
        .filter(|it| !it.text.starts_with("//! ") || it.text.starts_with("//! This module"))
        .map(|it| it.at(1))
        .collect();
    none("the first line is a `//!` sentence", &offences);
}

#[test]
fn no_file_holds_two_subjects() {
    let mut offences = Vec::new();
    for file in rust() {
        let limit = if file.path.starts_with("src/app/") {
            APP
        } else if file.path.starts_with("tests/") || file.is_test() {
            TESTS
        } else {
            LIBRARY
        };
        let lines = file
            .text
            .lines()
            .take_while(|it| !it.starts_with("#[cfg(test)]"))
            .count();
        let known = TOO_LONG.contains(&file.path.as_str());
        if lines > limit && !known {
            offences.push(format!(
                "{} has {lines} lines of at most {limit}",
                file.path
            ));
        } else if lines <= limit && known {
            offences.push(format!(
                "{} is short enough: take it off TOO_LONG",
                file.path
            ));
        }
    }
    none("a file has one subject", &offences);
}

#[test]
fn names_come_from_the_domain() {
    let empty = |part: &str| EMPTY_NAMES.contains(&part.trim_end_matches(".rs"));
    let offences: Vec<String> = rust()
        .into_iter()
        .map(|it| it.path)
        .filter(|it| it.split('/').any(empty))
        .collect();
    none("no module is named after what Rust offers", &offences);
}

#[test]
fn tests_neither_sleep_nor_are_ignored() {
    let banned = [
        concat!("#[ig", "nore"),
        concat!("thread::sl", "eep"),
        concat!("#[should_", "panic"),
    ];
    let mut offences = Vec::new();
    for file in rust().iter().filter(|it| !it.path.starts_with("xtask/")) {
        for (number, line) in file.lines() {
            if banned.iter().any(|it| line.contains(it)) {
                offences.push(file.at(number));
            }
        }
    }
    none("no sleeps, no ignored tests", &offences);
}
