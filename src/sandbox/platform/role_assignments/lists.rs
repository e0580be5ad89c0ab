//! Lists of role assignments, and what each filter means.

use crate::arm::ResourceId;
use crate::resources::simulated::{Document, Exchange, Outcome, Refusal, page};
use crate::sandbox::rights::ASSIGNMENTS;

/// What a filter asks for.
#[derive(Default, Debug, PartialEq, Eq)]
struct Wanted {
    /// `atScope()`: not below the scope.
    at_or_above: bool,
    principal: Option<String>,
}

pub(super) fn list(exchange: &mut Exchange<'_>) -> Outcome {
    let scope = super::scope_of(exchange)?;
    let wanted = filter(exchange.query("$filter").unwrap_or_default())?;
    let world = &*exchange.world;
    let rows = world
        .documents(ASSIGNMENTS)
        .filter(|it| concerns(it, &scope, &wanted))
        .map(|it| world.show(it))
        .collect();
    page(exchange, rows)
}

fn concerns(assignment: &Document, scope: &ResourceId, wanted: &Wanted) -> bool {
    let Ok(granted) = ResourceId::parse(assignment.text("/properties/scope")) else {
        return false;
    };
    let above = granted.contains(scope);
    let principal = assignment.text("/properties/principalId");
    (above || !wanted.at_or_above && scope.contains(&granted))
        && wanted
            .principal
            .as_deref()
            .is_none_or(|it| it.eq_ignore_ascii_case(principal))
}

/// Reads the filters that Resource Manager documents, and refuses every other one.
fn filter(text: &str) -> Result<Wanted, Refusal> {
    let mut wanted = Wanted::default();
    if text.trim().is_empty() {
        return Ok(wanted);
    }
    let clauses: Vec<&str> = text.split(" and ").map(str::trim).collect();
    for clause in &clauses {
        let lower = clause.to_ascii_lowercase();
        let quoted = || clause.split('\'').nth(1).unwrap_or_default().to_owned();
        if lower == "atscope()" {
            wanted.at_or_above = true;
        } else if lower.starts_with("assignedto('") && lower.ends_with("')")
            || lower.starts_with("principalid eq '") && lower.ends_with('\'') && clauses.len() == 1
        {
            wanted.principal = Some(quoted());
        } else {
            let message = format!(
                "The filter '{text}' is not supported. Supported filters are either 'atScope()', 'principalId eq '{{value}}'' or 'assignedTo('{{value}}')'."
            );
            return Err(Refusal::bad("UnsupportedFilter", message));
        }
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_or_refused() {
        let wanted = |at_or_above: bool, principal: Option<&str>| Wanted {
            at_or_above,
            principal: principal.map(str::to_owned),
        };
        let rows = [
            ("", Some(wanted(false, None))),
            ("atScope()", Some(wanted(true, None))),
            ("principalId eq 'p'", Some(wanted(false, Some("p")))),
            ("assignedTo('p')", Some(wanted(false, Some("p")))),
            (
                "atScope() and assignedTo('p')",
                Some(wanted(true, Some("p"))),
            ),
            ("atScope() and principalId eq 'p'", None),
            ("roleName eq 'Owner'", None),
        ];
        for (text, expected) in rows {
            assert_eq!(filter(text).ok(), expected, "{text}");
        }
    }
}
