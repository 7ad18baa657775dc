//! What tables and pages say, in both languages.

use hoso::Language;

macro_rules! words {
    ($( $name:ident = $vi:literal, $en:literal; )+) => {
        /// A label.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Word { $( $name, )+ }

        impl Word {
            pub(super) const fn say(self, language: Language) -> &'static str {
                match (self, language) {
                    $( (Self::$name, Language::Vi) => $vi, (Self::$name, Language::En) => $en, )+
                }
            }
        }
    };
}

words! {
    Title = "Biên bản quyết toán cước dịch vụ bưu chính", "Statement of postal service charges";
    ByContract = "Theo Hợp đồng số {number} ký ngày {day}", "Under contract No. {number}, signed on {day}";
    DaysFromTo = "Từ ngày {first} đến hết ngày {last}", "From {first} to {last} inclusive";
    PartyA = "Bên A (bên sử dụng dịch vụ)", "Party A (user of the service)";
    PartyB = "Bên B (bên cung ứng dịch vụ)", "Party B (provider of the service)";
    AgenciesOfContract = "Các cơ quan thuộc hợp đồng", "The agencies of the contract";
    Open = "Tạm tính: tháng chưa khóa sổ.", "Provisional: the month is not closed.";
    Closed = "Đã khóa sổ ngày {day}.", "Closed on {day}.";
    Content = "Nội dung", "Content";
    Amount = "Số tiền (đồng)", "Amount (VND)";
    Charges = "Cước dịch vụ ({n} bưu gửi)", "Charges ({n} items)";
    Net = "Chưa thuế", "Net";
    Tax = "Thuế", "Tax";
    Total = "Tổng cước", "Total";
    Payers = "Bên chịu cước", "Who bears the charges";
    Applicants = "Người nộp hồ sơ", "Applicants";
    A = "Bên A", "Party A";
    Between = "Thanh toán giữa hai Bên", "Between the parties";
    Shares = "Cước người nộp hồ sơ và Bên A chịu", "Charges borne by applicants and Party A";
    LessCollected = "Trừ: Bên B đã thu của người nộp (cả lệ phí)", "Less: collected by Party B from applicants, with fees";
    LessCompensation = "Trừ: Bên B bồi thường cho Bên A", "Less: compensation owed by Party B to Party A";
    Balance = "Bên A còn phải trả Bên B (số âm: Bên B trả Bên A)", "Due from A to B (negative: from B to A)";
    Late = "Phát sinh sau khi khóa sổ tháng {month}", "Came late of {month}, which was closed";
    Added = "Ghi thêm ({n} bưu gửi)", "Added ({n} items)";
    TakenBack = "Ghi giảm phần đã tính ({n} bưu gửi)", "Taken back of what had counted ({n} items)";
    Due = "Còn phải trả sau điều chỉnh", "Due with what came late";
    InWords = "Bằng chữ: {words}.", "In words: {words}.";
    ForA = "Đại diện Bên A", "For Party A";
    ForB = "Đại diện Bên B", "For Party B";
    Sign = "(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, full name)";
    Annex = "Phụ lục: Bảng kê bưu gửi", "Annex: the items";
    No = "STT", "No.";
    Item = "Số hiệu bưu gửi", "Item";
    Day = "Ngày gửi", "Day";
    Agency = "Cơ quan", "Agency";
    Clause = "Điều khoản", "Clause";
    AgencyFee = "Lệ phí", "Agency fee";
    Collected = "Đã thu", "Collected";
    Compensation = "Bồi thường", "Compensation";
    CompensationTo = "Bồi thường cho", "Compensation to";
    MadeBy = "Lập bằng hoso {v} từ bộ quy tắc {id}.", "Made by hoso {v} with the rulebook {id}.";
}

/// `26.000` in Vietnamese, `26,000` in English.
pub(super) fn number(value: i64, language: Language) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut said = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(if language == Language::Vi { '.' } else { ',' });
        }
        said.push(digit);
    }
    if value < 0 { format!("-{said}") } else { said }
}

/// `2018-10` as `10/2018`.
pub(super) fn month(text: &str) -> String {
    text.split_once('-').map_or_else(|| text.to_owned(), |(year, month)| format!("{month}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_months_are_said_as_people_write_them() {
        let said = [0, 26, 999, 1_000, 26_000, 1_234_567, -30_000].map(|value| number(value, Language::Vi));
        assert_eq!(said, ["0", "26", "999", "1.000", "26.000", "1.234.567", "-30.000"]);
        assert_eq!(number(-1_234_567, Language::En), "-1,234,567");
        assert_eq!(month("2018-10"), "10/2018");
    }
}
