//! `load [TURNS [CONSIGNMENTS]]`: how many requests a second the service answers in a mix as in life, how long each takes, what a
//! month of 200,000 consignments costs, and how much memory and disk that takes.
//!
//! It starts the program beside it (`cargo build --release -p hoso-service` makes both) on a new database, or on `DATABASE_URL`,
//! which should then be an empty one, speaks to it over HTTP, and ends by itself. Client and service share the machine: a service
//! alone does more.
#![expect(clippy::print_stdout, reason = "a program that is started by hand speaks to its user")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use hoso_service::{Error, Holder, Keeper, Party, Settings};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use sqlx::AnyPool;
use tokio::task::JoinSet;

/// Clients at once: half an operator's, half an agency's.
const CLIENTS: usize = 32;
/// Requests of each, unless it is said.
const TURNS: usize = 1_500;
/// Consignments of the month that is settled, unless it is said.
const MONTH: usize = 200_000;
/// Of these so many are registered one by one, at each of the prices in turn, and then copied.
const REGISTERED: usize = 20;
const ZONES: [&str; 3] = ["intra_district", "intra_province", "inter_province"];
/// How often each thing is asked of a month.
const TIMES: usize = 20;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut settings = Settings::from_env()?;
    let folder = std::env::temp_dir().join(format!("hoso-load-{}", std::process::id()));
    if settings.is_trial() {
        std::fs::create_dir_all(&folder)?;
        settings.database = format!("sqlite:{}?mode=rwc", folder.join("events.db").display());
    }
    let database = settings.database.clone();
    let mut asked = std::env::args().skip(1);
    let mut number = |unless: usize| asked.next().map_or(Ok(unless), |asked| asked.parse());
    let (turns, month) = (number(TURNS)?, number(MONTH)?.max(REGISTERED * 2));
    let keeper = Keeper::open(settings).await?;
    let post = keeper.add_key(Holder::Party(Party::Operator("buu-dien-binh-duong".into()))).await?;
    let agency = keeper.add_key(Holder::Party(Party::Agency("so-noi-vu".into()))).await?;
    let keys = [post, agency];
    println!("{:<28} {:>9} {:>9} {:>9} {:>9} {:>9}", "", "a second", "p50 ms", "p95 ms", "p99 ms", "max ms");
    let service = Running::start(&database)?;
    let (load, idle) = (Load::new(&service.at, keys.clone()), service.memory());
    Arc::new(load).mix(turns).await?;
    let after = service.memory();
    println!("memory in MB: {} idle, {} after, {} at most\n", idle.0, after.0, after.1);
    drop(service);

    let pool = sqlx::AnyPool::connect(&database).await?;
    println!("on the disk: {}", size(&pool).await?);
    let service = Running::start(&database)?;
    Load::new(&service.at, keys.clone()).register(&pool, month).await?;
    drop(service);
    println!("with {month} more that are registered and accepted, without their events: {}\n", size(&pool).await?);
    // Anew, so that nothing of what was done before is in its memory.
    let service = Running::start(&database)?;
    let load = Load::new(&service.at, keys);
    load.month(&service).await?;
    if database.starts_with("postgres") {
        load.held(&pool).await?;
    }
    drop(service);
    pool.close().await;
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}

/// The program, which ends with this.
struct Running {
    child: Child,
    at: String,
}

impl Running {
    fn start(database: &str) -> Result<Self, Error> {
        let program: PathBuf = std::env::current_exe()?.with_file_name("hoso-service");
        let mut command = Command::new(program);
        command.env("DATABASE_URL", database).env("HOSO_LISTEN", "127.0.0.1:0").env("HOSO_RATE", "1000000");
        let mut child = command.env("HOSO_LOG", "error").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let said = child.stdout.take().ok_or("no output")?;
        BufReader::new(said).read_line(&mut line)?;
        let at = line.trim().rsplit(' ').next().unwrap_or_default().to_owned();
        Ok(Self { child, at })
    }

    /// Its memory in megabytes, and the most that it ever was.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _: Result<_, _> = self.child.kill();
        let _: Result<_, _> = self.child.wait();
    }
}

/// A request: what it is called, by which key (0: the operator's, 1: the agency's), how, where, and with which body.
type Asked = (&'static str, usize, &'static str, String, String);

/// A consignment of a client.
fn consignment(client: usize, number: usize) -> String {
    format!("L{client}-{number}")
}

/// What an agency asks to register or to know the price of.
fn question(grams: usize) -> String {
    format!(
        r#"{{"agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-01","weight_grams":{grams},"zone":"intra_province"}}"#
    )
}

