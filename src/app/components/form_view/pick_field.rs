//! A question answered from a list that is read from Azure.

use cmk_console::arm::{self, Known};
use cmk_console::form::{Create, Offered, Pick};
use cmk_console::keys::explain;
use leptos::prelude::*;

use super::elsewhere::{elsewhere, query};
use super::new_name::NewName;
use super::question::Asked;
use crate::ui::{Button, ButtonKind, ButtonSize, Choice, Icon, SelectField};

/// How far the list has come.
#[derive(Clone, PartialEq)]
pub(super) enum Listed {
    /// Another question comes first.
    Waiting,
    /// It is being read.
    Reading,
    /// What it offers.
    Offers(Vec<Offered>),
    /// Why it could not be read.
    Failed(String),
}

/// A list to pick from, or a name for something new where the form takes one.
#[component]
pub(super) fn PickField(asked: Asked, pick: Pick) -> impl IntoView {
    let may_name = matches!(pick.create, Some(Create::ByName(_)));
    let pick = StoredValue::new(pick);
    let answers = asked.answering.answers();
    let read = Memo::new(move |_| pick.read_value().bound(&answers.read()));
    Effect::new(move |_| asked.known.want(read.get()));
    let listed = Memo::new(move |_| match read.get() {
        None => Listed::Waiting,
        Some(read) => asked.known.facts().with(|facts| match facts.known(&read) {
            Known::NotRead => Listed::Reading,
            Known::Missing => Listed::Offers(Vec::new()),
            Known::Failed(failure) => Listed::Failed(explain::failure(failure).what),
            Known::Present(_) => {
                let rows = facts.rows(&read);
                Listed::Offers(pick.read_value().offered(rows, &answers.read()))
            }
        }),
    });
    // A list of one leaves nothing to choose.
    Effect::new(move |_| {
        if let Listed::Offers(offers) = &*listed.read()
            && let [only] = offers.as_slice()
            && !may_name
            && asked.value().read_untracked().is_empty()
        {
            asked.answering.propose(asked.name(), only.value.clone());
        }
    });
    let naming = RwSignal::new(false);
    // An answer that is on no list, such as one a link brought along, is a name.
    let is_naming = Memo::new(move |_| {
        let value = asked.value().get();
        let is_foreign = match &*listed.read() {
            Listed::Offers(offers) => {
                !value.is_empty()
                    && !offers
                        .iter()
                        .any(|it| it.value.eq_ignore_ascii_case(&value))
            }
            _ => false,
        };
        may_name && (naming.get() || is_foreign)
    });
    let listed = Signal::from(listed);
    move || {
        if is_naming.get() {
            view! { <NewName asked=asked listed=listed naming=naming/> }.into_any()
        } else {
            view! { <FromList asked=asked pick=pick listed=listed read=read naming=naming/> }
                .into_any()
        }
    }
}

#[component]
fn FromList(
    asked: Asked,
    pick: StoredValue<Pick>,
    listed: Signal<Listed>,
    read: Memo<Option<arm::Read>>,
    naming: RwSignal<bool>,
) -> impl IntoView {
    let is_on_its_way = move || read.get().is_some_and(|it| asked.known.is_reading_one(&it));
    let busy = move || match &*listed.read() {
        Listed::Reading => Some("Reading from Azure".to_owned()),
        _ => None,
    };
    let first_line = move || {
        Some(match &*listed.read() {
            Listed::Waiting => waits_for(asked, pick),
            Listed::Failed(_) => "Could not be read".to_owned(),
            Listed::Offers(offers) if offers.is_empty() => "Nothing to choose".to_owned(),
            _ => "Choose one".to_owned(),
        })
    };
    let options = move || match &*listed.read() {
        Listed::Offers(offers) => offers.iter().map(line).collect(),
        _ => Vec::new(),
    };
    let help = move || match &*listed.read() {
        Listed::Offers(offers) if offers.is_empty() => Some(pick.read_value().empty.to_owned()),
        Listed::Failed(why) => Some(format!("The list could not be read. {why}")),
        _ => asked.help(),
    };
    let after = move || {
        let again = move || {
            let is_stuck = match &*listed.read() {
                Listed::Failed(_) => true,
                Listed::Offers(offers) => offers.is_empty(),
                _ => false,
            };
            let busy = move || is_on_its_way().then(|| "Reading".to_owned());
            is_stuck.then(|| {
                view! {
                    <Button
                        label="Read again"
                        press=move |()| asked.known.again(read.get_untracked())
                        kind=ButtonKind::Quiet
                        size=ButtonSize::Small
                        icon=Icon::Refresh
                        busy=busy
                    />
                }
            })
        };
        view! { <div class="cluster">{create(asked, pick, naming)} {again}</div> }
    };
    view! {
        <SelectField
            label=asked.label()
            options=options
            value=asked.value()
            change=move |answer| asked.set(answer)
            placeholder=first_line
            busy=busy
            help=help
            error=asked.error()
            need=asked.need()
            read_only=asked.read_only
            after=after
        />
    }
    .into_any()
}

/// How something that is missing from the list comes about.
fn create(asked: Asked, pick: StoredValue<Pick>, naming: RwSignal<bool>) -> impl IntoView {
    move || {
        if asked.read_only.get() {
            return None;
        }
        Some(match pick.read_value().create.as_ref()? {
            Create::ByName(_) => view! {
                <Button
                    label="Name a new one"
                    press=move |()| {
                        asked.set(String::new());
                        naming.set(true);
                    }
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon=Icon::Plus
                />
            }
            .into_any(),
            Create::Action { arm_type, action } => {
                elsewhere(asked, "Create one", (arm_type, action), "").into_any()
            }
            Create::Filled(filled) => {
                let named = (filled.arm_type, filled.action);
                elsewhere(asked, filled.label, named, &query(&filled.answers)).into_any()
            }
        })
    }
}

fn waits_for(asked: Asked, pick: StoredValue<Pick>) -> String {
    let form = asked.answering.form();
    let answers = asked.answering.answers();
    let pick = pick.read_value();
    let first = pick
        .waits_for()
        .into_iter()
        .find(|it| answers.read().text(it).is_empty())
        .and_then(|name| form.fields.iter().find(|it| it.name == name));
    match first {
        Some(field) => format!("First answer “{}”", field.label),
        None => "Not to be read for these answers".into(),
    }
}

fn line(offered: &Offered) -> Choice {
    let label = if offered.hint.is_empty() {
        offered.label.clone()
    } else {
        format!("{} ({})", offered.label, offered.hint)
    };
    Choice::new(offered.value.clone(), label)
}
