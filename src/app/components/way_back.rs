//! How what a plan stops is brought back, before it stops and for as long as the run is kept.

use cmk_console::plan::work::Work;
use cmk_console::plan::{Plan, Step, words};
use leptos::prelude::*;

use super::destination::Destination;
use crate::ui::{self, Code, CopyButton, Panel, PanelBody, Piece, StepState, Steps, json_pieces};

/// The way back of a plan; nothing for a plan that stops nothing.
#[component]
pub fn WayBack(
    /// The plan.
    #[prop(into)]
    plan: Signal<Option<Plan>>,
) -> impl IntoView {
    let steps = Memo::new(move |_| {
        let plan = plan.read();
        plan.as_ref()
            .map(|it| it.restore.clone())
            .unwrap_or_default()
    });
    let is_there = Memo::new(move |_| !steps.read().is_empty());
    let rows = move || {
        let steps = steps.get().into_iter().enumerate();
        steps.map(|(at, it)| row(at, &it)).collect_view()
    };
    view! {
        <Show when=move || is_there.get()>
            <Panel
                title="The way back"
                note="written before anything stops, kept with the run"
                body=PanelBody::Flush
            >
                <Steps label="How it is brought back">{rows}</Steps>
            </Panel>
        </Show>
    }
    .into_any()
}

fn row(at: usize, step: &Step) -> impl IntoView + use<> {
    let why = Some(step.why.clone()).filter(|it| !it.is_empty());
    let content = match &step.work {
        Work::Send { request, .. } => {
            let body = request.body.as_ref().map(|it| {
                let text = serde_json::to_string_pretty(it).unwrap_or_default();
                json_pieces(&text, |_| None)
            });
            view! {
                <ui::Request
                    method=request.method.to_string()
                    url=words::shown(&Destination::here().url(request))
                    short_url=Some(words::brief(request))
                    of=format!("step {} of the way back", at + 1)
                    body=body
                />
            }
            .into_any()
        }
        Work::HandOver(it) => it
            .commands
            .iter()
            .cloned()
            .map(line)
            .collect_view()
            .into_any(),
        Work::Watch(_) | Work::Follow { .. } => ().into_any(),
    };
    view! {
        <ui::Step number=at + 1 title=step.title.clone() state=StepState::Waiting why=why>
            {content}
        </ui::Step>
    }
}

fn line((shell, line): (String, String)) -> impl IntoView {
    let pieces = vec![Piece::Text(line.clone())];
    view! {
        <div class="stack" data-gap="tight">
            <p class="small">{shell.clone()}</p>
            <div class="code-frame">
                <Code label=shell.clone() pieces=pieces/>
                <CopyButton what=format!("the {shell} line") value=line/>
            </div>
        </div>
    }
}
