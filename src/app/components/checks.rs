//! The checks of a plan, the gravest first, each with what would mend it.

use cmk_console::plan::{Check, Finding, Fix, words};
use leptos::prelude::*;

use super::source::{Cited, drawn};
use crate::ui::{
    self, Button, ButtonKind, ButtonSize, CheckVerdict, Checks, Icon, OutsideLink, Panel, PanelBody,
};

/// What was found out before anything is sent.
#[component]
pub fn ChecksPanel(
    /// The checks.
    #[prop(into)]
    checks: Signal<Vec<Check>>,
    /// What is being read for them right now.
    #[prop(into, optional)]
    reading: Signal<Option<String>>,
    /// When the oldest fact behind them was read.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// Reads everything again; not offered for checks that are history.
    #[prop(into, optional)]
    read_again: Option<Callback<()>>,
    /// Mends something; not offered for checks that are history.
    #[prop(into, optional)]
    fix: Option<Callback<Fix>>,
) -> impl IntoView {
    let part = move |wanted: fn(&Check) -> bool| {
        let checks = checks.read();
        checks
            .iter()
            .filter(|it| wanted(it))
            .cloned()
            .collect::<Vec<_>>()
    };
    let open = move || part(|it| it.finding != Finding::Passed);
    let passed = Memo::new(move |_| part(|it| it.finding == Finding::Passed));
    let any_passed = Memo::new(move |_| !passed.read().is_empty());
    let counted = move || Some(words::counted(&checks.read())).filter(|it| !it.is_empty());
    let is_reading = Memo::new(move |_| reading.read().is_some());
    let again = read_again.map(|press| {
        let busy = move || reading.read().is_some().then(|| "Reading".to_owned());
        view! {
            <Button
                label="Read again"
                press=press
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon=Icon::Refresh
                busy=busy
            />
        }
    });
    let actions = move || {
        view! {
            <span class="panel__note">{move || note.get()}</span>
            {again}
        }
    };
    view! {
        <Panel
            title="Checks"
            count=counted
            actions=actions
            body=PanelBody::Flush
            busy=is_reading
        >
            <Checks label="Checks, the gravest first">
                <Show when=move || is_reading.get()>
                    <ui::Check
                        verdict=CheckVerdict::Reading
                        title=move || reading.get().unwrap_or_default()
                    />
                </Show>
                <For each=open key=|it| it.id.clone() let:check>
                    <OpenCheck check=check checks=checks fix=fix/>
                </For>
                <Show when=move || any_passed.get()>
                    <PassedChecks checks=passed/>
                </Show>
            </Checks>
        </Panel>
    }
    .into_any()
}

/// A check that is not as it should be.
#[component]
fn OpenCheck(
    check: Check,
    checks: Signal<Vec<Check>>,
    fix: Option<Callback<Fix>>,
) -> impl IntoView {
    // The row stays when only its words change, so that focus stays on its button.
    let id = check.id.clone();
    let check = Memo::new(move |before: Option<&Check>| {
        let found = checks.read().iter().find(|it| it.id == id).cloned();
        found
            .or_else(|| before.cloned())
            .unwrap_or_else(|| check.clone())
    });
    let mend = move || {
        let (press, fix) = (fix?, check.get().fix?);
        Some(view! { <FixButton fix=fix press=press/> })
    };
    view! {
        <ui::Check
            verdict=move || verdict(check.read().finding)
            title=move || check.read().headline.clone()
            reason=move || given(&check.read().reason)
            evidence=move || given(&check.read().evidence)
            source=move || check.read().source.as_ref().map(drawn)
            action=move || view! { {mend} }
        />
    }
}

#[component]
fn FixButton(fix: Fix, press: Callback<Fix>) -> impl IntoView {
    let label = fix.label().to_owned();
    if let Fix::Link { href, .. } = fix {
        return view! { <OutsideLink href=href label=label/> }.into_any();
    }
    view! { <Button label=label press=move |()| press.run(fix.clone())/> }.into_any()
}

/// What is as it should be, behind one line.
#[component]
fn PassedChecks(checks: Memo<Vec<Check>>) -> impl IntoView {
    let summary = move || {
        let checks = checks.read();
        match checks.as_slice() {
            [only] => only.headline.clone(),
            all => format!("{} checks passed", all.len()),
        }
    };
    let row = |check: Check| {
        let ground = [check.reason, check.evidence]
            .into_iter()
            .filter(|it| !it.is_empty());
        let ground = ground.map(|it| format!(" {it}")).collect::<String>();
        let source = check
            .source
            .map(|source| view! { " " <Cited source=source/> });
        view! { <li>{check.headline} <span class="muted">{ground} {source}</span></li> }
    };
    view! {
        <li class="check" data-verdict="pass">
            <span class="check__verdict">
                <ui::Status
                    tone=ui::Tone::Ok
                    word=CheckVerdict::Pass.word()
                    strength=ui::Strength::Quiet
                />
            </span>
            <div class="check__text">
                <details class="request">
                    <summary>
                        <Icon icon=Icon::Right/>
                        {summary}
                    </summary>
                    <ul class="request__body small">
                        {move || checks.get().into_iter().map(row).collect_view()}
                    </ul>
                </details>
            </div>
        </li>
    }
}

fn verdict(finding: Finding) -> CheckVerdict {
    match finding {
        Finding::Failed => CheckVerdict::Fail,
        Finding::Unknown => CheckVerdict::Unknown,
        Finding::Warning => CheckVerdict::Warning,
        Finding::Passed => CheckVerdict::Pass,
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
