//! Why an answer is no, or not all of it can be told.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::wire::param::distinct;
use crate::wire::write::entry;
use crate::wire::{
    IssueCode, Issues, Kind, Language, Message, Node, Param, Params, Path, Schemas, Seal, Shape, Sink, Speaker, Write,
    read,
};
use crate::wire::{derived, object_schema, property_schema};

messages! {
    /// Why an answer is no, or not all of it can be told.
    #[non_exhaustive]
    pub enum ReasonCode {
        /// The rulebook has no such agency.
        UnknownAgency = "unknown_agency" ["agency"],
            "Không có cơ quan `{agency}`.", "There is no agency `{agency}`.",
        /// The rulebook has no such procedure.
        UnknownProcedure = "unknown_procedure" ["procedure"],
            "Không có thủ tục `{procedure}`.", "There is no procedure `{procedure}`.",
        /// The rulebook has no such field.
        UnknownField = "unknown_field" ["field"],
            "Không có lĩnh vực `{field}`.", "There is no field `{field}`.",
        /// The agency does not exist on that day.
        AgencyNotInForce = "agency_not_in_force" ["agency"],
            "Cơ quan `{agency}` không hoạt động vào ngày này.", "The agency `{agency}` does not exist on that day.",
        /// The agency does not handle the procedure.
        ProcedureNotOfAgency = "procedure_not_of_agency" ["procedure", "agency"],
            "Thủ tục `{procedure}` không do cơ quan `{agency}` giải quyết.", "The agency `{agency}` does not handle the procedure `{procedure}`.",
        /// The agency handles no procedure of the field.
        FieldNotOfAgency = "field_not_of_agency" ["field", "agency"],
            "Cơ quan `{agency}` không có thủ tục nào thuộc lĩnh vực `{field}`.", "The agency `{agency}` handles no procedure of the field `{field}`.",
        /// The procedure does not exist on that day.
        ProcedureNotInForce = "procedure_not_in_force" ["procedure"],
            "Thủ tục `{procedure}` không có hiệu lực vào ngày này.", "The procedure `{procedure}` is not in force on that day.",
        /// The rulebook has no such agency for a reception.
        UnknownReception = "unknown_reception" ["reception"],
            "Không có nơi tiếp nhận `{reception}`.", "There is no reception `{reception}`.",
        /// The counter does not stand in for the agency on that day, for each leg of the service.
        NotReceivedThere = "not_received_there" ["reception", "agency"],
            "Nơi tiếp nhận `{reception}` không nhận, trả hồ sơ của cơ quan `{agency}`.",
            "The counter of `{reception}` does not serve the agency `{agency}`.",
        /// The person must come: the published list keeps this service off the post.
        InPersonOnly = "in_person_only" ["procedure", "service"],
            "Thủ tục `{procedure}` phải làm trực tiếp, không qua bưu điện.", "The procedure `{procedure}` must be done in person, not by post.",
        /// No contract concerns the agency.
        NoContract = "no_contract" ["agency"],
            "Chưa có hợp đồng nào với cơ quan `{agency}`.", "No contract concerns the agency `{agency}`.",
        /// The contract starts later.
        ContractNotYetInForce = "contract_not_yet_in_force" ["contract", "from"],
            "Hợp đồng `{contract}` có hiệu lực từ {from}.", "The contract `{contract}` is in force from {from}.",
        /// The contract has ended.
        ContractEnded = "contract_ended" ["contract", "until"],
            "Hợp đồng `{contract}` hết hiệu lực từ {until}.", "The contract `{contract}` ended on {until}.",
        /// The contract was terminated.
        ContractTerminated = "contract_terminated" ["contract", "on"],
            "Hợp đồng `{contract}` đã chấm dứt từ {on}.", "The contract `{contract}` was terminated on {on}.",
        /// The contract excepts the procedure or field.
        Excluded = "excluded" ["contract"],
            "Hợp đồng `{contract}` loại trừ trường hợp này.", "The contract `{contract}` excepts this case.",
        /// No clause of the contract for this service has the procedure in its scope.
        ProcedureNotInScope = "procedure_not_in_scope" ["contract"],
            "Thủ tục không thuộc phạm vi hợp đồng `{contract}`.", "The procedure is not in the scope of the contract `{contract}`.",
        /// No clause of the contract for this service has the field in its scope.
        FieldNotInScope = "field_not_in_scope" ["contract"],
            "Lĩnh vực không thuộc phạm vi hợp đồng `{contract}`.", "The field is not in the scope of the contract `{contract}`.",
        /// The contract has no clause for this service.
        ServiceNotContracted = "service_not_contracted" ["contract", "service"],
            "Hợp đồng `{contract}` không có dịch vụ này.", "The contract `{contract}` does not have this service.",
        /// No zone holds between the agency and the place.
        NoZone = "no_zone" ["place"],
            "Không xác định được vùng cước đến `{place}`.", "No zone holds between the agency and `{place}`.",
        /// The rulebook has no such place.
        UnknownPlace = "unknown_place" ["place"],
            "Không có địa bàn `{place}`.", "There is no place `{place}`.",
        /// The rulebook has no such zone.
        UnknownZone = "unknown_zone" ["zone"],
            "Không có vùng cước `{zone}`.", "There is no zone `{zone}`.",
        /// The rulebook does not say where the agency is.
        AgencyHasNoPlace = "agency_has_no_place" ["agency"],
            "Chưa khai báo địa bàn của cơ quan `{agency}`.", "The rulebook does not say where the agency `{agency}` is.",
        /// The tariff has no version on that day.
        NoTariffVersion = "no_tariff_version" ["tariff", "on"],
            "Bảng giá `{tariff}` không có hiệu lực vào ngày {on}.", "The tariff `{tariff}` has no version on {on}.",
        /// The version has no rate for the service in the zone.
        NoRate = "no_rate" ["service", "zone"],
            "Bảng giá không có mức cho dịch vụ này ở vùng `{zone}`.", "The tariff has no rate for this service in the zone `{zone}`.",
        /// The item is heavier than the rate carries.
        TooHeavy = "too_heavy" ["service", "max"],
            "Nặng quá mức nhận gửi: tối đa {max} gam.", "Too heavy: at most {max} grams.",
        /// The option is not offered.
        OptionNotOffered = "option_not_offered" ["option"],
            "Không có dịch vụ cộng thêm `{option}`.", "The option `{option}` is not offered.",
        /// The option needs a declared value.
        DeclaredValueMissing = "declared_value_missing" ["option"],
            "Dịch vụ cộng thêm `{option}` cần giá trị khai báo.", "The option `{option}` needs a declared value.",
        /// The procedure has no agency fee to collect on that day.
        NoAgencyFee = "no_agency_fee" ["procedure"],
            "Bộ quy tắc không ghi phí, lệ phí của thủ tục `{procedure}` để thu hộ vào ngày này.", "The rulebook has no agency fee of the procedure `{procedure}` on that day.",
        /// The tax has no rate on that day.
        NoTaxRate = "no_tax_rate" ["tax", "on"],
            "Thuế `{tax}` không có thuế suất vào ngày {on}.", "The tax `{tax}` has no rate on {on}.",
        /// The clause promises no times.
        NoSla = "no_sla" ["contract", "clause"],
            "Điều khoản `{clause}` của hợp đồng `{contract}` không cam kết thời gian.", "The clause `{clause}` of the contract `{contract}` promises no times.",
        /// The moment from which a step counts is not known.
        MomentMissing = "moment_missing" ["step", "moment"],
            "Chưa có mốc thời gian `{moment}`.", "The moment `{moment}` is not known.",
        /// The clause gives no days for the zone.
        NoDaysForZone = "no_days_for_zone" ["step", "zone"],
            "Không có thời hạn cho vùng `{zone}`.", "There is no time limit for the zone `{zone}`.",
        /// The catalogue does not say how long the procedure takes.
        NoProcessingDays = "no_processing_days" ["procedure"],
            "Chưa có thời hạn giải quyết của thủ tục `{procedure}`.", "The catalogue gives no processing time for `{procedure}`.",
        /// The calendar does not cover a day that is needed.
        CalendarNotCovered = "calendar_not_covered" ["step", "day"],
            "Lịch làm việc chưa có ngày {day}.", "The calendar does not cover {day}.",
        /// No liability rule holds on that day.
        NoLiabilityRule = "no_liability_rule" ["on"],
            "Không có quy định bồi thường vào ngày {on}.", "No liability rule holds on {on}.",
        /// A value that the event needs is missing.
        MissingKey = "missing" ["key"],
            "Thiếu thông tin `{key}`.", "The value `{key}` is missing.",
        /// It was not late.
        NotLate = "not_late" ["due_on"],
            "Không chậm: hạn là {due_on}.", "It was not late: it was due on {due_on}.",
        /// The time to claim is over.
        ClaimTooLate = "claim_too_late" ["until"],
            "Hết thời hạn khiếu nại: đến hết ngày {until}.", "The time to claim ended with {until}.",
    }
}

