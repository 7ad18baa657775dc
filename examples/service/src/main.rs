//! `hoso-service`: starts the service, or manages its keys.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that is started by hand speaks to its user")]

use std::process::ExitCode;

use std::io::{IsTerminal as _, stdout};

use hoso_service::{Error, Holder, Keeper, Party, Service, Settings, WrongSetting};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

const USAGE: &str = "hoso-service                              starts the service
hoso-service key add agency CODE          makes a key for an agency of the rulebook
hoso-service key add operator ID          makes a key for an operator of the rulebook
hoso-service key add administrator NAME   makes a key for who takes rulebooks
             … [--name NAME] [--until DAY]  a name for people, and the last day on which it counts
hoso-service key list                     keys: until when they count, when they were last used
hoso-service key revoke KEY-ID            makes a key count no longer
hoso-service rulebook check FILE          what is to be known of a rulebook before it is taken
hoso-service rulebook take FILE [--go-on] takes a rulebook; a service that runs notices it
hoso-service erase OPERATOR CONSIGNMENT WORD
                                          erases the persons' data of a consignment, on whose WORD
hoso-service erase --before DAY WORD      erases those of all of which nothing was told since a day
hoso-service audit OPERATOR CONSIGNMENT   which key read a consignment, the last first
hoso-service backup FILE                  copies the database to a new file, while a service uses it
hoso-service openapi                      the OpenAPI document
hoso-service --version                    which version this is

Settings are environment variables: DATABASE_URL, HOSO_LISTEN, HOSO_RULEBOOK, HOSO_MAX_BODY, HOSO_RATE,
HOSO_AUDIT_DAYS, HOSO_AUDIT_FILE, HOSO_PROXIES, HOSO_WEBHOOK_HOSTS, HOSO_ORIGINS, SSL_CERT_FILE,
HOSO_SHUTDOWN_SECONDS, HOSO_LOG. The README says what each means.";

/// The exit code of a setting, or a file that one names, that cannot be read (`EX_CONFIG`): starting again does not help.
const WRONG_SETTING: u8 = 78;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let settings = match (said(&words), Settings::from_env()) {
        (Some(text), _) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        (None, Ok(settings)) => settings,
        (None, Err(wrong)) => {
            eprintln!("{wrong}");
            return WRONG_SETTING.into();
        }
    };
    let done = Runtime::new().map_err(Error::from).and_then(|runtime| {
        let done = runtime.block_on(run(&words, settings));
        // What is still under way then is not waited for.
        runtime.shutdown_background();
        done
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hoso-service: {error}");
            if error.is::<WrongSetting>() { WRONG_SETTING.into() } else { ExitCode::FAILURE }
        }
    }
}

/// What is said whatever the settings are.
fn said(words: &[&str]) -> Option<String> {
    match words {
        ["help" | "--help" | "-h"] => Some(USAGE.into()),
        ["--version" | "-V"] => Some(format!("hoso-service {}", env!("CARGO_PKG_VERSION"))),
        ["openapi"] => Some(format!("{:#}", hoso_service::openapi())),
        _ => None,
    }
}

async fn run(words: &[&str], settings: Settings) -> Result<(), Error> {
    match words {
        [] => serve(settings).await,
        ["backup", file] => Keeper::backup(&settings, file).await,
        ["erase", "--before", day, word] => {
            println!("{}", Keeper::open(settings).await?.erase_before(day, word).await?);
            Ok(())
        }
        ["erase", operator, consignment, word] => {
            Keeper::open(settings).await?.erase(operator, consignment, word).await
        }
        ["audit", operator, consignment] => {
            for line in Keeper::open(settings).await?.readings(operator, consignment).await? {
                println!("{line}");
            }
            Ok(())
        }
        ["rulebook", "check", file] => {
            println!("{}", Keeper::open(settings).await?.check_rulebook(file).await?);
            Ok(())
        }
        ["rulebook", "take", file, rest @ ..] if rest.is_empty() || rest == ["--go-on"] => {
            println!("{}", Keeper::open(settings).await?.take_rulebook(file, !rest.is_empty()).await?);
            Ok(())
        }
        ["key", "add", kind, of, options @ ..] => {
            let kinds = "a key is for an `agency`, an `operator` or an `administrator`";
            let holder = Holder::of(kind, (*of).to_owned()).ok_or(kinds)?;
            let (name, until) = match options {
                [] => ("", None),
                ["--name", name] => (*name, None),
                ["--until", day] => ("", Some(*day)),
                ["--name", name, "--until", day] | ["--until", day, "--name", name] => (*name, Some(*day)),
                _ => return Err(USAGE.into()),
            };
            println!("{}", Keeper::open(settings).await?.add_named_key(holder, name, until).await?);
            Ok(())
        }
        ["key", "list"] => {
            for line in Keeper::open(settings).await?.keys().await? {
                println!("{line}");
            }
            Ok(())
        }
        ["key", "revoke", id] => {
            let revoked = Keeper::open(settings).await?.revoke_key(id).await?;
            if revoked { Ok(()) } else { Err(format!("no key `{id}` counts").into()) }
        }
        _ => Err(USAGE.into()),
    }
}

