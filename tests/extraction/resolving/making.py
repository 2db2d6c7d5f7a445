"""Texts with their mentions marked, resolved without the rules that find mentions."""

import re

from quotes.extraction.drafts import Draft
from quotes.extraction.items import lay_out
from quotes.extraction.resolving import resolve
from quotes.extraction.spans import Identity, Known, Span

_MARKED = re.compile(r"⟦([^⟧]*)⟧")


def drafts_in(marked):
    """Return a text without its marks, and a draft for each marked mention."""
    text, drafts, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        place = Span(len(text), len(text) + len(match.group(1)))
        text += match.group(1)
        at = match.end()
        drafts.append(draft(Span(place.start, place.start), [place]))
    return text + marked[at:], drafts


def draft(content, mentions=()):
    return Draft([content], None, list(mentions), "as marked", 0)


def resolved(marked, language="fr", known=None):
    """Return whom each marked mention stands for."""
    text, drafts = drafts_in(marked)
    answers = resolve(lay_out(text, language), drafts, known)
    return [each[0] for each in answers]


def last(marked, language="fr", known=None):
    """Return whom the last marked mention stands for."""
    return resolved(marked, language, known)[-1]


def names(answer):
    """Return the names of the candidates of an answer."""
    return [each.name for each in answer.candidates]


def knowing(named=(), holding=()):
    """Return a database of (words, key, name), by name and by office."""
    asked = []

    def look(rows, words):
        asked.append(words)
        return [
            Identity(key, name) for asked_for, key, name in rows if asked_for == words
        ]

    known = Known(lambda words: look(named, words), lambda words: look(holding, words))
    return known, asked
