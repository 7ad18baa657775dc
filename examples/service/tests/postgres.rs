//! The same on a real `PostgreSQL` server, which the test starts for itself.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::receiver::Receiver;
use crate::server::{AGENCY, Folder, POST, Place};
use crate::stream::{life, question};
use crate::{drill, erased, full_disk, http, killed, lines, looked_after, once, same, shuffled, upgrade, whose};

#[test]
fn postgresql_keeps_the_same_promises() {
    let Some(cluster) = Cluster::start() else { return };
    shuffled::same_answers(&cluster.place("shuffled"));
    killed::survives(&cluster.place("killed"));
    killed::is_written_before_it_is_told(&cluster.place("read"));
    two_services_share(&cluster.place("shared"));
    looked_after::add_at_once(&cluster.place("webhooks"));
    once::once_at_once(&cluster.place("once"));
    upgrade::is_brought_up_to_date(&cluster.place("upgrade"));
    upgrade::is_late_or_unknown(&cluster.place("late"));
    upgrade::tells_what_waited(&cluster.place("waited"));
    upgrade::does_not_count(&cluster.place("say"));
    whose::counts_while_registered(&cluster.place("counts"));
    whose::asks_and_is_answered(&cluster.place("whose"));
    same::one_of_equal_is_kept(&cluster.place("same"));
    erased::without_changing_an_answer(&cluster.place("erased"));
    erased::names_count_on(&cluster.place("named"));
    http::no_other_text_reaches_the_database(&cluster.place("ids"));
    lines::closes(&cluster.place("months"));
    lines::closed_at_once(&cluster.place("closed"));
    what_somebody_holds_is_told_soon(&cluster);
    a_backup_is_restored(&cluster);
    a_full_disk_loses_nothing(&cluster);
}

/// Somebody holds a consignment, or a whole table: who asks for it is told within two seconds, and who asks for another is not kept.
fn what_somebody_holds_is_told_soon(cluster: &Cluster) {
    let place = cluster.place("held");
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let tell = |number: usize| post.post("/v1/events", &life(number)[0].to_string());
    assert_eq!((tell(0).status, tell(1).status), (200, 200));
    let hold = |sql: &str| {
        let door = cluster.port.to_string();
        let held = format!("BEGIN; {sql}; SELECT pg_sleep(6); COMMIT");
        let words = ["-h", "127.0.0.1", "-p", &door, "-U", "hoso", "-d", "held", "-q", "-c", &held];
        let holder = Command::new(cluster.programs.join("psql")).args(words).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(700));
        holder
    };
    let soon = |asked: &dyn Fn() -> u16| {
        let began = std::time::Instant::now();
        (asked(), began.elapsed() < Duration::from_secs(2))
    };
    let mut holder = hold("SELECT 1 FROM standings WHERE consignment = 'C0000' FOR UPDATE");
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| soon(&|| post.post("/v1/events", &life(0)[1].to_string()).status));
        assert_eq!(tell(2).status, 200, "of another");
        assert_eq!(waits.join().unwrap(), (503, true));
    });
    assert_eq!(soon(&|| agency.put("/v1/consignments/C0000", &question()).status), (503, true));
    holder.kill().unwrap();
    holder.wait().unwrap();
    cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
    let mut holder = hold("LOCK TABLE events");
    for _ in 0..3 {
        assert_eq!(soon(&|| tell(3).status), (503, true));
        assert_eq!(soon(&|| post.get("/v1/consignments/C0001/tracking").status), (503, true));
    }
    holder.kill().unwrap();
    holder.wait().unwrap();
    cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
    assert_eq!(tell(3).status, 200, "once nobody holds it");
}

fn a_backup_is_restored(cluster: &Cluster) {
    let place = cluster.place("drill");
    let url = place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1.clone();
    let (back_up, restore) = drill::postgres_copies(&cluster.programs, &url, &place.folder.0);
    drill::is_restored(&place, |_| back_up(), |_| restore());
}

/// The tables are on a disk that fills up; the server's own files are not.
fn a_full_disk_loses_nothing(cluster: &Cluster) {
    full_disk::on_small_disk(24, 8, |disk, ballast| {
        let tables = disk.join("tables");
        fs::create_dir(&tables).unwrap();
        assert!(Command::new("chown").arg("postgres").arg(&tables).status().unwrap().success());
        cluster.sql(&format!("CREATE TABLESPACE small LOCATION '{}'", tables.display()));
        let place = cluster.place("full");
        cluster.sql("ALTER DATABASE \"full\" SET TABLESPACE small");
        let key = place.key("operator", POST);
        let server = place.start();
        full_disk::fills_and_recovers(&place, server, &key, |_| fs::remove_file(ballast).unwrap());
        // The disk is taken away next.
        cluster.sql("DROP DATABASE \"full\"");
        cluster.sql("DROP TABLESPACE small");
    });
}

