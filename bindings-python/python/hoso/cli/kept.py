"""Rows kept on disk and not in memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from hoso.cli import spoken
from hoso.cli.needs import Unusable, arrow
from hoso.cli.source import closed_in_the_end
from hoso.cli.words import failure, word


class Kept:
    """Batches of Arrow in a temporary file, to be read as often as need be: memory does not grow with their number."""

    def __init__(self) -> None:
        with self._told():
            self._file: Any = closed_in_the_end(tempfile.TemporaryFile())  # noqa: SIM115
        self._writer: Any = None
        self._open = False

    def add(self, batches: Iterable[Any]) -> None:
        """Keeps batches; all have the same columns."""
        with self._told():
            for batch in batches:
                if self._writer is None:
                    self._writer, self._open = arrow().ipc.new_stream(self._file, batch.schema), True
                self._writer.write_batch(batch)

    def stream(self) -> Any:
        """All that is kept, from the first row on; nothing when there was no batch. After that none can be added."""
        if self._writer is None:
            return None
        with self._told():
            if self._open:
                self._writer.close()
                self._open = False
            self._file.seek(0)
        return arrow().ipc.open_stream(self._file)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Names the directory where there is no room, since there may be room in another one."""
        try:
            yield
        except OSError as failed:
            if file := getattr(self, "_file", None):
                # What could not be written is not tried again when the file is closed.
                file.raw.close()
            language = spoken.of(click.get_current_context())
            place = tempfile.tempdir or os.environ.get("TMPDIR", "")
            raise Unusable(word("no_temporary", language, place=place, why=failure(failed, language))) from failed
