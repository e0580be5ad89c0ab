//! How far a key has come on its way from one directory to another, as either side sees it.

use crate::directory::capsule::Receipt;

/// One part of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What happens.
    pub title: &'static str,
    /// Whose part it is.
    pub who: Who,
    /// How far it is.
    pub state: State,
    /// What is known of it; may be empty.
    pub detail: String,
}

/// The two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Has the data.
    Provider,
    /// Has the key.
    Customer,
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is done.
    Done,
    /// The person at the console does it next.
    Yours,
    /// The other side does it next, where this one cannot look.
    Theirs,
    /// Its turn has not come.
    Later,
}

const WAY: [(&str, Who); 7] = [
    (
        "An application is prepared that may open vaults of others",
        Who::Provider,
    ),
    ("The request is sent as a link", Who::Provider),
    (
        "The application is installed in the directory of the key",
        Who::Customer,
    ),
    ("A vault and a key are made or chosen", Who::Customer),
    (
        "The application is granted the use of the key",
        Who::Customer,
    ),
    ("The receipt is sent back as a link", Who::Customer),
    ("The key is set, and read back", Who::Provider),
];

/// What a provider knows about one account.
#[derive(Clone, Debug, Default)]
pub struct ProviderKnows<'a> {
    /// When the request was made; empty where it was not.
    pub requested: String,
    /// The receipt, once it is there.
    pub receipt: Option<&'a Receipt>,
    /// The key that the account has now; empty for none of a customer.
    pub in_use: String,
}

/// What a customer knows about one request.
#[derive(Clone, Debug, Default)]
pub struct CustomerKnows {
    /// The object ID that the application has in this directory.
    pub installed: Option<String>,
    /// The key that was granted; empty for none.
    pub granted: String,
}

/// The way as the provider sees it.
#[must_use]
pub fn as_provider(knows: &ProviderKnows<'_>) -> Vec<Stage> {
    let is_asked = !knows.requested.is_empty();
    let has_key = !knows.in_use.is_empty();
    let asked = || match is_asked {
        true => knows.requested.clone(),
        false => String::new(),
    };
    let before = |it: bool| it.then(asked);
    let said = |it: &dyn Fn(&Receipt) -> String| match knows.receipt {
        Some(receipt) => Some(it(receipt)),
        None => has_key.then(String::new),
    };
    let began = is_asked || has_key || knows.receipt.is_some();
    way(
        Who::Provider,
        [
            before(began),
            before(began),
            said(&|it| format!("Object ID {}, says the receipt.", it.principal)),
            said(&|it| format!("{}, says the receipt.", it.key)),
            said(&|_| "Says the receipt; it cannot be seen from here.".into()),
            said(&|it| format!("Made {}.", it.issued.day_and_clock())),
            has_key.then(|| knows.in_use.clone()),
        ],
    )
}

/// The way as the customer sees it.
#[must_use]
pub fn as_customer(knows: &CustomerKnows) -> Vec<Stage> {
    let is_granted = !knows.granted.is_empty();
    let installed = knows.installed.as_ref();
    let object = installed.map(|it| format!("Its object ID here is {it}."));
    let granted = || is_granted.then(|| knows.granted.clone());
    let from_link = || Some("Says the link.".to_owned());
    way(
        Who::Customer,
        [
            from_link(),
            from_link(),
            object.or_else(|| is_granted.then(String::new)),
            granted(),
            is_granted.then(String::new),
            // Whether a link was sent nobody but the person knows; it is there to be sent.
            None,
            None,
        ],
    )
}

/// What somebody should do next, in a sentence.
#[must_use]
pub fn next(stages: &[Stage]) -> String {
    let turn = stages
        .iter()
        .find(|it| matches!(it.state, State::Yours | State::Theirs));
    match turn {
        None => "Everything is done.".into(),
        Some(it) if it.state == State::Yours => format!("Your turn: {}.", lower(it.title)),
        Some(it) => {
            let who = match it.who {
                Who::Provider => "the provider",
                Who::Customer => "the customer",
            };
            format!("You wait for {who}: {}.", lower(it.title))
        }
    }
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn way(me: Who, known: [Option<String>; 7]) -> Vec<Stage> {
    let mut is_open = false;
    let stages = WAY.iter().zip(known).map(|((title, who), known)| {
        let state = match (&known, is_open) {
            (Some(_), false) => State::Done,
            (_, true) => State::Later,
            (None, false) if *who == me => State::Yours,
            (None, false) => State::Theirs,
        };
        is_open |= state != State::Done;
        Stage {
            title,
            who: *who,
            state,
            detail: known.filter(|_| state == State::Done).unwrap_or_default(),
        }
    });
    stages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arm::{ResourceId, Timestamp};

    fn states(stages: &[Stage]) -> String {
        let word = |it: &Stage| match it.state {
            State::Done => "done",
            State::Yours => "yours",
            State::Theirs => "theirs",
            State::Later => "later",
        };
        stages.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one row per place in the way")]
    fn each_side_sees_whose_turn_it_is() {
        let receipt = Receipt {
            provider: "p".into(),
            application: "a".into(),
            resource: ResourceId::of_group("s", "g"),
            customer: "c".into(),
            key: "https://kv.vault.azure.net/keys/k".into(),
            principal: "o".into(),
            issued: Timestamp(0),
        };
        let asked = || "Made today.".to_owned();
        let providers = [
            (
                ProviderKnows::default(),
                "yours later later later later later later",
            ),
            (
                ProviderKnows {
                    requested: asked(),
                    ..ProviderKnows::default()
                },
                "done done theirs later later later later",
            ),
            (
                ProviderKnows {
                    requested: asked(),
                    receipt: Some(&receipt),
                    ..ProviderKnows::default()
                },
                "done done done done done done yours",
            ),
            (
                ProviderKnows {
                    in_use: "k".into(),
                    ..ProviderKnows::default()
                },
                "done done done done done done done",
            ),
        ];
        for (knows, expected) in providers {
            assert_eq!(states(&as_provider(&knows)), expected, "{knows:?}");
        }
        let customers = [
            (
                CustomerKnows::default(),
                "done done yours later later later later",
            ),
            (
                CustomerKnows {
                    installed: Some("o".into()),
                    ..CustomerKnows::default()
                },
                "done done done yours later later later",
            ),
            (
                CustomerKnows {
                    granted: "k".into(),
                    ..CustomerKnows::default()
                },
                "done done done done done yours later",
            ),
        ];
        for (knows, expected) in customers {
            assert_eq!(states(&as_customer(&knows)), expected, "{knows:?}");
        }
        let words = next(&as_provider(&ProviderKnows::default()));
        assert_eq!(
            words,
            "Your turn: an application is prepared that may open vaults of others."
        );
    }
}
