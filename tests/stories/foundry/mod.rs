//! Foundry accounts and their kin: from nothing to a proved key, what is said before, and the ways
//! out.

mod before;
mod creating;
mod ways_out;

use cmk_console::arm::ResourceId;
use serde_json::Value;

use crate::console::Wish;
use crate::console::places::{AI, DELETED_AI, Place};

fn on(place: &Place, action: &str, account: &str) -> Wish {
    Wish::new(AI, action, Some(&place.find(AI, account)))
}

fn on_deleted(place: &Place, action: &str, account: &str) -> Wish {
    Wish::new(DELETED_AI, action, Some(&place.find(DELETED_AI, account)))
}

fn shown(place: &Place, id: &ResourceId) -> Value {
    place.read(id, "2025-06-01")
}
