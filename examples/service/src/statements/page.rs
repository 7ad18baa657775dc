//! A statement as a page that is printed and signed: in one file that needs nothing else.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use hoso::document::{Document, Selector};
use hoso::{Date, Language, Quotation, SettleItem, Statement};

use super::closed::{self, Late};
use super::flow::{self, Which};
use super::month::Month;
use super::statement::sums;
use super::words::{Word, month as month_said, number};
use crate::app::App;
use crate::asked::InPath;
use crate::auth::{Caller, Party};
use crate::body::Said;
use crate::clock;
use crate::refusal::Refusal;

const STYLE: &str = include_str!("page.css");

/// The page of a month.
pub(crate) async fn page(
    State(app): State<App>,
    caller: Caller,
    InPath([contract, name]): InPath<2>,
    Said(language): Said,
) -> Result<Response, Refusal> {
    let month = Month::of(&app, &caller, contract, &name).await?;
    let invalid = |issues| Refusal::invalid(&issues, language);
    let statement = sums(&app, &month, &month.scope(&caller.party), month.part()).await?.map_err(invalid)?;
    let late = closed::late(&app, &month, &caller).await?.map_err(invalid)?;
    let due = match &late {
        Some(late) => Some(late.due(&statement).map_err(invalid)?),
        None => None,
    };
    let told = Page { app: &app, month: &month, party: &caller.party, language };
    let (begin, end) = (told.begin(&statement, late.as_ref(), due), told.end(&statement));
    let part = Some(month.part());
    let (from, until) = (month.from, month.until);
    let which = Which { month, party: caller.party, from, until, part };
    let rows: flow::Write = Arc::new(move |at, agency, item| row(language, at, agency, item));
    let body = flow::body(app.store, which, (begin, rows, end));
    // It needs nothing, so nothing is loaded whatever a name holds.
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    Ok(([(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, policy)], body).into_response())
}

/// What every part of a page needs.
struct Page<'a> {
    app: &'a App,
    month: &'a Month,
    party: &'a Party,
    language: Language,
}