/// One reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reason<'r> {
    /// Which reason it is.
    pub code: ReasonCode,
    /// About what.
    pub params: Params<'r>,
}

impl<'r> Reason<'r> {
    pub(crate) fn new(code: ReasonCode) -> Self {
        Self { code, params: Params::new() }
    }

    /// Adds the next parameter of its code.
    pub(crate) fn about(mut self, value: impl Into<Param<'r>>) -> Self {
        let name = self.code.params().get(self.params.iter().count()).copied().unwrap_or("value");
        self.params = self.params.with(name, value);
        self
    }

    /// A reason that borrows from nothing.
    pub fn into_owned(self) -> Reason<'static> {
        Reason { code: self.code, params: self.params.into_owned() }
    }

    /// The reason in words.
    pub fn message(&self, language: Language) -> String {
        self.say(Speaker::new(language))
    }

    fn say(&self, speaker: Speaker<'_>) -> String {
        self.params.fill(self.code.template(speaker.language), speaker)
    }
}

/// Reasons in words, each sentence once.
pub(crate) fn said(reasons: &[Reason<'_>], speaker: Speaker<'_>) -> Vec<String> {
    distinct(reasons.iter().map(|reason| reason.say(speaker)).collect())
}

impl<'r> From<Reason<'r>> for Message<'r> {
    fn from(reason: Reason<'r>) -> Self {
        let templates = [Language::Vi, Language::En].map(|language| reason.code.template(language));
        Self { code: reason.code.as_str(), templates, params: reason.params }
    }
}

