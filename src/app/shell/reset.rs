//! Everything back to the beginning, or to another one, for every tab.

use cmk_console::sandbox::port::{Control, Scenario};
use leptos::prelude::*;

use crate::backend::Simulation;
use crate::ui::{Choice, ConfirmDialog, RadioField};

/// Each beginning, as its name in addresses and files, and what it holds.
const BEGINNINGS: [(Scenario, &str, &str, &str); 2] = [
    (
        Scenario::Everyday,
        "everyday",
        "An Azure at work",
        "Resources, vaults and keys, well kept and not.",
    ),
    (
        Scenario::NothingSetUp,
        "nothing-set-up",
        "Nothing set up",
        "Empty resource groups: set everything up yourself.",
    ),
];

/// The button of the banner.
#[component]
pub fn Reset() -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <button class="sandbox__button" type="button" on:click=move |_| is_open.set(true)>
            "Reset"
        </button>
        <ResetDialog open=is_open/>
    }
}

/// The question before it.
#[component]
pub fn ResetDialog(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let simulation = Simulation::expect();
    let standing = simulation.standing();
    let chosen = RwSignal::new(Scenario::default());
    Effect::new(move |_| {
        if open.get() {
            let current = standing.with_untracked(|it| it.as_ref().map(|it| it.scenario));
            chosen.set(current.unwrap_or_default());
        }
    });
    let reset = move |()| {
        open.set(false);
        let scenario = Some(chosen.get_untracked());
        simulation.use_control(Control::Reset { scenario });
    };
    view! {
        <ConfirmDialog
            title="Reset the sandbox?"
            open=open
            close=move |()| open.set(false)
            confirm=reset
            go_on="Reset the sandbox"
            keep="Keep it as it is"
        >
            <div class="stack">
                <p>
                    "Everything that was made or changed in the simulated Azure is gone, for every tab and every person, and so are their operations."
                </p>
                <Beginning chosen=chosen/>
            </div>
        </ConfirmDialog>
    }
}

/// What it begins with.
#[component]
fn Beginning(chosen: RwSignal<Scenario>) -> impl IntoView {
    let choices = BEGINNINGS.map(|(_, name, label, help)| Choice::new(name, label).help(help));
    let name = move || {
        let row = BEGINNINGS.iter().find(|it| it.0 == chosen.get());
        row.map_or("", |it| it.1).to_owned()
    };
    let choose = move |name: String| {
        if let Some(row) = BEGINNINGS.iter().find(|it| it.1 == name) {
            chosen.set(row.0);
        }
    };
    view! {
        <RadioField
            label="What it begins with"
            options=Signal::stored(choices.to_vec())
            value=Signal::derive(name)
            change=choose
        />
    }
}
