//! Questions that the rulebook answers alone.

use axum::extract::State;
use hoso::wire::write;

use crate::app::App;
use crate::body::{Answer, Question};
use crate::refusal::Refusal;

/// Answers any question of the library's list.
pub(crate) async fn ask<Q: hoso::Question>(
    State(app): State<App>,
    Question(question, language): Question<Q>,
) -> Result<Answer, Refusal> {
    let held = app.rulebooks.now();
    let answer = question.answer(&held.rulebook, language).map_err(|issues| Refusal::invalid(&issues, language))?;
    Ok(Answer(write::json(&answer, language)))
}
