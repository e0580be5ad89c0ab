//! The sandbox as a Web Worker.

fn main() {}
