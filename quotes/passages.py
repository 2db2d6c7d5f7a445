"""How a statement is shown: its words in parts, with marks only around quoted words.

Pure: a text and stretches of it in, parts out. Positions are Unicode code points
into the text given, end exclusive.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Quotation marks as texts have them, mangled ones included.
MARKS = '«»‹›“”„‟"'
_MARK_BEFORE = re.compile(rf"[{MARKS}]\s*$")
_MARK_AFTER = re.compile(rf"^\s*[{MARKS}]")

#: A stretch between two spans that is longer than this is left out, and said so.
LONGEST_GAP = 40

QUOTED = "quoted"
CONTENT = "content"
CUE = "cue"
MENTION = "mention"
GAP = "gap"
ELISION = "elision"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of a text in one role: content, quoted, cue or mention."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words in one role; quoted parts carry no marks of their own."""

    role: str
    text: str


def words_of(text: str, spans: Iterable[Stretch]) -> tuple[Part, ...]:
    """Return the content in parts, quoted runs apart, without cue and mention.

    The marks that the text has around a quoted run are left out, whichever they
    are: the page sets its own. Two contents of one statement are joined by an
    elision.
    """
    contents, quoted = _by_role(spans)
    parts: list[Part] = []
    for content in contents:
        if parts:
            parts.append(Part(ELISION, "[…]"))
        parts.extend(_split(text, content, quoted))
    return tuple(parts)


def passage_of(text: str, spans: Iterable[Stretch]) -> tuple[Part, ...]:
    """Return the statement as the text reports it: content with cue and mention.

    For speech that is reported, not quoted: the bare content of a denial says the
    opposite. The words between two spans are kept when they are at most 40 signs
    long, else replaced by an elision.
    """
    known = sorted(spans, key=lambda span: (span.start, -span.end))
    contents, quoted = _by_role(known)
    others = [
        span
        for span in known
        if span.role in (CUE, MENTION) and not _inside_any(span, contents)
    ]
    pieces = sorted([*contents, *others], key=lambda span: span.start)
    parts: list[Part] = []
    position = None
    for piece in pieces:
        if position is not None:
            if piece.start < position:
                continue
            parts.extend(_between(text[position : piece.start]))
        if piece.role == CONTENT:
            parts.extend(_split(text, piece, quoted))
        else:
            parts.append(Part(piece.role, text[piece.start : piece.end]))
        position = piece.end
    return tuple(parts)


def context_of(
    text: str, spans: Iterable[Stretch], reach: int = 240
) -> tuple[str, str, str]:
    """Return (before, passage, after): the statement with its surroundings.

    before and after stay in the paragraph of the statement's first and last words
    and hold at most reach signs, cut at a space with an ellipsis.
    """
    known = [span for span in spans if span.role in (CONTENT, CUE, MENTION)]
    start = min(span.start for span in known)
    end = max(span.end for span in known)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before = text[first:start]
    after = text[end : last if last >= 0 else len(text)]
    if len(before) > reach:
        before = "… " + before[-reach:].split(" ", 1)[-1]
    if len(after) > reach:
        after = after[:reach].rsplit(" ", 1)[0] + " …"
    return before, text[start:end], after


def _by_role(spans: Iterable[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    known = sorted(spans, key=lambda span: span.start)
    return (
        [span for span in known if span.role == CONTENT],
        [span for span in known if span.role == QUOTED],
    )


def _inside_any(span: Stretch, others: Sequence[Stretch]) -> bool:
    return any(o.start <= span.start and span.end <= o.end for o in others)


def _between(gap: str) -> list[Part]:
    """Return the words between two spans, or an elision for many."""
    if len(gap) > LONGEST_GAP:
        return [Part(ELISION, " […] ")]
    flat = " ".join(gap.split("\n"))
    return [Part(GAP, flat)] if flat else []


def _split(text: str, content: Stretch, quoted: Sequence[Stretch]) -> list[Part]:
    """Return one content span as quoted and unquoted parts, marks taken off."""
    inside = [q for q in quoted if content.start <= q.start and q.end <= content.end]
    parts: list[Part] = []
    position = content.start
    for run in inside:
        gap = text[position : run.start]
        gap = _without_marks(gap, after_quote=bool(parts), before_quote=True)
        if gap:
            parts.append(Part(CONTENT, gap))
        elif parts:
            parts.append(Part(CONTENT, " "))
        parts.append(Part(QUOTED, text[run.start : run.end]))
        position = run.end
    rest = text[position : content.end]
    rest = _without_marks(rest, after_quote=bool(inside), before_quote=False)
    if rest:
        parts.append(Part(CONTENT, rest))
    return parts


def _without_marks(gap: str, *, after_quote: bool, before_quote: bool) -> str:
    if after_quote:
        gap = _MARK_AFTER.sub("", gap, count=1)
    if before_quote:
        gap = _MARK_BEFORE.sub("", gap, count=1)
    return gap
