//! Ids for elements that refer to one another.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// An id no other element of this document has, such as `field-7`.
pub fn unique(what: &str) -> String {
    let number = NEXT.replace(NEXT.get() + 1);
    format!("{what}-{number}")
}
