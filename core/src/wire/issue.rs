//! What is wrong with an input: every issue at once, each with its code, its place and what would be valid.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use crate::wire::write::entry;
use crate::wire::{Language, Params, Path, Sink, Speaker, Write, write};

messages! {
    /// Why an input is not valid.
    #[non_exhaustive]
    pub enum IssueCode {
        /// The text is not JSON, or holds what JSON cannot carry (a lone surrogate, a number without end).
        NotJson = "not_json" ["line", "column"],
            "Văn bản không phải JSON (dòng {line}, cột {column}).", "The text is not JSON (line {line}, column {column}).",
        /// The text is longer than the library reads.
        TooLong = "too_long" ["max"], "Dài quá {max}.", "Longer than {max}.",
        /// A list or text has fewer elements or characters than it must.
        TooShort = "too_short" ["min"], "Ngắn hơn {min}.", "Shorter than {min}.",
        /// Values are nested deeper than the library reads, or places hang together in too long a chain.
        TooDeep = "too_deep" ["max"], "Lồng nhau sâu quá {max} bậc.", "Nested deeper than {max} levels.",
        /// More issues than are worth listing; the rest are left out.
        TooManyIssues = "too_many_issues" ["max"],
            "Có hơn {max} lỗi; phần còn lại không liệt kê.", "More than {max} issues; the rest are not listed.",
        /// A required key or column is missing; of a table, with the column that is nearly it.
        Missing = "missing" ["nearest"],
            "Thiếu giá trị bắt buộc[; gần giống nhất: `{nearest}`].", "A required value is missing[; the nearest is `{nearest}`].",
        /// A key that this object does not have. Keys that begin with `x_` are free.
        UnknownKey = "unknown_key" ["allowed", "nearest"],
            "Khóa không có trong mẫu[; gần giống nhất: `{nearest}`]; các khóa hợp lệ: {allowed}.",
            "Unknown key[; the nearest is `{nearest}`]; valid keys: {allowed}.",
        /// A key that stands twice in one object.
        DuplicateKey = "duplicate_key" [], "Khóa bị lặp lại.", "The key is repeated.",
        /// Another kind of value is expected here.
        WrongType = "wrong_type" ["expected"], "Giá trị sai kiểu; cần {expected}.", "Wrong type of value; expected {expected}.",
        /// A number with a fraction or an exponent where an integer is expected.
        NotInteger = "not_integer" [],
            "Phải là số nguyên, viết không có phần thập phân hay số mũ.", "Must be an integer, written without a fraction or exponent.",
        /// A number below its least value.
        TooSmall = "too_small" ["min"], "Nhỏ hơn {min}.", "Less than {min}.",
        /// A number above its greatest value, in an input or in what an answer would add up to.
        TooLarge = "too_large" ["max"], "Lớn hơn {max}.", "More than {max}.",
        /// Not one of the names of a closed list.
        NotOneOf = "not_one_of" ["allowed"], "Giá trị hợp lệ: {allowed}.", "Valid values: {allowed}.",
        /// Not an id: letters, digits, `.`, `_`, `/`, `-`; at most 64; a letter or digit first.
        NotAnId = "not_an_id" [],
            "Mã không hợp lệ: chữ không dấu, số, . _ / -, tối đa 64 ký tự, bắt đầu bằng chữ hoặc số.",
            "Not an id: letters, digits, . _ / -, at most 64 characters, a letter or digit first.",
        /// Not a civil date `YYYY-MM-DD` of the years 1900 to 2999.
        NotADate = "not_a_date" [],
            "Ngày không hợp lệ: cần YYYY-MM-DD, năm 1900 đến 2999.", "Not a date: YYYY-MM-DD, years 1900 to 2999.",
        /// Not a time with an offset, by RFC 3339 or as tables write it, of the years 1900 to 2999.
        NotATime = "not_a_time" [],
            "Thời điểm không hợp lệ: cần dạng 2014-10-01T08:30:00+07:00.", "Not a time: 2014-10-01T08:30:00+07:00 is one.",
        /// Not a time of day `HH:MM`.
        NotAClockTime = "not_a_clock_time" [],
            "Giờ không hợp lệ: cần HH:MM, từ 00:00 đến 23:59.", "Not a time of day: HH:MM, 00:00 to 23:59.",
        /// Not an offset from UTC such as `+07:00`.
        NotAnOffset = "not_an_offset" [], "Độ lệch giờ không hợp lệ: cần dạng +07:00.", "Not an offset from UTC: +07:00 is one.",
        /// Not a currency code of three capital letters.
        NotACurrency = "not_a_currency" [], "Mã tiền tệ không hợp lệ: cần ba chữ hoa như VND.", "Not a currency code: VND is one.",
        /// A text holds a control character.
        ControlCharacter = "control_character" [], "Văn bản chứa ký tự điều khiển.", "The text holds a control character.",
        /// None of the keys, or more than one, where exactly one is asked.
        ExactlyOneOf = "exactly_one_of" ["keys"], "Cần đúng một trong các khóa: {keys}.", "Exactly one of these keys is needed: {keys}.",
        /// None of the keys where at least one is asked.
        AtLeastOneOf = "at_least_one_of" ["keys"], "Cần ít nhất một trong các khóa: {keys}.", "At least one of these keys is needed: {keys}.",
        /// A key that says nothing beside, or without, another.
        NotWith = "not_with" ["key"], "Không dùng được cùng với `{key}` như ở đây.", "Does not go with `{key}` as it stands.",
        /// An id or value that stands twice in one list.
        Duplicate = "duplicate" ["first"], "Trùng với {first}.", "The same as {first}.",
        /// A reference to something that the rulebook does not have.
        UnknownReference = "unknown_reference" ["list", "value", "nearest"],
            "Không có trong danh sách {list}[: `{value}`][; gần giống nhất: `{nearest}`].",
            "Not in the list {list}[: `{value}`][; the nearest is `{nearest}`].",
        /// A chain of parents or successors that leads back to itself.
        Cycle = "cycle" [], "Chuỗi tham chiếu quay vòng.", "The chain of references leads back to itself.",
        /// A validity whose end is not after its start.
        EmptyValidity = "empty_validity" [], "`until` phải sau `from`.", "`until` must be after `from`.",
        /// Two entries that hold on a same day, where only one may.
        Overlap = "overlap" ["with"], "Thời gian hiệu lực chồng lên {with}.", "Holds on the same days as {with}.",
        /// Values that must rise do not.
        NotRising = "not_rising" [], "Các giá trị phải tăng dần.", "The values must rise.",
        /// Shares that do not add up to the whole.
        SharesNotWhole = "shares_not_whole" ["sum"], "Các phần cộng lại là {sum}, phải là 10000.", "The shares add up to {sum}, not to 10000.",
        /// A value that contradicts the catalogue or another value.
        Contradicts = "contradicts" ["expected"], "Mâu thuẫn với thông tin khác[: {expected}].", "Contradicts what is known otherwise[: {expected}].",
        /// A day that is not in the period that is asked about.
        OutsidePeriod = "outside_period" ["from", "until"],
            "Ngày nằm ngoài kỳ từ {from}[ đến trước {until}].", "Not a day of the period from {from}[ until {until}].",
        /// An amount of a price that its other amounts contradict: lines and sums, shares and total, what is due at the door.
        DoesNotAddUp = "does_not_add_up" ["expected"],
            "Không khớp với các khoản còn lại[: phải là {expected}].", "Does not add up with the other amounts[: {expected} expected].",
        /// Events of several consignments in one call.
        MixedConsignments = "mixed_consignments" [],
            "Các sự kiện thuộc nhiều bưu gửi khác nhau.", "The events belong to several consignments.",
        /// A part of an identifier that cannot be.
        BadPart = "bad_part" ["part", "expected"], "Phần `{part}` sai: cần {expected}.", "The part `{part}` is wrong: {expected}.",
        /// A check digit that the other digits do not give.
        BadCheckDigit = "bad_check_digit" ["part"], "Chữ số kiểm tra `{part}` sai.", "The check digit `{part}` is wrong.",
        /// Not a name: a person's has letters, spaces, `.`, `'`, `-`, a letter among them; beside a tax code an organisation's has
        /// digits, quotes and `, & / ( ) + @ :` too.
        NotAName = "not_a_name" [],
            "Họ tên không hợp lệ: chỉ gồm chữ cái, khoảng trắng và các dấu . ' -", "Not a name: letters, spaces and . ' - only.",
        /// Not an email address.
        NotAnEmail = "not_an_email" [], "Địa chỉ email không hợp lệ: cần dạng ten@coquan.vn.", "Not an email address: name@office.vn is one.",
        /// A recipient whom the applicant has not authorised.
        AuthorisationRequired = "authorisation_required" [],
            "Người nhận thay phải được người nộp hồ sơ ủy quyền bằng văn bản.", "The applicant must authorise the recipient in writing.",
        /// The person does not agree that the data go to the post.
        ConsentRequired = "consent_required" [],
            "Cần đồng ý chuyển thông tin cho bưu điện, chỉ để phục vụ lần chuyển phát này.",
            "Consent is needed: the data go to the post, for this delivery alone.",
        /// The post may not carry what a form asks, for these reasons.
        NotCovered = "not_covered" ["service", "reasons"], "Không gửi được qua bưu điện. {reasons}", "This cannot go by post. {reasons}",
        /// A code of another system that is known, and tells of no event of a consignment.
        NoEvent = "no_event" ["system", "code", "name"],
            "Mã `{code}` của {system} (“{name}”) không phải là sự kiện của bưu gửi.",
            "The code `{code}` of {system} (“{name}”) tells of no event of a consignment.",
        /// The clause does not offer the option.
        OptionNotOffered = "option_not_offered" [], "Không có dịch vụ cộng thêm này.", "This option is not offered.",
    }
}

