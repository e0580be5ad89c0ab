//! The two verdicts on a resource's key, judged from what was read.

use cmk_console::keys::{self, Configuration, KeySource, Verdict, configuration, health};
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::Shown;
use crate::backend::Backend;
use crate::components::{EvidencePanel, KeyStatus};
use crate::ui::{Banner, ButtonKind, ButtonLink, Tone};

/// The verdicts, as far as they can be given.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    shown: Shown,
    configuration: Memo<Option<Result<Configuration, String>>>,
    verdicts: Memo<Option<(Verdict, Verdict)>>,
}

/// Both verdicts side by side; nothing for what holds no data.
#[component]
pub(super) fn StatusPart(judged: Judged) -> impl IntoView {
    let is_there = Memo::new(move |_| judged.verdicts.read().is_some());
    let one = move |get: fn(&(Verdict, Verdict)) -> &Verdict| {
        Signal::derive(move || {
            let verdicts = judged.verdicts.read();
            verdicts
                .as_ref()
                .map(|it| get(it).clone())
                .unwrap_or_else(unjudged)
        })
    };
    view! {
        <Show when=move || is_there.get()>
            <KeyStatus configuration=one(|it| &it.0) health=one(|it| &it.1)/>
        </Show>
    }
    .into_any()
}

/// While a key cannot be used: the one action that brings it back, where the type has it.
#[component]
pub(super) fn WayBackBanner(shown: Shown, judged: Judged) -> impl IntoView {
    let action = shown.kind.action("restore")?;
    let is_out = Memo::new(move |_| {
        let verdicts = judged.verdicts.read();
        let health = verdicts.as_ref().map(|it| &it.1);
        health.is_some_and(|it| it.tone == keys::Tone::Bad)
            && shown
                .resource
                .read()
                .as_ref()
                .is_some_and(|it| action.applies(it).is_ok())
    });
    let href = move || {
        let (target, action) = (shown.id.get_value(), action.id().to_owned());
        Route::Act { target, action }.path()
    };
    Some(view! {
        <Show when=move || is_out.get()>
            <Banner tone=Tone::Bad title="This is an outage: the key cannot be used">
                <p class="small">
                    "What depends on it fails, or will as soon as the service looks at its key again. The data is not lost by this."
                </p>
                <ButtonLink label=action.label() href=href kind=ButtonKind::Primary/>
            </Banner>
        </Show>
    })
}

impl Judged {
    /// Judges whenever something was read, and reads what the judgement wants to know.
    pub(super) fn new(shown: Shown) -> Judged {
        let found = Memo::new(move |_| {
            let resource = shown.resource.read();
            let found = shown.kind.configuration(resource.as_ref()?);
            Some(found.map_err(|it| it.0))
        });
        Effect::new(move |_| {
            if let Some(Ok(found)) = found.get() {
                let id = shown.id.get_value();
                let wanted = shown
                    .known
                    .facts()
                    .with(|it| health::reads(&id, &found, it));
                shown.known.want(wanted);
            }
        });
        let backend = Backend::expect();
        let verdicts = Memo::new(move |_| match found.get()? {
            Err(why) => Some((configuration::unreadable(&why), unjudged())),
            Ok(found) if found.source == KeySource::NotEncryptable => None,
            Ok(found) => Some(judge(shown, &found, backend)),
        });
        Judged {
            shown,
            configuration: found,
            verdicts,
        }
    }

    /// What the resource says of its key, once that was understood.
    pub(super) fn configuration(self) -> Option<Configuration> {
        self.configuration.get()?.ok()
    }

    /// What the verdicts rest on.
    pub(super) fn evidence(self) -> Option<impl IntoView> {
        let has_key = Memo::new(
            move |_| matches!(&*self.configuration.read(), Some(Ok(found)) if found.key().is_some()),
        );
        let evidence = Signal::derive(move || {
            let verdicts = self.verdicts.read();
            let both = verdicts.iter().flat_map(|(own, health)| [own, health]);
            both.flat_map(|it| it.evidence.clone()).collect::<Vec<_>>()
        });
        let is_reading = self.shown.known.is_reading();
        let note = move || is_reading.get().then(|| "reading".to_owned());
        has_key
            .get()
            .then(|| view! { <EvidencePanel evidence=evidence note=note/> })
    }
}

fn judge(shown: Shown, found: &Configuration, backend: Backend) -> (Verdict, Verdict) {
    let id = shown.id.get_value();
    shown.known.facts().with(|facts| {
        let read_at = facts.get(&shown.read.read_value()).map(|it| it.at);
        let newest = health::newest(&id, found, facts);
        let own = found.verdict(newest.as_ref()).as_of(read_at);
        let health = health::health(&id, found, facts, backend.now());
        let is_early = health.tone == keys::Tone::Unknown
            && health::reads(&id, found, facts)
                .iter()
                .any(|it| facts.get(it).is_none());
        let health = match is_early {
            true => Verdict::new(
                keys::Tone::Unknown,
                "Reading",
                "The vault, the key and the grant are being read.",
            ),
            false => health,
        };
        (own, health)
    })
}

fn unjudged() -> Verdict {
    Verdict::new(
        keys::Tone::Unknown,
        "Not known",
        "Nothing could be read to judge it by.",
    )
}
