"""``python -m hoso``: the command line."""

from hoso.cli import main

if __name__ == "__main__":
    main()
