//! What is shown instead of the console while its configuration cannot be used.

use cmk_console::config::{Unusable, Wrong};
use leptos::prelude::*;

use super::bare::BareTop;
use crate::ui::{Column, Table};

/// Says what is wrong with `config.json`, place by place. Nothing is sent anywhere.
#[component]
pub fn NotConfigured(
    /// What is wrong.
    unusable: Unusable,
) -> impl IntoView {
    document().set_title("Not configured · cmk-console");
    let (lead, wrongs) = match unusable {
        Unusable::Missing(how) => (
            format!("config.json, which lies beside index.html, could not be read: {how}."),
            Vec::new(),
        ),
        Unusable::NotJson(why) => (
            format!("config.json, which lies beside index.html, is not JSON: {why}."),
            Vec::new(),
        ),
        Unusable::Wrong(wrongs) => (
            "config.json, which lies beside index.html, holds values that cannot be used.".into(),
            wrongs,
        ),
    };
    let table = (!wrongs.is_empty()).then(|| view! { <Wrongs wrongs/> });
    view! {
        <div class="bare">
            <BareTop/>
            <main class="bare__main" id="main" tabindex="-1">
                <div class="stack" data-gap="loose">
                    <h1>"The console is not configured"</h1>
                    <p>{lead}</p>
                    {table}
                    <p>
                        "Nothing was sent to Azure, and the sandbox does not stand in for it. Correct the file on the server, then reload this page."
                    </p>
                </div>
            </main>
        </div>
    }
}

#[component]
fn Wrongs(wrongs: Vec<Wrong>) -> impl IntoView {
    let rows = wrongs.into_iter().map(|it| {
        view! {
            <tr>
                <th scope="row">
                    <code>{it.at}</code>
                </th>
                <td data-wrap="">
                    <code>{it.found}</code>
                </td>
                <td data-wrap="">{it.expected}</td>
            </tr>
        }
    });
    let columns = vec![
        Column::new("at", "JSON path"),
        Column::new("found", "Found"),
        Column::new("expected", "Expected"),
    ];
    view! {
        <div class="panel">
            <Table caption="What is wrong" columns=columns>
                {rows.collect_view()}
            </Table>
        </div>
    }
}
