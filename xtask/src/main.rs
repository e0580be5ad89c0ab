//! The project's commands, started as `cargo xtask <command>`.

fn main() {}
