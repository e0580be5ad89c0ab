//! The browser half: mounts the console.

fn main() {}
