"""Dispatches to find statements in: real sentences of tests/data, put together anew.

Paragraphs are those of the hard cases (a statement of each construction, and near
misses) and of the French Wikinews texts (CC BY 2.5, tests/data/README.md), under the
names of an invented cast of which the newsroom knows two in three. The same seed and
number give the same dispatch; no two have the same names in the same places.
"""

# ruff: noqa: S311 - texts for a measurement, not secrets

import random
from dataclasses import dataclass
from functools import cache

from quotes.extraction import extract
from tests.benchmarks.extraction import articles
from tests.benchmarks.invented import body, names
from tests.extraction.hard_cases import read_cases

#: Persons that the hard cases name, replaced by persons of the cast.
PERSONS = {
    "fr": ("Anouk Lefranc", "Maud Sarrazin", "Bastien Quéré", "Nora Belhadj"),
    "en": (
        *("Thomas Verdure", "Anna Lefrank", "Maud Sarazin"),
        *("Elias Cassidy", "Nora Belden", "Bastian Query"),
    ),
}
CAST = 3000
#: Of all dispatches, so many are French, as in tests/benchmarks/corpus.py.
FRENCH = 0.7
#: Paragraphs with a statement of a hard case, and without one, in each dispatch.
STATEMENTS, PLAIN = (3, 4, 5, 6), {"fr": (2, 3, 4), "en": (4, 5, 6)}


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One text, its language and its headline."""

    language: str
    headline: str
    text: str


@cache
def cast(seed):
    """Return the full names of all who speak in the dispatches of a seed."""
    return [" ".join(pair) for pair in names(CAST, seed)]


def known(seed):
    """Return those whom the newsroom knows: two in three."""
    return [name for number, name in enumerate(cast(seed)) if number % 3]


@cache
def _stock(language):
    """Return (paragraphs with a statement, paragraphs without one) of a language."""
    cases = read_cases(language)
    said = [case.text for case in cases if case.statements]
    plain = [case.text for case in cases if not case.statements]
    if language == "fr":
        lines = [line for text in articles() for line in text.splitlines()]
        lines = [line for line in lines if len(line) >= 120]
        found = {line: bool(extract(line, "fr").statements) for line in lines}
        said += [line for line, is_said in found.items() if is_said]
        plain = [line for line, is_said in found.items() if not is_said]
    return said, plain


def dispatch(number, seed=1):
    """Return the number-th dispatch of a seed."""
    rng = random.Random(f"{seed} {number}")
    language = "fr" if rng.random() < FRENCH else "en"
    said, plain = _stock(language)
    paragraphs = rng.sample(said, rng.choice(STATEMENTS))
    for _number in range(rng.choice(PLAIN[language])):
        # Several near misses of English, a sentence each, make a paragraph.
        several = 1 if language == "fr" else 6
        paragraphs.append(" ".join(rng.sample(plain, several)))
    rng.shuffle(paragraphs)
    text = "\n\n".join(paragraphs) + "\n"
    for person in PERSONS[language]:
        text = text.replace(person, rng.choice(cast(seed)))
    return Dispatch(language, f"{body(rng)} {body(rng)}", text)
