//! Brotli, once for each content.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{LazyLock, Mutex};

/// What was compressed already, by the tag of its content; shared by all sites of a process.
static KNOWN: LazyLock<Mutex<HashMap<String, Vec<u8>>>> = LazyLock::new(Mutex::default);

/// The compressed form of the content with this tag.
pub fn compressed(tag: &str, content: &[u8]) -> Vec<u8> {
    // A thread that panicked while holding the lock left nothing half done.
    let mut known = KNOWN
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(it) = known.get(tag) {
        return it.clone();
    }
    let it = compress(content);
    known.insert(tag.to_owned(), it.clone());
    it
}

/// A quality that takes a moment; a deployment's host would spend more, for some per cent less.
fn compress(content: &[u8]) -> Vec<u8> {
    const QUALITY: u32 = 9;
    const WINDOW: u32 = 22;
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, QUALITY, WINDOW);
    // Writing to memory cannot fail.
    let _ = writer.write_all(content);
    drop(writer);
    compressed
}
