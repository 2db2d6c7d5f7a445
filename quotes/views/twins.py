"""The same lists as JSON: a page of the list, found by the same query string.

Whole lists as files are in quotes.views.downloads.
"""

from django.http import Http404, JsonResponse
from django.utils.functional import cached_property

from quotes.addresses import absolute_for
from quotes.api.errors import BadParameter, error_body
from quotes.paging import BadToken
from quotes.records import (
    article_record,
    correction_record,
    quote_record,
    speaker_record,
)
from quotes.records.tables import (
    ARTICLE_COLUMNS,
    CORRECTION_COLUMNS,
    SPEAKER_COLUMNS,
    article_row,
    correction_row,
    speaker_row,
)
from quotes.views.articles import ArticleListView
from quotes.views.corrections import CorrectionListView
from quotes.views.quote_list import QuoteListView
from quotes.views.speakers import SpeakerListView


class Data:
    """What twins share: JSON, and errors in the shape that the API's have."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return as_json(error_body(404), 404)
        except BadParameter as error:
            told = error_body(400, error.default_code, str(error.detail), error.fields)
            return as_json(told, 400)

    @cached_property
    def absolute(self):
        """The function that makes an address of a path of this site."""
        return absolute_for(self.request)


def as_json(data, status=200):
    """Return data as JSON, letters as they are."""
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


class ListJson(Data):
    """A page of a list: addresses of the pages beside it, and records."""

    def page_json(self, records, following, previous):
        """Return the answer for a page; tokens of other pages may be empty."""
        return as_json(
            {
                "next": self.page_address(following),
                "previous": self.page_address(previous),
                "results": records,
            }
        )

    def page_address(self, token):
        if not token:
            return None
        query = self.request.GET.copy()
        query["page"] = token
        return self.absolute(f"{self.request.path}?{query.urlencode()}")


class QuoteListJson(ListJson, QuoteListView):
    """Quotes as the list finds and orders them."""

    def get(self, request, *args, **kwargs):
        refuse_bad_filters(self.filterset)
        try:
            page = self.page()
        except BadToken as error:
            raise BadParameter({"page": [NO_PAGE]}) from error
        records = [quote_record(row, self.absolute) for row in page.rows]
        return self.page_json(records, page.next, page.previous)


class NumberedListJson(ListJson):
    """A list in numbered pages; record() makes the records, details() preloads rows."""

    def get(self, request, *args, **kwargs):
        self.object_list = self.details(self.get_queryset())
        try:
            _paginator, page, _rows, _more = self.paginate_queryset(
                self.object_list, self.get_paginate_by(self.object_list)
            )
        except Http404 as error:
            raise BadParameter({"page": [NO_PAGE]}) from error
        return self.page_json(
            [self.record(row) for row in page],
            page.next_page_number() if page.has_next() else "",
            page.previous_page_number() if page.has_previous() else "",
        )

    def details(self, queryset):
        return queryset


class Speakers:
    """Speakers as records."""

    columns, row, name = SPEAKER_COLUMNS, staticmethod(speaker_row), "speakers"

    def details(self, queryset):
        return queryset.with_details()

    def record(self, row):
        return speaker_record(row, self.absolute)


class Articles:
    """Articles as records; the list preloads the texts that titles are taken from."""

    columns, row, name = ARTICLE_COLUMNS, staticmethod(article_row), "articles"

    def record(self, row):
        return article_record(row, self.absolute)


class Corrections:
    """Corrections as records."""

    columns, row, name = CORRECTION_COLUMNS, staticmethod(correction_row), "corrections"

    def record(self, row):
        return correction_record(row, self.absolute)


class SpeakerListJson(Speakers, NumberedListJson, SpeakerListView):
    """Speakers of public quotes, by name."""


class ArticleListJson(Articles, NumberedListJson, ArticleListView):
    """Public articles, newest first."""


class CorrectionListJson(Corrections, NumberedListJson, CorrectionListView):
    """Published corrections, newest first."""


#: What is said of a page that is not there, in this list or in any.
NO_PAGE = "There is no such page: follow the links next and previous."


def refuse_bad_filters(filterset):
    """Raise BadParameter where a filter has a value that cannot be."""
    if not filterset.is_valid():
        errors = filterset.form.errors
        raise BadParameter({name: list(told) for name, told in errors.items()})


#: What stands in addresses: the name of a list in the singular, the view.
LISTS = (
    ("quote", QuoteListJson),
    ("speaker", SpeakerListJson),
    ("article", ArticleListJson),
    ("correction", CorrectionListJson),
)
