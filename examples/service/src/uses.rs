//! When keys were last used: noted with each request, written down twice a minute.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock;
use crate::store::Store;

/// How long uses gather.
const PAUSE: Duration = Duration::from_secs(30);

/// What was used since it was last written down.
#[derive(Debug, Default)]
pub(crate) struct Uses(Mutex<BTreeMap<String, i64>>);

impl Uses {
    pub(crate) fn note(&self, key: &str) {
        let mut uses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match uses.get_mut(key) {
            Some(at) => *at = clock::now(),
            None => _ = uses.insert(key.to_owned(), clock::now()),
        }
    }

    /// Writes down what was used. What cannot be written, on a full disk, is forgotten: it is told again with the next use.
    pub(crate) async fn write_down(&self, store: &Store) {
        let uses = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if let Err(error) = store.keys_used(&uses).await {
            tracing::error!(code = crate::store::code_of(&error), "uses of keys");
        }
    }
}

/// Writes down what was used, now and then.
pub(crate) async fn run(store: Store, uses: Arc<Uses>) {
    loop {
        tokio::time::sleep(PAUSE).await;
        uses.write_down(&store).await;
    }
}
