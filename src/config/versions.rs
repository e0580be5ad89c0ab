//! API versions other than the ones the console was written against.

use std::collections::BTreeMap;

use crate::arm::{Request, ResourceId};
use crate::plan::{Plan, Work};

/// API versions by ARM type, in lower case. A new one may be needed before the console knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiVersions(BTreeMap<String, String>);

impl ApiVersions {
    /// Another version for a type.
    pub fn set(&mut self, arm_type: &str, version: &str) {
        self.0
            .insert(arm_type.to_ascii_lowercase(), version.to_owned());
    }

    /// Puts the configured version into a request. Doing it twice changes nothing more.
    pub fn apply(&self, request: &mut Request) {
        if self.0.is_empty() || request.url.contains("://") {
            return;
        }
        let Some(version) = self.wanted(request.path()) else {
            return;
        };
        let Some(old) = request.api_version().map(str::to_owned) else {
            return;
        };
        let (from, to) = (
            format!("api-version={old}"),
            format!("api-version={version}"),
        );
        request.url = request.url.replacen(&from, &to, 1);
    }

    /// Puts the configured versions into everything a plan would send, so that what is shown is
    /// what is sent.
    pub fn apply_to(&self, plan: &mut Plan) {
        for step in plan.steps.iter_mut().chain([&mut plan.proof]) {
            match &mut step.work {
                Work::Send {
                    request, shown_by, ..
                } => {
                    self.apply(request);
                    self.apply(&mut shown_by.read);
                }
                Work::Follow { shown_by, .. } => self.apply(&mut shown_by.read),
                Work::Watch(watch) => self.apply(&mut watch.read),
                Work::HandOver(hand_over) => {
                    if let Some(watch) = &mut hand_over.shown_by {
                        self.apply(&mut watch.read);
                    }
                }
            }
        }
    }

    fn wanted(&self, path: &str) -> Option<&str> {
        // A list ends with its type and has no name after it.
        let arm_type = ResourceId::parse(path).ok()?.arm_type()?;
        self.0
            .get(&arm_type.to_ascii_lowercase())
            .map(String::as_str)
    }
}

/// `Microsoft.Storage/storageAccounts`, children included.
pub(super) fn is_type(text: &str) -> bool {
    let mut parts = text.split('/');
    let plain = |it: &str| {
        !it.is_empty()
            && it
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'.')
    };
    let namespace = parts.next().is_some_and(|it| plain(it) && it.contains('.'));
    let mut kinds = parts.peekable();
    namespace && kinds.peek().is_some() && kinds.all(plain)
}

/// `2024-01-01`, or with `-preview` behind it.
pub(super) fn is_version(text: &str) -> bool {
    let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let digits = |it: &str, len: usize| it.len() == len && it.bytes().all(|it| it.is_ascii_digit());
    let mut parts = day.split('-');
    let mut next = |len| parts.next().is_some_and(|it| digits(it, len));
    let is_day = next(4) && next(2) && next(2);
    let plain = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
    is_day && (rest.is_empty() || rest.starts_with('-')) && rest.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_type_gets_another_version() {
        let mut versions = ApiVersions::default();
        versions.set("Microsoft.Storage/storageAccounts", "2030-01-01");
        let account =
            "/subscriptions/s/resourceGroups/g/providers/microsoft.storage/StorageAccounts/a";
        let rows = [
            (account.to_owned(), "2030-01-01"),
            (format!("{account}/encryptionScopes/e"), "2025-01-01"),
            (
                "/subscriptions/s/providers/Microsoft.Storage/storageAccounts".into(),
                "2030-01-01",
            ),
            ("/subscriptions".into(), "2025-01-01"),
        ];
        for (path, version) in rows {
            let mut request = Request::get(&path, "2025-01-01").query("$expand", "x");
            versions.apply(&mut request);
            assert_eq!(request.api_version(), Some(version), "{path}");
            assert!(request.url.ends_with("&$expand=x"), "{}", request.url);
        }
    }

    #[test]
    fn an_address_from_an_answer_keeps_its_version() {
        let mut versions = ApiVersions::default();
        versions.set("A.B/c", "2030-01-01");
        let url = "https://management.azure.com/subscriptions/s/providers/A.B/c/d?api-version=1";
        let mut request = Request::follow(url);
        versions.apply(&mut request);
        assert_eq!(request.url, url);
    }
}
