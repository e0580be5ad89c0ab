//! Find unfinished work: what Azure shows of runs whose record is gone.

use cmk_console::arm::Timestamp;
use cmk_console::plan::Run;
use cmk_console::resources::unfinished::{self, Row, Unfinished, What};
use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::backend::PageFacts;
use crate::runner::Runs;
use crate::ui::{
    Announce, Banner, Button, Column, Icon, Loading, Panel, PanelBody, Status, Strength, Table,
    Tone,
};

/// The button, and what was found.
#[component]
pub(super) fn FindUnfinished() -> impl IntoView {
    let known = PageFacts::new();
    let is_asked = RwSignal::new(false);
    let reads = Memo::new(move |_| known.facts().with(unfinished::reads));
    // What an answer makes known may be a reason to ask more.
    Effect::new(move |_| {
        if is_asked.get() {
            known.want(reads.get());
        }
    });
    let is_reading = known.is_reading();
    let is_known = Memo::new(move |_| {
        let facts = known.facts();
        is_asked.get() && reads.read().iter().all(|it| facts.read().get(it).is_some())
    });
    let found = Memo::new(move |_| {
        let is_known = is_known.get();
        is_known.then(|| known.facts().with(unfinished::of))
    });
    let as_of = Memo::new(move |_| known.facts().read().as_of(reads.read().iter()));
    let press = move |()| match is_known.get_untracked() {
        true => known.again_all(),
        false => is_asked.set(true),
    };
    let label = move || match is_known.get() {
        true => "Look again".to_owned(),
        false => "Find unfinished work".to_owned(),
    };
    let busy = move || (is_asked.get() && is_reading.get()).then(|| "Reading".to_owned());
    let said = move || match (found.get(), is_reading.get()) {
        (Some(found), false) => counted(&found),
        _ => String::new(),
    };
    let result = move || match (found.get(), is_asked.get()) {
        (Some(found), _) => view! { <Found found=found as_of=as_of.get()/> }.into_any(),
        (None, true) => {
            view! { <Loading word="Reading what there is, and who may use which key"/> }.into_any()
        }
        (None, false) => ().into_any(),
    };
    view! {
        <Announce text=said/>
        <Panel
            title="Unfinished work in Azure"
            note=move || as_of.get().filter(|_| is_known.get()).map(|it| format!("as of {} UTC", it.clock()))
            body=PanelBody::Flush
        >
            <div class="panel__body stack">
                <p class="small">
                    "For when this browser has lost a run, or another one began it: looks through your subscriptions for what is being changed, what may use a key and uses none, and what has an identity and no key. Nothing is changed."
                </p>
                <div class="cluster">
                    <Button label=label icon=Icon::Search press=press busy=busy/>
                </div>
            </div>
            {result}
        </Panel>
    }
}

#[component]
fn Found(found: Unfinished, as_of: Option<Timestamp>) -> impl IntoView {
    let looked = looked_at(&found);
    let Unfinished { rows, unread, .. } = found;
    let gaps = (!unread.is_empty()).then(|| {
        let lines = unread.into_iter().map(|it| view! { <li>{it}</li> });
        view! {
            <Banner tone=Tone::Unknown icon=Icon::Unknown title="Not everything could be read, so rows may be missing">
                <ul class="small" role="list">{lines.collect_view()}</ul>
            </Banner>
        }
    });
    let table = match rows.is_empty() {
        true => {
            view! { <p class="panel__body">"Nothing unfinished was seen in what was read."</p> }
                .into_any()
        }
        false => view! {
            <Table caption="Unfinished work" columns=COLUMNS.to_vec()>
                {rows.into_iter().map(|row| view! { <Line row=row as_of=as_of/> }).collect_view()}
            </Table>
        }
        .into_any(),
    };
    view! {
        {gaps}
        {table}
        <p class="panel__foot">{looked}</p>
    }
}

const COLUMNS: [Column; 5] = [
    Column::new("name", "Name"),
    Column::new("what", "What was seen"),
    Column::new("as-of", "As of"),
    Column::new("next", "What goes on"),
    Column::new("subscription", "Subscription"),
];

#[component]
fn Line(row: Row, as_of: Option<Timestamp>) -> impl IntoView {
    let (tone, word) = match row.what {
        What::AtWork => (Tone::Run, "Being changed"),
        What::Granted => (Tone::Warn, "Granted, no key"),
        What::Attached => (Tone::Unknown, "Identity, no key"),
    };
    let at = as_of.map(|it| format!("{} UTC", it.clock()));
    let runs = Runs::expect().about(&row.id);
    let target = row.id.clone();
    let action = row.action;
    // A run of this browser that has not ended is what goes on.
    let next = move || {
        let runs = runs.read();
        let run = runs.iter().find(|it| it.outcome.is_none());
        let (label, href) = match (run, action) {
            (Some(run), _) => at_work(run),
            (None, Some((id, label))) => {
                let (target, action) = (target.clone(), id.to_owned());
                (label.to_owned(), Route::Act { target, action }.path())
            }
            (None, None) => {
                let href = Route::Resource(target.clone()).path();
                ("Watch it on its page".to_owned(), href)
            }
        };
        view! { <a href=href>{label}</a> }
    };
    view! {
        <tr>
            <th scope="row">
                <a href=Route::Resource(row.id).path()>{row.name}</a>
                <span class="small muted">" " {row.label}</span>
            </th>
            <td data-wrap="">
                <Status tone=tone word=word strength=Strength::Quiet/>
                <p class="small">{row.words}</p>
            </td>
            <td class="numeric">{at}</td>
            <td>{next}</td>
            <td>{row.subscription}</td>
        </tr>
    }
}

fn at_work(run: &Run) -> (String, String) {
    let href = Route::Operation(run.id.clone()).path();
    ("Your run is at work".to_owned(), href)
}

fn counted(found: &Unfinished) -> String {
    match found.rows.len() {
        0 => "Nothing unfinished was seen".to_owned(),
        1 => "One resource looks unfinished".to_owned(),
        many => format!("{many} resources look unfinished"),
    }
}

fn looked_at(found: &Unfinished) -> String {
    let names = match found.looked_at.as_slice() {
        [] => "Nothing was looked through.".to_owned(),
        names => format!("Looked through: {}.", names.join(", ")),
    };
    let rest = match found.left_out {
        0 => String::new(),
        count => format!(" {count} more subscriptions were left out."),
    };
    format!(
        "{names}{rest} Access policies of vaults, and roles on a vault or a key, count as grants; roles of your own making are not opened."
    )
}
