//! As who runs it sees it: what it says when it starts, what it tells watchers and logs, and how it ends.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{Folder, POST, PROGRAM, Place, Server};
use crate::stream::life;

/// Much longer than anything here should take on a machine with much else to do.
const LONG: Duration = Duration::from_secs(8);

fn lines(log: &Path) -> Vec<Value> {
    fs::read_to_string(log).unwrap().lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Runs the program with these settings alone, until it ends or is ended.
fn run(folder: &Path, words: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(words).current_dir(folder).env_clear().envs(settings.iter().copied());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > LONG {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_keeps_it_from_starting_is_told_with_variable_value_and_cause() {
    let folder = Folder::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let listening = TcpListener::bind("127.0.0.1:0").unwrap();
    let (in_use, nobody) = (listening.local_addr().unwrap().to_string(), taken.port());
    let [wrong, cut] = [("wrong.json", r#"{"id":"x"}"#), ("cut.json", "{")].map(|(name, text)| {
        let file = folder.0.join(name);
        fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    });
    let (wrong, cut) = (wrong.as_str(), cut.as_str());
    let database = format!("postgres://hoso:geheim@127.0.0.1:{nobody}/hoso");
    let cases: [(&str, &str, &[&str], i32); 14] = [
        ("HOSO_LISTEN", &in_use, &["in use"], 1),
        ("HOSO_RULEBOOK", "/nowhere/rulebook.json", &["/nowhere/rulebook.json", "No such file"], 78),
        ("HOSO_RULEBOOK", wrong, &[wrong, "required"], 78),
        ("HOSO_RULEBOOK", cut, &[cut, "not JSON"], 78),
        ("DATABASE_URL", "sqlite:/nowhere/events.db", &["/nowhere/events.db", "No such file"], 1),
        ("DATABASE_URL", &database, &["127.0.0.1", "refused"], 1),
        ("SSL_CERT_FILE", "/nowhere/authorities.pem", &["/nowhere/authorities.pem", "No such file"], 78),
        ("SSL_CERT_FILE", wrong, &[wrong, "no certificate"], 78),
        ("DATABASE_URL", "postgres://u@127.0.0.1/d?sslmod=verify-full", &["sslmod", "sslmode"], 78),
        ("HOSO_WEBHOOK_HOSTS", "https://hooks.example.org", &["https://hooks.example.org", "HOST:PORT"], 78),
        ("HOSO_AUDIT_FILE", "/nowhere/readings", &["/nowhere/readings.1a", "No such file"], 1),
        ("HOSO_PROXIES", "lb.example.org", &["lb.example.org", "ADDRESS/BITS"], 78),
        ("HOSO_RATE", "many", &["many", "requests a second"], 78),
        ("HOSO_SHUTDOWN_SECONDS", "-1", &["-1", "seconds"], 78),
    ];
    for (variable, value, causes, code) in cases {
        let began = Instant::now();
        let ended = run(&folder.0, &[], &[("HOSO_LISTEN", "127.0.0.1:0"), (variable, value)]);
        let said = text(&ended.stderr);
        assert!(began.elapsed() < LONG, "{variable}={value} was waited for");
        assert_eq!(ended.status.code(), Some(code), "{said}");
        assert!(
            said.contains(variable) && causes.iter().all(|cause| said.contains(cause)),
            "{variable}={value}: {said}"
        );
        assert!(!said.contains("geheim"), "{said}");
    }
    let ended = run(&folder.0, &[], &[("HOSO_RATE", "many"), ("HOSO_MAX_BODY", "x"), ("DATABASE_URL", "x")]);
    assert_eq!(text(&ended.stderr).lines().count(), 3, "all at once");
    // Commands read the same settings.
    let ended = run(&folder.0, &["key", "add", "agency", "nobody"], &[("HOSO_RULEBOOK", wrong)]);
    assert_eq!(ended.status.code(), Some(78), "{}", text(&ended.stderr));
}

#[test]
fn a_version_is_told_a_misspelt_variable_too_and_no_key_comes_into_a_journal() {
    let folder = Folder::new();
    let said = text(&run(&folder.0, &["--version"], &[("HOSO_RATE", "many")]).stdout);
    assert_eq!(said.trim(), concat!("hoso-service ", env!("CARGO_PKG_VERSION")));
    // On a new database, and not on a terminal.
    let ended = run(&folder.0, &[], &[("HOSO_LISTEN", "127.0.0.1:0"), ("HOSO_WEBHOOK_HOST", "x"), ("PATH", "/bin")]);
    let (said, log) = (text(&ended.stdout), text(&ended.stderr));
    assert!(said.contains("listens on") && !said.contains("hoso_") && !log.contains("hoso_1"), "{said}{log}");
    assert!(!said.contains("POST=") && log.contains("no key counts yet"), "{said}{log}");
    let told: Vec<Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let told: Vec<&Value> = told.iter().filter(|line| line["variable"].is_string()).collect();
    assert_eq!(told.len(), 1, "{log}");
    assert_eq!(told[0]["variable"], "HOSO_WEBHOOK_HOST");
    assert!(told[0]["known"].as_str().unwrap().contains("HOSO_WEBHOOK_HOSTS"), "{log}");
}

/// A request of which only a part was sent, and whose rest is waited for.
fn half_a_request(server: &Server, key: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.at.trim_start_matches("http://")).unwrap();
    let head = format!(
        "POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {key}\r\n\
         content-length: 1000\r\nexpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut asked_for = [0; 12];
    stream.read_exact(&mut asked_for).unwrap();
    assert_eq!(&asked_for, b"HTTP/1.1 100");
    stream.write_all(b"[{").unwrap();
    stream
}

#[test]
fn it_ends_when_requests_take_too_long_and_at_once_when_it_is_asked_twice() {
    let mut place = Place::new();
    let key = place.key("operator", POST);
    place.set("HOSO_SHUTDOWN_SECONDS", "1");
    let mut server = place.start();
    let half = half_a_request(&server, &key);
    server.terminate();
    assert!(server.ended_within(LONG).is_some_and(|status| status.success()), "it waits for the half request");
    assert!(fs::read_to_string(place.log()).unwrap().contains("ended while requests were under way"));
    drop(half);

    place.set("HOSO_SHUTDOWN_SECONDS", "600");
    let mut server = place.start();
    let half = half_a_request(&server, &key);
    server.terminate();
    assert!(server.ended_within(Duration::from_millis(500)).is_none(), "it waits for the half request");
    server.terminate();
    assert!(server.ended_within(LONG).is_some_and(|status| !status.success()));
    drop(half);
}

#[test]
fn it_is_not_ready_when_its_database_is_locked_or_lost() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let ready = || {
        // An answer holds for a second.
        thread::sleep(Duration::from_millis(1_100));
        let answered = client.get("/readyz");
        (answered.status, answered.json()["issues"][0]["code"].clone())
    };
    assert_eq!(ready(), (200, Value::Null));
    let url = place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1.clone();
    sqlx::any::install_default_drivers();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let pool = runtime.block_on(sqlx::AnyPool::connect(&url)).unwrap();
    let locked = runtime.block_on(pool.begin_with("BEGIN IMMEDIATE")).unwrap();
    assert_eq!(ready(), (503, json!("storage_unavailable")));
    assert_eq!(client.get("/livez").status, 200);
    runtime.block_on(locked.rollback()).unwrap();
    runtime.block_on(pool.close());
    assert!((0..15).any(|_| ready().0 == 200));

    let file = place.folder.0.join("events.db");
    fs::rename(&file, place.folder.0.join("elsewhere.db")).unwrap();
    assert_eq!(ready(), (503, json!("storage_lost")));
    fs::write(&file, "").unwrap();
    assert_eq!(ready(), (503, json!("storage_lost")), "another file of that name");
    fs::rename(place.folder.0.join("elsewhere.db"), &file).unwrap();
    assert_eq!(ready(), (200, Value::Null));
}

#[test]
fn every_request_has_one_line_with_its_name() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let ask = |headers: &[(&str, &str)]| {
        let mut request = ureq::get(format!("{}/v1/webhooks", server.at));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.header("authorization", format!("Bearer {key}")).call().unwrap();
        ["x-request-id", "traceparent"]
            .map(|name| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()))
    };
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let parent = format!("00-{trace}-00f067aa0ba902b7-01");
    let given = [Some("req-17".to_owned()), Some(parent.clone())];
    assert_eq!(ask(&[("x-request-id", "req-17"), ("traceparent", &parent)]), given);
    let [made, none] = ask(&[("x-request-id", "two words"), ("traceparent", "x")]);
    let made = made.unwrap();
    assert!(made.len() == 16 && none.is_none(), "{made}");
    // One whose client goes away before it is answered has a line too.
    drop(half_a_request(&server, &key));
    let requests =
        || -> Vec<Value> { lines(&place.log()).into_iter().filter(|line| line["message"] == "request").collect() };
    assert!((0..50).any(|_| {
        thread::sleep(Duration::from_millis(100));
        requests().len() == 3
    }));
    let requests = requests();
    let (first, second) = (&requests[0], &requests[1]);
    assert_eq!((&first["request_id"], &first["trace_id"]), (&json!("req-17"), &json!(trace)));
    assert_eq!((&second["request_id"], &second["trace_id"]), (&json!(made), &json!("-")));
    assert_eq!(
        (&first["route"], &first["status"], &first["method"]),
        (&json!("/v1/webhooks"), &json!(200), &json!("GET"))
    );
    assert!([&json!(499), &json!(422)].contains(&&requests[2]["status"]), "{}", requests[2]);
}

