//! The resources of some types in every subscription, as far as they could be read.

use cmk_console::arm::access::{Subscription, subscriptions};
use cmk_console::arm::{Failure, Known, Reading, ResourceId};
use cmk_console::resources::ResourceType;
use cmk_console::resources::rows::Row;
use leptos::prelude::*;

use crate::backend::PageFacts;

/// What is listed.
#[derive(Clone, Copy)]
pub struct Listed {
    known: PageFacts,
    kinds: StoredValue<Vec<&'static dyn ResourceType>>,
}

/// A list that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Of which subscription.
    pub subscription: String,
    /// Of which type, plural.
    pub plural: &'static str,
    /// Why.
    pub failure: Failure,
}

impl Listed {
    /// Reads the subscriptions, then the lists of each.
    pub fn new(known: PageFacts, kinds: Vec<&'static dyn ResourceType>) -> Listed {
        let listed = Listed {
            known,
            kinds: StoredValue::new(kinds),
        };
        known.want([subscriptions::read()]);
        Effect::new(move |_| {
            let subscriptions = listed.subscriptions().into_found().unwrap_or_default();
            let reads = subscriptions.iter().flat_map(|it| {
                let scope = ResourceId::of_subscription(&it.id);
                let kinds = listed.kinds.get_value();
                kinds.into_iter().map(move |kind| kind.list(&scope))
            });
            known.want(reads.collect::<Vec<_>>());
        });
        listed
    }

    /// The subscriptions the person can see.
    pub fn subscriptions(self) -> Reading<Vec<Subscription>> {
        self.known.facts().with(subscriptions::all)
    }

    /// Every row that is known.
    pub fn rows(self) -> Vec<Row> {
        let mut rows = Vec::new();
        self.each(|kind, subscription, known| {
            if let Known::Present(value) = known {
                let entries = value.get("value").and_then(|it| it.as_array());
                let entries = entries.into_iter().flatten();
                rows.extend(entries.filter_map(|it| Row::of(kind, it, &subscription.name)));
            }
        });
        rows
    }

    /// The lists that could not be read.
    pub fn gaps(self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        self.each(|kind, subscription, known| {
            if let Known::Failed(failure) = known {
                gaps.push(Gap {
                    subscription: subscription.name.clone(),
                    plural: kind.plural(),
                    failure: failure.clone(),
                });
            }
        });
        gaps
    }

    /// Whether some list was not read for the first time yet.
    pub fn is_opening(self) -> bool {
        let mut is_opening = matches!(self.subscriptions(), Reading::NotRead);
        self.each(|_, _, known| is_opening |= matches!(known, Known::NotRead));
        is_opening
    }

    /// What is being read: "Reading 3 subscriptions".
    pub fn word(self) -> String {
        match self.subscriptions() {
            Reading::Found(all) if all.len() == 1 => "Reading one subscription".into(),
            Reading::Found(all) => format!("Reading {} subscriptions", all.len()),
            _ => "Reading your subscriptions".into(),
        }
    }

    fn each(self, mut see: impl FnMut(&dyn ResourceType, &Subscription, Known<'_>)) {
        let subscriptions = self.subscriptions().into_found().unwrap_or_default();
        self.known.facts().with(|facts| {
            for subscription in &subscriptions {
                let scope = ResourceId::of_subscription(&subscription.id);
                for kind in self.kinds.read_value().iter() {
                    see(*kind, subscription, facts.known(&kind.list(&scope)));
                }
            }
        });
    }
}
