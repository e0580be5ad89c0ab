//! The name of something that is not there yet, in place of picking something that is.

use leptos::prelude::*;

use super::pick_field::Listed;
use super::question::Asked;
use crate::ui::{Button, ButtonKind, ButtonSize, TextField};

/// The name of something that the plan will make.
#[component]
pub(super) fn NewName(
    asked: Asked,
    listed: Signal<Listed>,
    naming: RwSignal<bool>,
) -> impl IntoView {
    let back = move |()| {
        naming.set(false);
        asked.set(String::new());
    };
    let help = move || {
        let value = asked.value().get();
        if value.is_empty() {
            return Some("The plan makes it, as its first step.".to_owned());
        }
        let is_there = match &*listed.read() {
            Listed::Offers(offers) => offers
                .iter()
                .any(|it| it.value.eq_ignore_ascii_case(&value)),
            _ => false,
        };
        Some(if is_there {
            format!("{value} exists already and is used as it is.")
        } else {
            format!("{value} is new: the plan makes it.")
        })
    };
    let after = move || {
        (!asked.read_only.get()).then(|| {
            view! {
                <div class="cluster">
                    <Button
                        label="Choose an existing one"
                        press=back
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                    />
                </div>
            }
        })
    };
    view! {
        <TextField
            label=format!("{}, new", asked.label())
            value=asked.value()
            change=move |answer| asked.set(answer)
            help=help
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
            after=move || view! { {after} }
        />
    }
    .into_any()
}
