//! The faults of the sandbox: what can be made to go wrong, and for which requests.

use std::collections::BTreeMap;

use cmk_console::arm::Method;
use cmk_console::sandbox::port::{Control, Cors, Fault, FaultSetting, Times};
use leptos::prelude::*;

use crate::backend::Simulation;
use crate::ui::{Button, ButtonKind, Choice, Dialog, InputKind, Need, SelectField, TextField};

/// The button that says how many faults are switched on, and the dialog that switches them.
#[component]
pub fn Faults() -> impl IntoView {
    let simulation = Simulation::expect();
    let is_open = RwSignal::new(false);
    let standing = simulation.standing();
    let label = move || {
        let standing = standing.read();
        match standing
            .as_ref()
            .map_or(0, |it| it.faults.iter().filter(|it| is_on(it)).count())
        {
            0 => "Faults".to_owned(),
            count => format!("Faults: {count}"),
        }
    };
    view! {
        <button class="sandbox__button" type="button" on:click=move |_| is_open.set(true)>
            {label}
        </button>
        {move || is_open.get().then(|| view! { <FaultsDialog is_open/> })}
    }
}

/// What is chosen in the dialog and not yet set.
#[derive(Clone, Copy)]
struct Draft {
    often: RwSignal<BTreeMap<&'static str, String>>,
    method: RwSignal<String>,
    path: RwSignal<String>,
    body: RwSignal<String>,
    cors: RwSignal<String>,
}

/// How often a fault strikes, by the value of its choice.
const OFTEN: [(&str, &str, Option<Times>); 6] = [
    ("off", "Off", None),
    ("next-1", "The next time", Some(Times::Next(1))),
    ("next-2", "The next 2 times", Some(Times::Next(2))),
    ("next-5", "The next 5 times", Some(Times::Next(5))),
    ("one-in-5", "About once in 5 times", Some(Times::OneIn(5))),
    ("always", "Every time", Some(Times::Always)),
];

const VERBS: [Method; 5] = [
    Method::Get,
    Method::Put,
    Method::Patch,
    Method::Post,
    Method::Delete,
];

const CORS: [(&str, &str, Cors); 4] = [
    ("full", "All that a client wants", Cors::Full),
    (
        "with-vaults",
        "The same, and vaults answer browsers (assumed: some are said to)",
        Cors::WithVaults,
    ),
    ("some", "Addresses of operations only", Cors::Some),
    ("none", "None", Cors::None),
];

#[component]
fn FaultsDialog(is_open: RwSignal<bool>) -> impl IntoView {
    let simulation = Simulation::expect();
    let draft = Draft::of(simulation);
    let set = move |()| {
        simulation.set_faults(draft.settings());
        simulation.use_control(Control::SetCors { cors: draft.cors() });
        is_open.set(false);
    };
    let none = move |()| draft.often.update(BTreeMap::clear);
    let actions = move || {
        view! {
            <Button label="Switch all off" kind=ButtonKind::Quiet press=none/>
            <Button label="Keep as before" press=move |()| is_open.set(false)/>
            <Button label="Set the faults" kind=ButtonKind::Primary press=set/>
        }
    };
    view! {
        <Dialog
            title="Faults of the sandbox"
            open=is_open
            close=move |()| is_open.set(false)
            actions=actions
        >
            <p class="small muted">
                "What goes wrong, and how often, among the requests it can happen to. It holds for every tab, until it is switched off or the sandbox is reset."
            </p>
            {Fault::all()
                .filter(|it| !it.is_of_signing_in())
                .map(|fault| view! { <FaultField fault draft/> })
                .collect_view()}
            <Narrowing draft/>
        </Dialog>
    }
}

#[component]
fn FaultField(fault: Fault, draft: Draft) -> impl IntoView {
    let name = fault.name();
    let options: Vec<Choice> = OFTEN.iter().map(|it| Choice::new(it.0, it.1)).collect();
    let value = move || {
        draft
            .often
            .read()
            .get(name)
            .cloned()
            .unwrap_or_else(|| "off".into())
    };
    let change = move |value: String| {
        draft.often.update(|it| {
            it.insert(name, value);
        });
    };
    view! {
        <SelectField label=name options=options value=value change=change help=fault.sentence()/>
    }
}

