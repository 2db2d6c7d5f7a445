"""Keyset paging: a page begins after a row, not after a number of rows.

So the thousandth page costs what the first one does, and a quote published meanwhile
shifts nothing. A token names the row, by the day it is listed under and its key.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from django.db.models import Q


class BadToken(ValueError):
    """A paging token that none of our pages gave out."""


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """Rows, newest first, and the tokens of the pages beside them ("" for none)."""

    rows: list
    next: str
    previous: str


def page_of(queryset, token, size):
    """Return the page of at most size rows that a token leads to; "" is the first.

    The order is that of newest_first(): by the day listed under, then by key, both
    descending. Raises BadToken for a token that is not ours.
    """
    if not token:
        rows = list(queryset.order_by("-sorted_on", "-pk")[: size + 1])
        return _page(rows, size, has_previous=False)
    leads_back, day, key = _read(token)
    if not leads_back:
        beyond = Q(sorted_on__lt=day) | Q(sorted_on=day, pk__lt=key)
        found = queryset.filter(beyond, sorted_on__lte=day)
        rows = list(found.order_by("-sorted_on", "-pk")[: size + 1])
        return _page(rows, size, has_previous=True)
    beyond = Q(sorted_on__gt=day) | Q(sorted_on=day, pk__gt=key)
    found = queryset.filter(beyond, sorted_on__gte=day)
    rows = list(found.order_by("sorted_on", "pk")[: size + 1])
    has_previous = len(rows) > size
    rows = rows[:size][::-1]
    if not rows:
        return page_of(queryset, "", size)
    return KeysetPage(
        rows, _token("n", rows[-1]), _token("p", rows[0]) if has_previous else ""
    )


def blocks_of(queryset, size):
    """Yield all rows of a queryset, newest first, read in blocks of size rows.

    For exports: the memory does not grow with the rows.
    """
    token = ""
    while True:
        page = page_of(queryset, token, size)
        yield from page.rows
        token = page.next
        if not token:
            return


def _page(rows, size, *, has_previous):
    shown = rows[:size]
    return KeysetPage(
        shown,
        _token("n", shown[-1]) if len(rows) > size else "",
        _token("p", shown[0]) if has_previous and shown else "",
    )


def _token(direction, row):
    text = f"{direction}{row.sorted_on.isoformat()}/{row.pk}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(token):
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
        day, key = text[1:].split("/")
        if text[0] not in "np" or not key.isdigit() or len(key) > 18:
            raise ValueError
        return text[0] == "p", date.fromisoformat(day), int(key)
    except (ValueError, binascii.Error, IndexError) as error:
        raise BadToken(token) from error
