"""Cues inside or behind their words: “…,” X said; the road, X says, is closed."""

from collections.abc import Sequence

from quotes.extraction.drafts import Draft, Range, span, trimmed
from quotes.extraction.english import words as w
from quotes.extraction.english.according import part_end
from quotes.extraction.english.circumstances import over_circumstances
from quotes.extraction.english.clauses import has_verb, is_verb
from quotes.extraction.english.cues import Cue, Voice
from quotes.extraction.english.phrases import lower, phrase_after
from quotes.extraction.english.reading import Reading
from quotes.extraction.english.subjects import named_beside, whole_start
from quotes.extraction.tokens import Sort, Token

_ENDS = frozenset((".", ",", "!", "?", ";", "", "—", "–", "--", ")", ":"))
#: What begins an aside about the speaker and no words of his.
_ASIDE = frozenset(
    (
        "a",
        "an",
        "which",
        "who",
        "and",
        "but",
        "as",
        "while",
        "although",
        "though",
        "because",
        "with",
        "after",
        "before",
        "when",
        "in",
        "on",
        "at",
        "to",
    )
) - {"and", "but"}
#: A clause behind one of these is its own, not that of a cue farther on.
_SAYING = frozenset(("say", "tell", "add", "write"))


def incise(reading: Reading, cue: Cue) -> list[Draft]:
    """Return the statement that a cue interrupts or follows, none where it does not."""
    items = reading.items
    if cue.voice is not Voice.FINITE or not set(cue.verb.frames) & set("ibl"):
        return []
    subject, first, last = _around(reading, cue)
    if subject is None or first <= 0:
        return []
    before = items[first - 1]
    quoted = before.sort is Sort.QUOTE
    if not quoted and before.text not in (",", "—", "–", "--"):
        return []
    if not quoted and first >= 2 and items[first - 2].sort is Sort.QUOTE:
        quoted = True
    if not _ends_at(reading, last, quoted, cue):
        return []
    place = _words_before(reading, first, cue)
    if place is None or _is_occasion(reading, place, last):
        return []
    reading.subjects[cue.first] = subject
    reading.interruptions.add(cue.first)
    rest = _words_after(reading, last) or (
        None if quoted else _clause_after(reading, last)
    )
    content = [span(items, place)]
    if rest is None:
        return [reading.draft(cue, content, subject, "incise")]
    more = [span(items, rest)]
    if (
        items[rest[0]].sort is Sort.QUOTE
        or lower(items, place[0]) in w.SUBORDINATING | {"to"}
        or not _is_clause(items, place)
    ):
        return [reading.draft(cue, content + more, subject, "incise")]
    return [reading.draft(cue, each, subject, "incise") for each in (content, more)]


def _is_occasion(reading: Reading, place: Range, last: int) -> bool:
    """Tell whether the words before a cue say only where: “In a letter, X said …”."""
    inside = {each.lower for each in reading.items[place[0] : place[1]]}
    return (
        lower(reading.items, place[0]) in w.PREPOSITIONS
        and bool(inside & (w.OCCASIONS | w.DAYS | w.MONTHS))
        and not has_verb(reading.items, *place)
        and not _closes(reading, last)
    )


def _closes(reading: Reading, at: int) -> bool:
    after = over_circumstances(reading.items, at)
    return lower(reading.items, after) in (".", "!", "?", "")


def _clause_after(reading: Reading, last: int) -> Range | None:
    """Return the words that go on behind an unquoted interruption: “A, he says, B”."""
    items = reading.items
    comma = over_circumstances(items, last)
    start = comma + 1
    if lower(items, comma) not in (",", "—", "–", "--") or start >= len(items):
        return None
    if lower(items, start) in w.RELATIVES - {"that"} | _ASIDE or items[
        start
    ].lower.endswith("ing"):
        return None
    end = part_end(reading, start)
    if not has_verb(items, start, min(end, start + 25)):
        return None
    place = trimmed(items, start, end)
    return place if place[1] - place[0] > 1 else None