/// The error of every value that is read from a text of its own, so that `?` passes it on.
///
/// ```
/// # use std::error::Error;
/// fn agency(text: &str) -> Result<hoso::Id, Box<dyn Error>> {
///     Ok(text.parse()?)
/// }
/// assert_eq!(agency("Sở Nội vụ").unwrap_err().to_string(), "not_an_id");
/// ```
impl std::error::Error for IssueCode {}

/// One thing that is wrong, and where.
#[derive(Clone, Debug)]
pub struct Issue {
    /// What is wrong.
    pub code: IssueCode,
    /// Where: a JSON Pointer into the input (RFC 6901); empty for the whole.
    pub path: String,
    /// What would be valid. Never the value given, but for an id that a document refers to: an issue holds no person's
    /// data.
    pub params: Params<'static>,
    /// What makes the sentence of its place, where it has one of its own: a form speaks to those who fill it in.
    words: Option<Words>,
}

/// Makes the sentence of an issue when somebody reads it, in the one language that is asked for. It keeps what it needs of
/// the input: the issue may be read far from there, and at another path.
#[derive(Clone)]
pub(crate) struct Words(Arc<Say>);

type Say = dyn Fn(&Issue, Language) -> String + Send + Sync + UnwindSafe + RefUnwindSafe;

