//! `cargo xtask serve`: from a clone to a console in the browser.

use cmk_console::config::Source;
use cmk_console::deployment::{Policy, Transport};
use pico_args::Arguments;

use crate::bundle::{self, Profile, Voice};
use crate::config;
use crate::problem::{Problem, nothing_left};
use crate::server::{Port, Running, SiteConfig};
use crate::setup;

const PORT: u16 = 8080;

/// Sets up, builds, and serves until it is ended.
pub fn run(mut arguments: Arguments) -> Result<(), Problem> {
    let port = arguments.opt_value_from_str("--port")?.unwrap_or(PORT);
    let profile = Profile::take(&mut arguments);
    nothing_left(arguments)?;
    // Claimed first: a taken port should not be news after minutes of building.
    let port = Port::claim(port)?;
    setup::for_build()?;
    let folder = bundle::build(profile, Voice::Aloud)?;
    let config = config::read(&folder.join("config.json"))?;
    let policy = Policy::new(&config, Transport::Loopback);
    let running = Running::start(folder, SiteConfig::OfFolder, policy, port)?;
    let with = match config.source {
        Source::Sandbox => "the sandbox",
        Source::Azure => "Azure",
        Source::Both => "the sandbox and Azure",
    };
    println!(
        "The console, with {with}: {}\nCtrl-C ends it.",
        running.address
    );
    running.forever()
}
