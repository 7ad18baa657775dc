//! Every route, said once: from this table come the router and the `OpenAPI` document.

use std::borrow::Cow;

use axum::routing::{MethodRouter, delete, get, post, put};
use hoso::{Consignment, InvoiceLine, Journey, Language, Question, Reconciliation, Tracking};
use serde_json::Value;

use crate::app::App;
use crate::schemas::{
    accepted, answered, code, erased, erased_of, erasure, erasures_of, event, inspection, lines, listed, object,
    registration, registrations, rulebook_day, rulebook_days, settled, settlement, shape, statement, told, webhook,
};
use crate::webhooks::schemas as hooks;
use crate::{
    audit, consignments, erasures, events, health, journeys, public, questions, rulebook, schemas, statements, webhooks,
};

/// What a body holds.
#[derive(Clone, Debug)]
pub(crate) enum Holds {
    /// Nothing.
    Nothing,
    /// A shape of the library: its JSON Schema.
    Of(fn() -> Value),
    /// One such shape, or a list of them.
    OneOrMore(fn() -> Value),
    /// A list of such shapes.
    List(fn() -> Value),
    /// What only this service says: its JSON Schema.
    Own(fn() -> Value),
    /// The same, or nothing.
    Maybe(fn() -> Value),
    /// Text that is not JSON, of this media type.
    Text(&'static str),
}

/// A route: how it is asked, what it is for, and who answers.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: Cow<'static, str>,
    pub(crate) query: Vec<&'static str>,
    pub(crate) summary: &'static str,
    pub(crate) takes: Holds,
    pub(crate) gives: Holds,
    /// Other statuses of what is done, and what they say; the body is the same.
    pub(crate) also: Vec<(&'static str, &'static str)>,
    /// Whether a name, `Idempotency-Key`, keeps it from being done twice ([`crate::once`]).
    pub(crate) once: bool,
    pub(crate) handler: MethodRouter<App>,
}

macro_rules! routes {
    ($(
        $method:ident $(or $also:literal $said:literal)? $(($once:ident))? $path:literal $(? $query:literal)* $handler:path, $summary:literal, $takes:expr => $gives:expr;
    )+) => {
        vec![$(Route {
            method: stringify!($method), path: $path.into(), query: vec![$($query),*], summary: $summary,
            takes: $takes, gives: $gives, also: [$(($also, $said))?].to_vec(),
            once: [$(stringify!($once))?].contains(&"once"), handler: $method($handler),
        }),+]
    };
}

