//! What Rust needs: a C compiler for linking, the WebAssembly target, and the crates.

use std::env;

use super::{Found, Item};
use crate::problem::Problem;
use crate::process::{answer, follow, program};

const WASM: &str = "wasm32-unknown-unknown";

/// A C compiler, which links every native program and builds parts of Trunk.
pub const COMPILER: Item = Item {
    name: "C compiler",
    look: look_for_compiler,
    get: || Ok(()),
    takes: "",
};

/// The standard library for WebAssembly.
pub const TARGET: Item = Item {
    name: "Rust target wasm32-unknown-unknown",
    look: look_for_target,
    get: add_target,
    takes: "seconds",
};

/// The sources of every crate in Cargo.lock, because the build itself never downloads.
pub const CRATES: Item = Item {
    name: "Rust crates",
    look: look_for_crates,
    get: fetch_crates,
    takes: "up to a minute",
};

fn look_for_compiler() -> Result<Found, Problem> {
    let named = env::var("CC").ok();
    let candidates = named.as_deref().into_iter().chain(["cc", "gcc", "clang"]);
    for it in candidates {
        if answer(program(it).arg("--version")).is_some() {
            return Ok(Found::Ready);
        }
    }
    Err(Problem::new(
        "There is no C compiler.",
        "Debian, Ubuntu: apt-get install build-essential\n\
         Fedora: dnf install gcc\n\
         macOS: xcode-select --install",
    ))
}

fn look_for_target() -> Result<Found, Problem> {
    let sysroot = answer(program("rustc").args(["--print", "sysroot"])).ok_or_else(|| {
        Problem::new(
            "rustc does not run.",
            "Install Rust with rustup: https://rustup.rs",
        )
    })?;
    let library = std::path::Path::new(&sysroot)
        .join("lib/rustlib")
        .join(WASM);
    if library.join("lib").is_dir() {
        return Ok(Found::Ready);
    }
    Ok(Found::Missing("not installed".into()))
}

fn add_target() -> Result<(), Problem> {
    follow(
        program("rustup").args(["target", "add", WASM]),
        "Adding the target",
    )
    .map(drop)
    .map_err(|said| {
        said.problem(
            "Adding the Rust target wasm32-unknown-unknown",
            "Install it with rustup (https://rustup.rs): rustup target add wasm32-unknown-unknown",
        )
    })
}

fn look_for_crates() -> Result<Found, Problem> {
    let complete = answer(program("cargo").args(["fetch", "--locked", "--offline", "--quiet"]));
    Ok(match complete {
        Some(_) => Found::Ready,
        None => Found::Missing("not all downloaded".into()),
    })
}

fn fetch_crates() -> Result<(), Problem> {
    follow(
        program("cargo").args(["fetch", "--locked"]),
        "Downloading crates",
    )
    .map(drop)
    .map_err(|said| {
        said.problem(
            "Downloading the Rust crates",
            "When Cargo.lock is out of date, `cargo check` mends it.",
        )
    })
}
