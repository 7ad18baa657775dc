"""What is said in the folder of a province that begins: what is in it, and what comes next."""

from __future__ import annotations

from hoso.types import Language

_README: dict[Language, str] = {
    "vi": """# Bộ quy tắc: {name}

*[English below](#rulebook-of-the-province)*

`rulebook.json` là điểm bắt đầu, do `hoso init` {version} tạo. Trong đó:

- có sẵn: lịch ngày làm việc của cơ quan và bưu điện (kể cả ngày hoán đổi, đến hết {until}), các tỉnh, thành phố,
  {communes} xã, phường, đặc khu của {name}, vùng, bảng giá của bưu điện, thuế giá trị gia tăng, mức bồi thường, thời
  gian phát. Căn cứ ở `source` và `sources`; điều không có căn cứ mang `x_assumed`: hãy xem lại, nhất là bảng giá;
- ví dụ, mang `x_example`, để thay bằng của tỉnh: bưu điện, cơ quan, lĩnh vực, thủ tục, hợp đồng (từ {first}).

Thử với `question.json`, một bưu gửi của cơ quan ví dụ:

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
""",
    "en": """## Rulebook of the province

`rulebook.json` is where to begin, made for {name} by `hoso init` {version}. In it:

- ready: the working days of agencies and the post (swapped days too, to {until}), the provinces, the {communes}
  communes, wards and special zones of this one, zones, the price table of the post, value added tax, liability,
  delivery times. Sources stand in `source` and `sources`; what has none carries `x_assumed`: look at it again, the
  prices above all;
- examples, which carry `x_example`, to be replaced by the province's own: operator, agencies, fields, procedures,
  contract (from {first}).

Try it with `question.json`, a consignment of an agency of the example:

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
""",
}


def readme(*, name: str, communes: int, first: str, until: str, version: str) -> str:
    """The text, in both languages."""
    values = {"name": name, "communes": communes, "first": first, "until": until, "version": version}
    return "\n".join(text.format(**values) for text in _README.values())
