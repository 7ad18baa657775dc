"""hoso map: how a table is to be read."""

from __future__ import annotations

import click

from hoso.cli import columns, options, overview, problems, proposal
from hoso.cli.files import Reading, Rows
from hoso.cli.streams import errors
from hoso.cli.words import word
from hoso.cli.writing import write_text
from hoso.types import Language


@options.command("map")
@click.argument("table", type=click.Path(), metavar="TABLE")
@options.RULEBOOK
@options.option(
    "--for",
    "command",
    type=click.Choice([*columns.ROWS]),
    default="quote",
    show_default=True,
    vi="Lệnh đọc bảng; invoice là hóa đơn mà reconcile đọc.",
    help="The command that is to read the table; invoice is what reconcile reads.",
)
@options.option("-o", "--output", metavar="FILE", vi="Ghi ra tệp.", help="Write to a file.")
@options.format_
@options.encoding
@options.sheet
@options.language
@options.described(
    "hoso map bang-ke.xlsx rulebook.json -o mapping.toml",
    "hoso quote rulebook.json bang-ke.xlsx --map mapping.toml -o cuoc.xlsx",
    "hoso map hoa-don.csv rulebook.json --for invoice",
    vi="""Đề xuất cách đọc một bảng: tiêu đề nào là khóa nào, ngày và số viết thế nào, cột nào là tên.

TABLE là CSV, bảng tính (.xlsx, .xls, .ods), JSON hoặc Parquet như cơ quan có. Tệp được ghi ra (TOML) nói vì sao, và
điều gì chưa chắc: điều chưa chắc nằm sau dấu #, để người biết bảng chọn. Các lệnh đọc bảng theo tệp này bằng --map.""",
)
def map_(
    table: str,
    rulebook: str,
    command: str,
    output: str | None,
    format_: str | None,
    encoding: str | None,
    sheet: str | None,
    language: Language,
) -> None:
    """Propose how a table is to be read: which heading is which key, how days and numbers are written, what are names.

    TABLE is CSV, a spreadsheet (.xlsx, .xls, .ods), JSON or Parquet as an office has it. What is written (TOML) says
    why, and what is unsure: that stands behind a #, to be chosen by who knows the table. Commands read a table so by
    --map.
    """
    options.one_from_standard_input(table, rulebook)
    options.apart(output, inputs=(table, rulebook))
    book, _ = problems.read_rulebook(rulebook, language)
    wanted = columns.known(columns.ROWS[command])
    rows = Rows(table, wanted, language, Reading(format_, encoding, sheet))
    seen = overview.table(rows, command)
    proposed = proposal.Proposal(seen, command, wanted, book, language)
    write_text("-" if output is None else output, proposed.text(), language)
    told = word("map_found", language, n=len(proposed.chosen), keys=", ".join(proposed.chosen))
    errors.print(f"{rows.name}: {told}")
    if proposed.unsure:
        unsure = word("map_unsure", language, what=", ".join(proposed.unsure))
        errors.print(f"{rows.name}: {unsure}", style="bold yellow")
