"""The queue with 100,000 statements waiting, on PostgreSQL.

`python -m tests.benchmarks.desk_queue` builds the rows in a throwaway cluster and tells
for each page its queries and the median of twenty loads, and how PostgreSQL finds the
rows. It ends with status 1 where a page takes more than ten queries or a page of the
plain queue is read without its index.
"""

# ruff: noqa: S311 - rows for a measurement, not secrets

import json
import os
import random
import statistics
import sys
import time
from datetime import timedelta

from tests.postgres import database_url
from tests.processes import say

STATEMENTS, ARTICLES, SPEAKERS = 100_000, 4_000, 800
LOADS = 20
MOST_QUERIES = 10
TEXT = "« Nous tiendrons parole », a déclaré Anna Brandt mardi à Bruxelles.\n"


def main():
    """Build, measure, tell; return the status to exit with."""
    with database_url() as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            me = build()
            return measure(me)
        finally:
            from django.db import connections

            connections.close_all()


def build():
    """Write the rows; return the verifier whose queue is measured."""
    from django.db import connection

    from quotes.models import Article, Quote, Revision, Span, Speaker
    from quotes.texts import sha256
    from tests.factories import make_editor, make_verifier

    say(f"building {STATEMENTS} waiting statements in {ARTICLES} articles")
    random.seed(3)
    me, editor = make_verifier(), make_editor()
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Dépêche {number}" if number % 3 else "",
            language="fr",
            release="published",
        )
        for number in range(ARTICLES)
    )
    speakers = Speaker.objects.bulk_create(
        Speaker(kind="person", name=f"Porte-parole {number}")
        for number in range(SPEAKERS)
    )
    texts = Revision.objects.bulk_create(
        Revision(article=article, number=1, text=TEXT, sha256=sha256(TEXT))
        for article in articles
    )
    statuses = ["unverified"] * 70 + ["proposed"] * 20 + ["under_review"] * 9
    quotes = Quote.objects.bulk_create(
        (
            Quote(
                article=articles[number % ARTICLES],
                kind="direct",
                words=f"Nous tiendrons parole, numéro {number}",
                language="fr",
                status=random.choice(statuses),
                changed_by=editor,
            )
            for number in range(STATEMENTS)
        ),
        batch_size=2000,
    )
    mentions = Span.objects.bulk_create(
        (
            Span(
                quote=quote,
                revision=texts[number % ARTICLES],
                role="mention",
                number=1,
                start=38,
                end=49,
                exact=TEXT[38:49],
            )
            for number, quote in enumerate(quotes)
        ),
        batch_size=2000,
    )
    _build_desk(quotes, mentions, speakers, me, editor)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return me


def _build_desk(quotes, mentions, speakers, me, editor):
    from django.utils import timezone

    from quotes.checks import RULES
    from quotes.models import Attribution, DeskItem, Finding, Review

    now, rules = timezone.now(), sorted(RULES)
    Attribution.objects.bulk_create(
        (
            Attribution(
                quote=quote,
                number=1,
                speaker=random.choice(speakers),
                mention=mention,
                rank="preferred",
                position=1,
                basis="printed",
            )
            for quote, mention in zip(quotes, mentions, strict=True)
        ),
        batch_size=2000,
    )
    items = DeskItem.objects.bulk_create(
        (
            DeskItem(
                quote=quote,
                article_id=quote.article_id,
                status=quote.status,
                severity=random.choice((0, 0, 0, 1, 1, 1, 1, 2, 2, 3)),
                waiting_since=now - timedelta(minutes=random.randrange(90_000)),
                open_reports=int(number % 5000 == 0),
                open_corrections=int(number % 9000 == 0),
                claimed_by=random.choice((me, editor)) if number % 5000 == 7 else None,
                claimed_until=now + timedelta(hours=1) if number % 5000 == 7 else None,
            )
            for number, quote in enumerate(quotes)
        ),
        batch_size=2000,
    )
    changers = DeskItem.changers.through
    changers.objects.bulk_create(
        (
            changers(deskitem_id=item.pk, user=me if number % 20 == 0 else editor)
            for number, item in enumerate(items)
        ),
        batch_size=2000,
    )
    Finding.objects.bulk_create(
        (
            Finding(quote=quote, rule=random.choice(rules), severity="medium")
            for quote in quotes
            if random.random() < 0.5
        ),
        batch_size=2000,
    )
    decisions = ("verify", "settle", "dispute", "change", "reattribute")
    Review.objects.bulk_create(
        (
            Review(
                quote=quote,
                number=1,
                decision=random.choice(decisions),
                by=random.choice((me, editor)),
                role="verifier",
                at=now - timedelta(minutes=random.randrange(30_000)),
                state={},
                digest="0" * 64,
            )
            for quote in quotes[:40_000]
        ),
        batch_size=2000,
    )


