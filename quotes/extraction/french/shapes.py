"""What French words and short stretches look like: names, finite verbs, stops."""

from collections.abc import Sequence

from quotes.extraction.french import words as w
from quotes.extraction.tokens import Sort, Token

#: No noun phrase that names a speaker is longer, and none is looked for farther away.
FAR = 40


NOT_INSIDE = w.SUBORDINATING | w.RELATIVES | w.VERBAL | w.NEGATIONS | w.REFLEXIVE


NOBODY = frozenset(
    ("personne", "rien", "aucun", "aucune", "nul", "y", "ce", "c'", "cela", "ça", "on")
)


INITIALS = frozenset("abcdefghijklmnopqrstuvwxyz")


def lower(items: Sequence[Token], at: int) -> str:
    """Return an item's folded word, empty outside the sentence."""
    return items[at].lower if 0 <= at < len(items) else ""


def is_name(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a stretch is a name and nothing else: capitals and particles."""
    inside = items[start:end]
    return (
        bool(inside)
        and inside[0].capital
        and all(
            each.capital
            or each.lower in w.LINKING
            or each.text in (".", "-")
            or each.lower in ("la", "le", "van", "von", "al", "ben", "el")
            for each in inside
        )
    )


def is_inner_stop(items: Sequence[Token], at: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation: “M. Blinken”, “B. Obama”."""
    if items[at].text != "." or at == 0:
        return False
    before = items[at - 1]
    return before.end == items[at].start and (
        before.lower in w.TITLES or before.lower in INITIALS
    )


def joins(items: Sequence[Token], at: int) -> bool:
    """Tell whether “et” joins two of a kind: names, or two with a determiner."""
    after = items[at + 1] if at + 1 < len(items) else None
    before = items[at - 1] if at else None
    if after is None or before is None:
        return False
    if after.capital and before.capital:
        return True
    return after.lower in (
        "le",
        "la",
        "les",
        "l'",
        "ses",
        "son",
        "sa",
        "du",
        "de",
        "des",
        "d'",
    ) or (
        not after.capital
        and not before.capital
        and after.sort is Sort.WORD
        and after.lower not in w.SUBJECTS
    )


def is_finite(item: Token) -> bool:
    """Tell whether a word is surely a finite verb by its ending."""
    word = item.lower
    return not item.capital and (
        word.endswith(("aient", "èrent", "eront", "iront", "erait", "irait", "eraient"))
        or (
            word.endswith("ait")
            and word
            not in (
                "fait",
                "parfait",
                "lait",
                "trait",
                "extrait",
                "souhait",
                "retrait",
                "portrait",
                "attrait",
            )
        )
    )


def can_speak(items: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a noun phrase can be somebody who says something."""
    first = items[start].lower
    if first == "ce" and lower(items, start + 1) in ("dernier", "même"):
        return True
    if first in NOBODY or first in w.FIRST_PERSONS:
        return False
    return any(
        each.sort is Sort.WORD and each.lower not in w.DETERMINERS | w.PREPOSITIONS
        for each in items[start:end]
    )
