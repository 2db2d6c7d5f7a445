"""Misattribution checks: pure rules over a text and one statement in it.

A statement comes in with its places and its speakers, findings come out; nothing is
stored here and nothing decided. Positions are Unicode code points, end exclusive.
"""

from collections.abc import Iterator

from quotes.checks.anaphora import anaphora
from quotes.checks.attribution import attribution
from quotes.checks.marks import marks
from quotes.checks.names import names, other_names
from quotes.checks.others import others
from quotes.checks.revised import revised
from quotes.checks.rules import RULES, Rule
from quotes.checks.statement import (
    Claim,
    Found,
    Known,
    Neighbor,
    Place,
    Statement,
    spelled,
)

__all__ = [
    "ACROSS",
    "RULES",
    "Claim",
    "Found",
    "Known",
    "Neighbor",
    "Place",
    "Rule",
    "Statement",
    "check",
    "check_across",
    "spelled",
]

#: Rules that look at the other statements of the article too.
ACROSS = frozenset({"M002", "S001", "H001"})


def check(statement: Statement) -> list[Found]:
    """Return what all rules find, in the order of rule and place."""
    return _in_order(_all(statement))


def check_across(statement: Statement) -> list[Found]:
    """Return what the rules in ACROSS find: what others' changes can bring about."""
    return _in_order(_across(statement))


def _across(statement: Statement) -> Iterator[Found]:
    yield from other_names(statement)
    yield from others(statement)


def _all(statement: Statement) -> Iterator[Found]:
    yield from marks(statement)
    yield from anaphora(statement)
    yield from attribution(statement)
    yield from names(statement)
    yield from revised(statement)
    yield from _across(statement)


def _in_order(found: Iterator[Found]) -> list[Found]:
    """Keep the first of each rule and place: two mentions may say the same."""
    by_place: dict[tuple[str, str], Found] = {}
    for each in found:
        by_place.setdefault((each.rule, each.place), each)
    return [by_place[key] for key in sorted(by_place)]
