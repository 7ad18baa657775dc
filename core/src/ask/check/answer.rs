//! What may be found in a rulebook.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::wire::write::entry;
use crate::wire::{
    Given, Issues, Kind, Language, Node, Params, Path, Schemas, Shape, Sink, Speaker, Write, derived, object_schema,
    property_schema, read,
};

closed_list! {
    /// How bad a finding is.
    pub enum Severity {
        /// Questions that are covered will end without an answer.
        Error = "error", "Lỗi", "Error",
        /// Probably not what was meant.
        Warning = "warning", "Cảnh báo", "Warning",
        /// It is worth knowing.
        Info = "info", "Lưu ý", "Note",
    }
}

messages! {
    /// What is unwise in a rulebook.
    #[non_exhaustive]
    pub enum FindingCode {
        /// A clause is in force, and its tariff has no version.
        TariffGap = "tariff_gap" ["contract", "clause", "tariff", "from", "until"],
            "Điều khoản `{clause}` của hợp đồng `{contract}`: bảng giá `{tariff}` không có hiệu lực từ {from}[ đến trước {until}].",
            "Clause `{clause}` of the contract `{contract}`: the tariff `{tariff}` has no version from {from}[ until {until}].",
        /// A version that a clause uses while in force has no rate for one of its services in a zone of the rulebook.
        RateGap = "rate_gap" ["contract", "clause", "tariff", "version", "service", "zone"],
            "Điều khoản `{clause}` của hợp đồng `{contract}`: bảng giá `{tariff}` ({version}) không có mức `{service}` ở vùng `{zone}`.",
            "Clause `{clause}` of the contract `{contract}`: the tariff `{tariff}` ({version}) has no rate for `{service}` in the zone `{zone}`.",
        /// A clause is in force, and its tariff's tax has no rate.
        TaxGap = "tax_gap" ["contract", "clause", "tax", "from", "until"],
            "Điều khoản `{clause}` của hợp đồng `{contract}`: thuế `{tax}` không có thuế suất từ {from}[ đến trước {until}].",
            "Clause `{clause}` of the contract `{contract}`: the tax `{tax}` has no rate from {from}[ until {until}].",
        /// A clause with a service level is in force on days that its calendar does not cover.
        CalendarGap = "calendar_gap" ["contract", "clause", "calendar", "from", "until"],
            "Điều khoản `{clause}` của hợp đồng `{contract}`: lịch làm việc `{calendar}` chưa có các ngày từ {from}[ đến trước {until}].",
            "Clause `{clause}` of the contract `{contract}`: the calendar `{calendar}` does not cover the days from {from}[ until {until}].",
        /// Clauses of two contracts cover the same, and neither selector nor scope decides between them.
        ContractOverlap = "contract_overlap" ["contracts", "clauses", "from", "until", "winner"],
            "Hai hợp đồng {contracts} (điều khoản {clauses}) trùng phạm vi từ {from}[ đến trước {until}]; `{winner}` được áp dụng.",
            "The contracts {contracts} (clauses {clauses}) cover the same from {from}[ until {until}]; `{winner}` applies.",
        /// On every day and for every procedure and service another clause wins.
        ClauseNeverWins = "clause_never_wins" ["contract", "clause"],
            "Điều khoản `{clause}` của hợp đồng `{contract}` không bao giờ được áp dụng: luôn có điều khoản khác ưu tiên hơn.",
            "Clause `{clause}` of the contract `{contract}` never applies: another clause always comes first.",
        /// The clause reaches no procedure of the catalogue on any day in force.
        ScopeEmpty = "scope_empty" ["contract", "clause"],
            "Điều khoản `{clause}` của hợp đồng `{contract}` không áp dụng cho thủ tục nào.",
            "Clause `{clause}` of the contract `{contract}` reaches no procedure.",
        /// A heavier band costs less.
        PriceFalls = "price_falls" ["tariff", "version", "service", "zone", "up_to"],
            "Bảng giá `{tariff}` ({version}), `{service}`, vùng `{zone}`: nấc đến {up_to} g có giá thấp hơn một nấc nhẹ hơn.",
            "Tariff `{tariff}` ({version}), `{service}`, zone `{zone}`: the band up to {up_to} g costs less than a lighter one.",
        /// No band of the version reaches 100 grams and no rate goes further: its weights look like kilograms.
        WeightsLookLikeKilograms = "weights_look_like_kilograms" ["tariff", "version", "up_to"],
            "Bảng giá `{tariff}` ({version}): nấc nặng nhất chỉ đến {up_to} g; trọng lượng tính bằng gam, không phải ki-lô-gam.",
            "Tariff `{tariff}` ({version}): the heaviest band ends at {up_to} g; weights are in grams, not kilograms.",
        /// The discount is for a service that no clause using the tariff has.
        DiscountNeverApplies = "discount_never_applies" ["tariff", "version", "discount", "service"],
            "Bảng giá `{tariff}` ({version}): mức giảm `{discount}` dành cho `{service}`, dịch vụ mà không điều khoản nào dùng bảng giá này có.",
            "Tariff `{tariff}` ({version}): the discount `{discount}` is for `{service}`, which no clause that uses the tariff has.",
        /// A zone stands after one that always holds.
        ZoneUnreachable = "zone_unreachable" ["zone"],
            "Vùng `{zone}` không bao giờ được chọn: một vùng đứng trước luôn đúng.",
            "The zone `{zone}` is never chosen: one before it always holds.",
        /// The amendment takes effect on or after the contract's end, and moves no end.
        AmendmentWithoutEffect = "amendment_without_effect" ["contract", "amendment"],
            "Phụ lục `{amendment}` của hợp đồng `{contract}` có hiệu lực khi hợp đồng đã hết hiệu lực.",
            "Amendment `{amendment}` of the contract `{contract}` takes effect after the contract's end.",
        /// The amendment was signed after it takes effect.
        RetroactiveAmendment = "retroactive_amendment" ["contract", "amendment", "signed_on", "effective_on"],
            "Phụ lục `{amendment}` của hợp đồng `{contract}` ký ngày {signed_on} nhưng có hiệu lực từ {effective_on}.",
            "Amendment `{amendment}` of the contract `{contract}` was signed on {signed_on} and takes effect from {effective_on}.",
        /// The contract was signed after its first day.
        SignedAfterStart = "signed_after_start" ["contract", "signed_on", "from"],
            "Hợp đồng `{contract}` ký ngày {signed_on} nhưng có hiệu lực từ {from}.",
            "The contract `{contract}` was signed on {signed_on} and is in force from {from}.",
        /// A validity begins with a month and its `until` is the last day of one: `until` is the first day no longer valid.
        UntilLooksInclusive = "until_looks_inclusive" ["from", "until"],
            "Hiệu lực từ {from} đến trước {until}: `until` là ngày đầu tiên hết hiệu lực, nhưng đây trông như ngày cuối cùng còn hiệu lực.",
            "Valid from {from} until {until}: `until` is the first day no longer valid, and this one looks like the last day valid.",
        /// The calendar covers whole years and has no holiday in them.
        HolidaysMissing = "holidays_missing" ["calendar", "from", "until"],
            "Lịch làm việc `{calendar}` không có ngày nghỉ lễ nào từ {from}[ đến trước {until}].",
            "The calendar `{calendar}` has no holiday from {from}[ until {until}].",
        /// A day of the calendar's `working_days` is neither a weekend day nor in a holiday: it is working anyway.
        WorkingDayWithoutEffect = "working_day_without_effect" ["calendar", "day"],
            "Lịch làm việc `{calendar}`: ngày {day} vốn đã là ngày làm việc.",
            "The calendar `{calendar}`: {day} is a working day anyway.",
        /// The reception stands in for no other agency than the one whose counter it is.
        ReceptionNeverUsed = "reception_never_used" ["reception"],
            "Nơi tiếp nhận `{reception}` không tiếp nhận cho cơ quan nào khác.",
            "The reception `{reception}` stands in for no other agency.",
        /// No clause ever covers the procedure, though a contract concerns an agency that handles it.
        ProcedureNeverCovered = "procedure_never_covered" ["procedure"],
            "Thủ tục `{procedure}` không có điều khoản nào áp dụng.", "No clause ever covers the procedure `{procedure}`.",
        /// Nothing refers to the source.
        UnusedSource = "unused_source" ["source"],
            "Không có quy định nào dẫn nguồn `{source}`.", "Nothing refers to the source `{source}`.",
        /// The rulebook has more combinations than are looked at, or more findings than are listed; some are missing.
        TooMuchToCheck = "too_much_to_check" [],
            "Bộ quy tắc có quá nhiều tổ hợp hoặc quá nhiều cảnh báo; danh sách này chưa đầy đủ.",
            "The rulebook has too many combinations or too many findings; this list is not complete.",
    }
}

