"""Standard input, output and error: what is shown on them, and how a command ends when they are full or closed."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import unicodedata
from typing import Any

from rich.console import Console

from hoso.cli.words import failure, word
from hoso.types import Language

#: What a shell says of a program that a closed pipe has ended; and the code of what cannot be read or written.
CLOSED_PIPE, FAILED = 141, 2


class Shown(Console):
    """Shows every text as it is. What stands in square brackets or between colons is neither markup nor an emoji: most
    texts come from files, and names may have either."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **settings)

    def on_broken_pipe(self) -> None:
        """A closed pipe ends the command as it does where no table is shown."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


#: Standard error.
errors: Console = Shown(stderr=True, soft_wrap=True)


def prepare() -> None:
    """What is told is UTF-8 where it goes to a file or another program; a terminal that cannot show a letter gets one
    like it."""
    _reopen()
    codecs.register_error("hoso-plain", _plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="hoso-plain")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _reopen() -> None:
    """In the place of what was closed before the command began (``>&-``) stands what fails when it is read or written,
    so that no file takes its number; what is said on a closed standard error is lost."""
    for number, name, flags, mode in (
        (0, "stdin", os.O_WRONLY, "r"),
        (1, "stdout", os.O_RDONLY, "w"),
        (2, "stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            _put(os.open(os.devnull, flags), number)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - it stays


def _put(file: int, number: int) -> None:
    """A file under a number."""
    if file != number:
        os.dup2(file, number)
        os.close(file)


#: Letters and signs that do not come apart into one of ASCII and its marks.
_LIKE = str.maketrans("đĐ–—•…×≥≤“”‘’", "dD--*.x><\"\"''")


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = unicodedata.normalize("NFKD", error.object[error.start : error.end].translate(_LIKE))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return letters.encode("ascii", "replace").decode("ascii"), error.end


def failed(error: OSError, language: Language) -> int:
    """Says in a line what could not be written, or nothing where nobody reads; the exit code."""
    code = FAILED
    try:
        if isinstance(error, BrokenPipeError):
            code = CLOSED_PIPE
        else:
            # A file has a name, and tells its own errors.
            place = error.filename or word("standard_output", language)
            errors.print(f"{word('error', language)}: {place}: {failure(error, language)}")
    except BrokenPipeError:
        code = CLOSED_PIPE
    except OSError:
        # Standard error is full too.
        pass
    _give_up()
    return code


def _give_up() -> None:
    """What was not written is not tried again when Python ends."""
    for number in (1, 2):
        _put(os.open(os.devnull, os.O_WRONLY), number)
