"""Keyset paging: a page begins after a row, not after a number of rows.

So the thousandth page costs what the first one does, and a quote published meanwhile
shifts nothing. A token names the row, by the day it is listed under and its key.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator


class BadToken(ValueError):
    """A paging token that none of our pages gave out."""


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """Rows, newest first, and the tokens of the pages beside them ("" for none)."""

    rows: list
    next: str
    previous: str


class UncountedPaginator(Paginator):
    """Numbered pages of a list that nobody counts.

    A page is read with one row more than it shows, which tells whether another follows.
    """

    @property
    def count(self):
        raise NotImplementedError("The rows of this list are not counted.")

    def validate_number(self, number):
        """Return the number of a page; PageNotAnInteger or EmptyPage for what is none.

        Database offsets end at 2**63.
        """
        try:
            number = int(str(number)[:16])
        except ValueError:
            raise PageNotAnInteger(number) from None
        if number < 1:
            raise EmptyPage(number)
        return number

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and number > 1:
            raise EmptyPage(number)
        return UncountedPage(rows, number, self)


class UncountedPage(Page):
    """A page that knows of the one after it, and not how many there are."""

    def __init__(self, rows, number, paginator):
        self.is_followed = len(rows) > paginator.per_page
        super().__init__(rows[: paginator.per_page], number, paginator)

    def has_next(self):
        return self.is_followed

    def next_page_number(self):
        return self.number + 1

    def previous_page_number(self):
        return self.number - 1


def page_of(queryset, token, size):
    """Return the page of at most size rows that a token leads to; "" is the first.

    The order is that of newest_first(): by the day listed under, then by key, both
    descending. Raises BadToken for a token that is not ours.
    """
    if not token:
        rows = list(queryset.newest_first()[: size + 1])
        return _page(rows, size, has_previous=False)
    leads_back, day, key = _read(token)
    if not leads_back:
        rows = list(queryset.beyond(day, key).newest_first()[: size + 1])
        return _page(rows, size, has_previous=True)
    rows = list(queryset.beyond(day, key, newer=True).oldest_first()[: size + 1])
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