def _around(reading: Reading, cue: Cue) -> tuple[Range | None, int, int]:
    """Return the subject of an incise, before or behind its verb, and the ends of both."""
    items = reading.items
    at = cue.first
    before = items[at - 1] if at else None
    if before is not None and (
        before.sort is Sort.QUOTE or before.text in (",", "—", "–", "--")
    ):
        # “…,” Keller told me: who is told stands there, not who tells.
        told = "l" in cue.verb.frames
        who = None if told else phrase_after(items, cue.last)
        if (
            who
            and lower(items, cue.last) not in ("it", "this")
            and not _subject_is_clause(reading, who)
        ):
            named = named_beside(items, who)
            return named, at, named[1]
        if before.sort is Sort.QUOTE:
            return None, at, cue.last
    who = reading.who(cue)
    if who is None:
        return None, at, cue.last
    return who, whole_start(items, who), cue.last


def _subject_is_clause(reading: Reading, who: Range) -> bool:
    """Tell whether a verb follows, so that the phrase is no subject of ours."""
    after = reading.items[who[1]] if who[1] < len(reading.items) else None
    return after is not None and is_verb(after)


def _ends_at(reading: Reading, at: int, quoted: bool, cue: Cue) -> bool:
    """Tell whether nothing of the content stands behind an incise."""
    items = reading.items
    after = over_circumstances(items, at)
    word = lower(items, after)
    if word in _ENDS:
        return word != ":" or quoted
    if not quoted:
        return False
    return not (
        word in ("that",)
        or (after < len(items) and items[after].sort is Sort.QUOTE and cue.last == at)
    )


def _words_before(reading: Reading, first: int, cue: Cue) -> Range | None:
    items = reading.items
    start = first
    while start > 0:
        text = items[start - 1].text
        if text == ";" or (text == ":" and start < first):
            break
        if any(
            other.first <= start - 1 < other.last
            and other is not cue
            and (
                other.first in reading.interruptions
                or (other.verb.lemma in _SAYING and other.first in reading.subjects)
            )
            for other in reading.cues
        ):
            start = _behind(reading, start, first)
            break
        start -= 1
    if start == 0:
        start = _behind_opening(items, first)
    place = trimmed(items, start, first)
    if (
        place[0] < place[1]
        and lower(items, place[0]) in ("but", "and")
        and place[0] + 1 < place[1]
        and items[place[0] + 1].sort is Sort.QUOTE
    ):
        place = place[0] + 1, place[1]
    return place if place[0] < place[1] else None


def _behind(reading: Reading, start: int, end: int) -> int:
    for at in range(start, end):
        if reading.items[at].sort is Sort.QUOTE:
            return at
    for at in range(start, end):
        if reading.items[at].text in (",", ";"):
            return at + 1
    return start


def _words_after(reading: Reading, last: int) -> Range | None:
    """Return the words that go on behind an incise in its sentence."""
    items = reading.items
    at = over_circumstances(items, last)
    if (
        lower(items, at) in (",", ":", "—", "–")
        and at + 1 < len(items)
        and items[at + 1].sort is Sort.QUOTE
    ):
        return at + 1, at + 2
    return None


def _behind_opening(items: Sequence[Token], end: int) -> int:
    """Step over a dateline or a connective in front: “OTTAWA — …”, “In addition, …”."""
    for at in range(1, min(end, 10)):
        if items[at].text in ("—", "–", "―", "--"):
            place = items[:at]
            capitals = all(each.capital or each.sort is not Sort.WORD for each in place)
            return at + 1 if capitals and place[0].text.isupper() else 0
    comma = next((at for at in range(1, min(end, 4)) if items[at].text == ","), 0)
    words = " ".join(each.lower for each in items[:comma])
    return comma + 1 if words in _CONNECTIVES else 0


#: What joins a sentence to the one before it and is nobody's words.
_CONNECTIVES = frozenset(
    (
        "also",
        "besides",
        "for example",
        "for instance",
        "however",
        "in addition",
        "in fact",
        "instead",
        "meanwhile",
        "moreover",
        "nevertheless",
        "nonetheless",
        "on the other hand",
        "still",
    )
)


def _is_clause(items: Sequence[Token], place: Range) -> bool:
    """Tell whether a range has a verb, or quoted words that can be a clause."""
    return has_verb(items, *place) or any(
        each.sort is Sort.QUOTE and " " in each.text
        for each in items[place[0] : place[1]]
    )
