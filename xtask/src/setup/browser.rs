//! Chromium, the system's own.

use std::env;
use std::path::{Path, PathBuf};

use super::{Found, Item};
use crate::paths;
use crate::problem::Problem;
use crate::process::{Said, answer, follow, program};

/// Chromium or Chrome, for the browser tests.
pub(super) const CHROMIUM: Item = Item {
    name: "Chromium",
    look,
    get,
    takes: "a minute or two, through the system's packages",
};

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const HOW: &str = "Debian, as root: apt-get update && apt-get install chromium\n\
                   Fedora, as root: dnf install chromium\n\
                   macOS: brew install --cask chromium\n\
                   Elsewhere: install Chromium or Chrome, and name it: CHROMIUM=/path/to/chrome";

/// The program to start, the one in the variable `CHROMIUM` first.
pub fn chromium() -> Result<Option<PathBuf>, Problem> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return match runs(Path::new(&named)) {
            Some(program) => Ok(Some(program)),
            None => Err(Problem::new(
                format!("CHROMIUM names {}, which does not run.", named.display()),
                "Correct the variable, or unset it to have a browser looked for.",
            )),
        };
    }
    Ok(NAMES.iter().find_map(|it| runs(Path::new(it))))
}

/// The whole path of a browser that runs. Some systems have a stand-in that only prints where to
/// get the real one, so it must say its version.
fn runs(name: &Path) -> Option<PathBuf> {
    let path = env::split_paths(&paths::search_path())
        // Joining an absolute name gives that name.
        .map(|folder| folder.join(name))
        .find(|it| it.is_file())?;
    answer(program(&path).arg("--version"))
        .is_some_and(|it| it.contains("Chrom"))
        .then_some(path)
}

fn look() -> Result<Found, Problem> {
    if chromium()?.is_some() {
        return Ok(Found::Ready);
    }
    if can_install() {
        return Ok(Found::Missing("not installed".into()));
    }
    Err(Problem::new("There is no Chromium or Chrome.", HOW))
}

fn can_install() -> bool {
    let root = answer(program("id").arg("-u")).is_some_and(|it| it == "0");
    root && Path::new("/etc/debian_version").exists()
}

fn get() -> Result<(), Problem> {
    // It succeeds even when some list could not be fetched; the reason is worth keeping.
    let updated = apt(&["update"]).map_err(|it| told(&it))?;
    let install = ["install", "--yes", "chromium"];
    let Err(first) = apt(&install) else {
        return Ok(());
    };
    if updated.network() || first.network() {
        return Err(told(&Said(updated.0 + &first.0)));
    }
    // An interrupted installation of something else stands in the way of every later one.
    follow(program("dpkg").args(["--configure", "-a"]), "Mending dpkg").map_err(|it| told(&it))?;
    apt(&["install", "--yes", "--fix-broken"]).map_err(|it| told(&it))?;
    apt(&install).map(drop).map_err(|it| told(&it))
}

fn apt(arguments: &[&str]) -> Result<Said, Said> {
    let mut apt = program("apt-get");
    apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    follow(&mut apt, "Installing Chromium")
}

fn told(said: &Said) -> Problem {
    said.problem("Installing Chromium with apt-get", HOW)
}
