"""Which name of a sentence is its subject, by where it stands; without a parser."""

from collections.abc import Sequence

from quotes.extraction.english import words as english
from quotes.extraction.french import words as french
from quotes.extraction.resolving.register import Named
from quotes.extraction.resolving.titles import titled_start
from quotes.extraction.tokens import Token

_GOVERNING = french.PREPOSITIONS | english.PREPOSITIONS | {"qu'", "par", "by"}
#: In front of a name that tells what kind of thing one is: “his Lada”, “a Toyota”.
_OWNING = frozenset(
    (
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "a",
        "an",
        "son",
        "sa",
        "ses",
        "un",
        "une",
    )
)
_BEFORE = french.SUBJECTS | english.SUBJECTS


def subjects(
    items: Sequence[Token], named: Sequence[Named], language: str
) -> frozenset[int]:
    """Return where the names that are subjects begin, in code points.

    The first name that no preposition governs and no pronoun comes before is one, and
    what “and” or “et” joins to it.
    """
    found: set[int] = set()
    last: Named | None = None
    looked = 0
    for each in named:
        run = each.run
        if run.quoted:
            continue
        start = titled_start(items, run, language)
        if last is not None:
            between = items[last.run.last : start]
            joins = [i.lower for i in between] in (["et"], ["and"], ["&"], [","])
            if joins and (between[0].text != "," or _joins_later(items, run.last)):
                found.add(run.start)
                last = each
                continue
            break
        owned = run.opening and items[run.opening - 1].lower in _OWNING
        if owned or run.possessed or (start and items[start - 1].lower in _GOVERNING):
            if any(i.lower in _BEFORE for i in items[looked:start]):
                break
            looked = max(looked, start)
            continue
        if any(i.lower in _BEFORE for i in items[looked:start]):
            break
        found.add(run.start)
        last = each
    return frozenset(found)


def _joins_later(items: Sequence[Token], at: int) -> bool:
    """Tell whether a list of names goes on to an “and”."""
    return any(each.lower in ("et", "and") for each in items[at : at + 4])
