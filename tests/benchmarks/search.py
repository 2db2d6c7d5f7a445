"""Full text by frequency of the words: through the product's functions and its pages.

For rare, medium, common and the commonest words, two words, a common with a rare one,
and phrases: newest first and best match, in process and served, one and four clients.
Beside them what a naive search costs, and proof that newest first is what a plain query
answers. Words are chosen by tests/benchmarks/word_classes.py, which nobody tunes with.
"""

import multiprocessing
import time
from urllib.parse import urlencode

from django.db import OperationalError, connection, connections
from django.urls import reverse

from quotes.models import Publication
from quotes.paging import page_of
from quotes.queries import parse
from quotes.ranking import best_first
from tests.benchmarks import servers
from tests.benchmarks.load_client import ask_each
from tests.benchmarks.tables import Table, median, percentile
from tests.benchmarks.word_classes import Words
from tests.processes import say

PAGE = 25
#: A query that takes longer is ended and counted as that long, in seconds.
LIMIT = 10
#: Naive queries of a class; each may take LIMIT.
NAIVE = 3
#: Queries of which newest first must be what the plain query answers.
COMPARED = 105
CLIENTS = (1, 4)


def measure(run):
    """Return the tables of one database, PostgreSQL or SQLite."""
    limit_queries()
    queries = Words().queries
    for name, each in queries.items():
        say(f"  {name}: {len(each)} queries, such as {each[0] if each else '–'}")
    quotes = Publication.objects.filter(is_current=True).count()
    title = f"{connection.vendor}, {quotes:,} current publications"
    return [
        Table(
            f"Search in process, {title}",
            ("class", "order", "clients", "queries", "p50 ms", "p95 ms", "most ms"),
            list(in_process(queries)),
            (f"A query is ended after {LIMIT} s; every query is asked three times.",),
        ),
        Table(
            f"Search as served, {title}",
            ("class", "order", "clients", "requests", "p50 ms", "p95 ms", "most ms"),
            list(served(run, queries)),
            ("gunicorn, one worker of four threads, on a core of its own.",),
        ),
        Table(
            f"Naive search, {title}",
            ("class", "how", "queries", "p50 ms", "most ms", "ended after the limit"),
            list(naive(queries)),
        ),
        identity(queries, title),
    ]


def limit_queries():
    """Let PostgreSQL end what takes too long."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{LIMIT}s'")


# In process


def newest(query):
    """Find the first page, newest first, as the list does."""
    return page_of(Publication.objects.listed().matching(parse(query)), "", PAGE).rows


def best(query):
    """Find the first page, best match first, as the list does."""
    parsed = parse(query)
    keys = best_first(Publication.objects.listed().matching(parsed), parsed)[:PAGE]
    return list(Publication.objects.listed().in_bulk(keys).values())


ORDERS = {"newest": newest, "best": best}


def in_process(queries):
    """Yield rows: class, order, clients, queries, p50, p95, most."""
    for name, texts in queries.items():
        for order in ORDERS:
            for clients in CLIENTS:
                spent = _asked_by(clients, texts * 3, order)
                if spent:
                    yield (name, order, clients, len(spent), *_figures(spent))


def _asked_by(clients, texts, order):
    """Return the milliseconds of each query, asked by so many processes at once."""
    if clients == 1:
        return _asked((texts, order))
    connections.close_all()
    context = multiprocessing.get_context("fork")
    shares = [(texts[number::clients], order) for number in range(clients)]
    with context.Pool(clients) as pool:
        return [each for share in pool.map(_asked, shares) for each in share]


def _asked(task):
    texts, order = task
    limit_queries()
    found = []
    for text in texts:
        found.append(_timed(lambda text=text: ORDERS[order](text)))
    return found


def _timed(act):
    """Return how many milliseconds something took; LIMIT where it was ended."""
    began = time.perf_counter()
    try:
        act()
    except OperationalError:
        connection.rollback() if connection.in_atomic_block else None
        return LIMIT * 1000.0
    return (time.perf_counter() - began) * 1000


def _figures(spent):
    return median(spent), percentile(spent, 0.95), max(spent)


# As served


def served(run, queries):
    """Yield the same rows for whole pages, asked for over HTTP."""
    path = reverse("quotes:quote-list")
    connections.close_all()
    # No page is kept: each is found anew.
    with servers.ours(run.url, run.folder, NEWSROOM_PAGE_CACHE_MB="0") as port:
        for name, texts in queries.items():
            for order, more in (("newest", {}), ("best", {"sort": "best"})):
                paths = [f"{path}?{urlencode({'q': t, **more})}" for t in texts]
                for clients in CLIENTS:
                    spent = ask_each(port, paths * 2, clients)
                    if spent:
                        yield (name, order, clients, len(spent), *_figures(spent))
    limit_queries()


# Naive


def naive(queries):
    """Yield rows: class, how, queries, p50, most, how many were ended."""
    for name, texts in queries.items():
        if name in ("two words", "phrase"):
            continue
        for how, act in _naive_ways():
            spent = [_timed(lambda t=text, act=act: act(t)) for text in texts[:NAIVE]]
            if spent:
                ended = sum(each >= LIMIT * 1000 for each in spent)
                yield name, how, len(spent), median(spent), max(spent), ended


def _naive_ways():
    if connection.vendor == "postgresql":
        yield "ts_rank over all", _ranked
        yield "LIKE, newest first", _like
    else:
        yield "bm25 over all", _bm25
        yield "LIKE, newest first", _like


def _ranked(text):
    _fetch(
        "SELECT id FROM quotes_publication, plainto_tsquery('simple', %s) q "
        "WHERE is_current AND search_vector @@ q "
        "ORDER BY ts_rank(search_vector, q) DESC, id DESC LIMIT 25",
        [" ".join(_terms_of(text))],
    )


def _bm25(text):
    _fetch(
        "SELECT rowid FROM quotes_search WHERE quotes_search MATCH %s "
        "ORDER BY rank LIMIT 25",
        [" ".join(_terms_of(text))],
    )


def _like(text):
    _fetch(
        "SELECT id FROM quotes_publication WHERE is_current AND search_text LIKE %s "
        "ORDER BY sorted_on DESC, id DESC LIMIT 25",
        [f"%{text}%"],
    )


def _terms_of(text):
    from quotes.terms import terms

    return terms(text, "fr")


def _fetch(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        cursor.fetchall()


# The same answer


def identity(queries, title):
    """Compare first pages with what a plain query answers; return the table."""
    texts = [text for number in range(60) for text in _nth(queries, number)][:COMPARED]
    differing = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '120s'")
    for text in texts:
        shown = [row.public_id for row in newest(text)]
        plain = Publication.objects.listed().matching(text)
        plain = plain.order_by("-sorted_on", "-pk").values_list("public_id", flat=True)
        if shown != list(plain[: len(shown) or 1]):
            differing.append(text)
    limit_queries()
    notes = tuple(f"Differs: {text}" for text in differing)
    row = (len(texts), len(texts) - len(differing))
    columns = ("queries", "newest first as the plain query")
    return Table(f"The same answer, {title}", columns, [row], notes)


def _nth(queries, number):
    return [each[number] for each in queries.values() if number < len(each)]