impl Page<'_> {
    fn say(&self, word: Word) -> &'static str {
        word.say(self.language)
    }

    fn number(&self, value: i64) -> String {
        number(value, self.language)
    }

    /// Everything before the items.
    fn begin(&self, statement: &Statement, late: Option<&Late>, due: Option<i64>) -> String {
        let (document, title) = (self.month.held.rulebook.document(), self.say(Word::Title));
        let language = self.language.as_str();
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <title>{title}, {}</title><style>{STYLE}</style></head><body><h1>{title}</h1>",
            month_said(&self.month.name)
        );
        let last = self.month.until.plus(-1).map(Date::said).unwrap_or_default();
        let days = self.say(Word::DaysFromTo).replace("{first}", &self.month.from.said());
        under(&mut page, &days.replace("{last}", &last));
        self.parties(&mut page, document);
        under(&mut page, &self.is_closed());
        self.figures(&mut page, statement);
        if let (Some(late), Some(due)) = (late, due) {
            self.came_late(&mut page, late, due);
        }
        self.in_words(&mut page, due.unwrap_or(statement.balance));
        let sign = self.say(Word::Sign);
        let [a, b] = [Word::ForA, Word::ForB].map(|word| self.say(word));
        let heads = [Word::No, Word::Item, Word::Day, Word::Agency, Word::Clause, Word::Net, Word::Tax, Word::Total];
        let heads = heads.iter().chain(&[Word::AgencyFee, Word::Collected, Word::Compensation]);
        let heads = heads.fold(String::new(), |heads, word| heads + "<th>" + self.say(*word) + "</th>");
        page + &format!(
            "<div class=\"sign\"><p><b>{a}</b><i>{sign}</i></p><p><b>{b}</b><i>{sign}</i></p></div>\
             <section class=\"annex\"><h2>{}</h2><div class=\"scroll\"><table><thead><tr>{heads}</tr></thead><tbody>\n",
            self.say(Word::Annex)
        )
    }

    /// Everything after them.
    fn end(&self, statement: &Statement) -> String {
        let Statement { net, tax, total, agency_fees, collected, compensation, .. } = statement;
        let sums: String = [net, tax, total, agency_fees, collected, compensation]
            .map(|sum| format!("<td class=\"n\">{}</td>", self.number(*sum)))
            .concat();
        let made = self.say(Word::MadeBy).replace("{v}", env!("CARGO_PKG_VERSION"));
        let made = made.replace("{id}", self.month.held.rulebook.document().id.as_str());
        format!(
            "</tbody><tfoot><tr><td colspan=\"5\">{}</td>{sums}</tr></tfoot></table></div></section>\
             <footer>{made}</footer></body></html>\n",
            self.say(Word::Total)
        )
    }

    fn parties(&self, page: &mut String, document: &Document) {
        let Some(contract) = document.contracts.iter().find(|it| it.id == self.month.contract) else { return };
        let printed = contract.number.as_ref().map_or_else(|| contract.id.as_str(), |number| number.as_str());
        let by = self.say(Word::ByContract).replace("{number}", &escaped(printed));
        under(page, &by.replace("{day}", &contract.signed_on.said()));
        let operator = document.operators.iter().find(|it| it.id == contract.operator);
        let operator = operator.map_or(contract.operator.as_str(), |it| it.name.say(self.language));
        let agency = self.agency(document, &contract.agencies);
        for (word, name) in [(Word::PartyA, agency), (Word::PartyB, operator.to_owned())] {
            _ = write!(page, "<p>{}: <b>{}</b></p>", self.say(word), escaped(&name));
        }
    }

    /// The agency that asks, or those that the contract is with.
    fn agency(&self, document: &Document, of: &Selector) -> String {
        let name = |code: &str| {
            let known = document.agencies.iter().find(|agency| agency.code.as_str() == code);
            known.map_or_else(|| code.to_owned(), |agency| agency.name.say(self.language).to_owned())
        };
        match (self.party, of) {
            (Party::Agency(code), _) => name(code),
            (Party::Operator(_), Selector::Codes(codes)) => {
                codes.iter().map(|code| name(code.as_str())).collect::<Vec<_>>().join(", ")
            }
            _ => self.say(Word::AgenciesOfContract).to_owned(),
        }
    }

    /// Whether what stands there may still change.
    fn is_closed(&self) -> String {
        self.month.closing.as_ref().map_or_else(
            || self.say(Word::Open).to_owned(),
            |closing| {
                let at = clock::said(closing.closed_at, self.app.offset());
                let on = at.get(..10).and_then(|on| on.parse().ok()).map(Date::said);
                self.say(Word::Closed).replace("{day}", &on.unwrap_or_default())
            },
        )
    }

    fn figures(&self, page: &mut String, told: &Statement) {
        let (content, amount) = (self.say(Word::Content), self.say(Word::Amount));
        _ = write!(page, "<table><thead><tr><th>{content}</th><th>{amount}</th></tr></thead><tbody>");
        head(page, &self.say(Word::Charges).replace("{n}", &self.number(told.items)));
        for (word, amount) in [(Word::Net, told.net), (Word::Tax, told.tax), (Word::Total, told.total)] {
            self.line(page, self.say(word), amount);
        }
        head(page, self.say(Word::Payers));
        for payer in &told.payers {
            let who = match &*payer.who {
                "applicant" => self.say(Word::Applicants).to_owned(),
                "agency" => self.say(Word::A).to_owned(),
                other => escaped(other),
            };
            self.line(page, &who, payer.amount);
        }
        head(page, self.say(Word::Between));
        let to_agency = told.compensation - told.compensation_to_applicants;
        let between = [
            (Word::Shares, told.balance + told.collected + to_agency),
            (Word::LessCollected, -told.collected),
            (Word::LessCompensation, -to_agency),
            (Word::Balance, told.balance),
        ];
        for (word, amount) in between {
            self.line(page, self.say(word), amount);
        }
        page.push_str("</tbody></table>");
    }

    fn came_late(&self, page: &mut String, late: &Late, due: i64) {
        page.push_str("<table><tbody>");
        for of in &late.0 {
            head(page, &self.say(Word::Late).replace("{month}", &month_said(&of.month)));
            for (word, told, sign) in [(Word::Added, &of.added, 1), (Word::TakenBack, &of.taken_back, -1)] {
                self.line(page, &self.say(word).replace("{n}", &self.number(told.items)), told.balance * sign);
            }
        }
        head(page, "");
        self.line(page, self.say(Word::Due), due);
        page.push_str("</tbody></table>");
    }

    fn line(&self, page: &mut String, label: &str, amount: i64) {
        _ = write!(page, "<tr><td>{label}</td><td class=\"n\">{}</td></tr>", self.number(amount));
    }

    fn in_words(&self, page: &mut String, amount: i64) {
        let words = hoso::amount_in_words(amount, self.language);
        _ = write!(page, "<p><i>{}</i></p>", self.say(Word::InWords).replace("{words}", &escaped(&words)));
    }
}

/// A row above others, if it says something.
fn head(page: &mut String, label: &str) {
    if !label.is_empty() {
        _ = write!(page, "<tr class=\"main\"><td colspan=\"2\">{label}</td></tr>");
    }
}

fn under(page: &mut String, text: &str) {
    _ = write!(page, "<p class=\"under\">{text}</p>");
}

/// A line of the annex.
fn row(language: Language, at: i64, agency: &str, item: &SettleItem<'_>) -> String {
    let Quotation::Quoted(quote) = &item.quote else { return String::new() };
    let collected = item.collected.map_or(quote.applicant_due, hoso::Money::get);
    let amounts: String = [quote.net, quote.tax, quote.total, quote.agency_fee, collected, item.compensation.get()]
        .map(|amount| format!("<td class=\"n\">{}</td>", number(amount, language)))
        .concat();
    format!(
        "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{agency}</td><td>{}</td>{amounts}</tr>\n",
        number(at, language),
        item.id,
        item.on.said(),
        quote.clause
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
