"""What quotes.texts and quotes.terms make of a text, word by word from a memory.

A corpus has few different words and many of each. Neither folding nor terms look across
a space, so that each word needs to be asked about once.
"""

from quotes import terms, texts
from quotes.terms import BREAK


class _Memory(dict):
    def __init__(self, make):
        super().__init__()
        self.make = make

    def __missing__(self, word):
        self[word] = found = self.make(word)
        return found


_FOLDED = _Memory(texts.fold)
_WORDS = _Memory(terms.words)
_TERMS = {
    language: _Memory(lambda word, language=language: terms.terms(word, language))
    for language in ("fr", "en")
}


def fold(text):
    """Return what quotes.texts.fold does."""
    return " ".join(filter(None, [_FOLDED[word] for word in text.split()]))


def words_in_parts(parts):
    """Return the words of several texts as publications keep them in search_words."""
    return _joined(parts, _WORDS)


def terms_in_parts(parts, language):
    """Return the terms of several texts as publications keep them in search_terms."""
    return _joined(parts, _TERMS[language])


def _joined(parts, memory):
    found = [
        " ".join([each for word in part.split() for each in memory[word]])
        for part in parts
    ]
    found = [text for text in found if text]
    return f" {f' {BREAK} '.join(found)} " if found else ""
