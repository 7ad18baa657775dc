"""``python -m hoso``: the command line."""

from hoso.cli import main

main()
