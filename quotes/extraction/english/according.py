"""According to somebody, in front of their words, behind them or inside."""

from quotes.extraction.drafts import Draft, Range, span, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import has_verb
from quotes.extraction.english.phrases import is_inner_stop, lower, phrase_after
from quotes.extraction.english.reading import Reading
from quotes.extraction.spans import Span
from quotes.extraction.tokens import Sort


def according(reading: Reading) -> list[Draft]:
    """Return what a sentence gives according to somebody."""
    items = reading.items
    found: list[Draft] = []
    for at in range(len(items) - 1):
        if items[at].lower == "according" and items[at + 1].lower == "to":
            who = phrase_after(items, at + 2)
            if who and items[who[1] - 1].lower not in _MEASURES:
                found += _according_drafts(reading, at, who)
    return found


def _according_drafts(reading: Reading, at: int, who: Range) -> list[Draft]:
    items = reading.items
    cue = span(items, (at, at + 2))
    mention = span(items, who)
    end = _mention_end(reading, who[1])
    leads = at <= 1 and items[0].sort is not Sort.QUOTE
    if leads or lower(items, at - 1) in ("and", "but", ";"):
        end = _over_role(reading, end)
        place = trimmed(items, end, part_end(reading, end))
        return _made(reading, [place], cue, mention)
    start = _part_start(reading, at)
    before = trimmed(items, start, at)
    if lower(items, end) == "," and _goes_on(reading, end + 1):
        after = trimmed(items, end + 1, part_end(reading, end + 1))
        return _made(reading, [before, after], cue, mention)
    return _made(reading, [before], cue, mention)


def _made(
    reading: Reading, places: list[Range], cue: Span, mention: Span
) -> list[Draft]:
    places = [each for each in places if each[0] < each[1]]
    if not places or (
        sum(b - a for a, b in places) < 3 and not reading.has_quote(places[0])
    ):
        return []
    content = [span(reading.items, each) for each in places]
    return [Draft(content, cue, [mention], "according-to", reading.number)]


def _mention_end(reading: Reading, at: int) -> int:
    """Return where the words on the source end: “according to X, a doctor at Y,”."""
    items = reading.items
    for end in range(at, min(len(items), at + 12)):
        if items[end].text in (",", ".", ";", "—", "–") and not is_inner_stop(
            items, end
        ):
            return end
        if items[end].sort is Sort.QUOTE:
            return end
    return at


def _over_role(reading: Reading, comma: int) -> int:
    """Step over a role beside the source: “According to X, a doctor at Y, …”."""
    items = reading.items
    if lower(items, comma) != "," or lower(items, comma + 1) not in _ROLES:
        return comma
    for at in range(comma + 2, min(len(items), comma + 15)):
        if items[at].text == ",":
            return comma if has_verb(items, comma + 1, at) else at
    return comma


#: What something is done according to, and nobody who says anything.
_MEASURES = w.word_set(
    "ability age custom means merit need needs order plan plans preference rank recipe rule"
    " rules schedule season size taste tradition weight years"
)
#: How a role beside a name begins.
_ROLES = frozenset(("a", "an", "the", "who", "one"))


def _goes_on(reading: Reading, at: int) -> bool:
    items = reading.items
    if lower(items, at) in (
        "who",
        "which",
        "a",
        "an",
        "the",
        "and",
        "but",
        "while",
        "with",
        "although",
        "though",
        "because",
    ) and lower(items, at) not in ("the",):
        return False
    return any(
        each.lower in w.AUXILIARIES or each.lower.endswith("ed")
        for each in items[at : at + 20]
    )


def part_end(reading: Reading, start: int) -> int:
    """Return where the part of a sentence ends that begins at an item."""
    for at in range(start, len(reading.items)):
        if reading.items[at].text == ";":
            return at
    for cue in reading.cues:
        who = reading.subjects.get(cue.first)
        if who and who[0] > start + 2 and lower(reading.items, who[0] - 1) == ",":
            return who[0] - 1
    return len(reading.items)


def _part_start(reading: Reading, at: int) -> int:
    items = reading.items
    for start in range(at - 1, 0, -1):
        if items[start - 1].text in (";", ":"):
            return start
        if items[start - 1].lower in ("but",) and lower(items, start - 2) == ",":
            return start
    start = 0
    if lower(items, 0) in ("and", "but", "still") and len(items) > 2:
        start = 1
    return start
