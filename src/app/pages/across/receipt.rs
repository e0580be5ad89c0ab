//! A customer's receipt, as the provider opens it.

use cmk_console::arm::Resource;
use cmk_console::directory::capsule::{Capsule, Receipt};
use cmk_console::resources::across::progress::{ProviderKnows, as_provider};
use cmk_console::resources::{self, across};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::refused::RefusedLink;
use crate::backend::{Backend, PageFacts};
use crate::components::StagesPanel;
use crate::place::Place;
use crate::shell::Title;
use crate::ui::{ButtonKind, ButtonLink, Fact, Facts, PageHead, Panel, PanelBody};

/// The page that a receipt's link leads to.
pub fn page() -> AnyView {
    Title::of_page(|| "A customer lets you use a key".to_owned());
    let (fragment, backend) = (Place::expect().fragment(), Backend::expect());
    let read =
        Memo::new(move |_| Receipt::read(&fragment.read(), &backend.directory(), backend.now()));
    let content = move || match read.get() {
        Ok(receipt) => view! { <Answered receipt=receipt/> }.into_any(),
        Err(why) => view! { <RefusedLink why=why/> }.into_any(),
    };
    view! {
        <PageHead title="A customer lets you use a key"/>
        {content}
    }
    .into_any()
}

#[component]
fn Answered(receipt: Receipt) -> impl IntoView {
    let known = PageFacts::new();
    let kind = receipt
        .resource
        .arm_type()
        .and_then(|it| resources::of(&it));
    let read = kind.map(|it| it.read(&receipt.resource));
    known.want(read.clone());
    let (taken, key) = (StoredValue::new(receipt.clone()), receipt.key.clone());
    // The key that the resource has now, if it is the customer's.
    let in_use = Memo::new(move |_| {
        let resource = known.facts().with(|it| {
            let read = read.as_ref()?;
            it.one(read, |it| Resource::read(it).ok()).into_found()
        });
        let found = resource.and_then(|it| kind?.configuration(&it).ok());
        let used = found.and_then(|it| Some(it.in_use?.to_string()));
        used.filter(|it| it.starts_with(&key)).unwrap_or_default()
    });
    let stages = move || {
        as_provider(&ProviderKnows {
            receipt: Some(&taken.read_value()),
            in_use: in_use.get(),
            ..ProviderKnows::default()
        })
    };
    view! {
        <div class="split">
            <What receipt=receipt.clone()/>
            <div class="stack">
                <StagesPanel title="The way of this key" stages=Signal::derive(stages)/>
                <GoOn receipt=receipt/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn What(receipt: Receipt) -> impl IntoView {
    let capsule = Capsule::Receipt(receipt.clone());
    let (made, until) = (capsule.issued(), capsule.expires());
    let account = receipt.resource.name().to_owned();
    view! {
        <Panel title="What the customer says" body=PanelBody::Flush>
            <div class="panel__body stack">
                <p>"A customer lets your application use their key for " <strong>{account}</strong> ". None of it can be seen from your directory: it is what their console read back when the receipt was made. Azure refuses the key if it is not so, and then nothing of yours has changed but the identity that is attached."</p>
            </div>
            <Facts>
                <Fact name="The customer's directory"><code>{receipt.customer}</code></Fact>
                <Fact name="Their key"><code>{receipt.key}</code></Fact>
                <Fact name="Granted to the object ID"><code>{receipt.principal}</code></Fact>
                <Fact name="By your application"><code>{receipt.application}</code></Fact>
                <Fact name="For"><code>{receipt.resource.to_string()}</code></Fact>
                <Fact name="Made">{made.day_and_clock()}</Fact>
                <Fact name="Taken until">{until.day_and_clock()}</Fact>
            </Facts>
        </Panel>
    }
    .into_any()
}

#[component]
fn GoOn(receipt: Receipt) -> impl IntoView {
    let target = receipt.resource.clone();
    let label = format!("Use this key on {}", target.name());
    let resource = Route::Resource(target.clone());
    let act = Route::Act {
        target,
        action: across::TAKE.to_owned(),
    };
    let link = Capsule::Receipt(receipt).to_string();
    view! {
        <Panel title="Go on">
            <p>"The plan checks what can be checked from your side, attaches the identity, sets the key, and reads it back."</p>
            <div class="cluster">
                <ButtonLink
                    label=label
                    href=format!("{}#{link}", act.path())
                    kind=ButtonKind::Primary
                />
                <ButtonLink label="Show the resource" href=resource.path()/>
            </div>
        </Panel>
    }
    .into_any()
}
