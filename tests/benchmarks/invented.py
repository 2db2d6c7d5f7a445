"""Invented words, names and titles in two languages, by the law of Zipf and Mandelbrot.

Pronounceable, and of no language: syllables put together at random, with endings as
French and English have them, so that stemming has something to do. Function words are
real ones, since what a search leaves out makes up half of any text. The same seed gives
the same words.
"""

# ruff: noqa: S311 - words for a measurement, not secrets

import random
from bisect import bisect
from itertools import accumulate

from quotes.terms import STOP_WORDS

#: Words of each language.
VOCABULARY = 60_000

#: Of all tokens, so many are function words.
FUNCTION_WORDS = 0.45


def _split(*texts):
    return tuple(tuple(text.split()) for text in texts)


#: Of each language: how syllables begin, their vowels, how words end.
_SOUNDS = {
    "fr": _split(
        "b br c ch cl d dr f fl g gr j l m n p pl pr r s t tr v",
        "a e i o u é è ai ou an on in eu oi",
        "er é ée és ées ation ations ement eur euse ique iques able age ité ance "
        "iste ier e es al",
    ),
    "en": _split(
        "b bl br c ch d dr f fl g gr h k l m n p pr r s sh st t th tr w",
        "a e i o u ea oo ai ou ar or er",
        "ing ed er ers s ation ment ly ness able ive al ist ity y ance ish",
    ),
}


class Ranked:
    """Values in the order of their rank, drawn by 1 / (rank + shift) ** slope."""

    def __init__(self, values, *, shift, slope=1.05):
        self.values = values
        weights = (1 / (rank + shift) ** slope for rank in range(1, len(values) + 1))
        self.totals = list(accumulate(weights))

    def one(self, rng):
        return self.values[bisect(self.totals, rng.random() * self.totals[-1])]


class Weighted(Ranked):
    """Values with a weight each."""

    def __init__(self, **weights):
        self.values, self.totals = list(weights), list(accumulate(weights.values()))


class Tongue:
    """The words of one language, and texts made of them."""

    def __init__(self, language, seed):
        rng = random.Random(f"{seed} {language}")
        self.language = language
        self.words = Ranked(_vocabulary(language, rng), shift=25)
        self.function_words = Ranked(sorted(STOP_WORDS[language]), shift=2)
        self._mixed(self.function_words, self.words)

    def _mixed(self, function_words, words):
        """Put both kinds in one list, so that a text is drawn at once."""
        self.values, self.totals, before = [], [], 0.0
        for ranked, share in (
            (function_words, FUNCTION_WORDS),
            (words, 1 - FUNCTION_WORDS),
        ):
            factor = share / ranked.totals[-1]
            self.values += ranked.values
            self.totals += [before + total * factor for total in ranked.totals]
            before = self.totals[-1]

    def text(self, rng, length):
        """Return a text of so many words, without a mark between them."""
        return " ".join(rng.choices(self.values, cum_weights=self.totals, k=length))


def _vocabulary(language, rng):
    onsets, vowels, endings = _SOUNDS[language]
    found = {}
    while len(found) < VOCABULARY:
        root = "".join(
            rng.choice(onsets) + rng.choice(vowels)
            for _number in range(rng.choice((1, 2, 2, 2, 3)))
        )
        # A root comes with a few of its endings, as words of a text do.
        for ending in rng.sample(endings, 4):
            found.setdefault(root + rng.choice(onsets) + ending)
    words = list(found)[:VOCABULARY]
    rng.shuffle(words)
    return words


def names(count, seed):
    """Return so many different names of persons, as (given, family)."""
    rng = random.Random(f"{seed} names")
    given = [_name(rng, 2) for _number in range(400)]
    found = {}
    while len(found) < count:
        found.setdefault((rng.choice(given), _name(rng, rng.choice((2, 2, 3)))))
    return list(found)


def body(rng):
    """Return an invented name of a body: an agency, a party, a ministry's subject."""
    return _name(rng, rng.choice((2, 3)))


def _name(rng, syllables):
    onsets, vowels, _endings = _SOUNDS[rng.choice(("fr", "en"))]
    text = "".join(
        rng.choice(onsets) + rng.choice(vowels) for _number in range(syllables)
    )
    return (text + rng.choice(("", "n", "r", "l", "s", "t"))).capitalize()
