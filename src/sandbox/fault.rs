//! Faults by name: what can be made to go wrong, and for which requests.

mod names;

use serde::{Deserialize, Serialize};

use names::EVERY;

use super::people::number;
use super::seed::Seed;
use crate::arm::Method;

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Too many requests.
    Throttling,
    /// A gateway or a provider fails.
    ServerError,
    /// The write happens and nobody hears of it.
    LostAnswer,
    /// Nothing happens and nobody answers.
    DroppedRequest,
    /// The token has run out early.
    ExpiredToken,
    /// Conditional Access wants a second factor.
    ClaimsChallenge,
    /// Work takes hours.
    SlowOperation,
    /// A list goes on at a stranger's address.
    HostileNextLink,
    /// A write is answered as done and is not.
    AcceptedNotApplied,
    /// Another version of the key is taken.
    WrongVersion,
    /// A grant has no effect, ever.
    GrantNeverArrives,
    /// Reads lag behind.
    StaleReads,
    /// Somebody else is writing.
    Conflict,
    /// Work that succeeds is reported as failed.
    ReportedFailure,
    /// What was retired is not made any more.
    RetiredService,
    /// An ID token is not for whoever asked.
    ForeignIdToken,
}

/// A fault that is switched on, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultSetting {
    /// What goes wrong.
    pub fault: Fault,
    /// How often.
    #[serde(default)]
    pub times: Times,
    /// Only for this verb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Only where the path holds this text, ignoring case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Only where the body holds this text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// How often a fault strikes among the requests it fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Times {
    /// Every time.
    #[default]
    Always,
    /// The next so many times.
    Next(u32),
    /// About once in so many times; the seed decides which.
    OneIn(u32),
}

/// A request as faults look at it.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) method: Method,
    pub(super) path: &'a str,
    pub(super) body: &'a str,
    /// Whether it could change anything.
    pub(super) writes: bool,
    /// What makes this request differ from every other one.
    pub(super) token: &'a str,
    pub(super) seed: Seed,
}

impl Fault {
    /// Every fault there is.
    pub fn all() -> impl Iterator<Item = Self> {
        EVERY.iter().map(|it| it.0)
    }

    /// The fault with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        EVERY.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    /// `accepted-not-applied`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What happens, in a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        self.row().2
    }

    /// Always, for every request it fits.
    #[must_use]
    pub fn always(self) -> FaultSetting {
        FaultSetting {
            fault: self,
            times: Times::Always,
            method: None,
            path: None,
            body: None,
        }
    }

    /// For the next so many requests it fits.
    #[must_use]
    pub fn next(self, times: u32) -> FaultSetting {
        FaultSetting {
            times: Times::Next(times),
            ..self.always()
        }
    }

    /// For about one in so many requests it fits.
    #[must_use]
    pub fn one_in(self, times: u32) -> FaultSetting {
        FaultSetting {
            times: Times::OneIn(times),
            ..self.always()
        }
    }

    /// Whether it happens while somebody signs in, which the people of the sandbox never do in the
    /// console.
    #[must_use]
    pub fn is_of_signing_in(self) -> bool {
        self == Self::ForeignIdToken
    }

    /// Whether this can happen to such a request at all.
    fn fits(self, sight: &Sight<'_>) -> bool {
        match self {
            Self::Throttling | Self::ServerError | Self::DroppedRequest | Self::ExpiredToken => {
                true
            }
            Self::HostileNextLink | Self::StaleReads => sight.method == Method::Get,
            Self::Conflict => sight.writes && sight.method != Method::Post,
            Self::LostAnswer
            | Self::ClaimsChallenge
            | Self::SlowOperation
            | Self::AcceptedNotApplied
            | Self::WrongVersion
            | Self::GrantNeverArrives
            | Self::ReportedFailure => sight.writes,
            Self::RetiredService => {
                let mut parts = sight.path.rsplit('/');
                let kind = parts.nth(1).unwrap_or_default();
                sight.method == Method::Put
                    && kind.eq_ignore_ascii_case("integrationServiceEnvironments")
            }
            Self::ForeignIdToken => sight.path.ends_with("/oauth2/v2.0/token"),
        }
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        EVERY.iter().find(|it| it.0 == self).unwrap_or(&EVERY[0])
    }
}

impl FaultSetting {
    /// Only for one verb.
    #[must_use]
    pub fn on(mut self, method: Method) -> Self {
        self.method = Some(method);
        self
    }

    /// Only where the path holds a text.
    #[must_use]
    pub fn below(mut self, path: &str) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Only where the body holds a text.
    #[must_use]
    pub fn saying(mut self, body: &str) -> Self {
        self.body = Some(body.to_owned());
        self
    }

    /// Whether it strikes this request.
    pub(super) fn strikes(&self, sight: &Sight<'_>) -> bool {
        let path = sight.path.to_ascii_lowercase();
        let below = |it: &String| path.contains(&it.to_ascii_lowercase());
        self.fault.fits(sight)
            && self.method.is_none_or(|it| it == sight.method)
            && self.path.as_ref().is_none_or(below)
            && self.body.as_ref().is_none_or(|it| sight.body.contains(it))
            && match self.times {
                Times::Always => true,
                Times::Next(left) => left > 0,
                Times::OneIn(times) => {
                    let about = format!("{} {}", self.fault.name(), sight.token);
                    number(sight.seed, &about).is_multiple_of(u64::from(times.max(1)))
                }
            }
    }

    /// Counts a strike.
    pub(super) fn spend(&mut self) {
        if let Times::Next(left) = &mut self.times {
            *left = left.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGHT: Sight<'static> = Sight {
        method: Method::Patch,
        path: "/subscriptions/s/providers/Microsoft.Storage/storageAccounts/a",
        body: "{\"keyname\":1}",
        writes: true,
        token: "7",
        seed: Seed::of(1),
    };

    #[test]
    fn names_are_read_back_and_every_fault_says_what_it_does() {
        for fault in Fault::all() {
            assert_eq!(Fault::named(fault.name()), Some(fault));
            assert!(fault.sentence().ends_with('.'), "{}", fault.name());
            let stored = serde_json::to_value(fault).expect("a name");
            assert_eq!(stored, fault.name());
        }
    }

    #[test]
    fn a_fault_strikes_only_what_it_is_set_for() {
        let rows = [
            (Fault::Conflict.always(), true),
            (Fault::StaleReads.always(), false),
            (Fault::Throttling.next(0), false),
            (Fault::Throttling.next(1).on(Method::Get), false),
            (Fault::LostAnswer.always().below("STORAGEACCOUNTS/A"), true),
            (Fault::LostAnswer.always().below("vaults"), false),
            (Fault::LostAnswer.always().saying("keyname"), true),
            (Fault::LostAnswer.always().saying("identity"), false),
        ];
        for (setting, expected) in rows {
            assert_eq!(setting.strikes(&SIGHT), expected, "{setting:?}");
        }
    }

    #[test]
    fn about_one_in_so_many_is_struck_and_always_the_same_ones() {
        let struck = |seed: u64| -> Vec<usize> {
            (0..1000)
                .filter(|it| {
                    let token = it.to_string();
                    let sight = Sight {
                        token: &token,
                        seed: Seed::of(seed),
                        ..SIGHT
                    };
                    Fault::Throttling.one_in(10).strikes(&sight)
                })
                .collect()
        };
        assert!((50..200).contains(&struck(1).len()), "{}", struck(1).len());
        assert_eq!(struck(1), struck(1));
        assert_ne!(struck(1), struck(2));
    }
}
