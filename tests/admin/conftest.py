"""What the tests of the panel share: logging in, and addresses."""

import pytest
from django.urls import reverse

from quotes.models import Quote


@pytest.fixture
def log_in(client):
    """Return the client, logged in as somebody."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def address(model, page, *args):
    """Return the address of an admin page: address("quote", "change", 1)."""
    return reverse(f"admin:quotes_{model}_{page}", args=args)


def span_rows(*rows):
    """Return the data of the form's rows of words, from (role, words[, start])."""
    data = {"spans-TOTAL_FORMS": len(rows), "spans-INITIAL_FORMS": 0}
    for number, (role, words, *start) in enumerate(rows):
        data[f"spans-{number}-role"] = role
        data[f"spans-{number}-exact"] = words
        data[f"spans-{number}-number"] = ""
        data[f"spans-{number}-start"] = start[0] if start else ""
    return data


def stored_rows(quote):
    """Return the data of the rows as the form shows them for a stored quote."""
    spans = list(quote.spans.order_by("pk"))
    data = span_rows(*[(span.role, span.exact) for span in spans])
    for number, span in enumerate(spans):
        data[f"spans-{number}-number"] = span.number
    return data


def quote_data(quote, **changed):
    """Return what the form of a quote posts, with some fields changed."""
    names = ("external_id", "kind", "polarity", "language", "occasion")
    data = {name: getattr(quote, name) for name in names}
    data |= {
        "seen_version": quote.version,
        "reason": "",
        "source": quote.source_id or "",
    }
    for name in ("said_on", "said_on_precision", "said_on_printed", "said_on_known"):
        data[name] = getattr(quote, name) or ""
    return {**data, **stored_rows(quote), **changed}


def reloaded(quote):
    """Return a quote as it is stored now."""
    return Quote.objects.get(pk=quote.pk)
