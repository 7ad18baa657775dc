//! What every request needs.

use std::sync::Arc;

use hoso::UtcOffset;

use crate::audit::Audit;
use crate::health::Readiness;
use crate::metrics::Metrics;
use crate::outbox::Outbox;
use crate::public::Limits;
use crate::rate::Rate;
use crate::recorder::Recorder;
use crate::rulebooks::Rulebooks;
use crate::settings::Settings;
use crate::shares::Shares;
use crate::store::Store;
use crate::uses::Uses;

/// What every request needs; a clone is the same one.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) rulebooks: Arc<Rulebooks>,
    pub(crate) store: Store,
    pub(crate) recorder: Recorder,
    pub(crate) audit: Audit,
    pub(crate) outbox: Outbox,
    pub(crate) readiness: Arc<Readiness>,
    pub(crate) rate: Arc<Rate>,
    pub(crate) public: Arc<Limits>,
    pub(crate) shares: Arc<Shares>,
    pub(crate) uses: Arc<Uses>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) settings: Arc<Settings>,
}

impl App {
    /// The offset from UTC at which times are said: that of the rulebook.
    pub(crate) fn offset(&self) -> UtcOffset {
        self.rulebooks.now().rulebook.document().utc_offset
    }
}
