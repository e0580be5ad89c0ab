//! What the browser offers and no crate binds: locks, channels, a database, and the moments at
//! which a sleeping page should look at its clock.
//!
//! Both binaries use it; `JsValue` does not leave this folder.

#![allow(dead_code, reason = "each binary uses its own part of it")]
pub mod bell;
pub mod channel;
pub mod database;
pub mod fetch;
pub mod file;
pub mod locks;
pub mod notification;
pub mod script;
pub mod slot;
pub mod tab;
pub mod wake;
