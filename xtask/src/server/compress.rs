//! Brotli, once for each content.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Mutex;

/// What was compressed already, by content.
#[derive(Default)]
pub struct Compressed {
    known: Mutex<HashMap<Vec<u8>, Vec<u8>>>,
}

impl Compressed {
    /// The compressed form of some content.
    pub fn of(&self, content: Vec<u8>) -> Vec<u8> {
        // A thread that panicked while holding the lock left nothing half done.
        let mut known = self
            .known
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        known
            .entry(content)
            .or_insert_with_key(|it| compress(it))
            .clone()
    }
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
