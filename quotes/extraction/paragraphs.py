"""Paragraphs of a text: lines, or blocks where lines were broken at a width."""

import re

from quotes.extraction.spans import Span

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
#: In a text of lines no longer than this, most of them broken off, blank lines part.
_WIDEST = 100


def paragraphs_of(text: str) -> list[Span]:
    """Return the paragraphs of a text in order; none is of white space alone."""
    lines = [match.span() for match in _LINE.finditer(text)]
    long = [line for line in lines if line[1] - line[0] >= _WIDEST // 2]
    broken = [line for line in long if text[line[1] - 1] not in '.!?…:»”"']
    wrapped = (
        len(long) >= 4
        and "\n\n" in text
        and max(end - start for start, end in lines) <= _WIDEST
        and 2 * len(broken) > len(long)
    )
    pattern = _BLOCK if wrapped else _LINE
    return [
        Span(match.start(), match.end())
        for match in pattern.finditer(text)
        if not match.group().isspace()
    ]
