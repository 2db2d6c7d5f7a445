"""“Find this quote”: the statements nearest to a sentence that somebody remembers.

Candidates come from the index, by as many of the sentence's longest terms at once as
find any: first all of them, then any three, any two, any one. Long words are rare ones,
so few are looked at however many quotes there are. They are then compared word by word
(rapidfuzz's token sort and partial ratio, Indel similarity, 0–100).
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from django.db.models import Q
from rapidfuzz import fuzz

from quotes.diffs import ADDED, KEPT, REMOVED, Change
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
    """Return what leads from one text to the other: [Change], each a run of words.

    Case, accents, marks and apostrophes make no difference; nobody remembers those.
    """
    old, new = _pieces(asked), _pieces(given)
    matcher = SequenceMatcher(
        None, [key for key, _text in old], [key for key, _text in new], autojunk=False
    )
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Change(KEPT, _text(new[c:d])))
            continue
        found += [Change(REMOVED, _text(old[a:b])), Change(ADDED, _text(new[c:d]))]
    return [change for change in found if change.text]


def _pieces(text):
    """Return [(what is compared, text)] of the pieces between white space."""
    pieces = []
    for piece in text.split():
        key = " ".join(words(piece))
        if key or not pieces:
            pieces.append((key, piece))
        else:  # a mark by itself goes with the word before it
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {piece}")
    return pieces


def _text(pieces):
    """Return pieces as a run of a diff: joined, the runs are the text."""
    return "".join(f"{text} " for _key, text in pieces)


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
