//! One of several answers a person may choose.

/// An answer to choose; one that cannot be chosen stays visible and says why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What choosing it means.
    pub help: Option<String>,
    /// Why it cannot be chosen now.
    pub unavailable: Option<String>,
}

impl Choice {
    /// A choice that needs no explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
            ..Choice::default()
        }
    }

    /// Says what choosing it means.
    pub fn help(mut self, help: impl Into<String>) -> Choice {
        self.help = Some(help.into());
        self
    }

    /// Says why it cannot be chosen now.
    pub fn unavailable(mut self, reason: impl Into<String>) -> Choice {
        self.unavailable = Some(reason.into());
        self
    }
}
