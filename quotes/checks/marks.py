"""Q…: quotation marks around the statement."""

import re
from collections.abc import Iterator
from functools import lru_cache

from quotes.checks.reading import meet, paragraph_of, words_at
from quotes.checks.statement import DIRECT, Found, Place, Statement, spelled

_OPENING = "«“„‟‹"
_CLOSING = "»”›"
_STRAIGHT = '"'
_ANY = tuple(_OPENING + _CLOSING + _STRAIGHT)
_SPACES = " \t\u00a0\u202f"
_PARTNERS = {"«": "»", "“": "”", "„": "”“", "‟": "”", "‹": "›", _STRAIGHT: _STRAIGHT}
_MARKS = re.compile(f"[{_OPENING}{_CLOSING}{_STRAIGHT}]")
#: German and Swedish set their marks the other way round or both alike.
_LANGUAGES = ("fr", "en", "und")
_NEAR = 24
_BEFORE = re.compile(rf"(?:[{_OPENING}{_CLOSING}{_STRAIGHT}]|(?:^|\n)\s*[—–-])\s*$")
_AFTER = re.compile(rf"\s*[,.;:!?…]{{0,3}}\s*[{_OPENING}{_CLOSING}{_STRAIGHT}]")


#: Start, end and whether the two marks are of different kinds.
_Pair = tuple[int, int, bool]


def marks(statement: Statement) -> Iterator[Found]:
    """Yield Q001, Q002 and Q003."""
    if statement.language in _LANGUAGES and statement.contents:
        blocks = {paragraph_of(statement.text, each) for each in statement.contents}
        for block in sorted(blocks):
            pairs, lonely = _paired(statement.text, block)
            yield from _unbalanced(statement, block, lonely)
            yield from _mixed(statement, pairs)
    yield from _unmarked(statement)


@lru_cache(maxsize=8)
def _paired(text: str, block: Place) -> tuple[list[_Pair], list[int]]:
    """Return the pairs of marks in a block, and the marks that have no partner.

    A mark that opens a paragraph while another is open repeats it, as the rule for
    quotations of several paragraphs wants it.
    """
    pairs: list[_Pair] = []
    open_marks: list[tuple[str, int]] = []
    lonely: list[int] = []
    for match in _MARKS.finditer(text, *block):
        mark, at = match.group(), match.start()
        if mark == _STRAIGHT:
            closes = bool(open_marks) and open_marks[-1][0] == _STRAIGHT
        else:
            closes = mark in _CLOSING or _closes_low(mark, open_marks)
        if not closes:
            if open_marks and _opens_line(text, at):
                continue
            open_marks.append((mark, at))
        elif open_marks:
            opening, start = open_marks.pop()
            is_mixed = mark not in _PARTNERS[opening]
            pairs.append((start, at + 1, is_mixed))
        else:
            lonely.append(at)
    lonely += [at for _mark, at in open_marks]
    return pairs, lonely


def _closes_low(mark: str, open_marks: list[tuple[str, int]]) -> bool:
    return mark == "“" and bool(open_marks) and open_marks[-1][0] == "„"


def _opens_line(text: str, at: int) -> bool:
    while at > 0 and text[at - 1] in _SPACES:
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _unbalanced(
    statement: Statement, block: Place, lonely: list[int]
) -> Iterator[Found]:
    text = statement.text
    for at in sorted(lonely):
        mark = text[at]
        if mark == _STRAIGHT and text[at - 1 : at].isdigit() and at:
            continue  # inches, or minutes of arc
        if mark in _OPENING + _STRAIGHT and _goes_on_below(text, block):
            continue
        if mark in _CLOSING + _STRAIGHT and _goes_on_above(text, block):
            continue
        near = (max(block[0], at - _NEAR), min(block[1], at + _NEAR))
        yield Found(
            "Q001",
            "low",
            spelled((at, at + 1)),
            {"mark": mark, "words": words_at(text, near)},
        )
        return


def _goes_on_below(text: str, block: Place) -> bool:
    """Tell whether the next paragraph begins with a mark: the quotation goes on."""
    return text[block[1] : block[1] + 12].lstrip()[:1] in _ANY


def _goes_on_above(text: str, block: Place) -> bool:
    """Tell whether the paragraph above leaves a quotation open."""
    end = block[0]
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end == 0:
        return False
    above = paragraph_of(text, (end - 1, end))
    return any(text[at] in _OPENING + _STRAIGHT for at in _paired(text, above)[1])


def _mixed(statement: Statement, pairs: list[_Pair]) -> Iterator[Found]:
    text = statement.text
    for first, last, is_mixed in pairs:
        if is_mixed and any(
            meet((first, last), (start - 2, end + 2))
            for start, end in statement.contents
        ):
            yield Found(
                "Q002",
                "low",
                spelled((first, last)),
                {
                    "words": words_at(text, (first + 1, last - 1)),
                    "opening": text[first],
                    "closing": text[last - 1],
                },
            )
            return


def _unmarked(statement: Statement) -> Iterator[Found]:
    text = statement.text
    if statement.kind == DIRECT and not statement.quoted:
        if statement.contents:
            first = statement.contents[0]
            details = {"words": words_at(text, first), "case": "none"}
            yield Found("Q003", "medium", spelled(first), details)
        return
    for place in statement.quoted:
        start, end = place
        if _BEFORE.search(text[max(0, start - 6) : start]) or _AFTER.match(
            text[end : end + 12]
        ):
            continue
        pairs, _lonely = _paired(text, paragraph_of(text, place))
        if any(first < start and end <= last for first, last, _mixed in pairs):
            continue
        yield Found("Q003", "medium", spelled(place), {"words": words_at(text, place)})