/// A route for each question of the library's list, by its name.
macro_rules! asked {
    ({}
        of_rulebook { $( $(#[doc = $doc:literal])+ $kind:ident $name:ident $json:ident $text:literal $js:literal
            ($question:ty) $audience:ident $(in $language:ident)? $vi:literal, $en:literal; )+ }
        apart { $( $(#[doc = $adoc:literal])+ $akind:ident $aname:ident $ajson:ident $atext:literal $ajs:literal
            ($aquestion:ty) $aaudience:ident $avi:literal, $aen:literal; )+ }
    ) => {
        vec![
            $( Route::of_question::<$question>(concat!("/v1/", $text)), )+
            $( Route::of_question::<$aquestion>(concat!("/v1/", $atext)), )+
        ]
    };
}
/// Every route. Those under `/v1` need a key.
pub(crate) fn all() -> Vec<Route> {
    let mut all = own();
    let asked: Vec<Route> = hoso::for_each_question!(asked);
    // A dossier is asked about with the events that are stored.
    all.extend(asked.into_iter().filter(|route| route.path != "/v1/journey"));
    all.extend(own().iter().filter_map(Route::by_query));
    all
}

/// Where a consignment's id stands in a path.
const IN_PATH: &str = "/v1/consignments/{consignment}";

impl Route {
    /// The same of a consignment whose id is in the query instead of the path: an id may hold a `/`.
    fn by_query(&self) -> Option<Self> {
        let rest = self.path.strip_prefix(IN_PATH)?;
        let path = format!("/v1/consignment{rest}");
        let query = std::iter::once("id").chain(self.query.iter().copied()).collect();
        Some(Self {
            path: path.into(),
            query,
            takes: self.takes.clone(),
            gives: self.gives.clone(),
            also: self.also.clone(),
            handler: self.handler.clone(),
            ..*self
        })
    }

    fn of_question<Q: Question + Send + 'static>(path: &'static str) -> Self {
        Self {
            method: "post",
            path: path.into(),
            query: Vec::new(),
            summary: Q::QUESTION.label(Language::En),
            takes: Holds::Of(|| Q::QUESTION.schemas().into_iter().next().unwrap_or_default()),
            gives: Holds::Of(|| Q::QUESTION.schemas().into_iter().last().unwrap_or_default()),
            also: Vec::new(),
            once: false,
            handler: post(questions::ask::<Q>),
        }
    }
}

/// The routes that are this service's own.
fn own() -> Vec<Route> {
    let mut own = about_consignments();
    own.extend(about_the_service());
    own
}

/// What is asked and told of consignments, and what their months come to.
fn about_consignments() -> Vec<Route> {
    use Holds::{List, Maybe, Nothing, Of, OneOrMore, Own, Text};
    routes! {
        post "/v1/journey" ? "intake" ? "return" ? "operator" journeys::journey,
            "One dossier as a whole, with the stored events of the consignments of its legs, and what they were registered with",
            Of(schemas::dossier) => Of(shape::<Journey<'_>>);
        post "/v1/events" ? "operator" ? "partial" events::tell,
            "Store events, in our words or by a code of another system, in any order and any number of times: all of them, or none; with partial=true those that are right, with what became of each",
            OneOrMore(event) => Own(accepted);
        put or "202" "Its operator is to answer: it is registered when that confirms it" "/v1/consignments/{consignment}" ? "code" consignments::register,
            "Register a consignment, with the question of its price, or correct how it is registered. 202: its operator is to answer",
            Of(shape::<Consignment>) => Own(registration);
        delete "/v1/consignments/{consignment}" ? "operator" consignments::withdraw,
            "Withdraw a registration, while nothing is charged, or what an agency asks for", Nothing => Own(registration);
        get "/v1/consignments" ? "operator" ? "agency" ? "state" ? "from" ? "until" ? "late" ? "cursor" ? "most" consignments::list,
            "Consignments, the last day first, page by page: all, or those that are sought", Nothing => Own(listed);
        get "/v1/consignments/{consignment}/registrations" ? "operator" consignments::versions,
            "Every word about whose a consignment is: all for its operator, for an agency those about itself, also when it has it no more or only asked", Nothing => Own(registrations);
        post (once) "/v1/consignments/{consignment}/registrations" consignments::answer,
            "Answer an agency that asks for a consignment: the operator's to tell", Own(answered) => Own(registration);
        get "/v1/consignments/{consignment}/readings" ? "operator" audit::readings,
            "Which key read it, the last first: its operator's to see", Nothing => Own(schemas::readings);
        post (once) "/v1/consignments/{consignment}/erasure" ? "operator" erasures::erase,
            "Erase the persons' data of a consignment: its operator's to tell", Own(erasure) => Own(erased);
        post (once) "/v1/erasures" erasures::erase_old,
            "Erase the persons' data of consignments of which nothing was told since a day, at most 1,000 at once",
            Own(erasures_of) => Own(erased_of);
        get "/v1/erasures" ? "after" erasures::list, "What was erased, when and on whose word, oldest first",
            Nothing => Own(schemas::erasures);
        post (once) "/v1/consignments/{consignment}/code" consignments::code,
            "Issue a code by which one agency may register a consignment, once: the operator's to tell",
            Nothing => Own(code);
        post (once) "/v1/consignments/{consignment}/public_code" public::code,
            "Give a code by which a citizen without a key sees where a consignment is: the operator's to tell. It counts until the day that is given, or for 30 days after the consignment is over; the one before counts no longer",
            Maybe(schemas::public_code_asked) => Own(schemas::public_code);
        delete "/v1/consignments/{consignment}/public_code" public::withdraw,
            "Take back the code that a citizen has: the operator's to tell", Nothing => Own(schemas::public_code_withdrawn);
        post "/public/tracking" public::tracking,
            "Where is it? Without a key, by its number and the code that the operator gave; without names",
            Own(schemas::public_asked) => Own(schemas::public_tracking);
        get "/v1/registrations/asked" ? "agency" ? "after" consignments::asked,
            "What agencies ask for and the operator has not answered", Nothing => Own(registrations);
        get "/v1/consignments/{consignment}" ? "operator" consignments::registered, "How a consignment was registered",
            Nothing => Own(registration);
        get "/v1/consignments/{consignment}/tracking" ? "operator" events::tracking,
            "Where is it, and what may happen next?",
            Nothing => Of(shape::<Tracking>);
        get "/v1/consignments/{consignment}/events" ? "operator" events::told,
            "Every event accepted, in the order in which they happened: in the words it was told in, by whom, when, and whether it counts",
            Nothing => List(told);
        post (once) "/v1/consignments/{consignment}/settlement" statements::settle,
            "What was collected and is owed, where it is not what the price says: the operator's to tell",
            Own(settlement) => Of(settled);
        get "/v1/consignments/{consignment}/settlement" ? "operator" statements::settlement,
            "What was collected and is owed by what was told last", Nothing => Of(settled);
        get "/v1/consignments/{consignment}/settlements" ? "operator" statements::settlements,
            "Every version of what was collected and is owed", Nothing => List(settled);
        get "/v1/statements/{contract}/{month}" statements::statement, "What a contract's month comes to",
            Nothing => Of(statement);
        get "/v1/statements/{contract}/{month}/lines" ? "part" ? "cursor" statements::lines,
            "A statement's lines, at most 1,000 at once: what counts of the month (part=month), or what came late of months that were closed, as it counts now (added) or had counted (taken_back)",
            Nothing => Of(lines);
        get "/v1/statements/{contract}/{month}/table" ? "part" statements::table, "A statement's lines as a table",
            Nothing => Text("text/csv");
        get "/v1/statements/{contract}/{month}/page" statements::page, "A statement with its lines, to be printed and signed",
            Nothing => Text("text/html");
        post "/v1/statements/{contract}/{month}/closing" statements::close,
            "Close a month that is over: what stands in it stays, and what comes late stands in the next. The operator's to tell, month by month",
            Nothing => Of(statement);
        post "/v1/statements/{contract}/{month}/reconciliation" statements::reconcile,
            "Hold the operator's invoice against what counts of a month", List(shape::<InvoiceLine>) => Of(shape::<Reconciliation>);
    }
}

/// What is asked and told of the service itself: its rulebook, its webhooks, how it does.
fn about_the_service() -> Vec<Route> {
    use Holds::{Nothing, Of, Own, Text};
    routes! {
        get "/livez" health::lives, "Whether the process answers", Nothing => Own(schemas::health);
        get "/readyz" health::ready, "Whether the service works: its database is there, answers and has room",
            Nothing => Own(schemas::health);
        get "/metrics" health::metrics, "What was counted since the start",
            Nothing => Text("application/openmetrics-text");
        get "/openapi.json" crate::openapi::document, "This document", Nothing => Own(object);
        get "/v1/rulebook" rulebook::holds, "Which rulebook holds, and since when", Nothing => Own(rulebook_day);
        put "/v1/rulebook" ? "go_on" rulebook::take,
            "Take a rulebook, which holds from now on: an administrator's to tell. 409: it has errors or lacks what is stored; go_on=true takes it all the same",
            Of(hoso::Rulebook::schema) => Own(inspection);
        post "/v1/rulebook/check" rulebook::check, "What is to be known of a rulebook before it is taken",
            Of(hoso::Rulebook::schema) => Own(inspection);
        get "/v1/rulebooks" rulebook::held, "Which rulebooks held, the last first", Nothing => Own(rulebook_days);
        get "/v1/webhooks" webhooks::list, "The party's webhooks, and how each does", Nothing => Own(hooks::webhooks);
        post (once) "/v1/webhooks" webhooks::add, "Add a webhook; its secret is told this once",
            Own(webhook) => Own(hooks::secret);
        get "/v1/webhooks/{webhook}" webhooks::one, "A webhook, and how it does", Nothing => Own(hooks::webhook);
        delete "/v1/webhooks/{webhook}" webhooks::remove, "Remove a webhook, with what was still to be told to it",
            Nothing => Own(hooks::removed);
        get "/v1/webhooks/{webhook}/messages" ? "after" ? "waiting" webhooks::messages,
            "What was told and is to be told to a webhook, oldest first; with waiting=true what is to be told",
            Nothing => Own(hooks::messages);
        delete "/v1/webhooks/{webhook}/messages/{message}" webhooks::drop_message,
            "Take a message out of what is to be told", Nothing => Own(hooks::removed);
        get "/v1/webhooks/{webhook}/attempts" ? "before" ? "message" webhooks::attempts,
            "What came of telling a webhook, the last first", Nothing => Own(hooks::attempts);
        post (once) "/v1/webhooks/{webhook}/test" webhooks::test, "Tell a webhook a message that says nothing, and what came of it",
            Nothing => Own(hooks::attempt);
        post (once) "/v1/webhooks/{webhook}/replay" webhooks::replay, "Tell again what was told since a time, or one message",
            Own(hooks::replay) => Own(hooks::replayed);
        post (once) "/v1/webhooks/{webhook}/secret" ? "overlap_hours" webhooks::rotate,
            "Give a webhook another secret, which is told this once; the one before signs too for 24 hours, or as many as are said",
            Nothing => Own(hooks::secret);
        post "/v1/webhooks/{webhook}/pause" webhooks::pause, "Tell a webhook nothing until it is resumed",
            Nothing => Own(hooks::webhook);
        post "/v1/webhooks/{webhook}/resume" webhooks::resume, "Tell a webhook again, from the first message that waits",
            Nothing => Own(hooks::webhook);
    }
}
