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
struct On {
    method: &'static str,
    route: String,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Told {
    result: &'static str,
}

/// Why something was refused, by its code: one of a closed list.
#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Why {
    code: String,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Of {
    webhooks: &'static str,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Rulebook {
    id: String,
    digest: String,
}

#[derive(Clone, Debug, EncodeLabelSet, Eq, Hash, PartialEq)]
struct Build {
    version: &'static str,
}

/// How things stand when they are asked for.
#[derive(Debug)]
pub(crate) struct Scraped {
    /// What waits for webhooks that are told and that are paused, how many are paused, and the size of the database; absent when
    /// it does not answer.
    pub(crate) stored: Option<([Waiting; 2], i64, i64)>,
    /// The rulebook that holds: its id and digest.
    pub(crate) rulebook: (String, String),
    pub(crate) rulebook_since: i64,
}

/// What is counted.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    seconds: Family<On, Histogram, fn() -> Histogram>,
    refusals: Family<Why, Counter>,
    events: Family<Told, Counter>,
    webhooks: Family<Told, Counter>,
    waiting: Family<Of, Gauge>,
    waiting_seconds: Family<Of, Gauge>,
    paused: Gauge,
    readings_lost: Counter,
    not_accepted: Counter,
    database_up: Gauge,
    database_bytes: Gauge,
    rulebook: Family<Rulebook, Gauge>,
    rulebook_since: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let metrics = Self {
            registry: Registry::default(),
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.0005, 2.0, 14))),
            refusals: Family::default(),
            events: Family::default(),
            webhooks: Family::default(),
            waiting: Family::default(),
            waiting_seconds: Family::default(),
            paused: Gauge::default(),
            readings_lost: Counter::default(),
            not_accepted: Counter::default(),
            database_up: Gauge::default(),
            database_bytes: Gauge::default(),
            rulebook: Family::default(),
            rulebook_since: Gauge::default(),
        };
        Self { registry: metrics.register(), ..metrics }
    }

    fn register(&self) -> Registry {
        let mut all = Registry::with_prefix("hoso");
        all.register("requests", "Requests answered; 499: whoever asked went away", self.requests.clone());
        all.register("request_seconds", "Time until a request was answered", self.seconds.clone());
        all.register("refusals", "What was wrong with requests", self.refusals.clone());
        all.register("events", "Events accepted, new or known already", self.events.clone());
        all.register("webhooks", "Attempts to tell a webhook", self.webhooks.clone());
        let waits = "Messages still to be told, to webhooks that are told and that are paused";
        all.register("outbox", waits, self.waiting.clone());
        all.register("outbox_seconds", "How long the oldest of them waits", self.waiting_seconds.clone());
        all.register("webhooks_paused", "Webhooks that are paused", self.paused.clone());
        all.register("readings_lost", "Lines that the audit log had no room for", self.readings_lost.clone());
        all.register("connections_refused", "Connections that could not be taken", self.not_accepted.clone());
        all.register("database_up", "Whether the database answers", self.database_up.clone());
        all.register("database_bytes", "What the database takes", self.database_bytes.clone());
        all.register("rulebook", "The rulebook that holds", self.rulebook.clone());
        let since = "Since when it holds, in seconds since 1970";
        all.register("rulebook_since_seconds", since, self.rulebook_since.clone());
        let (build, began) = (Family::<Build, Gauge>::default(), Gauge::<i64>::default());
        build.get_or_create(&Build { version: env!("CARGO_PKG_VERSION") }).set(1);
        began.set(clock::now() / 1000);
        all.register("build", "The version that runs", build);
        all.register("start_time_seconds", "Since when it runs, in seconds since 1970", began);
        all
    }

    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let asked = Asked { method, route: route.to_owned(), status: status.into() };
        self.requests.get_or_create(&asked).inc();
        self.seconds.get_or_create(&On { method, route: route.to_owned() }).observe(took.as_secs_f64());
    }

    pub(crate) fn refused(&self, code: &str) {
        self.refusals.get_or_create(&Why { code: code.to_owned() }).inc();
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

    pub(crate) fn not_accepted(&self) {
        self.not_accepted.inc();
    }

    /// Everything, as text.
    pub(crate) fn text(&self, scraped: Scraped) -> String {
        let Scraped { stored, rulebook: (id, digest), rulebook_since } = scraped;
        self.database_up.set(stored.is_some().into());
        if let Some((waiting, paused, bytes)) = stored {
            for (webhooks, it) in ["told", "paused"].into_iter().zip(waiting) {
                let age = it.since.map_or(0, |since| (clock::now().saturating_sub(since) / 1000).max(0));
                self.waiting.get_or_create(&Of { webhooks }).set(it.count);
                self.waiting_seconds.get_or_create(&Of { webhooks }).set(age);
            }
            self.paused.set(paused);
            self.database_bytes.set(bytes);
        }
        self.rulebook.clear();
        self.rulebook.get_or_create(&Rulebook { id, digest }).set(1);
        self.rulebook_since.set(rulebook_since / 1000);
        let mut text = String::new();
        // Writing to a string does not fail.
        let _: Result<(), _> = encode(&mut text, &self.registry);
        text
    }
}
