//! What this tab knows of the runs, kept in step with the database and the other tabs.

use std::sync::Arc;

use cmk_console::plan::{Event, Run};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attend::Attended;
use super::{Driver, Runs, drive};
use crate::platform::database::Refused;
use crate::platform::locks::How;
use crate::store::{Owner, RunStore};

impl Runs {
    pub(super) async fn take_up(self, owner: Owner, stay: u32) -> Result<(), Refused> {
        let store = RunStore::open(owner).await?;
        let days = self.backend.config().run_retention_days;
        store.prune(drive::forgotten_before(days)).await?;
        let all = store.all().await?;
        if stay != self.stay() {
            return Ok(());
        }
        let unfinished: Vec<String> = all
            .iter()
            .filter(|it| it.outcome.is_none())
            .map(|it| it.id.clone())
            .collect();
        self.all.set(all.into_iter().map(Arc::new).collect());
        self.inside.update_value(|it| it.store = Some(store));
        for id in unfinished {
            self.attend(&id, How::IfFree);
        }
        Ok(())
    }

    /// Forgets the runs of the person that have ended; false when the browser would not.
    pub async fn forget_ended(self) -> bool {
        let Some(store) = self.inside.with_value(|it| it.store.clone()) else {
            return false;
        };
        match store.forget_ended().await {
            Ok(()) => {
                self.all.update(|all| all.retain(|it| it.outcome.is_none()));
                true
            }
            Err(refused) => {
                self.not_kept(&refused.0);
                false
            }
        }
    }

    pub(super) fn attend(self, id: &str, how: How) {
        let Some(attended) = self.attended(id) else {
            return;
        };
        spawn_local(attended.attend(how));
    }

    /// What this tab holds of a run, made when it has nothing yet.
    fn attended(self, id: &str) -> Option<Attended> {
        let store = self.inside.with_value(|it| it.store.clone())?;
        let new = Attended::new(self, self.backend, store, id);
        self.inside.try_update_value(|it| {
            let kept = it.attended.entry(id.to_owned()).or_insert(new);
            kept.clone()
        })
    }

    pub(super) fn tell(self, id: &str, command: Event) {
        let driver = self.driver(id).get_untracked();
        let wanted = match &command {
            Event::TryAgain => driver != Driver::Elsewhere,
            _ => driver == Driver::Here,
        };
        if let Some(attended) = self.attended(id).filter(|_| wanted) {
            attended.tell(command);
            if driver == Driver::Nobody {
                self.attend(id, How::IfFree);
            }
        }
    }

    /// Another tab has kept a run.
    pub(super) fn heard(self, id: String) {
        let Some(store) = self.inside.with_value(|it| it.store.clone()) else {
            return;
        };
        let stay = self.stay();
        spawn_local(async move {
            let Ok(Some(run)) = store.get(&id).await else {
                return;
            };
            if stay != self.stay() {
                return;
            }
            let is_at_work = run.outcome.is_none();
            let known = self.drivers.read_untracked().get(&id).copied();
            self.show(run);
            if is_at_work && known.is_none_or(|it| it == Driver::Nobody) {
                self.attend(&id, How::IfFree);
            }
        });
    }

    pub(super) fn show(self, run: Run) {
        let run = Arc::new(run);
        self.all
            .update(|all| match all.iter_mut().find(|it| it.id == run.id) {
                Some(kept) => *kept = run,
                None => all.insert(0, run),
            });
    }

    pub(super) fn tell_others(self, id: &str) {
        self.inside.with_value(|it| {
            if let Some(channel) = &it.channel {
                channel.say(id);
            }
        });
    }

    pub(super) fn not_kept(self, why: &str) {
        self.trouble.set(Some(format!(
            "This browser does not keep what a run does ({why}), so nothing is sent. Make room for this site, then reload the page."
        )));
    }

    pub(super) fn stay(self) -> u32 {
        self.inside.with_value(|it| it.stay)
    }
}
