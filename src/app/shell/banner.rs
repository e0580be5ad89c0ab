//! The banner of the sandbox: that nothing here is real, what time it is there, and its controls.

use cmk_console::sandbox::port::SimClock;
use leptos::prelude::*;

use super::faults::Faults;
use super::reset::Reset;
use crate::backend::Simulation;
use crate::clock::Clock;
use crate::ui::{Icon, unique};

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
