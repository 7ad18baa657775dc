"""SPEC 7: `settle` and `reconcile`, a contract's period in money."""

from basics import LARGEST_SUM, by_key, listed, present, valid_on, without_absent

LINE_KINDS = {"postage": "postage", "surcharge": "surcharges", "discount": "discounts", "tax": "taxes"}


def rejected(issues):
    return {"issues": [{"code": code, "path": path} for code, path in issues]}


def share(quote, who):
    return sum(payer["amount"] for payer in quote["payers"] if payer["who"] == who)


def sums_of_lines(quote):
    sums = dict.fromkeys(LINE_KINDS.values(), 0)
    for line in quote["lines"]:
        sums[LINE_KINDS[line["kind"]]] += line["amount"]
    return sums


# --- what is wrong with the items ------------------------------------------------------------------------------------

def disagreements(quote):
    """(code, path) of each amount that the others contradict, and of each that no price can have."""
    lines = sums_of_lines(quote)
    charged = lines["postage"] + lines["surcharges"] + lines["discounts"]
    if charged not in (quote["net"], quote["total"]):
        yield "does_not_add_up", "/net"
    if lines["taxes"] != quote["tax"]:
        yield "does_not_add_up", "/tax"
    if quote["net"] + quote["tax"] != quote["total"]:
        yield "does_not_add_up", "/total"
    if sum(payer["amount"] for payer in quote["payers"]) != quote["total"]:
        yield "does_not_add_up", "/payers"
    if share(quote, "applicant") + quote["agency_fee"] != quote["applicant_due"]:
        yield "does_not_add_up", "/applicant_due"
    for key in ["net", "total", "agency_fee"]:
        if quote[key] < 0:
            yield "too_small", f"/{key}"
    for number, payer in enumerate(quote["payers"]):
        if payer["amount"] < 0:
            yield "too_small", f"/payers/{number}/amount"
    for number, line in enumerate(quote["lines"]):
        if line["kind"] in ("postage", "surcharge") and line["amount"] < 0:
            yield "too_small", f"/lines/{number}/amount"
        if line["kind"] == "discount" and line["amount"] > 0:
            yield "too_large", f"/lines/{number}/amount"


def issues_of_items(rulebook, question):
    seen = set()
    for number, item in enumerate(listed(question, "items")):
        path, quote = f"/items/{number}", item["quote"]
        if item["id"] in seen:
            yield "duplicate", f"{path}/id"
        seen.add(item["id"])
        if not valid_on(question["period"], item["on"]):
            yield "outside_period", f"{path}/on"
        if quote["outcome"] != "quoted":
            yield "not_one_of", f"{path}/quote/outcome"
            continue
        if quote["contract"] != question["contract"]:
            yield "contradicts", f"{path}/quote/contract"
        if quote["currency"] != rulebook["currency"]:
            yield "contradicts", f"{path}/quote/currency"
        for code, where in disagreements(quote):
            yield code, f"{path}/quote{where}"


def unknown_contract(rulebook, question):
    return question["contract"] not in by_key(listed(rulebook, "contracts"), "id")


def too_large(numbers):
    return any(abs(number) > LARGEST_SUM for number in numbers)


# --- settle ----------------------------------------------------------------------------------------------------------

