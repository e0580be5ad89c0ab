//! The pure half of cmk-console: everything that needs no browser, no async runtime and no clock.
//!
//! Read it from the bottom up: [`arm`] is the Resource Manager protocol, [`directory`] how people
//! sign in, [`keys`] what a customer-managed key is, [`form`] and [`plan`] how a wish becomes
//! requests, [`resources`] the Azure resource types, and [`sandbox`] an Azure to try it all on.

pub mod arm;
pub mod config;
pub mod deployment;
pub mod directory;
pub mod form;
pub mod keys;
pub mod palette;
pub mod plan;
pub mod resources;
pub mod routes;
pub mod sandbox;
