//! The bytes that a visitor's browser loads, compressed as hosts compress files ahead of time.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::problem::Problem;

/// A file and its size, in bytes, compressed with brotli at its best.
pub type Size = (String, usize);

/// What loads only when it is used: the sandbox, MSAL, and the page that signing in comes back to.
const LATER: &[&str] = &["sandbox_worker", "vendor", "auth"];

/// What is loaded until the console can be used.
pub fn of_console(folder: &Path) -> Result<Vec<Size>, Problem> {
    let mut sizes = of_page(folder)?;
    sizes.retain(|(name, _)| !LATER.iter().any(|it| name.starts_with(it)));
    Ok(sizes)
}

/// Every file of a folder, the largest first.
pub fn of_page(folder: &Path) -> Result<Vec<Size>, Problem> {
    let failed = |it| Problem::file(folder, &it);
    let mut sizes = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            let content = fs::read(&path).map_err(|it| Problem::file(&path, &it))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            sizes.push((name.into_owned(), compressed(&content)));
        }
    }
    sizes.sort_by_key(|it| std::cmp::Reverse(it.1));
    Ok(sizes)
}

fn compressed(content: &[u8]) -> usize {
    let mut bytes = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut bytes, 4096, 11, 24);
    // Writing to memory cannot fail.
    let _ = writer.write_all(content);
    drop(writer);
    bytes.len()
}
