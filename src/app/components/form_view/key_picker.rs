//! Picking a key: a vault, a key in it, and a version of that key.

use cmk_console::arm::{Reading, ResourceId};
use leptos::prelude::*;

use super::picking::Picking;
use crate::backend::PageFacts;
use crate::ui::{Button, ButtonKind, Choice, Dialog, SelectField, unique};

/// A dialog that ends with a key identifier.
#[component]
pub(super) fn KeyPicker(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Closes it.
    #[prop(into)]
    close: Callback<()>,
    /// Takes the key identifier.
    #[prop(into)]
    pick: Callback<String>,
    /// Where vaults and keys are read.
    known: PageFacts,
    /// Where a vault is shown.
    resource_href: Callback<ResourceId, String>,
) -> impl IntoView {
    let picking = Picking::new(known);
    Effect::new(move |_| {
        if open.get() {
            known.want(picking.wanted());
        }
    });
    let missing = move || match picking.key_identifier() {
        Some(_) => None,
        None => Some("Choose a vault and a key first.".to_owned()),
    };
    let take = move |()| {
        if let Some(key) = picking.key_identifier() {
            pick.run(key);
        }
    };
    let reason = StoredValue::new(unique("why"));
    let actions = move || {
        view! {
            <Button label="Close" press=close/>
            <Button
                label="Use this key"
                press=take
                kind=ButtonKind::Primary
                unavailable=missing
                reason_id=reason.get_value()
            />
        }
    };
    view! {
        <Dialog title="Pick a key" open=open close=close actions=actions>
            <PickerFields picking=picking resource_href=resource_href/>
            <p class="visually-hidden" id=reason.get_value()>
                {missing}
            </p>
        </Dialog>
    }
}

#[component]
fn PickerFields(picking: Picking, resource_href: Callback<ResourceId, String>) -> impl IntoView {
    let vaults = Memo::new(move |_| picking.vaults());
    let keys = Memo::new(move |_| picking.keys());
    let versions = Memo::new(move |_| picking.versions());
    let to_vault = move |it: String| {
        picking.vault.set(it);
        picking.key.set(String::new());
        picking.version.set(String::new());
    };
    let to_key = move |it: String| {
        picking.key.set(it);
        picking.version.set(String::new());
    };
    // Another tab, so that what was chosen here stays.
    let vault_link = move || {
        let vault = picking.vault_id()?;
        let words = format!("Open {}, to create a key there", vault.name());
        Some(view! {
            <p class="small">
                <a href=resource_href.run(vault) target="_blank">
                    {words}
                    <span class="visually-hidden">" (opens in a new tab)"</span>
                </a>
            </p>
        })
    };
    let vault_help = move || {
        let unread = picking.unread();
        let names = unread.join(", ");
        (!unread.is_empty()).then(|| format!("Vaults are missing: {names} could not be read."))
    };
    view! {
        <SelectField
            label="Vault"
            options=move || vaults.get().into_found().unwrap_or_default()
            value=picking.vault
            change=to_vault
            placeholder=move || Some(first_line(&vaults.read(), "Choose a vault", "You can see no vault"))
            busy=move || busy(&vaults.read())
            help=vault_help
        />
        <SelectField
            label="Key"
            options=move || keys.get().into_found().unwrap_or_default()
            value=picking.key
            change=to_key
            placeholder=move || Some(match picking.vault.read().is_empty() {
                true => "First choose a vault".to_owned(),
                false => first_line(&keys.read(), "Choose a key", "This vault holds no key"),
            })
            busy=move || busy(&keys.read()).filter(|_| !picking.vault.read().is_empty())
            after=move || view! { {vault_link} }
        />
        <Show when=move || !picking.key.read().is_empty()>
            <SelectField
                label="Version"
                options=move || versions.get().into_found().unwrap_or_default()
                value=picking.version
                change=move |it| picking.version.set(it)
                placeholder="None: the newest is followed"
                busy=move || busy(&versions.read())
                help="Without a version, the service takes each new one by itself, where it can."
            />
        </Show>
    }
}

fn first_line(reading: &Reading<Vec<Choice>>, choose: &str, none: &str) -> String {
    match reading {
        Reading::Found(rows) if rows.is_empty() => none.to_owned(),
        Reading::Found(_) | Reading::NotRead | Reading::Missing => choose.to_owned(),
        Reading::Failed(_) => {
            let why = reading.why_unknown().unwrap_or_default();
            format!("Could not be read: {why}")
        }
    }
}

fn busy(reading: &Reading<Vec<Choice>>) -> Option<String> {
    matches!(reading, Reading::NotRead).then(|| "Reading from Azure".to_owned())
}
