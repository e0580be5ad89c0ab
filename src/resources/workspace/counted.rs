//! How often a workspace was linked: Azure counts, and only the activity log tells.

use std::time::Duration;

use super::link::WRITE;
use super::linked::{self, RULES};
use crate::arm::access::activity::{self, Changed};
use crate::arm::{Reading, Resource, ResourceId, Timestamp};
use crate::plan::{Check, Finding};
use crate::resources::Ask;

/// The time in which a workspace can be linked twice.
const PERIOD: Duration = Duration::from_secs(30 * 86_400);

/// How often the workspace was linked in the last 30 days; twice is the most.
pub(super) fn check(workspace: &Resource, ask: &Ask<'_>) -> Check {
    const ID: &str = "twice";
    let name = &workspace.name;
    let Some(read) = linked::log_read(ask) else {
        let words = format!("How often {name} was linked in 30 days is not known.");
        return Check::new(ID, Finding::Unknown, words);
    };
    let check = match activity::changes(&read, WRITE, ask.facts) {
        Reading::Found(all) => {
            let here = |it: &Changed| lies_below(&it.resource, &workspace.id);
            let mine: Vec<Changed> = all.into_iter().filter(here).collect();
            linkings(name, activity::within(&mine, PERIOD, ask.now))
        }
        _ => Check::new(
            ID,
            Finding::Unknown,
            format!("How often {name} was linked in 30 days is not known."),
        )
        .reason("The activity log could not be read. Azure refuses a third time."),
    };
    check.source(&RULES).as_of(ask.facts.as_of([&read]))
}

fn linkings(name: &str, (count, first): (usize, Option<Timestamp>)) -> Check {
    let again = first.map(|it| (it + PERIOD).day_and_clock());
    let again = again.unwrap_or_default();
    match count {
        0 => Check::new(
            "twice",
            Finding::Passed,
            format!("{name} was not linked in the last 30 days; twice is the most."),
        ),
        1 => Check::new(
            "twice",
            Finding::Warning,
            format!("{name} was linked once in the last 30 days, so this is the last time until {again}."),
        )
        .reason("Azure counts every link of a workspace, and refuses a third one in 30 days."),
        more => Check::new(
            "twice",
            Finding::Failed,
            format!("{name} was linked {more} times in the last 30 days, and cannot be linked before {again}."),
        )
        .reason("Azure counts every link of a workspace, and refuses a third one in 30 days."),
    }
}

fn lies_below(path: &str, above: &ResourceId) -> bool {
    ResourceId::parse(path).is_ok_and(|it| above.contains(&it))
}
