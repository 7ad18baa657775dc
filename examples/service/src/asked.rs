//! What a request says outside its body: ids in its path, and its query. Whatever is no id ends here, so that no other
//! text ever comes to the database.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::request::Parts;
use hoso::Id;

use crate::app::App;
use crate::auth::Caller;
use crate::code::Code;
use crate::events::{find, only};
use crate::refusal::{Refusal, Wrong};
use crate::store::Key;

/// How many ids a key of a query may hold.
const MOST_IDS: usize = 16;

/// The ids in the path, in their order.
#[derive(Debug)]
pub(crate) struct InPath<const N: usize>(pub(crate) [Id; N]);

impl<const N: usize> FromRequestParts<App> for InPath<N> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Code::NotAnId)?;
        let ids: Vec<Id> = path.iter().map(|(_, text)| id(text)).collect::<Result<_, _>>()?;
        ids.try_into().map(Self).map_err(|_| Code::NotReadable.into())
    }
}

/// The query, of which a route says by [`Asked::only`] what it may hold.
#[derive(Debug)]
pub(crate) struct Asked(BTreeMap<String, String>);

impl FromRequestParts<App> for Asked {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::from_request_parts(parts, app).await else {
            return Err(Code::NotReadable.into());
        };
        let (told, query) = (pairs.len(), pairs.into_iter().collect::<BTreeMap<_, _>>());
        // Of a key that is there twice it cannot be told which counts.
        if query.len() == told { Ok(Self(query)) } else { Err(Code::NotReadable.into()) }
    }
}

impl Asked {
    /// Refuses what is not one of these names: a misspelt one would otherwise be passed over without a word.
    pub(crate) fn only(self, names: &[&str]) -> Result<Self, Refusal> {
        if self.0.keys().all(|name| names.contains(&name.as_str())) {
            return Ok(self);
        }
        Err(Wrong::new(Code::NotInQuery).with("allowed", names.join(", ")).into())
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(crate) fn id(&self, name: &str) -> Result<Option<Id>, Refusal> {
        self.text(name).map(id).transpose()
    }

    /// Several, with commas between.
    pub(crate) fn ids(&self, name: &str) -> Result<Vec<Id>, Refusal> {
        let ids: Vec<Id> =
            self.text(name).into_iter().flat_map(|list| list.split(',')).map(id).collect::<Result<_, _>>()?;
        // All that is stored about each is read.
        let wrong = || Wrong::new(Code::NotInQuery).with("allowed", format!("{name}=ID, …, ID ({MOST_IDS})")).into();
        if ids.len() <= MOST_IDS { Ok(ids) } else { Err(wrong()) }
    }

    /// A whole number from 0 on; absent: 0.
    pub(crate) fn number(&self, name: &str) -> Result<i64, Refusal> {
        let wrong = || Wrong::new(Code::NotInQuery).with("allowed", format!("{name}=0, {name}=1, …")).into();
        self.text(name)
            .map_or(Ok(0), |text| text.parse::<u64>().ok().and_then(|it| it.try_into().ok()).ok_or_else(wrong))
    }

    /// `true` or `false`; absent: false.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.text(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Wrong::new(Code::NotInQuery).with("allowed", format!("{name}=true, {name}=false")).into()),
        }
    }
}

/// The consignment that is asked about: in the path, or by `?id=`, since an id may hold a `/`, which not every proxy
/// lets through in a path.
#[derive(Debug)]
pub(crate) struct Consigned {
    pub(crate) id: Id,
    pub(crate) asked: Asked,
}

impl FromRequestParts<App> for Consigned {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let asked = Asked::from_request_parts(parts, app).await?;
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Code::NotAnId)?;
        let in_path = path.iter().find(|(name, _)| *name == "consignment").map(|(_, text)| id(text)).transpose()?;
        match (in_path, asked.id("id")?) {
            (Some(id), None) | (None, Some(id)) => Ok(Self { id, asked }),
            _ => Err(Wrong::new(Code::NotInQuery).with("allowed", "id").into()),
        }
    }
}

/// The consignment that is asked about, when the caller may see it.
#[derive(Debug)]
pub(crate) struct Ours(pub(crate) Key);

impl FromRequestParts<App> for Ours {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let (caller, id, operator) = about(parts, app).await?;
        find(app, &caller, id.as_str(), operator.as_ref()).await.map(Self)
    }
}

/// The same, also when the caller has it no more, or only asked for it: it sees its own words about whose it is.
#[derive(Debug)]
pub(crate) struct ToldOf(pub(crate) Key);

impl FromRequestParts<App> for ToldOf {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let (caller, id, operator) = about(parts, app).await?;
        let found = app.store.keys_told_of(&caller.party, id.as_str()).await?;
        Ok(Self(only(found, operator.as_ref())?))
    }
}

/// Who asks, about which consignment, and of which operator, if it is said.
async fn about(parts: &mut Parts, app: &App) -> Result<(Caller, Id, Option<Id>), Refusal> {
    let caller = Caller::from_request_parts(parts, app).await?;
    let Consigned { id, asked } = Consigned::from_request_parts(parts, app).await?;
    let operator = asked.only(&["id", "operator"])?.id("operator")?;
    Ok((caller, id, operator))
}

fn id(text: &str) -> Result<Id, Refusal> {
    text.parse().map_err(|_| Code::NotAnId.into())
}
