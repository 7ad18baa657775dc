//! Questions that the rulebook answers alone.

use axum::extract::State;
use hoso::{Case, Consignment, Moments};

use crate::app::App;
use crate::body::{Answer, Question};
use crate::refusal::Refusal;

/// May this go by post?
pub(crate) async fn decide(
    State(app): State<App>,
    Question(case, language): Question<Case>,
) -> Result<Answer, Refusal> {
    let answer = app.rulebook.decide(&case).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(answer.to_json_in(language)))
}

/// What does it cost, and who pays?
pub(crate) async fn quote(
    State(app): State<App>,
    Question(consignment, language): Question<Consignment>,
) -> Result<Answer, Refusal> {
    let answer = app.rulebook.quote(&consignment).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(answer.to_json_in(language)))
}

/// By when is each step due?
pub(crate) async fn deadlines(
    State(app): State<App>,
    Question(moments, language): Question<Moments>,
) -> Result<Answer, Refusal> {
    let answer = app.rulebook.deadlines(&moments).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(answer.to_json_in(language)))
}
