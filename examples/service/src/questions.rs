//! Questions that the rulebook answers alone.

use axum::extract::State;
use hoso::{Case, Consignment, Moments};

use crate::app::App;
use crate::body::{Answer, Said, Words};
use crate::refusal::Refusal;

/// May this go by post?
pub(crate) async fn decide(
    State(app): State<App>,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let answer = Case::parse(&body).and_then(|case| Ok(app.rulebook.decide(&case)?.to_json_in(language)));
    answer.map(Answer).map_err(|issues| Refusal::invalid(&issues, language))
}

/// What does it cost, and who pays?
pub(crate) async fn quote(State(app): State<App>, Said(language): Said, Words(body): Words) -> Result<Answer, Refusal> {
    let answer = Consignment::parse(&body).and_then(|asked| Ok(app.rulebook.quote(&asked)?.to_json_in(language)));
    answer.map(Answer).map_err(|issues| Refusal::invalid(&issues, language))
}

/// By when is each step due?
pub(crate) async fn deadlines(
    State(app): State<App>,
    Said(language): Said,
    Words(body): Words,
) -> Result<Answer, Refusal> {
    let answer = Moments::parse(&body).and_then(|asked| Ok(app.rulebook.deadlines(&asked)?.to_json_in(language)));
    answer.map(Answer).map_err(|issues| Refusal::invalid(&issues, language))
}
