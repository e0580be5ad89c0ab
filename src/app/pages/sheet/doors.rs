//! What cannot be taken back, or stops something, said before the button works.

use cmk_console::plan::{Consequence, Plan};
use leptos::prelude::*;

use crate::ui::{Banner, Tone};

/// A banner for each step with a consequence.
#[component]
pub(super) fn Doors(
    /// The plan.
    #[prop(into)]
    plan: Signal<Option<Plan>>,
) -> impl IntoView {
    let found = Memo::new(move |_| plan.read().as_ref().map(consequences).unwrap_or_default());
    let banner = |(title, consequence)| match consequence {
        Consequence::OneWayDoor(words) => {
            let title = format!("One-way door: {title}");
            view! { <Banner tone=Tone::Door title=title><p class="small">{words}</p></Banner> }
        }
        Consequence::Outage(words) => {
            let title = format!("Outage: {title}");
            view! { <Banner tone=Tone::Bad title=title><p class="small">{words}</p></Banner> }
        }
    };
    move || found.get().into_iter().map(banner).collect_view()
}

/// The consequences of a plan, each with the title of its step.
pub(super) fn consequences(plan: &Plan) -> Vec<(String, Consequence)> {
    let steps = plan.all_steps();
    let found = steps.filter_map(|it| Some((it.title.clone(), it.consequence.clone()?)));
    found.collect()
}
