"""Where a query's words stand in a text, for marking them. Pure."""

import re
import unicodedata

from quotes.queries import Query
from quotes.terms import base, term, terms, words
from quotes.texts import fold

_WORD = re.compile(r"[^\W_]+")


class Wanted:
    """The words of a query as they are looked for in texts of any language."""

    def __init__(self, query: Query | None) -> None:
        items = query.items if query else ()
        texts = [i.text for i in items if not (i.field or i.is_negated or i.is_start)]
        self.texts = texts
        self.starts = tuple(
            words(item.text)[0]
            for item in items
            if item.is_start and not item.is_negated
        )
        self._terms: dict[str, frozenset[str]] = {}

    def __bool__(self) -> bool:
        return bool(self.texts or self.starts)

    def hits(self, text: str, language: str) -> list[tuple[int, int]]:
        """Return the (start, end) of every word that the query looks for, in order.

        Positions are code points of text. Stop words are marked only where the query
        has no others.
        """
        if not self:
            return []
        language = base(language)
        wanted = self._wanted(language)
        found = []
        for match in _WORD.finditer(text):
            folded = fold(unicodedata.normalize("NFKC", match.group()))
            if folded and (
                term(folded, language) in wanted
                or (self.starts and folded.startswith(self.starts))
            ):
                found.append(match.span())
        return found

    def _wanted(self, language: str) -> frozenset[str]:
        if language not in self._terms:
            found = {each for text in self.texts for each in terms(text, language)}
            if not found:
                found = {
                    term(word, language) for text in self.texts for word in words(text)
                }
            self._terms[language] = frozenset(found)
        return self._terms[language]


def marked(text: str, hits: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return the text as runs (text, is it a hit); joined, they are the text."""
    runs, at = [], 0
    for start, end in hits:
        if start > at:
            runs.append((text[at:start], False))
        runs.append((text[start:end], True))
        at = end
    if at < len(text):
        runs.append((text[at:], False))
    return runs
