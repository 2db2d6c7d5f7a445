"""A body's full name and the short form in parentheses behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.resolving.folding import fold, word_set
from quotes.extraction.resolving.naming import Run
from quotes.extraction.resolving.roles import BODIES
from quotes.extraction.tokens import Sort, Token

#: A full name is looked for so many items in front of its short form.
_FAR = 14
_SMALL = word_set("of the and de du des d' la le les l' et à aux for on &")


@dataclass(frozen=True, slots=True)
class Full:
    """A full name, its words and its short form."""

    name: str
    words: tuple[str, ...]
    acronym: str


def initials(words: Sequence[str]) -> str:
    """Return the initials of those words of a name that count."""
    return "".join(each[0].upper() for each in words if fold(each) not in _SMALL)


def acronym_behind(items: Sequence[Token], run: Run, text: str) -> Full | None:
    """Return the full name for which a run in parentheses is the short form.

    None where the run is no short form: its letters must begin words of the full name
    in their order, the first its first word: “Centre d'études … (CSIS)”.
    """
    word = run.words[0]
    if len(run.words) != 1 or run.first < 2 or items[run.first - 1].text != "(":
        return None
    if len(word) < 2 or not any(c.isupper() for c in word[1:]):
        return None
    close = items[run.last].text if run.last < len(items) else ""
    if close not in (")", ","):
        return None
    last = run.first - 1
    start = _full_start(items, last, word)
    if start is None:
        return None
    words = tuple(each.text for each in items[start:last] if each.sort is Sort.WORD)
    return Full(text[items[start].start : items[last - 1].end], words, word)


def _full_start(items: Sequence[Token], end: int, acronym: str) -> int | None:
    best = body = None
    for at in range(end - 1, max(-1, end - _FAR), -1):
        item = items[at]
        if item.sort is not Sort.WORD and item.text not in ("&", "-"):
            break
        if not item.capital:
            continue
        if fold(item.text)[0] == acronym[0].lower():
            shared = sum(
                fold(each.text)[0].upper() in acronym.upper()
                for each in items[at:end]
                if each.sort is Sort.WORD and each.lower not in _SMALL
            )
            if shared >= 2 or end - at == 1:
                best = at
        elif fold(item.text) in BODIES:
            body = at
    return body if best is None else best