impl FindingCode {
    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::TariffGap | Self::RateGap | Self::TaxGap => Severity::Error,
            Self::RetroactiveAmendment
            | Self::SignedAfterStart
            | Self::DiscountNeverApplies
            | Self::ProcedureNeverCovered
            | Self::UnusedSource => Severity::Info,
            Self::CalendarGap
            | Self::ContractOverlap
            | Self::ClauseNeverWins
            | Self::ScopeEmpty
            | Self::PriceFalls
            | Self::WeightsLookLikeKilograms
            | Self::UntilLooksInclusive
            | Self::HolidaysMissing
            | Self::WorkingDayWithoutEffect
            | Self::ZoneUnreachable
            | Self::ReceptionNeverUsed
            | Self::AmendmentWithoutEffect
            | Self::TooMuchToCheck => Severity::Warning,
        }
    }
}

/// Something in the rulebook that is unwise.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding<'r> {
    /// What.
    pub code: FindingCode,
    /// Where: a JSON Pointer into the rulebook's document.
    pub path: String,
    /// About what, and on which days (`until` is the first day after; absent: without end).
    pub params: Params<'r>,
}

impl Finding<'_> {
    /// The finding in words.
    pub fn message(&self, language: Language) -> String {
        self.params.fill(self.code.template(language), Speaker::new(language))
    }
}

