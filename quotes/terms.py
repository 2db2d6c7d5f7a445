"""What of a text is searched: words as written, and terms without endings and accents.

Made here and not by a database, so that SQLite and PostgreSQL index the same terms and
answer every query alike, and a new version of either changes no result. Endings go by
the Snowball stemmers (https://snowballstem.org), French and English; texts of other
languages keep theirs.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import Stemmer  # type: ignore[import-not-found]

from quotes.texts import ELISION, fold

#: Languages whose endings and stop words are known; "" stands for every other one.
STEMMED = {"fr": "french", "en": "english"}
LANGUAGES = ("fr", "en", "")

#: Longest word that is kept, in code points; what is longer is no word.
LONGEST = 64

#: Begins a word that is written in other letters than a–z, as hexadecimal UTF-8.
ENCODED = "0u"

#: Stands between two parts of a text, so that no phrase reaches across.
BREAK = "|"

_WORD = re.compile(r"[^\W_]+")
_local = threading.local()


def _stop_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Looked up with their accents: “sûr” and “été” are no stop words, “sur” is.
STOP_WORDS = {
    "fr": _stop_words(
        """
        a à ai ait as au aux avait avec avez avoir avons c ce ceci cela celle celles
        celui ces cet cette ceux chez ci d dans de des donc dont du elle elles en entre
        est et étaient était eu eux il ils j je jusqu l la là le les leur leurs lorsqu
        lui m ma mais me même mêmes mes moi mon n ne ni nos notre nous on ont or ou où
        par pas pour puisqu qu quand que qui quoi quoiqu s sa sans se sera ses si soi
        soit son sont sous sur t ta te tes toi ton tu un une vers vos votre vous y
        """
    ),
    "en": _stop_words(
        """
        a am an and are as at be been being but by did do does for from had has have he
        her hers him his i if in into is it its ll m me my nor not of on or our ours re
        s she so t than that the their theirs them then there these they this those to
        us ve was we were what when which who whom why will with would you your yours
        """
    ),
    "": _stop_words(""),
}


def words(text: str) -> list[str]:
    """Return the words of a text in order: folded, without marks, no longer than 64."""
    return [_folded(word) for word in _raw_words(text)]


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in its language (BCP 47), in order.

    Stop words are left out; the rest is folded, has lost its ending, and is written
    in a–z and 0–9 alone, which every full-text parser takes for one word.
    """
    language = base(language)
    stops = STOP_WORDS[language]
    return [
        term(_folded(word), language) for word in _raw_words(text) if word not in stops
    ]


def terms_of_quote(said: str, language: str) -> str:
    """Return the terms of a quote's words, which are pieces of a text: QuoteTerms.terms.

    A mark stands between the pieces, and a space on either side of each term; "" where
    all are stop words. Follows from the two columns alone.
    """
    pieces = said.split(ELISION)
    texts = [" ".join(terms(piece, language)) for piece in pieces]
    texts = [text for text in texts if text]
    return f" {f' {BREAK} '.join(texts)} " if texts else ""


def base(language: str) -> str:
    """Return the language by whose rules terms are made: "fr", "en" or ""."""
    language = language.split("-")[0]
    return language if language in STEMMED else ""


#: A text has few different words and many of each.
_folded = lru_cache(maxsize=100_000)(fold)


@lru_cache(maxsize=100_000)
def term(word: str, language: str) -> str:
    """Return the term of one folded word; language is one of LANGUAGES."""
    if language:
        accented = _accented(word) if language == "fr" else word
        word = fold(_stemmer(language).stemWord(accented)) or word
    return plain(word)


def plain(word: str) -> str:
    """Return a folded word in a–z and 0–9; the beginning of a word stays one."""
    if word.isascii():
        return word
    return ENCODED + word.encode().hex()


def _accented(word: str) -> str:
    """Return a folded French word with the accents that its ending must have had.

    Snowball knows “mobilisées” and “mobilisèrent” by their accents, and readers type
    none; so both lose them first, and both get them back by the same rule.
    """
    word = re.sub(r"erent$", "èrent", word)
    word = re.sub(r"iere(s?)$", r"ière\1", word)
    return re.sub(r"ee(s?)$", r"ée\1", word)


@lru_cache(maxsize=256)
def _raw_words(text: str) -> tuple[str, ...]:
    """Return the words in lower case with their accents; compatible forms made plain.

    The same words are asked for several times in a row: for terms and for phrases, of
    a quote and of its publications.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.replace("’", "'").replace("ʼ", "'")
    text = text.replace("aujourd'hui", "aujourdhui")
    found = []
    for part in _WORD.findall(text):
        if part.isascii() or fold(part).isalnum():
            found.append(part)
        else:  # a letter that folding takes apart, such as ŉ
            found += _WORD.findall(fold(part))
    return tuple([word for word in found if len(word) <= LONGEST])


def _stemmer(language: str) -> Any:
    """Return this thread's stemmer: each keeps the word at hand in itself."""
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(STEMMED[language])
    return stemmers[language]
