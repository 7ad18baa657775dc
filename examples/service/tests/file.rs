//! The file of `SQLite`: which one it is, whether it is still there, and who else writes to it.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::AnyPool;

use crate::client::{Answered, Client};
use crate::server::{AGENCY, Folder, POST, PROGRAM, Place};
use crate::stream::{life, question};

/// Much longer than what is done at once takes, and less than waiting in vain.
const SOON: Duration = Duration::from_secs(6);

fn told(answered: &Answered) -> (u16, Value) {
    (answered.status, answered.json()["issues"][0]["code"].clone())
}

fn ready(client: &Client) -> u16 {
    // An answer holds for a second.
    thread::sleep(Duration::from_millis(1_100));
    client.get("/readyz").status
}

fn is_up(client: &Client) -> bool {
    client.get("/metrics").body.contains("hoso_database_up 1\n")
}

/// Runs what another program would do to a database.
fn other_program<T>(url: &str, run: impl AsyncFnOnce(AnyPool) -> T) -> T {
    sqlx::any::install_default_drivers();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { run(AnyPool::connect(url).await.unwrap()).await })
}

#[test]
fn nothing_is_accepted_into_a_file_that_is_gone_or_another() {
    let place = Place::new();
    let (post, agency, it) =
        (place.key("operator", POST), place.key("agency", AGENCY), place.key("administrator", "it"));
    let server = place.start();
    let (post, agency, it) = (server.client(&post), server.client(&agency), server.client(&it));
    let tell = |number: usize| post.post("/v1/events", &life(number)[0].to_string());
    let hook =
        agency.post("/v1/webhooks", r#"{"url":"http://127.0.0.1:1/"}"#).json()["id"].as_str().unwrap().to_owned();
    assert_eq!(tell(0).status, 200);
    let file = place.folder.0.join("events.db");
    let elsewhere = place.folder.0.join("elsewhere.db");
    let lost = (503, json!("storage_lost"));
    let takes_nothing = || {
        for number in 1..20 {
            assert_eq!(told(&tell(number)), lost);
        }
        assert_eq!(told(&agency.put("/v1/consignments/N-1", &question())), lost);
        assert_eq!(told(&agency.ask("DELETE", &format!("/v1/webhooks/{hook}"), "").unwrap()), lost);
        assert_eq!(told(&it.put("/v1/rulebook?go_on=true", include_str!("../../data/public-post.json"))), lost);
        assert!(!is_up(&post) && ready(&post) == 503);
    };
    fs::rename(&file, &elsewhere).unwrap();
    takes_nothing();
    // A command makes no other one beside what belongs to the one that was lost.
    let began = Instant::now();
    let said = place.run(&["key", "list"]).unwrap_err();
    assert!(said.contains("events.db-wal") && !file.exists() && began.elapsed() < SOON, "{said}");
    fs::copy(&elsewhere, &file).unwrap();
    takes_nothing();
    let log = fs::read_to_string(place.log()).unwrap();
    let lines = log.lines().filter(|line| line.contains("gone, or is another") && line.contains("ERROR")).count();
    assert_eq!(lines, 1, "{log}");

    fs::rename(&elsewhere, &file).unwrap();
    assert!(ready(&post) == 200 && is_up(&post));
    assert_eq!(tell(1).status, 200);
    drop(server);
    let server = place.start();
    for number in [0, 1] {
        let path = format!("/v1/consignments/C{number:04}/tracking");
        assert_eq!(server.client(&place.key("operator", POST)).get(&path).status, 200);
    }
}

#[test]
fn it_is_not_ready_when_a_part_of_its_file_is_gone() {
    for left in [0, 4_096] {
        let place = Place::new();
        let key = place.key("operator", POST);
        let server = place.start();
        assert_eq!(server.client(&key).post("/v1/events", &life(0)[0].to_string()).status, 200);
        // What is in the journal comes into the file.
        server.stop();
        let server = place.start();
        let client = server.client(&key);
        assert_eq!(ready(&client), 200);
        File::options().write(true).open(place.folder.0.join("events.db")).unwrap().set_len(left).unwrap();
        assert!(ready(&client) == 503 && ready(&client) == 503 && !is_up(&client), "{left}");
    }
}

#[test]
fn what_another_process_holds_is_told_soon() {
    let place = Place::new();
    let (post, agency) = (place.key("operator", POST), place.key("agency", AGENCY));
    let server = place.start();
    let (post, agency) = (server.client(&post), server.client(&agency));
    let url = place.env.iter().find(|(name, _)| *name == "DATABASE_URL").unwrap().1.clone();
    let tell = || post.post("/v1/events", &life(0)[0].to_string()).status;
    let register = |number: usize| agency.put(&format!("/v1/consignments/N-{number}"), &question()).status;
    let soon = |ask: &dyn Fn() -> u16| {
        let began = Instant::now();
        (ask(), began.elapsed() < Duration::from_secs(2))
    };
    other_program(&url, async |pool| {
        let held = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
        thread::scope(|scope| {
            let mut all = vec![scope.spawn(|| soon(&tell)), scope.spawn(|| soon(&tell))];
            all.extend((0..8).map(|number| scope.spawn(move || soon(&|| register(number)))));
            for asked in all {
                assert_eq!(asked.join().unwrap(), (503, true));
            }
        });
        assert_eq!(soon(&|| post.get("/v1/consignments").status), (200, true), "who reads does not wait");
        held.rollback().await.unwrap();
        pool.close().await;
    });
    assert_eq!((tell(), register(0)), (200, 200));
}

/// Runs the program on a database, as another user where that is said, until it ends.
fn run(folder: &Path, words: &[&str], settings: &[(&str, &str)], user: Option<u32>) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .args(words)
        .current_dir(folder)
        .env_clear()
        .env("HOSO_LISTEN", "127.0.0.1:0")
        .envs(settings.iter().copied());
    if let Some(user) = user {
        command.uid(user).gid(user);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > SOON {
            child.kill().unwrap();
        }
        thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_is_no_database_of_this_program_is_told_at_once_and_stays_as_it_is() {
    let place = Place::new();
    // What a service wrote is in the file when it has ended.
    place.start().stop();
    let folder = &place.folder.0;
    fs::create_dir(folder.join("data")).unwrap();
    fs::write(folder.join("notes.txt"), "what is to be done\n").unwrap();
    fs::write(folder.join("random.bin"), [7; 9_000]).unwrap();
    let whole = fs::read(folder.join("events.db")).unwrap();
    fs::write(folder.join("part.db"), &whole[..5_000]).unwrap();
    File::create(folder.join("theirs.db")).unwrap();
    other_program(&format!("sqlite:{}", folder.join("theirs.db").display()), async |pool| {
        sqlx::query("CREATE TABLE invoices (number INTEGER)").execute(&pool).await.unwrap();
        pool.close().await;
    });
    for (name, cause) in [
        ("data", "is a directory"),
        ("notes.txt", "file is not a database"),
        ("random.bin", "file is not a database"),
        ("part.db", "malformed"),
        ("theirs.db", "another program"),
    ] {
        let path = folder.join(name);
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        let before = path.is_file().then(|| fs::read(&path).unwrap());
        let url = format!("sqlite:{}", path.display());
        for words in [&[][..], &["key", "list"], &["backup", "copy.db"]] {
            let ended = run(folder, words, &[("DATABASE_URL", &url)], None);
            let said = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(1), "{name} {words:?}: {said}");
            assert!(["DATABASE_URL", name, cause].iter().all(|part| said.contains(part)), "{name} {words:?}: {said}");
            assert_eq!(mode(&path), 0o755, "{name} {words:?}");
            assert!(before.as_ref().is_none_or(|before| *before == fs::read(&path).unwrap()), "{name} {words:?}");
        }
    }
    let ended = run(folder, &[], &[("DATABASE_URL", "sqlite::memory:")], None);
    assert_eq!(ended.status.code(), Some(78), "{ended:?}");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_at_once() {
    const NOBODY: u32 = 65_534;
    let place = Place::new();
    place.key("operator", POST);
    let folder = place.folder.0.join("closed");
    fs::create_dir(&folder).unwrap();
    fs::rename(place.folder.0.join("events.db"), folder.join("events.db")).unwrap();
    if chown(folder.join("events.db"), Some(NOBODY), Some(NOBODY)).is_err() {
        println!("skipped: only root can be somebody else");
        return;
    }
    chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o500)).unwrap();
    for (name, words) in [("events.db", &[][..]), ("events.db", &["key", "list"]), ("new.db", &[])] {
        let url = format!("sqlite:{}", folder.join(name).display());
        let ended = run(&place.folder.0, words, &[("DATABASE_URL", &url)], Some(NOBODY));
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{name}: {said}");
        assert!(["DATABASE_URL", name, "folder not writable"].iter().all(|part| said.contains(part)), "{said}");
    }
}

#[test]
fn a_rulebook_without_end_is_not_read_to_its_end_and_one_that_does_not_begin_keeps_nobody() {
    let folder = Folder::new();
    for (words, told, code) in [(&[][..], "HOSO_RULEBOOK", 78), (&["rulebook", "check", "/dev/zero"], "larger", 1)] {
        let ended = run(&folder.0, words, &[("HOSO_RULEBOOK", "/dev/zero")], None);
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(code), "{said}");
        assert!(["/dev/zero", "larger", told].iter().all(|part| said.contains(part)), "{said}");
    }
    let pipe = folder.0.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = Command::new(PROGRAM);
    command.current_dir(&folder.0).env("HOSO_RULEBOOK", &pipe).env("HOSO_LISTEN", "127.0.0.1:0");
    let mut waits = command.stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_secs(2));
    Command::new("kill").arg(waits.id().to_string()).status().unwrap();
    let began = Instant::now();
    while waits.try_wait().unwrap().is_none() && began.elapsed() < SOON {
        thread::sleep(Duration::from_millis(20));
    }
    let ended = waits.try_wait().unwrap();
    waits.kill().ok();
    assert!(ended.is_some_and(|status| status.success()), "{ended:?}");
}
