//! `cargo xtask headers`: header files for the hosts a console is deployed to.

mod nginx;
mod static_web_apps;

use std::fs;
use std::path::PathBuf;

use cmk_console::deployment::{Policy, Transport};
use pico_args::Arguments;

use crate::config;
use crate::paths;
use crate::problem::{Problem, nothing_left};

/// Writes one file per host, from a configuration.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let file: Option<PathBuf> = arguments.opt_value_from_str("--config")?;
    let folder: Option<PathBuf> = arguments.opt_value_from_str("--out")?;
    nothing_left(arguments)?;
    let config = config::read(&file.unwrap_or_else(|| paths::in_root("config.json")))?;
    let folder = folder.unwrap_or_else(|| paths::in_root("target/headers"));
    fs::create_dir_all(&folder).map_err(|it| Problem::file(&folder, &it))?;

    let policy = Policy::new(&config, Transport::Https);
    let files = [
        ("nginx.conf", nginx::render(&policy)),
        ("staticwebapp.config.json", static_web_apps::render(&policy)),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|it| Problem::file(&path, &it))?;
        println!("{}", path.display());
    }
    Ok(())
}
