//! The page that the console is compared with, built from published packages.

use std::fs;
use std::path::PathBuf;

use crate::paths;
use crate::problem::Problem;
use crate::process::{program, run};

const FILES: &[(&str, &str)] = &[
    ("package.json", include_str!("../../bench/package.json")),
    ("page.jsx", include_str!("../../bench/page.jsx")),
    ("dist/index.html", include_str!("../../bench/page.html")),
];

/// Installs and bundles it under `target`. Gives the folder to serve.
pub fn build() -> Result<PathBuf, Problem> {
    let folder = paths::made("target/bench-baseline")?;
    let dist = paths::made("target/bench-baseline/dist")?;
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|it| Problem::file(&path, &it))?;
    }
    let mend = "It needs the npm registry; the messages above say what is missing.";
    let mut npm = program("npm");
    npm.args(["install", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    run(&mut npm, "Installing the conventional page", mend)?;
    let mut esbuild = program("npx");
    esbuild.args([
        "esbuild",
        "page.jsx",
        "--bundle",
        "--minify",
        "--format=esm",
    ]);
    esbuild.args(["--jsx=automatic", "--outfile=dist/page.js"]);
    esbuild
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .current_dir(&folder);
    run(&mut esbuild, "Bundling the conventional page", mend)?;
    Ok(dist)
}
