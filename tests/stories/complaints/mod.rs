//! What people complain about in public when they set customer-managed keys up elsewhere, a test
//! each: here it does not happen, or it is said before.

mod clusters;
mod order;
mod vaults;

use crate::console::Wish;
use crate::console::places::Place;

const ORDERS: &str = "kv-fabrikam-prod/orders-cmk";

fn use_my_key(place: &Place) -> Wish {
    place.use_my_key("fabrikamorders", ORDERS)
}
