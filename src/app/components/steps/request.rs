//! The exact request of a step, with what earlier steps will give marked as such.

use cmk_console::arm::Request;
use cmk_console::plan::{Plan, template, words};
use leptos::prelude::*;

use super::Shown;
use crate::ui::{self, json_pieces};

/// The request that a step sends or looks at.
#[component]
pub(super) fn StepRequest(position: usize, shown: Shown, children: ChildrenFn) -> impl IntoView {
    let request = Memo::new(move |before: Option<&Option<Request>>| {
        let plan = shown.plan.read();
        let found = plan.step(position).and_then(|it| it.request()).cloned();
        let bound = match (shown.run.read().as_ref(), found) {
            (Some(run), Some(request)) => Some(run.bound(&request)),
            (_, found) => found,
        };
        bound.or_else(|| before.cloned().flatten())
    });
    let of_request = move |get: &dyn Fn(&Request) -> String| {
        request.read().as_ref().map(get).unwrap_or_default()
    };
    let url =
        move || of_request(&|it| words::shown(&shown.place.with_value(|place| place.url(it))));
    let body = move || {
        let request = request.read();
        let body = request.as_ref()?.body.as_ref()?;
        let text = serde_json::to_string_pretty(body).unwrap_or_default();
        Some(json_pieces(&text, |value| {
            meaning(value, &shown.plan.read())
        }))
    };
    let facts = move || facts(position, shown);
    let is_there = Memo::new(move |_| request.read().is_some());
    let children = StoredValue::new(children);
    move || {
        is_there.get().then(|| {
            view! {
                <ui::Request
                    method=move || of_request(&|it| it.method.to_string())
                    url=url
                    short_url=move || request.read().as_ref().map(words::brief)
                    of=format!("step {}", position + 1)
                    body=body
                    facts=facts
                >
                    {children.with_value(|it| it())}
                </ui::Request>
            }
        })
    }
}

/// What else is to be known about the request of a step.
fn facts(position: usize, shown: Shown) -> Vec<(String, String)> {
    let plan = shown.plan.read();
    let Some(step) = plan.step(position) else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            facts.push((name.to_owned(), value));
        }
    };
    fact("Permission", step.permissions.join(", "));
    fact(
        "Directory",
        shown
            .place
            .with_value(|it| it.directory_of(&step.directory)),
    );
    if let Some(request) = step.request() {
        let mut names = template::holes(request);
        names.dedup();
        for name in names {
            fact(
                &format!("{{{name}}}"),
                given_by(&name, &plan).unwrap_or_default(),
            );
        }
    }
    fact("Undo", step.undo.clone());
    facts
}

/// What a text stands for when it holds what an earlier step will give.
fn meaning(text: &str, plan: &Plan) -> Option<String> {
    let (_, rest) = text.split_once("{{")?;
    let (name, _) = rest.split_once("}}")?;
    if name.starts_with("uuid5:") {
        return Some("A UUID computed from scope, role and principal: the same grant always has the same name".into());
    }
    given_by(name, plan)
}

fn given_by(name: &str, plan: &Plan) -> Option<String> {
    let (at, step) = plan
        .all_steps()
        .enumerate()
        .find(|(_, it)| it.captures.iter().any(|it| it.name == name))?;
    Some(format!("given by step {}, “{}”", at + 1, step.title))
}
