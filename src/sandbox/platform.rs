//! What Resource Manager answers itself, each kind of thing as a part of its own.

pub(super) mod activity;
pub(super) mod eligible;
pub(super) mod groups;
pub(super) mod lockbox;
pub(super) mod locks;
pub(super) mod moves;
pub(super) mod permissions;
pub(super) mod policy;
pub(super) mod providers;
pub(super) mod resources;
pub(super) mod role_assignments;
pub(super) mod role_definitions;
pub(super) mod subscriptions;
pub(super) mod work;

/// Versions of groups, providers and the generic list that clients send, newest first.
const RESOURCES: &[&str] = &[
    "2025-04-01",
    "2025-03-01",
    "2024-11-01",
    "2024-07-01",
    "2024-03-01",
    "2023-07-01",
    "2022-09-01",
    "2021-04-01",
    "2020-10-01",
    "2020-06-01",
];
