"""The command line: ``hoso`` and ``python -m hoso``. It reads files, asks the library and shows what it says."""

import signal
import sys
from types import FrameType

#: What the command line needs beside the library, and the extra that brings it.
_NEEDED = ("click", "rich")


class _Stop:
    """Ctrl-C, and the signals by which a system or a terminal ends a program: what was begun is tidied up first."""

    def __init__(self) -> None:
        self.number = 0
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if (number := getattr(signal, name, None)) is not None and signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._noted)

    def _noted(self, number: int, frame: FrameType | None) -> None:
        self.number = number
        # What is tidied up now is not to be stopped again.
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)


def main() -> None:
    """Runs the command line, or says how to get what it needs."""
    stop = _Stop()
    try:
        _run()
    except BaseException:
        # It may have become another error on its way.
        if stop.number:
            sys.exit(128 + stop.number)
        raise


def _run() -> None:
    try:
        from hoso.cli import spoken, streams
        from hoso.cli.app import app
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        print("The command line of hoso needs click and rich: pip install 'hoso[cli]'", file=sys.stderr)
        sys.exit(2)
    try:
        streams.prepare()
        code = spoken.run(app, "hoso")
        sys.stdout.flush()
    except OSError as failed:
        code = streams.failed(failed, spoken.asked(sys.argv[1:]))
    sys.exit(code)
