//! A copy that is made while the service writes is whole, its owner's alone, and can be started from.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::server::{Folder, POST, Place};
use crate::stream::{life, lost, send};

fn mode(file: &Path) -> u32 {
    fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_backup_under_writers_holds_all_that_was_accepted_before_it() {
    let place = Place::new();
    let key = place.key("operator", POST);
    let server = place.start();
    let client = server.client(&key);
    let accepted = send(vec![(client.clone(), (0..40).flat_map(life).collect())], &AtomicBool::new(false), |_| {});
    let copy = place.folder.0.join("copy.db");
    let copied = copy.to_str().unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let clients =
            (1..4).map(|lane| (client.clone(), (lane * 40..lane * 40 + 40).flat_map(life).collect())).collect();
        let writing = scope.spawn(|| send(clients, &stop, |_| {}));
        place.run(&["backup", copied]).unwrap();
        stop.store(true, Ordering::Relaxed);
        assert!(!writing.join().unwrap().is_empty(), "it was written to meanwhile");
    });
    assert_eq!(mode(&copy), 0o600);
    assert!(place.run(&["backup", copied]).unwrap_err().contains("copy.db"), "nothing is written over");
    assert!(place.run(&["backup", "/nowhere/copy.db"]).is_err());

    let restored = Place::with_database(Folder::new(), format!("sqlite:{copied}"));
    let server = restored.start();
    assert!(lost(&server.client(&key), &accepted).is_empty());
}

#[test]
fn the_files_are_their_owners_alone_however_the_service_is_started() {
    for (before, url) in [
        (None, "sqlite:{}"),
        (None, "sqlite:{}?mode=rwc"),
        (None, "sqlite://{}?cache=private"),
        (Some(0o666), "sqlite:{}"),
    ] {
        let folder = Folder::new();
        let file = folder.0.join("events.db");
        if let Some(before) = before {
            for suffix in ["", "-wal", "-shm"] {
                let beside = format!("{}{suffix}", file.display());
                fs::write(&beside, "").unwrap();
                fs::set_permissions(&beside, fs::Permissions::from_mode(before)).unwrap();
            }
        }
        let place = Place::with_database(folder, url.replace("{}", &file.display().to_string()));
        let key = place.key("operator", POST);
        let server = place.start();
        assert_eq!(server.client(&key).post("/v1/events", &life(0)[0].to_string()).status, 200);
        for suffix in ["", "-wal", "-shm"] {
            assert_eq!(mode(Path::new(&format!("{}{suffix}", file.display()))), 0o600, "{url}{suffix} from {before:?}");
        }
    }
}
