"""Public pages at 1,000,000 quotes beside Datasette and a floor, in one run.

`python -m tests.benchmarks.public_pages` starts a throwaway PostgreSQL, fills it
(tests/benchmarks/corpus.py), writes the same quotes to SQLite for Datasette, serves all
three on loopback and asks each for its pages in turn, several rounds. It stops and
removes all it made. With TEST_DATABASE_URL the corpus in that database is measured, and
loaded there first if it is not.

Options: --quotes, --rounds, --seconds (of each case in each round), --only (cases whose
name holds a text), --keep FOLDER (SQLite copy and Datasette's environment, used again),
--alone (without Datasette), --anew (one reader, and nothing kept: what a page costs when
nobody asked before).
"""

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from tests.benchmarks import servers
from tests.benchmarks.load_client import CONNECTIONS, fetch, find_client
from tests.postgres import throwaway_cluster
from tests.processes import say, stopping_on_signals

#: As a production server would have it at least; everything else is PostgreSQL's default.
SERVER_OPTIONS = "-c shared_buffers=1GB"

#: So many addresses of a case are asked for before it is measured, for sizes.
CHECKED = 8


def main(arguments=None):
    """Build, measure, tell; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--anew", action="store_true")
    options = parser.parse_args(arguments)
    with contextlib.ExitStack() as stack:
        stack.enter_context(stopping_on_signals())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = os.environ.get("TEST_DATABASE_URL") or stack.enter_context(
            throwaway_cluster(SERVER_OPTIONS)
        )
        cases = prepare(url, options.keep or folder, options)
        kept = {"NEWSROOM_PAGE_CACHE_MB": "0"} if options.anew else {}
        ports = {
            "ours": stack.enter_context(servers.ours(url, folder, **kept)),
            "floor": stack.enter_context(servers.floor(url, folder)),
        }
        if not options.alone:
            datasette = servers.datasette(options.program, options.file, folder)
            ports["Datasette"] = stack.enter_context(datasette)
        servers.pin_postgres(url)
        return measure(cases, ports, options)


def prepare(url, folder, options):
    """Fill the databases where that is not done; return the cases to measure."""
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    from quotes.models import Quote
    from tests.benchmarks.corpus import Corpus
    from tests.benchmarks.databases import SEED
    from tests.benchmarks.loading import load
    from tests.benchmarks.page_cases import (
        Choice,
        datasette_cases,
        floor_case,
        other_pages,
        our_cases,
    )
    from tests.benchmarks.sqlite_copy import copy_to_sqlite, find_datasette

    call_command("migrate", verbosity=0)
    say(f"{options.quotes:,} quotes in PostgreSQL")
    if not Quote.objects.exists():
        load(Corpus(options.quotes, SEED))
    choice = Choice()
    cases = [*our_cases(choice), *other_pages(choice), floor_case()]
    if not options.alone:
        options.program = find_datasette(folder)
        options.file = folder / "quotes.db"
        if not options.file.exists():
            copy_to_sqlite(url, options.file)
        cases += datasette_cases(choice, options.file)
    connection.close()
    return [case for case in cases if options.only in case.name]


def measure(cases, ports, options):
    """Ask for all cases in turn, several rounds, and tell the medians."""
    client = find_client()
    cases, sizes, queries = checked(cases, ports)
    found = defaultdict(list)
    for number in range(options.rounds):
        began = time.perf_counter()
        for case in cases:
            port = ports[case.server]
            settle(port, case)
            found[case.name, case.server].append(
                client(
                    *(port, case.paths, case.headers, options.seconds),
                    connections=1 if options.anew else CONNECTIONS,
                )
            )
        say(
            f"\nround {number + 1}: {time.perf_counter() - began:.0f} s, medians so far"
        )
        tell(cases, found, sizes, queries)
    return int(any(each.failed for every in found.values() for each in every))


def settle(port, case):
    """Wait until a server is done with what the case before left, and warm this one up.

    The client goes away while some of its requests are being answered.
    """
    for path in (case.paths * CONNECTIONS)[:CONNECTIONS]:
        fetch(port, path, case.headers)


def checked(cases, ports):
    """Ask for some paths of each; return the cases, with the 304, sizes and queries.

    Stops where an answer is not what the case says.
    """
    from dataclasses import replace

    sizes, queries, known = {}, {}, {}
    for case in cases:
        answers = []
        for path in case.paths[:CHECKED]:
            status, headers, size = fetch(ports[case.server], path, case.headers)
            if status != case.status:
                raise SystemExit(f"{case.server} {path}: {status}, not {case.status}")
            answers.append(size)
            known.setdefault((case.server, path, case.name), headers.get("ETag"))
        sizes[case.name, case.server] = statistics.median(answers)
        if case.server == "ours":
            queries[case.name] = queries_of(case.paths[0])
    for case in [each for each in cases if each.name in ("list, first page", "quote")]:
        path = case.paths[0]
        headers = {**case.headers, "If-None-Match": known["ours", path, case.name]}
        again = replace(
            case, name=f"{case.name}: 304", paths=[path], headers=headers, like=""
        )
        status, _headers, size = fetch(ports["ours"], path, headers)
        if status != 304:
            raise SystemExit(f"{path}: {status}, not 304")
        sizes[again.name, "ours"] = size
        queries[again.name] = queries_of(path)
        cases = [*cases, again]
    return cases, sizes, queries


def queries_of(path):
    """Return how many queries a page takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as log:
        Client(SERVER_NAME="localhost").get(path)
    connection.close()
    return len(log)


def tell(cases, found, sizes, queries):
    """Print a table in Markdown: medians of the rounds, and ratios between them."""
    rates = {
        key: statistics.median(each.rate for each in every)
        for key, every in found.items()
    }
    floor = rates.get(("floor", "floor"))
    say(
        "| server | case | queries | KB | req/s (least–most) | p50 ms | p95 ms | of the floor | of Datasette |"
    )
    say("|---|---|---|---|---|---|---|---|---|")
    for case in cases:
        key = (case.name, case.server)
        every = found[key]
        like = rates.get((case.like, "Datasette"))
        spread = [each.rate for each in every]
        cells = [
            case.server,
            case.name,
            str(queries.get(case.name, "")) if case.server == "ours" else "",
            f"{sizes[key] / 1000:.1f}",
            f"{rates[key]:.0f} ({min(spread):.0f}–{max(spread):.0f})",
            f"{statistics.median(each.p50 for each in every):.1f}",
            f"{statistics.median(each.p95 for each in every):.1f}",
            f"{rates[key] / floor:.3f}" if floor else "",
            f"{rates[key] / like:.2f}" if like else "",
        ]
        say(f"| {' | '.join(cells)} |")
    failed = sum(each.failed for every in found.values() for each in every)
    say(f"{failed} requests failed." if failed else "No request failed.")


if __name__ == "__main__":
    sys.exit(main())
