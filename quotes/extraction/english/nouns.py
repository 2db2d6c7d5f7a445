"""Nouns that report in English, with somebody whose they are: “his claim that …”."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.drafts import Range
from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import is_verb
from quotes.extraction.english.phrases import lower, phrase_ending
from quotes.extraction.english.subjects import subject_before
from quotes.extraction.tokens import Sort, Token

#: Nouns that a that-clause gives the content of.
_CLAIMS = w.word_set(
    "accusation accusations acknowledgment admission allegation allegations announcement argument"
    " assertion assertions assessment assumption assurance assurances belief charge charges claim"
    " claims complaint complaints concern concerns conclusion conviction criticism declaration doubt"
    " doubts expectation fear fears finding findings hope hopes hypothesis idea impression insistence"
    " notion opinion point position prediction predictions promise proposal reminder report reports"
    " revelation ruling speculation statement statements suggestion suggestions suspicion suspicions"
    " theory threat threats view warning warnings"
)
#: Verbs that bring a claim of their subject's: “made the claim that …”.
_BRINGS = w.word_set(
    "made make makes making has have had expressed express expresses voiced raised raise raises"
    " repeated repeats issued offered reiterated share shares shared gave"
)
#: As far back from a noun as its owner or its verb is looked for.
_FAR = 5


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun that reports: its item, where its content begins, whose it is."""

    at: int
    start: int
    subject: Range


def nominals(items: Sequence[Token]) -> list[Nominal]:
    """Return the reporting nouns of a sentence whose owner it names."""
    found = []
    for at in range(1, len(items) - 2):
        if items[at].lower not in _CLAIMS or items[at + 1].lower != "that":
            continue
        # “claims that are false”: there that stands for the noun.
        if is_verb(items[at + 2]):
            continue
        if subject := _owner(items, at):
            found.append(Nominal(at, at + 1, subject))
    return found


def _owner(items: Sequence[Token], at: int) -> Range | None:
    """Return whose claim it is: “his claim”, “Bell's old claim”, “Bell made the claim”."""
    low = max(-1, at - _FAR)
    for back in range(at - 1, low, -1):
        item = items[back]
        if item.lower in ("his", "her", "their"):
            return back, back + 1
        if item.lower == "'s":
            return phrase_ending(items, back) or _name(items, back)
        if item.lower in _BRINGS:
            return subject_before(items, _group(items, back))
        if item.sort is not Sort.WORD or is_verb(item):
            return None
    return None


def _name(items: Sequence[Token], end: int) -> Range | None:
    """Return the name that ends before an item, as behind a preposition."""
    start = end
    while start > 0 and items[start - 1].capital:
        start -= 1
    return (start, end) if start < end else None


def _group(items: Sequence[Token], at: int) -> int:
    """Return where the verb group begins that ends with an item."""
    while at > 0 and (
        lower(items, at - 1) in w.AUXILIARIES - {"'s"}
        or w.is_adverb(items[at - 1].lower, items[at - 1].capital)
    ):
        at -= 1
    return at
