//! Builds what a browser loads, with Trunk.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use pico_args::Arguments;

use crate::paths;
use crate::problem::Problem;
use crate::process::{follow, program, run};

/// How the console is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// As deployed: what the tests load, and what is measured.
    Release,
    /// Quick to build again, large, and slow.
    Dev,
}

impl Profile {
    /// The profile that the option `--dev` chooses.
    pub fn take(arguments: &mut Arguments) -> Self {
        if arguments.contains("--dev") {
            Self::Dev
        } else {
            Self::Release
        }
    }
}

/// Who hears the builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The person, as it goes.
    Aloud,
    /// Nobody, unless it fails.
    Quiet,
}

/// What a build depends on. The lock file of npm is there for wasm-opt and MSAL.
const SOURCES: &[&str] = &[
    "src",
    "style",
    "auth",
    "index.html",
    "boot.js",
    "config.json",
    "Trunk.toml",
    ".cargo/config.toml",
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "rust-toolchain.toml",
];

/// What the two binaries depend on.
const RUST_SOURCES: &[&str] = &["src", "Cargo.toml", "Cargo.lock"];

/// Files of MSAL that are served as they are: their names in `vendor`, and where npm puts them.
const VENDORED: &[(&str, &str)] = &[
    ("msal-browser.min.js", "lib/msal-browser.min.js"),
    (
        "msal-redirect-bridge.min.js",
        "lib/redirect-bridge/msal-redirect-bridge.min.js",
    ),
];

const MEND: &str =
    "The messages above say where; `cargo xtask test native` finds most causes faster.";

/// Builds the console, unless the last build is of the same sources. Gives the folder.
pub fn build(profile: Profile, voice: Voice) -> Result<PathBuf, Problem> {
    let folder = match profile {
        Profile::Release => paths::in_root("dist"),
        Profile::Dev => paths::in_root("target/dist-dev"),
    };
    let sources = fingerprint(SOURCES)?;
    // Trunk empties the folder, so a build by anybody else takes the stamp away.
    let stamp = folder.join(".sources");
    if fs::read_to_string(&stamp).is_ok_and(|it| it == sources) {
        return Ok(folder);
    }
    let mut trunk = trunk(profile, &folder)?;
    match voice {
        Voice::Aloud => {
            eprintln!("Building the console; the first time this takes minutes");
            run(&mut trunk, "Building the console", MEND)?;
        }
        Voice::Quiet => {
            follow(&mut trunk, "Building the console")
                .map_err(|said| said.problem("Building the console", MEND))?;
        }
    }
    vendored_as_published(&folder)?;
    fs::write(&stamp, sources).map_err(|it| Problem::file(&stamp, &it))?;
    Ok(folder)
}

/// Signing in runs on files whose hashes npm has checked against the lock file; a build tool that
/// changes a byte of them has made something that nobody has published.
fn vendored_as_published(folder: &Path) -> Result<(), Problem> {
    let read = |path: &Path| fs::read(path).map_err(|it| Problem::file(path, &it));
    for (name, published) in VENDORED {
        let copy = folder.join("vendor").join(name);
        let published = paths::in_root("node_modules/@azure/msal-browser").join(published);
        if read(&copy)? != read(&published)? {
            let what = format!("{} is not the file that was published.", copy.display());
            return Err(Problem::new(
                what,
                "Delete dist and node_modules, then run the command again.",
            ));
        }
    }
    Ok(())
}

fn trunk(profile: Profile, folder: &Path) -> Result<Command, Problem> {
    let mut trunk = program("trunk");
    // Its warnings are about a minifier that does not know every module; cargo's own are shown.
    trunk.args(["--log", "error", "build", "--offline", "--dist"]);
    trunk.arg(folder);
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    // The worker says it, the page compares it: their files could be of two builds.
    trunk.env("CMK_BUILD_ID", fingerprint(RUST_SOURCES)?);
    // Where Trunk was when cargo failed says nothing about why.
    trunk.env("RUST_BACKTRACE", "0");
    Ok(trunk)
}

/// A short name for the content of files and folders.
fn fingerprint(sources: &[&str]) -> Result<String, Problem> {
    let mut hasher = DefaultHasher::new();
    for source in sources {
        hash(&paths::in_root(source), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Problem> {
    let failed = |it| Problem::file(path, &it);
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(failed)?;
        let paths: Result<Vec<_>, _> = entries.map(|it| it.map(|it| it.path())).collect();
        let mut paths = paths.map_err(failed)?;
        paths.sort();
        return paths.iter().try_for_each(|it| hash(it, hasher));
    }
    path.hash(hasher);
    fs::read(path).map_err(failed)?.hash(hasher);
    Ok(())
}
