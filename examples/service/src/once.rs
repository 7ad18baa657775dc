//! `Idempotency-Key`: a request that is sent again, because its answer did not come, is done once.
//!
//! Whoever asks names its request; the answer is kept for a day in the transaction in which it is done, and the same request is
//! answered so again, byte for byte. What is refused was not done, and is not kept. Where doing twice is as doing once, the header
//! says nothing and is not read: the table of routes says where it is.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sqlx::AnyConnection;

use crate::app::App;
use crate::auth::Key;
use crate::body::Answer;
use crate::clock;
use crate::code::Code;
use crate::refusal::Refusal;
use crate::secret;
use crate::store::{Store, answers};

/// A request that may bear a name.
#[derive(Debug)]
pub(crate) struct Once {
    /// The key that asks, and the name that it gives; none: what is sent again is done again.
    named: Option<(String, String)>,
    /// Where it is asked.
    asked: String,
}

/// The longest name.
const LONGEST: usize = 255;

impl FromRequestParts<App> for Once {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        let key = parts.extensions.get::<Key>().ok_or(Code::KeyRequired)?.id.clone();
        let mut given = parts.headers.get_all("idempotency-key").iter();
        let (first, second) = (given.next(), given.next());
        let name = first.map(|value| value.to_str().unwrap_or_default().trim());
        if second.is_some() || name.is_some_and(|name| name.is_empty() || name.len() > LONGEST) {
            return Err(Code::NotReadable.into());
        }
        let named = name.map(|name| (key, name.to_owned()));
        Ok(Self { named, asked: format!("{} {}", parts.method, parts.uri) })
    }
}

impl Once {
    /// In a transaction, before anything is done: the answer when it was given before. `about` is the consignment that it is
    /// about, whose erasure takes the persons out of the answer; empty: none.
    pub(crate) async fn begin(
        &self,
        db: &mut AnyConnection,
        about: &str,
        body: &str,
    ) -> Result<Option<Answer>, Refusal> {
        let Some((key, name)) = &self.named else { return Ok(None) };
        let digest = secret::digest(&format!("{}\n{body}", self.asked));
        match answers::begin(db, (key, name), (&digest, about), clock::now()).await? {
            None => Ok(None),
            Some(answered) if answered.digest == digest => Ok(Some(Answer(answered.body))),
            Some(_) => Err(Code::AnotherRequest.into()),
        }
    }

    /// In the same transaction, after it is done.
    pub(crate) async fn end(&self, db: &mut AnyConnection, answer: &Answer) -> Result<(), Refusal> {
        let Some((key, name)) = &self.named else { return Ok(()) };
        Ok(answers::end(db, (key, name), &answer.0).await?)
    }

    /// The answer of something that is not one transaction, when it was given before.
    pub(crate) async fn known(&self, store: &Store, body: &str) -> Result<Option<Answer>, Refusal> {
        if self.named.is_none() {
            return Ok(None);
        }
        // What is begun here is let go of with the transaction.
        self.begin(&mut *store.begin().await?, "", body).await
    }

    /// Keeps the answer of such a thing, in the transaction of its last step; gives what is to be answered, which is what was said
    /// to the same request if that was quicker.
    pub(crate) async fn keep(&self, db: &mut AnyConnection, body: &str, answer: Answer) -> Result<Answer, Refusal> {
        if let Some(first) = self.begin(db, "", body).await? {
            return Ok(first);
        }
        self.end(db, &answer).await?;
        Ok(answer)
    }
}
