"""What the same pages cost on more quotes: 100,000, 1,000,000, 10,000,000.

Every size is served by a gunicorn of its own at the same time and asked in turn, one
request after the other, so that what else the machine does meets all sizes alike. No
server keeps pages: each is made anew.
"""

import contextlib
from urllib.parse import quote, urlencode

import psycopg
from django.urls import reverse

from tests.benchmarks import servers
from tests.benchmarks.load_client import ask_each, fetch
from tests.benchmarks.tables import Table, median, percentile
from tests.benchmarks.word_classes import Words

#: So many quotes, words and rounds of each page.
MANY = 30
#: A quote that readers may see, from a key on.
SAMPLE = """
SELECT p.public_id FROM quotes_publication p
JOIN quotes_article a ON a.id = p.article_id
WHERE p.id >= %s AND p.is_current AND p.status <> 'withdrawn' AND a.release = 'published'
ORDER BY p.id LIMIT 1
"""


def measure(run):
    """Return one table: a row for each page, a column for each size and its ratio."""
    words = Words(many=MANY).queries
    found = {}
    with contextlib.ExitStack() as stack:
        ports = {}
        for label, url in run.urls.items():
            folder = run.folder / label
            folder.mkdir()
            serving = servers.ours(url, folder, NEWSROOM_PAGE_CACHE_MB="0")
            ports[label] = stack.enter_context(serving)
        most = _smallest(run.urls.values())
        paths = {
            label: paths_of(run.urls[label], port, words, most)
            for label, port in ports.items()
        }
        for number in range(run.rounds + 1):
            for page in next(iter(paths.values())):
                for label, port in ports.items():
                    spent = ask_each(port, paths[label][page], 1)
                    if number:  # the first round warms up
                        found.setdefault((page, label), []).extend(spent)
    first = next(iter(ports))
    rows = [
        (page, *_cells(found, page, list(ports), first))
        for page in next(iter(paths.values()))
    ]
    columns = ("page",)
    for label in ports:
        columns += (f"{label} p50 ms", f"{label} p95 ms")
        columns += (f"{label} of {first}",) if label != first else ()
    notes = ("Whole pages over HTTP, one client; p50 is what the ratio is of.",)
    return [Table("Cost as it grows", columns, rows, notes)]


def _cells(found, page, labels, first):
    base = median(found[page, first])
    for label in labels:
        spent = found[page, label]
        yield median(spent)
        yield percentile(spent, 0.95)
        if label != first:
            yield f"{median(spent) / base:.2f} ×"


def _smallest(urls):
    """Return how many publications the smallest database has: all have those rows whole."""
    counts = []
    for url in urls:
        with psycopg.connect(url) as link:
            counts += link.execute("SELECT max(id) FROM quotes_publication").fetchone()
    return min(counts)


def paths_of(url, port, words, most):
    """Return {page: paths}, the same pages for every size."""
    quotes, found = reverse("quotes:quote-list"), {}
    found["list"] = [quotes] * MANY
    found["list as JSON"] = [reverse("quotes:quote-list-json")] * MANY
    found["quote"] = _quote_paths(url, port, most)
    for name in ("medium", "common", "commonest"):
        texts = words[name]
        found[f"search, {name} words"] = [
            f"{quotes}?{urlencode({'q': text})}" for text in texts
        ]
    return {page: paths for page, paths in found.items() if paths}


def _quote_paths(url, port, most):
    """Return the addresses of quotes with their slugs, as pages link them."""
    found = []
    with psycopg.connect(url) as link:
        for number in range(MANY):
            key = most * number // MANY
            (public_id,) = link.execute(SAMPLE, [key]).fetchone()
            short = reverse("quotes:quote-short", kwargs={"public_id": public_id})
            _status, headers, _size = fetch(port, short, {})
            found.append(quote(headers.get("Location", short), safe="/%"))
    return found
