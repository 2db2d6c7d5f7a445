"""Paging by place, not by number, in both directions."""

import base64
import json
from datetime import UTC, datetime

from django.db.models import Q
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from quotes.api.errors import BadParameter
from quotes.paging import BadToken, KeysetPage, page_of

DEFAULT_SIZE, MOST = 25, 100
#: The parameters of every list.
PARAMETERS = ("cursor", "page_size")


class QuotePaging(BasePagination):
    """Pages of publications, newest first, as quotes.paging cuts them."""

    def paginate_queryset(self, queryset, request, view=None):
        """Return the rows of the page that a request asks for, as a list.

        Raises BadParameter for a cursor that is not ours and a size that cannot be.
        """
        self.request = request
        size = page_size(request)
        try:
            page = self.page_of(queryset, request.query_params.get("cursor", ""), size)
        except BadToken as error:
            message = "This cursor is none of ours: follow the links next and previous."
            raise BadParameter({"cursor": [message]}) from error
        self.next, self.previous = page.next, page.previous
        return page.rows

    def page_of(self, queryset, token, size):
        return page_of(queryset, token, size)

    def get_paginated_response(self, data):
        return Response(
            {
                "next": self._address(self.next),
                "previous": self._address(self.previous),
                "results": data,
            }
        )

    def _address(self, token):
        if not token:
            return None
        return replace_query_param(self.request.build_absolute_uri(), "cursor", token)


class RowPaging(QuotePaging):
    """Pages of other rows, in an order of columns that are never empty.

    columns maps their names, with a minus for descending, to the type of their values;
    the last one is unique.
    """

    def __init__(self, columns):
        self.order, self.kinds = tuple(columns), tuple(columns.values())

    def page_of(self, queryset, token, size):
        """Return the page of at most size rows that a token leads to; "" is the first."""
        if not token:
            rows = list(queryset.order_by(*self.order)[: size + 1])
            return self._page(rows[:size], has_next=len(rows) > size)
        leads_back, values = self._read(token)
        order = [_reversed(each) for each in self.order] if leads_back else self.order
        found = queryset.filter(_beyond(order, values)).order_by(*order)
        rows = list(found[: size + 1])
        has_more, rows = len(rows) > size, rows[:size]
        if not leads_back:
            return self._page(rows, has_next=has_more, has_previous=True)
        if not rows:
            return self.page_of(queryset, "", size)
        return self._page(rows[::-1], has_next=True, has_previous=has_more)

    def _page(self, rows, *, has_next=False, has_previous=False):
        return KeysetPage(
            rows,
            self._token("n", rows[-1]) if rows and has_next else "",
            self._token("p", rows[0]) if rows and has_previous else "",
        )

    def _token(self, direction, row):
        values = [getattr(row, each.lstrip("-")) for each in self.order]
        return to_token([direction, *values])

    def _read(self, token):
        direction, *values = from_token(token)
        if direction not in ("n", "p") or tuple(map(type, values)) != self.kinds:
            raise BadToken(token)
        return direction == "p", values


def _reversed(column):
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"


def _beyond(order, values):
    """Return the condition that a row comes after these values, in an order."""
    beyond, same = Q(), {}
    for column, value in zip(order, values, strict=True):
        name = column.lstrip("-")
        comparison = "lt" if column.startswith("-") else "gt"
        beyond |= Q(**same, **{f"{name}__{comparison}": value})
        same[name] = value
    return beyond


def page_size(request):
    """Return how many rows a request asks for, 25 when it does not say.

    Raises BadParameter for what is no number from 1 to 100.
    """
    text = request.query_params.get("page_size", str(DEFAULT_SIZE))
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST:
        return int(text)
    raise BadParameter({"page_size": [f"Give a whole number from 1 to {MOST}."]})


# Tokens: a list of texts, whole numbers and moments, opaque to who keeps them


def to_token(values):
    """Return a list of texts, whole numbers and aware moments as one opaque text."""
    plain = [
        {"at": value.isoformat()} if isinstance(value, datetime) else value
        for value in values
    ]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_token(token):
    """Return the list that to_token() made a text of; BadToken for any other text."""
    try:
        padded = token.encode("ascii") + b"=" * (-len(token) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(values, list) or not values:
            raise BadToken(token)
        return [_value(each) for each in values]
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as no:
        raise BadToken(token) from no


def _value(plain):
    """Return a value as the database takes it."""
    if isinstance(plain, dict):
        found = datetime.fromisoformat(plain["at"])
        if found.tzinfo is None:
            raise ValueError(plain)
        return found.astimezone(UTC)
    if type(plain) is int and 0 <= plain < 2**63:
        return plain
    if isinstance(plain, str) and "\0" not in plain:
        plain.encode()  # half a surrogate pair is no text
        return plain
    raise ValueError(plain)
