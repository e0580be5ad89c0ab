//! The wall clock, which the core is given and never asks.

use std::time::SystemTime;

use cmk_console::arm::Timestamp;

/// The time now.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    // A clock before 1970 is as good as none.
    Timestamp(0) + since.unwrap_or_default()
}
