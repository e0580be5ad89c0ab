//! Node.js, npm, and the npm packages of the build and the browser tests.

use std::fs;

use super::{Found, Item, major, version_in};
use crate::paths;
use crate::problem::Problem;
use crate::process::{answer, follow, program};

/// Playwright's own minimum.
const MINIMUM: u32 = 20;

const HOW: &str = "Debian, Ubuntu: apt-get install nodejs npm (or https://nodejs.org when that one is too old)\n\
                   Fedora: dnf install nodejs npm\n\
                   macOS: brew install node";

/// Node.js with its npm. Any npm will do that understands the lock file.
pub const NODE: Item = Item {
    name: "Node.js",
    look: look_for_node,
    get: || Ok(()),
    takes: "",
};

/// `node_modules`, as the lock file has it.
pub const PACKAGES: Item = Item {
    name: "npm packages",
    look: look_for_packages,
    get: install_packages,
    takes: "up to a minute",
};

fn look_for_node() -> Result<Found, Problem> {
    let Some(text) = answer(program("node").arg("--version")) else {
        let what = format!("Node.js is missing; version {MINIMUM} or later is needed.");
        return Err(Problem::new(what, HOW));
    };
    let version = version_in(&text).unwrap_or("of an unknown version");
    if major(version).is_none_or(|it| it < MINIMUM) {
        let what = format!("Node.js is {version}; version {MINIMUM} or later is needed.");
        return Err(Problem::new(what, HOW));
    }
    if answer(program("npm").arg("--version")).is_none() {
        return Err(Problem::new(
            "Node.js is there, and its package manager npm is not.",
            HOW,
        ));
    }
    Ok(Found::Ready)
}

fn look_for_packages() -> Result<Found, Problem> {
    if !paths::in_root("node_modules/.package-lock.json").is_file() {
        return Ok(Found::Missing("not installed".into()));
    }
    let installed = fs::read(paths::in_root(STAMP)).unwrap_or_default();
    if installed == lock()? {
        return Ok(Found::Ready);
    }
    Ok(Found::Missing("package-lock.json has changed".into()))
}

fn install_packages() -> Result<(), Problem> {
    let lock = lock()?;
    let mut npm = program("npm");
    npm.args(["ci", "--no-fund", "--no-audit", "--prefer-offline"])
        // Without a network, npm's own patience is minutes.
        .args(["--fetch-retries=1", "--fetch-retry-mintimeout=1000"])
        // The browser is the system's own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    follow(&mut npm, "Installing packages").map_err(|said| {
        said.problem(
            "Installing the npm packages",
            "`npm ci` in the project's folder shows all of it; `npm install` mends a lock file that no longer fits package.json.",
        )
    })?;
    paths::made("target/xtask")?;
    let stamp = paths::in_root(STAMP);
    fs::write(&stamp, lock).map_err(|it| Problem::file(&stamp, &it))
}

/// A copy of the lock file that was installed last.
const STAMP: &str = "target/xtask/package-lock.installed.json";

fn lock() -> Result<Vec<u8>, Problem> {
    let path = paths::in_root("package-lock.json");
    fs::read(&path).map_err(|it| Problem::file(&path, &it))
}
