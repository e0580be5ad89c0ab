//! What a person does when queries move to storage: a file of what goes, and workbooks.

use super::{meaning, saved};
use crate::arm::Resource;
use crate::plan::{HandOver, Step};

/// A file of what is about to go; the run goes on when somebody says that it is there.
pub(super) fn export(workspace: &Resource, count: usize) -> Step {
    let hand_over = HandOver {
        to: "you".into(),
        commands: Vec::new(),
        shown_by: None,
        gives: None,
    };
    let title = format!("Save {} to a file", meaning::counted(count));
    Step::hand_over("export", title, hand_over)
        .why("Linking removes them for good. The file is read when you save it, and this browser keeps none of it.")
        .saves(saved::read(&workspace.id), format!("{}-saved-queries.json", workspace.name))
        .expected(30)
}

/// Workbooks, which only their own Save can put into the account.
pub(super) fn workbooks() -> Step {
    let line = "Monitor > Workbooks > the workbook > Edit > Save > Save content to an Azure Storage Account";
    let hand_over = HandOver {
        to: "whoever edits the workbooks".into(),
        commands: vec![("Azure portal".into(), line.into())],
        shown_by: None,
        gives: None,
    };
    Step::hand_over("workbooks", "Save the workbooks to the account", hand_over)
        .why("A workbook keeps its queries itself, and only its own Save can put them into your account.")
        .expected(600)
}
