"""What the command line needs for some of its work, loaded when it comes to it."""

from __future__ import annotations

import importlib
from typing import Any

import click


class Unusable(click.ClickException):
    """What was given cannot be used."""

    exit_code = 2


def needs(module: str) -> Any:
    """A module that an extra brings, or a word on how to get it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        raise Unusable(f"{module.partition('.')[0]} is needed for this: pip install 'hoso[cli]'") from missing


def arrow() -> Any:
    """pyarrow: tables, and the files of them."""
    return needs("pyarrow")
