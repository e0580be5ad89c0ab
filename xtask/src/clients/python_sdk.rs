//! The Python SDKs: a script of steps, each of which says what differed.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::Instant;

use serde::Deserialize;
use serde_json::Value;

use super::Report;
use super::environment::Environment;
use crate::paths;
use crate::problem::Problem;

const SCRIPT: &str = "xtask/clients/sdk.py";

/// A line of the script.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Begins {
        begins: String,
    },
    Ended {
        what: String,
        difference: Option<String>,
    },
}

/// Runs the script, and adds a row for each of its lines.
pub(super) fn run(
    environment: &Environment,
    ready: &Value,
    report: &mut Report,
) -> Result<(), Problem> {
    let mut script = environment.python();
    script
        .arg(paths::in_root(SCRIPT))
        .env("CMK_SANDBOX", ready.to_string())
        .env(
            "REQUESTS_CA_BUNDLE",
            super::azure_cli::text(ready, "/certificate"),
        )
        .stdout(Stdio::piped());
    let broken = |why: String| {
        Problem::new(
            format!("{SCRIPT} could not be run: {why}."),
            "The messages above say why.",
        )
    };
    let mut child = script.spawn().map_err(|it| broken(it.to_string()))?;
    let lines = child.stdout.take().map(BufReader::new);
    let mut started = Instant::now();
    for line in lines.into_iter().flat_map(BufReader::lines) {
        let line = line.map_err(|it| broken(it.to_string()))?;
        let line: Line = serde_json::from_str(&line).map_err(|it| broken(it.to_string()))?;
        match line {
            Line::Begins { begins } => {
                started = Instant::now();
                report.begins(&named(&begins));
            }
            Line::Ended { what, difference } => {
                report.add(&named(&what), started.elapsed(), difference)?;
            }
        }
    }
    let status = child.wait().map_err(|it| broken(it.to_string()))?;
    if status.success() {
        return Ok(());
    }
    Err(broken(status.to_string()))
}

fn named(what: &str) -> String {
    format!("SDK {what}")
}
