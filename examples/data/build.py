#!/usr/bin/env python3
"""Writes the example rulebooks from the tables and modules beside this file; no network, no package.

    python3 examples/data/build.py            write the documents
    python3 examples/data/build.py --check    fail when a document on disk is not what would be written
"""

import json
import sys

import binh_duong
import checks
import public_post
from common import HERE


def main():
    stale = False
    for module in (binh_duong, public_post):
        document = module.document()
        problems = checks.problems(document)
        if problems:
            sys.exit("\n".join(f"{document['id']}: {problem}" for problem in problems))
        written = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        path = HERE / f"{document['id']}.json"
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text("utf-8") != written:
                print(f"{path.name} is stale: run build.py")
                stale = True
        else:
            path.write_text(written, "utf-8")
            print(f"{path.name}: {len(written.encode('utf-8'))} bytes")
    sys.exit(stale)


if __name__ == "__main__":
    main()
