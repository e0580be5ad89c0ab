//! IndexedDB, as far as it is needed: JSON texts by key, written before anything relies on them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

use super::script::{property, words};

/// An open database.
#[derive(Clone)]
pub struct Database(Rc<IdbDatabase>);

/// Why the browser did not do it, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl Database {
    /// Opens a database of this layout. One of an older layout is emptied: it is never half-read.
    ///
    /// # Errors
    /// When the browser refuses storage, as some do in private windows.
    pub async fn open(
        name: &str,
        layout: u32,
        tables: &'static [&'static str],
    ) -> Result<Self, Refused> {
        let factory: IdbFactory = property(&js_sys::global(), "indexedDB")
            .dyn_into()
            .map_err(|_| Refused("this browser has no IndexedDB".into()))?;
        let request = factory.open_with_u32(name, layout).map_err(refused)?;
        let opening = request.clone();
        let upgrade = Closure::once(move || lay_out(&opening, tables));
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = done(&request).await?;
        let database: IdbDatabase = opened.unchecked_into();
        // A newer build in another tab may lay it out anew; this tab then has to be reloaded.
        let closing = database.clone();
        let close = Closure::once_into_js(move || closing.close());
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self(Rc::new(database)))
    }

    /// One row.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn get(&self, table: &str, key: &str) -> Result<Option<String>, Refused> {
        let (store, _) = self.table(table, IdbTransactionMode::Readonly)?;
        let row = done(&store.get(&JsValue::from_str(key)).map_err(refused)?).await?;
        Ok(row.as_string())
    }

    /// Every row whose key begins with `prefix`, in order of the keys.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn beginning_with(&self, table: &str, prefix: &str) -> Result<Vec<String>, Refused> {
        let (store, _) = self.table(table, IdbTransactionMode::Readonly)?;
        let (from, to) = (JsValue::from_str(prefix), format!("{prefix}\u{ffff}"));
        let range = IdbKeyRange::bound(&from, &JsValue::from_str(&to)).map_err(refused)?;
        let request = store.get_all_with_key(&range).map_err(refused)?;
        Ok(texts(&done(&request).await?))
    }

    /// Every row of a table with its key.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn rows(&self, table: &str) -> Result<Vec<(String, String)>, Refused> {
        let (store, _) = self.table(table, IdbTransactionMode::Readonly)?;
        let keys = store.get_all_keys().map_err(refused)?;
        let rows = store.get_all().map_err(refused)?;
        let (keys, rows) = (done(&keys).await?, done(&rows).await?);
        Ok(texts(&keys).into_iter().zip(texts(&rows)).collect())
    }

    /// Every numbered row after number `after`, in their order.
    ///
    /// # Errors
    /// When the browser fails to read.
    pub async fn after(&self, table: &str, after: u32) -> Result<Vec<String>, Refused> {
        let (store, _) = self.table(table, IdbTransactionMode::Readonly)?;
        let range = IdbKeyRange::lower_bound_with_open(&JsValue::from(after), true);
        let request = store.get_all_with_key(&range.map_err(refused)?.into());
        Ok(texts(&done(&request.map_err(refused)?).await?))
    }

    /// Writes a row; it is on disk when this returns.
    ///
    /// # Errors
    /// When the browser fails to write, for want of room among other things.
    pub async fn put(&self, table: &str, key: &str, row: &str) -> Result<(), Refused> {
        let (store, written) = self.table(table, IdbTransactionMode::Readwrite)?;
        store
            .put_with_key(&JsValue::from_str(row), &JsValue::from_str(key))
            .map_err(refused)?;
        complete(&written).await
    }

    /// Adds rows under the numbers from `first` on, all or none of them; they are on disk when this
    /// returns.
    ///
    /// # Errors
    /// As [`put`](Self::put), and when a number is taken.
    pub async fn add_all(&self, table: &str, first: u32, rows: &[String]) -> Result<(), Refused> {
        if rows.is_empty() {
            return Ok(());
        }
        let (store, written) = self.table(table, IdbTransactionMode::Readwrite)?;
        for (number, row) in (first..).zip(rows) {
            store
                .add_with_key(&JsValue::from_str(row), &JsValue::from(number))
                .map_err(refused)?;
        }
        complete(&written).await
    }

    /// Removes a row.
    ///
    /// # Errors
    /// When the browser fails to write.
    pub async fn remove(&self, table: &str, key: &str) -> Result<(), Refused> {
        let (store, written) = self.table(table, IdbTransactionMode::Readwrite)?;
        store.delete(&JsValue::from_str(key)).map_err(refused)?;
        complete(&written).await
    }

    /// Removes every row.
    ///
    /// # Errors
    /// When the browser fails to write.
    pub async fn clear(&self, table: &str) -> Result<(), Refused> {
        let (store, written) = self.table(table, IdbTransactionMode::Readwrite)?;
        store.clear().map_err(refused)?;
        complete(&written).await
    }

    fn table(
        &self,
        table: &str,
        mode: IdbTransactionMode,
    ) -> Result<(IdbObjectStore, IdbTransaction), Refused> {
        let transaction = self.0.transaction_with_str_and_mode(table, mode);
        let transaction = transaction.map_err(refused)?;
        let store = transaction.object_store(table).map_err(refused)?;
        Ok((store, transaction))
    }
}

