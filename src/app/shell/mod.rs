//! What stands around every page: banner, top bar, navigation.
#![allow(dead_code, unused_imports, reason = "the pages that use it land next")]

pub mod icons;
mod title;

pub use title::Title;