/// Which requests the faults are set for.
#[component]
fn Narrowing(draft: Draft) -> impl IntoView {
    let any = Choice::new("", "Any");
    let verbs = VERBS.iter().map(|it| Choice::new(it.as_str(), it.as_str()));
    let verbs: Vec<Choice> = std::iter::once(any).chain(verbs).collect();
    let cors: Vec<Choice> = CORS.iter().map(|it| Choice::new(it.0, it.1)).collect();
    view! {
        <SelectField
            label="Only for this verb"
            options=verbs
            value=draft.method
            change=move |it| draft.method.set(it)
        />
        <TextField
            label="Only where the path holds"
            value=draft.path
            change=move |it| draft.path.set(it)
            kind=InputKind::Code
            need=Need::Optional
        />
        <TextField
            label="Only where the body holds"
            value=draft.body
            change=move |it| draft.body.set(it)
            kind=InputKind::Code
            need=Need::Optional
        />
        <SelectField
            label="Response headers this page may read"
            options=cors
            value=draft.cors
            change=move |it| draft.cors.set(it)
            help="Azure does not say which headers a browser lets a page read; the console works in all of these worlds."
        />
    }
}

impl Draft {
    fn of(simulation: Simulation) -> Self {
        let standing = simulation.standing().get_untracked();
        let faults = standing
            .as_ref()
            .map(|it| it.faults.clone())
            .unwrap_or_default();
        let on: Vec<&FaultSetting> = faults.iter().filter(|it| is_on(it)).collect();
        let first = on.first().copied();
        let text = |it: Option<&String>| RwSignal::new(it.cloned().unwrap_or_default());
        let cors = standing.map(|it| it.cors).unwrap_or_default();
        let cors = CORS
            .iter()
            .find(|it| it.2 == cors)
            .map_or("full", |it| it.0);
        let verb = first.and_then(|it| it.method).map_or("", Method::as_str);
        Self {
            often: RwSignal::new(
                on.iter()
                    .map(|it| (it.fault.name(), often(it.times)))
                    .collect(),
            ),
            method: RwSignal::new(verb.to_owned()),
            path: text(first.and_then(|it| it.path.as_ref())),
            body: text(first.and_then(|it| it.body.as_ref())),
            cors: RwSignal::new(cors.to_owned()),
        }
    }

    fn settings(self) -> Vec<FaultSetting> {
        let filled = |it: RwSignal<String>| Some(it.get_untracked()).filter(|it| !it.is_empty());
        let method = filled(self.method).and_then(|it| Method::parse(&it));
        let often = self.often.get_untracked();
        let chosen = often.iter().filter_map(|(name, value)| {
            let (fault, times) = (Fault::named(name)?, times(value)?);
            Some(FaultSetting {
                times,
                method,
                path: filled(self.path),
                body: filled(self.body),
                ..fault.always()
            })
        });
        chosen.collect()
    }

    fn cors(self) -> Cors {
        let chosen = self.cors.read_untracked();
        let row = CORS.iter().find(|it| it.0 == *chosen);
        row.map_or(Cors::default(), |it| it.2)
    }
}

fn is_on(setting: &FaultSetting) -> bool {
    setting.times != Times::Next(0)
}

/// The choice that stands for a number of times; another number than those offered is shown as the
/// next that is.
fn often(times: Times) -> String {
    let row = OFTEN.iter().find(|it| it.2 == Some(times));
    let near = match times {
        Times::Next(_) => "next-5",
        Times::OneIn(_) => "one-in-5",
        Times::Always => "always",
    };
    row.map_or(near, |it| it.0).to_owned()
}

fn times(value: &str) -> Option<Times> {
    OFTEN.iter().find(|it| it.0 == value)?.2
}
