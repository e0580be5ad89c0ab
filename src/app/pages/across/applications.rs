//! The provider's applications, and how many identities may act as each.

use cmk_console::arm::Reading;
use cmk_console::directory::graph::{self, Application};
use leptos::prelude::*;

use crate::backend::PageFacts;
use crate::components::Unread;
use crate::ui::{Empty, Icon, Loading, Panel, PanelBody, Status, Strength, Tone};

/// The applications that other directories can install.
#[component]
pub(super) fn Applications(known: PageFacts) -> impl IntoView {
    known.want([graph::applications_read()]);
    let all = Memo::new(move |_| {
        let all = known.facts().with(graph::applications);
        all.map(|mut rows| {
            rows.retain(Application::is_multi_tenant);
            rows
        })
    });
    Effect::new(move |_| {
        let rows = all.get().into_found().unwrap_or_default();
        let reads = rows.iter().map(|it| graph::credentials_read(&it.id));
        known.want(reads.collect::<Vec<_>>());
    });
    let content = move || match all.get() {
        Reading::NotRead => view! { <Loading word="Reading your applications" rows=2/> }.into_any(),
        Reading::Failed(failure) => {
            view! { <Unread what="Applications" failure=failure/> }.into_any()
        }
        Reading::Missing => none().into_any(),
        Reading::Found(rows) if rows.is_empty() => none().into_any(),
        Reading::Found(rows) => {
            let row = move |it| view! { <Line application=it known=known/> };
            view! { <ul role="list">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Panel title="Applications" note="installable in other directories" body=PanelBody::Flush>
            {content}
        </Panel>
    }
    .into_any()
}

fn none() -> impl IntoView {
    view! {
        <Empty icon=Icon::Link title="No application can be installed elsewhere yet">
            <p class="small">"Preparing a resource registers one."</p>
        </Empty>
    }
}

#[component]
fn Line(application: Application, known: PageFacts) -> impl IntoView {
    let id = StoredValue::new(application.id);
    let count = move || {
        let all = known
            .facts()
            .with(|it| graph::credentials(&id.read_value(), it));
        match all {
            Reading::Found(all) => {
                format!("{} of {} federated credentials", all.len(), graph::LIMIT)
            }
            Reading::NotRead => "Reading its credentials".to_owned(),
            Reading::Missing | Reading::Failed(_) => "Its credentials could not be read".to_owned(),
        }
    };
    let (tone, publisher) = match application.publisher {
        Some(name) => (Tone::Ok, format!("Publisher {name} verified")),
        None => (Tone::Unknown, "Publisher not verified".to_owned()),
    };
    view! {
        <li class="check">
            <div class="check__text">
                <p><strong>{application.name}</strong></p>
                <p class="check__reason"><code>{application.app_id}</code></p>
                <p class="check__reason">{count}</p>
                <p><Status tone=tone word=publisher strength=Strength::Quiet/></p>
            </div>
        </li>
    }
}
