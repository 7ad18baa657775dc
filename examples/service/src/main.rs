//! `hoso-service`: starts the service, or manages its keys.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that is started by hand speaks to its user")]

use std::process::ExitCode;

use hoso_service::{Error, Holder, Keeper, Party, Service, Settings};
use tokio::net::TcpListener;
use tokio::signal;

const USAGE: &str = "hoso-service                              starts the service
hoso-service key add agency CODE          makes a key for an agency of the rulebook
hoso-service key add operator ID          makes a key for an operator of the rulebook
hoso-service key add administrator NAME   makes a key for who takes rulebooks
hoso-service key list                     the keys that count
hoso-service key revoke KEY-ID            makes a key count no longer
hoso-service rulebook check FILE          what is to be known of a rulebook before it is taken
hoso-service rulebook take FILE [--go-on] takes a rulebook; a service that runs notices it
hoso-service erase OPERATOR CONSIGNMENT WORD
                                          erases the persons' data of a consignment, on whose WORD
hoso-service erase --before DAY WORD      erases those of all of which nothing was told since a day
hoso-service audit OPERATOR CONSIGNMENT   which key read a consignment, the last first
hoso-service backup FILE                  copies the database to a new file, while a service uses it
hoso-service openapi                      the OpenAPI document

Settings are environment variables: DATABASE_URL, HOSO_LISTEN, HOSO_RULEBOOK, HOSO_MAX_BODY, HOSO_RATE,
HOSO_AUDIT_DAYS, HOSO_WEBHOOK_HOSTS, HOSO_ORIGINS, HOSO_LOG. The README says what each means.";

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hoso-service: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(words: &[&str]) -> Result<(), Error> {
    let settings = Settings::from_env()?;
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
        ["key", "add", kind, name] => {
            let kinds = "a key is for an `agency`, an `operator` or an `administrator`";
            let holder = Holder::of(kind, (*name).to_owned()).ok_or(kinds)?;
            println!("{}", Keeper::open(settings).await?.add_key(holder).await?);
            Ok(())
        }
        ["key", "list"] => {
            for (id, holder) in Keeper::open(settings).await?.keys().await? {
                println!("{id}  {} {}", holder.kind(), holder.name());
            }
            Ok(())
        }
        ["key", "revoke", id] => {
            let revoked = Keeper::open(settings).await?.revoke_key(id).await?;
            if revoked { Ok(()) } else { Err(format!("no key `{id}` counts").into()) }
        }
        ["openapi"] => {
            println!("{:#}", hoso_service::openapi());
            Ok(())
        }
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

async fn serve(settings: Settings) -> Result<(), Error> {
    hoso_service::begin_logs(settings.log);
    let (listen, trial) = (settings.listen, settings.is_trial());
    let service = Service::open(settings).await?;
    let listener = TcpListener::bind(listen).await?;
    let at = listener.local_addr()?;
    println!("hoso-service listens on http://{at}");
    if trial && service.keeper().keys().await?.is_empty() {
        let operator = service.keeper().add_key(Holder::Party(Party::Operator("buu-dien-binh-duong".into()))).await;
        let agency = service.keeper().add_key(Holder::Party(Party::Agency("so-noi-vu".into()))).await;
        if let (Ok(operator), Ok(agency)) = (operator, agency) {
            println!("{}", what_to_try(&at.to_string(), &operator, &agency));
        }
    }
    service.serve(listener, stop()).await
}

/// Until the user or the system asks the service to stop.
async fn stop() {
    let interrupt = async { signal::ctrl_c().await.ok() };
    let terminate = async { signal::unix::signal(signal::unix::SignalKind::terminate()).ok()?.recv().await };
    tokio::select! { _ = interrupt => {} _ = terminate => {} }
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
