"""Generated rulebooks with questions and the oracle's answers, as JSON Lines.

    python3 tests/oracle/cases.py --seed 1 --rulebooks 200 [--questions 60] [--days 8] [--coverage]

One line per rulebook: {"seed", "rulebook", "asks": [{"fn", "question", "answer", "language"?, "alone"?}]}: so many
questions and, for so many days that the document names, three more each; what is `alone` is asked without the
rulebook.  Rulebook `n` has the seed `--seed` + n, so any one of them is made again alone with `--rulebooks 1`.
`--coverage` prints to stderr how often each outcome, reason, finding, anomaly and the like occurred, and what never
did.
"""

import argparse
import collections
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from comparing import CHANGES  # noqa: E402
from generate import Generator  # noqa: E402
from identifiers import KINDS  # noqa: E402
from lint import SEVERITY  # noqa: E402
from oracle import IN_A_LANGUAGE, ask  # noqa: E402

SHARES = {
    "decide": 35, "quote": 27, "deadlines": 15, "compensation": 9, "track": 10, "report": 4, "settle": 3,
    "reconcile": 3, "journey": 12, "quarter_report": 2, "choices": 2, "procedures": 4, "compare": 2, "validate": 14,
    "preview": 8, "parse_identifier": 14, "event_of": 6, "whole_number": 5, "form_without_person": 4,
    "without_person": 2,
}
EXPECTED = {
    "reason": """unknown_agency unknown_procedure unknown_field agency_not_in_force procedure_not_of_agency
        field_not_of_agency procedure_not_in_force unknown_reception not_received_there in_person_only no_contract contract_not_yet_in_force contract_ended
        contract_terminated excluded procedure_not_in_scope field_not_in_scope service_not_contracted no_zone
        unknown_place unknown_zone agency_has_no_place no_tariff_version no_rate too_heavy option_not_offered
        declared_value_missing no_agency_fee no_tax_rate no_sla moment_missing no_days_for_zone no_processing_days
        calendar_not_covered no_liability_rule missing not_late claim_too_late""".split(),
    "finding": list(SEVERITY),
    "anomaly": "conflicting_event void_of_void void_of_unknown unexpected_event not_accepted".split(),
    "issue": """contradicts does_not_add_up duplicate not_one_of outside_period too_large too_small unknown_reference
        authorisation_required bad_check_digit bad_part consent_required control_character missing not_a_name
        not_an_email not_an_id not_covered not_integer not_with option_not_offered too_long too_short unknown_key
        wrong_type""".split(),
    "change": CHANGES,
    "meaning": "event reason nothing unknown".split(),
    "identifier": KINDS,
    "form": ["validate right", "validate wrong", "preview right", "preview wrong", "1 carriages", "2 carriages"],
    "invoice": "matched wrong_amount not_ours not_billed billed_twice credited".split(),
    "step": "filing slip result collection first_attempt hold".split(),
    "line": "postage surcharge discount tax compensation".split(),
    "state": """none created accepted in_transit out_for_delivery attempted held returning lost delivered returned
        cancelled""".split(),
    "claim": "none open settled refused".split(),
    "dossier": """registered received not_received processing supplement_requested payment_requested
        withdrawal_requested stopped done handed_over""".split(),
    "late": "filing result collection first_attempt".split(),
    "next": "attempt invitation hold return claim".split(),
}


def asked(generator, rulebook, name, question):
    """A question with its answer, and what it is asked with."""
    made = {"fn": name, "question": question}
    if name in IN_A_LANGUAGE:
        made["language"] = generator.pick(["vi", "en"])
    if name == "validate" and generator.chance(0.3):
        made["alone"] = True
    of = None if "alone" in made else rulebook
    return {**made, "answer": ask(name, of, question, made.get("language", "vi"))}


def asks_of(generator, rulebook, questions, days):
    """The rulebook's own check, then so many questions, then those on days that it names."""
    yield {"fn": "check", "question": {}, "answer": ask("check", rulebook, None)}
    for name in generator.random.choices(list(SHARES), list(SHARES.values()), k=questions):
        question = generator.events() if name == "track" else getattr(generator, f"{name}_question")()
        yield asked(generator, rulebook, name, question)
    for name, question in generator.edge_questions(days):
        yield asked(generator, rulebook, name, question)


def case(seed, questions, days):
    generator = Generator(seed)
    rulebook = generator.rulebook()
    return {"seed": seed, "rulebook": rulebook, "asks": list(asks_of(generator, rulebook, questions, days))}


# What is counted of an answer: {group: [(list of the answer, key of its entries)]}.
COUNTED = {
    "issue": ("issues", "code"), "reason": ("reasons", "code"), "step": ("steps", "id"), "line": ("lines", "kind"),
    "anomaly": ("anomalies", "code"), "late": ("late", "step"), "next": ("next", "kind"),
}


def count(counts, function, answer):
    if function == "check":
        counts.update(("finding", finding["code"]) for finding in answer)
        return
    counts["function", function] += 1
    for group, (key, name) in COUNTED.items():
        if isinstance(answer.get(key), list):
            counts.update((group, entry[name]) for entry in answer[key])
    for what in EXPECTED["invoice"] if "matched" in answer else []:
        counts["invoice", what] += answer[what]["count"] if what == "matched" else len(answer[what])
    if "outcome" in answer:
        counts["outcome", f"{function} {answer['outcome']}"] += 1
    if function == "compare" and "total" in answer:
        for change in answer["total"]["changes"]:
            counts["change", change["kind"]] += change["count"]
    if function == "event_of":
        counts["meaning", answer["meaning"]] += 1
    if function == "parse_identifier" and "parts" in answer:
        counts["identifier", answer["kind"]] += 1
    if "ok" in answer:
        counts["form", f"{function} {'right' if answer['ok'] else 'wrong'}"] += 1
    if function == "preview" and answer["ok"]:
        counts["form", f"{len(answer['value'])} carriages"] += 1
    if function == "journey" and "state" in answer:
        counts["dossier", answer["state"]] += 1
    if function == "track" and "state" in answer:
        counts.update([("state", answer["state"]), ("claim", answer["claim"])])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--rulebooks", type=int, required=True)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--coverage", action="store_true")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    counts = collections.Counter()
    for seed in range(arguments.seed, arguments.seed + arguments.rulebooks):
        made = case(seed, arguments.questions, arguments.days)
        print(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
        for each in made["asks"]:
            count(counts, each["fn"], each["answer"])
    if arguments.coverage:
        for (group, what), times in sorted(counts.items()):
            print(f"{group:9} {what:28} {times}", file=sys.stderr)
        for group, expected in EXPECTED.items():
            for what in expected:
                if not counts[group, what]:
                    print(f"{group:9} {what:28} NEVER", file=sys.stderr)


if __name__ == "__main__":
    main()
