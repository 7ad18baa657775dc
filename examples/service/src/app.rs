//! What every request needs.

use std::sync::Arc;

use hoso::Rulebook;

use crate::metrics::Metrics;
use crate::rate::Rate;
use crate::recorder::Recorder;
use crate::settings::Settings;
use crate::store::Store;

/// What every request needs; a clone is the same one.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) rulebook: Arc<Rulebook>,
    pub(crate) store: Store,
    pub(crate) recorder: Recorder,
    pub(crate) rate: Arc<Rate>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) settings: Arc<Settings>,
}
