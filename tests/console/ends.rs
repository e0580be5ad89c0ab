//! How a wish ends, in a few words that tests compare.

use cmk_console::form::Invalid;
use cmk_console::plan::run::CannotStart;
use cmk_console::plan::{Outcome, Run};

/// How a wish ends.
#[derive(Debug)]
pub enum End {
    /// An answer will not do.
    Invalid(Invalid),
    /// Nothing was sent.
    NotStarted(CannotStart),
    /// A run was carried out.
    Ended(Box<Run>),
}

impl End {
    /// `Proved`, `blocked by key`, `no identity`, `Refused AuthorizationFailed`.
    pub fn words(&self) -> String {
        match self {
            Self::Invalid(invalid) => format!("no {}", invalid.field),
            Self::NotStarted(CannotStart::Blocked(checks)) => {
                let ids: Vec<&str> = checks.iter().map(|it| it.id.as_str()).collect();
                format!("blocked by {}", ids.join(", "))
            }
            Self::NotStarted(CannotStart::Busy(_)) => "busy".into(),
            Self::NotStarted(CannotStart::Unlawful(broken)) => {
                panic!("an unlawful plan was offered: {broken:?}")
            }
            Self::Ended(run) => outcome_words(run.outcome.as_ref().expect("a run that has ended")),
        }
    }

    /// Whether success is claimed.
    pub fn claims_success(&self) -> bool {
        matches!(self, Self::Ended(run) if run.outcome.as_ref().is_some_and(Outcome::is_success))
    }
}

fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Proved { .. } => "Proved".into(),
        Outcome::NotProved { .. } => "NotProved".into(),
        Outcome::Refused(error) => format!("Refused {}", error.code),
        Outcome::TooLate { .. } => "TooLate".into(),
        Outcome::Unknown { .. } => "Unknown".into(),
        Outcome::NotSent { .. } => "NotSent".into(),
        Outcome::Stopped => "Stopped".into(),
    }
}
