//! Keys: those of every vault in sight, the one that expires first before the others.

use cmk_console::arm::{ResourceId, Timestamp};
use cmk_console::keys::PermissionModel;
use cmk_console::keys::vault::Vault;
use cmk_console::resources::inventory::{self, Inventory, KeyRow};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::by_expiry::{ExpiryChart, ExpiryTable};
use crate::backend::{Backend, PageFacts};
use crate::components::VerdictCell;
use crate::place::Place;
use crate::shell::Title;
use crate::ui::{
    Banner, Button, Column, Empty, Icon, InputKind, Loading, PageHead, Panel, PanelBody, Status,
    Strength, Table, TextField, Tone,
};

/// So many users of a key are named; the page of its vault leads to the others.
const NAMED: usize = 4;

/// The page of keys.
pub fn page() -> AnyView {
    Title::of_page(|| "Keys".to_owned());
    let known = PageFacts::new();
    let backend = Backend::expect();
    Effect::new(move |_| known.want(known.facts().with(inventory::reads)));
    let found = Memo::new(move |_| known.facts().with(|it| inventory::of(it, backend.now())));
    let again = move || {
        view! { <Button label="Read again" icon=Icon::Refresh press=move |()| known.again_all()/> }
    };
    view! {
        <PageHead title="Keys" meta=move || view! { <span>{move || looked_at(&found.read())}</span> } actions=again/>
        <div class="stack">
            <Unread found=found/>
            <div class="split">
                <Keys found=found now=backend.now()/>
                <div class="stack">
                    <ByExpiry found=found/>
                    <Vaults found=found/>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Where was looked, so that nothing counts as unused that was not looked for.
fn looked_at(found: &Inventory) -> String {
    let left_out = match found.left_out {
        0 => String::new(),
        count => format!("; {count} more subscriptions were not listed"),
    };
    match (found.is_opening, found.looked_at.as_slice()) {
        (true, _) | (false, []) => "Reading your subscriptions".to_owned(),
        (false, all) => format!("In {}{left_out}", all.join(", ")),
    }
}

/// What could not be read.
#[component]
fn Unread(found: Memo<Inventory>) -> impl IntoView {
    move || {
        let mut unread = found.read().unread.clone();
        unread.extend(
            found
                .read()
                .closed
                .iter()
                .map(|it| format!("the keys of {it}")),
        );
        (!unread.is_empty()).then(|| {
            view! {
                <Banner tone=Tone::Unknown title="Some lists could not be read" icon=Icon::Unknown>
                    <p class="small">
                        {format!("Missing here: {}. What uses a key may be among them.", unread.join(", "))}
                    </p>
                </Banner>
            }
        })
    }
}

#[component]
fn Keys(found: Memo<Inventory>, now: Timestamp) -> impl IntoView {
    let place = Place::expect();
    let filter = place.query("filter");
    let filter = Signal::derive(move || filter.get().unwrap_or_default());
    let rows = Memo::new(move |_| {
        let found = found.read();
        let kept = found.keys.iter().filter(|it| it.matches(&filter.read()));
        kept.cloned().collect::<Vec<_>>()
    });
    let is_opening = Memo::new(move |_| found.read().is_opening);
    let count = move || match (rows.read().len(), found.read().keys.len()) {
        (kept, all) if kept == all => Some(all.to_string()),
        (kept, all) => Some(format!("{kept} of {all}")),
    };
    let columns = || {
        vec![
            Column::new("key", "Key"),
            Column::new("state", "Newest version"),
            Column::new("expires", "Expires"),
            Column::new("users", "Used by"),
        ]
    };
    let content = move || {
        match (rows.read().is_empty(), is_opening.get()) {
        (true, true) => view! { <Loading word="Reading the vaults and their keys" rows=6/> }.into_any(),
        (true, false) => view! {
            <Empty icon=Icon::Key title="No key is called so">
                <p class="small">"Change the filter. Keys are created on the page of their vault."</p>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <Table caption="Every key" columns=columns()>
                {move || rows.get().into_iter().map(|it| row(it, now)).collect_view()}
            </Table>
        }
        .into_any(),
    }
    };
    view! {
        <Panel title="Keys" count=count body=PanelBody::Flush busy=is_opening>
            <div class="panel__body">
                <TextField
                    label="Filter"
                    value=filter
                    change=move |text: String| place.set_query("filter", &text)
                    kind=InputKind::Search
                    help="Words of the key, its vault, its state, when it expires or what uses it."
                />
            </div>
            {content}
        </Panel>
    }
    .into_any()
}

fn row(it: KeyRow, now: Timestamp) -> impl IntoView {
    let href = Route::Resource(it.vault.clone()).path();
    let expires = it.expires.map_or_else(
        || "never".to_owned(),
        |at| match at.since(now).as_secs() / 86_400 {
            _ if at <= now => at.day(),
            days => format!("{}, in {days} days", at.day()),
        },
    );
    let expires = if it.version.is_empty() {
        String::new()
    } else {
        expires
    };
    let rotates = (it.rotates == Some(true))
        .then(|| view! { <span class="muted small">"renews itself"</span> });
    let version =
        (!it.version.is_empty()).then(|| view! { <code class="small">{it.version}</code> });
    view! {
        <tr>
            <th scope="row" data-wrap="">
                <a href=href>{it.name}</a>
                <br/>
                <span class="muted small">{it.vault.name().to_owned()}</span>
            </th>
            <td><VerdictCell verdict=it.verdict/> " " {version}</td>
            <td>{expires} " " {rotates}</td>
            <td data-wrap="">{users(it.users)}</td>
        </tr>
    }
}

fn users(users: Vec<ResourceId>) -> AnyView {
    if users.is_empty() {
        return view! { <span class="muted">"nothing that was looked at"</span> }.into_any();
    }
    let more = users.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    let link = |id: ResourceId| {
        let name = id.name().to_owned();
        view! { <a href=Route::Resource(id).path()>{name}</a> " " }
    };
    let links = users.into_iter().take(NAMED).map(link).collect_view();
    view! { {links} {more} }.into_any()
}

/// How many keys expire when; the filter of the page takes each span of time.
#[component]
fn ByExpiry(found: Memo<Inventory>) -> impl IntoView {
    view! {
        <Panel title="By time to expiry" body=PanelBody::Flush>
            <ExpiryChart found=found/>
            <ExpiryTable found=found/>
        </Panel>
    }
    .into_any()
}

#[component]
fn Vaults(found: Memo<Inventory>) -> impl IntoView {
    let columns = || vec![Column::new("vault", "Vault"), Column::new("state", "State")];
    view! {
        <Panel title="Vaults" body=PanelBody::Flush>
            <Table caption="Every vault" columns=columns()>
                {move || found.read().vaults.iter().map(vault).collect_view()}
            </Table>
        </Panel>
    }
    .into_any()
}

fn vault(it: &Vault) -> impl IntoView + use<> {
    let (tone, word) = match it.is_recoverable() {
        true => (Tone::Ok, "Recoverable"),
        false => (Tone::Bad, "Not recoverable"),
    };
    let model = match it.permission_model {
        PermissionModel::Roles => "Azure roles",
        PermissionModel::AccessPolicies => "access policies",
        PermissionModel::LocalRoles => "local roles",
    };
    let href = Route::Resource(it.id.clone()).path();
    view! {
        <tr>
            <th scope="row"><a href=href>{it.name().to_owned()}</a></th>
            <td><Status tone=tone word=word strength=Strength::Quiet/> " " <span class="muted small">{model}</span></td>
        </tr>
    }
}
