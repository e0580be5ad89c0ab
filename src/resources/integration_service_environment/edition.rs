//! The two editions of the article, each for an API version of its own.

use crate::arm::{Source, versions};
use crate::form::{Answers, Field, Input};

/// Which edition of the article is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edition {
    /// For 2019-05-01: either identity, either endpoint.
    Newer,
    /// For 2018-07-01-preview: the environment's own identity, an external endpoint.
    Older,
}

/// The API version of the older edition.
pub(super) const PREVIEW: &str = "2018-07-01-preview";

/// The newer edition.
pub(super) const NEWER: Source = Source::new(
    "Customer-managed keys for ISEs, edition for 2019-05-01",
    "https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment",
    "2026-08-21",
);

/// The older edition; its page was replaced by the newer one.
pub(super) const OLDER: Source = Source::new(
    "Customer-managed keys for ISEs, edition of January 2020 for 2018-07-01-preview",
    "https://learn.microsoft.com/azure/logic-apps/customer-managed-keys-integration-service-environment",
    "2026-08-21",
);

impl Edition {
    /// Reads the answer to [`question`].
    pub(super) fn of(answers: &Answers) -> Self {
        match answers.is("edition", PREVIEW) {
            true => Self::Older,
            false => Self::Newer,
        }
    }

    /// The API version of the request that creates.
    pub(super) fn api_version(self) -> &'static str {
        match self {
            Self::Newer => versions::LOGIC,
            Self::Older => PREVIEW,
        }
    }
}

/// Which API version the request is for.
pub(super) fn question() -> Field {
    Field::new(
        "edition",
        "API version",
        Input::choice(&[
            (
                versions::LOGIC,
                "2019-05-01",
                "Either kind of identity, either endpoint. Connectors are added one by one.",
            ),
            (
                PREVIEW,
                "2018-07-01-preview",
                "The environment's own identity and an external endpoint. Whether Azure ever took this PUT is not verified.",
            ),
        ]),
    )
    .initial(versions::LOGIC)
}
