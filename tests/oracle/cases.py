"""Generated rulebooks with questions and the oracle's answers, as JSON Lines.

    python3 tests/oracle/cases.py --seed 1 --rulebooks 200 [--questions 40] [--coverage]

One line per rulebook: {"seed", "rulebook", "asks": [{"fn", "question", "answer"}]}.  Rulebook `n` has the seed
`--seed` + n, so any one of them is made again alone with `--rulebooks 1`.  `--coverage` prints to stderr how often
each outcome, reason, finding, anomaly and the like occurred, and what never did.
"""

import argparse
import collections
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import oracle  # noqa: E402
from generate import Generator  # noqa: E402
from lint import SEVERITY  # noqa: E402

SHARES = [("decide", 35), ("quote", 27), ("deadlines", 15), ("compensation", 9), ("track", 10), ("report", 4),
          ("settle", 3), ("reconcile", 3), ("journey", 12), ("quarter_report", 2)]
EXPECTED = {
    "reason": """unknown_agency unknown_procedure unknown_field agency_not_in_force procedure_not_of_agency
        field_not_of_agency procedure_not_in_force in_person_only no_contract contract_not_yet_in_force contract_ended
        contract_terminated excluded procedure_not_in_scope field_not_in_scope service_not_contracted no_zone
        unknown_place unknown_zone agency_has_no_place no_tariff_version no_rate too_heavy option_not_offered
        declared_value_missing no_agency_fee no_tax_rate no_sla moment_missing no_days_for_zone no_processing_days
        calendar_not_covered no_liability_rule missing not_late claim_too_late""".split(),
    "finding": list(SEVERITY),
    "anomaly": "conflicting_event void_of_void void_of_unknown unexpected_event".split(),
    "issue": """contradicts does_not_add_up duplicate not_one_of outside_period too_large too_small
        unknown_reference""".split(),
    "invoice": "matched wrong_amount not_ours not_billed billed_twice".split(),
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


def asks_of(generator, rulebook, count):
    """The rulebook's own check, then `count` questions."""
    yield {"fn": "check", "question": None, "answer": oracle.check(rulebook)}
    functions, weights = zip(*SHARES)
    for function in generator.random.choices(functions, weights, k=count):
        if function == "track":
            question = generator.events()
            answer = oracle.track(question)
        else:
            question = getattr(generator, f"{function}_question")()
            answer = getattr(oracle, function)(rulebook, question)
        yield {"fn": function, "question": question, "answer": answer}


def case(seed, questions):
    generator = Generator(seed)
    rulebook = generator.rulebook()
    return {"seed": seed, "rulebook": rulebook, "asks": list(asks_of(generator, rulebook, questions))}


def count(counts, function, answer):
    if function == "check":
        for finding in answer:
            counts["finding", finding["code"]] += 1
        return
    counts["function", function] += 1
    for issue in answer.get("issues", []):
        counts["issue", issue["code"]] += 1
    for what in EXPECTED["invoice"] if "matched" in answer else []:
        counts["invoice", what] += answer[what]["count"] if what == "matched" else len(answer[what])
    if "outcome" in answer:
        counts["outcome", f"{function} {answer['outcome']}"] += 1
    for reason in answer.get("reasons", []):
        counts["reason", reason["code"]] += 1
    for step in answer.get("steps", []):
        counts["step", step["id"]] += 1
    for line in answer.get("lines", []):
        counts["line", line["kind"]] += 1
    for anomaly in answer.get("anomalies", []):
        counts["anomaly", anomaly["code"]] += 1
    if function == "journey" and "state" in answer:
        counts["dossier", answer["state"]] += 1
        for entry in answer["late"]:
            counts["late", entry["step"]] += 1
        for entry in answer["next"]:
            counts["next", entry["kind"]] += 1
    elif "state" in answer:
        counts["state", answer["state"]] += 1
        counts["claim", answer["claim"]] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--rulebooks", type=int, required=True)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--coverage", action="store_true")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    counts = collections.Counter()
    for seed in range(arguments.seed, arguments.seed + arguments.rulebooks):
        made = case(seed, arguments.questions)
        print(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
        for ask in made["asks"]:
            count(counts, ask["fn"], ask["answer"])
    if arguments.coverage:
        for (group, what), times in sorted(counts.items()):
            print(f"{group:9} {what:28} {times}", file=sys.stderr)
        for group, expected in EXPECTED.items():
            for what in expected:
                if not counts[group, what]:
                    print(f"{group:9} {what:28} NEVER", file=sys.stderr)


if __name__ == "__main__":
    main()
