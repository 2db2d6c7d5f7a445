"""Workers of a Dask cluster, which search and know no database; this process writes.

Dask is an optional extra: it is imported when a cluster is asked for.
"""

from django.utils.translation import gettext as _

from quotes.extraction import VERSION
from quotes.importers.archive.chunks import (
    keys_in_chunks,
    read_chunk,
    user_of,
    write_chunk,
)
from quotes.importers.archive.runs import AHEAD
from quotes.importers.known import Directory
from quotes.importers.searching import Read, engine_version, search

#: Seconds to wait for the scheduler, and for the first worker.
PATIENCE = 20


class ClusterError(Exception):
    """The cluster cannot be used; the message says why and what to do."""


def run_on_cluster(articles, order, address):
    """Find statements in the articles of a queryset; yield an Outcome for each.

    address is that of the scheduler, such as "tcp://10.0.0.5:8786". What the newsroom
    knows of speakers is sent to every worker once. A worker that dies loses nothing: its
    chunks are given to others, and were not written yet. Raises ClusterError.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise ClusterError(
            _("No Dask scheduler answers at %(address)s: %(error)s")
            % {"address": address, "error": error}
        ) from None
    with client:
        _demand_same_engine(client, address)
        yield from _Run(distributed, client, order).over(articles)


def _distributed():
    try:
        import distributed
    except ImportError:
        raise ClusterError(
            _("Dask is not installed. Run in the folder of this program: %(line)s")
            % {"line": 'pip install ".[dask]" -c constraints.txt'}
        ) from None
    return distributed


def _demand_same_engine(client, address):
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError(
            _("The scheduler at %(address)s has no worker.") % {"address": address}
        ) from None
    try:
        versions = client.run(engine_version)
    except Exception as error:  # as the worker raised it: it has not our code
        raise ClusterError(
            _(
                "The workers need the code of this program: start them in a copy of its "
                "folder. One of them says: %(error)s"
            )
            % {"error": f"{type(error).__name__}: {error}"}
        ) from None
    for worker, version in versions.items():
        if version != VERSION:
            raise ClusterError(
                _("The worker %(worker)s has engine %(its)s, this is %(ours)s.")
                % {"worker": worker, "its": version, "ours": VERSION}
            )


def search_there(texts, knowledge, seconds):
    """Return (version of the engine, what it found): what a worker of the cluster does."""
    return engine_version(), search(texts, knowledge, seconds)


class _Run:
    """Chunks in the hands of a cluster."""

    def __init__(self, distributed, client, order):
        self.distributed, self.client, self.order = distributed, client, order
        self.user = user_of(order)
        self.directory = Directory()
        self._send_knowledge()
        #: What is in hand: {future: (chunk, how often it failed)}.
        self.given = {}

    def _send_knowledge(self):
        self.knowledge = self.client.scatter(self.directory, broadcast=True, hash=False)

    def over(self, articles):
        """Give out chunks as there is room; yield outcomes as they come."""
        try:
            for keys in keys_in_chunks(articles, self.order.size):
                self._give(read_chunk(keys, self.order), 0)
                # Workers may join while we run.
                while len(self.given) >= AHEAD * sum(self.client.nthreads().values()):
                    yield from self._take()
            while self.given:
                yield from self._take()
        finally:
            self.client.cancel(list(self.given))

    def _give(self, chunk, failures):
        future = self.client.submit(
            search_there, chunk.texts, self.knowledge, self.order.seconds, pure=False
        )
        self.given[future] = chunk, failures

    def _take(self):
        """Wait for a chunk, write all that are done, and yield their outcomes."""
        distributed = self.distributed
        done = distributed.wait(
            list(self.given), return_when=distributed.client.FIRST_COMPLETED
        ).done
        for future in done:
            chunk, failures = self.given.pop(future)
            try:
                reads = self._reads_in(future)
            except Exception as error:  # of the cluster, not of a text: once more
                if not failures:
                    self._send_knowledge()  # it may have gone with the worker
                    self._give(chunk, failures + 1)
                    continue
                reads = self._alone(chunk, error)
            yield from write_chunk(chunk, reads, self.order, self.user)

    def _reads_in(self, future):
        version, reads = future.result()
        if version == VERSION:
            return reads
        why = f"was read by engine {version}, this is {VERSION}"
        return [Read(read.revision, fault=why) for read in reads]

    def _alone(self, chunk, error):
        """Return what comes of texts tried one by one; name those that fail again."""
        self._send_knowledge()
        reads = []
        for text in chunk.texts:
            future = self.client.submit(
                search_there, [text], self.knowledge, self.order.seconds, pure=False
            )
            try:
                reads += self._reads_in(future)
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                reads.append(Read(text.revision, fault=why))
        return reads
