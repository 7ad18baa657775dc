//! One dossier as a whole, with the events that are stored of its consignments.

use axum::Extension;
use axum::extract::{Query, State};
use hoso::{Dossier, Issues, Told};
use serde::Deserialize;

use crate::app::App;
use crate::auth::Caller;
use crate::body::{Answer, Question};
use crate::events::find;
use crate::refusal::Refusal;

/// The dossier's consignments, several with commas between.
#[derive(Debug, Deserialize)]
pub(crate) struct Legs {
    intake: Option<String>,
    #[serde(rename = "return")]
    returned: Option<String>,
    operator: Option<String>,
}

/// How a dossier stands, what is late, and what comes next. Stored events are added to those of the body.
pub(crate) async fn journey(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Query(legs): Query<Legs>,
    Question(mut dossier, language): Question<Dossier>,
) -> Result<Answer, Refusal> {
    let invalid = |issues: Issues| Refusal::invalid(&issues, language);
    for (consignments, events) in
        [(&legs.intake, &mut dossier.intake_events), (&legs.returned, &mut dossier.return_events)]
    {
        for consignment in consignments.iter().flat_map(|list| list.split(',')) {
            let key = find(&app, &caller, consignment, legs.operator.as_deref()).await?;
            for words in app.store.events(&key).await? {
                events.push(Told::parse(&words).map_err(invalid)?.into_event());
            }
        }
    }
    Ok(Answer(app.rulebook.journey(&dossier).map_err(invalid)?.to_json_in(language)))
}