impl std::fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} at `{}`: {}", self.code.severity(), self.code, self.path, self.message(Language::En))
    }
}

/// The severity and the message are made anew from the code.
impl Shape for Finding<'_> {
    const KIND: Kind = Kind::Object(&[
        ("code", Kind::Text),
        ("severity", Kind::Text),
        ("path", Kind::Text),
        ("params", Kind::Open),
        ("message", Kind::Text),
    ]);

    fn hole(seal: crate::wire::shape::Seal) -> Self {
        Self { code: FindingCode::hole(seal), path: String::new(), params: Params::new() }
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        const KEYS: &[&str; 5] = &["code", "severity", "path", "params", "message"];
        let [code, severity, path, params, message] = read::fields(node, KEYS, at, issues)?;
        let code = read::field(code, "code", FindingCode::absent, at, issues);
        let severity = read::field(severity, "severity", Severity::absent, at, issues);
        let path = read::field(path, "path", Cow::<'_, str>::absent, at, issues);
        let message = read::field(message, "message", Option::<Cow<'_, str>>::absent, at, issues);
        let params = read::field(params, "params", Given::absent, at, issues);
        let (code, params) = (code?, params?);
        let params = Params::read(code.params(), params.node(), &Path::Key(at, "params"), issues);
        severity.and(message)?;
        Some(Self { code, path: path?.into_owned(), params: params? })
    }
    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Finding", |schemas| {
            schemas.keep_order("Finding", Self::KEYS);
            let message = property_schema::<Cow<'_, str>>("The message, in the language asked.", true, schemas);
            let params =
                json!({ "type": "object", "description": "What the message names, by the code's parameters." });
            let properties = json!({
                "code": property_schema::<FindingCode>("What was found.", false, schemas),
                "severity": property_schema::<Severity>("How bad it is.", false, schemas),
                "path": property_schema::<Cow<'_, str>>("Where: a JSON Pointer into the rulebook's document.", false, schemas),
                "params": params,
                "message": derived(message),
            });
            object_schema("Something in the rulebook that is unwise.", properties, &["code", "severity", "path", "params"])
        })
    }
}

impl Write for Finding<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "code", &self.code, language);
        entry(to, "severity", &self.code.severity(), language);
        entry(to, "path", &self.path, language);
        entry(to, "params", &self.params, language);
        entry(to, "message", &self.message(language), language);
        to.end_object();
    }
}
