"""Runs the oracle against the vectors and prints every difference.

    python3 tests/oracle/verify.py [folder]
"""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import oracle  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
FUNCTIONS = ["decide", "quote", "deadlines", "compensation"]
UNREADABLE = ["missing", "not_integer"]


def vectors_folder(arguments):
    if arguments:
        return pathlib.Path(arguments[0])
    return HERE.parent / "vectors"


def without_messages(value):
    """The vectors leave messages out; answers written by the library may not."""
    if isinstance(value, dict):
        return {key: without_messages(inner) for key, inner in value.items() if key != "message"}
    if isinstance(value, list):
        return [without_messages(inner) for inner in value]
    return value


def without_params(answer):
    """The oracle names an issue by its code and path."""
    if "issues" not in answer:
        return answer
    return {"issues": [{"code": issue["code"], "path": issue["path"]} for issue in answer["issues"]]}


def about_shape(answer):
    """Whether the question cannot be read: the oracle answers only what can."""
    return any(issue["code"] in UNREADABLE for issue in answer.get("issues", []))


def as_json(value):
    """The written form: a difference in the order of keys is a difference."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cases(folder):
    """(function, where, answer expected, answer of the oracle)"""
    for path in sorted(folder.glob("rules-*.json")):
        vectors = json.loads(path.read_text("utf-8"))
        for function in FUNCTIONS:
            for index, entry in enumerate(vectors.get(function, [])):
                given = getattr(oracle, function)(vectors["rulebook"], entry["question"])
                yield function, f"{path.name}[{function}][{index}]", entry["answer"], given
    for function in ["settle", "reconcile"]:
        path = folder / f"{function}.json"
        vectors = json.loads(path.read_text("utf-8")) if path.exists() else {function: []}
        for index, entry in enumerate(vectors[function]):
            if not about_shape(entry["answer"]):
                given = getattr(oracle, function)(vectors["rulebook"], entry["question"])
                yield function, f"{path.name}[{index}]", without_params(entry["answer"]), given
    path = folder / "quarter.json"
    vectors = json.loads(path.read_text("utf-8")) if path.exists() else {"quarter": []}
    for index, entry in enumerate(vectors["quarter"]):
        if not any(issue["path"].endswith(("/revenue", "/service")) for issue in entry["answer"].get("issues", [])):
            given = oracle.quarter_report(vectors["rulebook"], entry["question"])
            yield "quarter", f"quarter.json[{index}]", without_params(entry["answer"]), given
    path = folder / "journey.json"
    vectors = json.loads(path.read_text("utf-8")) if path.exists() else {"cases": []}
    for index, entry in enumerate(vectors["cases"]):
        given = oracle.journey(vectors["rulebook"], entry["question"])
        added = {key: value for key, value in given.items() if key not in ("legs", "deadlines", "quote")}
        yield "journey", f"journey.json[{index}]", entry["answer"], added
        due = oracle.deadlines(vectors["rulebook"], entry["moments"])
        yield "journey", f"journey.json[{index}] deadlines", due, given["deadlines"]
    tracks = folder / "track.json"
    if tracks.exists():
        for index, entry in enumerate(json.loads(tracks.read_text("utf-8"))):
            yield "track", f"track.json[{index}]", entry["answer"], oracle.track(entry["events"])


def main(arguments):
    folder = vectors_folder(arguments)
    passed, failed = {}, {}
    for function, where, expected, given in cases(folder):
        same = as_json(without_messages(expected)) == as_json(given)
        counts = passed if same else failed
        counts[function] = counts.get(function, 0) + 1
        if not same:
            print(f"{where}\n  expected {as_json(expected)}\n  given    {as_json(given)}")
    print(f"vectors: {folder}")
    for function in FUNCTIONS + ["settle", "reconcile", "quarter", "journey", "track"]:
        print(f"{function:13} {passed.get(function, 0)} equal, {failed.get(function, 0)} different")
    if not passed and not failed:
        print("no vectors found")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