async fn serve(settings: Settings) -> Result<(), Error> {
    hoso_service::begin_logs(settings.log);
    let (unknown, known) = Settings::unknown();
    let known = known.join(", ");
    for variable in unknown {
        tracing::warn!(variable, known, "a variable that means nothing here");
    }
    Settings::check_files()?;
    let (listen, trial, mut signals) = (settings.listen, settings.is_trial(), Signals::new()?);
    let opened = tokio::select! {
        opened = Service::open(settings) => opened,
        () = signals.next() => return Ok(()),
    };
    let service = opened?;
    let listener = TcpListener::bind(listen).await.map_err(|error| format!("HOSO_LISTEN: {listen}: {error}"))?;
    let at = listener.local_addr()?;
    println!("hoso-service listens on http://{at}");
    if !stdout().is_terminal() {
        // A journal keeps what it is told: no key comes there.
        if service.keeper().keys().await?.is_empty() {
            tracing::warn!("no key counts yet: hoso-service key add …");
        }
    } else if trial && service.keeper().keys().await?.is_empty() {
        let operator = service.keeper().add_key(Holder::Party(Party::Operator("buu-dien-binh-duong".into()))).await;
        let agency = service.keeper().add_key(Holder::Party(Party::Agency("so-noi-vu".into()))).await;
        if let (Ok(operator), Ok(agency)) = (operator, agency) {
            println!("{}", what_to_try(&at.to_string(), &operator, &agency));
        }
    }
    let (stop, stopped) = oneshot::channel::<()>();
    let asked_twice = async {
        signals.next().await;
        drop(stop);
        signals.next().await;
    };
    tokio::select! {
        served = service.serve(listener, async { drop(stopped.await) }) => served,
        () = asked_twice => Err("ended at once, as was asked a second time".into()),
    }
}

/// The user or the system asks the service to stop.
#[derive(Debug)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn new() -> Result<Self, Error> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! { _ = self.interrupt.recv() => {} _ = self.terminate.recv() => {} }
    }
}

fn what_to_try(at: &str, operator: &str, agency: &str) -> String {
    format!(
        r#"
The database is new: hoso-service.db. Two keys were made to try it with; they are shown this once.
  POST={operator}
  AGENCY={agency}

What does it cost to send a result home?
  curl -s http://{at}/v1/quote -H "Authorization: Bearer $AGENCY" -d '{{"agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-01","weight_grams":80,"zone":"intra_province"}}'
The agency registers the consignment:
  curl -s -X PUT http://{at}/v1/consignments/LE704280574SE -H "Authorization: Bearer $AGENCY" -d '{{"agency":"so-noi-vu","procedure":"1.900101","service":"return","on":"2018-10-01","weight_grams":80,"zone":"intra_province"}}'
The post tells what happens, in any order:
  curl -s http://{at}/v1/events -H "Authorization: Bearer $POST" -d '[{{"id":"e2","consignment":"LE704280574SE","kind":"delivered","at":"2018-10-03T09:00:00+07:00"}},{{"id":"e1","consignment":"LE704280574SE","kind":"accepted","at":"2018-10-01T08:30:00+07:00"}}]'
Where is it, and what does the month come to?
  curl -s http://{at}/v1/consignments/LE704280574SE/tracking -H "Authorization: Bearer $AGENCY"
  curl -s http://{at}/v1/statements/SNV-2014/2018-10 -H "Authorization: Bearer $POST"
Everything else: http://{at}/openapi.json
"#
    )
}