fn lay_out(opening: &IdbOpenDbRequest, tables: &[&str]) {
    let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else {
        return;
    };
    let old = database.object_store_names();
    for name in (0..old.length()).filter_map(|it| old.get(it)) {
        // Within an upgrade a table that is listed can be removed.
        let _ = database.delete_object_store(&name);
    }
    for name in tables {
        // A table that cannot be made is missed at its first use, with a message.
        let _ = database.create_object_store(name);
    }
}

/// Waits for a request's result.
async fn done(request: &IdbRequest) -> Result<JsValue, Refused> {
    let (asked, answered) = (request.clone(), request.clone());
    settled(
        |resolve, reject| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(reject));
        },
        move || answered.result().unwrap_or(JsValue::UNDEFINED),
        move || asked.error().ok().flatten().map(JsValue::from),
    )
    .await
}

/// Waits until a transaction is on disk.
async fn complete(transaction: &IdbTransaction) -> Result<(), Refused> {
    let failed = transaction.clone();
    settled(
        |resolve, reject| {
            transaction.set_oncomplete(Some(resolve));
            transaction.set_onerror(Some(reject));
            transaction.set_onabort(Some(reject));
        },
        || JsValue::UNDEFINED,
        move || failed.error().map(JsValue::from),
    )
    .await
    .map(|_| ())
}

async fn settled(
    listen: impl FnOnce(&js_sys::Function, &js_sys::Function),
    result: impl Fn() -> JsValue + 'static,
    error: impl Fn() -> Option<JsValue> + 'static,
) -> Result<JsValue, Refused> {
    let mut closures: Option<[Closure<dyn FnMut()>; 2]> = None;
    let promise = {
        let listen = RefCell::new(Some((listen, result, error)));
        Promise::new(&mut |resolve, reject| {
            let Some((listen, result, error)) = listen.take() else {
                return;
            };
            let succeeded = Closure::new(move || {
                let _ = resolve.call1(&JsValue::UNDEFINED, &result());
            });
            let failed = Closure::new(move || {
                let error = error().unwrap_or(JsValue::UNDEFINED);
                let _ = reject.call1(&JsValue::UNDEFINED, &error);
            });
            listen(
                succeeded.as_ref().unchecked_ref(),
                failed.as_ref().unchecked_ref(),
            );
            closures = Some([succeeded, failed]);
        })
    };
    let outcome = JsFuture::from(promise).await.map_err(refused);
    drop(closures);
    outcome
}

fn refused(error: JsValue) -> Refused {
    Refused(words(&error))
}

fn texts(rows: &JsValue) -> Vec<String> {
    Array::from(rows)
        .iter()
        .filter_map(|it| it.as_string())
        .collect()
}
