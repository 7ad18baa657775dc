"""The group of commands."""

from __future__ import annotations

import click

import hoso
from hoso.cli import options, spoken
from hoso.cli.commands import (
    check,
    compare,
    journey,
    map as maps,
    quarter,
    reconcile,
    report as reports,
    rows,
    settle,
    small,
    track,
)
from hoso.types import Language

_EPILOGS = (
    """Tệp: JSON (một câu hỏi, hoặc danh sách), JSON Lines, CSV, bảng tính (.xlsx, .xls, .ods) và Parquet; - là
đầu vào chuẩn. Trong CSV danh sách viết là a;b. Bảng có tiêu đề khác tên khóa: hoso map, rồi --map. Trong .xls
và .ods, hoso không thấy dòng ẩn, ô gộp (.ods), công thức chưa có giá trị và ô lỗi (đọc như ô trống).

\b
Tự hoàn thành: eval "$(_HOSO_COMPLETE=bash_source hoso)"  (hoặc zsh_source, fish_source)
""",
    """Files: JSON (one question, or a list), JSON Lines, CSV, spreadsheets (.xlsx, .xls, .ods) and Parquet; - is
standard input. In CSV a list is written as a;b. A table with other headings than keys: hoso map, then --map.
Of .xls and .ods hoso does not see hidden rows, merged cells (.ods), formulas without a value, and errors (they are
read as empty).

\b
Completion: eval "$(_HOSO_COMPLETE=bash_source hoso)"  (or zsh_source, fish_source)
""",
)


@click.group(cls=spoken.Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@options.language
@click.version_option(hoso.__version__, prog_name="hoso", cls=spoken.Option, vi="Cho biết phiên bản rồi thôi.")
def app(language: Language) -> None:
    """Government paperwork by post: what a rulebook (contracts, tariffs, procedures, calendars) says about it."""


app.vi = "Giấy tờ hành chính qua bưu điện: bộ quy tắc (hợp đồng, bảng giá, thủ tục, lịch) nói gì về chúng."
app.epilogs = (f"{options.EXIT_CODES[0]}\n\n{_EPILOGS[0]}", f"{options.EXIT_CODES[1]}\n\n{_EPILOGS[1]}")

for _command in (
    check.check,
    rows.decide,
    rows.quote,
    rows.deadlines,
    rows.compensation,
    track.track,
    journey.journey,
    reports.report,
    quarter.quarter,
    compare.compare,
    settle.settle,
    reconcile.reconcile,
    maps.map_,
    small.explain,
    small.schema,
    small.diagram,
):
    app.add_command(_command)
