"""Every kind of page of the editors' panel, opened in process: queries, time, weight.

`python -m tests.benchmarks.admin_pages` opens them in the database of DATABASE_URL (see
tests/benchmarks/multiply.py for rows) as a superuser and, where a page differs by role,
as a verifier. Each kind is opened once to warm up and then `--loads` times; printed are
the number of queries, the median and the 95th percentile in milliseconds, what the
database took of one load, the processor time of this process alone (which a busy machine
does not stretch), and the weight of the page. Ends with status 1 where a median is above
`--most` milliseconds.

Nothing is changed but sessions, log-ins and two users of the measurement's own.
"""

import argparse
import os
import re
import statistics
import sys
import time

from tests.benchmarks.admin_cases import cases, sizes
from tests.processes import say

#: A page that took longer than this once is not opened again: it is slow, that is known.
ONCE_FROM = 3.0


def main(arguments=None):
    """Open the pages and tell; return the status to exit with."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--loads", type=int, default=9)
    parser.add_argument("--most", type=float, default=200, help="milliseconds")
    parser.add_argument("--only", default="", help="a regular expression for names")
    parser.add_argument("--timeout", type=int, default=30, help="seconds of one query")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    limit_queries(options.timeout)
    say(", ".join(f"{name} {count:,}" for name, count in sizes().items()))
    say(
        f"{'page':<58}{'queries':>8}{'median':>9}{'p95':>9}{'SQL':>8}{'CPU':>7}{'kB':>7}"
    )
    slow = []
    for case in cases():
        if re.search(options.only, case.name):
            found = measure(case, options.loads)
            say(line_of(case, found))
            if found["median"] > options.most:
                slow.append(case.name)
    say(f"above {options.most:.0f} ms: {', '.join(slow) or 'none'}")
    return int(bool(slow))


def limit_queries(seconds):
    """Let PostgreSQL end a query after so many seconds, so that the run goes on."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{seconds}s'")


def measure(case, loads):
    """Return {queries, median, p95, sql, weight, status} of a case; times in ms."""
    from django.db import DatabaseError, connection
    from django.test.utils import CaptureQueriesContext

    spent, status, weight = [], 0, 0
    with CaptureQueriesContext(connection) as log:
        began = time.perf_counter()
        try:
            page = case.open()
        except (DatabaseError, KeyError) as error:
            # A page of a light copy (multiply.py) has no states to show.
            return failed(type(error).__name__, time.perf_counter() - began)
        first = time.perf_counter() - began
    status, weight = page.status_code, len(page.content) / 1024
    sql = sum(float(query["time"]) for query in log.captured_queries) * 1000
    busy = time.process_time()
    if first > ONCE_FROM:
        spent, busy = [first * 1000], 0
    else:
        for _number in range(loads):
            began = time.perf_counter()
            case.open()
            spent.append((time.perf_counter() - began) * 1000)
        busy = (time.process_time() - busy) / loads
        with CaptureQueriesContext(connection) as log:
            case.open()
        sql = sum(float(query["time"]) for query in log.captured_queries) * 1000
    return {
        "queries": len(log.captured_queries),
        "median": statistics.median(spent),
        "p95": sorted(spent)[max(0, round(0.95 * len(spent)) - 1)],
        "sql": sql,
        "cpu": busy * 1000,
        "weight": weight,
        "status": status,
    }


def failed(why, spent):
    """Return the figures of a page that the database gave up on."""
    ms = spent * 1000
    return {
        "queries": 0,
        "median": ms,
        "p95": ms,
        "sql": ms,
        "cpu": 0,
        "weight": 0,
        "status": why,
    }


def line_of(case, found):
    """Return what is told of one page."""
    told = (
        f"{case.name:<58}{found['queries']:>8}{found['median']:>9.0f}"
        f"{found['p95']:>9.0f}{found['sql']:>8.0f}{found['cpu']:>7.0f}{found['weight']:>7.0f}"
    )
    return told if found["status"] == 200 else f"{told}  {found['status']}"


if __name__ == "__main__":
    sys.exit(main())
