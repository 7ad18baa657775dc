"""Rows kept on disk and not in memory."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import Any

from hoso.cli.needs import arrow
from hoso.cli.source import closed_in_the_end


class Kept:
    """Batches of Arrow in a temporary file, to be read as often as need be: memory does not grow with their number."""

    def __init__(self) -> None:
        self._file = closed_in_the_end(TemporaryFile())  # noqa: SIM115
        self._writer: Any = None
        self._open = False

    def add(self, batches: Iterable[Any]) -> None:
        """Keeps batches; all have the same columns."""
        for batch in batches:
            if self._writer is None:
                self._writer, self._open = arrow().ipc.new_stream(self._file, batch.schema), True
            self._writer.write_batch(batch)

    def stream(self) -> Any:
        """All that is kept, from the first row on; nothing when there was no batch. After that none can be added."""
        if self._writer is None:
            return None
        if self._open:
            self._writer.close()
            self._open = False
        self._file.seek(0)
        return arrow().ipc.open_stream(self._file)
