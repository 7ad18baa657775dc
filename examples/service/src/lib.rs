//! A service that keeps the events of consignments and answers about them: the example of embedding `hoso`.
//!
//! Rules, prices and sums are the library's; here they are only asked for. What a service adds is memory (`store`,
//! [`Service`]), keys, limits, logs and webhooks. `README.md` is for who runs it.

mod app;
mod asked;
mod auth;
mod body;
mod change;
mod clock;
mod code;
mod consignments;
mod events;
mod health;
mod heard;
mod history;
mod journeys;
mod logs;
mod metrics;
mod openapi;
mod outbox;
mod questions;
mod rate;
mod recorder;
mod refusal;
mod routes;
mod schemas;
mod secret;
mod settings;
mod statements;
mod store;
mod telling;
mod webhooks;

pub use auth::{Holder, Party};
pub use logs::begin as begin_logs;
pub use openapi::openapi;
pub use settings::Settings;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use hoso::{Id, Language, Rulebook};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use app::App;
use auth::Key;
use code::Code;
use metrics::Metrics;
use rate::Rate;
use recorder::Recorder;
use refusal::Refusal;
use store::Store;

/// The rulebook that is built in: Bình Dương since 2014.
const BINH_DUONG: &str = include_str!("../../data/binh-duong.json");

/// What can stop the service.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The service, with its database open.
#[derive(Debug)]
pub struct Service {
    settings: Settings,
    rulebook: Rulebook,
    store: Store,
}

impl Service {
    /// Reads the rulebook, opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// A rulebook with issues; a database that cannot be opened.
    pub async fn open(settings: Settings) -> Result<Self, Error> {
        let rulebook = match &settings.rulebook {
            Some(file) => Rulebook::parse(&std::fs::read_to_string(file)?),
            None => Rulebook::parse(BINH_DUONG),
        };
        let rulebook = rulebook.map_err(|issues| issues.to_json(Language::En))?;
        let store = Store::open(&settings.database).await?;
        Ok(Self { settings, rulebook, store })
    }

    /// Makes a key for an administrator, or for a party of the rulebook. It is told this once: only its digest is kept.
    ///
    /// # Errors
    /// A party that the rulebook does not have; a database that does not answer.
    pub async fn add_key(&self, holder: Holder) -> Result<String, Error> {
        let (document, name) = (self.rulebook.document(), holder.name());
        let known = match &holder {
            Holder::Party(Party::Agency(_)) => document.agencies.iter().any(|agency| agency.code.as_str() == name),
            Holder::Party(Party::Operator(_)) => document.operators.iter().any(|operator| operator.id.as_str() == name),
            Holder::Administrator(_) => true,
        };
        if !Id::is_id(name) {
            return Err(format!("`{name}` is not an id").into());
        }
        if !known {
            return Err(format!("the rulebook has no {} `{name}`", holder.kind()).into());
        }
        let (id, secret) = (secret::random::<4>()?, secret::random::<32>()?);
        let key = format!("hoso_{id}_{secret}");
        self.store.add_key(&Key { id, holder }, &secret::digest(&key), clock::now()).await?;
        Ok(key)
    }

    /// The keys that count: id and whose.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn keys(&self) -> Result<Vec<(String, Holder)>, Error> {
        Ok(self.store.keys().await?.into_iter().map(|key| (key.id, key.holder)).collect())
    }

    /// Makes a key count no longer; says whether it did.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn revoke_key(&self, id: &str) -> Result<bool, Error> {
        Ok(self.store.revoke_key(id, clock::now()).await?)
    }

    /// Answers until `stop`; then what was accepted is stored and the file is closed.
    ///
    /// # Errors
    /// An address that cannot be listened on; work that ended before it should.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let Self { settings, rulebook, store } = self;
        let (metrics, outbox) = (Arc::new(Metrics::new()), Arc::new(Notify::new()));
        let (recorder, recording) = Recorder::new(store.clone(), Arc::clone(&metrics), Arc::clone(&outbox));
        let settings = Arc::new(settings);
        let telling = outbox::run(store.clone(), Arc::clone(&settings), Arc::clone(&metrics), outbox);
        let app = App {
            rulebook: Arc::new(rulebook),
            store: store.clone(),
            recorder,
            rate: Arc::new(Rate::new(settings.rate)),
            metrics,
            settings,
        };
        let mut recording = tokio::spawn(recording);
        let telling = tokio::spawn(telling);
        let serving = axum::serve(listener, router(app)).with_graceful_shutdown(stop);
        tokio::select! {
            served = serving => served?,
            ended = &mut recording => return Err(format!("recording ended: {ended:?}").into()),
        }
        // Recording ends when the last request has let go of its recorder: nothing that was handed over is dropped.
        recording.await?;
        telling.abort();
        store.close().await;
        Ok(())
    }
}

fn router(app: App) -> Router {
    let (mut open, mut guarded) = (Router::new(), Router::new());
    for route in routes::all() {
        let router = if route.path.starts_with("/v1/") { &mut guarded } else { &mut open };
        *router = std::mem::take(router).route(&route.path, route.handler);
    }
    let guarded = guarded.route_layer(from_fn_with_state(app.clone(), auth::check));
    let limit = DefaultBodyLimit::max(app.settings.max_body);
    let router = Router::new().merge(open).merge(guarded).layer(limit);
    let router = router.fallback(async || Refusal::from(Code::NoSuchRoute));
    let router = router.method_not_allowed_fallback(async || Refusal::from(Code::NotThatMethod));
    router.layer(from_fn(refusal::in_words)).layer(from_fn_with_state(app.clone(), logs::observe)).with_state(app)
}
