"""The command line: ``hoso`` and ``python -m hoso``. It reads files, asks the library and shows what it says."""

import sys

#: What the command line needs beside the library, and the extra that brings it.
_NEEDED = ("click", "rich")


def main() -> None:
    """Runs the command line, or says how to get what it needs."""
    try:
        from hoso.cli.app import app
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _NEEDED:
            raise
        print("The command line of hoso needs click and rich: pip install 'hoso[cli]'", file=sys.stderr)
        sys.exit(2)
    app(prog_name="hoso")