def measure(me):
    """Tell queries and time of each page, and the plan of the first; return the status."""
    from django.http import QueryDict
    from django.test import Client
    from django.utils import timezone

    from quotes.admin.desk.filters import Queue, cursor_of
    from quotes.models import Article, DeskItem, Speaker

    queue = Queue(QueryDict(), user=me, at=timezone.now())
    deep = queue.items()[STATEMENTS - 200]
    article = Article.objects.order_by("pk")[ARTICLES // 2].public_id
    speaker = Speaker.objects.order_by("pk")[5].public_id
    after = cursor_of(deep)
    pages = {
        "first page": "",
        "deep page": f"after={after}",
        "mine to decide": "whose=free",
        "blocked, rare status": "whose=blocked&status=under_review&severity=high",
        "finding": "finding=M001&severity=high",
        "article and speaker": f"article={article}&speaker={speaker}",
        "speaker": f"speaker={speaker}",
        "reports": "needs=reports",
    }
    client = Client(SERVER_NAME="localhost")
    client.force_login(me)
    client.get("/admin/desk/")
    is_bad = False
    for name, query in pages.items():
        is_bad |= tell(client, name, f"/admin/desk/?{query}")
    tell(client, "dashboard", "/admin/", limit=None)
    neighbours = timed(lambda: queue.neighbours(deep))
    say(f"neighbours deep in the queue: {neighbours:.1f} ms")
    rows = DeskItem.objects.count()
    say(f"rows on the desk: {rows}")
    for name, plan_of in (
        ("first page", queue.items()[:51]),
        ("deep page", deep_rows(queue, deep)),
    ):
        used = indexes_of(json.loads(plan_of.explain(format="json", analyze=True)))
        say(f"{name}: read through {', '.join(sorted(used)) or 'no index'}")
        is_bad |= "desk_item_in_order" not in used
    return int(is_bad)


def deep_rows(queue, item):
    """Return the rows of the page after an item, as Queue.page() asks for them."""
    from quotes.admin.desk import filters

    return queue.items().filter(filters._beyond(filters.key_of(item)))[:51]


def tell(client, name, address, limit=MOST_QUERIES):
    """Measure a page and say so; return whether it took too many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as log:
        page = client.get(address)
    if page.status_code != 200:
        raise SystemExit(f"{address}: {page.status_code}")
    slowest = max(log.captured_queries, key=lambda query: float(query["time"]))
    say(
        f"{name}: {len(log)} queries, {timed(lambda: client.get(address)):.0f} ms, "
        f"{len(page.content) / 1024:.0f} KB; slowest query {float(slowest['time']) * 1000:.0f} ms"
    )
    return limit is not None and len(log) > limit


def timed(act):
    """Return the median of twenty runs in milliseconds."""
    spent = []
    for _number in range(LOADS):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def indexes_of(plan):
    """Return the names of the indexes in a plan."""
    if isinstance(plan, list):
        return set().union(*map(indexes_of, plan))
    found = {plan["Index Name"]} if "Index Name" in plan else set()
    for key in ("Plan", "Plans"):
        if key in plan:
            found |= indexes_of(plan[key])
    return found


if __name__ == "__main__":
    sys.exit(main())
