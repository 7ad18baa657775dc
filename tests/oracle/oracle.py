"""The independent oracle: what SPEC.md computes, told again slowly in plain Python.

One function per question; see README.md for the readings of sentences that can be read in two ways.
"""

from decision import decide
from journeys import journey
from liability import compensation
from lint import check
from pricing import quote
from quarters import quarter_report
from reporting import report
from settling import reconcile, settle
from timing import deadlines
from tracking import track

__all__ = [
    "check", "compensation", "deadlines", "decide", "journey", "quarter_report", "quote", "reconcile", "report", "settle",
    "track",
]
