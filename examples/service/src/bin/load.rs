//! `load`: how many events a second the service stores, and how many questions it answers, with the time that each
//! takes.
//!
//! It starts a service of its own on a new database (or on `DATABASE_URL`, which should then be an empty one), speaks
//! to it over HTTP from this process, and ends by itself. Client and service share the machine: a service alone does
//! more.
#![expect(clippy::print_stdout, reason = "a program that is started by hand speaks to its user")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use hoso_service::{Error, Holder, Party, Service, Settings};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// Events of one consignment.
const LIFE: usize = 8;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut settings = Settings::from_env()?;
    let folder = std::env::temp_dir().join(format!("hoso-load-{}", std::process::id()));
    if settings.is_trial() {
        std::fs::create_dir_all(&folder)?;
        settings.database = format!("sqlite:{}", folder.join("events.db").display());
    }
    settings.rate = u32::MAX;
    let service = Service::open(settings).await?;
    let key = service.keeper().add_key(Holder::Party(Party::Operator("buu-dien-binh-duong".into()))).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let load = Arc::new(Load::new(&listener.local_addr()?.to_string(), key));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(service.serve(listener, async { drop(stopped.await) }));

    println!("{:<44} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "a second", "p50 ms", "p95 ms", "p99 ms", "max ms");
    load.run("events, 1 a request, 64 clients", 64, 250, 1, |at, turn| tell(at, turn, 1)).await?;
    load.run("events, 100 a request, 8 clients", 8, 50, 100, |at, turn| tell(at + 1_000, turn, 100)).await?;
    load.run("tracking read, 32 clients", 32, 400, 1, tracking).await?;
    load.run("quotes, 32 clients", 32, 400, 1, |_, _| quote()).await?;

    drop(load);
    drop(stop);
    serving.await??;
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// A request: where, and with which body.
type Asked = (String, Option<String>);

/// The next events of a client: consignments one after the other, each with its whole life.
fn tell(client: usize, turn: usize, events: usize) -> Asked {
    let kinds = ["accepted", "departed", "arrived", "departed", "arrived", "out_for_delivery", "held", "delivered"];
    let event = |number: usize| {
        let (consignment, step) = (number / LIFE, number % LIFE);
        let kind = kinds.get(step).unwrap_or(&"held");
        format!(
            r#"{{"id":"e{step}","consignment":"L{client}-{consignment}","kind":"{kind}","at":"2018-10-0{}T08:00:00+07:00"}}"#,
            step + 1
        )
    };
    let told: Vec<String> = (turn * events..(turn + 1) * events).map(event).collect();
    ("/v1/events".into(), Some(format!("[{}]", told.join(","))))
}

fn tracking(client: usize, turn: usize) -> Asked {
    (format!("/v1/consignments/L{client}-{}/tracking", turn % 30), None)
}

fn quote() -> Asked {
    let question = r#"{"agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-01","weight_grams":80,"zone":"intra_province"}"#;
    ("/v1/quote".into(), Some(question.into()))
}

struct Load {
    client: Client<HttpConnector, Body>,
    at: String,
    key: String,
}

impl Load {
    fn new(at: &str, key: String) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, at: format!("http://{at}"), key }
    }

    /// So many clients, each with so many requests one after the other; prints how long it took.
    async fn run(
        self: &Arc<Self>,
        name: &str,
        clients: usize,
        turns: usize,
        each: u32,
        asked: fn(usize, usize) -> Asked,
    ) -> Result<(), Error> {
        let (began, mut running) = (now(), JoinSet::new());
        for client in 0..clients {
            let load = Arc::clone(self);
            running.spawn(async move {
                let mut took = Vec::with_capacity(turns);
                for turn in 0..turns {
                    let sent = now();
                    load.ask(asked(client, turn)).await?;
                    took.push(sent.elapsed());
                }
                Ok::<_, Error>(took)
            });
        }
        let mut took = Vec::with_capacity(clients * turns);
        while let Some(done) = running.join_next().await {
            took.extend(done??);
        }
        let all = began.elapsed();
        took.sort_unstable();
        print(name, u32::try_from(took.len())?.saturating_mul(each), all, &took);
        Ok(())
    }

    async fn ask(&self, (path, body): Asked) -> Result<(), Error> {
        let method = if body.is_some() { "POST" } else { "GET" };
        let request = Request::builder().method(method).uri(format!("{}{path}", self.at));
        let request = request.header("authorization", format!("Bearer {}", self.key));
        let answer = self.client.request(request.body(body.map_or_else(Body::empty, Body::from))?).await?;
        let status = answer.status();
        answer.into_body().collect().await?;
        if status.is_success() { Ok(()) } else { Err(format!("{path}: {status}").into()) }
    }
}

fn print(name: &str, count: u32, all: Duration, took: &[Duration]) {
    // Milliseconds with two decimals, of whole microseconds.
    let ms = |at: usize| {
        let micros = took.get(at).map_or(0, Duration::as_micros);
        format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
    };
    let at = |percent: usize| ms((took.len() * percent / 100).min(took.len().saturating_sub(1)));
    let a_second = u128::from(count) * 1_000_000 / all.as_micros().max(1);
    println!("{name:<44} {a_second:>9} {:>9} {:>9} {:>9} {:>9}", at(50), at(95), at(99), at(100));
}

#[expect(clippy::disallowed_methods, reason = "a load test measures time")]
fn now() -> Instant {
    Instant::now()
}
