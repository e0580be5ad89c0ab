//! Why a link is not taken, in words.

use crate::arm::Timestamp;

/// Why a link is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none of this console's links.
    NoLink,
    /// Another version of the console made it.
    OtherVersion(String),
    /// Its end is missing.
    Truncated,
    /// It is not as it was made.
    Changed,
    /// It lacks something, or holds what does not fit there: its name.
    Lacks(&'static str),
    /// It is a receipt where a request is wanted, or the other way round.
    OtherKind,
    /// It was good until this time.
    Expired(Timestamp),
    /// It was made later than it is now.
    NotYet(Timestamp),
    /// A request was opened in the directory that made it.
    OwnDirectory,
    /// A receipt was opened in another directory than the one that asked: that one's tenant id.
    OtherDirectory(String),
    /// It is about another resource: that one's name.
    OtherResource(String),
    /// It is about another application: that one's ID.
    OtherApplication(String),
}

impl Refused {
    /// What is wrong with it, in one sentence.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::NoLink => "This is no link between a provider and a customer.".into(),
            Self::OtherVersion(version) => {
                format!("This link has the format {version}, which this console does not read.")
            }
            Self::Truncated => "The end of this link is missing.".into(),
            Self::Changed => "This link was changed or damaged on its way.".into(),
            Self::Lacks(name) => format!("This link does not say properly what it should: {name}."),
            Self::OtherKind => "This link is for the other side.".into(),
            Self::Expired(at) => format!("This link was good until {}.", at.day_and_clock()),
            Self::NotYet(at) => format!("This link says it was made on {}.", at.day_and_clock()),
            Self::OwnDirectory => {
                "You have opened this request in the directory of the provider who made it.".into()
            }
            Self::OtherDirectory(tenant) => {
                format!("This receipt is for the directory {tenant}, and you are in another one.")
            }
            Self::OtherResource(name) => format!("This receipt is about {name}."),
            Self::OtherApplication(id) => format!("This receipt is about the application {id}."),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn next(&self) -> &'static str {
        match self {
            Self::NoLink | Self::Lacks(_) => {
                "Ask whoever sent it for the whole link, copied by the button made for it."
            }
            Self::OtherVersion(_) => {
                "Load this page again. If that does not help, the two of you use consoles of different age."
            }
            Self::Truncated => {
                "Mail programs cut long links. Ask for it again, and copy it as a whole."
            }
            Self::Changed => "Nothing in it is believed. Ask whoever made it to send it again.",
            Self::OtherKind => {
                "A request goes from the provider to the customer, a receipt comes back. Open it on the page it was made for."
            }
            Self::Expired(_) => {
                "Ask whoever made it for a new one; nothing else has to be done again."
            }
            Self::NotYet(_) => "Compare the clock of this computer with that of whoever made it.",
            Self::OwnDirectory => {
                "Send it to your customer. Whoever has the key opens it, signed in to the directory of the key."
            }
            Self::OtherDirectory(_) => {
                "Sign in to that directory, or give the link to whoever works there."
            }
            Self::OtherResource(_) => "Open the receipt by its link; it leads to the right one.",
            Self::OtherApplication(_) => "Ask the customer for a receipt of the request you sent.",
        }
    }
}
