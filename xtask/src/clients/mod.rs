//! `cargo xtask clients`: the Azure CLI and the Python SDKs against a fresh sandbox.
//!
//! They were written by others, so they know nothing of what the sandbox's authors took for
//! granted. What they sent can be recorded, and is replayed by `tests/clients` without them.

mod azure_cli;
mod environment;
mod python_sdk;
mod recording;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cmk_console::sandbox::Seed;
use pico_args::Arguments;

use crate::paths;
use crate::problem::{Problem, nothing_left};
use crate::process::duration;
use crate::sandbox::{Options, Running};
use environment::Environment;
use recording::Recording;

/// Chosen, so that a recording holds whatever becomes of seeds.
const TENANT: &str = "5a4d0000-0000-4000-8000-000000000001";
const SUBSCRIPTION: &str = "5a4d0000-0000-4000-8000-000000000002";

/// Ten minutes in a second: a grant has arrived when the next command is ready to use it.
const SPEED: u32 = 600;

/// Where the replayed calls are kept.
const CALLS: &str = "tests/clients/calls.json";

/// One thing a client did, and what was wrong with it.
struct Report {
    rows: Vec<(String, Duration, Option<String>)>,
    recording: Arc<Mutex<Recording>>,
}

/// Sets up, runs every command, and prints a table; the first difference ends it.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let records = arguments.contains("--record");
    nothing_left(arguments)?;
    let environment = Environment::ready()?;
    let recording = Arc::new(Mutex::new(Recording::begin(
        &[TENANT, SUBSCRIPTION],
        seed(),
    )));
    let heard = recording.clone();
    let options = Options {
        speed: SPEED,
        seed: seed(),
        ..Options::default()
    };
    let running = Running::start(
        &options,
        Box::new(move |request, answer| lock(&heard).hear(request, answer)),
    )?;
    let mut report = Report {
        rows: Vec::new(),
        recording: recording.clone(),
    };
    let outcome = azure_cli::run(&environment, &running.ready, &mut report)
        .and_then(|()| python_sdk::run(&environment, &running.ready, &mut report));
    report.print();
    outcome?;
    if records {
        let path = paths::in_root(CALLS);
        let text = lock(&recording).text(SPEED);
        std::fs::write(&path, text).map_err(|it| Problem::file(&path, &it))?;
        println!("Recorded in {CALLS}");
    }
    Ok(())
}

fn seed() -> Seed {
    Seed::of(1)
        .with_tenant(TENANT)
        .with_subscription(SUBSCRIPTION)
}

fn lock(recording: &Mutex<Recording>) -> std::sync::MutexGuard<'_, Recording> {
    recording.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Report {
    /// What is sent from now on belongs to this.
    fn begins(&self, what: &str) {
        eprintln!("  {what}");
        what.clone_into(&mut lock(&self.recording).what);
    }

    /// Adds a row, and ends everything with a difference.
    fn add(
        &mut self,
        what: &str,
        took: Duration,
        difference: Option<String>,
    ) -> Result<(), Problem> {
        let outcome = match &difference {
            None => Ok(()),
            Some(how) => Err(Problem::new(
                format!("{what}: {how}"),
                "A client and the sandbox differ. The client is right unless its own documents say otherwise.",
            )),
        };
        self.rows.push((what.to_owned(), took, difference));
        outcome
    }

    fn timed(&mut self, what: &str, work: impl FnOnce() -> Option<String>) -> Result<(), Problem> {
        self.begins(what);
        let started = Instant::now();
        let difference = work();
        self.add(what, started.elapsed(), difference)
    }

    fn print(&self) {
        println!();
        for (what, took, difference) in &self.rows {
            let verdict = if difference.is_none() {
                "ok"
            } else {
                "DIFFERS"
            };
            println!("{what:<56} {:>8}  {verdict}", duration(*took));
        }
        for call in &lock(&self.recording).missed {
            println!("Not simulated, and done without: {call}");
        }
    }
}
