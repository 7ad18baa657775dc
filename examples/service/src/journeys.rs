//! One dossier as a whole, with the events that are stored of its consignments.

use axum::extract::State;
use hoso::{Dossier, Issues};

use crate::app::App;
use crate::asked::Asked;
use crate::auth::Caller;
use crate::body::{Answer, Question};
use crate::events::find;
use crate::history::History;
use crate::refusal::Refusal;

/// How a dossier stands, what is late, and what comes next. The stored events of its consignments, of which the query names
/// several with commas between, are added to those of the body.
pub(crate) async fn journey(
    State(app): State<App>,
    caller: Caller,
    asked: Asked,
    Question(mut dossier, language): Question<Dossier>,
) -> Result<Answer, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    let asked = asked.only(&["intake", "return", "operator"])?;
    let operator = asked.id("operator")?;
    for (leg, events) in [("intake", &mut dossier.intake_events), ("return", &mut dossier.return_events)] {
        for consignment in asked.ids(leg)? {
            let key = find(&app, &caller, consignment.as_str(), operator.as_ref()).await?;
            app.audit.read(&caller, &key, "journey");
            let stored = app.store.events(&key).await?;
            let history = History::of(&stored).map_err(invalid)?;
            events.extend(history.told().filter(|(.., counts)| *counts).map(|(_, event, _)| event.clone()));
        }
    }
    let held = app.rulebooks.now();
    Ok(Answer(held.rulebook.journey(&dossier).map_err(invalid)?.to_json_in(language)))
}
