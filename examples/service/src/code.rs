//! What can be wrong with a request that the library cannot know: one list, each with its status and its sentence in
//! both languages.

use axum::http::StatusCode;
use hoso::Language;

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal, $status:ident, $vi:literal, $en:literal; )+) => {
        /// Why the service refuses.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum Code {
            $( $(#[doc = $doc])+ $name, )+
        }

        impl Code {
            /// As programs read it.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $code, )+ }
            }

            pub(crate) const fn status(self) -> StatusCode {
                match self { $( Self::$name => StatusCode::$status, )+ }
            }

            /// The sentence, with `{name}` for what the parameter of that name says.
            pub(crate) const fn template(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::Vi) => $vi, (Self::$name, Language::En) => $en, )+
                }
            }
        }
    };
}

codes! {
    /// The request cannot be read as HTTP has it.
    NotReadable = "not_readable", BAD_REQUEST,
        "Đường dẫn, tham số hoặc tiêu đề của yêu cầu không đọc được.",
        "The path, the query or a header of the request cannot be read.";
    /// A key of the query that the route does not have, or a value that it cannot be.
    NotInQuery = "not_in_query", BAD_REQUEST,
        "Tham số trên đường dẫn không hợp lệ; các tham số được nhận: {allowed}.",
        "The query is not valid; it may have: {allowed}.";
    /// Two `Authorization` headers: which counts cannot be told.
    TwoKeys = "two_keys", BAD_REQUEST,
        "Yêu cầu có hai tiêu đề Authorization; chỉ gửi một.",
        "The request has two Authorization headers; send one.";
    /// No key, or none that counts.
    KeyRequired = "key_required", UNAUTHORIZED,
        "Cần khóa còn hiệu lực: Authorization: Bearer KEY.",
        "A key that counts is needed: Authorization: Bearer KEY.";
    /// It concerns another party than the key's.
    NotYours = "not_yours", FORBIDDEN,
        "Việc này thuộc về bên khác, không thuộc bên giữ khóa.",
        "It concerns another party than the key's.";
    /// There is no such address.
    NoSuchRoute = "no_such_route", NOT_FOUND,
        "Không có địa chỉ này; các địa chỉ có ở /openapi.json.",
        "There is no such address; /openapi.json lists those that there are.";
    /// There is no such thing, or it is another's: the same words, so that nobody learns of another's.
    Unknown = "unknown", NOT_FOUND,
        "Ở đây không có gì mà khóa này được xem.",
        "There is nothing here that this key may see.";
    /// No consignment has this number and this code: which of them is wrong is not told.
    NoSuchConsignment = "no_such_consignment", NOT_FOUND,
        "Không có bưu gửi nào với số và mã này.",
        "No consignment has this number and this code.";
    /// The address is not asked by this method.
    NotThatMethod = "not_that_method", METHOD_NOT_ALLOWED,
        "Địa chỉ này không nhận phương thức đó.",
        "This address does not take that method.";
    /// An agency asked about a consignment id that several operators use.
    SayWhichOperator = "say_which_operator", CONFLICT,
        "Nhiều doanh nghiệp bưu chính dùng mã này: thêm ?operator=ID.",
        "Several operators use this id: add ?operator=ID.";
    /// An agency tells what only the operator can know.
    NotOfAgencies = "not_of_agencies", UNPROCESSABLE_ENTITY,
        "Cơ quan không báo sự kiện loại này (bưu gửi {consignment}, sự kiện {event}); các loại được báo: {allowed}.",
        "An agency does not tell events of this kind (consignment {consignment}, event {event}); it tells: {allowed}.";
    /// A time more than a day ahead of the service's clock.
    AheadOfClock = "ahead_of_clock", UNPROCESSABLE_ENTITY,
        "Thời điểm vượt trước đồng hồ của dịch vụ quá một ngày (bưu gửi {consignment}, sự kiện {event}).",
        "The time is more than a day ahead of the service's clock (consignment {consignment}, event {event}).";
    /// A party voids, or tells otherwise, what another party told.
    ToldByAnother = "told_by_another", FORBIDDEN,
        "Sự kiện này do bên khác báo; mỗi bên chỉ hủy hoặc sửa điều mình đã báo (bưu gửi {consignment}, sự kiện {event}).",
        "Another party told that event; each voids and corrects only its own (consignment {consignment}, event {event}).";
    /// An agency cancels what the operator already has.
    AcceptedAlready = "accepted_already", CONFLICT,
        "Bưu chính đã nhận bưu gửi {consignment}; sau đó chỉ bưu chính báo hủy.",
        "The post already has the consignment {consignment}; from then on only the post cancels it.";
    /// More than the service takes, in bytes.
    BodyTooLarge = "body_too_large", PAYLOAD_TOO_LARGE,
        "Nội dung lớn hơn mức dịch vụ nhận.",
        "The body is larger than the service takes.";
    /// More events than a request may have.
    TooManyAtOnce = "too_many_at_once", PAYLOAD_TOO_LARGE,
        "Mỗi yêu cầu tối đa {most} sự kiện.",
        "At most {most} events in one request.";
    /// More events than the service keeps of a consignment from one party.
    TooManyEvents = "too_many_events", PAYLOAD_TOO_LARGE,
        "Bưu gửi {consignment} sẽ có hơn {most} sự kiện do bên này báo.",
        "The consignment {consignment} would have more than {most} events told by this party.";
    /// An event, the question of a price or a settlement that has more bytes than are kept of one.
    WordTooLarge = "word_too_large", PAYLOAD_TOO_LARGE,
        "Mỗi sự kiện, câu hỏi giá cước hay lần báo quyết toán tối đa {most} byte, kể cả các khóa x_.",
        "An event, the question of a price or a settlement has at most {most} bytes, with its x_ keys.";
    /// More bytes of events than the service keeps of a consignment from one party.
    TooManyBytes = "too_many_bytes", PAYLOAD_TOO_LARGE,
        "Bưu gửi {consignment} sẽ có hơn {most} byte sự kiện do bên này báo.",
        "The consignment {consignment} would have more than {most} bytes of events told by this party.";
    /// A party registers, corrects or asks for one consignment again and again.
    TooManyRegistrations = "too_many_registrations", PAYLOAD_TOO_LARGE,
        "Mỗi bên tối đa {most} lần đăng ký, sửa hoặc xin một bưu gửi.",
        "A party registers, corrects or asks for one consignment at most {most} times.";
    /// More webhooks than a party may have.
    TooManyWebhooks = "too_many_webhooks", PAYLOAD_TOO_LARGE,
        "Mỗi bên tối đa {most} webhook.",
        "At most {most} webhooks for one party.";
    /// The body is not text, or did not arrive whole.
    NotText = "not_text", UNPROCESSABLE_ENTITY,
        "Nội dung không phải UTF-8, hoặc chưa đến đủ.",
        "The body is not UTF-8, or did not arrive whole.";
    /// The body is not what this address takes.
    NotThatBody = "not_that_body", UNPROCESSABLE_ENTITY,
        "Nội dung phải có dạng: {expected}.",
        "The body is to be: {expected}.";
    /// An id that is none.
    NotAnId = "not_an_id", UNPROCESSABLE_ENTITY,
        "Không phải mã: gồm chữ cái, chữ số và . _ / -, tối đa 64 ký tự.",
        "It is not an id: letters, digits and . _ / -, at most 64 of them.";
    /// A consignment that is to be registered has no price; the reasons stand after this.
    NoPrice = "no_price", UNPROCESSABLE_ENTITY,
        "Không đăng ký được: bưu gửi này không có giá cước; các lý do ở sau.",
        "It cannot be registered: there is no price for it; the reasons follow.";
    /// On whose word something is erased is not told.
    NotAWord = "not_a_word", UNPROCESSABLE_ENTITY,
        "Cần ghi theo đề nghị của ai, căn cứ nào: một dòng, tối đa {most} ký tự.",
        "Say on whose word, by which document: one line of at most {most} characters.";
    /// A month that is none.
    NotAMonth = "not_a_month", UNPROCESSABLE_ENTITY,
        "Tháng được viết 2014-09.",
        "A month is written 2014-09.";
    /// A last day that is none, or is over.
    NotADayToCome = "not_a_day_to_come", UNPROCESSABLE_ENTITY,
        "Ngày cuối được viết 2098-12-31 và chưa qua.",
        "The last day is written 2098-12-31, and is not over.";
    /// A day before which something is to be done that is none, or is still to come.
    NotADayBegun = "not_a_day_begun", UNPROCESSABLE_ENTITY,
        "Ngày được viết 2025-01-31 và không sau hôm nay.",
        "The day is written 2025-01-31, and is not to come.";
    /// A webhook on a host that the settings do not name.
    HostNotAllowed = "host_not_allowed", UNPROCESSABLE_ENTITY,
        "Dịch vụ này không được gọi máy chủ đó (HOSO_WEBHOOK_HOSTS).",
        "Its host is not one that this service may call (HOSO_WEBHOOK_HOSTS).";
    /// A webhook's address that is none of the web, or is too long.
    NotAnAddress = "not_an_address", UNPROCESSABLE_ENTITY,
        "Địa chỉ webhook được viết http://… hoặc https://…, tối đa {most} ký tự.",
        "The address of a webhook is written http://… or https://…, of at most {most} characters.";
    /// A webhook whose address holds a name or a password.
    CredentialsInUrl = "credentials_in_url", UNPROCESSABLE_ENTITY,
        "Địa chỉ webhook không được chứa tên hay mật khẩu; bên nhận biết ai gọi nhờ chữ ký.",
        "The address of a webhook holds no name or password: its signature says who calls.";
    /// A registration is corrected by an agency, or withdrawn, when its consignment is charged.
    ChargedAlready = "charged_already", CONFLICT,
        "Bưu gửi đã được tính cước: chỉ bưu chính sửa được đăng ký, và không ai rút được.",
        "The consignment is charged: only the operator corrects its registration now, and nobody withdraws it.";
    /// A code that its operator did not issue for the consignment, or that was used or replaced.
    NotIssued = "code_not_valid", FORBIDDEN,
        "Mã đăng ký không đúng, đã dùng hoặc đã được thay.",
        "The code is not one of this consignment, was used, or was replaced.";
    /// A name that an `Idempotency-Key` gave to another request.
    AnotherRequest = "another_request", UNPROCESSABLE_ENTITY,
        "Idempotency-Key này đã dùng cho một yêu cầu khác của khóa này; yêu cầu khác cần tên khác.",
        "This Idempotency-Key named another request of this key: another request needs another name.";
    /// A consignment is settled again and again.
    TooManySettlements = "too_many_settlements", PAYLOAD_TOO_LARGE,
        "Mỗi bưu gửi tối đa {most} lần báo quyết toán.",
        "At most {most} settlements of one consignment.";
    /// A month is closed before it is over.
    NotOver = "not_over", CONFLICT,
        "Tháng chưa hết: khóa sổ được từ ngày {until}.",
        "The month is not over: it can be closed from {until} on.";
    /// A month is closed before those that come before it.
    CloseInOrder = "close_in_order", CONFLICT,
        "Khóa sổ lần lượt từng tháng: tháng tiếp theo là {next}.",
        "Months are closed one after the other: the next is {next}.";
    /// A rulebook that has errors, or lacks what stored things name.
    RulebookNotTaken = "rulebook_not_taken", CONFLICT,
        "Bộ quy tắc có lỗi, hoặc thiếu điều mà dữ liệu đang lưu nhắc tới: xem findings và missing. Để vẫn dùng: ?go_on=true.",
        "The rulebook has errors, or lacks what is stored: see findings and missing. To take it all the same: ?go_on=true.";
    /// Another rulebook was taken while a price was asked.
    RulebookChanges = "rulebook_changes", SERVICE_UNAVAILABLE,
        "Bộ quy tắc vừa được thay; hãy gửi lại.",
        "Another rulebook was taken at this moment: send it again.";
    /// A key, or a citizen, asks more often than it may.
    TooOften = "too_often", TOO_MANY_REQUESTS,
        "Hỏi quá dày; hỏi lại sau số giây trong Retry-After.",
        "Asked too often: ask again after the seconds of Retry-After.";
    /// There is no room; nothing of the request was kept.
    StorageFull = "storage_full", INSUFFICIENT_STORAGE,
        "Hết chỗ lưu; chưa có gì được giữ lại, hãy gửi lại.",
        "There is no room, and nothing of it was kept: send it again.";
    /// The file of the database is not there any more.
    StorageLost = "storage_lost", SERVICE_UNAVAILABLE,
        "Tệp cơ sở dữ liệu đã mất hoặc bị thay bằng tệp khác; cần khởi động lại với đúng tệp.",
        "The database's file is gone or was replaced by another: start again with the right one.";
    /// The database does not answer; the request may be sent again as it is.
    StorageUnavailable = "storage_unavailable", SERVICE_UNAVAILABLE,
        "Cơ sở dữ liệu không trả lời; hãy gửi lại.",
        "The database does not answer: send it again.";
}
