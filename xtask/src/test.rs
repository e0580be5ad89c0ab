//! `cargo xtask test`: everything that must hold, natively and in a browser.

use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use pico_args::Arguments;

use crate::bundle::{self, Profile, Voice};
use crate::playwright::playwright;
use crate::problem::{Problem, nothing_left};
use crate::process::{duration, program, run as run_program};
use crate::setup;

/// What was asked for.
struct Wish {
    half: Half,
    /// Which browser tests; all when there is none.
    grep: Option<String>,
    /// The build the browser loads. Nothing but a release is a verdict; the other is quick.
    profile: Profile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Native,
    Browser,
    Both,
}

/// Sets up and runs every test, or one half of them.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let half = match arguments.subcommand()?.as_deref() {
        None => Half::Both,
        Some("native") => Half::Native,
        Some("browser") => Half::Browser,
        Some(other) => {
            let what = format!("There is no half of the tests called {other}.");
            return Err(Problem::usage(what));
        }
    };
    let wish = Wish {
        half,
        grep: arguments.opt_value_from_str("--grep")?,
        profile: Profile::take(&mut arguments),
    };
    nothing_left(arguments)?;
    let mut report = Report::default();
    let outcome = everything(&wish, &mut report);
    report.print(outcome.is_ok());
    outcome
}

fn everything(wish: &Wish, report: &mut Report) -> Result<(), Problem> {
    report.step("set-up", || match wish.half {
        Half::Native => setup::for_native_tests(),
        Half::Browser | Half::Both => setup::for_browser_tests(),
    })?;
    match wish.half {
        Half::Native => native(report),
        Half::Browser => {
            let folder = report.step("console", || bundle::build(wish.profile, Voice::Aloud))?;
            report.step("browser tests", || browser(folder, wish))
        }
        Half::Both => both(wish, report),
    }
}

/// The console's last step occupies one processor for a while; the native half uses the other.
fn both(wish: &Wish, report: &mut Report) -> Result<(), Problem> {
    let (built, tested) = thread::scope(|scope| {
        let build = scope.spawn(|| {
            let started = Instant::now();
            let built = bundle::build(wish.profile, Voice::Quiet);
            (built, started.elapsed())
        });
        let tested = native(report);
        (build.join(), tested)
    });
    let Ok((built, took)) = built else {
        return Err(Problem::new(
            "Building the console ended with a panic.",
            "The message above says where in xtask.",
        ));
    };
    report.add("console (meanwhile)", took, built.is_ok());
    tested?;
    let folder = built?;
    report.step("browser tests", || browser(folder, wish))
}

fn browser(folder: PathBuf, wish: &Wish) -> Result<(), Problem> {
    let arguments: Vec<_> = wish
        .grep
        .iter()
        .flat_map(|it| ["--grep", it.as_str()])
        .collect();
    playwright(folder, &arguments, &[], "A browser test")
}

fn native(report: &mut Report) -> Result<(), Problem> {
    for Check {
        name,
        command,
        what,
        mend,
    } in CHECKS
    {
        report.step(name, || run_program(&mut cargo(command), what, mend))?;
    }
    Ok(())
}

/// One run of cargo. Builds are named one by one: nothing is built twice with other features.
struct Check {
    name: &'static str,
    command: &'static str,
    what: &'static str,
    mend: &'static str,
}

const LINTS: &str = "The messages above say where.";

const CHECKS: &[Check] = &[
    Check {
        name: "formatting",
        command: "fmt --all --check",
        what: "The formatting check",
        mend: "`cargo fmt --all` formats everything.",
    },
    Check {
        name: "lints, native",
        command: "clippy --quiet -p cmk-console -p xtask --lib --bins --tests -- -D warnings",
        what: "Clippy",
        mend: LINTS,
    },
    Check {
        name: "lints, browser",
        command: "clippy --quiet --target wasm32-unknown-unknown --features browser --bins -- -D warnings",
        what: "Clippy",
        mend: LINTS,
    },
    Check {
        name: "native tests",
        command: "test --quiet",
        what: "A native test",
        mend: "The messages above name it; `cargo test NAME` runs it alone.",
    },
    Check {
        name: "tests of xtask",
        command: "test --quiet -p xtask",
        what: "A test of xtask",
        mend: "The messages above name it; `cargo test -p xtask NAME` runs it alone.",
    },
];

fn cargo(command: &str) -> Command {
    let mut cargo = program("cargo");
    cargo.args(command.split(' '));
    cargo
}

/// What ran, and how long it took.
#[derive(Default)]
struct Report {
    rows: Vec<(String, Duration, bool)>,
}

impl Report {
    fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        eprintln!("\n== {name}");
        let started = Instant::now();
        let outcome = work();
        self.add(name, started.elapsed(), outcome.is_ok());
        outcome
    }

    fn add(&mut self, name: &str, took: Duration, passed: bool) {
        self.rows.push((name.to_owned(), took, passed));
    }

    fn print(&self, passed: bool) {
        println!();
        for (name, took, passed) in &self.rows {
            let verdict = if *passed { "ok" } else { "FAILED" };
            println!("{name:<22} {:>12}  {verdict}", duration(*took));
        }
        if passed {
            println!("Everything passed.");
        }
    }
}
