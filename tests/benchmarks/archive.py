"""What a run over an archive costs, by workers; prints a table.

`python -m tests.benchmarks.archive --articles 5000 --rounds 3` fills the empty database
of DATABASE_URL with dispatches (`python -m tests.postgres -- …` gives one), and then, in
each round: the engine alone in one process, `find_quotes --all` with one worker process
and with two, each from an archive without a proposal. What is linear is twice one worker
process, which writes what it finds as well.
"""

import argparse
import os
import resource
import statistics
import sys
import time

import django

from tests.processes import say

#: Rows that go before the next run, children first.
PROPOSED = (
    *("DeskItem", "Finding", "Proposal", "Review", "Attribution", "Span", "Quote"),
    "Searched",
)


def main(arguments=None):
    """Fill the database, run the rounds, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chunk", type=int, default=50)
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill(options.articles)
    took = {"engine alone": [], "1 worker": [], "2 workers": []}
    for _round in range(options.rounds):
        took["engine alone"].append(engine_alone())
        for name, workers in (("1 worker", 1), ("2 workers", 2)):
            took[name].append(searched_by(workers, options.chunk))
    report(connection.vendor, options, took)


def fill(count):
    """Write an archive of dispatches and those whom the newsroom knows."""
    from quotes.models import Article, Revision, Speaker
    from quotes.texts import sha256
    from tests.benchmarks.dispatches import dispatch, known

    Speaker.objects.bulk_create(
        [Speaker(name=name, kind="person") for name in known(1)]
    )
    for first in range(0, count, 1000):
        made = [dispatch(number) for number in range(first, min(first + 1000, count))]
        articles = [
            Article(language=each.language, headline=each.headline) for each in made
        ]
        Article.objects.bulk_create(articles)
        Revision.objects.bulk_create(
            [
                Revision(article=article, number=1, text=text, sha256=sha256(text))
                for article, text in zip(articles, [m.text for m in made], strict=True)
            ]
        )


def engine_alone():
    """Return (seconds, processor seconds) of the engine over all texts, one process."""
    from quotes.importers.archive.chunks import keys_in_chunks, read_chunk, searchable
    from quotes.importers.archive.orders import Order
    from quotes.importers.known import Directory
    from quotes.importers.searching import search

    directory, order = Directory(), Order(by=None, again=True)
    spent = processor = 0
    for keys in keys_in_chunks(searchable(), 50):
        texts = read_chunk(keys, order).texts
        began, used = time.perf_counter(), time.process_time()
        search(texts, directory, 60)
        spent += time.perf_counter() - began
        processor += time.process_time() - used
    return spent, processor


def searched_by(workers, chunk):
    """Return (seconds, processor seconds of the client) of a run; forget what it found.

    One worker is a process too, beside this one, so that two are twice the same. The
    time is that from the first chunk done to the last: workers start once in a run.
    """
    from quotes.importers import load
    from quotes.importers.archive import runs
    from quotes.importers.archive.chunks import searchable
    from quotes.importers.archive.orders import Order
    from quotes.importers.known import Directory

    order = Order(by=load.engine_account().pk, size=chunk)
    used = _processor()
    chunks = runs.keys_in_chunks(searchable(), order.size)
    going = runs._Run(order, Directory(), workers).over(chunks)
    done, began = 0, None
    for outcome in going:
        if outcome.error:
            sys.exit(f"{outcome.article}: {outcome.error}")
        if began is None:
            began = time.perf_counter()
        done += 1
    spent = time.perf_counter() - began
    forget()
    # The first chunk was done before the clock ran.
    return spent * done / (done - chunk), _processor() - used


def _processor():
    used = [resource.getrusage(who) for who in (0, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def forget():
    """Empty what a run wrote."""
    from django.db import connection

    from quotes import models

    tables = [getattr(models, name) for name in PROPOSED]
    tables += [
        getattr(models, n).history.model for n in ("Quote", "Span", "Attribution")
    ]
    tables.insert(0, models.DeskItem.changers.through)
    names = [connection.ops.quote_name(each._meta.db_table) for each in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            return
        for name in names:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - ours


def report(vendor, options, took):
    """Print the medians of the rounds."""
    from quotes.models import Article

    articles = Article.objects.count()
    say(
        f"{vendor}, {articles:,} articles, chunks of {options.chunk}, load of the machine "
        f"{os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} cores"
    )
    say("")
    say("| what | articles/s (least–most) | ms processor time an article |")
    say("|---|---|---|")
    middle = {}
    for name, rounds in took.items():
        speeds = [articles / spent for spent, _used in rounds]
        used = statistics.median(used for _spent, used in rounds)
        middle[name] = statistics.median(speeds)
        say(
            f"| {name} | {middle[name]:.1f} ({min(speeds):.1f}–{max(speeds):.1f}) | "
            f"{used / articles * 1000:.2f} |"
        )
    ratios = [
        one / (2 * two)
        for (one, _a), (two, _b) in zip(
            took["1 worker"], took["2 workers"], strict=True
        )
    ]
    alone = [
        engine / (2 * two)
        for (engine, _a), (two, _b) in zip(
            took["engine alone"], took["2 workers"], strict=True
        )
    ]
    say("")
    say(
        f"2 workers, of linear: {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}–{max(ratios):.2f}); of twice the engine alone: "
        f"{statistics.median(alone):.2f}"
    )


if __name__ == "__main__":
    main()
