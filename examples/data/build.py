#!/usr/bin/env python3
"""Writes the example rulebooks from the tables and modules beside this file; no network, no package.

    python3 examples/data/build.py            write the documents
    python3 examples/data/build.py --check    fail when a document on disk is not what would be written
"""

import json
import sys

import binh_duong
import checks
import places
import public_post
from common import HERE


def rulebook(document):
    """A rulebook as text, a line for each value."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def part(document):
    """Places as text, a line for each: what is merged into a rulebook, loaded by pages, and compared by eye."""
    head = json.dumps({**document, "places": []}, ensure_ascii=False, indent=1).removesuffix("[]\n}")
    lines = ",\n".join(f"  {json.dumps(place, ensure_ascii=False)}" for place in document["places"])
    return f"{head}[\n{lines}\n ]\n}}\n"


def checked(document, *parts):
    """A document that has no problems, with the places of its parts."""
    whole = {**document, "places": [place for one in (document, *parts) for place in one["places"]]}
    problems = checks.problems(whole)
    if problems:
        sys.exit("\n".join(f"{document['id']}: {problem}" for problem in problems))
    return document


def files():
    """What is written, by path."""
    parts = list(places.parts())
    yield HERE / "binh-duong.json", rulebook(checked(binh_duong.document()))
    yield HERE / "public-post.json", rulebook(checked(public_post.document(), *parts))
    for one in parts:
        yield HERE / "places" / f"{one['id'].removeprefix('places-')}.json", part(one)


def main():
    stale = False
    for path, written in files():
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text("utf-8") != written:
                print(f"{path.relative_to(HERE)} is stale: run build.py")
                stale = True
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(written, "utf-8")
            print(f"{path.relative_to(HERE)}: {len(written.encode('utf-8'))} bytes")
    sys.exit(stale)


if __name__ == "__main__":
    main()
