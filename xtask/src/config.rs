//! Reads `config.json` for commands; what it means is the core's.

use std::fs;
use std::path::Path;

use cmk_console::config::Config;

use crate::problem::Problem;

/// The configuration in a file.
pub fn read(path: &Path) -> Result<Config, Problem> {
    let text = fs::read_to_string(path).map_err(|it| Problem::file(path, &it))?;
    Config::parse(&text).map_err(|unusable| {
        Problem::new(
            format!("{} cannot be used: {unusable}.", path.display()),
            "Correct the file; the repository's own config.json is an example.",
        )
    })
}
