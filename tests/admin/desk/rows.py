"""Rows of the desk for tests of the queue: placed by hand, hence without reviews."""

from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from quotes.admin.desk.filters import Queue
from quotes.models import Article, DeskItem, Finding, Quote
from tests.factories import make_editor

#: The moment of these tests, and a day long before it.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
THEN = NOW - timedelta(days=3)


def make_piece(headline="Les pourparlers reprennent"):
    """Return an article without a text."""
    return Article.objects.create(headline=headline, language="fr", release="published")


def make_item(article=None, *, severity=1, since=THEN, changers=(), **columns):
    """Return a row of the desk for a new statement; columns are those of the row.

    status= is the statement's, claimed_by= and claimed_until= say who is on it.
    """
    article = article or make_piece()
    number = article.quotes.count()
    quote = Quote.objects.create(
        article=article,
        kind="direct",
        words=f"Nous tiendrons parole, numéro {number}",
        language="fr",
        status=columns.pop("status", "unverified"),
        changed_by=make_editor(),
        changed_at=since,
    )
    item = DeskItem.objects.create(
        quote=quote,
        article=article,
        status=quote.status,
        severity=severity,
        waiting_since=since,
        **columns,
    )
    item.changers.set(changers)
    return item


def make_finding(item, rule="Q01", severity="medium", **columns):
    """Return an open finding of a statement on the desk."""
    return Finding.objects.create(
        quote=item.quote, rule=rule, severity=severity, **columns
    )


def queue_of(user, query="", at=NOW):
    """Return the queue that a query string describes."""
    return Queue(QueryDict(query), user=user, at=at)


def names(rows):
    """Return the public ids of the statements of rows."""
    return [row.quote.public_id for row in rows]