def settle(rulebook, question):
    if unknown_contract(rulebook, question):
        return rejected([("unknown_reference", "/contract")])
    issues = list(issues_of_items(rulebook, question))
    if issues:
        return rejected(issues)

    items = listed(question, "items")
    quotes = [item["quote"] for item in items]
    lines = [sums_of_lines(quote) for quote in quotes]
    everyone = {payer["who"] for quote in quotes for payer in quote["payers"]}
    shares = {who: sum(share(quote, who) for quote in quotes) for who in everyone}

    def owed(to_applicant):
        return sum(
            item.get("compensation") or 0 for item in items
            if (item.get("compensation_to") == "applicant") == to_applicant
        )

    collected = sum(
        item["collected"] if present(item.get("collected")) else item["quote"]["applicant_due"] for item in items
    )
    answer = {
        "contract": question["contract"],
        "period": without_absent(question["period"]),
        "items": len(items),
        "postage": sum(each["postage"] for each in lines),
        "surcharges": sum(each["surcharges"] for each in lines),
        "discounts": sum(each["discounts"] for each in lines),
        "net": sum(quote["net"] for quote in quotes),
        "tax": sum(quote["tax"] for quote in quotes),
        "total": sum(quote["total"] for quote in quotes),
        "payers": [{"who": who, "amount": shares[who]} for who in sorted(shares, key=str.encode)],
        "collected": collected,
        "agency_fees": sum(quote["agency_fee"] for quote in quotes),
        "compensation": owed(False) + owed(True),
        "compensation_to_applicants": owed(True),
        "balance": shares.get("applicant", 0) + shares.get("agency", 0) - collected - owed(False),
    }
    if too_large([value for value in answer.values() if isinstance(value, int)] + list(shares.values())):
        return rejected([("too_large", "")])
    return answer


# --- reconcile -------------------------------------------------------------------------------------------------------

def reconcile(rulebook, question):
    if unknown_contract(rulebook, question):
        return rejected([("unknown_reference", "/contract")])
    issues = list(issues_of_items(rulebook, question))
    seen = set()
    for number, line in enumerate(listed(question, "invoice")):
        if line["id"] in seen:
            issues.append(("duplicate", f"/invoice/{number}/id"))
        seen.add(line["id"])
    if issues:
        return rejected(issues)

    items = by_key(listed(question, "items"), "id")
    invoice = sorted(listed(question, "invoice"), key=lambda line: line["id"].encode())
    not_ours = [line for line in invoice if line["item"] not in items]
    wrong, twice, not_billed, matched, credited = [], [], [], [], []
    for name in sorted(items, key=str.encode):
        quote = items[name]["quote"]
        theirs = [line for line in invoice if line["item"] == name]
        if not theirs:
            not_billed.append({"item": name, "expected": quote["total"]})
            continue
        if any(line["amount"] < 0 for line in theirs):
            together = sum(line["amount"] for line in theirs)
            credited.append({"item": name, "invoices": [line["id"] for line in theirs], "amount": together})
            speaks = ([line for line in theirs if line["amount"] >= 0] or theirs)[0]
            theirs = [{**speaks, "amount": together}]
        right = [line for line in theirs if line["amount"] == quote["total"]]
        counts = (right or theirs)[0]
        twice += [line for line in theirs if line is not counts]
        if right:
            matched.append(counts)
            continue
        rule = "+".join(line["id"] for line in quote["lines"] if line["kind"] == "postage")
        wrong.append(without_absent({
            "invoice": counts["id"], "item": name, "billed": counts["amount"], "expected": quote["total"],
            "difference": counts["amount"] - quote["total"], "rule": rule or None,
        }))

    def named(lines):
        in_order = sorted(lines, key=lambda line: line["id"].encode())
        return [{"invoice": line["id"], "item": line["item"], "billed": line["amount"]} for line in in_order]

    billed = sum(line["amount"] for line in invoice)
    expected = sum(item["quote"]["total"] for item in items.values())
    sums = [billed, expected, billed - expected, sum(line["amount"] for line in matched)]
    sums += [entry["amount"] for entry in credited] + [entry["difference"] for entry in wrong]
    if too_large(sums):
        return rejected([("too_large", "")])
    return {
        "matched": {"count": len(matched), "amount": sum(line["amount"] for line in matched)},
        "wrong_amount": sorted(wrong, key=lambda entry: entry["invoice"].encode()),
        "not_ours": named(not_ours),
        "not_billed": not_billed,
        "billed_twice": named(twice),
        "credited": credited,
        "billed": billed,
        "expected": expected,
        "difference": billed - expected,
    }
