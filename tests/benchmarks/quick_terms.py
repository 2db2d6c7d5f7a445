"""What quotes.texts and quotes.terms make of a text, word by word from a memory.

A corpus has few different words and many of each. Neither folding nor terms look across
a space, so that each word needs to be asked about once.
"""

from quotes import terms, texts
from quotes.terms import BREAK


class _Memory(dict):
    """What is made of a word, by word; a capital at its beginning makes no difference."""

    def __init__(self, make):
        super().__init__()
        self.make = make

    def __missing__(self, word):
        small = word.lower()
        self[word] = found = self.make(word) if small == word else self[small]
        return found


_FOLDED = _Memory(texts.fold)
_WORDS = _Memory(lambda word: " ".join(terms.words(word)))
_TERMS = {
    language: _Memory(
        lambda word, language=language: " ".join(terms.terms(word, language))
    )
    for language in ("fr", "en")
}


def learn(tongues, pool):
    """Ask once about every word of these languages, on all cores of a pool."""
    for tongue in tongues:
        words, memory = tongue.words.values, _TERMS[tongue.language]
        tasks = [
            (words[first : first + 2000], tongue.language)
            for first in range(0, len(words), 2000)
        ]
        answers = pool.imap(_terms_of, tasks)
        for (asked, _language), found in zip(tasks, answers, strict=True):
            memory.update(zip(asked, found, strict=True))


def _terms_of(task):
    words, language = task
    return [_TERMS[language][word] for word in words]


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
        " ".join(filter(None, [memory[word] for word in part.split()]))
        for part in parts
    ]
    found = [text for text in found if text]
    return f" {f' {BREAK} '.join(found)} " if found else ""
