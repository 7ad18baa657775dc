//! What is counted, in the words of Prometheus.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use crate::clock;
use crate::store::deliveries::Waiting;

/// What is counted of a request. The route is its pattern: no id and no person's data comes into a label.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Asked {
    method: &'static str,
    route: String,
    status: u32,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Told {
    result: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Of {
    webhooks: &'static str,
}

/// What is counted.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Histogram,
    events: Family<Told, Counter>,
    webhooks: Family<Told, Counter>,
    waiting: Family<Of, Gauge>,
    waiting_seconds: Family<Of, Gauge>,
    readings_lost: Counter,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("hoso");
        let (requests, events, webhooks) = (Family::default(), Family::default(), Family::default());
        let seconds = Histogram::new(exponential_buckets(0.0005, 2.0, 14));
        let (waiting, waiting_seconds) = (Family::default(), Family::default());
        registry.register("requests", "Requests answered", requests.clone());
        registry.register("request_seconds", "Time until a request was answered", seconds.clone());
        registry.register("events", "Events accepted, new or known already", events.clone());
        registry.register("webhooks", "Attempts to tell a webhook", webhooks.clone());
        registry.register(
            "outbox",
            "Messages still to be told, to webhooks that are told and that are paused",
            waiting.clone(),
        );
        registry.register("outbox_seconds", "How long the oldest of them waits", waiting_seconds.clone());
        let readings_lost = Counter::default();
        registry.register("readings_lost", "Lines that the audit log had no room for", readings_lost.clone());
        Self { registry, requests, seconds, events, webhooks, waiting, waiting_seconds, readings_lost }
    }

    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let asked = Asked { method, route: route.to_owned(), status: status.into() };
        self.requests.get_or_create(&asked).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    pub(crate) fn told(&self, all: usize, new: usize) {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        self.events.get_or_create(&Told { result: "new" }).inc_by(count(new));
        self.events.get_or_create(&Told { result: "known" }).inc_by(count(all.saturating_sub(new)));
    }

    pub(crate) fn webhook(&self, received: bool) {
        self.webhooks.get_or_create(&Told { result: if received { "received" } else { "failed" } }).inc();
    }

    pub(crate) fn reading_lost(&self) {
        self.readings_lost.inc();
    }

    /// Everything, as text.
    pub(crate) fn text(&self, waiting: [Waiting; 2]) -> String {
        for (webhooks, it) in ["told", "paused"].into_iter().zip(waiting) {
            let age = it.since.map_or(0, |since| (clock::now().saturating_sub(since) / 1000).max(0));
            self.waiting.get_or_create(&Of { webhooks }).set(it.count);
            self.waiting_seconds.get_or_create(&Of { webhooks }).set(age);
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _: Result<(), _> = encode(&mut text, &self.registry);
        text
    }
}
