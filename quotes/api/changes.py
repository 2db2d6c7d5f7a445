"""What changed since: for partners who keep a copy."""

from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from quotes.addresses import api_path, permanent_path
from quotes.api import shapes
from quotes.api.base import SETTLING, PublicationsView, told
from quotes.api.errors import BadParameter
from quotes.api.paging import from_token, page_size, to_token
from quotes.api.schema import describe
from quotes.jsonld import moment
from quotes.paging import BadToken
from quotes.vocabulary import Status

UNREADABLE = (
    "Give the cursor of an earlier answer, or a moment with its zone, such as "
    "2024-11-12T08:30:00Z (a + in an address has to be written %2B)."
)


@describe("list_changes", shapes.Changes, since=True)
class Changes(PublicationsView):
    """What readers saw change, in the order in which it changed

    Keep the link `next` and ask it again later: from there on nothing is missed. Some
    entries come twice, because a cursor never gets past the last minute, in which
    decisions may still come in. `more` says that there is more to fetch at once. An
    entry of kind *gone* has an id only: its article is not public any more.
    """

    parameters = ("since", "page_size")
    is_kept = False  # a cursor moves on when a minute is over

    def answer(self, request):
        now, size = timezone.now(), page_size(request)
        place = _place(request.query_params.get("since", ""))
        rows = told(now).filter(is_current=True, changed_at__lte=now)
        if place:
            at, key = place
            after = Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=key)
            rows = rows.filter(after, changed_at__gte=at)
        rows = rows.select_related("article").order_by("changed_at", "pk")
        rows = list(rows[: size + 1])
        has_more, rows = len(rows) > size, rows[:size]
        settled = [row for row in rows if row.changed_at <= now - SETTLING]
        if settled:
            place = settled[-1].changed_at, settled[-1].pk
        address = request.build_absolute_uri()
        if place:
            address = replace_query_param(address, "since", to_token(list(place)))
        return Response(
            {
                "next": address,
                "more": has_more and bool(settled),
                "results": [self.entry(row, now) for row in rows],
            }
        )

    def entry(self, row, now):
        kind = kind_of(row, now)
        is_gone = kind == "gone"
        path = permanent_path("quote", row.public_id)
        return {
            "id": row.public_id,
            "kind": kind,
            "version": None if is_gone else row.number,
            "status": None if is_gone else row.label.value,
            "changed_at": moment(
                row.article.taken_back_at if is_gone else row.changed_at
            ),
            "url": None if is_gone else self.absolute(path),
            "json": None
            if is_gone
            else self.absolute(api_path("quote", row.public_id)),
        }


def kind_of(row, now):
    """Return what happened to a quote: published, changed, under_review, withdrawn, gone."""
    if not row.article.is_public(now):
        return "gone"
    if row.status == Status.WITHDRAWN:
        return "withdrawn"
    if row.under_review:
        return "under_review"
    return "published" if row.number == 1 else "changed"


def _place(text):
    """Return (moment, key) after which to go on, None for the beginning.

    Raises BadParameter for what is neither a moment with its zone nor our cursor.
    """
    if not text:
        return None
    try:
        at = parse_datetime(text)
        if at is None:
            at, key = from_token(text)
            if isinstance(at, datetime) and isinstance(key, int):
                return at, key
        elif at.tzinfo is not None:
            return at.astimezone(UTC), 0
    except (ValueError, OverflowError, BadToken):
        pass
    raise BadParameter({"since": [UNREADABLE]})
