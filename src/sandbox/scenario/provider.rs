//! Contoso keeps data for others too: its application is installed in Fabrikam, and granted nothing.
//!
//! It comes last, so that nothing that was there before has other IDs because of it.

use std::time::Duration;

use super::script::Script;
use crate::directory::graph;
use crate::resources::simulated::text;
use crate::sandbox::graph::{directory, installing};
use crate::sandbox::people::Directory;

/// What is new has arrived everywhere.
const ARRIVED: Duration = Duration::from_secs(900);

const PAGE: &str = "https://archive.contoso.example/installed";

pub(super) fn write(script: &mut Script) {
    let made = script.act("aiko", &graph::register("Contoso archive keys", PAGE));
    script.wait(ARRIVED);
    let (client, tenant) = (
        text(&made, "/appId"),
        Directory::Fabrikam.tenant(script.seed()),
    );
    // Somebody of Fabrikam has signed in to it.
    script.done(|stage| {
        let found = directory::application(stage, client).cloned();
        let found = found.ok_or("there is no such application")?;
        installing::install(stage, &found, &tenant);
        Ok(())
    });
    script.wait(ARRIVED);
}
