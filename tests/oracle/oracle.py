"""The independent oracle: what docs/specification.md computes, told again slowly in plain Python.

`ask` has every question by its name, in the JSON in which the library is asked; see README.md for the readings of
sentences that can be read in two ways.
"""

from carriages import preview
from choosing import choices, procedures
from comparing import compare
from decision import decide
from foreign import event_of, told
from forms import form_without_person, validate
from identifiers import parse_identifier
from journeys import journey
from liability import compensation
from lint import check
from pricing import quote
from quarters import quarter_report
from reporting import report
from settling import reconcile, settle
from timing import deadlines
from tracking import track, without_person
from typed import whole_number

# Asked of a rulebook.  A form is asked about with `rulebook` None where it is looked at by itself.
OF_A_RULEBOOK = {
    "compare": compare, "compensation": compensation, "deadlines": deadlines, "decide": decide, "journey": journey,
    "preview": preview, "quarter_report": quarter_report, "quote": quote, "reconcile": reconcile, "report": report,
    "settle": settle, "validate": validate,
}
IN_A_LANGUAGE = {"choices": choices, "procedures": procedures}
OF_NO_RULEBOOK = {
    "event_of": event_of, "form_without_person": form_without_person, "parse_identifier": parse_identifier, "told": told,
    "track": track, "whole_number": whole_number, "without_person": without_person,
}
NAMES = ["check", *OF_A_RULEBOOK, *IN_A_LANGUAGE, *OF_NO_RULEBOOK]


def ask(name, rulebook, question, language="vi"):
    if name == "check":
        return check(rulebook)
    if name in IN_A_LANGUAGE:
        return IN_A_LANGUAGE[name](rulebook, question, language)
    if name in OF_NO_RULEBOOK:
        return OF_NO_RULEBOOK[name](question)
    return OF_A_RULEBOOK[name](rulebook, question)
