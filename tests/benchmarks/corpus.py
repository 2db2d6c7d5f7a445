"""Public quotes by the hundred thousand, invented, the same ones for the same seed.

`python -m tests.benchmarks.corpus --quotes 100000` writes them into the database of
DATABASE_URL, which must hold no quote yet.

Every row fulfils the database's constraints. State, display texts, derived columns and
digests follow the workflow's rules (tests/benchmarks/test_corpus.py); what is not there
says the README beside this file.
"""

# ruff: noqa: S311 - rows for a measurement, not secrets

import argparse
import os
import random
import sys

from tests.processes import say

#: Articles that are made together: about 4,000 quotes.
BLOCK = 500
#: About eight quotes in an article.
QUOTES_OF_ARTICLE = (5, 6, 7, 8, 8, 8, 9, 10, 11)


class Corpus:
    """All that a seed and a number of quotes decide; blocks can be made in any order.

    words: how many a statement has on average beyond the six of the shortest one.
    """

    def __init__(self, quotes, seed=1, speakers=20_000, words=15):
        from tests.benchmarks.cast import Cast

        self.seed = seed
        rng = random.Random(f"{seed} articles")
        self.counts, left = [], quotes
        while left:
            self.counts.append(min(left, rng.choice(QUOTES_OF_ARTICLE)))
            left -= self.counts[-1]
        self.cast = Cast(seed, len(self.counts), speakers)
        self.cast.words = words

    def blocks(self):
        """Return what to call rows() with, for all of them."""
        found, before = [], 0
        for first in range(0, len(self.counts), BLOCK):
            found.append((first, before))
            before += sum(self.counts[first : first + BLOCK])
        return found

    def rows(self, block):
        """Return the Rows of a block."""
        from tests.benchmarks.pieces import Piece
        from tests.benchmarks.plain_rows import Rows

        first, before = block
        rng, rows = random.Random(f"{self.seed} {first}"), Rows()
        for number, count in enumerate(self.counts[first : first + BLOCK], start=first):
            total = len(self.counts)
            piece = Piece(self.cast, rng, number=number, total=total, rows=rows)
            piece.write(before, count)
            before += count
        return rows


def main(arguments=None):
    """Fill the database of DATABASE_URL; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--words", type=int, default=15, help="of a statement beyond six, on average"
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from quotes.models import Quote
    from tests.benchmarks.loading import load

    if Quote.objects.exists():
        say("The database holds quotes already; name an empty one in DATABASE_URL.")
        return 1
    load(Corpus(options.quotes, options.seed, words=options.words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
