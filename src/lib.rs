//! The pure half of cmk-console: everything that needs no browser, no async runtime and no clock.
