//! The question for a key: pasted in any form, or picked from a vault.

use cmk_console::keys::KeyUri;
use leptos::prelude::*;

use super::key_picker::KeyPicker;
use super::question::Asked;
use crate::backend::Backend;
use crate::ui::{Button, ButtonKind, ButtonSize, Icon, InputKind, TextField};

/// A key identifier, with what it says in words.
#[component]
pub(super) fn KeyField(asked: Asked) -> impl IntoView {
    let cloud = StoredValue::new(Backend::expect().cloud());
    let picking = RwSignal::new(false);
    let value = asked.value();
    let help = move || {
        let pasted = KeyUri::parse(&value.read(), &cloud.read_value()).ok();
        pasted.map(|it| meaning(&it.key)).or_else(|| asked.help())
    };
    let pick = move || {
        (!asked.read_only.get()).then(|| {
            view! {
                <div class="cluster">
                    <Button
                        label="Pick from a vault"
                        press=move |()| picking.set(true)
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon=Icon::Vault
                    />
                </div>
            }
        })
    };
    view! {
        <TextField
            label=asked.label()
            value=value
            change=move |answer| asked.set(answer)
            kind=InputKind::Code
            help=help
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
            after=move || view! { {pick} }
        />
        <KeyPicker
            open=picking
            close=move |()| picking.set(false)
            pick=move |key: String| {
                asked.set(key);
                picking.set(false);
            }
            known=asked.known
            resource_href=asked.hrefs.resource
        />
    }
    .into_any()
}

fn meaning(key: &KeyUri) -> String {
    let which = match key.version() {
        None => "whichever version is the newest".to_owned(),
        Some(version) => format!("version {}", version.short()),
    };
    let (name, vault) = (key.name(), key.vault_name());
    format!("{name} in the {} {vault}, {which}.", key.kind().label())
}
