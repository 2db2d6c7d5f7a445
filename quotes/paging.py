"""Keyset paging: a page begins after a row, not after a number of rows.

So the thousandth page costs what the first one does, and a quote published meanwhile
shifts nothing. A token names the row, by the day it is listed under and its key.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator

from quotes.newest import newest_keys


class BadToken(ValueError):
    """A paging token that none of our pages gave out."""


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """Rows, newest first, and the tokens of the pages beside them ("" for none).

    read_to: the day down to which the list was read, where the page ends there and not
    with the last row; None else.
    """

    rows: list
    next: str
    previous: str
    read_to: date | None = None


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


def page_of(publications, token, size, *, known=None, least=None):
    """Return the page of at most size rows that a token leads to; "" is the first.

    The order is that of newest_first(): by the day listed under, then by key, both
    descending. known: what newest_keys() found of the first page, if the caller has it. A page
    may hold fewer rows than size and still have a next one; least: so many, at least,
    where the database has them together.
    Raises BadToken for a token that is not ours.
    """
    if token:
        leads_back, day, key = _read(token)
        if leads_back:
            return _page_before(publications, day, key, size)
        publications = publications.beyond(day, key)
    found = known if known and not token else newest_keys(publications, size + 1, least)
    keys = found.keys[: size + 1]
    rows = publications.model.objects.in_bulk(keys[:size])
    rows = [rows[key] for key in keys if key in rows]
    following = ""
    if len(keys) > size:
        following = _token("n", rows[-1].sorted_on, rows[-1].pk)
    elif found.end:
        following = _token("n", *found.end)
    return KeysetPage(
        rows,
        following,
        _token("p", rows[0].sorted_on, rows[0].pk) if token and rows else "",
        found.end[0] if found.end and len(keys) <= size else None,
    )


def _page_before(publications, day, key, size):
    rows = publications.beyond(day, key, newer=True).oldest_first()[: size + 1]
    rows = list(rows)
    has_previous = len(rows) > size
    rows = rows[:size][::-1]
    if not rows:
        return page_of(publications, "", size)
    first, last = rows[0], rows[-1]
    return KeysetPage(
        rows,
        _token("n", last.sorted_on, last.pk),
        _token("p", first.sorted_on, first.pk) if has_previous else "",
    )


def blocks_of(queryset, size):
    """Yield all rows of a queryset, newest first, read in blocks of size rows.

    For exports: the memory does not grow with the rows.
    """
    token = ""
    while True:
        page = page_of(queryset, token, size, least=0)
        yield from page.rows
        token = page.next
        if not token:
            return


def _token(direction, day, key):
    text = f"{direction}{day.isoformat()}/{key}"
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
