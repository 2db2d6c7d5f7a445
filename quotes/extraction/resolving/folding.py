"""Words as they are compared: small letters without accents."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W_]+)*")
_MARKS = re.compile(r"[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a word in small letters, without accents, with straight apostrophes."""
    apart = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return _MARKS.sub("", apart).replace("œ", "oe")


def word_set(listed: str) -> frozenset[str]:
    """Return the words of a list that white space parts."""
    return frozenset(listed.split())


def words_of(phrase: str) -> list[str]:
    """Return the folded words of a phrase; an apostrophe parts words."""
    return _WORD.findall(fold(phrase))