fn event(consignment: &str, step: usize) -> String {
    const KINDS: [&str; 8] =
        ["accepted", "departed", "arrived", "departed", "arrived", "out_for_delivery", "held", "delivered"];
    let kind = KINDS.get(step).unwrap_or(&"damaged");
    let (day, hour) = (1 + step / 24 % 28, step % 24);
    format!(
        r#"{{"id":"e{step}","consignment":"{consignment}","kind":"{kind}","at":"2018-10-{day:02}T{hour:02}:00:00+07:00"}}"#
    )
}

/// What a client asks at its turn: of 100 requests 45 tell one event and 5 tell 50, 30 follow a consignment, 10 ask a price, 10
/// register one.
fn asked(client: usize, turn: usize) -> Asked {
    let (life, step) = (turn / 10, turn % 10);
    let of = consignment(client, life);
    match turn * 37 % 100 {
        0..45 => ("event", 0, "POST", "/v1/events".into(), event(&of, step)),
        45..50 => {
            let many: Vec<String> =
                (0..50).map(|nth| event(&consignment(client + 1_000, life * 7 + nth / 8), nth % 8)).collect();
            ("50 events", 0, "POST", "/v1/events".into(), format!("[{}]", many.join(",")))
        }
        50..80 => {
            ("tracking", 0, "GET", format!("/v1/consignments/{}/tracking", consignment(client, 0)), String::new())
        }
        80..90 => ("quote", 1, "POST", "/v1/quote".into(), question(20 + turn % 400)),
        _ => {
            let of = consignment(client + 2_000, turn);
            ("register", 1, "PUT", format!("/v1/consignments/{of}"), question(20 + turn % 400))
        }
    }
}

struct Load {
    client: Client<HttpConnector, Body>,
    at: String,
    keys: [String; 2],
    /// How many requests were to be sent again.
    again: AtomicUsize,
}

