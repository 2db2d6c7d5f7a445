"""“Find this quote”: the statements nearest to a sentence that somebody remembers.

Candidates come from the index, by as many of the sentence's longest terms at once as
find any: first all of them, then any three, any two, any one. Long words are rare ones,
so few are looked at however many quotes there are. They are then compared word by word
(rapidfuzz's token sort and partial ratio, Indel similarity, 0–100).
"""

from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q
from rapidfuzz import fuzz

from quotes.diffs import piece_diff
from quotes.models import Publication
from quotes.search import Matches
from quotes.terms import LANGUAGES, terms, words

#: Longest sentence that is taken, in code points.
LONGEST = 2000

#: So many terms are looked up together, and so many candidates are compared.
TERMS, CANDIDATES = 8, 200

#: Less alike than this (0–100) is not shown.
ALIKE = 45


@dataclass(frozen=True, slots=True)
class Near:
    """A publication, how alike its words are (0–100, whole), and the difference."""

    publication: Publication
    alike: int
    diff: list


def nearest(text, most=10):
    """Return [Near] of the public statements nearest to a text, the most alike first."""
    asked = " ".join(words(text))
    found = []
    for row in _candidates(text):
        alike = _alike(asked, " ".join(words(row.words)))
        if alike >= ALIKE:
            found.append((alike, row))
    found.sort(key=lambda pair: (-pair[0], -pair[1].sorted_on.toordinal(), -pair[1].pk))
    return [
        Near(row, int(alike), _diff(text, row.words)) for alike, row in found[:most]
    ]


def _diff(asked, given):
    """Return what leads from one text to the other, as quotes.diffs tells it.

    Case, accents, marks and apostrophes make no difference; nobody remembers those.
    """
    return piece_diff(_pieces(asked), _pieces(given), key=lambda p: " ".join(words(p)))


def _pieces(text):
    """Return what stands between white space; a mark by itself with the word before it."""
    pieces = []
    for piece in text.split():
        if words(piece) or not pieces:
            pieces.append(f"{piece} ")
        else:
            pieces[-1] += f"{piece} "
    return pieces


def _alike(asked, given):
    """Return how alike two texts are; a part that was remembered rightly counts."""
    whole = fuzz.ratio(asked, given)
    if min(len(asked), len(given)) < 20:
        return whole
    return max(whole, 0.9 * fuzz.partial_ratio(asked, given))


def _candidates(text):
    for size in (TERMS, 3, 2, 1):
        tree = _tree(text, size)
        if tree is None:
            continue
        rows = Publication.objects.listed().filter(Q(Matches(tree)))
        found = list(rows.newest_first()[:CANDIDATES])
        if found:
            return found
    return []


def _tree(text, size):
    """Return the tree of any `size` of the longest terms in any language, or None."""
    found = []
    for language in LANGUAGES:
        longest = sorted(set(terms(text, language)), key=lambda t: (-len(t), t))[:TERMS]
        if not longest:
            continue
        size = min(size, len(longest))
        found += [
            ("and", *group) if len(group) > 1 else group[0]
            for group in combinations([("term", t) for t in longest], size)
        ]
    found = list(dict.fromkeys(found))
    if not found:
        return None
    return found[0] if len(found) == 1 else ("or", *found)
