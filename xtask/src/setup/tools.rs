//! Trunk and wasm-bindgen, built from source below `target/tools`.

use std::fs;
use std::io::ErrorKind;
use std::process::Command;

use super::{Found, Item, version_in};
use crate::paths;
use crate::problem::Problem;
use crate::process::{answer, follow, program};

/// 0.22 needs a newer Rust than ours.
const TRUNK_VERSION: &str = "0.21.14";

/// The command that turns rustc's WebAssembly into something a browser loads.
pub const WASM_BINDGEN: Item = Item {
    name: "wasm-bindgen",
    look: || look("wasm-bindgen", &wasm_bindgen_version()?),
    get: || install("wasm-bindgen-cli", &wasm_bindgen_version()?, &[]),
    takes: "one or two minutes on two cores",
};

/// The builder of `dist`.
pub const TRUNK: Item = Item {
    name: "Trunk",
    look: || look("trunk", TRUNK_VERSION),
    get: || {
        // Without its default features it needs no OpenSSL, and cannot update itself.
        let features = ["--no-default-features", "--features", "rustls"];
        install("trunk", TRUNK_VERSION, &features)?;
        clear()
    },
    takes: "three to eight minutes on two cores",
};

fn look(name: &str, wanted: &str) -> Result<Found, Problem> {
    let said = answer(program(name).arg("--version"));
    Ok(match said.as_deref().and_then(version_in) {
        Some(version) if version == wanted => Found::Ready,
        Some(version) => Found::Missing(format!("{version} is there, {wanted} is needed")),
        None => Found::Missing(format!("{wanted} is not installed")),
    })
}

/// Builds a tool, as locked by its authors, or with today's crates where a registry has not all of
/// the locked ones.
fn install(package: &str, version: &str, options: &[&str]) -> Result<(), Problem> {
    let what = format!("Building {package} {version}");
    let locked = follow(
        cargo_install(package, version, options).arg("--locked"),
        &what,
    );
    let Err(said) = locked else { return Ok(()) };
    let outcome = if said.network() {
        Err(said)
    } else {
        follow(&mut cargo_install(package, version, options), &what)
    };
    outcome.map(drop).map_err(|said| {
        said.problem(
            &what,
            &format!("`cargo install {package} --version {version}` builds it by hand."),
        )
    })
}

/// Takes away what building the tools left: more than a gigabyte. Kept until both are there, for the
/// crates they share and for a set-up that was interrupted.
fn clear() -> Result<(), Problem> {
    let left = paths::tools().join("build");
    match fs::remove_dir_all(&left) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Problem::file(&left, &error)),
        _ => Ok(()),
    }
}

fn cargo_install(package: &str, version: &str, options: &[&str]) -> Command {
    let mut cargo = program("cargo");
    cargo
        .args(["install", package, "--version", version, "--root"])
        .arg(paths::tools())
        .args(options)
        .env("CARGO_TARGET_DIR", paths::tools().join("build"))
        // A tool that runs for a second is not worth minutes of optimisation.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    cargo
}

/// The command and the crate must be of one version, and the lock file says which.
fn wasm_bindgen_version() -> Result<String, Problem> {
    let path = paths::in_root("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|it| Problem::file(&path, &it))?;
    version_of("wasm-bindgen", &lock).ok_or_else(|| {
        Problem::new(
            "Cargo.lock names no wasm-bindgen.",
            "Bring Cargo.lock back as committed: git checkout Cargo.lock",
        )
    })
}

fn version_of(package: &str, lock: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|it| *it != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_says_which_version_a_package_has() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_of("wasm-bindgen", lock).as_deref(), Some("0.2.130"));
        assert_eq!(version_of("serde", lock), None);
    }

    #[test]
    fn the_project_s_own_lock_file_is_read() {
        assert!(wasm_bindgen_version().is_ok_and(|it| it.starts_with("0.2.")));
    }
}
