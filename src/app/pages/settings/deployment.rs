//! Check this deployment: what this browser sees of it, beside what should be there.

use cmk_console::arm::Timestamp;
use cmk_console::deployment::{Finding, Part, Verdict, counted, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::observing::observe;
use crate::backend::Backend;
use crate::clock::wall;
use crate::ui::{
    Announcer, Button, ButtonKind, Column, Icon, Panel, PanelBody, Status, Strength, Table, Tone,
    copy,
};

/// What was found, and when by the wall clock.
type Found = (Timestamp, Vec<Finding>);

/// The button, and what it found.
#[component]
pub(super) fn CheckDeployment() -> impl IntoView {
    let (backend, announcer) = (Backend::expect(), Announcer::expect());
    let found = RwSignal::new(None::<Found>);
    let is_looking = RwSignal::new(false);
    let look = move |()| {
        is_looking.set(true);
        spawn_local(async move {
            let findings = observe(backend).await;
            announcer.say(format!("Checked: {}", counted(&findings)));
            found.try_set(Some((wall(), findings)));
            is_looking.try_set(false);
        });
    };
    let note = move || {
        let found = found.read();
        let (at, findings) = found.as_ref()?;
        Some(format!("{}, as of {} UTC", counted(findings), at.clock()))
    };
    let copying = move |()| {
        let Some((at, findings)) = found.get_untracked() else {
            return;
        };
        let text = text(&site(), source(backend), at, &findings);
        spawn_local(async move {
            copy(announcer, "the result", &text).await;
        });
    };
    let result = move || found.get().map(|(_, findings)| result(&findings));
    view! {
        <Panel title="Check this deployment" note=note body=PanelBody::Flush busy=is_looking>
            <div class="panel__body stack">
                <p class="small">
                    "Asks this site for its own files, Azure for your subscriptions, and the vaults that config.json lists whether they answer a browser. Nothing is changed, and the result holds no token and no header value of Azure’s."
                </p>
                {backend.simulated().then(|| view! {
                    <p class="small muted">
                        "You are in the sandbox, so Azure’s answers and vaults below are simulated ones. The site and the clock are real."
                    </p>
                })}
                <div class="cluster">
                    <Button
                        label="Check this deployment"
                        kind=ButtonKind::Primary
                        press=look
                        busy=move || is_looking.get().then(|| "Looking".to_owned())
                    />
                    <Show when=move || found.read().is_some()>
                        <Button label="Copy the result" icon=Icon::Copy press=copying/>
                    </Show>
                </div>
            </div>
            {result}
        </Panel>
    }
}

fn result(findings: &[Finding]) -> impl IntoView + use<> {
    let table = |part: Part| {
        let rows: Vec<Finding> = findings
            .iter()
            .filter(|it| it.part == part)
            .cloned()
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="panel__body">{part.label()}</h3>
                <Table caption=part.label() columns=COLUMNS.to_vec()>
                    {rows.into_iter().map(row).collect_view()}
                </Table>
            }
        })
    };
    Part::ALL.into_iter().map(table).collect_view()
}

const COLUMNS: [Column; 4] = [
    Column::new("what", "What"),
    Column::new("verdict", "Verdict"),
    Column::new("expected", "Expected"),
    Column::new("seen", "Seen"),
];

fn row(finding: Finding) -> impl IntoView {
    let tone = match finding.verdict {
        Verdict::Right => Tone::Ok,
        Verdict::Wrong => Tone::Bad,
        Verdict::Unknown => Tone::Unknown,
    };
    let next = (!finding.next.is_empty()).then(|| view! { <p class="small">{finding.next}</p> });
    view! {
        <tr>
            <th scope="row"><code>{finding.what}</code></th>
            <td><Status tone=tone word=finding.verdict.word() strength=Strength::Quiet/></td>
            <td data-wrap=""><code class="finding">{finding.expected}</code></td>
            <td data-wrap=""><code class="finding">{finding.seen}</code> {next}</td>
        </tr>
    }
}

fn site() -> String {
    window().location().origin().unwrap_or_default()
}

fn source(backend: Backend) -> &'static str {
    match backend.simulated() {
        true => "sandbox: Azure’s answers are simulated",
        false => "azure",
    }
}
