//! What Resource Manager answers itself, each kind of thing as a part of its own.

pub(super) mod groups;
pub(super) mod locks;
pub(super) mod permissions;
pub(super) mod policy;
pub(super) mod providers;
pub(super) mod resources;
pub(super) mod role_assignments;
pub(super) mod role_definitions;
pub(super) mod subscriptions;
pub(super) mod work;
