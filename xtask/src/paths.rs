//! Where things lie in the project.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// The project's root.
pub fn root() -> &'static Path {
    // xtask lies one folder below the root, and runs where it was built.
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// A path below the root.
pub fn in_root(path: &str) -> PathBuf {
    root().join(path)
}

/// The tools that set-up builds.
pub fn tools() -> PathBuf {
    in_root("target/tools")
}

/// A folder of our own below `target`, made when it is missing.
pub fn made(path: &str) -> Result<PathBuf, Problem> {
    let folder = in_root(path);
    std::fs::create_dir_all(&folder).map_err(|it| Problem::file(&folder, &it))?;
    Ok(folder)
}

/// The search path with the project's own tools in front.
pub fn search_path() -> OsString {
    let own = [tools().join("bin"), in_root("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(env::split_paths(&inherited));
    // Only a path with a separator in it cannot be joined, and then the inherited one still works.
    env::join_paths(all).unwrap_or(inherited)
}
