//! `cargo xtask bench`: how large and how quick the console is, and beside it a conventional page.
//!
//! It measures and judges nothing. Machines differ, so figures compare within one run only.

mod baseline;
mod report;
mod sizes;

use std::fs;
use std::path::PathBuf;

use pico_args::Arguments;
use serde_json::Value;

use crate::bundle::{self, Profile, Voice};
use crate::paths;
use crate::playwright::playwright;
use crate::problem::{Problem, nothing_left};
use crate::process::{program, run as run_program};
use crate::setup;

/// Builds, measures, writes `target/bench.json` and prints a table.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let with_baseline = arguments.contains("--baseline");
    nothing_left(arguments)?;
    setup::for_browser_tests()?;
    let folder = bundle::build(Profile::Release, Voice::Aloud)?;
    let bodies = bodies()?;
    let baseline = with_baseline.then(baseline::build).transpose()?;
    let console_bytes = sizes::of_console(&folder)?;
    let raw = paths::made("target")?.join("bench-raw.json");
    let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
    let baseline_folder = baseline.as_ref().map(shown).unwrap_or_default();
    playwright(
        folder,
        &[],
        &[
            ("CMK_BENCH", &shown(&raw)),
            ("CMK_BENCH_BODIES", &shown(&bodies)),
            ("CMK_BENCH_BASELINE", &baseline_folder),
        ],
        "Measuring",
    )?;
    let text = fs::read(&raw).map_err(|it| Problem::file(&raw, &it))?;
    let measured: Value = serde_json::from_slice(&text).unwrap_or_default();
    let baseline_bytes = baseline.map(|it| sizes::of_page(&it)).transpose()?;
    report::write(&measured, &console_bytes, baseline_bytes.as_deref())
}

/// The request bodies of the core as a module of WebAssembly, built like the console.
fn bodies() -> Result<PathBuf, Problem> {
    const MEND: &str = "The messages above say where.";
    let folder = paths::made("target/bench-bodies")?;
    let mut cargo = program("cargo");
    cargo.args(["build", "--release", "--bin", "bodies"]);
    cargo.args([
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "browser",
    ]);
    run_program(&mut cargo, "Building the request bodies", MEND)?;
    let module = paths::in_root("target/wasm32-unknown-unknown/release/bodies.wasm");
    let mut bindgen = program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
    bindgen.arg(&folder).arg(module);
    run_program(&mut bindgen, "Binding the request bodies", MEND)?;
    Ok(folder)
}