impl Words {
    pub(crate) fn new(
        say: impl Fn(&Issue, Language) -> String + Send + Sync + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        Self(Arc::new(say))
    }

    /// A template in each language, filled with the issue's parameters.
    pub(crate) fn of(vi: &'static str, en: &'static str) -> Self {
        Self::new(move |issue, language| issue.params.fill(language.pick(vi, en), Speaker::new(language)))
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl Issue {
    /// An issue.
    pub fn new(code: IssueCode, path: impl Into<String>, params: Params<'static>) -> Self {
        Self { code, path: path.into(), params, words: None }
    }

    /// The issue in words.
    pub fn message(&self, language: Language) -> String {
        match &self.words {
            Some(Words(say)) => say(self, language),
            None => self.params.fill(self.code.template(language), Speaker::new(language)),
        }
    }

    /// The issue of a value that stands at a place in something larger.
    #[must_use]
    pub fn within(&self, place: &impl fmt::Display) -> Self {
        self.at(format!("{place}{}", self.path))
    }

    /// The issue at another path.
    #[must_use]
    pub fn at(&self, path: impl Into<String>) -> Self {
        Self { path: path.into(), ..self.clone() }
    }

    /// The issue with a sentence of its own.
    pub(crate) fn said(self, words: Words) -> Self {
        Self { words: Some(words), ..self }
    }
}

/// Issues are equal that are and say the same.
impl PartialEq for Issue {
    fn eq(&self, other: &Self) -> bool {
        let plain = self.words.is_none() && other.words.is_none();
        let says_the_same = || Language::ALL.iter().all(|language| self.message(*language) == other.message(*language));
        (self.code, &self.path, &self.params) == (other.code, &other.path, &other.params) && (plain || says_the_same())
    }
}

impl Eq for Issue {}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at `{}`: {}", self.code, self.path, self.message(Language::En))
    }
}

/// Everything that is wrong with one input, in the order of reading. An `Err(Issues)` is never empty.
///
/// ```
/// use hoso::Rulebook;
/// let issues = Rulebook::parse(r#"{"hoso": 2, "id": "b d", "colour": "red"}"#).unwrap_err();
/// let found: Vec<_> = issues.iter().map(|issue| (issue.code.as_str(), issue.path.as_str())).collect();
/// assert!(found.contains(&("unknown_key", "/colour")));
/// assert!(found.contains(&("not_an_id", "/id")));
/// assert!(found.contains(&("missing", "/title")));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Issues {
    list: Vec<Issue>,
}

