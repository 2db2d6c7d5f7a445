"""Quotes, one quote, and what was shown of it before."""

from rest_framework.response import Response

from quotes.addresses import api_path, default_path, permanent_path
from quotes.api import shapes
from quotes.api.base import PublicationsView, found_or_404
from quotes.api.errors import BadParameter, Withdrawn
from quotes.api.paging import PARAMETERS, QuotePaging, RowPaging
from quotes.api.schema import describe, values_of
from quotes.filtersets import PublicationFilter
from quotes.jsonld import moment
from quotes.models import Publication, QuoteLink
from quotes.public import linked
from quotes.records import quote_record
from quotes.typography import plain_statement
from quotes.vocabulary import Status


@describe("list_quotes", shapes.QuotePage, filters=PublicationFilter)
class QuoteList(PublicationsView):
    """Public quotes, newest first

    By the day they were said or, where that is not known, the day their article was
    published. Withdrawn quotes are not listed: `changes` tells of them.
    """

    parameters = (*PublicationFilter.base_filters, *PARAMETERS)
    # Who is meant by a name, and who was merged into whom, is in no publication.
    undated_parameters = ("q", "speaker")

    def answer(self, request):
        filters = PublicationFilter(
            request.query_params, queryset=Publication.objects.listed()
        )
        if not filters.is_valid():
            raise BadParameter(refusals(filters.form))
        paging = QuotePaging()
        rows = paging.paginate_queryset(filters.qs, request)
        return paging.get_paginated_response(
            [quote_record(row, self.absolute) for row in rows]
        )


def refusals(form):
    """Return what is wrong with the filters, and what each of them takes, by name."""
    found = {}
    for name, told in form.errors.items():
        values = ", ".join(values_of(form.fields[name]) or ())
        found[name] = [*told, *([f"Allowed: {values}."] if values else [])]
    return found


class OneQuote(PublicationsView):
    """What the answers about one quote share: once withdrawn, there is none."""

    def current(self, public_id):
        """Return the quote's current publication.

        Raises Http404 where readers never saw one, Withdrawn where it was taken back.
        """
        row = found_or_404(Publication.objects.current(), public_id)
        if row.status == Status.WITHDRAWN:
            raise Withdrawn(quote_record(row, self.absolute))
        return row


@describe("get_quote", shapes.QuoteDetail, gone=True)
class QuoteDetail(OneQuote):
    """One quote as it is shown now

    `related` are the public quotes that deny, confirm, repeat, reword or translate it.
    A withdrawn quote answers 410 with its notices.
    """

    def answer(self, request, public_id):
        row = self.current(public_id)
        record = quote_record(row, self.absolute)
        record["related"] = [
            self.related(kind, leads_out, other)
            for kind, leads_out, other in linked(row, QuoteLink.objects)
        ]
        return Response(record)

    def related(self, kind, leads_out, other):
        return {
            "kind": kind,
            "direction": "to" if leads_out else "from",
            "quote": {
                "id": other.public_id,
                "url": self.absolute(permanent_path("quote", other.public_id)),
                "json": self.absolute(api_path("quote", other.public_id)),
                "status": other.label.value,
                "statement": plain_statement(other.shown["parts"], other.language),
                "language": other.language,
            },
        }


@describe("list_quote_versions", shapes.VersionPage, gone=True)
class QuoteVersions(OneQuote):
    """All that was shown of one quote, newest first

    Each public decision made a version. Words that were taken back do not return: the
    versions up to a withdrawal have no `quote`.
    """

    parameters = PARAMETERS

    def answer(self, request, public_id):
        current = self.current(public_id)
        versions = Publication.objects.public().filter(quote=current.quote_id)
        taken_back = versions.filter(status=Status.WITHDRAWN).order_by("-number")
        last_taken = taken_back.values_list("number", flat=True).first() or 0
        paging = RowPaging({"-number": int})
        rows = paging.paginate_queryset(versions, request)
        return paging.get_paginated_response(
            [self.version(row, is_told=row.number > last_taken) for row in rows]
        )

    def version(self, row, *, is_told):
        page = default_path(row.get_version_url) if is_told else None
        return {
            "version": row.number,
            "decision": row.decision,
            "role": row.role,
            "status": row.status,
            "single_editor": row.is_single_editor,
            "is_current": row.is_current,
            "published_at": moment(row.published_at),
            "html": page and self.absolute(page),
            "quote": quote_record(row, self.absolute) if is_told else None,
        }
