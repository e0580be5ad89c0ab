//! A provider's request, as the customer opens it.

use cmk_console::directory::capsule::{Capsule, Request};
use cmk_console::directory::graph;
use cmk_console::resources::across;
use cmk_console::resources::across::progress::{CustomerKnows, as_customer};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::refused::RefusedLink;
use crate::backend::{Backend, PageFacts};
use crate::components::{Letter, StagesPanel};
use crate::place::Place;
use crate::runner::Runs;
use crate::shell::Title;
use crate::ui::{Banner, ButtonKind, ButtonLink, Fact, Facts, PageHead, Panel, PanelBody, Tone};

/// The page that a request's link leads to.
pub fn page() -> AnyView {
    Title::of_page(|| "A provider asks for a key".to_owned());
    let (fragment, backend) = (Place::expect().fragment(), Backend::expect());
    let read =
        Memo::new(move |_| Request::read(&fragment.read(), &backend.directory(), backend.now()));
    let content = move || match read.get() {
        Ok(request) => view! { <Asked request=request/> }.into_any(),
        Err(why) => view! { <RefusedLink why=why/> }.into_any(),
    };
    view! {
        <PageHead title="A provider asks for a key"/>
        {content}
    }
    .into_any()
}

#[component]
fn Asked(request: Request) -> impl IntoView {
    let known = PageFacts::new();
    if Backend::expect().config().graph {
        known.want([graph::installed_read(&request.application)]);
    }
    let asked = StoredValue::new(request.clone());
    let all = Runs::expect().all();
    // What this person has granted for this request, newest first.
    let answered = Memo::new(move |_| {
        let all = all.read();
        let request = asked.read_value();
        let letters = all.iter().filter_map(|it| it.letter());
        let mut receipts = letters.filter_map(|it| match it {
            Capsule::Receipt(it) => Some(it),
            Capsule::Request(_) => None,
        });
        receipts.find(|it| it.application == request.application && it.resource == request.resource)
    });
    let stages = move || {
        let installed = known
            .facts()
            .with(|it| graph::installed(&asked.read_value().application, it));
        as_customer(&CustomerKnows {
            installed: installed.into_found().map(|it| it.id),
            granted: answered.get().map(|it| it.key).unwrap_or_default(),
        })
    };
    let letter = move || {
        let receipt = answered.get()?;
        Some(view! { <Letter capsule=Capsule::Receipt(receipt)/> })
    };
    let link = Capsule::Request(request.clone()).to_string();
    view! {
        <div class="split">
            <div class="stack">
                <Who/>
                <What request=request/>
                {letter}
            </div>
            <div class="stack">
                <StagesPanel title="The way of this key" stages=Signal::derive(stages)/>
                <GoOn link=link/>
            </div>
        </div>
    }
    .into_any()
}

/// Nobody has checked the names in a link.
#[component]
fn Who() -> impl IntoView {
    view! {
        <Banner tone=Tone::Warn title="Check who is asking">
            <p>"The names below are what the link says, and nobody has checked them. Before you grant anything, compare the directory and the application with what your provider has told you by another way."</p>
        </Banner>
    }
}

#[component]
fn What(request: Request) -> impl IntoView {
    let or_none = |it: String| {
        if it.is_empty() {
            "not said".to_owned()
        } else {
            it
        }
    };
    let expires = Capsule::Request(request.clone()).expires().day_and_clock();
    let account = request.resource.name().to_owned();
    view! {
        <Panel title="What is asked, and what it comes to" body=PanelBody::Flush>
            <div class="panel__body stack">
                <p>"Your provider wants to encrypt what they keep for you in " <strong>{account}</strong> " with a key of yours. The key never leaves your vault. Their application may then do three things with this one key, and nothing else: read its public part, wrap, and unwrap."</p>
                <p>"You can take it back at any time: without the grant, or without the key, the data cannot be read any more, by them or by you."</p>
            </div>
            <Facts>
                <Fact name="Who asks">{or_none(request.provider_name)}</Fact>
                <Fact name="Their directory"><code>{request.provider}</code></Fact>
                <Fact name="Their application">{or_none(request.application_name)}</Fact>
                <Fact name="Its application ID"><code>{request.application}</code></Fact>
                <Fact name="For"><code>{request.resource.to_string()}</code></Fact>
                <Fact name="What is granted">"Key Vault Crypto Service Encryption User, on one key or on its vault, as you choose"</Fact>
                <Fact name="The link is taken until">{expires}</Fact>
            </Facts>
        </Panel>
    }
    .into_any()
}

#[component]
fn GoOn(link: String) -> impl IntoView {
    let allow = across::allowing().map(|(kind, action)| {
        let (arm_type, action) = (kind.arm_type().to_owned(), action.id().to_owned());
        let make = Route::Create {
            arm_type: arm_type.clone(),
            action: "create".into(),
        };
        let vaults = Route::Resources(Some(arm_type.clone()));
        let go_on = Route::Create { arm_type, action };
        view! {
            <ButtonLink
                label="Choose the key and grant it"
                href=format!("{}#{link}", go_on.path())
                kind=ButtonKind::Primary
            />
            <ButtonLink label="Create a key vault first" href=make.path()/>
            <ButtonLink label="Your key vaults" href=vaults.path()/>
        }
    });
    view! {
        <Panel title="Go on">
            <p>"You need a key in a vault that cannot be emptied by accident (purge protection). If you have none, create a vault, then a key on its page, and come back here by the link."</p>
            <p class="small muted">"To install an application you may need a role such as Application Administrator; to grant the key, Owner or User Access Administrator on the vault. The plan says what you have before anything is sent."</p>
            <div class="cluster">{allow}</div>
        </Panel>
    }
    .into_any()
}
