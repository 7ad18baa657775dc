//! The end of persons' data (Law 91/2025/QH15, article 14): on request, and when the time of keeping ends.

use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::asked::{Asked, Ours};
use crate::auth::{Caller, Party};
use crate::body::{Answer, Words};
use crate::clock;
use crate::code::Code;
use crate::once::Once;
use crate::refusal::{Refusal, Wrong};
use crate::store::erasures::{self, Erasure};
use crate::store::{Key, Store};

/// Consignments that one request erases: others do not wait longer for it.
const AT_ONCE: i64 = 1_000;
/// Consignments of one transaction.
const TOGETHER: usize = 50;
/// Erasures that are shown at once.
const MOST: i64 = 1_000;
/// The longest word.
const LONGEST_WORD: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnRequest {
    word: String,
}

/// Erases the persons' data of one consignment: its operator's to tell.
pub(crate) async fn erase(
    State(app): State<App>,
    caller: Caller,
    Ours(key): Ours,
    once: Once,
    body: Words,
) -> Result<Answer, Refusal> {
    let operator = operator(&caller)?;
    let OnRequest { word } = body.read(r#"{"word": "…"}"#)?;
    let (word, mut tx) = (checked(&word)?, app.store.begin().await?);
    let answer = Answer(json!({ "consignment": key.consignment, "operator": operator, "word": word }).to_string());
    // This answer holds nothing of a person, and is not erased with the others about the consignment.
    if let Some(answer) = once.begin(&mut tx, "", &body.0).await? {
        return Ok(answer);
    }
    erasures::erase(&mut tx, &key, (word, &caller.key), clock::now()).await?;
    once.end(&mut tx, &answer).await?;
    tx.commit().await?;
    forget(&app.store).await;
    Ok(answer)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPeriod {
    before: String,
    word: String,
}

/// Erases the persons' data of consignments of which nothing was told since a day.
pub(crate) async fn erase_old(
    State(app): State<App>,
    caller: Caller,
    once: Once,
    body: Words,
) -> Result<Answer, Refusal> {
    let operator = operator(&caller)?;
    let OfPeriod { before, word } = body.read(r#"{"before": "2025-01-01", "word": "…"}"#)?;
    // Before a day to come is everything, and nothing brings it back.
    let until = clock::begun(&before, app.offset()).ok_or_else(|| Wrong::new(Code::NotADayBegun).at("/before"))?;
    if let Some(answer) = once.known(&app.store, &body.0).await? {
        return Ok(answer);
    }
    let keys = app.store.to_erase(Some(operator), until, AT_ONCE).await?;
    on_word(&app.store, &keys, (checked(&word)?, &caller.key)).await?;
    forget(&app.store).await;
    let more = !app.store.to_erase(Some(operator), until, 1).await?.is_empty();
    // Of what was erased before somebody ended it nothing is erased again: those that are left are.
    let (mut tx, answer) = (app.store.begin().await?, json!({ "erased": keys.len(), "more": more }));
    let answer = once.keep(&mut tx, &body.0, Answer(answer.to_string())).await?;
    tx.commit().await?;
    Ok(answer)
}

/// What was erased, when and on whose word, oldest first: an operator's own.
pub(crate) async fn list(State(app): State<App>, caller: Caller, asked: Asked) -> Result<Answer, Refusal> {
    let operator = operator(&caller)?;
    let after = asked.only(&["after"])?.number("after")?;
    let offset = app.offset();
    let said = |it: Erasure| {
        let erased_at = clock::said(it.erased_at, offset);
        json!({ "place": it.seq, "consignment": it.key.consignment, "word": it.word, "key": it.told_by, "erased_at": erased_at })
    };
    let erasures: Vec<Value> = app.store.erasures(operator, after, MOST).await?.into_iter().map(said).collect();
    Ok(Answer(json!(erasures).to_string()))
}

fn operator(caller: &Caller) -> Result<&str, Refusal> {
    match &caller.party {
        Party::Operator(operator) => Ok(operator),
        Party::Agency(_) => Err(Code::NotYours.into()),
    }
}

/// A word that can be kept: some text, without control characters.
pub(crate) fn checked(word: &str) -> Result<&str, Wrong> {
    let is_text =
        !word.trim().is_empty() && word.chars().count() <= LONGEST_WORD && !word.chars().any(char::is_control);
    if is_text { Ok(word) } else { Err(Wrong::new(Code::NotAWord).at("/word").with("most", LONGEST_WORD)) }
}

/// Erases the persons' data of consignments, sorted, on somebody's word and by a key.
pub(crate) async fn on_word(store: &Store, keys: &[Key], word: (&str, &str)) -> Result<(), sqlx::Error> {
    for keys in keys.chunks(TOGETHER) {
        let (mut tx, now) = (store.begin().await?, clock::now());
        for key in keys {
            erasures::erase(&mut tx, key, word, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Leaves nothing of it in the database's own files; what still is there, because somebody reads an older state, goes with the next.
async fn forget(store: &Store) {
    match store.forget_deleted().await {
        Ok(true) => {}
        Ok(false) => tracing::warn!("the journal is in use: what was erased leaves it later"),
        Err(error) => tracing::error!(code = crate::store::code_of(&error), "erasure"),
    }
}