impl Load {
    fn new(at: &str, keys: [String; 2]) -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), at: at.to_owned(), keys, again: 0.into() }
    }

    /// Each client asks one thing after the other; prints how long each kind took.
    async fn mix(self: &Arc<Self>, turns: usize) -> Result<(), Error> {
        for client in 0..CLIENTS {
            self.ask(&("", 0, "POST", "/v1/events".into(), event(&consignment(client, 0), 0))).await?;
        }
        let (began, mut running) = (now(), JoinSet::new());
        for client in 0..CLIENTS {
            let load = Arc::clone(self);
            running.spawn(async move {
                let mut took = Vec::with_capacity(turns);
                for turn in 0..turns {
                    let (asked, sent) = (asked(client, turn), now());
                    load.ask(&asked).await?;
                    took.push((asked.0, sent.elapsed()));
                }
                Ok::<_, Error>(took)
            });
        }
        let mut kinds: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
        while let Some(done) = running.join_next().await {
            for (kind, took) in done?? {
                kinds.entry(kind).or_default().push(took);
                kinds.entry("all").or_default().push(took);
            }
        }
        let all = began.elapsed();
        for (kind, mut took) in kinds {
            took.sort_unstable();
            print(kind, all, &took);
        }
        println!("sent again, because the database did not answer in time: {}", self.again.load(Ordering::Relaxed));
        Ok(())
    }

    /// Registers a month of many consignments, which are accepted.
    async fn register(&self, pool: &AnyPool, month: usize) -> Result<(), Error> {
        for (number, zone) in (0..REGISTERED).zip(ZONES.into_iter().cycle()) {
            let question = question(80).replace("2018-10", "2019-10").replace("intra_province", zone);
            self.ask(&("", 1, "PUT", format!("/v1/consignments/M{number}"), question)).await?;
            self.ask(&("", 0, "POST", "/v1/events".into(), event(&format!("M{number}"), 0))).await?;
        }
        fill(pool, month / REGISTERED - 1).await
    }

    /// What a month and the list of it cost.
    async fn month(&self, service: &Running) -> Result<(), Error> {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let before = service.memory();
        let statement = "/v1/statements/SNV-2014/2019-10";
        for (name, key, at) in [
            ("statement of the month", 0, statement.to_owned()),
            ("its first lines", 0, format!("{statement}/lines")),
            ("first page of the list", 0, "/v1/consignments".to_owned()),
            ("the same of what is late", 0, "/v1/consignments?late=true".to_owned()),
            ("the same of an agency", 1, "/v1/consignments".to_owned()),
        ] {
            let (mut took, began) = (Vec::new(), now());
            for _ in 0..TIMES {
                let sent = now();
                self.ask(&("", key, "GET", at.clone(), String::new())).await?;
                took.push(sent.elapsed());
            }
            let all = began.elapsed();
            took.sort_unstable();
            print(name, all, &took);
            println!("  memory in MB: {} idle, {} at most so far", before.0, service.memory().1);
        }
        let whole = self.read(&("", 0, "GET", statement.to_owned(), String::new())).await?;
        let whole: serde_json::Value = serde_json::from_str(&whole)?;
        let items = whole.get("items").map(ToString::to_string).unwrap_or_default();
        println!("items in the statement: {items}");
        Ok(())
    }

    /// How soon it is told that somebody else holds what is asked for.
    async fn held(&self, pool: &AnyPool) -> Result<(), Error> {
        let mut holds = pool.begin().await?;
        sqlx::query("SELECT 1 FROM standings WHERE consignment = 'M0' FOR UPDATE").execute(&mut *holds).await?;
        let sent = now();
        let (status, _) = self.once(&("", 0, "POST", "/v1/events".into(), event("M0", 1))).await?;
        let took = sent.elapsed();
        holds.rollback().await?;
        println!("what somebody holds: {} ms until {status}", took.as_millis());
        Ok(())
    }

    async fn ask(&self, asked: &Asked) -> Result<(), Error> {
        self.read(asked).await.map(drop)
    }

    /// What is answered; who is told to send it again does so, as every client should.
    async fn read(&self, asked: &Asked) -> Result<String, Error> {
        loop {
            match self.once(asked).await? {
                (StatusCode::SERVICE_UNAVAILABLE, _) => _ = self.again.fetch_add(1, Ordering::Relaxed),
                (status, said) if status.is_success() => return Ok(said),
                (status, said) => return Err(format!("{}: {status}: {said}", asked.3).into()),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn once(&self, (_, key, method, path, body): &Asked) -> Result<(StatusCode, String), Error> {
        let request = Request::builder().method(*method).uri(format!("{}{path}", self.at));
        let key = self.keys.get(*key).ok_or("no key")?;
        let request = request.header("authorization", format!("Bearer {key}"));
        let answer = self.client.request(request.body(Body::from(body.clone()))?).await?;
        let status = answer.status();
        let said = String::from_utf8(answer.into_body().collect().await?.to_bytes().to_vec())?;
        Ok((status, said))
    }
}

/// Copies the registered consignments of the month so many times.
async fn fill(pool: &AnyPool, copies: usize) -> Result<(), Error> {
    let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {copies})");
    for (table, columns) in [
        (
            "registrations",
            "version, state, agency, contract, day, question, price, rulebook, kind, party, told_by, received_at, counts",
        ),
        ("standings", "standing, events, charged, fold"),
        ("listed", "agency, contract, day, state, promised, due"),
    ] {
        let sql = format!(
            "{numbers} INSERT INTO {table} (operator, consignment, {columns}) \
             SELECT operator, consignment || '-' || CAST(i AS TEXT), {columns} FROM {table}, n WHERE consignment LIKE 'M%'"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await?;
        if pool.connect_options().database_url.scheme().starts_with("postgres") {
            // As it does by itself before long.
            let sql = format!("VACUUM ANALYZE {table}");
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await?;
        }
    }
    Ok(())
}

/// What is stored, and what the database takes for it.
async fn size(pool: &AnyPool) -> Result<String, Error> {
    let count = async |table: &str| {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        sqlx::query_scalar::<_, i64>(sql).fetch_one(pool).await
    };
    let bytes = if pool.connect_options().database_url.scheme().starts_with("postgres") {
        "SELECT pg_database_size(current_database())"
    } else {
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    };
    let bytes: i64 = sqlx::query_scalar(bytes).fetch_one(pool).await?;
    let (events, registered) = (count("events").await?, count("registrations").await?);
    Ok(format!("{} MB, {events} events, {registered} registrations", bytes / 1_000_000))
}

fn print(name: &str, all: Duration, took: &[Duration]) {
    // Milliseconds with two decimals, of whole microseconds.
    let ms = |at: usize| {
        let micros = took.get(at).map_or(0, Duration::as_micros);
        format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
    };
    let at = |percent: usize| ms((took.len() * percent / 100).min(took.len().saturating_sub(1)));
    let count = u128::try_from(took.len()).unwrap_or(0);
    let a_second = count * 1_000_000 / all.as_micros().max(1);
    println!("{name:<28} {a_second:>9} {:>9} {:>9} {:>9} {:>9}", at(50), at(95), at(99), at(100));
}

#[expect(clippy::disallowed_methods, reason = "a load test measures time")]
fn now() -> Instant {
    Instant::now()
}
