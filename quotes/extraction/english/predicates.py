"""What is said of somebody: “called X a …”, “accused X of …”; “called for …”."""

from quotes.extraction.drafts import Range, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.cues import Cue
from quotes.extraction.english.ends import clause_end
from quotes.extraction.english.phrases import lower
from quotes.extraction.english.pieces import quoted, to_end
from quotes.extraction.english.reading import Reading
from quotes.extraction.english.told import asked
from quotes.extraction.tokens import Sort

#: What links somebody to what is said of them, by verb.
_LINKS = {
    "accuse": frozenset(("of",)),
    "blame": frozenset(("for", "on")),
    "describe": frozenset(("as",)),
    "liken": frozenset(("to",)),
    "portray": frozenset(("as",)),
}
_PARTICLES = frozenset(
    ("for", "on", "in", "at", "off", "out", "up", "upon", "against", "back")
)
#: Circumstances behind a predicate that are no part of it.
_BEHIND = frozenset(
    ("after", "before", "while", "when", "during", "in", "on", "at", "and", "but")
)


def predicate(reading: Reading, cue: Cue) -> tuple[Range, str] | None:
    """Take “called X a …”, “accused X of …”, “described it as …”, “called for …”."""
    items = reading.items
    at = reading.behind(cue)
    if _is_reduced(reading, cue):
        return None
    if cue.verb.lemma == "call" and (found := _called(reading, cue)):
        return found
    if reading.is_quote(at):
        return quoted(reading, cue, at)
    if lower(items, at) == "that":
        return to_end(reading, cue, at, "that-clause")
    place = trimmed(items, at, clause_end(reading, at, cue, short=True))
    if place[1] - place[0] < 2 or lower(items, at) in _PARTICLES:
        return None
    if reading.has_quote(place):
        return _to_last_quote(reading, place), "predicate"
    inside = {each.lower for each in items[place[0] : place[1]]}
    links = _LINKS.get(cue.verb.lemma, frozenset())
    article = cue.verb.lemma == "call" and any(
        items[n].lower in ("a", "an") and items[n - 1].lower not in w.PREPOSITIONS
        for n in range(place[0] + 1, min(place[1], place[0] + 8))
    )
    return (place, "predicate") if article or inside & links else None


def _is_reduced(reading: Reading, cue: Cue) -> bool:
    """Tell whether a verb belongs to an object: “sold an app called …”."""
    who = reading.who(cue)
    if who is None or reading.items[who[0]].lower not in ("a", "an"):
        return False
    return who[0] > 0 and reading.items[who[0] - 1].sort is Sort.WORD


def _called(reading: Reading, cue: Cue) -> tuple[Range, str] | None:
    """Take “called for …” and “called on somebody to …”."""
    items = reading.items
    at = cue.last
    while lower(items, at) in w.DAYS | w.ADVERBS:
        at += 1
    if lower(items, at) == "for":
        return to_end(reading, cue, at + 1, "governed", short=True)
    if lower(items, at) in ("on", "upon"):
        return asked(reading, cue)
    return None


def _to_last_quote(reading: Reading, place: Range) -> Range:
    """End a predicate behind its quotation where only circumstances follow."""
    last = max(at for at in range(*place) if reading.items[at].sort is Sort.QUOTE)
    if lower(reading.items, last + 1) in _BEHIND | w.DAYS:
        return place[0], last + 1
    return place
