//! Whose key each service is under, in numbers with a bar beside them.

use cmk_console::resources::coverage::Covered;
use cmk_console::routes::Route;
use leptos::prelude::*;

use super::super::crumbs;
use crate::ui::{Column, Empty, Icon, Loading, Panel, PanelBody, Table};

#[component]
pub(super) fn CoveredByService(
    covered: Memo<Vec<Covered>>,
    is_listing: Memo<bool>,
    #[prop(into)] word: Signal<String>,
) -> impl IntoView {
    let columns = || {
        vec![
            Column::new("service", "Service"),
            Column::new("own", "Your key").end(),
            Column::new("microsoft", "Microsoft’s key").end(),
            Column::new("unknown", "Not known").end(),
            Column::new("all", "All").end(),
            Column::new("share", "Share"),
        ]
    };
    let is_empty = Memo::new(move |_| covered.read().is_empty());
    let content = move || {
        match (is_empty.get(), is_listing.get()) {
        (true, true) => view! { <Loading word=word.get() rows=4/> }.into_any(),
        (true, false) => view! {
            <Empty icon=Icon::Overview title="No service to count">
                <p class="small">"What could be read holds no resource with data of its own."</p>
            </Empty>
        }
        .into_any(),
        (false, _) => view! {
            <Table caption="Whose key each service is under" columns=columns()>
                {move || covered.get().into_iter().map(line).collect_view()}
            </Table>
            <p class="panel__foot cluster" data-gap="loose">
                <span>{swatch("coverage__own")} "Your key is in use"</span>
                <span>{swatch("coverage__vendor")} "Microsoft’s key"</span>
                <span>{swatch("coverage__nodata")} "Azure does not say, or it was not understood"</span>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <Panel title="Coverage by service" body=PanelBody::Flush busy=is_listing>
            {content}
        </Panel>
    }
    .into_any()
}

fn line(it: Covered) -> impl IntoView {
    let list = Route::Resources(Some(it.arm_type.to_owned())).path();
    // One that has its key through another does not say in its list whose that is.
    let microsoft = match it.microsoft > 0 && it.through_another == 0 {
        true => {
            let href = format!("{list}?filter=microsoft-managed");
            view! { <a href=href>{it.microsoft}</a> }.into_any()
        }
        false => it.microsoft.into_any(),
    };
    let bar = bar(&it);
    view! {
        <tr>
            <th scope="row"><a href=list>{crumbs::capital(it.plural)}</a></th>
            <td data-align="end">{it.own}</td>
            <td data-align="end">{microsoft}</td>
            <td data-align="end">{it.unknown}</td>
            <td data-align="end">{it.all()}</td>
            <td class="coverage">{bar}</td>
        </tr>
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has that many resources")]
fn bar(it: &Covered) -> impl IntoView + use<> {
    let percent = |count: usize| count as f64 / it.all() as f64 * 100.0;
    let (own, microsoft) = (percent(it.own), percent(it.microsoft));
    let part = |class: &'static str, from: f64, share: f64| {
        let (from, to) = (format!("{from:.2}%"), format!("{:.2}%", from + share));
        (share > 0.0).then(|| stripe(class, from, to))
    };
    view! {
        <svg class="coverage__bar" aria-hidden="true">
            {part("coverage__own", 0.0, own)}
            {part("coverage__vendor", own, microsoft)}
            {part("coverage__nodata", own + microsoft, percent(it.unknown))}
        </svg>
    }
}

fn swatch(class: &'static str) -> impl IntoView {
    view! {
        <svg class="coverage__swatch" aria-hidden="true">
            {stripe(class, "0".into(), "100%".into())}
        </svg>
    }
}

/// A thick line, because a line can be dashed: what is not known is told apart without colour.
fn stripe(class: &'static str, from: String, to: String) -> impl IntoView {
    view! { <line class=class x1=from x2=to y1="50%" y2="50%"></line> }
}
