//! Somebody with a shell, who types the Azure CLI line that a run shows.

use cmk_console::plan::Run;
use cmk_console::plan::work::Work;
use cmk_console::sandbox::Control;

use super::places::{Place, VAULT};

/// Whether a run asks for something that is done to a key in its vault.
pub fn knows(run: &Run) -> bool {
    let target = &run.plan.target;
    target.is(VAULT) || target.is("Microsoft.KeyVault/vaults/keys")
}

/// Types what the run hands over, with every fault switched off.
pub fn types(place: &Place) -> impl FnMut(&Run) + '_ {
    move |run| {
        // A file that is saved on the way has no line.
        if let Work::HandOver(hand_over) = &run.step().work
            && let Some((_, line)) = hand_over.commands.first()
        {
            type_line(place, line);
        }
    }
}

fn type_line(place: &Place, line: &str) {
    let words: Vec<&str> = line.split(' ').map(|it| it.trim_matches('\'')).collect();
    let option = |name: &str| {
        let at = words.iter().position(|it| *it == name)?;
        Some(words[at + 1])
    };
    let needed = |name: &str| option(name).unwrap_or_else(|| panic!("no {name} in {line}"));
    let calm = place.clone();
    calm.time.set_faults(&[]);
    let key = calm
        .find(VAULT, needed("--vault-name"))
        .child("keys", needed("--name"));
    let control = match words[..4] {
        ["az", "keyvault", "key", "set-attributes"] => Control::SetKeyEnabled {
            key,
            version: needed("--version").to_owned(),
            enabled: needed("--enabled") == "true",
        },
        ["az", "keyvault", "key", "rotate"] => Control::RotateKey { key },
        ["az", "keyvault", "key", "import" | "create"] => {
            let software = option("--protection") == Some("software");
            let kind = if software { "RSA" } else { "RSA-HSM" };
            let kind = kind.to_owned();
            Control::ImportKey { key, kind }
        }
        _ => panic!("nobody knows {line}"),
    };
    place.time.control(control);
}
