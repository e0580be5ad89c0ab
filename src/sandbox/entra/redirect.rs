//! The way back to the application, with what it asked for or with the reason why not.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Call;
use super::failure::Failure;
use crate::arm::Response;

/// What a value may hold unescaped.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// How the application wants to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In the query.
    Query,
    /// Behind the `#`, which never reaches a server.
    Fragment,
}

/// An application's place, and the state it wants to see again.
pub(super) struct Return<'a> {
    pub(super) uri: &'a str,
    pub(super) mode: Mode,
    pub(super) state: Option<&'a str>,
}

impl Return<'_> {
    pub(super) fn with(&self, pairs: &[(&str, &str)]) -> Response {
        let state = self.state.map(|it| ("state", it));
        let pairs = pairs.iter().copied().chain(state);
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, VALUE)))
            .collect();
        let mark = match self.mode {
            Mode::Fragment => '#',
            Mode::Query if self.uri.contains('?') => '&',
            Mode::Query => '?',
        };
        let place = format!("{}{mark}{}", self.uri, pairs.join("&"));
        Response::empty(302).header("location", place)
    }

    pub(super) fn failed(&self, call: &Call<'_>, failure: &Failure) -> Response {
        let description = failure.described(call);
        let uri = format!("{}/error?code={}", call.names.login, failure.number);
        let mut pairs = vec![
            ("error", failure.error),
            ("error_description", description.as_str()),
            ("error_uri", uri.as_str()),
        ];
        if let Some(claims) = &failure.claims {
            pairs.push(("claims", claims));
            pairs.push(("error_subcode", "basic_action"));
        }
        self.with(&pairs)
    }
}
