//! What the command palette offers, and which of it answers what somebody types.

mod rank;
mod seen;

pub use rank::rank;
pub use seen::Seen;

use crate::arm::{ResourceId, Source};
use crate::keys::explain;
use crate::resources::{self, ALL};
use crate::routes::Route;
use crate::{directory, keys::Explanation};

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is one of.
    pub group: Group,
    /// What it is called.
    pub title: String,
    /// What tells it from its namesakes; may be empty.
    pub note: String,
    /// What choosing it does.
    pub leads: Leads,
    /// Title and note as they are searched.
    title_lower: String,
    note_lower: String,
}

/// What an entry is one of. The order is that of equally good answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A page that is no one thing's own.
    Page,
    /// A resource that was read.
    Resource,
    /// A key that was read.
    Key,
    /// Something to do.
    Action,
    /// An error code.
    Code,
}

/// What choosing an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Opens a page.
    To(Route),
    /// Says what an error code means.
    Says(Meaning),
}

/// What an error code means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What happened.
    pub what: String,
    /// Why; may be empty.
    pub why: String,
    /// What to do next.
    pub next: String,
    /// Where this is known from.
    pub source: Option<Source>,
}

impl Group {
    /// The word beside an entry.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Page => "Page",
            Self::Resource => "Resource",
            Self::Key => "Key",
            Self::Action => "Action",
            Self::Code => "Error code",
        }
    }
}

impl Entry {
    fn new(group: Group, title: impl Into<String>, note: impl Into<String>, leads: Leads) -> Self {
        let (title, note) = (title.into(), note.into());
        Self {
            title_lower: title.to_lowercase(),
            note_lower: note.to_lowercase(),
            group,
            title,
            note,
            leads,
        }
    }

    fn to(group: Group, title: impl Into<String>, note: impl Into<String>, route: Route) -> Self {
        Self::new(group, title, note, Leads::To(route))
    }
}

/// Everything the palette knows: pages, what was read, what can be done, and error codes.
/// `current` is the resource on screen.
#[must_use]
pub fn entries(seen: &Seen, current: Option<&ResourceId>) -> Vec<Entry> {
    let mut all = pages();
    all.extend(seen.ids().filter_map(thing));
    all.extend(actions(current));
    all.extend(codes());
    all
}

fn pages() -> Vec<Entry> {
    let page = |title: &str, route| Entry::to(Group::Page, title, "", route);
    let mut all = vec![
        page("Overview", Route::Overview),
        page("Operations", Route::Operations),
        page("Keys across directories", Route::Across),
        page("All resources", Route::Resources(None)),
        page("Keys", Route::Keys),
        page("Settings", Route::Settings),
    ];
    all.extend(ALL.iter().map(|kind| {
        let route = Route::Resources(Some(kind.arm_type().into()));
        Entry::to(Group::Page, capital(kind.plural()), "", route)
    }));
    all
}

/// A resource or a key. A key is shown at its vault.
fn thing(id: &ResourceId) -> Option<Entry> {
    let group = id.resource_group().unwrap_or_default();
    if let Some(vault) = seen::vault_of_key(id) {
        let note = format!("in {}", vault.name());
        let route = Route::Resource(vault);
        return Some(Entry::to(Group::Key, id.name(), note, route));
    }
    let kind = resources::of(&id.arm_type()?)?;
    let note = match group {
        "" => kind.label().to_owned(),
        group => format!("{}, {group}", kind.label()),
    };
    let route = Route::Resource(id.clone());
    Some(Entry::to(Group::Resource, id.name(), note, route))
}

/// What can be done: with the resource on screen, or by choosing one first, or by making one.
fn actions(current: Option<&ResourceId>) -> Vec<Entry> {
    let mut all = Vec::new();
    for kind in ALL {
        let here = current.filter(|it| it.is(kind.arm_type()));
        for action in kind.actions() {
            let (arm_type, id) = (kind.arm_type().to_owned(), action.id().to_owned());
            let (note, route) = match (action.creates(), here) {
                (true, _) => {
                    let action = id;
                    (kind.label().to_owned(), Route::Create { arm_type, action })
                }
                (false, Some(target)) => {
                    let (target, action) = (target.clone(), id);
                    let note = format!("on {}", target.name());
                    (note, Route::Act { target, action })
                }
                (false, None) => {
                    let note = format!("choose one of the {}", kind.plural());
                    (note, Route::Resources(Some(arm_type)))
                }
            };
            all.push(Entry::to(Group::Action, action.label(), note, route));
        }
    }
    all
}

fn codes() -> Vec<Entry> {
    let of_azure = explain::dictionary().map(|(code, it): (&str, Explanation)| {
        let meaning = Meaning {
            what: it.what,
            why: it.why,
            next: it.next,
            source: it.source,
        };
        (code.to_owned(), meaning)
    });
    let of_entra = directory::dictionary().map(|(code, it)| {
        let meaning = Meaning {
            what: it.what,
            why: it.why,
            next: it.next,
            source: None,
        };
        (code, meaning)
    });
    let entry = |(code, meaning): (String, Meaning)| {
        let what = meaning.what.clone();
        Entry::new(Group::Code, code, what, Leads::Says(meaning))
    };
    let mut all: Vec<Entry> = of_azure.chain(of_entra).map(entry).collect();
    // A code that several rows explain means what the first says.
    let mut known = std::collections::BTreeSet::new();
    all.retain(|it| known.insert(it.title.clone()));
    all
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests;
