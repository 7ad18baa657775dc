"""What is said in the folder of a province that begins: what is in it, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from hoso.types import Language

_README: dict[Language, str] = {
    "vi": """# Bộ quy tắc: {name}

*[English below](#rulebook-of-the-province)*

`{file}` là điểm bắt đầu, do `hoso init` {version} tạo. Trong đó:

- có sẵn: lịch ngày làm việc của cơ quan và bưu điện (kể cả ngày hoán đổi, đến hết {until}), các tỉnh, thành phố,
  {communes} xã, phường, đặc khu của {name}, vùng, bảng giá của bưu điện, thuế giá trị gia tăng, mức bồi thường, thời
  gian phát. Căn cứ ở {where}; điều không có căn cứ mang `x_assumed`: hãy xem lại, nhất là bảng giá;
- ví dụ, mang `x_example`, để thay bằng của tỉnh: bưu điện, cơ quan, lĩnh vực, thủ tục, hợp đồng (từ {first}).

{way}""",
    "en": """## Rulebook of the province

`{file}` is where to begin, made for {name} by `hoso init` {version}. In it:

- ready: the working days of agencies and the post (swapped days too, to {until}), the provinces, the {communes}
  communes, wards and special zones of this one, zones, the price table of the post, value added tax, liability,
  delivery times. Sources stand in {where}; what has none carries `x_assumed`: look at it again, the
  prices above all;
- examples, which carry `x_example`, to be replaced by the province's own: operator, agencies, fields, procedures,
  contract (from {first}).

{way}""",
}
#: Where the sources of things stand.
_IN_KEYS: dict[Language, str] = {"vi": "`source` và `sources`", "en": "`source` and `sources`"}
_IN_SHEETS: dict[Language, str] = {"vi": "cột và trang “{sources}”", "en": "the column and the sheet “{sources}”"}
_JSON: dict[Language, str] = {
    "vi": """Thử với `question.json`, một bưu gửi của cơ quan ví dụ:

```sh
hoso check rulebook.json                  # chỗ sai hoặc chưa ổn
hoso quote rulebook.json question.json    # cước là bao nhiêu, ai trả?
hoso schema -o rulebook.schema.json       # để trình soạn thảo gợi ý khóa
```

Rồi thay từng ví dụ, xóa `x_example` của nó, và chạy lại `hoso check`:

1. `operators`: bưu điện của tỉnh.
2. `agencies`: các cơ quan; `place` là mã của xã hoặc tỉnh.
3. `fields`, `procedures`: lĩnh vực, và thủ tục theo mã quốc gia.
4. `contracts`: số, ngày ký, thời hạn (`until` là ngày đầu tiên không còn hiệu lực), các điều khoản.

Muốn điền bằng bảng tính: `hoso workbook export rulebook.json rules.xlsx`.
""",
    "en": """Try it with `question.json`, a consignment of an agency of the example:

```sh
hoso check rulebook.json                  # what is wrong or unwise
hoso quote rulebook.json question.json    # what does it cost, and who pays?
hoso schema -o rulebook.schema.json       # by which an editor proposes keys
```

Then replace each example, delete its `x_example`, and run `hoso check` again:

1. `operators`: the post of the province.
2. `agencies`; `place` is the code of a commune or of the province.
3. `fields`, and `procedures` under their national codes.
4. `contracts`: number, day of signing, validity (`until` is the first day no longer valid), clauses.

To fill it in as a spreadsheet: `hoso workbook export rulebook.json rules.xlsx`.
""",
}
_WORKBOOK: dict[Language, str] = {
    "vi": """Mỗi trang là một danh sách; trang đầu nói cách điền. Lưu lại rồi đọc thành `rulebook.json`, tệp mà các
lệnh khác đọc. Thử với `question.json`, một bưu gửi của cơ quan ví dụ:

```sh
hoso workbook import rules.xlsx -o rulebook.json    # chỗ sai hoặc chưa ổn, theo trang và ô
hoso quote rulebook.json question.json              # cước là bao nhiêu, ai trả?
```

Rồi thay từng ví dụ, xóa ô `{{"x_example": true}}` của nó (cột “{rest}”), và chạy lại `hoso workbook import`:

1. Trang “{operators}”: bưu điện của tỉnh.
2. Trang “{agencies}”: các cơ quan; địa bàn là mã của xã hoặc tỉnh.
3. Trang “{fields}”, “{procedures}”: lĩnh vực, và thủ tục theo mã quốc gia. Bảng xuất từ hệ thống một cửa: chép từng
   cột sang, dán chỉ giá trị. Cột cần mã thì ghi tên cũng được: hoso tìm mã của tên đó.
4. Trang “{contracts}”: số, ngày ký, thời hạn; các điều khoản ở trang “{clauses}”.
""",
    "en": """Each sheet is a list; the first sheet says how they are filled in. Save it, and read it as `rulebook.json`,
which is what the other commands read. Try it with `question.json`, a consignment of an agency of the example:

```sh
hoso workbook import rules.xlsx -o rulebook.json    # what is wrong or unwise, by sheet and cell
hoso quote rulebook.json question.json              # what does it cost, and who pays?
```

Then replace each example, empty its cell `{{"x_example": true}}` (column “{rest}”), and run `hoso workbook import`
again:

1. Sheet “{operators}”: the post of the province.
2. Sheet “{agencies}”; the place is the code of a commune or of the province.
3. Sheets “{fields}”, and “{procedures}” under their national codes. From the export of a one-stop system copy column
   by column, and paste values only. Where a code is wanted a name will do: hoso finds its code.
4. Sheet “{contracts}”: number, day of signing, validity; its clauses are in the sheet “{clauses}”.
""",
}


def of_json(**values: object) -> str:
    """The text beside a rulebook in JSON, in both languages."""
    return _both(_JSON, _IN_KEYS, {"file": "rulebook.json", **values})


def of_workbook(sheets: Mapping[str, str], **values: object) -> str:
    """The text beside a workbook whose sheets are called so, in both languages."""
    named = {key.rpartition(".")[2]: name for key, name in sheets.items()}
    return _both(_WORKBOOK, _IN_SHEETS, {"file": "rules.xlsx", **named, **values})


def _both(ways: Mapping[Language, str], where: Mapping[Language, str], values: Mapping[str, object]) -> str:
    def said(language: Language) -> str:
        told = {"way": ways[language].format(**values), "where": where[language].format(**values)}
        return _README[language].format(**values, **told)

    return "\n".join(map(said, _README))
