//! `cargo xtask screenshots`: every page as people will see it, to look at.

use pico_args::Arguments;

use crate::bundle::{self, Profile, Voice};
use crate::paths;
use crate::playwright::playwright;
use crate::problem::{Problem, nothing_left};
use crate::setup;

/// Builds, and pictures every page into `target/screenshots`.
pub fn run(arguments: Arguments) -> Result<(), Problem> {
    nothing_left(arguments)?;
    setup::for_browser_tests()?;
    let folder = bundle::build(Profile::Release, Voice::Aloud)?;
    let pictures = paths::made("target/screenshots")?;
    let into = pictures.to_string_lossy();
    playwright(
        folder,
        &[],
        &[("CMK_SCREENSHOTS", &into)],
        "Picturing the pages",
    )?;
    println!("{into}");
    Ok(())
}