/// Two services on one database tell the same, and change standings together.
fn two_services_share(place: &Place) {
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let servers = [place.start(), place.start()];
    let receiver = Receiver::working();
    let hook = json!({ "url": receiver.url }).to_string();
    assert_eq!(servers[0].client(&post).post("/v1/webhooks", &hook).status, 200);
    servers[0].client(&agency).put("/v1/consignments/C0000", &question());
    std::thread::scope(|scope| {
        for server in &servers {
            let client = server.client(&post);
            scope.spawn(move || {
                for event in life(0) {
                    assert_eq!(client.post("/v1/events", &event.to_string()).status, 200);
                    assert_eq!(client.post("/v1/events", &json!(life(0)).to_string()).status, 200);
                }
            });
        }
    });
    // What an administrator takes by one, the other notices.
    let it = place.key("administrator", "it");
    let mut rulebook: Value = serde_json::from_str(include_str!("../../data/binh-duong.json")).unwrap();
    rulebook["title"] = "Another".into();
    let taken = servers[0].client(&it).put("/v1/rulebook", &rulebook.to_string()).json();
    let digest = || servers[1].client(&it).get("/v1/rulebook").json()["digest"].clone();
    let noticed = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(100));
        digest() == taken["digest"]
    });
    assert!(noticed, "{taken}");
    // Of two that could tell it, one does.
    receiver.wait_for(1, |told| told.json()["data"]["to"]["state"] == "delivered");
    let mut told: Vec<_> = receiver.all().iter().map(|told| told.header("webhook-id").to_owned()).collect();
    let count = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), count, "each once");
    let tracking = servers.each_ref().map(|server| server.client(&agency).get("/v1/consignments/C0000/tracking").body);
    assert!(tracking[0] == tracking[1] && tracking[0].contains(r#""state":"delivered""#), "{tracking:?}");
    let statement = servers[1].client(&post).get("/v1/statements/SNV-2014/2018-10").json();
    assert_eq!(statement["items"], 1, "the standing that statements read is the last");
}

/// A server of its own, in a folder that is removed with the test.
#[derive(Debug)]
struct Cluster {
    folder: Folder,
    programs: PathBuf,
    port: u16,
}

impl Cluster {
    /// None, with the reason printed, when `PostgreSQL` is not here and cannot be installed.
    fn start() -> Option<Self> {
        let Some(programs) = programs().or_else(|| install().then(programs).flatten()) else {
            println!("skipped: PostgreSQL is not installed, and `apt-get install postgresql` did not work");
            return None;
        };
        let folder = Folder::new();
        if is_root() {
            // PostgreSQL refuses to run as root; the package brings its own user.
            assert!(Command::new("chown").arg("postgres").arg(&folder.0).status().unwrap().success());
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let cluster = Self { folder, programs, port };
        cluster.run("initdb", &["-D", &cluster.at("data"), "-U", "hoso", "--auth=trust", "-E", "UTF8"]);
        let options = format!("-p {port} -k {} -c listen_addresses=127.0.0.1", cluster.at(""));
        cluster.run("pg_ctl", &["-D", &cluster.at("data"), "-w", "-l", &cluster.at("log"), "-o", &options, "start"]);
        Some(cluster)
    }

    /// A database of its own.
    fn place(&self, name: &str) -> Place {
        let port = self.port.to_string();
        self.run("createdb", &["-h", "127.0.0.1", "-p", &port, "-U", "hoso", name]);
        Place::with_database(Folder::new(), format!("postgres://hoso@127.0.0.1:{port}/{name}"))
    }

    fn sql(&self, statement: &str) {
        let port = self.port.to_string();
        self.run("psql", &["-h", "127.0.0.1", "-p", &port, "-U", "hoso", "-d", "postgres", "-c", statement]);
    }

    fn at(&self, name: &str) -> String {
        self.folder.0.join(name).display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = Command::new(if is_root() { Path::new("runuser") } else { &program });
        if is_root() {
            command.args(["-u", "postgres", "--"]).arg(&program);
        }
        // Its output goes to a file: a server that is started would keep a pipe open.
        let said = fs::File::create(std::env::temp_dir().join(format!("hoso-postgres-{}", self.port))).unwrap();
        command.current_dir("/").stdout(said.try_clone().unwrap()).stderr(said);
        let done = command.args(arguments).status().unwrap();
        let said = std::env::temp_dir().join(format!("hoso-postgres-{}", self.port));
        assert!(done.success(), "{}: {}", program.display(), fs::read_to_string(&said).unwrap());
        fs::remove_file(said).unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run("pg_ctl", &["-D", &self.at("data"), "-m", "immediate", "-w", "stop"]);
    }
}

/// The folder of the newest installed server's programs.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    folders.filter(|folder| folder.join("initdb").exists()).max()
}

fn install() -> bool {
    let apt = |words: &[&str]| {
        let done: std::io::Result<Output> =
            Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive").output();
        done.is_ok_and(|done| done.status.success())
    };
    is_root() && apt(&["update"]) && apt(&["install", "-y", "--no-install-recommends", "postgresql"])
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|done| done.stdout == b"0\n")
}
