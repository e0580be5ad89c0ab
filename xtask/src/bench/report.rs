//! What was measured, as a file and as a table.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use super::sizes::Size;
use crate::paths;
use crate::problem::Problem;

/// The measures: their name in the raw samples, what they are called, and their unit.
const MEASURES: &[(&str, &str, &str)] = &[
    ("firstRow", "Time to first data row, cold", "ms"),
    ("firstPaint", "First paint, not compared", "ms"),
    ("mainThread", "Main-thread time of a cold load", "ms"),
    ("heap", "Memory of the page", "kB"),
    ("bodies", "10,000 request bodies", "ms"),
];

/// Writes `target/bench.json` and prints the table.
pub fn write(measured: &Value, console: &[Size], baseline: Option<&[Size]>) -> Result<(), Problem> {
    let total = |sizes: &[Size]| sizes.iter().map(|it| it.1).sum::<usize>();
    let file = json!({
        "commit": commit(),
        "browser": measured["browser"],
        "bytes": {
            "console": { "total": total(console), "files": console },
            "baseline": baseline.map(|it| json!({ "total": total(it), "files": it })),
        },
        "samples": measured["samples"],
    });
    let path = paths::in_root("target/bench.json");
    let text = format!("{file:#}\n");
    fs::write(&path, text).map_err(|it| Problem::file(&path, &it))?;
    println!(
        "{:<36} {:>24} {:>24}",
        "Measure", "Console", "Conventional page"
    );
    let bytes = |it: Option<&[Size]>| it.map(|it| format!("{} B", total(it))).unwrap_or_default();
    let (ours, theirs) = (bytes(Some(console)), bytes(baseline));
    println!(
        "{:<36} {ours:>24} {theirs:>24}",
        "Bytes to a usable page, brotli"
    );
    for (name, label, unit) in MEASURES {
        let of = |page: &str| range(&measured["samples"][page][*name], unit);
        println!("{label:<36} {:>24} {:>24}", of("console"), of("baseline"));
    }
    println!("{}", path.display());
    Ok(())
}

/// The middle of the samples, with the smallest and the largest.
fn range(samples: &Value, unit: &str) -> String {
    let samples = samples.as_array().into_iter().flatten();
    let mut samples: Vec<f64> = samples.filter_map(Value::as_f64).collect();
    samples.sort_by(f64::total_cmp);
    let [first, .., last] = samples.as_slice() else {
        return String::new();
    };
    let middle = samples[samples.len() / 2];
    format!("{middle:.0} {unit} ({first:.0} to {last:.0})")
}

fn commit() -> String {
    let said = Command::new("git").args(["rev-parse", "HEAD"]).output();
    let said = said.map(|it| it.stdout).unwrap_or_default();
    String::from_utf8_lossy(&said).trim().to_owned()
}
