"""Where what is said ends in an English sentence: at another report, an aside, a comma."""

from bisect import bisect_right
from collections.abc import Sequence

from quotes.extraction.drafts import Range
from quotes.extraction.english import words as w
from quotes.extraction.english.clauses import has_verb, is_verb
from quotes.extraction.english.cues import Cue, Voice
from quotes.extraction.english.phrases import is_inner_stop, lower
from quotes.extraction.english.reading import Reading
from quotes.extraction.tokens import Sort, Token

#: Where an address begins nobody's words go on.
_STRANGE = frozenset(("http", "https"))
#: An aside that a dash begins and none ends is the writer's, not the speaker's.
_DASHES = frozenset(("—", "–", "--", "―"))
#: As many cues behind the beginning of a content are looked at.
_MOST = 12
#: The frames of verbs that report by themselves, not by the marks behind them.
_REPORTS = frozenset("qbion")
#: Behind these a cue belongs to a clause inside the words.
_KEEPS = frozenset(
    ("that", "who", "which", "what", "whether", "if", "because", "how", "when")
)
_SUBORDINATORS = frozenset(
    (
        "when",
        "while",
        "although",
        "though",
        "as",
        "after",
        "before",
        "because",
        "since",
        "if",
        "unless",
        "whereas",
    )
)


def clause_end(reading: Reading, start: int, cue: Cue, *, short: bool = False) -> int:
    """Return where the content that a cue brings and that begins at an item ends."""
    end = len(reading.items)
    if is_subordinate(reading, cue):
        end = _main_clause(reading, start)
    return end_from(reading, start, end, short=short)


def end_from(reading: Reading, start: int, end: int, *, short: bool = False) -> int:
    """Return where the content that begins at an item ends, at the latest at end."""
    items = reading.items
    end = _first_cut(reading, start, end, short=short)
    paired = -1
    for at in range(start, end):
        text = items[at].text
        if text == ";" or (short and text in (":", "(")):
            return at
        if text in _DASHES and at > paired:
            paired = _closing_dash(reading, at, end)
            if paired < 0 and at > start + 2:
                return at
        if items[at].lower in _STRANGE or (
            items[at].lower == "according" and lower(items, at + 1) == "to"
        ):
            return at
        if short and text == "," and at > start and not _enumerates(reading, at):
            return at
    return end


def _closing_dash(reading: Reading, dash: int, end: int) -> int:
    """Return where the aside ends that a dash begins; -1 where it goes to the end."""
    items = reading.items
    for at in range(dash + 1, end):
        if items[at].text == items[dash].text:
            return at
    return -1


def is_subordinate(reading: Reading, cue: Cue) -> bool:
    """Tell whether a cue stands in a clause like “While critics say …, …”."""
    return bool(subordinator(reading, cue))


def subordinator(reading: Reading, cue: Cue) -> str:
    """Return what makes the clause of a cue a subordinate one, empty where nothing does."""
    items = reading.items
    for at in range(cue.first - 1, max(-1, cue.first - 7), -1):
        item = items[at]
        if item.lower in _SUBORDINATORS:
            opens = at == 0 or items[at - 1].sort is Sort.SIGN
            joined = at == 1 and items[0].lower in w.COORDINATING
            return item.lower if opens or joined else ""
        if item.sort is Sort.SIGN or is_verb(item):
            return ""
    return ""


def _main_clause(reading: Reading, start: int) -> int:
    """Return where the clause behind a subordinate one begins: at a comma."""
    items = reading.items
    for at in range(start + 2, min(len(items), start + 60)):
        if (
            items[at].text == ","
            and not _enumerates(reading, at)
            and has_verb(items, at + 1, min(len(items), at + 12))
            and not is_number_comma(items, at)
            and lower(items, at + 1) not in w.RELATIVES | {"but"}
        ):
            return at
    return len(items)


def _enumerates(reading: Reading, comma: int) -> bool:
    after = lower(reading.items, comma + 1)
    return reading.is_quote(comma + 1) or after in ("and", "or", "including")


def _cut_at_subject(reading: Reading, other: Cue, who: Range, start: int) -> int | None:
    """Return where another report begins with its subject: “…, but Bell says …”."""
    items, after = reading.items, reading.behind(other)
    if after >= len(items) or items[after].text in (",", "."):
        return None
    limit = min(len(items), after + 12)
    if not (
        lower(items, after) in ("that", ":")
        or reading.is_quote(after)
        or has_verb(items, after, limit)
    ):
        return None
    before = who[0] - 1
    if lower(items, before) in ("but", "and", "while") and before > start + 2:
        return before - (items[before - 1].text in (",", *_DASHES))
    if lower(items, before) == "," and has_verb(items, start, before):
        return before
    return None


def _first_cut(reading: Reading, start: int, end: int, *, short: bool) -> int:
    """Return where the next cue that is no part of the content cuts it off."""
    first = bisect_right(reading.cues, start, key=lambda each: each.first)
    for other in reading.cues[first : first + _MOST]:
        if other.first >= end:
            break
        cut = _cut_before(reading, other, start, short=short)
        if cut is not None and start < cut < end:
            return cut
    return end


def _cut_before(reading: Reading, other: Cue, start: int, *, short: bool) -> int | None:
    """Return where the words end before another cue, None where it is part of them."""
    items, at = reading.items, other.first
    back = at
    while back > start and w.is_adverb(items[back - 1].lower, items[back - 1].capital):
        back -= 1
    if other.voice is Voice.GERUND:
        if not set(other.verb.frames) & _REPORTS:
            return None
        return _cut_before_participle(items, back)
    if lower(items, back - 1) in ("and", "but"):
        brings = reading.behind(other)
        if (
            short
            or lower(items, brings) in ("that", ":")
            or reading.is_quote(brings)
            or other.verb.lemma in ("say", "add")
            or set(other.verb.frames) & set("lr")
        ):
            return back - 1 - (lower(items, back - 2) == ",")
        return None
    if not set(other.verb.frames) & set("ib"):
        return None
    who = reading.who(other)
    if who and (cut := _cut_at_subject(reading, other, who, start)) is not None:
        return cut
    return _cut_at_comma(reading, other, start, back)


def _cut_before_participle(items: Sequence[Token], back: int) -> int | None:
    before = lower(items, back - 1)
    if before == ",":
        return back - 1
    if before in ("before", "while", "after", "and"):
        return back - 1 - (lower(items, back - 2) == ",")
    return None


def _cut_at_comma(reading: Reading, other: Cue, start: int, back: int) -> int | None:
    """Return the comma that parts the words from a cue behind them: “…, Bell added”."""
    items = reading.items
    for opener in range(back - 1, max(start, back - 14), -1):
        if items[opener].lower in _KEEPS:
            return None
        if items[opener].text == "," and not is_inner_stop(items, opener):
            ends = reading.behind(other)
            closed = ends >= len(items) or items[ends].text in (".", ",", ";")
            joined = lower(items, opener + 1) in ("and", "but", "while")
            return opener if closed or joined else None
    return None


def is_number_comma(items: Sequence[Token], at: int) -> bool:
    """Tell whether a comma stands inside a date: “Sept. 11, 2001”."""
    return (
        0 < at < len(items) - 1
        and items[at - 1].sort is Sort.NUMBER
        and items[at + 1].sort is Sort.NUMBER
    )
