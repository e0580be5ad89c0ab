//! From answers to a plan: reads what the action wants to know, and plans again when either
//! changes.

use std::time::Duration;

use cmk_console::arm::ResourceId;
use cmk_console::form::{Answers, Invalid};
use cmk_console::plan::Plan;
use cmk_console::resources::Action;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::backend::PageFacts;

/// A person who types is not planned for with every letter.
const PAUSE: Duration = Duration::from_millis(300);

/// The plan for the answers on screen.
#[derive(Clone, Copy)]
pub struct Planning {
    known: PageFacts,
    plan: RwSignal<Option<Plan>>,
    invalid: RwSignal<Option<Invalid>>,
    busy: RwSignal<bool>,
    /// Counts changes of the facts; the second is the count a plan has seen.
    versions: StoredValue<(u64, u64)>,
}

impl Planning {
    /// Plans whenever the answers are complete, and whenever the facts behind the plan were read
    /// again.
    pub fn new(
        known: PageFacts,
        action: &'static dyn Action,
        target: Option<ResourceId>,
        answers: Signal<Option<Answers>>,
    ) -> Planning {
        let planning = Planning {
            known,
            plan: RwSignal::new(None),
            invalid: RwSignal::new(None),
            busy: RwSignal::new(false),
            versions: StoredValue::new((0, 0)),
        };
        Effect::new(move |_| {
            known.facts().track();
            planning.versions.update_value(|it| it.0 += 1);
        });
        let waiting: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
        let target = StoredValue::new(target);
        Effect::new(move |before: Option<Option<Answers>>| {
            let now = answers.get();
            if before.as_ref() == Some(&now) {
                return now;
            }
            cancel(waiting);
            let Some(complete) = now.clone() else {
                planning.forget();
                return now;
            };
            planning.busy.set(true);
            let begin = move || planning.begin(action, target.get_value(), complete);
            waiting.set_value(set_timeout_with_handle(begin, PAUSE).ok());
            now
        });
        Effect::new(move |_| {
            let is_still = !known.is_reading().get() && !planning.busy.get();
            let (now, seen) = planning.versions.get_value();
            if is_still
                && now != seen
                && let Some(complete) = answers.get_untracked()
            {
                planning.begin(action, target.get_value(), complete);
            }
        });
        on_cleanup(move || cancel(waiting));
        planning
    }

    /// The plan, once there is one.
    pub fn plan(self) -> Signal<Option<Plan>> {
        self.plan.into()
    }

    /// The answer that planning found to be wrong.
    pub fn invalid(self) -> Signal<Option<Invalid>> {
        self.invalid.into()
    }

    /// Whether the plan on screen may be out of date.
    pub fn is_busy(self) -> Signal<bool> {
        let (busy, known) = (self.busy, self.known);
        Signal::derive(move || busy.get() || known.is_reading().get())
    }

    fn forget(self) {
        self.busy.set(false);
        self.plan.set(None);
        self.invalid.set(None);
    }

    fn begin(self, action: &'static dyn Action, target: Option<ResourceId>, answers: Answers) {
        self.busy.set(true);
        spawn_local(async move {
            // Nothing came: newer answers are being planned for, and they will be told.
            let Some(planned) = self.known.plan(action, target, answers).await else {
                return;
            };
            self.versions.try_update_value(|it| it.1 = it.0);
            let (plan, invalid) = match planned {
                Ok(plan) => (Some(plan), None),
                Err(invalid) => (None, Some(invalid)),
            };
            self.plan.try_set(plan);
            self.invalid.try_set(invalid);
            self.busy.try_set(false);
        });
    }
}

fn cancel(waiting: StoredValue<Option<TimeoutHandle>>) {
    if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
        handle.clear();
    }
}
