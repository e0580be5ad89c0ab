//! Taking the identity away, which is refused: people look for it as a way to revoke.

use crate::form::{Answers, Choice, Field, Input, Invalid};

/// Why the identity is not taken away.
///
/// Source: azure-monitor-docs, `logs/customer-managed-keys.md`, "Key revocation", read 21 Aug 2026.
const WHY: &str = "Taking the identity away locks the data too, but only Microsoft's support can give it back, so this console does not do it. To revoke, disable the key or remove the grant: both can be undone by yourself.";

/// Offers it beside the kinds of identity, so that whoever looks for it finds the reason.
pub(super) fn offer(kind: &mut Field) {
    if let Input::Choice(choices) = &mut kind.input {
        choices.push(Choice {
            value: "none".into(),
            label: "Nobody".into(),
            help: "No way to revoke: only Microsoft's support can undo it.".into(),
        });
    }
}

/// Refuses it at the field.
pub(super) fn refuse(answers: &Answers) -> Result<(), Invalid> {
    if answers.is("identity-kind", "none") {
        return Err(Invalid::new("identity-kind", WHY));
    }
    Ok(())
}
