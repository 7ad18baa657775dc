//! A service that keeps the events of consignments and answers about them: the example of embedding `hoso`.
//!
//! Rules, prices and sums are the library's; here they are only asked for. What a service adds is memory (`store`,
//! [`Service`]), keys, limits, logs and webhooks. `README.md` is for who runs it.

mod address;
mod app;
mod asked;
mod audit;
mod auth;
mod body;
mod change;
mod clock;
mod code;
mod conditional;
mod consignments;
mod cors;
mod courier;
mod erasures;
mod events;
mod health;
mod heard;
mod history;
mod journal;
mod journeys;
mod keeper;
mod listening;
mod logs;
mod messages;
mod metrics;
mod missing;
mod once;
mod openapi;
mod outbox;
mod person;
mod public;
mod questions;
mod rate;
mod recorder;
mod refusal;
mod routes;
mod rulebook;
mod rulebooks;
mod schemas;
mod secret;
mod settings;
mod shares;
mod signature;
mod statements;
mod store;
mod telling;
mod uses;
mod webhooks;

pub use address::Network;
pub use auth::{Holder, Party};
pub use keeper::Keeper;
pub use logs::begin as begin_logs;
pub use openapi::openapi;
pub use settings::{Settings, WrongSetting};

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tower_http::compression::CompressionLayer;

use address::Peer;
use app::App;
use audit::Audit;
use code::Code;
use courier::Courier;
use journal::Journal;
use listening::Listening;
use metrics::Metrics;
use outbox::Outbox;
use rate::Rate;
use recorder::Recorder;
use refusal::Refusal;
use rulebooks::{Held, Rulebooks};
use uses::Uses;

/// In which time a key may ask as often as the settings say for a second, and twice as often at once.
const RATE: Duration = Duration::from_secs(1);

/// What can stop the service.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The service, with its database open.
#[derive(Debug)]
pub struct Service {
    keeper: Keeper,
    rulebook: Held,
    journal: Journal,
}

impl Service {
    /// Opens the database, brings its tables up to date and reads the rulebook.
    ///
    /// # Errors
    /// A rulebook with issues, or that lacks what stored things name; a database that cannot be opened.
    pub async fn open(settings: Settings) -> Result<Self, Error> {
        let keeper = Keeper::open(settings).await?;
        let rulebook = keeper.rulebook_at_start().await?;
        consignments::promise_all(&rulebook.rulebook, &keeper.store).await?;
        let journal = keeper.journal().await?;
        Ok(Self { keeper, rulebook, journal })
    }

    /// The database, for commands.
    pub const fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// Answers until `stop`; then what was accepted is stored and the file is closed, in the time that the settings give.
    ///
    /// # Errors
    /// An address that cannot be listened on; work that ended before it should.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Error> {
        let Self { keeper: Keeper { settings, store }, rulebook, journal } = self;
        let store = store.for_requests();
        let (metrics, wake) = (Arc::new(Metrics::new()), Arc::new(Notify::new()));
        let (recorder, recording) = Recorder::new(store.clone(), Arc::clone(&metrics), Arc::clone(&wake));
        let (audit, auditing) = Audit::new(store.clone(), Arc::clone(&metrics), journal, settings.audit_days);
        let (settings, rulebooks) = (Arc::new(settings), Arc::new(Rulebooks::new(rulebook)));
        let uses: Arc<Uses> = Arc::default();
        let (end, ends) = watch::channel(false);
        let courier = Courier::new(Arc::clone(&settings));
        let outbox = Outbox { store: store.clone(), courier, metrics: Arc::clone(&metrics), wake, ends: ends.clone() };
        let telling = outbox.clone().run();
        let app = App {
            rulebooks: Arc::clone(&rulebooks),
            store: store.clone(),
            recorder,
            audit,
            outbox,
            readiness: Arc::default(),
            rate: Arc::new(Rate::new(settings.rate, RATE)),
            public: Arc::default(),
            shares: Arc::default(),
            uses: Arc::clone(&uses),
            metrics: Arc::clone(&metrics),
            settings: Arc::clone(&settings),
        };
        let (mut recording, auditing) = (tokio::spawn(recording), tokio::spawn(auditing));
        let (telling, sweeping) = (tokio::spawn(telling), tokio::spawn(Outbox::sweep(store.clone())));
        let following = tokio::spawn(rulebooks::follow(store.clone(), rulebooks));
        let using = tokio::spawn(uses::run(store.clone(), Arc::clone(&uses)));
        let stop = async move {
            stop.await;
            end.send_replace(true);
        };
        let serving =
            axum::serve(Listening { listener, metrics }, router(app).into_make_service_with_connect_info::<Peer>());
        let serving = serving.with_graceful_shutdown(stop);
        let working = async {
            tokio::select! {
                served = serving => served?,
                ended = &mut recording => return Err(format!("recording ended: {ended:?}").into()),
            }
            // Recording ends when the last request has let go of its recorder: nothing that was handed over is dropped.
            recording.await?;
            auditing.await?;
            telling.await?;
            sweeping.abort();
            using.abort();
            uses.write_down(&store).await;
            following.abort();
            store.close().await;
            Ok(())
        };
        tokio::select! {
            worked = working => worked,
            () = too_late(ends, settings.shutdown) => {
                tracing::warn!("ended while requests were under way: what was not answered may not be kept");
                Ok(())
            }
        }
    }
}

/// Until the service should have ended for so long.
async fn too_late(mut ends: watch::Receiver<bool>, after: Duration) {
    // An error says that nobody can end it any more.
    if ends.wait_for(|ends| *ends).await.is_err() {
        return std::future::pending().await;
    }
    tokio::time::sleep(after).await;
}

fn router(app: App) -> Router {
    let (mut open, mut guarded) = (Router::new(), Router::new());
    for route in routes::all() {
        let router = if route.path.starts_with("/v1/") { &mut guarded } else { &mut open };
        let handler = match &*route.path {
            "/v1/rulebook" | "/v1/rulebook/check" => route.handler.layer(DefaultBodyLimit::max(rulebook::LARGEST)),
            _ => route.handler,
        };
        *router = std::mem::take(router).route(&route.path, handler);
    }
    let guarded = guarded.route_layer(from_fn(conditional::answer));
    let guarded = guarded.route_layer(from_fn_with_state(app.clone(), auth::check));
    let limit = DefaultBodyLimit::max(app.settings.max_body);
    let router = Router::new().merge(open).merge(guarded).layer(limit);
    let router = router.fallback(async || Refusal::from(Code::NoSuchRoute));
    let router = router.method_not_allowed_fallback(async || Refusal::from(Code::NotThatMethod));
    let router = router.layer(from_fn(body::read_small));
    let router = router.layer(from_fn_with_state(app.clone(), refusal::in_words));
    let router = router.layer(from_fn_with_state(app.clone(), logs::observe)).layer(CompressionLayer::new());
    let router = if let Some(cors) = cors::layer(&app.settings.origins) { router.layer(cors) } else { router };
    router.with_state(app)
}
