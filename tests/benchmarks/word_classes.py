"""Words and phrases to search for, by how many quotes have them.

Chosen from the corpus that is searched, by a seed of its own: whoever tunes a search
has not seen them. Frequencies are those of a sample of the listed quotes.
"""

# ruff: noqa: S311 - a choice of words, not secrets

import random
from collections import Counter

from django.db.models import Max, Min

from quotes.models import Publication
from quotes.terms import terms

#: Quotes that are read to learn how frequent words are.
SAMPLE = 20_000
#: Shares of the quotes that a class of words stands in: (more than, up to).
SHARES = {"medium": (0.0007, 0.0013), "common": (0.015, 0.06), "commonest": (0.06, 1)}
#: A rare word stands in so many quotes at most, and in one.
RARE = 20


class Words:
    """Queries by class: {"rare": [...], "medium": [...], …}, so many of each."""

    def __init__(self, many=20, seed="held out"):
        self.rng, self.many = random.Random(seed), many
        self.rows = self._sample()
        self.counts, self.spelled = Counter(), {}
        for words, language in self.rows:
            for word in set(words.split()):
                self._count(word, language)
        self.queries = {
            "rare": self._rare(),
            **{name: self._between(name, *share) for name, share in SHARES.items()},
        }
        common, rare = self.queries["common"], self.queries["rare"]
        self.queries["two words"] = self._pairs(common, common)
        self.queries["common and rare"] = self._pairs(common, rare)
        self.queries["phrase"] = self._phrases()

    def _sample(self):
        """Return (words, language) of quotes, from blocks of keys all over the table."""
        listed = Publication.objects.listed()
        ends = Publication.objects.aggregate(least=Min("pk"), most=Max("pk"))
        blocks, found = 400, []
        for _number in range(blocks):
            key = self.rng.randint(ends["least"], ends["most"])
            rows = listed.filter(pk__gte=key).order_by("pk")
            found += rows.values_list("words", "language")[: SAMPLE // blocks]
        self.rng.shuffle(found)
        return found

    def _count(self, word, language):
        """Count a word of letters; what only one language stems so counts for it."""
        if len(word) > 2 and word.isalpha() and terms(word, language):
            self.counts[word.lower()] += 1

    def _between(self, name, least, most):
        """Return words between two shares; of the commonest, the most frequent ones."""
        total = len(self.rows)
        found = [
            word
            for word, count in sorted(self.counts.items())
            if least < count / total <= most
        ]
        if name == "commonest":
            found = [word for word, _count in self.counts.most_common(5)]
        self.rng.shuffle(found)
        return found[: self.many]

    def _rare(self):
        """Return words that stand in 1 to 20 quotes, counted."""
        once = [word for word, count in sorted(self.counts.items()) if count == 1]
        self.rng.shuffle(once)
        # Copies of a multiplied corpus have one rare word each, at their end.
        last = [words.split()[-1] for words, _language in self.rows]
        last = [word for word in last if word.isalpha() and self.counts[word] == 1]
        mixed = [word for pair in zip(last, once, strict=False) for word in pair]
        found = []
        for word in dict.fromkeys([*mixed, *once]):
            matching = Publication.objects.listed().matching(word)
            if 1 <= len(matching.values_list("pk")[: RARE + 1]) <= RARE:
                found.append(word)
            if len(found) == self.many:
                break
        return found

    def _pairs(self, some, others):
        pairs = [f"{a} {b}" for a in some for b in others if a != b]
        self.rng.shuffle(pairs)
        return pairs[: self.many]

    def _phrases(self):
        """Return three words in a row out of quotes, one of them no function word."""
        found = []
        for words, language in self.rows:
            part = words.split()[2:5]
            is_plain = len(part) == 3 and all(word.isalpha() for word in part)
            if is_plain and terms(" ".join(part), language):
                found.append(f'"{" ".join(part)}"')
            if len(found) == self.many:
                break
        return found
