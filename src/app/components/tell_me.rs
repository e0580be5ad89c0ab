//! The offer to tell a person when a long run has ended.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::notification::{Permission, ask, permission};
use crate::runner::Runs;
use crate::ui::{Announcer, Button, Icon};

/// A button, for a run that takes longer than anybody watches; the browser is asked when it is
/// pressed.
#[component]
pub fn TellMe(
    /// The run's id.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let (runs, announcer) = (Runs::expect(), Announcer::expect());
    let allowed = RwSignal::new(permission());
    if !runs.is_long(&id) || allowed.get_untracked() == Permission::Absent {
        return None;
    }
    let will_tell = runs.will_tell(&id);
    let id = StoredValue::new(id);
    let press = move |()| {
        spawn_local(async move {
            let answer = ask().await;
            allowed.try_set(answer);
            if answer == Permission::Granted {
                runs.tell_at_the_end(&id.get_value());
                announcer.say("You will be told when the run has ended, while this tab is open");
            }
        });
    };
    let why_not = move || {
        match allowed.get() {
        Permission::Denied => Some(
            "This browser does not allow notifications of this site. The tab’s title tells how far the run is.".to_owned(),
        ),
        _ => None,
    }
    };
    let label = move || match will_tell.get() {
        true => "You will be told".to_owned(),
        false => "Tell me when it ends".to_owned(),
    };
    Some(view! {
        <Button label=label icon=Icon::Clock press=press unavailable=why_not/>
    })
}