/// Where reasons are told: in full, or as codes alone, for rows by the million whose answers hold nothing else.
pub(crate) trait ReasonSink<'r> {
    /// Tells a reason; `about` adds its parameters.
    fn add(&mut self, code: ReasonCode, about: impl FnOnce(Reason<'r>) -> Reason<'r>);

    /// Whether none was told yet.
    fn is_empty(&self) -> bool;
}

// Cold: nearly every question is answered without a reason.
impl<'r> ReasonSink<'r> for Vec<Reason<'r>> {
    #[cold]
    fn add(&mut self, code: ReasonCode, about: impl FnOnce(Reason<'r>) -> Reason<'r>) {
        self.push(about(Reason::new(code)));
    }
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<'r, T: ReasonSink<'r>> ReasonSink<'r> for &mut T {
    fn add(&mut self, code: ReasonCode, about: impl FnOnce(Reason<'r>) -> Reason<'r>) {
        (**self).add(code, about);
    }
    fn is_empty(&self) -> bool {
        (**self).is_empty()
    }
}

impl<'r> ReasonSink<'r> for Vec<ReasonCode> {
    #[cold]
    fn add(&mut self, code: ReasonCode, _: impl FnOnce(Reason<'r>) -> Reason<'r>) {
        self.push(code);
    }
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl std::fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message(Language::En))
    }
}

impl Shape for Reason<'_> {
    const KIND: Kind = Kind::Object(&[("code", Kind::Text), ("params", Kind::Open), ("message", Kind::Text)]);
    fn hole(seal: Seal) -> Self {
        Self::new(ReasonCode::hole(seal))
    }
    fn read(node: &Node<'_>, at: &Path<'_>, issues: &mut Issues) -> Option<Self> {
        // The message is made anew from code and parameters, in whichever language is asked.
        let [code, params, message] = read::fields(node, &["code", "params", "message"], at, issues)?;
        let code = read::field(code, "code", ReasonCode::absent, at, issues)?;
        let message = read::field(message, "message", Option::<Cow<'_, str>>::absent, at, issues);
        let here = Path::Key(at, "params");
        let Some(params) = params else {
            issues.add(IssueCode::Missing, &here, Params::new());
            return None;
        };
        let mut reason = Reason::new(code);
        let given = read::object(params, &here, issues)?;
        for name in code.params() {
            match given.iter().find(|(key, _)| key == name).map(|(_, value)| value) {
                Some(Node::Text(text)) => reason = reason.about(text.clone().into_owned()),
                Some(Node::Int(number)) => reason = reason.about(*number),
                _ => {
                    issues.add(IssueCode::Missing, &Path::Key(&here, name), Params::new());
                    return None;
                }
            }
        }
        message.map(|_| reason)
    }

    fn schema(schemas: &mut Schemas) -> Value {
        schemas.define("Reason", |schemas| {
            schemas.keep_order("Reason", Self::KEYS);
            let code = property_schema::<ReasonCode>("Which reason it is.", false, schemas);
            let message = property_schema::<Cow<'_, str>>("The message, in the language asked.", true, schemas);
            let params =
                json!({ "type": "object", "description": "What the message names, by the code's parameters." });
            let properties = json!({ "code": code, "params": params, "message": derived(message) });
            object_schema("Why an answer is no, or not all of it can be told.", properties, &["code", "params"])
        })
    }
}

impl Write for Reason<'_> {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "code", &self.code, language);
        entry(to, "params", &self.params, language);
        entry(to, "message", &self.message(language), language);
        to.end_object();
    }
}
