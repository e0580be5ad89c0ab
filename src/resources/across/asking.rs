//! Whether Microsoft Graph answers, or people do what it would.

use crate::arm::{Failure, Known, Read};
use crate::plan::{Check, Finding};
use crate::resources::Ask;

/// Who does what the directory needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Graph {
    /// Microsoft Graph, and this console sees what came of it.
    Answers,
    /// People, for this reason.
    Silent(String),
}

impl Graph {
    /// Whether Graph may be asked and has answered these.
    #[must_use]
    pub fn of(ask: &Ask<'_>, reads: &[Read]) -> Self {
        if !ask.graph {
            return Self::Silent("This console is set up without Microsoft Graph.".into());
        }
        let failed = reads.iter().find_map(|it| match ask.facts.known(it) {
            Known::Failed(failure) => Some(failure),
            Known::NotRead | Known::Present(_) | Known::Missing => None,
        });
        failed.map_or(Self::Answers, |it| Self::Silent(why(it)))
    }

    /// Whether it does.
    #[must_use]
    pub fn answers(&self) -> bool {
        *self == Self::Answers
    }

    /// Says so where it does not.
    #[must_use]
    pub fn check(&self, ask: &Ask<'_>, reads: &[Read]) -> Option<Check> {
        let Self::Silent(why) = self else {
            return None;
        };
        let headline =
            "Microsoft Graph cannot be asked, so people do its steps and say when they are done.";
        let check = Check::new("graph", Finding::Warning, headline)
            .reason(why.clone())
            .evidence("Application.Read.All, Application.ReadWrite.All");
        Some(check.as_of(ask.facts.as_of(reads)))
    }
}

fn why(failure: &Failure) -> String {
    match failure {
        Failure::Refused(error) if error.status == 403 => {
            "You may not read applications in this directory.".into()
        }
        Failure::Refused(error) => format!("It answered {} {}.", error.status, error.code),
        Failure::Lost(_) => "No answer arrived.".into(),
        Failure::Unreadable(why) => format!("Its answer could not be understood: {why}."),
        Failure::Untrusted(_) => "Its answer led elsewhere and was not followed.".into(),
    }
}
