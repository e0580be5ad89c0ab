//! The banner of the sandbox: that nothing here is real, what time it is there, and its controls.

use cmk_console::sandbox::port::{Control, SimClock};
use leptos::prelude::*;

use super::faults::Faults;
use crate::backend::Simulation;
use crate::clock::Clock;
use crate::ui::{ConfirmDialog, Icon, unique};

/// On every page of somebody in the sandbox.
#[component]
pub fn SandboxBanner() -> impl IntoView {
    let now = Clock::expect().now();
    view! {
        <section class="sandbox" aria-label="Sandbox">
            <strong class="sandbox__word">
                <Icon icon=Icon::Sandbox/>
                "Sandbox"
            </strong>
            <span class="sandbox__note">
                "Simulated Azure"
                <span class="sandbox__long">": nothing you do here reaches a real subscription"</span>
            </span>
            <span class="sandbox__clock numeric">{move || now.get().day_and_clock()}</span>
            <Speed/>
            <Faults/>
            <Reset/>
        </section>
    }
}

/// How fast simulated time passes.
#[component]
fn Speed() -> impl IntoView {
    let simulation = Simulation::expect();
    let standing = simulation.standing();
    let speed = Memo::new(move |_| {
        standing.track();
        simulation.speed()
    });
    let name = unique("speed");
    let options: Vec<_> = SimClock::SPEEDS
        .into_iter()
        .map(|it| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        value=it.to_string()
                        prop:checked=move || speed.get() == it
                        on:change=move |_| simulation.set_speed(it)
                    />
                    {format!("{it}×")}
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="speed">
            <legend class="visually-hidden">"Speed of simulated time"</legend>
            {options}
        </fieldset>
    }
}

/// Everything back to the beginning, for every tab.
#[component]
fn Reset() -> impl IntoView {
    let simulation = Simulation::expect();
    let is_open = RwSignal::new(false);
    let reset = move |()| {
        is_open.set(false);
        simulation.use_control(Control::Reset);
    };
    view! {
        <button class="sandbox__button" type="button" on:click=move |_| is_open.set(true)>
            "Reset"
        </button>
        <ConfirmDialog
            title="Reset the sandbox?"
            open=is_open
            close=move |()| is_open.set(false)
            confirm=reset
            go_on="Reset the sandbox"
            keep="Keep it as it is"
        >
            <p>
                "Everything that was made or changed in the simulated Azure is gone, for every tab and every person, and so are their operations. It begins again with the resources of the first day."
            </p>
        </ConfirmDialog>
    }
}
