//! Runs that a person wants to be told of when they end, while this tab is open.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Runs;
use crate::platform::notification;

/// A run that usually takes longer is worth a notification, in seconds.
const LONG: u32 = 3600;

impl Runs {
    /// Whether a run usually takes so long that nobody watches it.
    pub fn is_long(self, id: &str) -> bool {
        let all = self.all.read_untracked();
        let run = all.iter().find(|it| it.id == id);
        run.is_some_and(|it| it.plan.expected() > LONG)
    }

    /// Tells the person when this run has ended.
    pub fn tell_at_the_end(self, id: &str) {
        self.told.update(|it| {
            it.insert(id.to_owned());
        });
    }

    /// Whether the person will be told of this run.
    pub fn will_tell(self, id: &str) -> Signal<bool> {
        let (told, id) = (self.told, id.to_owned());
        Signal::derive(move || told.read().contains(&id))
    }

    /// Looks at every change of the runs for ends that somebody waits for. What is shown on a
    /// screen that others may see names no resource.
    pub(super) fn tell_of_ends(self) {
        Effect::new(move |_| {
            let all = self.all.read();
            let told = self.told.read();
            let ended: BTreeSet<String> = all
                .iter()
                .filter(|it| it.outcome.is_some() && told.contains(&it.id))
                .map(|it| it.id.clone())
                .collect();
            drop((all, told));
            if ended.is_empty() {
                return;
            }
            self.told.update(|it| it.retain(|id| !ended.contains(id)));
            let title = match ended.len() {
                1 => "A run has ended".to_owned(),
                many => format!("{many} runs have ended"),
            };
            notification::show(&title, "Open cmk-console to see how.");
        });
    }
}
