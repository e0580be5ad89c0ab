//! What stands where there is no page.

use cmk_console::routes::Route;
use leptos::prelude::*;

use crate::shell::Title;
use crate::ui::{ButtonKind, ButtonLink, Empty, Icon, PageHead, Panel, PanelBody};

/// A page that says what is not there, and leads on.
pub fn page(why: impl Into<String>) -> AnyView {
    Title::of_page(|| "Not found".to_owned());
    let why = why.into();
    view! {
        <PageHead title="Not found"/>
        <Panel title="Nothing here" body=PanelBody::Flush>
            <Empty icon=Icon::Search title="There is no such page">
                <p class="small">{why}</p>
                <div class="cluster">
                    <ButtonLink
                        label="All resources"
                        href=Route::Resources(None).path()
                        kind=ButtonKind::Primary
                    />
                    <ButtonLink label="Operations" href=Route::Operations.path()/>
                </div>
            </Empty>
        </Panel>
    }
    .into_any()
}