impl Issues {
    /// How many issues are listed; a last one, `too_many_issues`, says that there were more.
    pub const MAX: usize = 1000;
    /// How many issues are said in words; who wants all has the list.
    pub const SAID: usize = 10;

    /// No issues yet.
    pub const fn new() -> Self {
        Self { list: Vec::new() }
    }

    /// Adds one.
    pub fn push(&mut self, issue: Issue) {
        match self.list.len() {
            n if n < Self::MAX => self.list.push(issue),
            n if n == Self::MAX => self.list.push(Issue::new(
                IssueCode::TooManyIssues,
                "",
                Params::new().with("max", i64::try_from(Self::MAX).unwrap_or(i64::MAX)),
            )),
            _ => {}
        }
    }

    /// Adds one at a path.
    pub(crate) fn add(&mut self, code: IssueCode, at: &Path<'_>, params: Params<'static>) {
        // Past the limit a path is not even written: hostile input must stay cheap.
        if self.list.len() <= Self::MAX {
            self.push(Issue::new(code, at.to_string(), params));
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The issues in words, one a line: the first [`Issues::SAID`], and how many more there are.
    ///
    /// ```
    /// use hoso::{Language, Rulebook};
    /// let issues = Rulebook::parse(r#"{"hoso": 1, "id": "b d", "currency": "VND", "utc_offset": "+07:00"}"#).unwrap_err();
    /// assert_eq!(
    ///     issues.in_words(Language::En).lines().last(),
    ///     Some("/title: A required value is missing. [missing]"),
    /// );
    /// ```
    pub fn in_words(&self, language: Language) -> String {
        let whole = language.pick("(toàn bộ)", "(whole)");
        let line = |issue: &Issue| {
            let path = if issue.path.is_empty() { whole } else { &issue.path };
            format!("{path}: {} [{}]", issue.message(language), issue.code)
        };
        let mut lines: Vec<String> = self.list.iter().take(Self::SAID).map(line).collect();
        let more = self.list.len().saturating_sub(Self::SAID);
        if more > 0 {
            lines.push(language.pick(format!("và {more} lỗi khác"), format!("and {more} more")));
        }
        lines.join("\n")
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The issues, in the order of reading.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.list.iter()
    }

    /// Says more of each issue.
    pub(super) fn amend(&mut self, amend: impl FnMut(&mut Issue)) {
        self.list.iter_mut().for_each(amend);
    }

    /// The issues of a value that stands at a place in something larger.
    pub(crate) fn within(mut self, place: &dyn fmt::Display) -> Self {
        self.list.iter_mut().for_each(|issue| issue.path = format!("{place}{}", issue.path));
        self
    }

    /// Adds those of another input after these.
    pub(crate) fn extend(&mut self, others: Self) {
        others.list.into_iter().for_each(|issue| self.push(issue));
    }

    /// Gives each issue that has none a sentence of its own, where there is one.
    pub(crate) fn worded(mut self, words: impl Fn(&Issue) -> Option<Words>) -> Self {
        for issue in self.list.iter_mut().filter(|issue| issue.words.is_none()) {
            issue.words = words(issue);
        }
        self
    }

    /// The value, when there is no issue.
    pub(crate) fn or<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            _ => Err(self),
        }
    }

    /// The key `issues` of an answer that is none.
    pub(crate) fn write_entry(&self, to: &mut dyn Sink, language: Language) {
        entry(to, "issues", &self.list, language);
    }

    /// `{"issues":[…]}`, as every face of the library writes it.
    pub fn to_json(&self, language: Language) -> String {
        write::json(self, language)
    }
}

/// In English, as every error of Rust; [`Issues::in_words`] says them in the language asked for.
impl fmt::Display for Issues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Language::En))
    }
}

impl std::error::Error for Issues {}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Issue> for Issues {
    fn from(issue: Issue) -> Self {
        Self { list: vec![issue] }
    }
}

impl Write for Issue {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        entry(to, "code", &self.code, language);
        entry(to, "path", &self.path, language);
        entry(to, "params", &self.params, language);
        entry(to, "message", &self.message(language), language);
        to.end_object();
    }
}

impl Write for Issues {
    fn write(&self, to: &mut dyn Sink, language: Language) {
        to.begin_object();
        self.write_entry(to, language);
        to.end_object();
    }
}
