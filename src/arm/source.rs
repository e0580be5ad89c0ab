//! Where a rule about Azure comes from, and when it was read there.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A page or a specification file that a rule rests on. Azure's pages change and contradict each
/// other, so the screen shows the date beside the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The page's title.
    pub title: Cow<'static, str>,
    /// Its address, always `https`.
    pub url: Cow<'static, str>,
    /// The day it was read: `2026-08-21`.
    pub read: Cow<'static, str>,
}

impl Source {
    /// A page, read on a day.
    #[must_use]
    pub const fn new(title: &'static str, url: &'static str, read: &'static str) -> Self {
        Self {
            title: Cow::Borrowed(title),
            url: Cow::Borrowed(url),
            read: Cow::Borrowed(read),
        }
    }
}
