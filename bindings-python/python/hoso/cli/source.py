"""The bytes of a file: what they are, whatever the file is called, and the text that they hold."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from collections.abc import Iterator
from typing import IO, BinaryIO, TypeVar

import click

from hoso.cli.needs import Unusable
from hoso.cli.words import failure, is_word, word
from hoso.types import Language

File = TypeVar("File", bound=IO[bytes])

#: So much is looked at to tell what a file is.
_HEAD = 65_536
#: The longest document, and the longest line of a file of rows: more is never read.
LONGEST = 64 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What Python has under the name of an encoding and is for no file.
_NO_ENCODINGS = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
#: How an archive begins, and what is named in one that is a workbook; and how an old file of Office begins.
_ARCHIVE, _OF_WORKBOOKS, _OLD_OFFICE = b"PK\x03\x04", (b"xl/", b"opendocument.spreadsheet"), b"\xd0\xcf\x11\xe0"
#: How files begin that are no tables, and what they are.
_MAGIC = (
    (_ARCHIVE, "is_zip"),
    (b"PK\x05\x06", "is_zip"),
    (_OLD_OFFICE, "is_office"),
    (b"\x1f\x8b", "is_packed"),
    (b"BZh", "is_packed"),
    (b"\xfd7zXZ", "is_packed"),
    (b"\x28\xb5\x2f\xfd", "is_packed"),
    (b"%PDF", "is_pdf"),
)


class Source:
    """A file to be read, or standard input. What is no text and no Parquet is refused, by its first bytes."""

    def __init__(self, path: str, language: Language, encoding: str | None = None, *, document: bool = False) -> None:
        self.name: str = "stdin" if path == "-" else path
        self.language: Language = language
        self.file: BinaryIO = closed_in_the_end(_standard_input() if path == "-" else _open(path, language))
        try:
            self.head: bytes = self.file.read(_HEAD)
        except OSError as failed:
            raise Unusable(f"{self.name}: {failure(failed, language)}") from failed
        self._encoding = encoding
        #: Whether it is a document, which is JSON in UTF-8 or UTF-16, and no table.
        self._document = document
        self._bom = b""
        #: Whether the encoding needs no further look.
        self._believed = True
        #: Whether it is a file of Parquet.
        self.is_parquet: bool = self.head[:4] == b"PAR1"
        #: Whether it may be a workbook of a spreadsheet, which an archive of another kind is not.
        self.is_workbook: bool = not document and _may_be_workbook(self.head)
        if not self.is_parquet and not self.is_workbook:
            self._look()

    def _look(self) -> None:
        if not self.head.strip():
            raise self.refused("is_empty")
        for magic, what in _MAGIC:
            if self.head.startswith(magic):
                # A workbook comes here only where a document is wanted.
                raise self.refused("is_workbook" if magic == _ARCHIVE and _may_be_workbook(self.head) else what)
        self._bom, found = next(((bom, name) for bom, name in _BOMS if self.head.startswith(bom)), (b"", None))
        self.encoding: str = found or _without_bom(self.head)
        if self._encoding is not None:
            seen, self.encoding = self.encoding, self._told(self._encoding, found)
            self._believed = seen != "utf-8" or self._is_told(self.head)
        start = self.head.removeprefix(self._bom).decode(self.encoding, "replace").lstrip()
        if not start and len(self.head) < _HEAD:
            raise self.refused("is_empty")
        if start.startswith("<"):
            raise self.refused("is_markup")
        if "\0" in start:
            raise self.refused("is_binary")

    def _told(self, name: str, found: str | None) -> str:
        """The encoding that was told; of one in which the first bytes say which it is, what they say."""
        try:
            encoding = codecs.lookup(name).name
            # Only what makes texts of bytes, letter by letter, is for files.
            known = encoding.replace("-", "_") not in _NO_ENCODINGS and isinstance(b"a".decode(encoding, "ignore"), str)
        except (LookupError, UnicodeError):
            known = False
        if not known:
            raise click.UsageError(word("no_encoding", self.language, encoding=name))
        if encoding in ("utf-8-sig", "utf-16", "utf-32"):
            of_bytes = found or _without_bom(self.head)
            family = encoding.removesuffix("-sig")
            return of_bytes if of_bytes.startswith(family) else f"{family}-le".replace("utf-8-le", "utf-8")
        return encoding

    def _is_told(self, raw: bytes, line: int | None = None) -> bool:
        """Whether bytes may be of the encoding that was told, and are not just ASCII. What is letters of UTF-8 is of no
        other: it would be read as signs that nobody wrote."""
        is_wide = self.encoding.startswith(("utf-16", "utf-32"))
        if self.encoding == "utf-8" or (is_wide and b"\0" in raw):
            return True
        if raw.isascii() and not is_wide:
            return False
        try:
            # The head may end within a letter.
            codecs.getincrementaldecoder("utf-8")().decode(raw)
        except UnicodeDecodeError:
            return True
        raise self.refused("is_utf_8", line, encoding=self.encoding)

    def refused(self, what: str, line: int | None = None, **values: object) -> Unusable:
        """That the file cannot be used, and where. What to do about it is another thing of a document than of rows."""
        place = self.name if line is None else f"{self.name}:{line}"
        alone = f"{what}_document"
        key = alone if self._document and is_word(alone) else what
        return Unusable(f"{place}: {word(key, self.language, **values)}")

    def rest(self) -> BinaryIO:
        """The file from its beginning."""
        if self.file.seekable():
            self.file.seek(0)
            return self.file
        return io.BufferedReader(_Joined(self.head, self.file))

    def lines(self) -> Iterator[str]:
        """The lines of the text, each with its end."""
        file = self.rest()
        file.read(len(self._bom))
        if self.encoding.startswith(("utf-16", "utf-32")):
            yield from self._wide(file)
            return
        number = 0
        while raw := file.readline(LONGEST + 1):
            number += 1
            self._believed = self._believed or self._is_told(raw, number)
            if len(raw) > LONGEST:
                raise self.refused("line_too_long", number)
            try:
                yield self._composed(raw.decode(self.encoding))
            except UnicodeDecodeError as wrong:
                raise self._undecoded(number) from wrong

    def _wide(self, file: BinaryIO) -> Iterator[str]:
        """The lines of a text whose line ends are no single bytes."""
        text = io.TextIOWrapper(file, self.encoding, newline="\n")
        number = 1
        try:
            while line := text.readline(LONGEST):
                yield line
                number += 1
        except UnicodeDecodeError as wrong:
            raise self._undecoded(number) from wrong
        finally:
            # The file is not closed with it.
            if not file.closed:
                text.detach()

    def _composed(self, text: str) -> str:
        """A text in which a letter and its mark are one, as people type them; old encodings of Vietnamese part them."""
        return text if self.encoding == "utf-8" else unicodedata.normalize("NFC", text)

    def _undecoded(self, line: int) -> Unusable:
        if self.encoding != "utf-8":
            return self.refused("not_encoding", line, encoding=self.encoding)
        return self.refused("not_utf_8" if self._may_be_told else "not_utf_8_document", line)

    @property
    def _may_be_told(self) -> bool:
        """Whether the command has an option that says the encoding, and it was not given."""
        options = (parameter.name for parameter in click.get_current_context().command.params)
        return not self._document and self._encoding is None and "encoding" in options

    def text(self, longest: int = LONGEST) -> str:
        """The whole text: of a document, which has a limit."""
        if self.is_parquet:
            raise self.refused("is_binary")
        raw = self.rest().read(longest + 1)
        if len(raw) > longest:
            raise self.refused("too_long", mb=longest >> 20)
        self._believed = self._believed or self._is_told(raw)
        raw = raw.removeprefix(self._bom)
        try:
            return self._composed(raw.decode(self.encoding))
        except UnicodeDecodeError as wrong:
            raise self._undecoded(raw.count(b"\n", 0, wrong.start) + 1) from wrong


def _may_be_workbook(head: bytes) -> bool:
    return head.startswith(_OLD_OFFICE) or (head.startswith(_ARCHIVE) and any(part in head for part in _OF_WORKBOOKS))


def _without_bom(head: bytes) -> str:
    """UTF-8, or UTF-16 where every other byte is nothing, as in Latin letters and digits."""
    if len(head) >= 4:
        for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            half = head[first::2]
            if half.count(0) * 2 > len(half) and head[1 - first :: 2].count(0) == 0:
                return name
    return "utf-8"


class _Joined(io.RawIOBase):
    """What was read of a stream, and then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, into: object) -> int:
        room = memoryview(into).cast("B")  # type: ignore[arg-type]
        some = self._head[: len(room)] or self._rest.read(len(room))
        self._head = self._head[len(some) :]
        room[: len(some)] = some
        return len(some)


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer


def _open(path: str, language: Language) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as failed:
        raise Unusable(f"{path}: {failure(failed, language)}") from failed


def closed_in_the_end(file: File) -> File:
    """A file that is closed when the command ends."""
    if file is not getattr(sys.stdin, "buffer", None):
        click.get_current_context().with_resource(file)
    return file


def read_text(path: str, language: Language) -> str:
    """The text of a document."""
    return Source(path, language, document=True).text()
