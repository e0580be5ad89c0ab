//! How a wish ends, in a few words that tests compare.

use cmk_console::form::Invalid;
use cmk_console::plan::Run;
use cmk_console::plan::run::CannotStart;

use crate::console::{Beside, Console, Wish, truth, words};

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
            Self::Ended(run) => words(run.outcome.as_ref().expect("a run that has ended")),
        }
    }
}

impl End {
    /// The run it came to.
    pub fn run(self) -> Run {
        match self {
            Self::Ended(run) => *run,
            other => panic!("nothing was started: {other:?}"),
        }
    }
}

impl Console<'_> {
    /// From the wish to its end, with nothing beside.
    pub fn fulfil(&self, wish: &Wish) -> End {
        self.fulfil_beside(wish, &mut Beside::nothing())
    }

    /// From the wish to its end; what is said of it must be so.
    pub fn fulfil_beside(&self, wish: &Wish, beside: &mut Beside<'_>) -> End {
        let plan = match self.plan(wish) {
            Ok(plan) => plan,
            Err(invalid) => return End::Invalid(invalid),
        };
        match self.start(plan) {
            Err(why) => End::NotStarted(why),
            Ok(run) => self.end(wish, run, beside),
        }
    }

    /// Carries a run out; what is said of it must be so.
    pub fn end(&self, wish: &Wish, run: Run, beside: &mut Beside<'_>) -> End {
        let run = self.carry_out(run, beside);
        truth::check(self.time, wish, &run);
        End::Ended(Box::new(run))
    }
}
