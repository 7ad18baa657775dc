#!/usr/bin/env python3
"""Writes the example rulebooks from the tables and modules beside this file; no network, no package.

    python3 examples/data/build.py            write the documents
    python3 examples/data/build.py --check    fail when a document on disk is not what would be written
"""

import json
import sys

import binh_duong
import checks
import ho_chi_minh
import parts
import places
import public_post
from common import HERE


def rulebook(document):
    """A rulebook as text, a line for each value."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def part(document):
    """A document as text, a line for each thing: what is merged into a rulebook, loaded by pages, and compared by eye."""
    lists = {key: value for key, value in document.items() if isinstance(value, list)}
    head = json.dumps({**document, **dict.fromkeys(lists, 0)}, ensure_ascii=False, indent=1)
    for key, things in lists.items():
        lines = ",\n".join(f"  {json.dumps(thing, ensure_ascii=False)}" for thing in things)
        head = head.replace(f' "{key}": 0', f' "{key}": [\n{lines}\n ]')
    return f"{head}\n"


def checked(document, *parts):
    """A document that has no problems, with the places of its parts."""
    whole = {**document, "places": [place for one in (document, *parts) for place in one["places"]]}
    problems = checks.problems(whole)
    if problems:
        sys.exit("\n".join(f"{document['id']}: {problem}" for problem in problems))
    return document


def files():
    """What is written, by path."""
    communes = list(places.parts())
    yield HERE / "binh-duong.json", rulebook(checked(binh_duong.document()))
    yield HERE / "ho-chi-minh.json", part(checked(ho_chi_minh.document()))
    yield HERE / "public-post.json", rulebook(checked(public_post.document(), *communes))
    for one in communes:
        yield HERE / "places" / f"{one['id'].removeprefix('places-')}.json", part(one)
    for name, one in parts.parts():
        yield parts.SHIPPED / f"{name}.json", part(one)


def main():
    stale = False
    for path, written in files():
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text("utf-8") != written:
                print(f"{path.relative_to(HERE.parents[1])} is stale: run build.py")
                stale = True
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(written, "utf-8")
            print(f"{path.relative_to(HERE.parents[1])}: {len(written.encode('utf-8'))} bytes")
    sys.exit(stale)


if __name__ == "__main__":
    main()
