"""A run over an archive: chunks given out, outcomes taken in, workers that die replaced."""

from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool

from django.utils.translation import gettext as _

from quotes.importers.archive.chunks import keys_in_chunks, search_chunk, user_of
from quotes.importers.archive.orders import Outcome
from quotes.importers.archive.processes import search_here, start_pool
from quotes.importers.known import Directory
from quotes.models import Article

#: Chunks given out for each worker: the one it is at, and one that waits for it.
AHEAD = 2
#: Articles in a row of which each process dies, until the run is given up.
MOST_DEATHS = 5


def run(articles, order, *, workers=1):
    """Find statements in the articles of a queryset; yield an Outcome for each.

    One worker is this process itself. Several are processes of their own, which write
    what they find: so that writing is shared as well. Articles come as they are done. A
    generator that is closed lets its workers end the chunks they are at.
    """
    knowledge = Directory()
    chunks = keys_in_chunks(articles, order.size)
    if workers > 1:
        yield from _Run(order, knowledge, workers).over(chunks)
        return
    user = user_of(order)
    for keys in chunks:
        yield from search_chunk(keys, order, knowledge, user)


class WorkersFailed(Exception):
    """Processes die of every article: it is not the articles'."""


class _Run:
    """Chunks in the hands of a pool of processes."""

    def __init__(self, order, knowledge, workers):
        self.order, self.knowledge, self.workers = order, knowledge, workers
        self.pool = self._new_pool(workers)
        #: What is in hand: {future: (keys, how often a process died at it)}.
        self.given = {}
        self.deaths_in_a_row = 0

    def _new_pool(self, workers):
        return start_pool(workers, self.order, self.knowledge)

    def over(self, chunks):
        """Give out chunks as there is room; yield outcomes as they come."""
        try:
            for keys in chunks:
                yield from self._give(keys, 0)
                while len(self.given) >= AHEAD * self.workers:
                    yield from self._take()
            while self.given:
                yield from self._take()
        finally:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def _give(self, keys, deaths):
        try:
            self.given[self.pool.submit(search_here, keys)] = keys, deaths
        except BrokenProcessPool:
            yield from self._replace([(keys, deaths)])

    def _take(self):
        """Wait for a chunk; yield the outcomes of all that are done."""
        done, _waiting = wait(self.given, return_when=FIRST_COMPLETED)
        broken = []
        for future in done:
            chunk = self.given.pop(future)
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                broken.append(chunk)
            else:
                self.deaths_in_a_row = 0
                yield from outcomes
        if broken:
            yield from self._replace(broken)

    def _replace(self, broken):
        """Begin again with a new pool: a process died, and the pool with it.

        Any of the chunks in hand may be why. Each is tried once more; the second time
        its articles are tried alone. What was written before is not read again.
        """
        self.pool.shutdown(wait=True, cancel_futures=True)
        again = [*broken, *self.given.values()]
        self.given = {}
        self.pool = self._new_pool(self.workers)
        for keys, deaths in again:
            if deaths:
                yield from self._alone(keys)
            else:
                yield from self._give(keys, deaths + 1)

    def _alone(self, keys):
        """Try articles one by one in a process that may die of them; name those."""
        pool = self._new_pool(1)
        try:
            for key in keys:
                try:
                    outcomes = pool.submit(search_here, [key]).result()
                except BrokenProcessPool:
                    yield self._killed(key)
                    pool.shutdown(wait=True)
                    pool = self._new_pool(1)
                else:
                    self.deaths_in_a_row = 0
                    yield from outcomes
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _killed(self, key):
        self.deaths_in_a_row += 1
        if self.deaths_in_a_row >= MOST_DEATHS:
            raise WorkersFailed(
                _(
                    "Worker processes end at every article; their own messages say why. "
                    "Is there memory enough for so many?"
                )
            )
        name = Article.objects.values_list("public_id", flat=True).get(pk=key)
        return Outcome(name, error=_("the process that read it was killed"))
