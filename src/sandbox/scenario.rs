//! What a sandbox begins with.

mod customers;
mod environments;
mod everyday;
mod foundry;
mod logs;
mod making;
mod nothing_set_up;
mod provider;
mod revoked;
mod script;

use serde::{Deserialize, Serialize};

use super::seed::Seed;
use super::state::State;
use crate::arm::Timestamp;

/// A beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// Accounts, vaults and keys in three directories, well kept and not: what a visitor meets.
    #[default]
    Everyday,
    /// Three directories, their people, a subscription each with one empty group: for tests that
    /// build what they need.
    NothingSetUp,
}

/// Monday 23 November 2026, 14:30 UTC: where every scenario begins.
const BEGINNING: Timestamp = Timestamp(1_795_444_200_000);

impl Scenario {
    /// The state at the beginning, and the simulated time.
    pub(super) fn build(self, seed: Seed) -> (State, Timestamp) {
        let mut script = script::Script::new(seed);
        match self {
            Self::Everyday => everyday::write(&mut script),
            Self::NothingSetUp => nothing_set_up::write(&mut script),
        }
        (script.end(BEGINNING), BEGINNING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_is_the_monday_it_says() {
        assert_eq!(BEGINNING.day_and_clock(), "Mon 23 Nov 2026, 14:30 UTC");
    }

    #[test]
    fn the_seed_decides_everything() {
        for scenario in [Scenario::Everyday, Scenario::NothingSetUp] {
            assert_eq!(
                scenario.build(Seed::of(7)),
                scenario.build(Seed::of(7)),
                "{scenario:?}"
            );
            assert_ne!(
                scenario.build(Seed::of(7)),
                scenario.build(Seed::of(8)),
                "{scenario:?}"
            );
        }
    }
}
