//! The files of the project and what stands in them.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with its path from the root of the project.
pub struct File {
    pub path: String,
    pub text: String,
}

/// The files below a folder whose name ends so, in order of their paths.
pub fn files(folder: &str, ending: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join(folder), &mut found);
    let mut files: Vec<File> = found
        .into_iter()
        .filter(|it| it.to_string_lossy().ends_with(ending))
        .map(|it| File {
            path: it
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/"),
            text: fs::read_to_string(&it)
                .unwrap_or_else(|why| unreachable!("{}: {why}", it.display())),
        })
        .collect();
    assert!(!files.is_empty(), "{folder} holds no {ending} files");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|why| unreachable!("{}: {why}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let foreign = ["target", "node_modules", "dist"].contains(&name.as_str());
        if path.is_dir() && !foreign && !name.starts_with('.') {
            collect(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

impl File {
    /// The lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }

    /// Names a line as compilers do.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// The same text, as long and with the same lines, with comments and texts blanked out.
    pub fn code(&self) -> String {
        Blanking::new(&self.text).code()
    }

    /// The line of a place in the text.
    pub fn line_of(&self, place: usize) -> usize {
        self.text[..place].matches('\n').count() + 1
    }

    /// Whether it holds tests only.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

/// Walks through Rust source and keeps only what is code.
struct Blanking<'a> {
    rest: &'a str,
    code: String,
}

impl<'a> Blanking<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            code: String::with_capacity(text.len()),
        }
    }

    fn code(mut self) -> String {
        while let Some(next) = self.rest.chars().next() {
            let length = match next {
                '/' if self.rest.starts_with("//") => {
                    self.rest.find('\n').unwrap_or(self.rest.len())
                }
                '/' if self.rest.starts_with("/*") => self.until("*/", 2),
                '"' => self.text(),
                'r' if self.begins_raw() => self.raw(),
                '\'' => self.letter(),
                _ => {
                    self.code.push(next);
                    self.rest = &self.rest[next.len_utf8()..];
                    continue;
                }
            };
            self.blank(length);
        }
        self.code
    }

    fn blank(&mut self, length: usize) {
        let (gone, rest) = self.rest.split_at(length);
        self.code
            .extend(gone.bytes().map(|it| if it == b'\n' { '\n' } else { ' ' }));
        self.rest = rest;
    }

    fn until(&self, end: &str, from: usize) -> usize {
        self.rest[from..]
            .find(end)
            .map_or(self.rest.len(), |it| from + it + end.len())
    }

    fn text(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut at = 1;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        (at + 1).min(bytes.len())
    }

    fn begins_raw(&self) -> bool {
        let name_goes_on = self
            .code
            .ends_with(|it: char| it.is_alphanumeric() || it == '_');
        let hashes = self.rest[1..].trim_start_matches('#');
        !name_goes_on && hashes.starts_with('"')
    }

    fn raw(&self) -> usize {
        let hashes = self.rest[1..].bytes().take_while(|it| *it == b'#').count();
        let end = format!("\"{}", "#".repeat(hashes));
        self.until(&end, hashes + 2)
    }

    /// A letter such as `'"'`; a lifetime is code.
    fn letter(&self) -> usize {
        let mut letters = self.rest[1..].char_indices();
        let closes = match letters.next() {
            Some((_, '\\')) => self.rest[3..].find('\'').map(|it| it + 4),
            Some((_, letter)) => {
                let after = 1 + letter.len_utf8();
                self.rest[after..].starts_with('\'').then_some(after + 1)
            }
            None => None,
        };
        closes.unwrap_or(1)
    }
}

#[test]
fn texts_and_comments_are_no_code() {
    let file = |text: &str| File {
        path: String::new(),
        text: text.into(),
    };
    let rows = [
        ("a // crate::b\nc", "a            \nc"),
        ("\"crate::b\" c", "           c"),
        (r#""\"x" c"#, "      c"),
        ("r#\"a\"b\"# c", "         c"),
        ("'\"' c '\\'' d", "    c      d"),
        ("fn a<'b>(c: &'b d)", "fn a< b>(c: & b d)"),
        ("/* a\n */ b", "    \n    b"),
    ];
    for (text, code) in rows {
        assert_eq!(file(text).code(), code, "{text}");
    }
}