#[test]
fn what_is_counted_says_how_it_does() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    assert_eq!(client.post("/v1/events", &life(0)[0].to_string()).status, 200);
    assert_eq!(client.post("/v1/events", "[{}]").status, 422);
    assert_eq!(client.get("/v1/statements/SNV-2014/x").status, 422);
    assert_eq!(client.get("/v1/nothing").status, 404);
    let digest = client.get("/v1/rulebook").json()["digest"].as_str().unwrap().to_owned();
    let metrics = client.get("/metrics").body;
    let of = |name: &str| -> f64 {
        let found = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        found.unwrap_or_else(|| panic!("{name} is not in:\n{metrics}")).parse().unwrap()
    };
    for (name, value) in [
        ("hoso_request_seconds_count{method=\"POST\",route=\"/v1/events\"}", 2.0),
        ("hoso_refusals_total{code=\"missing\"}", 1.0),
        ("hoso_refusals_total{code=\"not_a_month\"}", 1.0),
        ("hoso_refusals_total{code=\"no_such_route\"}", 1.0),
        ("hoso_outbox{webhooks=\"told\"}", 0.0),
        ("hoso_outbox_seconds{webhooks=\"told\"}", 0.0),
        ("hoso_webhooks_paused", 0.0),
        ("hoso_connections_refused_total", 0.0),
        ("hoso_database_up", 1.0),
        (&format!("hoso_rulebook{{id=\"binh-duong\",digest=\"{digest}\"}}"), 1.0),
        (concat!("hoso_build{version=\"", env!("CARGO_PKG_VERSION"), "\"}"), 1.0),
    ] {
        assert!((of(name) - value).abs() < 0.5, "{name} in:\n{metrics}");
    }
    assert!(of("hoso_database_bytes") > 50_000.0 && of("hoso_start_time_seconds") > 1.0e9, "{metrics}");
}

#[test]
fn a_connection_that_cannot_be_taken_is_told() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    assert_eq!(client.get("/livez").status, 200);
    let open = fs::read_dir(format!("/proc/{}/fd", server.pid())).unwrap().count();
    let limit = |most: usize| {
        let most = format!("--nofile={most}:");
        Command::new("prlimit").args(["--pid", &server.pid().to_string(), &most]).status().unwrap().success()
    };
    assert!(limit(open + 2));
    let at = server.at.trim_start_matches("http://");
    let many: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(at).unwrap()).collect();
    let is_told = || {
        let lines = lines(&place.log());
        lines.iter().any(|line| line["message"] == "no connection can be taken" && line["cause"].is_string())
    };
    assert!((0..50).any(|_| {
        thread::sleep(Duration::from_millis(100));
        is_told()
    }));
    drop(many);
    assert!(limit(1_024));
    let mut again = TcpStream::connect(at).unwrap();
    again.write_all(b"GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut metrics = String::new();
    again.read_to_string(&mut metrics).unwrap();
    assert!(
        metrics.starts_with("HTTP/1.1 200") && !metrics.contains("hoso_connections_refused_total 0\n"),
        "{metrics}"
    );
}
