"""The newest rows of a list, without reading more of it than a page needs.

Three kinds of lists, told by their conditions:

- plain: an index has the rows in their order, and the first ones are read.
- words: an index finds them, in no order. Few matches are found whole and sorted; of
  many, the newest stand in the newest stretch of the list, and that is walked.
- reading: nothing but reading row by row finds them (words inside titles, function words
  alone, an office). A stretch of the list is read, and whoever shows it says how far,
  and goes on from there.

What is found is what walking the whole list would find (tests/test_newest.py).
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models.lookups import Contains, Exact, IContains

from quotes.lookups import OneOf
from quotes.search import (
    Matches,
    about_how_many,
    end_of_stretch,
    estimated_count,
    newest_of_all,
)

#: So many matches are found whole.
FEW = 2_000

#: So many rows of the list are a stretch, and so many the longest.
STRETCH, LONGEST = 8_000, 160_000

#: More matches than this stand close enough to be met on the way, where it is not known
#: of how many they are (SQLite, where a million rows are many).
DENSE = 10_000

#: Of matches there should be so many in a stretch, where it is known how dense they are.
WANTED = 50

#: Columns whose exact value no index finds, and those by which few rows are found.
UNINDEXED, NARROW = {"office"}, {"article"}


@dataclass(frozen=True, slots=True)
class Newest:
    """Keys, newest first. end: the place (day, key) up to which the list was read, None
    where all of it was, or as much as was asked for.
    """

    keys: list[int]
    end: tuple[date, int] | None = None


def newest_keys(publications, most, least=None):
    """Return the newest of a queryset, at most so many.

    With an end in the answer there may be more beyond it. least (most, if left out): the
    caller can do with so many, where finding more would take reading further.
    """
    how = _Conditions.of(publications.query.where)
    if how.is_narrow or not (how.trees or how.reads):
        return Newest(_first(publications, most))
    stretch, is_dense = STRETCH, False
    if how.trees:
        about = about_how_many(publications.model, how.trees, DENSE)
        if about <= FEW:
            return Newest(newest_of_all(publications, most))
        wanted = max(WANTED, most if least is None else least)
        stretch, is_dense = _stretch_with(wanted, about, publications.model)
    end = end_of_stretch(publications.list_of_all(), stretch)
    if end is None and stretch > STRETCH:  # a speaker's list may be shorter
        end = end_of_stretch(publications.list_of_all(), STRETCH)
    if end is None:
        return Newest(_first(publications, most))
    day, key, smallest = end
    within = publications.down_to(day, key)
    within.query.where = _within(within.query.where, smallest, is_dense)
    keys = _first(within, most)
    if len(keys) >= most:
        return Newest(keys)
    if how.trees and len(keys) < (most if least is None else least):
        return Newest(newest_of_all(publications, most))
    return Newest(keys, (day, key))


def _stretch_with(wanted, about, model):
    """Return how many rows of a list should have so many matches, of about as many.

    And whether they are so dense there that reading finds them sooner than an index.
    """
    total = estimated_count(model.objects.filter(is_current=True))
    if total is None:
        return STRETCH, about > DENSE
    # Twice as many: matches do not stand evenly.
    stretch = 2 * wanted * total // about
    return max(STRETCH, min(LONGEST, stretch)), stretch <= STRETCH


def _first(publications, most):
    return list(publications.newest_first().values_list("pk", flat=True)[:most])


@dataclass(slots=True)
class _Conditions:
    """What finds the rows: trees that all of them match, reading, a narrow index."""

    trees: list = field(default_factory=list)
    reads: bool = False
    is_narrow: bool = False

    @classmethod
    def of(cls, where):
        found = cls()
        found.add(where, is_sure=True)
        return found

    def add(self, node, *, is_sure):
        """Take a condition in; is_sure: every row fulfils it as it stands."""
        if isinstance(node, Exact) and isinstance(node.lhs, Matches | OneOf):
            node = node.lhs  # as Django keeps a condition of its own kind: it is true
        if hasattr(node, "children"):
            is_sure = is_sure and not node.negated
            is_sure = is_sure and (node.connector == "AND" or len(node.children) == 1)
            for child in node.children:
                self.add(child, is_sure=is_sure)
        elif isinstance(node, Matches):
            if is_sure:
                self.trees.append(node.tree)
            else:
                self.reads = True
        elif isinstance(node, OneOf):
            self.is_narrow = self.is_narrow or is_sure
        elif isinstance(node, Contains | IContains):
            self.reads = True
        elif isinstance(node, Exact):
            name = getattr(getattr(node.lhs, "target", None), "name", "")
            self.reads = self.reads or name in UNINDEXED
            self.is_narrow = self.is_narrow or (is_sure and name in NARROW)


def _within(where, smallest, is_dense):
    """Return conditions of which those on words are of a stretch alone.

    They leave out keys below the smallest, and are no way in where matches are dense.
    """
    copy = where.clone()
    for at, node in enumerate(copy.children):
        if isinstance(node, Exact) and isinstance(node.lhs, Matches):
            words = node.lhs.copy()
            words.since, words.is_read = smallest, is_dense
            copy.children[at] = Exact(words, node.rhs)
        elif hasattr(node, "children"):
            copy.children[at] = _within(node, smallest, is_dense)
    return copy
