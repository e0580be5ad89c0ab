//! Reads `config.json` and the names of clouds for commands; what they mean is the core's.

use std::fs;
use std::path::Path;

use cmk_console::arm::Cloud;
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

/// The cloud with this name.
pub fn cloud(name: &str) -> Result<Cloud, Problem> {
    Cloud::named(name).ok_or_else(|| {
        let names: Vec<_> = Cloud::names().collect();
        Problem::new(
            format!("There is no cloud {name}."),
            format!("The clouds are {}.", names.join(", ")),
        )
    })
}
